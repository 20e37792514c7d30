// SPDX-License-Identifier: MPL-2.0

/// What a file of evidence is, by its own bytes: what it is called says nothing. Only kinds that can be looked at without
/// running anything are taken.
public enum EvidenceFile {
    /// 25 MB: a report with pictures fits, a film does not.
    public static let mostBytes = 25 * 1024 * 1024
    /// All files of evidence of an organisation together: 20 GB.
    public static let quota = 20 * 1024 * 1024 * 1024

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case pdf, png, jpeg, text = "txt", csv, word = "docx", sheet = "xlsx", slides = "pptx", odt, ods, mail = "eml"

        public var label: Phrase {
            switch self {
            case .pdf: Phrase(da: "PDF", en: "PDF")
            case .png: Phrase(da: "PNG-billede", en: "PNG image")
            case .jpeg: Phrase(da: "JPEG-billede", en: "JPEG image")
            case .text: Phrase(da: "Tekst", en: "Text")
            case .csv: Phrase(da: "CSV", en: "CSV")
            case .word: Phrase(da: "Word-dokument", en: "Word document")
            case .sheet: Phrase(da: "Excel-regneark", en: "Excel workbook")
            case .slides: Phrase(da: "PowerPoint-præsentation", en: "PowerPoint presentation")
            case .odt: Phrase(da: "OpenDocument-tekst", en: "OpenDocument text")
            case .ods: Phrase(da: "OpenDocument-regneark", en: "OpenDocument spreadsheet")
            case .mail: Phrase(da: "E-mail", en: "E-mail")
            }
        }

        /// Whether it is a ZIP archive with parts inside, whose size is looked at before it is taken.
        public var isArchive: Bool {
            switch self {
            case .word, .sheet, .slides, .odt, .ods: true
            case .pdf, .png, .jpeg, .text, .csv, .mail: false
            }
        }
    }

    /// What is inside an archive, as its directory says.
    public struct Parts: Hashable, Sendable {
        public let names: [String]
        /// What all of them come to when they are unpacked.
        public let unpacked: Int
        public let isEncrypted: Bool

        public init(names: [String], unpacked: Int, isEncrypted: Bool) {
            self.names = names
            self.unpacked = unpacked
            self.isEncrypted = isEncrypted
        }

        /// As it was written by `encode`; nil for anything else.
        public init?(decoding bytes: [UInt8]) {
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.count >= 2, let unpacked = Int(lines[0]) else { return nil }
            self.init(names: lines.dropFirst(2).map(String.init), unpacked: unpacked, isEncrypted: lines[1] == "1")
        }

        /// One line a part; a name with a line break inside is nobody's part.
        public func encode() -> [UInt8] {
            Array(([String(unpacked), isEncrypted ? "1" : "0"] + names).joined(separator: "\n").utf8)
        }

        /// 2,000 parts and 300 MB: more than any report has, and no bomb.
        static let (most, mostUnpacked) = (2000, 300 * 1024 * 1024)
    }

    /// Finds out what a file is.
    ///
    /// - Parameter parts: what is inside, where the bytes are a ZIP archive.
    public static func kind(
        _ bytes: [UInt8], named name: String, parts: Parts?
    ) throws(Refusal) -> Kind {
        guard bytes.count <= mostBytes else {
            throw .invalid(
                "file",
                da: "Filen fylder \(bytes.count / 1024 / 1024) MB. Den må højst fylde \(mostBytes / 1024 / 1024) MB.",
                en: "The file has \(bytes.count / 1024 / 1024) MB. It may have at most \(mostBytes / 1024 / 1024) MB.")
        }
        if bytes.starts(with: "%PDF-".utf8) { return .pdf }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try archive(bytes, parts) }
        guard let text = String(validating: bytes, as: UTF8.self), isReadable(bytes) else { throw unknown }
        let ending = name.split(separator: ".").last.map { $0.lowercased() }
        let start = text.prefix(200).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        // A page or a drawing could run something where it is opened.
        if start.first == "<" {
            throw unknown
        }
        return switch ending {
        case "csv": .csv
        case "eml": .mail
        case _: .text
        }
    }

    private static func archive(_ bytes: [UInt8], _ parts: Parts?) throws(Refusal) -> Kind {
        guard let parts else {
            throw .invalid(
                "file", da: "Filen er et arkiv, der ikke kan læses. Gem den igen, og prøv så.",
                en: "The file is an archive that cannot be read. Save it anew and try again.")
        }
        guard !parts.isEncrypted else {
            throw .invalid(
                "file", da: "Filen er låst med en adgangskode. Fjern den først.",
                en: "The file is locked with a password. Remove it first.")
        }
        guard parts.names.count <= Parts.most, parts.unpacked <= Parts.mostUnpacked else {
            throw .invalid(
                "file", da: "Filen fylder for meget, når den pakkes ud. Del den op.",
                en: "The file is too large when it is unpacked. Split it.")
        }
        guard !parts.names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") }) else {
            throw .invalid(
                "file", da: "Filen har makroer. Gem den uden makroer.",
                en: "The file has macros. Save it without macros.")
        }
        if parts.names.contains("word/document.xml") { return .word }
        if parts.names.contains("xl/workbook.xml") { return .sheet }
        if parts.names.contains("ppt/presentation.xml") { return .slides }
        // An OpenDocument file begins with a part that says what it is, and is not packed (OpenDocument 1.3, part 2, 3.3).
        let head = bytes.dropFirst(30).prefix(80)
        if head.starts(with: "mimetypeapplication/vnd.oasis.opendocument.text".utf8) { return .odt }
        if head.starts(with: "mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8) { return .ods }
        throw .invalid(
            "file", da: "ZIP-arkiver tages ikke. Vælg de enkelte filer.",
            en: "ZIP archives are not taken. Choose the files one by one.")
    }

    private static func isReadable(_ bytes: [UInt8]) -> Bool {
        !bytes.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    }

    private static let unknown = Refusal.invalid(
        "file",
        da:
            "Den slags fil tages ikke. Brug PDF, PNG, JPEG, Word, Excel, PowerPoint, OpenDocument, CSV, e-mail eller tekst.",
        en:
            "That kind of file is not taken. Use PDF, PNG, JPEG, Word, Excel, PowerPoint, OpenDocument, CSV, mail or text."
    )
}
