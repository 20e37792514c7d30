// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Office

/// The register of risks as a spreadsheet, with its filters. The first columns are those that an import of risks reads, so that
/// a file that was fetched can be changed and taken in again; what follows is worked out.
extension ListSheet {
    func risks(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        let columns: [(Phrase, Int)] = RiskReading.Column.allCases.map { column in
            (column.label, column == .title || column == .scenario ? 50 : column.isJudgement ? 14 : 24)
        }
        let stages: [(Phrase, Int)] = Risk.Stage.allCases.map { ($0.label, 14) }
        let perspectives: [(Phrase, Int)] = RiskMethod.Perspective.allCases.map { ($0.label, 24) }
        let after: [(Phrase, Int)] = [
            (Phrase(da: "Trusler", en: "Threats"), 24), (Phrase(da: "Status", en: "Standing"), 26),
            (Phrase(da: "Accepteret til", en: "Accepted until"), 14),
            (Phrase(da: "Åbne opgaver", en: "Open tasks"), 12),
            (Phrase(da: "Ses efter igen", en: "Looked at again"), 14),
        ]
        var sheet = empty(
            context, [(Phrase(da: "Nummer", en: "Number"), 10)] + columns + stages + perspectives + after)
        for known in RiskBook(RiskChoice(context), context).all {
            guard let wording = known.wording(on: sight.day) else { continue }
            let view = RiskView(known, wording, context)
            func level(_ stage: Risk.Stage, _ dimensions: [RiskMethod.Dimension]) -> Sheet.Cell {
                .optional(view.badge(stage, dimensions).map { language($0.level.label) })
            }
            let own = RiskReading.Column.allCases.map { cell($0, known, wording, view, context) }
            let levels =
                Risk.Stage.allCases.map { level($0, RiskMethod.Dimension.allCases) }
                + RiskMethod.Perspective.allCases.map { level(.current, $0.dimensions) }
            let open = sight.treatments(of: known).count { $0.standing.value(on: sight.day) == .open }
            let rest: [Sheet.Cell] = [
                .text(wording.threats.map { context.name(threat: $0) }.joined(separator: ", ")),
                .text(language(sight.riskStanding(known).label)),
                sight.acceptance(of: known).map { .day($0.until) } ?? .none, .number(open),
                view.next.map { .day($0) } ?? .none,
            ]
            if !sheet.add([.text(wording.label)] + own + levels + rest) { return sheet }
        }
        return sheet
    }

    /// What stands in one of the columns that an import reads.
    private func cell(
        _ column: RiskReading.Column, _ known: Risk, _ wording: Risk.Wording, _ view: RiskView, _ context: Context
    ) -> Sheet.Cell {
        let sight = context.sight
        if column == .reference { return .text(known.id.description) }
        // People read numbers of assets, which are read again.
        if column == .assets {
            let labels = wording.assets.compactMap { (try? sight.asset($0))?.1.label }
            return labels.isEmpty ? .none : .text(labels.joined(separator: "\n"))
        }
        if column.isJudgement {
            guard let made = view.assessment else { return .none }
            if column == .day { return .day(made.day) }
            guard let word = made.word(column, { sight.text($0) }) else { return .none }
            return Int(word).map { .number($0) } ?? .text(context.words(column, word))
        }
        guard let word = wording.word(column, { sight.text($0) }) else { return .none }
        // Whose name is erased is known by the reference alone.
        if column == .owner, let person = ID<Person>(word), sight.name(person) == nil { return .text(word) }
        return .text(context.words(column, word))
    }
}

extension Context {
    /// A word of an import as people read it: choices by their labels, units, people and assets by their names.
    func words(_ column: RiskReading.Column, _ word: String) -> String {
        func label<Word: Choosable>(_: Word.Type) -> String { Word(rawValue: word).map { say($0.label) } ?? word }
        switch column {
        case .kind: return label(Risk.Kind.self)
        case .classification: return label(Classification.self)
        case .confidence: return label(Risk.Confidence.self)
        case .treatment: return label(Risk.Treatment.self)
        case .unit: return ID<Unit>(word).map { name($0) } ?? word
        case .owner: return ID<Person>(word).map { name($0) } ?? word
        case .barred: return word == "1" ? say(da: "ja", en: "yes") : say(da: "nej", en: "no")
        case .assets:
            return word.split(separator: "\n").map { one in
                ID<Domain.Asset>(String(one)).flatMap { sight.label(.asset($0), language) } ?? String(one)
            }.joined(separator: "; ")
        case .properties:
            return word.split(separator: "\n").map { one in
                ControlAttributes.Property(rawValue: String(one)).map { say($0.label) } ?? String(one)
            }.joined(separator: "; ")
        case .economy, .reputation, .contract, .regulation, .citizens, .operations:
            return word == AssessRisk.irrelevant ? say(da: "Ikke relevant", en: "Not relevant") : word
        case .day: return Day(word).map { language.day($0) } ?? word
        case .reference, .title, .scenario, .threats, .vulnerabilities, .likelihood, .economyReason,
            .reputationReason, .contractReason, .regulationReason, .citizensReason, .operationsReason, .reason:
            return word
        }
    }
}
