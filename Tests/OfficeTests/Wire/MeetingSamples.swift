// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// What there is about meetings, in an order that could have happened.
extension Samples {
    static let meeting: ID<Meeting> = id(0x2_0001)
    private static let item: ID<Meeting.Item> = id(0x2_0002)
    private static let closing: ID<Meeting.Item> = id(0x2_0003)

    static let meetings: [Fact] = (agenda + happened).map { .meeting(meeting, $0) } + written

    private static let agenda: [Meeting.Fact] = [
        .called(
            .init(
                body: .direktion, number: 5, year: 2026, method: .meeting,
                days: .init(day: day(2026, 11, 30), deadline: nil), place: value(400))),
        .moved(.init(day: day(2026, 12, 7), deadline: nil), reason: value(401)),
        .placed(
            item,
            .init(order: 1, about: .document(policy), title: nil, follows: nil, isClosed: false, why: value(402))),
        .placed(
            closing,
            .init(order: 2, about: nil, title: value(403), follows: item, isClosed: true, why: nil)),
    ]

    private static let happened: [Meeting.Fact] = [
        .dropped(item, reason: value(404)), .postponed(closing, reason: value(405)), .closed(item),
        .held(.init(present: [person, deputy], absent: [deputy], chair: person, secretary: deputy)),
        .held(.init(present: [person], absent: [], chair: person, secretary: nil)),
        .minuted(item, text: value(406)), .submitted, .approved(by: person), .approved(by: nil),
        .cancelled(reason: value(407)),
    ]

    private static let written: [Fact] =
        [
            .meeting(
                id(0x2_0004),
                .called(
                    .init(
                        body: .bestyrelse, number: 12, year: 2027, method: .written,
                        days: .init(day: day(2027, 1, 4), deadline: day(2027, 1, 18)), place: nil))),
            .meeting(
                id(0x2_0004),
                .moved(.init(day: day(2027, 1, 5), deadline: day(2027, 1, 19)), reason: value(408))),
        ]
        + Meeting.Stance.allCases.enumerated().map { index, stance in
            .meeting(
                id(0x2_0004),
                .answered(item, by: person, stance, comment: index == 0 ? nil : value(409 + UInt64(index))))
        }
}
