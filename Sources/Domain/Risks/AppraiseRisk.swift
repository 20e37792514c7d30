// SPDX-License-Identifier: MPL-2.0

/// Judges what could happen to an asset by answers in plain words, and does all that follows from them at once: the risk, its
/// assessment, a task for each thing that nobody knows, what is done about it, and where it is to be kept the proposal to the
/// direktion (policy §§7, 8). All of it is recorded or nothing is.
public struct AppraiseRisk: Deed {
    /// The one that is judged again; nil: a new one.
    public let risk: ID<Risk>?
    let asset: ID<Asset>
    let answers: [Risk.Guide.Answer], reasons: [RiskMethod.Dimension: String]
    let threats: [ClauseReference], dismissed: [ClauseReference], dismissals: String?
    let provisions: [Risk.Guide.Provision], unknown: [String]
    let likelihood: Int, reason: String
    let title: String?, scenario: String?, vulnerabilities: String?
    let treatment: Risk.Treatment, task: String?, taskDue: Day?
    let until: Day?, matter: ProposalCase?, next: Day?
    /// What the one that is judged again says; found by the office.
    public var before: Texts?

    /// The words that a risk is told in.
    public struct Texts: Hashable, Sendable {
        let title: String, scenario: String, vulnerabilities: String?

        public init(title: String, scenario: String, vulnerabilities: String?) {
            self.title = title
            self.scenario = scenario
            self.vulnerabilities = vulnerabilities
        }
    }

    /// What the field of a reason is called, why a dimension is not relevant: `citizens_reason`.
    public static func reason(_ dimension: RiskMethod.Dimension) -> String { "\(dimension.rawValue)_reason" }

    public static let fields: [Field] =
        [
            Field(
                "risk", .risk, da: "Risiko, der vurderes igen", en: "Risk that is judged again",
                hint: Phrase(da: "Tomt, hvis det er en ny.", en: "Empty for a new one."), optional: true),
            .asset,
        ] + questions
        + RiskMethod.Dimension.allCases.map { dimension in
            Field(
                reason(dimension), .text(most: 1000),
                da: "\(dimension.label.da): hvorfor ikke relevant?", en: "\(dimension.label.en): why not relevant?",
                hint: Phrase(
                    da: "Skal udfyldes, når dimensionen slet ikke er relevant.",
                    en: "Needed where the dimension is not relevant at all."), optional: true)
        } + grounds + handling

    private static let questions: [Field] = Risk.Guide.questions.map { question in
        let dimension = question.dimension.label
        return Field(
            question.field, .choice(AssessRisk.steps),
            da: question.property.map { "\($0.label.da): \(dimension.da.lowercasedFirst)" } ?? dimension.da,
            en: question.property.map { "\($0.label.en): \(dimension.en.lowercasedFirst)" } ?? dimension.en)
    }

    private static let grounds: [Field] = [
        Field(
            "threats", .line(most: 600), da: "Trusler, der er realistiske", en: "Threats that are realistic",
            hint: Phrase(
                da: "Med komma imellem, fx trusler:T01, trusler:T14.",
                en: "With commas, such as trusler:T01, trusler:T14.")),
        Field(
            "dismissed", .text(most: 4000), da: "Trusler, der ikke er relevante", en: "Threats that are not relevant",
            hint: Phrase(
                da: "En linje til hver: truslen, mellemrum og hvorfor, fx trusler:T05 Der er ingen gæster.",
                en: "A line for each: the threat, a space and why, such as trusler:T05 There are no guests."),
            optional: true),
        Field(
            "in_place", .text(most: 8000), da: "Hvad er der allerede?", en: "What is in place?",
            hint: Phrase(
                da: """
                    En linje til hver: foranstaltningen eller punktet, mellemrum og ja, delvist, nej eller ukendt. Efter \
                    ukendt opgaven til sikkerhedsteamet, fx 27002:8.5 ukendt Find ud af, hvordan der logges ind.
                    """,
                en: """
                    A line for each: the measure or the control, a space and yes, partly, no or unknown. After unknown the \
                    task for the security team, such as 27002:8.5 unknown Find out how people sign in.
                    """), optional: true),
        Field(
            "likelihood", .number(1...AssessRisk.most), da: "Sandsynlighed", en: "Likelihood",
            hint: Phrase(da: "Metodens trin; 1 er det laveste.", en: "The step of the method; 1 is the lowest.")),
        Field("reason", .text(most: 4000), da: "Hvorfor denne sandsynlighed?", en: "Why this likelihood?"),
        Field(
            "title", .line(most: 200), da: "Risikoen i én sætning", en: "The risk in one sentence",
            hint: Phrase(da: "Tomt, hvis den er den samme som sidst.", en: "Empty where it is the same as last time."),
            optional: true),
        Field(
            "scenario", .text(most: 4000), da: "Scenarie", en: "Scenario",
            hint: Phrase(da: "Tomt, hvis det er det samme som sidst.", en: "Empty where it is the same as last time."),
            optional: true),
        Field(
            "vulnerabilities", .text(most: 4000), da: "Sårbarheder", en: "Vulnerabilities",
            hint: Phrase(da: "Hvorfor kan det ske her?", en: "Why can it happen here?"), optional: true),
    ]

    private static let handling: [Field] =
        [
            Field(
                "treatment", .choice(Risk.Treatment.choices), da: "Hvad gøres der ved den?",
                en: "What is done about it?"),
            Field(
                "task", .line(most: 200), da: "Hvad skal gøres?", en: "What is to be done?",
                hint: Phrase(
                    da: "Bliver en opgave for den ansvarlige enhed.", en: "Becomes a task of the responsible unit."),
                optional: true),
            Field("task_due", .day, da: "Senest", en: "By", optional: true),
            Field(
                "until", .day, da: "Accepten skal gælde til og med", en: "To be accepted until",
                hint: Phrase(
                    da: "Kun når direktionen skal acceptere den.", en: "Only where the direktion is to accept it."),
                optional: true),
        ]
        + ProposalCase.fields.map {
            Field($0.name, $0.kind, da: $0.label.da, en: $0.label.en, hint: $0.hint, optional: true)
        } + [Risk.next]

    public init(_ arguments: Arguments) throws(Refusal) {
        risk = try arguments.optionalID("risk")
        asset = try arguments.id("asset")
        var answers: [Risk.Guide.Answer] = []
        for question in Risk.Guide.questions {
            let step = try AppraiseRisk.step(arguments.line(question.field, most: 10), question.field)
            answers.append(.init(property: question.property, dimension: question.dimension, step: step))
        }
        self.answers = answers
        var reasons: [RiskMethod.Dimension: String] = [:]
        for dimension in RiskMethod.Dimension.allCases {
            reasons[dimension] = try arguments.optionalText(AppraiseRisk.reason(dimension), most: 1000)
        }
        self.reasons = reasons
        threats = try arguments.threats("threats")
        guard !threats.isEmpty else { throw Arguments.missing("threats") }
        dismissals = try arguments.optionalText("dismissed", most: 4000)
        dismissed = try AppraiseRisk.dismissed(dismissals)
        (provisions, unknown) = try AppraiseRisk.provisions(arguments.optionalText("in_place", most: 8000))
        likelihood = try arguments.number("likelihood", in: 1...AssessRisk.most)
        reason = try arguments.text("reason", most: 4000)
        title = try arguments.optionalLine("title", most: 200)
        scenario = try arguments.optionalText("scenario", most: 4000)
        vulnerabilities = try arguments.optionalText("vulnerabilities", most: 4000)
        treatment = try arguments.choice("treatment")
        task = try arguments.optionalLine("task", most: 200)
        taskDue = try arguments.optionalDay("task_due")
        until = try arguments.optionalDay("until")
        matter = try arguments.optionalLine("question", most: 200) == nil ? nil : ProposalCase(arguments)
        next = try arguments.optionalDay("next")
        let both = Set(threats).intersection(dismissed)
        if let twice = threats.first(where: both.contains) {
            throw .invalid(
                "dismissed", da: "\(twice) kan ikke både være realistisk og ikke relevant. Vælg det ene.",
                en: "\(twice) cannot be both realistic and not relevant. Choose one.")
        }
    }

    private static func step(_ word: String, _ field: String) throws(Refusal) -> Int? {
        if word == AssessRisk.irrelevant { return nil }
        guard let step = Int(word), 1...AssessRisk.most ~= step else {
            throw .invalid(
                field, da: "»\(word)« er ikke en af mulighederne. Vælg på listen.",
                en: "“\(word)” is not one of the choices. Choose from the list.")
        }
        return step
    }

    /// The lines of a text.
    private static func lines(_ text: String?) -> [String] {
        (text ?? "").split(whereSeparator: \.isNewline).map { Arguments.trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    private static func dismissed(_ text: String?) throws(Refusal) -> [ClauseReference] {
        var found: [ClauseReference] = []
        for line in lines(text) {
            guard let (threat, reason) = Risk.Guide.reasons(line).first, !reason.isEmpty else {
                let start = String(line.prefix(60))
                throw .invalid(
                    "dismissed",
                    da: "Skriv truslen, og hvorfor den ikke er relevant: »\(start)« siger ikke begge dele.",
                    en: "Write the threat and why it is not relevant: “\(start)” does not say both.")
            }
            guard !found.contains(threat) else {
                throw .invalid(
                    "dismissed", da: "\(threat) står der to gange. Fjern den ene.",
                    en: "\(threat) is there twice. Remove one.")
            }
            found.append(threat)
        }
        return found
    }

    private static func provisions(
        _ text: String?
    ) throws(Refusal) -> (provisions: [Risk.Guide.Provision], unknown: [String]) {
        var (found, tasks): ([Risk.Guide.Provision], [String]) = ([], [])
        for line in lines(text) {
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count >= 2, let about = Risk.Guide.Provision.About(parts[0]),
                let answer = Risk.Guide.InPlace(written: parts[1])
            else {
                let start = String(line.prefix(60))
                throw .invalid(
                    "in_place",
                    da:
                        "»\(start)« kan ikke læses. Skriv foranstaltning eller punkt, og ja, delvist, nej eller ukendt.",
                    en: "“\(start)” cannot be read. Write a measure or control, and yes, partly, no or unknown.")
            }
            guard !found.contains(where: { $0.about == about }) else {
                throw .invalid(
                    "in_place", da: "\(parts[0]) står der to gange. Fjern den ene.",
                    en: "\(parts[0]) is there twice. Remove one.")
            }
            found.append(.init(about: about, answer: answer))
            guard answer == .unknown else { continue }
            guard parts.count == 3, parts[2].count <= 200 else {
                throw .invalid(
                    "in_place", da: "Skriv efter ukendt, hvad sikkerhedsteamet skal finde ud af, med højst 200 tegn.",
                    en: "After unknown, write what the security team is to find out, in at most 200 characters.")
            }
            tasks.append(parts[2])
        }
        return (found, tasks)
    }

    /// A new one is the affair of the asset's unit, which will answer for it.
    public func concern(in register: Register, on day: Day) -> Concern {
        risk.map { register.concern(of: .risk($0), on: day) } ?? register.concern(of: .asset(asset), on: day)
    }
}

// MARK: What follows

extension AppraiseRisk {
    /// The days that the security team has to find out what nobody knew.
    static let daysToFindOut = 30

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (_, owned) = try desk.register.standingAsset(asset, on: desk.today)
        guard let adopted = desk.register.riskMethod(on: desk.today) else { throw AssessRisk.noMethod }
        try check(adopted.method)
        let estimate = try estimate(&desk)
        let guide = Risk.Guide(
            answers: answers, dismissed: dismissed, dismissals: desk.keep(dismissals), provisions: provisions)
        let id: ID<Risk> = risk ?? desk.new()
        let name = try describe(id, owned, guide, &desk)
        let assessment = Risk.Assessment(
            method: adopted.proposal, inherent: nil, current: estimate, residual: nil, target: nil,
            reason: desk.keep(reason), confidence: Risk.Guide.confidence(provisions), disagreement: nil,
            treatment: treatment, next: try Risk.next(next, after: desk.today, adopted.method), guide: guide)
        try desk.record(.risk(id, .assessed(assessment)))
        for title in unknown {
            try add(title, why: name, to: .role(.security), due: desk.today + Self.daysToFindOut, id, &desk)
        }
        try handle(id, why: name, &desk)
        try propose(id, &desk)
    }

    /// The scales of the method in force may be shorter than what the fields offer.
    private func check(_ method: RiskMethod) throws(Refusal) {
        func refuse(_ field: String) throws(Refusal) {
            throw .invalid(
                field, da: "Metoden har \(method.steps) trin. Vælg et fra 1 til \(method.steps).",
                en: "The method has \(method.steps) steps. Choose one from 1 to \(method.steps).")
        }
        if likelihood > method.steps { try refuse("likelihood") }
        for (question, answer) in zip(Risk.Guide.questions, answers) {
            if let step = answer.step, step > method.steps { try refuse(question.field) }
        }
    }

    /// As it is now: how often, and the worst in each dimension. A dimension that is relevant to nothing says why.
    private func estimate(_ desk: inout Deciding) throws(Refusal) -> Risk.Estimate {
        let worst = Risk.Guide.worst(answers)
        guard worst.contains(where: { $0 != nil }) else {
            throw .invalid(
                Risk.Guide.questions[0].field,
                da: "Mindst ét svar skal have en følge. Kan intet gå galt, er der ingen risiko at registrere.",
                en:
                    "At least one answer must have a consequence. If nothing can go wrong, there is no risk to register."
            )
        }
        var consequences: [Risk.Consequence] = []
        for (dimension, step) in zip(RiskMethod.Dimension.allCases, worst) {
            guard step != nil || reasons[dimension] != nil else {
                throw .invalid(
                    AppraiseRisk.reason(dimension), da: "Skriv, hvorfor dimensionen ikke er relevant.",
                    en: "Write why the dimension is not relevant.")
            }
            consequences.append(.init(dimension: dimension, step: step, reason: desk.keep(reasons[dimension])))
        }
        return .init(likelihood: likelihood, consequences: consequences)
    }

    /// Says what the risk is, where that is new or changed; returns its title.
    private func describe(
        _ id: ID<Risk>, _ owned: Asset.Wording, _ guide: Risk.Guide, _ desk: inout Deciding
    ) throws(Refusal) -> String {
        for one in provisions {
            guard case .measure(let measure) = one.about else { continue }
            guard desk.register.measures[measure]?.wording != nil else {
                throw .invalid(
                    "in_place", da: "Vælg foranstaltninger, der findes.", en: "Choose measures that there are.")
            }
        }
        let before = try risk.map { (risk) throws(Refusal) in try appraised(risk, desk.register) }
        guard let title = title ?? self.before?.title else { throw Arguments.missing("title") }
        guard let scenario = scenario ?? self.before?.scenario else { throw Arguments.missing("scenario") }
        let vulnerabilities = vulnerabilities ?? self.before?.vulnerabilities
        let asked = Set(threats + dismissed)
        let named = threats + (before?.threats.filter { !asked.contains($0) } ?? [])
        let measured = Set(
            provisions.compactMap { one in
                if case .measure(let id) = one.about { id } else { nil }
            })
        let kept = before?.measures.filter { !measured.contains($0) } ?? []
        let standing = guide.measures.filter { desk.register.measures[$0]?.endedOn == nil }
        let harmed = Risk.Guide.harmed(answers)
        if let before, self.title == nil, self.scenario == nil, self.vulnerabilities == nil,
            Set(before.threats) == Set(named), Set(before.measures) == Set(kept + standing),
            Set(before.properties) == Set(harmed)
        {
            return title
        }
        if before == nil { _ = try desk.register.openUnit(owned.unit, "asset", on: desk.today) }
        let owner = owned.owner.flatMap { desk.register.persons[$0]?.isActive(on: desk.today) == true ? $0 : nil }
        let wording = Risk.Wording(
            number: before?.number ?? desk.register.next(.risk, 0), kind: .operational, title: desk.keep(title),
            scenario: desk.keep(scenario), assets: before?.assets ?? [asset], threats: named,
            vulnerabilities: desk.keep(vulnerabilities), properties: harmed, unit: before?.unit ?? owned.unit,
            owner: before == nil ? owner : before?.owner, events: before?.events ?? [], measures: kept + standing,
            classification: before?.classification ?? .confidential, isBarred: before?.isBarred ?? false)
        try desk.record(.risk(id, .set(wording)))
        return title
    }

    /// One that is about the asset, and about an asset at all: an event is told by the risks that belong to it.
    private func appraised(_ id: ID<Risk>, _ register: Register) throws(Refusal) -> Risk.Wording {
        let (_, wording) = try register.openRisk(id)
        guard wording.kind == .operational, wording.assets.contains(asset) else {
            throw .invalid(
                "risk", da: "Risikoen handler ikke om aktivet. Vurdér den i det almindelige skema.",
                en: "The risk is not about the asset. Assess it in the usual form.")
        }
        return wording
    }

    private func add(
        _ title: String, why: String, to responsible: Responsible, due: Day, _ risk: ID<Risk>, _ desk: inout Deciding
    ) throws(Refusal) {
        let action: ID<Action> = desk.new()
        let (title, why): (ValueID, ValueID) = (desk.keep(title), desk.keep(why))
        try desk.record(
            .action(
                action,
                .added(
                    number: desk.register.next(.action, desk.today.year), title: title, why: why,
                    responsible: responsible, due: due, about: .risk(risk))))
    }

    /// What is agreed to be done, by the unit that answers for the risk.
    private func handle(_ id: ID<Risk>, why: String, _ desk: inout Deciding) throws(Refusal) {
        guard let task else {
            guard taskDue == nil else { throw Arguments.missing("task") }
            return
        }
        guard let taskDue else { throw Arguments.missing("task_due") }
        guard taskDue >= desk.today else {
            throw .invalid(
                "task_due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        guard let unit = desk.register.risks[id]?.wording?.unit else { throw .unknown }
        _ = try desk.register.openUnit(unit, "task", on: desk.today)
        try add(task, why: why, to: .unit(unit), due: taskDue, id, &desk)
    }

    /// What the criteria do not accept by themselves, the direktion is asked to.
    private func propose(_ id: ID<Risk>, _ desk: inout Deciding) throws(Refusal) {
        guard let known = desk.register.risks[id], let made = known.assessments.last,
            let judged = desk.register.judgement(of: made)
        else { throw .notAssessed }
        guard treatment == .retain, judged.acceptance != .standing || known.wording?.isBarred == true || matter != nil
        else {
            guard matter == nil else {
                throw .invalid(
                    "treatment", da: "Vælg at acceptere risikoen, hvis direktionen skal spørges om det.",
                    en: "Choose to accept the risk if the direktion is to be asked.")
            }
            return
        }
        guard let until else { throw Arguments.missing("until") }
        guard let matter else { throw Arguments.missing("question") }
        try desk.register.mayAccept(known, made, until: until, on: desk.today)
        try matter.submit(.acceptance(id, assessment: made.position, until: until), to: .direktion, &desk)
    }
}
