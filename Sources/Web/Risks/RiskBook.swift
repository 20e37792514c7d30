// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The risks that answer a choice, counted and listed as the reader may see them. Which they are is settled by the day shown;
/// what is counted of an earlier day is counted of the same risks then.
struct RiskBook {
    let choice: RiskChoice
    let context: Context
    let index: RiskIndex

    private var sight: Sight { context.sight }
    private var view: RiskIndex.View { .init(choice.stage, choice.perspective) }

    init(_ choice: RiskChoice, _ context: Context) {
        self.choice = choice
        self.context = context
        index = context.sight.riskIndex()
    }

    /// In the order in which they are kept: the highest level first, then by number. Only as many are looked at as are taken.
    private func chosen(closed: Bool = false, cell: RiskIndex.Cell? = nil) -> AnySequence<Risk> {
        var filter = Sight.RiskFilter(
            level: choice.level, unit: choice.unit, asset: choice.asset, cell: cell, view: view, closed: closed)
        switch choice.only {
        case .standing(let standing):
            filter.standing = standing
            return sight.risks(filter, in: index)
        case .above:
            let (sight, index) = (sight, index)
            return AnySequence(
                sight.risks(filter, in: index).lazy.filter { sight.riskStanding($0.id, in: index)?.isOver ?? false })
        case nil: return sight.risks(filter, in: index)
        }
    }

    // MARK: Counts

    /// What the picture counts on the day shown.
    func survey(by method: RiskMethod) -> RiskSurvey {
        guard !choice.isNarrowed else { return walked(on: [sight.day], by: method)[0] }
        var methods: [ID<Proposal>: RiskMethod] = [:]
        let counts = sight.riskCounts(view, in: index)
        var found = survey(counts.map { ($0.key, $0.value) }, by: method, &methods)
        let open = sight.riskStandings(in: index).reduce(0) { $0 + ($1.key == .closed ? 0 : $1.value) }
        if open > found.total { found.add(nil, isSameSize: false, count: open - found.total) }
        return found
    }

    private func survey(
        _ counts: [(cell: RiskIndex.Cell?, count: Int)], by method: RiskMethod,
        _ methods: inout [ID<Proposal>: RiskMethod]
    ) -> RiskSurvey {
        var found = RiskSurvey(method: method)
        for (cell, count) in counts where count > 0 {
            let own = cell.flatMap { methods[$0.method] ?? context.method(of: $0.method)?.method }
            guard let cell, let own else {
                found.add(nil, isSameSize: false, count: count)
                continue
            }
            methods[cell.method] = own
            found.add(
                .init(likelihood: cell.likelihood, consequence: cell.consequence, level: cell.level),
                isSameSize: own.steps == method.steps, count: count)
        }
        return found
    }

    /// The same of some days. The ends of quarters are read from the index that the fold keeps, other days by one walk for all.
    func surveys(on days: [Day], by method: RiskMethod) -> [RiskSurvey] {
        let kept = choice.isNarrowed ? days.map { _ in nil } : sight.riskCounts(view, on: days)
        let rest = days.indices.filter { kept[$0] == nil }
        let walked = rest.isEmpty ? [] : walked(on: rest.map { days[$0] }, by: method)
        var methods: [ID<Proposal>: RiskMethod] = [:]
        return days.indices.map { index in
            guard let counts = kept[index] else { return walked[rest.firstIndex(of: index) ?? 0] }
            return survey(counts.map { ($0.key, $0.value) }, by: method, &methods)
        }
    }

    /// An assessment is worked out once, however many days it held.
    private func walked(on days: [Day], by method: RiskMethod) -> [RiskSurvey] {
        var found = Array(repeating: RiskSurvey(method: method), count: days.count)
        var methods: [ID<Proposal>: RiskMethod] = [:]
        let dimensions = choice.perspective.dimensions
        for risk in chosen(closed: true) {
            var last: (position: Int, place: RiskSurvey.Place?, isSameSize: Bool)?
            for (index, day) in days.enumerated() where risk.setOn <= day && !risk.isClosed(on: day) {
                guard let made = risk.assessment(by: day) else {
                    found[index].add(nil, isSameSize: false)
                    continue
                }
                if last?.position != made.position {
                    let own = methods[made.method] ?? context.method(of: made.method)?.method
                    methods[made.method] = own
                    let place = own.flatMap { Self.place(made[choice.stage], by: $0, dimensions) }
                    last = (made.position, place, own?.steps == method.steps)
                }
                found[index].add(last?.place, isSameSize: last?.isSameSize ?? false)
            }
        }
        return found
    }

    private static func place(
        _ estimate: Risk.Estimate?, by method: RiskMethod, _ dimensions: [RiskMethod.Dimension]
    ) -> RiskSurvey.Place? {
        guard let estimate, let worst = estimate.worst(dimensions), let level = estimate.level(by: method, dimensions)
        else { return nil }
        return .init(likelihood: estimate.likelihood, consequence: worst, level: level)
    }

    // MARK: Lists

    /// One page of those asked for, and whether there are more.
    func page(_ number: Int, size: Int) -> (shown: [Risk], more: Bool) {
        let found = Array(chosen().dropFirst((number - 1) * size).prefix(size + 1))
        return (Array(found.prefix(size)), found.count > size)
    }

    /// All of them, for a file and for the order of their numbers.
    var all: AnySequence<Risk> { chosen() }

    /// Those of the cell that is chosen, at most so many; and how many there are.
    func inCell(most: Int, of method: RiskMethod) -> (shown: [Risk], count: Int) {
        guard let likelihood = choice.likelihood, let consequence = choice.consequence else { return ([], 0) }
        let cells = sight.riskCounts(view, in: index).keys.filter { cell in
            cell.likelihood == likelihood && cell.consequence == consequence
                && context.method(of: cell.method)?.method.steps == method.steps
        }
        let found = cells.flatMap { Array(chosen(cell: $0)) }.sorted { $0.number < $1.number }
        return (Array(found.prefix(most)), found.count)
    }
}

extension Context {
    /// One page of the register, by level or by number.
    func riskPage(
        _ choice: RiskChoice, isByNumber: Bool, size: Int, _ query: [(String, String?)]
    ) -> (shown: [Risk], pager: HTML) {
        let book = RiskBook(choice, self)
        if isByNumber {
            let page = paged(book.all.sorted { $0.number < $1.number }, size: size, of: .riskList, query)
            return (Array(page.shown), page.pager)
        }
        let page = book.page(pageNumber, size: size)
        return (page.shown, pager(page.shown.count, size: size, more: page.more, of: .riskList, query))
    }
}
