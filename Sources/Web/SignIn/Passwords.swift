// SPDX-License-Identifier: MPL-2.0

import CSodium
import Dispatch
import Domain
import Synchronization

/// Password hashes: argon2id, 19 MiB and 2 passes (OWASP's first choice), as PHC strings by libsodium. At most two are
/// made at once, on threads of their own, and at most a few wait: a flood of sign-ins cannot use up the memory.
final class Passwords: Sendable {
    /// Too many wait.
    struct Busy: Error {}

    private struct State {
        var waiting = 0
        var turn = 0
        /// How many hashes were made.
        var runs = 0
        /// How long the last ones took, with the wait before them.
        var times: [Duration] = []
        var decoys: [Int64] = []
    }

    private static let passes: UInt64 = 2
    private static let memory = 19 * 1024 * 1024
    /// So many times are remembered.
    private static let mostTimes = 32
    /// So many hashes an hour are made for all unknown user names together; after that it only takes as long.
    static let decoysPerHour = 20
    private let queues = [DispatchQueue(label: "vaern.password.1"), DispatchQueue(label: "vaern.password.2")]
    private let state = Mutex(State())
    private let most: Int
    private let sleep: @Sendable (Duration) async -> Void
    /// A hash of nothing anybody knows.
    private let decoy: String

    /// - Parameters:
    ///   - most: how many may wait.
    ///   - secret: something random, for the decoy.
    ///   - sleep: waits instead of making a hash.
    init(
        most: Int = 32, secret: String,
        sleep: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.most = most
        self.sleep = sleep
        // Zero and one both mean that the library is ready.
        _ = sodium_init()
        decoy = Passwords.compute(secret) ?? ""
    }

    /// How many hashes were made.
    var runs: Int { state.withLock { $0.runs } }

    private func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws(Busy) -> Value {
        let start = ContinuousClock.now
        let queue = try enter()
        let value = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
        state.withLock { state in
            state.waiting -= 1
            state.times.append(ContinuousClock.now - start)
            if state.times.count > Self.mostTimes { state.times.removeFirst() }
        }
        return value
    }

    private func enter() throws(Busy) -> DispatchQueue {
        let turn = state.withLock { state -> Int? in
            guard state.waiting < most else { return nil }
            state.waiting += 1
            state.runs += 1
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

    /// Whether the password is the one that was hashed. Where there is no hash it takes equally long: a decoy is checked, or,
    /// when all the unknown have had theirs for the hour, it takes as long as one of the last real ones did.
    func verify(_ password: String, _ hash: String?, now: Instant) async throws(Busy) -> Bool {
        if let hash { return try await run { Passwords.check(password, hash) } }
        let time = now.milliseconds
        let pause = try state.withLock { state throws(Busy) -> Duration? in
            guard state.waiting < most else { throw Busy() }
            state.decoys.removeAll { $0 <= time - 3_600_000 }
            guard state.decoys.count >= Self.decoysPerHour, let like = state.times.randomElement() else {
                state.decoys.append(time)
                return nil
            }
            return like
        }
        if let pause {
            await sleep(pause)
        } else {
            let decoy = decoy
            _ = try await run { Passwords.check(password, decoy) }
        }
        return false
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
