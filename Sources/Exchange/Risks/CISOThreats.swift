// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads the threats and the risk matrices of a library of CISO Assistant; its requirements are `CISOLibrary`’s.
struct CISOThreats {
    private let file: CISOFile

    /// Nil: the file is something else, or has neither threats nor matrices.
    init?(_ tree: DataTree) {
        guard let file = CISOFile(tree) else { return nil }
        self.file = file
        guard !threats.isEmpty || !matrices.isEmpty else { return nil }
    }

    /// Whether the library is about threats and nothing that answers for something.
    var isAlone: Bool {
        let others = ["framework", "frameworks", "reference_control", "reference_controls"]
        return !threats.isEmpty && others.allSatisfy { file.objects[$0] == nil }
    }

    private var threats: [DataTree] { file.all(["threats", "threat"]) }
    private var matrices: [DataTree] { file.all(["risk_matrix", "risk_matrices"]) }

    func read() throws(Refusal) -> ThreatReading {
        let label = file.words("name", of: file.tree).map(PlainWords.line).phrase ?? Phrase(da: "", en: "")
        var reading = ThreatReading(
            .cisoAssistant,
            label: Phrase(da: PlainWords.cut(label.da, to: 200), en: PlainWords.cut(label.en, to: 200)))
        reading.name = file.tree.word("ref_id").flatMap { Framework.Name(proposedFrom: $0) }
        reading.about =
            file.words("description", of: file.tree).map { text in
                PlainWords.lines(text).map { PlainWords.cut($0, to: 2000) }
            }.phrase
        reading.version = file.line("version", 100)
        reading.publisher = file.line("provider", 300) ?? file.line("packager", 300)
        reading.rights = file.line("copyright", 2000)
        reading.languages = [file.locale].compactMap { $0 }.filter { $0.utf8.allSatisfy { 0x61...0x7A ~= $0 } }
        var gathering = ThreatGathering()
        for (index, threat) in threats.enumerated() {
            let urn = threat.word("urn")
            let tail = urn?.split(separator: ":").last.map(String.init)
            var found = ThreatGathering.Found(index + 1, code: threat.word("ref_id") ?? tail ?? "", tag: urn)
            found.name = file.words("name", of: threat)
            found.about = file.words("description", of: threat)
            try gathering.add(found)
        }
        for (index, matrix) in matrices.enumerated() {
            if let read = self.matrix(matrix) {
                reading.matrices.append(read)
            } else {
                gathering.fault(
                    index + 1, nil,
                    da: "Risikomatricen passer ikke til sine skalaer. Den er ikke taget med.",
                    en: "The risk matrix does not fit its scales. It is not taken along.")
            }
        }
        reading.take(gathering)
        return reading
    }

    private func matrix(_ node: DataTree) -> RiskMatrixReading? {
        func phrase(_ name: String, _ node: DataTree, _ most: Int) -> Phrase? {
            file.words(name, of: node).map { PlainWords.line($0, to: most) }.phrase
        }
        func steps(_ name: String) -> [RiskMatrixReading.Step] {
            node.items(name).prefix(RiskMatrixReading.mostSteps + 1).compactMap { step in
                guard let label = phrase("name", step, 100) else { return nil }
                return .init(
                    name: label, about: phrase("description", step, 2000),
                    short: PlainWords.line(step.word("abbreviation"), to: 10))
            }
        }
        let grid = node.items("grid").prefix(RiskMatrixReading.mostSteps + 1).map { row in
            row.items.prefix(RiskMatrixReading.mostSteps + 1).map { $0.word.flatMap { Int($0) } ?? -1 }
        }
        return RiskMatrixReading(
            name: phrase("name", node, 200) ?? Phrase(da: "Risikomatrix", en: "Risk matrix"),
            about: phrase("description", node, 2000), likelihood: steps("probability"), consequence: steps("impact"),
            levels: steps("risk"), grid: Array(grid))
    }
}
