// SPDX-License-Identifier: MPL-2.0

/// Joins what two people wrote from the same text, paragraph by paragraph. Paragraphs are told apart by an empty line.
///
/// Of the text that both began with only the marks of its paragraphs are needed, so a browser can carry them with the
/// text. No paragraph that somebody wrote is left out: one that both changed comes out as ``Outcome/both``, one that one
/// changed and the other removed stays, and what is new on either side stays.
public enum ParagraphMerge {
    /// One paragraph of the joined text, as positions in the two texts.
    public enum Outcome: Hashable, Sendable {
        /// As it stands in the text that was there.
        case theirs(Int)
        /// As it stands in the text that comes; `insteadOf` is what it changes, nil where it is new.
        case mine(Int, insteadOf: Int?)
        /// Both changed it, each in another way. `ancestor` is its position in the text that both began with.
        case both(theirs: Int, mine: Int, ancestor: Int)
        /// It stood there unchanged, and the text that comes has removed it.
        case dropped(theirs: Int)
    }

    /// The paragraphs of a text; joined again by ``joined(_:)`` they are the text, letter by letter.
    public static func paragraphs(_ text: String) -> [String] {
        var found: [String] = []
        var rest = Substring(text)
        while let cut = rest.firstRange(of: "\n\n") {
            found.append(String(rest[..<cut.lowerBound]))
            rest = rest[cut.upperBound...]
        }
        return found + [String(rest)]
    }

    public static func joined(_ paragraphs: some Sequence<String>) -> String { paragraphs.joined(separator: "\n\n") }

    /// The text as it is kept: line feeds alone, no white space at its ends.
    public static func normal(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var wasReturn = false
        for byte in text.utf8 {
            if byte == 0x0D {
                bytes.append(0x0A)
            } else if byte != 0x0A || !wasReturn {
                bytes.append(byte)
            }
            wasReturn = byte == 0x0D
        }
        while let last = bytes.last, [0x0A, 0x20, 0x09].contains(last) { bytes.removeLast() }
        let start = bytes.firstIndex { $0 != 0x0A } ?? bytes.count
        return String(decoding: bytes[start...], as: UTF8.self)
    }

    /// A short mark by which a paragraph is known again (FNV-1a, 64 bits, base 36).
    public static func mark(_ paragraph: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in paragraph.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }

    /// - Parameters:
    ///   - base: the marks of the paragraphs that `mine` was made from.
    ///   - theirs: the paragraphs as they are now.
    ///   - mine: the paragraphs that come.
    public static func merge(base: [String], theirs: [String], mine: [String]) -> [Outcome] {
        let (theirMarks, myMarks) = (theirs.map(mark), mine.map(mark))
        var known: [String: String] = [:]
        for (mark, text) in zip(theirMarks + myMarks, theirs + mine) { known[mark] = text }
        let their = Course(base, theirMarks, texts: theirs, known: known)
        let my = Course(base, myMarks, texts: mine, known: known)
        var outcomes: [Outcome] = []
        for index in 0...base.count {
            var same = their.inserted[index].map { theirMarks[$0] }
            outcomes += their.inserted[index].map { .theirs($0) }
            for new in my.inserted[index] {
                if let found = same.firstIndex(of: myMarks[new]) {
                    same.remove(at: found)
                } else {
                    outcomes.append(.mine(new, insteadOf: nil))
                }
            }
            guard index < base.count else { break }
            switch (their.fates[index], my.fates[index]) {
            case (.kept(let there), .kept), (.changed(let there), .kept), (.changed(let there), .gone):
                outcomes.append(.theirs(there))
            case (.kept(let there), .gone): outcomes.append(.dropped(theirs: there))
            case (.kept(let there), .changed(let here)): outcomes.append(.mine(here, insteadOf: there))
            case (.gone, .changed(let here)): outcomes.append(.mine(here, insteadOf: nil))
            case (.gone, .kept), (.gone, .gone): break
            case (.changed(let there), .changed(let here)):
                outcomes.append(
                    theirMarks[there] == myMarks[here]
                        ? .theirs(there) : .both(theirs: there, mine: here, ancestor: index))
            }
        }
        return outcomes
    }
}

/// What became of each paragraph of the text that one began with, and what was put in before it.
private struct Course {
    enum Fate {
        case kept(Int)
        case changed(Int)
        case gone
    }

    private(set) var fates: [Fate]
    /// Positions of new paragraphs, by the paragraph that they stand before; the last stand at the end.
    private(set) var inserted: [[Int]]
    private let texts: [String]
    private let former: [String?]

    /// How many pairs are compared at most; beyond it a stretch that differs is paired in order.
    private static let most = 4_000_000
    private static let mostAlike = 2_500

    init(_ base: [String], _ other: [String], texts: [String], known: [String: String]) {
        fates = Array(repeating: .gone, count: base.count)
        inserted = Array(repeating: [], count: base.count + 1)
        self.texts = texts
        former = base.map { known[$0] }
        var (from, there) = (0, 0)
        for (kept, at) in Self.common(base, other) + [(base.count, other.count)] {
            pair(from..<kept, there..<at)
            if kept < base.count { fates[kept] = .kept(at) }
            (from, there) = (kept + 1, at + 1)
        }
    }

    /// The longest common sequence, as pairs of positions.
    private static func common(_ base: [String], _ other: [String]) -> [(Int, Int)] {
        var start = 0
        while start < min(base.count, other.count), base[start] == other[start] { start += 1 }
        var end = 0
        while end < min(base.count, other.count) - start,
            base[base.count - 1 - end] == other[other.count - 1 - end]
        {
            end += 1
        }
        var pairs = (0..<start).map { ($0, $0) }
        let (rows, columns) = (base.count - start - end, other.count - start - end)
        if rows > 0, columns > 0, rows * columns <= most {
            let width = columns + 1
            var length = [Int32](repeating: 0, count: (rows + 1) * width)
            for row in (0..<rows).reversed() {
                for column in (0..<columns).reversed() {
                    length[row * width + column] =
                        base[start + row] == other[start + column]
                        ? length[(row + 1) * width + column + 1] + 1
                        : max(length[(row + 1) * width + column], length[row * width + column + 1])
                }
            }
            var (row, column) = (0, 0)
            while row < rows, column < columns {
                if base[start + row] == other[start + column] {
                    pairs.append((start + row, start + column))
                    (row, column) = (row + 1, column + 1)
                } else if length[(row + 1) * width + column] >= length[row * width + column + 1] {
                    row += 1
                } else {
                    column += 1
                }
            }
        }
        for step in (0..<end).reversed() { pairs.append((base.count - 1 - step, other.count - 1 - step)) }
        return pairs
    }

    /// Pairs a stretch that differs: the most alike first, what is left in order.
    private mutating func pair(_ from: Range<Int>, _ to: Range<Int>) {
        guard !from.isEmpty else {
            inserted[from.lowerBound] += Array(to)
            return
        }
        var (start, there) = (from.lowerBound, to.lowerBound)
        for (old, new) in alike(from, to) + [(from.upperBound, to.upperBound)] {
            let count = min(old - start, new - there)
            for step in 0..<count { fates[start + step] = .changed(there + step) }
            inserted[old] += Array(there + count..<new)
            if old < from.upperBound { fates[old] = .changed(new) }
            (start, there) = (old + 1, new + 1)
        }
    }

    private func alike(_ from: Range<Int>, _ to: Range<Int>) -> [(Int, Int)] {
        guard from.count + to.count > 2, from.count * to.count <= Self.mostAlike else { return [] }
        let width = to.count + 1
        var best = [Int](repeating: 0, count: (from.count + 1) * width)
        func score(_ row: Int, _ column: Int) -> Int {
            former[from.lowerBound + row].map { Self.likeness($0, texts[to.lowerBound + column]) } ?? 0
        }
        for row in (0..<from.count).reversed() {
            for column in (0..<to.count).reversed() {
                let here = score(row, column)
                best[row * width + column] = max(
                    here > 300 ? best[(row + 1) * width + column + 1] + here : 0,
                    best[(row + 1) * width + column], best[row * width + column + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (row, column) = (0, 0)
        while row < from.count, column < to.count {
            let value = best[row * width + column]
            if value == best[(row + 1) * width + column] {
                row += 1
            } else if value == best[row * width + column + 1] {
                column += 1
            } else {
                pairs.append((from.lowerBound + row, to.lowerBound + column))
                (row, column) = (row + 1, column + 1)
            }
        }
        return pairs
    }

    /// How much of two paragraphs is the same from their beginnings and from their ends, in thousandths.
    private static func likeness(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        let least = min(left.count, right.count)
        guard least > 0 else { return 0 }
        var start = 0
        while start < least, left[start] == right[start] { start += 1 }
        var end = 0
        while end < least - start, left[left.count - 1 - end] == right[right.count - 1 - end] { end += 1 }
        return (start + end) * 1000 / max(left.count, right.count)
    }
}
