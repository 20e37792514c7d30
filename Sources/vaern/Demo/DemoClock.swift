// SPDX-License-Identifier: MPL-2.0

import Domain
import Office
import Synchronization

/// The clock of a house whose history is being played: it stands at the day of the history, and never later than the
/// real time, so that the program that runs afterwards goes on from there.
final class DemoClock: Sendable {
    private struct Hands {
        var now: Instant
        var day: Day
    }

    private let hands: Mutex<Hands>
    private let latest: Instant

    /// - Parameter latest: the real time.
    init(latest: Instant) {
        self.latest = latest
        hands = Mutex(Hands(now: latest, day: Copenhagen.day(of: latest)))
    }

    /// The clock for `House`.
    var clock: Clock { Clock { self.now } }
    var now: Instant { hands.withLock { $0.now } }

    /// Goes to nine in the morning of a day; on the same day, some minutes on.
    func go(to day: Day) {
        hands.withLock { hands in
            let next =
                day == hands.day
                ? Instant(milliseconds: hands.now.milliseconds + 97_000)
                : Copenhagen.start(of: day) + 9 * 3600
            hands = Hands(now: min(next, latest), day: day)
        }
    }
}
