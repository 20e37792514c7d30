// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Everything that happened to a document and was decided about it, as sentences, newest first. What was annulled is
/// struck out; each line leads to its entry and to its proof, and for those who may, to where it is put right.
struct DocumentHistory {
    /// So many are on the page, so that a document does not become slower with each year; all of them on request.
    static let most = 10
    /// Of all of them so many; the ledger's own page leads further back.
    static let mostAsked = 1000

    let document: Document
    let context: Context

    private var sight: Sight { context.sight }

    init(_ document: Document, _ context: Context) {
        self.document = document
        self.context = context
    }

    /// Whether the address asks for all of it.
    var isAsked: Bool { context.argument("historik") == "alle" }

    /// - Parameter page: the page that it stands on, to which the link to all of it leads.
    func html(on page: Route) -> HTML {
        let most = isAsked ? Self.mostAsked : Self.most
        // What holds from a day to come, and on a past day what came after it, is recorded but does not belong here.
        var (reach, all) = (most, entries(most + 1))
        func fitting() -> [Entry] { all.prefix(reach).filter { $0.effective <= sight.day } }
        while fitting().count < most, all.count > reach, reach < Self.mostAsked {
            reach = min(reach * 4, Self.mostAsked)
            all = entries(reach + 1)
        }
        let found = fitting()
        let isMore = found.count > most || all.count > reach
        var more = HTML()
        if isMore, !isAsked {
            let whole = Link(page, query: [("historik", "alle")], fragment: "historik")
            let label = context.say(da: "Vis hele historikken", en: "Show the whole history")
            more = "<p class=\"pad\">\(Button(label, size: .small).link(whole))</p>"
        } else if isMore {
            let number = context.language.number(most)
            let rest = context.say(
                da: "De \(number) nyeste vises. Ældre poster står i revisionssporet.",
                en: "The newest \(number) are shown. Older entries are in the audit trail.")
            more = "<p class=\"pad\"><a\(href: Route.ledger)>\(rest)</a></p>"
        }
        return panel(Array(found.prefix(most)), more)
    }

    func panel(_ entries: [Entry], _ more: HTML = HTML()) -> HTML {
        Panel(id: "historik", heading: context.say(da: "Historik", en: "History"), isWide: true)
            .html(History.list(entries.lazy.filter { $0.effective <= sight.day }.map(context.markup)) + more)
    }

    private func entries(_ most: Int) -> [Entry] {
        // Acknowledgements are many and have a page of their own.
        let subjects =
            [.document(document.id)] + sight.decisions(about: document.id).map { Subject.decision($0.id) }
            + sight.consultations(about: document.id).map { .consultation($0.id) }
            + sight.mails(about: .document(document.id))
        return sight.entries(about: subjects, most: most)
    }
}
