// SPDX-License-Identifier: MPL-2.0

/// 32 bytes: a SHA-256 hash or an HMAC-SHA256 commitment. Kept in four words, so that it lies flat in arrays.
public struct Hash32: Hashable, Comparable, Sendable {
    // Big-endian words: the first byte of the hash is the highest byte of `a`.
    let a: UInt64
    let b: UInt64
    let c: UInt64
    let d: UInt64

    /// All bytes zero: the `prev` of the first fact.
    public static let zero = Hash32(a: 0, b: 0, c: 0, d: 0)

    init(a: UInt64, b: UInt64, c: UInt64, d: UInt64) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }

    /// Exactly 32 bytes, else nil.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 32 else { return nil }
        self.init(unchecked: bytes)
    }

    /// Exactly 32 bytes, else nil.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self = bytes.withUnsafeBytes { Hash32(unchecked: $0) }
    }

    init(unchecked bytes: UnsafeRawBufferPointer) {
        a = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        b = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        c = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        d = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    }

    /// Standard base64 with padding (RFC 4648 section 4), 44 characters; anything else is nil.
    public init?(base64 text: some StringProtocol) {
        guard let bytes = Base64.decode(Array(text.utf8)), let hash = Hash32(bytes) else { return nil }
        self = hash
    }

    /// 64 lower-case hexadecimal digits; anything else is nil.
    public init?(hex text: some StringProtocol) {
        guard let bytes = Hex.decode(Array(text.utf8)), let hash = Hash32(bytes) else { return nil }
        self = hash
    }

    /// By their bytes.
    public static func < (left: Hash32, right: Hash32) -> Bool {
        (left.a, left.b, left.c, left.d) < (right.a, right.b, right.c, right.d)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            store(into: UnsafeMutableRawBufferPointer(buffer))
            count = 32
        }
    }

    /// 44 characters of standard base64.
    public var base64: String { String(decoding: Base64.encode(bytes), as: UTF8.self) }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { String(decoding: Hex.encode(bytes), as: UTF8.self) }

    @inline(__always)
    func store(into buffer: UnsafeMutableRawBufferPointer, at offset: Int = 0) {
        buffer.storeBytes(of: a.bigEndian, toByteOffset: offset, as: UInt64.self)
        buffer.storeBytes(of: b.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
        buffer.storeBytes(of: c.bigEndian, toByteOffset: offset + 16, as: UInt64.self)
        buffer.storeBytes(of: d.bigEndian, toByteOffset: offset + 24, as: UInt64.self)
    }
}

extension Hash32: CustomStringConvertible {
    public var description: String { base64 }
}
