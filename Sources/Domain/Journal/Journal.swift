// SPDX-License-Identifier: MPL-2.0

/// Where a decided matter lies in the organisation's ESDH system (electronic case and document handling): what the
/// secretary types after the package of the decision has been filed there.
public enum Journal {
    /// The number of the case, that of the document in it, and the day on which it was filed.
    public struct Mark: Hashable, Sendable {
        public let caseNumber: ValueID
        public let documentNumber: ValueID?
        public let day: Day

        public init(caseNumber: ValueID, documentNumber: ValueID?, day: Day) {
            self.caseNumber = caseNumber
            self.documentNumber = documentNumber
            self.day = day
        }
    }

    public enum Fact: Hashable, Sendable {
        /// Recorded, or recorded anew in place of what stood there.
        case recorded(Mark)
        case removed(reason: ValueID)

        /// What holds from then on.
        var mark: Mark? {
            switch self {
            case .recorded(let mark): mark
            case .removed: nil
            }
        }
    }

    /// What can be filed: a decision, or the approved minutes of a meeting.
    public enum Matter: Hashable, Sendable {
        case decision(ID<Decision>)
        case meeting(ID<Meeting>)

        public init?(_ subject: Subject) {
            switch subject.kind {
            case .decision: self = .decision(subject.id.seen(as: Decision.self))
            case .meeting: self = .meeting(subject.id.seen(as: Meeting.self))
            case .organisation, .unit, .person, .body, .document, .action, .token, .consultation, .notice, .reminder,
                .dispensation, .proposal, .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit,
                .framework, .report, .objective, .measure, .asset, .course, .campaign, .auditEngagement,
                .risk,
                .initiative, .suspicion,
                .processing,
                .subjectRequest,
                .competence,
                .evidenceRequest:
                return nil
            }
        }

        public var subject: Subject {
            switch self {
            case .decision(let id): .decision(id)
            case .meeting(let id): .meeting(id)
            }
        }

        fileprivate func fact(_ fact: Fact) -> Domain.Fact {
            switch self {
            case .decision(let id): .decision(id, .journal(fact))
            case .meeting(let id): .meeting(id, .journal(fact))
            }
        }
    }
}

extension Timeline<Journal.Mark?> {
    /// What is recorded by `day`; nil: nothing, or it was taken away again.
    public func mark(on day: Day) -> Journal.Mark? { value(on: day) ?? nil }

    /// Whether a fact said something of it.
    func isFrom(_ position: Int) -> Bool { entries.contains { $0.position == position } }
}

extension Register {
    /// What was ever recorded of where a matter lies.
    public func journal(of subject: Subject) -> Timeline<Journal.Mark?> {
        switch Journal.Matter(subject) {
        case .decision(let id): decisions[id]?.journal ?? .init()
        case .meeting(let id): meetings[id]?.journal ?? .init()
        case nil: .init()
        }
    }

    /// The day on which a matter was decided or its minutes approved: it is filed then at the earliest.
    fileprivate func decidedOn(_ matter: Journal.Matter) throws(Refusal) -> Day {
        switch matter {
        case .decision(let id):
            guard let known = decisions[id], known.made != nil else {
                throw .invalid("decision", da: "Vælg en beslutning.", en: "Choose a decision.")
            }
            guard !known.annulled else {
                throw .outOfTurn(
                    da: "Beslutningen er annulleret. Den skal ikke journaliseres.",
                    en: "The decision is annulled. It is not to be filed.")
            }
            return known.day
        case .meeting(let id):
            guard let known = meetings[id], known.calling != nil else {
                throw .invalid("meeting", da: "Vælg et møde.", en: "Choose a meeting.")
            }
            guard let approved = known.approvals.latest else {
                throw .outOfTurn(
                    da: "Referatet er ikke godkendt. Det journaliseres, når det er.",
                    en: "The minutes are not approved. They are filed once they are.")
            }
            return approved.from
        }
    }
}

extension Journal {
    fileprivate static let matters = [
        Field(
            "decision", .decision, da: "Beslutning", en: "Decision",
            hint: Phrase(da: "Enten en beslutning eller et møde.", en: "Either a decision or a meeting."),
            optional: true),
        Field("meeting", .meeting, da: "Møde", en: "Meeting", optional: true),
    ]
}

extension Arguments {
    /// The decision or the meeting, one of them.
    fileprivate func matter() throws(Refusal) -> Journal.Matter {
        let decision: ID<Decision>? = try optionalID("decision")
        let meeting: ID<Meeting>? = try optionalID("meeting")
        switch (decision, meeting) {
        case (let id?, nil): return .decision(id)
        case (nil, let id?): return .meeting(id)
        case (_?, _?):
            throw .invalid(
                "meeting", da: "Vælg enten en beslutning eller et møde, ikke begge.",
                en: "Choose either a decision or a meeting, not both.")
        case (nil, nil):
            throw .invalid(
                "decision", da: "Vælg den beslutning eller det møde, der er journaliseret.",
                en: "Choose the decision or the meeting that is filed.")
        }
    }

    /// A number as another system writes it: one line without tabs and other control characters.
    fileprivate func foreignNumber(_ field: String) throws(Refusal) -> String? {
        guard let text = try optionalLine(field, most: 100) else { return nil }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F ~= $0.value) }) else {
            throw .invalid(
                field, da: "Nummeret har tabulatorer eller usynlige styretegn. Skriv det igen uden at indsætte det.",
                en: "The number has tabs or invisible control characters. Type it again instead of pasting it.")
        }
        return text
    }
}

/// Records the case number that a decided matter has in the ESDH system, or another one in its place.
public struct RecordJournal: Deed {
    public let matter: Journal.Matter
    let caseNumber: String, documentNumber: String?, day: Day?

    public static let fields =
        Journal.matters + [
            Field(
                "case_number", .line(most: 100), da: "ESDH-sagsnummer", en: "ESDH case number",
                hint: Phrase(
                    da: "Sagens nummer, som det står i ESDH-systemet.",
                    en: "The number of the case as the ESDH system has it.")),
            Field(
                "document_number", .line(most: 100), da: "Dokumentnummer", en: "Document number",
                hint: Phrase(
                    da: "Dokumentets nummer i sagen, hvis det har et.",
                    en: "The number of the document in the case, if it has one."), optional: true),
            Field(
                "journalised", .day, da: "Journaliseret den", en: "Filed on",
                hint: Phrase(da: "Udfyldes den ikke, er det i dag.", en: "Today, if it is left empty."),
                optional: true),
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        matter = try arguments.matter()
        guard let caseNumber = try arguments.foreignNumber("case_number") else {
            throw .invalid(
                "case_number", da: "Skriv sagens nummer i ESDH-systemet.",
                en: "Write the number of the case in the ESDH system.")
        }
        self.caseNumber = caseNumber
        documentNumber = try arguments.foreignNumber("document_number")
        day = try arguments.optionalDay("journalised")
    }

    public func concern(in register: Register, on day: Day) -> Concern { register.concern(of: matter.subject, on: day) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let decided = try desk.register.decidedOn(matter)
        let day = day ?? desk.today
        guard day <= desk.today else {
            throw .invalid(
                "journalised", da: "Journaliseringen kan ikke ligge i fremtiden.",
                en: "The filing cannot lie in the future.")
        }
        guard day >= decided else {
            throw .invalid(
                "journalised", da: "Sagen blev først afgjort \(Language.da.day(decided)).",
                en: "The matter was decided on \(Language.en.day(decided)) only.")
        }
        let (number, document): (ValueID, ValueID?) = (desk.keep(caseNumber), desk.keep(documentNumber))
        try desk.record(matter.fact(.recorded(.init(caseNumber: number, documentNumber: document, day: day))))
    }
}

/// Takes away the case number of a matter that is not filed after all.
public struct RemoveJournal: Deed {
    public let matter: Journal.Matter
    let reason: String

    public static let fields =
        Journal.matters + [
            Field(
                "reason", .text(most: 2000), da: "Hvorfor fjernes det?", en: "Why is it removed?",
                hint: Phrase(
                    da: "Er nummeret skrevet forkert, så registrér det rigtige i stedet.",
                    en: "If the number is mistyped, record the right one instead."))
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        matter = try arguments.matter()
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern { register.concern(of: matter.subject, on: day) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard desk.register.journal(of: matter.subject).mark(on: desk.today) != nil else {
            throw .outOfTurn(
                da: "Sagen har intet ESDH-sagsnummer.", en: "The matter has no ESDH case number.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(matter.fact(.removed(reason: reason)))
    }
}
