// SPDX-License-Identifier: MPL-2.0

/// A matter put before direktion or bestyrelse (indstilling) that is not about one text: the topics that need a topic
/// policy, who answers for one, what is done where a duty is not met, how risks are judged, or anything else that the body
/// decides (policy §§3.4, 6, 7.2, 8).
public struct Proposal: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case made(Wording)
        case withdrawn(reason: ValueID)
    }

    /// A topic that did not exist before.
    public struct NewTopic: Hashable, Sendable {
        public let id: ID<Topic>
        public let name: ValueID

        public init(id: ID<Topic>, name: ValueID) {
            self.id = id
            self.name = name
        }
    }

    /// What would be decided.
    public enum Content: Hashable, Sendable {
        /// From the day of the decision these topics are demanded, and no others; one of them can be new (policy §3.4).
        case topics([ID<Topic>], added: NewTopic?)
        /// A unit answers for a topic (policy §3.4).
        case delegation(ID<Topic>, to: ID<Unit>, from: Day, until: Day?)
        /// What is done by whom and by when about something that is not as it should be (policy §7.2).
        case measure(ValueID, about: Subject, by: ID<Unit>, due: Day)
        /// From the day of the decision risks are judged by this method (policy §8); the organisation's own words for its steps.
        case method(RiskMethod, words: ValueID?)
        /// A risk is kept as it was assessed until a day, that one included (policy §8). The assessment is its position.
        case acceptance(ID<Risk>, assessment: Int, until: Day)
        /// What the body would decide, in words.
        case other(ValueID)

        public enum Kind: String, Choosable {
            case topics, delegation, measure
            case acceptance
            case method
            case other

            public var label: Phrase {
                switch self {
                case .topics: Phrase(da: "Krævede emnepolitikker", en: "Demanded topic policies")
                case .delegation: Phrase(da: "Delegation af ansvar for et emne", en: "Delegation of a topic")
                case .measure: Phrase(da: "Forholdsregel", en: "Measure")
                case .acceptance: Phrase(da: "Accept af en risiko", en: "Acceptance of a risk")
                case .method: Phrase(da: "Metode til at vurdere risici", en: "Method for judging risks")
                case .other: Phrase(da: "Anden sag", en: "Other matter")
                }
            }
        }

        public var kind: Kind {
            switch self {
            case .topics: .topics
            case .delegation: .delegation
            case .measure: .measure
            case .acceptance: .acceptance
            case .method: .method
            case .other: .other
            }
        }
    }

    /// The duty that a measure is against, of those about its thing.
    public struct Against: Hashable, Sendable {
        public let rule: Rule
        public let turn: Int

        public init(rule: Rule, turn: Int) {
            self.rule = rule
            self.turn = turn
        }
    }

    public struct Wording: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let body: Body.Kind
        /// The question as a sentence.
        public let question: ValueID
        public let content: Content
        /// One reason a line, at most three.
        public let reasons: ValueID
        public let ifYes: ValueID
        public let ifNo: ValueID
        /// One condition a line.
        public let conditions: ValueID?
        /// The day by which it is to be decided.
        public let due: Day
        /// The one that was sent back or refused before.
        public let follows: ID<Proposal>?
        /// Of a measure; nil: it is against whatever is late about its thing.
        public let against: Against?

        public init(
            number: Int, year: Int, body: Body.Kind, question: ValueID, content: Content, reasons: ValueID,
            ifYes: ValueID, ifNo: ValueID, conditions: ValueID?, due: Day, follows: ID<Proposal>?,
            against: Against? = nil
        ) {
            self.number = number
            self.year = year
            self.body = body
            self.question = question
            self.content = content
            self.reasons = reasons
            self.ifYes = ifYes
            self.ifNo = ifNo
            self.conditions = conditions
            self.due = due
            self.follows = follows
            self.against = against
        }

        /// Whether it is a measure against a duty.
        public func isAgainst(_ duty: Duty) -> Bool {
            guard case .measure(_, duty.subject, _, _) = content else { return false }
            return against.map { $0.rule == duty.rule && $0.turn == duty.turn } ?? true
        }

        /// »I-2026-04«: the number by which people name it.
        public var label: String { Reference.label("I", year, number) }
    }

    /// Where it is on a day.
    public enum Standing: String, Choosable {
        case submitted, returned, approved, rejected, withdrawn

        public var label: Phrase {
            switch self {
            case .submitted: Phrase(da: "Venter på afgørelse", en: "Awaits a decision")
            case .returned: Phrase(da: "Sendt tilbage", en: "Sent back")
            case .approved: Phrase(da: "Godkendt", en: "Approved")
            case .rejected: Phrase(da: "Afvist", en: "Rejected")
            case .withdrawn: Phrase(da: "Trukket tilbage", en: "Withdrawn")
            }
        }
    }

    public let id: ID<Proposal>
    /// Nil where it is annulled.
    public private(set) var wording: Wording?
    /// What a measure or an acceptance is about; kept after an annulment, since what was confidential stays so.
    private(set) var about: Subject?
    /// The method that it is about; kept after an annulment, since assessments may have been made under it.
    private(set) var method: RiskMethod?
    public private(set) var position = 0
    public private(set) var day = Day.distantPast
    public private(set) var by: ID<Person>?
    public private(set) var withdrawal = Timeline<ValueID>()
    public private(set) var revision = 0

    init(id: ID<Proposal>) { self.id = id }

    public var withdrawnOn: Day? { withdrawal.entries.first?.from }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .made(let wording):
            self.wording = wording
            if case .measure(_, let subject, _, _) = wording.content { about = subject }
            if case .acceptance(let risk, _, _) = wording.content { about = .risk(risk) }
            if case .method(let method, _) = wording.content { self.method = method }
            (position, day, by) = (stamp.position, stamp.effective, stamp.by)
        case .withdrawn(let reason): withdrawal.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { wording = nil }
        withdrawal.annul(position)
    }
}

extension Register {
    func existingProposal(
        _ id: ID<Proposal>, _ field: String = "proposal"
    ) throws(Refusal) -> (Proposal, Proposal.Wording) {
        guard let known = proposals[id], let wording = known.wording else {
            throw .invalid(field, da: "Vælg en indstilling.", en: "Choose a proposal.")
        }
        return (known, wording)
    }

    /// The decisions of its body on a proposal that stand, oldest first.
    public func decisions(on proposal: ID<Proposal>) -> [Decision] {
        guard let body = proposals[proposal]?.wording?.body else { return [] }
        return everyDecision(on: proposal).filter { !$0.annulled && $0.made?.decider == .body(body) }
    }

    /// The same with those that were annulled.
    func everyDecision(on proposal: ID<Proposal>) -> [Decision] {
        (resolutionsOn[proposal] ?? []).compactMap { decisions[$0] }.filter { $0.matter?.proposal == proposal }
            .sorted { $0.position < $1.position }
    }

    /// The decision that approved it.
    public func approval(of proposal: ID<Proposal>, by day: Day = .distantFuture) -> Decision? {
        decisions(on: proposal).last { $0.day <= day && $0.outcome == .approved }
    }

    public func standing(of proposal: Proposal, on day: Day) -> Proposal.Standing {
        if let withdrawn = proposal.withdrawnOn, withdrawn <= day { return .withdrawn }
        switch decisions(on: proposal.id).last(where: { $0.day <= day })?.outcome {
        case .approved: return .approved
        case .rejected: return .rejected
        case .returned: return .returned
        case nil: return .submitted
        }
    }

    mutating func evolve(
        _ id: ID<Proposal>, _ fact: Proposal.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>
    ) {
        let before = proposals.count
        touchAround(id, &touched)
        proposals.updateValue(forKey: id, default: Proposal(id: id)) { $0.evolve(fact, stamp) }
        if case .made(let wording) = fact {
            use(.proposal, wording.year, wording.number)
            let isNew = proposals.count > before
            switch wording.content {
            case .topics, .delegation: Register.add(id, to: &topicProposals, isNew: isNew)
            case .measure(_, let about, _, _): Register.add(id, to: &proposalsAbout[about, default: []], isNew: isNew)
            case .acceptance(let risk, _, _):
                Register.add(id, to: &proposalsAbout[.risk(risk), default: []], isNew: isNew)
            case .method:
                Register.add(id, to: &methodProposals, isNew: isNew)
                touchRisks(judgedBy: id, &touched)
            case .other: break
            }
        }
        settleMethods()
        touchAround(id, &touched)
    }

    /// What is due for a proposal: its body decides it.
    func duties(of proposal: Proposal) -> [Duty] {
        guard let wording = proposal.wording else { return [] }
        let subject = Subject.proposal(proposal.id)
        let decided = decisions(on: proposal.id).first?.day
        return [
            Duty(
                rule: .proposal, subject: subject, turn: 0, responsible: .body(wording.body),
                access: accessDays(of: subject), opens: proposal.day,
                due: max(wording.due, proposal.day),
                done: earlier(decided, proposal.withdrawnOn), holdsUntil: nil)
        ]
    }

    /// The measures and acceptances that were proposed about a thing.
    public func proposals(about subject: Subject) -> [Proposal] {
        (proposalsAbout[subject] ?? []).compactMap { proposals[$0] }.filter { $0.about == subject }
    }

    /// Those whose measure about a thing was approved.
    public func measures(about subject: Subject, by day: Day) -> [Proposal] {
        proposals(about: subject).filter {
            guard case .measure(_, subject, _, _)? = $0.wording?.content else { return false }
            return approval(of: $0.id, by: day) != nil
        }
    }
}
