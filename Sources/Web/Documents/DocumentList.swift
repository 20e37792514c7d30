// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What the page of documents shows: which documents, in which order, and the links to the same list in other orders.
struct DocumentList {
    enum Order: String { case tree, title = "titel", due = "frist" }

    let context: Context
    let question: DocumentChoice.Question
    let page: Int
    /// There are too many to be looked at for every page; only what is asked for by a filter or in the order of due days
    /// is looked for among all.
    let isLong: Bool
    /// Where it is long, of the page alone.
    private let choice: DocumentChoice

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var order: Order { question.order }

    init(_ context: Context) {
        self.context = context
        let kind = context.argument("art").flatMap { Document.Kind(rawValue: $0) }
        let unit = context.argument("enhed").flatMap { ID<Unit>($0) }
        let filter = context.argument("status").flatMap { DocumentFilter(rawValue: $0) }
        page = min(max(1, context.argument("side").flatMap { Int($0) } ?? 1), 1_000_000)
        let isMany = context.sight.documentCount(most: DocumentsPage.treeMost) == nil
        let isNarrowed = kind != nil || unit != nil || filter != nil
        let asked = context.argument("sorter").flatMap { Order(rawValue: $0) }
        let order =
            asked.map { $0 == .tree && (isNarrowed || isMany) ? .title : $0 }
            ?? (isNarrowed || isMany ? .title : .tree)
        question = DocumentChoice.Question(kind: kind, unit: unit, filter: filter, order: order)
        isLong = isMany && !isNarrowed && order != .due
        choice = isLong ? context.documents(page: page) : context.documents(question)
        isEmpty = context.sight.documentCount(most: DocumentsPage.treeMost) == 0
    }

    /// There is no document at all that the person may see.
    let isEmpty: Bool
    /// What demands action stands on top of the first page of the whole list.
    private var hasGroups: Bool { page == 1 && !question.isNarrowed && order != .due }

    // MARK: What is shown

    /// All rows of the list, in its order, whatever page is asked for.
    var every: [ID<Document>] { isLong ? context.documents(question).ids : choice.ids }

    /// The sentence under the heading: how many, and what is wrong with which.
    var sentence: HTML {
        guard !isEmpty else { return HTML() }
        let many = Plural(
            one: Phrase(da: "styringsdokument", en: "governing document"),
            many: Phrase(da: "styringsdokumenter", en: "governing documents"))
        let count =
            isLong
            ? context.say(
                da: "Flere end \(DocumentsPage.treeMost) styringsdokumenter",
                en: "More than \(DocumentsPage.treeMost) governing documents")
            : language.count(choice.ids.count, many)
        var pieces: [HTML] = []
        let (late, loose) =
            isLong
            ? (sight.counts(.verification).overdue, sight.counts(.parent).open)
            : (choice.overdue.count, choice.orphans.count)
        let status = hasGroups ? Link(fragment: "over-frist") : link(status: .overdue)
        let missing = hasGroups ? Link(fragment: "mangler") : Link(Route.documents, fragment: "mangler")
        if late > 0 {
            pieces.append("<a\(href: status)>\(context.say(da: "\(late) er over frist", en: "\(late) overdue"))</a>")
        }
        if loose > 0 {
            let words = context.say(
                da: "\(loose) mangler et overordnet dokument", en: "\(loose) without a document above")
            pieces.append("<a\(href: missing)>\(words)</a>")
        }
        let soon = choice.soon
        if soon > 0 {
            pieces.append("\(context.say(da: "\(soon) skal verificeres snart", en: "\(soon) to be verified soon"))")
        }
        guard !pieces.isEmpty else {
            return "\(count). \(context.say(da: "Ingen er over frist.", en: "None is overdue."))"
        }
        return "\(count). \(each: pieces, between: ", ", { $0 })."
    }

    /// The rows that belong to the asked page, and how many there are; nil: not counted.
    typealias Part = (rows: [WorkTable.Row], total: Int?, more: Bool)

    /// Made once for the table and the pager.
    var part: Part {
        let (start, size) = ((page - 1) * DocumentsPage.size, DocumentsPage.size)
        if isLong { return (choice.ids.compactMap(row), nil, choice.more) }
        let shown = choice.ids.indices.dropFirst(start).prefix(size)
        let rows = shown.compactMap { index in
            order == .tree ? branch(choice.ids[index], choice.depths[index]) : row(choice.ids[index])
        }
        return (rows, choice.ids.count, choice.ids.count > start + size)
    }

    func table(_ part: Part) -> WorkTable {
        let main = part.rows
        var groups: [WorkTable.Group] = []
        if hasGroups {
            groups.append(
                WorkTable.Group(
                    context.say(da: "Over frist", en: "Overdue"), isLate: true, id: "over-frist",
                    choice.overdue.compactMap(lateRow)))
            groups.append(
                WorkTable.Group(
                    context.say(
                        da: "Mangler overordnet dokument. Politikkens afsnit 7.1",
                        en: "Without a document above. Section 7.1 of the policy"), id: "mangler",
                    choice.orphans.compactMap(orphan)))
            let rest =
                order == .tree ? context.say(da: "Hierarki", en: "Hierarchy") : context.say(da: "Alle", en: "All")
            groups.append(WorkTable.Group(groups.allSatisfy(\.rows.isEmpty) ? nil : rest, main))
        } else {
            groups.append(WorkTable.Group(nil, main))
        }
        let all = context.say(da: "Vis alle dokumenter", en: "Show all documents")
        return WorkTable(
            caption: context.say(
                da: "Styringsdokumenter. Øverst dem, der kræver handling.",
                en: "Governing documents. On top those that demand action."),
            columns: columns, groups: groups,
            empty: Empty(
                context.say(da: "Ingen dokumenter svarer til filtrene.", en: "No documents match the filters."),
                "<p><a\(href: Route.documents)>\(all)</a></p>"),
            isTree: order == .tree)
    }

    private var columns: [WorkTable.Column] {
        [
            WorkTable.Column(
                context.say(da: "Dokument", en: "Document"), .title,
                sort: .init(
                    link: link(order: order == .title && !isLong ? .tree : .title),
                    order: order == .title ? .ascending : nil)),
            WorkTable.Column(context.say(da: "Ejer", en: "Owner"), .who, room: .medium),
            WorkTable.Column(context.say(da: "Version", en: "Version"), room: .wide),
            WorkTable.Column(context.say(da: "Klassifikation", en: "Classification"), room: .wide),
            WorkTable.Column(
                context.say(da: "Verificeret til", en: "Verified until"), .due,
                sort: .init(link: link(order: .due), order: order == .due ? .ascending : nil)),
            WorkTable.Column(context.say(da: "Status", en: "Status"), .end),
        ]
    }

    // MARK: Rows

    private func row(_ id: ID<Document>) -> WorkTable.Row? {
        row(id, .document(id)) { row($0, depth: 0, isList: true) }
    }

    private func branch(_ id: ID<Document>, _ depth: Int) -> WorkTable.Row? {
        row(id, .branch(id, depth: depth)) { row($0, depth: depth) }
    }

    private func lateRow(_ id: ID<Document>) -> WorkTable.Row? {
        row(id, .lateDocument(id)) { row($0, depth: 0, isList: true, why: lastVerified($0)) }
    }

    private func orphan(_ id: ID<Document>) -> WorkTable.Row? {
        row(id, .orphan(id)) { row($0, depth: 0, isList: true, why: orphaned($0)) }
    }

    /// A row as it is kept or made now; none of a document that the person may not see.
    private func row(
        _ id: ID<Document>, _ piece: KeptPieces.Piece, _ make: (Document) -> WorkTable.Row
    ) -> WorkTable.Row? {
        let made = context.kept(piece) {
            (try? sight.document(id)).map { WorkTable.html(make($0), in: columns) } ?? HTML()
        }
        return made.isEmpty ? nil : .made(made)
    }

    private func row(_ document: Document, depth: Int, isList: Bool = false, why: HTML? = nil) -> WorkTable.Row {
        let none = context.say(da: "ingen", en: "none")
        let owner = document.owner.value(on: sight.day) ?? document.owner.newest
        let state = sight.state(of: document)
        let kind = language(document.kind.label)
        let link = Route.document(document.id).link
        let title =
            isList
            ? listTitle(document, link, kind, why ?? waiting(document))
            : TreeTitle(depth: depth, context.title(document), link, kind: kind, why: why ?? waiting(document))
                .cell(language)
        let duty = sight.verification(of: document)
        let classification = sight.classification(of: document)
        return WorkTable.Row(
            [
                title,
                owner.map { WorkTable.Cell(text: context.name($0)) } ?? .none(none),
                sight.number(of: document).map { WorkTable.Cell(text: $0) } ?? .none(none),
                WorkTable.Cell(Tag(language(classification.label), classification.tone).html),
                duty.map {
                    WorkTable.Cell(
                        due: $0.due, today: sight.day, language, showsDistance: $0.due - sight.day <= 60)
                } ?? .none(none),
                WorkTable.Cell(state.tag(language)),
            ],
            isGone: state == .withdrawn, isRoot: !isList && depth == 0 && document.kind == .policy)
    }

    private func listTitle(_ document: Document, _ link: Link, _ kind: String, _ why: HTML?) -> WorkTable.Cell {
        WorkTable.Cell(
            """
            <a\(href: link)>\(context.title(document))</a> <span class="kind">\(kind)</span>\
            \(if: why, { "<span class=\"why\">\($0)</span>" })
            """)
    }

    /// What is on its way, below the title of a document that is in force.
    private func waiting(_ document: Document) -> HTML? {
        guard document.versionInForce(on: sight.day) != nil, let pending = sight.pendingVersion(of: document) else {
            return nil
        }
        let state = language(sight.state(of: pending, in: document).word)
        let version = context.say(da: "Version \(pending.draft.number)", en: "Version \(pending.draft.number)")
        return "\(version): \(state.lowercasedFirst)"
    }

    private func lastVerified(_ document: Document) -> HTML? {
        guard let last = document.rows.filter({ $0.day <= sight.day }).map(\.day).max() else { return nil }
        return "\(context.say(da: "Sidst verificeret", en: "Last verified")) \(language.shortTime(last))"
    }

    private func orphaned(_ document: Document) -> HTML? {
        let parent = document.parent.value(on: sight.day).flatMap { $0 }.flatMap { try? sight.document($0) }
        let why =
            parent.flatMap(\.withdrawnFrom).map {
                context.say(
                    da: "Det overordnede dokument blev ophævet \(language.shortDay($0)).",
                    en: "The document above was withdrawn on \(language.shortDay($0)).")
            } ?? context.say(da: "Oprettet uden overordnet dokument.", en: "Created without a document above.")
        guard sight.may(.placeDocument, about: .document(document.id)) else { return "\(why)" }
        let link = Link(Route.command(.placeDocument), query: [("document", document.id.description)])
        return "\(why) <a\(href: link)>\(context.say(da: "Vælg nyt", en: "Choose another"))</a>"
    }

    // MARK: The same list in other ways

    private func link(order: Order? = nil, status: DocumentFilter? = nil, page: Int? = nil) -> Link {
        Link(Route.documents, query: query(order: order, status: status) + [("side", page.map { "\($0)" })])
    }

    private func query(order: Order? = nil, status: DocumentFilter? = nil) -> [(String, String?)] {
        [
            ("art", question.kind?.rawValue), ("enhed", question.unit?.description),
            ("status", (status ?? question.filter)?.rawValue), ("sorter", (order ?? self.order).rawValue),
        ]
    }

    func pager(_ part: Part) -> Pager? {
        let (rows, total, more) = part
        guard page > 1 || more, !rows.isEmpty else { return nil }
        let first = (page - 1) * DocumentsPage.size + 1
        return Pager(
            shown: first...(first + rows.count - 1),
            total: total.map { .exactly($0) }
                ?? (more ? .moreThan(first + rows.count - 1) : .exactly(first + rows.count - 1)),
            previous: page > 1 ? link(page: page - 1) : nil, next: more ? link(page: page + 1) : nil)
    }

    var filters: FilterForm {
        let all = context.say(da: "Alle", en: "All")
        return FilterForm(
            action: Route.documents.link,
            filters: [
                .init(
                    name: "enhed", label: context.say(da: "Ejende enhed", en: "Owning unit"),
                    control: .options(context.unitOptions(all, chosen: question.unit))),
                .init(
                    name: "art", label: context.say(da: "Art", en: "Kind"),
                    control: .choice(
                        [("", all)] + Document.Kind.allCases.map { ($0.rawValue, language($0.label)) },
                        chosen: question.kind?.rawValue ?? "")),
                .init(
                    name: "status", label: context.say(da: "Status", en: "Status"),
                    control: .choice(
                        [("", all)] + DocumentFilter.allCases.map { ($0.rawValue, language($0.label)) },
                        chosen: question.filter?.rawValue ?? "")),
            ],
            views: question.isNarrowed || isLong
                ? []
                : [
                    .init(
                        label: context.say(da: "Træ", en: "Tree"), link: link(order: .tree), isCurrent: order == .tree),
                    .init(
                        label: context.say(da: "Liste", en: "List"), link: link(order: .title),
                        isCurrent: order == .title),
                    .init(
                        label: context.say(da: "Efter frist", en: "By due day"), link: link(order: .due),
                        isCurrent: order == .due),
                ], files: context.files(of: .documents, query()))
    }
}

/// Documents below the one they refer to (policy §7.1), as a flat list with depths.
struct DocumentTree {
    private(set) var rows: [(document: Document, depth: Int)] = []

    /// - Parameter documents: in the order in which those of one level stand.
    init(_ documents: [Document], on day: Day) {
        let shown = Set(documents.map(\.id))
        var children: [ID<Document>: [Document]] = [:]
        var roots: [Document] = []
        for document in documents {
            if let parent = document.parent.value(on: day).flatMap({ $0 }), shown.contains(parent) {
                children[parent, default: []].append(document)
            } else {
                roots.append(document)
            }
        }
        roots.sort { ($0.kind == .policy ? 0 : 1) < ($1.kind == .policy ? 0 : 1) }
        var placed: Set<ID<Document>> = []
        func place(_ document: Document, _ depth: Int) {
            guard placed.insert(document.id).inserted else { return }
            rows.append((document, depth))
            for child in children[document.id] ?? [] { place(child, depth + 1) }
        }
        for root in roots { place(root, 0) }
        // What the record should hold in a circle is shown nevertheless.
        for document in documents { place(document, 0) }
    }
}

extension Classification {
    /// Red is for what is overdue, so the classes have the quiet tones.
    var tone: Tone {
        switch self {
        case .public, .internal: .plain
        case .confidential: .info
        case .strict: .warn
        }
    }
}
