// SPDX-License-Identifier: MPL-2.0

/// How a row judges a risk, in steps of the method: each step is the one that somebody said it is, and nothing is reckoned.
/// Of several that belong to one dimension the worst counts, since a consequence is the worst that would follow.
struct RiskJudgement {
    /// The columns of the judgement; nil: something of it has no place in the method.
    private(set) var words: [RiskReading.Column: String]?

    init(_ row: RiskReading.Row, _ rules: RiskImportRules, _ scale: RiskImportRules.Scale) {
        var found = row.words.filter { $0.key.isJudgement }
        func step(_ text: String?, _ map: [Int: Int]) -> Int? {
            guard let value = text.flatMap({ Int($0) }) else { return nil }
            return scale == .own ? value : map[value]
        }
        guard let likelihood = step(row.words[.likelihood], rules.likelihoods) else { return }
        found[.likelihood] = "\(likelihood)"
        var worst: [RiskMethod.Dimension: Int] = [:]
        for (bearer, value) in row.told {
            guard let dimension = rules.dimensions[bearer], let one = step("\(value)", rules.consequences) else {
                return
            }
            worst[dimension] = max(worst[dimension] ?? one, one)
        }
        for dimension in RiskMethod.Dimension.allCases {
            let (column, why) = (RiskReading.Column.of(dimension), RiskReading.Column.why(dimension))
            if let word = row.words[column] {
                guard word != AssessRisk.irrelevant else { continue }
                guard let one = step(word, rules.consequences) else { return }
                found[column] = "\(one)"
            } else if let one = worst[dimension] {
                found[column] = "\(one)"
            } else if let reason = rules.irrelevant {
                found[column] = AssessRisk.irrelevant
                found[why] = found[why] ?? reason
            } else {
                return
            }
        }
        found[.treatment] = found[.treatment] ?? rules.treatment?.rawValue
        // What came from elsewhere is not certain unless the file says so.
        found[.confidence] = found[.confidence] ?? Risk.Confidence.low.rawValue
        words = found
    }

    /// What of a row has no place in the method, for whoever is to say it.
    static func unmapped(
        _ row: RiskReading.Row, _ rules: RiskImportRules, _ scale: RiskImportRules.Scale
    ) -> Phrase {
        func isWithout(_ text: String?, _ map: [Int: Int]) -> Bool {
            guard scale == .mapped, let value = text.flatMap({ Int($0) }) else { return false }
            return map[value] == nil
        }
        if isWithout(row.words[.likelihood], rules.likelihoods) {
            let step = row.words[.likelihood] ?? ""
            return Phrase(
                da: "Filens trin \(step) for sandsynlighed er ikke sat lig et af metodens.",
                en: "Step \(step) of likelihood in the file is not said to be one of the method.")
        }
        let told = row.told.values.map { "\($0)" } + RiskMethod.Dimension.allCases.compactMap { row.words[.of($0)] }
        if let step = told.first(where: { isWithout($0, rules.consequences) }) {
            return Phrase(
                da: "Filens trin \(step) for konsekvens er ikke sat lig et af metodens.",
                en: "Step \(step) of consequence in the file is not said to be one of the method.")
        }
        if let bearer = RiskReading.Bearer.allCases.first(where: { row.told[$0] != nil && rules.dimensions[$0] == nil })
        {
            return Phrase(
                da: "Vælg, hvilken dimension filens konsekvens for »\(bearer.label.da)« er.",
                en: "Choose which dimension the consequence for “\(bearer.label.en)” of the file is.")
        }
        return Phrase(
            da: """
                Vurderingen siger ikke noget om alle seks dimensioner, og ingen må stå tom (§ 8). Skriv dem i filen, eller \
                skriv, hvorfor de andre ikke er relevante.
                """,
            en: """
                The judgement does not say something of all six dimensions, and none may be left blank (§ 8). Write them in the \
                file, or write why the others are not relevant.
                """)
    }
}

extension AssessRisk {
    /// What an import says of how a risk is now. What was judged of other stages under the same method stays.
    init(
        _ risk: ID<Risk>?, _ day: Day, _ words: [RiskReading.Column: String], keeping last: Risk.Assessment.Made?,
        _ text: (ValueID) -> String?
    ) throws(Refusal) {
        var texts: [String: [String]] = ["day": ["\(day)"]]
        // A new risk has its identity when it is recorded.
        texts["risk"] = ["\(risk ?? ID(high: 0, low: 0))"]
        for column in [RiskReading.Column.reason, .confidence, .treatment] {
            texts[column.rawValue] = words[column].map { [$0] }
        }
        texts[AssessRisk.field(.current)] = words[.likelihood].map { [$0] }
        for dimension in RiskMethod.Dimension.allCases {
            texts[AssessRisk.field(.current, dimension)] = words[.of(dimension)].map { [$0] }
            texts[AssessRisk.reason(.current, dimension)] = words[.why(dimension)].map { [$0] }
        }
        for stage in AssessRisk.order where stage != .current {
            guard let estimate = last?[stage] else { continue }
            texts[AssessRisk.field(stage)] = ["\(estimate.likelihood)"]
            for one in estimate.consequences {
                texts[AssessRisk.field(stage, one.dimension)] = [one.step.map { "\($0)" } ?? AssessRisk.irrelevant]
                texts[AssessRisk.reason(stage, one.dimension)] = one.reason.flatMap(text).map { [$0] }
            }
        }
        try self.init(Arguments(texts))
    }
}

extension Risk.Assessment.Made {
    /// What stands in the place of a column; nil: nothing.
    public func word(_ column: RiskReading.Column, _ text: (ValueID) -> String?) -> String? {
        if let dimension = column.dimension {
            return self.current.consequences.first { $0.dimension == dimension }.map { one in
                one.step.map { "\($0)" } ?? AssessRisk.irrelevant
            }
        }
        for dimension in RiskMethod.Dimension.allCases where RiskReading.Column.why(dimension) == column {
            return self.current.consequences.first { $0.dimension == dimension }?.reason.flatMap(text)
        }
        if column == .day { return "\(day)" }
        if column == .likelihood { return "\(self.current.likelihood)" }
        if column == .reason { return text(self.reason) }
        if column == .confidence { return self.confidence.rawValue }
        return column == .treatment ? self.treatment.rawValue : nil
    }
}

extension Risk.Wording {
    /// What stands in the place of a column that tells what the risk is; nil: nothing, or it is erased.
    public func word(_ column: RiskReading.Column, _ text: (ValueID) -> String?) -> String? {
        guard !column.isJudgement else { return nil }
        func lines(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: "\n") }
        let words: [RiskReading.Column: String?] = [
            .kind: kind.rawValue, .title: text(title), .scenario: text(scenario),
            .assets: lines(assets.map { "\($0)" }),
            .threats: threats.isEmpty ? nil : threats.map(\.description).joined(separator: ", "),
            .vulnerabilities: vulnerabilities.flatMap(text),
            .properties: lines(
                ControlAttributes.Property.allCases.filter { properties.contains($0) }.map(\.rawValue)),
            .unit: "\(unit)", .owner: owner.map { "\($0)" }, .classification: classification.rawValue,
            .barred: isBarred ? "1" : "",
        ]
        return words[column] ?? nil
    }
}

extension SetRisk {
    /// What an import says of a risk.
    init(_ risk: ID<Risk>?, _ words: [RiskReading.Column: String]) throws(Refusal) {
        var texts: [String: [String]] = [:]
        for (column, text) in words where !column.isJudgement && column != .reference {
            let isList = column == .assets || column == .properties
            texts[column.rawValue] = isList ? text.split(separator: "\n").map(String.init) : [text]
        }
        texts["risk"] = risk.map { ["\($0)"] }
        try self.init(Arguments(texts))
    }
}
