// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// A published document: its text, how to check that it is unchanged, and its versions.
struct PublicDocumentPage {
    let document: PublicDocument
    let version: PublicVersion
    let context: PublicContext

    private var language: Language { context.language }
    private var sight: PublicSight { context.sight }
    private var isFormer: Bool { version.until != nil }

    init(_ document: PublicDocument, _ version: PublicVersion, _ context: PublicContext) {
        self.document = document
        self.version = version
        self.context = context
    }

    var page: HTML {
        let title = version.title ?? context.title(document)
        // What is valid has one address, whichever way it was found.
        let canonical = context.to(
            isFormer ? .version(document.number, version.number) : .document(document.number))
        let other: String? =
            language == .da && version.summary != nil && version.translation == nil ? "English summary" : nil
        return PublicShell(context: context, title: title, canonical: canonical, other: other, isFormer: isFormer)
            .page(
                """
                <div class="pubhead"><h1>\(Head.softened(title))</h1><p>\(standing)</p></div>
                <div class="pubgrid"><div>\(former)\(translated)\(summary)\(text)\(PublicVerification(version, document, context).html)\
                \(versions)</div>\
                <aside class="rail stick" aria-label="\(context.say(da: "Om dokumentet", en: "About the document"))">\
                \(SummaryList(rows: facts).html(language))</aside></div>
                """)
    }

    private var standing: HTML {
        let from = language.time(version.from)
        guard let until = version.until else {
            return """
                \(language(document.kind.label)). \(context.say(da: "Gældende fra", en: "In force from")) \(from), \
                \(context.say(da: "version", en: "version")) \(document.current.description).
                """
        }
        return """
            \(language(document.kind.label)), \(context.say(da: "version", en: "version")) \
            \(version.number.description). \(context.say(da: "Gjaldt fra", en: "In force from")) \(from) \
            \(context.say(da: "til", en: "until")) \(language.time(until - 1)).
            """
    }

    /// Nobody shall take an older version for the one in force.
    private var former: HTML {
        guard isFormer else { return HTML() }
        let words = context.say(
            da: "Det er en ældre version. Den gælder ikke.", en: "This is an older version. It is not in force.")
        let way = context.say(
            da: "Læs version \(document.current), som gælder nu", en: "Read version \(document.current), in force now")
        return Note(.warn).html("<p>\(words) <a\(href: context.to(.document(document.number)))>\(way)</a>.</p>")
    }

    /// Which of the two texts binds, and the way to it.
    private var translated: HTML {
        if let own = version.translatedFrom {
            let words = context.say(
                da: "Du læser en oversættelse. Den \(own.label.da.lowercased())e tekst er den, der gælder.",
                en: "You read a translation. The \(own.label.en) text is the one that binds.")
            let way = context.say(da: "Læs den", en: "Read it")
            return Note(.info).html(
                "<p>\(words) <a\(href: context.route.in(own)) hreflang=\"\(own.rawValue)\">\(way)</a>.</p>")
        }
        guard version.language != language else { return HTML() }
        let words = context.say(
            da: "Teksten er ikke oversat. Den står på \(version.language.label.da.lowercased()).",
            en: "The text is not translated. It stands in \(version.language.label.en).")
        return "<p class=\"small\">\(words)</p>"
    }

    private var summary: HTML {
        guard language == .en, let summary = version.summary else { return HTML() }
        let paragraphs = summary.split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
        return """
            <section class="summary" aria-labelledby="resume"><h2 id="resume">English summary</h2>\
            \(each: paragraphs, { "<p>\($0)</p>" })</section>
            """
    }

    private var text: HTML {
        guard let text = sight.text(of: version) else {
            let words = context.say(
                da: "Teksten er slettet. Beviset for, at den fandtes, består.",
                en: "The text is erased. The proof that it existed remains.")
            return Note(.info).html("<p>\(words)</p>")
        }
        let (view, route) = (sight, context.route)
        let reading = DocumentReading(
            text, language,
            inner: { address in
                guard let reference = OwnReference(address) else { return nil }
                // What is not published is named by the text, and leads nowhere from here.
                guard let number = reference.number else { return reference.onPage }
                guard reference.version == nil, view.document(number) != nil else { return nil }
                return Link(
                    route.to(.document(number)), fragment: reference.paragraph.map(DocumentReading.anchor))
            })
        let label = context.say(
            da: "Teksten, version \(version.number)", en: "The text, version \(version.number)")
        return Reader(label: label, sections: reading.sections, written: version.language).article(language)
    }

    // MARK: Versions

    /// Number; unit; update; date: the columns of the policy's §12.
    private var versions: HTML {
        let heading = context.say(da: "Versioner", en: "Versions")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Version", en: "Version"), .key),
                .init(context.say(da: "Enhed", en: "Unit")),
                .init(context.say(da: "Opdatering", en: "Update")),
                .init(context.say(da: "Dato", en: "Date"), .due),
            ], groups: [.init(nil, document.rows.map(row))])
        return """
            <section class="proof" aria-labelledby="versioner"><h2 id="versioner">\(heading)</h2>\(table.html)</section>
            """
    }

    private func row(_ row: PublicRow) -> WorkTable.Row {
        let number = row.number.description
        let known = document.version(row.number)
        let place: PublicRoute? = known.map { known in
            context.to(
                known == document.valid ? .document(document.number) : .version(document.number, known.number))
        }
        let isHere = known?.id == version.id
        return .init([
            .init(place.flatMap { isHere ? nil : "<a\(href: $0)>\(number)</a>" as HTML } ?? "\(number)"),
            context.name(row.unit).map { .init(text: $0) }
                ?? .none(context.say(da: "vises ikke", en: "not shown")),
            .init(text: Self.update(row.update, context)),
            .init(language.shortTime(row.day)),
        ])
    }

    /// What was done, in words.
    static func update(_ update: PublicRow.Update, _ context: PublicContext) -> String {
        switch update {
        case .entered: context.say(da: "Trådt i kraft", en: "Entered into force")
        case .verified(let outcome):
            context.say(
                da: "Verificeret: \(outcome.label.da.lowercased())", en: "Verified: \(outcome.label.en.lowercased())")
        case .imported(let text): text ?? context.say(da: "Slettet", en: "Erased")
        }
    }

    // MARK: Facts

    private var facts: [SummaryList.Row] {
        var rows: [SummaryList.Row] = []
        if !isFormer, let until = document.verifiedUntil {
            rows.append(.init(context.say(da: "Verificeret til", en: "Verified until"), language.time(until)))
        }
        switch document.above {
        case .strategy:
            rows.append(
                .init(
                    context.say(da: "Overordnet dokument", en: "Document above"),
                    text: context.say(da: "Strategien", en: "The strategy")))
        case .document(let number, let title):
            let name = title ?? context.say(da: "Slettet", en: "Erased")
            rows.append(
                .init(
                    context.say(da: "Overordnet dokument", en: "Document above"),
                    "<a\(href: context.to(.document(number)))>\(name)</a>"))
        case nil: break
        }
        if let decider = context.name(version.decider) {
            rows.append(.init(context.say(da: "Godkendt af", en: "Approved by"), text: decider))
        }
        if let owner = context.name(document.owner) {
            rows.append(.init(context.say(da: "Ansvarlig enhed", en: "Responsible unit"), text: owner))
        }
        if let contact = document.contact {
            rows.append(.init(context.say(da: "Kontaktperson", en: "Contact person"), text: contact))
        }
        if context.prints, !isFormer, sight.text(of: version) != nil {
            let label = context.say(da: "Hent som PDF", en: "Get as PDF")
            rows.append(
                .init(
                    context.say(da: "Til print", en: "To print"),
                    "<a\(href: context.to(.pdf(document.number))) type=\"application/pdf\">\(label)</a>"))
        }
        let check = context.say(da: "Verificér dette dokument", en: "Verify this document")
        rows.append(
            .init(
                context.say(da: "Ægthed", en: "Authenticity"), "<a\(href: Link(fragment: "bevis"))>\(check)</a>"))
        return rows + PublicList.facts(context)
    }
}
