// SPDX-License-Identifier: MPL-2.0

import Domain
import Synchronization

/// Slows down guessing. After five wrong passwords each further one for a user name waits twice as long as the last, at
/// most a quarter of an hour: nobody is locked out for ever. Unknown user names are slowed in the same way, so that
/// they cannot be told from known ones. An address that fails too often waits as well.
final class Throttle: Sendable {
    private struct Count: Sendable {
        var failures: Int
        var until: Int64
    }

    private struct Bucket {
        var tokens: Double
        var at: Int64
    }

    private struct Held {
        var counts: [String: Count] = [:]
        var buckets: [String: Bucket] = [:]
    }

    private static let free = 5
    private static let longest: Int64 = 15 * 60_000
    private static let day: Int64 = 86_400_000
    private static let burst = 60.0
    /// Tokens that come back each second.
    private static let refill = 1.0 / 3
    private static let most = 20_000

    private let aside: Aside
    private let held: Mutex<Held>

    init(_ aside: Aside) throws {
        self.aside = aside
        var state = Held()
        for row in try aside.all(.throttle) {
            if let failures = row.value["failures"]?.int, let until = row.value["until"]?.int {
                state.counts[row.key] = Count(failures: failures, until: Int64(until))
            }
        }
        held = Mutex(state)
    }

    /// Takes a try for a user name from an address. Returns how many seconds to wait, or nil to go on. The try counts
    /// as wrong until ``succeeded(_:)``, so that many at once cannot slip through.
    func begin(_ username: String, from client: String, now: Instant) -> Int? {
        let key = Secret.hash(username)
        let time = now.milliseconds
        let (wait, count) = held.withLock { held -> (Int?, Count?) in
            if held.counts.count > Self.most { held.counts = held.counts.filter { $0.value.until > time } }
            if held.buckets.count > Self.most { held.buckets.removeAll() }
            var bucket = held.buckets[client] ?? Bucket(tokens: Self.burst, at: time)
            bucket.tokens = min(Self.burst, bucket.tokens + Double(max(0, time - bucket.at)) / 1000 * Self.refill)
            bucket.at = time
            held.buckets[client] = bucket
            guard bucket.tokens >= 1 else { return (3, nil) }
            var count = held.counts[key] ?? Count(failures: 0, until: 0)
            if count.until > time { return (Int((count.until - time + 999) / 1000), nil) }
            if time - count.until > Self.day { count.failures = 0 }
            held.buckets[client]?.tokens -= 1
            count.failures += 1
            let over = count.failures - Self.free
            count.until = over < 0 ? time : time + min(Self.longest, Int64(1000) << Int64(min(over, 20)))
            held.counts[key] = count
            return (nil, count)
        }
        if let count {
            aside.putLater(
                .members([("failures", .number(count.failures)), ("until", .number(Int(count.until)))]), .throttle, key,
                owner: nil, expires: count.until + Self.day)
        }
        return wait
    }

    /// The password was right: the count begins again.
    func succeeded(_ username: String, from client: String) async throws {
        let key = Secret.hash(username)
        held.withLock { held in
            held.counts[key] = nil
            held.buckets[client]?.tokens += 1
        }
        try await aside.remove(.throttle, key)
    }
}
