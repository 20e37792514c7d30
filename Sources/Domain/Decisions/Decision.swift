// SPDX-License-Identifier: MPL-2.0

/// A decision, one fact from the first day: who decided, what, how, by whom, and from exactly which facts it was made
/// (policy §§3.4, 6, 7.4: what the direktion has decided, and nobody else).
public struct Decision: Hashable, Sendable {
    /// Who decides: one of the two bodies, or the head of the unit that owns the matter.
    public enum Decider: Hashable, Sendable {
        case body(Body.Kind)
        case head(of: ID<Unit>)
    }

    public enum Act: String, Choosable {
        case adopt, withdraw
        /// What the last proposal of another class says (policy §7.2).
        case reclassify
        /// Leave to deviate from a document for a time (policy §7.4): the direktion's alone.
        case dispense
        /// What a proposal asks for (policy §§3.4, 6, 7.2).
        case resolve

        public var label: Phrase {
            switch self {
            case .adopt: Phrase(da: "Godkendelse af version", en: "Approval of a version")
            case .withdraw: Phrase(da: "Ophævelse af dokumentet", en: "Withdrawal of the document")
            case .reclassify: Phrase(da: "Ændring af klassifikation", en: "Change of classification")
            case .dispense: Phrase(da: "Dispensation", en: "Dispensation")
            case .resolve: Phrase(da: "Indstilling", en: "Proposal")
            }
        }
    }

    /// What is decided.
    public struct Matter: Hashable, Sendable {
        public let act: Act
        /// The document; nil where a proposal is decided.
        public let document: ID<Document>?
        public let version: ID<Document.Version>?
        /// The dispensation from the document, where one is decided.
        public let dispensation: ID<Dispensation>?
        public let proposal: ID<Proposal>?

        public init(
            act: Act, document: ID<Document>?, version: ID<Document.Version>?, dispensation: ID<Dispensation>? = nil,
            proposal: ID<Proposal>? = nil
        ) {
            self.act = act
            self.document = document
            self.version = version
            self.dispensation = dispensation
            self.proposal = proposal
        }

        /// What is decided about.
        public var subject: Subject? {
            dispensation.map { .dispensation($0) } ?? proposal.map { .proposal($0) } ?? document.map { .document($0) }
        }
    }

    public enum Outcome: String, Choosable {
        case approved, rejected
        /// With a question that is to be answered before it is decided.
        case returned

        public var label: Phrase {
            switch self {
            case .approved: Phrase(da: "Godkendt", en: "Approved")
            case .rejected: Phrase(da: "Afvist", en: "Rejected")
            case .returned: Phrase(da: "Sendt tilbage", en: "Sent back")
            }
        }

        /// As on its button.
        public var asked: Phrase {
            switch self {
            case .approved: Phrase(da: "Godkend", en: "Approve")
            case .rejected: Phrase(da: "Afvis", en: "Reject")
            case .returned: Phrase(da: "Send tilbage", en: "Send back")
            }
        }
    }

    public enum Method: String, Choosable {
        case meeting, written, minutes

        public var label: Phrase {
            switch self {
            case .meeting: Phrase(da: "På et møde", en: "At a meeting")
            case .written: Phrase(da: "Skriftlig behandling", en: "Written procedure")
            case .minutes: Phrase(da: "Registreret fra et referat", en: "Recorded from minutes")
            }
        }
    }

    /// One of the facts that the decision was made from: the subject as it stood at that revision.
    public struct Basis: Hashable, Sendable {
        public let subject: Subject
        public let revision: Int

        public init(subject: Subject, revision: Int) {
            self.subject = subject
            self.revision = revision
        }
    }

    /// Whether the document needs to be changed, as every decision on a dispensation says (policy §7.4).
    public struct Update: Hashable, Sendable {
        public let isNeeded: Bool
        public let reason: ValueID

        public init(isNeeded: Bool, reason: ValueID) {
            self.isNeeded = isNeeded
            self.reason = reason
        }
    }

    /// That the decision still holds on what its basis has become.
    public struct Confirmation: Hashable, Sendable {
        public let position: Int
        public let day: Day
        public let by: ID<Person>?
        public let basis: [Basis]
        public let reason: ValueID
        public let minutes: ValueID?
    }

    public struct Made: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let decider: Decider
        public let matter: Matter
        public let outcome: Outcome
        public let method: Method
        public let minutes: ValueID?
        public let members: [ID<Person>]
        public let recused: [ID<Person>]
        /// Why they are recused; nil where nobody is, and where it was not asked for then.
        public let recusal: ValueID?
        public let conditions: ValueID?
        public let reason: ValueID?
        public let basis: [Basis]
        /// The paper the members had before them, kept as a file; its commitment in the leaf is its hash.
        public let paper: ValueID
        /// Of a dispensation.
        public let update: Update?

        public init(
            number: Int, year: Int, decider: Decider, matter: Matter, outcome: Outcome, method: Method,
            minutes: ValueID?, members: [ID<Person>], recused: [ID<Person>], recusal: ValueID? = nil,
            conditions: ValueID?, reason: ValueID?, basis: [Basis], paper: ValueID, update: Update? = nil
        ) {
            self.number = number
            self.year = year
            self.decider = decider
            self.matter = matter
            self.outcome = outcome
            self.method = method
            self.minutes = minutes
            self.members = members
            self.recused = recused
            self.recusal = recusal
            self.conditions = conditions
            self.reason = reason
            self.basis = basis
            self.paper = paper
            self.update = update
        }
    }

    public enum Fact: Hashable, Sendable {
        case made(Made)
        /// »Uændret«: looked at again after its basis changed, and left as it is.
        case confirmed(basis: [Basis], reason: ValueID, minutes: ValueID?)
        case journal(Journal.Fact)
    }

    public let id: ID<Decision>
    public var made: Made?
    public var day = Day.distantPast
    public var position = 0
    /// The day on which it was recorded.
    public var recordedOn = Day.distantPast
    public var annulled = false
    public internal(set) var confirmations: [Confirmation] = []
    /// Where it lies in the ESDH system.
    public private(set) var journal = Timeline<Journal.Mark?>()
    public var revision = 0

    /// What it was made from, or last confirmed on.
    public var basis: [Basis] { confirmations.last?.basis ?? made?.basis ?? [] }
    // Not inlined: the optimiser of Swift 6.3.1 fails on callers in which it is (»Found outside of lifetime use«).
    @inline(never) public var matter: Matter? { made?.matter }
    @inline(never) public var outcome: Outcome? { made?.outcome }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .made(let made):
            self.made = made
            day = stamp.effective
            position = stamp.position
            recordedOn = Copenhagen.day(of: stamp.recorded)
        case .confirmed(let basis, let reason, let minutes):
            confirmations.append(
                Confirmation(
                    position: stamp.position, day: stamp.effective, by: stamp.by, basis: basis, reason: reason,
                    minutes: minutes))
        case .journal(let fact): journal.set(fact.mark, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { annulled = true }
        confirmations.removeAll { $0.position == position }
        journal.annul(position)
    }
}

extension Register {
    /// Decisions about a document, oldest first.
    public func decisions(about document: ID<Document>) -> [Decision] {
        guard let about = decisionsAbout[document] else { return [] }
        return about.compactMap { decisions[$0] }.filter { $0.matter?.document == document }
    }

    /// Who decides about the document on `day`.
    public func decider(of document: Document, on day: Day) -> Decision.Decider? {
        if let body = document.kind.decidedBy { return .body(body) }
        return (document.owner.value(on: day) ?? document.owner.first).map { .head(of: answering(for: $0, on: day)) }
    }
}
