// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

extension Report {
    /// The figures as a report shows them, in four parts.
    enum Part: CaseIterable {
        case compliance, deviations, governance, duties

        var heading: Phrase {
            switch self {
            case .compliance: Phrase(da: "Efterlevelse", en: "Compliance")
            case .deviations: Phrase(da: "Afvigelser og kontrol", en: "Nonconformities and control")
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
            case .governance:
                [.documents, .documentsLate, .dispensations, .dispensationsEnding, .decisions, .matters]
            case .duties: [.objectives, .objectivesMet, .dutiesLate, .dutiesDone]
            }
        }
    }
}

extension Report.Figure {
    /// The list that the number counts.
    var link: Link {
        switch self {
        case .requirements: Route.requirements.link
        case .complied: Link(Route.requirements, query: [("status", Compliance.complied.rawValue)])
        case .unproven: Link(Route.requirements, query: [("status", Compliance.unproven.rawValue)])
        case .partly: Link(Route.requirements, query: [("status", Compliance.partly.rawValue)])
        case .failed: Link(Route.requirements, query: [("status", Compliance.failed.rawValue)])
        case .unassessed: Link(Route.requirements, query: [("status", Compliance.never.rawValue)])
        case .evidence, .evidenceEnding: Route.evidenceList.link
        case .documents, .documentsLate: Route.documents.link
        case .nonconformities, .nonconformitiesLate, .nonconformitiesRaised, .nonconformitiesClosed:
            Route.nonconformities.link
        case .dispensations, .dispensationsEnding: Route.dispensations.link
        case .decisions: Route.decisions.link
        case .matters: Route.proposals.link
        case .controls, .controlsWanting: Route.controls.link
        case .applicable, .implemented, .undecided: Route.scopes.link
        case .objectives, .objectivesMet: Route.objectives.link
        case .dutiesLate, .dutiesDone: Route.wheel.link
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

    private func say(da: String, en: String) -> String { language(Phrase(da: da, en: en)) }

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
                    .title(language(figure.label), figure.link), .init("\(language.number(count))\(whole ?? "")"),
                    before?[figure].map { .init($0, language) } ?? .none(say(da: "ingen", en: "none")),
                    change.map { .init(isWorse ? Tag($0, .warn).html : "\($0)") }
                        ?? .none(say(da: "ingen", en: "none")),
                ])
            }
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
        """
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
