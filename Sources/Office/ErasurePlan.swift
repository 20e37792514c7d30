// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger

/// What would be erased for a person, what would be kept, and why: shown before anything is done (GDPR Article 17).
public struct ErasurePlan: Sendable {
    public enum Ground: Hashable, Sendable {
        /// It is the person's own data, or what the person typed.
        case erase
        /// The organisation must be able to prove it (GDPR Articles 5(2) and 17(3)(b) and (e); policy §§7.2–7.3).
        case keepAsRecord
    }

    public struct Item: Sendable {
        public let position: Int
        /// What the entry is about.
        public let subject: Subject
        public let kind: FactKind
        public let field: String
        public let value: ValueID
        public let ground: Ground
    }

    public let items: [Item]
    /// Legal holds that stop the erasure.
    public let holds: [Person.Hold]

    /// The values that go; with an override also those the rules would keep.
    public func toErase(override: Bool) -> [ValueID] {
        items.filter { override || $0.ground == .erase }.map(\.value)
    }

    /// Reads the whole ledger for facts about or by the person.
    public static func make(for person: ID<Person>, in house: House) throws(Refusal) -> ErasurePlan {
        guard let known = house.state.register.persons[person] else { throw Refusal.unknown }
        let gone = house.trail.erased
        var items: [Item] = []
        var isKnown = false
        do {
            try house.store.read(0..<house.state.book.head) { row in
                items += try ErasurePlan.items(in: row, of: Ref(person), gone, &isKnown)
                return true
            }
        } catch {
            throw Desk.broken
        }
        return ErasurePlan(items: items, holds: known.holds.filter { $0.lifted == nil })
    }

    private static func items(
        in row: LedgerRow, of person: Ref, _ gone: Set<Ref>, _ isKnown: inout Bool
    ) throws -> [Item] {
        let header = try LeafHeader(row.leaf)
        if header.subject == person, header.subjectKind == "person" { isKnown = true }
        guard header.valueCount > 0, let kind = FactKind(wire: header.kind) else { return [] }
        let isSubject = header.subject == person && header.subjectKind == "person"
        let isActor = header.person == person
        let payload = try FlatObject(row.payload)
        let subject = try Subject(header)
        var found: [Item] = []
        try kind.forEachValue(in: payload) { field, ref in
            // What the person wrote for the organisation is listed too, as kept: it goes only by an override.
            let isOwn = field.concerns(person, isSubject: isSubject, isActor: isActor, isKnown: isKnown, payload)
            guard !gone.contains(ref), isOwn || isActor || isSubject else { return }
            found.append(
                Item(
                    position: row.position, subject: subject, kind: kind, field: field.name, value: ID(ref),
                    ground: field.retention == .record || !isOwn ? .keepAsRecord : .erase))
        }
        return found
    }
}
