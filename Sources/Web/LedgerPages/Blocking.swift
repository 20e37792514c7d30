// SPDX-License-Identifier: MPL-2.0
import Dispatch

/// Work that reads much of the ledger: it blocks, so it is done on a thread of its own and not on Swift's.
enum Blocking {
    private static let queue = DispatchQueue(label: "vaern.pages", attributes: .concurrent)

    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }

    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
