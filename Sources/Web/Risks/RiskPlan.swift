// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// For the manager: where the risks lie, by unit and by solution, and who has promised what. Counts by level, never a sum or an
/// average of scores: one critical and nine low are not five moderate.
struct RiskPlan {
    let index: RiskIndex
    let context: Context
    /// So many lines of a table; the rest is named in one.
    static let most = 30

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private let levels = Array(RiskMethod.Level.allCases.reversed())

    var html: HTML {
        let heat = sight.riskHeat(in: index)
        return units(heat.units) + assets(heat.assets) + load
    }

    // MARK: Heat

    private func units(_ heat: [ID<Unit>: [RiskMethod.Level: Int]]) -> HTML {
        let heading = context.say(da: "Risici efter enhed", en: "Risks by unit")
        let rows = heat.map { (label: context.name($0.key), query: ("enhed", $0.key.description), counts: $0.value) }
        return table("enheder", heading, context.say(da: "Enhed", en: "Unit"), rows)
    }

    private func assets(_ heat: [ID<Domain.Asset>: [RiskMethod.Level: Int]]) -> HTML {
        let heading = context.say(da: "Risici efter aktiv", en: "Risks by asset")
        let rows = heat.compactMap {
            id, counts -> (label: String, query: (String, String), counts: [RiskMethod.Level: Int])? in
            guard (try? sight.asset(id)) != nil, let label = sight.label(.asset(id), language) else { return nil }
            return (label, ("aktiv", id.description), counts)
        }
        return table("aktiver", heading, context.say(da: "Aktiv", en: "Asset"), rows)
    }

    /// Those with the most of the highest level first.
    private func table(
        _ id: String, _ heading: String, _ name: String,
        _ rows: [(label: String, query: (String, String), counts: [RiskMethod.Level: Int])]
    ) -> HTML {
        let ordered = rows.sorted { left, right in
            for level in levels where left.counts[level] ?? 0 != right.counts[level] ?? 0 {
                return (left.counts[level] ?? 0) > (right.counts[level] ?? 0)
            }
            return DanishKey(left.label) < DanishKey(right.label)
        }
        let shown = ordered.prefix(Self.most)
        let columns =
            [WorkTable.Column(name, .title)]
            + levels.map { .init(language($0.label), .number, isNamedWhenFolded: true) }
        let table = WorkTable(
            caption: heading, columns: columns, groups: [.init(nil, shown.map { row($0.label, $0.query, $0.counts) })],
            empty: Empty(context.say(da: "Ingen risici er vurderet.", en: "No risks are assessed.")))
        let rest: HTML =
            ordered.count > shown.count
            ? "<p class=\"pad muted\">\(context.say(da: "De \(Self.most) med de højeste risici er vist.", en: "The \(Self.most) with the highest risks are shown."))</p>"
            : HTML()
        return Panel(id: id, heading: heading, isWide: true).html(table.html + rest)
    }

    private func row(
        _ label: String, _ query: (String, String), _ counts: [RiskMethod.Level: Int]
    ) -> WorkTable.Row {
        WorkTable.Row(
            [.title(label, Link(Route.riskList, query: [query]))]
                + levels.map { level in
                    let count = counts[level] ?? 0
                    guard count > 0 else { return .none(context.say(da: "ingen", en: "none")) }
                    let link = Link(Route.riskList, query: [query, ("niveau", level.rawValue)])
                    return .init(
                        """
                        <a class="score \(level.name)"\(href: link)>\(language.number(count))\
                        <span class="vh"> \(language(level.label).lowercased()), \(label)</span></a>
                        """)
                })
    }

    // MARK: What is promised

    /// Open tasks about risks by who answers for them.
    private var load: HTML {
        let heading = context.say(da: "Aftalte opgaver om risici", en: "Tasks agreed about risks")
        var found: [Responsible: (open: Int, late: Int, next: Day)] = [:]
        for duty in RiskTasks(context: context).treatments {
            var one = found[duty.responsible] ?? (0, 0, duty.due)
            one.open += 1
            if duty.due < sight.day { one.late += 1 }
            one.next = min(one.next, duty.due)
            found[duty.responsible] = one
        }
        let rows = found.map { (label: sight.name($0.key, language), key: $0.key, load: $0.value) }
            .sorted { left, right in
                left.load.open != right.load.open
                    ? left.load.open > right.load.open : DanishKey(left.label) < DanishKey(right.label)
            }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .title),
                .init(context.say(da: "Åbne", en: "Open"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Over frist", en: "Overdue"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Næste frist", en: "Next due"), .due, isNamedWhenFolded: true),
            ],
            groups: [
                .init(
                    nil,
                    rows.prefix(Self.most).map { row in
                        WorkTable.Row([
                            .init(DutyTable(context).responsible(row.key)), .init(row.load.open, language),
                            row.load.late > 0
                                ? .init(row.load.late, language) : .none(context.say(da: "ingen", en: "none")),
                            .init(due: row.load.next, today: sight.day, language),
                        ])
                    })
            ],
            empty: Empty(
                context.say(da: "Der er ikke aftalt nogen opgaver om risici.", en: "No tasks about risks are agreed.")))
        return Panel(id: "opgaver", heading: heading, isWide: true).html(table.html)
    }
}
