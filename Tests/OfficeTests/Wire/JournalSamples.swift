// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Where what was decided is filed, in an order that could have happened.
extension Samples {
    static let filed: [Fact] =
        journal(500).map { .decision(id(54), .journal($0)) } + journal(510).map { .meeting(meeting, .journal($0)) }

    private static func journal(_ first: UInt64) -> [Journal.Fact] {
        [
            .recorded(.init(caseNumber: value(first), documentNumber: value(first + 1), day: day(2026, 12, 8))),
            .recorded(.init(caseNumber: value(first + 2), documentNumber: nil, day: day(2026, 12, 9))),
            .removed(reason: value(first + 3)),
        ]
    }
}
