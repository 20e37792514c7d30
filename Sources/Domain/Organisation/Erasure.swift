// SPDX-License-Identifier: MPL-2.0

/// On which ground values are erased (GDPR Article 17(1), or the end of a retention period).
public enum ErasureBasis: String, Choosable {
    case request, retention, unlawful, objection

    public var label: Phrase {
        switch self {
        case .request:
            Phrase(
                da: "Anmodning om sletning (GDPR artikel 17, stk. 1)", en: "Request for erasure (GDPR Article 17(1))")
        case .retention:
            Phrase(
                da: "Opbevaringsperioden er udløbet (GDPR artikel 5, stk. 1, litra e)",
                en: "The retention period has ended (GDPR Article 5(1)(e))")
        case .unlawful:
            Phrase(
                da: "Behandlet uden hjemmel (GDPR artikel 17, stk. 1, litra d)",
                en: "Processed without legal ground (GDPR Article 17(1)(d))")
        case .objection:
            Phrase(da: "Indsigelse (GDPR artikel 21)", en: "Objection (GDPR Article 21)")
        }
    }
}

/// Erases what is written about or by a person. Which values that is, the office finds in the ledger and hands over;
/// the fact names their references, and the proof stays whole. What is another's too, on whose data a legal hold lies, the
/// office leaves out, whatever reason is given.
public struct ErasePerson: Deed {
    public let person: ID<Person>
    let decision: String, basis: ErasureBasis
    /// Why also that is erased which the retention rules would keep; nil to keep it.
    public let overrideReason: String?
    /// The values to erase, as the office found them.
    public var values: [ValueID] = []

    public static let fields = [
        Field.person,
        Field(
            "decision", .line(most: 500), da: "Hvem har besluttet det, og hvor står det?",
            en: "Who decided it, and where is it written?"),
        Field("basis", .choice(ErasureBasis.choices), da: "Grundlag", en: "Legal basis"),
        Field(
            "override_reason", .line(most: 500), da: "Slet også det, reglerne ville bevare, fordi",
            en: "Erase also what the rules would keep, because", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        decision = try arguments.line("decision", most: 500)
        basis = try arguments.choice("basis")
        overrideReason = try arguments.optionalLine("override_reason", most: 500)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard known.holds.allSatisfy({ $0.lifted != nil }) else {
            throw .outOfTurn(
                da: "Der er lagt et bevaringshensyn på personens oplysninger. Det skal løftes, før noget kan slettes.",
                en: "A legal hold lies on the person's data. It must be lifted before anything can be erased.")
        }
        guard !values.isEmpty else {
            throw .outOfTurn(
                da: "Der er intet at slette. Det, der er tilbage, skal bevares.",
                en: "There is nothing to erase. What is left must be kept.")
        }
        var said = decision
        if let overrideReason { said += "\n" + overrideReason }
        // A payload holds at most 32 KiB, so a fact names at most 700 references.
        for start in stride(from: 0, to: values.count, by: 700) {
            let kept: ValueID = desk.keep(said)
            try desk.record(
                .person(
                    person,
                    .erased(decision: kept, basis: basis, values: Array(values[start..<min(start + 700, values.count)]))
                ))
        }
    }
}

/// Places a legal hold: nothing about or by the person is erased until it is lifted.
public struct PlaceHold: Deed {
    let person: ID<Person>, reason: String

    public static let fields = [Field.person, Field.reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.existingPerson(person)
        let hold: ID<Person.Hold> = desk.new()
        let reason: ValueID = desk.keep(reason)
        try desk.record(.person(person, .holdPlaced(hold, reason: reason)))
    }
}

/// Lifts a legal hold.
public struct LiftHold: Deed {
    let person: ID<Person>, hold: ID<Person.Hold>, reason: String

    public static let fields = [
        Field.person, Field("hold", .hold, da: "Bevaringshensyn", en: "Legal hold"), Field.reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        hold = try arguments.id("hold")
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard known.holds.contains(where: { $0.id == hold && $0.lifted == nil }) else {
            throw .invalid("hold", da: "Vælg et bevaringshensyn, der gælder.", en: "Choose a hold that is in force.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.person(person, .holdLifted(hold, reason: reason)))
    }
}
