// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Office

/// Measures as a spreadsheet.
extension ListSheet {
    func measures(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Foranstaltning", en: "Measure"), 40),
                (Phrase(da: "Hvad bliver gjort", en: "What is done"), 60),
                (Phrase(da: "Ansvarlig", en: "Responsible"), 30), (Phrase(da: "Til for", en: "For"), 40),
                (Phrase(da: "Indført senest", en: "To be in place by"), 14),
                (Phrase(da: "Indført", en: "In place since"), 12), (Phrase(da: "Efterprøvet", en: "Tested"), 12),
                (Phrase(da: "Resultat", en: "Result"), 16), (Phrase(da: "Næste senest", en: "Next by"), 12),
                (Phrase(da: "Status", en: "Status"), 24),
            ])
        for known in MeasureChoice(context).fitting {
            guard let wording = known.wording(on: sight.day) else { continue }
            let test = known.tests.last { $0.day <= sight.day }
            let goesOn = sheet.add([
                .text(wording.label), .text(context.text(wording.title)), .text(context.text(wording.what)),
                .text(context.name(wording.unit)), .text(context.served(by: wording).joined(separator: ", ")),
                .day(wording.by), known.implementedOn.map { $0 <= sight.day ? .day($0) : .none } ?? .none,
                test.map { .day($0.day) } ?? .none, .optional(test.map { language($0.outcome.label) }),
                known.test(by: sight.day).map { .day($0.next) } ?? .none,
                .text(language(known.standing(on: sight.day).label)),
            ])
            if !goesOn { return sheet }
        }
        return sheet
    }
}
