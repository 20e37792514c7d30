// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Whom mail addresses and employee numbers mean: looked up in maps that are made once, for lists with many rows.
/// Whoever's name is erased is nobody any more.
public struct PersonFinder: Sendable {
    public enum Found: Hashable, Sendable {
        case nobody
        case one(ID<Person>)
        case several
    }

    private var byMail: [String: Found] = [:]
    private var byNumber: [String: Found] = [:]

    fileprivate init(_ register: Register, _ text: (ValueID) -> String?) {
        for person in register.persons.values where person.name.newest.flatMap(text) != nil {
            if let mail = person.mail.newest.flatMap({ $0 }).flatMap(text) {
                PersonFinder.note(mail.lowercased(), person.id, &byMail)
            }
            if let number = person.identity(in: .employeeNumber).flatMap(text) {
                PersonFinder.note(Person.identityKey(number), person.id, &byNumber)
            }
        }
    }

    private static func note(_ key: String, _ person: ID<Person>, _ known: inout [String: Found]) {
        known[key] = known[key].map { $0 == .one(person) ? $0 : .several } ?? .one(person)
    }

    public func find(mail: String) -> Found { byMail[mail.lowercased()] ?? .nobody }

    /// - Parameter number: the employee number. What a system calls its users itself may be somebody else's number.
    public func find(number: String) -> Found { byNumber[Person.identityKey(number)] ?? .nobody }
}

extension Sight {
    /// Nil for those who may take in no list of persons.
    public var finder: PersonFinder? {
        guard isOperator || mayEver(.recordCompletions) || mayEver(.importPersons) else { return nil }
        return PersonFinder(newest) { texts.text($0) }
    }
}
