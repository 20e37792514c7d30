// SPDX-License-Identifier: MPL-2.0

/// A string literal of a Swift source: its pieces of text and its interpolations, in order.
struct Literal: Equatable {
    enum Piece: Equatable {
        case text(String)
        /// The source between `\(` and `)`.
        case interpolation(String)
    }

    /// The line it begins on, from 1.
    let line: Int
    /// The code before it on that line, with comments and other literals blanked.
    let before: String
    var pieces: [Piece] = []
}

/// A Swift source taken apart just far enough to tell code from comments and literals, so that a rule about code is not
/// broken by a sentence about it. It knows nested comments, raw and multi-line literals, and literals inside
/// interpolations.
struct Scanner {
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    /// The source with comments and the text of literals blanked; line breaks and interpolated code are kept.
    private var code: [UInt8] = []
    private var literals: [Literal] = []

    static func scan(_ text: String) -> (code: String, literals: [Literal]) {
        var scanner = Scanner(bytes: Array(text.utf8))
        scanner.readCode(untilParenthesis: false)
        return (String(decoding: scanner.code, as: UTF8.self), scanner.literals.sorted { $0.line < $1.line })
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        code.reserveCapacity(bytes.count)
    }

    private func byte(_ offset: Int) -> UInt8 {
        at + offset < bytes.count ? bytes[at + offset] : 0
    }

    private mutating func take(blank: Bool) {
        let byte = bytes[at]
        if byte == UInt8(ascii: "\n") { line += 1 }
        code.append(blank && byte != UInt8(ascii: "\n") ? UInt8(ascii: " ") : byte)
        at += 1
    }

    private mutating func readCode(untilParenthesis: Bool) {
        var depth = 0
        while at < bytes.count {
            switch (byte(0), byte(1)) {
            case (UInt8(ascii: "/"), UInt8(ascii: "/")):
                while at < bytes.count, byte(0) != UInt8(ascii: "\n") { take(blank: true) }
            case (UInt8(ascii: "/"), UInt8(ascii: "*")):
                readBlockComment()
            case (UInt8(ascii: "\""), _):
                readLiteral(hashes: 0)
            case (UInt8(ascii: "#"), UInt8(ascii: "\"")), (UInt8(ascii: "#"), UInt8(ascii: "#")):
                var hashes = 0
                while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
                if byte(hashes) == UInt8(ascii: "\"") {
                    for _ in 0..<hashes { take(blank: true) }
                    readLiteral(hashes: hashes)
                } else {
                    take(blank: false)
                }
            case (UInt8(ascii: "("), _):
                depth += 1
                take(blank: false)
            case (UInt8(ascii: ")"), _):
                if depth == 0, untilParenthesis { return }
                depth -= 1
                take(blank: false)
            default:
                take(blank: false)
            }
        }
    }

    private mutating func readBlockComment() {
        var depth = 0
        repeat {
            if byte(0) == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                take(blank: true)
            } else if byte(0) == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                take(blank: true)
            }
            if at < bytes.count { take(blank: true) }
        } while depth > 0 && at < bytes.count
    }

    private mutating func readLiteral(hashes: Int) {
        let before = code[(code.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)...]
        var literal = Literal(line: line, before: String(decoding: before, as: UTF8.self))
        let quotes = byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"") ? 3 : 1
        for _ in 0..<quotes { take(blank: true) }
        var text: [UInt8] = []
        func flush() {
            if !text.isEmpty { literal.pieces.append(.text(String(decoding: text, as: UTF8.self))) }
            text = []
        }
        func follows(_ first: UInt8, count: Int, then second: UInt8, hashes: Int) -> Bool {
            (0..<count).allSatisfy { byte($0) == first } && (0..<hashes).allSatisfy { byte(count + $0) == second }
        }
        while at < bytes.count {
            if follows(UInt8(ascii: "\""), count: quotes, then: UInt8(ascii: "#"), hashes: hashes) {
                for _ in 0..<(quotes + hashes) { take(blank: true) }
                break
            }
            if quotes == 1, byte(0) == UInt8(ascii: "\n") { break }
            if follows(UInt8(ascii: "\\"), count: 1, then: UInt8(ascii: "#"), hashes: hashes) {
                for _ in 0..<(1 + hashes) { take(blank: true) }
                if byte(0) == UInt8(ascii: "(") {
                    flush()
                    // The parentheses stay, so that code inside them is not glued to code around them.
                    take(blank: false)
                    let start = at
                    readCode(untilParenthesis: true)
                    literal.pieces.append(.interpolation(String(decoding: bytes[start..<at], as: UTF8.self)))
                    if at < bytes.count { take(blank: false) }
                } else if at < bytes.count {
                    text.append(byte(0))
                    take(blank: true)
                }
                continue
            }
            text.append(byte(0))
            take(blank: true)
        }
        flush()
        literals.append(literal)
    }
}
