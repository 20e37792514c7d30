// SPDX-License-Identifier: MPL-2.0
import HTML

/// How serious a word is. It is always a word; the colour only supports it.
enum Tone: String, Sendable {
    case plain, ok, warn
    /// Overdue or critical, and nothing else.
    case bad
    case info

    var name: String? { self == .plain ? nil : rawValue }
}

/// A status: a word with a tone.
struct Tag: Sendable {
    var word: String
    var tone: Tone

    init(_ word: String, _ tone: Tone = .plain) {
        self.word = word
        self.tone = tone
    }

    var html: HTML { "<span class=\"tag\(if: tone.name, { " \($0)" })\">\(word)</span>" }
}

/// A notice at the place it concerns.
struct Note: Sendable {
    var tone: Tone
    /// It answers what the reader just did; screen readers say it at once.
    var isAnswer = false

    init(_ tone: Tone, isAnswer: Bool = false) {
        self.tone = tone
        self.isAnswer = isAnswer
    }

    func html(_ body: HTML) -> HTML {
        "<div class=\"note\(if: tone.name, { " \($0)" })\"\(attribute: "role", isAnswer ? "status" : "note")>\(body)</div>"
    }

    /// A heading in bold and a sentence.
    func html(_ heading: String, _ sentence: HTML) -> HTML {
        html("<p><b>\(heading)</b></p><p>\(sentence)</p>")
    }
}
