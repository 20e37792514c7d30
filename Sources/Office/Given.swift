// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Synchronization

/// What the newest commands asked for, as hashes: the same key with other content is not the same command. What was
/// given before the program started is not known any more; it is answered as a repetition.
final class Given: Sendable {
    private struct Held {
        var newer: [Ref: Int] = [:]
        var older: [Ref: Int] = [:]
    }

    private static let most = 20_000

    private let held = Mutex(Held())

    func note(_ order: Order) {
        let hash = Given.hash(order)
        held.withLock { held in
            if held.newer.count >= Given.most { (held.older, held.newer) = (held.newer, [:]) }
            held.newer[order.command] = hash
        }
    }

    func isSame(_ order: Order) -> Bool {
        let known = held.withLock { $0.newer[order.command] ?? $0.older[order.command] }
        return known.map { $0 == Given.hash(order) } ?? true
    }

    private static func hash(_ order: Order) -> Int {
        var hasher = Hasher()
        hasher.combine(order.kind)
        // The paragraphs of a file get new identities each time it is read, so of such a command only the kind is known.
        if !order.kind.fields.contains(where: { $0.kind == .file }) {
            // What the doors add about themselves is not what was asked for.
            hasher.combine(order.arguments.texts.filter { $0.key != "csrf" && !$0.key.hasPrefix("_") })
        }
        return hasher.finalize()
    }
}
