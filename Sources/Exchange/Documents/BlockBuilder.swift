// SPDX-License-Identifier: MPL-2.0
import Domain

/// Puts blocks together from lines. Notes and page furniture that stand in the middle of a paragraph, because a page ended
/// there, wait until the paragraph is complete.
struct BlockBuilder {
    let source: SourceLines
    private let mint: () -> ParagraphID
    private(set) var blocks: [DocumentText.Block] = []
    /// The block that the next line may continue.
    fileprivate(set) var open: DocumentText.Block?
    /// How many lines it has.
    private(set) var openLines = 0
    private var waiting: [DocumentText.Block] = []

    init(source: SourceLines, mint: @escaping () -> ParagraphID) {
        self.source = source
        self.mint = mint
    }

    /// Closes the open block and opens another with the bytes `text`; `mark` are the bytes of number or bullet before it.
    mutating func begin(
        _ kind: DocumentText.Kind, _ text: Range<Int>, mark: Range<Int>? = nil, number: String? = nil
    ) {
        close()
        open = block(kind, text, mark: mark, number: number)
        openLines = 1
    }

    /// A block that does not end the open one: a footnote or page furniture.
    mutating func aside(
        _ kind: DocumentText.Kind, _ text: Range<Int>, mark: Range<Int>? = nil, number: String? = nil
    ) {
        let block = block(kind, text, mark: mark, number: number)
        if open == nil { blocks.append(block) } else { waiting.append(block) }
    }

    /// Adds a line to the open block.
    mutating func extend(_ line: SourceLine, join: DocumentText.Join? = nil) {
        guard open != nil else { return begin(.paragraph, line.start..<line.end) }
        append(line.start..<line.end, to: &open!, join: join)
        openLines += 1
    }

    /// Adds a line to the footnote that was put aside last.
    mutating func extendAside(_ line: SourceLine) {
        if !waiting.isEmpty {
            append(line.start..<line.end, to: &waiting[waiting.count - 1], join: nil)
        } else if !blocks.isEmpty {
            append(line.start..<line.end, to: &blocks[blocks.count - 1], join: nil)
        }
    }

    mutating func close() {
        if let open { blocks.append(open) }
        open = nil
        blocks += waiting
        waiting = []
    }

    private func block(
        _ kind: DocumentText.Kind, _ text: Range<Int>, mark: Range<Int>?, number: String?
    ) -> DocumentText.Block {
        DocumentText.Block(
            id: mint(), kind: kind, number: number,
            mark: mark.map { String(decoding: source.bytes[$0], as: UTF8.self) } ?? "",
            text: String(decoding: source.bytes[text], as: UTF8.self), markStart: mark?.lowerBound,
            pieces: [DocumentText.Piece(start: text.lowerBound, count: text.count, join: .direct)])
    }

    private func append(_ range: Range<Int>, to block: inout DocumentText.Block, join: DocumentText.Join?) {
        guard let last = block.pieces.last else { return }
        var end = last.start + last.count
        if join == nil, end < source.bytes.count, source.bytes[end] == 0x20 || source.bytes[end] == 0x09 {
            // The line before ends with white space of its own: it is kept, and nothing is put between.
            while end < source.bytes.count, source.bytes[end] == 0x20 || source.bytes[end] == 0x09 { end += 1 }
            let kept = source.bytes[last.start + last.count..<end]
            block.text += String(decoding: kept, as: UTF8.self)
            block.pieces[block.pieces.count - 1].count += kept.count
            block.add(source.bytes[range], start: range.lowerBound, join: .direct)
        } else {
            let join = join ?? Self.join(block.text, beforeWord: source.bytes[range])
            block.add(source.bytes[range], start: range.lowerBound, join: join)
        }
    }

    /// How a line goes on after `text`: directly after a hyphen (»it-« and »løsninger«), unless the hyphen stands for a
    /// word that comes later (»drifts- og«); else with a space.
    static func join(_ text: String, beforeWord next: some Collection<UInt8>) -> DocumentText.Join {
        guard text.utf8.last == 0x2D, let before = text.utf8.dropLast().last,
            before >= 0x80 || (0x30...0x39).contains(before) || (0x61...0x7A).contains(before | 0x20)
        else { return .space }
        let word = next.prefix { $0 != 0x20 }
        let linking = ["og", "eller", "samt", "and", "or"].contains { word.elementsEqual($0.utf8) }
        guard let first = next.first, !linking, first >= 0x80 || (0x61...0x7A).contains(first | 0x20) else {
            return .space
        }
        return .direct
    }
}

extension DocumentText.Block {
    /// Adds bytes of the original at the end.
    mutating func add(_ bytes: some Collection<UInt8>, start: Int, join: DocumentText.Join) {
        text += join.text + String(decoding: bytes, as: UTF8.self)
        pieces.append(DocumentText.Piece(start: start, count: bytes.count, join: join))
    }
}

extension BlockBuilder {
    /// Makes the open block a heading after all: the line below it said so.
    mutating func makeHeading(level: Int) {
        open?.kind = .heading(level: level)
    }

    /// Adds an empty line of code.
    mutating func extendEmpty(at offset: Int) {
        open?.add([], start: offset, join: .newline)
    }

    /// Adds bytes with the white space at their front.
    mutating func extend(from start: Int, to end: Int, join: DocumentText.Join) {
        open?.add(source.bytes[start..<end], start: start, join: join)
    }
}
