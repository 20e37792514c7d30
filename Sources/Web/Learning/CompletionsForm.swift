// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// Recording what another learning system's list says of a course in two steps: choose the list among the evidence; then see
/// what it says and what is wrong in which row, and confirm.
enum CompletionsForm {
    private static let kind = CommandKind.recordCompletions
    /// So many lines of each table are shown; the numbers count all.
    private static let most = 200
    private static let preview = Phrase(da: "Se forhåndsvisning", en: "Preview")

    static func content(_ refusal: Refusal?, in context: Context) async throws -> Content {
        guard let id = context.argument("course").flatMap({ ID<Course>($0) }) else {
            return GenericForm.content(kind, refusal, in: context)
        }
        let (course, _, document) = try context.sight.course(id)
        var (found, fault): (CompletionIntake?, Refusal?) = (nil, refusal)
        do throws(Refusal) {
            found = try await CompletionIntake.read(context.arguments, context.sight)
        } catch {
            fault = fault ?? error
        }
        if found == nil, fault == nil, context.argument("_preview") != nil {
            fault = .invalid(
                "evidence", da: "Vælg et udtræk, der ligger som fil.", en: "Choose an extract that lies as a file.")
        }
        let title = context.say(kind.label)
        let sentence =
            found == nil
            ? context.say(
                da: "Fra et andet læringssystem. Først vises, hvad listen siger.",
                en: "From another learning system. What the list says is shown first.")
            : context.say(
                da: "Se efter, hvad listen siger. Intet er registreret endnu.",
                en: "Check what the list says. Nothing is recorded yet.")
        let head = Head(
            crumbs: [
                .init(context.say(CoursesPage.title), Route.courses.link),
                .init(context.title(document), Route.course(id).link), .init(title),
            ], title: title, sentence: "\(sentence)"
        ).html(context.language)
        return Content(
            title, menu: .courses, status: CommandForm.status(fault),
            head + CommandForm.summary(fault, in: context) + form(found, course, fault, context))
    }

    private static func form(
        _ found: CompletionIntake?, _ course: Course, _ refusal: Refusal?, _ context: Context
    ) -> HTML {
        func field(_ name: String) -> HTML { CommandForm.field(name, of: kind, refusal, in: context) }
        var hidden = [("course", course.id.description), ("_back", Route.course(course.id).path)]
        if let found { hidden.append(("shown", found.reading.sign)) }
        var buttons: [HTML] = []
        let new = found?.reading.new(in: course) ?? []
        if !new.isEmpty {
            buttons.append(
                Button(context.say(da: "Registrér", en: "Record"), kind: .primary, icon: .check).submit)
        }
        buttons.append(
            Button(context.say(preview), kind: new.isEmpty ? .primary : .normal, field: ("_preview", "1")).submit)
        let foot = PostForm.foot(
            buttons,
            remark: context.say(
                da: "Det hele registreres på én gang, eller intet.", en: "All of it is recorded at once, or nothing."))
        let add = context.say(
            da: "Læg udtrækket i dokumentationen først, hvis det ikke er der: det er beviset.",
            en: "Put the extract among the evidence first if it is not there: it is the proof.")
        let way: HTML = """
            <p class="muted">\(add) <a\(href: Link(Route.command(.addEvidence)))>\(context.say(CommandKind.addEvidence.label))</a></p>
            """
        let choose = Panel(
            id: "liste", heading: context.say(da: "1. Vælg listen", en: "1. Choose the list"), isWide: true
        ).padded(way + field("evidence") + (found == nil ? module(nil, refusal, context) + foot : HTML()))
        let rest: HTML =
            found.map { found in
                Panel(
                    id: "siger", heading: context.say(da: "2. Det siger listen", en: "2. What the list says"),
                    isWide: true
                ).padded(summary(found, new.count, context))
                    + named(new, context) + faults(found, context) + columns(found, refusal, context)
                    + Panel(
                        id: "hvordan",
                        heading: context.say(da: "3. Hvordan den registreres", en: "3. How it is recorded"),
                        isWide: true
                    ).padded(
                        module(found, refusal, context)
                            + (found.reading.faults.isEmpty ? HTML() : field("skip_faults")) + field("late_reason")
                            + foot)
            } ?? HTML()
        return CommandForm.open(kind, in: context, hidden: hidden, asksBeforeLeaving: true).html("\(choose)\(rest)")
    }

    /// The course's name in the list, chosen from those that are there.
    private static func module(_ found: CompletionIntake?, _ refusal: Refusal?, _ context: Context) -> HTML {
        guard let found else { return CommandForm.field("module", of: kind, refusal, in: context) }
        guard found.modules.count > 1 else { return HTML() }
        return Field(
            "module", context.say(da: "Kursets navn i listen", en: "The course's name in the list"),
            error: CommandForm.error("module", refusal, in: context),
            .choice(found.modules.map { (value: $0, label: $0) }, chosen: found.module)
        ).html(context.language)
    }

    private static func summary(_ found: CompletionIntake, _ new: Int, _ context: Context) -> HTML {
        let (language, reading) = (context.language, found.reading)
        func row(_ da: String, _ en: String, _ count: Int) -> SummaryList.Row {
            .init(context.say(da: da, en: en), text: language.number(count))
        }
        return SummaryList(rows: [
            .init(context.say(da: "Format", en: "Format"), text: context.say(found.table.format.label)),
            .init(context.say(da: "Kursets navn i listen", en: "The course's name in the list"), text: found.module),
            row("Nye gennemførelser", "New completions", new),
            row("Registreret i forvejen", "Recorded already", reading.rows.count - new),
            row("Ikke bestået eller ikke færdige", "Failed or not finished", found.unfinished),
            row("Rækker, der ikke kan bruges", "Rows that cannot be used", reading.faults.count),
        ]).html(language)
    }

    /// Whom the rows mean: whoever confirms can see that it is the right people.
    private static func named(_ new: [CompletionReading.Row], _ context: Context) -> HTML {
        guard !new.isEmpty else { return HTML() }
        let heading = context.say(da: "Nye gennemførelser", en: "New completions")
        let rows = new.prefix(most).map { row in
            WorkTable.Row([
                .init(text: context.language.number(row.number)),
                .title(context.name(row.person), Route.person(row.person).link), .init(context.language.time(row.day)),
            ])
        }
        return Panel(id: "nye", heading: heading, isWide: true).html(
            WorkTable(
                caption: heading,
                columns: [
                    .init(context.say(da: "Række", en: "Row"), .key),
                    .init(context.say(da: "Person", en: "Person"), .title),
                    .init(context.say(da: "Gennemført", en: "Completed"), .end),
                ], groups: [.init(nil, rows)]
            ).html + left(new.count - rows.count, context))
    }

    private static func left(_ rest: Int, _ context: Context) -> HTML {
        rest > 0
            ? "<p class=\"pad muted\">\(context.say(da: "\(context.language.number(rest)) til vises ikke.", en: "\(context.language.number(rest)) more are not shown."))</p>"
            : HTML()
    }

    private static func faults(_ found: CompletionIntake, _ context: Context) -> HTML {
        let all = found.reading.faults
        guard !all.isEmpty else { return HTML() }
        let heading = context.say(da: "Rækker, der ikke kan bruges", en: "Rows that cannot be used")
        let rows = all.prefix(most).map { fault in
            WorkTable.Row([
                .init(text: context.language.number(fault.row)), .title(context.language(fault.what), nil),
            ])
        }
        return Panel(id: "fejl", heading: heading, isWide: true).html(
            WorkTable(
                caption: heading,
                columns: [
                    .init(context.say(da: "Række", en: "Row"), .key),
                    .init(context.say(da: "Fejl", en: "Fault"), .title),
                ], groups: [.init(nil, rows)]
            ).html + left(all.count - rows.count, context))
    }

    /// Which column was taken for what; only a table has any.
    private static func columns(_ found: CompletionIntake, _ refusal: Refusal?, _ context: Context) -> HTML {
        let headings = found.table.headings.filter { !$0.isEmpty }
        guard !headings.isEmpty else { return HTML() }
        let choices =
            [(value: "", label: context.say(da: "ingen eller gættet", en: "none, or guessed"))]
            + headings.map { (value: $0, label: $0) }
        let fields = CompletionColumn.allCases.map { column -> HTML in
            let chosen = found.table.columns[column].map { found.table.headings[$0] } ?? ""
            return Field(
                column.field, context.say(column.label), error: CommandForm.error(column.field, refusal, in: context),
                isOptional: true, .choice(choices, chosen: chosen)
            ).html(context.language)
        }
        return Panel(id: "kolonner", heading: context.say(da: "Kolonner", en: "Columns"), isWide: true).padded(
            """
            <p>\(context.say(
                da: "Er en kolonne taget forkert, så vælg den rigtige, og se forhåndsvisningen igen.",
                en: "If a column was taken wrongly, choose the right one, and see the preview again."))</p>\
            \(HTML(joining: fields))
            """)
    }
}
