// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// What a history makes of a store: every fact is a command of its own.
enum Ledgers {
    static let origin = "eksempel.dk/vaern/fki/1"

    /// Seals the entries and appends them; `change` may falsify a draft.
    static func fill(
        _ store: some LedgerStore, _ entries: [History.Entry], batch: Int = 500,
        change: (inout Draft, Int) -> Void = { _, _ in }
    ) throws {
        var book = Book(origin: origin)
        var revisions: [Subject: Int] = [:]
        var start = 0
        while start < entries.count {
            var drafts: [(draft: Draft, revision: Int)] = []
            for entry in entries[start..<min(start + batch, entries.count)] {
                revisions[entry.fact.subject, default: 0] += 1
                var draft = try draft(entry)
                change(&draft, entry.stamp.position)
                drafts.append((draft, revisions[entry.fact.subject] ?? 1))
            }
            _ = try store.append(try book.seal(drafts), after: start, reserve: false)
            start += drafts.count
        }
    }

    static func draft(_ entry: History.Entry) throws -> Draft {
        let (fact, stamp) = (entry.fact, entry.stamp)
        let encoded = try FactCoding.encode(fact, late: entry.late)
        let number = UInt64(stamp.position)
        let actor: Actor =
            if let by = stamp.by {
                .person(
                    Ref(by), account: Ref(by), method: "password", strength: 1,
                    authenticated: stamp.recorded.milliseconds)
            } else {
                .system(component: "import", rule: nil, version: "1.0")
            }
        return Draft(
            id: Ref(high: 1, low: number), command: Ref(high: 2, low: number), subjectKind: fact.subject.kind.rawValue,
            subject: Ref(fact.subject.id), kind: encoded.kind.rawValue, kindVersion: encoded.kind.version,
            recorded: stamp.recorded.milliseconds, effective: stamp.effective.number, actor: actor, door: .web,
            payload: encoded.payload,
            values: encoded.values.map { DraftValue(ref: Ref($0.id), field: $0.field, bytes: [1, 2, 3]) })
    }

    /// The register that the program has while it serves: every fact applied when it happens.
    static func live(_ entries: some Sequence<History.Entry>, _ organisation: ID<Organisation>) -> Register {
        var register = Register(organisation: organisation)
        for entry in entries { register.apply(entry.fact, entry.stamp) }
        return register
    }
}
