// SPDX-License-Identifier: MPL-2.0

/// Decides about a version, another class, a withdrawal or a dispensation. Only those who sit in the body on the day can
/// make it, after a fresh sign-in; its secretary records what the minutes of a meeting say.
public struct MakeDecision: Deed {
    let document: ID<Document>, act: Decision.Act, outcome: Decision.Outcome, method: Decision.Method
    let minutes: String?, members: [ID<Person>], recused: [ID<Person>], conditions: String?, reason: String?, day: Day?
    let paper: [UInt8]
    /// The version decided about; nil: the one that waits.
    var version: ID<Document.Version>?
    /// Where the proposal of another class stands that is decided about; nil: the one that waits.
    var proposal: Int?
    var dispensation: DispensationAnswer?
    let conditionsDue: Day?

    public static let fields =
        [
            Field.document,
            Field("version", .version, da: "Version", en: "Version", optional: true),
            Field("act", .choice(Decision.Act.choices), da: "Sag", en: "Matter"),
            Field("outcome", .choice(Decision.Outcome.choices), da: "Afgørelse", en: "Outcome"),
            Field("method", .choice(Decision.Method.choices), da: "Behandlet", en: "Handled"),
            Field("members", .persons, da: "Deltog", en: "Took part"),
            Field("recused", .persons, da: "Inhabile", en: "Recused", optional: true),
            Field("minutes", .line(most: 120), da: "Referat", en: "Minutes", optional: true),
            Field(
                "conditions", .text(most: 4000), da: "Betingelser", en: "Conditions",
                hint: Phrase(
                    da: "Én betingelse på hver linje. Hver af dem bliver en opgave.",
                    en: "One condition a line. Each becomes a task."), optional: true),
            Field("reason", .text(most: 4000), da: "Begrundelse", en: "Reason", optional: true),
            Field(
                "conditions_due", .day, da: "Betingelserne skal være opfyldt senest",
                en: "The conditions are to be met by",
                optional: true),
            Field("day", .day, da: "Besluttet den", en: "Decided on", optional: true), .late,
        ] + DispensationAnswer.fields

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
        conditionsDue = try arguments.optionalDay("conditions_due")
        dispensation = try DispensationAnswer(arguments, act, outcome)
        paper = arguments.files["paper"]?.bytes ?? []
    }

    /// Who decides the matter.
    private func decider(of known: Document, _ register: Register, on day: Day) -> Decision.Decider? {
        // No delegation exists (policy §7.4).
        act == .dispense ? .body(.direktion) : register.decider(of: known, on: day)
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        guard let known = register.documents[document] else { return Concern() }
        return switch decider(of: known, register, on: self.day ?? day) {
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
        guard let decider = decider(of: known, desk.register, on: day) else { throw .unknown }
        let version = try matterVersion(known, on: day, desk)
        switch outcome {
        case .approved: break
        case .rejected where reason == nil:
            throw .invalid("reason", da: "Skriv, hvorfor det afvises.", en: "Write why it is rejected.")
        case .returned where reason == nil:
            throw .invalid(
                "reason", da: "Skriv, hvad der skal besvares, før sagen kan afgøres.",
                en: "Write what is to be answered before the matter can be decided.")
        case .returned where act != .dispense:
            throw .invalid(
                "outcome", da: "Den sag kan kun godkendes eller afvises.",
                en: "That matter can only be approved or rejected.")
        case .rejected, .returned: break
        }
        try checkConditions(on: day)
        if method == .minutes, minutes == nil {
            throw .invalid(
                "minutes", da: "Angiv referatet, fx DIR 2026-05, punkt 2.",
                en: "Give the minutes, such as DIR 2026-05, item 2.")
        }
        try checkMembers(decider, on: day, desk.register)
        try checkRecorder(decider, desk)
        try dispensation?.check(members, on: day, desk.register)
        let made = Decision.Made(
            number: desk.register.next(.decision, day.year), year: day.year, decider: decider,
            matter: .init(act: act, document: document, version: version?.id, dispensation: dispensation?.id),
            outcome: outcome, method: method,
            minutes: desk.keep(minutes), members: members, recused: recused, conditions: desk.keep(conditions),
            reason: desk.keep(reason),
            basis: basis(known, version, desk.register), paper: desk.keep(paper), update: dispensation?.kept(&desk))
        let decision: ID<Decision> = desk.new()
        try desk.record(.decision(decision, .made(made)), on: day)
        try addActions(known, on: day, &desk)
    }

    /// What follows from it: a task for each condition, and one to change the document if that is needed (policy §7.4).
    private func addActions(_ known: Document, on day: Day, _ desk: inout Deciding) throws(Refusal) {
        let owner = (known.owner.value(on: desk.today) ?? known.owner.newest).map { Responsible.unit($0) }
        if outcome == .approved, let conditions {
            let request = dispensation.flatMap { desk.register.dispensations[$0.id]?.request }
            let responsible = request.map { .unit($0.unit) } ?? owner ?? .role(.security)
            let due = conditionsDue ?? max(request?.to ?? day + 90, desk.today)
            let about = dispensation.map { Subject.dispensation($0.id) } ?? .document(document)
            for condition in Conditions.lines(conditions) {
                try desk.add(
                    action: condition, why: Conditions.why, responsible: responsible, due: due, about: about)
            }
        }
        if let dispensation, let update = dispensation.update, update.isNeeded {
            let request = desk.register.dispensations[dispensation.id]?.request
            try desk.add(
                action: DispensationAnswer.action(request), why: update.reason, responsible: owner ?? .role(.security),
                due: dispensation.due ?? desk.today + 90, about: .document(document))
        }
    }

    private func checkConditions(on day: Day) throws(Refusal) {
        guard let conditions else { return }
        guard outcome == .approved else {
            throw .invalid(
                "conditions", da: "Betingelser hører til en godkendelse. Skriv det i begrundelsen.",
                en: "Conditions belong to an approval. Write it in the reason.")
        }
        try Conditions.check(conditions)
        if let conditionsDue, conditionsDue < day {
            throw .invalid(
                "conditions_due", da: "Dagen ligger før beslutningen.", en: "The day lies before the decision.")
        }
    }

    /// Whoever signs takes part in it or sits beside it; who is recused has left the room. A secretary records what minutes
    /// say, and a deputy never decides a dispensation.
    private func checkRecorder(_ decider: Decision.Decider, _ desk: Deciding) throws(Refusal) {
        guard let by = desk.by else { return }
        guard !recused.contains(by) else {
            throw .invalid(
                "recused", da: "Den, der er inhabil, kan ikke registrere afgørelsen. Lad en anden gøre det.",
                en: "Who is recused cannot record the decision. Let somebody else do it.")
        }
        guard case .body(let body) = decider, desk.register.bodies[body]?.sits(by, on: desk.today) != true else {
            return
        }
        let principals = desk.register.principals(of: by, on: desk.today).filter {
            desk.register.bodies[body]?.sits($0, on: desk.today) == true
        }
        if act != .dispense, !principals.isEmpty, Set(principals).isSubset(of: recused) == false { return }
        guard method == .minutes, desk.register.roles(of: by, on: desk.today).contains(where: { $0.role == .secretary })
        else {
            throw .invalid(
                "method",
                da: "Kun de, der sidder i organet, kan afgøre sagen. Sekretæren registrerer, hvad et referat siger.",
                en: "Only those who sit in the body can decide. The secretary records what minutes say.")
        }
    }

    /// The document, and what was said in the consultations about the version.
    private func basis(_ known: Document, _ version: Document.Version?, _ register: Register) -> [Decision.Basis] {
        let heard = register.consultations(about: document).filter {
            act == .adopt && $0.opening?.version == version?.id
        }
        let asked = dispensation.map { answer in
            Decision.Basis(
                subject: .dispensation(answer.id), revision: register.revision(of: .dispensation(answer.id)))
        }
        return [.init(subject: .document(document), revision: known.revision)]
            + heard.map { .init(subject: .consultation($0.id), revision: $0.revision) } + [asked].compactMap { $0 }
    }

    private func matterVersion(
        _ known: Document, on day: Day, _ desk: Deciding
    ) throws(Refusal) -> Document.Version? {
        let today = desk.today
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
        case .dispense:
            guard let dispensation else { throw .unknown }
            return try dispensation.version(of: known, outcome, on: day, desk)
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
