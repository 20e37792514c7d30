// SPDX-License-Identifier: MPL-2.0

/// An external control (ekstern kontrol, policy §7.3): who looked, by which standard, at which days, and what the auditor
/// concluded.
public struct Audit: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case recorded(Record)
    }

    /// What was looked at.
    public enum Matter: String, Choosable {
        /// That the organisation keeps its data processing agreements with the municipalities: every year.
        case processor
        case managementSystem = "management_system"
        case other

        public var label: Phrase {
            switch self {
            case .processor: Phrase(da: "Databehandleraftaler med kommuner", en: "Data processing agreements")
            case .managementSystem:
                Phrase(da: "Ledelsessystemet (ISO/IEC 27001)", en: "The management system (ISO/IEC 27001)")
            case .other: Phrase(da: "Andet", en: "Other")
            }
        }
    }

    public enum Opinion: String, Choosable {
        case unqualified, qualified, adverse, disclaimer

        public var label: Phrase {
            switch self {
            case .unqualified: Phrase(da: "Uden forbehold", en: "Unqualified")
            case .qualified: Phrase(da: "Med forbehold", en: "Qualified")
            case .adverse: Phrase(da: "Afkræftende", en: "Adverse")
            case .disclaimer: Phrase(da: "Manglende konklusion", en: "Disclaimer")
            }
        }
    }

    public struct Record: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let matter: Matter
        public let auditor: ValueID
        public let standard: ValueID
        public let from: Day
        public let until: Day
        public let opinion: Opinion
        /// What the auditor took exception to.
        public let exceptions: ValueID?
        public let evidence: [ID<Evidence>]

        public init(
            number: Int, year: Int, matter: Matter, auditor: ValueID, standard: ValueID, from: Day, until: Day,
            opinion: Opinion, exceptions: ValueID?, evidence: [ID<Evidence>]
        ) {
            self.number = number
            self.year = year
            self.matter = matter
            self.auditor = auditor
            self.standard = standard
            self.from = from
            self.until = until
            self.opinion = opinion
            self.exceptions = exceptions
            self.evidence = evidence
        }

        /// »REV-2026-01«: the number by which people name it.
        public var label: String { Reference.label("REV", year, number) }
    }

    public let id: ID<Audit>
    /// Nil where it is annulled.
    public private(set) var record: Record?
    public private(set) var position = 0
    /// The day of the auditor's statement.
    public private(set) var day = Day.distantPast
    public private(set) var revision = 0

    init(id: ID<Audit>) { self.id = id }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .recorded(let record): (self.record, position, day) = (record, stamp.position, stamp.effective)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { record = nil }
    }
}

extension Register {
    /// The stretches of a year that no statement about a matter covers, by what was stated by `day`.
    public func uncovered(_ year: Int, of matter: Audit.Matter, by day: Day) -> [(from: Day, until: Day)] {
        guard let begins = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31),
            let known = audits.values.compactMap({ $0.record?.matter == matter ? $0.record?.from : nil }).min()
        else { return [] }
        // Before the first statement nobody knows that there was anything to state.
        let first = max(begins, min(known, last))
        let spans = audits.values.compactMap { audit -> (Day, Day?)? in
            guard let record = audit.record, record.matter == matter, audit.day <= day else { return nil }
            return (record.from, record.until)
        }
        return gaps(in: spans, from: first, until: last + 1).compactMap { gap in
            let until = min(gap.to ?? last + 1, last + 1) - 1
            return gap.from <= until ? (gap.from, until) : nil
        }
    }

    /// The first day by which what was stated about a matter covers a whole year; nil: it does not yet.
    private func covered(_ year: Int, of matter: Audit.Matter) -> Day? {
        let days = audits.values.compactMap { $0.record?.matter == matter ? $0.day : nil }.sorted()
        return days.first { uncovered(year, of: matter, by: $0).isEmpty }
    }

    /// Every year's external control of the data processing agreements (policy §7.3), from the first year that a statement
    /// is about: before it nobody knows that there are such agreements.
    func auditDuties() -> [Duty] {
        let records = audits.values.compactMap(\.record).filter { $0.matter == .processor }
        guard let first = records.map(\.from.year).min(), let last = records.map(\.until.year).max() else { return [] }
        return (first...last + 1).compactMap { year in
            guard let opens = Day(year: year, month: 1, day: 1), let due = Day(year: year + 1, month: 3, day: 31) else {
                return nil
            }
            return Duty(
                rule: .audit, subject: .organisation(organisation.id), turn: year, responsible: .role(.security),
                access: .everyone, opens: opens, due: due, done: covered(year, of: .processor).map { max($0, opens) },
                holdsUntil: nil)
        }
    }
}

/// Records an external control.
public struct RecordAudit: Deed {
    let matter: Audit.Matter, auditor: String, standard: String, from: Day, until: Day, opinion: Audit.Opinion
    let exceptions: String?, evidence: [ID<Evidence>], day: Day

    public static let fields = [
        Field("matter", .choice(Audit.Matter.choices), da: "Hvad er kontrolleret?", en: "What was audited?"),
        Field("auditor", .line(most: 200), da: "Revisor", en: "Auditor"),
        Field(
            "standard", .line(most: 200), da: "Standard", en: "Standard",
            hint: Phrase(da: "Fx ISAE 3000, type 2.", en: "Such as ISAE 3000, type 2.")),
        Field("from", .day, da: "Perioden fra og med", en: "Period from"),
        Field("to", .day, da: "Perioden til og med", en: "Period until"),
        Field("opinion", .choice(Audit.Opinion.choices), da: "Konklusion", en: "Opinion"),
        Field(
            "exceptions", .text(most: 10_000), da: "Forbehold og bemærkninger", en: "Exceptions", optional: true),
        Field("day", .day, da: "Erklæringens dato", en: "Date of the statement"),
        Field("evidence", .evidences, da: "Erklæringen", en: "The statement", optional: true),
        .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        matter = try arguments.choice("matter")
        auditor = try arguments.line("auditor", most: 200)
        standard = try arguments.line("standard", most: 200)
        from = try arguments.day("from")
        until = try arguments.day("to")
        opinion = try arguments.choice("opinion")
        exceptions = try arguments.optionalText("exceptions", most: 10_000)
        day = try arguments.day("day")
        evidence = try arguments.ids("evidence")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard day <= desk.today else {
            throw .invalid(
                "day", da: "Dagen er ikke kommet endnu. Vælg erklæringens dato.",
                en: "The day has not come yet. Choose the date of the statement.")
        }
        guard from <= until, until <= day, until - from < 1100, desk.today - from < 3660 else {
            throw .invalid(
                "to",
                da:
                    "Perioden skal begynde, før den slutter, være gået, højst vare tre år og ikke ligge mere end ti år tilbage.",
                en:
                    "The period must begin before it ends, be over, last three years at most and lie no more than ten years back."
            )
        }
        guard opinion == .unqualified || exceptions != nil else {
            throw .invalid(
                "exceptions", da: "Skriv, hvad revisor tog forbehold for.",
                en: "Write what the auditor took exception to.")
        }
        for id in evidence { _ = try desk.register.existingEvidence(id) }
        let record = Audit.Record(
            number: desk.register.next(.audit, day.year), year: day.year, matter: matter, auditor: desk.keep(auditor),
            standard: desk.keep(standard), from: from, until: until, opinion: opinion,
            exceptions: desk.keep(exceptions), evidence: evidence)
        let id: ID<Audit> = desk.new()
        try desk.record(.audit(id, .recorded(record)), on: day)
    }
}
