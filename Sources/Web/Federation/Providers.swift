// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office
import Synchronization

/// What a provider says of itself (OpenID Connect Discovery 1.0 §3).
struct ProviderDocument: Sendable, Hashable {
    let issuer: String
    let authorization: String
    let token: String
    let keys: String
    let endSession: String?
    /// Whether the client proves itself in the form and not in the header.
    let postsSecret: Bool

    /// Nil: it is about another issuer, or names an address that is not asked.
    init?(_ json: JSON, issuer: String) {
        guard json["issuer"]?.text == issuer, let authorization = json["authorization_endpoint"]?.text,
            let token = json["token_endpoint"]?.text, let keys = json["jwks_uri"]?.text
        else { return nil }
        let end = json["end_session_endpoint"]?.text
        // Over TLS throughout, unless the provider itself is on this machine.
        let isLocal = WebCall(issuer).isLocal
        for address in [authorization, token, keys] + (end.map { [$0] } ?? []) {
            let call = WebCall(address)
            guard call.isSafe, isLocal || !call.isLocal else { return nil }
        }
        self.issuer = issuer
        self.authorization = authorization
        self.token = token
        self.keys = keys
        endSession = end
        let methods = json.texts("token_endpoint_auth_methods_supported")
        postsSecret =
            !methods.isEmpty && !methods.contains("client_secret_basic") && methods.contains("client_secret_post")
    }
}

/// The providers that are spoken to: their documents and keys are kept an hour. A key that is not among them is looked for
/// once more, but not oftener than once a minute, so that nobody makes us ask by sending tokens with names of keys.
final class Providers: Sendable {
    private struct Held {
        var document: ProviderDocument
        var documentRead: Int64
        var keys: [SigningKey] = []
        var keysRead: Int64 = 0
        var lookedAgain: Int64?
    }

    static let life: Int64 = 3_600_000
    static let pause: Int64 = 60_000
    /// More than any provider has at a time.
    static let mostKeys = 64

    private let caller: any WebCaller
    private let clock: Clock
    private let line = TurnQueue(places: 4, most: 64)
    private let held = Mutex<[String: Held]>([:])

    init(_ caller: any WebCaller, clock: Clock) {
        self.caller = caller
        self.clock = clock
    }

    private var now: Int64 { clock.now.milliseconds }

    /// Asks on a thread of its own; few at a time.
    private func ask(_ call: WebCall) async throws -> WebAnswer {
        let caller = caller
        let answer = await line.take { () -> Result<WebAnswer, any Error> in
            do {
                return .success(try await Blocking.run { try caller.ask(call) })
            } catch {
                return .failure(error)
            }
        }
        guard let answer else { throw WebSilence("too many questions wait") }
        return try answer.get()
    }

    private func json(_ address: String) async throws -> JSON {
        let answer = try await ask(WebCall(address, headers: ["Accept: application/json"]))
        guard answer.status == 200 else { throw WebSilence("\(address): status \(answer.status)") }
        guard let json = try? JSONReader.read(answer.body, roundsDown: true) else {
            throw WebSilence("\(address): no JSON")
        }
        return json
    }

    /// What the issuer says of itself.
    func document(_ issuer: String) async throws -> ProviderDocument {
        let now = now
        if let known = held.withLock({ $0[issuer] }), now - known.documentRead < Self.life { return known.document }
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let json = try await json(base + "/.well-known/openid-configuration")
        guard let document = ProviderDocument(json, issuer: issuer) else {
            throw WebSilence("\(issuer): what it says of itself is of somebody else, or cannot be used")
        }
        held.withLock { held in
            // Of as many issuers as there are organisations; what was set up before is let go.
            if held.count >= 100 { held.removeAll() }
            var one = held[issuer] ?? Held(document: document, documentRead: now)
            (one.document, one.documentRead) = (document, now)
            held[issuer] = one
        }
        return document
    }

    private func readKeys(_ document: ProviderDocument) async throws -> [SigningKey] {
        let keys = (try await json(document.keys)["keys"]?.items ?? []).prefix(Self.mostKeys).compactMap(
            SigningKey.init)
        let now = now
        held.withLock { held in
            held[document.issuer]?.keys = keys
            held[document.issuer]?.keysRead = now
        }
        return keys
    }

    /// Whether the provider signed the token with a key that it publishes.
    func check(_ token: SignedToken, of document: ProviderDocument) async throws {
        let now = now
        let known = held.withLock { $0[document.issuer] }
        var keys = known?.keys ?? []
        if now - (known?.keysRead ?? 0) >= Self.life {
            keys = try await readKeys(document)
        } else if token.isUnknown(among: keys) {
            let mayLook = held.withLock { held -> Bool in
                guard let one = held[document.issuer], now - (one.lookedAgain ?? -Self.pause) >= Self.pause else {
                    return false
                }
                held[document.issuer]?.lookedAgain = now
                return true
            }
            guard mayLook else { throw TokenFault("an unknown key, and they were looked for just now") }
            keys = try await readKeys(document)
        }
        guard !token.isUnknown(among: keys) else { throw TokenFault("an unknown key") }
        guard token.isSigned(by: keys) else { throw TokenFault("signature") }
    }

    /// Whether a provider has a place to sign out; so it is believed until it has said.
    func endsSessions(_ issuer: String) -> Bool {
        held.withLock { $0[issuer] }.map { $0.document.endSession != nil } ?? true
    }

    /// Trades the code of a sign-in for the ID token (RFC 6749 §4.1.3, RFC 7636 §4.5).
    func trade(
        _ code: String, verifier: String, back: String, _ settings: ProviderSettings, secret: String?,
        _ document: ProviderDocument
    ) async throws -> String {
        var form: [(String, String)] = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back), ("code_verifier", verifier),
        ]
        var headers = ["Accept: application/json"]
        if let secret, !document.postsSecret {
            let pair = Percent.encoded(settings.client) + ":" + Percent.encoded(secret)
            headers.append("Authorization: Basic " + String(decoding: Base64.encode(Array(pair.utf8)), as: UTF8.self))
        } else {
            form.append(("client_id", settings.client))
            if let secret { form.append(("client_secret", secret)) }
        }
        let text = form.map { Percent.encoded($0.0) + "=" + Percent.encoded($0.1) }.joined(separator: "&")
        let answer = try await ask(WebCall(document.token, form: text, headers: headers))
        let json = try? JSONReader.read(answer.body, roundsDown: true)
        guard answer.status == 200, let token = json?["id_token"]?.text else {
            let why = json?["error"]?.text.map { String($0.prefix(60)) } ?? "status \(answer.status)"
            throw WebSilence("the code was not taken: \(why)")
        }
        return token
    }
}
