// SPDX-License-Identifier: MPL-2.0
public import Domain

/// One change that a person makes to a proposal in the preview. It says how the text is parted and what its parts are,
/// never what they say: no adjustment alters a character.
///
/// Blocks and rows are named by their position in the proposal as it is when the adjustment is made, so a kept file and a
/// list of adjustments always give the same result.
public enum Adjustment: Hashable, Sendable {
    case heading(block: Int, level: Int)
    case paragraph(block: Int)
    case listItem(block: Int, depth: Int)
    /// A page number, a header: kept, and not shown as text.
    case furniture(block: Int)
    /// Joins the block to the one before it; that block's kind, number and identity remain.
    case mergeWithPrevious(block: Int)
    /// Parts the block at an offset into its text, in bytes of UTF-8; white space at the cut goes.
    case split(block: Int, offset: Int)
    /// The number decides the address; nil takes it away. What is printed does not change.
    case setNumber(block: Int, number: String?)
    case setTitle(String)
    case dropVersionRow(Int)
    case editVersionRow(Int, ImportProposal.VersionRow)
    case addVersionRow(ImportProposal.VersionRow)
}

extension ImportProposal {
    /// The proposal with the adjustments made one after another; addresses and candidates follow.
    ///
    /// - Parameter mint: gives an identity to a block that a split makes.
    /// - Throws: a `Refusal` at the first that cannot be made; then none is.
    public func applying(
        _ adjustments: [Adjustment], mint: () -> ParagraphID
    ) throws(Refusal) -> ImportProposal {
        var result = self
        var blocks = text.blocks
        for adjustment in adjustments { try result.apply(adjustment, to: &blocks, mint: mint) }
        if blocks != text.blocks { result.replace(blocks) }
        return result
    }

    private mutating func apply(
        _ adjustment: Adjustment, to blocks: inout [DocumentText.Block], mint: () -> ParagraphID
    ) throws(Refusal) {
        func check(_ block: Int) throws(Refusal) {
            guard blocks.indices.contains(block) else { throw Self.stale }
        }
        func check(row: Int) throws(Refusal) {
            guard versionRows.indices.contains(row) else { throw Self.stale }
        }
        switch adjustment {
        case .heading(let block, let level):
            try check(block)
            guard (1...6).contains(level) else {
                throw .invalid("level", da: "Vælg et niveau fra 1 til 6.", en: "Choose a level from 1 to 6.")
            }
            blocks[block].kind = .heading(level: level)
        case .paragraph(let block):
            try check(block)
            blocks[block].kind = .paragraph
        case .furniture(let block):
            try check(block)
            blocks[block].kind = .furniture
        case .listItem(let block, let depth):
            try check(block)
            guard (0...5).contains(depth) else {
                throw .invalid("depth", da: "Vælg et niveau fra 0 til 5.", en: "Choose a depth from 0 to 5.")
            }
            blocks[block].kind = .listItem(depth: depth)
        case .mergeWithPrevious(let block):
            try check(block)
            guard block > 0 else {
                throw .invalid(
                    "block", da: "Der er intet før det første afsnit. Vælg et senere.",
                    en: "There is nothing before the first block. Choose a later one.")
            }
            blocks[block - 1].absorb(blocks[block])
            blocks.remove(at: block)
        case .split(let block, let offset):
            try check(block)
            guard let second = blocks[block].split(at: offset, id: mint()) else {
                throw .invalid(
                    "offset", da: "Der kan ikke deles her. Vælg et sted med tekst på begge sider.",
                    en: "The text cannot be parted here. Choose a place with text on both sides.")
            }
            blocks.insert(second, at: block + 1)
        case .setNumber(let block, let number):
            try check(block)
            guard number.map(Self.isNumber) ?? true else {
                throw .invalid(
                    "number", da: "Skriv nummeret med cifre og punktummer, for eksempel 7.3.",
                    en: "Write the number with digits and dots, for example 7.3.")
            }
            blocks[block].number = number
        case .setTitle(let title): self.title = title
        case .dropVersionRow(let row):
            try check(row: row)
            versionRows.remove(at: row)
        case .editVersionRow(let row, let new):
            try check(row: row)
            versionRows[row] = new
        case .addVersionRow(let new): versionRows.append(new)
        }
    }

    private static let stale = Refusal(
        .stale,
        Phrase(
            da: "Forslaget er ændret, siden du så det. Åbn forhåndsvisningen igen.",
            en: "The proposal was changed since you saw it. Open the preview again."))

    /// Letters and digits in parts with dots between: `7.3`, `A.1`.
    private static func isNumber(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        return text.utf8.count <= 20
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy {
                        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    }
            }
    }
}

extension DocumentText.Block {
    /// Takes in the mark and the text of the block after this one.
    mutating func absorb(_ next: DocumentText.Block) {
        var parts: [(text: String, pieces: [DocumentText.Piece])] = []
        if let start = next.markStart, !next.mark.isEmpty {
            parts.append((next.mark, [.init(start: start, count: next.mark.utf8.count, join: .direct)]))
        }
        if !next.text.isEmpty { parts.append((next.text, next.pieces)) }
        for part in parts {
            var pieces = part.pieces
            let join =
                text.isEmpty ? .direct : kind == .code ? .newline : BlockBuilder.join(text, beforeWord: part.text.utf8)
            if !pieces.isEmpty { pieces[0].join = join }
            text += join.text + part.text
            self.pieces += pieces
        }
    }

    /// Parts this block: what follows the offset becomes the block that is returned. Nil if either part would be empty, or
    /// if the offset lies inside a character.
    mutating func split(at offset: Int, id: ParagraphID) -> DocumentText.Block? {
        let bytes = Array(text.utf8)
        guard offset > 0, offset < bytes.count, bytes[offset] & 0xC0 != 0x80 else { return nil }
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }
        var (end, start) = (offset, offset)
        while end > 0, isBlank(bytes[end - 1]) { end -= 1 }
        while start < bytes.count, isBlank(bytes[start]) { start += 1 }
        guard end > 0, start < bytes.count else { return nil }
        let second = DocumentText.Block(
            id: id, kind: headingLevel == nil ? kind : .paragraph,
            text: String(decoding: bytes[start...], as: UTF8.self), pieces: pieces(of: start..<bytes.count))
        pieces = pieces(of: 0..<end)
        text = String(decoding: bytes[..<end], as: UTF8.self)
        return second
    }

    /// The pieces that make up a range of the text, in bytes. The range neither begins nor ends in a join.
    private func pieces(of range: Range<Int>) -> [DocumentText.Piece] {
        var result: [DocumentText.Piece] = []
        var at = 0
        for piece in pieces {
            at += piece.join.text.utf8.count
            let (low, high) = (max(at, range.lowerBound), min(at + piece.count, range.upperBound))
            let isInside = low < high || (piece.count == 0 && at > range.lowerBound && at < range.upperBound)
            if isInside {
                result.append(
                    .init(
                        start: piece.start + low - at, count: max(0, high - low),
                        join: result.isEmpty ? .direct : piece.join))
            }
            at += piece.count
        }
        return result
    }
}
