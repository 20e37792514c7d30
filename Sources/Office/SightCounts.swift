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
            for duty in duties where sees(duty.accessClass(on: day), &seen) { body(duty) }
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
            guard isCurrent(document), sees(document.accessClass(on: day), &seen),
                !isPast || sees(.document(document.id))
            else { continue }
            body(document)
        }
    }

    /// How many units are open on the day shown.
    public func openUnitCount() -> Int { register.units.values.count { $0.isOpen(on: day) } }
}
