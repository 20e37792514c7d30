// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Domain
import Ledger
import Synchronization

/// Rows copied out of a store, so that what looks at them does not hold the store's connection.
final class Rows: Sendable {
    /// So few that they stay in a processor's cache on their way from thread to thread.
    static let most = 256

    // One owner at a time: the thread that fills it hands it over and does not touch it until it comes back.
    nonisolated(unsafe) private var block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 19, alignment: 16)
    nonisolated(unsafe) private var used = 0
    nonisolated(unsafe) private(set) var rows: [LedgerRow] = []
    nonisolated(unsafe) private var facts: [(leaf: HashedLeaf, fact: Replay.Read)] = []
    /// Why the row after the last of `facts` is none.
    nonisolated(unsafe) private(set) var fault: (position: Int, CanonicalFault)?

    init() {
        facts.reserveCapacity(Rows.most)
        rows.reserveCapacity(Rows.most)
    }

    deinit { block.deallocate() }

    func clear() {
        used = 0
        rows.removeAll(keepingCapacity: true)
        facts.removeAll(keepingCapacity: true)
        fault = nil
    }

    /// Whether the row still goes in; one always does.
    func fits(_ row: LedgerRow) -> Bool {
        rows.isEmpty || rows.count < Rows.most && used + row.leaf.count + row.payload.count <= block.count
    }

    /// Copies leaf and payload; the key stays behind.
    func take(_ row: LedgerRow) {
        let size = row.leaf.count + row.payload.count
        if size > block.count {
            block.deallocate()
            block = .allocate(byteCount: size, alignment: 16)
        }
        let copy = LedgerRow(
            position: row.position, leaf: copy(row.leaf), payload: copy(row.payload),
            payloadKey: UnsafeRawBufferPointer(start: nil, count: 0))
        rows.append(copy)
    }

    private func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let target = UnsafeMutableRawBufferPointer(rebasing: block[used..<used + bytes.count])
        target.copyMemory(from: bytes)
        used += bytes.count
        return UnsafeRawBufferPointer(target)
    }

    /// Hands over what was decoded, where it lies, as long as `body` answers true. Whether it was all.
    func each(_ body: (HashedLeaf, Replay.Read) -> Bool) -> Bool {
        facts.withUnsafeBufferPointer { facts in
            facts.indices.allSatisfy { body(facts[$0].leaf, facts[$0].fact) }
        }
    }

    /// Reads the rows that were taken, up to the first that is no leaf.
    func decode() {
        for row in rows {
            do throws(CanonicalFault) {
                let leaf = try HashedLeaf(row)
                facts.append((leaf, Replay.decode(leaf.header, row.payload)))
            } catch {
                fault = (row.position, error)
                return
            }
        }
    }
}

/// Three at work at once on the way from store to register: one reads, one decodes, and the caller folds.
final class Ahead: Sendable {
    /// Stretches on their way; more would only be cold when they arrive.
    private static let stretches = 6

    private let empty = Lane()
    private let read = Lane()
    private let decoded = Lane()
    nonisolated(unsafe) private var failure: (any Error)?

    init(_ store: any LedgerStore, _ range: Range<Int>) {
        for _ in 0..<Ahead.stretches { empty.put(Rows()) }
        // Queues of their own begin at once. The shared one has as many threads as there are processors, and notices only
        // once a second that those that it has are waiting.
        DispatchQueue(label: "vaern.replay.read").async { self.read(store, range) }
        DispatchQueue(label: "vaern.replay.decode").async { self.decode() }
    }

    private func read(_ store: any LedgerStore, _ range: Range<Int>) {
        var current = empty.take()
        do {
            try store.read(range) { row in
                if let full = current, !full.fits(row) {
                    read.put(full)
                    current = empty.take()
                    current?.clear()
                }
                current?.take(row)
                return current != nil
            }
        } catch {
            // Read by the caller after the last stretch has come, and that comes after this.
            failure = error
        }
        if let current { read.put(current) }
        read.close()
    }

    private func decode() {
        while let rows = read.take() {
            rows.decode()
            decoded.put(rows)
        }
        decoded.close()
    }

    /// Hands over stretch after stretch, in order, on the caller's thread, until `body` answers false. Throws what the
    /// store threw.
    func run(_ body: (Rows) -> Bool) throws {
        // However it ends, the store is no longer in use then.
        defer {
            empty.close()
            while decoded.take() != nil {}
        }
        while let next = decoded.take() {
            guard body(next) else { return }
            empty.put(next)
        }
        if let failure { throw failure }
    }
}

/// A queue between two threads.
private final class Lane: Sendable {
    private let line = Mutex<(waiting: [Rows], isClosed: Bool)>(([], false))
    private let counted = DispatchSemaphore(value: 0)

    func put(_ rows: Rows) {
        line.withLock { $0.waiting.append(rows) }
        counted.signal()
    }

    func close() {
        line.withLock { $0.isClosed = true }
        counted.signal()
    }

    /// Waits for the next; nil when it is closed and nothing is left.
    func take() -> Rows? {
        counted.wait()
        return line.withLock { line in
            if !line.waiting.isEmpty { return line.waiting.removeFirst() }
            // Whoever asks again is told the same.
            if line.isClosed { counted.signal() }
            return nil
        }
    }
}
