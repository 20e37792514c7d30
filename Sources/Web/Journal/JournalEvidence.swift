// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// Where a decision or an approval stands in the ledger, with the checkpoint that its proof leads to. Taken once, so that
/// all of a package speaks of the same checkpoint.
struct JournalEvidence: Sendable {
    let entry: Entry
    let checkpoint: Checkpoint?
    /// A C2SP tlog-proof; nil: the entry is not signed yet.
    let proof: String?
    let origin: String
    let key: String

    init(_ position: Int, _ sight: Sight) throws(Refusal) {
        entry = try sight.entry(position)
        let house = sight.house
        let proof = house.proof(of: position)
        let note = proof.flatMap { try? TlogProof(text: $0) }?.checkpoint
        checkpoint = note.flatMap { try? Checkpoint.unverified($0) }
        self.proof = proof
        origin = sight.state.book.origin
        key = house.key.verifier.text
    }

    var node: JournalNode {
        .members([
            ("origin", .text(origin)), ("position", .number(entry.position)), ("leafHash", .text(entry.hash.base64)),
            (
                "checkpoint",
                checkpoint.map {
                    .members([
                        ("origin", .text($0.origin)), ("size", .number($0.size)), ("root", .text($0.root.base64)),
                    ])
                }
            ),
            ("key", .text(key)), ("proof", proof.map { _ in .text(JournalPackage.proofPath) }),
        ])
    }

    /// As rows of a printed page.
    func rows(_ context: Context) -> [(label: String, value: String)] {
        var rows = [(context.say(da: "Post i revisionssporet", en: "Entry of the ledger"), "\(entry.position)")]
        if let checkpoint {
            rows += [
                (context.say(da: "Kontrolpunkt", en: "Checkpoint"), checkpoint.origin),
                (context.say(da: "Størrelse", en: "Size"), "\(checkpoint.size)"),
                (context.say(da: "Rod", en: "Root"), checkpoint.root.base64),
            ]
        }
        return rows + [(context.say(da: "Nøgle", en: "Key"), key)]
    }
}
