// SPDX-License-Identifier: MPL-2.0
import Glibc
import Synchronization

/// Starts a process without a shell, in a process group of its own, with an environment of three names.
enum Spawn {
    private static let starting = Mutex<Void>(())

    /// Makes the ends of what the child talks through, and starts it. One at a time, so that no other child is born with
    /// ends that are not marked yet.
    ///
    /// - Parameters:
    ///   - ends: makes pairs of ours and the child's ends: input, output, errors; an input of -1 is nothing to read.
    /// - Returns: the process and our ends; nil if the system refuses. The child's ends are closed here.
    static func start(
        _ arguments: [String], folder: String, ends make: () -> [(ours: Int32, theirs: Int32)]?
    ) -> (process: pid_t, ends: [Int32])? {
        starting.withLock { _ in
            guard let ends = make() else { return nil }
            for end in ends where end.ours >= 0 { _ = fcntl(end.ours, F_SETFD, FD_CLOEXEC) }
            for end in ends where end.theirs >= 0 { _ = fcntl(end.theirs, F_SETFD, FD_CLOEXEC) }
            let process = start(arguments, folder: folder, ends.map(\.theirs))
            for end in Set(ends.map(\.theirs)) where end >= 0 { close(end) }
            guard let process else {
                for end in Set(ends.map(\.ours)) where end >= 0 { close(end) }
                return nil
            }
            return (process, ends.map(\.ours))
        }
    }

    private static func start(_ arguments: [String], folder: String, _ ends: [Int32]) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (number, end) in ends.enumerated() {
            if end >= 0 {
                posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
            } else {
                posix_spawn_file_actions_addopen(
                    &actions, Int32(number), "/dev/null", number == 0 ? O_RDONLY : O_WRONLY, 0)
            }
        }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var process: pid_t = 0
        let environment = [
            "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "HOME=\(folder)", "TMPDIR=\(folder)",
        ]
        let status = withCStrings(arguments) { arguments in
            withCStrings(environment) { environment in
                posix_spawn(&process, arguments[0]!, &actions, &attributes, arguments, environment)
            }
        }
        return status == 0 ? process : nil
    }

    private static func withCStrings<Value>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let pointers = texts.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}
