// SPDX-License-Identifier: MPL-2.0
import Crypto

/// The hashes of the format: RFC 6962 section 2.1 for the tree, RFC 2104 for commitments, all on SHA-256.
public enum Digest {
    /// SHA-256 of the bytes.
    public static func sha256(_ bytes: UnsafeRawBufferPointer) -> Hash32 {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        return finish(hash)
    }

    /// SHA-256 of the bytes.
    public static func sha256(_ bytes: [UInt8]) -> Hash32 { bytes.withUnsafeBytes { sha256($0) } }

    /// A leaf's hash: SHA-256(0x00 ‖ leaf).
    public static func leaf(_ bytes: UnsafeRawBufferPointer) -> Hash32 {
        var hash = SHA256()
        var prefix: UInt8 = 0
        withUnsafeBytes(of: &prefix) { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: bytes)
        return finish(hash)
    }

    /// A leaf's hash: SHA-256(0x00 ‖ leaf).
    public static func leaf(_ bytes: [UInt8]) -> Hash32 { bytes.withUnsafeBytes { leaf($0) } }

    /// A node's hash: SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: Hash32, _ right: Hash32) -> Hash32 {
        withUnsafeTemporaryAllocation(byteCount: 72, alignment: 8) { block in
            block[0] = 1
            left.store(into: block, at: 1)
            right.store(into: block, at: 33)
            var hash = SHA256()
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: block[0..<65]))
            return finish(hash)
        }
    }

    /// A commitment: HMAC-SHA256 of the bytes under a key of at most 64 bytes (the format's keys have 32).
    ///
    /// Written out on the bare hash, since the library's HMAC allocates four times as much for each of millions.
    public static func commitment(key: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer) -> Hash32 {
        withUnsafeTemporaryAllocation(byteCount: 96, alignment: 8) { block in
            for at in 0..<64 { block[at] = 0x36 ^ (at < key.count ? key[at] : 0) }
            var inner = SHA256()
            inner.update(bufferPointer: UnsafeRawBufferPointer(rebasing: block[0..<64]))
            inner.update(bufferPointer: bytes)
            let middle = finish(inner)
            for at in 0..<64 { block[at] ^= 0x36 ^ 0x5C }
            middle.store(into: block, at: 64)
            var outer = SHA256()
            outer.update(bufferPointer: UnsafeRawBufferPointer(block))
            return finish(outer)
        }
    }

    /// A commitment: HMAC-SHA256 of the bytes under a key of at most 64 bytes.
    public static func commitment(key: [UInt8], _ bytes: [UInt8]) -> Hash32 {
        key.withUnsafeBytes { key in bytes.withUnsafeBytes { commitment(key: key, $0) } }
    }

    @inline(__always)
    private static func finish(_ hash: SHA256) -> Hash32 {
        hash.finalize().withUnsafeBytes { Hash32(unchecked: $0) }
    }
}
