// SPDX-License-Identifier: MPL-2.0

/// That somebody was reminded of a duty: of what, whom it went to, by whom and when, provable afterwards. It is a subject
/// of its own, so that it disturbs no revision of the thing, and as confidential as the thing (policy §7.2). A reminder is
/// given by hand, or it is a mail that Værn sends by itself.
public struct Reminder: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case sent(Target, to: Responsible)
        /// Værn's mail relay took, for these persons, the mail that something waits for their decision; without a target
        /// the weekly mail.
        case mailed(Target?, [ID<Person>])
    }

    public enum Matter: Hashable, Sendable {
        case duty(Target)
        /// All that waits for a person in one week.
        case week
    }

    /// The duty that somebody is reminded of; of what is to be read, those of one unit who have yet to read it.
    public struct Target: Hashable, Sendable {
        public let rule: Rule
        public let subject: Subject
        /// The duty's turn; nil: what is to be read.
        public let turn: Int?
        /// Whose readers.
        public let unit: ID<Unit>?

        public init(_ duty: Duty) {
            (rule, subject, turn, unit) = (duty.rule, duty.subject, duty.turn, nil)
        }

        public init(_ notice: ID<Notice>, readersOf unit: ID<Unit>) {
            (rule, subject, turn, self.unit) = (.acknowledgement, .notice(notice), nil, unit)
        }

        public init(rule: Rule, subject: Subject, turn: Int?, unit: ID<Unit>?) {
            self.rule = rule
            self.subject = subject
            self.turn = turn
            self.unit = unit
        }

        /// Reads `document.verification/document/0190…/20780`, or of readers `notice.acknowledgement/notice/0190…/0190…`.
        public init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let rule = Rule(rawValue: parts[0]), let kind = SubjectKind(rawValue: parts[1]),
                let id = ID<Subject>(parts[2])
            else { return nil }
            if rule == .acknowledgement {
                guard kind == .notice, let unit = ID<Unit>(parts[3]) else { return nil }
                self.init(rule: rule, subject: Subject(kind, id), turn: nil, unit: unit)
            } else {
                guard let turn = Int(parts[3]), String(turn) == parts[3] else { return nil }
                self.init(rule: rule, subject: Subject(kind, id), turn: turn, unit: nil)
            }
        }

        public var text: String {
            let last = unit.map { "\($0)" } ?? "\(turn ?? 0)"
            return "\(rule.rawValue)/\(subject.kind.rawValue)/\(subject.id)/\(last)"
        }
    }

    public let id: ID<Reminder>
    /// It stays when the fact is annulled, and with it who may see that there was one.
    public private(set) var matter: Matter?
    /// Whom somebody reminded by hand; nil: nobody.
    public private(set) var to: Responsible?
    public private(set) var day = Day.distantPast
    public private(set) var position = 0
    /// The mails that Værn sent, oldest first.
    public private(set) var mailings: [Mailing] = []
    public private(set) var revision = 0

    init(id: ID<Reminder>) { self.id = id }

    /// The duty it is about; nil: the weekly mail.
    public var target: Target? {
        switch matter {
        case .duty(let target): target
        case .week, nil: nil
        }
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .sent(let target, let to):
            (matter, self.to) = (.duty(target), to)
            (day, position) = (stamp.effective, stamp.position)
        case .mailed(let target, let persons):
            matter = target.map { .duty($0) } ?? .week
            mailings.append(
                Mailing(
                    position: stamp.position, day: stamp.effective, count: persons.count,
                    persons: target == nil ? [] : persons))
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { to = nil }
        mailings.removeAll { $0.position == position }
    }
}

extension Register {
    /// The reminders of a duty that somebody gave by hand, oldest first.
    public func reminders(of target: Reminder.Target) -> [Reminder] {
        all(of: target).filter { $0.to != nil }
    }

    /// The mails that Værn sent about a duty, oldest first.
    public func mailings(of target: Reminder.Target) -> [Reminder.Mailing] { all(of: target).flatMap(\.mailings) }

    private func all(of target: Reminder.Target) -> [Reminder] {
        (remindersOf[target.subject] ?? []).compactMap { reminders[$0] }.filter { $0.target == target }
    }

    /// The day on which somebody was last reminded of it, by `day`.
    public func lastReminded(_ target: Reminder.Target, by day: Day) -> Day? {
        reminders(of: target).map(\.day).filter { $0 <= day }.max()
    }

    /// Who is to be reminded on `day`; nil: there is nothing to remind of.
    func reminded(_ target: Reminder.Target, on day: Day) -> Responsible? {
        if let unit = target.unit {
            let notice = target.subject.id.seen(as: Notice.self)
            guard let known = notices[notice], let span = span(of: known), span.from <= day,
                span.until.map({ day < $0 }) ?? true,
                concerned(by: notice, on: day).contains(where: { $0.unit == unit && $0.done == nil })
            else { return nil }
            return .unit(unit)
        }
        return duties.bySubject[target.subject]?.first { duty in
            guard duty.rule == target.rule, duty.turn == target.turn else { return false }
            switch duty.standing(on: day) {
            case .open, .overdue: return true
            case .planned, .done: return false
            }
        }?.responsible
    }
}

/// Reminds those who are responsible for some duties, each at most once a day.
public struct RemindDuties: Deed {
    static let most = 200

    public let targets: [Reminder.Target]
    /// The subjects that the one who gives the command may see; nil: all. Found by the office.
    public var visible: Set<Subject>?

    public static let fields = [
        Field(
            "duties", .duties, da: "Hvad skal der mindes om?", en: "What is to be reminded of?",
            hint: Phrase(da: "Højst \(most) ad gangen.", en: "At most \(most) at a time."))
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        var targets: [Reminder.Target] = []
        for text in arguments.texts["duties"] ?? [] where !text.allSatisfy(\.isWhitespace) {
            guard let target = Reminder.Target(text) else {
                throw .invalid("duties", da: "Vælg på listen.", en: "Choose from the list.")
            }
            if !targets.contains(target) { targets.append(target) }
        }
        guard !targets.isEmpty else {
            throw .invalid("duties", da: "Vælg mindst én.", en: "Choose at least one.")
        }
        guard targets.count <= RemindDuties.most else {
            throw .invalid(
                "duties", da: "Vælg højst \(RemindDuties.most) ad gangen.",
                en: "Choose at most \(RemindDuties.most) at a time.")
        }
        self.targets = targets
    }

    /// Whose affair each of them is: all of them must be one's own to remind of.
    public func concerns(in register: Register, on day: Day) -> [Concern] {
        targets.map { target in
            switch register.reminded(target, on: day) {
            case .unit(let unit): Concern(unit: unit)
            case .person(let person): Concern(unit: register.persons[person]?.unit(on: day))
            case .role, .body, nil: Concern()
            }
        }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        var due: [(Reminder.Target, Responsible)] = []
        for target in targets {
            guard visible?.contains(target.subject) ?? true, let to = desk.register.reminded(target, on: desk.today)
            else {
                throw .invalid(
                    "duties", da: "Noget af det valgte er udført eller findes ikke mere. Vælg på listen igen.",
                    en: "Some of what was chosen is done or is no more. Choose from the list again.")
            }
            if desk.register.lastReminded(target, by: desk.today) != desk.today { due.append((target, to)) }
        }
        guard !due.isEmpty else {
            throw .outOfTurn(
                da: "De valgte er påmindet i dag. Prøv igen i morgen.",
                en: "Those chosen were reminded today. Try again tomorrow.")
        }
        for (target, to) in due {
            let reminder: ID<Reminder> = desk.new()
            try desk.record(.reminder(reminder, .sent(target, to: to)))
        }
    }
}
