// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Foundation
import Office
import Testing

@testable import Web

@Suite("What a token of a sign-in provider must hold before it is believed")
struct TokenTests {
    /// Keys and tokens of joserfc; `vectors.py` makes them.
    private static let vectors: JSON = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "vectors.json")
        return ((try? Data(contentsOf: path)).flatMap { try? JSONReader.read(Array($0)) }) ?? .null
    }()
    private static let keys = (vectors["keys"]?.items ?? []).compactMap { SigningKey($0) }
    private static let now = Instant(milliseconds: 1_800_000_010_000)
    private static let check = TokenCheck(issuer: Outsider.issuer, client: "vaern", now: now)

    private func vector(_ name: String) throws -> String { try #require(Self.vectors["tokens"]?[name]?.text) }

    private func claims(_ but: [(String, JSON?)] = []) -> JSON {
        var members: [(String, JSON?)] = [
            ("iss", .string(Outsider.issuer)), ("aud", "vaern"), ("sub", "asta"), ("exp", 1_800_000_300),
            ("iat", 1_800_000_000), ("nonce", "n"),
        ]
        for (name, value) in but {
            members.removeAll { $0.0 == name }
            members.append((name, value))
        }
        return .members(members)
    }

    private func read(_ but: [(String, JSON?)] = [], type: String? = nil) throws -> SignedToken {
        try SignedToken(Signer("a", seed: 1).token(claims(but), type: type))
    }

    @Test(
        "What joserfc signed is believed: RSA, RSA-PSS, P-256 and Ed25519",
        arguments: ["RS256", "PS256", "ES256", "EdDSA"])
    func algorithms(_ name: String) throws {
        #expect(Self.keys.count == 3)
        let token = try SignedToken(try vector(name))
        #expect(token.algorithm.rawValue == name && token.isSigned(by: Self.keys))
        // A time with a fraction is taken as the second before it.
        #expect(token.claims["auth_time"]?.int == 1_799_999_999)
        try Self.check.identity(token, nonce: "n")
        // With one letter of its content or its signature changed it is not.
        let parts = try vector(name).split(separator: ".").map(String.init)
        for index in [1, 2] {
            var changed = parts
            changed[index] = (parts[index].first == "A" ? "B" : "A") + String(parts[index].dropFirst())
            guard let other = try? SignedToken(changed.joined(separator: ".")) else { continue }
            #expect(!other.isSigned(by: Self.keys))
        }
        #expect(!token.isSigned(by: []) && !token.isSigned(by: Self.keys.filter { $0.id != token.key }))
    }

    @Test("Another's signature, no signature, and an HMAC with the public key are refused")
    func forged() throws {
        #expect(!(try SignedToken(try vector("forged"))).isSigned(by: Self.keys))
        for name in ["none", "hmac"] {
            #expect(throws: TokenFault.self, "\(name)") { try SignedToken(try vector(name)) }
        }
        // A key for one algorithm verifies no other.
        let rsa = try #require(Self.keys.first { $0.fits(.rs256) })
        #expect(!rsa.fits(.es256) && !rsa.fits(.edDSA) && rsa.fits(.ps256))
    }

    @Test("A key that is too short, for encryption, or none at all is no key")
    func keys() throws {
        let short = try #require(Self.vectors["short"])
        #expect(SigningKey(short) == nil)
        let good = try #require(Self.vectors["keys"]?.items?.first)
        guard case .object(let members) = good else { return }
        #expect(SigningKey(.object(members + [.init(name: "use", value: "enc")])) == nil)
        #expect(SigningKey(.object(members.filter { $0.name != "n" })) == nil && SigningKey("x") == nil)
        let only = try #require(SigningKey(.object(members + [.init(name: "alg", value: "PS256")])))
        #expect(only.fits(.ps256) && !only.fits(.rs256))
    }

    @Test("Without a key's name the only one there is for the algorithm is used, and of two none")
    func unnamed() throws {
        let token = try SignedToken(try vector("unnamed"))
        #expect(token.isSigned(by: Self.keys))
        let curve = Self.vectors["keys"]?.items?.filter { $0["crv"] == "P-256" } ?? []
        let second = try #require(SigningKey(curve[0]))
        #expect(!token.isSigned(by: Self.keys + [second]))
    }

    @Test(
        "What is no token is refused",
        arguments: ["", "a.b", "a.b.c.d", "..", "e30.e30.", "e30.e30.AAAA", "eyJhbGciOiJSUzI1NiJ9.W10.AAAA"])
    func malformed(_ text: String) { #expect(throws: TokenFault.self) { try SignedToken(text) } }

    @Test("Whatever must be understood and is not is refused, and what is longer than a token")
    func critical() {
        let head = Base64URL.encode(Array(#"{"alg":"EdDSA","crit":["b64"],"b64":false}"#.utf8))
        #expect(throws: TokenFault.self) { try SignedToken(head + ".e30.AAAA") }
        #expect(throws: TokenFault("too long")) { try SignedToken(String(repeating: "A", count: 70_000)) }
    }

    @Test("Wrong issuer, audience, party, nonce, time or subject")
    func said() throws {
        try Self.check.identity(try read(), nonce: "n")
        try Self.check.identity(try read([("aud", .list(["vaern", "x"])), ("azp", "vaern")]), nonce: "n")
        let wrong: [(String, [(String, JSON?)])] = [
            ("issuer", [("iss", "https://login.example.dk/")]), ("issuer", [("iss", nil)]),
            ("audience", [("aud", "other")]), ("audience", [("aud", .list([]))]),
            ("several audiences", [("aud", .list(["vaern", "x"]))]), ("authorised party", [("azp", "x")]),
            ("nonce", [("nonce", "m")]), ("nonce", [("nonce", nil)]), ("expired", [("exp", 1_799_999_940)]),
            ("expired", [("exp", nil)]), ("made at another time", [("iat", 1_800_000_100)]),
            ("made at another time", [("iat", 1_799_999_000)]), ("made at another time", [("iat", nil)]),
            ("not yet valid", [("nbf", 1_800_000_100)]), ("no subject", [("sub", "")]), ("no subject", [("sub", nil)]),
            ("a logout token", [("events", .members([]))]),
        ]
        for (what, but) in wrong {
            #expect(throws: TokenFault(what), "\(but)") { try Self.check.identity(try read(but), nonce: "n") }
        }
        #expect(throws: TokenFault("a logout token")) {
            try Self.check.identity(try read(type: "logout+jwt"), nonce: "n")
        }
        // A minute of difference between two clocks is borne.
        try Self.check.identity(try read([("exp", 1_799_999_951), ("iat", 1_800_000_070)]), nonce: "n")
    }

    @Test("A fresh sign-in is one that the provider says was made after it was asked for")
    func fresh() throws {
        let asked = Instant(milliseconds: 1_800_000_000_000)
        func check(_ time: JSON?) throws {
            try Self.check.identity(try read([("auth_time", time)]), nonce: "n", after: asked)
        }
        try check(1_800_000_005)
        try check(1_799_999_941)
        #expect(throws: TokenFault("no new sign-in")) { try check(1_799_999_939) }
        #expect(throws: TokenFault("no auth_time")) { try check(nil) }
        #expect(throws: TokenFault("no auth_time")) { try check("1800000005") }
    }

    @Test("A logout token says of whom, that it is one, and its own name, and has no nonce")
    func logout() throws {
        let event: JSON = .members([(TokenCheck.logoutEvent, .members([]))])
        let good: [(String, JSON?)] = [("nonce", nil), ("events", event), ("jti", "1")]
        #expect(try Self.check.logout(try read(good, type: "logout+jwt")) == "1")
        #expect(try Self.check.logout(try read(good + [("exp", nil)])) == "1")
        for (what, but) in [
            ("a nonce", [("nonce", "n")]), ("no logout event", [("events", .members([("x", .members([]))]))]),
            ("no logout event", [("events", nil)]), ("no name", [("jti", nil)]), ("of nobody", [("sub", nil)]),
            ("audience", [("aud", "x")]), ("expired", [("exp", 1_700_000_000)]), ("issuer", [("iss", "x")]),
        ] as [(String, [(String, JSON?)])] {
            #expect(throws: TokenFault(what)) { try Self.check.logout(try read(good + but)) }
        }
        #expect(throws: TokenFault("no logout token")) { try Self.check.logout(try read(good, type: "at+jwt")) }
    }

    // MARK: Keys that change

    private func signed(_ signer: Signer, key: String?? = .none) throws -> SignedToken {
        try SignedToken(signer.token(claims(), key: key))
    }

    @Test("A key that is new is found once; unknown ones are looked for once a minute, whoever sends them")
    func rotation() async throws {
        let outsider = Outsider()
        let time = Lobby.Time(Self.now)
        let providers = Providers(outsider, clock: Clock { time.now })
        let document = try await providers.document(Outsider.issuer)
        func check(_ token: SignedToken) async throws { try await providers.check(token, of: document) }
        try await check(try signed(Signer("a", seed: 1)))
        try await check(try signed(Signer("a", seed: 1)))
        #expect(outsider.asked("/keys").count == 1, "the keys are kept")
        outsider.keys = [Signer("b", seed: 2)]
        try await check(try signed(Signer("b", seed: 2)))
        #expect(outsider.asked("/keys").count == 2)
        // The old one went with it.
        await #expect(throws: TokenFault.self) { try await check(try signed(Signer("a", seed: 1))) }
        for index in 0..<200 {
            await #expect(throws: TokenFault.self) { try await check(try signed(Signer("ukendt\(index)", seed: 9))) }
        }
        #expect(outsider.asked("/keys").count == 2, "unknown names make nobody ask")
        // The same name with another key is no signature.
        await #expect(throws: TokenFault("signature")) { try await check(try signed(Signer("b", seed: 7))) }
        time.pass(seconds: 61)
        await #expect(throws: TokenFault("an unknown key")) { try await check(try signed(Signer("c", seed: 3))) }
        #expect(outsider.asked("/keys").count == 3)
        time.pass(seconds: 3600)
        try await check(try signed(Signer("b", seed: 2)))
        #expect(outsider.asked("/keys").count == 4, "after an hour they are read anew")
        // A provider that does not name its key changes it too.
        try await check(try signed(Signer("b", seed: 2), key: .some(nil)))
        outsider.keys = [Signer("d", seed: 4)]
        try await check(try signed(Signer("d", seed: 4), key: .some(nil)))
        #expect(outsider.asked("/keys").count == 5)
        await #expect(throws: TokenFault.self) { try await check(try signed(Signer("e", seed: 5), key: .some(nil))) }
        #expect(outsider.asked("/keys").count == 5)
    }

    @Test("A provider that says it is somebody else, or leads out of TLS, is not used")
    func discovery() async throws {
        let outsider = Outsider()
        outsider.issuer = "https://evil.example"
        await #expect(throws: WebSilence.self) {
            try await Providers(outsider, clock: Clock { Self.now }).document(Outsider.issuer)
        }
        func document(_ token: String, _ issuer: String = Outsider.issuer) -> ProviderDocument? {
            ProviderDocument(
                .members([
                    ("issuer", .string(issuer)), ("authorization_endpoint", .string(issuer + "/a")),
                    ("token_endpoint", .string(token)), ("jwks_uri", .string(issuer + "/k")),
                ]), issuer: issuer)
        }
        #expect(document("https://login.example.dk/t") != nil && document("http://login.example.dk/t") == nil)
        #expect(
            document("http://127.0.0.1:1/t") == nil && document("http://127.0.0.1:1/t", "http://127.0.0.1:1") != nil)
        for bad in [
            "http://127.0.0.1.evil.example/", "http://localhost@evil.example/", "ftp://x/", "https://a b/",
            "http://127.0.0.1:x@evil.example/", "http://127.0.0.1:80@evil.example/", "https://x@login.example.dk/",
        ] {
            #expect(!WebCall(bad).isSafe && !WebCall(bad).isLocal, "\(bad)")
            #expect(document(bad + "t") == nil, "\(bad)")
        }
    }

    @Test("A state is taken once, by its browser, within ten minutes; what is derived from it differs for each")
    func states() {
        let errands = SignInErrands(seal: "segl", mint: .seeded(5))
        let organisation = ID<Organisation>(high: 1, low: 2)
        func begin() -> (state: String, errand: SignInErrand) {
            errands.begin(organisation, provider: "p", back: "/opgaver", isFresh: true, bound: "a", now: Self.now)
        }
        let (state, errand) = begin()
        #expect(errands.take(state, bound: "b", now: Self.now) == nil)
        #expect(errands.take(state, bound: "a", now: Self.now + 600) == nil)
        #expect(errands.take(state + "A", bound: "a", now: Self.now) == nil)
        #expect(errands.take(state, bound: "a", now: Self.now + 599) == errand)
        #expect(errands.take(state, bound: "a", now: Self.now) == nil, "a second time")
        #expect(SignInErrands(seal: "andet", mint: .seeded(5)).take(begin().state, bound: "a", now: Self.now) == nil)
        let other = begin().errand
        #expect(errands.nonce(errand) != errands.nonce(other) && errands.verifier(errand) != errands.verifier(other))
        #expect(errands.verifier(errand) != errands.nonce(errand) && errands.verifier(errand).utf8.count == 64)
        // RFC 7636, appendix B.
        #expect(
            SignInErrands.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
                == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }
}
