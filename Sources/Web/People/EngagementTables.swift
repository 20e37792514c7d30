// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Where a person is and was engaged, with the moves inside each engagement, and leave for those who may know of it.
extension PersonTables {
    var engagements: HTML {
        let rows = person.engagements.reversed().flatMap(rows)
        let heading = Phrase(da: "Ansættelser", en: "Engagements")
        return panel(
            "ansaettelser", heading,
            WorkTable(
                caption: context.say(heading),
                columns: [.init(context.say(da: "Enhed", en: "Unit"), .title), from, to, end],
                groups: [.init(nil, rows)],
                empty: Empty(context.say(da: "Ingen ansættelse er registreret.", en: "No engagement is recorded."))))
    }

    /// A line for each unit and title of an engagement, the newest first; the newest says how it stands.
    private func rows(_ engagement: Person.Engagement) -> [WorkTable.Row] {
        let places = Array(zip(engagement.units.entries, engagement.titles.entries))
        return places.indices.reversed().map { index in
            let (unit, title) = places[index]
            let isLast = index + 1 == places.count
            let last = isLast ? engagement.last : places[index + 1].0.from - 1
            let day = max(unit.from, min(sight.day, last ?? sight.day))
            let kind = index == 0 ? context.say(engagement.kind.label) : context.say(da: "Flyttet", en: "Moved")
            let why: HTML =
                index == 0
                ? "\(context.text(title.value)), \(kind.lowercased())<br>\(firstDay(engagement))"
                : "\(context.text(title.value)), \(kind.lowercased())"
            let end: WorkTable.Cell =
                isLast
                ? state(unit.from, last, .endEngagement, "engagement", engagement.id.description)
                : .init(Tag(context.say(da: "Flyttet", en: "Moved")).html)
            return WorkTable.Row(
                [.title(context.name(unit.value, on: day), Route.unit(unit.value).link, why: why)]
                    + context.period(unit.from, last) + [end])
        }
    }

    /// The first working day, and how it is known: as it came to be, as it was expected, worked out, or only first seen.
    private func firstDay(_ engagement: Person.Engagement) -> HTML {
        if engagement.neverBegan {
            return "\(context.say(da: "Blev standset, før den begyndte", en: "Was stopped before it began"))"
        }
        let label = context.say(da: "Første arbejdsdag", en: "First working day")
        if let actual = engagement.actualFirstWorkingDay {
            let expected: HTML =
                engagement.firstWorkingDay.map {
                    "; \(context.say(da: "forventet", en: "expected")) \(language.shortTime($0))"
                } ?? HTML()
            return "\(label): \(language.shortTime(actual)) (\(context.say(da: "faktisk", en: "actual"))\(expected))"
        }
        if let expected = engagement.firstWorkingDay {
            return
                "\(label): \(language.shortTime(expected)) (\(context.say(da: "forventet", en: "expected")))"
        }
        if engagement.isFirstSeen {
            return """
                \(context.say(da: "Først set", en: "First seen")) \(language.shortTime(engagement.from)): \
                \(context.say(da: "startdagen er ukendt", en: "the first day is not known"))
                """
        }
        return "\(label): \(language.shortTime(engagement.works)) (\(context.say(da: "beregnet", en: "worked out")))"
    }

    /// Leave; nothing where there was none, and for those who may not know of it.
    var leaves: HTML {
        let known = sight.leaves(of: person)
        guard !known.isEmpty else { return HTML() }
        let rows = known.reversed().map { leave in
            WorkTable.Row(
                [.title(context.say(da: "Orlov", en: "Leave"), nil)]
                    + context.period(leave.from, person.lastDay(of: leave))
                    + [
                        state(
                            leave.from, person.lastDay(of: leave), .endLeave, "leave", leave.id.description, may: mayEnd
                        )
                    ])
        }
        let heading = Phrase(da: "Orlov", en: "Leave")
        return panel(
            "orlov", heading,
            WorkTable(
                caption: context.say(heading),
                columns: [.init(context.say(da: "Fravær", en: "Absence"), .title), from, to, end],
                groups: [.init(nil, rows)]))
    }

    private var mayEnd: Bool { sight.may(.endLeave, about: .person(person.id)) }
}
