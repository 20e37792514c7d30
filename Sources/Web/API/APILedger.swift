// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

extension API.Reading {
    /// The ledger, newest first; with `about=kind:id` what concerns one thing.
    func entries() throws(APIProblem) -> APIAnswer {
        let (limit, cursor) = (try limit(), try cursor())
        var before = sight.known
        if let cursor {
            guard let position = Int(cursor.key), position >= 0 else { throw badCursor }
            before = min(before, position)
        }
        let found: [Entry]
        if let about = parameter("about") {
            let parts = about.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = SubjectKind(rawValue: parts[0]), let id = ID<Subject>(parts[1]) else {
                throw APIProblem(
                    .malformed, field: "about", da: "Skriv art:reference, fx document:0190….",
                    en: "Write kind:reference, such as document:0190….")
            }
            let positions = caller.house.trail.positions(of: Subject(kind, id)).filter { $0 < before }
            // What may not be seen is as empty as what is not there.
            found = positions.suffix(limit + 1).reversed().compactMap { try? sight.entry($0) }
        } else {
            found = sight.newestEntries(before: before, most: limit + 1)
        }
        let shown = found.prefix(limit)
        return page(
            shown.map(entry), limit: limit, offset: cursor?.offset ?? 0,
            last: found.count > limit ? shown.last.map { String($0.position) } : nil)
    }

    func entry(_ entry: Entry) -> JSON {
        .members([
            ("position", .number(entry.position)), ("kind", .string(entry.kind.rawValue)),
            (
                "subject",
                .members([
                    ("kind", .string(entry.subject.kind.rawValue)), ("id", .string(entry.subject.id.description)),
                    ("revision", .number(entry.revision)),
                ])
            ),
            ("sentence", .string(Sentence.of(entry, in: sight, language))), ("effective", day(entry.effective)),
            ("recorded", .string(entry.recorded.description)), ("late", .bool(entry.isLate)),
            ("late_reason", text(entry.lateReason)), ("actor", actor(entry)),
            ("by", .string(Sentence.actor(of: entry, in: sight, language))), ("behalf", named(entry.behalf)),
            ("door", .string(entry.door.rawValue)), ("hash", .string(entry.hash.base64)),
            ("annulled_by", sight.annulled(by: entry.position).map { .number($0) } ?? .null),
        ])
    }

    private func actor(_ entry: Entry) -> JSON {
        switch entry.actor {
        case .person(let ref, _, let method, _, _):
            .members([("type", "person"), ("id", .string(ref.text)), ("method", .string(method))])
        case .system(let component, let rule, let version):
            .members([
                ("type", "system"), ("component", .string(component)), ("rule", rule.map { .string($0) }),
                ("version", .string(version)),
            ])
        case .organisation(let ref): .members([("type", "organisation"), ("id", .string(ref.text))])
        case .operator(let user): .members([("type", "operator"), ("user", .string(user))])
        }
    }

    func checkpoint() throws -> APIAnswer {
        guard let note = caller.house.checkpoint, let checkpoint = try? Checkpoint.unverified(note) else {
            throw unsigned()
        }
        return APIAnswer(
            200,
            .members([
                ("checkpoint", .string(note)), ("origin", .string(checkpoint.origin)),
                ("size", .number(checkpoint.size)),
                ("root", .string(checkpoint.root.base64)), ("verifier_key", .string(caller.house.key.verifier.text)),
            ]))
    }

    /// The proof that an entry stands in the ledger that the last checkpoint signs, with the leaf in its extra line.
    func proof(of position: Int) throws -> APIAnswer {
        let house = caller.house
        _ = try sight.entry(position)
        guard let note = house.checkpoint, let checkpoint = try? Checkpoint.unverified(note), position < checkpoint.size
        else { throw unsigned() }
        var leaf: [UInt8] = []
        try house.store.read(position..<position + 1) { row in
            leaf = Array(row.leaf)
            return false
        }
        let tree = house.state.book.tree
        guard !leaf.isEmpty, tree.count >= checkpoint.size,
            let proof = TlogProof(tree: tree, index: position, size: checkpoint.size, checkpoint: note, leaf: leaf)
        else {
            throw APIProblem(
                .outOfTurn, da: "Revisionssporet svarer ikke til sit kontrolpunkt. Kør »vaern ledger verify«.",
                en: "The ledger does not match its checkpoint. Run »vaern ledger verify«.")
        }
        return APIAnswer(200, type: "text/plain; charset=utf-8", Array(proof.text.utf8))
    }

    /// A checkpoint follows a fact at the latest within a second.
    private func unsigned() -> APIProblem {
        APIProblem(
            .outOfTurn, da: "Posten er endnu ikke underskrevet. Prøv igen om et sekund.",
            en: "The entry is not signed yet. Try again in a second.")
    }
}
