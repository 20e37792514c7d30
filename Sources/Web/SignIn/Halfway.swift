// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Synchronization

/// Sign-ins whose password was right and whose second step is missing. They open nothing; they lie in memory alone, each
/// under the secret of the browser's cookie for forms, and last ten minutes.
final class Halfway: Sendable {
    private struct Waiting {
        let account: Ref
        let until: Int64
    }

    static let life: Int64 = 10 * 60_000
    /// Only who knows a password begins one, so this is far more than there are people.
    static let most = 20_000
    private let held = Mutex<[String: Waiting]>([:])

    func begin(_ account: Ref, secret: String, now: Instant) {
        held.withLock { held in
            if held.count >= Self.most { held.removeAll() }
            held = held.filter { $0.value.until > now.milliseconds }
            held[Secret.hash(secret)] = Waiting(account: account, until: now.milliseconds + Self.life)
        }
    }

    func account(_ secret: String, now: Instant) -> Ref? {
        held.withLock { $0[Secret.hash(secret)] }.flatMap { $0.until > now.milliseconds ? $0.account : nil }
    }

    func end(_ secret: String) { held.withLock { $0[Secret.hash(secret)] = nil } }

    /// Ends those of an account: its password or its methods were changed.
    func endAll(of account: Ref) { held.withLock { held in held = held.filter { $0.value.account != account } } }
}
