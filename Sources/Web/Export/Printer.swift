// SPDX-License-Identifier: MPL-2.0

import CFiles
import Dispatch
import Domain
import Exchange

/// Prints pages as PDF/A-3a and PDF/UA-1. One process with WeasyPrint is kept warm; it is handed the page and its files and
/// can fetch nothing itself. It prints one at a time, and is started anew if it dies.
final class Printer: Sendable {
    private static let queue = DispatchQueue(label: "vaern.print")
    private let companion: Companion?
    /// Whether there is anything to print with.
    var isThere: Bool { companion != nil }

    /// - Parameter folder: the Python environment with WeasyPrint; nil: there is none.
    init(_ folder: String?) {
        let script = String(decoding: vaern_file_pdf_py().content, as: UTF8.self)
        companion = folder.map { Companion(["\($0)/bin/python", "-I", "-B", "-c", script]) }
    }

    /// A file that lies inside the printed one (ISO 19005-3, 6.8): the data that the pages show.
    struct Attached: Sendable {
        let name: String
        let type: String
        /// What it is, for whoever finds it.
        let about: String
        let day: Day
        let bytes: [UInt8]
    }

    /// - Parameter files: what the page names, by name.
    /// - Throws: a `Refusal` that says what is missing or that it failed.
    func pdf(
        _ page: [UInt8], files: [(name: String, type: String, bytes: [UInt8])], attached: [Attached] = []
    ) async throws(Refusal) -> [UInt8] {
        guard let companion else { throw Self.missing }
        let head = JSON.members([
            ("html", .number(page.count)),
            (
                "files",
                .array(
                    files.map {
                        .members([
                            ("name", .string($0.name)), ("type", .string($0.type)), ("bytes", .number($0.bytes.count)),
                        ])
                    })
            ),
            (
                "attached",
                .array(
                    attached.map {
                        .members([
                            ("name", .string($0.name)), ("type", .string($0.type)), ("about", .string($0.about)),
                            ("day", .string($0.day.description)), ("bytes", .number($0.bytes.count)),
                        ])
                    })
            ),
        ])
        let request = head.bytes + [0x0A] + page + files.flatMap(\.bytes) + attached.flatMap(\.bytes)
        return try await Self.aside { () throws(Refusal) in
            switch companion.ask(request) {
            case .made(let bytes): return bytes
            case .refused, .failed: throw Self.failed
            }
        }
    }

    /// Work that waits for other processes, on a thread of its own.
    static func aside<Value: Sendable>(
        _ work: @escaping @Sendable () throws(Refusal) -> Value
    ) async throws(Refusal) -> Value {
        let result: Result<Value, Refusal> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(Refusal) {
                    continuation.resume(returning: .success(try work()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    private static let missing = Refusal.outOfTurn(
        da:
            "PDF kan ikke laves her, fordi WeasyPrint ikke er installeret. Bed driften om at følge afsnittet om PDF i README, "
            + "eller hent en anden slags fil.",
        en:
            "PDF cannot be made here because WeasyPrint is not installed. Ask operations to follow the part on PDF in the "
            + "README, or take another kind of file.")
    private static let failed = Refusal(
        .busy,
        Phrase(
            da: "PDF-filen kunne ikke laves. Prøv igen om lidt, eller hent en anden slags fil.",
            en: "The PDF could not be made. Try again in a while, or take another kind of file."))
}
