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
}

extension Context {
    /// The documents that answer a question.
    func documents(_ question: DocumentChoice.Question) -> DocumentChoice {
        kept(question) { DocumentChoice(question, sight) }
    }

    /// One page of all documents that the person may see, also the withdrawn ones, in the order of titles.
    func documents(from start: Int, size: Int) -> (page: [ID<Document>], more: Bool) {
        guard kept != nil else {
            let (page, more) = sight.documents(from: start, size: size)
            return (page.map(\.id), more)
        }
        let question = DocumentChoice.Question(order: .title)
        let all = kept(question) { DocumentChoice(ids: sight.documents().map(\.id)) }.ids
        return (Array(all.dropFirst(start).prefix(size)), all.count > start + size)
    }
}

extension DocumentChoice {
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
