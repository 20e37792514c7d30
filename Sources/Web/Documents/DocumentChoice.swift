// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// Which documents a list shows, in its order, and what its sentence counts of them. It holds no text. It takes a pass
/// over all documents, so it is looked for once after each fact.
struct DocumentChoice: Hashable, Sendable {
    /// What is asked for.
    struct Question: Hashable, Sendable {
        var kind: Document.Kind?
        var unit: ID<Unit>?
        var filter: DocumentFilter?
        var order: DocumentList.Order
        /// One page of a long list alone.
        var page: Int?

        var isNarrowed: Bool { kind != nil || unit != nil || filter != nil }
    }

    /// The documents in the order asked for.
    var ids: [ID<Document>] = []
    /// How deep each of them hangs; in the order of the tree only.
    var depths: [Int] = []
    /// Those whose verification is late, the longest first.
    var overdue: [ID<Document>] = []
    /// Those that the document above is missing of (policy §7.1).
    var orphans: [ID<Document>] = []
    /// How many are to be verified soon.
    var soon = 0
    /// Of one page: whether there are more documents after it.
    var more = false
}

extension Context {
    /// The documents that answer a question.
    func documents(_ question: DocumentChoice.Question) -> DocumentChoice {
        kept(question) { DocumentChoice(question, sight) }
    }

    /// One page of all documents that the person may see, also the withdrawn ones, in the order of titles; with the
    /// first one those that demand something.
    func documents(page: Int) -> DocumentChoice {
        kept(DocumentChoice.Question(order: .title, page: page)) {
            var choice = DocumentChoice()
            (choice.ids, choice.more) = documents(from: (page - 1) * DocumentsPage.size, size: DocumentsPage.size)
            if page == 1 { (choice.overdue, choice.orphans) = (late(.verification), late(.parent)) }
            return choice
        }
    }

    private func documents(from start: Int, size: Int) -> ([ID<Document>], Bool) {
        // The first pages are reached in a few steps; for the others all are looked for once.
        guard kept != nil, start >= DocumentChoice.near else {
            let (page, more) = sight.documents(from: start, size: size)
            return (page.map(\.id), more)
        }
        let question = DocumentChoice.Question(order: .title)
        let all = kept(question) { DocumentChoice(ids: sight.documents().map(\.id)) }.ids
        return (Array(all.dropFirst(start).prefix(size)), all.count > start + size)
    }

    /// The first ones that demand something, from the index of duties: a long list is not walked for them.
    private func late(_ rule: Rule) -> [ID<Document>] {
        sight.duties(most: 400).lazy
            .filter { $0.rule == rule && (rule != .verification || $0.due < sight.day) }.prefix(10)
            .compactMap { try? sight.document($0.subject.id.seen(as: Document.self)).id }
    }
}

extension DocumentChoice {
    /// So many rows of a list are walked for a page, after each fact.
    static let near = 500

    fileprivate init(_ question: Question, _ sight: Sight) {
        let chosen = Self.chosen(question, sight)
        func due(_ document: Document) -> Day { sight.verification(of: document)?.due ?? .distantFuture }
        switch question.order {
        case .tree:
            for row in DocumentTree(chosen, on: sight.day).rows {
                ids.append(row.document.id)
                depths.append(row.depth)
            }
        case .title: ids = chosen.map(\.id)
        case .due: ids = Self.ordered(chosen, due)
        }
        overdue = Self.ordered(chosen.filter { sight.isOverdue($0) && !$0.isWithdrawn(on: sight.day) }, due)
        orphans = chosen.filter { sight.orphanage(of: $0) != nil }.map(\.id)
        soon = chosen.count { sight.verification(of: $0)?.standing(on: sight.day) == .open }
    }

    private static func ordered(_ documents: [Document], _ due: (Document) -> Day) -> [ID<Document>] {
        documents.map { (due: due($0), id: $0.id) }.sorted { $0.due < $1.due }.map(\.id)
    }

    private static func chosen(_ question: Question, _ sight: Sight) -> [Document] {
        func takes(_ document: Document) -> Bool {
            if let kind = question.kind, document.kind != kind { return false }
            if let unit = question.unit, document.owner.value(on: sight.day) != unit { return false }
            if let filter = question.filter { return sight.matches(document, filter) }
            return !document.isWithdrawn(on: sight.day)
        }
        guard let unit = question.unit else { return sight.documents().filter(takes) }
        // Whose they are is known.
        let owned = sight.documentsByUnit(isCurrent: false)[unit] ?? []
        return owned.compactMap { try? sight.document($0) }.filter(takes)
    }
}
