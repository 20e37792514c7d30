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
    /// Where it tells more of somebody than the ID token says (OpenID Connect Core 1.0 §5.3); nil: nowhere.
    let userinfo: String?
    /// The values of `acr` that it knows; empty: it does not say.
    let strengths: [String]
    /// Whether it names itself in every answer (RFC 9207 §3).
    let namesItself: Bool
    /// Whether the client proves itself in the form and not in the header.
    let postsSecret: Bool

    /// Nil: it is about another issuer, or names an address that is not asked.
    init?(_ json: JSON, issuer: String) {
        guard json["issuer"]?.text == issuer, let authorization = json["authorization_endpoint"]?.text,
            let token = json["token_endpoint"]?.text, let keys = json["jwks_uri"]?.text
        else { return nil }
        let (end, userinfo) = (json["end_session_endpoint"]?.text, json["userinfo_endpoint"]?.text)
        // Over TLS throughout, unless the provider itself is on this machine.
        let isLocal = WebCall(issuer).isLocal
        for address in [authorization, token, keys] + [end, userinfo].compactMap({ $0 }) {
            let call = WebCall(address)
            guard call.isSafe, isLocal || !call.isLocal else { return nil }
        }
        self.issuer = issuer
        self.authorization = authorization
        self.token = token
        self.keys = keys
        endSession = end
        self.userinfo = userinfo
        strengths = json.texts("acr_values_supported")
        namesItself = json["authorization_response_iss_parameter_supported"] == .bool(true)
        let methods = json.texts("token_endpoint_auth_methods_supported")
        postsSecret =
            !methods.isEmpty && !methods.contains("client_secret_basic") && methods.contains("client_secret_post")
    }

    /// What `amr` can hold (RFC 8176 §2): no value of `acr`, unless a provider says that it is one.
    private static let methods: Set<String> = [
        "face", "fpt", "geo", "hwk", "iris", "kba", "mca", "mfa", "otp", "pin", "pop", "pwd", "rba", "retina", "sc",
        "sms", "swk", "tel", "user", "vbm", "wia",
    ]

    /// What is asked for where two steps are demanded: the signs of two steps that the provider knows, and where it does not
    /// say what it knows, those that are no names of single methods. The answer is looked at whatever was asked for.
    func asked(of settings: ProviderSettings) -> [String] {
        (strengths.isEmpty ? settings.strong.subtracting(Self.methods) : settings.strong.intersection(strengths))
            .sorted()
    }
}

extension ProviderSettings {
    /// Which provider it is and which client we are to it, in a form that is sent along (SHA-256).
    var mark: String { Secret.hash(String(decoding: JSON.list([issuer, client]).bytes, as: UTF8.self)) }
}

/// What a provider gave for a code.
struct Traded: Sendable {
    let identity: String
    /// With which it tells more; nil: it gave none.
    let access: String?
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
    /// So many lines at a time: as many as there are organisations that wait for their providers.
    static let mostLines = 100
    /// So many questions are put to one provider at a time, and so many wait.
    static let (places, mostWaiting) = (2, 16)
    /// Who has waited so long for a turn is told that the provider is slow: with the ten seconds that a question may take
    /// nobody waits longer than twenty for an answer.
    static let patience: Int64 = 10_000
    /// More than any provider has at a time.
    static let mostKeys = 64

    private let caller: any WebCaller
    private let clock: Clock
    /// A line for each provider, so that one that does not answer keeps nobody waiting who asks another.
    private let lines = Mutex<[String: TurnQueue]>([:])
    /// So many are asked at a time in all, since each takes a thread.
    private let all = TurnQueue(places: 32, most: 256)
    private let held = Mutex<[String: Held]>([:])

    init(_ caller: any WebCaller, clock: Clock) {
        self.caller = caller
        self.clock = clock
    }

    private var now: Int64 { clock.now.milliseconds }

    /// The line before a provider; nil: there are too many.
    private func line(of issuer: String) -> TurnQueue? {
        lines.withLock { lines in
            if let line = lines[issuer] { return line }
            if lines.count >= Self.mostLines { lines = lines.filter { !$0.value.isIdle } }
            guard lines.count < Self.mostLines else { return nil }
            let line = TurnQueue(places: Self.places, most: Self.mostWaiting)
            lines[issuer] = line
            return line
        }
    }

    /// Asks on a thread of its own, when it is its turn with the provider and among all.
    private func ask(_ call: WebCall, of issuer: String) async throws -> WebAnswer {
        let (caller, came) = (caller, now)
        let answer = await line(of: issuer)?.take { () -> Result<WebAnswer, any Error>? in
            await all.take { () -> Result<WebAnswer, any Error> in
                guard now - came < Self.patience else { return .failure(WebSilence("\(issuer) is too slow")) }
                do {
                    return .success(try await Blocking.run { try caller.ask(call) })
                } catch {
                    return .failure(error)
                }
            }
        }
        guard let answer = answer ?? nil else { throw WebSilence("too many questions wait for \(issuer)") }
        return try answer.get()
    }

    /// How many questions wait for a provider now.
    func waiting(for issuer: String) -> Int { lines.withLock { $0[issuer] }?.waiting ?? 0 }

    private func json(_ address: String, of issuer: String, access: String? = nil) async throws -> JSON {
        let proof = access.map { ["Authorization: Bearer " + $0] } ?? []
        let answer = try await ask(WebCall(address, headers: ["Accept: application/json"] + proof), of: issuer)
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
        let json = try await json(base + "/.well-known/openid-configuration", of: issuer)
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
        let keys = (try await json(document.keys, of: document.issuer)["keys"]?.items ?? []).prefix(Self.mostKeys)
            .compactMap(
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

    /// What the provider tells of somebody beside the ID token (OpenID Connect Core 1.0 §5.3). It comes unsigned over TLS, so
    /// it is believed of the one whom the token names and of nobody else; nil: it has no place for it.
    func told(_ access: String, of subject: String, _ document: ProviderDocument) async throws -> JSON? {
        guard let address = document.userinfo else { return nil }
        // A header is one line.
        guard access.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw TokenFault("access token") }
        let told = try await json(address, of: document.issuer, access: access)
        guard let found = told["sub"]?.text, found.utf8.elementsEqual(subject.utf8) else {
            throw TokenFault("what is told of somebody is about another subject")
        }
        return told
    }

    /// Trades the code of a sign-in for the ID token (RFC 6749 §4.1.3, RFC 7636 §4.5).
    func trade(
        _ code: String, verifier: String, back: String, _ settings: ProviderSettings, secret: String?,
        _ document: ProviderDocument
    ) async throws -> Traded {
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
        let answer = try await ask(WebCall(document.token, form: text, headers: headers), of: document.issuer)
        let json = try? JSONReader.read(answer.body, roundsDown: true)
        guard answer.status == 200, let token = json?["id_token"]?.text else {
            let why = json?["error"]?.text.map { String($0.prefix(60)) } ?? "status \(answer.status)"
            throw WebSilence("the code was not taken: \(why)")
        }
        return Traded(identity: token, access: json?["access_token"]?.text)
    }
}
