// SPDX-License-Identifier: MPL-2.0

extension DocumentText {
    /// The text as bytes, for one vault value. Readable by a person, exact, and the only encoding of this text:
    ///
    ///     vaern-document-text 1 ‹number of blocks›\n
    ///
    /// and for every block a head and three fields, each field closed by a line feed, lengths in bytes of UTF-8:
    ///
    ///     ‹id› ‹kind› ‹address› ‹length of number, or -› ‹length of mark› ‹length of text› ‹mark's start, or -›
    ///     ‹pieces: join, start, +, count›\n ‹number›\n ‹mark›\n ‹text›\n
    ///
    /// A kind is `h1`–`h6`, `p`, `l0`–`l5`, `fn`, `img`, `th`, `tr`, `code` or `x` (furniture). A join is `=` (direct),
    /// `_` (a space) or `/` (the line break). The head is one line.
    public func encode() -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(blocks.reduce(64) { $0 + $1.text.utf8.count + 160 })
        out += "vaern-document-text 1 \(blocks.count)\n".utf8
        for block in blocks {
            out += block.id.description.utf8
            out += " \(Self.code(block.kind)) \(block.address) ".utf8
            out += block.number.map { "\($0.utf8.count)" }?.utf8 ?? "-".utf8
            out += " \(block.mark.utf8.count) \(block.text.utf8.count) ".utf8
            out += block.markStart.map { "\($0)" }?.utf8 ?? "-".utf8
            out.append(0x20)
            for piece in block.pieces {
                out.append(piece.join.rawValue)
                out += "\(piece.start)+\(piece.count)".utf8
            }
            for field in [block.number ?? "", block.mark, block.text] {
                out.append(0x0A)
                out += field.utf8
            }
            out.append(0x0A)
        }
        return out
    }

    /// The bytes are no text of this kind: the value is damaged, or of a newer version.
    public struct Malformed: Error, Hashable, Sendable {
        /// The byte where reading stopped.
        public let offset: Int
    }

    /// Reads what `encode` wrote, and nothing else.
    public init(decoding bytes: [UInt8]) throws(Malformed) {
        var reader = Reader(bytes: bytes)
        let opening = try reader.line().split(separator: 0x20, omittingEmptySubsequences: false)
        guard opening.count == 3, opening[0].elementsEqual("vaern-document-text".utf8),
            opening[1].elementsEqual([0x31]),
            let count = Reader.number(opening[2])
        else { throw Malformed(offset: 0) }
        var blocks: [Block] = []
        blocks.reserveCapacity(min(count, bytes.count / 40))
        for _ in 0..<count {
            let start = reader.offset
            guard let block = try reader.block() else { throw Malformed(offset: start) }
            blocks.append(block)
        }
        guard reader.offset == bytes.count else { throw Malformed(offset: reader.offset) }
        self.init(blocks: blocks)
    }

    fileprivate static func code(_ kind: Kind) -> String {
        switch kind {
        case .heading(let level): "h\(level)"
        case .paragraph: "p"
        case .listItem(let depth): "l\(depth)"
        case .footnote: "fn"
        case .image: "img"
        case .tableRow(let header): header ? "th" : "tr"
        case .code: "code"
        case .furniture: "x"
        }
    }

    fileprivate static func kind(_ code: String) -> Kind? {
        switch code {
        case "p": return .paragraph
        case "fn": return .footnote
        case "img": return .image
        case "th": return .tableRow(header: true)
        case "tr": return .tableRow(header: false)
        case "code": return .code
        case "x": return .furniture
        default: break
        }
        let bytes = Array(code.utf8)
        guard bytes.count == 2 else { return nil }
        let digit = Int(bytes[1]) - 0x30
        switch bytes[0] {
        case 0x68 where (1...6).contains(digit): return .heading(level: digit)
        case 0x6C where (0...5).contains(digit): return .listItem(depth: digit)
        default: return nil
        }
    }
}

/// Reads the bytes from the left; every length is checked against what is there before anything is taken.
private struct Reader {
    let bytes: [UInt8]
    var offset = 0

    mutating func line() throws(DocumentText.Malformed) -> ArraySlice<UInt8> {
        guard let end = bytes[offset...].firstIndex(of: 0x0A) else { throw DocumentText.Malformed(offset: offset) }
        defer { offset = end + 1 }
        return bytes[offset..<end]
    }

    mutating func field(_ count: Int) throws(DocumentText.Malformed) -> String {
        guard count < bytes.count - offset, bytes[offset + count] == 0x0A,
            let text = String(validating: bytes[offset..<offset + count], as: UTF8.self)
        else { throw DocumentText.Malformed(offset: offset) }
        offset += count + 1
        return text
    }

    mutating func block() throws(DocumentText.Malformed) -> DocumentText.Block? {
        let head = try line().split(separator: 0x20, omittingEmptySubsequences: false)
        guard head.count == 8, let id = ParagraphID(String(decoding: head[0], as: UTF8.self)),
            let kind = DocumentText.kind(String(decoding: head[1], as: UTF8.self)),
            head[2].allSatisfy({ (0x21...0x7E).contains($0) }),
            let markCount = Self.number(head[4]), let textCount = Self.number(head[5]),
            let pieces = Self.pieces(head[7])
        else { return nil }
        let numberCount = Self.number(head[3])
        let markStart = Self.number(head[6])
        guard numberCount != nil || head[3].elementsEqual([0x2D]), markStart != nil || head[6].elementsEqual([0x2D])
        else { return nil }
        let number = try field(numberCount ?? 0)
        let mark = try field(markCount)
        let text = try field(textCount)
        return DocumentText.Block(
            id: id, kind: kind, address: String(decoding: head[2], as: UTF8.self),
            number: numberCount == nil ? nil : number, mark: mark, text: text, markStart: markStart, pieces: pieces)
    }

    /// A whole number without sign or needless zeros, at most fifteen digits.
    static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...15).contains(digits.count), digits.count == 1 || digits.first != 0x30 else { return nil }
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }

    static func pieces(_ text: ArraySlice<UInt8>) -> [DocumentText.Piece]? {
        var result: [DocumentText.Piece] = []
        var rest = text
        while let first = rest.first {
            guard let join = DocumentText.Join(rawValue: first) else { return nil }
            rest = rest.dropFirst()
            let end = rest.firstIndex { DocumentText.Join(rawValue: $0) != nil } ?? rest.endIndex
            let halves = rest[rest.startIndex..<end].split(separator: 0x2B, omittingEmptySubsequences: false)
            guard halves.count == 2, let start = number(halves[0]), let count = number(halves[1]) else { return nil }
            result.append(DocumentText.Piece(start: start, count: count, join: join))
            rest = rest[end...]
        }
        return result
    }
}
