// SPDX-License-Identifier: MPL-2.0

import Synchronization

/// Lets few in at a time, so that a burst of public requests, or of past days, leaves the processors to the others. The
/// rest waits in a line of limited length; who comes when it is full is told to come again.
final class TurnQueue: Sendable {
    private struct Line {
        var inside = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let places: Int
    private let most: Int
    private let line = Mutex(Line())

    /// - Parameters:
    ///   - places: so many are answered at a time.
    ///   - most: so many may wait.
    init(places: Int = 1, most: Int = 256) {
        self.places = places
        self.most = most
    }

    /// Runs the body when it is its turn; nil: the line is full.
    func take<Value>(_ body: () async -> Value) async -> Value? {
        guard await enter() else { return nil }
        defer { leave() }
        return await body()
    }

    private enum Entry { case inside, full, wait }

    private func enter() async -> Bool {
        let entry = line.withLock { line -> Entry in
            if line.inside < places {
                line.inside += 1
                return .inside
            }
            return line.waiting.count < most ? .wait : .full
        }
        switch entry {
        case .inside: return true
        case .full: return false
        case .wait: break
        }
        await withCheckedContinuation { continuation in
            // Whoever was inside may have left in the meantime.
            let isFree = line.withLock { line -> Bool in
                guard line.inside < places else {
                    line.waiting.append(continuation)
                    return false
                }
                line.inside += 1
                return true
            }
            if isFree { continuation.resume() }
        }
        return true
    }

    private func leave() {
        let next = line.withLock { line -> CheckedContinuation<Void, Never>? in
            guard !line.waiting.isEmpty else {
                line.inside -= 1
                return nil
            }
            return line.waiting.removeFirst()
        }
        next?.resume()
    }

    /// Whether nobody is inside and nobody waits.
    var isIdle: Bool { line.withLock { $0.inside == 0 && $0.waiting.isEmpty } }

    /// How many wait now.
    var waiting: Int { line.withLock { $0.waiting.count } }
}
