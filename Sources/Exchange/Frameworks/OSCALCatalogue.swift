// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads a catalogue in OSCAL (NIST, versions 1.0–1.2): groups become headings, controls and the controls in them become
/// clauses, and a control's statement with its items becomes the text. Guidance and assessment are left out: they are not
/// what is demanded, and they are most of the file.
struct OSCALCatalogue {
    /// Marks of our own in what we write: what OSCAL has no place for.
    static let namespace = "urn:x-vaern:oscal:1"

    /// Which of its controls are taken.
    enum Choice {
        case all
        case some((_ id: String, _ above: [String]) -> Bool)
    }

    let tree: DataTree
    private let parameters: OSCALParameters
    private let language: String?
    /// Controls that were withdrawn, by their identifiers.
    let withdrawn: Set<String>

    init(_ tree: DataTree) {
        self.tree = tree
        language = Self.language(tree["metadata"])
        parameters = OSCALParameters(tree, language: language)
        withdrawn = Self.withdrawn(tree)
    }

    func read(_ choice: Choice = .all) throws(Refusal) -> FrameworkReading {
        var reading = FrameworkReading(.oscalCatalogue, .controls, label: Phrase(da: "", en: ""))
        Self.head(tree["metadata"], of: tree, into: &reading)
        var walk = Walk(catalogue: self, choice: choice)
        try walk.level(tree, parent: nil, above: [], depth: 0)
        if case .some = choice { try walk.dropEmptyHeadings() }
        for found in walk.found { try walk.gathering.add(found) }
        reading.clauses = walk.gathering.finish()
        reading.remarks += walk.gathering.remarks
        return reading
    }

    // MARK: About the file

    /// What catalogues and profiles say of themselves alike.
    static func head(_ metadata: DataTree?, of tree: DataTree, into reading: inout FrameworkReading) {
        let title = metadata?.word("title").flatMap(OSCALProse.line) ?? ""
        let label = PlainWords.cut(title, to: ClauseGathering.longestTitle)
        reading.label = Phrase(da: label, en: label)
        reading.version = short(metadata?.word("version"))
        reading.languages = language(metadata).map { [$0] } ?? []
        if let remarks = metadata?.word("remarks").flatMap(PlainWords.lines) {
            let text = PlainWords.cut(remarks, to: 2000)
            reading.about = Phrase(da: text, en: text)
        }
        // Whoever is named publisher or creator; else the first that is named at all.
        let responsible = metadata?.items("responsible-parties") ?? []
        let named = ["publisher", "creator"].lazy.compactMap { role in
            responsible.first { $0.word("role-id") == role }?.items("party-uuids").first?.word
        }.first
        let parties = metadata?.items("parties") ?? []
        reading.publisher = short((parties.first { $0.word("uuid") == named } ?? parties.first)?.word("name"))
        let properties = metadata?.items("props") ?? []
        let licence = properties.first {
            ["license", "licence", "copyright", "rights"].contains($0.word("name") ?? "")
        }
        reading.rights = short(licence?.word("value")) ?? address("license", metadata, tree)
        reading.address = address("canonical", metadata, tree) ?? address("alternate", metadata, tree)
    }

    private static func short(_ text: String?) -> String? {
        PlainWords.line(text, to: 300)
    }

    /// Where a link of this kind leads: an address, or a resource at the end of the file that has one.
    private static func address(_ relation: String, _ metadata: DataTree?, _ tree: DataTree) -> String? {
        guard let link = metadata?.items("links").first(where: { $0.word("rel") == relation })?.word("href") else {
            return nil
        }
        guard link.hasPrefix("#") else { return short(link) }
        let wanted = String(link.dropFirst())
        let resource = tree["back-matter"]?.items("resources").first { $0.word("uuid") == wanted }
        return short(resource?.items("rlinks").compactMap { $0.word("href") }.first)
    }

    private static func language(_ metadata: DataTree?) -> String? {
        let property = metadata?.items("props").first { $0.word("name") == "language" }
        let code = (property?.word("value") ?? metadata?.word("language"))?.lowercased().prefix(2)
        return code.flatMap { $0.count == 2 && $0.allSatisfy { "a"..."z" ~= $0 } ? String($0) : nil }
    }

    // MARK: Groups and controls

    private struct Walk {
        let catalogue: OSCALCatalogue
        let choice: Choice
        var gathering = ClauseGathering()
        var found: [ClauseGathering.Found] = []
        private var groups = 0

        init(catalogue: OSCALCatalogue, choice: Choice) {
            self.catalogue = catalogue
            self.choice = choice
        }

        mutating func level(_ tree: DataTree, parent: String?, above: [String], depth: Int) throws(Refusal) {
            for group in tree.items("groups") { try self.group(group, parent, depth) }
            for control in tree.items("controls") { try self.control(control, parent, above, depth) }
        }

        private mutating func group(_ group: DataTree, _ parent: String?, _ depth: Int) throws(Refusal) {
            groups += 1
            let id = OSCALCatalogue.id(group)
            let key = "group " + (group.word("id") ?? "\(groups)")
            found.append(
                .init(
                    key: key, place: .clause(id ?? group.word("title").map { PlainWords.cut($0, to: 80) } ?? "–"),
                    id: id,
                    spare: "group-\(groups)", label: OSCALCatalogue.label(group, id), parent: parent,
                    title: catalogue.words(group.word("title").flatMap(OSCALProse.line)),
                    text: catalogue.words(statement(group, ["overview"])), isHeading: true))
            remarkOtherParts(group, ["overview"])
            try level(group, parent: key, above: [], depth: depth + 1)
        }

        private mutating func control(_ control: DataTree, _ parent: String?, _ above: [String], _ depth: Int)
            throws(Refusal)
        {
            guard let name = control.word("id") else {
                gathering.remark(
                    .unreadable, control.word("title").map { .clause(PlainWords.cut($0, to: 80)) },
                    da: "Der er intet nummer. Det er ikke taget med.",
                    en: "There is no identifier. It is not taken along.")
                return
            }
            let id = OSCALCatalogue.id(control)
            var parent = parent
            if OSCALCatalogue.isWithdrawn(control) {
                if case .all = choice {
                    gathering.remark(
                        .leftOut, .clause(OSCALCatalogue.label(control, id) ?? name),
                        da: "Det er trukket tilbage i kataloget og er ikke taget med.",
                        en: "It is withdrawn in the catalogue and is not taken along.")
                }
            } else if isChosen(name, above) {
                // A group and a control may have the same identifier; a control is what others point to.
                found.append(
                    .init(
                        key: name, place: .clause(name), id: id, label: OSCALCatalogue.label(control, id),
                        parent: parent,
                        title: catalogue.words(control.word("title").flatMap(OSCALProse.line)),
                        text: catalogue.words(statement(control, ["statement"])),
                        isHeading: control.word("class") == "heading"))
                remarkOtherParts(control, ["statement"])
                parent = name
            }
            try level(control, parent: parent, above: above + [name], depth: depth + 1)
        }

        private func isChosen(_ name: String, _ above: [String]) -> Bool {
            switch choice {
            case .all: true
            case .some(let chosen): chosen(name, above)
            }
        }

        /// The prose of the parts of the given kinds; where a control has none of them, of all that are no guidance.
        private func statement(_ tree: DataTree, _ names: [String]) -> String? {
            let parts = tree.items("parts")
            var wanted = parts.filter { names.contains($0.word("name") ?? "") }
            if wanted.isEmpty {
                wanted = parts.filter { part in
                    let name = part.word("name") ?? ""
                    return !OSCALCatalogue.beside.contains(where: name.hasPrefix)
                }
            }
            var fill = catalogue.parameters.filling()
            for part in wanted { fill.add(part, level: 0) }
            return fill.out.isEmpty ? nil : fill.out
        }

        private mutating func remarkOtherParts(_ tree: DataTree, _ names: [String]) {
            let isLeft = tree.items("parts").contains { part in
                let name = part.word("name") ?? ""
                return !names.contains(name) && OSCALCatalogue.beside.contains(where: name.hasPrefix)
            }
            guard isLeft else { return }
            gathering.remark(
                .leftOut, (tree.word("id") ?? tree.word("title")).map { .clause(PlainWords.cut($0, to: 80)) },
                da: "Vejledning og afprøvning er ikke taget med, kun det, der kræves.",
                en: "Guidance and assessment are not taken along, only what is demanded.")
        }

        /// Headings with nothing chosen below them say nothing in a profile.
        mutating func dropEmptyHeadings() throws(Refusal) {
            var needed: Set<String> = []
            for clause in found.reversed() where !clause.key.hasPrefix("group ") || needed.contains(clause.key) {
                if let parent = clause.parent { needed.insert(parent) }
            }
            found.removeAll { $0.key.hasPrefix("group ") && !needed.contains($0.key) }
        }
    }

    /// Parts that are about a clause and not what it says, by how their names begin.
    private static let beside = ["guidance", "assessment", "objective", "overview", "instruction", "example", "test"]

    private func words(_ text: String?) -> ClauseGathering.Words { .init(text, in: language) }

    /// As we wrote it, where OSCAL’s rules for identifiers made us write it otherwise; else as it stands there.
    static func id(_ tree: DataTree) -> String? {
        property("clause-id", of: tree, in: namespace) ?? tree.word("id")
    }

    private static func label(_ tree: DataTree, _ id: String?) -> String? {
        let label = property("label", of: tree, in: nil)
        return label == id ? nil : label
    }

    private static func property(_ name: String, of tree: DataTree, in namespace: String?) -> String? {
        // One without a class first: NIST has one for print and one with leading zeros for assessment.
        let all = tree.items("props").filter {
            $0.word("name") == name && (namespace == nil || $0.word("ns") == namespace)
        }
        return (all.first { $0["class"] == nil } ?? all.first)?.word("value")
    }

    private static func withdrawn(_ tree: DataTree) -> Set<String> {
        var found: Set<String> = []
        for below in tree.items("groups") + tree.items("controls") {
            if isWithdrawn(below), let id = below.word("id") { found.insert(id) }
            found.formUnion(withdrawn(below))
        }
        return found
    }

    private static func isWithdrawn(_ control: DataTree) -> Bool {
        control.items("props").contains {
            $0.word("name") == "status" && $0.word("value")?.lowercased() == "withdrawn"
        }
    }
}
