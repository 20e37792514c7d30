// SPDX-License-Identifier: MPL-2.0

/// What somebody has promised to do, by when, and because of what: treatments, follow-ups, conditions and ad-hoc tasks are
/// all in this one list.
public struct Action: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case added(number: Int, title: ValueID, why: ValueID, responsible: Responsible, due: Day, about: Subject?)
        case moved(due: Day, reason: ValueID)
        case done(note: ValueID)
        case dropped(reason: ValueID)
        /// Somebody else does it from now on.
        case assigned(Responsible, reason: ValueID)
    }

    public enum Standing: Hashable, Sendable { case open, done, dropped }

    public let id: ID<Action>
    public var number = 0
    public var year = 0
    public var added: Int?
    public var addedOn = Day.distantPast
    public var title: ValueID?
    public var why: ValueID?
    /// Who does it, from which day.
    public var assignments = Timeline<Responsible>()
    public var due = Timeline<Day>()
    public var about: Subject?
    public var standing = Timeline<Standing>()
    /// The decision that made it: a condition, a measure, or a change of a document.
    public internal(set) var decision: ID<Decision>?
    /// The annulment of that decision, with which it fell away unless it was closed by then.
    var fallen: Timeline<Standing>.Entry?
    /// Whether it fell away because the decision that made it was annulled.
    public var isFallen: Bool { fallen.map { standing.latest == $0 } ?? false }
    public var revision = 0

    /// Who does it, by the newest record.
    public var responsible: Responsible { assignments.newest ?? .role(.security) }
    /// Who did it on `day`.
    public func responsible(on day: Day) -> Responsible {
        assignments.value(on: day) ?? assignments.first ?? .role(.security)
    }
    /// The day on which it was done or dropped; nil while it is open.
    public var closedOn: Day? { standing.latest.flatMap { $0.value == .open ? nil : $0.from } }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .added(let number, let title, let why, let responsible, let due, let about):
            self.number = number
            year = stamp.effective.year
            added = stamp.position
            addedOn = stamp.effective
            self.title = title
            self.why = why
            assignments.set(responsible, from: stamp.effective, at: stamp.position)
            self.due.set(due, from: stamp.effective, at: stamp.position)
            self.about = about
            standing.set(.open, from: stamp.effective, at: stamp.position)
        case .moved(let due, _):
            self.due.set(due, from: stamp.effective, at: stamp.position)
        case .done:
            standing.set(.done, from: stamp.effective, at: stamp.position)
        case .dropped:
            standing.set(.dropped, from: stamp.effective, at: stamp.position)
        case .assigned(let responsible, _):
            assignments.set(responsible, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if added == position {
            added = nil
            title = nil
            why = nil
        }
        due.annul(position)
        assignments.annul(position)
        standing.annul(position)
        settleFall()
    }

    /// The decision that made it is annulled: nobody is to do it any more.
    mutating func fall(on day: Day, at position: Int) {
        fallen = .init(position: position, from: max(day, addedOn), value: .dropped)
        settleFall()
    }

    private mutating func settleFall() {
        guard let fallen, standing.latest?.value == .open else { return }
        standing.set(fallen.value, from: fallen.from, at: fallen.position)
    }
}

extension Register {
    func openAction(_ id: ID<Action>) throws(Refusal) -> Action {
        guard let action = actions[id], action.added != nil else {
            throw .invalid("action", da: "Vælg en opgave.", en: "Choose a task.")
        }
        guard action.standing.newest == .open else {
            throw .outOfTurn(da: "Opgaven er afsluttet.", en: "The task is closed.")
        }
        return action
    }
}

/// Adds a task for a person or a unit.
public struct AddAction: Deed {
    let title: String, why: String, person: ID<Person>?, unit: ID<Unit>?, due: Day, document: ID<Document>?
    let nonconformity: ID<Nonconformity>?, risk: ID<Risk>?

    public static let fields = [
        Field(
            "title", .line(most: 200), da: "Hvad skal gøres?", en: "What is to be done?",
            hint: Phrase(da: "Begynd med et udsagnsord, fx Opdatér.", en: "Begin with a verb, such as Update.")),
        Field("why", .text(most: 2000), da: "Hvorfor?", en: "Why?"),
        Field("person", .person, da: "Ansvarlig person", en: "Responsible person", optional: true),
        Field(
            "unit", .unit, da: "Ansvarlig enhed", en: "Responsible unit",
            hint: Phrase(da: "Vælg en person eller en enhed.", en: "Choose a person or a unit."), optional: true),
        Field("due", .day, da: "Frist", en: "Due"),
        Field("document", .document, da: "Vedrører", en: "Concerns", optional: true),
        Field("nonconformity", .nonconformity, da: "Retter afvigelse", en: "Corrects nonconformity", optional: true),
        Field(
            "risk", .risk, da: "Håndterer risiko", en: "Treats risk",
            hint: Phrase(
                da: "Skriv under »Hvorfor?«, hvilken virkning du venter på risikoen.",
                en: "Write under “Why?” which effect on the risk you expect."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        title = try arguments.line("title", most: 200)
        why = try arguments.text("why", most: 2000)
        person = try arguments.optionalID("person")
        unit = try arguments.optionalID("unit")
        due = try arguments.day("due")
        document = try arguments.optionalID("document")
        nonconformity = try arguments.optionalID("nonconformity")
        risk = try arguments.optionalID("risk")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: unit, person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let responsible: Responsible
        switch (person, unit) {
        case (let person?, nil):
            let known = try desk.register.existingPerson(person)
            guard known.isActive(on: desk.today) else {
                throw .invalid(
                    "person", da: "Personen er ikke tilknyttet organisationen i dag. Vælg en anden.",
                    en: "The person is not engaged today. Choose another.")
            }
            responsible = .person(person)
        case (nil, let unit?):
            _ = try desk.register.openUnit(unit, "unit", on: desk.today)
            responsible = .unit(unit)
        case (nil, nil), (_?, _?):
            throw .invalid(
                "person", da: "Vælg enten en person eller en enhed.", en: "Choose either a person or a unit.")
        }
        guard due >= desk.today else {
            throw .invalid(
                "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        if let document { _ = try desk.register.existingDocument(document) }
        if let nonconformity { _ = try desk.register.openNonconformity(nonconformity, on: desk.today) }
        if let risk { _ = try desk.register.openRisk(risk) }
        guard document == nil || nonconformity == nil else {
            throw .invalid(
                "nonconformity", da: "Vælg enten et dokument eller en afvigelse.",
                en: "Choose either a document or a nonconformity.")
        }
        guard risk == nil || document == nil && nonconformity == nil else {
            throw .invalid(
                "risk", da: "En opgave kan kun handle om én ting. Vælg risikoen eller det andet.",
                en: "A task can be about one thing only. Choose the risk or the other.")
        }
        let action: ID<Action> = desk.new()
        let (title, why): (ValueID, ValueID) = (desk.keep(title), desk.keep(why))
        try desk.record(
            .action(
                action,
                .added(
                    number: desk.register.next(.action, desk.today.year), title: title, why: why,
                    responsible: responsible, due: due,
                    about: document.map { .document($0) } ?? nonconformity.map { .nonconformity($0) }
                        ?? risk.map { .risk($0) })))
    }
}

/// Moves a task's due day, with a reason.
public struct MoveAction: Deed {
    let action: ID<Action>, due: Day, reason: String

    public static let fields = [
        Field("action", .action, da: "Opgave", en: "Task"), Field("due", .day, da: "Ny frist", en: "New due day"),
        .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        action = try arguments.id("action")
        due = try arguments.day("due")
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern { register.concern(of: action) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.openAction(action)
        guard due >= desk.today else {
            throw .invalid(
                "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        try desk.keepDemand(known)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.action(action, .moved(due: due, reason: reason)))
    }
}

/// Closes a task as done, with what was done.
public struct CompleteAction: Deed {
    let action: ID<Action>, note: String

    public static let fields = [
        Field("action", .action, da: "Opgave", en: "Task"),
        Field("note", .text(most: 4000), da: "Hvad blev gjort?", en: "What was done?"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        action = try arguments.id("action")
        note = try arguments.text("note", most: 4000)
    }

    public func concern(in register: Register, on day: Day) -> Concern { register.concern(of: action) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openAction(action)
        let note: ValueID = desk.keep(note)
        try desk.record(.action(action, .done(note: note)))
    }
}

/// Drops a task that is not to be done after all, with the reason.
public struct DropAction: Deed {
    let action: ID<Action>, reason: String

    public static let fields = [Field("action", .action, da: "Opgave", en: "Task"), .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        action = try arguments.id("action")
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern { register.concern(of: action) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        try desk.keepDemand(try desk.register.openAction(action))
        let reason: ValueID = desk.keep(reason)
        try desk.record(.action(action, .dropped(reason: reason)))
    }
}

extension Deciding {
    /// What a body demanded is not given up by those who are to do it: CAI moves or drops it, as the body says
    /// (policy §7.2).
    fileprivate func keepDemand(_ action: Action) throws(Refusal) {
        guard let by, register.isDemanded(action),
            !register.roles(of: by, on: today).contains(where: { $0.role == .security })
        else { return }
        throw .outOfTurn(
            da: "Direktionen har besluttet opgaven. Bed CAI om at flytte den eller lade den bortfalde.",
            en: "The direktion decided the task. Ask CAI to move or drop it.")
    }
}

extension Register {
    /// Whether a task comes from what a body decided: a condition, or a measure.
    fileprivate func isDemanded(_ action: Action) -> Bool {
        guard let about = action.about, let added = action.added else { return false }
        if about.kind == .proposal || about.kind == .dispensation { return true }
        return proposals(about: about).contains { proposal in
            guard case .measure(_, _, let unit, _)? = proposal.wording?.content, action.responsible == .unit(unit)
            else {
                return false
            }
            // It is recorded right after its decision.
            return approval(of: proposal.id).map { $0.position + 1 == added } ?? false
        }
    }

    func concern(of action: ID<Action>) -> Concern {
        switch actions[action]?.responsible {
        case .unit(let unit): Concern(unit: unit)
        case .person(let person): Concern(person: person)
        case .body(let body): Concern(body: body)
        case .role, nil: Concern()
        }
    }
}
