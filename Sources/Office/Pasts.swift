// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Domain
import Ledger
import Synchronization

/// Registers of past positions: at most eight are kept, the least recently used gives way. One replay at a time, so that
/// fifty people asking for fifty days do not stand in the way of today.
final class Pasts: Sendable {
    private static let most = 8

    private struct Kept {
        let count: Int
        let register: Register
        var used: Int
    }

    private struct Shelf {
        var kept: [Kept] = []
        var turn = 0
    }

    private let shelf = Mutex(Shelf())
    private let queue = DispatchQueue(label: "vaern.past")

    /// The register after `count` facts. Replays on a thread of its own, never on Swift's pool.
    func register(_ count: Int, of house: House) async throws -> Register {
        if let found = find(count) { return found }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.replay(count, of: house) }) }
        }
    }

    private func replay(_ count: Int, of house: House) throws -> Register {
        if let found = find(count) { return found }
        // Go on from the nearest kept register before it, which shares all that has not changed since.
        let base = shelf.withLock { shelf in
            shelf.kept.filter { $0.count <= count }.max { $0.count < $1.count }?.register
        }
        var register = base ?? Register(organisation: house.id)
        _ = try Replay.fold(house.store, register.count..<count, into: &register)
        keep(register)
        return register
    }

    private func find(_ count: Int) -> Register? {
        shelf.withLock { shelf in
            guard let index = shelf.kept.firstIndex(where: { $0.count == count }) else { return nil }
            shelf.turn += 1
            shelf.kept[index].used = shelf.turn
            return shelf.kept[index].register
        }
    }

    private func keep(_ register: Register) {
        shelf.withLock { shelf in
            shelf.turn += 1
            if shelf.kept.count >= Pasts.most,
                let oldest = shelf.kept.indices.min(by: {
                    shelf.kept[$0].used < shelf.kept[$1].used
                })
            {
                shelf.kept.remove(at: oldest)
            }
            shelf.kept.append(Kept(count: register.count, register: register, used: shelf.turn))
        }
    }
}
