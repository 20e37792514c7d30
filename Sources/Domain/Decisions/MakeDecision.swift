// SPDX-License-Identifier: MPL-2.0

/// Decides about a version, another class, a withdrawal or a dispensation. Only those who sit in the body on the day can
/// make it, after a fresh sign-in; its secretary records what the minutes of a meeting say.
public struct MakeDecision: Deed {
    let document: ID<Document>, act: Decision.Act, outcome: Decision.Outcome, method: Decision.Method
    let minutes: String?, members: [ID<Person>], recused: [ID<Person>], recusal: String?
    let conditions: String?, reason: String?, day: Day?
    let paper: [UInt8]
    /// The version decided about; nil: the one that waits.
    var version: ID<Document.Version>?
    /// Where the proposal of another class stands that is decided about; nil: the one that waits.
    var proposal: Int?
    var dispensation: DispensationAnswer?
    let conditionsDue: Day?

    /// What a document can ask for; a proposal is decided by `ResolveProposal`.
    private static let acts = Decision.Act.allCases.filter { $0 != .resolve }.map {
        Field.Choice($0.rawValue, $0.label)
    }

    public static let fields =
        [
            Field.document,
            Field("version", .version, da: "Version", en: "Version", optional: true),
            Field("act", .choice(acts), da: "Sag", en: "Matter"),
        ] + Sitting.fields + DispensationAnswer.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        act = try arguments.choice("act")
        outcome = try arguments.choice("outcome")
        method = try arguments.choice("method")
        minutes = try arguments.optionalLine("minutes", most: 120)
        members = try arguments.ids("members")
        recused = try arguments.ids("recused")
        recusal = try arguments.optionalText("recusal", most: 2000)
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
        try Sitting.check(outcome, reason: reason)
        // Nobody has put it forward whom it could go back to.
        if outcome == .returned, act == .withdraw {
            throw .invalid(
                "outcome", da: "Den sag kan kun godkendes eller afvises.",
                en: "That matter can only be approved or rejected.")
        }
        try Conditions.check(conditions, due: conditionsDue, outcome, on: day)
        try Sitting(
            decider: decider, method: method, minutes: minutes, members: members, recused: recused,
            recusal: recusal, allowsDeputy: act != .dispense, earlier: earlier(desk.register)
        ).check(on: day, desk)
        try dispensation?.check(members, on: day, desk)
        let about = dispensation.map { Subject.dispensation($0.id) } ?? .document(document)
        try desk.mayConclude(about, by: decider, method, members, recused: recused, on: day)
        let made = Decision.Made(
            number: desk.register.next(.decision, day.year), year: day.year, decider: decider,
            matter: .init(act: act, document: document, version: version?.id, dispensation: dispensation?.id),
            outcome: outcome, method: method,
            minutes: desk.keep(minutes), members: members, recused: recused, recusal: desk.keep(recusal),
            conditions: desk.keep(conditions), reason: desk.keep(reason),
            basis: basis(known, version, desk.register), paper: desk.keep(paper), update: dispensation?.kept(&desk))
        let decision: ID<Decision> = desk.new()
        try desk.record(.decision(decision, .made(made)), on: day)
        try addActions(known, on: day, &desk)
    }

    /// What was decided before about the same.
    private func earlier(_ register: Register) -> [Decision] {
        register.decisions(about: document).filter {
            $0.matter?.act == act && $0.matter?.dispensation == dispensation?.id
                && (act != .adopt || $0.matter?.version == (version ?? $0.matter?.version))
        }
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
        case .resolve:
            throw .invalid("act", da: "Vælg på listen.", en: "Choose from the list.")
        case .dispense:
            guard let dispensation else { throw .unknown }
            return try dispensation.version(of: known, outcome, on: day, desk)
        }
    }
}
