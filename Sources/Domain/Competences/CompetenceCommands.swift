// SPDX-License-Identifier: MPL-2.0

/// A command about one competence.
public protocol CompetenceDeed: Deed {
    var competence: ID<Competence> { get }
}

extension CompetenceDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .competence(competence), on: day)
    }
}

/// Says what a competence is, or says it anew from a day (ISO/IEC 27001 7.2).
public struct SetCompetence: Deed {
    public let competence: ID<Competence>?
    let title: String, about: String, months: Int?, course: ID<Course>?, from: Day

    public static let fields = [
        Field(
            "competence", .competence, da: "Kompetence, der ændres", en: "Competence that is changed",
            hint: Phrase(da: "Tomt, hvis det er en ny.", en: "Empty for a new one."), optional: true),
        Field("title", .line(most: 200), da: "Kompetence", en: "Competence"),
        Field(
            "about", .text(most: 4000), da: "Hvad kræver den?", en: "What does it take?",
            hint: Phrase(
                da: "Så præcist, at en anden kan se, om et bevis dækker den.",
                en: "Precisely enough for somebody else to see whether a credential covers it.")),
        Field(
            "months", .number(1...240), da: "Holder i (måneder)", en: "Holds for (months)",
            hint: Phrase(
                da: "Tomt, hvis den ikke udløber. Udløber beviset selv før, gælder det.",
                en: "Empty if it does not run out. If the credential itself runs out before, that counts."),
            optional: true),
        Field(
            "course", .course, da: "Kursus, der giver den", en: "Course that gives it",
            hint: Phrase(
                da: "Kursusbeviset er da nok. Tomt, hvis den vises med et bevis udefra.",
                en: "Its certificate is then enough. Empty if a credential from outside shows it."), optional: true),
        .from, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        competence = try arguments.optionalID("competence")
        title = try arguments.line("title", most: 200)
        about = try arguments.text("about", most: 4000)
        months = try arguments.optionalNumber("months", in: 1...240)
        course = try arguments.optionalID("course")
        from = try arguments.day("from")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        competence.map { register.concern(of: .competence($0), on: day) } ?? Concern()
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        var number = desk.register.next(.competence, 0)
        if let competence {
            // One whose first words were struck a moment ago, to be put right, keeps its number.
            if let known = desk.register.competences[competence], known.wording == nil, known.number > 0 {
                number = known.number
            } else {
                number = try desk.register.standingCompetence(competence, on: desk.today).1.number
            }
        }
        if let course { _ = try desk.register.standingCourse(course, on: desk.today) }
        let wording = Competence.Wording(
            number: number, title: desk.keep(title), about: desk.keep(about), months: months, course: course)
        let id: ID<Competence> = competence ?? desk.new()
        try desk.record(.competence(id, .set(wording)), on: from)
    }
}

/// Demands a competence of those who have some tasks, from a day, by a rule (policy §9).
public struct DemandCompetence: CompetenceDeed {
    public let competence: ID<Competence>
    let audience: Audience, days: Int, basis: String, document: ID<Document>?, from: Day

    public static let fields =
        [Field.competence] + Audience.fields(da: "Hvis opgaver kræver den?", en: "Whose tasks demand it?") + [
            Field(
                "days", .number(0...730), da: "Dage til at opnå den", en: "Days to get it",
                hint: Phrase(
                    da: "Kalenderdage fra den dag, en ny får opgaven, eller kravet begynder.",
                    en: "Calendar days from when a newcomer gets the task, or the demand begins.")),
            Field(
                "basis", .line(most: 300), da: "Hvad siger det?", en: "What says so?",
                hint: Phrase(
                    da: "Lov, afsnit eller beslutning, fx databeskyttelsesforordningens artikel 37, stk. 5.",
                    en: "Law, paragraph or decision, such as GDPR Article 37(5).")),
            Field("document", .document, da: "Står i dokumentet", en: "Stands in the document", optional: true),
            .from,
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        competence = try arguments.id("competence")
        audience = try Audience(arguments)
        days = try arguments.number("days", in: 0...730)
        basis = try arguments.line("basis", most: 300)
        document = try arguments.optionalID("document")
        from = try arguments.day("from")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingCompetence(competence, on: desk.today)
        guard from >= desk.today else {
            throw .invalid(
                "from", da: "Et krav begynder tidligst i dag, så ingen er forsinket fra begyndelsen.",
                en: "A demand begins today at the earliest, so that nobody is late from the beginning.")
        }
        for unit in audience.units { _ = try desk.register.openUnit(unit, "units", on: from) }
        if let document { _ = try desk.register.existingDocument(document) }
        guard !known.demands.contains(where: { $0.audience == audience && $0.holds(on: from) }) else {
            throw .outOfTurn(
                da: "Kompetencen kræves allerede af dem. Ophæv det krav først, hvis det skal ændres.",
                en: "The competence is demanded of them already. End that demand first if it is to change.")
        }
        let demand = Competence.Demand(
            audience: audience, days: days, basis: desk.keep(basis), document: document)
        let id: ID<Competence.Demand> = desk.new()
        try desk.record(.competence(competence, .demanded(id, demand)), on: from)
    }
}

/// Ends a demand, from a day, with the reason.
public struct EndCompetenceDemand: CompetenceDeed {
    public let competence: ID<Competence>
    let demand: ID<Competence.Demand>, from: Day, reason: String

    public static let fields = [Field.competence, .competenceDemand, .from, .reason, .late]

    public init(_ arguments: Arguments) throws(Refusal) {
        competence = try arguments.id("competence")
        demand = try arguments.id("demand")
        from = try arguments.day("from")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingCompetence(competence, on: desk.today)
        guard let demand = known.demand(demand), demand.endedOn == nil else {
            throw .invalid(
                "demand", da: "Vælg et krav, der gælder.", en: "Choose a demand that holds.")
        }
        guard from >= demand.from else {
            throw .invalid(
                "from", da: "Dagen ligger før kravet begyndte. Var det forkert fra starten, så annullér posten.",
                en: "The day lies before the demand began. If it was wrong from the start, annul the entry.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.competence(competence, .demandEnded(demand.id, reason: reason)), on: from)
    }
}

/// Demands a competence of nobody any more.
public struct WithdrawCompetence: CompetenceDeed {
    public let competence: ID<Competence>
    let reason: String

    public static let fields = [Field.competence, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        competence = try arguments.id("competence")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.standingCompetence(competence, on: desk.today)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.competence(competence, .withdrawn(reason: reason)))
    }
}
