// SPDX-License-Identifier: MPL-2.0
import Glibc
import Synchronization

/// One warm process that answers requests, one at a time: a line `ready`, then for each request a line `ok N` or `no N`
/// and N bytes. It is started when it is first needed, ended when it does not answer in time, and started anew for the
/// next request. It has an empty environment and limits, and ends with us, since its input closes then.
public final class Companion: Sendable {
    private struct Running {
        let process: pid_t
        /// Our end of the socket that is its input and its output.
        let end: Int32
    }

    public enum Answer: Hashable, Sendable {
        case made([UInt8])
        /// What it said went wrong.
        case refused(String)
        /// It did not start, or died, or took too long.
        case failed
    }

    private let command: [String]
    private let seconds: Int
    private let running = Mutex<Running?>(nil)

    /// - Parameter seconds: how long one answer may take.
    public init(_ command: [String], seconds: Int = 60) {
        self.command = command
        self.seconds = seconds
    }

    deinit {
        running.withLock { running in
            if let known = running { Self.end(known) }
            running = nil
        }
    }

    /// Asks and waits; the thread that calls is blocked.
    public func ask(_ request: [UInt8]) -> Answer {
        running.withLock { running in
            // One that died since the last request is replaced at once.
            for _ in 0..<2 {
                if running == nil { running = start() }
                guard let known = running else { return .failed }
                if let answer = Self.ask(known, request, deadline: ContinuousClock.now + .seconds(seconds)) {
                    return answer
                }
                Self.end(known)
                running = nil
            }
            return .failed
        }
    }

    private func start() -> Running? {
        let limited =
            ["/usr/bin/prlimit", "--as=4000000000", "--core=0", "--fsize=200000000", "--nofile=256"] + command
        let started = Spawn.start(limited, folder: "/tmp") {
            var pair: [Int32] = [-1, -1]
            guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0 else { return nil }
            // One socket is its input and its output; what it complains about is dropped.
            return [(pair[0], pair[1]), (pair[0], pair[1]), (-1, -1)]
        }
        guard let started else { return nil }
        let known = Running(process: started.process, end: started.ends[0])
        guard Self.line(known, deadline: ContinuousClock.now + .seconds(60)) == "ready" else {
            Self.end(known)
            return nil
        }
        return known
    }

    private static func end(_ known: Running) {
        kill(-known.process, SIGKILL)
        close(known.end)
        var status: Int32 = 0
        while waitpid(known.process, &status, 0) < 0, errno == EINTR {}
    }

    private static func ask(_ known: Running, _ request: [UInt8], deadline: ContinuousClock.Instant) -> Answer? {
        var sent = 0
        while sent < request.count {
            guard wait(known.end, Int16(POLLOUT), deadline) else { return nil }
            let count = request.withUnsafeBytes {
                send(known.end, $0.baseAddress! + sent, request.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return nil }
            sent += count
        }
        let words = line(known, deadline: deadline)?.split(separator: " ") ?? []
        guard words.count == 2, let count = Int(words[1]), (0...500_000_000).contains(count),
            let content = read(known, count, deadline: deadline)
        else { return nil }
        return words[0] == "ok" ? .made(content) : .refused(String(decoding: content, as: UTF8.self))
    }

    private static func wait(_ end: Int32, _ events: Int16, _ deadline: ContinuousClock.Instant) -> Bool {
        let left = (deadline - ContinuousClock.now).components
        let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
        var one = pollfd(fd: end, events: events, revents: 0)
        return milliseconds > 0 && poll(&one, 1, Int32(min(milliseconds, 1_000_000))) > 0
    }

    private static func read(_ known: Running, _ count: Int, deadline: ContinuousClock.Instant) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            guard wait(known.end, Int16(POLLIN), deadline) else { return nil }
            let part = bytes.withUnsafeMutableBytes { recv(known.end, $0.baseAddress! + filled, count - filled, 0) }
            guard part > 0 else { return nil }
            filled += part
        }
        return bytes
    }

    private static func line(_ known: Running, deadline: ContinuousClock.Instant) -> String? {
        var bytes: [UInt8] = []
        while bytes.count < 200, let next = read(known, 1, deadline: deadline) {
            if next[0] == 0x0A { return String(decoding: bytes, as: UTF8.self) }
            bytes += next
        }
        return nil
    }
}
