// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// All governing documents (policy §7.1): what demands action on top, then the hierarchy as a tree; or, when it is
/// filtered or sorted, a plain list.
enum DocumentsPage {
    static let size = 50
    /// With more documents than this the tree is not built for every look at it: the list by title is shown instead.
    static let treeMost = 200

    static func content(in context: Context) -> Content {
        let list = DocumentList(context)
        let title = context.say(title)
        let head = context.kept(.documentsHead(list.question, isFirst: list.page == 1)) {
            Head(title: title, sentence: list.sentence, acts: acts(context)).html(context.language)
        }
        guard !list.isEmpty else { return Content(title, menu: .documents, head + nothing(context)) }
        let filters = context.kept(.documentFilters(list.question, isLong: list.isLong)) {
            list.filters.html(context.language)
        }
        let page = context.kept(.documentPage(list.question, isLong: list.isLong, page: list.page)) {
            let part = list.part
            let panel = Panel(
                id: "hierarki", heading: context.say(da: "Dokumenter efter sted", en: "Documents by place"),
                isHeadingHidden: true
            ).around([list.table(part).html, list.pager(part)?.html(context.language) ?? HTML()])
            return HTML(joining: panel)
        }
        // Each reader's own, so beside what is kept.
        let saved = context.savedFilters(of: .documents)
        return Content(title, menu: .documents, HTML(joining: [head, saved, filters, page]))
    }

    static let title = Phrase(da: "Dokumenter", en: "Documents")

    private static func acts(_ context: Context) -> [HTML] {
        var acts: [HTML] = []
        if context.sight.organisation.published(on: context.sight.day) != nil
            || context.sight.mayEver(.setPublication)
        {
            acts.append(
                Button(context.say(da: "Offentliggørelse", en: "Publication"), kind: .quiet)
                    .link(Route.publication.link))
        }
        if context.sight.mayEver(.createDocument) {
            acts.append(
                Button(context.say(da: "Opret uden tekst", en: "Create without text"), icon: .plus)
                    .link(Route.command(.createDocument).link))
        }
        if context.sight.mayEver(.importDocument) {
            acts.append(
                Button(context.say(da: "Importér", en: "Import"), kind: .primary, icon: .upload)
                    .link(Route.command(.importDocument).link))
        }
        return acts
    }

    private static func nothing(_ context: Context) -> HTML {
        let why =
            context.sight.isPast
            ? context.say(
                da: "Der var ingen styringsdokumenter den dag.", en: "There were no governing documents that day.")
            : context.say(da: "Her er ingen styringsdokumenter endnu.", en: "There are no governing documents yet.")
        let what: HTML
        if context.sight.mayEver(.importDocument) {
            let first = context.say(
                da: "Begynd med politikken: importér den som TXT eller Markdown. Resten hører under den.",
                en: "Begin with the policy: import it as TXT or Markdown. The rest belongs under it.")
            what = "<p>\(first)</p>"
        } else {
            let ask = context.say(
                da: "Informationssikkerhedsteamet lægger dem ind.", en: "The information-security team adds them.")
            what = "<p>\(ask)</p>"
        }
        return Empty(why, what).html
    }
}
