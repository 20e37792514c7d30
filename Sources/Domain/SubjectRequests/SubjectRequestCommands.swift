// SPDX-License-Identifier: MPL-2.0

/// Records what somebody asks for of rights over personal data. The month counts from the day on which it came.
public struct ReceiveSubjectRequest: Deed {
    let came: Day, rights: [SubjectRequest.Right], handler: ID<Person>, name: String?, contact: String?, about: String
    let processing: ID<Processing>?

    public static let fields = [
        Field(
            "came", .day, da: "Modtaget den", en: "Received on",
            hint: Phrase(
                da: "Den dag, den kom ind i huset. Fristen er en måned efter.",
                en: "The day on which it came in. It is due a month after.")),
        Field(
            "rights", .several(SubjectRequest.Right.choices), da: "Hvad bliver der bedt om?", en: "What is asked for?"),
        Field("handler", .person, da: "Hvem behandler den?", en: "Who handles it?"),
        Field(
            "name", .line(most: 200), da: "Hvem spørger?", en: "Who asks?",
            hint: Phrase(da: "Kun det, I skal bruge. Intet CPR-nummer.", en: "Only what you need. No CPR number."),
            optional: true),
        Field(
            "contact", .line(most: 200), da: "Hvordan svarer vi?", en: "How do we answer?",
            hint: Phrase(da: "Fx Digital Post eller en adresse.", en: "Such as Digital Post or an address."),
            optional: true),
        Field("about", .text(most: 4000), da: "Hvad skriver personen?", en: "What does the person write?"),
        Field(
            "processing", .processing, da: "Behandling, det handler om", en: "Processing that it is about",
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        came = try arguments.day("came")
        rights = Processing.inOrder(try arguments.choices("rights"))
        guard !rights.isEmpty else { throw Arguments.missing("rights") }
        handler = try arguments.id("handler")
        name = try arguments.optionalLine("name", most: 200)
        contact = try arguments.optionalLine("contact", most: 200)
        about = try arguments.text("about", most: 4000)
        processing = try arguments.optionalID("processing")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard came <= desk.today else {
            throw .invalid("came", da: "Dagen er ikke kommet endnu.", en: "The day has not come yet.")
        }
        try desk.register.checkHandler(handler, on: desk.today)
        if let processing { _ = try desk.register.existingProcessing(processing) }
        let year = desk.today.year
        let receipt = SubjectRequest.Receipt(
            number: desk.register.next(.subjectRequest, year), year: year, came: came, rights: rights,
            handler: handler, name: desk.keep(name), contact: desk.keep(contact), about: desk.keep(about),
            processing: processing)
        let id: ID<SubjectRequest> = desk.new()
        try desk.record(.subjectRequest(id, .received(receipt)))
    }
}

/// A command about one request: the affair of the one who handles it.
protocol SubjectRequestDeed: Deed {
    var request: ID<SubjectRequest> { get }
}

extension SubjectRequestDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .subjectRequest(request), on: day)
    }
}

/// Gives a request to somebody else to handle.
public struct AssignSubjectRequest: SubjectRequestDeed {
    let request: ID<SubjectRequest>, handler: ID<Person>, reason: String

    public static let fields = [
        Field.subjectRequest, Field("handler", .person, da: "Hvem behandler den nu?", en: "Who handles it now?"),
        .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        request = try arguments.id("subject_request")
        handler = try arguments.id("handler")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openRequest(request)
        try desk.register.checkHandler(handler, on: desk.today)
        guard known.handler != handler else {
            throw .invalid(
                "handler", da: "Personen behandler den allerede.", en: "That person handles it already.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.subjectRequest(request, .assigned(handler, reason: reason)))
    }
}

/// Says whether it is known who asks, and how that was found out.
public struct IdentifyRequester: SubjectRequestDeed {
    let request: ID<SubjectRequest>, identity: SubjectRequest.Identity, how: String

    public static let fields = [
        Field.subjectRequest,
        Field(
            "identity", .choice(SubjectRequest.Identity.choices), da: "Er det den, det giver sig ud for?",
            en: "Is it who it claims to be?"),
        Field(
            "how", .text(most: 2000), da: "Hvordan ved vi det, eller hvad har vi spurgt om?",
            en: "How do we know, or what did we ask for?",
            hint: Phrase(
                da: "Tvivl flytter ikke fristen her. Spørg kun om det, der er nødvendigt (artikel 12, stk. 6).",
                en: "A doubt does not move the deadline here. Ask only for what is necessary (Article 12(6)).")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        request = try arguments.id("subject_request")
        identity = try arguments.choice("identity")
        how = try arguments.text("how", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openRequest(request)
        let how: ValueID = desk.keep(how)
        try desk.record(.subjectRequest(request, .identified(identity, how: how)))
    }
}

/// Says that the answer takes up to two months more, as was told with the reason within the first month.
public struct ExtendSubjectRequest: SubjectRequestDeed {
    let request: ID<SubjectRequest>, told: Day, reason: String

    public static let fields = [
        Field.subjectRequest, Field("told", .day, da: "Personen fik det at vide den", en: "The person was told on"),
        Field(
            "reason", .text(most: 2000), da: "Begrundelse", en: "Reason",
            hint: Phrase(
                da: "Hvad gør den kompleks, eller hvor mange er der? (artikel 12, stk. 3)",
                en: "What makes it complex, or how many are there? (Article 12(3))")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        request = try arguments.id("subject_request")
        told = try arguments.day("told")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, receipt) = try desk.register.openRequest(request)
        guard known.extensions.isEmpty else {
            throw .outOfTurn(
                da: "Fristen er forlænget én gang, og mere tillader artikel 12 ikke.",
                en: "The deadline was extended once, and Article 12 allows no more.")
        }
        let latest = SubjectRequest.deadline(receipt.came, isExtended: false)
        guard told >= receipt.came, told <= desk.today, told <= latest else {
            throw .invalid(
                "told",
                da:
                    "Personen skal have det at vide inden for den første måned, senest \(Language.da.day(latest)), og dagen skal være kommet. Er måneden gået, så svar nu.",
                en:
                    "The person must be told within the first month, by \(Language.en.day(latest)), on a day that has come. If the month has passed, answer now."
            )
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.subjectRequest(request, .extended(told: told, reason: reason)))
    }
}

/// Writes down what was done about a request.
public struct NoteSubjectRequest: SubjectRequestDeed {
    let request: ID<SubjectRequest>, note: String

    public static let fields = [
        Field.subjectRequest, Field("note", .text(most: 4000), da: "Hvad er der gjort?", en: "What was done?"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        request = try arguments.id("subject_request")
        note = try arguments.text("note", most: 4000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openRequest(request)
        let note: ValueID = desk.keep(note)
        try desk.record(.subjectRequest(request, .noted(note)))
    }
}

/// Records what was answered, and on which day it was told.
public struct AnswerSubjectRequest: SubjectRequestDeed {
    let request: ID<SubjectRequest>, outcome: SubjectRequest.Outcome, told: Day, answer: String, reason: String?
    let isGuided: Bool

    public static let fields = [
        Field.subjectRequest,
        Field("outcome", .choice(SubjectRequest.Outcome.choices), da: "Udfald", en: "Outcome"),
        Field("told", .day, da: "Personen fik svar den", en: "The person was answered on"),
        Field("answer", .text(most: 4000), da: "Hvad er gjort og svaret?", en: "What was done and answered?"),
        Field(
            "refusal", .text(most: 4000), da: "Hvorfor ikke, eller ikke det hele?", en: "Why not, or not all of it?",
            hint: Phrase(
                da: "Skal udfyldes, når svaret er et nej til noget (artikel 12, stk. 4).",
                en: "Must be filled in where the answer says no to something (Article 12(4))."),
            optional: true),
        Field(
            "guided", .tick, da: "Svaret vejleder om klage til Datatilsynet og om domstolene",
            en: "The answer says how to complain to the supervisory authority and to go to court", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        request = try arguments.id("subject_request")
        outcome = try arguments.choice("outcome")
        told = try arguments.day("told")
        answer = try arguments.text("answer", most: 4000)
        reason = try arguments.optionalText("refusal", most: 4000)
        isGuided = try arguments.flag("guided")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, receipt) = try desk.register.openRequest(request)
        guard told >= receipt.came, told <= desk.today else {
            throw .invalid(
                "told", da: "Dagen ligger før henvendelsen kom, eller er ikke kommet endnu.",
                en: "The day lies before the request came, or has not come yet.")
        }
        if outcome.saysNo {
            guard reason != nil else { throw Arguments.missing("refusal") }
            guard isGuided else {
                throw .invalid(
                    "guided",
                    da:
                        "Et nej skal vejlede om klage til Datatilsynet og om domstolene. Skriv det i svaret, og sæt krydset.",
                    en:
                        "A no must say how to complain to the supervisory authority and to go to court. Write it in the answer, and tick."
                )
            }
        } else if reason != nil {
            throw .invalid(
                "refusal", da: "Skriv kun en grund, når svaret er et nej til noget.",
                en: "Give a reason only where the answer says no to something.")
        }
        guard !outcome.tells || known.identities.last?.what.identity == .confirmed else {
            throw .invalid(
                "outcome", da: "Registrér først, at I ved, hvem der spørger. Ellers kan en anden få oplysningerne.",
                en: "Record first that you know who asks. Otherwise somebody else may get the data.")
        }
        let made = SubjectRequest.Answer(
            outcome: outcome, text: desk.keep(answer), reason: desk.keep(reason), isGuided: isGuided, told: told)
        try desk.record(.subjectRequest(request, .answered(made)))
    }
}

extension Register {
    /// Somebody who is here can handle it.
    func checkHandler(_ handler: ID<Person>, on day: Day) throws(Refusal) {
        guard try existingPerson(handler, "handler").isActive(on: day) else {
            throw .invalid(
                "handler", da: "Personen er ikke tilknyttet organisationen i dag. Vælg en anden.",
                en: "The person is not engaged today. Choose another.")
        }
    }
}

/// How many requests came in a year and how they were met: counts that name nobody, for those who steer.
public struct SubjectRequestCounts: Hashable, Sendable {
    public let year: Int
    public fileprivate(set) var received = 0
    public fileprivate(set) var open = 0
    public fileprivate(set) var late = 0
    public fileprivate(set) var inTime = 0
    public fileprivate(set) var tooLate = 0
    public fileprivate(set) var extended = 0
    /// What was asked for; one request can ask for several.
    public fileprivate(set) var rights: [SubjectRequest.Right: Int] = [:]

    init(year: Int) { self.year = year }
}

extension Register {
    /// Those that came in a year, as they stood on `day`.
    public func requestCounts(_ year: Int, on day: Day) -> SubjectRequestCounts {
        var counts = SubjectRequestCounts(year: year)
        for known in subjectRequests.values {
            guard let receipt = known.receipt, receipt.came.year == year, known.recordedOn <= day else { continue }
            counts.received += 1
            if known.extended(by: day) != nil { counts.extended += 1 }
            for right in receipt.rights { counts.rights[right, default: 0] += 1 }
            switch known.standing(on: day) {
            case .open, .extended: counts.open += 1
            case .late: counts.late += 1
            case .answered: counts.inTime += 1
            case .answeredLate: counts.tooLate += 1
            }
        }
        return counts
    }
}
