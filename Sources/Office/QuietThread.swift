// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One thread that does one thing after the other and gives way to those who answer requests.
///
/// It resumes nobody and hands nothing to a pool: a thread that a pool begins for it would have its priority for good. See
/// `Herald`.
final class QuietThread: Sendable {
    private struct Line {
        var jobs: [@Sendable () -> Void] = []
        var isRunning = false
    }

    private let line = Mutex(Line())
    private let nice: Int32

    /// - Parameter nice: how much it gives way (setpriority(2)): with 5 it gets about a quarter of a processor that
    ///   somebody else wants too, with 10 a tenth.
    init(nice: Int32) { self.nice = nice }

    /// Waits for a fortieth of a second: no reader notices it, and a burst of facts is over or well under way.
    static func rest() { usleep(25_000) }

    func run(_ job: @escaping @Sendable () -> Void) {
        let start = line.withLock { line in
            line.jobs.append(job)
            defer { line.isRunning = true }
            return !line.isRunning
        }
        if start { begin() }
    }

    /// Does something so many times, each for itself, on the calling thread and on this one, which must be another.
    func share(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
        let next = Atomic(0)
        let isOver = DispatchSemaphore(value: 0)
        @Sendable func goOn() {
            while true {
                let at = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard at < count else { return }
                work(at)
            }
        }
        run {
            goOn()
            isOver.signal()
        }
        goOn()
        isOver.wait()
    }

    /// Begins a thread that lives as long as there is something to do: a lower priority cannot be given back to a pool.
    private func begin() {
        let isBegun = Threads.begin { [self] in
            // On Linux a thread has a priority of its own.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, nice)
            work()
        }
        if !isBegun { DispatchQueue.global().async { self.work() } }
    }

    private func work() {
        while let job = next() { job() }
    }

    private func next() -> (@Sendable () -> Void)? {
        line.withLock { line in
            guard !line.jobs.isEmpty else {
                line.isRunning = false
                return nil
            }
            return line.jobs.removeFirst()
        }
    }
}

/// Speaks for threads that give way to those who wait for them. Its thread has the priority of the one that asked first,
/// which must be a usual one, and lives as long as the program.
final class Herald: Sendable {
    static let shared = Herald()

    private struct Line {
        var words: [@Sendable () -> Void] = []
        var isBegun = false
    }

    private let line = Mutex(Line())
    private let counted = DispatchSemaphore(value: 0)

    /// Called by whoever is going to wait.
    func begin() {
        let isFirst = line.withLock { line in
            defer { line.isBegun = true }
            return !line.isBegun
        }
        guard isFirst, !Threads.begin({ self.speak() }) else { return }
        line.withLock { $0.isBegun = false }
    }

    func say(_ word: @escaping @Sendable () -> Void) {
        let isThere = line.withLock { line in
            if line.isBegun { line.words.append(word) }
            return line.isBegun
        }
        if isThere { counted.signal() } else { word() }
    }

    private func speak() {
        while true {
            counted.wait()
            line.withLock { $0.words.removeFirst() }()
        }
    }
}

private enum Threads {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Begins a thread of its own for `body`; false: the system gives none.
    static func begin(_ body: @escaping @Sendable () -> Void) -> Bool {
        let holder = Unmanaged.passRetained(Body(body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, 4 << 20)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, holder.toOpaque())
        if code != 0 { holder.release() }
        return code == 0
    }
}
