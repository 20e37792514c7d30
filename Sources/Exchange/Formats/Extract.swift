// SPDX-License-Identifier: MPL-2.0
public import Domain

/// What was taken out of a file that is no text itself: the text as Markdown or as plain lines, the images, and what the
/// person should know about it. A document's blocks point into this text, and it is kept beside the file it came from,
/// so that both can be compared at any time.
public struct Extract: Hashable, Sendable {
    public enum Form: String, Hashable, Sendable {
        case markdown = "md"
        case plain = "txt"
    }

    /// An image of the document, without the data about its making that files carry.
    public struct Image: Hashable, Sendable {
        /// `billede-1`: how the text names it.
        public let name: String
        public let format: ImageFile.Format
        /// Pixels.
        public let width: Int
        public let height: Int
        public let bytes: [UInt8]
    }

    public var form: Form
    public var text: [UInt8]
    public var notes: [Phrase]
    public var images: [Image]

    public init(form: Form, text: [UInt8], notes: [Phrase] = [], images: [Image] = []) {
        self.form = form
        self.text = text
        self.notes = notes
        self.images = images
    }

    public func image(_ name: String) -> Image? { images.first { $0.name == name } }

    /// What an image shows, in words; empty where neither the file nor a person said it.
    public func alt(ofImage number: Int) -> String {
        guard let range = altRange(number) else { return "" }
        return String(decoding: text[range], as: UTF8.self)
    }

    /// Writes what an image shows into the text.
    public mutating func describe(image number: Int, _ words: String) {
        guard let range = altRange(number) else { return }
        text.replaceSubrange(range, with: MarkdownWriter.alt(words).utf8)
    }

    /// Between `![` and `](billede-4)`, which stand on a line of their own.
    private func altRange(_ number: Int) -> Range<Int>? {
        let end = Array("](billede-\(number))".utf8)
        var at = 0
        while at < text.count {
            let line = at..<(text[at...].firstIndex(of: 0x0A) ?? text.count)
            if text[line].starts(with: "![".utf8), text[line].suffix(end.count).elementsEqual(end) {
                return (line.lowerBound + 2)..<(line.upperBound - end.count)
            }
            at = line.upperBound + 1
        }
        return nil
    }

    // MARK: As one value

    /// The bytes of one vault value (`docs/format.md`):
    ///
    ///     vaern-extract 1 ‹md or txt› ‹bytes of text› ‹notes› ‹images›\n‹text›\n
    ///     per note: ‹bytes of Danish› ‹bytes of English›\n‹Danish›\n‹English›\n
    ///     per image: ‹name› ‹format› ‹width› ‹height› ‹bytes›\n‹bytes›\n
    public func encode() -> [UInt8] {
        var out = Array("vaern-extract 1 \(form.rawValue) \(text.count) \(notes.count) \(images.count)\n".utf8)
        out.reserveCapacity(text.count + images.reduce(1000) { $0 + $1.bytes.count + 100 })
        out += text + [0x0A]
        for note in notes {
            out += "\(note.da.utf8.count) \(note.en.utf8.count)\n\(note.da)\n\(note.en)\n".utf8
        }
        for image in images {
            out += "\(image.name) \(image.format.rawValue) \(image.width) \(image.height) \(image.bytes.count)\n".utf8
            out += image.bytes + [0x0A]
        }
        return out
    }

    /// Reads what `encode` wrote; nil for anything else.
    public init?(decoding bytes: [UInt8]) {
        var at = 0
        func words() -> [String]? {
            guard at < bytes.count, let end = bytes[at...].prefix(400).firstIndex(of: 0x0A) else { return nil }
            defer { at = end + 1 }
            return String(decoding: bytes[at..<end], as: UTF8.self).split(separator: " ").map(String.init)
        }
        func field(_ count: Int?) -> [UInt8]? {
            guard let count, count >= 0, count < bytes.count - at, bytes[at + count] == 0x0A else { return nil }
            defer { at += count + 1 }
            return Array(bytes[at..<at + count])
        }
        guard let head = words(), head.count == 6, head[0] == "vaern-extract", head[1] == "1",
            let form = Form(rawValue: head[2]), let text = field(Int(head[3])), let notes = Int(head[4]),
            let images = Int(head[5]), (0...10_000).contains(notes), (0...10_000).contains(images)
        else { return nil }
        self.init(form: form, text: text)
        for _ in 0..<notes {
            guard let counts = words(), counts.count == 2, let da = field(Int(counts[0])),
                let en = field(Int(counts[1]))
            else { return nil }
            self.notes.append(Phrase(da: String(decoding: da, as: UTF8.self), en: String(decoding: en, as: UTF8.self)))
        }
        for _ in 0..<images {
            guard let facts = words(), facts.count == 5, let format = ImageFile.Format(rawValue: facts[1]),
                let width = Int(facts[2]), let height = Int(facts[3]), let content = field(Int(facts[4]))
            else { return nil }
            self.images.append(Image(name: facts[0], format: format, width: width, height: height, bytes: content))
        }
        guard at == bytes.count else { return nil }
    }
}

extension Extract {
    /// The formats that are read by taking the text out first.
    public enum Source: Hashable, Sendable {
        case word, pdf
        /// E-learning from elsewhere, SCORM 1.2.
        case package

        /// By the file's first bytes, never by its name; nil if the file is something else.
        public init?(_ bytes: [UInt8]) {
            if bytes.starts(with: "%PDF-".utf8) {
                self = .pdf
            } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]), WordImport.isWord(bytes) {
                self = .word
            } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]), ScormText.isPackage(bytes) {
                self = .package
            } else {
                return nil
            }
        }

        /// How the file's name ends.
        public var ending: String {
            switch self {
            case .word: "docx"
            case .pdf: "pdf"
            case .package: "zip"
            }
        }

        /// What to say where a package is to be another document than a module.
        public static let notAModule = ScormFault.notAModule
    }

    /// Takes the text and the images out of a DOCX or PDF file, and of a SCORM package what it is. Nil if the bytes are
    /// none of these. The thread that calls is blocked while the tools of the system read the file.
    ///
    /// - Throws: a `Refusal` that says what is wrong with the file, or what is missing on the server.
    public static func take(
        from bytes: [UInt8], limits: ImportLimits = ImportLimits()
    ) throws(Refusal) -> Extract? {
        guard let source = Source(bytes) else { return nil }
        guard bytes.count <= limits.packed || source == .package else {
            throw ImportGate.tooLarge(bytes.count, limits.packed)
        }
        return switch source {
        case .word: try WordImport.take(bytes, limits)
        case .pdf: try PDFImport.take(bytes, limits)
        case .package: try ScormText.take(bytes, limits)
        }
    }
}
