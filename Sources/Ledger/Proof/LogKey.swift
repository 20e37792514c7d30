// SPDX-License-Identifier: MPL-2.0

/// A ledger's public key under its name, as signed notes know it (C2SP signed-note).
public struct VerifierKey: Sendable, Hashable {
    /// The key's name: the ledger's origin.
    public let name: String
    /// The Ed25519 public key, 32 bytes.
    public let publicKey: [UInt8]
    /// The first four bytes of SHA-256(name ‖ "\n" ‖ 0x01 ‖ public key), big endian.
    public let id: UInt32

    /// Nil if the name is empty or holds a space, a plus sign or a control character, or the key is not 32 bytes.
    public init?(name: String, publicKey: [UInt8]) {
        let odd = name.unicodeScalars.contains { $0 == "+" || $0.properties.isWhitespace || $0.value < 0x20 }
        guard !name.isEmpty, !odd, publicKey.count == 32 else { return nil }
        self.name = name
        self.publicKey = publicKey
        let hash = Digest.sha256(Array(name.utf8) + [0x0A, 0x01] + publicKey)
        id = UInt32(truncatingIfNeeded: hash.a >> 32)
    }

    /// Reads `name+hash+base64`, the text that signed-note tools take; nil if it is anything else.
    public init?(text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.decode(Array(parts[2].utf8)), bytes.count == 33, bytes[0] == 1,
            let key = VerifierKey(name: String(parts[0]), publicKey: Array(bytes[1...])), key.idText == parts[1]
        else { return nil }
        self = key
    }

    /// `name+hash+base64`: the name, eight hexadecimal digits of the id, and 0x01 ‖ public key in base64.
    public var text: String {
        "\(name)+\(idText)+\(String(decoding: Base64.encode([1] + publicKey), as: UTF8.self))"
    }

    private var idText: String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// Whether the signature (64 bytes) is this key's over the bytes.
    public func verifies(_ signature: [UInt8], over bytes: [UInt8]) -> Bool {
        Ed25519.verifies(signature, over: bytes, publicKey)
    }
}

/// A ledger's private key (Ed25519, RFC 8032). It lies in a file of its own outside the database.
public struct LogKey: Sendable {
    /// The 32 secret bytes to be kept.
    public let seed: [UInt8]
    public let verifier: VerifierKey

    /// The key of a 32-byte seed; nil if it has another length, or the name may not be a key's name.
    public init?(name: String, seed: [UInt8]) {
        guard let publicKey = Ed25519.publicKey(of: seed),
            let verifier = VerifierKey(name: name, publicKey: publicKey)
        else { return nil }
        self.seed = seed
        self.verifier = verifier
    }

    /// The signature over the bytes, 64 bytes.
    func sign(_ bytes: [UInt8]) throws -> [UInt8] { try Ed25519.sign(bytes, with: seed) }
}
