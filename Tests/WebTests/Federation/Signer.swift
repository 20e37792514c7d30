// SPDX-License-Identifier: MPL-2.0

import COpenSSL
import Domain
import Exchange
import Synchronization

@testable import Web

/// A provider's key (Ed25519, by OpenSSL), for tokens that say what a test wants.
struct Signer: Sendable {
    let id: String
    private let seed: [UInt8]

    init(_ id: String, seed: UInt8) {
        self.id = id
        self.seed = [UInt8](repeating: seed, count: 32)
    }

    private func with<Value>(_ body: (OpaquePointer?) -> Value) -> Value {
        let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
        defer { EVP_PKEY_free(key) }
        return body(key)
    }

    /// The key as it is published.
    var published: JSON {
        with { key in
            var (x, count) = ([UInt8](repeating: 0, count: 32), 32)
            EVP_PKEY_get_raw_public_key(key, &x, &count)
            return .members([
                ("kty", "OKP"), ("crv", "Ed25519"), ("kid", .string(id)), ("use", "sig"),
                ("x", .string(Base64URL.encode(x))),
            ])
        }
    }

    func token(_ claims: JSON, type: String? = nil, key: String?? = .none) -> String {
        let named: String? = key ?? id
        let header = JSON.members([
            ("alg", "EdDSA"), ("kid", named.map { .string($0) }), ("typ", type.map { .string($0) }),
        ])
        let message = Base64URL.encode(header.bytes) + "." + Base64URL.encode(claims.bytes)
        return with { key in
            let context = EVP_MD_CTX_new()
            defer { EVP_MD_CTX_free(context) }
            var (signature, count) = ([UInt8](repeating: 0, count: 64), 64)
            let bytes = Array(message.utf8)
            EVP_DigestSignInit(context, nil, nil, nil, key)
            EVP_DigestSign(context, &signature, &count, bytes, bytes.count)
            return message + "." + Base64URL.encode(signature)
        }
    }
}

/// A provider that answers as the test says, and remembers what it was asked.
final class Outsider: WebCaller {
    static let issuer = "https://login.example.dk"

    private struct Held {
        var keys: [Signer] = [Signer("a", seed: 1)]
        var token = ""
        var issuer = Outsider.issuer
        var isSilent = false
        var told: JSON?
        var also: [(String, JSON?)] = []
        var asked: [WebCall] = []
    }

    private let held = Mutex(Held())

    /// The keys that it publishes.
    var keys: [Signer] {
        get { held.withLock { $0.keys } }
        set { held.withLock { $0.keys = newValue } }
    }
    /// The ID token that it gives for any code.
    var token: String {
        get { held.withLock { $0.token } }
        set { held.withLock { $0.token = newValue } }
    }
    /// What it calls itself.
    var issuer: String {
        get { held.withLock { $0.issuer } }
        set { held.withLock { $0.issuer = newValue } }
    }
    var isSilent: Bool {
        get { held.withLock { $0.isSilent } }
        set { held.withLock { $0.isSilent = newValue } }
    }
    /// What it tells beside the ID token; nil: it has no place for it. Null: it does not answer there.
    var told: JSON? {
        get { held.withLock { $0.told } }
        set { held.withLock { $0.told = newValue } }
    }
    /// What it says of itself besides.
    var also: [(String, JSON?)] {
        get { held.withLock { $0.also } }
        set { held.withLock { $0.also = newValue } }
    }
    func asked(_ end: String) -> [WebCall] { held.withLock { $0.asked.filter { $0.address.hasSuffix(end) } } }

    func ask(_ call: WebCall) throws(WebSilence) -> WebAnswer {
        held.withLock { $0.asked.append(call) }
        guard !isSilent else { throw WebSilence("away") }
        func say(_ json: JSON) -> WebAnswer { WebAnswer(status: 200, body: json.bytes) }
        let base = Self.issuer
        switch call.address {
        case base + "/.well-known/openid-configuration":
            return say(
                .members(
                    [
                        ("issuer", .string(issuer)), ("authorization_endpoint", .string(base + "/ind")),
                        ("token_endpoint", .string(base + "/token")), ("jwks_uri", .string(base + "/keys")),
                        ("end_session_endpoint", .string(base + "/ud")),
                        ("userinfo_endpoint", told.map { _ in .string(base + "/hvem") }),
                    ] + also))
        case base + "/keys": return say(.members([("keys", .array(keys.map(\.published)))]))
        case base + "/token":
            return say(.members([("id_token", .string(token)), ("access_token", told.map { _ in "adgang" })]))
        case base + "/hvem" where call.headers.contains("Authorization: Bearer adgang"):
            guard let told, told != .null else { throw WebSilence("away") }
            return say(told)
        case _: return WebAnswer(status: 404, body: [])
        }
    }
}
