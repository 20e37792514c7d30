// SPDX-License-Identifier: MPL-2.0

/// Hands over what a person or a unit answers for, all of it or what is chosen, in one act: each thing gets its own fact
/// (policy §6: responsibility follows the organisation).
public struct HandOver: Deed {
    public let from: Responsible
    let person: ID<Person>?, unit: ID<Unit>?, things: [String], reason: String
    /// What the one who gives the command may see; nil: everything. Found by the office: what one may not see one can
    /// neither hand over nor learn of.
    public var visible: Set<Subject>?

    public static let fields = [
        Field("person", .person, da: "Fra person", en: "From person", optional: true),
        Field("unit", .unit, da: "Fra enhed", en: "From unit", optional: true),
        Field(
            "things", .things, da: "Hvad overdrages?", en: "What is handed over?",
            hint: Phrase(da: "Vælg ingen for at overdrage det hele.", en: "Choose none to hand over everything."),
            optional: true),
        Field("to_person", .person, da: "Til person", en: "To person", optional: true),
        Field("to_unit", .unit, da: "Til enhed", en: "To unit", optional: true), .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        let (leaver, closed): (ID<Person>?, ID<Unit>?) = (
            try arguments.optionalID("person"), try arguments.optionalID("unit")
        )
        switch (leaver, closed) {
        case (let leaver?, nil): from = .person(leaver)
        case (nil, let closed?): from = .unit(closed)
        case (nil, nil), (_?, _?):
            throw .invalid(
                "person", da: "Vælg enten den person eller den enhed, der overdrages fra.",
                en: "Choose either the person or the unit that hands over.")
        }
        person = try arguments.optionalID("to_person")
        unit = try arguments.optionalID("to_unit")
        things = (arguments.texts["things"] ?? []).filter { !$0.isEmpty }
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        let heir = register.heir(of: from, on: day)
        return switch from {
        case .person(let person): Concern(unit: heir, person: person)
        case .unit, .role, .body: Concern(unit: heir)
        }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        switch from {
        case .person(let id): _ = try desk.register.existingPerson(id)
        case .unit(let id):
            guard desk.register.units[id]?.from != nil else {
                throw .invalid("unit", da: "Vælg en enhed.", en: "Choose a unit.")
            }
        case .role, .body: throw .unknown
        }
        try checkReceivers(desk)
        let today = desk.today
        let held = desk.register.held(by: from, on: today).filter { visible?.contains($0.subject) ?? true }
        guard things.allSatisfy({ thing in held.contains { $0.name == thing } }) else {
            throw .invalid(
                "things", da: "Noget af det er ikke længere deres. Vælg på listen.",
                en: "Some of it is theirs no more. Choose from the list.")
        }
        let chosen = things.isEmpty ? held : held.filter { things.contains($0.name) }
        guard !chosen.isEmpty else {
            throw .outOfTurn(da: "Der er intet at overdrage.", en: "There is nothing to hand over.")
        }
        for holding in chosen { try hand(holding, &desk) }
    }

    private func checkReceivers(_ desk: Deciding) throws(Refusal) {
        guard person != nil || unit != nil else {
            throw .invalid(
                "to_person", da: "Vælg, hvem der overtager: en person, en enhed eller begge.",
                en: "Choose who takes over: a person, a unit or both.")
        }
        if let person {
            let known = try desk.register.existingPerson(person, "to_person")
            guard from != .person(person), known.isActive(on: desk.today), !known.isLockedOut else {
                throw .invalid(
                    "to_person", da: "Vælg en anden, der er tilknyttet organisationen i dag.",
                    en: "Choose another who is engaged today.")
            }
        }
        if let unit {
            _ = try desk.register.openUnit(unit, "to_unit", on: desk.today)
            guard from != .unit(unit), desk.register.units[unit]?.closed == nil else {
                throw .invalid(
                    "to_unit", da: "Vælg en anden enhed, der består.", en: "Choose another unit that remains.")
            }
        }
    }

    /// A person takes over what a person can do; a document is owned by a unit, and only a person is its contact.
    private func hand(_ holding: Holding, _ desk: inout Deciding) throws(Refusal) {
        let receiver: Responsible? = person.map { .person($0) } ?? unit.map { .unit($0) }
        switch holding.part {
        case .owner:
            guard let unit else {
                throw .invalid(
                    "to_unit", da: "Dokumenter ejes af en enhed. Vælg den enhed, der overtager dem.",
                    en: "Documents are owned by a unit. Choose the unit that takes them over.")
            }
            let reason: ValueID = desk.keep(reason)
            try desk.record(
                .document(holding.subject.id.seen(as: Document.self), .transferred(unit, reason: reason)))
        case .contact:
            guard let person else {
                throw .invalid(
                    "to_person", da: "En kontakt er en person. Vælg den person, der overtager.",
                    en: "A contact is a person. Choose the person who takes over.")
            }
            try desk.record(.document(holding.subject.id.seen(as: Document.self), .contactNamed(person)))
        case .task:
            guard let receiver else { return }
            let reason: ValueID = desk.keep(reason)
            try desk.record(.action(holding.subject.id.seen(as: Action.self), .assigned(receiver, reason: reason)))
        case .consultation:
            guard let receiver else { return }
            let reason: ValueID = desk.keep(reason)
            try desk.record(
                .consultation(
                    holding.subject.id.seen(as: Consultation.self),
                    .handedOver(from: from, to: receiver, reason: reason)))
        }
    }
}
