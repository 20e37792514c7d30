// SPDX-License-Identifier: MPL-2.0

/// How a text becomes character data of HTML: nothing in it can be read as markup, and what HTML does not allow to be
/// written at all is shown as U+FFFD, so that a reader sees that something was there.
///
/// `& < > " '` become references. CR LF and CR become LF, as every HTML parser reads them. The other control characters
/// (U+0000–U+001F except tab and line feed, U+007F–U+009F) and the non-characters U+FFFE and U+FFFF become U+FFFD
/// (HTML Standard, §13.2.3.5 and §13.1.4).
public enum CharacterData {
    /// Appends the text to markup, copying the runs between characters that must change.
    public static func append(_ text: String, to bytes: inout [UInt8]) {
        let fast: Void? = text.utf8.withContiguousStorageIfAvailable { append($0, to: &bytes) }
        if fast == nil {
            Array(text.utf8).withUnsafeBufferPointer { append($0, to: &bytes) }
        }
    }

    private static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var start = 0
        var index = 0
        let count = text.count
        while index < count {
            // Nearly all is copied as it is; that is the runs.
            if isPlain(text[index]) {
                index += 1
                continue
            }
            guard let (length, replacement) = change(text, at: index) else {
                index += 1
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            replacement.withUTF8Buffer { bytes.append(contentsOf: $0) }
            index += length
            start = index
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<count]))
    }

    /// Whether a byte goes in as it is, whatever follows. A bit for each byte below U+0080; above, only the lead bytes of
    /// U+0080–U+00BF and U+F000–U+FFFF need a second look.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte >> 6 {
        case 0: UInt64(0xAFFF_FF3B_0000_0600) >> UInt64(byte) & 1 == 1
        case 1: byte != 0x7F
        default: byte != 0xC2 && byte != 0xEF
        }
    }

    /// What stands for the character that begins here and how many bytes it takes, or nil if it goes in as it is.
    private static func change(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (Int, StaticString)? {
        func next(_ offset: Int) -> UInt8 { index + offset < text.count ? text[index + offset] : 0 }
        switch text[index] {
        case 0x26: return (1, "&amp;")
        case 0x3C: return (1, "&lt;")
        case 0x3E: return (1, "&gt;")
        case 0x22: return (1, "&quot;")
        case 0x27: return (1, "&#39;")
        case 0x09, 0x0A: return nil
        case 0x0D: return (next(1) == 0x0A ? 2 : 1, "\n")
        case 0x00..<0x20, 0x7F: return (1, "\u{FFFD}")
        case 0xC2: return (0x80...0x9F).contains(next(1)) ? (2, "\u{FFFD}") : nil
        case 0xEF: return next(1) == 0xBF && (next(2) == 0xBE || next(2) == 0xBF) ? (3, "\u{FFFD}") : nil
        default: return nil
        }
    }
}
