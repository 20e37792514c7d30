// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Taking in assets from a file in two steps: choose the file; then see what it changes, field by field, and what is wrong in
/// which row and column, and confirm. It works without a script, and the file is chosen once.
enum AssetImportForm {
    private static let kind = CommandKind.importAssets

    static func content(_ refusal: Refusal?, in context: Context) async throws -> Content {
        var (found, fault): ((reading: AssetReading, plan: AssetPlan)?, Refusal?) = (nil, refusal)
        do throws(Refusal) {
            found = try await AssetIntake.plan(context.arguments, context.sight)
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
                da: "Fra et regneark, KITOS eller OS2compliance. Først vises, hvad filen ændrer.",
                en: "From a spreadsheet, KITOS or OS2compliance. What the file changes is shown first.")
            : context.say(
                da: "Se efter, hvad filen ændrer. Intet er indlæst endnu.",
                en: "Check what the file changes. Nothing is imported yet.")
        let head = Head(
            crumbs: [.init(context.say(AssetsPage.title), Route.assets.link), .init(title)], title: title,
            sentence: "\(sentence)"
        ).html(context.language)
        let body = found.map { second($0.reading, $0.plan, fault, context) } ?? first(fault, context)
        return Content(
            title, menu: .assets, status: CommandForm.status(fault),
            head + CommandForm.summary(fault, in: context) + body)
    }

    private static func field(_ name: String, _ refusal: Refusal?, _ context: Context) -> HTML {
        CommandForm.field(name, of: kind, refusal, in: context)
    }

    private static let preview = Phrase(da: "Se forhåndsvisning", en: "Preview")

    private static func rules(_ refusal: Refusal?, _ context: Context) -> HTML {
        Field.pair(field("kind", refusal, context), field("unit", refusal, context)) + field("ties", refusal, context)
    }

    private static func first(_ refusal: Refusal?, _ context: Context) -> HTML {
        let demands = context.say(
            da: """
                En tabel har en overskriftsrække med mindst aktivets navn, og gerne slags, enhed, ejer og behov. Listen \
                over aktiver kan hentes som Excel eller CSV, rettes og indlæses igen.
                """,
            en: """
                A table has a row of headings with at least the name of the asset, and preferably kind, unit, owner and needs. \
                The list of assets can be fetched as Excel or CSV, changed and imported again.
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

    private static func second(
        _ reading: AssetReading, _ plan: AssetPlan, _ refusal: Refusal?, _ context: Context
    ) -> HTML {
        let shown = AssetImportPreview(reading, plan, context)
        let isWrong = !plan.faults.isEmpty
        var buttons: [HTML] = []
        if !isWrong, !plan.isEmpty {
            buttons.append(Button(context.say(da: "Indlæs", en: "Import"), kind: .primary, icon: .check).submit)
        }
        buttons.append(
            Button(context.say(preview), kind: isWrong ? .primary : .normal, field: ("_preview", "1")).submit)
        buttons.append(
            Button(context.say(da: "Vælg en anden fil", en: "Choose another file")).link(Route.command(kind).link))
        let again = isWrong ? field("file", refusal, context) : CommandForm.keptFile(in: context)
        let hidden = [("shown", plan.sign), ("_back", Route.assets.path)]
        let columns = IntakePanels.columns(
            reading.headings,
            AssetReading.Column.allCases.map { ($0.field, $0.label, reading.columns[$0]) }, refusal, in: context)
        return CommandForm.open(kind, in: context, hidden: hidden, hasFiles: true, asksBeforeLeaving: true).html(
            """
            \(Panel(
                id: "aendrer", heading: context.say(da: "2. Det ændrer filen", en: "2. What the file changes"), isWide: true
            ).padded(shown.summary))\
            \(shown.faults)\(shown.changes)\(shown.ties)\(shown.remarks)\(shown.missing)\(shown.gone)\(columns)\
            \(Panel(
                id: "indlaes", heading: context.say(da: "3. Hvordan den indlæses", en: "3. How it is imported"),
                isWide: true
            ).padded(
                again + rules(refusal, context)
                    + PostForm.foot(
                        buttons,
                        remark: context.say(
                            da: "Det hele indlæses på én gang, eller intet.", en: "All of it is imported at once, or nothing."))))
            """)
    }
}

/// What a file of assets changes: in numbers, with every fault by its row, and the first of each kind of change.
struct AssetImportPreview {
    let reading: AssetReading
    let plan: AssetPlan
    let context: Context
    private var language: Language { context.language }
    private var sight: Sight { context.sight }

    init(_ reading: AssetReading, _ plan: AssetPlan, _ context: Context) {
        (self.reading, self.plan, self.context) = (reading, plan, context)
    }

    var summary: HTML {
        func row(_ da: String, _ en: String, _ count: Int) -> SummaryList.Row {
            .init(context.say(da: da, en: en), text: language.number(count))
        }
        let rows: [SummaryList.Row] = [
            .init(context.say(da: "Format", en: "Format"), text: context.say(reading.form.label)),
            row("Rækker", "Rows", reading.rows.count + Set(reading.faults.map(\.row)).count),
            row("Nye aktiver", "New assets", plan.added), row("Ændrede", "Changed", plan.changed),
            row("Uændrede", "Unchanged", plan.unchanged), row("Nye afhængigheder", "New dependences", plan.ties.count),
            row("Mangler i filen", "Missing in the file", plan.missing.count),
            row("Ikke taget med", "Not taken along", plan.remarks.count),
            row("Fejl", "Faults", plan.faults.count),
        ]
        var html = SummaryList(rows: rows).html(language)
        let needless = plan.changes.filter { change in
            change.isNew
                && ![AssetReading.Column.confidentiality, .integrity, .availability].contains { column in
                    change.differences.contains { $0.column == column }
                }
        }
        if !needless.isEmpty {
            html += Note(.info).html(
                """
                <p>\(context.say(
                    da: "\(language.number(needless.count)) nye aktiver får intet behov med fra filen. De står som »Ikke vurderet«, indtil nogen vurderer dem.",
                    en: "\(language.number(needless.count)) new assets get no need from the file. They stand as “Not assessed” until somebody assesses them."))</p>
                """)
        }
        if plan.isEmpty, plan.faults.isEmpty {
            html += Note(.ok).html(
                "<p>\(context.say(da: "Filen ændrer intet: alt står, som den siger.", en: "The file changes nothing: everything stands as it says."))</p>"
            )
        }
        return html
    }

    var faults: HTML {
        IntakePanels.faults(
            plan.faults, Phrase(da: "Skal rettes i filen", en: "To be mended in the file"), in: context)
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
                .init(context.say(da: "Aktiv", en: "Asset"), .title),
                .init(context.say(da: "Ændres", en: "Changes"), .who),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], plan.changes, in: context
        ) { change in
            let lines = change.differences.filter { !change.isNew || $0.column != .name }.map(line)
            return .init([
                .title(
                    "\(language(change.kind.label)): \(change.name)", change.asset.map { Route.asset($0).link }),
                .init("\(each: lines, { "<div>\($0)</div>" })"),
                .init(
                    change.isNew
                        ? Tag(context.say(da: "Ny", en: "New"), .info).html
                        : Tag(context.say(da: "Ændret", en: "Changed")).html),
            ])
        }
    }

    /// »Enhed: Drift → Udvikling«.
    private func line(_ one: AssetPlan.Difference) -> String {
        let label = context.say(one.column.label)
        let after = one.after.map { words(one.column, $0) } ?? context.say(da: "intet", en: "nothing")
        return one.before.map { "\(label): \(words(one.column, $0)) → \(after)" } ?? "\(label): \(after)"
    }

    private func words(_ column: AssetReading.Column, _ word: String) -> String {
        context.words(column, word)
    }

    var ties: HTML {
        IntakePanels.table(
            "afhaengigheder", Phrase(da: "Nye afhængigheder", en: "New dependences"),
            [
                .init(context.say(da: "Aktiv", en: "Asset"), .title),
                .init(context.say(da: "Hvordan", en: "How"), .who),
                .init(context.say(da: "Afhænger af", en: "Depends on"), .end),
            ], plan.ties, in: context
        ) { tie in
            .init([
                .title(name(tie.from), nil), .init(text: language(tie.kind.label)), .init(text: name(tie.to)),
            ])
        }
    }

    private func name(_ place: AssetPlan.Place) -> String {
        switch place {
        case .known(let id): sight.label(.asset(id), language) ?? ""
        case .new(let index): plan.changes[index].name
        }
    }

    var missing: HTML { assets("mangler", Phrase(da: "Mangler i filen", en: "Missing in the file"), plan.missing) }
    var gone: HTML {
        assets("ude", Phrase(da: "Ude af brug i filen, i brug her", en: "Out of use there, in use here"), plan.gone)
    }

    private func assets(_ id: String, _ heading: Phrase, _ all: [ID<Domain.Asset>]) -> HTML {
        IntakePanels.table(
            id, heading,
            [
                .init(context.say(da: "Aktiv", en: "Asset"), .title),
                .init(context.say(da: "Ejes af", en: "Owned by"), .end),
            ], all, in: context
        ) { id in
            let wording = (try? sight.asset(id))?.1
            return .init([
                .title(sight.label(.asset(id), language) ?? "", Route.asset(id).link),
                .init(text: wording.map { context.name($0.unit) } ?? ""),
            ])
        }
    }
}

extension Context {
    /// A word of an import as people read it: choices by their labels, units and people by their names.
    func words(_ column: AssetReading.Column, _ word: String) -> String {
        func label<Word: Choosable>(_: Word.Type) -> String { Word(rawValue: word).map { say($0.label) } ?? word }
        switch column {
        case .kind: return label(Domain.Asset.Kind.self)
        case .unit: return ID<Unit>(word).map { name($0) } ?? word
        case .owner, .manager, .operator: return ID<Person>(word).map { name($0) } ?? word
        case .shared: return word == "1" ? say(da: "ja", en: "yes") : say(da: "nej", en: "no")
        case .classification: return label(Classification.self)
        case .registered: return label(Domain.Asset.Registered.self)
        case .criticality: return label(Domain.Asset.Criticality.self)
        case .confidentiality, .integrity, .availability, .authenticity: return label(Domain.Asset.Level.self)
        case .phase: return label(Domain.Asset.Phase.self)
        case .personalData:
            return word.split(separator: "\n").map { one in
                Domain.Asset.PersonalData(rawValue: String(one)).map { say($0.label) } ?? String(one)
            }.joined(separator: "; ")
        case .externalIDs, .products: return word.split(separator: "\n").joined(separator: "; ")
        case .reference, .name, .about, .kle, .criticalityReason, .confidentialityReason, .integrityReason,
            .availabilityReason, .authenticityReason, .available, .recovery, .loss, .users, .months, .kitosSystem,
            .kitosUsage, .cvr, .dependsOn:
            return word
        }
    }
}
