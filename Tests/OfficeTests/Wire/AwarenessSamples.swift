// SPDX-License-Identifier: MPL-2.0

import Domain

/// Initiatives and reported mails: plain, and with all that one can say.
extension Samples {
    private static let counts = Exercise.Counts(sent: 40, opened: 31, clicked: 6, reported: 21)

    private static func plan(
        _ kind: Initiative.Kind, isBare: Bool, teaching requirements: [ID<Requirement>] = []
    ) -> Initiative.Plan {
        Initiative.Plan(
            number: 3, year: 2026, kind: kind, title: value(700), purpose: value(701),
            audience: isBare ? Audience() : Audience(units: [unit, other], roles: [.security], kinds: [.consultant]),
            from: day(2026, 11, 30), until: day(2026, 12, 4), responsible: person, metric: value(702),
            unit: isBare ? nil : value(703),
            target: isBare ? nil : .init(direction: kind == .exercise ? .atLeast : .atMost, value: 50),
            documents: isBare ? [] : [policy, procedure], requirements: requirements,
            classification: isBare ? .internal : .confidential)
    }

    static let awareness: [Fact] =
        Initiative.Kind.allCases.enumerated().map { index, kind in
            .initiative(id(600), .planned(plan(kind, isBare: index % 2 == 0)))
        } + [
            .initiative(id(600), .planned(plan(.talk, isBare: true, teaching: [id(400), id(401)]))),
            .initiative(id(600), .begun),
        ]
        + Initiative.Measurement.Moment.allCases.enumerated().map { index, moment in
            .initiative(id(600), .measured(.init(moment: moment, value: 12 + index, method: value(704))))
        } + [
            .initiative(id(600), .exercised(Exercise(counts: counts, groups: [], firstReport: 4))),
            .initiative(
                id(600),
                .exercised(
                    Exercise(
                        counts: .init(sent: 26, opened: nil, clicked: 3, reported: 6),
                        groups: [
                            .init(unit: unit, counts: .init(sent: 12, opened: nil, clicked: 1, reported: 2)),
                            .init(unit: nil, counts: .init(sent: 14, opened: nil, clicked: 2, reported: 4)),
                        ], firstReport: nil))),
            .initiative(id(600), .ended(outcome: value(705))), .initiative(id(600), .dropped(reason: value(706))),
        ]
        + Suspicion.Act.allCases.enumerated().map { index, act in
            .suspicion(
                id(610),
                .reported(
                    .init(
                        number: 7, year: 2026, reporter: person, came: day(2026, 11, 20),
                        minute: index % 2 == 0 ? nil : 495, act: act, sender: index == 1 ? value(710) : nil,
                        look: index < 2 ? value(711) : nil)))
        }
        + Suspicion.Verdict.allCases.map { verdict in
            .suspicion(
                id(610),
                .answered(
                    .init(
                        reporter: person, verdict: verdict, word: value(712),
                        exercise: verdict == .exercise ? id(600) : nil)))
        }
}
