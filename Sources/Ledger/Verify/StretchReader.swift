// SPDX-License-Identifier: MPL-2.0
import Dispatch
import Synchronization

/// Reads stretches on a thread of its own, a few ahead of the one who looks at them.
final class StretchReader: Sendable {
    /// Facts read at a time: some three megabytes, which the processor's cache still holds when they are looked at.
    private static let step = 2048
    private static let ahead = 3

    // Both begin at none: a semaphore may not go with less than it was made with.
    private let free = DispatchSemaphore(value: 0)
    private let full = DispatchSemaphore(value: 0)
    private let line: Mutex<Line>
    private let end = DispatchSemaphore(value: 0)

    private struct Line {
        var free = (0..<StretchReader.ahead).map { _ in Stretch() }
        var full: [Stretch] = []
        /// How many facts there are, as was seen last.
        var head: Int
        var isStopped = false
        var failure: (any Error)?
    }

    /// Begins to read. `head`: how many facts there are now.
    init(_ ledger: any LedgerStore, _ vault: any VaultStore, head: Int) {
        line = Mutex(Line(head: head))
        for _ in 0..<StretchReader.ahead { free.signal() }
        // A queue of its own begins at once, also where the shared one has no thread left.
        DispatchQueue(label: "vaern.verify.read").async {
            do {
                try self.read(ledger, vault, head)
            } catch {
                self.line.withLock { $0.failure = error }
            }
            self.full.signal()
            self.end.signal()
        }
    }

    /// How many facts there are, as was seen last.
    var head: Int { line.withLock { $0.head } }

    private func read(_ ledger: any LedgerStore, _ vault: any VaultStore, _ known: Int) throws {
        var (next, head) = (0, known)
        while next < head {
            free.wait()
            let stretch = line.withLock { $0.isStopped ? nil : $0.free.removeLast() }
            guard let stretch else { return }
            let range = next..<min(next + StretchReader.step, head)
            try stretch.read(range, ledger, vault)
            next = range.upperBound
            // What was written meanwhile is read too: it may say that a value that was not there had been erased.
            if next == head { head = try ledger.head() }
            line.withLock { line in
                line.head = head
                line.full.append(stretch)
            }
            full.signal()
        }
    }

    /// The next stretch, nil after the last; throws what the store threw. Give it back when it has been looked at.
    func next() throws -> Stretch? {
        full.wait()
        return try line.withLock { line in
            if !line.full.isEmpty { return line.full.removeFirst() }
            if let failure = line.failure { throw failure }
            return nil
        }
    }

    func giveBack(_ stretch: Stretch) {
        line.withLock { $0.free.append(stretch) }
        free.signal()
    }

    /// Ends the reading; when it returns, the store is no longer in use.
    func stop() {
        line.withLock { $0.isStopped = true }
        free.signal()
        end.wait()
    }
}
