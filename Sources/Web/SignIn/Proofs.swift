// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Synchronization

/// What an account can prove itself with beside the password.
struct Proof: Sendable, Hashable {
    struct Authenticator: Sendable, Hashable {
        let id: ID<SignInMethod>
        let secret: [UInt8]
        /// The half minute whose code was used last.
        var lastStep: Int64
    }

    struct Passkey: Sendable, Hashable {
        let id: ID<SignInMethod>
        /// What the device calls it.
        let credential: [UInt8]
        let key: PublicKey
        /// The host that it was made for; it answers to no other.
        let party: String
        /// How often it was used, where the device counts.
        var count: UInt32
    }

    var authenticators: [Authenticator] = []
    var passkeys: [Passkey] = []
    /// SHA-256 of the recovery codes that are left.
    var recovery: [String] = []

    var hasSecondStep: Bool { !authenticators.isEmpty || !passkeys.isEmpty }

    mutating func remove(_ isMeant: (ID<SignInMethod>) -> Bool) {
        authenticators.removeAll { isMeant($0.id) }
        passkeys.removeAll { isMeant($0.id) }
        // A recovery code stands in for a method; without any it stands in for nothing.
        if !hasSecondStep { recovery = [] }
    }
}

/// The proofs of all accounts, in the side store and in memory. Each change is made under one lock, so that of two who send
/// the same code at once only one gets in.
final class Proofs: Sendable {
    private struct Held {
        var proofs: [Ref: Proof] = [:]
        var owners: [[UInt8]: Ref] = [:]
    }

    private let aside: Aside
    private let held: Mutex<Held>

    init(_ aside: Aside) throws {
        self.aside = aside
        var found = Held()
        for row in try aside.all(.proof) {
            guard let account = Ref(row.key) else { continue }
            let proof = Proof(row.value)
            found.proofs[account] = proof
            for passkey in proof.passkeys { found.owners[passkey.credential] = account }
        }
        held = Mutex(found)
    }

    var hasPasskeys: Bool { held.withLock { !$0.owners.isEmpty } }

    subscript(_ account: Ref) -> Proof { held.withLock { $0.proofs[account] ?? Proof() } }

    /// Whose passkey a device names.
    func owner(of credential: [UInt8]) -> Ref? { held.withLock { $0.owners[credential] } }

    /// Changes a proof at once for everybody; it is on disk when this returns.
    func change<Value: Sendable>(_ account: Ref, _ body: (inout Proof) -> Value) async throws -> Value {
        let (value, isChanged) = held.withLock { held -> (Value, Bool) in
            let before = held.proofs[account] ?? Proof()
            var proof = before
            let value = body(&proof)
            guard proof != before else { return (value, false) }
            for passkey in before.passkeys { held.owners[passkey.credential] = nil }
            for passkey in proof.passkeys { held.owners[passkey.credential] = account }
            held.proofs[account] = proof
            return (value, true)
        }
        if isChanged { try await write(account) }
        return value
    }

    /// What lies in memory when it is this one's turn, so that the last change is the last that is written.
    private func write(_ account: Ref) async throws {
        try await aside.transact { [self] store in
            let proof = self[account]
            let shelf = Aside.Shelf.proof.rawValue
            if proof.hasSecondStep {
                try store.put(proof.json.bytes, shelf: shelf, key: account.text, owner: nil, expires: nil)
            } else {
                try store.remove(shelf: shelf, key: account.text)
            }
        }
    }

    func forget(_ account: Ref) async throws {
        try await change(account) { $0 = Proof() }
    }
}

extension Proof {
    init(_ json: JSON) {
        authenticators = (json["authenticators"]?.items ?? []).compactMap { item in
            guard let id = item["id"]?.text.flatMap({ ID<SignInMethod>($0) }),
                let secret = item["secret"]?.text.flatMap({ Base64.decode(Array($0.utf8)) }),
                let step = item["step"]?.int
            else { return nil }
            return Authenticator(id: id, secret: secret, lastStep: Int64(step))
        }
        passkeys = (json["passkeys"]?.items ?? []).compactMap { item in
            guard let id = item["id"]?.text.flatMap({ ID<SignInMethod>($0) }),
                let credential = item["credential"]?.text.flatMap({ Base64.decode(Array($0.utf8)) }),
                let algorithm = item["algorithm"]?.int.flatMap({ PublicKey.Algorithm(rawValue: $0) }),
                let key = item["key"]?.text.flatMap({ Base64.decode(Array($0.utf8)) }),
                let party = item["party"]?.text, let count = item["count"]?.int
            else { return nil }
            return Passkey(
                id: id, credential: credential, key: PublicKey(algorithm: algorithm, info: key), party: party,
                count: UInt32(clamping: count))
        }
        recovery = (json["recovery"]?.items ?? []).compactMap(\.text)
    }

    fileprivate var json: JSON {
        func base64(_ bytes: [UInt8]) -> JSON { .string(String(decoding: Base64.encode(bytes), as: UTF8.self)) }
        return .members([
            (
                "authenticators",
                .array(
                    authenticators.map {
                        .members([
                            ("id", .string("\($0.id)")), ("secret", base64($0.secret)),
                            ("step", .number(Int($0.lastStep))),
                        ])
                    })
            ),
            (
                "passkeys",
                .array(
                    passkeys.map {
                        .members([
                            ("id", .string("\($0.id)")), ("credential", base64($0.credential)),
                            ("algorithm", .number($0.key.algorithm.rawValue)), ("key", base64($0.key.info)),
                            ("party", .string($0.party)), ("count", .number(Int($0.count))),
                        ])
                    })
            ), ("recovery", .list(recovery)),
        ])
    }
}
