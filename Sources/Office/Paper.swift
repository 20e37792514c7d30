// SPDX-License-Identifier: MPL-2.0

import Domain

/// The paper of a decision: what the members had before them, kept as a file and bound by its commitment.
enum Paper {
    /// Adds the paper to what a decision is made from.
    static func attach(to arguments: inout Arguments, _ register: Register, _ texts: Texts, on today: Day) {
        guard let id = (try? arguments.optionalID("document", of: Document.self)).flatMap({ $0 }),
            let document = register.documents[id]
        else { return }
        let act = (try? arguments.optionalChoice("act", Decision.Act.self)).flatMap { $0 } ?? .adopt
        let proposal = act == .reclassify ? document.proposedClass(on: today) : nil
        let version =
            proposal.flatMap { known in document.versions.first { $0.id == known.version } } ?? document.pending
        var lines = [
            "Beslutningsgrundlag", "",
            "Dokument: \(document.title.newest.flatMap { texts.text($0) } ?? "")",
            "Id: \(id)", "Revision: \(document.revision)",
        ]
        if let proposal {
            lines += [
                "Klassifikation før: \(proposal.was.label.da)",
                "Foreslået klassifikation: \(proposal.classification.label.da)",
                "Begrundelse: \(texts.text(proposal.reason) ?? "")",
            ]
            if let from = proposal.from { lines.append("Foreslået fra: \(from)") }
        }
        if let version {
            lines += [
                "Version: \(version.draft.number)",
                "Klassifikation: \(version.classification(on: today).label.da)", "",
            ]
        }
        var bytes = Array(lines.joined(separator: "\n").utf8)
        if let version, let text = texts.bytes(version.draft.text) { bytes += [0x0A] + text }
        if let translation = version?.translations.newest, let text = texts.bytes(translation.text) {
            let title = texts.text(translation.title) ?? ""
            bytes += Array("\nOversættelse: \(translation.language.label.da)\nTitel: \(title)\n".utf8) + text
        }
        arguments.files["paper"] = .init(name: "beslutningsgrundlag.txt", bytes: bytes)
    }
}
