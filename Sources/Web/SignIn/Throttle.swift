// SPDX-License-Identifier: MPL-2.0

import Domain
import Synchronization

/// Slows down guessing. After five wrong passwords each further one for a user name waits twice as long as the last, at
/// most a quarter of an hour, and never are there more than twenty in an hour: nobody is locked out for ever. Unknown user
/// names are slowed in the same way, so that they cannot be told from known ones. An address that fails too often waits as
/// well.
final class Throttle: Sendable {
    /// Whose tries are counted.
    enum Key: Sendable {
        /// Of an account that there is: kept until it gets in, also over a restart.
        case known(String)
        /// Of a name that there is not, or of an address: there may be any number, so the oldest are forgotten.
        case other(String)

        fileprivate var text: String {
            switch self {
            case .known(let text), .other(let text): text
            }
        }
    }

    private struct Count: Sendable {
        var failures = 0
        var until: Int64 = 0
        /// When the tries of the last hour were made that were not right.
        var tries: [Int64] = []

        mutating func begin(at time: Int64) -> Int64? {
            tries.removeAll { $0 <= time - Throttle.hour }
            if tries.count >= Throttle.perHour, let first = tries.first { return first + Throttle.hour }
            if until > time { return until }
            if time - until > Throttle.day { failures = 0 }
            failures += 1
            tries.append(time)
            let over = failures - Throttle.free
            until = over < 0 ? time : time + min(Throttle.longest, Int64(1000) << Int64(min(over, 20)))
            return nil
        }
    }

    private struct Bucket {
        var tokens: Double
        var at: Int64
    }

    private struct Held {
        var known: [String: Count] = [:]
        var others: [String: Count] = [:]
        var buckets: [String: Bucket] = [:]
    }

    private static let free = 5
    /// Each try costs a hash of 19 MiB and two passes, which is what an attack would take from everybody else.
    static let perHour = 20
    private static let longest: Int64 = 15 * 60_000
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 86_400_000
    private static let burst = 60.0
    /// Tokens that come back each second.
    private static let refill = 1.0 / 3
    /// So many names that there are not, and so many addresses, are remembered.
    static let most = 20_000

    private let aside: Aside
    private let held: Mutex<Held>

    init(_ aside: Aside) throws {
        self.aside = aside
        var state = Held()
        for row in try aside.all(.throttle) {
            if let failures = row.value["failures"]?.int, let until = row.value["until"]?.int {
                state.known[row.key] = Count(
                    failures: failures, until: Int64(until),
                    tries: (row.value["tries"]?.items ?? []).compactMap(\.int).map { Int64($0) })
            }
        }
        held = Mutex(state)
    }

    /// How many names and addresses are remembered.
    var size: Int { held.withLock { $0.known.count + $0.others.count + $0.buckets.count } }

    /// Takes a try for a user name from an address. Returns how many seconds to wait, or nil to go on. The try counts
    /// as wrong until ``succeeded(_:from:)``, so that many at once cannot slip through.
    func begin(_ key: Key, from client: String, now: Instant) -> Int? {
        let name = Secret.hash(key.text)
        let time = now.milliseconds
        let (wait, kept) = held.withLock { held -> (Int?, Count?) in
            if held.buckets.count > Self.most { held.buckets.removeAll() }
            var bucket = held.buckets[client] ?? Bucket(tokens: Self.burst, at: time)
            bucket.tokens = min(Self.burst, bucket.tokens + Double(max(0, time - bucket.at)) / 1000 * Self.refill)
            bucket.at = time
            held.buckets[client] = bucket
            guard bucket.tokens >= 1 else { return (3, nil) }
            var count: Count
            switch key {
            case .known: count = held.known[name] ?? held.others[name] ?? Count()
            case .other: count = held.others[name] ?? held.known[name] ?? Count()
            }
            if let until = count.begin(at: time) { return (Int((until - time + 999) / 1000), nil) }
            held.buckets[client]?.tokens -= 1
            switch key {
            case .known:
                held.known[name] = count
                return (nil, count)
            case .other:
                held.others[name] = count
                Self.forgetOldest(&held.others, now: time)
                return (nil, nil)
            }
        }
        if let kept { keep(name, kept) }
        return wait
    }

    private static func forgetOldest(_ counts: inout [String: Count], now: Int64) {
        guard counts.count > most else { return }
        counts = counts.filter { $0.value.until > now || ($0.value.tries.last ?? 0) > now - hour }
        guard counts.count > most else { return }
        // Half of them at once, so that this is seldom.
        let middle = counts.values.map { $0.tries.last ?? 0 }.sorted()[counts.count / 2]
        counts = counts.filter { ($0.value.tries.last ?? 0) > middle }
    }

    private func keep(_ name: String, _ count: Count) {
        aside.putLater(
            .members([
                ("failures", .number(count.failures)), ("until", .number(Int(count.until))),
                ("tries", .array(count.tries.map { .number(Int($0)) })),
            ]), .throttle, name, owner: nil, expires: max(count.until, count.tries.last ?? 0) + Self.day)
    }

    /// It was right: the waits begin anew. The wrong tries of the last hour are still counted, since whoever made them may
    /// be another.
    func succeeded(_ key: Key, from client: String) async throws {
        let name = Secret.hash(key.text)
        let kept = held.withLock { held -> Count? in
            held.buckets[client]?.tokens += 1
            held.others[name] = nil
            guard var count = held.known[name] else { return nil }
            count.failures = 0
            count.until = 0
            if !count.tries.isEmpty { count.tries.removeLast() }
            held.known[name] = count.tries.isEmpty ? nil : count
            return count
        }
        if let kept, !kept.tries.isEmpty { keep(name, kept) } else { try await aside.remove(.throttle, name) }
    }
}
