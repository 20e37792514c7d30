// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The quarterly reviews of rights: all but the newest one that is open.
enum DemoReviews {
    static func plan(from begins: Day, _ player: DemoPlayer) {
        var (quarter, number) = (Quarter(begins), 0)
        if quarter.last <= begins { quarter = quarter.next }
        while quarter.next.reviewOpens <= player.reference {
            let (reviewed, turn) = (quarter, number)
            player.plan(quarter.last + 6 + turn * 5 % 13, .reading) { player in
                let conflicts = player.register.conflicts(on: player.today)
                // Nobody accepts his or her own conflict.
                let team = player.register.independentReviewers(on: player.today)
                let reviewer = team.first { person in conflicts.first?.person != person }
                var texts: [String: String?] = [
                    "quarter": reviewed.description, "seen": "\(player.register.count)",
                    "conclusion": conflicts.isEmpty ? plain[turn % plain.count] : small,
                ]
                if reviewer != nil, let first = conflicts.first {
                    texts["considered"] =
                        "\(first.key): Vi er for få til at skille opgaverne ad. En ekstern overtager den ene ved årsskiftet."
                }
                try player.give(
                    .reviewRights, texts, by: reviewer.map { player.actor($0) } ?? player.holder(.security))
            }
            (quarter, number) = (quarter.next, number + 1)
        }
    }

    private static let plain = [
        "Listen er gennemgået med enhedslederne. Alle adgange svarer til opgaverne.",
        "Alle roller og konti er holdt op mod ansættelserne. Intet skal ændres.",
        "Fratrådte har ingen konti. Stedfortræderne er afsluttet efter ferien.",
    ]
    private static let small = """
        Listen er gennemgået med enhedslederne. Konflikterne er kendte, og direktionen er orienteret. De tages op igen \
        ved næste gennemgang.
        """
}
