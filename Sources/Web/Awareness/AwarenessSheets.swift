// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// Initiatives as a spreadsheet: one row for each; an exercise has its counts, never more than the page shows.
extension ListSheet {
    func initiatives(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 14), (Phrase(da: "Indsats", en: "Initiative"), 50),
                (Phrase(da: "Slags", en: "Kind"), 18), (Phrase(da: "For", en: "For"), 40),
                (Phrase(da: "Ansvarlig", en: "Responsible"), 30), (Phrase(da: "Fra", en: "From"), 12),
                (Phrase(da: "Til", en: "Until"), 12), (Phrase(da: "Status", en: "Status"), 14),
                (Phrase(da: "Ventet virkning", en: "Expected effect"), 50), (Phrase(da: "Måltal", en: "Target"), 10),
                (Phrase(da: "Før", en: "Before"), 10), (Phrase(da: "Efter", en: "After"), 10),
                (Phrase(da: "Forskel", en: "Difference"), 10), (Phrase(da: "Fik mailen", en: "Got the mail"), 12),
                (Phrase(da: "Klikkede", en: "Clicked"), 10), (Phrase(da: "Anmeldte", en: "Reported"), 10),
                (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for known in sight.initiatives {
            guard let plan = known.plan(on: sight.day) else { continue }
            let exercise = known.exercises.last { $0.day <= sight.day }?.what.counts
            func number(_ value: Int?) -> Sheet.Cell { value.map { .number($0) } ?? .none }
            let goesOn = sheet.add([
                .text(plan.label), .text(context.text(plan.title)), .text(language(plan.kind.label)),
                .text(sight.words(plan.audience, language)), .text(context.name(plan.responsible)), .day(plan.from),
                .day(plan.until), .text(language(known.standing(on: sight.day).label)),
                .text(context.text(plan.metric)), number(plan.target?.value),
                number(known.measurement(.before, by: sight.day)?.what.value),
                number(known.measurement(.after, by: sight.day)?.what.value), number(known.effect(on: sight.day)),
                number(exercise?.sent), number(exercise?.clicked), number(exercise?.reported),
                .text(known.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }
}
