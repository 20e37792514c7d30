// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Office

/// Which duties a list shows, as the address says: whose, and by which rules.
struct DutyRows {
    enum Scope: String, CaseIterable, Sendable {
        case mine
        case unit = "enhed"
        case all = "alle"

        var label: Phrase {
            switch self {
            case .mine: Phrase(da: "Mine", en: "Mine")
            case .unit: Phrase(da: "Min enheds", en: "My unit's")
            case .all: Phrase(da: "Alles", en: "Everybody's")
            }
        }
    }

    let scope: Scope
    let filter: TaskFilter?
    private let sight: Sight

    init(_ context: Context) {
        sight = context.sight
        scope = context.argument("vis").flatMap { Scope(rawValue: $0) } ?? .mine
        filter = context.argument("regel").flatMap { TaskFilter(rawValue: $0) }
    }

    /// Standing duties of the scope in the order of their due days, at most so many; of all rules.
    func found(most: Int) -> [Duty] {
        switch scope {
        case .mine: sight.myDuties(most: most, planned: true)
        case .unit: sight.duties(of: units, most: most, planned: true)
        case .all: sight.duties(most: most, planned: true)
        }
    }

    /// Those of the rules that are asked for.
    func narrowed(_ duties: [Duty]) -> [Duty] {
        filter.map { filter in duties.filter { filter.takes($0.rule) } } ?? duties
    }

    /// The person's own unit and those that the person heads.
    private var units: [Responsible] { sight.mine().filter { if case .unit = $0 { true } else { false } } }

    /// What the page of tasks lists, all of it.
    static func listed(_ context: Context) -> [Duty] {
        let rows = DutyRows(context)
        return rows.narrowed(rows.found(most: Sheet.mostRows + 1))
    }
}
