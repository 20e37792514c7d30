// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension House {
    private static let decision = """
        Slettet igen efter gendannelse: kopien var fra før sletningen. Afgørelsen stod i de poster, der gik tabt.
        """

    /// After a database came back from a backup that is older than an erasure, its values are gone and no fact says
    /// why. This records it, so that the ledger can be verified.
    ///
    /// - Returns: how many values.
    @discardableResult
    public func noteErasedAgain(version: String) throws -> Int {
        let state = state
        let unknown = Set(outside.erasures()).subtracting(trail.erased)
        guard alarm == nil, !unknown.isEmpty else { return 0 }
        var (register, book) = (state.register, state.book)
        var drafts: [(draft: Draft, revision: Int)] = []
        var notes: [(fact: Fact, command: Ref)] = []
        let lost = try lost(unknown)
        let parts = lost.map { (of: $0.key, values: $0.value) }.sorted {
            ($0.of.person, $0.of.isConfided ? 1 : 0) < ($1.of.person, $1.of.isConfided ? 1 : 0)
        }
        for (of, values) in parts {
            // As many as an erasure names in one fact.
            for start in stride(from: 0, to: values.count, by: 700) {
                let bits = mint.random()
                let decision = ValueID(high: bits.0, low: bits.1)
                let part = Array(values[start..<min(start + 700, values.count)])
                let fact = Fact.person(of.person, .erased(decision: decision, basis: .request, values: part))
                var draft = try House.draft(
                    fact, clock, mint, version, values: [decision: Array(House.decision.utf8)])
                draft.actor = .system(
                    component: "restore", rule: of.isConfided ? Actor.confided : nil, version: version)
                let position = state.book.head + drafts.count
                register.apply(
                    fact,
                    Stamp(
                        position: position, effective: Day(number: draft.effective),
                        recorded: Instant(milliseconds: max(draft.recorded, book.recorded)), by: nil))
                drafts.append((draft, register.revision(of: fact.subject)))
                notes.append((fact, draft.command))
            }
        }
        guard !drafts.isEmpty else { return 0 }
        let facts = try book.seal(drafts)
        guard try store.append(facts, after: state.book.head, reserve: true) == .durable else {
            throw FoundingFault.overtaken
        }
        for (fact, note) in zip(facts, notes) {
            trail.note(
                note.fact.subject, position: fact.position, recorded: book.recorded, command: note.command, part: 1,
                parts: 1)
        }
        trail.noteErased(lost.values.flatMap { $0.map { Ref($0) } })
        publish(State(register: register, book: book), changed: Set(notes.map(\.fact.subject)))
        return lost.values.reduce(0) { $0 + $1.count }
    }

    /// Whose values are gone, and whether they were confided: what of them is recorded is not for everybody then.
    private struct Lost: Hashable {
        let person: ID<Person>
        let isConfided: Bool
    }

    /// Those of the values that facts of this ledger name, under the person whose data they are.
    private func lost(_ refs: Set<Ref>) throws -> [Lost: [ValueID]] {
        var lost: [Lost: [ValueID]] = [:]
        // A file that the operator took in goes with the last of those whom it was recorded with.
        var last: Ref?
        try store.read(0..<state.book.head) { row in
            let header = try LeafHeader(row.leaf)
            last = header.personalSubject ?? last
            guard header.valueCount > 0, let kind = FactKind(wire: header.kind) else { return true }
            let payload = try FlatObject(row.payload)
            try kind.forEachValue(in: payload) { field, ref in
                guard refs.contains(ref) else { return }
                let named = header.personalSubject ?? header.person ?? field.named(in: payload)
                guard let person = named ?? (field.isAnybodys ? last : nil) else { return }
                lost[Lost(person: ID(person), isConfided: kind.isConfided), default: []].append(ID(ref))
            }
            return true
        }
        return lost
    }
}
