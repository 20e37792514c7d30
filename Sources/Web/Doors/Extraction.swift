// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Domain
import Exchange
import Synchronization

/// Takes the text out of a DOCX or PDF file before anything reads it. The tools take seconds and memory, so they run one
/// at a time on a thread of their own, and whoever comes when many wait is asked to come back.
enum Extraction {
    private static let queue = DispatchQueue(label: "vaern.extract")
    private static let waiting = Mutex(0)
    /// So many may be read or wait at a time; a process of tests is many servers.
    static let room = Mutex(8)

    /// Puts what was taken out beside the file. What a door was handed under that name is never believed.
    static func add(to arguments: inout Arguments, of kind: CommandKind) async throws(Refusal) {
        arguments.files["extract"] = nil
        guard try Preparation.reading(kind, arguments) != nil, let file = arguments.files["file"],
            Extract.Source(file.bytes) != nil
        else { return }
        guard let extract = try await aside({ () throws(Refusal) in try Extract.take(from: file.bytes) }) else {
            return
        }
        arguments.files["extract"] = .init(name: "extract", bytes: extract.encode())
    }

    /// Reads a file on the thread of its own.
    static func aside<Value: Sendable>(
        _ read: @escaping @Sendable () throws(Refusal) -> Value
    ) async throws(Refusal) -> Value {
        let mayWait = waiting.withLock { count in
            guard count < room.withLock({ $0 }) else { return false }
            count += 1
            return true
        }
        guard mayWait else { throw busy }
        defer { waiting.withLock { $0 -= 1 } }
        let result: Result<Value, Refusal> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(Refusal) {
                    continuation.resume(returning: .success(try read()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    private static let busy = Refusal(
        .busy,
        Phrase(
            da: "Mange filer bliver læst lige nu. Vent et øjeblik, og prøv igen. Intet er gemt.",
            en: "Many files are being read right now. Wait a moment and try again. Nothing is saved."))
}
