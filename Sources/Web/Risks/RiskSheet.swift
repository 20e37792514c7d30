// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Office

/// The register of risks as a spreadsheet, with its filters.
extension ListSheet {
    func risks(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        let stages: [(Phrase, Int)] = Risk.Stage.allCases.map { ($0.label, 14) }
        let perspectives: [(Phrase, Int)] = RiskMethod.Perspective.allCases.map { ($0.label, 24) }
        let before: [(Phrase, Int)] = [
            (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Risiko", en: "Risk"), 50),
            (Phrase(da: "Slags", en: "Kind"), 22), (Phrase(da: "Aktiver", en: "Assets"), 40),
            (Phrase(da: "Trusler", en: "Threats"), 24), (Phrase(da: "Enhed", en: "Unit"), 30),
            (Phrase(da: "Risikoejer", en: "Risk owner"), 24),
        ]
        let after: [(Phrase, Int)] = [
            (Phrase(da: "Status", en: "Standing"), 26), (Phrase(da: "Accepteret til", en: "Accepted until"), 14),
            (Phrase(da: "Håndtering", en: "Treatment"), 14), (Phrase(da: "Åbne opgaver", en: "Open tasks"), 12),
            (Phrase(da: "Vurderet", en: "Assessed"), 12), (Phrase(da: "Ses efter igen", en: "Looked at again"), 14),
            (Phrase(da: "Klassifikation", en: "Classification"), 18), (Phrase(da: "Reference", en: "Reference"), 38),
        ]
        var sheet = empty(context, before + stages + perspectives + after)
        for known in RiskBook(RiskChoice(context), context).all {
            guard let wording = known.wording(on: sight.day) else { continue }
            let view = RiskView(known, wording, context)
            func level(_ stage: Risk.Stage, _ dimensions: [RiskMethod.Dimension]) -> Sheet.Cell {
                .optional(view.badge(stage, dimensions).map { language($0.level.label) })
            }
            let own: [Sheet.Cell] = [
                .text(wording.label), .text(view.title), .text(language(wording.kind.label)),
                .text(view.assets.map(\.label).joined(separator: ", ")),
                .text(wording.threats.map { context.name(threat: $0) }.joined(separator: ", ")),
                .text(context.name(wording.unit)), .optional(view.owner),
            ]
            let levels =
                Risk.Stage.allCases.map { level($0, RiskMethod.Dimension.allCases) }
                + RiskMethod.Perspective.allCases.map { level(.current, $0.dimensions) }
            let open = sight.treatments(of: known).count { $0.standing.value(on: sight.day) == .open }
            let rest: [Sheet.Cell] = [
                .text(language(sight.riskStanding(known).label)),
                sight.acceptance(of: known).map { .day($0.until) } ?? .none,
                .optional(view.assessment.map { language($0.treatment.label) }), .number(open),
                view.assessment.map { .day($0.day) } ?? .none, view.next.map { .day($0) } ?? .none,
                .text(language(wording.classification.label)), .text(known.id.description),
            ]
            if !sheet.add(own + levels + rest) { return sheet }
        }
        return sheet
    }
}
