// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

extension Report {
    /// The figures as a report shows them, in five parts.
    enum Part: CaseIterable {
        case compliance, deviations, risks, governance, duties

        var heading: Phrase {
            switch self {
            case .compliance: Phrase(da: "Efterlevelse", en: "Compliance")
            case .deviations: Phrase(da: "Afvigelser og kontrol", en: "Nonconformities and control")
            case .risks: Phrase(da: "Risici", en: "Risks")
            case .governance: Phrase(da: "Styring og beslutninger", en: "Governance and decisions")
            case .duties: Phrase(da: "Mål og pligter", en: "Objectives and duties")
            }
        }

        var figures: [Figure] {
            switch self {
            case .compliance:
                [
                    .requirements, .complied, .unproven, .partly, .failed, .unassessed, .evidence, .evidenceEnding,
                    .applicable, .implemented, .undecided,
                ]
            case .deviations:
                [
                    .nonconformities, .nonconformitiesLate, .nonconformitiesRaised, .nonconformitiesClosed, .controls,
                    .controlsWanting,
                ]
            case .risks:
                [.risks, .risksAbove, .risksUndecided, .risksHigher, .risksLower, .risksRaised, .risksClosed]
            case .governance:
                [.documents, .documentsLate, .dispensations, .dispensationsEnding, .decisions, .matters]
            case .duties: [.objectives, .objectivesMet, .dutiesLate, .dutiesDone]
            }
        }
    }
}

extension Report.Figure {
    /// The list that the number counts, as of the last day of its report with all that is known now: of that the number was
    /// made, though what was recorded since may have changed the list.
    func link(on day: Day) -> Link {
        let (route, query) = list
        return Link(route, query: query + [("pr", day.description), ("viden", AsOf.Reading.now.rawValue)])
    }

    private var list: (Route, [(String, String?)]) {
        func standing(_ compliance: Compliance) -> (Route, [(String, String?)]) {
            (.requirements, [("status", compliance.rawValue)])
        }
        switch self {
        case .requirements: return (.requirements, [])
        case .complied: return standing(.complied)
        case .unproven: return standing(.unproven)
        case .partly: return standing(.partly)
        case .failed: return standing(.failed)
        case .unassessed: return standing(.never)
        case .evidence, .evidenceEnding: return (.evidenceList, [])
        case .documents, .documentsLate: return (.documents, [])
        case .nonconformities, .nonconformitiesLate, .nonconformitiesRaised, .nonconformitiesClosed:
            return (.nonconformities, [])
        case .dispensations, .dispensationsEnding: return (.dispensations, [])
        case .decisions: return (.decisions, [])
        case .matters: return (.proposals, [])
        case .controls, .controlsWanting: return (.controls, [])
        case .applicable, .implemented, .undecided: return (.scopes, [])
        case .objectives, .objectivesMet: return (.objectives, [])
        case .dutiesLate, .dutiesDone: return (.wheel, [])
        case .risksAbove, .risksUndecided: return (.riskList, [("status", RiskChoice.Only.above.text)])
        case .risks, .risksRaised, .risksClosed, .risksHigher, .risksLower: return (.riskList, [])
        }
    }

    /// What has changed since the last report, in words; nil where nothing is known of it.
    func change(_ now: Int, _ before: Int?, _ language: Language) -> String? {
        guard let before else { return nil }
        if now == before { return language(Phrase(da: "uændret", en: "unchanged")) }
        let by = language.number(abs(now - before))
        return now > before
            ? language(Phrase(da: "\(by) flere", en: "\(by) more"))
            : language(Phrase(da: "\(by) færre", en: "\(by) fewer"))
    }

    /// Whether it went the wrong way.
    func isWorse(_ now: Int, _ before: Int?) -> Bool {
        guard let before, let isBetterHigh, now != before else { return false }
        return (now < before) == isBetterHigh
    }
}

/// The tables of a report's figures, with those of the report before.
struct FigureTables {
    let figures: Report.Figures
    let before: Report.Figures?
    let language: Language
    /// On a page: the last day of the period, and what would be counted now.
    var until: Day?
    var byNow: Report.Figures?

    private func say(da: String, en: String) -> String { language(Phrase(da: da, en: en)) }

    /// Where what was recorded since makes it another number, that one too.
    private func other(_ figure: Report.Figure, _ count: Int) -> HTML? {
        guard let now = byNow?[figure], now != count else { return nil }
        return """
            \(say(da: "Med det, vi ved nu: \(language.number(now))", en: "With what is known now: \(language.number(now))"))
            """
    }

    /// On a page: each number leads to its list.
    var html: HTML {
        HTML(each: Report.Part.allCases) { part in
            let rows = part.figures.compactMap { figure -> WorkTable.Row? in
                guard let count = figures[figure] else { return nil }
                let whole = figure.whole.flatMap { figures[$0] }.map {
                    " \(say(da: "af", en: "of")) \(language.number($0))"
                }
                let change = figure.change(count, before?[figure], language)
                let isWorse = figure.isWorse(count, before?[figure])
                return WorkTable.Row([
                    .title(language(figure.label), until.map { figure.link(on: $0) }, why: other(figure, count)),
                    .init("\(language.number(count))\(whole ?? "")"),
                    before?[figure].map { .init($0, language) } ?? .none(say(da: "ingen", en: "none")),
                    change.map { .init(isWorse ? Tag($0, .warn).html : "\($0)") }
                        ?? .none(say(da: "ingen", en: "none")),
                ])
            }
            // A report from before it was counted has nothing to say of it.
            guard !rows.isEmpty else { return HTML() }
            let heading = language(part.heading)
            let table = WorkTable(
                caption: heading,
                columns: [
                    .init(heading, .title), .init(say(da: "Nu", en: "Now"), .number),
                    .init(say(da: "Sidst", en: "Last time"), .number, isNamedWhenFolded: true),
                    .init(say(da: "Ændring", en: "Change"), .end),
                ], groups: [.init(nil, rows)])
            return Panel(id: "tal-\(part)", heading: heading, isWide: true).html(table.html)
        }
    }

    /// On paper.
    func paper(_ figures: [Report.Figure], _ heading: String) -> HTML {
        guard figures.contains(where: { self.figures[$0] != nil }) else { return HTML() }
        return """
            <table class="figures"><thead><tr><th scope="col">\(heading)</th><th scope="col">\(say(da: "Nu", en: "Now"))</th>\
            <th scope="col">\(say(da: "Sidst", en: "Last time"))</th><th scope="col">\(say(da: "Ændring", en: "Change"))</th>\
            </tr></thead><tbody>\(each: figures, row)</tbody></table>
            """
    }

    private func row(_ figure: Report.Figure) -> HTML {
        guard let count = figures[figure] else { return HTML() }
        let whole = figure.whole.flatMap { figures[$0] }.map { " \(say(da: "af", en: "of")) \(language.number($0))" }
        let last = before?[figure]
        return """
            <tr><th scope="row">\(language(figure.label))</th><td>\(language.number(count))\(whole ?? "")</td>\
            <td>\(last.map { language.number($0) } ?? "–")</td>\
            <td>\(figure.change(count, last, language) ?? "–")\(when: figure.isWorse(count, last), " ▲")</td></tr>
            """
    }
}
