// SPDX-License-Identifier: MPL-2.0

import HashTreeCollections

/// Who was ever engaged where, and how many are on which day, kept by the fold: a list of the people of some units looks at
/// nobody else.
struct UnitPeople: Hashable, Sendable {
    private var inside: TreeDictionary<ID<Unit>, TreeSet<ID<Person>>> = [:]
    /// Of a unit and all that was ever below it.
    private var below: TreeDictionary<ID<Unit>, TreeSet<ID<Person>>> = [:]
    private var engaged: TreeDictionary<ID<Unit>, DayCounts> = [:]

    /// Takes a person's stretches in (`one` is 1) or out again (-1).
    mutating func count(_ person: ID<Person>, _ member: Membership, _ one: Int) {
        for stretch in member.stretches {
            UnitPeople.note(person, one, &inside, stretch.unit)
            for unit in stretch.place.path { UnitPeople.note(person, one, &below, unit) }
            engaged[stretch.unit, default: DayCounts()].add(one, on: stretch.from)
            if let until = stretch.until { engaged[stretch.unit, default: DayCounts()].add(-one, on: until) }
            if engaged[stretch.unit]?.isEmpty == true { engaged[stretch.unit] = nil }
        }
    }

    private static func note(
        _ person: ID<Person>, _ one: Int, _ sets: inout TreeDictionary<ID<Unit>, TreeSet<ID<Person>>>,
        _ unit: ID<Unit>
    ) {
        if one > 0 {
            sets[unit, default: []].insert(person)
        } else {
            sets[unit]?.remove(person)
            if sets[unit]?.isEmpty == true { sets[unit] = nil }
        }
    }

    /// Everybody who was ever in one of the units, or will be by what is recorded.
    func ever(in units: some Sequence<ID<Unit>>) -> Set<ID<Person>> {
        var found: Set<ID<Person>> = []
        for unit in units {
            for person in inside[unit] ?? [] { found.insert(person) }
        }
        return found
    }

    /// The same with the units below them.
    func ever(below units: some Sequence<ID<Unit>>) -> Set<ID<Person>> {
        var found: Set<ID<Person>> = []
        for unit in units {
            for person in below[unit] ?? [] { found.insert(person) }
        }
        return found
    }

    func count(in unit: ID<Unit>, on day: Day) -> Int { engaged[unit]?.sum(through: day) ?? 0 }

    func count(on day: Day) -> Int { engaged.values.reduce(0) { $0 + $1.sum(through: day) } }
}

extension Register {
    /// Who is engaged in a unit on a day, in no order.
    public func people(in unit: ID<Unit>, on day: Day) -> [ID<Person>] {
        readers.people.ever(in: [unit]).filter { persons[$0]?.unit(on: day) == unit }
    }

    /// How many they are.
    public func peopleCount(in unit: ID<Unit>, on day: Day) -> Int { readers.people.count(in: unit, on: day) }

    /// Everybody who was ever engaged in one of the units, or will be: whom a list of their people is to be found among.
    public func everIn(_ units: some Sequence<ID<Unit>>) -> Set<ID<Person>> { readers.people.ever(in: units) }
}
