// SPDX-License-Identifier: MPL-2.0
import Domain

/// Finds which of the lines that begin with a number are headings. A list in the text has numbers too, often the very ones
/// that the next headings have; so every line is judged for how much it looks like a heading, and the headings are the
/// unbroken series of numbers that looks best as a whole.
struct SectionNumbers {
    struct Heading {
        /// `7.3`
        let number: String
        /// The bytes of the number as printed, the dot after it included.
        let mark: Range<Int>
        /// Where the title begins.
        let title: Int
        /// 1 for `7`, 2 for `7.3`.
        let level: Int
        /// Lines the title goes on over.
        let continued: Int
    }

    /// By position in the source's lines.
    private(set) var headings: [Int: Heading] = [:]
    private let source: SourceLines

    private struct Candidate {
        let line: Int
        let parts: [Int]
        let hasDot: Bool
        let heading: Heading
        var score = 0.0
    }

    init(_ source: SourceLines) {
        self.source = source
        var candidates: [Candidate] = []
        for index in source.lines.indices {
            if let candidate = candidate(index) { candidates.append(candidate) }
        }
        for index in candidates.indices { candidates[index].score = score(candidates[index]) }
        let tops = [true, false].map { hasDot in
            best(candidates.filter { $0.parts.count == 1 && $0.hasDot == hasDot && $0.score > 0 })
        }
        let chain = tops[0].score >= tops[1].score ? tops[0].chain : tops[1].chain
        accept(candidates, chain: chain)
    }

    /// A number, perhaps with a dot after it, white space, and a title.
    private func candidate(_ index: Int) -> Candidate? {
        let line = source.lines[index]
        // »§ 1. Formål« counts like »1. Formål«.
        var at = line.start
        let isParagraph = source.bytes[line.start..<line.end].starts(with: "§".utf8)
        if isParagraph {
            at += "§".utf8.count
            while at < line.end, source.bytes[at] == 0x20 { at += 1 }
        }
        var (parts, value, digits, dotted): ([Int], Int, Int, Bool) = ([], 0, 0, false)
        while at < line.end {
            let byte = source.bytes[at]
            if (0x30...0x39).contains(byte) {
                (value, digits, dotted) = (value * 10 + Int(byte - 0x30), digits + 1, false)
                guard digits <= 3 else { return nil }
            } else if byte == 0x2E, digits > 0 {
                parts.append(value)
                (value, digits, dotted) = (0, 0, true)
            } else {
                break
            }
            at += 1
        }
        if digits > 0 { parts.append(value) }
        let markEnd = at
        while at < line.end, source.bytes[at] == 0x20 || source.bytes[at] == 0x09 { at += 1 }
        guard (1...4).contains(parts.count), at < line.end, !isParagraph || parts.count == 1, at > markEnd,
            let first = source.scalar(at: at),
            first.properties.isAlphabetic || first == "»" || first == "”" || first == "\""
        else { return nil }
        let number = parts.map(String.init).joined(separator: ".")
        return Candidate(
            line: index, parts: parts, hasDot: dotted,
            heading: Heading(
                number: number, mark: line.start..<markEnd, title: at, level: parts.count, continued: continued(index)))
    }

    /// Large type wraps early: a short line in lower case right after a heading is the rest of it.
    private func continued(_ index: Int) -> Int {
        guard !source.isUnwrapped else { return 0 }
        var count = 0
        while count < 2, index + count + 1 < source.lines.count {
            let (line, next) = (source.lines[index + count], source.lines[index + count + 1])
            guard line.width <= 60, next.width <= 60, next.gap <= source.lineGap, !next.opensPage,
                !source.isTerminated(line), source.opensLowercase(next)
            else { break }
            count += 1
        }
        return count
    }

    private func score(_ candidate: Candidate) -> Double {
        let line = source.lines[candidate.line]
        let last = source.lines[candidate.line + candidate.heading.continued]
        let title = String(decoding: source.bytes[candidate.heading.title..<line.end], as: UTF8.self)
        let words = title.split(separator: " ", maxSplits: 2)
        var score = 1.0
        if line.width > 90 { score -= 2 } else if line.width <= 60 { score += 0.5 }
        if let first = title.unicodeScalars.first, first.properties.isLowercase { score -= 1.5 }
        switch source.lastByte(last) {
        case 0x2E, 0x2C, 0x3B, 0x2D: score -= 1.5
        case 0x3A: score -= 0.5
        default: break
        }
        if let word = words.first, DayText.month(String(word.filter(\.isLetter))) != nil { score -= 3 }
        if DayText.atEnd(of: title) != nil { score -= 2 }
        if title.contains(". ") { score -= 1 }
        if title.contains(" skal ") || title.contains(" shall ") { score -= 0.7 }
        if title.contains("....") || title.contains(" . . ") || title.contains("\t") { score -= 3 }
        if let digit = title.utf8.last, (0x30...0x39).contains(digit), title.contains("  ") { score -= 3 }
        let starts = candidate.line == 0 || line.opensPage || line.gap > source.lineGap
        score += starts ? 0.5 : -0.5
        score -= neighbours(candidate)
        let after = candidate.line + candidate.heading.continued + 1
        if after < source.lines.count, !source.isUnwrapped {
            let next = source.lines[after]
            if next.gap <= source.lineGap, !next.opensPage, !source.stopsShort(last, before: next) { score -= 1.5 }
        }
        return score
    }

    /// A number right before or after, in the line next to it, is the look of a list or a table of contents.
    private func neighbours(_ candidate: Candidate) -> Double {
        guard candidate.parts.count == 1, let value = candidate.parts.first else { return 0 }
        var penalty = 0.0
        let before = candidate.line - 1
        if before >= 0, source.lines[candidate.line].gap <= source.lineGap, leading(before) == value - 1 {
            penalty += 0.8
        }
        let after = candidate.line + 1
        if after < source.lines.count, source.lines[after].gap <= source.lineGap, leading(after) == value + 1 {
            penalty += 0.8
        }
        return penalty
    }

    /// The number that a line begins with, if it has one part.
    private func leading(_ index: Int) -> Int? {
        let line = source.lines[index]
        let digits = source.bytes[line.start..<line.end].prefix { (0x30...0x39).contains($0) }
        guard (1...3).contains(digits.count), line.start + digits.count < line.end,
            [0x2E, 0x20, 0x29].contains(source.bytes[line.start + digits.count])
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// The series with the greatest sum of scores. A series that begins late or leaves out numbers pays for it.
    private func best(_ candidates: [Candidate]) -> (score: Double, chain: Set<Int>) {
        var links: [(line: Int, previous: Int?)] = []
        var ending: [Int: (score: Double, link: Int)] = [:]
        for candidate in candidates {
            guard let value = candidate.parts.first, value <= 99 else { continue }
            var (score, previous): (Double, Int?) = (-min(3, Double(abs(value - 1))), nil)
            for step in 1...4 {
                guard let before = ending[value - step] else { continue }
                let joined = before.score - Double(step - 1) * 0.8
                if joined >= score { (score, previous) = (joined, before.link) }
            }
            score += candidate.score
            if let known = ending[value], known.score > score { continue }
            links.append((candidate.line, previous))
            ending[value] = (score, links.count - 1)
        }
        guard let top = ending.max(by: { ($0.value.score, $0.key) < ($1.value.score, $1.key) })?.value, top.score > 0
        else {
            return (0, [])
        }
        var chain: Set<Int> = []
        var link: Int? = top.link
        while let current = link {
            chain.insert(links[current].line)
            link = links[current].previous
        }
        return (top.score, chain)
    }

    /// The headings of the series, and below each those with its number in front and rising after it.
    private mutating func accept(_ candidates: [Candidate], chain: Set<Int>) {
        var path: [Int] = []
        for candidate in candidates where candidate.score > 0 {
            if chain.contains(candidate.line) {
                path = candidate.parts
            } else {
                let parent = Array(candidate.parts.dropLast())
                guard candidate.parts.count > 1, let value = candidate.parts.last, value > 0, path.starts(with: parent)
                else { continue }
                let before = path.count > parent.count ? path[parent.count] : 0
                guard (before + 1...before + 3).contains(value) else { continue }
                path = candidate.parts
            }
            headings[candidate.line] = candidate.heading
        }
    }
}
