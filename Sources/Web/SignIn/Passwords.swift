// SPDX-License-Identifier: MPL-2.0

import CSodium
import Dispatch
import Synchronization

/// Password hashes: argon2id, 19 MiB and 2 passes (OWASP's first choice), as PHC strings by libsodium. At most two are
/// made at once, on threads of their own, and at most a few wait: a flood of sign-ins cannot use up the memory.
final class Passwords: Sendable {
    /// Too many wait.
    struct Busy: Error {}

    private static let passes: UInt64 = 2
    private static let memory = 19 * 1024 * 1024
    private let queues = [DispatchQueue(label: "vaern.password.1"), DispatchQueue(label: "vaern.password.2")]
    private let waiting = Mutex((count: 0, turn: 0))
    private let most: Int
    /// A hash of nothing anybody knows: an unknown user takes as long as a known one.
    private let decoy: String

    /// - Parameters:
    ///   - most: how many may wait.
    ///   - secret: something random, for the decoy.
    init(most: Int = 32, secret: String) {
        self.most = most
        // Zero and one both mean that the library is ready.
        _ = sodium_init()
        decoy = Passwords.compute(secret) ?? ""
    }

    private func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws(Busy) -> Value {
        let queue = try enter()
        let value = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
        waiting.withLock { $0.count -= 1 }
        return value
    }

    private func enter() throws(Busy) -> DispatchQueue {
        let turn = waiting.withLock { state -> Int? in
            guard state.count < most else { return nil }
            state.count += 1
            state.turn = 1 - state.turn
            return state.turn
        }
        guard let turn else { throw Busy() }
        return queues[turn]
    }

    /// The hash to keep.
    func hash(_ password: String) async throws -> String {
        guard let hash = try await run({ Passwords.compute(password) }) else { throw Busy() }
        return hash
    }

    /// Whether the password is the one that was hashed; takes equally long when there is no hash.
    func verify(_ password: String, _ hash: String?) async throws(Busy) -> Bool {
        let kept = hash ?? decoy
        let isRight = try await run { Passwords.check(password, kept) }
        return isRight && hash != nil
    }

    /// Whether the hash was made with other costs than today's.
    func isOutdated(_ hash: String) -> Bool {
        crypto_pwhash_str_needs_rehash(hash, Passwords.passes, Passwords.memory) != 0
    }

    private static func compute(_ password: String) -> String? {
        var out = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
        let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
        guard crypto_pwhash_str(&out, bytes, UInt64(bytes.count), passes, memory) == 0 else { return nil }
        return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func check(_ password: String, _ hash: String) -> Bool {
        let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
        return crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count)) == 0
    }
}
