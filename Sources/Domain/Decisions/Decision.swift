// SPDX-License-Identifier: MPL-2.0

/// A decision, one fact from the first day: who decided, what, how, by whom, and from exactly which facts it was made
/// (policy §§3.4, 6, 7.4: what the direktion has decided, and nobody else).
public struct Decision: Hashable, Sendable {
    /// Who decides: one of the two bodies, or the head of the unit that owns the matter.
    public enum Decider: Hashable, Sendable {
        case body(Body.Kind)
        case head(of: ID<Unit>)
    }

    public enum Act: String, Choosable {
        case adopt, withdraw
        /// What the last proposal of another class says (policy §7.2).
        case reclassify

        public var label: Phrase {
            switch self {
            case .adopt: Phrase(da: "Godkendelse af version", en: "Approval of a version")
            case .withdraw: Phrase(da: "Ophævelse af dokumentet", en: "Withdrawal of the document")
            case .reclassify: Phrase(da: "Ændring af klassifikation", en: "Change of classification")
            }
        }
    }

    /// What is decided.
    public struct Matter: Hashable, Sendable {
        public let act: Act
        public let document: ID<Document>
        public let version: ID<Document.Version>?

        public init(act: Act, document: ID<Document>, version: ID<Document.Version>?) {
            self.act = act
            self.document = document
            self.version = version
        }
    }

    public enum Outcome: String, Choosable {
        case approved, rejected

        public var label: Phrase {
            switch self {
            case .approved: Phrase(da: "Godkendt", en: "Approved")
            case .rejected: Phrase(da: "Afvist", en: "Rejected")
            }
        }
    }

    public enum Method: String, Choosable {
        case meeting, written, minutes

        public var label: Phrase {
            switch self {
            case .meeting: Phrase(da: "På et møde", en: "At a meeting")
            case .written: Phrase(da: "Skriftlig behandling", en: "Written procedure")
            case .minutes: Phrase(da: "Registreret fra et referat", en: "Recorded from minutes")
            }
        }
    }

    /// One of the facts that the decision was made from: the subject as it stood at that revision.
    public struct Basis: Hashable, Sendable {
        public let subject: Subject
        public let revision: Int

        public init(subject: Subject, revision: Int) {
            self.subject = subject
            self.revision = revision
        }
    }

    public struct Made: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let decider: Decider
        public let matter: Matter
        public let outcome: Outcome
        public let method: Method
        public let minutes: ValueID?
        public let members: [ID<Person>]
        public let recused: [ID<Person>]
        public let conditions: ValueID?
        public let reason: ValueID?
        public let basis: [Basis]
        /// The paper the members had before them, kept as a file; its commitment in the leaf is its hash.
        public let paper: ValueID

        public init(
            number: Int, year: Int, decider: Decider, matter: Matter, outcome: Outcome, method: Method,
            minutes: ValueID?, members: [ID<Person>], recused: [ID<Person>], conditions: ValueID?, reason: ValueID?,
            basis: [Basis], paper: ValueID
        ) {
            self.number = number
            self.year = year
            self.decider = decider
            self.matter = matter
            self.outcome = outcome
            self.method = method
            self.minutes = minutes
            self.members = members
            self.recused = recused
            self.conditions = conditions
            self.reason = reason
            self.basis = basis
            self.paper = paper
        }
    }

    public enum Fact: Hashable, Sendable {
        case made(Made)
    }

    public let id: ID<Decision>
    public var made: Made?
    public var day = Day.distantPast
    public var position = 0
    /// The day on which it was recorded.
    public var recordedOn = Day.distantPast
    public var annulled = false
    public var revision = 0

    public var matter: Matter? { made?.matter }
    public var outcome: Outcome? { made?.outcome }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .made(let made):
            self.made = made
            day = stamp.effective
            position = stamp.position
            recordedOn = Copenhagen.day(of: stamp.recorded)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { annulled = true }
    }
}

extension Register {
    /// Decisions about a document, oldest first.
    public func decisions(about document: ID<Document>) -> [Decision] {
        (decisionsAbout[document] ?? []).compactMap { decisions[$0] }.filter { $0.matter?.document == document }
    }

    /// Who decides about the document on `day`.
    public func decider(of document: Document, on day: Day) -> Decision.Decider? {
        if let body = document.kind.decidedBy { return .body(body) }
        return (document.owner.value(on: day) ?? document.owner.first).map { .head(of: answering(for: $0, on: day)) }
    }

    /// Whether something material has happened to what the decision was made from (»grundlaget er ændret«).
    public func basisHasChanged(_ decision: Decision) -> Bool {
        decision.made?.basis.contains { basis in
            switch basis.subject.kind {
            case .document:
                (documents[basis.subject.id.seen(as: Document.self)]?.materialRevision ?? 0) > basis.revision
            case .consultation, .notice:
                (consultations[basis.subject.id.seen(as: Consultation.self)]?.materialRevision ?? 0) > basis.revision
            case .organisation, .unit, .person, .body, .decision, .action, .token, .reminder: false
            }
        } ?? false
    }
}

/// Decides about a version, another class or a withdrawal. Only those who sit in the body on the day can make it, after a fresh sign-in.
public struct MakeDecision: Deed {
    let document: ID<Document>, act: Decision.Act, outcome: Decision.Outcome, method: Decision.Method
    let minutes: String?, members: [ID<Person>], recused: [ID<Person>], conditions: String?, reason: String?, day: Day?
    let paper: [UInt8]
    /// The version decided about; nil: the one that waits.
    var version: ID<Document.Version>?
    /// Where the proposal of another class stands that is decided about; nil: the one that waits.
    var proposal: Int?

    public static let fields = [
        Field.document,
        Field("version", .version, da: "Version", en: "Version", optional: true),
        Field("act", .choice(Decision.Act.choices), da: "Sag", en: "Matter"),
        Field("outcome", .choice(Decision.Outcome.choices), da: "Afgørelse", en: "Outcome"),
        Field("method", .choice(Decision.Method.choices), da: "Behandlet", en: "Handled"),
        Field("members", .persons, da: "Deltog", en: "Took part"),
        Field("recused", .persons, da: "Inhabile", en: "Recused", optional: true),
        Field("minutes", .line(most: 120), da: "Referat", en: "Minutes", optional: true),
        Field("conditions", .text(most: 4000), da: "Betingelser", en: "Conditions", optional: true),
        Field("reason", .text(most: 4000), da: "Begrundelse", en: "Reason", optional: true),
        Field("day", .day, da: "Besluttet den", en: "Decided on", optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        act = try arguments.choice("act")
        outcome = try arguments.choice("outcome")
        method = try arguments.choice("method")
        minutes = try arguments.optionalLine("minutes", most: 120)
        members = try arguments.ids("members")
        recused = try arguments.ids("recused")
        conditions = try arguments.optionalText("conditions", most: 4000)
        reason = try arguments.optionalText("reason", most: 4000)
        day = try arguments.optionalDay("day")
        version = try arguments.optionalID("version")
        paper = arguments.files["paper"]?.bytes ?? []
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        guard let known = register.documents[document] else { return Concern() }
        return switch register.decider(of: known, on: self.day ?? day) {
        case .body(let body): Concern(body: body)
        case .head(let unit): Concern(unit: unit)
        case nil: Concern()
        }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let day = day ?? desk.today
        guard day <= desk.today else {
            throw .invalid(
                "day", da: "En beslutning kan ikke ligge i fremtiden.", en: "A decision cannot lie in the future.")
        }
        let known = try desk.register.existingDocument(document)
        guard let decider = desk.register.decider(of: known, on: day) else { throw .unknown }
        let version = try matterVersion(known, on: day, desk.today)
        if outcome == .rejected, reason == nil {
            throw .invalid("reason", da: "Skriv, hvorfor det afvises.", en: "Write why it is rejected.")
        }
        if method == .minutes, minutes == nil {
            throw .invalid(
                "minutes", da: "Angiv referatet, fx DIR 2026-05, punkt 2.",
                en: "Give the minutes, such as DIR 2026-05, item 2.")
        }
        try checkMembers(decider, on: day, desk.register)
        let made = Decision.Made(
            number: desk.register.next(.decision, day.year), year: day.year, decider: decider,
            matter: .init(act: act, document: document, version: version?.id), outcome: outcome, method: method,
            minutes: desk.keep(minutes), members: members, recused: recused, conditions: desk.keep(conditions),
            reason: desk.keep(reason),
            basis: basis(known, version, desk.register), paper: desk.keep(paper))
        let decision: ID<Decision> = desk.new()
        try desk.record(.decision(decision, .made(made)), on: day)
    }

    /// The document, and what was said in the consultations about the version.
    private func basis(_ known: Document, _ version: Document.Version?, _ register: Register) -> [Decision.Basis] {
        let heard = register.consultations(about: document).filter {
            act == .adopt && $0.opening?.version == version?.id
        }
        return [.init(subject: .document(document), revision: known.revision)]
            + heard.map { .init(subject: .consultation($0.id), revision: $0.revision) }
    }

    private func matterVersion(
        _ known: Document, on day: Day, _ today: Day
    ) throws(Refusal) -> Document.Version? {
        switch act {
        case .adopt:
            let asked = version.map { id in known.versions.first { $0.id == id } } ?? known.pending
            guard let version = asked, version.submitted != nil else {
                throw .outOfTurn(
                    da: "Ingen version er indstillet til afgørelse.", en: "No version has been submitted for decision.")
            }
            guard version.decision == nil else {
                throw .outOfTurn(da: "Versionen er allerede godkendt.", en: "The version is already approved.")
            }
            return version
        case .withdraw:
            guard known.firstEntered != nil else {
                throw .outOfTurn(
                    da: "Dokumentet har aldrig været i kraft og kan ikke ophæves.",
                    en: "The document was never in force and cannot be withdrawn.")
            }
            return nil
        case .reclassify:
            guard let found = known.proposedClass(on: today), found.judgement == nil else {
                throw .outOfTurn(
                    da: "Ingen anden klassifikation er foreslået.", en: "No other classification is proposed.")
            }
            guard proposal.map({ $0 == found.position }) ?? true else {
                throw .outOfTurn(
                    da: "Der er foreslået en ny klassifikation siden. Afgør den i stedet.",
                    en: "Another classification has been proposed since. Decide on that one instead.")
            }
            guard found.day <= day else {
                throw .invalid(
                    "day", da: "Det blev først foreslået \(Language.da.day(found.day)). Vælg den dag eller en senere.",
                    en: "It was proposed on \(Language.en.day(found.day)) only. Choose that day or a later one.")
            }
            return known.versions.first { $0.id == found.version }
        }
    }

    private func checkMembers(_ decider: Decision.Decider, on day: Day, _ register: Register) throws(Refusal) {
        guard !members.isEmpty else {
            throw .invalid("members", da: "Vælg, hvem der deltog.", en: "Choose who took part.")
        }
        guard Set(members).isDisjoint(with: recused) else {
            throw .invalid(
                "recused", da: "Den, der er inhabil, deltager ikke i afgørelsen. Fjern personen det ene sted.",
                en: "Who is recused does not take part. Remove the person in one place.")
        }
        for (person, field) in members.map({ ($0, "members") }) + recused.map({ ($0, "recused") }) {
            let sits =
                switch decider {
                case .body(let body): register.bodies[body]?.sits(person, on: day) == true
                case .head(let unit): register.holders(of: .unitHead, unit: unit, on: day).contains(person)
                }
            guard sits else {
                throw .invalid(
                    field, da: "Kun de, der sidder i organet den dag, kan deltage.",
                    en: "Only those who sit in the body on that day can take part.")
            }
        }
        if case .body(let body) = decider {
            // A body decides with more than half of its members (those recused are not counted).
            let seated = Set(register.bodies[body]?.members(on: day) ?? []).subtracting(recused)
            guard members.count * 2 > seated.count else {
                throw .invalid(
                    "members",
                    da: "Organet er ikke beslutningsdygtigt: mere end halvdelen af medlemmerne skal deltage.",
                    en: "There is no quorum: more than half of the members must take part.")
            }
        }
    }
}
