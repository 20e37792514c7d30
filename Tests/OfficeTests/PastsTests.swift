// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office

/// A past day is what stood then, wherever it is folded from: from the first fact, from what the opening of the house left
/// behind, or from a day that was asked for before.
struct PastsTests {
    @Test("before, at and after each station, near and far from a day that is kept")
    func everyWay() async throws {
        // Long enough to be read by several threads when the house is opened; the stations are at 3,000 and 6,000.
        let history = History.make(seed: 21, count: 9000)
        let store = MemoryStore()
        try Ledgers.fill(store, history.entries)
        let house = try House.open(
            history.organisation, store: store, seed: Rooms.seed, outside: Rooms.MemoryOutside(), stationsWorth: 1000)
        // Far from each other and close together, forwards and backwards; more than are kept.
        let counts = [8999, 2900, 3000, 3400, 3500, 6300, 6600, 8000, 6050, 100, 5900, 8999, 1]
        var live: [Int: Register] = [:]
        var register = Register(organisation: history.organisation)
        for (index, entry) in history.entries.enumerated() {
            register.apply(entry.fact, entry.stamp)
            if counts.contains(index + 1) { live[index + 1] = register }
        }
        for count in counts {
            let past = try await house.register(known: count)
            #expect(past.count == count)
            // Said without the two registers, which are as long as a book.
            let isSame = past == live[count]
            #expect(isSame, "\(count)")
        }
    }
}
