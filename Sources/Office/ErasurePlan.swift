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
        /// It is another's data too, on whose data a legal hold lies (GDPR Articles 17(3)(e) and 18(2)). No reason overrides
        /// it: the hold must be lifted first.
        case keepForHold
    }

    public struct Item: Sendable {
        public let position: Int
        /// What the entry is about.
        public let subject: Subject
        public let kind: FactKind
        public let field: String
        public let value: ValueID
        public let ground: Ground
        /// Those others whose legal hold keeps it.
        public let heldFor: [ID<Person>]
    }

    public let items: [Item]
    /// Legal holds that stop the erasure.
    public let holds: [Person.Hold]

    /// The values that go; with an override also those the rules would keep, but never what another's hold keeps.
    public func toErase(override isOverridden: Bool) -> [ValueID] {
        items.filter { item in
            switch item.ground {
            case .erase: true
            case .keepAsRecord: isOverridden
            case .keepForHold: false
            }
        }.map(\.value)
    }

    /// The items whose entry a person sees. The others are erased too, but are counted only where they are shown: what kind
    /// they are, and where they stand, may tell what was confided.
    public func seen(by sight: Sight) -> [Item] {
        let entries = sight.house.entries.read(
            Set(items.map(\.position)).filter { $0 < sight.known }.sorted(), from: sight.house.store)
        let seen = Set(entries.filter { sight.sees($0) }.map(\.position))
        return items.filter { seen.contains($0.position) }
    }

    /// Reads the whole ledger for facts about or by the person.
    ///
    /// - Parameter register: what stands, where that is newer than what is published: holds may have been placed in it.
    public static func make(
        for person: ID<Person>, in house: House, _ register: Register? = nil
    ) throws(Refusal) -> ErasurePlan {
        let register = register ?? house.state.register
        guard let known = register.persons[person] else { throw Refusal.unknown }
        let (gone, held) = (house.trail.erased, register.held.filter { $0 != person })
        var items: [Item] = []
        var isKnown = false
        do {
            try PersonFact.each(
                of: person, from: 0, to: house.state.book.head, in: house.store, isKnown: &isKnown
            ) { fact in
                items += ErasurePlan.items(of: fact, gone) { value in
                    house.holders(of: value.field, value.whose, at: fact.position, among: held)
                }
            }
        } catch {
            throw Desk.broken
        }
        return ErasurePlan(items: items, holds: known.holds.filter { $0.lifted == nil })
    }

    private static func items(
        of fact: PersonFact, _ gone: Set<Ref>, holders: (PersonFact.Value) -> [ID<Person>]
    ) -> [Item] {
        fact.values.compactMap { value in
            // What the person wrote for the organisation is listed too, as kept: it goes only by an override.
            guard !gone.contains(Ref(value.id)), value.isOwn || fact.isActor || fact.isSubject else { return nil }
            let holders = holders(value)
            let isRecord = value.field.retention == .record || !value.isOwn
            return Item(
                position: fact.position, subject: fact.subject, kind: fact.kind, field: value.field.name,
                value: value.id, ground: !holders.isEmpty ? .keepForHold : isRecord ? .keepAsRecord : .erase,
                heldFor: holders)
        }
    }
}
