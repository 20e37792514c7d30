// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// What there is about dispensations, in an order that could have happened.
extension Samples {
    static let dispensation: ID<Dispensation> = id(85)

    static let dispensing: [Fact] = limits + statutes + requests + opinions + decided + ends

    private static let limits: [Fact] = [2, 50].map { .organisation(house, .dispensationLimitSet($0)) }

    private static let statutes: [Fact] = [
        .document(policy, .statuteNoted(id(88), law: value(200))),
        .document(policy, .statuteNoted(id(89), law: value(201))),
        .document(policy, .statuteDropped(id(89), reason: value(202))),
    ]

    private static let requests: [Fact] =
        [.dispensation(dispensation, .requested(request(.low)))]
        + Dispensation.Level.allCases.map { .dispensation(dispensation, .amended(request($0))) }
        + [.dispensation(id(86), .requested(following)), .dispensation(id(86), .amended(following))]

    /// With all that a request can say.
    private static let following = Dispensation.Request(
        number: 2, year: 2027, document: procedure, version: second, paragraphs: [id(87), id(88)],
        unit: other, units: [], solutions: value(203), title: value(204), situation: value(205),
        reason: value(206), risk: value(207), level: .critical, measures: value(208),
        from: day(2028, 2, 29), to: day(2028, 12, 31), follows: dispensation)

    private static func request(_ level: Dispensation.Level) -> Dispensation.Request {
        .init(
            number: 1, year: 2026, document: policy, version: first, paragraphs: [id(87)], unit: unit,
            units: [unit, other], solutions: nil, title: value(210), situation: value(211), reason: value(212),
            risk: value(213), level: level, measures: value(214), from: day(2026, 11, 23), to: day(2027, 5, 31),
            follows: nil)
    }

    private static let opinions: [Fact] =
        Dispensation.Advisor.allCases.flatMap { advisor in
            Dispensation.Stance.allCases.map {
                Fact.dispensation(dispensation, .advised(advisor, $0, text: value(215)))
            }
        } + [
            .dispensation(
                dispensation,
                .recommended(
                    .init(
                        outcome: .approved, reasons: value(216), ifGranted: value(217), ifRefused: value(218),
                        conditions: value(219)))),
            .dispensation(
                id(86),
                .recommended(
                    .init(
                        outcome: .rejected, reasons: value(220), ifGranted: value(221), ifRefused: value(222),
                        conditions: nil))),
            .dispensation(dispensation, .submitted(due: day(2026, 12, 7), unheard: nil)),
            .dispensation(id(86), .submitted(due: day(2027, 1, 4), unheard: value(223))),
        ]

    private static let decided: [Fact] =
        Decision.Outcome.allCases.enumerated().map { index, outcome in
            let isLast = outcome == .approved
            return .decision(
                id(54 + UInt64(index)),
                .made(
                    .init(
                        number: 8 + index, year: 2026, decider: .body(.direktion),
                        matter: .init(
                            act: .dispense, document: policy, version: first,
                            dispensation: isLast ? dispensation : id(86)),
                        outcome: outcome, method: .minutes, minutes: value(224), members: [person, deputy],
                        recused: isLast ? [] : [deputy], conditions: isLast ? value(225) : nil,
                        reason: isLast ? nil : value(226),
                        basis: [
                            .init(subject: .document(policy), revision: 13),
                            .init(subject: .dispensation(dispensation), revision: 15),
                        ], paper: value(227), update: .init(isNeeded: isLast, reason: value(228)))))
        } + [
            .decision(
                id(54),
                .confirmed(
                    basis: [.init(subject: .document(policy), revision: 14)], reason: value(229), minutes: nil)),
            .decision(id(54), .confirmed(basis: [], reason: value(230), minutes: value(231))),
            .decision(
                id(58),
                .made(
                    .init(
                        number: 12, year: 2026, decider: .body(.direktion),
                        matter: .init(act: .dispense, document: policy, version: first, dispensation: id(86)),
                        outcome: .rejected, method: .meeting, minutes: nil, members: [person], recused: [deputy],
                        recusal: value(255), conditions: nil, reason: value(226), basis: [], paper: value(227),
                        update: .init(isNeeded: false, reason: value(228))))),
        ]

    private static let ends: [Fact] = [
        .dispensation(dispensation, .ended(note: value(232))),
        .dispensation(id(86), .withdrawn(reason: value(233))),
    ]
}
