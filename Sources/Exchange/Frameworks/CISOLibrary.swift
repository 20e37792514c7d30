// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads a library of CISO Assistant: a framework with its requirements, or its reference controls where there is no
/// framework, and how its requirements are mapped to those of others. Questions, scores, threats and matrices are left out.
struct CISOLibrary {
    private let file: CISOFile

    /// Nil: the file is something else.
    init?(_ tree: DataTree) {
        guard let file = CISOFile(tree) else { return nil }
        self.file = file
    }

    func read() throws(Refusal) -> FrameworkReading {
        let frameworks = all("framework")
        let framework = frameworks.first
        let controls = all("reference_control")
        let nodes = framework?.items("requirement_nodes") ?? controls
        var reading = FrameworkReading(
            .cisoAssistant, framework == nil ? .controls : .requirements, label: label(framework))
        head(framework, into: &reading)
        var gathering = ClauseGathering()
        // In some libraries numbers begin anew below each heading.
        var times: [String: Int] = [:]
        for node in nodes { if let id = node.word("ref_id") { times[id, default: 0] += 1 } }
        for (index, node) in nodes.enumerated() {
            let isAmbiguous = node.word("ref_id").map { times[$0, default: 0] > 1 } ?? false
            try add(node, index, isAmbiguous, to: &gathering)
        }
        reading.clauses = gathering.finish()
        reading.remarks = gathering.remarks
        if frameworks.count > 1 {
            reading.remark(
                .leftOut, nil, da: "Der er flere rammeværker i filen. Kun det første er taget med.",
                en: "There are several frameworks in the file. Only the first is taken along.")
        }
        if framework != nil, !controls.isEmpty {
            reading.remark(
                .leftOut, nil, da: "Forslag til foranstaltninger er ikke taget med, kun kravene.",
                en: "Proposed controls are not taken along, only the requirements.")
        }
        for name in ["threats", "risk_matrix", "risk_matrices", "metric_definitions", "presets"]
        where file.objects[name] != nil {
            reading.remark(
                .leftOut, .clause(name), da: "Andet end krav og forbindelser er ikke taget med.",
                en: "Other things than requirements and connections are not taken along.")
        }
        try readMappings(gathering, into: &reading)
        return reading
    }

    private func all(_ name: String) -> [DataTree] { file.all([name, name + "s"]) }

    // MARK: About the file

    private func label(_ framework: DataTree?) -> Phrase {
        func name(_ node: DataTree) -> Phrase? { file.words("name", of: node).map(PlainWords.line).phrase }
        let own = framework.flatMap(name) ?? name(file.tree) ?? Phrase(da: "", en: "")
        return Phrase(
            da: PlainWords.cut(own.da, to: ClauseGathering.longestTitle),
            en: PlainWords.cut(own.en, to: ClauseGathering.longestTitle))
    }

    private func head(_ framework: DataTree?, into reading: inout FrameworkReading) {
        let name = framework?.word("ref_id") ?? file.tree.word("ref_id")
        reading.name = name.flatMap { Framework.Name(proposedFrom: $0) }
        reading.about =
            file.words("description", of: framework ?? file.tree).map { text in
                PlainWords.lines(text).map { PlainWords.cut($0, to: 2000) }
            }.phrase
        reading.version = file.line("version", 300)
        reading.publisher = file.line("provider", 300) ?? file.line("packager", 300)
        reading.rights = file.line("copyright", 2000)
        reading.languages = [file.locale].compactMap { $0 }.filter(Self.isLanguage)
        for code in (framework ?? file.tree)["translations"]?.members.map(\.name) ?? [] where Self.isLanguage(code) {
            if !reading.languages.contains(code) { reading.languages.append(code) }
        }
    }

    private static func isLanguage(_ code: String) -> Bool {
        code.utf8.count == 2 && code.utf8.allSatisfy { 0x61...0x7A ~= $0 }
    }

    // MARK: Requirements

    private func add(_ node: DataTree, _ index: Int, _ isAmbiguous: Bool, to gathering: inout ClauseGathering)
        throws(Refusal)
    {
        let urn = node.word("urn")
        let written = node.word("ref_id")
        guard let key = urn ?? written else {
            gathering.remark(
                .unreadable, .row(index + 1), da: "Der er intet nummer. Det er ikke taget med.",
                en: "There is no identifier. It is not taken along.")
            return
        }
        let isAssessable = node.word("assessable").map { $0.lowercased() == "true" }
        try gathering.add(
            .init(
                key: key.lowercased(),
                place: .clause(PlainWords.cut(isAmbiguous ? Self.tail(key) : written ?? Self.tail(key), to: 80)),
                id: written,
                spare: Self.tail(key), isAmbiguous: isAmbiguous, parent: node.word("parent_urn")?.lowercased(),
                title: file.words("name", of: node),
                text: file.words("description", of: node), isHeading: isAssessable.map { !$0 }))
    }

    /// `3.1:2` of `urn:packager:risk:req_node:library:3.1:2`: what it is called in its library.
    private static func tail(_ urn: String) -> String {
        let words = urn.split(separator: ":", maxSplits: 5)
        return words.last.map { String($0.suffix(ClauseID.longest)) } ?? urn
    }

    // MARK: Mappings

    private func readMappings(_ gathering: ClauseGathering, into reading: inout FrameworkReading) throws(Refusal) {
        for set in all("requirement_mapping_set") {
            let (source, target) = (framework("source", of: set), framework("target", of: set))
            for mapping in set.items("requirement_mappings") {
                guard reading.mappings.count < ClauseGathering.most else { throw FrameworkReading.tooManyMappings }
                let ends = (mapping.word("source_requirement_urn"), mapping.word("target_requirement_urn"))
                let place = ends.0.map { FrameworkReading.Remark.Place.clause(PlainWords.cut(Self.tail($0), to: 80)) }
                guard let from = ends.0.flatMap({ self.place($0, source, gathering) }),
                    let to = ends.1.flatMap({ self.place($0, target, gathering) })
                else {
                    reading.remark(
                        .unreadable, place, da: "Forbindelsen nævner ikke to krav. Den er ikke taget med.",
                        en: "The connection does not name two requirements. It is not taken along.")
                    continue
                }
                guard let relation = Self.relation(mapping.word("relationship") ?? "") else {
                    reading.remark(
                        .leftOut, place,
                        da: "Forbindelsen er hverken lighed, delmængde eller overlap. Den er ikke taget med.",
                        en: "The connection is neither equality, subset nor overlap. It is not taken along.")
                    continue
                }
                let rationale = PlainWords.line(mapping.word("annotation") ?? mapping.word("rationale"), to: 500)
                reading.mappings.append(.init(from: from, relation: relation, to: to, rationale: rationale))
            }
        }
    }

    private func place(_ urn: String, _ framework: String, _ gathering: ClauseGathering)
        -> FrameworkReading.Mapping.Place?
    {
        let id = gathering.id(urn.lowercased()) ?? ClauseID(ClauseGathering.allowed(Self.tail(urn)))
        return id.map { .init(framework: framework, clause: $0) }
    }

    private func framework(_ side: String, of set: DataTree) -> String {
        PlainWords.line(set.word("\(side)_framework_urn"), to: 200) ?? ""
    }

    private static func relation(_ word: String) -> ClauseRelation? {
        switch word {
        case "equal": .equal
        case "subset": .subset
        case "superset": .superset
        case "intersect": .intersects
        case _: nil
        }
    }
}

extension FrameworkReading {
    static let tooManyMappings = Refusal.invalid(
        "file", da: "Filen har flere end 20.000 forbindelser. Del den op, og vælg delene en ad gangen.",
        en: "The file has more than 20,000 connections. Split it, and choose the parts one at a time.")
}
