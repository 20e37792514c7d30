// SPDX-License-Identifier: MPL-2.0
import Domain
import Glibc

/// A program of the system that reads a file for us: pandoc, poppler's. Each run is a process of its own without a
/// shell, in an empty folder that is removed afterwards, with an empty environment, and with limits that the kernel
/// keeps: processor time, memory, the size of what it writes. What it prints is cut off at a limit and what lasts too
/// long is ended, so a hostile file costs seconds and no more.
struct Tool: Sendable {
    /// The program's name, looked for in the system's folders alone.
    let name: String
    /// The Debian package that it is in.
    let package: String

    static let pandoc = Tool(name: "pandoc", package: "pandoc")
    static let pdfInfo = Tool(name: "pdfinfo", package: "poppler-utils")
    static let pdfToHTML = Tool(name: "pdftohtml", package: "poppler-utils")

    /// What a run may cost.
    struct Limits: Sendable {
        /// Seconds of processor time, and three times as many on the clock.
        var seconds = 20
        /// Bytes of memory.
        var memory = 2_000_000_000
        /// Bytes that it may print, and that a file of its may have.
        var output = 100_000_000
    }

    struct Result: Sendable {
        let status: Int32
        let output: [UInt8]
        let errors: String
        /// Whether a limit ended it.
        let wasStopped: Bool
    }

    private static let folders = ["/usr/bin/", "/usr/local/bin/"]

    /// Where the program is; nil if it is not installed.
    var path: String? {
        Self.folders.lazy.map { $0 + name }.first { access($0, X_OK) == 0 }
    }

    /// Runs it in a folder and waits for its end; the thread that calls is blocked.
    ///
    /// - Throws: a `Refusal` that says which package to install, or that no process could be started.
    func run(_ arguments: [String], in folder: String, limits: Limits = Limits()) throws(Refusal) -> Result {
        guard let path else { throw missing }
        guard access("/usr/bin/prlimit", X_OK) == 0 else {
            throw Tool(name: "prlimit", package: "util-linux").missing
        }
        let limited = [
            "/usr/bin/env", "--chdir=\(folder)", "/usr/bin/prlimit", "--cpu=\(limits.seconds)", "--as=\(limits.memory)",
            "--fsize=\(limits.output)",
            "--core=0", "--nofile=256", path,
        ]
        guard let child = Child(limited + arguments, folder: folder) else { throw Self.failed }
        return child.wait(seconds: limits.seconds * 3, output: limits.output)
    }

    var missing: Refusal {
        .invalid(
            "file",
            da:
                "Filen kan ikke læses her, fordi programmet \(name) mangler på serveren. Bed driften om at installere "
                + "pakken \(package), eller gem dokumentet som TXT eller Markdown.",
            en:
                "The file cannot be read here because the program \(name) is missing on the server. Ask operations to "
                + "install the package \(package), or save the document as TXT or Markdown.")
    }

    private static let failed = Refusal(
        .busy,
        Phrase(
            da: "Serveren kunne ikke starte det program, der læser filen. Prøv igen om lidt.",
            en: "The server could not start the program that reads the file. Try again in a while."))
}

/// One process with its two pipes.
private struct Child {
    private let process: pid_t
    private let output: Int32
    private let errors: Int32

    /// Starts it in a process group of its own; nil if the system refuses.
    init?(_ arguments: [String], folder: String) {
        let started = Spawn.start(arguments, folder: folder) {
            var (out, err): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
            guard pipe(&out) == 0 else { return nil }
            guard pipe(&err) == 0 else {
                out.forEach { close($0) }
                return nil
            }
            return [(-1, -1), (out[0], out[1]), (err[0], err[1])]
        }
        guard let started else { return nil }
        (process, output, errors) = (started.process, started.ends[1], started.ends[2])
    }

    /// Reads both pipes until they close, the time is over or too much was printed; then the whole group is ended.
    func wait(seconds: Int, output limit: Int) -> Tool.Result {
        var pipes = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        ]
        var texts: [[UInt8]] = [[], []]
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let end = ContinuousClock.now + .seconds(seconds)
        var wasStopped = false
        while pipes.contains(where: { $0.fd >= 0 }) {
            let left = (end - ContinuousClock.now).components
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0, poll(&pipes, 2, Int32(min(milliseconds, 1_000_000))) > 0 else {
                wasStopped = true
                break
            }
            for index in pipes.indices where pipes[index].fd >= 0 && pipes[index].revents != 0 {
                let count = read(pipes[index].fd, &buffer, buffer.count)
                if count <= 0 {
                    pipes[index].fd = -1
                } else if index == 1 {
                    // Of what it complains about the beginning is enough.
                    texts[1] += buffer[..<min(count, max(0, 10_000 - texts[1].count))]
                } else {
                    texts[0] += buffer[..<count]
                }
            }
            if texts[0].count > limit {
                wasStopped = true
                break
            }
        }
        if wasStopped { kill(-process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        close(output)
        close(errors)
        let signal = status & 0x7F
        return Tool.Result(
            status: signal == 0 ? (status >> 8) & 0xFF : -signal, output: texts[0],
            errors: String(decoding: texts[1], as: UTF8.self), wasStopped: wasStopped || signal != 0)
    }
}
