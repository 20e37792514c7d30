// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads what the community around MISP shares: a taxonomy (`machinetag.json`), whose machine tags are threats, and a cluster
/// of a galaxy. Both are in English. What a tag is called in MISP goes with each threat, so that it can be found again there.
enum MISPThreats {
    static func isTaxonomy(_ tree: DataTree) -> Bool { tree.word("namespace") != nil && tree["predicates"] != nil }

    static func isGalaxy(_ tree: DataTree) -> Bool {
        tree["predicates"] == nil && tree.word("type") != nil
            && tree.items("values").contains { $0.word("value") != nil }
    }

    static func taxonomy(_ tree: DataTree) throws(Refusal) -> ThreatReading {
        let namespace = tree.word("namespace") ?? ""
        var reading = ThreatReading(.mispTaxonomy, label: label(tree.word("expanded") ?? namespace))
        head(tree, namespace, &reading)
        reading.address = tree.items("refs").lazy.compactMap(\.word).first.flatMap { line($0, 500) }
        var entries: [String: [DataTree]] = [:]
        for values in tree.items("values") {
            entries[values.word("predicate") ?? "", default: []] += values.items("entry")
        }
        // The same word may stand below several predicates.
        var times: [String: Int] = [:]
        for entry in entries.values.joined() { times[entry.word("value") ?? "", default: 0] += 1 }
        var (gathering, number) = (ThreatGathering(), 0)
        for predicate in tree.items("predicates") {
            let name = predicate.word("value") ?? ""
            let own = entries[name] ?? []
            // A predicate without values is a tag itself.
            for entry in own.isEmpty ? [predicate] : own {
                number += 1
                let value = entry.word("value") ?? ""
                let isTag = own.isEmpty
                let tag = isTag ? "\(namespace):\(name)" : "\(namespace):\(name)=\"\(value)\""
                let isAmbiguous = !isTag && times[value, default: 0] > 1
                var found = ThreatGathering.Found(
                    number, code: isAmbiguous ? "\(name).\(value)" : value, tag: value.isEmpty ? nil : tag,
                    written: value.isEmpty ? nil : tag)
                found.name = .init(entry.word("expanded") ?? value, in: "en")
                found.about = .init(entry.word("description"), in: "en")
                if !isTag { found.group = .init(predicate.word("expanded") ?? name, in: "en") }
                try gathering.add(found)
            }
        }
        reading.take(gathering)
        return reading
    }

    static func galaxy(_ tree: DataTree) throws(Refusal) -> ThreatReading {
        let type = tree.word("type") ?? ""
        var reading = ThreatReading(.mispGalaxy, label: label(tree.word("name") ?? type))
        head(tree, type, &reading)
        reading.publisher = line(tree.items("authors").compactMap(\.word).joined(separator: ", "), 300)
        reading.address = tree.word("source").flatMap { line($0, 500) }
        var gathering = ThreatGathering()
        for (index, value) in tree.items("values").enumerated() {
            let name = value.word("value") ?? ""
            // ATT&CK and the like have numbers of their own: T1566.
            let code = value["meta"]?.word("external_id") ?? name
            let tag = name.isEmpty ? nil : "misp-galaxy:\(type)=\"\(name)\""
            var found = ThreatGathering.Found(index + 1, code: code, tag: tag, written: tag)
            found.name = .init(name, in: "en")
            found.about = .init(value.word("description"), in: "en")
            try gathering.add(found)
        }
        reading.take(gathering)
        return reading
    }

    private static func head(_ tree: DataTree, _ name: String, _ reading: inout ThreatReading) {
        reading.name = Framework.Name(proposedFrom: name)
        reading.about = tree.word("description").flatMap(PlainWords.lines).map { text in
            let short = PlainWords.cut(text, to: 2000)
            return Phrase(da: short, en: short)
        }
        reading.version = tree.word("version").flatMap { line($0, 100) }
        reading.languages = ["en"]
    }

    private static func label(_ text: String) -> Phrase {
        let text = line(text, 200) ?? ""
        return Phrase(da: text, en: text)
    }

    private static func line(_ text: String, _ most: Int) -> String? {
        PlainWords.line(PlainWords.beginning(text, of: most), to: most)
    }
}
