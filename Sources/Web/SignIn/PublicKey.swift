// SPDX-License-Identifier: MPL-2.0

import COpenSSL

/// The public key of a passkey, as the SubjectPublicKeyInfo of RFC 5280.
struct PublicKey: Sendable, Hashable {
    /// The numbers of IANA's COSE registry.
    enum Algorithm: Int, CaseIterable, Sendable {
        case es256 = -7
        case edDSA = -8
        case rs256 = -257
    }

    let algorithm: Algorithm
    let info: [UInt8]

    init(algorithm: Algorithm, info: [UInt8]) {
        self.algorithm = algorithm
        self.info = info
    }

    /// Reads a COSE key (RFC 9053); nil for other kinds, and for what is no key of its kind.
    init?(_ key: CBOR) {
        let (one, two) = (key[.number(-1)], key[.number(-2)])
        guard let algorithm = key[.number(3)]?.number.flatMap({ Algorithm(rawValue: Int($0)) }) else { return nil }
        switch (algorithm, key[.number(1)]?.number) {
        case (.es256, 2):
            guard one?.number == 1, let x = two?.bytes, let y = key[.number(-3)]?.bytes, x.count == 32, y.count == 32
            else { return nil }
            info = Self.info(p256: x, y)
        case (.edDSA, 1):
            guard one?.number == 6, let x = two?.bytes, x.count == 32 else { return nil }
            info = Self.info(ed25519: x)
        case (.rs256, 3):
            guard let n = one?.bytes, let e = two?.bytes, (256...512).contains(n.count), (1...4).contains(e.count),
                n[0] != 0
            else { return nil }
            info = Self.info(rsa: n, e)
        case (_, _): return nil
        }
        self.algorithm = algorithm
        guard let loaded = load() else { return nil }
        EVP_PKEY_free(loaded)
    }

    /// Whether the signature of the message was made with the key.
    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = load() else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        let digest = algorithm == .edDSA ? nil : EVP_sha256()
        return EVP_DigestVerifyInit(context, nil, digest, nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    func load() -> OpaquePointer? {
        info.withUnsafeBufferPointer { buffer in
            var at = buffer.baseAddress
            return d2i_PUBKEY(nil, &at, buffer.count)
        }
    }

    // MARK: DER

    /// What stands before the point: id-ecPublicKey, prime256v1, and that it is not compressed.
    private static let p256: [UInt8] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48,
        0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ]
    /// id-Ed25519.
    private static let ed25519: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
    /// rsaEncryption with its empty parameters.
    private static let rsa: [UInt8] = [
        0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]

    static func info(p256 x: [UInt8], _ y: [UInt8]) -> [UInt8] { p256 + x + y }
    static func info(ed25519 x: [UInt8]) -> [UInt8] { ed25519 + x }

    static func info(rsa n: [UInt8], _ e: [UInt8]) -> [UInt8] {
        der(0x30, rsa + der(0x03, [0] + der(0x30, integer(n) + integer(e))))
    }

    static func integer(_ bytes: [UInt8]) -> [UInt8] { der(0x02, (bytes[0] & 0x80 == 0 ? [] : [0]) + bytes) }

    static func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        if count < 0x80 { return [tag, UInt8(count)] + content }
        if count < 0x100 { return [tag, 0x81, UInt8(count)] + content }
        return [tag, 0x82, UInt8(count >> 8), UInt8(count & 0xFF)] + content
    }
}
