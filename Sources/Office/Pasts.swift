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
    private let worker = QuietThread(nice: 10)
    /// Help that gives way as well: Swift's and Dispatch's threads do not.
    private let helper = QuietThread(nice: 10)
    /// Left behind when the house was opened, their duties not worked out; none of them gives way. A day that lies far back
    /// is replayed from the nearest instead of from the first fact. They cost what they do not share with today.
    private let stations: [Register]
    /// To work out all duties anew takes as long as so many facts.
    private let worth: Int

    init(_ stations: [Register], worth: Int = Pasts.worth) {
        self.stations = stations
        self.worth = worth
    }

    static let worth = 8192

    /// How many facts the stations of a ledger of `head` facts have; a short one needs none.
    static func stations(upTo head: Int, worth: Int) -> [Int] {
        head < 3 * worth ? [] : [head / 3, head / 3 * 2]
    }

    /// The register after `count` facts. Replays on a thread of its own, never on Swift's pool.
    func register(_ count: Int, of house: House) async throws -> Register {
        if let found = shelf.withLock({ $0.find(\.registers, count) }) { return found }
        return try await quietly { Result { try self.replay(count, of: house) } }.get()
    }

    /// What stands on a day by a register, in order: everything that was not done by then.
    func standing(in register: Register, on day: Day) async -> [Duty] {
        if let found = shelf.withLock({ $0.find(\.standing, register.count, day) }) { return found }
        return await quietly { self.sort(register, day) }
    }

    private func quietly<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        Herald.shared.begin()
        return await withCheckedContinuation { continuation in
            worker.run {
                let value = work()
                Herald.shared.say { continuation.resume(returning: value) }
            }
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
        let station = stations.last { $0.count <= count && $0.count > (base?.count ?? 0) + worth }
        var register = station ?? base ?? Register(organisation: house.id)
        // By a connection of its own: whoever waits for the house's would wait for a thread that gives way to others.
        _ = try Replay.fold(
            house.store.apart(), register.count..<count, into: &register, isSettled: station == nil,
            perform: helper.share)
        guard register.count == count else {
            throw StoreFailure.broken("\(register.count) of \(count) facts could be read again")
        }
        _ = shelf.withLock { $0.keep(\.registers, count, nil, register) }
        return register
    }
}
