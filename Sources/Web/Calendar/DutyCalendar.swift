// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Office

/// What somebody has to do as a calendar. It leaves the house and lies in programs that Værn knows nothing of, so
/// nothing in it is above the class Intern (policy §7.2).
struct DutyCalendar {
    /// As far ahead as a feed looks, in days: the yearly verification is in it as soon as the last one is done.
    private static let horizon = 400
    /// A calendar of more is no help.
    private static let most = 1_000
    /// So many days what is over still stands in the feed as cancelled: longer than any program waits before it asks again.
    private static let remembered = 60

    let sight: Sight
    let language: Language
    let baseURL: String

    init(_ sight: Sight, _ language: Language, baseURL: String) {
        self.sight = sight
        self.language = language
        self.baseURL = baseURL
    }

    /// The person's own due days, or those of a unit.
    /// - Throws: `Refusal.unknown` for a unit that is not there.
    func feed(of unit: ID<Unit>?) throws(Refusal) -> ICalendar {
        let name: String
        let responsibles: [Responsible]
        if let unit {
            _ = try sight.unit(unit)
            name = sight.name(unit, on: sight.day, language) ?? language(Sentence.erased)
            responsibles = [.unit(unit)]
        } else {
            name = sight.name(sight.person) ?? language(Sentence.erased)
            responsibles = sight.mine()
        }
        let standing = sight.duties(of: responsibles, most: Self.most, planned: true).filter {
            $0.accessClass(on: sight.day) == .everyone && $0.due <= sight.today + Self.horizon
        }
        let over = sight.ended(of: responsibles, within: Self.remembered, most: Self.most)
        return ICalendar(
            name: "Værn: \(name)", language: language.rawValue,
            events: standing.map { event($0, isOver: false) } + over.map { event($0, isOver: true) })
    }

    /// That it is over counts as one more change than the last fact about it, whatever ended it.
    private func event(_ duty: Duty, isOver: Bool) -> ICalendar.Event {
        let what = sight.sentence(duty, language)
        let summary = isOver ? "\(language(ending(duty))): \(what)" : what
        let parts =
            [language(duty.rule.clause), sight.name(duty.responsible, language)] + changes(duty, isOver: isOver)
        return ICalendar.Event(
            uid: "\(duty.subject.id).\(duty.rule.rawValue).\(duty.turn)@\(sight.house.id)",
            sequence: sight.revision(of: duty.subject) * 2 + (isOver ? 1 : 0), stamp: sight.recorded,
            day: duty.due, summary: summary, description: parts.map { $0 + "." }.joined(separator: " "),
            url: baseURL + page(of: duty).path, alarms: [7, 1], isCancelled: isOver)
    }

    private func ending(_ duty: Duty) -> Phrase {
        switch sight.ending(of: duty) {
        case .done: Phrase(da: "Udført", en: "Done")
        case .fellAway: Phrase(da: "Bortfaldet", en: "Fell away")
        }
    }

    /// What is new about it, in words: that it is over, or that its day was moved.
    private func changes(_ duty: Duty, isOver: Bool) -> [String] {
        if isOver, let done = duty.done {
            return [language(ending(duty)) + " " + language.shortDay(done)]
        }
        return sight.formerDue(of: duty).map { former in
            let day = language.shortDay(former)
            return [language(Phrase(da: "Fristen er flyttet fra \(day)", en: "The due day was moved from \(day)"))]
        } ?? []
    }

    private func page(of duty: Duty) -> Route {
        duty.rule == .function ? .persons : Route(duty.subject)
    }
}
