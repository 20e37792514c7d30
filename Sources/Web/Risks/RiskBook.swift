// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The risks that answer a choice, counted and listed as the reader may see them.
struct RiskBook {
    let choice: RiskChoice
    let context: Context
    /// What holds on the day shown; nil: no method does, and there is nothing to hold a risk against.
    let adopted: AdoptedMethod?

    private var sight: Sight { context.sight }
    private var dimensions: [RiskMethod.Dimension] { choice.perspective.dimensions }

    init(_ choice: RiskChoice, _ context: Context) {
        self.choice = choice
        self.context = context
        adopted = context.sight.riskMethod
    }

    /// Where a risk lies on a day at the stage asked for, under the method of its assessment then.
    func place(_ risk: Risk, on day: Day) -> (place: RiskSurvey.Place, isSameSize: Bool)? {
        guard let made = risk.assessment(by: day), let estimate = made[choice.stage],
            let own = context.method(of: made.method)?.method,
            let reason = RiskReason(estimate, by: own, dimensions)
        else { return nil }
        return (
            .init(
                likelihood: reason.likelihood, consequence: reason.worst, level: reason.level,
                number: own.number(likelihood: reason.likelihood, consequence: reason.worst)),
            own.steps == adopted?.method.steps
        )
    }

    /// Whether a risk is there on a day, and is one of those asked for.
    private func fits(_ risk: Risk, on day: Day) -> Bool {
        guard risk.setOn <= day else { return false }
        if let unit = choice.unit, risk.wording(on: day)?.unit != unit { return false }
        if let asset = choice.asset, risk.wording(on: day)?.assets.contains(asset) != true { return false }
        if let only = choice.only {
            guard only.fits(sight.standing(of: risk, on: day)) else { return false }
        } else if risk.isClosed(on: day) {
            return false
        }
        if let level = choice.level { return place(risk, on: day)?.place.level == level }
        return true
    }

    /// Those asked for, in no order.
    private func candidates() -> [Risk] {
        if let asset = choice.asset { return sight.risks(naming: .asset(asset)) }
        if let unit = choice.unit { return sight.risks(of: unit) }
        return Array(sight.risks())
    }

    /// Those asked for on some days, each counted for itself: one walk for all of them.
    func surveys(on days: [Day], by method: RiskMethod) -> [RiskSurvey] {
        var found = Array(repeating: RiskSurvey(method: method), count: days.count)
        for risk in candidates() {
            for (index, day) in days.enumerated() where fits(risk, on: day) {
                let placed = place(risk, on: day)
                found[index].add(placed?.place, isSameSize: placed?.isSameSize ?? false)
            }
        }
        return found
    }

    /// The risks that are listed, the highest level and number first. With a cell chosen only its own.
    func listed(inCell: Bool = false) -> [Risk] {
        let day = sight.day
        let found = candidates().compactMap { risk -> (risk: Risk, rank: Int, number: Int)? in
            guard fits(risk, on: day) else { return nil }
            let placed = place(risk, on: day)
            if inCell {
                guard let placed, placed.isSameSize, placed.place.likelihood == choice.likelihood,
                    placed.place.consequence == choice.consequence
                else { return nil }
            }
            return (risk, placed?.place.level.rank ?? -1, placed?.place.number ?? 0)
        }
        return found.sorted { ($1.rank, $1.number, $0.risk.number) < ($0.rank, $0.number, $1.risk.number) }.map(\.risk)
    }
}

extension Context {
    /// One page of the register: of all risks in the order in which they are kept, of some of them by walking through them.
    func riskPage(
        _ choice: RiskChoice, isByNumber: Bool, size: Int, _ query: [(String, String?)]
    ) -> (shown: [Risk], pager: HTML) {
        guard choice.isNarrowed || isByNumber || sight.isPast else {
            let found = sight.risks(from: (pageNumber - 1) * size, size: size)
            return (found.page, pager(found.page.count, size: size, more: found.more, of: .riskList, query))
        }
        var all = RiskBook(choice, self).listed()
        if isByNumber { all.sort { $0.number < $1.number } }
        let page = paged(all, size: size, of: .riskList, query)
        return (Array(page.shown), page.pager)
    }
}
