// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// All that an organisation publishes, by kind.
enum PublicList {
    static func page(_ context: PublicContext) -> HTML {
        let title = context.say(da: "Offentlige dokumenter", en: "Public documents")
        let name = context.sight.name
        let intro = context.say(
            da: "Her står de styringsdokumenter, der gælder nu, og som \(name) har klassificeret offentlige.",
            en: "These are the governing documents that are in force now and that \(name) has classified as public.")
        return PublicShell(context: context, title: title, canonical: context.to(.list)).page(
            """
            <div class="pubhead"><h1>\(title)</h1><p>\(intro)</p></div>
            <div class="pubgrid"><div>\(list(context))</div>\
            <aside class="rail stick" aria-label="\(context.say(da: "Om siden", en: "About the page"))">\
            \(SummaryList(rows: facts(context)).html(context.language))</aside></div>
            """)
    }

    private static func list(_ context: PublicContext) -> HTML {
        let documents = context.sight.documents
        guard !documents.isEmpty else {
            let none = context.say(
                da: "Ingen dokumenter er både gældende og offentlige i dag.",
                en: "No document is both in force and public today.")
            return "<p>\(none)</p>"
        }
        return HTML(each: Document.Kind.allCases) { kind in
            let those = documents.filter { $0.kind == kind }
            guard !those.isEmpty else { return HTML() }
            let id = "art-\(kind.rawValue)"
            return """
                <section class="publist" aria-labelledby="\(id)"><h2 id="\(id)">\(plural(kind, context.language))</h2>\
                <ul>\(each: those, { row($0, context) })</ul></section>
                """
        }
    }

    private static func row(_ document: PublicDocument, _ context: PublicContext) -> HTML {
        let language = context.language
        var says: HTML = """
            \(context.say(da: "Version", en: "Version")) \(document.current.description), \
            \(context.say(da: "gældende fra", en: "in force from")) \(language.time(document.valid.from))
            """
        if language == .en, document.valid.language == .da { says += ". Text in Danish" }
        let summary = language == .en ? document.valid.summary : nil
        return """
            <li><a\(href: context.to(.document(document.number)))>\(context.title(document))</a>\
            <p class="small">\(says)</p>\(if: summary, { "<p>\($0)</p>" })</li>
            """
    }

    private static func plural(_ kind: Document.Kind, _ language: Language) -> String {
        switch kind {
        case .policy: language(da: "Politik", en: "Policy")
        case .topicPolicy: language(da: "Emnepolitikker", en: "Topic policies")
        case .procedure: language(da: "Procedurer", en: "Procedures")
        case .guideline: language(da: "Vejledninger", en: "Guidelines")
        case .module: language(da: "E-læring", en: "E-learning")
        }
    }

    /// Whom to ask and how to follow: on every public page.
    static func facts(_ context: PublicContext) -> [SummaryList.Row] {
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Følg ændringer", en: "Follow changes"),
                """
                <a\(href: context.to(.changes))>\(context.say(da: "Nyhedsstrøm (Atom)", en: "News feed (Atom)"))</a>
                """)
        ]
        if let contact = context.sight.settings.contact {
            rows.append(.init(context.say(da: "Spørgsmål", en: "Questions"), context.contact(contact)))
        }
        if let security = context.sight.settings.security {
            rows.append(
                .init(
                    context.say(da: "Har du fundet en sårbarhed?", en: "Found a vulnerability?"),
                    context.contact(security)))
        }
        return rows
    }
}
