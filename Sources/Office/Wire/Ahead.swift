// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Domain
import Ledger
import Synchronization

/// Rows copied out of a store, so that what looks at them does not hold the store's connection.
final class Rows: Sendable {
    static let most = 1024

    nonisolated(unsafe) private var block: UnsafeMutableRawBufferPointer
    nonisolated(unsafe) private var used = 0
    nonisolated(unsafe) private(set) var facts: [(leaf: LeafHeader, fact: Replay.Read)] = []
    nonisolated(unsafe) private(set) var rows: [LedgerRow] = []

    // One owner at a time: the thread that fills it hands it over and does not touch it until it comes back.
    init() {
        block = .allocate(byteCount: 1 << 21, alignment: 16)
        facts.reserveCapacity(Rows.most)
        rows.reserveCapacity(Rows.most)
    }

    deinit { block.deallocate() }

    func clear() {
        used = 0
        facts.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
    }

    /// Whether the row still goes in; one always does.
    func fits(_ row: LedgerRow) -> Bool {
        rows.isEmpty || rows.count < Rows.most && used + row.leaf.count + row.payload.count <= block.count
    }

    /// Copies leaf and payload; the key stays behind.
    func take(_ row: LedgerRow) -> LedgerRow {
        let size = row.leaf.count + row.payload.count
        if size > block.count {
            block.deallocate()
            block = .allocate(byteCount: size, alignment: 16)
        }
        let copy = LedgerRow(
            position: row.position, leaf: copy(row.leaf), payload: copy(row.payload),
            payloadKey: UnsafeRawBufferPointer(start: nil, count: 0))
        rows.append(copy)
        return copy
    }

    func note(_ leaf: LeafHeader, _ fact: Replay.Read) { facts.append((leaf, fact)) }

    private func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let target = UnsafeMutableRawBufferPointer(rebasing: block[used..<used + bytes.count])
        target.copyMemory(from: bytes)
        used += bytes.count
        return UnsafeRawBufferPointer(target)
    }
}

/// Reads, chains and decodes on a thread of its own, a few stretches ahead of the one who folds.
final class Ahead: Sendable {
    private struct Line {
        var full: [Rows] = []
        var free: [Rows]
        var isOver = false
    }

    private let line: Mutex<Line>
    private let filled = DispatchSemaphore(value: 0)
    private let emptied: DispatchSemaphore
    nonisolated(unsafe) private var book: Book
    nonisolated(unsafe) private var fault: (position: Int, BookFault)?
    nonisolated(unsafe) private var failure: (any Error)?

    init(_ store: any LedgerStore, _ range: Range<Int>, _ book: Book) {
        self.book = book
        line = Mutex(Line(free: (0..<3).map { _ in Rows() }))
        emptied = DispatchSemaphore(value: 3)
        DispatchQueue.global().async { self.read(store, range) }
    }

    private func read(_ store: any LedgerStore, _ range: Range<Int>) {
        var current = empty()
        do {
            try store.read(range) { row in
                if !current.fits(row) {
                    hand(over: current)
                    current = empty()
                }
                let copy = current.take(row)
                do throws(BookFault) {
                    let leaf = try book.absorb(copy)
                    current.note(leaf, Replay.decode(leaf, copy.payload))
                    return true
                } catch {
                    fault = (row.position, error)
                    return false
                }
            }
        } catch {
            failure = error
        }
        hand(over: current)
        line.withLock { $0.isOver = true }
        filled.signal()
    }

    private func empty() -> Rows {
        emptied.wait()
        let rows = line.withLock { $0.free.removeLast() }
        rows.clear()
        return rows
    }

    private func hand(over rows: Rows) {
        line.withLock { $0.full.append(rows) }
        filled.signal()
    }

    /// Hands over every row that the book took, in order, on the caller's thread. Returns the book with what was wrong
    /// with the first row that it did not take; throws what the store threw.
    func run(_ body: (LeafHeader, Replay.Read) -> Void) throws -> (Book, (position: Int, BookFault)?) {
        while true {
            filled.wait()
            let next = line.withLock { line in line.full.isEmpty ? nil : line.full.removeFirst() }
            guard let next else { break }
            for (leaf, fact) in next.facts { body(leaf, fact) }
            line.withLock { $0.free.append(next) }
            emptied.signal()
        }
        if let failure { throw failure }
        return (book, fault)
    }
}
