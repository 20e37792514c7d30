// SPDX-License-Identifier: MPL-2.0
import Domain

/// How large a file may be.
public struct ImportLimits: Hashable, Sendable {
    /// Bytes of the whole file.
    public var bytes: Int
    /// Bytes of one line.
    public var line: Int
    /// Bytes of a DOCX or PDF file.
    public var packed = 20_000_000
    /// Bytes of a DOCX file when it is unpacked, as its own list says.
    public var unpacked = 200_000_000
    /// Pages of a PDF file.
    public var pages = 1000

    public init(bytes: Int = 5_000_000, line: Int = 100_000) {
        self.bytes = bytes
        self.line = line
    }
}

/// Decides whether bytes are text that can be imported at all. The cheap questions come first, so a file of 50 MB is
/// refused at once.
enum ImportGate {
    static func check(_ bytes: [UInt8], limits: ImportLimits) throws(Refusal) {
        guard bytes.count <= limits.bytes else { throw tooLarge(bytes.count, limits.bytes) }
        if let other = otherFormat(bytes) { throw other }
        guard bytes.contains(where: { !(0x09...0x0D).contains($0) && $0 != 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) })
        else {
            throw refusal(
                "Filen er tom. Vælg en fil, der har tekst i.", "The file is empty. Choose a file that has text in it.")
        }
        if let zero = bytes.firstIndex(of: 0) {
            let line = lineNumber(of: zero, in: bytes)
            throw refusal(
                "Filen er ikke en tekstfil: der står en nulbyte i linje \(line). Gem dokumentet som ren tekst (UTF-8).",
                "The file is not a text file: there is a zero byte in line \(line). Save the document as plain text (UTF-8)."
            )
        }
        if let bad = firstBadByte(bytes) { throw notUTF8(bytes, at: bad) }
        try checkLines(bytes, limit: limits.line)
    }

    private static func refusal(_ da: String, _ en: String) -> Refusal {
        .invalid("file", da: da, en: en)
    }

    static func tooLarge(_ count: Int, _ limit: Int) -> Refusal {
        refusal(
            "Filen fylder \(megabytes(count, ",")) MB, og grænsen er \(megabytes(limit, ",")) MB. Del dokumentet op, "
                + "eller fjern det, der ikke er tekst.",
            "The file is \(megabytes(count, ".")) MB, and the limit is \(megabytes(limit, ".")) MB. Split the document, "
                + "or take out what is not text.")
    }

    private static func megabytes(_ count: Int, _ comma: String) -> String {
        // Rounded up, so that a file over the limit never shows as equal to it.
        let tenths = (count + 99_999) / 100_000
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10)\(comma)\(tenths % 10)"
    }

    static func otherFormat(_ bytes: [UInt8]) -> Refusal? {
        func starts(_ magic: [UInt8]) -> Bool { bytes.starts(with: magic) }
        func starts(_ text: String) -> Bool { bytes.starts(with: text.utf8) }
        let asText = (
            "Åbn den, gem den som ren tekst (UTF-8), og vælg den nye fil.",
            "Open it, save it as plain text (UTF-8), and choose the new file."
        )
        func named(_ da: String, _ en: String) -> Refusal {
            refusal("Filen er \(da), ikke tekst. \(asText.0)", "The file is \(en), not text. \(asText.1)")
        }
        if starts("%PDF-") { return named("en PDF", "a PDF") }
        if starts([0x50, 0x4B, 0x03, 0x04]) || starts([0x50, 0x4B, 0x05, 0x06]) {
            let head = bytes.prefix(65_536)
            func holds(_ text: String) -> Bool { head.contains(text) }
            if holds("word/") { return named("et Word-dokument (DOCX)", "a Word document (DOCX)") }
            if holds("xl/") { return named("et Excel-ark (XLSX)", "an Excel workbook (XLSX)") }
            if holds("ppt/") { return named("en PowerPoint-fil (PPTX)", "a PowerPoint file (PPTX)") }
            if holds("opendocument.text") { return named("et OpenDocument (ODT)", "an OpenDocument text (ODT)") }
            return refusal(
                "Filen er et ZIP-arkiv. Pak det ud, og vælg den tekstfil, du vil importere.",
                "The file is a ZIP archive. Unpack it, and choose the text file that you want to import.")
        }
        if starts([0xD0, 0xCF, 0x11, 0xE0]) {
            return named("en ældre Office-fil (DOC, XLS)", "an older Office file (DOC, XLS)")
        }
        if starts("{\\rtf") { return named("en RTF-fil", "an RTF file") }
        if starts([0x89, 0x50, 0x4E, 0x47]) || starts([0xFF, 0xD8, 0xFF]) || starts("GIF8") {
            return refusal(
                "Filen er et billede. Vælg dokumentets tekst som TXT eller Markdown.",
                "The file is an image. Choose the document's text as TXT or Markdown.")
        }
        if starts([0x1F, 0x8B]) {
            return refusal(
                "Filen er pakket (gzip). Pak den ud, og vælg tekstfilen.",
                "The file is compressed (gzip). Unpack it, and choose the text file.")
        }
        if starts([0xFF, 0xFE]) || starts([0xFE, 0xFF]) { return encoded("UTF-16", nil) }
        return nil
    }

    private static func encoded(_ name: String, _ example: String?) -> Refusal {
        let (da, en) = example.map { (" (her står »\($0)«)", " (it says »\($0)«)") } ?? ("", "")
        return refusal(
            "Filen ser ud til at være gemt som \(name)\(da). Gem den igen med tegnsættet UTF-8, og vælg den nye fil.",
            "The file seems to be saved as \(name)\(en). Save it again with the encoding UTF-8, and choose the new file."
        )
    }

    private static func notUTF8(_ bytes: [UInt8], at bad: Int) -> Refusal {
        if let example = Windows1252.word(in: bytes, around: bad) {
            return encoded("ISO-8859-1 eller Windows-1252", example)
        }
        let line = lineNumber(of: bad, in: bytes)
        return refusal(
            "Filen er ikke gyldig UTF-8: byte \(bad + 1) i linje \(line) kan ikke læses. "
                + "Gem den igen med tegnsættet UTF-8, og vælg den nye fil.",
            "The file is not valid UTF-8: byte \(bad + 1) in line \(line) cannot be read. "
                + "Save it again with the encoding UTF-8, and choose the new file.")
    }

    private static func checkLines(_ bytes: [UInt8], limit: Int) throws(Refusal) {
        var (start, number) = (0, 1)
        for (index, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x0D || index == bytes.count - 1 {
            guard index - start <= limit else {
                throw refusal(
                    "Linje \(number) er på \(index - start) tegn, og grænsen er \(limit). Det ligner ikke et dokument: "
                        + "se, om det er den rigtige fil, eller sæt linjeskift ind.",
                    "Line \(number) has \(index - start) characters, and the limit is \(limit). This does not look like a "
                        + "document: see whether it is the right file, or put in line breaks.")
            }
            start = index + 1
            if byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)) { number += 1 }
        }
    }

    private static func lineNumber(of offset: Int, in bytes: [UInt8]) -> Int {
        bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }

    /// The position of the first byte that belongs to no well-formed UTF-8 sequence (Unicode, table 3-7), or nil.
    static func firstBadByte(_ bytes: [UInt8]) -> Int? {
        var index = 0
        let count = bytes.count
        while index < count {
            let first = bytes[index]
            if first < 0x80 {
                index += 1
                continue
            }
            let (length, low, high): (Int, UInt8, UInt8)
            switch first {
            case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
            case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
            case 0xE1...0xEC, 0xEE, 0xEF: (length, low, high) = (3, 0x80, 0xBF)
            case 0xED: (length, low, high) = (3, 0x80, 0x9F)
            case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
            case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
            case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
            default: return index
            }
            guard index + length <= count, (low...high).contains(bytes[index + 1]) else { return index }
            for next in 2..<max(2, length) where !(0x80...0xBF).contains(bytes[index + next]) { return index }
            index += length
        }
        return nil
    }
}

/// Recognises the encoding that Danish text files had before UTF-8.
enum Windows1252 {
    /// The word around a byte, read as Windows-1252, if the whole file makes sense in it: nothing unassigned, no control
    /// characters, and most of the high bytes letters that Danish, German and French words have.
    static func word(in bytes: [UInt8], around bad: Int) -> String? {
        var (high, letters) = (0, 0)
        for byte in bytes {
            switch byte {
            case 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0x00...0x08, 0x0E...0x1F, 0x7F: return nil
            case 0x80...:
                high += 1
                if byte >= 0xC0 && byte != 0xD7 && byte != 0xF7 { letters += 1 }
            default: break
            }
        }
        guard letters * 10 >= high * 6 else { return nil }
        func inWord(_ byte: UInt8) -> Bool {
            byte >= 0xC0 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        var (start, end) = (bad, bad + 1)
        while start > 0, bad - start < 30, inWord(bytes[start - 1]) { start -= 1 }
        while end < bytes.count, end - bad < 30, inWord(bytes[end]) { end += 1 }
        // Above 0xA0 the byte is the code point; below it (quotes, dashes) the word would not be recognised anyway.
        var word = ""
        for byte in bytes[start..<end] where byte < 0x80 || byte >= 0xA0 {
            word.unicodeScalars.append(Unicode.Scalar(byte))
        }
        return word.isEmpty ? nil : word
    }
}

extension Sequence<UInt8> {
    /// Whether the bytes of the text stand somewhere in these.
    func contains(_ text: String) -> Bool {
        let (wanted, all) = (Array(text.utf8), Array(self))
        guard !wanted.isEmpty, all.count >= wanted.count else { return wanted.isEmpty }
        return (0...(all.count - wanted.count)).contains { start in
            all[start] == wanted[0] && all[start..<start + wanted.count].elementsEqual(wanted)
        }
    }
}
