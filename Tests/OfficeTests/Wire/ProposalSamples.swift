// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// What there is about proposals and topics, in an order that could have happened.
extension Samples {
    static let proposal: ID<Proposal> = id(90)
    private static let topic: ID<Topic> = id(91)

    static let proposing: [Fact] =
        contents.enumerated().map { index, content in
            .proposal(id(UInt64(92 + index)), .made(wording(content, isLast: index + 1 == contents.count)))
        } + [
            .proposal(proposal, .made(wording(.topics([Topic.named[0].id, topic], added: nil), isLast: false))),
            .proposal(proposal, .withdrawn(reason: value(240))),
            .document(policy, .topicSet(topic)), .document(policy, .topicSet(nil)), resolved, recused,
        ]

    /// A measure against one duty.
    static let against: [Fact] = [
        .proposal(
            id(195),
            .made(
                .init(
                    number: 5, year: 2026, body: .direktion, question: value(344),
                    content: .measure(value(342), about: .document(procedure), by: other, due: day(2027, 1, 31)),
                    reasons: value(345), ifYes: value(346), ifNo: value(347), conditions: nil, due: day(2026, 12, 14),
                    follows: nil, against: .init(rule: .verification, turn: 20_411))))
    ]

    /// The shipped methods as they are, and one in which everything is other.
    static let methods: [Fact] = adoptable.enumerated().map { index, content in
        .proposal(
            id(UInt64(751 + index)),
            .made(
                .init(
                    number: 6 + index, year: 2026, body: .direktion, question: value(751), content: content,
                    reasons: value(752), ifYes: value(753), ifNo: value(754), conditions: nil,
                    due: day(2026, 12, 14), follows: nil)))
    }

    private static let adoptable: [Proposal.Content] = [
        .method(.five, words: nil), .method(.four, words: value(750)),
        .method(
            RiskMethod(
                base: .four, score: .sum, rates: [0, 1000, 2000, 3000], amounts: [0, 100, 200, 300],
                cells: [
                    [.low, .low, .low, .low], [.low, .low, .low, .low], [.low, .low, .high, .high],
                    [.moderate, .moderate, .high, .critical],
                ], floors: [],
                acceptances: [.standing, .standing, .decided(months: 3), .treated(months: 1)], months: 6),
            words: nil),
    ]

    private static let contents: [Proposal.Content] = [
        .topics([Topic.named[1].id], added: .init(id: topic, name: value(241))),
        .delegation(topic, to: other, from: day(2026, 12, 1), until: nil),
        .delegation(topic, to: other, from: day(2026, 12, 1), until: day(2027, 11, 30)),
        .measure(value(242), about: .document(procedure), by: other, due: day(2027, 1, 31)), .other(value(243)),
    ]

    private static func wording(_ content: Proposal.Content, isLast: Bool) -> Proposal.Wording {
        .init(
            number: 4, year: 2026, body: isLast ? .bestyrelse : .direktion, question: value(244), content: content,
            reasons: value(245), ifYes: value(246), ifNo: value(247), conditions: isLast ? value(248) : nil,
            due: day(2026, 12, 14), follows: isLast ? proposal : nil)
    }

    private static let resolved: Fact = .decision(
        id(98),
        .made(
            .init(
                number: 31, year: 2026, decider: .body(.direktion),
                matter: .init(act: .resolve, document: nil, version: nil, proposal: proposal), outcome: .approved,
                method: .written, minutes: value(249), members: [id(5)], recused: [id(6)], conditions: value(250),
                reason: value(251), basis: [.init(subject: .proposal(proposal), revision: 1)], paper: value(252))))

    private static let recused: Fact = .decision(
        id(99),
        .made(
            .init(
                number: 32, year: 2026, decider: .body(.bestyrelse),
                matter: .init(act: .resolve, document: nil, version: nil, proposal: id(96)), outcome: .rejected,
                method: .meeting, minutes: nil, members: [id(5)], recused: [id(6)], recusal: value(256),
                conditions: nil, reason: value(257), basis: [], paper: value(258))))
}
