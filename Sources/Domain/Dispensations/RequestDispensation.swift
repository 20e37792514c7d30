// SPDX-License-Identifier: MPL-2.0

/// A command about one dispensation, the affair of the unit that asks for it.
public protocol DispensationDeed: Deed {
    var dispensation: ID<Dispensation> { get }
}

extension DispensationDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .dispensation(dispensation), on: day)
    }
}

extension Field {
    static let dispensation = Field("dispensation", .dispensation, da: "Dispensation", en: "Dispensation")
}

/// The answers of a request, as both commands that write one take them.
struct DispensationAnswers: Sendable {
    let paragraphs: [ParagraphID], units: [ID<Unit>], solutions: String?
    let title: String, situation: String, reason: String, risk: String, level: Dispensation.Level, measures: String
    let from: Day, to: Day
    /// The text of the version deviated from, found by the office; nil: it is not known.
    var text: DocumentText?

    static let fields = [
        Field(
            "paragraphs", .paragraphs, da: "Hvilke afsnit fraviges?", en: "Which paragraphs are deviated from?",
            hint: Phrase(
                da: "Vælg dem enkeltvis: en dispensation gælder aldrig et helt dokument.",
                en: "Choose them one by one: a dispensation is never from a whole document.")),
        Field(
            "title", .line(most: 120), da: "Kort sagt", en: "In short",
            hint: Phrase(
                da: "Fx »Ugentlig backup i udviklingsmiljøet«.",
                en: "Such as “Weekly backup of the development system”.")),
        Field("situation", .text(most: 4000), da: "Hvad er situationen?", en: "What is the situation?"),
        Field(
            "reason", .text(most: 4000), da: "Hvorfor kan reglen ikke følges?", en: "Why can the rule not be followed?"),
        Field("risk", .text(most: 4000), da: "Hvilken risiko giver det?", en: "Which risk does it bring?"),
        Field("level", .choice(Dispensation.Level.choices), da: "Hvor stor er risikoen?", en: "How large is the risk?"),
        Field(
            "measures", .text(most: 4000), da: "Hvad gøres i stedet?", en: "What is done instead?",
            hint: Phrase(da: "Kompenserende foranstaltninger.", en: "Compensating measures.")),
        Field("units", .units, da: "Hvilke enheder gælder det for?", en: "Which units is it for?", optional: true),
        Field(
            "solutions", .text(most: 2000), da: "Hvilke systemer gælder det for?", en: "Which systems is it for?",
            hint: Phrase(
                da: "Udfyld mindst et af de to felter om, hvem og hvad det gælder for.",
                en: "Fill in at least one of the two fields on whom and what it is for."), optional: true),
        .from,
        Field(
            "to", .day, da: "Til og med", en: "Until",
            hint: Phrase(da: "Højst 12 måneder.", en: "At most 12 months.")),
    ]

    init(_ arguments: Arguments) throws(Refusal) {
        paragraphs = try arguments.ids("paragraphs")
        units = try arguments.ids("units")
        solutions = try arguments.optionalText("solutions", most: 2000)
        title = try arguments.line("title", most: 120)
        situation = try arguments.text("situation", most: 4000)
        reason = try arguments.text("reason", most: 4000)
        risk = try arguments.text("risk", most: 4000)
        level = try arguments.choice("level")
        measures = try arguments.text("measures", most: 4000)
        from = try arguments.day("from")
        to = try arguments.day("to")
    }

    /// What must hold for every wording (policy §7.4): named paragraphs that no law demands, somebody or something it is
    /// for, and an end within twelve months.
    func check(_ document: Document, _ version: Document.Version, _ desk: Deciding) throws(Refusal) {
        guard !paragraphs.isEmpty, paragraphs.count <= 50 else {
            throw .invalid(
                "paragraphs", da: "Vælg de afsnit, der fraviges, højst 50.",
                en: "Choose the paragraphs deviated from, at most 50.")
        }
        if let text {
            let known = Set(text.blocks.map(\.id))
            guard paragraphs.allSatisfy(known.contains) else {
                throw .invalid(
                    "paragraphs", da: "Et af afsnittene står ikke i version \(version.draft.number). Vælg på listen.",
                    en: "One of the paragraphs is not in version \(version.draft.number). Choose from the list.")
            }
        }
        guard !paragraphs.contains(where: { document.statute(of: $0, on: desk.today) != nil }) else {
            throw .invalid(
                "paragraphs", da: "Et af afsnittene følger af lov. Direktionen kan ikke dispensere fra lov.",
                en: "One of the paragraphs follows from law. The direktion cannot dispense from law.")
        }
        for unit in units { _ = try desk.register.openUnit(unit, "units", on: desk.today) }
        guard !units.isEmpty || solutions != nil else {
            throw .invalid(
                "units", da: "Angiv, hvilke enheder eller systemer det gælder for. Det kan ikke gælde alt.",
                en: "Say which units or systems it is for. It cannot be for everything.")
        }
        guard to >= from else {
            throw .invalid("to", da: "Slutdagen ligger før startdagen.", en: "The last day lies before the first.")
        }
        guard to >= desk.today else {
            throw .invalid(
                "to", da: "Perioden er gået. Vælg en senere dag.", en: "The period is over. Choose a later day.")
        }
        guard to < from.adding(years: 1) else {
            throw .invalid(
                "to", da: "En dispensation gælder højst 12 måneder. Den kan forlænges ved en ny beslutning.",
                en: "A dispensation holds for at most 12 months. It can be extended by a new decision.")
        }
    }

    func request(
        _ desk: inout Deciding, number: Int, year: Int, _ document: ID<Document>, _ version: ID<Document.Version>,
        unit: ID<Unit>, follows: ID<Dispensation>?
    ) -> Dispensation.Request {
        .init(
            number: number, year: year, document: document, version: version, paragraphs: paragraphs, unit: unit,
            units: units, solutions: desk.keep(solutions), title: desk.keep(title), situation: desk.keep(situation),
            reason: desk.keep(reason), risk: desk.keep(risk), level: level, measures: desk.keep(measures), from: from,
            to: to, follows: follows)
    }
}

/// What the office must give the text of a version to.
public protocol DispensationWriting: Deed {
    /// Which text of which document its paragraphs stand in.
    func deviatedFrom(in register: Register, on day: Day) -> (Document, Document.Version)?
    var text: DocumentText? { get set }
}

/// Asks for leave to deviate from paragraphs of the version in force (policy §7.4).
public struct RequestDispensation: DispensationWriting {
    let document: ID<Document>, unit: ID<Unit>, follows: ID<Dispensation>?
    var answers: DispensationAnswers

    public var text: DocumentText? {
        get { answers.text }
        set { answers.text = newValue }
    }

    public static let fields =
        [Field.document, Field("unit", .unit, da: "Hvilken enhed søger?", en: "Which unit asks?")]
        + DispensationAnswers.fields + [
            Field(
                "follows", .dispensation, da: "Forlænger eller afløser", en: "Extends or replaces",
                hint: Phrase(
                    da: "Den dispensation, der søges forlænget, eller som blev afvist.",
                    en: "The dispensation that is to be extended, or that was refused."), optional: true)
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        unit = try arguments.id("unit")
        follows = try arguments.optionalID("follows")
        answers = try DispensationAnswers(arguments)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: unit) }

    public func deviatedFrom(in register: Register, on day: Day) -> (Document, Document.Version)? {
        register.documents[document].flatMap { known in known.versionInForce(on: day).map { (known, $0) } }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard let version = known.versionInForce(on: desk.today) else {
            throw .outOfTurn(
                da: "Dokumentet er ikke i kraft. Der er intet at dispensere fra.",
                en: "The document is not in force. There is nothing to dispense from.")
        }
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        try answers.check(known, version, desk)
        if let follows {
            let (before, asked) = try desk.register.existingDispensation(follows, "follows")
            guard asked.document == document else {
                throw .invalid(
                    "follows", da: "Den handler om et andet dokument. Vælg en anden.",
                    en: "It is about another document. Choose another one.")
            }
            switch desk.register.standing(of: before, on: desk.today) {
            case .live, .granted, .expired, .rejected: break
            case .preparing, .submitted, .returned, .extended, .ended, .withdrawn:
                throw .invalid(
                    "follows", da: "Den kan ikke forlænges. Vælg en, der gælder, er udløbet eller blev afvist.",
                    en: "It cannot be extended. Choose one that holds, has expired or was refused.")
            }
            guard asked.unit == unit || desk.register.answering(for: asked.unit, on: desk.today) == unit,
                !Set(asked.paragraphs).isDisjoint(with: answers.paragraphs)
                    || asked.version != version.id
            else {
                throw .invalid(
                    "follows", da: "Den handler om en anden enhed eller andre afsnit. Søg uden at forlænge den.",
                    en: "It is about another unit or other paragraphs. Ask without extending it.")
            }
            guard
                !desk.register.successors(of: before).contains(where: { desk.register.grant(of: $0.id) != nil })
            else {
                throw .outOfTurn(
                    da: "Den er allerede forlænget. Forlæng den nye.", en: "It is extended already. Extend the new one."
                )
            }
            let running = desk.register.successors(of: desk.register.dispensations[follows] ?? .init(id: follows))
            guard !running.contains(where: { desk.register.isOpen($0, on: desk.today) }) else {
                throw .outOfTurn(
                    da: "Der er allerede søgt om at forlænge den. Ret den forespørgsel.",
                    en: "Its extension has been asked for already. Change that request.")
            }
        }
        let year = desk.today.year
        let request = answers.request(
            &desk, number: desk.register.next(.dispensation, year), year: year, document, version.id, unit: unit,
            follows: follows)
        let dispensation: ID<Dispensation> = desk.new()
        try desk.record(.dispensation(dispensation, .requested(request)))
    }
}

/// Writes the request anew, until it is decided: such as to answer what the direktion asked.
public struct AmendDispensation: DispensationDeed, DispensationWriting {
    public let dispensation: ID<Dispensation>
    var answers: DispensationAnswers

    public var text: DocumentText? {
        get { answers.text }
        set { answers.text = newValue }
    }

    public static let fields = [Field.dispensation] + DispensationAnswers.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        dispensation = try arguments.id("dispensation")
        answers = try DispensationAnswers(arguments)
    }

    public func deviatedFrom(in register: Register, on day: Day) -> (Document, Document.Version)? {
        register.dispensations[dispensation]?.request.flatMap { register.documents[$0.document] }.flatMap { known in
            known.versionInForce(on: day).map { (known, $0) }
        }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, before) = try desk.register.openDispensation(dispensation, on: desk.today)
        guard let (document, version) = deviatedFrom(in: desk.register, on: desk.today) else {
            throw .outOfTurn(
                da: "Dokumentet er ikke i kraft. Der er intet at dispensere fra.",
                en: "The document is not in force. There is nothing to dispense from.")
        }
        try answers.check(document, version, desk)
        let request = answers.request(
            &desk, number: before.number, year: before.year, before.document, version.id, unit: before.unit,
            follows: before.follows)
        try desk.record(.dispensation(known.id, .amended(request)))
    }
}

extension Register {
    /// Whether it may still become a decision.
    func isOpen(_ dispensation: Dispensation, on day: Day) -> Bool {
        guard dispensation.request != nil else { return false }
        switch standing(of: dispensation, on: day) {
        case .preparing, .submitted, .returned: return true
        case .rejected, .granted, .live, .expired, .extended, .ended, .withdrawn: return false
        }
    }

    func openDispensation(
        _ id: ID<Dispensation>, on day: Day
    ) throws(Refusal) -> (Dispensation, Dispensation.Request) {
        let (known, request) = try existingDispensation(id)
        guard isOpen(known, on: day) else {
            throw .outOfTurn(
                da: "Sagen er afgjort eller trukket tilbage. Søg på ny.",
                en: "The matter is decided or withdrawn. Ask anew.")
        }
        return (known, request)
    }
}
