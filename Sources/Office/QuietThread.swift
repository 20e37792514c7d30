// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One thread that does one thing after the other and gives way to those who answer requests. A task that prefers it as its
/// executor is carried out by it, too.
public final class QuietThread: TaskExecutor {
    /// It gets about a tenth of a processor that somebody else wants too (setpriority(2)).
    private static let nice: Int32 = 10

    private struct Line {
        var jobs: [@Sendable () -> Void] = []
        var isRunning = false
    }

    private let line = Mutex(Line())

    public init() {}

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        run { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

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

    /// Does something so many times, each for itself, on the calling thread and on this one.
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
        let holder = Unmanaged.passRetained(self)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, 4 << 20)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument else { return nil }
                let worker = Unmanaged<QuietThread>.fromOpaque(argument).takeRetainedValue()
                // On Linux a thread has a priority of its own.
                setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, QuietThread.nice)
                worker.work()
                return nil
            }, holder.toOpaque())
        pthread_attr_destroy(&attributes)
        if code != 0 {
            holder.release()
            DispatchQueue.global().async { self.work() }
        }
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
