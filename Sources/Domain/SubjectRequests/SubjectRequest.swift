// SPDX-License-Identifier: MPL-2.0

/// What somebody asks for of rights over personal data (henvendelse fra en registreret, GDPR Articles 12 to 22): who handles it, by
/// when it is answered, what was done, and what was told. Who asked is seen by the one who handles it, the data protection
/// officer and the security team alone.
public struct SubjectRequest: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case received(Receipt)
        case assigned(ID<Person>, reason: ValueID)
        /// Whether it is known who asks (Article 12(6)). The newest word counts.
        case identified(Identity, how: ValueID)
        /// The answer takes up to two months more, and that was told with the reason on a day within the first (Article 12(3)).
        case extended(told: Day, reason: ValueID)
        case noted(ValueID)
        case answered(Answer)
    }

    /// What is asked for.
    public enum Right: String, Choosable {
        case access, rectification, erasure, restriction, portability, objection, automated

        public var label: Phrase {
            switch self {
            case .access: Phrase(da: "Indsigt (artikel 15)", en: "Access (Article 15)")
            case .rectification: Phrase(da: "Berigtigelse (artikel 16)", en: "Rectification (Article 16)")
            case .erasure: Phrase(da: "Sletning (artikel 17)", en: "Erasure (Article 17)")
            case .restriction: Phrase(da: "Begrænsning (artikel 18)", en: "Restriction (Article 18)")
            case .portability: Phrase(da: "Dataportabilitet (artikel 20)", en: "Data portability (Article 20)")
            case .objection: Phrase(da: "Indsigelse (artikel 21)", en: "Objection (Article 21)")
            case .automated:
                Phrase(da: "Automatiske afgørelser (artikel 22)", en: "Automated decisions (Article 22)")
            }
        }
    }

    public struct Receipt: Hashable, Sendable {
        public let number: Int
        public let year: Int
        /// The day on which it was received, from which the month counts.
        public let came: Day
        public let rights: [Right]
        public let handler: ID<Person>
        /// Who asks, and how to answer: what the organisation needs to know, and no more.
        public let name: ValueID?
        public let contact: ValueID?
        /// What is asked for, in words.
        public let about: ValueID
        /// The processing that it is about, where that is known.
        public let processing: ID<Processing>?

        public init(
            number: Int, year: Int, came: Day, rights: [Right], handler: ID<Person>, name: ValueID?,
            contact: ValueID?, about: ValueID, processing: ID<Processing>?
        ) {
            self.number = number
            self.year = year
            self.came = came
            self.rights = rights
            self.handler = handler
            self.name = name
            self.contact = contact
            self.about = about
            self.processing = processing
        }

        /// »RET-2026-01«: the number by which people name it.
        public var label: String { Reference.label("RET", year, number) }
    }

    public enum Identity: String, Choosable {
        case confirmed, doubted

        public var label: Phrase {
            switch self {
            case .confirmed: Phrase(da: "Vi ved, hvem det er", en: "We know who it is")
            case .doubted:
                Phrase(da: "Vi er i tvivl og har spurgt om mere", en: "We are in doubt and have asked for more")
            }
        }
    }

    public enum Outcome: String, Choosable {
        case granted, partly, refused, nothing, withdrawn

        public var label: Phrase {
            switch self {
            case .granted: Phrase(da: "Imødekommet", en: "Granted")
            case .partly: Phrase(da: "Delvist imødekommet", en: "Granted in part")
            case .refused: Phrase(da: "Afvist", en: "Refused")
            case .nothing: Phrase(da: "Vi har ingen oplysninger", en: "We hold no data")
            case .withdrawn: Phrase(da: "Trukket tilbage", en: "Withdrawn")
            }
        }

        /// Whether the answer says no to something, so that it says why and how to complain (Article 12(4)).
        public var saysNo: Bool {
            switch self {
            case .partly, .refused: true
            case .granted, .nothing, .withdrawn: false
            }
        }

        /// Whether the answer tells something of the data, so that it must be known who gets it.
        public var tells: Bool {
            switch self {
            case .granted, .partly, .nothing: true
            case .refused, .withdrawn: false
            }
        }
    }

    public struct Answer: Hashable, Sendable {
        public let outcome: Outcome
        /// What was done and told.
        public let text: ValueID
        /// Why it is refused, or in part.
        public let reason: ValueID?
        /// Whether it said how to complain to the supervisory authority and to go to court.
        public let isGuided: Bool
        /// The day on which it was told.
        public let told: Day

        public init(outcome: Outcome, text: ValueID, reason: ValueID?, isGuided: Bool, told: Day) {
            self.outcome = outcome
            self.text = text
            self.reason = reason
            self.isGuided = isGuided
            self.told = told
        }
    }

    /// What was recorded of it, where and by whom.
    public struct Made<What: Hashable & Sendable>: Hashable, Sendable {
        public let what: What
        public let day: Day
        public let position: Int
        public let by: ID<Person>?
    }

    public struct Doubt: Hashable, Sendable {
        public let identity: Identity
        public let how: ValueID
    }

    public struct Extension: Hashable, Sendable {
        public let told: Day
        public let reason: ValueID
    }

    /// How it stands on a day.
    public enum Standing: String, Choosable {
        case open, extended, late, answered, answeredLate

        public var label: Phrase {
            switch self {
            case .open: Phrase(da: "Under behandling", en: "Being handled")
            case .extended: Phrase(da: "Frist forlænget", en: "Extended")
            case .late: Phrase(da: "Over fristen", en: "Past its deadline")
            case .answered: Phrase(da: "Besvaret", en: "Answered")
            case .answeredLate: Phrase(da: "Besvaret for sent", en: "Answered late")
            }
        }
    }

    public let id: ID<SubjectRequest>
    /// Nil where it is annulled.
    public private(set) var receipt: Receipt?
    public private(set) var position = 0
    public private(set) var recordedOn = Day.distantPast
    public private(set) var handlers = Timeline<ID<Person>>()
    public private(set) var identities: [Made<Doubt>] = []
    public private(set) var extensions: [Made<Extension>] = []
    public private(set) var notes: [Made<ValueID>] = []
    public private(set) var answers: [Made<Answer>] = []
    public private(set) var revision = 0
    /// Kept after an annulment: who asked stays between the same people.
    private var struck: ID<Person>?

    init(id: ID<SubjectRequest>) { self.id = id }

    public var handler: ID<Person>? { handlers.newest ?? struck }
    public func handler(on day: Day) -> ID<Person>? { handlers.value(on: day) ?? handlers.first }
    public func identity(by day: Day) -> Made<Doubt>? { identities.last { $0.day <= day } }
    public func extended(by day: Day) -> Made<Extension>? { extensions.last { $0.day <= day } }
    public func answer(by day: Day) -> Made<Answer>? { answers.last { $0.day <= day } }

    /// The last day on which it is answered in time: a month after it was received, or three where that was told within the month.
    /// The same date, or the last of a shorter month; no weekend or holiday moves it (Article 12(3), read strictly).
    public static func deadline(_ came: Day, isExtended: Bool) -> Day { came.adding(months: isExtended ? 3 : 1) }

    /// As it stood on a day.
    public func due(on day: Day) -> Day {
        guard let receipt else { return .distantFuture }
        return SubjectRequest.deadline(receipt.came, isExtended: extended(by: day) != nil)
    }

    public func standing(on day: Day) -> Standing {
        if let answer = answer(by: day) { return answer.what.told <= due(on: day) ? .answered : .answeredLate }
        if due(on: day) < day { return .late }
        return extended(by: day) == nil ? .open : .extended
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        func made<What>(_ what: What) -> Made<What> {
            Made(what: what, day: stamp.effective, position: stamp.position, by: stamp.by)
        }
        switch fact {
        case .received(let receipt):
            self.receipt = receipt
            (position, recordedOn) = (stamp.position, stamp.effective)
            handlers.set(receipt.handler, from: stamp.effective, at: stamp.position)
        case .assigned(let handler, _): handlers.set(handler, from: stamp.effective, at: stamp.position)
        case .identified(let identity, let how): identities.append(made(Doubt(identity: identity, how: how)))
        case .extended(let told, let reason): extensions.append(made(Extension(told: told, reason: reason)))
        case .noted(let note): notes.append(made(note))
        case .answered(let answer): answers.append(made(answer))
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { receipt = nil }
        let before = handlers.newest
        if handlers.annul(position), handlers.entries.isEmpty { struck = before }
        identities.removeAll { $0.position == position }
        extensions.removeAll { $0.position == position }
        notes.removeAll { $0.position == position }
        answers.removeAll { $0.position == position }
    }

    /// The one who handles it, the data protection officer and the security team.
    var accessClass: AccessClass { handler.map { .handled($0) } ?? .governing }
}

extension Register {
    mutating func evolve(_ id: ID<SubjectRequest>, _ fact: SubjectRequest.Fact, _ stamp: Stamp) {
        subjectRequests.updateValue(forKey: id, default: SubjectRequest(id: id)) { $0.evolve(fact, stamp) }
        if case .received(let receipt) = fact { use(.subjectRequest, receipt.year, receipt.number) }
    }

    func existingRequest(_ id: ID<SubjectRequest>) throws(Refusal) -> (SubjectRequest, SubjectRequest.Receipt) {
        guard let known = subjectRequests[id], let receipt = known.receipt else {
            throw .invalid("subject_request", da: "Vælg en henvendelse.", en: "Choose a request.")
        }
        return (known, receipt)
    }

    /// One that nobody has answered.
    func openRequest(_ id: ID<SubjectRequest>) throws(Refusal) -> (SubjectRequest, SubjectRequest.Receipt) {
        let found = try existingRequest(id)
        guard found.0.answers.isEmpty else {
            throw .outOfTurn(
                da: "Henvendelsen er besvaret. Registrér en ny, hvis der er spurgt igen.",
                en: "The request is answered. Record a new one if it is asked again.")
        }
        return found
    }

    /// It is answered in time, and before that it is found out who asks.
    func duties(of request: SubjectRequest) -> [Duty] {
        guard let receipt = request.receipt else { return [] }
        let answered = request.answers.map(\.what.told).min()
        func duty(_ rule: Rule, due: Day, done: Day?) -> Duty {
            Duty(
                rule: rule, subject: .subjectRequest(request.id), turn: 0,
                responsible: handling(request, due: due, done: done), access: AccessDays(request.accessClass),
                opens: receipt.came, due: due, done: done, holdsUntil: nil)
        }
        let identified = request.identities.map(\.day).min()
        let due = SubjectRequest.deadline(receipt.came, isExtended: !request.extensions.isEmpty)
        return [
            duty(.requestIdentity, due: receipt.came + 7, done: earlier(identified, answered)),
            duty(.requestAnswer, due: due, done: answered),
        ]
    }

    /// Who handles it: the one who was named last, or had it when it was done; the data protection officer when that person
    /// has gone.
    private func handling(_ request: SubjectRequest, due: Day, done: Day?) -> Responsible {
        guard let person = done.map({ request.handler(on: $0) }) ?? request.handler else { return .role(.dpo) }
        if let gone = gone(.person(person)), gone <= done ?? due { return .role(.dpo) }
        return .person(person)
    }

    func touchRequests(of person: ID<Person>, _ touched: inout Set<Subject>) {
        for known in subjectRequests.values where known.handlers.entries.contains(where: { $0.value == person }) {
            touched.insert(.subjectRequest(known.id))
        }
    }
}

extension Deciding {
    /// What was done about a request, and when it had to be, rest on its receipt.
    func keepRequest(_ id: ID<SubjectRequest>, _ position: Int) throws(Refusal) {
        guard let known = register.subjectRequests[id], known.position == position, known.receipt != nil,
            !known.identities.isEmpty || !known.extensions.isEmpty || !known.notes.isEmpty || !known.answers.isEmpty
        else { return }
        throw .outOfTurn(
            da: "Der er gjort noget ved henvendelsen. Notér på den, hvad der er forkert, i stedet.",
            en: "Something was done about the request. Note on it what is wrong instead.")
    }
}
