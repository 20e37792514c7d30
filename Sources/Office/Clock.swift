// SPDX-License-Identifier: MPL-2.0

public import Domain
import Dispatch

#if canImport(Glibc)
    import Glibc
#endif

/// The one place that knows the time. A set clock exists for demonstrations and tests only.
public struct Clock: Sendable {
    private let read: @Sendable () -> Instant

    public init(_ read: @escaping @Sendable () -> Instant) {
        self.read = read
    }

    public var now: Instant { read() }
    public var today: Day { Copenhagen.day(of: read()) }

    /// The machine's clock.
    public static let system = Clock { Clock.machine }

    /// A clock that shows `instant` now and runs on from there.
    public static func set(to instant: Instant) -> Clock {
        let start = Clock.machine.milliseconds
        return Clock { Instant(milliseconds: instant.milliseconds + Clock.machine.milliseconds - start) }
    }

    private static var machine: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
