// SPDX-License-Identifier: MPL-2.0

/// Whose attention something has that is not done in time: first the head of the unit, then the direktion, which takes
/// the measures that are needed (policy §7.2).
public enum Escalation: Comparable, Sendable {
    case head, direktion

    /// Days past the due day after which the head of the unit has it, and after which the direktion has it.
    public struct Limits: Hashable, Sendable {
        public let head: Int
        public let direktion: Int

        public init(head: Int, direktion: Int) {
            self.head = head
            self.direktion = direktion
        }

        /// Until something else is set.
        public static let usual = Limits(head: 14, direktion: 30)
        /// What can be set: days.
        public static let range = 0...365

        /// How far something has gone that is so many days late; nil: not that late.
        public func level(late days: Int) -> Escalation? {
            if days > direktion { return .direktion }
            return days > head ? .head : nil
        }
    }

    /// What was set: of one rule, or of all that have no limits of their own; nil: the rule has none any more.
    struct Setting: Hashable, Sendable {
        let rule: Rule?
        let limits: Limits?
    }

    public var label: Phrase {
        switch self {
        case .head: Phrase(da: "Hos enhedens leder", en: "With the head of the unit")
        case .direktion: Phrase(da: "Hos direktionen", en: "With the direktion")
        }
    }

    /// By which the interface for programs names it.
    public var word: String {
        switch self {
        case .head: "head"
        case .direktion: "direktion"
        }
    }
}

extension Organisation {
    /// The limits of all rules that have none of their own, on a day.
    public func escalationLimits(on day: Day) -> Escalation.Limits {
        setEscalation(of: nil, on: day) ?? .usual
    }

    /// The limits of a rule's own on a day; nil: those of all others hold for it.
    public func escalationLimits(ofItsOwn rule: Rule, on day: Day) -> Escalation.Limits? {
        setEscalation(of: rule, on: day)
    }

    private func setEscalation(of rule: Rule?, on day: Day) -> Escalation.Limits? {
        escalations.entries.last { $0.from <= day && $0.value.rule == rule }?.value.limits
    }

    public func escalationLimits(of rule: Rule, on day: Day) -> Escalation.Limits {
        escalationLimits(ofItsOwn: rule, on: day) ?? escalationLimits(on: day)
    }
}

extension Rule {
    /// Whether what is late goes on to the head and the direktion. Not what waits for the body's own decision or for the
    /// reply of one of its members, and not what each person is to read or learn: of that the rate is followed.
    public var escalates: Bool { !isDecision && self != .reply && !isPersonal }

    /// Whether it is asked of, or about, one person, so that it stands in no index of everybody's duties.
    public var isPersonal: Bool { [.acknowledgement, .training, .competence, .talk].contains(self) }

    static let escalating = allCases.filter(\.escalates)
}

extension Register {
    /// How far a duty has gone on `day`; nil: it is not that late, it is done, or it is the body's own decision that
    /// waits.
    public func escalation(of duty: Duty, on day: Day) -> Escalation? {
        guard duty.rule.escalates, duty.standing(on: day) == .overdue else { return nil }
        return organisation.escalationLimits(of: duty.rule, on: day).level(late: day - duty.due)
    }

    /// The heads who have what is late: of the unit that answers for it, or of the units of those who do. What a body
    /// answers for has no head above it.
    public func heads(overLate duty: Duty, on day: Day) -> [ID<Person>] {
        let responsible: [ID<Person>]
        switch duty.responsible {
        case .unit(let unit): return heads(over: unit, on: day)
        case .person(let person): responsible = [person]
        case .role(let role): responsible = holders(of: role, on: day)
        case .body: return []
        }
        var found: [ID<Person>] = []
        for person in responsible {
            guard let unit = persons[person]?.unit(on: day) else { continue }
            // A head answers to the nearest head above.
            let above = ancestry(of: answering(for: unit, on: day), on: day).lazy
                .map { self.holders(of: .unitHead, unit: $0, on: day) }.first { !$0.isEmpty && !$0.contains(person) }
            for head in above ?? [] where !found.contains(head) { found.append(head) }
        }
        return found
    }

    /// The measures that were decided against a duty since it fell due, by `day`.
    public func measures(against duty: Duty, by day: Day) -> [Proposal] {
        measures(about: duty.subject, by: day).filter { known in
            known.wording?.isAgainst(duty) == true && approval(of: known.id, by: day).map { $0.day > duty.due } ?? false
        }
    }
}

/// How many days late something is before the head of the unit has it, and before the direktion has it: of one rule, or
/// of all that have no limits of their own (policy §7.2).
public struct SetEscalation: Deed {
    let rule: Rule?, limits: Escalation.Limits?

    public static let fields = [
        Field(
            "rule", .choice(Rule.escalating.map { Field.Choice($0.rawValue, $0.label) }), da: "For hvad?",
            en: "For what?",
            hint: Phrase(
                da: "Vælges intet, gælder det alt, der ikke har sine egne grænser.",
                en: "With no choice, everything that has no limits of its own."),
            optional: true),
        Field(
            "head", .number(Escalation.Limits.range), da: "Dage over tid, før enhedens leder får sagen",
            en: "Days late before the head of the unit has it", optional: true),
        Field(
            "direktion", .number(Escalation.Limits.range), da: "Dage over tid, før direktionen får sagen",
            en: "Days late before the direktion has it",
            hint: Phrase(
                da: "Begge felter tomme: de fælles grænser gælder igen.",
                en: "Both fields empty: the common limits hold again."),
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        rule = try arguments.optionalChoice("rule")
        let head = try arguments.optionalNumber("head", in: Escalation.Limits.range)
        let direktion = try arguments.optionalNumber("direktion", in: Escalation.Limits.range)
        switch (head, direktion) {
        case (let head?, let direktion?): limits = Escalation.Limits(head: head, direktion: direktion)
        case (nil, nil): limits = nil
        case (nil, _): throw Arguments.missing("head")
        case (_, nil): throw Arguments.missing("direktion")
        }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let organisation = desk.register.organisation
        if let rule, !rule.escalates {
            throw .invalid("rule", da: "Vælg en regel på listen.", en: "Choose a rule from the list.")
        }
        if let limits {
            guard limits.head < limits.direktion else {
                throw .invalid(
                    "direktion", da: "Direktionen får sagen efter lederen. Skriv et større tal.",
                    en: "The direktion has it after the head. Write a larger number.")
            }
        } else if rule == nil {
            throw Arguments.missing("head")
        }
        let current =
            rule.map { organisation.escalationLimits(ofItsOwn: $0, on: desk.today) }
            ?? organisation.escalationLimits(on: desk.today)
        guard current != limits else {
            throw .outOfTurn(da: "De grænser gælder allerede.", en: "Those limits hold already.")
        }
        try desk.record(.organisation(organisation.id, .escalationSet(rule, limits)))
    }
}
