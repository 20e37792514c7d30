// SPDX-License-Identifier: MPL-2.0

import Domain

/// The blanks in a catalogue’s texts, and what is written where one stands: `{{ insert: param, ac-1_prm_1 }}` becomes
/// »[organization-defined frequency]«. What an organisation puts in instead is its own decision and no part of a catalogue.
struct OSCALParameters {
    /// Blanks filled in one text, also those inside of others: a choice may hold blanks.
    private static let mostFilled = 2000
    private static let deepest = 5
    /// Characters of one label.
    private static let longest = 1000

    private var all: [String: DataTree] = [:]
    private let isDanish: Bool

    init(_ catalogue: DataTree, language: String?) {
        isDanish = language == "da"
        collect(catalogue)
    }

    private mutating func collect(_ tree: DataTree) {
        for parameter in tree.items("params") {
            if let id = parameter.word("id"), all[id] == nil { all[id] = parameter }
        }
        for below in tree.items("groups") + tree.items("controls") { collect(below) }
    }

    func filling() -> Filling { Filling(parameters: self) }

    /// A text in the making.
    struct Filling {
        fileprivate let parameters: OSCALParameters
        private(set) var out = ""
        private var filled = 0

        fileprivate init(parameters: OSCALParameters) { self.parameters = parameters }

        private var isFull: Bool { out.utf8.count > 4 * ClauseGathering.longestText }

        /// Its prose and that of its items, one below the other.
        mutating func add(_ part: DataTree, level: Int) {
            guard !isFull else { return }
            let label = part.items("props").first { $0.word("name") == "label" }?.word("value")
            let prose = part.word("prose").map { PlainWords.beginning($0, of: ClauseGathering.longestText).trimmed }
                .flatMap { $0.isEmpty ? nil : $0 }
            var below = level
            if prose != nil || (label != nil && level > 0) {
                if !out.isEmpty { out += "\n" }
                out += String(repeating: "  ", count: max(0, level - 1))
                // The label of a statement is that of its control.
                if level > 0, let label { out += label + (prose == nil ? "" : " ") }
                if let prose { insert(prose, depth: 0) }
            }
            below += 1
            for item in part.items("parts") where below < 12 { add(item, level: below) }
        }

        private mutating func insert(_ text: String, depth: Int) {
            guard text.utf8.contains(0x7B) else {
                out += OSCALProse.plain(text)
                return
            }
            var rest = Substring(text)
            while !isFull, let start = rest.firstRange(of: "{{"),
                let end = rest[start.upperBound...].firstRange(of: "}}")
            {
                out += OSCALProse.plain(String(rest[..<start.lowerBound]))
                let inside = rest[start.upperBound..<end.lowerBound]
                if let name = Self.parameter(inside) {
                    fill(name, depth)
                } else {
                    out += rest[start.lowerBound..<end.upperBound]
                }
                rest = rest[end.upperBound...]
            }
            guard !isFull else { return }
            out += OSCALProse.plain(String(rest))
        }

        /// `x` of ` insert: param, x `; older catalogues wrote ` x ` alone.
        private static func parameter(_ inside: Substring) -> String? {
            let text = String(inside).trimmed
            guard text.hasPrefix("insert:") else { return text.contains(where: \.isWhitespace) ? nil : text }
            let words = text.dropFirst("insert:".count).split(separator: ",", maxSplits: 1)
            guard words.count == 2, String(words[0]).trimmed == "param" else { return nil }
            return String(words[1]).trimmed
        }

        private mutating func fill(_ name: String, _ depth: Int) {
            filled += 1
            guard filled <= OSCALParameters.mostFilled, depth < OSCALParameters.deepest else {
                out += "[…]"
                return
            }
            out += "["
            defer { out += "]" }
            let parameter = parameters.all[name]
            let values = parameter?.items("values").compactMap(\.word) ?? []
            if let select = parameter?["select"] {
                let isMany = select.word("how-many") == "one-or-more"
                out +=
                    parameters.isDanish
                    ? (isMany ? "en eller flere af: " : "en af: ") : (isMany ? "one or more of: " : "one of: ")
                for (index, choice) in select.items("choice").enumerated() where !isFull {
                    if index > 0 { out += "; " }
                    insert(Self.short(choice.word ?? ""), depth: depth + 1)
                }
            } else if let label = parameter?.word("label") {
                insert(Self.short(label), depth: depth + 1)
            } else {
                out += values.isEmpty ? name : OSCALProse.plain(Self.short(values.joined(separator: ", ")))
            }
        }

        private static func short(_ text: String) -> String {
            PlainWords.line(text, to: OSCALParameters.longest) ?? ""
        }
    }
}

/// The prose of OSCAL is a small Markdown. It is read as plain text: links leave their words, escapes their character, and
/// a break at the end of a line stays one.
enum OSCALProse {
    static func line(_ text: String) -> String? { PlainWords.line(plain(text)) }

    static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x5D }) else { return text }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        // Where the words of a link begin that may be open.
        var open: Int?
        var end = -1
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 0x5C, at + 1 < bytes.count, isPunctuation(bytes[at + 1]) || bytes[at + 1] == 0x0A {
                out.append(bytes[at + 1])
                at += 2
                continue
            }
            if byte == 0x5B { open = out.count }
            if byte == 0x5D, at + 1 < bytes.count, bytes[at + 1] == 0x28, let start = open {
                // Looked for once for all links before it, so that a text of nothing but beginnings takes no longer.
                if end < at { end = bytes[at...].firstIndex { $0 == 0x29 || $0 == 0x0A } ?? bytes.count }
                guard end < bytes.count, bytes[end] == 0x29, end - at < 500 else {
                    out.append(byte)
                    at += 1
                    continue
                }
                out.remove(at: start)
                open = nil
                at = end + 1
                continue
            }
            out.append(byte)
            at += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// So that a reader of Markdown shows what is written, and `plain` gives it back.
    static func escaped(_ text: String) -> String {
        var out = ""
        var last: Character?
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case "\\", "*", "_", "`", "<": out += "\\"
            case "{" where last == "{", "(" where last == "]": out += "\\"
            // An empty line parts paragraphs; one break is no break in Markdown, unless it is said.
            case "\n" where last != "\n" && rest.first != "\n": out += "\\"
            case _: break
            }
            out.append(character)
            last = character
        }
        return out
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
