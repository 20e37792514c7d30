// SPDX-License-Identifier: MPL-2.0

/// Takes in assets and what they depend on from a file, or from what another register hands out: all of it, or nothing.
public struct ImportAssets: Deed {
    let file: Arguments.File
    public let reading: AssetReading
    public let rules: AssetImportRules
    let shown: String?
    let isTrial: Bool
    /// What the file changes, found by the office in the register as it is when the command is carried out.
    public var plan: AssetPlan?

    /// Bytes of a file: 100,000 rows have two thirds of it.
    public static let mostBytes = 20_000_000

    public static let fields: [Field] =
        [
            Field(
                "file", .file, da: "Fil", en: "File",
                hint: Phrase(
                    da: """
                        CSV, XLSX, JSON fra KITOS eller OS2compliance, eller OS2compliances database som XML; højst 20 MB.
                        """,
                    en: """
                        CSV, XLSX, JSON of KITOS or OS2compliance, or the database of OS2compliance as XML; at most 20 MB.
                        """)),
            Field(
                "kind", .choice(Asset.Kind.choices), da: "Slags, når filen ikke siger den",
                en: "Kind where the file says none", optional: true),
            Field(
                "unit", .unit, da: "Enhed for nye aktiver, når filen ikke siger den",
                en: "Unit of new assets where the file says none", optional: true),
            Field(
                "ties", .choice(Dependence.Kind.choices), da: "Forbindelser i filen betyder",
                en: "Connections of the file mean",
                hint: Phrase(
                    da: "Når filen ikke siger det selv. Fra KITOS: udveksler data med.",
                    en: "Where the file does not say it itself. Of KITOS: exchanges data with."), optional: true),
        ]
        + AssetReading.Column.allCases.map { column in
            Field(
                column.field, .line(most: 200), da: "Kolonne: \(column.label.da.lowercasedFirst)",
                en: "Column: \(column.label.en.lowercasedFirst)", optional: true)
        } + [
            .importShown, .importTrial,
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        (file, reading) = try arguments.importFile(most: ImportAssets.mostBytes) { AssetReading(decoding: $0) }
        rules = try ImportAssets.rules(arguments)
        shown = try arguments.optionalLine("shown", most: 40)
        isTrial = try arguments.flag("trial")
        for column in AssetReading.Column.allCases { _ = try arguments.optionalLine(column.field, most: 200) }
    }

    /// How the file is to be understood.
    public static func rules(_ arguments: Arguments) throws(Refusal) -> AssetImportRules {
        .init(
            kind: try arguments.optionalChoice("kind"), unit: try arguments.optionalID("unit"),
            ties: try arguments.optionalChoice("ties"))
    }

    /// What the form of one asset calls a column.
    public static func label(of column: AssetReading.Column) -> Phrase? {
        SetAsset.fields.first { $0.name == column.rawValue }?.label
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard let plan else { throw .unknown }
        if let unit = rules.unit { _ = try desk.register.openUnit(unit, "unit", on: desk.today) }
        try ImportGateKeeper(plan.faults, isTrial: isTrial, shown: shown, sign: plan.sign, isEmpty: plan.isEmpty)
            .check(Self.summary(plan))
        try record(plan, &desk)
    }

    /// What is new and changed, in numbers.
    public static func summary(_ plan: AssetPlan) -> Phrase {
        Phrase(
            da: """
                \(plan.added) nye, \(plan.changed) ændrede, \(plan.unchanged) uændrede, \(plan.ties.count) nye \
                afhængigheder, \(plan.missing.count) mangler i filen.
                """,
            en: """
                \(plan.added) new, \(plan.changed) changed, \(plan.unchanged) unchanged, \(plan.ties.count) new \
                dependences, \(plan.missing.count) missing in the file.
                """)
    }

    private func record(_ plan: AssetPlan, _ desk: inout Deciding) throws(Refusal) {
        var facts: [(Fact, Day)] = []
        facts.reserveCapacity(plan.changes.count + plan.ties.count + 1)
        var numbers: [Asset.Kind: Int] = [:]
        var ids: [ID<Asset>] = []
        for change in plan.changes {
            let id: ID<Asset> = change.asset ?? desk.new()
            ids.append(id)
            let number: Int
            if let known = change.asset.flatMap({ desk.register.assets[$0]?.wording }) {
                number = known.number
            } else {
                number = numbers[change.kind] ?? desk.register.next(.asset, change.kind.series)
                numbers[change.kind] = number + 1
            }
            facts.append((.asset(id, .set(change.set.wording(number, &desk))), desk.today))
        }
        func id(_ place: AssetPlan.Place) -> ID<Asset> {
            switch place {
            case .known(let id): id
            case .new(let index): ids[index]
            }
        }
        for tie in plan.ties {
            let one = Dependence(kind: tie.kind, on: id(tie.to), withheld: [], reason: desk.keep(tie.about))
            facts.append((.asset(id(tie.from), .depended(one)), desk.today))
        }
        let record = RegisterImport(
            matter: .assets, form: reading.form, sha256: reading.sha256, fileName: desk.keep(file.name),
            rows: reading.rows.count, added: plan.added, changed: plan.changed, beside: plan.ties.count)
        facts.append((.organisation(desk.register.organisation.id, .registerImported(record)), desk.today))
        try desk.record(all: facts)
    }
}
