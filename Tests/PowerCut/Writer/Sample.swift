// SPDX-License-Identifier: MPL-2.0
import Ledger

/// The facts of the replay, worked out from their position so that the checker knows them without being told.
enum Sample {
    static func fact(_ position: Int) -> StoredFact {
        // Every seventh value is large enough to be a file of its own; others run over a page now and then.
        let length = position % 7 == 3 ? 70_000 : 100 + position * 97 % 5_000
        let value = StoredValue(
            ref: ref(position), field: "text", key: noise(position, salt: 1, count: 32),
            bytes: Array("<value-\(position)>".utf8) + noise(position, salt: 2, count: length))
        return StoredFact(
            position: position, leaf: noise(position, salt: 3, count: 700),
            payload: noise(position, salt: 4, count: 300),
            payloadKey: noise(position, salt: 5, count: 32), values: [value], subjectKind: "sample",
            subject: Ref(high: 7, low: UInt64(position % 11)), revision: position / 11 + 1,
            command: Ref(high: 9, low: UInt64(position)), part: 1)
    }

    static func ref(_ position: Int) -> Ref { Ref(high: 0x5EED, low: UInt64(position)) }

    /// Bytes that do not repeat (SplitMix64), so that a torn sector cannot pass for the right one.
    private static func noise(_ position: Int, salt: UInt64, count: Int) -> [UInt8] {
        var state = UInt64(position) << 8 | salt
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            word ^= word >> 31
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return Array(bytes.prefix(count))
    }
}
