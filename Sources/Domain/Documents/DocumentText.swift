// SPDX-License-Identifier: MPL-2.0

/// The structured text of one version of a governing document (policy 7.2: documented and provable).
///
/// The characters are those of the imported file: nothing is corrected. Every block remembers which bytes of the kept
/// original it was taken from and how its lines were joined, so the text can be compared with the file at any time.
/// Every character of the file that is not white space stands in exactly one block, in the order of the file.
public struct DocumentText: Hashable, Sendable {
    public var blocks: [Block]

    public init(blocks: [Block] = []) {
        self.blocks = blocks
    }

    /// A heading, a paragraph, a point of a list: the smallest thing that has an address.
    public struct Block: Hashable, Sendable {
        public var id: ParagraphID
        public var kind: Kind
        /// `7-3` for the heading of section 7.3, `7-3.p2` for the second block below it; unique in one version and safe
        /// as a URL fragment. See `addressed()`.
        public var address: String
        /// The section's number (`7.3`), or the number of a point (`4`) or a footnote (`1`); nil if it has none.
        public var number: String?
        /// What stands before the text as printed: `7.`, `•`, `4.`, `## 1.`; empty if nothing.
        public var mark: String
        /// The text after the mark, verbatim, without white space at its ends.
        public var text: String
        /// Where the mark begins in the original, in bytes; nil if there is no mark.
        public var markStart: Int?
        /// The parts of the original that make up `text`, in order.
        public var pieces: [Piece]

        public init(
            id: ParagraphID, kind: Kind, address: String = "", number: String? = nil, mark: String = "", text: String,
            markStart: Int? = nil, pieces: [Piece] = []
        ) {
            self.id = id
            self.kind = kind
            self.address = address
            self.number = number
            self.mark = mark
            self.text = text
            self.markStart = markStart
            self.pieces = pieces
        }

        /// Mark and text as printed.
        public var printed: String {
            if let image { return image.alt }
            return mark.isEmpty ? text : text.isEmpty ? mark : mark + " " + text
        }

        /// The level of a heading (1 is the uppermost); nil for everything else.
        public var headingLevel: Int? {
            if case .heading(let level) = kind { level } else { nil }
        }

        /// The name of an image and what it shows, in words; nil if the block is no image. `-` as words says that it is
        /// an ornament and shows nothing.
        public var image: (name: String, alt: String)? {
            let bytes = Array(text.utf8)
            guard kind == .image, text.hasPrefix("!["), text.hasSuffix(")"), let cut = bytes.lastIndex(of: 0x5D),
                cut + 1 < bytes.count, bytes[cut + 1] == 0x28
            else { return nil }
            return (
                String(decoding: bytes[(cut + 2)..<(bytes.count - 1)], as: UTF8.self),
                String(decoding: bytes[2..<cut], as: UTF8.self)
            )
        }

        /// The cells of a row written with `|` between them; the text itself if it is no such row.
        public var cells: [String] {
            guard case .tableRow = kind, text.utf8.contains(0x7C) else { return [text] }
            return DocumentText.cells(of: text)
        }
    }

    public enum Kind: Hashable, Sendable {
        /// 1–6; 1 is the uppermost.
        case heading(level: Int)
        case paragraph
        /// A point in a list, numbered or not: `mark` holds the bullet or number; depth 0 is the outermost, at most 5.
        case listItem(depth: Int)
        case footnote
        /// A picture that is kept beside the text: `![what it shows](billede-1)`.
        case image
        case tableRow(header: Bool)
        /// Text whose line breaks and spaces mean something.
        case code
        /// What the file holds beside the text: page numbers, rules, front matter. Kept, not shown as text.
        case furniture
    }

    /// A run of the original's bytes.
    public struct Piece: Hashable, Sendable {
        public var start: Int
        public var count: Int
        /// How it was joined to the piece before; `.direct` for the first.
        public var join: Join

        public init(start: Int, count: Int, join: Join) {
            self.start = start
            self.count = count
            self.join = join
        }
    }

    public enum Join: UInt8, Hashable, Sendable {
        /// Nothing was put between: the line ended with its own space, or in the middle of a word.
        case direct = 0x3D
        /// A space was put between.
        case space = 0x5F
        /// The line break was kept.
        case newline = 0x2F

        /// What stands between the two pieces in `text`.
        public var text: String {
            switch self {
            case .direct: ""
            case .space: " "
            case .newline: "\n"
            }
        }
    }

    /// A heading with everything down to the next heading of the same or a higher level.
    public struct Section: Hashable, Sendable {
        public let address: String
        public let number: String?
        public let title: String
        public let level: Int
        /// Positions in `blocks`, the heading first.
        public let blocks: Range<Int>
    }

    /// The outline, for a list of contents, in the order of the text.
    public var sections: [Section] {
        var result: [Section] = []
        var open: [(position: Int, level: Int, slot: Int)] = []
        var ends: [Int] = []
        for (position, block) in blocks.enumerated() {
            guard let level = block.headingLevel else { continue }
            while let last = open.last, last.level >= level {
                ends[last.slot] = position
                open.removeLast()
            }
            open.append((position, level, ends.count))
            ends.append(blocks.count)
        }
        var slot = 0
        for (position, block) in blocks.enumerated() {
            guard let level = block.headingLevel else { continue }
            result.append(
                Section(
                    address: block.address, number: block.number, title: block.text, level: level,
                    blocks: position..<ends[slot]))
            slot += 1
        }
        return result
    }

    /// The block with this address, or nil.
    public func block(at address: String) -> Block? {
        blocks.first { $0.address == address }
    }

    /// The block with this identity, or nil.
    public func block(_ id: ParagraphID) -> Block? {
        blocks.first { $0.id == id }
    }

    /// The section that the block at this position lies in: the innermost heading at or above it.
    public func heading(above position: Int) -> Block? {
        guard blocks.indices.contains(position) else { return nil }
        return blocks[...position].last { $0.headingLevel != nil }
    }

    /// The text as a reader sees it: one block per paragraph with an empty line between, furniture left out.
    public var plainText: String {
        blocks.lazy.filter { $0.kind != .furniture }.map(\.printed).joined(separator: "\n\n")
    }

    /// Whether every block says what the original says at the places it names.
    public func isVerbatim(of original: [UInt8]) -> Bool {
        blocks.allSatisfy { block in
            guard !block.pieces.isEmpty || block.text.isEmpty else { return false }
            var bytes: [UInt8] = []
            for piece in block.pieces {
                guard piece.start >= 0, piece.count >= 0, piece.start + piece.count <= original.count else {
                    return false
                }
                bytes += piece.join.text.utf8
                bytes += original[piece.start..<piece.start + piece.count]
            }
            if let start = block.markStart {
                let mark = Array(block.mark.utf8)
                guard start >= 0, start + mark.count <= original.count,
                    original[start..<start + mark.count].elementsEqual(mark)
                else { return false }
            } else if !block.mark.isEmpty {
                return false
            }
            return bytes == Array(block.text.utf8)
        }
    }

    /// Splits `| a | b \| c |` at the bars that are not escaped; white space around a cell is no part of it.
    static func cells(of row: String) -> [String] {
        var cells: [[UInt8]] = [[]]
        var escaped = false
        for byte in row.utf8 {
            if byte == 0x7C, !escaped {
                cells.append([])
            } else {
                if byte == 0x7C { cells[cells.count - 1].removeLast() }
                cells[cells.count - 1].append(byte)
            }
            escaped = byte == 0x5C && !escaped
        }
        func blank(_ cell: [UInt8]) -> Bool { cell.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
        if cells.count > 1, let first = cells.first, blank(first) { cells.removeFirst() }
        if cells.count > 1, let last = cells.last, blank(last) { cells.removeLast() }
        return cells.map { cell in
            let start = cell.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? cell.count
            let end = cell.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? start
            return String(decoding: cell[start..<end], as: UTF8.self)
        }
    }
}
