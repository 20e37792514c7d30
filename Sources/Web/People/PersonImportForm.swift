// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// Taking in people from a file in two steps: choose the file; then see what it changes and what is wrong in which row, and
/// confirm. It works without a script, and the file is chosen once.
enum PersonImportForm {
    private static let kind = CommandKind.importPersons

    static func content(_ refusal: Refusal?, in context: Context) async throws -> Content {
        var (reading, plan, fault): (PersonReading?, PersonPlan?, Refusal?) = (nil, nil, refusal)
        do throws(Refusal) {
            reading = try await PersonIntake.read(context.arguments)
            if let reading {
                var rules = try ImportPersons.rules(context.arguments)
                if !rules.hasDay { rules.0.day = context.sight.today }
                plan = context.sight.plan(reading, rules.0)
            } else if context.argument("_preview") != nil {
                fault =
                    fault
                    ?? .invalid("file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
            }
        } catch {
            fault = fault ?? error
        }
        let title = context.say(kind.label)
        let sentence =
            plan == nil
            ? context.say(
                da: "Fra et lønsystem, et regneark eller OS2sync. Først vises, hvad filen ændrer.",
                en: "From a payroll system, a spreadsheet or OS2sync. What the file changes is shown first.")
            : context.say(
                da: "Se efter, hvad filen ændrer. Intet er indlæst endnu.",
                en: "Check what the file changes. Nothing is imported yet.")
        let head = Head(
            crumbs: [.init(context.say(PersonsPage.title), Route.persons.link), .init(title)], title: title,
            sentence: "\(sentence)"
        ).html(context.language)
        var body: HTML
        if let reading, let plan {
            body = second(reading, plan, fault, context)
        } else {
            body = first(fault, context)
            if let reading { body += HTML(joining: [columns(reading, fault, context)]) }
        }
        return Content(
            title, menu: .persons, status: CommandForm.status(fault),
            head + CommandForm.summary(fault, in: context) + body)
    }

    private static func field(_ name: String, _ refusal: Refusal?, _ context: Context) -> HTML {
        CommandForm.field(name, of: kind, refusal, in: context)
    }

    private static let preview = Phrase(da: "Se forhåndsvisning", en: "Preview")

    private static func first(_ refusal: Refusal?, _ context: Context) -> HTML {
        let demands = context.say(
            da: """
                En tabel har en overskriftsrække med navn og med e-mail eller medarbejdernummer, og gerne enhed, titel, ansat \
                fra og sidste dag. En enhed skrives med sit navn, eller med dem over den: Drift > Netværk.
                """,
            en: """
                A table has a row of headings with name and with e-mail or employee number, and preferably unit, title, engaged \
                from and last day. A unit is written by its name, or with those above it: Drift > Netværk.
                """)
        return Panel(id: "fil", heading: context.say(da: "1. Vælg filen", en: "1. Choose the file"), isWide: true)
            .padded(
                CommandForm.open(kind, in: context, hasFiles: true, asksBeforeLeaving: true).html(
                    """
                    \(field("file", refusal, context))<p class="muted">\(demands)</p>\
                    \(PostForm.foot([
                        Button(context.say(preview), kind: .primary, field: ("_preview", "1")).submit
                    ], remark: context.say(da: "Intet gemmes endnu", en: "Nothing is saved yet")))
                    """))
    }

    private static func second(
        _ reading: PersonReading, _ plan: PersonPlan, _ refusal: Refusal?, _ context: Context
    ) -> HTML {
        let shown = PersonImportPreview(reading, plan, context)
        let isWrong = !plan.faults.isEmpty
        var buttons: [HTML] = []
        if !isWrong, !plan.isEmpty {
            buttons.append(Button(context.say(da: "Indlæs", en: "Import"), kind: .primary, icon: .check).submit)
        }
        buttons.append(
            Button(context.say(preview), kind: isWrong ? .primary : .normal, field: ("_preview", "1")).submit)
        buttons.append(
            Button(context.say(da: "Vælg en anden fil", en: "Choose another file")).link(Route.command(kind).link))
        let ticks = ["open_units", "missing_left"].map { field($0, refusal, context) }
        let rules =
            Field.pair(field("kind", refusal, context), field("from", refusal, context)) + HTML(joining: ticks)
            + field("last_day", refusal, context) + field("late_reason", refusal, context)
        let again = isWrong ? field("file", refusal, context) : CommandForm.keptFile(in: context)
        let hidden = [("shown", plan.sign), ("_back", Route.persons.path)]
        return CommandForm.open(kind, in: context, hidden: hidden, hasFiles: true, asksBeforeLeaving: true).html(
            """
            \(Panel(
                id: "aendrer", heading: context.say(da: "2. Det ændrer filen", en: "2. What the file changes"), isWide: true
            ).padded(shown.summary))\
            \(shown.faults)\(shown.changes)\(shown.missing)\(columns(reading, refusal, context))\
            \(Panel(
                id: "indlaes", heading: context.say(da: "3. Hvordan den indlæses", en: "3. How it is imported"),
                isWide: true
            ).padded(
                again + rules
                    + PostForm.foot(
                        buttons,
                        remark: context.say(
                            da: "Det hele indlæses på én gang, eller intet.", en: "All of it is imported at once, or nothing."))))
            """)
    }

    private static func columns(_ reading: PersonReading, _ refusal: Refusal?, _ context: Context) -> HTML {
        IntakePanels.columns(
            reading.headings,
            PersonReading.Column.allCases.map { ($0.field, $0.label, reading.columns[$0]) }, refusal, in: context)
    }
}

/// What a file of people changes: in numbers, with every fault by its row, and the first of each kind of change.
struct PersonImportPreview {
    let reading: PersonReading
    let plan: PersonPlan
    let context: Context
    private var language: Language { context.language }
    private var sight: Sight { context.sight }

    init(_ reading: PersonReading, _ plan: PersonPlan, _ context: Context) {
        (self.reading, self.plan, self.context) = (reading, plan, context)
    }

    var summary: HTML {
        func row(_ da: String, _ en: String, _ count: Int) -> SummaryList.Row {
            .init(context.say(da: da, en: en), text: language.number(count))
        }
        let rows: [SummaryList.Row] = [
            .init(context.say(da: "Format", en: "Format"), text: context.say(reading.form.label)),
            row("Rækker", "Rows", reading.rows.count + Set(reading.faults.map(\.row)).count),
            row("Nye personer", "New people", plan.added), row("Ændrede", "Changed", plan.changed),
            row("Uændrede", "Unchanged", plan.unchanged), row("Fratrædelser", "Leaving", plan.ended),
            row("Mangler i filen", "Missing in the file", plan.missing.count),
            row("Nye enheder", "New units", plan.units.count),
            row("Rækker med fejl", "Rows with faults", plan.faults.count),
        ]
        var html = SummaryList(rows: rows).html(language)
        if plan.changes.contains(where: { $0.beginning.map { $0.from == nil } ?? false }) {
            html += Note(.info).html(
                """
                <p>\(context.say(
                    da: "Filen siger ikke, hvornår nogle er begyndt. De står som »først set« den dag, ændringer gælder fra.",
                    en: "The file does not say when some have begun. They stand as “first seen” on the day from which changes count."))</p>
                """)
        }
        if plan.isEmpty, plan.faults.isEmpty {
            html += Note(.ok).html(
                "<p>\(context.say(da: "Filen ændrer intet: alle står, som den siger.", en: "The file changes nothing: everybody stands as it says."))</p>"
            )
        }
        return html
    }

    var faults: HTML {
        IntakePanels.faults(
            plan.faults, Phrase(da: "Skal rettes i filen", en: "To be mended in the file"), in: context)
    }

    var changes: HTML {
        IntakePanels.table(
            "forskelle", Phrase(da: "Forskelle", en: "Differences"),
            [
                .init(context.say(da: "Person", en: "Person"), .title),
                .init(context.say(da: "Ændres", en: "Changes"), .who),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], plan.changes, in: context
        ) { change in
            .init([
                .title(name(change), change.person.map { Route.person($0).link }),
                .init(text: what(change).joined(separator: "; ")), .init(tag(change)),
            ])
        }
    }

    var missing: HTML {
        IntakePanels.table(
            "mangler", Phrase(da: "Mangler i filen", en: "Missing in the file"),
            [
                .init(context.say(da: "Person", en: "Person"), .title),
                .init(context.say(da: "Titel", en: "Title"), .end),
            ], plan.missing, in: context
        ) { id in
            .init([
                .title(context.name(id), Route.person(id).link),
                sight.title(id).map { .init(text: $0) } ?? .none(context.say(da: "ingen", en: "none")),
            ])
        }
    }

    private func name(_ change: PersonPlan.Change) -> String {
        change.person.map { context.name($0) } ?? change.name ?? ""
    }

    private func tag(_ change: PersonPlan.Change) -> HTML {
        if change.isNew { return Tag(context.say(da: "Ny", en: "New"), .info).html }
        if change.row == nil { return Tag(context.say(da: "Fratræder", en: "Leaves"), .warn).html }
        return Tag(context.say(da: "Ændret", en: "Changed")).html
    }

    private func unit(_ place: PersonPlan.Place) -> String {
        switch place {
        case .known(let id): context.name(id)
        case .new(let index): plan.units[index].name + context.say(da: " (ny enhed)", en: " (new unit)")
        }
    }

    private func what(_ change: PersonPlan.Change) -> [String] {
        var found: [String] = []
        if change.isRenamed, let name = change.name {
            found.append([name, change.mail].compactMap { $0 }.joined(separator: ", "))
        }
        if let begins = change.beginning {
            found.append("\(begins.title), \(unit(begins.place))")
            if let from = begins.from {
                found.append(context.say(da: "fra \(language.day(from))", en: "from \(language.day(from))"))
            } else {
                found.append(context.say(da: "først set", en: "first seen"))
            }
        }
        if let move = change.move { found.append("\(move.title), \(unit(move.place))") }
        if let ending = change.ending {
            found.append(
                context.say(da: "sidste dag \(language.day(ending.to))", en: "last day \(language.day(ending.to))"))
        }
        if change.key != nil, !change.isNew {
            found.append(context.say(da: "genkendes fremover af filen", en: "recognised by the file from now on"))
        }
        return found
    }
}
