// SPDX-License-Identifier: MPL-2.0

/// A key for what an organisation signs beside its ledger, such as badges. It is derived from the seed of the ledger's key, so
/// it is in the same backup and needs no file of its own; whoever has the one does not have the other, and a signature of
/// the one is never one of the other.
public struct SideKey: Sendable {
    /// The Ed25519 public key (RFC 8032), 32 bytes.
    public let publicKey: [UInt8]
    private let seed: [UInt8]

    /// - Parameter purpose: what it is used for. Each purpose has a key of its own: SHA-256(`vaern side key` ‖ 0x00 ‖ purpose ‖
    ///   0x00 ‖ seed).
    init?(of seed: [UInt8], for purpose: String) {
        let label = Array("vaern side key".utf8) + [0] + Array(purpose.utf8) + [0]
        let derived = Digest.sha256(label + seed).bytes
        guard let publicKey = Ed25519.publicKey(of: derived) else { return nil }
        (self.publicKey, self.seed) = (publicKey, derived)
    }

    /// The first eight bytes of SHA-256 of the public key, in hexadecimal: its name where there are several.
    public var name: String { String(Digest.sha256(publicKey).hex.prefix(16)) }

    /// The signature over the bytes, 64 bytes.
    public func sign(_ bytes: [UInt8]) throws -> [UInt8] { try Ed25519.sign(bytes, with: seed) }
}

extension LogKey {
    /// The organisation's key for something else than its ledger; nil: cryptography is not to be had.
    public func side(_ purpose: String) -> SideKey? { SideKey(of: seed, for: purpose) }
}
