// SPDX-License-Identifier: MPL-2.0

/// What a statement of applicability is about (anvendelseserklæring, SoA; ISO/IEC 27001 6.1.3 d): the organisation, or a
/// part of it that tailors the decisions of the whole. For each of the 93 controls it is decided whether it applies and why;
/// until then it is undecided.
public struct Scope: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case opened(name: ValueID, baseline: ID<Scope>?)
        case decided(ClauseID, Applicability)
        /// What it decided itself counts no more: the decision of its baseline does.
        case resumed(ClauseID, reason: ValueID)
        case closed(reason: ValueID)
    }

    public enum Status: String, Choosable {
        case planned, partly, implemented

        public var label: Phrase {
            switch self {
            case .planned: Phrase(da: "Planlagt", en: "Planned")
            case .partly: Phrase(da: "Delvist indført", en: "Partly implemented")
            case .implemented: Phrase(da: "Indført", en: "Implemented")
            }
        }
    }

    /// What is decided about one control.
    public struct Applicability: Hashable, Sendable {
        /// How far it is in place; nil: it does not apply.
        public let status: Status?
        /// Why it applies, or does not.
        public let reason: ValueID
        /// How it is carried out.
        public let how: ValueID?
        public let documents: [ID<Document>]
        /// Who answers for it.
        public let unit: ID<Unit>?

        public var applies: Bool { status != nil }

        public init(status: Status?, reason: ValueID, how: ValueID?, documents: [ID<Document>], unit: ID<Unit>?) {
            self.status = status
            self.reason = reason
            self.how = how
            self.documents = documents
            self.unit = unit
        }
    }

    /// The controls of ISO/IEC 27002:2022, in their order: 37 organizational, 8 people, 14 physical, 34 technological.
    public static let controls: [ClauseID] = [(5, 37), (6, 8), (7, 14), (8, 34)].flatMap { chapter, count in
        (1...count).compactMap { ClauseID("\(chapter).\($0)") }
    }
    private static let known = Set(controls)
    public static func isControl(_ id: ClauseID) -> Bool { known.contains(id) }

    public let id: ID<Scope>
    /// Nil where it is annulled.
    public private(set) var name: ValueID?
    /// The one whose decisions hold where it has none of its own.
    public private(set) var baseline: ID<Scope>?
    public private(set) var position = 0
    public private(set) var openedOn = Day.distantPast
    public private(set) var closing = Timeline<ValueID>()
    /// By control; nil from the day on which its own decision was given up.
    public private(set) var decisions: [ClauseID: Timeline<Applicability?>] = [:]
    public private(set) var revision = 0

    init(id: ID<Scope>) { self.id = id }

    public var closedOn: Day? { closing.entries.first?.from }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .opened(let name, let baseline):
            (self.name, self.baseline) = (name, baseline)
            (position, openedOn) = (stamp.position, stamp.effective)
        case .decided(let control, let applicability):
            decisions[control, default: Timeline()].set(applicability, from: stamp.effective, at: stamp.position)
        case .resumed(let control, _):
            decisions[control, default: Timeline()].set(nil, from: stamp.effective, at: stamp.position)
        case .closed(let reason): closing.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { name = nil }
        closing.annul(position)
        for control in decisions.keys where decisions[control]?.annul(position) == true {
            if decisions[control]?.entries.isEmpty == true { decisions[control] = nil }
        }
    }

    /// The day from which it has decided something itself about each control; nil while one is undecided.
    var completedOn: Day? {
        var last = Day.distantPast
        for control in Scope.controls {
            guard let entry = decisions[control]?.entries.last, entry.value != nil else { return nil }
            last = max(last, decisions[control]?.entries.first?.from ?? entry.from)
        }
        return last
    }
}

extension Register {
    func openScope(_ id: ID<Scope>, _ field: String = "scope", on day: Day) throws(Refusal) -> Scope {
        guard let known = scopes[id], known.name != nil else {
            throw .invalid(field, da: "Vælg et omfang.", en: "Choose a scope.")
        }
        guard known.closing.value(on: day) == nil else {
            throw .outOfTurn(da: "Omfanget er lukket.", en: "The scope is closed.")
        }
        return known
    }

    /// What holds for a control in a scope on `day`: its own decision, or that of its baseline.
    ///
    /// - Returns: the decision, and whose it is; nil: it is undecided.
    public func applicability(
        of control: ClauseID, in scope: ID<Scope>, on day: Day
    ) -> (decision: Scope.Applicability, since: Day, of: ID<Scope>)? {
        var (next, steps): (ID<Scope>?, Int) = (scope, 0)
        while let id = next, let known = scopes[id], known.name != nil, steps < 10 {
            if let entry = known.decisions[control]?.entries.last(where: { $0.from <= day }), let own = entry.value {
                return (own, entry.from, id)
            }
            (next, steps) = (known.baseline, steps + 1)
        }
        return nil
    }

    /// How many controls a scope has decided by `day`, itself or through its baseline.
    public func decidedControls(in scope: ID<Scope>, on day: Day) -> Int {
        var count = 0
        for control in Scope.controls where applicability(of: control, in: scope, on: day) != nil { count += 1 }
        return count
    }
}

/// Opens a statement of applicability.
public struct OpenScope: Deed {
    let name: String, baseline: ID<Scope>?

    public static let fields = [
        Field(
            "name", .line(most: 200), da: "Hvad omfatter den?", en: "What does it cover?",
            hint: Phrase(da: "Fx »Hele organisationen«.", en: "Such as “The whole organisation”.")),
        Field(
            "baseline", .scope, da: "Tilpasser", en: "Tailors",
            hint: Phrase(
                da: "Den erklæring, hvis valg gælder, hvor denne ikke har sine egne.",
                en: "The statement whose decisions hold where this one has none of its own."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        name = try arguments.line("name", most: 200)
        baseline = try arguments.optionalID("baseline")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        if let baseline {
            guard try desk.register.openScope(baseline, "baseline", on: desk.today).baseline == nil else {
                throw .invalid(
                    "baseline", da: "Den tilpasser selv en anden. Vælg den øverste.",
                    en: "That one tailors another itself. Choose the topmost.")
            }
        }
        let id: ID<Scope> = desk.new()
        let name: ValueID = desk.keep(name)
        try desk.record(.scope(id, .opened(name: name, baseline: baseline)))
    }
}

/// Decides whether a control applies in a scope, why, and how it is carried out.
public struct DecideApplicability: Deed {
    let scope: ID<Scope>, control: ClauseID, applies: Answer, status: Scope.Status?, reason: String, how: String?
    let documents: [ID<Document>], unit: ID<Unit>?

    enum Answer: String, Choosable {
        case yes, no

        var label: Phrase {
            switch self {
            case .yes: Phrase(da: "Ja, den er relevant", en: "Yes, it applies")
            case .no: Phrase(da: "Nej, den er fravalgt", en: "No, it is excluded")
            }
        }
    }

    public static let fields = [
        Field.scope, Field.control,
        Field("applies", .choice(Answer.choices), da: "Relevant?", en: "Applicable?"),
        Field("reason", .text(most: 2000), da: "Hvorfor?", en: "Why?"),
        Field("status", .choice(Scope.Status.choices), da: "Status", en: "Status", optional: true),
        Field("how", .text(most: 4000), da: "Hvordan er den indført?", en: "How is it implemented?", optional: true),
        Field("documents", .documents, da: "Beskrevet i", en: "Described in", optional: true),
        Field("unit", .unit, da: "Ansvarlig enhed", en: "Responsible unit", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        scope = try arguments.id("scope")
        control = try arguments.control("control")
        applies = try arguments.choice("applies")
        reason = try arguments.text("reason", most: 2000)
        status = try arguments.optionalChoice("status")
        how = try arguments.optionalText("how", most: 4000)
        documents = try arguments.ids("documents")
        unit = try arguments.optionalID("unit")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openScope(scope, on: desk.today)
        switch applies {
        case .yes:
            guard status != nil else {
                throw .invalid("status", da: "Vælg, hvor langt den er indført.", en: "Choose how far it is in place.")
            }
            guard unit != nil else {
                throw .invalid(
                    "unit", da: "Vælg den enhed, der har ansvaret.", en: "Choose the unit that answers for it.")
            }
        case .no:
            guard status == nil, how == nil, documents.isEmpty else {
                throw .invalid(
                    "applies", da: "En fravalgt foranstaltning har hverken status eller beskrivelse. Fjern dem.",
                    en: "An excluded control has neither status nor description. Remove them.")
            }
        }
        for document in documents { _ = try desk.register.existingDocument(document, "documents") }
        if let unit { _ = try desk.register.openUnit(unit, "unit", on: desk.today) }
        let decision = Scope.Applicability(
            status: applies == .yes ? status : nil, reason: desk.keep(reason), how: desk.keep(how),
            documents: documents, unit: unit)
        try desk.record(.scope(scope, .decided(control, decision)))
    }
}

/// Gives up a tailored decision: that of the baseline holds again.
public struct ResumeBaseline: Deed {
    let scope: ID<Scope>, control: ClauseID, reason: String

    public static let fields = [Field.scope, Field.control, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        scope = try arguments.id("scope")
        control = try arguments.control("control")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.openScope(scope, on: desk.today)
        guard known.baseline != nil, known.decisions[control]?.newest ?? nil != nil else {
            throw .outOfTurn(
                da: "Omfanget har ingen tilpasning af den foranstaltning.",
                en: "The scope has no tailoring of that control.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.scope(scope, .resumed(control, reason: reason)))
    }
}

/// Closes a statement that is not kept any more.
public struct CloseScope: Deed {
    let scope: ID<Scope>, reason: String

    public static let fields = [Field.scope, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        scope = try arguments.id("scope")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openScope(scope, on: desk.today)
        let today = desk.today
        guard
            !desk.register.scopes.values.contains(where: {
                $0.baseline == scope && $0.name != nil && ($0.closedOn.map { today < $0 } ?? true)
            })
        else {
            throw .outOfTurn(
                da: "En anden erklæring tilpasser den. Luk den først.",
                en: "Another statement tailors it. Close that first.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.scope(scope, .closed(reason: reason)))
    }
}

extension Arguments {
    /// One of the 93 controls.
    func control(_ field: String) throws(Refusal) -> ClauseID {
        let text = try line(field, most: 20)
        guard let id = ClauseID(text), Scope.isControl(id) else {
            throw .invalid(
                field, da: "Der er ingen foranstaltning \(text). De hedder 5.1–5.37, 6.1–6.8, 7.1–7.14 og 8.1–8.34.",
                en: "There is no control \(text). They are 5.1–5.37, 6.1–6.8, 7.1–7.14 and 8.1–8.34.")
        }
        return id
    }
}
