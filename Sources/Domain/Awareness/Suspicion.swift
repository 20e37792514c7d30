// SPDX-License-Identifier: MPL-2.0

/// An employee's word that a suspicious mail came (anmeldelse; policy §9). Whoever reports is known to the security team and to
/// herself alone; everybody else sees counts. It is no incident: where the team suspects one it says so, and an incident can
/// begin from there.
public struct Suspicion: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case reported(Report)
        /// What it was, and a word to the one who reported it. The newest answer counts.
        case answered(Answer)
    }

    /// What the one who reports has done with the mail.
    public enum Act: String, Choosable {
        case nothing, opened, gave, unsure

        public var label: Phrase {
            switch self {
            case .nothing: Phrase(da: "Nej, jeg har ikke rørt ved noget i den", en: "No, I touched nothing in it")
            case .opened: Phrase(da: "Ja, jeg åbnede et link eller en fil", en: "Yes, I opened a link or a file")
            case .gave:
                Phrase(
                    da: "Ja, jeg skrev en adgangskode eller andre oplysninger",
                    en: "Yes, I wrote a password or other information")
            case .unsure: Phrase(da: "Det ved jeg ikke", en: "I do not know")
            }
        }
    }

    public enum Verdict: String, Choosable {
        case harmless, phishing, exercise, incident

        public var label: Phrase {
            switch self {
            case .harmless: Phrase(da: "Ufarlig", en: "Harmless")
            case .phishing: Phrase(da: "Phishing", en: "Phishing")
            case .exercise: Phrase(da: "En øvelse", en: "An exercise")
            case .incident: Phrase(da: "Mistanke om en hændelse", en: "An incident is suspected")
            }
        }
    }

    public struct Report: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let reporter: ID<Person>
        /// The day on which the mail came, and the minute of that day where it is known.
        public let came: Day
        public let minute: Int?
        public let act: Act
        /// The address or the domain that it came from, as the one who reports saw it.
        public let sender: ValueID?
        public let look: ValueID?

        public init(
            number: Int, year: Int, reporter: ID<Person>, came: Day, minute: Int?, act: Act, sender: ValueID?,
            look: ValueID?
        ) {
            self.number = number
            self.year = year
            self.reporter = reporter
            self.came = came
            self.minute = minute
            self.act = act
            self.sender = sender
            self.look = look
        }

        /// »ANM-2026-01«: the number by which people name it.
        public var label: String { Reference.label("ANM", year, number) }

        /// The moment at which the mail came, in Danish time; nil where only the day is known.
        var moment: Instant? {
            guard let minute, (0..<1440).contains(minute) else { return nil }
            let guess = Copenhagen.start(of: came) + minute * 60
            let (hour, past) = Copenhagen.time(of: guess)
            return guess + (minute - hour * 60 - past) * 60
        }
    }

    public struct Answer: Hashable, Sendable {
        /// Whom it is said to: the one who reported.
        public let reporter: ID<Person>
        public let verdict: Verdict
        public let word: ValueID
        /// The exercise that it was, where it is one of ours.
        public let exercise: ID<Initiative>?

        public init(reporter: ID<Person>, verdict: Verdict, word: ValueID, exercise: ID<Initiative>?) {
            (self.reporter, self.verdict, self.word, self.exercise) = (reporter, verdict, word, exercise)
        }

        public struct Made: Hashable, Sendable {
            public let answer: Answer
            public let day: Day
            public let position: Int
            public let by: ID<Person>?
        }
    }

    public let id: ID<Suspicion>
    /// Nil where it is annulled.
    public private(set) var report: Report?
    public private(set) var position = 0
    public private(set) var reportedOn = Day.distantPast
    /// From the mail to the report; nil where it is not known when the mail came.
    public private(set) var minutes: Int?
    /// In the order in which they were recorded.
    public private(set) var answers: [Answer.Made] = []
    public private(set) var revision = 0
    /// Kept after an annulment: who reported stays between her and the team.
    private var reporter: ID<Person>?

    init(id: ID<Suspicion>) { self.id = id }

    /// The newest answer by `day`.
    public func answer(by day: Day) -> Answer.Made? { answers.last { $0.day <= day } }
    public var answeredOn: Day? { answers.map(\.day).min() }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .reported(let report):
            self.report = report
            reporter = report.reporter
            (position, reportedOn) = (stamp.position, stamp.effective)
            minutes = report.moment.map { max(0, (stamp.recorded - $0) / 60) }
        case .answered(let answer):
            answers.append(.init(answer: answer, day: stamp.effective, position: stamp.position, by: stamp.by))
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { report = nil }
        answers.removeAll { $0.position == position }
    }

    /// The one who reported and the security team, on every day.
    var accessClass: AccessClass { reporter.map { .confided($0) } ?? .governing }
}

extension Register {
    func existingSuspicion(_ id: ID<Suspicion>) throws(Refusal) -> (Suspicion, Suspicion.Report) {
        guard let known = suspicions[id], let report = known.report else {
            throw .invalid("suspicion", da: "Vælg en anmeldelse.", en: "Choose a report.")
        }
        return (known, report)
    }

    /// The security team answers by the end of the next working day.
    func duties(of suspicion: Suspicion) -> [Duty] {
        guard suspicion.report != nil else { return [] }
        return [
            Duty(
                rule: .suspicion, subject: .suspicion(suspicion.id), turn: 0, responsible: .role(.security),
                access: AccessDays(suspicion.accessClass), opens: suspicion.reportedOn,
                due: suspicion.reportedOn.nextWorkingDay, done: suspicion.answeredOn, holdsUntil: nil)
        ]
    }
}

/// Says that a suspicious mail came. Only for oneself.
public struct ReportSuspicion: Deed {
    let came: Day, minute: Int?, act: Suspicion.Act, sender: String?, look: String?

    public static let fields = [
        Field("came", .day, da: "Hvilken dag kom mailen?", en: "On which day did the mail come?"),
        Field(
            "time", .line(most: 5), da: "Hvad var klokken?", en: "At what time?",
            hint: Phrase(da: "Fx 8.15. Tomt, hvis du ikke ved det.", en: "Such as 8.15. Empty if you do not know."),
            optional: true),
        Field(
            "act", .choice(Suspicion.Act.choices), da: "Har du klikket på noget eller skrevet noget?",
            en: "Did you click on anything or write anything?"),
        Field(
            "sender", .line(most: 200), da: "Hvem så den ud til at komme fra?", en: "Whom did it seem to come from?",
            hint: Phrase(
                da: "Adressen efter @, hvis du kan se den.", en: "The address after the @, if you can see it."),
            optional: true),
        Field(
            "look", .text(most: 4000), da: "Hvordan så den ud?", en: "What did it look like?",
            hint: Phrase(
                da: "Emnet, og hvad den bad dig om. Indsæt ikke links, og skriv ikke din adgangskode.",
                en: "The subject, and what it asked of you. Paste no links, and do not write your password."),
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        came = try arguments.day("came")
        minute = try ReportSuspicion.minute(try arguments.optionalLine("time", most: 5))
        act = try arguments.choice("act")
        sender = try arguments.optionalLine("sender", most: 200)
        look = try arguments.optionalText("look", most: 4000)
    }

    /// »8.15«, »08:15« or »8« as minutes into the day.
    static func minute(_ text: String?) throws(Refusal) -> Int? {
        guard let text else { return nil }
        let parts = text.split(whereSeparator: { $0 == "." || $0 == ":" }).map(String.init)
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ":") }
        guard isPlain, (1...2).contains(parts.count), let hour = parts.first.flatMap({ Int($0) }), hour < 24,
            let minute = parts.count == 2 ? Int(parts[1]) : 0, minute < 60
        else {
            throw .invalid(
                "time", da: "Skriv klokkeslættet som 8.15, eller lad feltet stå tomt.",
                en: "Write the time as 8.15, or leave the field empty.")
        }
        return hour * 60 + minute
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard let person = desk.by else {
            throw .outOfTurn(
                da: "Kun den, der har fået mailen, kan anmelde den. Log ind som dig selv.",
                en: "Only who got the mail can report it. Sign in as yourself.")
        }
        guard came <= desk.today else {
            throw .invalid("came", da: "Dagen er ikke kommet endnu.", en: "The day has not come yet.")
        }
        let report = Suspicion.Report(
            number: desk.register.next(.suspicion, desk.today.year), year: desk.today.year, reporter: person,
            came: came, minute: minute, act: act, sender: desk.keep(sender), look: desk.keep(look))
        if let moment = report.moment, moment > desk.now {
            throw .invalid("time", da: "Klokken er ikke så mange endnu.", en: "It is not that late yet.")
        }
        let id: ID<Suspicion> = desk.new()
        try desk.record(.suspicion(id, .reported(report)))
    }
}

/// Says what a suspicious mail was, with a word to the one who reported it.
public struct AnswerSuspicion: Deed {
    let suspicion: ID<Suspicion>, verdict: Suspicion.Verdict, word: String, exercise: ID<Initiative>?

    public static let fields = [
        Field.suspicion, Field("verdict", .choice(Suspicion.Verdict.choices), da: "Hvad var det?", en: "What was it?"),
        Field(
            "word", .text(most: 2000), da: "Svar til den, der anmeldte", en: "Answer to the one who reported",
            hint: Phrase(
                da: "Tak, og skriv, om der er noget at gøre.", en: "Say thanks, and whether there is anything to do.")),
        Field(
            "exercise", .initiative, da: "Øvelsen", en: "The exercise",
            hint: Phrase(da: "Hvis det var en af vores.", en: "If it was one of ours."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        suspicion = try arguments.id("suspicion")
        verdict = try arguments.choice("verdict")
        word = try arguments.text("word", most: 2000)
        exercise = try arguments.optionalID("exercise")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .suspicion(suspicion), on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (_, report) = try desk.register.existingSuspicion(suspicion)
        if let exercise {
            let (_, plan) = try desk.register.existingInitiative(exercise, "exercise")
            guard plan.kind == .exercise, verdict == .exercise else {
                throw .invalid(
                    "exercise", da: "Vælg kun en øvelse, når det var en, og kun en phishingøvelse.",
                    en: "Choose an exercise only where it was one, and only a phishing exercise.")
            }
        }
        let answer = Suspicion.Answer(
            reporter: report.reporter, verdict: verdict, word: desk.keep(word), exercise: exercise)
        try desk.record(.suspicion(suspicion, .answered(answer)))
    }
}
