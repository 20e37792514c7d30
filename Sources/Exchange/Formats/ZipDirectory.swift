// SPDX-License-Identifier: MPL-2.0

/// The list at the end of a ZIP archive (PKWARE APPNOTE 4.3.12): what is in it and how large it says that it is.
/// Nothing is unpacked here.
struct ZipDirectory {
    struct Entry {
        let name: String
        /// Bytes when unpacked, as the archive claims.
        let size: Int
        let packedSize: Int
        let isEncrypted: Bool
        /// 0: stored; 8: deflated.
        let method: Int
        /// Where its local header begins.
        let offset: Int
        /// It is a symbolic link, as Unix writes them into archives.
        let isLink: Bool
    }

    let entries: [Entry]

    /// Nil if the bytes are no archive, or one that is larger than documents are (ZIP64).
    init?(_ bytes: [UInt8]) {
        func number(_ at: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << ($1 * 8) }
        }
        // The record stands at the end, before a comment of at most 65,535 bytes.
        guard bytes.count >= 22,
            let end = stride(from: bytes.count - 22, through: max(0, bytes.count - 65_557), by: -1)
                .first(where: { number($0, 4) == 0x0605_4B50 })
        else { return nil }
        let count = number(end + 10, 2)
        var at = number(end + 16, 4)
        guard count < 0xFFFF, at <= end else { return nil }
        var entries: [Entry] = []
        for _ in 0..<count {
            guard at >= 0, at + 46 <= end, number(at, 4) == 0x0201_4B50 else { return nil }
            let (nameCount, extraCount, commentCount) = (number(at + 28, 2), number(at + 30, 2), number(at + 32, 2))
            guard at + 46 + nameCount <= end else { return nil }
            entries.append(
                Entry(
                    name: String(decoding: bytes[(at + 46)..<(at + 46 + nameCount)], as: UTF8.self),
                    size: number(at + 24, 4), packedSize: number(at + 20, 4), isEncrypted: number(at + 8, 2) & 1 != 0,
                    method: number(at + 10, 2), offset: number(at + 42, 4),
                    isLink: number(at + 5, 1) == 3 && number(at + 40, 2) & 0o170000 == 0o120000))
            at += 46 + nameCount + extraCount + commentCount
        }
        self.entries = entries
    }

    func holds(_ name: String) -> Bool { entries.contains { $0.name == name } }
}
