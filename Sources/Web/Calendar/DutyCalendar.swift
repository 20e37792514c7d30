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
        let house = sight.house
        let duties = sight.duties(of: responsibles, most: Self.most, planned: true).filter {
            $0.accessClass == .everyone && $0.due <= sight.today + Self.horizon
        }
        return ICalendar(
            name: "Værn: \(name)", language: language.rawValue,
            events: duties.map { duty in
                ICalendar.Event(
                    uid: "\(duty.subject.id).\(duty.rule.rawValue).\(duty.turn)@\(house.id)",
                    sequence: sight.revision(of: duty.subject), stamp: sight.recorded,
                    day: duty.due, summary: sight.sentence(duty, language),
                    description: "\(language(duty.rule.clause)). \(sight.name(duty.responsible, language)).",
                    url: baseURL + page(of: duty).path, alarms: [7, 1])
            })
    }

    private func page(of duty: Duty) -> Route {
        duty.rule == .function ? .persons : Route(duty.subject)
    }
}
