// SPDX-License-Identifier: MPL-2.0
public import Domain

/// What is different between two texts of a document, paragraph by paragraph and word by word (policy §§7.3, 10: what an
/// update changed can be seen). Paragraphs are the same where they have the same identity; those that have none in
/// common are matched as an import proposes it.
public struct TextComparison: Hashable, Sendable {
    public enum Change: String, Hashable, Sendable {
        case same, changed, new, gone
    }

    /// One paragraph of either text. Furniture of the page is left out.
    public struct Part: Hashable, Sendable {
        public let change: Change
        /// The place in the old text; nil for one that is new.
        public let old: Int?
        /// The place in the new text; nil for one that is gone.
        public let new: Int?
        /// It stands in another order than before, in relation to those around it.
        public let isMoved: Bool
        /// It has another number or mark before its text than it had.
        public let isRenumbered: Bool
        /// The words, where they were changed; one run for a paragraph that is new or gone.
        public let runs: [WordDiff.Run]

        public var isNotable: Bool { change != .same || isMoved }
    }

    public let old: DocumentText
    public let new: DocumentText
    /// In the order of the new text; what is gone stands after what it followed.
    public let parts: [Part]

    public init(old: DocumentText, new: DocumentText) {
        self.old = old
        self.new = new
        let partner = TextComparison.partners(old, new)
        let moved = TextComparison.moved(partner)
        var parts: [Part] = []
        var followers = TextComparison.gone(old, partner, moved)
        func appendGone(after place: Int) {
            for index in followers.removeValue(forKey: place) ?? [] {
                parts.append(
                    Part(
                        change: .gone, old: index, new: nil, isMoved: false, isRenumbered: false,
                        runs: [.init(.old, old.blocks[index].text)]))
            }
        }
        appendGone(after: -1)
        for (index, block) in new.blocks.enumerated() {
            if block.kind != .furniture {
                if let before = partner[index] {
                    let was = old.blocks[before]
                    let isSame = was.text.utf8.elementsEqual(block.text.utf8)
                    parts.append(
                        Part(
                            change: isSame ? .same : .changed, old: before, new: index, isMoved: moved.contains(index),
                            isRenumbered: was.mark != block.mark || was.number != block.number,
                            runs: isSame ? [] : WordDiff.runs(was.text, block.text)))
                } else {
                    parts.append(
                        Part(
                            change: .new, old: nil, new: index, isMoved: false, isRenumbered: false,
                            runs: [.init(.new, block.text)]))
                }
            }
            if let before = partner[index], !moved.contains(index) { appendGone(after: before) }
        }
        self.parts = parts
    }

    public func count(_ change: Change) -> Int { parts.count { $0.change == change } }
    public var movedCount: Int { parts.count(where: \.isMoved) }
    public var isEmpty: Bool { !parts.contains(where: \.isNotable) }

    // MARK: Which are the same

    /// For each new block the place of the old one that it is.
    private static func partners(_ old: DocumentText, _ new: DocumentText) -> [Int?] {
        var places: [ParagraphID: Int] = [:]
        for (index, block) in old.blocks.enumerated() where block.kind != .furniture { places[block.id] = index }
        var partner: [Int?] = new.blocks.map { $0.kind == .furniture ? nil : places.removeValue(forKey: $0.id) }
        let leftOld = places.values.sorted()
        let leftNew = new.blocks.indices.filter { partner[$0] == nil && new.blocks[$0].kind != .furniture }
        guard !leftOld.isEmpty, !leftNew.isEmpty else { return partner }
        let placeOf = Dictionary(leftOld.map { (old.blocks[$0].id, $0) }) { first, _ in first }
        let pairs = ParagraphMatch.propose(
            old: DocumentText(blocks: leftOld.map { old.blocks[$0] }),
            new: DocumentText(blocks: leftNew.map { new.blocks[$0] }), comparisons: 200_000)
        for pair in pairs { partner[leftNew[pair.new]] = pair.old.flatMap { placeOf[$0] } }
        return partner
    }

    /// The new places of those that do not keep their order: all but a longest run of increasing old places.
    private static func moved(_ partner: [Int?]) -> Set<Int> {
        // The end of the best run of each length, and what each place follows in its run.
        var ends: [Int] = []
        var before: [Int: Int] = [:]
        for (index, place) in partner.enumerated() {
            guard let place else { continue }
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if (partner[ends[middle]] ?? 0) < place { low = middle + 1 } else { high = middle }
            }
            if low > 0 { before[index] = ends[low - 1] }
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var result = Set(partner.indices.filter { partner[$0] != nil })
        var next = ends.last
        while let place = next {
            result.remove(place)
            next = before[place]
        }
        return result
    }

    /// The old blocks that are gone, by the nearest block before them that kept its order.
    private static func gone(_ old: DocumentText, _ partner: [Int?], _ moved: Set<Int>) -> [Int: [Int]] {
        var stays = Array(repeating: false, count: old.blocks.count)
        var isKept = stays
        for (index, place) in partner.enumerated() {
            guard let place else { continue }
            isKept[place] = true
            if !moved.contains(index) { stays[place] = true }
        }
        var result: [Int: [Int]] = [:]
        var last = -1
        for (index, block) in old.blocks.enumerated() {
            if stays[index] { last = index }
            if !isKept[index], block.kind != .furniture { result[last, default: []].append(index) }
        }
        return result
    }
}
