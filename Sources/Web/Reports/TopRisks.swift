// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The ten highest risks of the last day of a report, for direktion and bestyrelse (policy §8): named by those that all who read
/// reports may see, ranked by level and never by a sum.
struct TopRisks {
    let until: Day
    let sight: Sight
    let language: Language

    private func say(da: String, en: String) -> String { language(Phrase(da: da, en: en)) }
    private var heading: String { say(da: "De højeste risici", en: "The highest risks") }

    private var rows: [(risk: Risk, name: String, level: RiskMethod.Level, standing: Risk.Standing)] {
        sight.topRisks(on: until).compactMap { risk in
            guard let name = sight.label(.risk(risk.id), on: until, language),
                let level = risk.assessment(by: until).flatMap({ sight.level(of: $0) })
            else { return nil }
            return (risk, name, level, sight.riskStanding(risk, on: until))
        }
    }

    /// On a page, by what is known now.
    var html: HTML {
        let rows = rows
        guard !rows.isEmpty else { return HTML() }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(say(da: "Risiko", en: "Risk"), .title), .init(say(da: "Niveau", en: "Level")),
                .init(say(da: "Status", en: "Status"), .end),
            ],
            groups: [
                .init(
                    nil,
                    rows.map { row in
                        WorkTable.Row([
                            .title(row.name, Route.risk(row.risk.id).link),
                            .init(RiskBadge(row.level).html(language)), .init(row.standing.tag(language).html),
                        ])
                    })
            ])
        let day = language.day(until)
        return Panel(
            id: "risici", heading: heading,
            aside: "\(say(da: "Pr. \(day), med det, vi ved nu", en: "As of \(day), with what is known now"))",
            isWide: true
        ).html(table.html)
    }

    /// On paper.
    var paper: HTML {
        let rows = rows
        guard !rows.isEmpty else { return HTML() }
        return """
            <h3>\(heading)</h3><table><thead><tr><th scope="col">\(say(da: "Risiko", en: "Risk"))</th>\
            <th scope="col">\(say(da: "Niveau", en: "Level"))</th><th scope="col">\(say(da: "Status", en: "Status"))</th>\
            </tr></thead><tbody>\(each: rows, { row in
                "<tr><th scope=\"row\">\(row.name)</th><td>\(language(row.level.label))</td><td>\(language(row.standing.label))</td></tr>"
            })</tbody></table>
            """
    }
}
