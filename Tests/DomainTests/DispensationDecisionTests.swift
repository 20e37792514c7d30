// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause row 7.4-b: only the direktion grants.
@Suite("§7.4: the direktion decides, and nobody else")
struct DispensationDeciderTests {
    private static let waiting: World = {
        var world = World.house
        world.ask()
        world.submit()
        return world
    }()

    private func refused(
        _ words: Words = [:], at field: String, sourceLocation: SourceLocation = #_sourceLocation,
        but: (inout World) -> Void = { _ in }
    ) {
        var world = DispensationDeciderTests.waiting
        but(&world)
        world.when(.makeDecision, world.judgement("D", words))
        world.refuses(.invalid, field, sourceLocation: sourceLocation)
        #expect(world.standing() == .submitted, sourceLocation: sourceLocation)
    }

    private var world: World { DispensationDeciderTests.waiting }

    @Test("7.4-b: the direktion grants it at a meeting, by more than half of those who are not recused")
    func direktion() throws {
        var world = world
        world.by = world.person("Anna")
        world.judge("D", ["recused": [world.person("Carl")]])
        let made = try #require(world.lastDecision?.made)
        #expect(made.decider == .body(.direktion) && made.outcome == .approved)
        #expect(made.matter.act == .dispense && made.matter.dispensation == world.dispensation("D"))
        #expect(world.standing() == .live && world.standing(on: world.today - 1) != .live)
    }

    @Test("7.4-b: the direktion decides also about a document that the head of a unit decides on")
    func ofAProcedure() throws {
        #expect(world.register.decider(of: world.known("Backup"), on: world.today) == .head(of: world.unit("Drift")))
        let deed = try MakeDecision(Arguments(world.judgement().mapValues(\.said)))
        let concern = deed.concern(in: world.register, on: world.today)
        #expect(concern.body == .direktion && concern.unit == nil)
    }

    @Test("7.4-b, breach: neither the head of the unit, CAI nor a member of the bestyrelse takes part")
    func others() {
        for name in ["Fie", "Sara", "Gry"] {
            refused(["members": [world.person(name)]], at: "members")
            refused(["members": ["Anna", "Bo", name].map { world.person($0) }], at: "members")
        }
    }

    @Test("7.4-b, breach: nor do they record it", arguments: ["Fie", "Sara", "Gry", "Ida"])
    func recorders(_ name: String) {
        for method in ["meeting", "written", "minutes"] {
            refused(["method": method, "minutes": "DIR 2026-11, punkt 4"], at: "method") { $0.by = $0.person(name) }
        }
    }

    @Test("7.4-b, breach: who is recused takes no part and records nothing")
    func recused() {
        refused(["recused": [world.person("Anna")]], at: "recused")
        refused(["recused": [world.person("Carl")]], at: "recused") { $0.by = $0.person("Carl") }
    }

    @Test("7.4-b, breach: a member whose seat has ended takes no part and records nothing")
    func former() {
        func leave(_ world: inout World, _ name: String) {
            world.given(
                .unseatMember,
                ["body": "direktion", "seat": world.seat(name), "to": world.today - 1, "late_reason": "Referat"])
        }
        refused(at: "members") { leave(&$0, "Bo") }
        refused(at: "method") {
            leave(&$0, "Carl")
            $0.by = $0.person("Carl")
        }
    }

    @Test("7.4-b, breach: no delegation exists: a deputy of a member decides nothing here")
    func deputy() {
        let appoint: (inout World) -> Void = { world in
            world.given(
                .appointDeputy,
                [
                    "person": world.person("Anna"), "deputy": world.person("Gry"), "from": world.today,
                    "reason": "Ferie",
                ])
        }
        refused(["members": [world.person("Gry"), world.person("Bo")]], at: "members", but: appoint)
        refused(at: "method") {
            appoint(&$0)
            $0.by = $0.person("Gry")
        }
        // A version is another matter: there the deputy records what the member took part in.
        var other = world
        appoint(&other)
        other.create("Kryptering", "emnepolitik", under: "Politik")
        other.draft("Kryptering")
        other.given(.submitVersion, ["document": other.document("Kryptering")])
        other.by = other.person("Gry")
        other.decide("Kryptering")
    }

    @Test("7.4-b, breach: without quorum nothing is decided")
    func quorum() {
        refused(["members": [world.person("Anna")]], at: "members")
        refused(["members": [world.person("Anna")], "recused": [world.person("Carl")]], at: "members")
        refused(["members": [ID<Person>]()], at: "members")
    }

    @Test("7.4-b: the secretary records what minutes say, and only that")
    func secretary() throws {
        var world = world
        world.appoint("Gry", "secretary")
        world.by = world.person("Gry")
        for method in ["meeting", "written"] {
            world.when(.makeDecision, world.judgement("D", ["method": method, "minutes": "DIR 2026-11, punkt 4"]))
            world.refuses(.invalid, "method")
        }
        world.when(.makeDecision, world.judgement("D", ["method": "minutes"]))
        world.refuses(.invalid, "minutes")
        world.judge("D", ["method": "minutes", "minutes": "DIR 2026-11, punkt 4"])
        let made = try #require(world.lastDecision?.made)
        #expect(made.minutes.flatMap { world.texts[$0] } == "DIR 2026-11, punkt 4")
        #expect(made.members == [world.person("Anna"), world.person("Bo")])
    }

    @Test("7.4-b, breach: the head of the unit that asks cannot take part, also as a member of the direktion")
    func askingHead() {
        var world = World.house
        world.ask("D", ["unit": world.unit("FKI")])
        world.submit()
        world.when(.makeDecision, world.judgement())
        world.refuses(.invalid, "members")
        world.judge("D", ["members": ["Bo", "Carl"].map { world.person($0) }, "recused": [world.person("Anna")]])
        #expect(world.standing() == .live)
    }

    @Test("7.4-b, breach: the DPO cannot take part, nor who advised as DPO and is it no more")
    func dpo() {
        func seat(_ world: inout World) {
            world.given(.seatMember, ["body": "direktion", "person": world.person("Dan"), "from": world.today])
        }
        let all = ["Anna", "Bo", "Dan"]
        refused(["members": all.map { world.person($0) }], at: "members", but: seat)
        refused(["members": all.map { world.person($0) }], at: "members") { world in
            seat(&world)
            world.given(
                .endRole,
                [
                    "person": world.person("Dan"), "grant": world.grant("Dan"), "to": world.today - 1,
                    "late_reason": "Ny stilling",
                ])
        }
    }

    @Test("7.4-b, breach: what another body is said to have decided makes nothing live")
    func anotherBody() throws {
        var world = world
        let request = try #require(world.dispensed().request)
        for (index, decider) in [Decision.Decider.body(.bestyrelse), .head(of: world.unit("Drift"))].enumerated() {
            let made = Decision.Made(
                number: 90 + index, year: 2026, decider: decider,
                matter: .init(
                    act: .dispense, document: request.document, version: request.version,
                    dispensation: world.dispensation("D")), outcome: .approved, method: .meeting, minutes: nil,
                members: [world.person("Gry")], recused: [], conditions: nil, reason: nil, basis: [],
                paper: ID(high: 3, low: 3), update: nil)
            world.hear(.decision(ID(high: 4, low: UInt64(index)), .made(made)), on: world.today)
            world.holds()
            #expect(world.standing() == .submitted)
        }
    }
}

/// Clause rows 7.4-d and 7.4-e: what the record says, and what follows from it.
@Suite("§7.4: the record of a dispensation")
struct DispensationRecordTests {
    @Test("7.4-d: number, date, minutes, members, recused, outcome, conditions and expiry")
    func record() throws {
        var world = World.house
        world.ask()
        world.submit()
        world.judge(
            "D",
            [
                "method": "minutes", "minutes": "DIR 2026-11, punkt 4", "recused": [world.person("Carl")],
                "conditions": "Prøv gendannelse i marts", "reason": "Risikoen er lav",
            ])
        let decision = try #require(world.lastDecision)
        let made = try #require(decision.made)
        #expect(made.number == 2 && made.year == 2026 && decision.day == world.today)
        #expect(made.minutes.flatMap { world.texts[$0] } == "DIR 2026-11, punkt 4")
        #expect(made.members == [world.person("Anna"), world.person("Bo")] && made.recused == [world.person("Carl")])
        #expect(made.outcome == .approved && made.method == .minutes && made.decider == .body(.direktion))
        #expect(made.conditions.flatMap { world.texts[$0] } == "Prøv gendannelse i marts")
        #expect(made.reason.flatMap { world.texts[$0] } == "Risikoen er lav")
        // What it was made from, to the revision: the document, and the request with all that was said of it.
        let dispensation = world.dispensed()
        #expect(
            made.basis == [
                .init(subject: .document(world.document("Backup")), revision: world.known("Backup").revision),
                .init(subject: .dispensation(dispensation.id), revision: dispensation.revision),
            ])
        let period = try #require(world.register.period(of: dispensation))
        #expect(period.from == world.today && period.to == day("2027-05-31"))
    }

    @Test("7.4-d: a decision that is recorded late never reaches back before its own day")
    func late() throws {
        var world = World.house
        world.ask("D", ["from": "2026-11-01"])
        world.submit()
        world.today = world.today + 7
        world.judge("D", ["day": World.monday, "late_reason": "Referatet kom først nu"])
        let period = try #require(world.register.period(of: world.dispensed()))
        #expect(period.from == day(World.monday))
        #expect(world.standing(on: day("2026-11-22")) == .preparing && world.standing(on: day(World.monday)) == .live)
    }

    @Test("7.4-d, breach: a refusal, and a matter that is sent back, without a word on why")
    func unreasoned() {
        var world = World.house
        world.ask()
        world.submit()
        for outcome in ["rejected", "returned"] {
            world.when(.makeDecision, world.judgement("D", ["outcome": outcome]))
            world.refuses(.invalid, "reason")
            world.when(
                .makeDecision, world.judgement("D", ["outcome": outcome, "reason": "Nej", "conditions": "Vilkår"]))
            world.refuses(.invalid, "conditions")
        }
    }

    @Test("7.4-d, breach: decided before it was put before the direktion, or in the future")
    func days() {
        var world = World.house
        world.ask()
        world.submit()
        world.when(.makeDecision, world.judgement("D", ["day": "2026-11-22", "late_reason": "Referat"]))
        world.refuses(.invalid, "day")
        world.when(.makeDecision, world.judgement("D", ["day": "2026-11-24"]))
        world.refuses(.invalid, "day")
    }

    @Test("7.4-e, breach: »does the document need an update?« is answered, and with a reason, whatever the outcome")
    func unanswered() {
        var world = World.house
        world.ask()
        world.submit()
        for outcome in ["approved", "rejected"] {
            let words: Words = ["outcome": outcome, "reason": "Derfor"]
            world.when(.makeDecision, world.judgement("D", words.merging(["update": ""]) { $1 }))
            world.refuses(.invalid, "update")
            world.when(.makeDecision, world.judgement("D", words.merging(["update_reason": "  "]) { $1 }))
            world.refuses(.invalid, "update_reason")
        }
        #expect(world.standing() == .submitted)
        // Where nothing is decided yet, nothing is said of the document.
        let back: Words = ["outcome": "returned", "reason": "Hvor længe?", "update": "yes", "update_reason": "Måske"]
        world.judge("D", back)
        #expect(world.standing() == .returned && world.lastDecision?.made?.update == nil)
        #expect(world.register.actions.values.allSatisfy { $0.about != .document(world.document("Backup")) })
    }

    @Test("7.4-e: yes makes a task for the owner of the document, no makes none", arguments: ["yes", "no"])
    func update(_ answer: String) throws {
        var world = World.house
        world.ask("D", ["unit": world.unit("CAI"), "units": [world.unit("CAI")]])
        world.submit()
        let before = world.register.actions.count
        world.judge("D", ["update": answer, "update_reason": "Kravet er for strengt", "update_due": "2027-01-15"])
        let update = try #require(world.lastDecision?.made?.update)
        #expect(update.isNeeded == (answer == "yes"))
        #expect(world.texts[update.reason] == "Kravet er for strengt")
        let made = world.register.actions.values.filter { $0.added != nil }
        #expect(made.count == before + (answer == "yes" ? 1 : 0))
        guard answer == "yes" else { return }
        let action = try #require(made.first)
        let duty = try #require(world.duties(.action, .action(action.id)).first)
        #expect(duty.responsible == .unit(world.unit("Drift")), "who owns the document, not who asked")
        #expect(duty.due == day("2027-01-15"))
        #expect(world.register.actionsAbout[.document(world.document("Backup"))] == [action.id])
    }

    @Test("7.4-e: a refusal can be what shows that the rule is to be changed")
    func refusal() {
        var world = World.house
        world.ask()
        world.submit()
        let words: Words = ["outcome": "rejected", "reason": "Ændr reglen i stedet", "update": "yes"]
        world.when(.makeDecision, world.judgement("D", words.merging(["update_due": "2026-11-22"]) { $1 }))
        world.refuses(.invalid, "update_due")
        world.judge("D", words)
        #expect(world.standing() == .rejected)
        #expect(world.register.actionsAbout[.document(world.document("Backup"))]?.count == 1)
    }

    @Test("conditions become tasks of the unit that asked, with their due day")
    func conditions() throws {
        let world = World.dispensing(
            ["unit": World.house.unit("CAI")],
            ["conditions": "Prøv gendannelse i marts\n\n  Kryptér kopien  ", "conditions_due": "2027-03-31"])
        let ids = try #require(world.register.actionsAbout[.dispensation(world.dispensation("D"))])
        let duties = try ids.map { try #require(world.duties(.action, .action($0)).first) }
        #expect(duties.map(\.due) == [day("2027-03-31"), day("2027-03-31")])
        #expect(duties.map(\.responsible) == Array(repeating: .unit(world.unit("CAI")), count: 2))
        let titles = ids.map { world.register.actions[$0]?.title.flatMap { world.texts[$0] } }
        #expect(titles == ["Prøv gendannelse i marts", "Kryptér kopien"])
        // Where no day is said: the last day of the dispensation.
        let other = World.dispensing([:], ["conditions": "Prøv gendannelse"])
        let action = try #require(other.register.actionsAbout[.dispensation(other.dispensation("D"))]?.first)
        #expect(other.duties(.action, .action(action)).map(\.due) == [day("2027-05-31")])
    }

    @Test("twice refused: a matter is decided once")
    func twice() {
        for outcome in ["approved", "rejected", "returned"] {
            var world = World.dispensing([:], ["outcome": outcome, "reason": "Derfor"])
            let count = world.history.count
            world.when(.makeDecision, world.judgement())
            world.refuses(.outOfTurn)
            #expect(world.history.count == count)
        }
    }

    @Test("a page that is stale decides nothing: what was read is what is decided")
    func stale() {
        var world = World.house
        world.ask()
        world.submit()
        let read = world.judgement()
        world.advise("D", as: "other", by: "Gry")
        world.when(.makeDecision, read)
        world.refuses(.stale)
        #expect(world.standing() == .submitted)
        world.judge()
    }

    @Test("7.4-a, breach: rewritten while it waits, it is not granted on an opinion about what was asked before")
    func rewritten() throws {
        var world = World.house
        world.ask()
        world.submit()
        var words = world.request(["measures": "Gry kontrollerer den hver mandag"])
        words["dispensation"] = world.dispensation("D")
        world.given(.amendDispensation, words)
        let opinion = try #require(world.dispensed().opinions.first)
        #expect(!world.dispensed().isAbout(world.dispensed().request, opinion))
        world.when(.makeDecision, world.judgement())
        world.refuses(.outOfTurn)
        var back = world
        back.judge("D", ["outcome": "returned", "reason": "Hvad siger DPO nu?"])
        #expect(back.standing() == .returned)
        world.advise()
        world.judge()
        #expect(world.standing() == .live)
        // The amendment was wrong: the opinion is about what holds again.
        var amended = World.house
        amended.ask()
        amended.advise()
        words["dispensation"] = amended.dispensation("D")
        amended.given(.amendDispensation, words)
        amended.annul(amended.history.count - 1)
        #expect(
            amended.dispensed().isAbout(amended.dispensed().request, try #require(amended.dispensed().opinions.first)))
    }

    @Test("sent back with a question, amended, put before the direktion again and decided")
    func returned() throws {
        var world = World.dispensing([:], ["outcome": "returned", "reason": "Hvem kontrollerer den ugentlige backup?"])
        let subject = Subject.dispensation(world.dispensation("D"))
        #expect(world.standing() == .returned)
        #expect(world.duties(.dispensation, subject).map(\.done) == [world.today])
        #expect(world.duties(.expiry, subject).isEmpty)
        world.today = world.today + 2
        var words = world.request(["measures": "Gry kontrollerer den hver mandag"])
        words["dispensation"] = world.dispensation("D")
        world.given(.amendDispensation, words)
        world.when(.makeDecision, world.judgement())
        world.refuses(.outOfTurn)
        let again: Words = ["dispensation": world.dispensation("D"), "due": world.today + 14]
        world.when(.submitDispensation, again)
        world.refuses(.invalid, "unheard")
        world.advise()
        world.given(.submitDispensation, again)
        #expect(world.standing() == .submitted)
        #expect(world.duties(.dispensation, subject).map(\.done) == [day(World.monday), nil])
        world.judge()
        #expect(world.standing() == .live)
        #expect(world.register.decisions(on: world.dispensation("D")).map(\.outcome) == [.returned, .approved])
        let period = try #require(world.register.period(of: world.dispensed()))
        #expect(period.from == world.today, "what was asked for in the amended wording, from its decision")
    }
}
