// SPDX-License-Identifier: MPL-2.0

import Domain

/// Risks of other systems in the words that an import of risks takes. How they were judged there stands in the scenario, in
/// the numbers of that system; what those are here, whoever takes them in has to say.
enum ForeignRisks {
    /// One risk for each answer of an assessment, named by its threat and the assessment.
    static func os2compliance(_ register: ForeignRegister) -> RiskReading {
        var reading = RiskReading(.os2complianceDump)
        for risk in register.risks {
            var row = RiskReading.Row(risk.number)
            row.words[.title] = PlainWords.cut("\(risk.threat): \(risk.assessment)", to: 200)
            var lines = [risk.threat]
            if let code = risk.threatCode { lines.append("Truslens nummer i OS2compliance: \(code).") }
            if let text = risk.elaboration { lines.append(text) }
            if let text = risk.existing { lines.append("Eksisterende foranstaltninger: \(text)") }
            lines += judged(risk)
            row.words[.scenario] = PlainWords.cut(lines.joined(separator: "\n"), to: 4000)
            row.words[.vulnerabilities] = risk.vulnerability.map { PlainWords.cut($0, to: 4000) }
            if !risk.assets.isEmpty {
                row.words[.assets] = risk.assets.map { "\($0.system.rawValue): \($0.id)" }.joined(separator: "\n")
            }
            let harmed = ControlAttributes.Property.allCases.filter { property in
                risk.consequences.contains { $0.property == property }
            }
            if !harmed.isEmpty { row.words[.properties] = harmed.map(\.rawValue).joined(separator: "\n") }
            row.words[.likelihood] = risk.probability.map { "\($0)" }
            if risk.probability != nil { row.words[.reason] = "Står sådan i OS2compliance." }
            for one in risk.consequences {
                guard let bearer = RiskReading.Bearer(rawValue: one.bearer.rawValue) else { continue }
                row.told[bearer] = max(row.told[bearer] ?? one.value, one.value)
            }
            row.words[.treatment] = treatment(risk.treatment)?.rawValue
            reading.rows.append(row)
        }
        for fault in register.faults where fault.list.hasPrefix("threat") {
            reading.remarks.append(
                .init(
                    row: fault.row,
                    Phrase(da: "\(fault.list): \(fault.what.da)", en: "\(fault.list): \(fault.what.en)")))
        }
        return reading
    }

    private static func judged(_ risk: ForeignRegister.Risk) -> [String] {
        var parts: [String] = []
        if let probability = risk.probability { parts.append("sandsynlighed \(probability)") }
        parts += risk.consequences.map { one in
            "\(one.property.label.da.lowercased()) for \(bearer(one.bearer)) \(one.value)"
        }
        if let rest = risk.residualProbability { parts.append("resterende sandsynlighed \(rest)") }
        if let rest = risk.residualConsequence { parts.append("resterende konsekvens \(rest)") }
        return parts.isEmpty ? [] : ["Vurderet i OS2compliance: \(parts.joined(separator: ", "))."]
    }

    private static func bearer(_ bearer: ForeignRegister.Risk.Consequence.Bearer) -> String {
        switch bearer {
        case .registered: "den registrerede"
        case .organisation: "organisationen"
        case .society: "samfundet"
        }
    }

    private static func treatment(_ word: String?) -> Risk.Treatment? {
        switch word?.lowercased() {
        case "accept", "accepter": .retain
        case "undgaa", "undgå", "avoid": .avoid
        case "del", "share": .share
        case "mitiger", "mitigate": .modify
        case _: nil
        }
    }
}

/// Reads the information risks of an analysis of MONARC, or of one of its instances, exported with its evaluation. A risk there
/// is a threat, a vulnerability and an instance; its number is impact times threat times vulnerability, which no two steps
/// of another method are, so only the words are taken over.
struct MONARCRisks {
    private let instances: [DataTree]
    /// Instances below each other, and risks of one file.
    private static let deepest = 30

    /// Nil: the file is something else.
    init?(_ tree: DataTree) {
        let found = tree.items("instances") + [tree["instance"]].compactMap { $0 }
        guard tree.word("monarc_version") != nil || tree.word("type") != nil, !found.isEmpty else { return nil }
        instances = found
    }

    func read() throws(Refusal) -> RiskReading {
        var reading = RiskReading(.monarc)
        var (number, unjudged): (Int, Int) = (0, 0)
        var left = instances.reversed().map { (node: $0, depth: 0) }
        while let (node, depth) = left.popLast() {
            if depth < Self.deepest {
                left += node.items("children").reversed().map { ($0, depth + 1) }
            }
            guard let name = Self.line(node.word("name") ?? node.word("label")) else { continue }
            for risk in node.items("instanceRisks") {
                number += 1
                guard reading.rows.count < RiskReading.most else { throw .tooManyRows(RiskReading.most) }
                guard let threat = Self.line(risk["threat"]?.word("label")) else {
                    reading.remarks.append(
                        .init(
                            row: number,
                            Phrase(
                                da: "Risikoen har ingen trussel. Den er ikke taget med.",
                                en: "The risk has no threat. It is not taken along.")))
                    continue
                }
                // What nobody judged is a possibility of the knowledge base, and no risk yet.
                let rates = [risk.word("threatRate"), risk.word("vulnerabilityRate")].map {
                    $0.flatMap { Int($0) } ?? -1
                }
                guard rates.allSatisfy({ $0 >= 0 }) else {
                    unjudged += 1
                    continue
                }
                reading.rows.append(row(number, risk, threat, name, rates))
            }
        }
        if unjudged > 0 {
            reading.remarks.append(
                .init(
                    row: 1,
                    Phrase(
                        da: "\(unjudged) risici er ikke vurderet i MONARC og er ikke taget med.",
                        en: "\(unjudged) risks are not evaluated in MONARC and are not taken along.")))
        }
        guard !reading.rows.isEmpty || !reading.remarks.isEmpty else { throw RiskFile.empty }
        return reading
    }

    private func row(
        _ number: Int, _ risk: DataTree, _ threat: String, _ name: String, _ rates: [Int]
    ) -> RiskReading.Row {
        var row = RiskReading.Row(number)
        let weakness = Self.line(risk["vulnerability"]?.word("label"))
        row.words[.title] = PlainWords.cut(
            "\(threat)\(weakness.map { " (\($0))" } ?? ""): \(name)", to: 200)
        var lines = ["\(threat), \(name)."]
        if let code = Self.line(risk["threat"]?.word("code")) { lines.append("Truslens nummer i MONARC: \(code).") }
        if let comment = risk.word("comment").flatMap(PlainWords.lines) { lines.append(comment) }
        lines.append("Vurderet i MONARC: trussel \(rates[0]), sårbarhed \(rates[1]).")
        row.words[.scenario] = PlainWords.cut(lines.joined(separator: "\n"), to: 4000)
        row.words[.vulnerabilities] = weakness
        row.words[.assets] = name
        row.words[.owner] = Self.line(risk.word("riskOwner"))
        let harmed = ControlAttributes.Property.allCases.filter { property in
            let word = risk["threat"]?.word(property.rawValue.lowercased())
            return word == "1" || word == "true"
        }
        if !harmed.isEmpty { row.words[.properties] = harmed.map(\.rawValue).joined(separator: "\n") }
        return row
    }

    private static func line(_ text: String?) -> String? {
        text.flatMap { PlainWords.line(PlainWords.beginning($0, of: 300)) }.map { PlainWords.cut($0, to: 200) }
    }
}
