// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// Who is engaged in a unit on the day shown, in the order of names.
    public func persons(in unit: ID<Unit>) -> [ID<Person>] {
        inOrder(register.people(in: unit, on: day)).map(\.id)
    }

    /// How many they are.
    public func personCount(in unit: ID<Unit>) -> Int { register.peopleCount(in: unit, on: day) }

    /// Some persons in the order of names.
    public func inOrder(_ some: some Sequence<ID<Person>>) -> [Person] {
        house.listing.order(some.map { .person($0) }).compactMap { try? person($0.id.seen(as: Person.self)) }
    }
}

/// What takes a pass over all documents or decisions: made once and kept until a fact is added.
extension Sight {

    /// The documents that each unit owns on the day shown and that the person may see, in the order of titles.
    /// - Parameter isCurrent: without those that are withdrawn or not there yet.
    public func documentsByUnit(isCurrent: Bool) -> [ID<Unit>: [ID<Document>]] {
        let answer = look(.owned(isCurrent: isCurrent)) {
            var found: [ID<Unit>: [ID<Document>]] = [:]
            for document in documents() where !isCurrent || self.isCurrent(document) {
                if let owner = document.owner.value(on: day) { found[owner, default: []].append(document.id) }
            }
            return .documents(found)
        }
        guard case .documents(let found) = answer else { return [:] }
        return found
    }

    /// Whether the document is there on the day shown and not withdrawn.
    public func isCurrent(_ document: Document) -> Bool {
        guard document.created != nil, let from = document.title.entries.first?.from, from <= day else { return false }
        return !document.isWithdrawn(on: day)
    }

    /// The newest decisions of a body that the person may see, newest first.
    public func decisions(of body: Body.Kind, most: Int) -> [Decision] {
        let answer = look(.decided(body, most: most)) {
            let made = register.decisions.values.filter { decision in
                decision.made?.decider == .body(body) && decision.day <= day && sees(.decision(decision.id))
            }
            return .decisions(made.sorted { $0.position > $1.position }.prefix(most).map(\.id))
        }
        guard case .decisions(let found) = answer else { return [] }
        return found.compactMap { try? decision($0) }
    }
}
