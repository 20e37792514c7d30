// SPDX-License-Identifier: MPL-2.0

/// What was struck and what was inserted between two texts, word by word. Put together, the runs of both and of the old
/// side are the old text byte for byte, and those of both and of the new side the new one.
///
/// The shortest edit script by Myers, »An O(ND) Difference Algorithm and Its Variations« (Algorithmica 1, 1986), in the
/// linear-space variant that meets in the middle; where two stretches have so little in common that it would take long,
/// the one is shown as replaced by the other.
public enum WordDiff {
    public enum Side: String, Hashable, Sendable {
        case both, old, new
    }

    /// A stretch of words that stand in both texts or in one of them.
    public struct Run: Hashable, Sendable {
        public let side: Side
        public let text: String

        public init(_ side: Side, _ text: String) {
            self.side = side
            self.text = text
        }
    }

    /// How many edits from each end are searched for before a stretch counts as replaced.
    static let effort = 600

    /// The runs in reading order: of two that stand at one place the struck one comes first.
    public static func runs(_ old: String, _ new: String) -> [Run] {
        let (before, after) = (Array(old.utf8), Array(new.utf8))
        if before == after { return before.isEmpty ? [] : [Run(.both, new)] }
        var words = Words()
        let (left, right) = (words.read(before), words.read(after))
        var walk = MiddleWalk(left.map(\.word), right.map(\.word))
        walk.compare()
        var script = Script()
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            if i < left.count, walk.isStruck[i] {
                script.add(.old, before[left[i].bytes], isBlank: words.isBlank(left[i].word))
                i += 1
            } else if j < right.count, walk.isInserted[j] {
                script.add(.new, after[right[j].bytes], isBlank: words.isBlank(right[j].word))
                j += 1
            } else {
                script.add(.both, after[right[j].bytes], isBlank: words.isBlank(right[j].word))
                (i, j) = (i + 1, j + 1)
            }
        }
        return script.runs
    }
}

/// Words, stretches of white space and single signs, each known by a number.
private struct Words {
    struct Piece {
        let word: Int32
        let bytes: Range<Int>
    }

    private var numbers: [ArraySlice<UInt8>: Int32] = [:]
    private var blanks: Set<Int32> = []

    private enum Group { case word, blank, sign }

    func isBlank(_ word: Int32) -> Bool { blanks.contains(word) }

    mutating func read(_ text: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var (start, last) = (0, Group.sign)
        func group(at index: Int) -> (Group, width: Int) {
            let first = text[index]
            switch first {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return (.word, 1)
            case 0x09...0x0D, 0x20: return (.blank, 1)
            case ..<0x80: return (.sign, 1)
            default:
                let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
                let end = min(index + width, text.count)
                guard let scalar = String(decoding: text[index..<end], as: UTF8.self).unicodeScalars.first else {
                    return (.sign, end - index)
                }
                let properties = scalar.properties
                if properties.isWhitespace { return (.blank, end - index) }
                // What joins on to the letter before it belongs to the word.
                let isPart = properties.isAlphabetic || properties.numericType != nil || properties.isGraphemeExtend
                return (isPart ? .word : .sign, end - index)
            }
        }
        func close(at end: Int) {
            guard end > start else { return }
            let key = text[start..<end]
            let number = numbers[key] ?? Int32(numbers.count)
            numbers[key] = number
            if last == .blank { blanks.insert(number) }
            pieces.append(Piece(word: number, bytes: start..<end))
            start = end
        }
        var index = 0
        while index < text.count {
            let (group, width) = group(at: index)
            if group != last || group == .sign { close(at: index) }
            last = group
            index += width
        }
        close(at: text.count)
        return pieces
    }
}

/// Finds which words of two sequences are struck and inserted, from both ends towards the middle.
private struct MiddleWalk {
    let old: [Int32]
    let new: [Int32]
    private(set) var isStruck: [Bool]
    private(set) var isInserted: [Bool]

    init(_ old: [Int32], _ new: [Int32]) {
        self.old = old
        self.new = new
        isStruck = Array(repeating: false, count: old.count)
        isInserted = Array(repeating: false, count: new.count)
    }

    mutating func compare() {
        var waiting = [(0..<old.count, 0..<new.count)]
        while let (a, b) = waiting.popLast() {
            var (i, j, m, n) = (a.lowerBound, b.lowerBound, a.upperBound, b.upperBound)
            while i < m, j < n, old[i] == new[j] { (i, j) = (i + 1, j + 1) }
            while i < m, j < n, old[m - 1] == new[n - 1] { (m, n) = (m - 1, n - 1) }
            guard i < m, j < n, let (x, y) = middle(i..<m, j..<n) else {
                for index in i..<m { isStruck[index] = true }
                for index in j..<n { isInserted[index] = true }
                continue
            }
            waiting.append((x..<m, y..<n))
            waiting.append((i..<x, j..<y))
        }
    }

    /// A point on a shortest path, neither of its ends; nil where it would be far away.
    private func middle(_ a: Range<Int>, _ b: Range<Int>) -> (Int, Int)? {
        let (n, m) = (a.count, b.count)
        let delta = n - m
        let isOdd = delta & 1 != 0
        let most = min((n + m + 1) / 2, WordDiff.effort)
        // Furthest reach on each diagonal, from the front and from the back.
        var front = [Int](repeating: 0, count: 2 * most + 3)
        var back = front
        let origin = most + 1
        for d in 0...most {
            for k in stride(from: -d, through: d, by: 2) {
                var x =
                    k == -d || (k != d && front[origin + k - 1] < front[origin + k + 1])
                    ? front[origin + k + 1] : front[origin + k - 1] + 1
                // Outside the box: this diagonal is done with.
                if x > n || x - k > m || x - k < 0 {
                    front[origin + k] = min(x, n + 1)
                    continue
                }
                let from = x
                while x < n, x - k < m, old[a.lowerBound + x] == new[b.lowerBound + x - k] { x += 1 }
                front[origin + k] = x
                let other = delta - k
                if isOdd, other >= -(d - 1), other <= d - 1, x + back[origin + other] >= n {
                    return inside(from, from - k, x, x - k, a, b)
                }
            }
            for k in stride(from: -d, through: d, by: 2) {
                var x =
                    k == -d || (k != d && back[origin + k - 1] < back[origin + k + 1])
                    ? back[origin + k + 1] : back[origin + k - 1] + 1
                if x > n || x - k > m || x - k < 0 {
                    back[origin + k] = min(x, n + 1)
                    continue
                }
                let from = x
                while x < n, x - k < m, old[a.upperBound - 1 - x] == new[b.upperBound - 1 - (x - k)] { x += 1 }
                back[origin + k] = x
                let other = delta - k
                if !isOdd, other >= -d, other <= d, x + front[origin + other] >= n {
                    return inside(n - x, m - (x - k), n - from, m - (from - k), a, b)
                }
            }
        }
        return nil
    }

    /// One end of the snake where the two walks met, as a place in the whole; nil if both are corners of the box.
    private func inside(
        _ x: Int, _ y: Int, _ u: Int, _ v: Int, _ a: Range<Int>, _ b: Range<Int>
    ) -> (Int, Int)? {
        let (n, m) = (a.count, b.count)
        for (x, y) in [(x, y), (u, v)]
        where (x, y) != (0, 0) && (x, y) != (n, m) && x <= n && y <= m && x >= 0 && y >= 0 {
            return (a.lowerBound + x, b.lowerBound + y)
        }
        return nil
    }
}

/// Puts words together to runs. White space alone between two changes is part of both, so that a reworded phrase is
/// struck and inserted in one.
private struct Script {
    private var old: [UInt8] = []
    private var new: [UInt8] = []
    private var blank: [UInt8] = []
    private var both: [UInt8] = []
    private var done: [WordDiff.Run] = []

    mutating func add(_ side: WordDiff.Side, _ bytes: ArraySlice<UInt8>, isBlank: Bool) {
        switch side {
        case .both:
            if isBlank, both.isEmpty, !(old.isEmpty && new.isEmpty), blank.isEmpty {
                blank += bytes
            } else {
                settle()
                both += bytes
            }
        case .old:
            begin()
            old += bytes
        case .new:
            begin()
            new += bytes
        }
    }

    private mutating func begin() {
        if !both.isEmpty {
            keep(both[...])
            both = []
        }
        old += blank
        new += blank
        blank = []
    }

    /// Ends the change that is open. The white space that both its sides begin or end with is no part of it.
    private mutating func settle() {
        guard both.isEmpty else { return }
        let before = zip(old, new).prefix { $0 == $1 && Self.isBlank($0) }.count
        let most = min(old.count, new.count) - before
        let after = zip(old.reversed(), new.reversed()).prefix(most).prefix { $0 == $1 && Self.isBlank($0) }.count
        if before > 0 { keep(old[..<before]) }
        let (struck, inserted) = (old[before..<(old.count - after)], new[before..<(new.count - after)])
        if !struck.isEmpty { done.append(.init(.old, String(decoding: struck, as: UTF8.self))) }
        if !inserted.isEmpty { done.append(.init(.new, String(decoding: inserted, as: UTF8.self))) }
        both = Array(old[(old.count - after)...]) + blank
        (old, new, blank) = ([], [], [])
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let last = done.last, last.side == .both {
            done[done.count - 1] = .init(.both, last.text + text)
        } else {
            done.append(.init(.both, text))
        }
    }

    var runs: [WordDiff.Run] {
        var last = self
        last.settle()
        if !last.both.isEmpty { last.keep(last.both[...]) }
        return last.done
    }
}
