// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

@Suite("What a passkey answers")
struct WebAuthnTests {
    private func ask(_ host: String) -> Ask {
        Ask(
            id: "1", method: "GET", rawPath: "/", rawQuery: "", headers: ["host": host], client: "192.0.2.1",
            isSecure: false, way: .network, length: nil, body: { _ in [] })
    }

    @Test("A challenge is good once, for its purpose, in its browser, for five minutes")
    func challenges() {
        let challenges = Challenges(seal: "segl", mint: .seeded(3))
        let now = Instant(milliseconds: 1_800_000_000_000)
        func make() -> String { challenges.make(.get, bound: "a", now: now) }
        let challenge = make()
        #expect(!challenges.take(challenge, .create, bound: "a", now: now))
        #expect(!challenges.take(challenge, .get, bound: "b", now: now))
        #expect(!challenges.take(challenge, .get, bound: "a", now: now + 300))
        #expect(challenges.take(challenge, .get, bound: "a", now: now + 299))
        #expect(!challenges.take(challenge, .get, bound: "a", now: now))
        #expect(challenges.take(make(), .get, bound: "a", now: now))
        var bytes = Array(make().utf8)
        bytes[9] = bytes[9] == 0x41 ? 0x42 : 0x41
        #expect(!challenges.take(String(decoding: bytes, as: UTF8.self), .get, bound: "a", now: now))
        #expect(!Challenges(seal: "andet", mint: .seeded(3)).take(make(), .get, bound: "a", now: now))
        for bad in ["", "!", "AAAA", String(repeating: "A", count: 200)] {
            #expect(!challenges.take(bad, .get, bound: "a", now: now))
        }
    }

    @Test("A count goes on, or stays nought")
    func counts() {
        #expect(WebAuthn.isLater(0, than: 0) && WebAuthn.isLater(1, than: 0) && WebAuthn.isLater(9, than: 8))
        #expect(!WebAuthn.isLater(8, than: 8) && !WebAuthn.isLater(7, than: 8) && !WebAuthn.isLater(0, than: 1))
    }

    @Test("Device data is for us, from somebody who was there and whom the device knew")
    func device() throws {
        let party = try #require(RelyingParty(ask("localhost:8080"), publicAddress: nil))
        func data(_ host: String, _ flags: UInt8) -> [UInt8] {
            Digest.sha256(Array(host.utf8)).bytes + [flags, 0, 0, 1, 2]
        }
        let good = try WebAuthn.DeviceData(data("localhost", 5))
        try good.check(party)
        #expect(good.count == 258)
        for (bytes, why) in [
            (data("evil.example", 5), "party"), (data("localhost", 4), "nobody present"),
            (data("localhost", 1), "user not verified"),
        ] {
            #expect(throws: WebAuthn.Failure(why)) { try WebAuthn.DeviceData(bytes).check(party) }
        }
        #expect(throws: WebAuthn.Failure.self) { try WebAuthn.DeviceData(Array(data("localhost", 5).dropLast())) }
    }

    @Test("What the browser says: the type, the origin, and no other site around it")
    func client() throws {
        let party = try #require(RelyingParty(ask("localhost:8080"), publicAddress: nil))
        func client(_ type: String, _ origin: String, _ rest: String = "") -> [UInt8] {
            Array("{\"type\":\"\(type)\",\"challenge\":\"abc\",\"origin\":\"\(origin)\"\(rest)}".utf8)
        }
        let own = "http://localhost:8080"
        #expect(try WebAuthn.challenge(client("webauthn.get", own), type: "webauthn.get", party) == "abc")
        for bytes in [
            client("webauthn.create", own), client("webauthn.get", "http://localhost:8081"),
            client("webauthn.get", "https://localhost:8080"), client("webauthn.get", "http://evil.example"),
            client("webauthn.get", own, ",\"crossOrigin\":true"), client("webauthn.get", own) + [0x20, 0x7D],
            Array("[]".utf8), [],
        ] {
            #expect(throws: WebAuthn.Failure.self) {
                try WebAuthn.challenge(bytes, type: "webauthn.get", party)
            }
        }
    }

    @Test("Passkeys are made for a name, under TLS or on the machine itself")
    func parties() {
        func party(_ host: String, _ address: String? = nil) -> RelyingParty? {
            RelyingParty(ask(host), publicAddress: address)
        }
        #expect(party("localhost:8080")?.id == "localhost" && party("vaern.localhost")?.id == "vaern.localhost")
        #expect(party("127.0.0.1:8080") == nil && party("[::1]:8080") == nil && party("vaern.example.dk") == nil)
        let named = party("10.0.0.1:8080", "https://vaern.example.dk/")
        #expect(named?.id == "vaern.example.dk" && named?.origin == "https://vaern.example.dk")
        #expect(party("evil.example", "https://vaern.example.dk:8443")?.origin == "https://vaern.example.dk:8443")
    }

    @Test("A key is of a kind that is known, and a point of its curve")
    func keys() {
        let (x, y) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
        let off: CBOR = .map([
            .number(1): .number(2), .number(3): .number(-7), .number(-1): .number(1), .number(-2): .bytes(x),
            .number(-3): .bytes(y),
        ])
        #expect(PublicKey(off) == nil)
        #expect(PublicKey(.map([:])) == nil && PublicKey(.null) == nil)
        let secret: CBOR = .map([.number(1): .number(4), .number(3): .number(5), .number(-1): .bytes(x)])
        #expect(PublicKey(secret) == nil)
        let small: CBOR = .map([
            .number(1): .number(3), .number(3): .number(-257),
            .number(-1): .bytes([1] + [UInt8](repeating: 7, count: 127)),
            .number(-2): .bytes([1, 0, 1]),
        ])
        #expect(PublicKey(small) == nil, "RSA of 1,024 bits")
    }
}
