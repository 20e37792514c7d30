// SPDX-License-Identifier: MPL-2.0
import CSodium
import Domain
import Foundation
import Testing

@testable import Exchange

/// Tokens that are committed, so that `Tests/Learning` can show them to a program that we did not write.
@Suite("A certificate as an Open Badge 3.0")
struct OpenBadgeTests {
    static let folder = Files.tests.appending(path: "Fixtures/badges")
    static let keyID = "https://nordby-it.example/badges/noegler.json#2026"

    /// A key pair from a seed that is no secret: 0, 1, 2 … 31.
    private static func pair() -> (publicKey: [UInt8], secretKey: [UInt8]) {
        var (publicKey, secretKey) = ([UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 64))
        _ = crypto_sign_seed_keypair(&publicKey, &secretKey, (0..<32).map { UInt8($0) })
        return (publicKey, secretKey)
    }

    private static func signature(_ bytes: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 64)
        _ = crypto_sign_detached(&signature, nil, bytes, UInt64(bytes.count), pair().secretKey)
        return signature
    }

    private static func badge(_ recipient: OpenBadge.Recipient, percent: Int?) throws -> OpenBadge {
        let module = try #require(LearningLibrary.item("gdpr", .da)?.module)
        let base = "https://nordby-it.example"
        return OpenBadge(
            id: "\(base)/certifikat/C-2026-0042", issuer: .init(id: base, name: "Nordby It-fællesskab"),
            recipient: recipient, achievement: .init(module, at: base),
            validFrom: try #require(Instant("2026-01-05T09:30:00.250Z")),
            validUntil: Instant("2098-01-05T22:59:59.999Z"), percent: percent)
    }

    /// The committed text, or with `VAERN_RECORD` what there is now.
    private func golden(_ name: String, _ text: String) throws -> String {
        let file = Self.folder.appending(path: name)
        if ProcessInfo.processInfo.environment["VAERN_RECORD"] != nil {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    @Test func theTokenOfTheFirstDayIsStillThatToken() throws {
        let named = try Self.badge(.name("Åse Nørgaard Øst"), percent: 87).token(
            keyID: Self.keyID, sign: Self.signature)
        let mailed = try Self.badge(.mail("aase@nordby-it.example"), percent: nil)
            .token(keyID: Self.keyID, sign: Self.signature)
        #expect(try golden("navn.jwt", named) == named)
        #expect(try golden("mail.jwt", mailed) == mailed)
        let keys = String(decoding: OpenBadge.keySet([("2026", Self.pair().publicKey)]), as: UTF8.self)
        #expect(try golden("noegler.json", keys) == keys)
    }

    @Test func theSignatureIsOverWhatStandsBeforeIt() throws {
        let token = try Self.badge(.name("A"), percent: nil).token(keyID: Self.keyID, sign: Self.signature)
        let parts = token.split(separator: ".").map(String.init)
        #expect(parts.count == 3)
        let standard = parts[2].replacing("-", with: "+").replacing("_", with: "/") + "=="
        let signature = [UInt8](try #require(Data(base64Encoded: standard)))
        let signed = Array((parts[0] + "." + parts[1]).utf8)
        #expect(crypto_sign_verify_detached(signature, signed, UInt64(signed.count), Self.pair().publicKey) == 0)
        let other = Array((parts[0] + "." + parts[1].dropLast()).utf8)
        #expect(crypto_sign_verify_detached(signature, other, UInt64(other.count), Self.pair().publicKey) != 0)
    }

    @Test func whatTheSignerRefusesIsRefused() throws {
        struct NoKey: Error {}
        let badge = try Self.badge(.name("A"), percent: nil)
        #expect(throws: NoKey.self) { try badge.token(keyID: Self.keyID) { _ in throw NoKey() } }
    }

    @Test(arguments: 0..<40)
    func base64IsThatOfTheSystem(_ count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 91) }
        let expected = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
        #expect(Base64URL.encode(bytes) == expected)
        #expect(Base64URL.decode(expected) == bytes)
    }

    /// One value has one text: padding, the other alphabet, spaces, a length that no bytes have, and bits left over are refused.
    @Test(arguments: ["QQ==", "+/+/", "QQ ", "Q", "QUJDR", "QR", "QUK", "æøå", "QUJD\n"])
    func anotherTextForTheSameIsNone(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
