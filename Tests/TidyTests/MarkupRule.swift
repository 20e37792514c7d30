// SPDX-License-Identifier: MPL-2.0

extension Rule {
    /// Escaping is right in two places: in text and in a quoted attribute value. So a value is interpolated there and
    /// nowhere else; whole attributes have labels of their own, which know what they write.
    static let markup = Rule(name: "markup interpolates only in text, in quoted attributes and by a whole attribute") {
        source in
        guard source.isSwift, ["HTML", "Web"].contains(source.target ?? "") else { return [] }
        return source.literals.flatMap { literal in
            Markup.faults(literal.pieces).map { Finding(path: source.path, line: literal.line, what: $0) }
        }
    }

    /// The renderers that were reviewed for making markup from a run-time text.
    static let mayTrust = ["Sources/HTML/", "Sources/Web/Look/", "Sources/Web/Documents/"]

    static let trustedMarkup = Rule(name: "only reviewed renderers make markup from text") { source in
        guard source.isSwift, source.target != nil, !mayTrust.contains(where: source.path.hasPrefix) else { return [] }
        return source.code.enumerated().compactMap { index, line in
            guard line.contains("TrustedMarkup(") else { return nil }
            return Finding(path: source.path, line: index + 1, what: "TrustedMarkup is made by reviewed renderers only")
        }
    }
}

/// Where in a piece of markup one stands: the tokenizer of an HTML parser, as far as attributes need it.
enum Markup {
    private enum State: Equatable {
        case text
        case tagName
        case tag
        case attributeName
        case afterName
        case quoted(Character)
        case unquoted
        case comment
    }

    /// The interpolations that write a whole attribute, with the space before it.
    static let wholeAttributes = ["attribute:", "attributes:", "flag:", "href:", "src:", "action:", "formaction:"]
    /// Attributes whose value is an address: they have labels that take no text.
    static let addresses: Set<String> = [
        "href", "src", "srcset", "action", "formaction", "poster", "ping", "data", "srcdoc",
    ]

    /// What is wrong with a literal; nothing for one that is no markup.
    static func faults(_ pieces: [Literal.Piece]) -> [String] {
        guard isMarkup(pieces) else { return [] }
        var faults: [String] = []
        var state = State.text
        var name = ""
        var tag = ""
        var opens = false
        for piece in pieces {
            switch piece {
            case .text(let text):
                opens = text.hasSuffix("<") || text.hasSuffix("</")
                read(text, &state, tag: &tag, attribute: &name, &faults)
            case .interpolation(let code):
                let start = code.drop { $0 == " " || $0 == "\n" }
                let isWhole = wholeAttributes.contains { start.hasPrefix($0) }
                switch state {
                case .text where opens:
                    faults.append("\\(\(code)) stands for the name of an element")
                case .text where ["script", "style"].contains(tag.lowercased()):
                    faults.append("\\(\(code)) stands in <\(tag)>")
                case .text where isWhole, .quoted where isWhole, .comment where isWhole:
                    faults.append("\\(\(code)) is a whole attribute and stands outside a tag")
                case .text:
                    break
                case .quoted where addresses.contains(name):
                    faults.append("\\(\(code)) stands in \(name): write <a\\(\(name): …)>")
                case .quoted:
                    break
                case .tagName, .tag:
                    if !isWhole { faults.append("\\(\(code)) stands in a tag, outside a quoted attribute") }
                    state = .tag
                case .attributeName, .afterName, .unquoted:
                    faults.append("\\(\(code)) stands in an attribute without quotes")
                case .comment:
                    faults.append("\\(\(code)) stands in a comment")
                }
            }
        }
        if state != .text { faults.append("the markup ends inside a tag") }
        return faults
    }

    /// A literal with something like a tag in it.
    static func isMarkup(_ pieces: [Literal.Piece]) -> Bool {
        pieces.contains { piece in
            guard case .text(let text) = piece else { return false }
            return zip(text, text.dropFirst()).contains { $0 == "<" && ($1.isLetter || $1 == "/" || $1 == "!") }
        }
    }

    private static func read(
        _ text: String, _ state: inout State, tag: inout String, attribute: inout String, _ faults: inout [String]
    ) {
        var previous: [Character] = []
        var following = text.dropFirst()
        for character in text {
            let next = following.first
            following = following.dropFirst()
            switch state {
            case .text:
                if character == "<", next == "!" {
                    state = .comment
                } else if character == "<", next.map({ $0.isLetter || $0 == "/" }) ?? false {
                    (state, tag) = (.tagName, "")
                }
            case .tagName:
                if character == ">" {
                    state = .text
                } else if character.isWhitespace {
                    state = .tag
                } else {
                    tag.append(character)
                }
            case .tag:
                if character == ">" {
                    state = .text
                } else if !character.isWhitespace, character != "/" {
                    (state, attribute) = (.attributeName, String(character))
                }
            case .attributeName:
                if character == "=" {
                    state = .afterName
                    if attribute == "style" || attribute.hasPrefix("on") {
                        faults.append("\(attribute)= is refused by the content security policy")
                    }
                } else if character == ">" {
                    state = .text
                } else if character.isWhitespace {
                    state = .tag
                } else {
                    attribute.append(contentsOf: character.lowercased())
                }
            case .afterName:
                state = character == "\"" || character == "'" ? .quoted(character) : .unquoted
            case .quoted(let quote):
                if character == quote { state = .tag }
            case .unquoted:
                if character == ">" { state = .text } else if character.isWhitespace { state = .tag }
            case .comment:
                // A comment ends with `-->`, a document type with `>`.
                let isComment = previous.contains("-")
                if character == ">", !isComment || previous.suffix(2) == ["-", "-"] { state = .text }
            }
            previous = state == .comment ? previous + [character] : []
        }
    }
}
