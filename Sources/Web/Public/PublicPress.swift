// SPDX-License-Identifier: MPL-2.0

import Domain
import Office
import Synchronization

/// Prints what everybody may read. It prints one file at a time, lets few wait, and prints only so many in a while,
/// because a page takes seconds of a processor; what was printed is kept in memory and serves everybody, until what it
/// shows is published no more.
final class PublicPress: Sendable {
    enum Outcome: Sendable {
        case made([UInt8])
        /// Too many wait, or too much was printed lately.
        case full
        case failed
    }

    private struct Kept {
        let bytes: [UInt8]
        let organisation: ID<Organisation>
        let number: Int
        let version: ID<Document.Version>
        /// Of the text, which may be the translation's.
        let position: Int
        let language: Language
        var used: Int
    }

    private struct Held {
        /// What is printed or waits for it, by tag.
        var coming: [String: Task<Outcome, Never>] = [:]
        var kept: [String: Kept] = [:]
        var bytes = 0
        var turn = 0
        /// When the last ones were printed.
        var printed: [Instant] = []
    }

    /// So many bytes of files are kept: some three hundred policies.
    static let most = 32 << 20
    /// So many files are printed in ten minutes, whoever asks.
    static let often = 40
    private static let window: Int64 = 600_000

    private let make: @Sendable (PublicPrint) async -> [UInt8]?
    private let queue: TurnQueue
    private let held = Mutex(Held())

    /// - Parameter make: makes the file; nil if that failed.
    init(
        queue: TurnQueue = TurnQueue(places: 1, most: 4),
        _ make: @escaping @Sendable (PublicPrint) async -> [UInt8]?
    ) {
        self.queue = queue
        self.make = make
    }

    /// The file, printed if it is not kept. All who ask for it meanwhile get the same one.
    func take(_ page: PublicPrint, at now: Instant) async -> Outcome {
        let coming = held.withLock { held -> Task<Outcome, Never> in
            if let coming = held.coming[page.tag] { return coming }
            let coming = Task { [self] in
                let outcome = await printed(page, at: now)
                self.held.withLock { $0.coming[page.tag] = nil }
                return outcome
            }
            held.coming[page.tag] = coming
            return coming
        }
        return await coming.value
    }

    private func printed(_ page: PublicPrint, at now: Instant) async -> Outcome {
        if let kept = kept(page) { return .made(kept) }
        return await queue.take { [self] in
            guard mayPrint(now) else { return .full }
            guard let bytes = await make(page) else { return .failed }
            keep(bytes, page)
            return .made(bytes)
        } ?? .full
    }

    /// Lets go of what is published no more, or in another version.
    func follow(_ sight: PublicSight?, _ organisation: ID<Organisation>) {
        held.withLock { held in
            for (tag, kept) in held.kept where kept.organisation == organisation {
                let valid = sight?.document(kept.number)?.valid.reading(in: kept.language)
                if let valid, valid.id == kept.version, valid.position == kept.position, sight?.text(of: valid) != nil {
                    continue
                }
                held.kept[tag] = nil
                held.bytes -= kept.bytes.count
            }
        }
    }

    /// Lets go of a file that turned out to be published no more.
    func drop(_ page: PublicPrint) {
        held.withLock { held in
            if let gone = held.kept.removeValue(forKey: page.tag) { held.bytes -= gone.bytes.count }
        }
    }

    /// How many files are kept.
    var count: Int { held.withLock { $0.kept.count } }

    private func kept(_ page: PublicPrint) -> [UInt8]? {
        held.withLock { held in
            held.turn += 1
            held.kept[page.tag]?.used = held.turn
            return held.kept[page.tag]?.bytes
        }
    }

    private func mayPrint(_ now: Instant) -> Bool {
        held.withLock { held in
            held.printed.removeAll { now.milliseconds - $0.milliseconds >= Self.window }
            guard held.printed.count < Self.often else { return false }
            held.printed.append(now)
            return true
        }
    }

    private func keep(_ bytes: [UInt8], _ page: PublicPrint) {
        guard bytes.count <= Self.most / 4 else { return }
        held.withLock { held in
            while held.bytes + bytes.count > Self.most,
                let oldest = held.kept.min(by: { $0.value.used < $1.value.used })
            {
                held.kept[oldest.key] = nil
                held.bytes -= oldest.value.bytes.count
            }
            held.turn += 1
            let before = held.kept.updateValue(
                Kept(
                    bytes: bytes, organisation: page.context.sight.organisation, number: page.document.number,
                    version: page.version.id, position: page.version.position, language: page.context.language,
                    used: held.turn), forKey: page.tag)
            held.bytes += bytes.count - (before?.bytes.count ?? 0)
        }
    }
}

extension PublicPress {
    /// One that prints with what is installed; nil: there is nothing to print with.
    convenience init?(_ printer: Printer) {
        guard printer.isThere else { return nil }
        self.init { page in try? await printer.pdf(page.page, files: page.files) }
    }
}
