// SPDX-License-Identifier: MPL-2.0

/// Whose attention something has that is not done in time: first the head of the unit, then the direktion, which takes
/// the measures that are needed (policy §7.2).
public enum Escalation: Comparable, Sendable {
    case head, direktion

    /// Days past the due day after which the head of the unit has it.
    public static let headAfter = 14
    /// Days past the due day after which the direktion has it.
    public static let direktionAfter = 30

    public var label: Phrase {
        switch self {
        case .head: Phrase(da: "Hos enhedens leder", en: "With the head of the unit")
        case .direktion: Phrase(da: "Hos direktionen", en: "With the direktion")
        }
    }
}

extension Duty {
    /// How far it has gone on `day`; nil: it is not that late, it is done, or it is the body's own decision that waits.
    public func escalation(on day: Day) -> Escalation? {
        guard standing(on: day) == .overdue else { return nil }
        let late = day - due
        if late > Escalation.direktionAfter { return .direktion }
        return late > Escalation.headAfter ? .head : nil
    }
}
