// SPDX-License-Identifier: MPL-2.0

/// Where the marks of one text may end, found in one walk over it: a text with fifty thousand marks that never end is
/// read as fast as any other.
struct InlineEnds {
    enum Mark: Hashable {
        case code, bracket, parenthesis
        /// `*` or `_`, once or twice.
        case emphasis(Character, Int)

        /// How many letters the end takes.
        var width: Int {
            if case .emphasis(_, let width) = self { width } else { 1 }
        }
    }

    /// Ascending.
    private var places: [Mark: [Int]] = [:]

    init(_ letters: [Character]) {
        var index = 0
        while index < letters.count {
            let letter = letters[index]
            switch letter {
            case "`": places[.code, default: []].append(index)
            case "]": places[.bracket, default: []].append(index)
            case ")": places[.parenthesis, default: []].append(index)
            case "*", "_":
                let start = index
                while index + 1 < letters.count, letters[index + 1] == letter { index += 1 }
                let width = index + 1 - start
                let touches = start > 0 && !letters[start - 1].isWhitespace
                let isInside = letter == "_" && index + 1 < letters.count && Self.isWord(letters[index + 1])
                if width <= 2, touches, !isInside { places[.emphasis(letter, width), default: []].append(start) }
            default: break
            }
            index += 1
        }
    }

    /// The first end of a mark that lies wholly in a range; nil if there is none.
    func next(_ mark: Mark, from start: Int, before end: Int) -> Int? {
        guard let places = places[mark] else { return nil }
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < start { low = middle + 1 } else { high = middle }
        }
        guard low < places.count, places[low] + mark.width <= end else { return nil }
        return places[low]
    }

    static func isWord(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber }
}
