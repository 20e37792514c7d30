// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What happens inside engagements of the example world: moves, actual first working days and leave.
extension DemoPeople {
    private func engagement(_ key: String, _ player: DemoPlayer) throws -> (ID<Person>, Person.Engagement)? {
        let person = try player.person(key)
        return player.register.persons[person]?.engagement(on: player.today).map { (person, $0) }
    }

    func planMove(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let (key, unit) = (try entry.needed("person"), try entry.needed("unit"))
        let (title, from) = (try entry.needed("title"), try entry.neededDay("from"))
        player.plan(from, .role) { player in
            guard let (person, held) = try engagement(key, player) else { return }
            try player.give(
                .moveEngagement,
                [
                    "person": "\(person)", "engagement": "\(held.id)", "unit": "\(try player.unit(unit))",
                    "title": title,
                    "from": "\(from)",
                ], by: player.administrator)
        }
    }

    func planFirstDay(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let (key, day) = (try entry.needed("person"), try entry.neededDay("day"))
        player.plan(day, .role) { player in
            guard let (person, held) = try engagement(key, player) else { return }
            try player.give(
                .recordFirstWorkingDay,
                ["person": "\(person)", "engagement": "\(held.id)", "first_working_day": "\(day)"],
                by: player.administrator)
        }
    }

    func planLeave(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let (key, from, to) = (try entry.needed("person"), try entry.neededDay("from"), try entry.day("to"))
        player.plan(from, .role) { player in
            guard let (person, _) = try engagement(key, player) else { return }
            try player.give(
                .beginLeave, ["person": "\(person)", "from": "\(from)", "to": to.map { "\($0)" }],
                by: player.administrator)
        }
    }
}
