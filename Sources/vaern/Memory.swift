// SPDX-License-Identifier: MPL-2.0

import Glibc

enum Memory {
    private typealias Trim = @convention(c) (Int) -> CInt
    private typealias Set = @convention(c) (CInt, CInt) -> CInt

    /// Two heaps for all threads, as many as there are processors on a small machine. The GNU C library would make one for
    /// each thread, up to eight for each processor, and what is free in one is of no use to another.
    static func shareHeaps() {
        guard let found = dlsym(nil, "mallopt") else { return }
        // M_ARENA_MAX of malloc.h.
        _ = unsafeBitCast(found, to: Set.self)(-8, 2)
    }

    /// Gives what is free back to the operating system. Reading a whole ledger at the start leaves much of it, and the
    /// allocator would keep it for as long as the server runs.
    static func giveBack() {
        // The function is the GNU C library's own and not in the module that Swift makes of its headers.
        guard let found = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(found, to: Trim.self)(0)
    }
}

/// How long something takes: on the clock, and in processor time of all threads, which other programs do not lengthen.
struct Stopwatch {
    private let started = ContinuousClock.now
    private let spent = Stopwatch.processorTime()

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// In seconds.
    var wall: Double { (ContinuousClock.now - started) / .seconds(1) }
    /// In seconds.
    var processor: Double { Stopwatch.processorTime() - spent }
}
