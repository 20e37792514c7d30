// SPDX-License-Identifier: MPL-2.0

/// What is wrong in a row of a file that is taken in.
public struct RowFault: Hashable, Sendable {
    /// As people count in the file.
    public let row: Int
    public let what: Phrase

    public init(row: Int, _ what: Phrase) { (self.row, self.what) = (row, what) }
}

/// A short sign of texts in their order, so that a confirmation is about what was shown (FNV-1a, 64 bits).
struct ShownSign {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }

    var text: String { String(hash, radix: 16) }
}
