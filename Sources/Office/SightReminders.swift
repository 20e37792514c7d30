// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// The day on which somebody was last reminded, by the day shown; nil: nobody was, or the reader may not see the thing.
    public func lastReminded(_ target: Reminder.Target) -> Day? {
        sees(target.subject) ? register.lastReminded(target, by: day) : nil
    }

    /// Whether the reader may remind whoever is responsible: of what is open or overdue, and not the reader's own to do.
    public func mayRemind(_ duty: Duty) -> Bool {
        guard !duty.rule.isPersonal, duty.responsible != .person(person) else { return false }
        switch duty.standing(on: day) {
        case .open, .overdue: break
        case .planned, .done: return false
        }
        switch duty.responsible {
        case .unit(let unit): return may(.remindDuties, Concern(unit: unit))
        case .person(let id):
            return may(.remindDuties, Concern(unit: register.persons[id]?.unit(on: day)))
        case .role, .body: return may(.remindDuties)
        }
    }

    /// Whether the reader may remind those of a unit who have yet to read.
    public func mayRemind(readersOf unit: ID<Unit>) -> Bool { may(.remindDuties, Concern(unit: unit)) }

    /// The reminders of a duty that somebody gave by hand, by the day shown, oldest first.
    public func reminders(of duty: Duty) -> [Reminder] {
        sees(duty.subject) ? register.reminders(of: .init(duty)).filter { $0.day <= day } : []
    }

    /// The mails that Værn sent about a duty, by the day shown, oldest first.
    public func mailings(of duty: Duty) -> [Reminder.Mailing] {
        sees(duty.subject) ? register.mailings(of: .init(duty)).filter { $0.day <= day } : []
    }

    /// The records of the mails that Værn sent about a thing.
    public func mails(about subject: Subject) -> [Subject] {
        sees(subject) ? register.mails(about: subject).map { .reminder($0) } : []
    }

    /// The newest mails about decisions, and weekly ones, of which the reader may see that they were sent, newest first.
    public func newestMails(most: Int) -> [Reminder] {
        let mails = register.mails.reversed().lazy.filter { [self] in sees(.reminder($0)) }
            .compactMap { [register] in register.reminders[$0] }
            .filter { [day] mail in mail.mailings.contains { $0.day <= day } }
        return Array(mails.prefix(most))
    }
}

extension Sentence {
    func of(_ fact: Reminder.Fact) -> String {
        switch fact {
        case .sent(let target, let to):
            let (what, who) = (label(target.subject), who(to))
            if target.unit != nil {
                return say(
                    "De i \(who), der mangler at læse »\(what)«, er påmindet",
                    "Those of \(who) who have yet to read “\(what)” are reminded")
            }
            return say(
                "\(who) er påmindet om »\(what)« (\(target.rule.clause.da.lowercased()))",
                "\(who) is reminded of “\(what)” (\(target.rule.clause.en.lowercased()))")
        case .mailed(let target, let persons):
            let one = persons.count == 1 ? persons.first : nil
            let number = say(
                one == nil ? "\(persons.count) personer" : "1 person",
                one == nil ? "\(persons.count) persons" : "1 person")
            guard let target else {
                return say("Ugens mail er sendt til \(number)", "The weekly mail was sent to \(number)")
            }
            let (what, who) = (label(target.subject), one.map { name($0) } ?? number)
            return target.rule == .classification
                ? say(
                    "Mail om, at klassifikationen af »\(what)« venter på afgørelse, er sendt til \(who)",
                    "Mail that the classification of “\(what)” waits for a decision was sent to \(who)")
                : say(
                    "Mail om, at »\(what)« venter på afgørelse, er sendt til \(who)",
                    "Mail that “\(what)” waits for a decision was sent to \(who)")
        }
    }
}
