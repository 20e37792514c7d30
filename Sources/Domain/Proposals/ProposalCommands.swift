// SPDX-License-Identifier: MPL-2.0

extension Deciding {
    /// What a body has answered stays as it was asked: only the body takes its own decision back, and then the proposal
    /// may go (policy §§3.4, 6).
    func keepProposal(_ subject: Subject, _ position: Int) throws(Refusal) {
        guard subject.kind == .proposal, let known = register.proposals[subject.id.seen(as: Proposal.self)],
            known.position == position, !register.decisions(on: known.id).isEmpty
        else { return }
        throw .outOfTurn(
            da: "Sagen er afgjort, og afgørelsen bygger på den. Indstil en ny sag i stedet.",
            en: "The matter is decided, and the decision rests on it. Put a new matter forward instead.")
    }
}

/// What every proposal says beside what would be decided.
struct ProposalCase: Sendable {
    let question: String, reasons: String, ifYes: String, ifNo: String, conditions: String?, due: Day
    let follows: ID<Proposal>?

    static let fields: [Field] = [
        Field(
            "question", .line(most: 200), da: "Hvad skal der tages stilling til?", en: "What is to be decided?",
            hint: Phrase(
                da: "Et spørgsmål, der kan svares ja eller nej til.", en: "A question that can be answered yes or no.")
        ),
        Field(
            "reasons", .text(most: 2000), da: "Hvorfor anbefales et ja?", en: "Why is a yes recommended?",
            hint: Phrase(da: "Én grund på hver linje, højst tre.", en: "One reason a line, at most three.")),
        Field("if_yes", .text(most: 1000), da: "Hvad sker der ved et ja?", en: "What does a yes mean?"),
        Field("if_no", .text(most: 1000), da: "Hvad sker der ved et nej?", en: "What does a no mean?"),
        Field(
            "conditions", .text(most: 4000), da: "Foreslåede betingelser", en: "Proposed conditions",
            hint: Phrase(da: "Én betingelse på hver linje.", en: "One condition a line."), optional: true),
        Field("due", .day, da: "Beslutning senest", en: "To be decided by"),
        Field(
            "follows", .proposal, da: "Afløser indstilling", en: "Takes the place of proposal", optional: true),
    ]

    init(_ arguments: Arguments) throws(Refusal) {
        question = try arguments.line("question", most: 200)
        reasons = try arguments.text("reasons", most: 2000)
        ifYes = try arguments.text("if_yes", most: 1000)
        ifNo = try arguments.text("if_no", most: 1000)
        conditions = try arguments.optionalText("conditions", most: 4000)
        due = try arguments.day("due")
        follows = try arguments.optionalID("follows")
    }

    /// Puts it before the body.
    func submit(
        _ content: Proposal.Content, to body: Body.Kind, against: Proposal.Against? = nil, _ desk: inout Deciding
    ) throws(Refusal) {
        try Conditions.check(reasons: reasons)
        try Conditions.check(conditions)
        guard due >= desk.today else {
            throw .invalid(
                "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        if let follows {
            let (known, wording) = try desk.register.existingProposal(follows, "follows")
            let standing = desk.register.standing(of: known, on: desk.today)
            guard wording.content.kind == content.kind, standing == .returned || standing == .rejected else {
                throw .invalid(
                    "follows", da: "Vælg en indstilling af samme slags, der er sendt tilbage eller afvist.",
                    en: "Choose a proposal of the same kind that was sent back or rejected.")
            }
        }
        let wording = Proposal.Wording(
            number: desk.register.next(.proposal, desk.today.year), year: desk.today.year, body: body,
            question: desk.keep(question), content: content, reasons: desk.keep(reasons), ifYes: desk.keep(ifYes),
            ifNo: desk.keep(ifNo), conditions: desk.keep(conditions), due: due, follows: follows, against: against)
        let id: ID<Proposal> = desk.new()
        try desk.record(.proposal(id, .made(wording)))
    }
}

/// Proposes another list of topics that a topic policy is demanded for (policy §3.4: the direktion decides which).
public struct ProposeTopics: Deed {
    let topics: [ID<Topic>], added: String?, matter: ProposalCase

    public static let fields =
        [
            Field("topics", .topics, da: "Emner, der skal have en emnepolitik", en: "Topics that need a topic policy"),
            Field(
                "added", .line(most: 100), da: "Nyt emne", en: "New topic", optional: true),
        ] + ProposalCase.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        topics = try arguments.ids("topics")
        added = try arguments.optionalLine("added", most: 100)
        matter = try ProposalCase(arguments)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(body: .direktion) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = desk.register.topics.map(\.id)
        let kept = known.filter { topics.contains($0) }
        guard kept.count == Set(topics).count else {
            throw .invalid("topics", da: "Vælg emner på listen.", en: "Choose topics from the list.")
        }
        guard added != nil || Set(kept) != Set(desk.register.demandedTopics(on: desk.today)) else {
            throw .invalid(
                "topics", da: "Det er den liste, der gælder. Tilføj eller fjern et emne.",
                en: "That is the list that holds. Add or remove a topic.")
        }
        let fixed = Topic.named.contains { topic in
            guard case .fixed(let name) = topic.name, let added else { return false }
            return [name.da, name.en].contains { $0.lowercased() == added.lowercased() }
        }
        guard !fixed else {
            throw .invalid(
                "added", da: "Det emne er på listen over emner. Vælg det der.",
                en: "That topic is among the topics. Choose it there.")
        }
        guard !kept.isEmpty else {
            throw .invalid("topics", da: "Vælg mindst ét emne.", en: "Choose at least one topic.")
        }
        let new = added.map { Proposal.NewTopic(id: desk.new(), name: desk.keep($0)) }
        try matter.submit(.topics(kept, added: new), to: .direktion, &desk)
    }
}

/// Proposes that a unit answers for a topic (policy §3.4: the direktion decides to which units).
public struct ProposeDelegation: Deed {
    let topic: ID<Topic>, unit: ID<Unit>, from: Day, until: Day?, matter: ProposalCase

    public static let fields =
        [
            Field("topic", .topic, da: "Emne", en: "Topic"),
            Field("unit", .unit, da: "Enhed, der får ansvaret", en: "Unit that answers for it"), .from, .optionalTo,
        ] + ProposalCase.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        topic = try arguments.id("topic")
        unit = try arguments.id("unit")
        from = try arguments.day("from")
        until = try arguments.optionalDay("to")
        matter = try ProposalCase(arguments)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(body: .direktion) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard desk.register.topic(topic) != nil, desk.register.wasDemanded(topic) else {
            throw .invalid("topic", da: "Vælg et emne på listen.", en: "Choose a topic from the list.")
        }
        _ = try desk.register.openUnit(unit, "unit", on: from)
        try Person.check(from, until)
        guard until.map({ $0 >= desk.today }) ?? true else {
            throw .invalid(
                "to", da: "Perioden er gået. Vælg en senere dag.", en: "The period is over. Choose a later day.")
        }
        try matter.submit(.delegation(topic, to: unit, from: from, until: until), to: .direktion, &desk)
    }
}

/// Proposes what is done about something that is not as it should be (policy §7.2: nødvendige forholdsregler).
public struct ProposeMeasure: Deed {
    let about: Subject, against: Proposal.Against?, measure: String, unit: ID<Unit>, done: Day, matter: ProposalCase
    /// Whether the one who proposes it may see what it is about; found by the office.
    public var isVisible = true

    /// What it is about.
    public var subject: Subject { about }

    public static let fields =
        [
            Field(
                "duties", .duties, da: "Hvad er ikke, som det skal være?", en: "What is not as it should be?",
                hint: Phrase(da: "Vælg én.", en: "Choose one.")),
            Field(
                "measure", .line(most: Conditions.longest), da: "Hvad skal der gøres?", en: "What is to be done?"),
            Field("unit", .unit, da: "Hvilken enhed gør det?", en: "Which unit does it?"),
            Field("done", .day, da: "Senest", en: "By"),
        ] + ProposalCase.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        let targets = Set(arguments.texts["duties"] ?? []).filter { !$0.allSatisfy(\.isWhitespace) }
        guard targets.count == 1, let target = targets.first.flatMap({ Reminder.Target($0) }) else {
            throw .invalid("duties", da: "Vælg én på listen.", en: "Choose one from the list.")
        }
        about = target.subject
        against = target.turn.map { .init(rule: target.rule, turn: $0) }
        measure = try arguments.line("measure", most: Conditions.longest)
        unit = try arguments.id("unit")
        done = try arguments.day("done")
        matter = try ProposalCase(arguments)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(body: .direktion) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard isVisible, desk.register.revision(of: about) > 0 else {
            throw .invalid("duties", da: "Vælg én på listen.", en: "Choose one from the list.")
        }
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        guard done >= desk.today else {
            throw .invalid(
                "done", da: "Dagen ligger før i dag. Vælg en senere.",
                en: "The day lies before today. Choose a later one.")
        }
        let text: ValueID = desk.keep(measure)
        try matter.submit(
            .measure(text, about: about, by: unit, due: done), to: .direktion, against: against, &desk)
    }
}

/// Puts any other matter before direktion or bestyrelse.
public struct ProposeMatter: Deed {
    let body: Body.Kind, resolution: String, matter: ProposalCase

    public static let fields =
        [
            Field("body", .choice(Body.Kind.choices), da: "Hvem skal afgøre det?", en: "Who is to decide it?"),
            Field(
                "resolution", .text(most: 4000), da: "Hvad er besluttet ved et ja?", en: "What is decided by a yes?",
                hint: Phrase(
                    da: "Kan læses af alle i organisationen. Skriv intet fortroligt.",
                    en: "Can be read by everybody in the organisation. Write nothing confidential.")),
        ] + ProposalCase.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        body = try arguments.choice("body")
        resolution = try arguments.text("resolution", most: 4000)
        matter = try ProposalCase(arguments)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(body: body) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let text: ValueID = desk.keep(resolution)
        try matter.submit(.other(text), to: body, &desk)
    }
}

/// Takes a proposal back before it is decided.
public struct WithdrawProposal: Deed {
    let proposal: ID<Proposal>, reason: String

    public static let fields = [Field.proposal, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        proposal = try arguments.id("proposal")
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .proposal(proposal), on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.existingProposal(proposal)
        guard desk.register.standing(of: known, on: desk.today) == .submitted else {
            throw .outOfTurn(da: "Sagen venter ikke på en afgørelse.", en: "The matter does not await a decision.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.proposal(known.id, .withdrawn(reason: reason)))
    }
}

/// Says which topic a topic policy is about (policy §3.4), or that it is about none.
public struct SetTopic: DocumentDeed {
    public let document: ID<Document>
    let topic: ID<Topic>?

    public static let fields = [
        Field.document, Field("topic", .topic, da: "Emne", en: "Topic", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        topic = try arguments.optionalID("topic")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard !known.isWithdrawn(on: desk.today) else { throw .withdrawn }
        if let topic { try desk.register.check(topic: topic, of: known.kind) }
        guard (known.topic.newest ?? nil) != topic else {
            throw .outOfTurn(da: "Det er emnet allerede.", en: "That is the topic already.")
        }
        try desk.record(.document(document, .topicSet(topic)))
    }
}

extension Register {
    /// Only a topic policy is about a topic, and only about one that was named.
    func check(topic: ID<Topic>, of kind: Document.Kind) throws(Refusal) {
        guard kind == .topicPolicy else {
            throw .invalid("topic", da: "Kun en emnepolitik har et emne.", en: "Only a topic policy has a topic.")
        }
        guard self.topic(topic) != nil else {
            throw .invalid("topic", da: "Vælg et emne på listen.", en: "Choose a topic from the list.")
        }
    }
}
