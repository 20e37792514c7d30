// SPDX-License-Identifier: MPL-2.0

/// The task of an external auditor (revisionsopgave, policy §7.3): who looks, at which days, by which standard. It gives no
/// access: the auditor reads with the role and the engagement that an administrator gave until a day, and nothing else ends
/// or prolongs that. What the auditor asks for is `EvidenceRequest`; what comes of it is `Audit`.
public struct AuditEngagement: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case opened(Opening)
        /// It is over, with the statement that came of it, if there is one.
        case closed(audit: ID<Audit>?, note: ValueID)
    }

    public struct Opening: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let auditor: ID<Person>
        public let matter: Audit.Matter
        public let standard: ValueID
        /// The days that are audited, both included.
        public let from: Day
        public let until: Day

        public init(
            number: Int, year: Int, auditor: ID<Person>, matter: Audit.Matter, standard: ValueID, from: Day, until: Day
        ) {
            self.number = number
            self.year = year
            self.auditor = auditor
            self.matter = matter
            self.standard = standard
            self.from = from
            self.until = until
        }

        /// »OPG-2026-01«: the number by which people name it.
        public var label: String { Reference.label("OPG", year, number) }
    }

    public struct Closing: Hashable, Sendable {
        public let audit: ID<Audit>?
        public let note: ValueID
    }

    public let id: ID<AuditEngagement>
    /// Nil where it is annulled.
    public private(set) var opening: Opening?
    public private(set) var position = 0
    public private(set) var openedOn = Day.distantPast
    private var closings = Timeline<Closing>()
    public private(set) var revision = 0

    init(id: ID<AuditEngagement>) { self.id = id }

    public var closedOn: Day? { closings.entries.first?.from }
    public func closing(on day: Day) -> Closing? { closings.value(on: day) }
    public func isOpen(on day: Day) -> Bool { opening != nil && openedOn <= day && closings.value(on: day) == nil }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .opened(let opening): (self.opening, position, openedOn) = (opening, stamp.position, stamp.effective)
        case .closed(let audit, let note):
            closings.set(Closing(audit: audit, note: note), from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { opening = nil }
        closings.annul(position)
    }
}

/// Until when somebody reads as auditor.
public enum AuditorAccess: Hashable, Sendable {
    /// The role is not held.
    case none
    /// No last day is set.
    case endless
    case until(Day)
}

extension Register {
    /// Until when a person who is auditor on `day` reads as one. Somebody from outside must be gone by then: without the role
    /// such a person would still read what all employees read.
    public func auditorAccess(of person: ID<Person>, on day: Day) -> AuditorAccess {
        guard let known = persons[person], let engagement = known.engagement(on: day) else { return .none }
        // The role may have been given more than once; also one that begins later lets the person in.
        let grants = known.grants.filter { grant in
            grant.role == .auditor && (grant.last.map { $0 >= day } ?? true)
        }
        guard grants.contains(where: { $0.holds(on: day) }) else { return .none }
        switch engagement.kind {
        case .employee, .direktion, .bestyrelse:
            let role = grants.contains { $0.last == nil } ? nil : grants.compactMap(\.last).max()
            guard let last = earlier(engagement.last, role) else { return .endless }
            return .until(last)
        case .embedded, .consultant:
            guard let last = engagement.last else { return .endless }
            // Without the role the person would still read what all employees do.
            return .until(last)
        }
    }

    func openAuditEngagement(
        _ id: ID<AuditEngagement>, _ field: String = "audit_engagement", on day: Day
    ) throws(Refusal) -> (AuditEngagement, AuditEngagement.Opening) {
        guard let known = auditEngagements[id], let opening = known.opening else {
            throw .invalid(field, da: "Vælg en revisionsopgave.", en: "Choose an audit engagement.")
        }
        guard known.isOpen(on: day) else {
            throw .outOfTurn(
                da: "Revisionsopgaven er lukket. Opret en ny.",
                en: "The audit engagement is closed. Open a new one.")
        }
        return (known, opening)
    }

    /// What was asked for under an engagement, in the order of the facts.
    public func evidenceRequests(of engagement: ID<AuditEngagement>) -> [EvidenceRequest] {
        (requestsUnder[engagement] ?? []).compactMap { evidenceRequests[$0] }.filter {
            $0.making?.engagement == engagement
        }
    }

    /// What was asked for about a requirement or an internal control.
    public func evidenceRequests(about subject: Subject) -> [ID<EvidenceRequest>] { requestsAbout[subject] ?? [] }

    /// The open tasks of auditors whose access has a last day.
    public func openAuditEngagements(on day: Day) -> [(id: ID<AuditEngagement>, auditor: ID<Person>, until: Day)] {
        auditEngagements.values.compactMap { known in
            guard known.isOpen(on: day), let opening = known.opening,
                case .until(let last) = auditorAccess(of: opening.auditor, on: day)
            else { return nil }
            return (known.id, opening.auditor, last)
        }
    }

    /// What is answered and waits for the auditor's word, with the position of the answer.
    public func awaitingAuditor(on day: Day) -> [(id: ID<EvidenceRequest>, auditor: ID<Person>, answer: Int)] {
        openAuditEngagements(on: day).flatMap { engagement in
            evidenceRequests(of: engagement.id).compactMap { request in
                guard request.standing(on: day) == .delivered,
                    let answer = request.answers.last(where: { $0.day <= day })
                else { return nil }
                return (request.id, engagement.auditor, answer.position)
            }
        }
    }

    mutating func evolve(
        _ id: ID<AuditEngagement>, _ fact: AuditEngagement.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>
    ) {
        auditEngagements.updateValue(forKey: id, default: AuditEngagement(id: id)) { $0.evolve(fact, stamp) }
        if case .opened(let opening) = fact { use(.auditEngagement, opening.year, opening.number) }
        touchRequests(under: id, &touched)
    }

    mutating func annul(_ id: ID<AuditEngagement>, _ position: Int, _ touched: inout Set<Subject>) {
        auditEngagements[id, default: AuditEngagement(id: id)].annul(position)
        touchRequests(under: id, &touched)
    }

    /// Nothing is asked any more under an engagement that is closed.
    private func touchRequests(under id: ID<AuditEngagement>, _ touched: inout Set<Subject>) {
        for request in requestsUnder[id] ?? [] { touched.insert(.evidenceRequest(request)) }
    }
}

extension Field {
    public static let auditEngagement = Field(
        "audit_engagement", .auditEngagement, da: "Revisionsopgave", en: "Audit engagement")
}

/// Sets up the task of an auditor, who has the role and whose access ends on a day.
public struct OpenAuditEngagement: Deed {
    let auditor: ID<Person>, matter: Audit.Matter, standard: String, from: Day, until: Day

    public static let fields = [
        Field(
            "auditor", .person, da: "Revisor", en: "Auditor",
            hint: Phrase(
                da: "En person med rollen revisor, hvis adgang har en sidste dag.",
                en: "A person with the role of auditor whose access has a last day.")),
        Field("matter", .choice(Audit.Matter.choices), da: "Hvad revideres?", en: "What is audited?"),
        Field(
            "standard", .line(most: 200), da: "Standard", en: "Standard",
            hint: Phrase(da: "Fx ISAE 3000, type 2.", en: "Such as ISAE 3000, type 2.")),
        Field("from", .day, da: "Perioden fra og med", en: "Period from"),
        Field("to", .day, da: "Perioden til og med", en: "Period until"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        auditor = try arguments.id("auditor")
        matter = try arguments.choice("matter")
        standard = try arguments.line("standard", most: 200)
        from = try arguments.day("from")
        until = try arguments.day("to")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.existingPerson(auditor, "auditor")
        switch desk.register.auditorAccess(of: auditor, on: desk.today) {
        case .none:
            throw .invalid(
                "auditor", da: "Personen er ikke revisor i dag. Bed en administrator give rollen.",
                en: "The person is not an auditor today. Ask an administrator to grant the role.")
        case .endless:
            throw .invalid(
                "auditor",
                da: "Revisors adgang har ingen sidste dag. Bed en administrator sætte en på tilknytningen.",
                en: "The auditor's access has no last day. Ask an administrator to set one on the engagement.")
        case .until(let last):
            // An audit of a year and its statement take less; who comes again next year is let in anew.
            guard last - desk.today <= 400 else {
                throw .invalid(
                    "auditor",
                    da: "Revisors adgang varer mere end 400 dage. Bed en administrator sætte en tidligere sidste dag.",
                    en:
                        "The auditor's access lasts more than 400 days. Ask an administrator to set an earlier last day."
                )
            }
        }
        guard from <= until, until - from < 1100, desk.today - from < 3660, until - desk.today < 400 else {
            throw .invalid(
                "to", da: "Perioden skal begynde, før den slutter, og højst vare tre år.",
                en: "The period must begin before it ends, and last three years at most.")
        }
        let opening = AuditEngagement.Opening(
            number: desk.register.next(.auditEngagement, desk.today.year), year: desk.today.year, auditor: auditor,
            matter: matter, standard: desk.keep(standard), from: from, until: until)
        let id: ID<AuditEngagement> = desk.new()
        try desk.record(.auditEngagement(id, .opened(opening)))
    }
}

/// Says that the auditor is done: nothing is asked any more. Access ends by its own last day.
public struct CloseAuditEngagement: Deed {
    let engagement: ID<AuditEngagement>, audit: ID<Audit>?, note: String

    public static let fields = [
        Field.auditEngagement,
        Field(
            "audit", .audit, da: "Erklæringen, den førte til", en: "The statement it led to",
            hint: Phrase(
                da: "Registrér den eksterne kontrol først, hvis der er en erklæring.",
                en: "Record the external control first if there is a statement."), optional: true),
        Field("note", .text(most: 2000), da: "Hvordan sluttede den?", en: "How did it end?"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        engagement = try arguments.id("audit_engagement")
        audit = try arguments.optionalID("audit")
        note = try arguments.text("note", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openAuditEngagement(engagement, on: desk.today)
        if let audit, desk.register.audits[audit]?.record == nil {
            throw .invalid("audit", da: "Vælg en ekstern kontrol.", en: "Choose an external control.")
        }
        let note: ValueID = desk.keep(note)
        try desk.record(.auditEngagement(engagement, .closed(audit: audit, note: note)))
    }
}
