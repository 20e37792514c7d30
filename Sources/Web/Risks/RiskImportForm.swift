// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Taking in risks from a file in two steps: choose the file; then see what it changes, say what its scale means, and confirm.
/// It works without a script, and the file is chosen once.
enum RiskImportForm {
    private static let kind = CommandKind.importRisks

    static func content(_ refusal: Refusal?, in context: Context) async throws -> Content {
        var (found, fault): ((reading: RiskReading, plan: RiskImportPlan)?, Refusal?) = (nil, refusal)
        do throws(Refusal) {
            found = try await RiskIntake.plan(context.arguments, context.sight)
            if found == nil, context.argument("_preview") != nil {
                fault =
                    fault
                    ?? .invalid("file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
            }
        } catch {
            fault = fault ?? error
        }
        let title = context.say(kind.label)
        let sentence =
            found == nil
            ? context.say(
                da: "Fra et regneark, MONARC eller OS2compliance. Først vises, hvad filen ændrer.",
                en: "From a spreadsheet, MONARC or OS2compliance. What the file changes is shown first.")
            : context.say(
                da: "Se efter, hvad filen ændrer. Intet er indlæst endnu.",
                en: "Check what the file changes. Nothing is imported yet.")
        let head = Head(
            crumbs: [.init(context.say(RiskListPage.title), Route.riskList.link), .init(title)], title: title,
            sentence: "\(sentence)"
        ).html(context.language)
        let body = found.map { second($0.reading, $0.plan, fault, context) } ?? first(fault, context)
        return Content(
            title, menu: .riskList, status: CommandForm.status(fault),
            head + CommandForm.summary(fault, in: context) + body)
    }

    private static func field(_ name: String, _ refusal: Refusal?, _ context: Context) -> HTML {
        CommandForm.field(name, of: kind, refusal, in: context)
    }

    private static let preview = Phrase(da: "Se forhåndsvisning", en: "Preview")

    private static func first(_ refusal: Refusal?, _ context: Context) -> HTML {
        let demands = context.say(
            da: """
                En tabel har en overskriftsrække med mindst risikoens titel. Risikoregisteret kan hentes som Excel eller CSV, \
                rettes og indlæses igen.
                """,
            en: """
                A table has a row of headings with at least the title of the risk. The register of risks can be fetched as Excel \
                or CSV, changed and imported again.
                """)
        return Panel(id: "fil", heading: context.say(da: "1. Vælg filen", en: "1. Choose the file"), isWide: true)
            .padded(
                CommandForm.open(kind, in: context, hasFiles: true, asksBeforeLeaving: true).html(
                    """
                    \(field("file", refusal, context))<p class="muted">\(demands)</p>\(rules(refusal, context))\
                    \(PostForm.foot([
                        Button(context.say(preview), kind: .primary, field: ("_preview", "1")).submit
                    ], remark: context.say(da: "Intet gemmes endnu", en: "Nothing is saved yet")))
                    """))
    }

    private static func rules(_ refusal: Refusal?, _ context: Context) -> HTML {
        Field.pair(field("unit", refusal, context), field("classification", refusal, context))
            + field("treatment", refusal, context)
    }

    /// What the steps of the file are: asked once they are known.
    private static func scales(_ reading: RiskReading, _ refusal: Refusal?, _ context: Context) -> HTML {
        guard !reading.likelihoods.isEmpty else { return HTML() }
        func list(_ steps: [Int]) -> String { context.language.list(steps.map { "\($0)" }) }
        let told = context.say(
            da: """
                Filen bruger trin \(list(reading.likelihoods)) for sandsynlighed og trin \(list(reading.consequences)) for \
                konsekvens. Værn gætter ikke, hvad de er i jeres metode.
                """,
            en: """
                The file uses steps \(list(reading.likelihoods)) of likelihood and steps \(list(reading.consequences)) of \
                consequence. Værn does not guess what they are in your method.
                """)
        let bearers = RiskReading.Bearer.allCases.filter { bearer in
            reading.rows.contains { $0.told[bearer] != nil }
        }
        return Panel(
            id: "skala", heading: context.say(da: "Vurderingernes skala", en: "The scale of the judgements"),
            isWide: true
        ).padded(
            """
            <p>\(told)</p>\(field("scale", refusal, context))\
            \(Field.pair(field("likelihood_steps", refusal, context), field("consequence_steps", refusal, context)))\
            \(HTML(joining: bearers.map { field($0.field, refusal, context) }))\(field("irrelevant", refusal, context))
            """)
    }

    private static func second(
        _ reading: RiskReading, _ plan: RiskImportPlan, _ refusal: Refusal?, _ context: Context
    ) -> HTML {
        let isWrong = !plan.faults.isEmpty
        var buttons: [HTML] = []
        if !isWrong, !plan.isEmpty {
            buttons.append(Button(context.say(da: "Indlæs", en: "Import"), kind: .primary, icon: .check).submit)
        }
        buttons.append(
            Button(context.say(preview), kind: isWrong ? .primary : .normal, field: ("_preview", "1")).submit)
        buttons.append(
            Button(context.say(da: "Vælg en anden fil", en: "Choose another file")).link(Route.command(kind).link))
        let shown = RiskImportPreview(reading, plan, context)
        let hidden = [("shown", plan.sign), ("_back", Route.riskList.path)]
        let columns = IntakePanels.columns(
            reading.headings,
            RiskReading.Column.allCases.map { ($0.field, $0.label, reading.columns[$0]) }, refusal, in: context)
        return CommandForm.open(kind, in: context, hidden: hidden, hasFiles: true, asksBeforeLeaving: true).html(
            """
            \(Panel(
                id: "aendrer", heading: context.say(da: "2. Det ændrer filen", en: "2. What the file changes"), isWide: true
            ).padded(shown.summary))\
            \(shown.faults)\(shown.changes)\(shown.remarks)\(shown.missing)\(scales(reading, refusal, context))\(columns)\
            \(Panel(
                id: "indlaes", heading: context.say(da: "3. Hvordan den indlæses", en: "3. How it is imported"),
                isWide: true
            ).padded(
                again(isWrong, refusal, context) + rules(refusal, context)
                    + PostForm.foot(
                        buttons,
                        remark: context.say(
                            da: "Det hele indlæses på én gang, eller intet.", en: "All of it is imported at once, or nothing."))))
            """)
    }

    /// Faults may be mended by a better file, or by saying what the scale of this one means: both are there.
    private static func again(_ isWrong: Bool, _ refusal: Refusal?, _ context: Context) -> HTML {
        isWrong ? field("file", refusal, context) : CommandForm.keptFile(in: context)
    }
}

/// What a file of risks changes: in numbers, with every fault by its row, and the first of each kind of change.
struct RiskImportPreview {
    let reading: RiskReading
    let plan: RiskImportPlan
    let context: Context
    private var language: Language { context.language }

    init(_ reading: RiskReading, _ plan: RiskImportPlan, _ context: Context) {
        (self.reading, self.plan, self.context) = (reading, plan, context)
    }

    var summary: HTML {
        func row(_ da: String, _ en: String, _ count: Int) -> SummaryList.Row {
            .init(context.say(da: da, en: en), text: language.number(count))
        }
        let rows: [SummaryList.Row] = [
            .init(context.say(da: "Format", en: "Format"), text: context.say(reading.form.label)),
            row("Rækker", "Rows", reading.rows.count + Set(reading.faults.map(\.row)).count),
            row("Nye risici", "New risks", plan.added), row("Ændrede", "Changed", plan.changed),
            row("Uændrede", "Unchanged", plan.unchanged), row("Vurderinger", "Judgements", plan.judged),
            row("Mangler i filen", "Missing in the file", plan.missing.count),
            row("Ikke taget med", "Not taken along", plan.remarks.count), row("Fejl", "Faults", plan.faults.count),
        ]
        var html = SummaryList(rows: rows).html(language)
        if plan.isEmpty, plan.faults.isEmpty {
            html += Note(.ok).html(
                "<p>\(context.say(da: "Filen ændrer intet: alt står, som den siger.", en: "The file changes nothing: everything stands as it says."))</p>"
            )
        }
        return html
    }

    var faults: HTML {
        IntakePanels.faults(plan.faults, Phrase(da: "Skal rettes", en: "To be mended"), in: context)
    }

    var remarks: HTML {
        IntakePanels.table(
            "ikke-med", Phrase(da: "Ikke taget med", en: "Not taken along"),
            [.init(context.say(da: "Række", en: "Row"), .key), .init(context.say(da: "Hvorfor", en: "Why"), .title)],
            plan.remarks, in: context
        ) { .init([.init(text: language.number($0.row)), .title(language($0.what), nil)]) }
    }

    var changes: HTML {
        IntakePanels.table(
            "forskelle", Phrase(da: "Forskelle", en: "Differences"),
            [
                .init(context.say(da: "Risiko", en: "Risk"), .title),
                .init(context.say(da: "Ændres", en: "Changes"), .who),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], plan.changes, in: context
        ) { change in
            let lines = change.differences.filter { !change.isNew || $0.column != .title }.map(line)
            return .init([
                .title(change.title, change.risk.map { Route.risk($0).link }),
                .init("\(each: lines, { "<div>\($0)</div>" })"),
                .init(
                    change.isNew
                        ? Tag(context.say(da: "Ny", en: "New"), .info).html
                        : Tag(context.say(da: "Ændret", en: "Changed")).html),
            ])
        }
    }

    /// »Håndtering: Acceptere → Nedbringe«.
    private func line(_ one: RiskImportPlan.Difference) -> String {
        let label = context.say(one.column.label)
        let after = one.after.map { context.words(one.column, $0) } ?? context.say(da: "intet", en: "nothing")
        return one.before.map { "\(label): \(context.words(one.column, $0)) → \(after)" } ?? "\(label): \(after)"
    }

    var missing: HTML {
        IntakePanels.table(
            "mangler", Phrase(da: "Mangler i filen", en: "Missing in the file"),
            [
                .init(context.say(da: "Risiko", en: "Risk"), .title), .init(context.say(da: "Enhed", en: "Unit"), .end),
            ], plan.missing, in: context
        ) { id in
            let wording = (try? context.sight.risk(id))?.1
            return .init([
                .title(context.sight.label(.risk(id), language) ?? "", Route.risk(id).link),
                .init(text: wording.map { context.name($0.unit) } ?? ""),
            ])
        }
    }
}
