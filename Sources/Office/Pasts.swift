// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Synchronization

/// Registers of past positions: at most eight are kept, the least recently used gives way. One replay at a time, so that
/// fifty people asking for fifty days do not stand in the way of today.
final class Pasts: Sendable {
    private static let most = 8

    private struct Kept<Value: Sendable>: Sendable {
        let count: Int
        let day: Day?
        let value: Value
        var used: Int
    }

    private struct Shelf {
        var registers: [Kept<Register>] = []
        var standing: [Kept<[Duty]>] = []
        var turn = 0

        mutating func find<Value>(
            _ list: WritableKeyPath<Shelf, [Kept<Value>]>, _ count: Int, _ day: Day? = nil
        ) -> Value? {
            guard let index = self[keyPath: list].firstIndex(where: { $0.count == count && $0.day == day }) else {
                return nil
            }
            turn += 1
            self[keyPath: list][index].used = turn
            return self[keyPath: list][index].value
        }

        /// Returns what gave way: to take a register apart takes longer than anybody should hold the lock.
        mutating func keep<Value>(
            _ list: WritableKeyPath<Shelf, [Kept<Value>]>, _ count: Int, _ day: Day?, _ value: Value
        ) -> Value? {
            turn += 1
            let kept = self[keyPath: list]
            var gone: Value?
            if kept.count >= Pasts.most, let oldest = kept.indices.min(by: { kept[$0].used < kept[$1].used }) {
                gone = self[keyPath: list].remove(at: oldest).value
            }
            self[keyPath: list].append(Kept(count: count, day: day, value: value, used: turn))
            return gone
        }
    }

    private let shelf = Mutex(Shelf())
    private let worker = QuietThread()
    /// Help that gives way as well: Swift's and Dispatch's threads do not.
    private let helper = QuietThread()
    /// The ledger by a connection of its own, opened for the first past day: whoever waits for the house's would wait for
    /// a thread that gives way to others.
    private let ledger = Mutex<(any LedgerStore)?>(nil)
    /// Left behind when the house was opened, their duties not worked out; none of them gives way. A day before today's
    /// first page is replayed from the nearest instead of from the first fact. They cost what they do not share with today.
    private let stations: [Register]

    init(_ stations: [Register]) { self.stations = stations }

    /// How many facts the stations of a ledger of `head` facts have; a short one needs none.
    static func stations(upTo head: Int) -> [Int] {
        head < 3 * Replay.worthTwo ? [] : [head / 3, head / 3 * 2]
    }

    /// The register after `count` facts. Replays on a thread of its own, never on Swift's pool.
    func register(_ count: Int, of house: House) async throws -> Register {
        if let found = shelf.withLock({ $0.find(\.registers, count) }) { return found }
        return try await withCheckedThrowingContinuation { continuation in
            worker.run { continuation.resume(with: Result { try self.replay(count, of: house) }) }
        }
    }

    /// What stands on a day by a register, in order: everything that was not done by then.
    func standing(in register: Register, on day: Day) async -> [Duty] {
        if let found = shelf.withLock({ $0.find(\.standing, register.count, day) }) { return found }
        return await withCheckedContinuation { continuation in
            worker.run { continuation.resume(returning: self.sort(register, day)) }
        }
    }

    private func sort(_ register: Register, _ day: Day) -> [Duty] {
        if let found = shelf.withLock({ $0.find(\.standing, register.count, day) }) { return found }
        var standing: [Duty] = []
        for (_, duties) in register.duties.bySubject {
            for duty in duties where duty.standing(on: day) != .done { standing.append(duty) }
        }
        standing.sort { $0.key < $1.key }
        _ = shelf.withLock { $0.keep(\.standing, register.count, day, standing) }
        return standing
    }

    private func replay(_ count: Int, of house: House) throws -> Register {
        // Go on from the nearest register before it, which shares all that has not changed since.
        let (found, base) = shelf.withLock { shelf in
            (
                shelf.find(\.registers, count),
                shelf.registers.filter { $0.count <= count }.max { $0.count < $1.count }?.value
            )
        }
        if let found { return found }
        // To work out all duties anew takes as long as some thousand facts.
        let station = stations.last { $0.count <= count && $0.count > (base?.count ?? 0) + Replay.worthTwo }
        var register = station ?? base ?? Register(organisation: house.id)
        let ledger = try ledger.withLock { ledger throws(StoreFailure) in
            if let ledger { return ledger }
            let opened = try house.store.apart()
            ledger = opened
            return opened
        }
        _ = try Replay.fold(
            ledger, register.count..<count, into: &register, isSettled: station == nil,
            perform: helper.share)
        _ = shelf.withLock { $0.keep(\.registers, count, nil, register) }
        return register
    }
}
