// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// Courses as a spreadsheet: one row for each unit that the person may see of each course.
extension ListSheet {
    func courses(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Kursus", en: "Course"), 40),
                (Phrase(da: "Område", en: "Area"), 22), (Phrase(da: "Åbnet", en: "Opened"), 12),
                (Phrase(da: "Enhed", en: "Unit"), 30),
                (Phrase(da: "Skal gennemføre", en: "To complete it"), 16), (Phrase(da: "Gyldige", en: "Valid"), 10),
                (Phrase(da: "Mangler", en: "To complete"), 10), (Phrase(da: "Over frist", en: "Overdue"), 10),
                (Phrase(da: "Udskudt", en: "Deferred"), 10),
                (Phrase(da: "Forfaldt det seneste år", en: "Due in the last year"), 16),
                (Phrase(da: "Heraf til tiden", en: "Of these on time"), 16),
            ])
        for course in sight.courses {
            guard let (_, opening, document) = try? sight.course(course.id) else { continue }
            let rates = sight.learningRates(of: course.id, from: sight.day.adding(years: -1), through: sight.day - 1)
            let units = sight.learners(of: course.id).filter { sight.seesLearning(of: $0.key) }
                .map { (name: context.name($0.key), id: $0.key, sums: $0.value) }.sorted {
                    ($0.name, $0.id) < ($1.name, $1.id)
                }
            for unit in units {
                let (sums, rate) = (unit.sums, rates[unit.id] ?? .init())
                let isAdded = sheet.add([
                    .text(course.label), .text(context.title(document)), .text(language(opening.scope.label)),
                    course.opened.map { .day($0.day) } ?? .none,
                    .text(unit.name), .number(sums.concerned), .number(sums.valid), .number(sums.waiting),
                    .number(sums.late), .number(sums.deferred), .number(rate.due), .number(rate.onTime),
                ])
                if !isAdded { return sheet }
            }
        }
        return sheet
    }
}
