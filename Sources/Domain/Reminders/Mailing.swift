// SPDX-License-Identifier: MPL-2.0

extension Reminder {
    /// One time that Værn's mail relay took a mail for some persons.
    public struct Mailing: Hashable, Sendable {
        public let position: Int
        public let day: Day
        public let count: Int
        /// Of the weekly mail the fact alone names them: it goes to everybody, week after week.
        public let persons: [ID<Person>]
    }
}

extension Register {
    /// The mails about a thing that Værn sent, oldest first.
    public func mails(about subject: Subject) -> [ID<Reminder>] {
        (remindersOf[subject] ?? []).filter { reminders[$0]?.mailings.isEmpty == false }
    }

    /// Whether it is the record of a weekly mail.
    public func isWeeklyMail(_ subject: Subject) -> Bool {
        subject.kind == .reminder && reminders[subject.id.seen(as: Reminder.self)]?.matter == .week
    }
}

/// Records for whom Værn's mail relay took the mail that something waits for their decision, or the weekly mail, which
/// reminds of what is due (policy §7.2). Værn alone gives it, one for a whole run: nobody else can know.
public struct RecordMail: Deed {
    public let target: Reminder.Target?
    let persons: [ID<Person>]

    public static let fields = [
        Field(
            "duties", .duties, da: "Hvad venter på afgørelse?", en: "What waits for a decision?",
            hint: Phrase(da: "Udelades for ugens mail.", en: "Left out for the weekly mail."), optional: true),
        Field("persons", .persons, da: "Hvem er den sendt til?", en: "Who was it sent to?"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        var targets: [Reminder.Target] = []
        for text in arguments.texts["duties"] ?? [] where !text.allSatisfy(\.isWhitespace) {
            guard let target = Reminder.Target(text), targets.isEmpty else { throw RecordMail.noDecision }
            targets.append(target)
        }
        target = targets.first
        persons = try arguments.ids("persons")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        target.map { register.concern(of: $0.subject, on: day) } ?? Concern()
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        if let target {
            // Not whether it still waits: what was decided or annulled meanwhile was told all the same.
            guard target.rule.isDecision, target.subject.kind == .document else { throw RecordMail.noDecision }
            _ = try desk.register.existingDocument(target.subject.id.seen(as: Document.self), "duties")
        }
        guard !persons.isEmpty else {
            throw .invalid("persons", da: "Vælg mindst én person.", en: "Choose at least one person.")
        }
        for person in persons { _ = try desk.register.existingPerson(person, "persons") }
        let (reminder, all): (ID<Reminder>, _) = (desk.new(), persons.sorted())
        for start in stride(from: 0, to: all.count, by: TellReaders.most) {
            let part = Array(all[start..<min(start + TellReaders.most, all.count)])
            try desk.record(.reminder(reminder, .mailed(target, part)))
        }
    }

    private static let noDecision = Refusal.invalid(
        "duties", da: "Vælg én sag, der venter på afgørelse.", en: "Choose one matter that waits for a decision.")
}
