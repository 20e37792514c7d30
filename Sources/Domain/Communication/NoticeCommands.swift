// SPDX-License-Identifier: MPL-2.0

/// A command that opens a notice: the office finds the hash of the text it is about.
public protocol Announcing: DocumentDeed {
    /// SHA-256 of the structured text, base64.
    var text: String { get set }
    /// The version that is announced.
    func announced(in register: Register, on day: Day) -> Document.Version?
}

extension Deciding {
    /// Opens the notice of a version from the day it is in force, or from today if that has passed. A version is
    /// announced once.
    mutating func announce(
        _ document: ID<Document>, _ version: ID<Document.Version>, text: String, from: Day
    ) throws(Refusal) {
        // A module is completed as a course, not read and acknowledged.
        guard let known = register.documents[document], known.kind != .module,
            !register.notices(of: document).contains(where: { $0.version == version })
        else { return }
        let day = max(from, today)
        let audience = known.audience(on: day)
        let notice: ID<Notice> = new()
        try record(
            .notice(notice, .opened(document, version, text: text, days: audience.days, way: audience.way)), on: day)
    }
}

/// Sends the version in force to those it concerns, where its entry did not: it entered before Værn sent notices.
public struct OpenNotice: Announcing {
    public let document: ID<Document>
    public var text = ""

    public static let fields = [Field.document]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
    }

    public func announced(in register: Register, on day: Day) -> Document.Version? {
        register.documents[document]?.versionInForce(on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard try desk.register.existingDocument(document).kind != .module else {
            throw .outOfTurn(
                da: "Et e-læringsmodul sendes ikke ud til læsning. Åbn det som et kursus.",
                en: "An e-learning module is not sent out to be read. Open it as a course.")
        }
        guard let version = announced(in: desk.register, on: desk.today) else {
            throw .outOfTurn(
                da: "Ingen version er i kraft. Kun det, der gælder, sendes ud.",
                en: "No version is in force. Only what is in force is sent out.")
        }
        guard !desk.register.notices(of: document).contains(where: { $0.version == version.id }) else {
            throw .outOfTurn(da: "Versionen er sendt ud.", en: "The version has been sent out.")
        }
        try desk.announce(document, version.id, text: text, from: desk.today)
    }
}

/// A command about one notice: the affair of the unit that owns its document.
public protocol NoticeDeed: Deed {
    var notice: ID<Notice> { get }
}

extension NoticeDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .notice(notice), on: day)
    }
}

/// Says that one has read and understood the version that a notice is about, and answers its quiz if it has one. Only for
/// oneself. That the quiz was answered is recorded; what was answered, and how often, is not (policy §9: nobody is exposed).
public struct AcknowledgeNotice: NoticeDeed {
    public let notice: ID<Notice>
    let answers: [String: Set<Int>]
    /// The quiz that goes with the text, in any language: the office finds it. What is erased nobody is asked about.
    public var quiz: ReadingQuiz?

    public static let fields = [
        Field.notice,
        Field(
            "answers", .line(most: 2000), da: "Svar på quizzen", en: "Answers to the quiz",
            hint: Phrase(
                da: "Kun hvis teksten har en quiz: spørgsmålets id og svarenes numre fra 0, fx q1=2 q2=0,1.",
                en: "Only if the text has a quiz: each question's id and its answers' numbers from 0, as q1=2 q2=0,1."
            ), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        notice = try arguments.id("notice")
        guard let answers = CompleteCourse.answers(try arguments.optionalLine("answers", most: 2000) ?? "") else {
            throw .invalid("answers", da: "Skriv svarene som q1=2 q2=0,1.", en: "Write the answers as q1=2 q2=0,1.")
        }
        self.answers = answers
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingNotice(notice)
        guard let person = desk.by else {
            throw .outOfTurn(
                da: "Kun den, der har læst, kan kvittere. Log ind som dig selv.",
                en: "Only who has read can acknowledge. Sign in as yourself.")
        }
        guard let span = desk.register.span(of: known), span.from <= desk.today,
            span.until.map({ desk.today < $0 }) ?? true, let version = known.version
        else {
            throw .outOfTurn(
                da: "Den version er ikke den gældende. Læs den gældende, og kvittér for den.",
                en: "That version is not the one in force. Read the one in force and acknowledge it.")
        }
        guard known.acknowledgements[person] == nil else {
            throw .outOfTurn(da: "Du har kvitteret for den version.", en: "You have acknowledged that version.")
        }
        guard desk.register.readers.isConcerned(person, by: notice, on: desk.today) else {
            throw .outOfTurn(
                da: "Du hører ikke til målgruppen, så der er intet at kvittere for.",
                en: "You are not in the audience, so there is nothing to acknowledge.")
        }
        if let quiz { try quiz.demand(answers) }
        let answered = quiz == nil ? nil : desk.register.quiz(of: known, on: desk.today)?.position
        try desk.record(.notice(notice, .acknowledged(person, version, text: known.text, quiz: answered)))
    }
}

/// Reminds those who have not acknowledged; at most once a day.
public struct RemindReaders: NoticeDeed {
    public let notice: ID<Notice>
    let reminder: Notice.Reminder

    public static let fields = [Field.notice]

    public init(_ arguments: Arguments) throws(Refusal) {
        notice = try arguments.id("notice")
        // The program gives its own reminders by the same door; a form has no such field.
        reminder = try arguments.optionalChoice("reminder") ?? .asked
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingNotice(notice)
        guard let span = desk.register.span(of: known), span.from <= desk.today,
            span.until.map({ desk.today < $0 }) ?? true
        else {
            throw .outOfTurn(
                da: "Udsendelsen er slut, for en nyere version gælder, eller dokumentet er ophævet.",
                en: "The notice has ended: a newer version is in force, or the document is withdrawn.")
        }
        guard !known.reminders.contains(where: { $0.day == desk.today && $0.reminder == reminder }) else {
            throw .outOfTurn(
                da: "Der er sendt en påmindelse i dag. Prøv igen i morgen.",
                en: "A reminder was sent today. Try again tomorrow.")
        }
        guard
            desk.register.concerned(by: notice, on: desk.today).contains(where: {
                $0.done == nil && reminder.concerns($0.due, on: desk.today)
            })
        else {
            throw .outOfTurn(da: "Alle har kvitteret.", en: "Everybody has acknowledged.")
        }
        try desk.record(.notice(notice, .reminded(reminder)))
    }
}
