// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// Recording what another learning system's list says of a course in two steps: choose the list among the evidence; then see
/// what it says and what is wrong in which row, and confirm.
enum CompletionsForm {
    private static let kind = CommandKind.recordCompletions
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
                    + named(new, context)
                    + IntakePanels.faults(
                        found.reading.faults,
                        Phrase(da: "Rækker, der ikke kan bruges", en: "Rows that cannot be used"), in: context)
                    + IntakePanels.columns(
                        found.table.headings,
                        CompletionColumn.allCases.map { ($0.field, $0.label, found.table.columns[$0]) }, refusal,
                        in: context)
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
        IntakePanels.table(
            "nye", Phrase(da: "Nye gennemførelser", en: "New completions"),
            [
                .init(context.say(da: "Række", en: "Row"), .key),
                .init(context.say(da: "Person", en: "Person"), .title),
                .init(context.say(da: "Gennemført", en: "Completed"), .end),
            ], new, in: context
        ) { row in
            .init([
                .init(text: context.language.number(row.number)),
                .title(context.name(row.person), Route.person(row.person).link), .init(context.language.time(row.day)),
            ])
        }
    }
}
