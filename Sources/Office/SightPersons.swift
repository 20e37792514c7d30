// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What of a person not everybody sees.
extension Sight {
    /// Whether the leave of a person is visible, by the rights of today.
    public func seesLeave(of other: ID<Person>) -> Bool {
        isOperator || Access.seesLeave(of: other, person, in: newest, on: today)
    }

    /// Whether it is visible by which names other systems know people, and which files they came from.
    public var seesSources: Bool { isOperator || Access.seesSources(person, in: newest, on: today) }

    /// The leave of a person, oldest first; none for those who may not know of it.
    public func leaves(of other: Person) -> [Person.Leave] {
        seesLeave(of: other.id) ? other.leaves.sorted { ($0.from, $0.position) < ($1.from, $1.position) } : []
    }
}
