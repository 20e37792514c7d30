// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension StoryBook {
    static let accesses = [
        Story("accesses", of: .accesses),
        Story("accesses-of-a-kind", of: .accesses, [("har", "unit_head")]),
        Story("accesses-of-topics", of: .accesses, [("har", "topic")]),
        Story("accesses-between", of: .accesses, [("fra", "01.01.2026"), ("til", "01.10.2026")]),
        Story("accesses-wrong-day", of: .accesses, [("fra", "i går")], status: 422),
        Story("accesses-head", of: .accesses, by: .holder(.unitHead)),
        Story("accesses-plain", of: .accesses, by: .plain),
        Story("accesses-new", of: .accesses, on: .new, by: .holder(.administrator)),
        Story("accesses-past-then", of: .accesses, by: .holder(.auditor), past: (145, true)),
        Story("accesses-past-now", of: .accesses, by: .holder(.auditor), past: (145, false)),
        Story("rights.review-refused", of: .command(.reviewRights), posting: [("quarter", "2026-4")], status: 422),
    ]
}
