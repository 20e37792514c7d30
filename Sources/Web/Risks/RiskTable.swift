// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Risks as rows: what can happen and to what, how high, who owns it, and how it stands with the direktion.
struct RiskTable {
    let context: Context

    private var language: Language { context.language }
    private var sight: Sight { context.sight }

    func html(
        _ risks: [Risk], caption: String, empty: Empty, sort: (level: WorkTable.Sort, number: WorkTable.Sort)? = nil
    )
        -> HTML
    {
        WorkTable(
            caption: caption,
            columns: [
                .init(context.say(da: "Risiko", en: "Risk"), .title, sort: sort?.number),
                .init(context.say(da: "Niveau", en: "Level"), sort: sort?.level),
                .init(context.say(da: "Ejer", en: "Owner"), .who, room: .medium),
                .init(context.say(da: "Ses efter", en: "Looked at"), .due, room: .wide),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, risks.compactMap(row))], empty: empty
        ).html
    }

    private func row(_ known: Risk) -> WorkTable.Row? {
        guard let wording = known.wording(on: sight.day) else { return nil }
        let view = RiskView(known, wording, context)
        let none = context.say(da: "ingen", en: "none")
        let assets = view.assets.map(\.label)
        var standing: HTML = sight.riskStanding(known).tag(language).html
        if let acceptance = sight.acceptance(of: known) {
            standing +=
                "<small>\(context.say(da: "til og med", en: "until")) \(language.shortTime(acceptance.until))</small>"
        }
        return WorkTable.Row([
            .title(view.name, Route.risk(known.id).link, why: assets.isEmpty ? nil : "\(language.list(assets))"),
            view.stages.isEmpty ? .none(context.say(da: "ikke vurderet", en: "not assessed")) : .init(view.moves),
            view.owner.map { .init(text: $0) } ?? .none(none),
            view.next.map { .init(due: $0, today: sight.day, language, showsDistance: $0 < sight.day) } ?? .none(none),
            .init(standing),
        ])
    }

    /// The same in a narrow column: of one cell of the matrix.
    func rows(_ risks: [Risk]) -> HTML {
        Rows(
            rows: risks.compactMap { known in
                guard let wording = known.wording(on: sight.day) else { return nil }
                let view = RiskView(known, wording, context)
                let facts = [view.assets.isEmpty ? nil : language.list(view.assets.map(\.label)), view.owner].compactMap
                { $0 }
                return Rows.Row(
                    label: view.name, link: Route.risk(known.id).link,
                    end: sight.riskStanding(known).tag(language).html,
                    text: facts.isEmpty ? nil : "\(facts.joined(separator: ". "))")
            }
        ).html
    }
}
