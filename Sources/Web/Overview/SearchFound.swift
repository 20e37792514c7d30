// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What a search found, as the page shows it: documents with their paragraphs below them, then the others, each group
/// with its count.
struct SearchFound: Sendable {
    private struct Paper: Sendable {
        let document: Document
        var hasTitle = false
        var lines: [SearchHit] = []
    }

    private let asked: SearchAsked
    private let ask: SearchAsk
    private let answer: SearchAnswer
    private let papers: [Paper]
    private let others: [(kind: SearchAsked.Kind, hits: [SearchHit])]
    private let passages: [Int64: SearchPassage]

    private var context: Context { asked.context }
    private var sight: Sight { asked.context.sight }
    private var language: Language { asked.context.language }

    init(_ asked: SearchAsked) async throws {
        self.asked = asked
        ask = asked.ask
        answer = await asked.context.sight.search(ask)
        papers = SearchFound.papers(answer.hits, asked)
        others = SearchFound.others(answer.hits)
        let start = (asked.page - 1) * SearchPage.size
        let lines = papers.dropFirst(start).prefix(SearchPage.size).flatMap {
            $0.lines.prefix(asked.document == nil ? SearchPage.paragraphs : Sight.mostFound)
        }
        passages = await asked.context.sight.passages(
            of: lines + others.flatMap { $0.hits.prefix(SearchPage.most) }, ask)
    }

    /// The documents that were found: first those whose title was, each group as they came into the ledger.
    private static func papers(_ hits: [SearchHit], _ asked: SearchAsked) -> [Paper] {
        let sight = asked.context.sight
        var order: [ID<Document>] = []
        var found: [ID<Document>: Paper] = [:]
        for hit in hits where hit.subject.kind == .document {
            let id = hit.subject.id.seen(as: Document.self)
            if found[id] == nil {
                guard let document = try? sight.document(id), fits(document, asked) else { continue }
                found[id] = Paper(document: document)
                order.append(id)
            }
            if hit.field == .title { found[id]?.hasTitle = true } else { found[id]?.lines.append(hit) }
        }
        return order.compactMap { found[$0] }
    }

    private static func fits(_ document: Document, _ asked: SearchAsked) -> Bool {
        let sight = asked.context.sight
        if let wanted = asked.document, document.id != wanted { return false }
        if let unit = asked.unit, document.owner.value(on: sight.day) != unit { return false }
        return asked.status.map { sight.matches(document, $0) } ?? true
    }

    private static func others(_ hits: [SearchHit]) -> [(kind: SearchAsked.Kind, hits: [SearchHit])] {
        SearchAsked.Kind.allCases.filter { $0 != .documents }.compactMap { kind in
            var seen: Set<Subject> = []
            let own = hits.filter { kind.fields.contains($0.field) && seen.insert($0.subject).inserted }
            return own.isEmpty ? nil : (kind, own)
        }
    }

    // MARK: Shown

    var html: HTML {
        guard !ask.words.isEmpty else { return nothing(empty) }
        var html = HTML()
        if !answer.isComplete {
            html += Note(.info).html(
                context.say(da: "Søgningen er ved at blive opdateret.", en: "The search is being brought up to date."),
                """
                \(context.say(
                    da: "Der kan mangle noget. Søg igen om lidt.", en: "Something may be missing. Search again shortly."))
                """)
        }
        guard !papers.isEmpty || !others.isEmpty else { return html + nothing(notFound) }
        if !papers.isEmpty { html += documents }
        for group in others { html += panel(group.kind, group.hits) }
        return html
    }

    /// How much was found, for those who do not see it; nothing where nothing was asked.
    var count: String {
        guard !ask.words.isEmpty else { return "" }
        let number = papers.count + others.reduce(0) { $0 + $1.hits.count }
        return context.say(da: "\(number) fundet", en: "\(number) found")
    }

    private func nothing(_ empty: Empty) -> HTML {
        Panel(id: "intet", heading: context.say(da: "Fundet", en: "Found"), isHeadingHidden: true).html(empty.html)
    }

    private var empty: Empty {
        Empty(
            context.say(da: "Skriv, hvad du leder efter.", en: "Write what you are looking for."),
            """
            <p>\(context.say(
                da: "Bøjninger og sammensatte ord findes: »hændelse« finder »sikkerhedshændelser«.",
                en: "Inflections are found, and so are the last parts of Danish compounds."))</p>
            """)
    }

    private var notFound: Empty {
        let why = context.say(
            da: "Intet, du har adgang til, har \(language.quoted(asked.typed)).",
            en: "Nothing you have access to has \(language.quoted(asked.typed)).")
        var ways: [HTML] = []
        if ask.words.terms.count > 1 {
            ways.append("\(context.say(da: "Prøv med færre ord.", en: "Try fewer words."))")
        } else {
            ways.append("\(context.say(da: "Prøv med begyndelsen af ordet.", en: "Try the beginning of the word."))")
        }
        if asked.isNarrowed {
            let wide = Link(Route.search, query: [("q", asked.typed)])
            ways.append("<a\(href: wide)>\(context.say(da: "Søg i alt", en: "Search everything"))</a>")
        }
        if !asked.withOld {
            ways.append(
                "<a\(href: asked.link(("gamle", "ja")))>\(context.say(da: "Søg også i gamle versioner", en: "Search old versions too"))</a>"
            )
        }
        return Empty(why, "<p>\(each: ways, between: " ", { $0 })</p>")
    }

    private func heading(_ label: Phrase, _ number: Int, isCut: Bool) -> String {
        let count = language.number(number)
        let more = context.say(da: "mindst \(count)", en: "at least \(count)")
        return "\(context.say(label)) (\(isCut ? more : count))"
    }

    private var documents: HTML {
        let start = (asked.page - 1) * SearchPage.size
        let shown = papers.dropFirst(start).prefix(SearchPage.size)
        let isCut = answer.cut.contains(.text) || answer.cut.contains(.title)
        let rows: HTML = "<ul class=\"rows hits\">\(each: Array(shown), { row($0) })</ul>"
        var pager = HTML()
        if papers.count > SearchPage.size, !shown.isEmpty {
            pager =
                Pager(
                    shown: start + 1...start + shown.count,
                    total: isCut ? .moreThan(papers.count) : .exactly(papers.count),
                    previous: asked.page > 1 ? asked.link(("side", "\(asked.page - 1)")) : nil,
                    next: papers.count > start + SearchPage.size ? asked.link(("side", "\(asked.page + 1)")) : nil
                ).html(language)
        }
        let only =
            shown.isEmpty ? "<p class=\"pad\">\(context.say(da: "Ikke flere.", en: "No more."))</p>" as HTML : rows
        return Panel(
            id: SearchAsked.Kind.documents.rawValue,
            heading: heading(SearchAsked.Kind.documents.label, papers.count, isCut: isCut), isWide: true
        ).html(only + pager)
    }

    private func row(_ paper: Paper) -> HTML {
        let document = paper.document
        let kept = asked.document == nil ? SearchPage.paragraphs : Sight.mostFound
        let shown = paper.lines.prefix(kept)
        let unit = (document.owner.value(on: sight.day) ?? document.owner.newest).map { context.name($0) }
        let number = sight.number(of: document).map { context.say(da: "version \($0)", en: "version \($0)") }
        let facts = [context.say(document.kind.label), number, unit].compactMap { $0 }.joined(separator: ", ")
        let more = paper.lines.count - shown.count
        return """
            <li><div class="line"><a\(href: Route.document(document.id))>\(context.title(document))</a>\
            \(sight.state(of: document).tag(language))</div><p>\(facts)</p>\
            \(when: !shown.isEmpty, "<ul class=\"lines\">\(each: Array(shown), { line($0, document) })</ul>")\
            \(when: more > 0, """
                <p><a\(href: asked.link(("dokument", document.id.description), ("side", nil)))>\
                \(context.say(da: "\(more) afsnit mere", en: "\(more) more paragraphs"))</a></p>
                """)</li>
            """
    }

    private func line(_ hit: SearchHit, _ document: Document) -> HTML {
        let own = document.version(with: hit.value)
        let translation = own.flatMap { $0.draft.text == hit.value ? nil : $0.translated(on: sight.day) }
        let version = translation ?? own
        let place: Route =
            hit.isOld ? version.map { .version(document.id, $0.id) } ?? .document(document.id) : .document(document.id)
        let fragment = hit.address.isEmpty ? nil : DocumentReading.anchor(hit.address)
        let name =
            hit.heading.isEmpty ? context.say(da: "Før første overskrift", en: "Before the first heading") : hit.heading
        var old = HTML()
        if hit.isOld, let version {
            let words = context.say(
                da: "Version \(version.draft.number)", en: "Version \(version.draft.number)")
            old = " <span class=\"of\">\(words)</span> \(sight.state(of: version, in: document).tag(language))"
        }
        if let translation {
            let words = context.say(
                da: "Oversættelse til \(translation.draft.language.label.da.lowercased())",
                en: "Translation into \(translation.draft.language.label.en)")
            old = " \(Tag(words, .info).html)\(old)"
        }
        let query = [("tekst", translation?.draft.language.rawValue)]
        return """
            <li><a\(href: Link(place, query: query, fragment: fragment))>\(InlineText.plain(name))</a>\(old)\
            <p\(attribute: "lang", version?.draft.language.rawValue)>\(passage(hit))</p></li>
            """
    }

    private func passage(_ hit: SearchHit) -> HTML {
        "\(each: passages[hit.line]?.pieces ?? [], { piece in piece.isFound ? "<mark>\(piece.text)</mark>" : "\(piece.text)" })"
    }

    private func panel(_ kind: SearchAsked.Kind, _ hits: [SearchHit]) -> HTML {
        let isCut = !answer.cut.isDisjoint(with: kind.fields)
        let shown = hits.prefix(SearchPage.most)
        let more: HTML =
            hits.count > shown.count || isCut
            ? "<p class=\"pad small muted\">\(context.say(da: "Der er flere. Skriv mere for at finde dem.", en: "There are more. Write more to find them."))</p>"
            : HTML()
        return Panel(id: kind.rawValue, heading: heading(kind.label, hits.count, isCut: isCut), isWide: true).html(
            "<ul class=\"rows hits\">\(each: Array(shown), { other($0) })</ul>" + more)
    }

    private func other(_ hit: SearchHit) -> HTML {
        let label = sight.label(hit.subject, on: sight.day, language) ?? context.say(Sentence.erased)
        return """
            <li><div class="line"><a\(href: Route(hit.subject))>\(label)</a>\(end(hit))</div>\
            <p>\(about(hit))\(passage(hit))</p></li>
            """
    }

    /// What a decision or a task is about, before the words that were found.
    private func about(_ hit: SearchHit) -> HTML {
        let subject: Subject? =
            switch hit.field {
            case .decision:
                (try? sight.decision(hit.subject.id.seen(as: Decision.self)))?.matter?.subject
            case .action: (try? sight.action(hit.subject.id.seen(as: Action.self)))?.about
            case .dispensation:
                (try? sight.dispensation(hit.subject.id.seen(as: Dispensation.self)))?.request.map {
                    .document($0.document)
                }
            case .compliance:
                hit.subject.kind == .nonconformity
                    ? (try? sight.nonconformity(hit.subject.id.seen(as: Nonconformity.self)))?.1.requirement.map {
                        .requirement($0)
                    } : nil
            case .title, .text, .person, .unit, .meeting: nil
            }
        guard let subject, let label = sight.label(subject, on: sight.day, language) else { return HTML() }
        return "<b>\(label)</b> "
    }

    private func end(_ hit: SearchHit) -> HTML {
        switch hit.field {
        case .person:
            (try? sight.person(hit.subject.id.seen(as: Person.self))).map { context.engagementTag($0) } ?? HTML()
        case .decision:
            (try? sight.decision(hit.subject.id.seen(as: Decision.self))).map { language.shortTime($0.day) } ?? HTML()
        case .action:
            sight.duties(about: hit.subject).first.map { $0.standing(on: sight.day).tag(language) } ?? HTML()
        case .dispensation:
            (try? sight.dispensation(hit.subject.id.seen(as: Dispensation.self))).map {
                sight.standing(of: $0).tag(language).html
            } ?? HTML()
        case .meeting:
            (try? sight.meeting(hit.subject.id.seen(as: Meeting.self))).map {
                $0.standing(on: sight.day).tag(language).html
            } ?? HTML()
        case .compliance:
            (try? sight.requirement(hit.subject.id.seen(as: Requirement.self))).map {
                sight.compliance(of: $0.0).tag(language).html
            } ?? HTML()
        case .title, .text, .unit: HTML()
        }
    }
}
