// SPDX-License-Identifier: MPL-2.0

/// That a file of persons was taken in: how much it changed, and the file itself.
public struct PersonImport: Hashable, Sendable {
    public let form: PersonReading.Form
    public let file: ValueID
    public let fileName: ValueID
    public let rows: Int
    public let added: Int
    public let changed: Int
    public let ended: Int

    public init(
        form: PersonReading.Form, file: ValueID, fileName: ValueID, rows: Int, added: Int, changed: Int, ended: Int
    ) {
        (self.form, self.file, self.fileName, self.rows) = (form, file, fileName, rows)
        (self.added, self.changed, self.ended) = (added, changed, ended)
    }
}

/// Takes in persons, their engagements and, where it is asked for, their units from a file: all of it, or nothing.
public struct ImportPersons: Deed {
    let file: Arguments.File
    public let reading: PersonReading
    let rules: (PersonImportRules, hasDay: Bool)
    let shown: String?
    let isTrial: Bool
    /// What the file changes, found by the office in the register as it is when the command is carried out.
    public var plan: PersonPlan?

    /// Bytes of a file: 25,000 rows have a fifth of it.
    public static let mostBytes = 20_000_000

    public static let fields: [Field] =
        [
            Field(
                "file", .file, da: "Fil", en: "File",
                hint: Phrase(
                    da: "CSV, XLSX eller hierarki fra OS2sync (JSON), højst 20 MB.",
                    en: "CSV, XLSX or a hierarchy from OS2sync (JSON), at most 20 MB.")),
            Field(
                "kind", .choice(Person.Engagement.Kind.choices), da: "Ansættelsens art, når filen ikke siger den",
                en: "Kind of engagement where the file says none", optional: true),
            Field(
                "from", .day, da: "Ændringer gælder fra og med", en: "Changes count from",
                hint: Phrase(da: "Tomt felt: i dag.", en: "Empty: today."), optional: true),
            Field(
                "open_units", .tick, da: "Opret enheder, der mangler", en: "Open units that are missing",
                optional: true),
            Field(
                "missing_left", .tick, da: "De, der mangler i filen, er fratrådt",
                en: "Those who are missing in the file have left", optional: true),
            Field(
                "last_day", .day, da: "Deres sidste dag", en: "Their last day",
                hint: Phrase(
                    da: "Skal udfyldes, hvis de, der mangler, er fratrådt.",
                    en: "Must be filled in if those who are missing have left."), optional: true),
        ]
        + PersonReading.Column.allCases.map { column in
            Field(
                column.field, .line(most: 200), da: "Kolonne: \(column.label.da.lowercased())",
                en: "Column: \(column.label.en.lowercased())", optional: true)
        } + [
            .importShown, .importTrial, .late,
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        (file, reading) = try arguments.importFile(most: ImportPersons.mostBytes) { PersonReading(decoding: $0) }
        rules = try ImportPersons.rules(arguments)
        shown = try arguments.optionalLine("shown", most: 40)
        isTrial = try arguments.flag("trial")
        for column in PersonReading.Column.allCases { _ = try arguments.optionalLine(column.field, most: 200) }
    }

    /// How the file is to be understood; without a day of its own it counts from the day on which it is taken in.
    public static func rules(_ arguments: Arguments) throws(Refusal) -> (PersonImportRules, hasDay: Bool) {
        let day = try arguments.optionalDay("from")
        var rules = PersonImportRules(day: day ?? .distantPast)
        rules.kind = try arguments.optionalChoice("kind") ?? .employee
        rules.opensUnits = try arguments.flag("open_units")
        let last = try arguments.optionalDay("last_day")
        if try arguments.flag("missing_left") {
            guard let last else {
                throw .invalid(
                    "last_day", da: "Skriv deres sidste dag, eller fjern krydset.",
                    en: "Write their last day, or clear the tick.")
            }
            rules.missingLeft = last
        }
        return (rules, day != nil)
    }

    /// The same rules with today as their day where they say none.
    public func rules(on today: Day) -> PersonImportRules {
        var found = rules.0
        if !rules.hasDay { found.day = today }
        return found
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard let plan else { throw .unknown }
        try ImportGateKeeper(plan.faults, isTrial: isTrial, shown: shown, sign: plan.sign, isEmpty: plan.isEmpty)
            .check(
                Self.summary(plan),
                nothing: Phrase(
                    da: "Filen ændrer intet: alle står, som den siger.",
                    en: "The file changes nothing: everybody stands as it says."))
        let before = desk.register
        try record(plan, &desk)
        // A role goes on when its holder's engagement ends, but nobody acts by it.
        for day in Set(plan.changes.compactMap { $0.ending.map { $0.to + 1 } }).sorted()
        where !before.engagedAdministrators(on: day).isEmpty && desk.register.engagedAdministrators(on: day).isEmpty {
            throw .outOfTurn(
                da: "Filen ville afslutte den sidste administrator. Giv en anden rollen først.",
                en: "The file would end the last administrator. Give another person the role first.")
        }
    }

    /// What is new, changed and ended, in numbers.
    public static func summary(_ plan: PersonPlan) -> Phrase {
        Phrase(
            da: """
                \(plan.added) nye, \(plan.changed) ændrede, \(plan.ended) fratrædelser, \(plan.unchanged) uændrede, \
                \(plan.units.count) nye enheder.
                """,
            en: """
                \(plan.added) new, \(plan.changed) changed, \(plan.ended) leaving, \(plan.unchanged) unchanged, \
                \(plan.units.count) new units.
                """)
    }

    private func record(_ plan: PersonPlan, _ desk: inout Deciding) throws(Refusal) {
        let day = rules(on: desk.today).day
        var facts: [(Fact, Day)] = []
        let units: [ID<Unit>] = plan.units.map { _ in desk.new() }
        func unit(_ place: PersonPlan.Place) -> ID<Unit> {
            switch place {
            case .known(let id): id
            case .new(let index): units[index]
            }
        }
        for (id, new) in zip(units, plan.units) {
            let opened = Unit.Fact.opened(
                name: desk.keep(new.name), nameEnglish: nil, parent: new.parent.map(unit))
            facts.append((.unit(id, opened), day))
        }
        for change in plan.changes {
            let person: ID<Person> = change.person ?? desk.new()
            func add(_ fact: Person.Fact, _ day: Day) { facts.append((.person(person, fact), day)) }
            if let name = change.name {
                // A person who is new is recorded from today on, as by hand; a name is not older than the person.
                let first = desk.register.persons[person]?.name.entries.first?.from ?? desk.today
                add(.named(name: desk.keep(name), mail: desk.keep(change.mail)), change.isNew ? first : max(day, first))
            }
            if let key = change.key, let system = reading.system {
                add(.identified(system, value: desk.keep(key)), desk.today)
            }
            if let begins = change.beginning {
                let id: ID<Person.Engagement> = desk.new()
                let (place, title): (ID<Unit>, ValueID) = (unit(begins.place), desk.keep(begins.title))
                if let from = begins.from {
                    add(
                        .engaged(id, begins.kind, unit: place, title: title, firstWorkingDay: begins.firstWorkingDay),
                        from)
                } else {
                    add(.engagementSeen(id, begins.kind, unit: place, title: title), day)
                }
                if let to = begins.to { add(.engagementEnded(id), to) }
            }
            if let move = change.move {
                let from = desk.register.persons[person]?.engagement(move.engagement)?.from ?? day
                add(
                    .engagementMoved(move.engagement, unit: unit(move.place), title: desk.keep(move.title)),
                    max(day, from))
            }
            if let ending = change.ending { add(.engagementEnded(ending.engagement), ending.to) }
        }
        let record = PersonImport(
            form: reading.form, file: desk.keep(file.bytes), fileName: desk.keep(file.name), rows: reading.rows.count,
            added: plan.added, changed: plan.changed, ended: plan.ended)
        // Last, so that everybody who can be in the file is known when it comes.
        facts.append((.organisation(desk.register.organisation.id, .personsImported(record)), desk.today))
        try desk.record(all: facts)
    }
}

extension Register {
    /// Administrators who are engaged on a day.
    func engagedAdministrators(on day: Day) -> [ID<Person>] {
        holders(of: .administrator, on: day).filter { persons[$0]?.isActive(on: day) == true }
    }
}
