// SPDX-License-Identifier: MPL-2.0
import COpenSSL

/// The hashes of the format: RFC 6962 section 2.1 for the tree, RFC 2104 for commitments, all on SHA-256.
///
/// On OpenSSL's plain functions, whose state lies on the stack: a verification makes some seven hashes a fact.
public enum Digest {
    /// SHA-256 of the bytes.
    public static func sha256(_ bytes: UnsafeRawBufferPointer) -> Hash32 {
        var hash = Running()
        hash.update(bytes)
        return hash.finish()
    }

    /// SHA-256 of the bytes.
    public static func sha256(_ bytes: [UInt8]) -> Hash32 { bytes.withUnsafeBytes { sha256($0) } }

    /// A leaf's hash: SHA-256(0x00 ‖ leaf).
    public static func leaf(_ bytes: UnsafeRawBufferPointer) -> Hash32 {
        var hash = Running()
        var prefix: UInt8 = 0
        withUnsafeBytes(of: &prefix) { hash.update($0) }
        hash.update(bytes)
        return hash.finish()
    }

    /// A leaf's hash: SHA-256(0x00 ‖ leaf).
    public static func leaf(_ bytes: [UInt8]) -> Hash32 { bytes.withUnsafeBytes { leaf($0) } }

    /// A node's hash: SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: Hash32, _ right: Hash32) -> Hash32 {
        withUnsafeTemporaryAllocation(byteCount: 72, alignment: 8) { block in
            block[0] = 1
            left.store(into: block, at: 1)
            right.store(into: block, at: 33)
            return sha256(UnsafeRawBufferPointer(rebasing: block[0..<65]))
        }
    }

    /// A commitment: HMAC-SHA256 of the bytes under a key of at most 64 bytes (the format's keys have 32).
    public static func commitment(key: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer) -> Hash32 {
        withUnsafeTemporaryAllocation(byteCount: 96, alignment: 8) { block in
            for at in 0..<64 { block[at] = 0x36 }
            for at in 0..<min(64, key.count) { block[at] = 0x36 ^ key[at] }
            var inner = Running()
            inner.update(UnsafeRawBufferPointer(rebasing: block[0..<64]))
            inner.update(bytes)
            inner.finish().store(into: block, at: 64)
            for at in 0..<64 { block[at] ^= 0x36 ^ 0x5C }
            return sha256(UnsafeRawBufferPointer(block))
        }
    }

    /// A commitment: HMAC-SHA256 of the bytes under a key of at most 64 bytes.
    public static func commitment(key: [UInt8], _ bytes: [UInt8]) -> Hash32 {
        key.withUnsafeBytes { key in bytes.withUnsafeBytes { commitment(key: key, $0) } }
    }

    /// SHA-256 of bytes that come in pieces. The functions of OpenSSL answer 1 always: there is nothing in them that can fail.
    public struct Running {
        private var state = SHA256_CTX()

        @inline(__always)
        public init() { SHA256_Init(&state) }

        @inline(__always)
        public mutating func update(_ bytes: UnsafeRawBufferPointer) {
            // Of an empty buffer there may be no address, and C functions want one.
            guard let start = bytes.baseAddress else { return }
            SHA256_Update(&state, start, bytes.count)
        }

        /// SHA-256 of all that was taken in.
        @inline(__always)
        public mutating func finish() -> Hash32 {
            withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { out in
                SHA256_Final(out.baseAddress?.assumingMemoryBound(to: UInt8.self), &state)
                return Hash32(unchecked: UnsafeRawBufferPointer(out))
            }
        }
    }
}
