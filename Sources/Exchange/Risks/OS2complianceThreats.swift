// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads a catalogue of threats in the form that OS2compliance imports: a list of threats, each with identifier, the
/// catalogue and the type that it stands under, a description in Danish, and whether it is about the rights of those
/// registered; or the catalogue itself with its threats inside.
enum OS2complianceThreats {
    static func isOne(_ tree: DataTree) -> Bool {
        list(tree).contains { $0.word("identifier") != nil && $0.word("threatType") != nil }
    }

    private static func list(_ tree: DataTree) -> [DataTree] {
        tree.items.isEmpty ? tree.items("threats") : tree.items
    }

    static func read(_ tree: DataTree) throws(Refusal) -> ThreatReading {
        let threats = list(tree)
        var catalogues: [String] = []
        for threat in threats {
            guard let name = threat.word("threatCatalogIdentifier"), !catalogues.contains(name) else { continue }
            // More than a few are no catalogues.
            if catalogues.count < 100 { catalogues.append(name) }
        }
        let label = (tree.word("name") ?? catalogues.joined(separator: ", "))
        let title = PlainWords.line(label, to: 200) ?? "OS2compliance"
        var reading = ThreatReading(.os2compliance, label: Phrase(da: title, en: title))
        reading.name = Framework.Name(proposedFrom: tree.word("identifier") ?? title)
        reading.languages = ["da"]
        var gathering = ThreatGathering()
        for (index, threat) in threats.enumerated() {
            var found = ThreatGathering.Found(index + 1, code: threat.word("identifier") ?? "")
            let description = threat.word("description")
            found.name = .init(description, in: "da")
            let type = threat.word("threatType").map(withoutNumber)
            let catalogue = catalogues.count > 1 ? threat.word("threatCatalogIdentifier") : nil
            found.group = .init([catalogue, type].compactMap { $0 }.joined(separator: ": "), in: "da")
            let isLong = (description?.utf8.count ?? 0) > ThreatGathering.longestName
            found.about = .init(isLong ? description : nil, in: "da")
            if !isLong, ["true", "1"].contains(threat.word("rights")) {
                found.about = .init(
                    da: "Truslen gælder de registreredes rettigheder.",
                    en: "The threat is about the rights of those registered.")
            }
            try gathering.add(found)
        }
        reading.take(gathering)
        return reading
    }

    /// »Leverandører« of »2) Leverandører«: the number is there for the order alone.
    private static func withoutNumber(_ text: String) -> String {
        let rest = text.trimmed.drop(while: \.isNumber)
        guard rest.first == ")" || rest.first == ".", rest.count < text.trimmed.count else { return text }
        return String(rest.dropFirst()).trimmed
    }
}
