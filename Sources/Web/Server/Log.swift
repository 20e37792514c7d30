// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Logging
import Office

#if canImport(Glibc)
    import Glibc
#endif

/// The log: one JSON object a line on standard error. It names addresses of pages by their pattern, never persons,
/// queries or contents.
struct Log: Sendable {
    let clock: Clock
    /// Only what is critical.
    let isQuiet: Bool
    let write: @Sendable ([UInt8]) -> Void

    init(clock: Clock, isQuiet: Bool = false, write: @escaping @Sendable ([UInt8]) -> Void = Log.standardError) {
        self.clock = clock
        self.isQuiet = isQuiet
        self.write = write
    }

    /// One write call, so that lines of several threads do not mix.
    static let standardError: @Sendable ([UInt8]) -> Void = { bytes in
        _ = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
    }

    func line(_ level: String, _ members: [(String, JSON?)]) {
        guard !isQuiet || level == Logger.Level.critical.rawValue else { return }
        let all: [(String, JSON?)] = [("time", .string(clock.now.description)), ("level", .string(level))] + members
        write(JSON.members(all).bytes + [0x0A])
    }

    func request(_ ask: Ask, _ template: String, _ answer: Answer, _ took: Duration) {
        let micro = Int(took.components.seconds) * 1_000_000 + Int(took.components.attoseconds / 1_000_000_000_000)
        line(
            Self.level(answer).rawValue,
            [
                ("id", .string(ask.id)), ("method", .string(String(ask.method.prefix(16)))),
                ("route", .string(template)),
                ("status", .number(answer.status)), ("us", .number(micro)), ("way", ask.isSocket ? "socket" : nil),
            ])
    }

    /// Whoever is told to come again met a burst, not a fault.
    private static func level(_ answer: Answer) -> Logger.Level {
        if answer.status == 503, answer.headers.contains(where: { $0.0 == "retry-after" }) { return .warning }
        return answer.status >= 500 ? .error : .info
    }

    func error(_ text: String, id: String? = nil) {
        line("error", [("id", id.map { .string($0) }), ("message", .string(text))])
    }

    func notice(_ text: String) {
        line("notice", [("message", .string(text))])
    }

    /// What the libraries want to say goes to the same place, from warnings on.
    var logger: Logger {
        var logger = Logger(label: "vaern") { _ in Handler(log: self) }
        logger.logLevel = isQuiet ? .critical : .warning
        return logger
    }

    private struct Handler: LogHandler {
        let log: Log
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .warning

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            log.line(
                event.level.rawValue, [("message", .string("\(event.message)")), ("source", .string(event.source))])
        }
    }
}
