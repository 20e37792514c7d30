// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What an organisation that is made to be measured begins with: a name, units, and one who gives all orders.
struct FillGround {
    let desk: Desk
    let clock: DemoClock
    private var model: FillModel
    private var wave: FillWave
    /// Nil before there are units.
    private(set) var boss: ID<Person>?

    init(_ desk: Desk, clock: DemoClock, seed: UInt64) {
        self.desk = desk
        self.clock = clock
        model = FillModel(persons: 40, documents: 1, seed: seed, texts: [])
        wave = FillWave(desk: desk, clock: clock, seed: seed &+ 3)
    }

    var register: Register { desk.house.state.register }
    var today: Day { clock.clock.today }
    /// How many orders were refused, by why.
    var refused: [String: Int] { wave.refused }

    mutating func give(_ orders: [FillOrder], _ progress: (Int) -> Void) async throws {
        // In parts, so that what waits for the desk is never very much.
        for start in stride(from: 0, to: orders.count, by: 2048) {
            try await wave.give(Array(orders[start..<min(orders.count, start + 2048)]), &model)
            progress(desk.house.state.book.head)
        }
    }

    /// The units, in their order; none where it could not begin.
    mutating func open(units: Int, _ progress: (Int) -> Void) async throws -> [ID<Unit>] {
        let start = today
        try await give([FillModel.name(&model)[0]], progress)
        try await give(
            (1...units).map { FillOrder(.openUnit, ["name": "Enhed \($0)", "from": "\(start)"], by: nil) }
                + [FillOrder(.addPerson, ["name": "Måle Leder"], by: nil)], progress)
        let unit = register.units.keys.sorted()
        guard let person = register.persons.keys.first, let first = unit.first else { return [] }
        boss = person
        try await give(
            [
                FillOrder(
                    .beginEngagement,
                    [
                        "person": "\(person)", "kind": "employee", "unit": "\(first)", "title": "Leder",
                        "from": "\(start)",
                    ], by: nil),
                FillOrder(.grantRole, ["person": "\(person)", "role": "security", "from": "\(start)"], by: nil),
            ], progress)
        return unit
    }
}
