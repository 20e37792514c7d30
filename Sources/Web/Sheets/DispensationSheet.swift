// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

extension ListSheet {
    /// Every dispensation that the reader may see, with what was granted.
    func dispensations(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 12), (Phrase(da: "Kort sagt", en: "In short"), 50),
                (Phrase(da: "Dokument", en: "Document"), 50), (Phrase(da: "Søgt af", en: "Asked for by"), 30),
                (Phrase(da: "Gælder for", en: "Is for"), 40), (Phrase(da: "Risiko", en: "Risk"), 12),
                (Phrase(da: "Fra", en: "From"), 12), (Phrase(da: "Til", en: "To"), 12),
                (Phrase(da: "Status", en: "Status"), 24), (Phrase(da: "ESDH-sag", en: "ESDH case"), 20),
                (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for known in sight.dispensations {
            guard let sections = try? DispensationSections(known.id, context) else { continue }
            let (request, days) = (sections.request, sight.period(of: known))
            let goesOn = sheet.add([
                .text(request.label), .text(context.text(request.title)), .text(context.title(sections.document)),
                .text(context.name(request.unit)), .text(sections.scope), .text(language(request.level.label)),
                .day(days?.from ?? request.from), .day(days?.to ?? request.to),
                .text(language(sight.standing(of: known).label)),
                .optional(
                    sight.decisions(on: known.id).last.flatMap { sight.journal(of: .decision($0.id)) }
                        .map { context.text($0.caseNumber) }), .text(known.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }
}
