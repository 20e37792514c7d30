// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange

/// What a browser sends of a manuscript: the text, and what it was made from.
struct ManuscriptSheet: Sendable {
    /// Characters of UTF-8: a book of a thousand pages.
    static let most = 2 << 20

    let text: String
    /// The marks of the paragraphs that the text was made from, as the server gave them.
    let base: [String]
    /// The window that the text comes from, the window that it was begun in, how many times this one has sent, and
    /// which of the other's sendings was answered.
    let window: String, origin: String, turn: Int, answered: Int
    let choices: [(rival: Int, choice: Manuscript.Choice)]
    /// The template that an empty manuscript began with.
    let template: String?
    /// The language that it is a translation into; nil: it is the version's own text.
    let language: Language?

    init(_ arguments: Arguments) throws(Refusal) {
        func one(_ name: String) -> String { arguments.texts[name]?.first ?? "" }
        text = ParagraphMerge.normal(one("text"))
        guard text.utf8.count <= Self.most else {
            throw .invalid(
                "text", da: "Teksten er for lang. Del den i flere dokumenter.",
                en: "The text is too long. Divide it into several documents.")
        }
        // No file that is imported holds these either.
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) else {
            throw .invalid(
                "text", da: "Teksten har usynlige styretegn. Slet det, der er sat ind, og skriv det selv.",
                en: "The text has invisible control characters. Remove what was pasted and type it instead.")
        }
        base = one("base").split(separator: " ").map(String.init)
        window = Self.name(one("window"))
        origin = Self.name(one("origin"))
        turn = Int(one("turn")) ?? 1
        answered = Int(one("answered")) ?? 0
        choices = arguments.texts.sorted { $0.key < $1.key }.compactMap { name, values in
            guard name.hasPrefix("valg-"), let rival = Int(name.dropFirst(5)),
                let choice = values.first.flatMap({ Manuscript.Choice(rawValue: $0) })
            else { return nil }
            return (rival, choice)
        }
        template = one("skabelon").isEmpty ? nil : one("skabelon")
        language = Language(rawValue: one("tekst"))
    }

    /// Names of windows are ours: digits and letters.
    private static func name(_ text: String) -> String {
        String(
            text.unicodeScalars.filter { ("0"..."9").contains($0) || ("a"..."z").contains($0) || $0 == "-" }.prefix(64))
    }
}

/// Where a manuscript begins: the text of a version, a template, or nothing.
struct ManuscriptStart: Sendable {
    var text = ""
    var source: ValueID?
    /// The name of the template that it is; nil where a version is gone on with.
    var template: String?
}

extension Aside {
    /// The manuscript of a document; nil if nobody writes one.
    func manuscript(
        _ organisation: ID<Organisation>, _ document: ID<Document>, _ language: Language? = nil
    ) async throws -> Manuscript? {
        try await transact { try ManuscriptShelf($0, organisation, document, language).load() }
    }

    /// Takes in a sheet. All of it is on disk when it returns.
    func save(
        _ sheet: ManuscriptSheet, _ organisation: ID<Organisation>, _ document: ID<Document>, by person: ID<Person>,
        at now: Instant, start: ManuscriptStart
    ) async throws -> Manuscript {
        try await transact { store in
            let shelf = ManuscriptShelf(store, organisation, document, sheet.language)
            let former = try shelf.load()
            var manuscript = former ?? Manuscript(beginning: start.text, source: start.source, at: now)
            var base = sheet.base
            if let sent = try shelf.sent(sheet.origin), sent.turn > sheet.answered { base = sent.marks }
            // What a window sent later is what counts, in whatever order it arrives.
            if let own = try shelf.sent(sheet.window), sheet.turn < own.turn { return manuscript }
            manuscript.take(sheet.text, from: base, by: person, at: now)
            for (rival, choice) in sheet.choices { manuscript.choose(choice, rival: rival) }
            if manuscript != former { try shelf.save(manuscript) }
            let marks = ParagraphMerge.paragraphs(sheet.text).map(ParagraphMerge.mark)
            let month: Int64 = 30 * 86_400_000
            try shelf.put(
                .init(turn: sheet.turn, marks: marks), sheet.window, by: person, until: now.milliseconds + month)
            return manuscript
        }
    }

    /// Drops a manuscript. With a revision only if nobody has written since.
    func drop(
        _ organisation: ID<Organisation>, _ document: ID<Document>, _ language: Language? = nil, revision: Int? = nil
    ) async throws {
        try await transact { store in
            let shelf = ManuscriptShelf(store, organisation, document, language)
            if let revision, try shelf.load()?.revision != revision { return }
            try shelf.drop()
        }
    }
}
