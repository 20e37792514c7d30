// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reports, objectives and campaigns: plain, and with all that one can say.
extension Samples {
    /// What reports counted before they counted risks.
    private static let beforeRisks = Report.Figure.allCases.prefix { $0 != .risks }

    static let reporting: [Fact] =
        Report.Kind.allCases.map { kind in
            .report(
                id(470),
                .issued(
                    .init(
                        number: 4, year: 2026, kind: kind, from: day(2026, 7, 1), until: day(2026, 9, 30),
                        figures: .init(beforeRisks.enumerated().map { ($1, $0 * 7) }),
                        assessment: value(470), asks: kind == .quarterly ? nil : value(471),
                        inputs: kind == .review
                            ? .init(Report.Input.allCases.enumerated().map { ($1, value(472 + UInt64($0))) }) : .init(),
                        file: kind == .halfYearly ? value(480) : nil, bytes: kind == .halfYearly ? 41_020 : 0)))
        } + [
            .report(
                id(470),
                .issued(
                    .init(
                        number: 5, year: 2026, kind: .quarterly, from: day(2026, 10, 1), until: day(2026, 12, 31),
                        figures: .init(Report.Figure.allCases.enumerated().map { ($1, $0 * 3) }),
                        assessment: value(470),
                        asks: nil, inputs: .init(), file: nil, bytes: 0))),
            .report(id(470), .presented(id(471))),
            .organisation(house, .periodClosed(until: day(2026, 9, 30), reason: value(481))),
            .objective(
                id(472),
                .set(
                    .init(
                        number: 3, title: value(482), measure: value(483), direction: .atLeast, target: 95,
                        by: day(2026, 12, 31), months: 3, unit: unit))),
            .objective(
                id(472),
                .set(
                    .init(
                        number: 3, title: value(484), measure: value(485), direction: .atMost, target: 0,
                        by: day(2027, 12, 31), months: 12, unit: other))),
            .objective(id(472), .measured(.init(value: 91, note: nil, evidence: []))),
            .objective(id(472), .measured(.init(value: 97, note: value(486), evidence: [id(406)]))),
            .objective(id(472), .ended(reason: value(487))),
            .campaign(
                id(474),
                .opened(
                    .init(
                        number: 1, year: 2026, title: value(488), requirements: [requirement, id(402)],
                        units: [unit, other], from: day(2026, 1, 1), until: day(2026, 12, 31), due: day(2027, 1, 31),
                        guide: value(489), follows: id(473)))),
            .campaign(
                id(474),
                .opened(
                    .init(
                        number: 2, year: 2026, title: value(490), requirements: [requirement], units: [unit],
                        from: day(2026, 1, 1), until: day(2026, 12, 31), due: day(2027, 1, 31), guide: nil,
                        follows: nil))),
        ]
        + [.campaign(id(474), .widened([id(402), id(404)]))]
        + Assessment.Result.allCases.map { result in
            .campaign(
                id(474),
                .answered(
                    .init(
                        requirement: requirement, unit: unit, result: result,
                        finding: result == .complied ? nil : value(491),
                        evidence: result == .complied ? [id(406)] : [], isConfirmed: result == .partly)))
        } + [.campaign(id(474), .closed(conclusion: value(492)))]
}
