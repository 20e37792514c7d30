// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// A governing document to read, with what is known of it: standing, facts, what may be done next, the version table
/// of the policy's §12, what its text demands, what is due, what was decided, and everything that happened.
enum DocumentPage {
    /// - Parameter version: which version to read; nil: the one in force, else the newest.
    static func content(
        _ id: ID<Document>, version: ID<Document.Version>?, in context: Context
    ) throws(Refusal) -> Content {
        let document = try context.sight.document(id)
        let shown = try Shown(document, version, context)
        let title = shown.title
        let head = shown.kept(.about(id, version, .head)) {
            Head(
                crumbs: crumbs(document, context), title: title, state: shown.stateLine,
                acts: DocumentActs(document, context).buttons
            ).html(context.language)
        }
        let body = HTML(joining: [
            head, shown.reader,
            DocumentTables(document, context).html(shown.own) { shown.ownText.value },
            history(document, asked: version, context),
            shown.acknowledgement?.bar ?? HTML(),
        ])
        return Content(title, menu: .documents, body)
    }

    private static func history(_ document: Document, asked: ID<Document.Version>?, _ context: Context) -> HTML {
        let history = DocumentHistory(document, context)
        func made() -> HTML { history.html(on: asked.map { .version(document.id, $0) } ?? .document(document.id)) }
        return history.isAsked ? made() : context.kept(.about(document.id, asked, .history), made)
    }

    private static func crumbs(_ document: Document, _ context: Context) -> [Head.Crumb] {
        var crumbs = [Head.Crumb(context.say(DocumentsPage.title), Route.documents.link)]
        let parent = document.parent.value(on: context.sight.day).flatMap { $0 }
        if let parent = parent.flatMap({ try? context.sight.document($0) }) {
            crumbs.append(Head.Crumb(context.title(parent), Route.document(parent.id).link))
        }
        crumbs.append(Head.Crumb(context.say(document.kind.label)))
        return crumbs
    }
}

/// The text of a version, read from the vault when something first asks for it. Nil if it is erased.
private final class VersionText {
    private let version: Document.Version?
    private let sight: Sight

    init(_ version: Document.Version?, _ sight: Sight) {
        self.version = version
        self.sight = sight
    }

    lazy var value: DocumentText? = version.flatMap { sight.text(of: $0) }
}

/// The version that is read, and what the reader is told about it.
private struct Shown {
    private static let write = Phrase(
        da: "Skriv den første version, eller hent teksten fra en fil.",
        en: "Write the first version, or take the text from a file.")

    let document: Document
    /// The version in its own language, with its text.
    let own: Document.Version?
    let ownText: VersionText
    /// The version as it is read: itself, or its translation.
    let version: Document.Version?
    let text: VersionText
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    /// What is asked of the reader, if the text is there: what is erased nobody can read.
    var acknowledgement: Acknowledgement? { asked.flatMap { isErased ? nil : $0 } }
    private let asked: Acknowledgement?
    /// Of the text in its own language, which is the one that is acknowledged.
    private var isErased: Bool { isOwn ? article.isEmpty : ownText.value == nil }

    init(_ document: Document, _ asked: ID<Document.Version>?, _ context: Context) throws(Refusal) {
        self.document = document
        self.context = context
        let sight = context.sight
        if let asked {
            guard let found = document.versions.first(where: { $0.id == asked }), found.drafted <= sight.day,
                sight.sees(found, of: document)
            else {
                throw .unknown
            }
            own = found
        } else {
            own = document.versionInForce(on: sight.day) ?? sight.newestVersion(of: document)
        }
        let ownText = VersionText(own, sight)
        self.ownText = ownText
        let translation = own.flatMap { sight.version($0, in: TextLanguages.asked(context)) }
        version = translation ?? own
        text = translation?.translatedFrom == nil ? ownText : VersionText(translation, sight)
        self.asked = Acknowledgement(document, own, context)
    }

    private var isOwn: Bool { version?.translatedFrom == nil }

    /// In the language of the text that is read.
    var title: String {
        isOwn
            ? context.title(document)
            : version.flatMap { sight.title(of: $0, in: document, on: sight.day) } ?? context.say(Sentence.erased)
    }

    /// What is kept is of the version in its own language.
    func kept(_ key: KeptPieces.Piece, _ make: () -> HTML) -> HTML {
        isOwn ? context.kept(key, make) : make()
    }

    /// The text to read, without what changed and without what was said of it; nothing if it is erased.
    private var article: HTML {
        guard let version else { return HTML() }
        return kept(.text(version.id)) { set(version)?.reading(language) ?? HTML() }
    }

    private func set(
        _ version: Document.Version, changed: [Int: HTML] = [:], notes: [Int: HTML] = [:]
    ) -> Reader? {
        let place = (document.id, version.id, isOwn ? nil : version.draft.language)
        return text.value.map { text in
            Reader(
                label: "\(title), \(context.say(da: "version", en: "version")) \(version.draft.number)",
                sections: DocumentReading(
                    text, language, changed: changed, notes: notes,
                    picture: { TextImage(Route.image(place.0, place.1, $0), place.2) },
                    inner: { OwnReference($0)?.link }
                ).sections,
                written: version.draft.language)
        }
    }

    var stateLine: [HTML] {
        let state = version.map { sight.state(of: $0, in: document) } ?? sight.state(of: document)
        var line: [HTML] = [state.tag(language)]
        guard let version else { return line }
        // After a verification the table has a number that no text has (policy §7.3).
        let isInForce = document.versionInForce(on: sight.day)?.id == version.id
        let number = isInForce ? document.currentNumber(on: sight.day) : nil
        var words: HTML = "\(context.say(da: "Version \(version.draft.number)", en: "Version \(version.draft.number)"))"
        if let number, number != version.draft.number {
            line.append("\(context.say(da: "Version \(number)", en: "Version \(number)"))")
            words = """
                \(context.say(da: "Teksten fra version \(version.draft.number)", en: "The text of version \(version.draft.number)"))
                """
        }
        if let made = version.decision.flatMap({ try? sight.decision($0) }), let decider = made.made?.decider {
            let by = context.say(
                da: "godkendt af \(context.name(decider, on: made.day).lowercasedFirst)",
                en: "approved by \(context.name(decider, on: made.day).lowercasedFirst)")
            words += ", \(by) \(language.time(made.day))"
        }
        line.append(words)
        if let change = document.standingChanges(on: sight.day).min(by: { $0.due < $1.due }) {
            let cause = change.cause.label
            let tag = Tag(
                context.say(
                    da: "Væsentlig ændring: \(cause.da.lowercased())", en: "Material change: \(cause.en.lowercased())"),
                .warn)
            let by = context.say(da: "verificeres senest", en: "to be verified by")
            line.append("\(tag.html) \(by) \(language.time(change.due))")
        }
        if case .approved(let enters?) = state {
            line.append("\(context.say(da: "Træder i kraft", en: "Enters into force")) \(language.time(enters))")
        }
        let time = kept(.readingTime(version.id)) { readingTime }
        if !time.isEmpty { line.append(time) }
        return line
    }

    private var readingTime: HTML {
        guard let text = text.value else { return HTML() }
        let count = text.blocks.reduce(0) { $0 + $1.text.utf8.count { $0 == 0x20 } + 1 }
        let minutes = max(1, count / 220)
        return "\(context.say(da: "Læsetid omkring \(minutes) min.", en: "About \(minutes) min. to read"))"
    }

    var reader: HTML {
        let rail = kept(.about(document.id, version?.id, .facts)) { DocumentRail(document, context).html(version) }
        guard let version else {
            let why = context.say(da: "Dokumentet har ingen tekst endnu.", en: "The document has no text yet.")
            let what: HTML =
                sight.may(.draftVersion, about: .document(document.id))
                ? "<p>\(context.say(Self.write))</p>"
                : HTML()
            return Columns.matter(Empty(why, what).html, side: "<div class=\"rail\">\(rail)</div>", isNarrow: true)
        }
        let comparison = comparison(version)
        let heard = comparison == nil && isOwn ? DocumentHearing(document, version, { text.value }, context) : nil
        let hanging = isOwn ? DispensationNotes.notes(document, version, { text.value }, context) : [:]
        let (contents, article): (HTML, HTML)
        if comparison == nil, heard?.isShown != true, hanging.isEmpty {
            contents = kept(.contents(version.id)) { set(version)?.contents(language) ?? HTML() }
            article = self.article
        } else {
            let reader = set(
                version, changed: comparison?.changed(context) ?? [:],
                notes: (comparison?.remarks(context) ?? heard?.notes ?? [:]).merging(hanging) { $1 + $0 })
            contents = reader?.contents(language) ?? HTML()
            article = reader?.reading(language) ?? HTML()
        }
        guard !article.isEmpty else {
            let why = context.say(da: "Teksten er slettet.", en: "The text is erased.")
            return Columns.matter(Empty(why).html, side: "<div class=\"rail\">\(rail)</div>", isNarrow: true)
        }
        return Reader.html(
            contents, article,
            notice: TextLanguages(document, version, context).html + notice(version) + taught + receipt
                + (comparison?.notice(context) ?? HTML())
                + (heard?.notice ?? HTML()),
            rail: rail, margin: heard?.isShown == true ? .comments : .facts, language)
    }

    /// What the reader is told of having read it.
    private var receipt: HTML {
        guard let acknowledgement else { return HTML() }
        return kept(.about(document.id, version?.id, .receipt)) { acknowledgement.notes }
    }

    /// A module is taken as a course, not read here.
    private var taught: HTML {
        guard document.kind == .module, let course = sight.course(of: document.id) else { return HTML() }
        return Note(.info).html(
            """
            <p>\(context.say(
                da: "Sådan står modulet skrevet.", en: "This is how the module is written.")) \
            <a\(href: Route.course(course.id))>\(context.say(da: "Tag det som kursus", en: "Take it as a course"))</a></p>
            """)
    }

    /// `?siden=1.1`: what has changed since another version.
    private func comparison(_ version: Document.Version) -> Comparison? {
        guard let earlier = context.argument("siden").flatMap({ sight.version($0, of: document) }),
            earlier.id != version.id, let text = text.value,
            let before = sight.version(earlier, in: version.draft.language), let old = sight.text(of: before)
        else { return nil }
        return Comparison(document, from: earlier, old, to: version, text, context)
    }

    /// The link to what has changed since a version.
    private func changesLink(_ earlier: Document.Version, in version: Document.Version) -> Link {
        Link(
            Route.version(document.id, version.id),
            query: [
                ("siden", sight.address(of: earlier, in: document)),
                ("tekst", self.version?.translatedFrom == nil ? nil : self.version?.draft.language.rawValue),
            ])
    }

    private func notice(_ version: Document.Version) -> HTML {
        let current = document.versionInForce(on: sight.day)
        let number = version.draft.number
        switch sight.state(of: version, in: document) {
        case .replaced:
            guard let current else { return HTML() }
            let link = Route.version(document.id, current.id).link
            let since = changesLink(version, in: current)
            return Note(.warn).html(
                context.say(
                    da: "Du læser version \(number), som ikke gælder.",
                    en: "You read version \(number), which is not in force."),
                """
                <a\(href: link)>\(context.say(da: "Læs", en: "Read")) version \(current.draft.number.description)</a> \
                <a\(href: since)>\(context.say(da: "Se, hvad der er ændret", en: "See what has changed"))</a>
                """)
        case .draft, .awaiting, .approved:
            let lacking = refused(version) + lacking(version)
            let rule =
                current == nil
                ? context.say(da: "Teksten gælder ikke endnu.", en: "The text is not in force yet.")
                : context.say(
                    da: "Version \(number) gælder ikke endnu.", en: "Version \(number) is not in force yet.")
            guard let current else { return Note(.info).html("<p><b>\(rule)</b></p>") + lacking }
            let since = changesLink(current, in: version)
            return lacking
                + Note(.info).html(
                    rule,
                    """
                    <a\(href: Route.version(document.id, current.id).link)>\
                    \(context.say(da: "Læs den gældende", en: "Read the one in force"))</a> \
                    <a\(href: since)>\(context.say(da: "Se, hvad der er nyt", en: "See what is new"))</a>
                    """)
        case .withdrawn:
            let reason = document.withdrawal.newest.map { context.text($0) } ?? ""
            return Note(.warn).html(
                context.say(da: "Dokumentet er ophævet.", en: "The document is withdrawn."), "\(reason)")
        case .inForce, .overdue, .empty:
            return lastRead(version) + pending(version)
        }
    }

    /// Why the body or the head did not approve it, until it is put forward again.
    private func refused(_ version: Document.Version) -> HTML {
        guard version.submitted == nil, version.decision == nil,
            let decision = sight.decisions(about: document.id).last(where: {
                $0.matter?.act == .adopt && $0.matter?.version == version.id && $0.day <= sight.day && !$0.annulled
            }), let made = decision.made, made.outcome != .approved, let reason = made.reason
        else { return HTML() }
        let heading =
            made.outcome == .returned
            ? context.say(da: "Sendt tilbage med et spørgsmål", en: "Sent back with a question")
            : context.say(da: "Derfor blev det afvist", en: "Why it was rejected")
        let number = sight.label(.decision(decision.id), language) ?? context.say(Sentence.erased)
        return Note(.warn).html(
            heading, "\(context.text(reason)) <a\(href: Route.decision(decision.id))>\(number)</a>")
    }

    /// What a draft that is still being written lacks, for those who write it.
    private func lacking(_ version: Document.Version) -> HTML {
        guard version.submitted == nil, version.decision == nil, !document.isHistory(version),
            sight.may(.submitVersion, about: .document(document.id)),
            let missing = ownText.value?.lacks(of: document.kind), !missing.isEmpty
        else { return HTML() }
        let names = missing.map { language($0.label) }.joined(separator: ", ")
        let words = context.say(
            da:
                "Udkastet mangler afsnit, som arten skal have: \(names). Skriv dem, eller begrund det, når du indstiller.",
            en:
                "The draft lacks sections that its kind must have: \(names). Write them, or give the reason on submitting."
        )
        return Note(.warn).html("<p>\(words)</p>")
    }

    /// »Ændret siden du sidst læste«.
    private func lastRead(_ version: Document.Version) -> HTML {
        guard context.argument("siden") == nil, let read = context.lastRead?.earlier(than: version.id),
            let earlier = document.versions.first(where: { $0.id == read.version }), sight.sees(earlier, of: document)
        else { return HTML() }
        let number = earlier.draft.number
        return Note(.info).html(
            """
            <p>\(context.say(da: "Du læste sidst version \(number)", en: "You last read version \(number)")) \
            \(language.time(read.day)). <a\(href: changesLink(earlier, in: version))>\
            \(context.say(da: "Vis, hvad der er ændret siden", en: "Show what has changed since"))</a></p>
            """)
    }

    private func pending(_ version: Document.Version) -> HTML {
        guard let pending = sight.pendingVersion(of: document) else { return HTML() }
        let next = pending.draft.number
        let state = language(sight.state(of: pending, in: document).word)
        let link = changesLink(version, in: pending)
        return Note(.info).html(
            context.say(
                da: "Version \(next) er på vej: \(state.lowercasedFirst).",
                en: "Version \(next) is on its way: \(state.lowercasedFirst)."),
            "<a\(href: link)>\(context.say(da: "Se, hvad der er nyt", en: "See what is new"))</a>")
    }
}
