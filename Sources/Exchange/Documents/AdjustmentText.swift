// SPDX-License-Identifier: MPL-2.0
public import Domain

/// Adjustments as short texts, one each: what the preview's form sends and a command line can write.
///
/// `heading:4:2` (block 4 becomes a heading of level 2) · `paragraph:4` · `item:4:0` (a point at depth 0) · `furniture:4` · `merge:4`
/// (with the block before) · `split:4:120` (120 bytes into its text) · `number:4:7.3` · `number:4` (none) · `drop:1`
/// · `title:…` · `next`, which closes a round: the positions after it are those of the proposal that the rounds
/// before gave.
extension Adjustment {
    /// The text form; nil for adjustments that hold a row, which forms send as fields of their own.
    public var text: String? {
        switch self {
        case .heading(let block, let level): "heading:\(block):\(level)"
        case .paragraph(let block): "paragraph:\(block)"
        case .listItem(let block, let depth): "item:\(block):\(depth)"
        case .furniture(let block): "furniture:\(block)"
        case .mergeWithPrevious(let block): "merge:\(block)"
        case .split(let block, let offset): "split:\(block):\(offset)"
        case .setNumber(let block, let number): number.map { "number:\(block):\($0)" } ?? "number:\(block)"
        case .setTitle(let title): "title:\(title)"
        case .dropVersionRow(let row): "drop:\(row)"
        case .editVersionRow, .addVersionRow: nil
        }
    }

    /// Reads the text form.
    ///
    /// - Throws: a `Refusal` of the field `adjust` if it is none.
    public init(text: String) throws(Refusal) {
        if text.hasPrefix("title:") {
            self = .setTitle(String(text.dropFirst("title:".count)))
            return
        }
        let words = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        func number(_ index: Int) throws(Refusal) -> Int {
            guard index < words.count, let number = Int(words[index]), (0...1_000_000).contains(number) else {
                throw Self.unreadable(text)
            }
            return number
        }
        func count(_ wanted: ClosedRange<Int>) throws(Refusal) {
            guard wanted.contains(words.count) else { throw Self.unreadable(text) }
        }
        switch words[0] {
        case "heading":
            try count(3...3)
            self = .heading(block: try number(1), level: try number(2))
        case "paragraph":
            try count(2...2)
            self = .paragraph(block: try number(1))
        case "item":
            try count(2...3)
            self = .listItem(block: try number(1), depth: words.count == 3 ? try number(2) : 0)
        case "furniture":
            try count(2...2)
            self = .furniture(block: try number(1))
        case "merge":
            try count(2...2)
            self = .mergeWithPrevious(block: try number(1))
        case "split":
            try count(3...3)
            self = .split(block: try number(1), offset: try number(2))
        case "number":
            try count(2...3)
            self = .setNumber(block: try number(1), number: words.count == 3 && !words[2].isEmpty ? words[2] : nil)
        case "drop":
            try count(2...2)
            self = .dropVersionRow(try number(1))
        case _: throw Self.unreadable(text)
        }
    }

    /// The adjustments of a form's fields in the order in which they are applied; empty fields are left out. Within a
    /// round those that take away or add a block or a row come last, from the end of the text to its beginning, so
    /// that every position means what the person saw.
    public static func reading(_ texts: [String]) throws(Refusal) -> [Adjustment] {
        var all: [Adjustment] = []
        for round in texts.split(separator: "next", omittingEmptySubsequences: true) {
            var stays: [Adjustment] = []
            var moves: [(Int, Adjustment)] = []
            for text in round where !text.isEmpty {
                let adjustment = try Adjustment(text: text)
                switch adjustment {
                case .mergeWithPrevious(let place), .dropVersionRow(let place), .split(let place, _):
                    moves.append((place, adjustment))
                case .heading, .paragraph, .listItem, .furniture, .setNumber, .setTitle, .editVersionRow,
                    .addVersionRow:
                    stays.append(adjustment)
                }
            }
            all += stays + moves.sorted { $0.0 > $1.0 }.map(\.1)
        }
        return all
    }

    private static func unreadable(_ text: String) -> Refusal {
        .invalid(
            "adjust", da: "Rettelsen »\(text.prefix(60))« kan ikke læses. Vælg på listen ved afsnittet.",
            en: "The adjustment “\(text.prefix(60))” cannot be read. Choose from the list at the paragraph.")
    }
}

extension DocumentText {
    /// Every place where the text demands something: »skal« in a Danish text, »shall« and »must« in an English one.
    public func candidates(in language: Language?) -> [ImportProposal.Candidate] {
        Sentences.candidates(in: self, language: language)
    }
}
