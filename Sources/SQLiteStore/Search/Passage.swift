// SPDX-License-Identifier: MPL-2.0

import Office

/// Finds the words of a search in a text, and cuts out what stands around the first of them.
struct PassageMaker {
    /// So many bytes are shown before the first word that was found, and in all.
    private static let (before, longest) = (80, 280)

    private var stems: Set<[UInt8]> = []
    private var beginnings: [[UInt8]] = []
    private let words: Words
    private let reading: SearchShelf.Reading

    init(_ search: SearchWords, _ reading: SearchShelf.Reading, _ words: Words) {
        self.words = words
        self.reading = reading
        for term in search.terms {
            switch term {
            case .word(let text), .phrase(let text):
                Self.read(text) { stems.formUnion(words.asked($0, reading, isBeginning: false)) }
            case .beginning(let text):
                var all: [[UInt8]] = []
                Self.read(text) { all.append($0) }
                if let last = all.popLast() {
                    beginnings += words.asked(last, reading, isBeginning: true)
                    stems.formUnion(words.asked(last, reading, isBeginning: false))
                }
                for word in all { stems.formUnion(words.asked(word, reading, isBeginning: true)) }
            }
        }
    }

    private static func read(_ text: String, _ body: ([UInt8]) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            Words.read(bytes) { word, _ in
                body(word)
                return true
            }
        }
    }

    /// Whether a word of a text is one that was searched for.
    private func isFound(_ word: [UInt8]) -> Bool {
        words.forms(word, reading).contains { form in
            stems.contains(form) || beginnings.contains { form.starts(with: $0) }
        }
    }

    func make(_ text: String) -> SearchPassage {
        let bytes = Array(text.utf8)
        var found: [Range<Int>] = []
        bytes.withUnsafeBufferPointer { buffer in
            Words.read(buffer) { word, range in
                if isFound(word) { found.append(range) }
                return true
            }
        }
        let window = window(bytes, around: found.first?.lowerBound ?? 0)
        var pieces: [SearchPassage.Piece] = []
        func add(_ range: Range<Int>, _ isFound: Bool) {
            guard !range.isEmpty else { return }
            let text = String(decoding: bytes[range], as: UTF8.self)
            pieces.append(.init(text: text, isFound: isFound))
        }
        if window.lowerBound > 0 { pieces.append(.init(text: "… ", isFound: false)) }
        var at = window.lowerBound
        for range in found where range.lowerBound >= at && range.upperBound <= window.upperBound {
            add(at..<range.lowerBound, false)
            add(range, true)
            at = range.upperBound
        }
        add(at..<window.upperBound, false)
        if window.upperBound < bytes.count { pieces.append(.init(text: " …", isFound: false)) }
        return SearchPassage(pieces: pieces)
    }

    /// Begins and ends between words, where there are any.
    private func window(_ bytes: [UInt8], around first: Int) -> Range<Int> {
        guard bytes.count > Self.longest else { return 0..<bytes.count }
        var start = max(0, min(first - Self.before, bytes.count - Self.longest))
        var end = min(bytes.count, start + Self.longest)
        if start > 0 { start = bytes[start..<max(first, start)].firstIndex(of: 0x20).map { $0 + 1 } ?? first }
        if end < bytes.count { end = bytes[start..<end].lastIndex(of: 0x20) ?? end }
        // A word longer than the window is cut between characters.
        while end < bytes.count, end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return start..<end
    }
}
