// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What takes a pass over all documents, persons or decisions: made once and kept until a fact is added.
extension Sight {
    /// Who is engaged in which unit on the day shown, in the order of names.
    public func personsByUnit() -> [ID<Unit>: [ID<Person>]] {
        let answer = look(.engaged) {
            var found: [ID<Unit>: [ID<Person>]] = [:]
            for person in persons() {
                if let unit = person.unit(on: day) { found[unit, default: []].append(person.id) }
            }
            return .persons(found)
        }
        guard case .persons(let found) = answer else { return [:] }
        return found
    }

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
