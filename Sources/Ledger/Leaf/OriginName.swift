// SPDX-License-Identifier: MPL-2.0

/// A ledger's origin, `‹domain›/vaern/‹organisation›/‹epoch›`, taken apart. The epoch is 1, and one or more greater after
/// each recovery; all before it stays as it is.
struct OriginName: Sendable, Equatable {
    /// Up to the last slash, with it; the whole name if no number stands at its end.
    let stem: String
    /// The number at the end; 0 if there is none.
    let epoch: Int

    init(_ name: String) {
        let slash = name.utf8.lastIndex(of: 0x2F)
        let tail = slash.map { name[name.index(after: $0)...] } ?? ""
        if let number = Int(tail), number > 0, String(number) == tail {
            stem = String(name.dropLast(tail.count))
            epoch = number
        } else {
            stem = name
            epoch = 0
        }
    }

    /// The epoch of an origin with the same stem; nil for any other name. Allocates nothing.
    func epoch(of name: ByteText) -> Int? {
        var stem = stem
        return stem.withUTF8 { stem in
            guard name.count >= stem.count, stem.elementsEqual(name.raw[..<stem.count]) else { return nil }
            if epoch == 0 { return name.count == stem.count ? 0 : nil }
            guard name.count > stem.count, name.count - stem.count < 10, name.raw[stem.count] != 0x30 else {
                return nil
            }
            var number = 0
            for byte in name.raw[stem.count...] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                number = number * 10 + Int(byte - 0x30)
            }
            return number
        }
    }
}
