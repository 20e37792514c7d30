// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What pages count and list of everything there is: what the person may not see is in no number.
extension Sight {
    /// Hands over every duty that the person may see, in no order.
    public func everyDuty(_ body: (Duty) -> Void) {
        var seen: [AccessClass: Bool] = [:]
        for (subject, duties) in register.duties.bySubject {
            // What was open to everybody then may be confidential now.
            if isPast, !sees(subject) { continue }
            for duty in duties where sees(duty.accessClass, &seen) { body(duty) }
        }
    }

    private func sees(_ accessClass: AccessClass, _ seen: inout [AccessClass: Bool]) -> Bool {
        if let known = seen[accessClass] { return known }
        let sees = sees(accessClass)
        seen[accessClass] = sees
        return sees
    }

    /// Hands over every document that the person may see and that is not withdrawn on the day shown, in no order.
    public func everyDocument(_ body: (Document) -> Void) {
        var seen: [AccessClass: Bool] = [:]
        for document in register.documents.values {
            guard document.created != nil, let from = document.title.entries.first?.from, from <= day,
                !document.isWithdrawn(on: day), sees(document.accessClass(on: day), &seen),
                !isPast || sees(.document(document.id))
            else { continue }
            body(document)
        }
    }

    /// The documents that a unit owns on the day shown, withdrawn ones left out.
    public func documents(ownedBy unit: ID<Unit>) -> [Document] {
        var found: [Document] = []
        everyDocument { if $0.owner.value(on: day) == unit { found.append($0) } }
        return found
    }

    /// How many documents each unit owns on the day shown.
    public func documentCounts() -> [ID<Unit>: Int] {
        var counts: [ID<Unit>: Int] = [:]
        everyDocument { document in
            if let owner = document.owner.value(on: day) { counts[owner, default: 0] += 1 }
        }
        return counts
    }

    /// How many persons are engaged in each unit on the day shown.
    public func personCounts() -> [ID<Unit>: Int] {
        var counts: [ID<Unit>: Int] = [:]
        for person in register.persons.values {
            if let unit = person.engagement(on: day)?.unit { counts[unit, default: 0] += 1 }
        }
        return counts
    }

    /// How many units are open on the day shown.
    public func openUnitCount() -> Int { register.units.values.count { $0.isOpen(on: day) } }

    /// The newest decisions of a body, newest first.
    public func decisions(of body: Body.Kind, most: Int) -> [Decision] {
        let made = register.decisions.values.filter { decision in
            decision.made?.decider == .body(body) && decision.day <= day && sees(.decision(decision.id))
        }
        return Array(made.sorted { $0.position > $1.position }.prefix(most))
    }
}
