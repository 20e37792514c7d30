// SPDX-License-Identifier: MPL-2.0

extension Rule {
    /// Every public type says what it is. A type inside another (`Document.Kind`) and the members may speak for
    /// themselves.
    static let documented = Rule(name: "public types have a doc comment") { source in
        guard source.isSwift, source.target != nil else { return [] }
        return source.code.enumerated().compactMap { index, line in
            guard !line.hasPrefix(" "), let (kind, name) = publicType(line), !hasDocComment(source.lines, at: index)
            else {
                return nil
            }
            return Finding(path: source.path, line: index + 1, what: "public \(kind) \(name) has no doc comment")
        }
    }

    private static let types: Set<String> = ["struct", "class", "enum", "protocol", "actor", "typealias", "macro"]
    private static let modifiers: Set<String> = ["public", "open", "final", "indirect", "nonisolated"]

    /// The kind and the name of a public type that is declared on a line, or nil.
    static func publicType(_ line: String) -> (kind: String, name: String)? {
        var words = line.split(separator: " ").map(String.init)
        guard words.contains("public") || words.contains("open") else { return nil }
        while let first = words.first, modifiers.contains(first) || first.hasPrefix("@") { words.removeFirst() }
        guard words.count > 1, types.contains(words[0]) else { return nil }
        return (words[0], String(words[1].prefix { $0.isLetter || $0.isNumber || $0 == "_" }))
    }

    /// Whether a doc comment stands above a line, with at most attributes between.
    static func hasDocComment(_ lines: [String], at index: Int) -> Bool {
        var above = index - 1
        while above >= 0 {
            let line = lines[above].drop { $0 == " " }
            if line.hasPrefix("///") || line.hasSuffix("*/") { return true }
            guard line.hasPrefix("@") else { return false }
            above -= 1
        }
        return false
    }
}
