// SPDX-License-Identifier: MPL-2.0

import Ledger
import Synchronization

/// Entries that lists read lately, decoded: the newest ones are asked for again and again. What stands in the ledger
/// never changes, and an entry holds no text, so nothing in it can be erased late.
final class Entries: Sendable {
    /// Some two megabytes.
    static let most = 4_000
    /// More at once are looked through for something, not shown: they would drive out what is.
    static let mostAtOnce = 150

    private let held = Mutex<[Int: Entry]>([:])

    /// The entries at these positions, which ascend, as far as they exist and can be read.
    func read(_ positions: [Int], from store: any LedgerStore) -> [Entry] {
        guard positions.count <= Entries.mostAtOnce else { return Entries.decoded(positions, store) }
        let (known, missing) = held.withLock { held in
            (positions.compactMap { held[$0] }, positions.filter { held[$0] == nil })
        }
        guard !missing.isEmpty else { return known }
        let fresh = Entries.decoded(missing, store)
        held.withLock { held in
            if held.count + fresh.count > Entries.most { held.removeAll(keepingCapacity: true) }
            for entry in fresh { held[entry.position] = entry }
        }
        return known.isEmpty ? fresh : (known + fresh).sorted { $0.position < $1.position }
    }

    private static func decoded(_ positions: [Int], _ store: any LedgerStore) -> [Entry] {
        var found: [Entry] = []
        try? store.read(positions) { row in
            if let entry = try? Entry(row) { found.append(entry) }
            return true
        }
        return found
    }
}
