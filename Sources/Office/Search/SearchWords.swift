// SPDX-License-Identifier: MPL-2.0

/// What somebody typed into a search field: words that must all be there, in any inflection; the last one may be the
/// beginning of a word; what stands in quotation marks stands together.
public struct SearchWords: Hashable, Sendable {
    public enum Term: Hashable, Sendable {
        case word(String)
        /// The word, or one that begins with it.
        case beginning(String)
        case phrase(String)
    }

    /// So much is read, in characters and in terms.
    public static let longest = 200
    static let most = 12
    /// Shorter beginnings begin nearly everything.
    static let leastBeginning = 3

    public let terms: [Term]

    public init(_ typed: String) {
        var terms: [Term] = []
        var (piece, isQuoted) = ("", false)
        func end() {
            let text = piece.split(whereSeparator: \.isWhitespace)
            if isQuoted, !text.isEmpty {
                terms.append(.phrase(text.joined(separator: " ")))
            } else {
                terms += text.map { .word(String($0)) }
            }
            piece = ""
        }
        for letter in typed.prefix(SearchWords.longest) {
            if SearchWords.quotes.contains(letter) {
                end()
                isQuoted.toggle()
            } else {
                // Control characters part words; the index uses them itself.
                piece.append(letter.unicodeScalars.contains { $0.value < 0x20 } ? " " : letter)
            }
        }
        end()
        terms = Array(terms.prefix(SearchWords.most))
        if case .word(let last)? = terms.last, last.count >= SearchWords.leastBeginning {
            terms[terms.count - 1] = .beginning(last)
        }
        self.terms = terms
    }

    public var isEmpty: Bool { terms.isEmpty }

    private static let quotes: Set<Character> = ["\"", "»", "«", "“", "”", "„"]
}
