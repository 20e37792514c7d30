// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// What the list of persons can be narrowed to, besides a name.
struct PersonChoice: Hashable, Sendable {
    enum Status: String, CaseIterable, Sendable {
        case active = "aktive"
        case left = "fratraadte"
        case all = "alle"

        var label: Phrase {
            switch self {
            case .active: Phrase(da: "Tilknyttede", en: "Engaged")
            case .left: Phrase(da: "Ikke tilknyttede", en: "Not engaged")
            case .all: Phrase(da: "Alle", en: "Everybody")
            }
        }
    }

    let status: Status
    let unit: ID<Unit>?
    let role: Role?
}

/// Whom the directory is narrowed to, as the address says.
struct PersonFilter {
    let context: Context
    let choice: PersonChoice
    let name: String?
    private let wanted: Folded?
    /// Those who hold the role; nil: it is not narrowed to one, or to that which everybody engaged has.
    private let holders: [ID<Person>]?

    private var sight: Sight { context.sight }

    init(_ context: Context) {
        self.context = context
        choice = PersonChoice(
            status: context.argument("status").flatMap { PersonChoice.Status(rawValue: $0) } ?? .active,
            unit: context.argument("enhed").flatMap { ID<Unit>($0) },
            role: context.argument("rolle").flatMap { Role(rawValue: $0) })
        name = context.argument("navn")
        wanted = name.map { Folded($0) }
        holders = choice.role.flatMap { $0 == .employee ? nil : context.sight.holders(of: $0) }
    }

    /// Those who fit, in the order of their names. Who is in a unit or holds a role is known; else all are gone through, as
    /// far as the caller goes.
    var persons: AnySequence<Person> {
        if let holders {
            let unit = choice.unit
            return AnySequence(
                sight.inOrder(holders).filter { fits($0) && (unit == nil || $0.unit(on: sight.day) == unit) })
        }
        if let unit = choice.unit {
            let engaged = sight.persons(in: unit).lazy.compactMap { try? sight.person($0) }
            return AnySequence(engaged.filter(fits))
        }
        return AnySequence(sight.persons().lazy.filter(fits))
    }

    private func fits(_ person: Person) -> Bool {
        switch choice.status {
        case .active: if !person.isActive(on: sight.day) { return false }
        case .left: if person.isActive(on: sight.day) { return false }
        case .all: break
        }
        if choice.role == .employee, !person.isActive(on: sight.day) { return false }
        return wanted.map { PersonSearch.matches(person, $0, context) } ?? true
    }
}
