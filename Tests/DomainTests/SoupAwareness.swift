// SPDX-License-Identifier: MPL-2.0
@testable import Domain

extension Soup {
    mutating func initiativeFact() -> Initiative.Fact {
        switch below(10) {
        case 0, 1, 2:
            return .planned(
                .init(
                    number: below(9), year: 2026, kind: Initiative.Kind.allCases[below(5)], title: value(),
                    purpose: value(), audience: Audience(units: below(3) == 0 ? [id(4)] : []), from: anyDay(),
                    until: anyDay(), responsible: id(4), metric: value(), unit: nil,
                    target: below(2) == 0 ? nil : .init(direction: .atMost, value: below(99)), documents: [id(6)],
                    requirements: history.count % 3 == 0 ? [ID(high: 1, low: UInt64(history.count % 4))] : [],
                    classification: below(2) == 0 ? .internal : .confidential))
        case 3, 4: return .begun
        case 5:
            return .measured(.init(moment: below(2) == 0 ? .before : .after, value: below(99), method: value()))
        case 6:
            let counts = Exercise.Counts(sent: below(99), opened: nil, clicked: below(99), reported: below(99))
            return .exercised(
                Exercise(counts: counts, groups: [.init(unit: maybe(4), counts: counts)], firstReport: below(60)))
        case 7, 8: return .ended(outcome: value())
        default: return .dropped(reason: value())
        }
    }

    mutating func suspicionFact() -> Suspicion.Fact {
        guard below(3) == 0 else {
            return .reported(
                .init(
                    number: below(9), year: 2026, reporter: id(4), came: anyDay(),
                    minute: below(2) == 0 ? nil : below(1440), act: Suspicion.Act.allCases[below(4)],
                    sender: maybe(1_000_000), look: maybe(1_000_000)))
        }
        return .answered(
            .init(
                reporter: id(4), verdict: Suspicion.Verdict.allCases[below(4)], word: value(), exercise: maybe(3)))
    }
}
