// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger
import Synchronization

/// Where in the ledger what is about somebody lies, for the few who were asked about last. It holds positions and no text, so
/// nothing in it can be erased late; what was recorded since is read when somebody asks again.
final class HeldPlaces: Sendable {
    /// So many people; a few bytes for each of their facts.
    private static let most = 24

    private struct Known: Sendable {
        var upTo = 0
        var isKnown = false
        var facts: [PersonFact] = []
    }

    private let held = Mutex<[ID<Person>: Known]>([:])

    /// What there is of a person, oldest first.
    func facts(of person: ID<Person>, in house: House) throws -> [PersonFact] {
        var known = held.withLock { $0[person] } ?? Known()
        let head = house.state.book.head
        guard known.upTo < head else { return known.facts }
        var found: [PersonFact] = []
        // Apart from the desk, which shall not wait for it.
        try PersonFact.each(
            of: person, from: known.upTo, to: head, in: try house.store.apart(), isKnown: &known.isKnown
        ) { found.append($0) }
        known.facts += found
        known.upTo = head
        let answer = known
        held.withLock { held in
            if held.count >= HeldPlaces.most { held.removeAll(keepingCapacity: true) }
            if (held[person]?.upTo ?? 0) < answer.upTo { held[person] = answer }
        }
        return answer.facts
    }
}

/// What is held about a person, as the reader may see it (GDPR Article 15): by kind, every entry of the ledger about, by or
/// naming the person.
public struct HeldData: Sendable {
    public struct Item: Sendable {
        public let entry: Entry
        public let fact: PersonFact
    }

    public let person: ID<Person>
    /// The kinds of which there is something, with what there is, newest first.
    public let kinds: [(kind: DataKind, items: [Item])]

    public var count: Int { kinds.reduce(0) { $0 + $1.items.count } }
}

extension Sight {
    /// Whether the person may see what is held about another. What is held about oneself everybody may see.
    public func seesHeld(about other: ID<Person>) -> Bool {
        isOperator || Access.seesHeld(about: other, person, in: newest, on: today)
    }

    /// What is held about a person by the day shown. It reads the whole ledger, so it is asked on a thread of its own.
    public func held(about other: ID<Person>) throws -> HeldData {
        guard seesHeld(about: other), register.persons[other] != nil else { throw Refusal.unknown }
        let facts: [PersonFact]
        do { facts = try house.held.facts(of: other, in: house).filter { $0.position < known } } catch {
            throw Desk.broken
        }
        let entries = house.entries.read(facts.map(\.position), from: house.store)
        let byPosition = Dictionary(entries.map { ($0.position, $0) }, uniquingKeysWith: { first, _ in first })
        let items = facts.reversed().compactMap { fact -> HeldData.Item? in
            guard let entry = byPosition[fact.position], sees(entry) else { return nil }
            return HeldData.Item(entry: entry, fact: fact)
        }
        let groups = Dictionary(grouping: items) { $0.fact.kind.dataKind }
        return HeldData(
            person: other, kinds: DataKind.allCases.compactMap { kind in groups[kind].map { (kind, $0) } })
    }

    /// When what is somebody's in a kind goes: the first day on which it is gone; nil: the person is engaged.
    public func goes(_ kind: DataKind, of other: ID<Person>) -> Day? {
        switch kind.period {
        case .afterEngagement(let years):
            register.persons[other].flatMap { RetentionPlan.ended($0, on: day) }.map { $0.adding(years: years) + 1 }
        case .afterRecord: nil
        }
    }
}

/// What a vault value says, to the one whose it is.
public enum HeldText: Hashable, Sendable {
    case text(String)
    /// A file, with its size in bytes.
    case file(Int)
    /// A file that others are in too.
    case shared
    case erased
}

extension Sight {
    /// The values of an entry that are the person's own, or that the person typed, in the order of the fields.
    public func texts(of item: HeldData.Item) -> [(field: String, text: HeldText)] {
        item.fact.values.filter { $0.isOwn || item.fact.isActor && $0.field.isPersonal }.map { value in
            if value.field.isAnybodys { return (value.field.name, .shared) }
            guard let bytes = texts.bytes(value.id) else { return (value.field.name, .erased) }
            return (value.field.name, String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .file(bytes.count))
        }
    }

    /// Whether the person sees what goes when its period has ended.
    public var seesRetention: Bool { isOperator || Access.seesRetention(person, in: newest, on: today) }

    /// What was erased because its period had ended: the facts, newest first.
    public var retentionRuns: [Entry] {
        let positions = register.persons.values.flatMap(\.erasures).sorted()
        return house.entries.read(positions, from: house.store).reversed().filter { entry in
            if case .person(_, .erased(_, .retention, _)) = entry.fact { sees(entry) } else { false }
        }
    }

    /// Those who watch over personal data in the organisation, and answer those whose data it is.
    public var protectors: [ID<Person>] {
        register.persons.values.filter { known in
            known.isActive(on: day) && register.roles(of: known.id, on: day).contains { $0.role == .dpo }
        }.map(\.id).sorted()
    }
}
