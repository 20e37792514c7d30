// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What is not done in time: whose it is by now, and what was decided about it (policy §7.2).
extension Sight {
    /// How far a duty has gone by the day shown; nil: it is not that late.
    public func escalation(of duty: Duty) -> Escalation? { register.escalation(of: duty, on: day) }

    /// Everything late that the person may see and that the head of a unit or the direktion has by the day shown, in the
    /// order of due days.
    public func escalated() -> [(duty: Duty, level: Escalation)] {
        // They come by due day, so what is overdue comes first.
        duties(most: counts().overdue).compactMap { duty in escalation(of: duty).map { (duty, $0) } }
    }

    /// What the direktion has and the person decides about, as a member or a deputy of one: without a measure yet.
    public func escalatedToMyBody() -> [Duty] {
        let own = Set(mine())
        guard own.contains(.body(.direktion)) else { return [] }
        return undecidedEscalations().filter { !own.contains($0.responsible) }
    }

    /// What the direktion has and has decided no measure about.
    public func undecidedEscalations() -> [Duty] {
        escalated().filter { $0.level == .direktion && register.measures(against: $0.duty, by: day).isEmpty }
            .map(\.duty)
    }

    /// What the person has as head because others are late with it.
    public func escalatedToMe() -> [Duty] {
        let selves = Set([person] + register.principals(of: person, on: day))
        guard selves.contains(where: { register.roles(of: $0, on: day).contains { $0.role == .unitHead } }) else {
            return []
        }
        let own = Set(mine())
        return escalated().filter { late in
            late.level == .head && !own.contains(late.duty.responsible)
                && !selves.isDisjoint(with: register.heads(overLate: late.duty, on: day))
        }.map(\.duty)
    }

    /// The measures decided since a duty fell due, by the day shown.
    public func measures(against duty: Duty) -> [Proposal] {
        register.measures(against: duty, by: day).filter { sees(.proposal($0.id)) }
    }

    /// A measure against a duty that waits for the direktion.
    public func askedMeasure(against duty: Duty) -> Proposal? {
        proposals(about: duty.subject).last { $0.wording?.isAgainst(duty) == true && standing(of: $0) == .submitted }
    }

    public var escalationLimits: Escalation.Limits { register.organisation.escalationLimits(on: day) }

    /// The rules that have limits of their own on the day shown.
    public var ownEscalationLimits: [(rule: Rule, limits: Escalation.Limits)] {
        Rule.allCases.compactMap { rule in
            register.organisation.escalationLimits(ofItsOwn: rule, on: day).map { (rule, $0) }
        }
    }
}

extension Sentence {
    /// When what is late goes on.
    func of(_ rule: Rule?, _ limits: Escalation.Limits?) -> String {
        let what = rule.map(\.label)
        guard let limits else {
            return say(
                "De fælles grænser for eskalering gælder igen: \(what?.da ?? "")",
                "The common limits of escalation hold again: \(what?.en ?? "")")
        }
        return say(
            "Det, der er mere end \(limits.head) dage over tid, går til lederen, og efter \(limits.direktion) dage til direktionen\(what.map { ": \($0.da)" } ?? "")",
            "What is more than \(limits.head) days late goes to the head, and after \(limits.direktion) days to the direktion\(what.map { ": \($0.en)" } ?? "")"
        )
    }
}
