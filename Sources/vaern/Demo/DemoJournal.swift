// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Where the decisions of the example world are filed: the secretary does it twice, minutes at once and decisions after
/// two weeks, so the newest ones wait.
struct DemoJournal {
    let reference: Day

    func plan(_ player: DemoPlayer) {
        for before in [60, 25] { player.plan(reference - before, .closing, file) }
    }

    private func file(_ player: DemoPlayer) throws {
        let register = player.register
        // What is confidential to others the secretary cannot file.
        let decided = register.decisions.values.filter { known in
            guard case .body? = known.made?.decider, known.outcome != .returned else { return false }
            return !known.annulled && known.journal.entries.isEmpty && known.day + 14 <= player.today
                && player.secretarySees(.decision(known.id))
        }.sorted { $0.position < $1.position }
        for known in decided {
            try record("decision", "\(known.id)", known.made?.year ?? player.today.year, known.position, player)
        }
        for known in register.meetings() where known.isApproved && known.journal.entries.isEmpty {
            try record("meeting", "\(known.id)", known.calling?.year ?? player.today.year, known.called ?? 0, player)
        }
    }

    private func record(_ field: String, _ id: String, _ year: Int, _ number: Int, _ player: DemoPlayer) throws {
        let digits = "\(100_000 + number)".dropFirst()
        try player.give(
            .recordJournal,
            [field: id, "case_number": "SAG-\(year)-\(digits)", "document_number": "\(number % 7 + 1)"],
            by: player.holder(.secretary))
    }
}
