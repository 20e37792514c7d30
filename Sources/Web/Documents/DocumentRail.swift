// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The facts beside a document: until when it is verified, who owns it, where it belongs.
struct DocumentRail {
    let document: Document
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ document: Document, _ context: Context) {
        self.document = document
        self.context = context
    }

    func html(_ version: Document.Version?) -> HTML {
        var html = Reader.rail(
            context.say(da: "Om dokumentet", en: "About the document"),
            SummaryList(rows: facts(version)).html(language))
        let short = Hash(id: "kort", full: context.origin + Route.short(document.number).path, isWhole: true)
        html += Reader.rail(context.say(da: "Kort adresse", en: "Short address"), "<p>\(short.html(language))</p>")
        if let version {
            html += Reader.rail(
                context.say(da: "Bevis", en: "Proof"), SummaryList(rows: [proof(version)]).html(language))
        }
        let links = self.links(version)
        if !links.isEmpty { html += Reader.links(links) }
        let changes = DocumentActs(document, context).changes
        if !changes.isEmpty { html += Reader.rail(context.say(da: "Ret", en: "Change"), Reader.links(changes)) }
        return html
    }

    private func facts(_ version: Document.Version?) -> [SummaryList.Row] {
        var rows: [SummaryList.Row] = []
        if let duty = sight.verification(of: document) {
            let isLate = duty.standing(on: sight.day) == .overdue
            let distance = language.distance(to: duty.due, from: sight.day)
            rows.append(
                .init(
                    context.say(da: "Verificeret til", en: "Verified until"),
                    """
                    \(language.shortTime(duty.due)) \
                    \(isLate ? Tag(distance, .bad).html : "<span class=\"of\">\(distance)</span>")
                    """))
        } else {
            rows.append(
                .init(
                    context.say(da: "Verificeret til", en: "Verified until"),
                    text: context.say(da: "Ikke i kraft endnu", en: "Not in force yet")))
        }
        if let version {
            rows.append(
                .init(
                    context.say(da: "Version", en: "Version"),
                    """
                    \(version.draft.number.description) \
                    <a\(href: Link(fragment: "versioner"))>\(context.say(da: "Alle versioner", en: "All versions"))</a>
                    """))
        }
        rows += people
        rows.append(
            .init(
                context.say(da: "Klassifikation", en: "Classification"),
                text: language(
                    (version.map { sight.classification(of: $0, in: document) } ?? sight.classification(of: document))
                        .label)))
        if let change = proposed {
            rows.append(.init(context.say(da: "Foreslået", en: "Proposed"), change))
        }
        rows += places
        rows += counts
        return rows
    }

    /// The other classification that waits for its decision.
    private var proposed: HTML? {
        guard let change = document.proposedClass(on: sight.day) else { return nil }
        let label = language(change.classification.label)
        let state =
            change.isStricter
            ? context.say(da: "Gælder allerede, skal bekræftes", en: "Holds already, to be confirmed")
            : context.say(da: "Venter på afgørelse", en: "Awaits a decision")
        return "\(label) \(Tag(state, .warn).html)"
    }

    private var people: [SummaryList.Row] {
        let owner = document.owner.value(on: sight.day) ?? document.owner.newest
        let contact = document.contact.value(on: sight.day).flatMap { $0 }
        return [
            .init(
                context.say(da: "Ejer", en: "Owner"),
                owner.map { "<a\(href: Route.unit($0))>\(context.name($0))</a>" as HTML }
                    ?? "\(context.say(da: "Ingen", en: "None"))"),
            .init(
                context.say(da: "Kontakt", en: "Contact"),
                contact.map { "<a\(href: Route.person($0))>\(context.name($0))</a>" as HTML }
                    ?? "\(context.say(da: "Ingen", en: "None"))"),
        ]
    }

    private var places: [SummaryList.Row] {
        var rows: [SummaryList.Row] = []
        let label = context.say(da: "Overordnet dokument", en: "Document above")
        if document.kind.parents.isEmpty {
            rows.append(.init(label, text: context.say(da: "Strategien", en: "The strategy")))
        } else if let parent = document.parent.value(on: sight.day).flatMap({ $0 }) {
            if let known = try? sight.document(parent) {
                let tag: HTML =
                    known.isWithdrawn(on: sight.day) ? " \(DocumentState.withdrawn.tag(language))" : HTML()
                rows.append(.init(label, "<a\(href: Route.document(parent))>\(context.title(known))</a>\(tag)"))
            } else {
                rows.append(
                    .init(
                        label,
                        text: context.say(
                            da: "Et dokument, du ikke har adgang til", en: "A document you have no access to")))
            }
        } else {
            rows.append(.init(label, Tag(context.say(da: "Mangler", en: "Missing"), .warn).html))
        }
        rows += related
        let children = sight.children(of: document.id).filter { !$0.isWithdrawn(on: sight.day) }
        if !children.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Udmøntes i", en: "Put into practice in"),
                    """
                    <span class="links">\(each: children.prefix(12), {
                        "<a\(href: Route.document($0.id))>\(context.title($0))</a>"
                    })\(when: children.count > 12, "<span>…</span>")</span>
                    """))
        }
        return rows
    }

    /// References both ways, as the reader may see them.
    private var related: [SummaryList.Row] {
        let all = sight.related(to: document)
        var labels: [Phrase] = []
        for item in all where !labels.contains(item.label) { labels.append(item.label) }
        return labels.map { label in
            let items = all.filter { $0.label == label }
            return .init(
                language(label),
                """
                \(each: items, between: "<br>", { item in
                    """
                    <a\(href: Route.document(item.document.id))>\(context.title(item.document))</a>\
                    \(when: item.document.isWithdrawn(on: sight.day), " \(DocumentState.withdrawn.tag(language))")
                    """
                })
                """)
        }
    }

    private static let open = Plural(
        one: Phrase(da: "åben", en: "open"), many: Phrase(da: "åbne", en: "open"))

    private var counts: [SummaryList.Row] {
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Målgruppe", en: "Audience"),
                text: sight.words(document.audience(on: sight.day), language))
        ]
        rows += quiz
        if let notice = sight.notice(of: document.id),
            let number = document.versions.first(where: {
                $0.id == notice.version
            })?.draft.number
        {
            let sum = sight.rate(of: notice)
            rows.append(
                .init(
                    context.say(da: "Kvitteringer for \(number)", en: "Acknowledgements of \(number)"),
                    """
                    <a\(href: Route.notice(notice.id))>\(language.number(sum.done))</a> \
                    <span class="of">\(context.say(da: "af", en: "of")) \(language.number(sum.concerned))</span>
                    """))
        }
        let decisions = sight.decisions(about: document.id).filter { $0.day <= sight.day && !$0.annulled }
        if !decisions.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Beslutninger", en: "Decisions"),
                    "<a\(href: Link(fragment: "beslutninger"))>\(decisions.count)</a>"))
        }
        let open = sight.duties(about: .document(document.id)).filter {
            let standing = $0.standing(on: sight.day)
            return standing == .open || standing == .overdue
        }
        let late = open.filter { $0.standing(on: sight.day) == .overdue }.count
        rows.append(
            .init(
                context.say(da: "Forpligtelser", en: "Obligations"),
                """
                <a\(href: Link(fragment: "forpligtelser"))>\
                \(context.language.count(open.count, Self.open))</a>\
                \(when: late > 0, " \(Tag(context.say(da: "\(late) over frist", en: "\(late) overdue"), .bad).html)")
                """))
        return rows
    }

    /// That a text has a quiz: of the version that is read, and of the one on its way.
    private var quiz: [SummaryList.Row] {
        let mayWrite = !sight.isPast && sight.may(.setQuiz, about: .document(document.id))
        let shown = [document.versionInForce(on: sight.day), sight.pendingVersion(of: document)].compactMap { $0 }
        return shown.filter { $0.quiz(on: sight.day) != nil && sight.sees($0, of: document) }.map { version in
            let number = version.draft.number.description
            let link = Link(
                Route.command(.setQuiz), query: [("document", document.id.description), ("number", number)])
            let words = context.say(da: "Besvares, når man kvitterer", en: "Answered when acknowledging")
            return .init(
                context.say(da: "Quiz til \(number)", en: "Quiz for \(number)"),
                mayWrite && QuizForm.isOpen(document, version, sight) ? "<a\(href: link)>\(words)</a>" : "\(words)")
        }
    }

    private func proof(_ version: Document.Version) -> SummaryList.Row {
        let number = language.number(version.position)
        return .init(
            context.say(da: "Teksten", en: "The text"),
            """
            <a\(href: Route.entry(version.position))>\(context.say(da: "Post \(number)", en: "Entry \(number)"))</a> \
            <a\(href: Route.proof(version.position))>\(context.say(da: "Hent bevis", en: "Get proof"))</a>
            """)
    }

    private func links(_ version: Document.Version?) -> [(label: String, link: Link)] {
        guard let version else { return [] }
        var links: [(label: String, link: Link)] = []
        let reading = [("tekst", version.translatedFrom == nil ? nil : version.draft.language.rawValue)]
        if version.draft.original != nil {
            links.append(
                (
                    context.say(da: "Hent den oprindelige fil", en: "Get the original file"),
                    Link(Route.original(document.id, version.id), query: reading)
                ))
        }
        for format in VersionExport.Format.allCases {
            links.append(
                (context.say(format.label), Link(Route.export(document.id, version.id, format), query: reading)))
        }
        links.append(
            (
                context.say(da: "Link til denne version", en: "Link to this version"),
                Link(Route.version(document.id, version.id), query: reading)
            ))
        if !sight.isPast, sight.organisation.published(on: sight.day) != nil,
            document.publicVersion(on: sight.day)?.id == version.id
        {
            let place = PublicRoute(organisation: sight.house.id, language: language, .document(document.number))
            links.append((context.say(da: "Offentlig side", en: "Public page"), place.link))
        }
        return links
    }
}
