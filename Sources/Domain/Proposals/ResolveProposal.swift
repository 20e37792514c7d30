// SPDX-License-Identifier: MPL-2.0

/// The body decides a proposal (policy §§3.4, 6, 7.2, 8). Only those who sit in it on the day, after a fresh sign-in; its
/// secretary records what minutes say.
public struct ResolveProposal: Deed {
    public let proposal: ID<Proposal>
    /// The words of the measure that is decided, found by the office: they name the task.
    public var measure: String?
    let seen: Int, outcome: Decision.Outcome, method: Decision.Method, minutes: String?, members: [ID<Person>]
    let recused: [ID<Person>], recusal: String?, conditions: String?, reason: String?
    let conditionsDue: Day?, day: Day?, paper: [UInt8]

    public static let fields =
        [
            Field.proposal,
            Field(
                "seen", .number(0...Int(Int32.max)), da: "Sagens hændelser", en: "Events of the matter",
                hint: Phrase(
                    da: "Hvor mange hændelser sagen havde, da den blev læst.",
                    en: "How many events the matter had when it was read.")),
        ] + Sitting.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        proposal = try arguments.id("proposal")
        seen = try arguments.number("seen", in: 0...Int(Int32.max))
        outcome = try arguments.choice("outcome")
        method = try arguments.choice("method")
        minutes = try arguments.optionalLine("minutes", most: 120)
        members = try arguments.ids("members")
        recused = try arguments.ids("recused")
        recusal = try arguments.optionalText("recusal", most: 2000)
        conditions = try arguments.optionalText("conditions", most: 4000)
        reason = try arguments.optionalText("reason", most: 4000)
        conditionsDue = try arguments.optionalDay("conditions_due")
        day = try arguments.optionalDay("day")
        paper = arguments.files["paper"]?.bytes ?? []
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .proposal(proposal), on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let day = day ?? desk.today
        guard day <= desk.today else {
            throw .invalid(
                "day", da: "En beslutning kan ikke ligge i fremtiden.", en: "A decision cannot lie in the future.")
        }
        let (known, wording) = try desk.register.existingProposal(proposal)
        guard desk.register.standing(of: known, on: desk.today) == .submitted else {
            throw .outOfTurn(
                da: "Sagen venter ikke på en afgørelse. Den kan være afgjort imens.",
                en: "The matter does not await a decision. It may have been decided meanwhile.")
        }
        guard known.revision == seen else { throw .movedOn }
        guard known.day <= day else {
            throw .invalid(
                "day", da: "Sagen blev først indstillet \(Language.da.day(known.day)).",
                en: "The matter was put before the body on \(Language.en.day(known.day)) only.")
        }
        try Sitting.check(outcome, reason: reason)
        try Conditions.check(conditions, due: conditionsDue, outcome, on: day)
        try Sitting(
            decider: .body(wording.body), method: method, minutes: minutes, members: members, recused: recused,
            recusal: recusal, allowsDeputy: true, earlier: desk.register.everyDecision(on: proposal)
        ).check(on: day, desk)
        try desk.mayConclude(
            .proposal(proposal), by: .body(wording.body), method, members, recused: recused, on: day)
        if outcome == .approved { try check(wording.content, on: day, desk) }
        var basis = [Decision.Basis(subject: .proposal(proposal), revision: known.revision)]
        if case .acceptance(let risk, _, _) = wording.content {
            basis.append(.init(subject: .risk(risk), revision: desk.register.revision(of: .risk(risk))))
        }
        let made = Decision.Made(
            number: desk.register.next(.decision, day.year), year: day.year, decider: .body(wording.body),
            matter: .init(act: .resolve, document: nil, version: nil, proposal: proposal), outcome: outcome,
            method: method, minutes: desk.keep(minutes), members: members, recused: recused,
            recusal: desk.keep(recusal), conditions: desk.keep(conditions), reason: desk.keep(reason),
            basis: basis, paper: desk.keep(paper))
        let decision: ID<Decision> = desk.new()
        try desk.record(.decision(decision, .made(made)), on: day)
        try addActions(wording, on: day, &desk)
    }

    /// What can no longer be decided as it was proposed.
    private func check(_ content: Proposal.Content, on day: Day, _ desk: Deciding) throws(Refusal) {
        switch content {
        case .topics:
            // What was signed would not be what was read: the list was proposed from another one.
            guard !desk.register.topicListChanged(since: proposal) else {
                throw .outOfTurn(
                    da: """
                        Listen over emner er ændret, siden sagen blev indstillet. Send den tilbage, så den rettes efter \
                        listen, der gælder nu.
                        """,
                    en: """
                        The list of topics has changed since the matter was put forward. Send it back to be amended to the \
                        list that holds now.
                        """)
            }
        case .other: break
        case .delegation(_, let unit, let from, let until):
            _ = try desk.register.openUnit(unit, "proposal", on: max(from, day))
            guard until.map({ $0 >= day }) ?? true else {
                throw .outOfTurn(
                    da: "Perioden er gået. Send sagen tilbage, så den rettes.",
                    en: "The period is over. Send the matter back to be amended.")
            }
        case .measure(_, _, let unit, _): _ = try desk.register.openUnit(unit, "proposal", on: day)
        case .acceptance(let risk, let assessment, let until):
            try desk.register.checkAcceptance(of: risk, assessment: assessment, until: until, proposal, on: day)
        case .method(let method, _):
            guard !desk.register.riskMethodChanged(since: proposal) else {
                throw .outOfTurn(
                    da: """
                        Risikometoden er ændret, siden sagen blev indstillet. Send den tilbage, så den rettes efter \
                        metoden, der gælder nu.
                        """,
                    en: """
                        The risk method has changed since the matter was put forward. Send it back to be amended to the \
                        method that holds now.
                        """)
            }
            if let fault = method.fault { throw .outOfTurn(da: fault.da, en: fault.en) }
        }
    }

    /// A task for a measure and for each condition.
    private func addActions(_ wording: Proposal.Wording, on day: Day, _ desk: inout Deciding) throws(Refusal) {
        guard outcome == .approved else { return }
        let responsible: Responsible =
            switch wording.content {
            case .topics, .method, .other: .role(.security)
            case .delegation(_, let unit, _, _), .measure(_, _, let unit, _): .unit(unit)
            case .acceptance(let risk, _, _):
                desk.register.concern(of: .risk(risk), on: day).unit.map { .unit($0) } ?? .role(.security)
            }
        if case .measure(_, let about, let unit, let due) = wording.content {
            try desk.add(
                action: measure ?? "Forholdsregel efter indstilling \(wording.label)",
                why: "Forholdsregel, som direktionen har besluttet", responsible: .unit(unit),
                due: max(due, desk.today), about: about)
        }
        for condition in conditions.map({ Conditions.lines($0) }) ?? [] {
            try desk.add(
                action: condition, why: Conditions.why, responsible: responsible,
                due: conditionsDue ?? max(day + 90, desk.today), about: .proposal(proposal))
        }
    }
}
