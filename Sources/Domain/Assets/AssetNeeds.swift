// SPDX-License-Identifier: MPL-2.0

/// Whether what an asset needs is met (policy §1). Nothing of it is kept: it follows from the measures that serve the need and
/// from what was found when they were tested.
public enum NeedStanding: String, Choosable {
    case none, met, untested, wanting, missing
    /// Nobody has said how much it needs.
    case unstated

    public var label: Phrase {
        switch self {
        case .none: Phrase(da: "Intet behov", en: "No need")
        case .met: Phrase(da: "Opfyldt", en: "Met")
        case .untested: Phrase(da: "Ikke efterprøvet", en: "Not tested")
        case .wanting: Phrase(da: "Virker ikke nok", en: "Does not work well enough")
        case .missing: Phrase(da: "Uden foranstaltning", en: "Without a measure")
        case .unstated: Phrase(da: "Ikke vurderet", en: "Not assessed")
        }
    }
}

extension Register {
    /// What it needs of its own and what it inherits are met alike. The best that is in place counts: a need is met where one
    /// measure works and its test still holds. A need that nobody has stated is unstated where nothing is inherited either.
    public func standing(of need: Measure.Need, on day: Day) -> NeedStanding {
        guard needs(of: need.asset, on: day)[need.property] != .none else {
            return assets[need.asset]?.wording(on: day)?[need.property] == nil ? .unstated : .none
        }
        var found = NeedStanding.missing
        for measure in measures(for: need, on: day) {
            switch measure.standing(on: day) {
            case .works: return .met
            case .untested, .stale: found = .untested
            case .partly, .fails: if found == .missing { found = .wanting }
            case .planned, .late, .ended: continue
            }
        }
        return found
    }

    /// A need has a measure in place, who has access is gone through in its rhythm, and a target that was missed is met again.
    func duties(of asset: Asset) -> [Duty] {
        guard let newest = asset.wording else { return [] }
        let subject = Subject.asset(asset.id)
        var found: [Duty] = []
        func add(_ rule: Rule, turn: Int, opens: Day, due: Day, done: Day?, holdsUntil: Day? = nil) {
            if let retired = asset.retiredOn, opens >= retired { return }
            let done = earlier(done, asset.retiredOn)
            let unit = asset.wording(on: done ?? due)?.unit ?? newest.unit
            found.append(
                Duty(
                    rule: rule, subject: subject, turn: turn,
                    responsible: .unit(answering(for: unit, on: done ?? due)), access: .everyone,
                    opens: min(opens, due), due: due, done: done, holdsUntil: holdsUntil))
        }
        let measures = measures(around: subject)
        for (index, property) in ControlAttributes.Property.allCases.enumerated() {
            let need = Measure.Need(asset: asset.id, property: property)
            let wanted = asset.wordings.stretches { ($0[property]?.level ?? .none) != .none }
            let covers = measures.flatMap { $0.inPlace { $0.needs.contains(need) } }
            for gap in Stretch.uncovered(wanted, by: covers) {
                add(
                    .need, turn: Asset.turn(gap.from, index), opens: gap.from, due: gap.from + 30, done: gap.ended)
            }
        }
        for asked in asset.accessReviews {
            add(
                .access, turn: asked.turn, opens: max(asked.from, asked.due - 30), due: asked.due, done: asked.done,
                holdsUntil: asked.turn == 0 ? nil : asked.due)
        }
        for made in asset.measurements where !asset.isMet(made) {
            // What a later period met puts it right; a correction of the same period is an annulment.
            let met = asset.measurements.first {
                $0.position > made.position && $0.until > made.until && asset.makesUp($0, for: made)
            }
            // Or nothing is aimed at any more.
            let dropped = asset.wordings.entries.first { $0.from > made.until && $0.value.target.isEmpty }?.from
            add(
                .availability, turn: made.position, opens: made.day, due: made.day + 30,
                done: earlier(met?.day, dropped.map { max($0, made.day) }))
        }
        return found
    }
}

extension Asset {
    /// One review of access that is to be made: first in the rhythm it was given, then by the day that the review before it
    /// named. Where nobody is let in to it any more, none is asked for.
    fileprivate struct AskedReview {
        let turn: Int
        let from: Day
        let due: Day
        let done: Day?
    }

    fileprivate var accessReviews: [AskedReview] {
        let entries = wordings.entries
        guard let first = entries.firstIndex(where: { $0.value.months != nil }),
            let months = entries[first].value.months,
            let last = entries.lastIndex(where: { $0.value.months != nil })
        else { return [] }
        let ended = last + 1 < entries.count ? entries[last + 1].from : nil
        let start = first == 0 ? setOn : entries[first].from
        return ([start] + reviews.map(\.day)).enumerated().compactMap { index, day in
            let due = index == 0 ? day.adding(months: months) : reviews[index - 1].next
            let done = index < reviews.count ? reviews[index].day : nil
            if let ended, done == nil, max(day, due - 30) >= ended { return nil }
            return AskedReview(
                turn: index == 0 ? 0 : reviews[index - 1].position, from: day, due: due, done: earlier(done, ended))
        }
    }

    /// Tells the gaps of the three needs apart, and those of one by their first day.
    static func turn(_ day: Day, _ property: Int) -> Int { Int(day.number) * 4 + property }
}

extension Duty {
    /// Of a need without a measure: of what.
    public var property: ControlAttributes.Property? {
        let index = ((turn % 4) + 4) % 4
        guard rule == .need, index < ControlAttributes.Property.allCases.count else { return nil }
        return ControlAttributes.Property.allCases[index]
    }
}
