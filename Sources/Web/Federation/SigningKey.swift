// SPDX-License-Identifier: MPL-2.0

import COpenSSL
import Exchange

/// A public key of a sign-in provider, as it publishes it (RFC 7517), and what is signed with it (RFC 7518).
struct SigningKey: Sendable, Hashable {
    /// What is believed. Neither `none` nor what is made with a shared secret is among them: with a public key as its secret
    /// anybody could make those.
    enum Algorithm: String, CaseIterable, Sendable {
        case rs256 = "RS256"
        case ps256 = "PS256"
        case es256 = "ES256"
        case edDSA = "EdDSA"
    }

    private enum Shape: Sendable { case rsa, p256, ed25519 }

    let id: String?
    private let shape: Shape
    /// The one algorithm that the key says it is for.
    private let only: String?
    private let info: [UInt8]

    /// Nil: another kind of key, one that is too short, or one that signs nothing.
    init?(_ key: JSON) {
        func bytes(_ name: String) -> [UInt8]? { key[name]?.text.flatMap { Base64URL.decode($0) } }
        guard key["use"]?.text ?? "sig" == "sig" else { return nil }
        switch (key["kty"]?.text, key["crv"]?.text) {
        case ("RSA", _):
            guard let n = bytes("n").map({ Array($0.drop { $0 == 0 }) }), let e = bytes("e"),
                (256...1024).contains(n.count), (1...8).contains(e.count)
            else { return nil }
            (shape, info) = (.rsa, PublicKey.info(rsa: n, e))
        case ("EC", "P-256"):
            guard let x = bytes("x"), let y = bytes("y"), x.count == 32, y.count == 32 else { return nil }
            (shape, info) = (.p256, PublicKey.info(p256: x, y))
        case ("OKP", "Ed25519"):
            guard let x = bytes("x"), x.count == 32 else { return nil }
            (shape, info) = (.ed25519, PublicKey.info(ed25519: x))
        case (_, _): return nil
        }
        id = key["kid"]?.text
        only = key["alg"]?.text
        guard let loaded = PublicKey(algorithm: .es256, info: info).load() else { return nil }
        EVP_PKEY_free(loaded)
    }

    /// Whether the key is one for the algorithm.
    func fits(_ algorithm: Algorithm) -> Bool {
        guard only == nil || only == algorithm.rawValue else { return false }
        return switch algorithm {
        case .rs256, .ps256: shape == .rsa
        case .es256: shape == .p256
        case .edDSA: shape == .ed25519
        }
    }

    func verifies(_ signature: [UInt8], of message: [UInt8], by algorithm: Algorithm) -> Bool {
        guard fits(algorithm) else { return false }
        return switch algorithm {
        case .rs256: PublicKey(algorithm: .rs256, info: info).verifies(signature, of: message)
        case .edDSA: PublicKey(algorithm: .edDSA, info: info).verifies(signature, of: message)
        case .es256:
            // Two numbers of 32 bytes each, where OpenSSL wants them as DER.
            signature.count == 64
                && PublicKey(algorithm: .es256, info: info).verifies(
                    PublicKey.der(0x30, number(signature[..<32]) + number(signature[32...])), of: message)
        case .ps256: verifiesPSS(signature, message)
        }
    }

    private func number(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let kept = Array(bytes.drop { $0 == 0 })
        return PublicKey.integer(kept.isEmpty ? [0] : kept)
    }

    /// RSA-PSS with a salt as long as the hash.
    private func verifiesPSS(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
        guard let key = PublicKey(algorithm: .rs256, info: info).load() else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        var inner: OpaquePointer?
        return EVP_DigestVerifyInit(context, &inner, EVP_sha256(), nil, key) == 1
            && EVP_PKEY_CTX_set_rsa_padding(inner, RSA_PKCS1_PSS_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(inner, RSA_PSS_SALTLEN_DIGEST) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}
