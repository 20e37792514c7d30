// SPDX-License-Identifier: MPL-2.0

/// A command about one consultation. Those that the owner gives are the affair of the unit that owns the document.
public protocol ConsultationDeed: Deed {
    var consultation: ID<Consultation> { get }
}

extension ConsultationDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .consultation(consultation), on: day)
    }
}

extension Field {
    static let consultation = Field("consultation", .consultation, da: "Høring", en: "Consultation")
    static let comment = Field("comment", .comment, da: "Bemærkning", en: "Comment")
    static let answering = Field(
        "person", .person, da: "Hvem svarer?", en: "Who answers?",
        hint: Phrase(da: "Dig selv, eller den, du er stedfortræder for.", en: "You, or the one whose deputy you are."))
}

/// Opens a consultation about the version that is being written or waits for its decision.
public struct OpenConsultation: DocumentDeed {
    public let document: ID<Document>
    let question: String, persons: [ID<Person>], units: [ID<Unit>], roles: [String], due: Day

    /// Roles and bodies that can be asked as such.
    static let roleChoices =
        Role.allCases.filter { $0.isGranted && $0 != .unitHead }.map { Field.Choice($0.rawValue, $0.label) }
        + Body.Kind.allCases.map { Field.Choice($0.rawValue, $0.label) }

    public static let fields = [
        Field.document,
        Field(
            "question", .text(most: 2000), da: "Hvad vil du vide?", en: "What do you want to know?",
            hint: Phrase(da: "Det står øverst i høringen.", en: "It stands at the top of the consultation.")),
        Field("persons", .persons, da: "Personer", en: "Persons", optional: true),
        Field("units", .units, da: "Enheder", en: "Units", optional: true),
        Field("roles", .several(roleChoices), da: "Roller og organer", en: "Roles and bodies", optional: true),
        Field("due", .day, da: "Svar senest", en: "Answers by"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        question = try arguments.text("question", most: 2000)
        persons = try arguments.ids("persons")
        units = try arguments.ids("units")
        due = try arguments.day("due")
        roles = (arguments.texts["roles"] ?? []).filter { !$0.isEmpty }
        for role in roles where !OpenConsultation.roleChoices.contains(where: { $0.value == role }) {
            throw .invalid(
                "roles", da: "»\(role)« er ikke en af mulighederne. Vælg på listen.",
                en: "“\(role)” is not one of the choices. Choose from the list.")
        }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard !known.isWithdrawn(on: desk.today) else { throw .withdrawn }
        guard let version = known.pending, version.decision == nil else {
            throw .outOfTurn(
                da: "Der er ingen version at høre om. Skriv først en ny version.",
                en: "There is no version to consult about. Write a new version first.")
        }
        guard due >= desk.today else {
            throw .invalid(
                "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        var invited: [Responsible] = []
        func invite(_ one: Responsible) { if !invited.contains(one) { invited.append(one) } }
        for person in persons {
            guard try desk.register.existingPerson(person, "persons").isActive(on: desk.today) else {
                throw .invalid(
                    "persons", da: "En af personerne er ikke tilknyttet organisationen i dag. Vælg en anden.",
                    en: "One of the persons is not engaged today. Choose another.")
            }
            invite(.person(person))
        }
        for unit in units {
            _ = try desk.register.openUnit(unit, "units", on: desk.today)
            invite(.unit(unit))
        }
        for role in roles {
            if let body = Body.Kind(rawValue: role) {
                invite(.body(body))
            } else if let role = Role(rawValue: role) {
                invite(.role(role))
            }
        }
        guard !invited.isEmpty, invited.count <= 200 else {
            throw .invalid(
                "persons", da: "Vælg, hvem der skal høres: personer, enheder eller roller, højst 200.",
                en: "Choose who is to be consulted: persons, units or roles, at most 200.")
        }
        let (consultation, question): (ID<Consultation>, ValueID) = (desk.new(), desk.keep(question))
        try desk.record(
            .consultation(
                consultation,
                .opened(
                    .init(document: document, version: version.id, question: question, invited: invited, due: due))))
    }
}

/// Gives more time, with a reason.
public struct ExtendConsultation: ConsultationDeed {
    public let consultation: ID<Consultation>
    let due: Day, reason: String

    public static let fields = [
        Field.consultation, Field("due", .day, da: "Ny frist", en: "New due day"), .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        consultation = try arguments.id("consultation")
        due = try arguments.day("due")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openConsultation(consultation, on: desk.today)
        guard due >= desk.today, due > known.due.newest ?? .distantPast else {
            throw .invalid(
                "due", da: "Den nye frist skal ligge efter den gamle og tidligst i dag.",
                en: "The new due day must lie after the old one, today at the earliest.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.consultation(consultation, .extended(due: due, reason: reason)))
    }
}

/// Says something about a paragraph, or about the whole.
public struct CommentInConsultation: ConsultationDeed {
    public let consultation: ID<Consultation>
    let person: ID<Person>, paragraph: ParagraphID?, text: String

    public static let fields = [
        Field.consultation, .answering,
        Field(
            "paragraph", .paragraph, da: "Afsnit", en: "Paragraph",
            hint: Phrase(da: "Tomt: teksten som helhed.", en: "Empty: the text as a whole."), optional: true),
        Field("text", .text(most: 10_000), da: "Bemærkning", en: "Comment"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        consultation = try arguments.id("consultation")
        person = try arguments.id("person")
        paragraph = try arguments.optionalID("paragraph")
        text = try arguments.text("text", most: 10_000)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let invited = try desk.register.takingPart(person, in: consultation, on: desk.today)
        let (comment, text): (ID<Consultation.Comment>, ValueID) = (desk.new(), desk.keep(text))
        try desk.record(
            .consultation(
                consultation, .commented(comment, by: person, for: invited, paragraph: paragraph, text: text)))
    }
}

/// Answers that there is nothing to remark.
public struct AgreeInConsultation: ConsultationDeed {
    public let consultation: ID<Consultation>
    let person: ID<Person>

    public static let fields = [Field.consultation, .answering]

    public init(_ arguments: Arguments) throws(Refusal) {
        consultation = try arguments.id("consultation")
        person = try arguments.id("person")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let invited = try desk.register.takingPart(person, in: consultation, on: desk.today)
        let known = try desk.register.knownConsultation(consultation).0
        guard !known.agreements.contains(where: { $0.by == person }),
            !known.comments.contains(where: { $0.by == person })
        else {
            throw .outOfTurn(da: "Der er allerede svaret.", en: "It is answered already.")
        }
        try desk.record(.consultation(consultation, .agreed(by: person, for: invited)))
    }
}

extension Register {
    /// For whom a person answers; refused when nobody of those invited is meant.
    fileprivate func takingPart(
        _ person: ID<Person>, in consultation: ID<Consultation>, on day: Day
    ) throws(Refusal) -> [Responsible] {
        let (_, opening) = try openConsultation(consultation, on: day)
        _ = try existingPerson(person, "person")
        let invited = answers(of: person, to: opening, on: day)
        guard !invited.isEmpty else {
            throw .invalid(
                "person", da: "Personen er ikke inviteret til høringen. Bed ejeren om en invitation.",
                en: "The person is not invited to the consultation. Ask the owner for an invitation.")
        }
        return invited
    }
}

/// Replies to a comment: its author, the others who are invited, and the owner.
public struct ReplyInConsultation: ConsultationDeed {
    public let consultation: ID<Consultation>
    let comment: ID<Consultation.Comment>, person: ID<Person>, text: String

    public static let fields = [
        Field.consultation, .comment, .answering, Field("text", .text(most: 10_000), da: "Svar", en: "Reply"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        consultation = try arguments.id("consultation")
        comment = try arguments.id("comment")
        person = try arguments.id("person")
        text = try arguments.text("text", most: 10_000)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, opening) = try desk.register.openConsultation(consultation, on: desk.today)
        _ = try desk.register.existingPerson(person, "person")
        _ = try known.existing(comment)
        let owner = desk.register.documents[opening.document]?.owner.newest
        let held = desk.register.roles(of: person, on: desk.today)
        let owns =
            desk.register.persons[person]?.unit(on: desk.today) == owner
            || held.contains { $0.role == .security || $0.role == .unitHead && $0.unit == owner }
        guard owns || !desk.register.answers(of: person, to: opening, on: desk.today).isEmpty else {
            throw .invalid(
                "person", da: "Kun ejeren og de inviterede svarer i høringen.",
                en: "Only the owner and those invited reply in the consultation.")
        }
        let (reply, text): (ID<Consultation.Reply>, ValueID) = (desk.new(), desk.keep(text))
        try desk.record(
            .consultation(consultation, .replied(comment, reply: reply, by: person, text: text)))
    }
}

extension Consultation {
    func existing(_ comment: ID<Comment>) throws(Refusal) -> Comment {
        guard let found = comments.first(where: { $0.id == comment }) else {
            throw .invalid("comment", da: "Vælg en bemærkning.", en: "Choose a comment.")
        }
        return found
    }
}

/// Says what the owner does about a comment. It may be said again until the version is decided.
public struct DisposeComment: ConsultationDeed {
    public let consultation: ID<Consultation>
    let comment: ID<Consultation.Comment>, disposition: Consultation.Disposition, reason: String?

    public static let fields = [
        Field.consultation, .comment,
        Field("disposition", .choice(Consultation.Disposition.choices), da: "Stillingtagen", en: "Disposition"),
        Field(
            "reason", .text(most: 4000), da: "Begrundelse", en: "Reason",
            hint: Phrase(
                da: "Skal udfyldes, når bemærkningen ikke følges helt.",
                en: "Needed when the comment is not followed in full."),
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        consultation = try arguments.id("consultation")
        comment = try arguments.id("comment")
        disposition = try arguments.choice("disposition")
        reason = try arguments.optionalText("reason", most: 4000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, opening) = try desk.register.knownConsultation(consultation)
        _ = try known.existing(comment)
        if disposition != .followed, reason == nil {
            throw .invalid(
                "reason", da: "Skriv, hvorfor bemærkningen ikke følges helt.",
                en: "Write why the comment is not followed in full.")
        }
        let version = desk.register.documents[opening.document]?.versions.first { $0.id == opening.version }
        guard version?.decision == nil else {
            throw .outOfTurn(
                da: "Versionen er besluttet. Stillingtagen kan ikke ændres mere.",
                en: "The version is decided. The disposition can no longer be changed.")
        }
        let reason: ValueID? = desk.keep(reason)
        try desk.record(.consultation(consultation, .disposed(comment, disposition, reason: reason)))
    }
}

/// Closes a consultation: nobody can answer any more.
public struct CloseConsultation: ConsultationDeed {
    public let consultation: ID<Consultation>
    let note: String?

    public static let fields = [
        Field.consultation,
        Field(
            "note", .text(most: 4000), da: "Sammenfatning", en: "Summary",
            hint: Phrase(da: "Står i høringsnotatet.", en: "It stands in the note of the consultation."), optional: true
        ),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        consultation = try arguments.id("consultation")
        note = try arguments.optionalText("note", most: 4000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openConsultation(consultation, on: desk.today)
        let note: ValueID? = desk.keep(note)
        try desk.record(.consultation(consultation, .closed(note: note)))
    }
}
