// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office
import Synchronization

/// Whom passkeys are made for: the address that people use. A browser makes none for a number instead of a name, nor
/// without TLS, but on the machine itself.
struct RelyingParty: Sendable, Hashable {
    /// The host.
    let id: String
    let origin: String

    init?(_ ask: Ask, publicAddress: String?) {
        guard let host = ask.header("host") else { return nil }
        let address = publicAddress ?? (ask.isSecure ? "https://" : "http://") + host
        let parts = address.lowercased().split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count >= 2, parts[0] == "http:" || parts[0] == "https:" else { return nil }
        let name = parts[1].prefix { $0 != ":" }
        let isOwn = name == "localhost" || name.hasSuffix(".localhost")
        guard !name.isEmpty, name.contains(where: \.isLetter), !name.contains("["), parts[0] == "https:" || isOwn
        else { return nil }
        id = String(name)
        origin = "\(parts[0])//\(parts[1])"
    }
}

/// Web Authentication level 2: what a device answers is checked step by step (§§7.1 and 7.2). Attestation is not asked for:
/// which make a device is of proves nothing about its owner.
enum WebAuthn {
    /// What was wrong, for the log.
    struct Failure: Error, Hashable {
        let why: String

        init(_ why: String) { self.why = why }
    }

    /// What a device says about itself and the key (§6.1).
    struct DeviceData: Sendable {
        let party: [UInt8]
        let flags: UInt8
        let count: UInt32
        let rest: Int

        static let present: UInt8 = 1
        static let verified: UInt8 = 4
        static let attested: UInt8 = 64
        static let extended: UInt8 = 128

        init(_ bytes: [UInt8]) throws(Failure) {
            guard bytes.count >= 37, bytes.count <= CBORReader.mostBytes else { throw Failure("device data") }
            party = Array(bytes[0..<32])
            flags = bytes[32]
            count = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
            rest = 37
        }

        /// That it is for us, that somebody was there, and that the device knew who.
        func check(_ party: RelyingParty) throws(Failure) {
            guard self.party == Digest.sha256(Array(party.id.utf8)).bytes else { throw Failure("party") }
            guard flags & Self.present != 0 else { throw Failure("nobody present") }
            guard flags & Self.verified != 0 else { throw Failure("user not verified") }
        }
    }

    /// What the browser says it was asked; answers the challenge.
    static func challenge(_ client: [UInt8], type: String, _ party: RelyingParty) throws(Failure) -> String {
        guard client.count <= 8192, let json = try? JSONReader.read(client), json["type"]?.text == type else {
            throw Failure("client data")
        }
        guard json["origin"]?.text == party.origin else { throw Failure("origin") }
        if case .bool(true)? = json["crossOrigin"] { throw Failure("inside another site") }
        guard let challenge = json["challenge"]?.text else { throw Failure("challenge") }
        return challenge
    }

    /// A new key, from what a device answers at the registration.
    static func registered(
        _ attestation: [UInt8], _ party: RelyingParty
    ) throws(Failure) -> (credential: [UInt8], key: PublicKey, count: UInt32) {
        guard let object = try? CBORReader.read(attestation), let bytes = object[.text("authData")]?.bytes else {
            throw Failure("attestation")
        }
        let data = try DeviceData(bytes)
        try data.check(party)
        guard data.flags & DeviceData.attested != 0, bytes.count >= data.rest + 18 else { throw Failure("no key") }
        let length = Int(bytes[data.rest + 16]) << 8 | Int(bytes[data.rest + 17])
        let start = data.rest + 18
        guard (1...1023).contains(length), bytes.count > start + length else { throw Failure("credential") }
        var reader = CBORReader(bytes, from: start + length)
        guard let value = try? reader.value(), let key = PublicKey(value) else { throw Failure("key") }
        if data.flags & DeviceData.extended != 0 { _ = try? reader.value() }
        guard reader.at == bytes.count else { throw Failure("more than a key") }
        return (Array(bytes[start..<start + length]), key, data.count)
    }

    /// That a device answered with the key; answers how often it says it did.
    static func asserted(
        _ passkey: Proof.Passkey, data bytes: [UInt8], client: [UInt8], signature: [UInt8], _ party: RelyingParty
    ) throws(Failure) -> UInt32 {
        let data = try DeviceData(bytes)
        try data.check(party)
        guard passkey.party == party.id else { throw Failure("party of the key") }
        guard passkey.key.verifies(signature, of: bytes + Digest.sha256(client).bytes) else {
            throw Failure("signature")
        }
        return data.count
    }

    /// Whether a count is later than the one before it; a device that does not count says zero always (§6.1.1).
    static func isLater(_ count: UInt32, than before: UInt32) -> Bool {
        count == 0 && before == 0 || count > before
    }
}

/// What a device is asked to sign: made for one browser and one purpose, good for five minutes, and taken once. Nothing is
/// kept of one until it is used, so nobody fills the memory by asking.
final class Challenges: Sendable {
    enum Purpose: String { case create, get }

    static let life: Int64 = 5 * 60_000
    private let seal: String
    private let mint: Mint
    private let used = Mutex<[String: Int64]>([:])

    init(seal: String, mint: Mint) {
        self.seal = seal
        self.mint = mint
    }

    /// - Parameter bound: the secret of the browser's cookie.
    func make(_ purpose: Purpose, bound: String, now: Instant) -> String {
        let open = mint.secret() + String(now.milliseconds + Self.life, radix: 16)
        return Base64URL.encode(Array((open + mark(open, purpose, bound)).utf8))
    }

    /// Takes one, the first time; false for one that is not ours, too old, or taken before.
    func take(_ challenge: String, _ purpose: Purpose, bound: String, now: Instant) -> Bool {
        guard let bytes = Base64URL.decode(challenge), bytes.count > 128, bytes.count < 160 else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        let open = String(text.dropLast(64))
        guard Secret.equal(String(text.suffix(64)), mark(open, purpose, bound)),
            let until = Int64(open.dropFirst(64), radix: 16), until > now.milliseconds
        else { return false }
        return used.withLock { used in
            used = used.filter { $0.value > now.milliseconds }
            return used.updateValue(until, forKey: open) == nil
        }
    }

    private func mark(_ open: String, _ purpose: Purpose, _ bound: String) -> String {
        Secret.derived(seal, "passkey \(purpose.rawValue) \(Secret.hash(bound)) \(open)")
    }
}
