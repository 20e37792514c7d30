// SPDX-License-Identifier: MPL-2.0

extension Register {
    /// What a fact about a course uses up, and whose turns it changes.
    mutating func note(_ fact: Course.Fact, of id: ID<Course>, _ stamp: Stamp, _ touched: inout Set<Subject>) {
        switch fact {
        case .opened(let opening): use(.course, 0, opening.number)
        case .completed(let completion):
            use(.certificate, stamp.effective.year, completion.number)
            touched.insert(.person(completion.person))
        case .revoked(let certificate, _):
            if let person = courses[id]?.certificate(certificate)?.person { touched.insert(.person(person)) }
        case .planned, .renewed, .reissued, .closed: break
        }
    }
}

extension CoursePlan {
    static let fields =
        Audience.fields(da: "Hvem skal gennemføre det?", en: "Who is to complete it?") + [
            Field(
                "days", .number(1...365), da: "Dage efter første arbejdsdag", en: "Days after the first working day",
                hint: Phrase(
                    da: "Kalenderdage; politikkens afsnit 9 siger 14. Uden tal: 14.",
                    en: "Calendar days; section 9 of the policy says 14. Empty: 14."), optional: true),
            Field("rhythm", .choice(Rhythm.choices), da: "Hvor tit", en: "How often"),
            Field(
                "working_day", .tick, da: "En frist i en weekend eller på en helligdag flyttes til næste arbejdsdag",
                en: "A deadline on a weekend or public holiday moves to the next working day", optional: true),
        ]

    /// How often a course is asked.
    enum Rhythm: String, Choosable {
        case yearly, once

        var label: Phrase {
            switch self {
            case .yearly: Phrase(da: "Hvert år", en: "Every year")
            case .once: Phrase(da: "Én gang", en: "Once")
            }
        }
    }

    init(_ arguments: Arguments) throws(Refusal) {
        let given = try arguments.optionalText("days", most: 20) == nil ? nil : arguments.number("days", in: 1...365)
        self.init(
            audience: try Audience(arguments), days: given ?? 14,
            years: try arguments.choice("rhythm", Rhythm.self) == .yearly ? 1 : nil,
            movesToWorkingDay: try arguments.flag("working_day"))
    }
}

/// A command about one course: the affair of the unit that owns its document.
public protocol CourseDeed: Deed {
    var course: ID<Course> { get }
}

extension CourseDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .course(course), on: day)
    }
}

/// Asks an e-learning module of those it concerns, from a day (policy §9).
public struct OpenCourse: DocumentDeed {
    public let document: ID<Document>
    let scope: ModuleScope, plan: CoursePlan, from: Day, firstDue: Day?

    public static let fields =
        [
            Field.document, Field("scope", .choice(ModuleScope.choices), da: "Område", en: "Area"),
        ] + CoursePlan.fields + [
            .from,
            Field(
                "first_due", .day, da: "Frist for dem, der er her i forvejen", en: "Deadline for those already here",
                hint: Phrase(
                    da: "Tomt: lige så mange dage som nye.", en: "Empty: as many days as newcomers."), optional: true),
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        scope = try arguments.choice("scope")
        plan = try CoursePlan(arguments)
        from = try arguments.day("from")
        firstDue = try arguments.optionalDay("first_due")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard known.kind == .module else {
            throw .invalid(
                "document", da: "Vælg et e-læringsmodul. Andre dokumenter sendes ud til læsning.",
                en: "Choose an e-learning module. Other documents are sent out to be read.")
        }
        guard from >= desk.today else {
            throw .invalid(
                "from", da: "Et kursus begynder tidligst i dag, så ingen er forsinket fra begyndelsen.",
                en: "A course begins today at the earliest, so that nobody is late from the beginning.")
        }
        guard known.versionInForce(on: from) != nil else {
            throw .outOfTurn(
                da: "Ingen version af modulet er i kraft den dag. Sæt en i kraft først.",
                en: "No version of the module is in force on that day. Put one in force first.")
        }
        for other in desk.register.courses.values
        where other.opening?.document == document && other.opened != nil && other.closedOn.map({ from < $0 }) ?? true {
            throw .outOfTurn(
                da: "Modulet er et kursus allerede (\(other.label)). Ret det i stedet.",
                en: "The module is a course already (\(other.label)). Change that instead.")
        }
        for unit in plan.audience.units { _ = try desk.register.openUnit(unit, "units", on: from) }
        if let firstDue, firstDue < from {
            throw .invalid(
                "first_due", da: "Fristen ligger før den første dag. Vælg en senere.",
                en: "The deadline lies before the first day. Choose a later one.")
        }
        let course: ID<Course> = desk.new()
        let opening = Course.Opening(
            number: desk.register.next(.course, 0), document: document, scope: scope, plan: plan, firstDue: firstDue)
        try desk.record(.course(course, .opened(opening)), on: from)
    }
}

/// Asks a course in another way from a day, and says why.
public struct PlanCourse: CourseDeed {
    public let course: ID<Course>
    let plan: CoursePlan, from: Day, reason: String

    public static let fields = [Field.course] + CoursePlan.fields + [.from, .reason, .late]

    public init(_ arguments: Arguments) throws(Refusal) {
        course = try arguments.id("course")
        plan = try CoursePlan(arguments)
        from = try arguments.day("from")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingCourse(course, on: desk.today)
        guard let opened = known.opened, from >= opened.day else {
            throw .invalid(
                "from", da: "Dagen ligger før kurset begyndte.", en: "The day lies before the course began.")
        }
        for unit in plan.audience.units { _ = try desk.register.openUnit(unit, "units", on: from) }
        guard known.plan(on: from) != plan else {
            throw .outOfTurn(da: "Sådan er kurset allerede.", en: "That is how the course is already.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.course(course, .planned(plan, reason: reason)), on: from)
    }
}

/// Says that the module has become materially another one: whoever completed it before does so again by a day that is
/// never later than what the yearly rhythm asks of each (policy §9). The certificates there are hold until then.
public struct RenewCourse: CourseDeed {
    public let course: ID<Course>
    let due: Day, reason: String

    public static let fields = [
        Field.course, Field("due", .day, da: "Gennemføres igen senest", en: "To be completed again by"), .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        course = try arguments.id("course")
        due = try arguments.day("due")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, opening) = try desk.register.standingCourse(course, on: desk.today)
        guard known.opened.map({ $0.day <= desk.today }) == true,
            desk.register.documents[opening.document]?.versionInForce(on: desk.today) != nil
        else {
            throw .outOfTurn(
                da: "Ingen version af modulet er i kraft, eller kurset er ikke begyndt.",
                en: "No version of the module is in force, or the course has not begun.")
        }
        guard due > desk.today else {
            throw .invalid(
                "due", da: "Giv tid til at gennemføre det. Vælg en senere dag.",
                en: "Give time to complete it. Choose a later day.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.course(course, .renewed(due: due, reason: reason)))
    }
}

/// Records that a person completed the module somewhere else, with what shows it (policy §9: documented).
public struct RecordCompletion: CourseDeed {
    public let course: ID<Course>
    let person: ID<Person>, day: Day, evidence: ID<Evidence>

    public static let fields = [
        Field.course, .person, Field("day", .day, da: "Gennemført den", en: "Completed on"),
        Field(
            "evidence", .evidence, da: "Dokumentation", en: "Evidence",
            hint: Phrase(
                da: "Fx udtrækket fra det system, hvor kurset blev taget.",
                en: "Such as the extract from the system where the course was taken.")), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        course = try arguments.id("course")
        person = try arguments.id("person")
        day = try arguments.day("day")
        evidence = try arguments.id("evidence")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.standingCourse(course, on: desk.today)
        _ = try desk.register.existingPerson(person)
        _ = try desk.register.existingEvidence(evidence)
        guard day <= desk.today else {
            throw .invalid("day", da: "Dagen er ikke kommet endnu.", en: "The day has not come yet.")
        }
        try desk.complete(course, person, version: nil, right: nil, of: nil, evidence: evidence, on: day)
    }
}

extension Deciding {
    /// Records a completion with the next number of its year; one person completes a course once a day.
    mutating func complete(
        _ course: ID<Course>, _ person: ID<Person>, version: ID<Document.Version>?, right: Int?, of: Int?,
        evidence: ID<Evidence>?, report: PackageReport? = nil, on day: Day
    ) throws(Refusal) {
        let known = register.courses[course]?.certificates[person] ?? []
        guard !known.contains(where: { $0.day == day && !$0.isRevoked }) else {
            throw .outOfTurn(
                da: "Kurset er registreret som gennemført den dag.",
                en: "The course is recorded as completed on that day.")
        }
        let completion = Course.Completion(
            person: person, version: version, certificate: new(), number: register.next(.certificate, day.year),
            right: right, of: of, evidence: evidence, report: report)
        try record(.course(course, .completed(completion)), on: day)
    }
}

/// A command about one certificate.
public protocol CertificateDeed: CourseDeed {
    var certificate: ID<Course.Certificate> { get }
}

extension CertificateDeed {
    func standing(_ desk: Deciding) throws(Refusal) -> Course.Certificate {
        guard let known = desk.register.courses[course]?.certificate(certificate) else {
            throw .invalid("certificate", da: "Vælg et kursusbevis.", en: "Choose a certificate.")
        }
        guard !known.isRevoked else {
            throw .outOfTurn(da: "Beviset er tilbagekaldt.", en: "The certificate is revoked.")
        }
        return known
    }
}

/// Takes a certificate back, and with it the completion, with the reason.
public struct RevokeCertificate: CertificateDeed {
    public let course: ID<Course>
    public let certificate: ID<Course.Certificate>, reason: String

    public static let fields = [Field.course, .certificate, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        course = try arguments.id("course")
        certificate = try arguments.id("certificate")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try standing(desk)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.course(course, .revoked(certificate, reason: reason)))
    }
}

/// Lets a certificate show the name and the unit of today; its number stays.
public struct ReissueCertificate: CertificateDeed {
    public let course: ID<Course>
    public let certificate: ID<Course.Certificate>

    public static let fields = [Field.course, .certificate]

    public init(_ arguments: Arguments) throws(Refusal) {
        course = try arguments.id("course")
        certificate = try arguments.id("certificate")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try standing(desk)
        guard let person = desk.register.persons[known.person], let newest = person.name.value(on: desk.today),
            newest != person.name.value(on: known.shows(on: desk.today))
                || person.unit(on: desk.today) != person.unit(on: known.shows(on: desk.today))
        else {
            throw .outOfTurn(
                da: "Navn og enhed er de samme som på beviset.",
                en: "The name and the unit are the same as on the certificate.")
        }
        try desk.record(.course(course, .reissued(certificate)))
    }
}

/// Asks a course of nobody any more.
public struct CloseCourse: CourseDeed {
    public let course: ID<Course>
    let reason: String

    public static let fields = [Field.course, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        course = try arguments.id("course")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.standingCourse(course, on: desk.today)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.course(course, .closed(reason: reason)))
    }
}
