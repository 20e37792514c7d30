// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// The policy's next version waits for the direktion.
    mutating func wait() -> Reminder.Target {
        draft("Politik", ["classification": "offentlig", "number": "2.0"])
        given(.submitVersion, ["document": document("Politik")])
        return waiting("Politik")
    }

    /// What waits for a decision about a document.
    func waiting(_ name: String) -> Reminder.Target {
        let open = register.awaitingDecision(on: today).first { $0.subject == .document(document(name)) }
        return open.map { .init($0) } ?? .init(rule: .decision, subject: .document(document(name)), turn: -1, unit: nil)
    }
}

extension CommandRules {
    static var mailing: CommandRules {
        CommandRules(
            example: { world in
                ["duties": world.wait().text, "persons": [world.person("Bo"), world.person("Anna")]]
            },
            then: { world, entries in
                #expect(entries.count == 1)
                let target = world.waiting("Politik")
                guard case .reminder(let id, .mailed(target, let persons)) = entries[0].fact else {
                    Issue.record("\(entries[0].fact)")
                    return
                }
                #expect(Set(persons) == [world.person("Anna"), world.person("Bo")])
                let mailing = try #require(world.register.reminders[id]?.mailings.first)
                #expect(mailing.day == world.today && mailing.count == 2 && Set(mailing.persons) == Set(persons))
                #expect(world.register.mailings(of: target) == [mailing])
                #expect(world.register.mails == [id])
            },
            refusals: [
                .saying("persons", [nobody]), .saying("persons", [String]()), .saying("duties", "ugen"),
                .saying("duties", "document.decision/document/\(nobody)/7"),
                Refused("a document that is none", .invalid, "duties") { world, words in
                    words["duties"] = "document.decision/unit/\(world.unit("Drift"))/7"
                },
                Refused("a duty that is no decision", .invalid, "duties") { world, words in
                    words["duties"] = "document.verification/document/\(world.document("Politik"))/7"
                },
                Refused("several decisions", .invalid, "duties") { world, words in
                    words["duties"] = [world.waiting("Politik").text, world.waiting("Politik").text]
                },
            ])
    }
}

/// Policy §7.2: who was told by mail that something waits, and to whom the weekly mail went, can be proven.
@Suite("Mail that was sent")
struct MailingTests {
    @Test("it is no reminder by hand: whoever decides can still be reminded that day")
    func byHand() throws {
        var world = World.house
        let target = world.wait()
        world.given(.recordMail, ["duties": target.text, "persons": [world.person("Anna")]])
        #expect(world.register.lastReminded(target, by: world.today) == nil)
        #expect(world.register.reminders(of: target).isEmpty)
        world.given(.remindDuties, ["duties": [target.text]])
        #expect(world.register.lastReminded(target, by: world.today) == world.today)
        #expect(world.register.mailings(of: target).map(\.count) == [1])
    }

    @Test("what was decided before it is recorded was told all the same, and each mail is recorded")
    func decided() throws {
        var world = World.house
        let target = world.wait()
        world.given(.recordMail, ["duties": target.text, "persons": [world.person("Anna")]])
        world.decide("Politik")
        world.given(.recordMail, ["duties": target.text, "persons": [world.person("Anna"), world.person("Carl")]])
        #expect(world.register.mailings(of: target).map(\.count) == [1, 2])
        // The document's own revisions are as they were.
        #expect(world.register.mails(about: target.subject).count == 2)
    }

    @Test("it is as confidential as what waits; the weekly mail is about nothing")
    func confidential() throws {
        var world = World.house
        world.draft("Backup", ["classification": "strengt_fortrolig", "number": "2.0"])
        world.given(.submitVersion, ["document": world.document("Backup")])
        let revision = world.register.revision(of: .document(world.document("Backup")))
        world.given(
            .recordMail, ["duties": world.waiting("Backup").text, "persons": [world.person("Fie")]], as: "Om Backup")
        let mail = Subject.reminder(world.id("Om Backup"))
        #expect(
            world.register.accessClass(of: mail, on: world.today)
                == world.register.accessClass(of: .document(world.document("Backup")), on: world.today))
        #expect(world.register.revision(of: .document(world.document("Backup"))) == revision)
        #expect(!world.register.isWeeklyMail(mail))
        world.given(.recordMail, ["persons": [world.person("Fie")]], as: "Uge 48")
        #expect(world.register.isWeeklyMail(.reminder(world.id("Uge 48"))))
        #expect(world.register.accessClass(of: .reminder(world.id("Uge 48")), on: world.today) == .everyone)
    }

    @Test("a weekly mail to very many is one record of a few facts, each small enough for a payload")
    func many() throws {
        var world = World.house
        let all = (0..<701).map { ID<Person>(high: 7, low: UInt64($0)) }
        for person in all { world.hear(.person(person, .named(name: ID(high: 8, low: 1), mail: nil)), on: world.today) }
        let entries = world.given(.recordMail, ["persons": all], as: "Ugen")
        #expect(Set(entries.map(\.fact.subject)).count == 1)
        let mail = try #require(world.register.reminders[world.id("Ugen")])
        #expect(mail.mailings.map(\.count) == [700, 1] && mail.matter == .week)
        var told: [ID<Person>] = []
        for case .reminder(_, .mailed(nil, let persons)) in entries.map(\.fact) { told += persons }
        #expect(told.sorted() == all)
        // Of very many, week after week, the register keeps the number alone.
        #expect(mail.mailings.allSatisfy { $0.persons.isEmpty })
    }
}
