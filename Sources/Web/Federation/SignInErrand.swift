// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office
import Synchronization

/// A sign-in that was sent to a provider and comes back: for whom, and where the person was going.
struct SignInErrand: Sendable, Hashable {
    let organisation: ID<Organisation>
    /// Which provider it was sent to, and as which client (SHA-256): the answer is taken to no other.
    let provider: String
    /// Where the person was going.
    let back: String
    /// The person is signed in and proves it anew.
    let isFresh: Bool
    /// When it was sent.
    let sent: Instant
    /// Random; what the provider is asked with is derived from it.
    let name: String
}

/// The states of sign-ins that are under way (RFC 6749 §10.12). A state is sealed, bound to one browser and good for ten
/// minutes; nothing is kept of it until it comes back, so nobody fills the memory by asking. It is taken once.
final class SignInErrands: Sendable {
    static let life: Int64 = 10 * 60_000
    static let longestBack = 600
    private let seal: String
    private let mint: Mint
    private let used = Mutex<[String: Int64]>([:])

    init(seal: String, mint: Mint) {
        self.seal = seal
        self.mint = mint
    }

    /// - Parameter bound: the secret of the browser's cookie.
    func begin(
        _ organisation: ID<Organisation>, provider: String, back: String, isFresh: Bool, bound: String, now: Instant
    ) -> (state: String, errand: SignInErrand) {
        let errand = SignInErrand(
            organisation: organisation, provider: provider, back: back.utf8.count <= Self.longestBack ? back : "/",
            isFresh: isFresh,
            sent: Instant(milliseconds: now.milliseconds), name: mint.secret())
        let body = JSON.members([
            ("o", .string("\(organisation)")), ("p", .string(provider)), ("b", .string(errand.back)),
            ("f", .bool(isFresh)),
            ("t", .number(Int(now.milliseconds))), ("n", .string(errand.name)),
        ]).bytes
        let open = Base64URL.encode(body)
        return (open + "." + mark(open, bound), errand)
    }

    /// Takes a state, the first time; nil for one that is not ours, of another browser, too old, or taken before.
    func take(_ state: String, bound: String, now: Instant) -> SignInErrand? {
        let parts = state.split(separator: ".").map(String.init)
        guard state.utf8.count <= 4096, parts.count == 2, Secret.equal(parts[1], mark(parts[0], bound)),
            let json = Base64URL.decode(parts[0]).flatMap({ try? JSONReader.read($0) }),
            let organisation = json["o"]?.text.flatMap({ ID<Organisation>($0) }), let provider = json["p"]?.text,
            let back = json["b"]?.text,
            case .bool(let isFresh)? = json["f"], let sent = json["t"]?.int, let name = json["n"]?.text,
            Int64(sent) + Self.life > now.milliseconds
        else { return nil }
        let isFirst = used.withLock { used in
            used = used.filter { $0.value > now.milliseconds }
            return used.updateValue(Int64(sent) + Self.life, forKey: name) == nil
        }
        guard isFirst else { return nil }
        return SignInErrand(
            organisation: organisation, provider: provider, back: Own.path(back), isFresh: isFresh,
            sent: Instant(milliseconds: Int64(sent)),
            name: name)
    }

    /// What the ID token must repeat, so that one of another sign-in is not taken for it.
    func nonce(_ errand: SignInErrand) -> String { Secret.derived(seal, "oidc nonce \(errand.name)") }

    /// What only the one who asked for a code can show when it is traded (RFC 7636): 64 hexadecimal digits.
    func verifier(_ errand: SignInErrand) -> String { Secret.derived(seal, "oidc verifier \(errand.name)") }

    /// Its hash, which goes before it (S256).
    static func challenge(_ verifier: String) -> String {
        Base64URL.encode(Digest.sha256(Array(verifier.utf8)).bytes)
    }

    private func mark(_ open: String, _ bound: String) -> String {
        Secret.derived(seal, "oidc state \(Secret.hash(bound)) \(open)")
    }
}

/// Names that are taken once within the time in which they could come again.
final class Once: Sendable {
    private let taken = Mutex<[String: Int64]>([:])

    /// Whether it was not taken before.
    func take(_ name: String, until: Int64, now: Instant) -> Bool {
        taken.withLock { taken in
            taken = taken.filter { $0.value > now.milliseconds }
            guard taken[name] == nil else { return false }
            taken[name] = until
            return true
        }
    }
}

/// What is left to do of a sign-out at the provider: the ID token that says whose it is. In memory alone, ten minutes, once.
final class Farewells: Sendable {
    private struct Waiting {
        let organisation: ID<Organisation>
        let hint: String
        let until: Int64
    }

    static let most = 2000
    private let held = Mutex<[String: Waiting]>([:])

    func keep(_ hint: String, _ organisation: ID<Organisation>, secret: String, now: Instant) {
        held.withLock { held in
            held = held.filter { $0.value.until > now.milliseconds }
            if held.count >= Self.most { held.removeAll() }
            held[Secret.hash(secret)] = Waiting(
                organisation: organisation, hint: hint, until: now.milliseconds + SignInErrands.life)
        }
    }

    func take(_ secret: String, now: Instant) -> (organisation: ID<Organisation>, hint: String)? {
        held.withLock { $0.removeValue(forKey: Secret.hash(secret)) }
            .flatMap { $0.until > now.milliseconds ? ($0.organisation, $0.hint) : nil }
    }
}

/// The secrets of the clients that Værn is to providers. They lie in the side store, each with the client that it is of: it is
/// never shown to another issuer than the one it was given for.
struct ProviderSecrets: Sendable {
    let aside: Aside

    func set(_ secret: String, of settings: ProviderSettings, in organisation: ID<Organisation>) async throws {
        try await aside.put(
            .members([
                ("issuer", .string(settings.issuer)), ("client", .string(settings.client)), ("secret", .string(secret)),
            ]), .provider, "\(organisation)")
    }

    /// Nil: none was given for this client of this issuer.
    func secret(of settings: ProviderSettings, in organisation: ID<Organisation>) async throws -> String? {
        guard let bytes = try await aside.get(.provider, "\(organisation)"), let json = try? JSONReader.read(bytes),
            json["issuer"]?.text == settings.issuer, json["client"]?.text == settings.client
        else { return nil }
        return json["secret"]?.text
    }

    func remove(in organisation: ID<Organisation>) async throws {
        try await aside.remove(.provider, "\(organisation)")
    }
}
