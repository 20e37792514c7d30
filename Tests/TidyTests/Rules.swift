// SPDX-License-Identifier: MPL-2.0
import Testing

/// Something that breaks a rule.
struct Finding: Equatable, CustomStringConvertible {
    let path: String
    let line: Int
    let what: String

    var description: String { "\(path):\(line): \(what)" }
}

/// A rule about one file.
struct Rule: CustomTestStringConvertible, Sendable {
    let name: String
    let check: @Sendable (Source) -> [Finding]

    var testDescription: String { name }

    static let all: [Rule] = [
        layers, bans, exhaustive, length, licence, documented, unfinished, machinePaths, markup, trustedMarkup, phrases,
        publicPages,
    ]
}

extension Rule {
    /// Who may import whom: the table of ARCHITECTURE.md. A name that ends in `*` is a family of modules. Nothing is
    /// said about `vaern`, which puts the parts together.
    static let mayImport: [String: Set<String>] = [
        "CFiles": [],
        "CSodium": [],
        "COpenSSL": [],
        "CXlsxWriter": [],
        "CStemmer": [],
        "CMarkGFM": [],
        "CQREncode": [],
        "CZlib": [],
        "CCurl": [],
        "HTML": [],
        "Ledger": ["COpenSSL", "Dispatch"],
        "SQLiteStore": ["Ledger", "Office", "GRDB*", "CStemmer", "FoundationEssentials", "Dispatch"],
        "Domain": ["FoundationEssentials", "HashTreeCollections"],
        "Office": ["Domain", "Ledger", "HashTreeCollections", "Dispatch"],
        "Exchange": ["Domain", "Office", "CCurl", "CFiles", "CMarkGFM", "CXlsxWriter", "CZlib", "SwiftCSV", "Yams"],
        "Web": [
            "Office", "Domain", "Ledger", "Exchange", "HTML", "Hummingbird*", "NIO*", "HTTPTypes", "CSodium",
            "COpenSSL",
            "CFiles", "CQREncode", "Logging",
            "ServiceLifecycle", "Dispatch",
        ],
    ]
    /// Parts of the language and of the system's C library.
    static let language: Set<String> = ["Swift", "Synchronization", "Glibc", "Musl"]

    static let layers = Rule(name: "a target imports only what the table of ARCHITECTURE.md allows") { source in
        guard source.isSwift, let target = source.target, target != "vaern" else { return [] }
        guard let allowed = mayImport[target] else {
            return [Finding(path: source.path, line: 1, what: "target \(target) is not in the table")]
        }
        return source.code.enumerated().compactMap { index, line in
            guard let module = importedModule(line) else { return nil }
            let fits = allowed.union(language).contains { name in
                name.hasSuffix("*") ? module.hasPrefix(name.dropLast()) : module == name
            }
            return fits ? nil : Finding(path: source.path, line: index + 1, what: "\(target) may not import \(module)")
        }
    }

    /// `Crypto` for `@preconcurrency public import struct Crypto.SHA256`.
    static func importedModule(_ line: String) -> String? {
        var words = line.split(separator: " ")
        while let first = words.first, first.hasPrefix("@") || accessLevels.contains(String(first)) {
            words.removeFirst()
        }
        guard words.first == "import", words.count > 1 else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let module = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
        return module.split(separator: ".").first.map(String.init)
    }
    static let accessLevels: Set<String> = ["public", "package", "internal", "fileprivate", "private"]

    /// Time, chance and output come in through a door: the clock, the mint, the keys and the executable.
    static let banned = [
        "Date()", "Date.now", "UUID()", ".random(", "print(", "debugPrint(", "try!", "fatalError(",
        "SystemRandomNumberGenerator", "clock_gettime",
        "preconditionFailure(",
    ]
    /// The clock, the mint, the keys that values are sealed with, and the executable.
    static let mayUseBanned = [
        "Sources/Office/Clock.swift", "Sources/Office/Mint.swift", "Sources/Ledger/Proof/LogKey.swift",
        "Sources/Ledger/Book/SystemKeys.swift", "Sources/vaern/",
    ]

    static let bans = Rule(name: "time, chance and output come from the clock, the mint and the executable") { source in
        guard source.isSwift, source.target != nil, !mayUseBanned.contains(where: source.path.hasPrefix) else {
            return []
        }
        return source.code.enumerated().flatMap { index, line in
            // To ask the mint is what the rule wants.
            banned.filter { occurs($0, in: line.replacing("mint.random(", with: "mint.of(")) }
                .map { Finding(path: source.path, line: index + 1, what: "\($0) is not allowed here") }
        }
    }

    /// Whether a piece of code stands in a line as a word of its own: `print(` but not `fingerprint(` and not `.print(`.
    static func occurs(_ word: String, in line: String) -> Bool {
        var rest = Substring(line)
        while let range = rest.firstRange(of: word) {
            let before = range.lowerBound == line.startIndex ? nil : line[line.index(before: range.lowerBound)]
            let isWord = before.map { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") } ?? true
            if isWord || word.hasPrefix(".") { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    /// The switches that make the compiler the checklist: each concept has its line in every one of them.
    static let exhaustiveFiles = [
        "Sources/Domain/Fact.swift", "Sources/Domain/Command.swift", "Sources/Domain/CommandTypes.swift",
        "Sources/Domain/Register", "Sources/Office/Access",
        "Sources/Office/Sentence", "Sources/Office/Wire/FactKind", "Sources/Web/Route",
    ]

    static let exhaustive = Rule(name: "the exhaustive switches have no default") { source in
        guard source.isSwift, exhaustiveFiles.contains(where: source.path.hasPrefix) else { return [] }
        return source.code.enumerated().compactMap { index, line in
            let start = line.drop { $0 == " " }
            guard start.hasPrefix("default:") || start.hasPrefix("@unknown default") || line.contains("; default:")
            else {
                return nil
            }
            return Finding(path: source.path, line: index + 1, what: "a default hides the cases that come later")
        }
    }

    static let longest = 400

    static let length = Rule(name: "no file is longer than \(longest) lines") { source in
        guard [".swift", ".py", ".go", ".sh", ".js"].contains(where: source.path.hasSuffix),
            source.lines.count > longest
        else { return [] }
        return [Finding(path: source.path, line: longest + 1, what: "\(source.lines.count) lines: it is two concepts")]
    }

    static let licence = Rule(name: "a source begins with its licence") { source in
        let suffixes = [".swift", ".py", ".go", ".sh", ".js", ".css"]
        let scripts = ["run", "test", ".ci/run"]
        guard suffixes.contains(where: source.path.hasSuffix) || scripts.contains(source.path) else { return [] }
        // Only what the system itself reads may stand before it: `#!`, `// swift-tools-version`.
        let first = source.lines.first { !$0.hasPrefix("#!") && !$0.hasPrefix("// swift-tools-version") } ?? ""
        if first.contains("SPDX-License-Identifier: MPL-2.0") { return [] }
        return [Finding(path: source.path, line: 1, what: "the first line names no licence")]
    }

    static let unfinished = Rule(name: "nothing is left to be done later") { source in
        // Written apart, so that this file does not find itself.
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HACK" + ":"]
        return source.lines.enumerated().compactMap { index, line in
            guard let mark = marks.first(where: { occurs($0, in: line) }) else { return nil }
            return Finding(path: source.path, line: index + 1, what: "\(mark) is an issue, not a comment")
        }
    }

    static let machinePaths = Rule(name: "the tree names no machine that it was made on") { source in
        let marks = ["/wo" + "rk/", "/fa" + "rm/", "/ro" + "ot/", "bash" + "_jobs", ".lib" + "rary/"]
        return source.lines.enumerated().compactMap { index, line in
            guard let mark = marks.first(where: line.contains) else { return nil }
            return Finding(path: source.path, line: index + 1, what: "\(mark) is a path of one machine")
        }
    }

    static let phrases = Rule(name: "the product does not shout") { source in
        guard source.isSwift, source.target != nil else { return [] }
        return source.literals.compactMap { literal in
            guard ["da: ", "en: "].contains(where: literal.before.hasSuffix) else { return nil }
            let shouts = literal.pieces.contains { piece in
                if case .text(let text) = piece { text.contains("!") } else { false }
            }
            return shouts ? Finding(path: source.path, line: literal.line, what: "a text has an exclamation mark") : nil
        }
    }
}
