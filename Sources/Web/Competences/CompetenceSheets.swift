// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// Competences as a spreadsheet: one row for each role and unit of which each is demanded, without names.
extension ListSheet {
    func competences(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Kompetence", en: "Competence"), 40),
                (Phrase(da: "Holder (måneder)", en: "Holds for (months)"), 12),
                (Phrase(da: "Kursus", en: "Course"), 30), (Phrase(da: "Oprettet", en: "Set"), 12),
                (Phrase(da: "Rolle eller enhed", en: "Role or unit"), 36),
                (Phrase(da: "Skal have den", en: "To have it"), 14), (Phrase(da: "Har den", en: "Have it"), 10),
                (Phrase(da: "Udløber snart", en: "Run out soon"), 12), (Phrase(da: "Har tid", en: "Have time"), 10),
                (Phrase(da: "Mangler", en: "Lack it"), 10), (Phrase(da: "Udskudt", en: "Deferred"), 10),
            ])
        for known in sight.competences {
            guard let wording = known.wording(on: sight.day) else { continue }
            for one in sight.standings(of: known).parts {
                let whom =
                    switch one.part {
                    case .everybody: context.say(da: "Alle, der er tilknyttet", en: "Everybody who is engaged")
                    case .role(let role): context.say(role.label)
                    case .unit(let unit): context.name(unit)
                    }
                func number(_ path: KeyPath<Competence.Sums, Int>) -> Sheet.Cell {
                    one.shown.sums.map { .number($0[keyPath: path]) }
                        ?? .text(context.say(CompetencesPage.tooFew))
                }
                let isAdded = sheet.add([
                    .text(wording.label), .text(context.text(wording.title)),
                    wording.months.map { .number($0) } ?? .none,
                    .optional(wording.course.flatMap { sight.label(.course($0), language) }),
                    known.wordings.entries.first.map { .day($0.from) } ?? .none, .text(whom),
                    .number(one.shown.concerned), number(\.held), number(\.expiring), number(\.waiting),
                    number(\.late), number(\.deferred),
                ])
                if !isAdded { return sheet }
            }
        }
        return sheet
    }
}
