// SPDX-License-Identifier: MPL-2.0

import Domain

/// The text of a file that may be older than UTF-8: Danish spreadsheets still save as Windows-1252.
enum TextFile {
    /// Well-formed UTF-8 without a byte order mark.
    static func utf8(_ bytes: [UInt8]) throws(Refusal) -> [UInt8] {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        // A zero byte is in no text; in the other encodings that are met here it is every second one.
        guard !bytes.contains(0) else { throw unreadable }
        guard ImportGate.firstBadByte(bytes) != nil else { return bytes }
        guard let text = windows1252(bytes) else { throw unreadable }
        return text
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

    /// The characters that Windows-1252 has where ISO 8859-1 has control characters; nil: unassigned.
    private static let middle: [UInt16?] = [
        0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, nil,
        0x017D,
        nil, nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, nil,
        0x017E, 0x0178,
    ]

    private static func windows1252(_ bytes: [UInt8]) -> [UInt8]? {
        var out = String.UnicodeScalarView()
        out.reserveCapacity(bytes.count)
        for byte in bytes {
            guard 0x80..<0xA0 ~= byte else {
                out.append(Unicode.Scalar(byte))
                continue
            }
            guard let code = middle[Int(byte) - 0x80], let scalar = Unicode.Scalar(code) else { return nil }
            out.append(scalar)
        }
        return Array(String(out).utf8)
    }

    private static let unreadable = Refusal.invalid(
        "file",
        da: "Filen er ikke tekst, der kan læses. Gem den igen med tegnsættet UTF-8, og vælg den nye fil.",
        en: "The file is not text that can be read. Save it again with the encoding UTF-8, and choose the new file.")
}
