// SPDX-License-Identifier: MPL-2.0
import Domain

/// A line of the file that has something on it.
struct SourceLine {
    /// The first byte that is not white space, and the byte after the last one.
    let start: Int
    let end: Int
    /// Columns of white space before it; a tab goes to the next multiple of four.
    let indent: Int
    /// Empty lines between it and the line before.
    let gap: Int
    /// A page begins with it.
    var opensPage: Bool
    /// Characters from start to end.
    let width: Int
}

/// The file as lines, with what their spacing tells: text that came out of a PDF is often written with an empty line
/// after every line, and then only two empty lines are a new paragraph.
struct SourceLines {
    let bytes: [UInt8]
    private(set) var lines: [SourceLine] = []
    private(set) var isDoubleSpaced = false
    /// Every paragraph is one long line.
    private(set) var isUnwrapped = false
    /// The width that full lines have, in characters.
    private(set) var width = 80
    private(set) var hasPages = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        split()
        measure()
    }

    /// The most empty lines that two lines of one paragraph have between them.
    var lineGap: Int { isDoubleSpaced ? 1 : 0 }

    func text(_ line: SourceLine) -> String {
        String(decoding: bytes[line.start..<line.end], as: UTF8.self)
    }

    /// The character at a byte position.
    func scalar(at offset: Int) -> Unicode.Scalar? {
        guard offset < bytes.count else { return nil }
        return String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
    }

    func opensLowercase(_ line: SourceLine) -> Bool {
        scalar(at: line.start)?.properties.isLowercase ?? false
    }

    func lastByte(_ line: SourceLine) -> UInt8 { bytes[line.end - 1] }

    /// Whether the line ends like a sentence.
    func isTerminated(_ line: SourceLine) -> Bool {
        [0x2E, 0x3A, 0x3B, 0x21, 0x3F].contains(lastByte(line))
    }

    /// Whether the line stops although the next one's first word would have fitted well.
    func stopsShort(_ line: SourceLine, before next: SourceLine) -> Bool {
        var word = next.start
        var count = 0
        while word < next.end, bytes[word] != 0x20, bytes[word] != 0x09 {
            if bytes[word] & 0xC0 != 0x80 { count += 1 }
            word += 1
        }
        return (line.width + 1 + count) * 10 < width * 7
    }

    private mutating func split() {
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var (gap, opensPage) = (0, false)
        while index < bytes.count {
            var end = index
            while end < bytes.count, !(0x0A...0x0D).contains(bytes[end]) { end += 1 }
            if let line = line(index..<end, gap: gap, opensPage: opensPage) {
                lines.append(line)
                (gap, opensPage) = (0, false)
            } else {
                gap += 1
            }
            guard end < bytes.count else { break }
            if bytes[end] == 0x0C {
                // A form feed ends no line by itself: what follows stands on the new page.
                opensPage = true
                hasPages = true
                if end == index, gap > 0 { gap -= 1 }
            }
            index = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
        }
    }

    private func line(_ range: Range<Int>, gap: Int, opensPage: Bool) -> SourceLine? {
        var (start, end, indent, width) = (range.lowerBound, range.upperBound, 0, 0)
        while start < end {
            if bytes[start] == 0x20 {
                (start, indent) = (start + 1, indent + 1)
            } else if bytes[start] == 0x09 {
                (start, indent) = (start + 1, indent / 4 * 4 + 4)
            } else if start + 1 < end, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 {
                (start, indent) = (start + 2, indent + 1)
            } else {
                break
            }
        }
        while end > start {
            if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 {
                end -= 1
            } else if end - start >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
                end -= 2
            } else {
                break
            }
        }
        guard start < end else { return nil }
        for byte in bytes[start..<end] where byte & 0xC0 != 0x80 { width += 1 }
        return SourceLine(
            start: start, end: end, indent: indent, gap: gap, opensPage: opensPage, width: width)
    }

    private mutating func measure() {
        var widths: [Int] = []
        var (touching, apart, running, indented) = (0, 0, 0, 0)
        for index in lines.indices {
            widths.append(lines[index].width)
            if lines[index].indent > 0 { indented += 1 }
            guard index > 0 else { continue }
            if lines[index].gap == 0 { touching += 1 }
            if lines[index].gap == 1 {
                apart += 1
                if opensLowercase(lines[index]), !isTerminated(lines[index - 1]) { running += 1 }
            }
        }
        widths.sort()
        width = widths.isEmpty ? 80 : max(40, widths[widths.count * 9 / 10])
        isDoubleSpaced = apart > touching && running >= 3 && running * 4 >= apart
        isUnwrapped = width > 200
        // Where a file has lost its form feeds, a page still begins with a line that is pushed in and follows directly.
        guard isDoubleSpaced, !hasPages, indented * 6 < lines.count else { return }
        for index in lines.indices.dropFirst() where lines[index].indent > 0 && lines[index].gap == 0 {
            lines[index].opensPage = true
        }
    }
}
