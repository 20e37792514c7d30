// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// A framework as a spreadsheet: what its page shows, with the words of the attributes.
extension ListSheet {
    func clauses(_ name: Framework.Name, _ context: Context) throws -> Sheet {
        if let threats = try threats(name, context) { return threats }
        let all = context.sight.frameworks
        let name = context.sight.adoptedFramework(name)?.adoption.name ?? name
        guard let framework = all[name] else { throw Refusal.unknown }
        let language = context.language
        let isControls = framework.kind == .controls
        let columns: [(Phrase, Int)] =
            isControls
            ? [
                (Phrase(da: "Tema", en: "Theme"), 18), (Phrase(da: "Virkning", en: "Type"), 24),
                (Phrase(da: "Beskytter", en: "Protects"), 36), (Phrase(da: "Funktion", en: "Concept"), 24),
                (Phrase(da: "Arbejdsområde", en: "Capability"), 40), (Phrase(da: "Domæne", en: "Domain"), 36),
            ]
            : [
                (Phrase(da: "Krav", en: "Requirement"), 90),
                (Phrase(da: "Dokumenteret information", en: "Documented information"), 24),
                (Phrase(da: "Kilde", en: "Source"), 40),
            ]
        var sheet = empty(
            context,
            [(Phrase(da: "Nummer", en: "Number"), 12), (Phrase(da: "Titel", en: "Title"), 50)] + columns
                + [(Phrase(da: "Forbindelser", en: "Connections"), 14)], named: language(framework.label))
        for clause in framework.clauses where !clause.isHeading {
            func list(_ words: [Phrase]?) -> Sheet.Cell {
                .optional(words.map { $0.map { language($0) }.joined(separator: "; ") })
            }
            let attributes = clause.attributes
            let own: [Sheet.Cell] =
                isControls
                ? [
                    list(attributes.map { [$0.theme.label] }), list(attributes?.types.map(\.label)),
                    list(attributes?.properties.map(\.label)), list(attributes?.concepts.map(\.label)),
                    list(attributes?.capabilities.map(\.label)), list(attributes?.domains.map(\.label)),
                ]
                : [
                    .optional(clause.text.map { language($0) }),
                    .optional(clause.asksForDocuments ? context.say(da: "Kræves", en: "Demanded") : nil),
                    .optional(clause.source),
                ]
            let count = all.mappings(of: ClauseReference(name, clause.id)).count
            sheet.add([.text(clause.id.text), .text(language(clause.title))] + own + [.number(count)])
        }
        return sheet
    }
}
