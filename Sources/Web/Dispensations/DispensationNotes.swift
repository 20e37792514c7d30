// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What hangs on the paragraphs of a document in force: who may deviate from them and until when, and which of them say
/// what a law demands (policy §7.4).
enum DispensationNotes {
    /// - Parameter text: the text of the version, asked for if there is something to say.
    /// - Returns: by the position of the block.
    static func notes(
        _ document: Document, _ version: Document.Version, _ text: () -> DocumentText?, _ context: Context
    ) -> [Int: HTML] {
        let sight = context.sight
        guard document.versionInForce(on: sight.day)?.id == version.id else { return [:] }
        let live = sight.liveDispensations(from: document.id)
        let laws = document.statutes.compactMap { statute in
            document.statute(of: statute.paragraph, on: sight.day).map { (statute.paragraph, $0) }
        }
        guard !live.isEmpty || !laws.isEmpty, let text = text() else { return [:] }
        let law = Dictionary(laws, uniquingKeysWith: { first, _ in first })
        var found: [Int: HTML] = [:]
        for (index, block) in text.blocks.enumerated() {
            var note = HTML()
            for known in live[block.id] ?? [] { note += self.note(known, context) }
            if let law = law[block.id] {
                note += Note(.info).html(
                    """
                    <p>\(context.say(da: "Følger af lov", en: "Follows from law")): \(context.text(law))</p>
                    """)
            }
            if !note.isEmpty { found[index] = note }
        }
        return found
    }

    private static func note(_ known: Dispensation, _ context: Context) -> HTML {
        let language = context.language
        let title = context.sight.label(.dispensation(known.id), language) ?? context.say(Sentence.erased)
        let until = context.sight.period(of: known)?.to ?? known.request?.to ?? .distantPast
        let scope = (try? DispensationSections(known.id, context))?.scope ?? ""
        return Note(.warn).html(
            context.say(
                da: "Dispensation til og med \(language.day(until))", en: "Dispensation until \(language.day(until))"),
            "<a\(href: Route.dispensation(known.id))>\(title)</a>. \(context.say(da: "Gælder for", en: "Is for")) \(scope)."
        )
    }

    /// The dispensations from a document, those that hold first.
    static func table(_ document: Document, _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let all = sight.dispensations(about: document.id)
        guard !all.isEmpty else { return HTML() }
        let known = all.map { ($0, sight.standing(of: $0)) }
        let (live, rest) = (known.filter { $0.1 == .live }, known.filter { $0.1 != .live }.reversed())
        let rows = (live + rest).compactMap { known, standing -> WorkTable.Row? in
            guard let request = known.request(on: sight.day) else { return nil }
            let title = sight.label(.dispensation(known.id), language) ?? request.label
            let to = sight.period(of: known)?.to ?? request.to
            return .init([
                .title(title, Route.dispensation(known.id).link), .init(text: context.name(request.unit)),
                .init(language.shortTime(to)), .init(standing.tag(language).html),
            ])
        }
        let heading = context.say(DispensationsPage.title)
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Dispensation", en: "Dispensation"), .title),
                .init(context.say(da: "Søgt af", en: "Asked for by"), .who),
                .init(context.say(da: "Til og med", en: "Until"), .due),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)])
        return Panel(id: "dispensationer", heading: heading, isWide: true).html(table.html)
    }
}
