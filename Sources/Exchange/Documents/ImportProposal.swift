// SPDX-License-Identifier: MPL-2.0
public import Domain

/// What an imported file was understood to say, before a person has confirmed it. The preview shows it and changes it
/// with `Adjustment`s; nothing is stored until the person accepts.
public struct ImportProposal: Hashable, Sendable {
    /// A suggested title: the file's own, else made of its name; empty if there is neither.
    public var title: String
    public var text: DocumentText
    /// The rows of the version table (policy §12), in the order of the file.
    public var versionRows: [VersionRow]
    /// Every »skal« (English: shall, must), in the order of the text.
    public private(set) var candidates: [Candidate]
    /// What the person should look at. Nothing here stops the import.
    public var warnings: [Phrase]
    /// The language of the text by its small words; nil if they do not tell.
    public let language: Language?
    /// The front matter of a Markdown file, in order; empty for other files.
    public let details: [Detail]

    /// One row of a version table.
    public struct VersionRow: Hashable, Sendable {
        public var number: String
        /// The unit as printed then; a person or title may stand with it.
        public var unit: String
        /// What was done: a new document, review, verified.
        public var update: String
        /// The day, or nil if the text is no day that the calendar has.
        public var day: Day?
        /// The day as printed.
        public var dayText: String

        public init(number: String, unit: String, update: String, day: Day?, dayText: String) {
            self.number = number
            self.unit = unit
            self.update = update
            self.day = day
            self.dayText = dayText
        }
    }

    /// A place where the text demands something.
    public struct Candidate: Hashable, Sendable {
        /// The block's position in `text.blocks`.
        public let block: Int
        public let address: String
        /// The word found, as printed.
        public let word: String
        /// Where the word begins in the block's text, in bytes of UTF-8.
        public let offset: Int
        /// The sentence around it, verbatim.
        public let sentence: String
    }

    /// One line `key: value` of front matter.
    public struct Detail: Hashable, Sendable {
        public let key: String
        public let value: String
    }

    init(
        title: String, blocks: [DocumentText.Block], versionRows: [VersionRow], warnings: [Phrase], details: [Detail]
    ) {
        self.title = title
        self.text = DocumentText(blocks: blocks).addressed()
        self.versionRows = versionRows
        self.warnings = warnings
        self.details = details
        self.language = Sentences.language(of: text)
        self.candidates = Sentences.candidates(in: text, language: language)
    }

    /// Puts in changed blocks: addresses and candidates follow.
    mutating func replace(_ blocks: [DocumentText.Block]) {
        text = DocumentText(blocks: blocks).addressed()
        candidates = Sentences.candidates(in: text, language: language)
    }
}

/// Reads the two kinds of text file that become documents.
public enum DocumentImport {
    /// A proposal from the bytes of a `.txt`, `.md` or `.markdown` file; the name decides which, and anything else is read
    /// as plain text.
    ///
    /// - Parameter mint: gives each block its identity.
    /// - Throws: a `Refusal` that says what is wrong with the file and what to do.
    public static func propose(
        _ bytes: [UInt8], fileName: String, limits: ImportLimits = ImportLimits(), mint: @escaping () -> ParagraphID
    ) throws(Refusal) -> ImportProposal {
        let name = fileName.lowercased()
        if name.hasSuffix(".md") || name.hasSuffix(".markdown") {
            return try MarkdownImport.propose(bytes, fileName: fileName, limits: limits, mint: mint)
        }
        return try TextImport.propose(bytes, fileName: fileName, limits: limits, mint: mint)
    }

    /// A title made of a file's name: no folder, no ending, `-` and `_` as spaces, a capital first.
    static func title(fromFileName name: String) -> String {
        var stem = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        if let dot = stem.lastIndex(of: "."), dot != stem.startIndex { stem = String(stem[..<dot]) }
        let spaced = String(stem.map { $0 == "-" || $0 == "_" ? " " : $0 })
        return spaced.prefix(1).uppercased() + spaced.dropFirst()
    }
}
