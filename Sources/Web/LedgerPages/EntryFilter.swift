// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// Which entries the audit trail is narrowed to, as the address says: what they are about, whose they are, when they
/// were recorded.
struct EntryFilter: Sendable {
    let kind: SubjectKind?
    let name: String?
    let day: Day?
    /// Where they can stand.
    let positions: Range<Int>
    private let sight: Sight
    private let persons: Set<ID<Person>>?

    /// Whether the address asks for anything but the newest entries.
    static func isAsked(_ context: Context) -> Bool {
        ["om", "person", "dag", "foer"].contains { context.argument($0) != nil }
    }

    init(_ context: Context) {
        sight = context.sight
        kind = context.argument("om").flatMap { SubjectKind(rawValue: $0) }
        name = context.argument("person")
        day = context.argument("dag").flatMap { Day(typed: $0) }
        persons = name.map { PersonSearch.find($0, in: context, most: 200) }
        let (house, known) = (context.sight.house, context.sight.known)
        let end = day.map { min(known, house.count(recordedBy: $0)) } ?? known
        positions = min(end, day.map { house.count(recordedBy: $0 - 1) } ?? 0)..<end
    }

    /// Whether entries of the positions may fall away.
    var isNarrow: Bool { kind != nil || name != nil }

    func takes(_ entry: Entry) -> Bool {
        if let kind, entry.subject.kind != kind { return false }
        guard let persons else { return true }
        if let actor = entry.actor.person, persons.contains(ID(actor)) { return true }
        return entry.subject.kind == .person && persons.contains(entry.subject.id.seen(as: Person.self))
    }

    /// Hands over all that fit, newest first, until `body` returns false. It reads the ledger.
    func every(_ body: (Entry) -> Bool) {
        var position = positions.upperBound
        while position > positions.lowerBound {
            let chunk = sight.newestEntries(before: position, most: 200)
            guard let last = chunk.last else { return }
            for entry in chunk {
                guard entry.position >= positions.lowerBound else { return }
                if takes(entry), !body(entry) { return }
            }
            position = last.position
        }
    }
}
