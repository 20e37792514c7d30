// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads the threats of an analysis exported from MONARC: the knowledge base of a newer export (version 2.13 and on), the
/// threats with `label1` to `label4` of an older one, or a list of threats alone. Which vulnerabilities let a threat happen
/// is taken from its information risks. Nothing else of the analysis is read.
struct MONARCThreats {
    private let tree: DataTree
    private let base: DataTree
    /// The languages of an older export, by the number behind `label`.
    private static let languages = ["fr", "en", "de", "nl"]

    /// Nil: the file is something else.
    init?(_ tree: DataTree) {
        if let base = tree["knowledgeBase"], !base.items("threats").isEmpty {
            self.base = base
        } else if let asset = tree["asset"], asset["threats"]?.members.isEmpty == false {
            base = asset
        } else if Self.looksOwn(tree["threats"]) {
            base = tree
        } else if Self.looksOwn(tree) {
            base = .members([("threats", tree)])
        } else {
            return nil
        }
        self.tree = tree
    }

    /// Threats have a code and a label, and say which of the three properties they harm.
    private static func looksOwn(_ found: DataTree?) -> Bool {
        guard let first = found.flatMap({ $0.items.first ?? $0.members.first?.value }) else { return false }
        let isLabelled = first.word("label") != nil || first["label1"] != nil || first["label2"] != nil
        let isWeighed = ["c", "i", "a", "confidentiality", "integrity", "availability"].contains { first[$0] != nil }
        return first.word("code") != nil && isLabelled && isWeighed
    }

    func read() throws(Refusal) -> ThreatReading {
        let label = PlainWords.line(tree.word("label"), to: 200) ?? "MONARC"
        var reading = ThreatReading(.monarc, label: Phrase(da: label, en: label))
        reading.name = Framework.Name(proposedFrom: label)
        reading.version = (tree.word("exportDatetime") ?? tree.word("monarc_version")).flatMap(PlainWords.line)
            .map { PlainWords.cut($0, to: 100) }
        if let code = tree.word("languageCode")?.lowercased(), code.utf8.count == 2 { reading.languages = [code] }
        let vulnerabilities = vulnerabilities()
        var gathering = ThreatGathering()
        for (index, threat) in list("threats").enumerated() {
            // Zero: taken out of use there.
            if threat.word("status") == "0" {
                gathering.fault(
                    index + 1, nil, da: "Truslen er sat ud af brug i MONARC. Den er ikke taget med.",
                    en: "The threat is out of use in MONARC. It is not taken along.")
                continue
            }
            var found = ThreatGathering.Found(
                index + 1, code: threat.word("code") ?? threat.word("uuid") ?? "", tag: threat.word("uuid"))
            found.name = words("label", of: threat)
            found.about = words("description", of: threat)
            found.group = group(of: threat)
            found.affects = Self.affects(threat)
            found.vulnerabilities = threat.word("uuid").flatMap { vulnerabilities[$0.lowercased()] } ?? []
            try gathering.add(found)
        }
        reading.take(gathering)
        if reading.languages.isEmpty { reading.languages = languageOfThreats }
        return reading
    }

    /// Of a list, or of an object whose names are identifiers.
    private func list(_ name: String) -> [DataTree] {
        guard let found = base[name] else { return [] }
        return found.items.isEmpty ? found.members.map(\.value) : found.items
    }

    private var languageOfThreats: [String] {
        guard let first = list("threats").first else { return [] }
        if let code = first.word("language")?.lowercased().prefix(2), code.utf8.count == 2 { return [String(code)] }
        return zip(1..., Self.languages).filter { first.word("label\($0.0)") != nil }.map(\.1)
    }

    /// What is said in one language alone stands for all; English where there are several.
    private func words(_ name: String, of node: DataTree) -> ThreatGathering.Words {
        if let text = node.word(name) {
            let code = (node.word("language") ?? tree.word("languageCode"))?.lowercased().prefix(2)
            return .init(text, in: code.map { String($0) })
        }
        var words = ThreatGathering.Words(node.word("\(name)2"), in: "en")
        if words.en == nil { words.other = [1, 3, 4].lazy.compactMap { node.word("\(name)\($0)") }.first }
        return words
    }

    private func group(of threat: DataTree) -> ThreatGathering.Words {
        guard let theme = threat["theme"] else { return .init() }
        if !theme.members.isEmpty { return words("label", of: theme) }
        // A number that names one of the themes beside the threats; or the word itself.
        guard let name = theme.word else { return .init() }
        if let found = (base["themes"] ?? tree["themes"])?[name] { return words("label", of: found) }
        return name.allSatisfy(\.isNumber) ? .init() : .init(name, in: nil)
    }

    private static func affects(_ threat: DataTree) -> [ControlAttributes.Property] {
        let names: [(ControlAttributes.Property, [String])] = [
            (.confidentiality, ["confidentiality", "c"]), (.integrity, ["integrity", "i"]),
            (.availability, ["availability", "a"]),
        ]
        return names.filter { _, names in
            names.contains { name in threat.word(name).map { $0 == "1" || $0.lowercased() == "true" } ?? false }
        }.map(\.0)
    }

    /// By the threat that they let happen, as its information risks say.
    private func vulnerabilities() -> [String: [ThreatGathering.Words]] {
        var named: [String: ThreatGathering.Words] = [:]
        for one in list("vulnerabilities") + list("vuls") {
            if let id = one.word("uuid")?.lowercased() { named[id] = words("label", of: one) }
        }
        func id(_ name: String, of risk: DataTree) -> String? {
            (risk[name]?.word ?? risk[name]?.word("uuid"))?.lowercased()
        }
        var found: [String: [ThreatGathering.Words]] = [:]
        // The same pair may stand for many assets.
        var seen: Set<[String]> = []
        for risk in list("informationRisks") + list("amvs") {
            guard let threat = id("threat", of: risk), let weakness = id("vulnerability", of: risk),
                seen.insert([threat, weakness]).inserted
            else { continue }
            if let own = risk["vulnerability"], own.word("label") != nil {
                found[threat, default: []].append(words("label", of: own))
            } else if let words = named[weakness] {
                found[threat, default: []].append(words)
            }
        }
        return found
    }
}
