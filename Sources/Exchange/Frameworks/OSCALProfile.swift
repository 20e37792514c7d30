// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads a profile in OSCAL: which controls of a catalogue somebody chose. What the profile changes in them is not taken
/// along and is said: a value that a parameter is set to is a decision, and those stand in the organisation's own ledger.
struct OSCALProfile {
    /// Each control is held against each of them: nobody has chosen from more catalogues, or by more patterns.
    private static let mostImports = 50
    private static let mostPatterns = 20

    private let tree: DataTree

    init(_ tree: DataTree) { self.tree = tree }

    func read(from catalogue: OSCALCatalogue) throws(Refusal) -> FrameworkReading {
        let imports = tree.items("imports")
        guard !imports.isEmpty else {
            throw .invalid(
                "file", da: "Profilen vælger ikke fra noget katalog. Vælg en profil, der har »imports«.",
                en: "The profile chooses from no catalogue. Choose a profile that has »imports«.")
        }
        let selections = imports.prefix(Self.mostImports + 1).map(Selection.init)
        guard selections.count <= Self.mostImports, !selections.contains(where: \.hasTooManyPatterns) else {
            throw .tooEntangled
        }
        var met: Set<String> = []
        let reading = try catalogue.read(
            .some { id, above in
                met.insert(id)
                return selections.contains { $0.takes(id, above) }
            })
        var own = FrameworkReading(.oscalProfile, reading.kind, label: reading.label)
        OSCALCatalogue.head(tree["metadata"], of: tree, into: &own)
        if own.label.da.isEmpty { own.label = reading.label }
        own.publisher = own.publisher ?? reading.publisher
        own.rights = own.rights ?? reading.rights
        if own.languages.isEmpty { own.languages = reading.languages }
        own.clauses = reading.clauses
        remark(selections, met, in: catalogue, &own)
        own.remarks += reading.remarks
        return own
    }

    private func remark(
        _ selections: [Selection], _ met: Set<String>, in catalogue: OSCALCatalogue, _ own: inout FrameworkReading
    ) {
        if Set(tree.items("imports").map { $0.word("href") ?? "" }).count > 1 {
            own.remark(
                .changed, nil, da: "Profilen vælger fra flere kataloger. Alt er søgt i det ene, du har valgt.",
                en: "The profile chooses from several catalogues. All was looked for in the one you chose.")
        }
        var asked: Set<String> = []
        for id in selections.flatMap(\.asked) where asked.insert(id).inserted {
            if catalogue.withdrawn.contains(id) {
                own.remark(
                    .leftOut, .clause(id), da: "Det er trukket tilbage i kataloget og er ikke taget med.",
                    en: "It is withdrawn in the catalogue and is not taken along.")
            } else if !met.contains(id) {
                own.remark(
                    .unreadable, .clause(PlainWords.cut(id, to: 80)), da: "Det findes ikke i kataloget.",
                    en: "It is not in the catalogue.")
            }
        }
        for setting in tree["modify"]?.items("set-parameters") ?? [] {
            own.remark(
                .leftOut, .clause(PlainWords.cut(setting.word("param-id") ?? "–", to: 80)),
                da: "Profilen sætter en værdi ind. Den er ikke taget med: hvad I sætter ind, beslutter I selv.",
                en: "The profile puts a value in. It is not taken along: what you put in, you decide yourselves.")
        }
        for alteration in tree["modify"]?.items("alters") ?? [] {
            own.remark(
                .leftOut, .clause(PlainWords.cut(alteration.word("control-id") ?? "–", to: 80)),
                da: "Profilen ændrer teksten. Kravet står, som kataloget har det.",
                en: "The profile alters the text. The clause stands as the catalogue has it.")
        }
    }

    /// What one import takes and leaves.
    private struct Selection {
        let asked: [String]
        private let takesAll: Bool
        private let included: Rule
        private let excluded: Rule

        init(_ tree: DataTree) {
            let include = tree.items("include-controls")
            // An import that says nothing takes all, as OSCAL's rules for resolving profiles have it.
            takesAll = tree["include-all"] != nil || include.isEmpty
            included = Rule(include)
            excluded = Rule(tree.items("exclude-controls"))
            asked = included.ids
        }

        var hasTooManyPatterns: Bool { included.hasTooManyPatterns || excluded.hasTooManyPatterns }

        func takes(_ id: String, _ above: [String]) -> Bool {
            (takesAll || included.names(id, above)) && !excluded.names(id, above)
        }
    }

    private struct Rule {
        private(set) var ids: [String] = []
        private var own: Set<String> = []
        /// Those whose enhancements are meant too.
        private var withThoseBelow: Set<String> = []
        private var patterns: [(pattern: [UInt8], isDeep: Bool)] = []

        init(_ selectors: [DataTree]) {
            for selector in selectors {
                let isDeep = selector.word("with-child-controls") == "yes"
                for id in selector.items("with-ids").compactMap(\.word) {
                    ids.append(id)
                    own.insert(id)
                    if isDeep { withThoseBelow.insert(id) }
                }
                for pattern in selector.items("matching").prefix(OSCALProfile.mostPatterns + 1) {
                    if let text = pattern.word("pattern") { patterns.append((Array(text.utf8.prefix(100)), isDeep)) }
                }
            }
        }

        var hasTooManyPatterns: Bool { patterns.count > OSCALProfile.mostPatterns }

        func names(_ id: String, _ above: [String]) -> Bool {
            own.contains(id) || above.contains(where: withThoseBelow.contains)
                || patterns.contains { rule in
                    Rule.fits(Array(id.utf8), rule.pattern)
                        || (rule.isDeep && above.contains { Rule.fits(Array($0.utf8), rule.pattern) })
                }
        }

        /// `*` stands for any characters, `?` for one. It goes back to the last star alone, so no pattern takes long.
        static func fits(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
            var (at, place) = (0, 0)
            var star: (place: Int, at: Int)?
            while at < text.count {
                if place < pattern.count, pattern[place] == 0x2A {
                    star = (place, at)
                    place += 1
                } else if place < pattern.count, pattern[place] == 0x3F || pattern[place] == text[at] {
                    (at, place) = (at + 1, place + 1)
                } else if let last = star {
                    star = (last.place, last.at + 1)
                    (at, place) = (last.at + 1, last.place + 1)
                } else {
                    return false
                }
            }
            return pattern[place...].allSatisfy { $0 == 0x2A }
        }
    }
}
