// SPDX-License-Identifier: MPL-2.0

extension Risk {
    /// Where it is on a day, held against what the direktion accepts (risikoacceptkriterier, policy §8).
    public enum Standing: String, Choosable {
        /// Nobody has judged it.
        case unassessed
        /// So low that the adopted criteria are the decision.
        case within
        /// The direktion has decided that it is kept, and that holds.
        case accepted
        /// It lies before the direktion.
        case awaiting
        /// The direktion is to decide, and nobody has asked it.
        case undecided
        /// It can only be kept while it is treated, and nobody has promised to do anything.
        case untreated
        /// It cannot be kept.
        case unacceptable
        case closed

        public var label: Phrase {
            switch self {
            case .unassessed: Phrase(da: "Ikke vurderet", en: "Not assessed")
            case .within: Phrase(da: "Inden for kriterierne", en: "Within the criteria")
            case .accepted: Phrase(da: "Accepteret af direktionen", en: "Accepted by the direktion")
            case .awaiting: Phrase(da: "Venter på direktionen", en: "Awaits the direktion")
            case .undecided: Phrase(da: "Skal besluttes", en: "To be decided")
            case .untreated: Phrase(da: "Skal håndteres", en: "To be treated")
            case .unacceptable: Phrase(da: "Kan ikke accepteres", en: "Cannot be accepted")
            case .closed: Phrase(da: "Lukket", en: "Closed")
            }
        }

        /// Whether it lies above the line and nobody has decided that it may stay there.
        public var isAboveLine: Bool {
            switch self {
            case .awaiting, .undecided, .untreated, .unacceptable: true
            case .unassessed, .within, .accepted, .closed: false
            }
        }
    }

    /// That the direktion keeps it as it was assessed (risikoaccept, policy §8).
    public struct Acceptance: Hashable, Sendable {
        public let proposal: ID<Proposal>
        public let decision: ID<Decision>
        /// What was accepted: the position of the assessment.
        public let assessment: Int
        /// The day of the decision.
        public let from: Day
        /// The last day that was decided.
        public let until: Day
        /// The first day on which it holds no more: after its last one, or before that when the risk was found higher, became
        /// one that cannot be accepted, was closed, or was decided anew.
        public let ended: Day

        public func holds(on day: Day) -> Bool { from <= day && day < ended }
    }

    /// What an assessment came to: the level, and what is demanded of that before it can be kept.
    public struct Judgement: Hashable, Sendable {
        public let level: RiskMethod.Level
        public let acceptance: RiskMethod.Acceptance
    }
}

extension Register {
    /// The level of one estimate of an assessment, under the method that it was made by; nil: there is no such estimate, or
    /// nothing in these dimensions is relevant.
    public func level(
        of made: Risk.Assessment.Made, _ stage: Risk.Stage = .current,
        _ dimensions: [RiskMethod.Dimension] = RiskMethod.Dimension.allCases
    ) -> RiskMethod.Level? {
        guard let method = riskMethod(of: made.method) else { return nil }
        return made[stage]?.level(by: method, dimensions)
    }

    /// Nil: the method is not known.
    func judgement(of made: Risk.Assessment.Made) -> Risk.Judgement? {
        guard let method = riskMethod(of: made.method) else { return nil }
        let level = made.current.level(by: method) ?? .low
        return .init(level: level, acceptance: method.acceptance(of: level))
    }

    /// How a risk stands on `day`, under the method of its newest assessment.
    public func standing(of risk: Risk, on day: Day) -> Risk.Standing { standingAndTurn(of: risk, on: day).standing }

    /// With the first day on which the acceptance that it rests on, if it does, holds no more.
    func standingAndTurn(of risk: Risk, on day: Day) -> (standing: Risk.Standing, turns: Day?) {
        if risk.isClosed(on: day) { return (.closed, nil) }
        if risk.wording(on: day)?.isBarred == true { return (.unacceptable, nil) }
        guard let made = risk.assessment(by: day), let judged = judgement(of: made) else { return (.unassessed, nil) }
        switch judged.acceptance {
        case .standing: return (.within, nil)
        case .never: return (.unacceptable, nil)
        case .decided, .treated: break
        }
        if let held = acceptance(of: risk, on: day) { return (.accepted, held.ended) }
        if awaits(risk, made, on: day) { return (.awaiting, nil) }
        let lacksTreatment = judged.acceptance.kind == .treated && !isTreated(risk.id, on: day)
        return (lacksTreatment ? .untreated : .undecided, nil)
    }

    /// The acceptances of a risk by decisions that stand, oldest first; none holds before the day of its decision.
    public func acceptances(of risk: Risk) -> [Risk.Acceptance] {
        let decided = proposals(about: .risk(risk.id)).compactMap {
            proposal -> (decision: Decision, made: Risk.Assessment.Made, until: Day, proposal: ID<Proposal>)? in
            guard case .acceptance(risk.id, let position, let until)? = proposal.wording?.content,
                proposal.wording?.body == .direktion, let decision = approval(of: proposal.id),
                let made = risk.assessments.first(where: { $0.position == position })
            else { return nil }
            return (decision, made, until, proposal.id)
        }.sorted { ($0.decision.day, $0.decision.position) < ($1.decision.day, $1.decision.position) }
        return decided.enumerated().map { index, one in
            let from = one.decision.day
            let accepted = judgement(of: one.made)?.level ?? .low
            // A higher level than what was accepted was never decided.
            let risen = risk.assessments.first { later in
                guard (later.day, later.position) > (one.made.day, one.made.position),
                    let level = judgement(of: later)?.level
                else { return false }
                return accepted < level
            }
            let barred = risk.wordings.stretches { $0.isBarred }.first { $0.to > from }?.from
            let next = decided.indices.contains(index + 1) ? decided[index + 1].decision.day : nil
            let ends = [one.until + 1, risen?.day, barred, risk.closedOn, next].compactMap { $0 }.min() ?? from
            return Risk.Acceptance(
                proposal: one.proposal, decision: one.decision.id, assessment: one.made.position, from: from,
                until: one.until, ended: max(ends, from))
        }
    }

    /// The acceptance that holds on `day`.
    public func acceptance(of risk: Risk, on day: Day) -> Risk.Acceptance? {
        acceptances(of: risk).last { $0.holds(on: day) }
    }

    /// Whether the newest assessment lies before the direktion.
    func awaits(_ risk: Risk, _ made: Risk.Assessment.Made, on day: Day) -> Bool {
        proposals(about: .risk(risk.id)).contains { proposal in
            guard case .acceptance(risk.id, made.position, _)? = proposal.wording?.content else { return false }
            return proposal.day <= day && standing(of: proposal, on: day) == .submitted
        }
    }

    /// What may make the direktion think again after it accepted an assessment: the risk was set anew, or judged otherwise.
    func changes(of id: ID<Risk>, since assessment: Int) -> [(position: Int, day: Day)] {
        guard let risk = risks[id], let accepted = risk.assessments.first(where: { $0.position == assessment }) else {
            return []
        }
        return risk.wordings.entries.map { ($0.position, $0.from) }
            + risk.assessments.filter { $0.current != accepted.current }.map { ($0.position, $0.day) }
    }

    // MARK: What would be asked of a decision

    /// What can be accepted, and until when at most; throws what stands in the way (policy §8).
    func mayAccept(_ risk: Risk, _ made: Risk.Assessment.Made, until: Day, on day: Day) throws(Refusal) {
        guard let judged = judgement(of: made) else { throw .notAssessed }
        guard risk.wording?.isBarred != true else {
            throw .outOfTurn(
                da:
                    "Risikoen er mærket, så den ikke kan accepteres på noget niveau, fx ulovlig behandling. Få den væk.",
                en:
                    "The risk is marked as one that cannot be accepted at any level, such as unlawful processing. End it."
            )
        }
        let months: Int
        switch judged.acceptance {
        case .standing:
            throw .outOfTurn(
                da: "Risikoen er inden for kriterierne, så direktionen har allerede besluttet det.",
                en: "The risk is within the criteria, so the direktion has decided it already.")
        case .never:
            throw .outOfTurn(
                da: """
                    Niveauet \(judged.level.label.da.lowercasedFirst) kan ikke accepteres efter kriterierne. Nedbring \
                    risikoen, eller foreslå en forholdsregel.
                    """,
                en: """
                    The level \(judged.level.label.en.lowercasedFirst) cannot be accepted under the criteria. Reduce the \
                    risk, or propose a measure.
                    """)
        case .decided(let most): months = most
        case .treated(let most):
            months = most
            let isPlanned = treatments(of: risk.id).contains { action in
                action.standing.newest == .open && action.due.newest.map { $0 >= day } ?? false
            }
            guard isPlanned else {
                throw .outOfTurn(
                    da: """
                        Niveauet kan kun accepteres, mens risikoen håndteres. Tilføj først en opgave om risikoen med en \
                        frist, der ikke er gået.
                        """,
                    en: """
                        The level can only be accepted while the risk is treated. First add a task about the risk with a due \
                        day that has not passed.
                        """)
            }
        }
        let latest = day.adding(months: months)
        guard until >= day, until <= latest else {
            throw .invalid(
                "until",
                da:
                    "Vælg en dag, der ikke er gået, og senest \(Language.da.day(latest)): kriterierne giver \(months) måneder.",
                en:
                    "Choose a day that has not passed, by \(Language.en.day(latest)): the criteria give \(months) months."
            )
        }
    }

    /// The decision is about the state that was read: the newest assessment, and the risk as it was set when it was put before
    /// the direktion.
    func checkAcceptance(
        of id: ID<Risk>, assessment: Int, until: Day, _ proposal: ID<Proposal>, on day: Day
    ) throws(Refusal) {
        let (risk, _) = try openRisk(id, "proposal")
        guard let made = risk.assessments.last, made.position == assessment, let put = proposals[proposal]?.position,
            !risk.wordings.entries.contains(where: { $0.position > put })
        else {
            throw .outOfTurn(
                da: "Risikoen er ændret, siden sagen blev indstillet. Send den tilbage, så den indstilles igen.",
                en: "The risk has changed since the matter was put forward. Send it back to be put forward anew.")
        }
        guard until >= day else {
            throw .outOfTurn(
                da: "Dagen, som accepten skulle gælde til, er gået. Send sagen tilbage, så den rettes.",
                en: "The day until which it was to be accepted has passed. Send the matter back to be amended.")
        }
        try mayAccept(risk, made, until: until, on: day)
    }
}

extension Refusal {
    static let notAssessed = Refusal.outOfTurn(
        da: "Risikoen er ikke vurderet endnu. Vurdér den først.",
        en: "The risk has not been assessed yet. Assess it first.")
}
