// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// What is new in a text since another, as a reader sees it in place: words struck and inserted where a paragraph was
/// reworded, what is new, and a list of what is gone, each with the reason that the version gave. Nothing of it is
/// stored; it is made from the two texts.
struct Comparison {
    let from: Document.Version
    let to: Document.Version
    let changes: TextComparison
    private let document: Document
    private let reasons: ChangeReasons

    init(
        _ document: Document, from: Document.Version, _ old: DocumentText, to: Document.Version, _ new: DocumentText,
        _ context: Context
    ) {
        self.document = document
        self.from = from
        self.to = to
        changes = TextComparison(old: old, new: new)
        reasons = ChangeReasons(document, from: from, to: to, context)
    }

    /// The blocks that changed, by their place in the new text.
    func changed(_ context: Context) -> [Int: HTML] {
        var result: [Int: HTML] = [:]
        for part in changes.parts {
            guard let index = part.new, part.change == .new || part.change == .changed else { continue }
            result[index] = Self.words(part, changes, context, lang: language(context))
        }
        return result
    }

    /// Why each of them changed, below it.
    func remarks(_ context: Context) -> [Int: HTML] {
        var result: [Int: HTML] = [:]
        for part in changes.parts where part.isNotable {
            guard let index = part.new else { continue }
            var words: [String] = []
            if let reason = reasons.reason(of: changes.new.blocks[index], context) { words.append(reason) }
            if part.isMoved, let before = part.old {
                let place = changes.old.name(of: before, context.language)
                words.append(context.say(da: "Flyttet fra \(place).", en: "Moved from \(place)."))
            }
            if changes.new.blocks[index].headingLevel != nil, part.change == .changed, let before = part.old {
                let was = context.language.quoted(InlineText.plain(changes.old.blocks[before].text))
                words.append(context.say(da: "Overskriften var \(was).", en: "The heading was \(was)."))
            }
            if !words.isEmpty { result[index] = "<p class=\"was\">\(words.joined(separator: " "))</p>" }
        }
        return result
    }

    /// The note above the text.
    func notice(_ context: Context) -> HTML {
        let number = from.draft.number
        guard !changes.isEmpty else {
            return Note(.info).html(
                context.say(
                    da: "Intet er ændret siden version \(number).", en: "Nothing has changed since version \(number)."),
                hide(context))
        }
        let since = context.say(
            da: "Siden version \(number): \(Self.summary(changes, .da))",
            en: "Since version \(number): \(Self.summary(changes, .en))")
        let places = changes.parts.filter { $0.isNotable }.compactMap(\.new)
        let links: HTML = """
            \(each: places.prefix(12), between: ", ", { index in
                let place = Link(fragment: DocumentReading.anchor(changes.new.blocks[index].address))
                return "<a\(href: place)>\(changes.new.name(of: index, context.language))</a>"
            })\(when: places.count > 12, " …")
            """
        let whole = Link(
            Route.comparison(document.id),
            query: [
                ("fra", context.sight.address(of: from, in: document)),
                ("til", context.sight.address(of: to, in: document)),
                ("tekst", to.translatedFrom == nil ? nil : to.draft.language.rawValue),
            ])
        let gone = changes.parts.filter { $0.change == .gone }.compactMap(\.old)
        let left = Plural(
            one: Phrase(da: "afsnit er udgået", en: "paragraph is gone"),
            many: Phrase(da: "afsnit er udgået", en: "paragraphs are gone"))
        return Note(.info).html(
            """
            <p><b>\(since)</b></p>\(reasons.list(context))\(when: !places.isEmpty, "<p>\(links)</p>")\
            \(when: !gone.isEmpty, """
                <details><summary>\(context.language.count(gone.count, left))</summary>\(each: gone, {
                    "<p>\(changes.old.name(of: $0, context.language)): <del>\(InlineText.plain(changes.old.blocks[$0].printed))</del></p>"
                })</details>
                """)<p>\(hide(context)) \
            <a\(href: whole)>\(context.say(da: "Se hele sammenligningen", en: "See the whole comparison"))</a></p>
            """)
    }

    private func hide(_ context: Context) -> HTML {
        "<a\(href: Route.version(document.id, to.id).link)>\(context.say(da: "Skjul ændringer", en: "Hide changes"))</a>"
    }

    private func language(_ context: Context) -> Language? {
        to.draft.language == context.language ? nil : context.language
    }

    // MARK: Words of ours

    /// »7 afsnit ændret, 1 nyt, 1 udgået, 1 flyttet«.
    static func summary(_ changes: TextComparison, _ language: Language) -> String {
        let (changed, new, gone) = (changes.count(.changed), changes.count(.new), changes.count(.gone))
        let moved = changes.movedCount
        func words(_ count: Int, _ da: String, _ danish: String, _ en: String) -> String? {
            guard count > 0 else { return nil }
            return "\(language.number(count)) \(language(Phrase(da: count == 1 ? da : danish, en: en)))"
        }
        var parts = [
            words(changed, "ændret", "ændret", "changed"), words(new, "nyt", "nye", "new"),
            words(gone, "udgået", "udgået", "gone"), words(moved, "flyttet", "flyttet", "moved"),
        ].compactMap { $0 }
        guard let first = parts.first, let space = first.firstIndex(of: " ") else {
            return language(Phrase(da: "intet er ændret", en: "nothing has changed"))
        }
        let count = String(first[..<space])
        let noun = language(
            Phrase(da: "afsnit", en: count == "1" ? "paragraph" : "paragraphs"))
        parts[0] = "\(count) \(noun)\(first[space...])"
        return parts.joined(separator: ", ")
    }

    /// The words of a part in order: those only in the old struck, those only in the new inserted, both said to who hears
    /// the page.
    ///
    /// - Parameter lang: the language of what is said, where it is not the text's own.
    static func words(
        _ part: TextComparison.Part, _ changes: TextComparison, _ context: Context, lang: Language?
    ) -> HTML {
        let runs: [WordDiff.Run]
        if let before = part.old, let after = part.new {
            runs = WordDiff.runs(
                InlineText.plain(changes.old.blocks[before].text), InlineText.plain(changes.new.blocks[after].text))
        } else {
            runs = part.runs.map { .init($0.side, InlineText.plain($0.text)) }
        }
        var result = HTML()
        for (index, run) in runs.enumerated() {
            switch run.side {
            case .both: result += lines(run.text)
            case .old:
                result +=
                    "<del>\(said(context.say(da: "(fjernet: ", en: "(removed: "), lang))\(lines(run.text))\(said(")", lang))</del>"
            case .new:
                // Between what is struck and what stands instead there is room, also where the text has none.
                let touches =
                    index > 0 && runs[index - 1].side == .old && runs[index - 1].text.last?.isWhitespace != true
                if touches, run.text.first?.isWhitespace != true { result += " " }
                result +=
                    "<ins>\(said(context.say(da: "(indsat: ", en: "(inserted: "), lang))\(lines(run.text))\(said(")", lang))</ins>"
            }
        }
        return result
    }

    private static func said(_ words: String, _ lang: Language?) -> HTML {
        "<span class=\"vh\"\(attribute: "lang", lang?.rawValue)>\(words)</span>"
    }

    private static func lines(_ text: String) -> HTML {
        guard text.utf8.contains(0x0A) else { return HTML(text: text) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return "\(each: lines, between: "<br>", { "\($0)" })"
    }
}

/// The reasons of what changed between two versions: the notes that the versions between them were given.
struct ChangeReasons {
    private struct Step {
        let version: Document.Version
        let texts: [ParagraphID: String]
    }

    /// More versions than this between the two are not read one by one.
    private static let most = 12

    /// Oldest first; the first is the one that is compared with.
    private let steps: [Step]

    init(_ document: Document, from: Document.Version, to: Document.Version, _ context: Context) {
        let sight = context.sight
        guard let first = document.versions.firstIndex(where: { $0.id == from.id }),
            let last = document.versions.firstIndex(where: { $0.id == to.id }), first < last
        else {
            steps = []
            return
        }
        // A draft that never entered is no step, unless it is one of the two.
        let between = document.versions[first...last].filter {
            ($0.id == from.id || $0.id == to.id || $0.entered != nil) && sight.sees($0, of: document)
        }
        steps = between.suffix(Self.most).map { version in
            let blocks = sight.text(of: version)?.blocks ?? []
            return Step(version: version, texts: Dictionary(blocks.map { ($0.id, $0.text) }) { first, _ in first })
        }
    }

    /// »Ændret i 1.3: …«: the newest version that changed a block, and what it says for itself.
    func reason(of block: DocumentText.Block, _ context: Context) -> String? {
        for (before, step) in zip(steps, steps.dropFirst()).reversed() where step.texts[block.id] != nil {
            guard before.texts[block.id] != step.texts[block.id] else { continue }
            let number = step.version.draft.number
            let what =
                before.texts[block.id] == nil
                ? context.say(da: "Nyt i \(number)", en: "New in \(number)")
                : context.say(da: "Ændret i \(number)", en: "Changed in \(number)")
            guard let note = step.version.draft.note else { return what + "." }
            return "\(what): \(context.text(note))"
        }
        return nil
    }

    /// What each version says for itself, newest first.
    func list(_ context: Context) -> HTML {
        let notes = steps.dropFirst().reversed().compactMap { step in
            step.version.draft.note.map { (step.version.draft.number, context.text($0)) }
        }
        guard !notes.isEmpty else { return HTML() }
        return """
            <ul class="notes">\(each: notes, {
                "<li>\(context.say(da: "Version", en: "Version")) \($0.0.description): \($0.1)</li>"
            })</ul>
            """
    }
}

extension Sight {
    /// The version that somebody names by its number, or by its identity: the newest of that number that may be read. A
    /// number that a verification gave is that of the text that was verified (policy §7.3).
    func version(_ named: String, of document: Document) -> Document.Version? {
        let visible = document.versions.filter { $0.drafted <= day && sees($0, of: document) }
        if let id = ID<Document.Version>(named) { return visible.first { $0.id == id } }
        guard let number = VersionNumber(named) else { return nil }
        if let found = visible.last(where: { $0.draft.number == number }) { return found }
        guard let verified = document.verifications.last(where: { $0.number == number && $0.day <= day }) else {
            return nil
        }
        return visible.first { $0.id == verified.version }
    }

    /// How an address names a version: by its number where that is enough.
    func address(of version: Document.Version, in document: Document) -> String {
        let number = version.draft.number.description
        return self.version(number, of: document)?.id == version.id ? number : version.id.description
    }
}
