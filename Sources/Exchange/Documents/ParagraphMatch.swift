// SPDX-License-Identifier: MPL-2.0
public import Domain

/// Proposes which blocks of a new version are the same as blocks of the old, so that what was bound to a paragraph can
/// stay bound to it. A person confirms the proposal; only then do the old identities pass on.
public enum ParagraphMatch {
    /// One block of the new version, in order, with what it was matched to.
    public struct Pair: Hashable, Sendable {
        /// The position in the new text.
        public let new: Int
        /// The identity of the old block, or nil: the block is new.
        public let old: ParagraphID?
        /// The share of words the two have in common, 0–1,000,000; 1,000,000 for the same text, 0 where nothing is
        /// matched. A heading matched by its number alone has what its words give.
        public let similarity: Int
    }

    /// The share of common words from which two blocks are proposed as the same, in millionths.
    public static let threshold = 600_000
    /// How many pairs of blocks are compared word by word at most; beyond it only neighbours are.
    public static let comparisons = 4_000_000

    /// Same text first, then headings with the same number, then the greatest share of common words among the blocks that
    /// lie between the same matched neighbours, and last among all that are left. An old block is used once.
    ///
    /// - Parameter comparisons: how many pairs of blocks are compared word by word at most.
    public static func propose(
        old: DocumentText, new: DocumentText, comparisons: Int = ParagraphMatch.comparisons
    ) -> [Pair] {
        var match = Matching(old: old.blocks, new: new.blocks)
        match.sameText()
        match.sameNumber()
        match.commonWords(comparisons)
        return new.blocks.indices.map { index in
            guard let partner = match.partner[index] else { return Pair(new: index, old: nil, similarity: 0) }
            return Pair(new: index, old: old.blocks[partner].id, similarity: match.similarity(partner, index))
        }
    }

    /// The new text with the identities that a person has confirmed.
    public static func adopt(_ pairs: [Pair], in new: DocumentText) -> DocumentText {
        var result = new
        var used: Set<ParagraphID> = []
        for pair in pairs where result.blocks.indices.contains(pair.new) {
            guard let id = pair.old, used.insert(id).inserted else { continue }
            result.blocks[pair.new].id = id
        }
        return result
    }
}

private struct Matching {
    let old: [DocumentText.Block]
    let new: [DocumentText.Block]
    /// Old position by new position.
    private(set) var partner: [Int?]
    private var isTaken: [Bool]
    private let oldWords: [[Int32]]
    private let newWords: [[Int32]]

    init(old: [DocumentText.Block], new: [DocumentText.Block]) {
        self.old = old
        self.new = new
        partner = Array(repeating: nil, count: new.count)
        isTaken = Array(repeating: false, count: old.count)
        var numbers: [Substring: Int32] = [:]
        func words(_ block: DocumentText.Block) -> [Int32] {
            var result: [Int32] = []
            for word in block.text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
                let number = numbers[word] ?? Int32(numbers.count)
                numbers[word] = number
                result.append(number)
            }
            return result.sorted()
        }
        oldWords = old.map(words)
        newWords = new.map(words)
    }

    private mutating func pair(_ oldIndex: Int, _ newIndex: Int) {
        partner[newIndex] = oldIndex
        isTaken[oldIndex] = true
    }

    /// The same kind of thing: a heading never becomes a paragraph, a point may.
    private func fits(_ left: DocumentText.Block, _ right: DocumentText.Block) -> Bool {
        func group(_ kind: DocumentText.Kind) -> Int {
            switch kind {
            case .heading: 0
            case .paragraph, .listItem, .code, .image: 1
            case .footnote: 2
            case .tableRow: 3
            case .furniture: 4
            }
        }
        return group(left.kind) == group(right.kind)
    }

    mutating func sameText() {
        var places: [String: [Int]] = [:]
        for (index, block) in old.enumerated() { places[block.text, default: []].append(index) }
        for key in places.keys { places[key]?.reverse() }
        // A text that stands several times is matched in order.
        for index in new.indices {
            guard let found = places[new[index].text]?.last, fits(old[found], new[index]) else { continue }
            places[new[index].text]?.removeLast()
            pair(found, index)
        }
    }

    mutating func sameNumber() {
        var places: [String: Int] = [:]
        for (index, block) in old.enumerated() where !isTaken[index] && block.headingLevel != nil {
            if let number = block.number, places[number] == nil { places[number] = index }
        }
        for index in new.indices where partner[index] == nil && new[index].headingLevel != nil {
            guard let number = new[index].number, let found = places[number], !isTaken[found] else { continue }
            pair(found, index)
        }
    }

    mutating func commonWords(_ comparisons: Int) {
        var budget = comparisons
        // First inside the gap between the matched neighbours, where a reworded paragraph stands.
        var following = Array(repeating: old.count, count: new.count + 1)
        for index in new.indices.reversed() { following[index] = partner[index] ?? following[index + 1] }
        var before = -1
        for index in new.indices {
            if let found = partner[index] {
                before = found
                continue
            }
            let after = following[index]
            guard before + 1 < after else { continue }
            if let found = best(index, in: before + 1..<min(after, before + 200), &budget) {
                pair(found, index)
                before = found
            }
        }
        let free = old.indices.filter { !isTaken[$0] }
        for index in new.indices where partner[index] == nil && budget > 0 {
            if let found = best(index, in: free, &budget) { pair(found, index) }
        }
    }

    private func best(_ index: Int, in places: some Sequence<Int>, _ budget: inout Int) -> Int? {
        var (winner, score): (Int?, Int) = (nil, ParagraphMatch.threshold - 1)
        for place in places where !isTaken[place] && fits(old[place], new[index]) {
            guard budget > 0 else { break }
            budget -= 1
            let (left, right) = (oldWords[place].count, newWords[index].count)
            // Two texts of very different length cannot have enough in common.
            guard min(left, right) * 2_000_000 >= (left + right) * ParagraphMatch.threshold else { continue }
            let found = similarity(place, index)
            if found > score { (winner, score) = (place, found) }
        }
        return winner
    }

    /// Twice the common words by the words of both, in millionths.
    func similarity(_ oldIndex: Int, _ newIndex: Int) -> Int {
        if old[oldIndex].text == new[newIndex].text { return 1_000_000 }
        let (left, right) = (oldWords[oldIndex], newWords[newIndex])
        var (i, j, common) = (0, 0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                (i, j, common) = (i + 1, j + 1, common + 1)
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        // Not a million: the words may be the same while their order or the signs between them are not.
        return left.isEmpty || right.isEmpty ? 0 : min(999_999, common * 2_000_000 / (left.count + right.count))
    }
}
