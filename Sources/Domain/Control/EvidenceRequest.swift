// SPDX-License-Identifier: MPL-2.0

/// What an auditor asks for (bestilt dokumentation, policy §7.3): what, why and by which day. A unit answers with evidence that
/// is there, or says why there is none; the auditor accepts it or returns it with a reason, and then it is answered anew.
public struct EvidenceRequest: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case made(Making)
        case answered(evidence: [ID<Evidence>], note: ValueID?)
        /// What is returned is answered anew by a day.
        case judged(Judgement, reason: ValueID?, due: Day?)
        case withdrawn(reason: ValueID)
    }

    public struct Making: Hashable, Sendable {
        /// Of the series that runs through all years.
        public let number: Int
        public let engagement: ID<AuditEngagement>
        public let what: ValueID
        /// What it is to show: a requirement, an internal control, or in words.
        public let requirement: ID<Requirement>?
        public let controlTest: ID<ControlTest>?
        public let why: ValueID?
        /// Who is to answer.
        public let unit: ID<Unit>
        public let due: Day

        public init(
            number: Int, engagement: ID<AuditEngagement>, what: ValueID, requirement: ID<Requirement>?,
            controlTest: ID<ControlTest>?, why: ValueID?, unit: ID<Unit>, due: Day
        ) {
            self.number = number
            self.engagement = engagement
            self.what = what
            self.requirement = requirement
            self.controlTest = controlTest
            self.why = why
            self.unit = unit
            self.due = due
        }

        /// »BES-7«: the number by which people name it.
        public var label: String { "BES-\(number)" }
    }

    public enum Judgement: String, Choosable {
        case accepted, returned

        public var label: Phrase {
            switch self {
            case .accepted: Phrase(da: "Godtaget", en: "Accepted")
            case .returned: Phrase(da: "Sendt retur", en: "Returned")
            }
        }
    }

    public struct Answer: Hashable, Sendable {
        public let evidence: [ID<Evidence>]
        public let note: ValueID?
        public let day: Day
        public let position: Int
        public let by: ID<Person>?
    }

    public struct Judged: Hashable, Sendable {
        public let judgement: Judgement
        public let reason: ValueID?
        /// The day by which what was returned is answered anew.
        public let due: Day?
        public let day: Day
        public let position: Int
        public let by: ID<Person>?
    }

    public enum Standing: String, Choosable {
        case requested, delivered, returned, accepted, withdrawn

        public var label: Phrase {
            switch self {
            case .requested: Phrase(da: "Bestilt", en: "Requested")
            case .delivered: Phrase(da: "Besvaret", en: "Answered")
            case .returned: Phrase(da: "Sendt retur", en: "Returned")
            case .accepted: Phrase(da: "Godtaget", en: "Accepted")
            case .withdrawn: Phrase(da: "Trukket tilbage", en: "Withdrawn")
            }
        }

        /// Whether the unit has something to do.
        public var waitsForUnit: Bool { self == .requested || self == .returned }
    }

    public let id: ID<EvidenceRequest>
    /// Nil where it is annulled.
    public private(set) var making: Making?
    public private(set) var position = 0
    public private(set) var madeOn = Day.distantPast
    public private(set) var by: ID<Person>?
    /// In the order of the facts.
    public private(set) var answers: [Answer] = []
    public private(set) var judgements: [Judged] = []
    public private(set) var withdrawal = Timeline<ValueID>()
    public private(set) var revision = 0

    init(id: ID<EvidenceRequest>) { self.id = id }

    /// Kept after an annulment: what was confidential stays so.
    private var struck: Making?

    /// What it is about, which decides who sees it.
    var about: Subject? {
        let making = making ?? struck
        return making?.requirement.map { .requirement($0) } ?? making?.controlTest.map { .controlTest($0) }
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .made(let making):
            self.making = making
            (position, madeOn, by) = (stamp.position, stamp.effective, stamp.by)
        case .answered(let evidence, let note):
            answers.append(
                Answer(
                    evidence: evidence, note: note, day: stamp.effective, position: stamp.position, by: stamp.by))
        case .judged(let judgement, let reason, let due):
            judgements.append(
                Judged(
                    judgement: judgement, reason: reason, due: due, day: stamp.effective, position: stamp.position,
                    by: stamp.by))
        case .withdrawn(let reason): withdrawal.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position, let making {
            struck = making
            self.making = nil
        }
        answers.removeAll { $0.position == position }
        judgements.removeAll { $0.position == position }
        withdrawal.annul(position)
    }

    /// Where it is on a day: what came last counts.
    public func standing(on day: Day) -> Standing {
        if withdrawal.value(on: day) != nil { return .withdrawn }
        guard let answer = answers.last(where: { $0.day <= day }) else { return .requested }
        guard let judged = judgements.last(where: { $0.day <= day && $0.position > answer.position }) else {
            return .delivered
        }
        switch judged.judgement {
        case .accepted: return .accepted
        case .returned: return .returned
        }
    }

    /// The day by which the unit answers, or was to.
    public func due(on day: Day) -> Day? {
        let returned = judgements.last { $0.day <= day && $0.judgement == .returned }
        return returned?.due ?? making?.due
    }
}

extension Register {
    func standingRequest(
        _ id: ID<EvidenceRequest>, on day: Day
    ) throws(Refusal) -> (EvidenceRequest, EvidenceRequest.Making) {
        guard let known = evidenceRequests[id], let making = known.making else {
            throw .invalid(
                "evidence_request", da: "Vælg en bestilling af dokumentation.", en: "Choose a request for evidence.")
        }
        guard known.withdrawal.value(on: day) == nil else {
            throw .outOfTurn(
                da: "Bestillingen er trukket tilbage. Der er intet at gøre.",
                en: "The request is withdrawn. There is nothing to do.")
        }
        _ = try openAuditEngagement(making.engagement, on: day)
        return (known, making)
    }

    /// The unit that answers, or what took over from it, and the auditor who asks.
    func concern(of id: ID<EvidenceRequest>, on day: Day) -> Concern {
        guard let making = evidenceRequests[id]?.making else { return Concern() }
        return Concern(
            unit: answering(for: making.unit, on: day), person: auditEngagements[making.engagement]?.opening?.auditor)
    }

    mutating func evolve(_ id: ID<EvidenceRequest>, _ fact: EvidenceRequest.Fact, _ stamp: Stamp) {
        evidenceRequests.updateValue(forKey: id, default: EvidenceRequest(id: id)) { $0.evolve(fact, stamp) }
        guard case .made(let making) = fact else { return }
        use(.evidenceRequest, 0, making.number)
        Register.add(id, to: &requestsUnder[making.engagement, default: []])
        Register.add(id, to: &requestsTo[making.unit, default: []])
        if let requirement = making.requirement {
            Register.add(id, to: &requestsAbout[.requirement(requirement), default: []])
        }
        if let test = making.controlTest {
            Register.add(id, to: &requestsAbout[.controlTest(test), default: []])
        }
    }

    /// What an auditor asks for is answered by its day, and anew after each return (policy §7.3).
    func duties(of request: EvidenceRequest) -> [Duty] {
        guard let making = request.making else { return [] }
        let subject = Subject.evidenceRequest(request.id)
        let access = accessDays(of: subject)
        let ends = earlier(request.withdrawal.entries.first?.from, auditEngagements[making.engagement]?.closedOn)
        var found: [Duty] = []
        var (opens, due, turn) = (request.madeOn, max(making.due, request.madeOn), 0)
        var after = -1
        while true {
            if let ends, opens >= ends, turn > 0 { return found }
            let answer = request.answers.first { $0.position > after }
            // What was returned and then accepted after all asks nothing more.
            let accepted =
                after < 0 ? nil : request.judgements.first { $0.position > after && $0.judgement == .accepted }?.day
            let done = earlier(earlier(answer?.day, accepted), ends)
            found.append(
                Duty(
                    rule: .request, subject: subject, turn: turn,
                    responsible: .unit(answering(for: making.unit, on: done ?? due)), access: access, opens: opens,
                    due: due, done: done, holdsUntil: nil))
            guard let answer,
                let returned = request.judgements.first(where: {
                    $0.position > answer.position && $0.judgement == .returned
                })
            else { return found }
            (opens, due) = (returned.day, max(returned.due ?? returned.day + 14, returned.day))
            (turn, after) = (returned.position, returned.position)
        }
    }
}
