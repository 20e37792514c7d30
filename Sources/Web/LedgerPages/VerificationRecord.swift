// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office

/// What the entry of a verification is a record of (policy §7.3, record format 2): which text, who verified it and for
/// which unit, with what outcome, and when it is due again. The answers stand among the texts of the entry.
struct VerificationRecord {
    let entry: Entry
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ entry: Entry, _ context: Context) {
        self.entry = entry
        self.context = context
    }

    /// The rows for the table of facts; none if the entry is of another kind.
    var rows: [SummaryList.Row] {
        guard case .document(let id, .verified(let version, let number, let outcome, _)) = entry.fact,
            let document = try? sight.document(id)
        else { return [] }
        let update = VersionRows(context)
        let row = document.rows.first { $0.position == entry.position }
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Resultat", en: "Outcome"), text: language(outcome.label)),
            .init(
                context.say(da: "Nyt versionsnummer", en: "New version number"), text: number.description),
        ]
        if let row {
            rows.append(
                .init(context.say(da: "Enhed, navn og titel", en: "Unit, name and title"), text: update.author(row)))
        }
        if let text = document.versions.first(where: { $0.id == version }), sight.sees(text, of: document) {
            rows += of(text, document)
        }
        rows.append(
            .init(
                context.say(da: "Verificeres igen senest", en: "To be verified again by"),
                language.time(entry.effective.adding(years: 1))))
        return rows
    }

    private func of(_ version: Document.Version, _ document: Document) -> [SummaryList.Row] {
        let number = context.say(
            da: "Version \(version.draft.number)", en: "Version \(version.draft.number)")
        let hash: HTML =
            sight.texts.bytes(version.draft.text).map {
                Hash(id: "teksthash", full: Digest.sha256($0).hex, isWhole: true).html(language)
            } ?? Tag(context.say(Sentence.erased)).html
        return [
            .init(
                context.say(da: "Den tekst, der er verificeret", en: "The text that is verified"),
                "<a\(href: Route.version(document.id, version.id))>\(number)</a>"),
            .init(context.say(da: "Tekstens SHA-256", en: "SHA-256 of the text"), hash),
        ]
    }
}
