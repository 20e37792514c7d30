// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause row 7.4-f: it ends. Relying on it after its last day is the breach.
@Suite("§7.4: a dispensation ends")
struct DispensationExpiryTests {
    private func expiry(_ world: World, _ name: String = "D") -> [Duty] {
        world.duties(.expiry, .dispensation(world.dispensation(name)))
    }

    @Test("7.4-f: it holds through its last day; before that the unit is asked what then")
    func expires() throws {
        let world = World.dispensing()
        let duty = try #require(expiry(world).first)
        #expect(duty.responsible == .unit(world.unit("Drift")) && duty.due == day("2027-05-31"))
        #expect(duty.opens == day("2027-05-31") - 45)
        #expect(world.standing(on: day("2027-05-31")) == .live && world.standing(on: day("2027-06-01")) == .expired)
    }

    @Test("7.4-f, breach: expired and neither ended nor extended, it is overdue until one of the two is done")
    func overdue() throws {
        var world = World.dispensing()
        for late in ["2027-06-01", "2027-12-31", "2030-01-01"] {
            #expect(expiry(world).map { $0.standing(on: day(late)) } == [.overdue])
        }
        world.today = day("2027-06-10")
        world.given(.endDispensation, ["dispensation": world.dispensation("D"), "note": "Daglig backup igen"])
        #expect(expiry(world).map(\.done) == [day("2027-06-10")])
        #expect(expiry(world).map { $0.standing(on: day("2027-06-09")) } == [.overdue], "until that day it was")
        #expect(world.standing() == .ended && world.standing(on: day("2027-06-09")) == .expired)
        // That it ended was wrong.
        world.annul(world.history.count - 1)
        #expect(expiry(world).map(\.done) == [nil] && world.standing() == .expired)
    }

    @Test("7.4-f: the rule may be followed again before the last day")
    func ended() {
        var world = World.dispensing()
        world.today = day("2027-01-15")
        world.given(.endDispensation, ["dispensation": world.dispensation("D"), "note": "Daglig backup igen"])
        #expect(world.standing() == .ended && world.standing(on: day("2027-01-14")) == .live)
        #expect(expiry(world).map { $0.standing(on: day("2027-06-01")) } == [.done])
    }

    @Test("an extension is a new decision about a new request, which names the one that it follows")
    func extended() throws {
        var world = World.dispensing()
        world.today = day("2027-05-10")
        world.ask("E", ["follows": world.dispensation("D"), "from": "2027-06-01", "to": "2027-11-30"])
        #expect(expiry(world).map(\.done) == [nil], "asking is not enough")
        world.submit("E")
        #expect(expiry(world).map(\.done) == [nil])
        world.judge("E")
        #expect(expiry(world).map(\.done) == [world.today])
        #expect(world.dispensed("E").request?.number == 1 && world.dispensed("E").request?.year == 2027)
        #expect(world.standing("E") == .granted && world.standing("E", on: day("2027-06-01")) == .live)
        #expect(
            world.standing("D", on: day("2027-05-31")) == .live
                && world.standing("D", on: day("2027-06-01")) == .extended)
        #expect(expiry(world, "E").map(\.due) == [day("2027-11-30")])
        #expect(world.register.decisions(on: world.dispensation("D")).count == 1)
        #expect(world.register.decisions(on: world.dispensation("E")).count == 1)
        // The grant of the extension was wrong: the first one is nobody's answer any more.
        world.annul(world.decided)
        #expect(expiry(world).map(\.done) == [nil] && expiry(world, "E").isEmpty)
        #expect(world.standing("E") == .submitted)
    }

    @Test("7.4-f, breach: an extension that is refused leaves it overdue, and may be asked for again")
    func refusedExtension() {
        var world = World.dispensing()
        world.today = day("2027-05-10")
        let words: Words = ["follows": world.dispensation("D"), "from": "2027-06-01", "to": "2027-11-30"]
        world.dispense("E", words, ["outcome": "rejected", "reason": "Nok er nok"])
        #expect(expiry(world).map { $0.standing(on: day("2027-06-01")) } == [.overdue])
        world.dispense("F", words)
        #expect(expiry(world).map { $0.standing(on: day("2027-06-01")) } == [.done])
    }

    @Test("7.4-f, breach: an amended period is no longer than a year either, and not one that is over")
    func amended() {
        var world = World.house
        world.ask()
        var words = world.request(["to": "2027-11-23"])
        words["dispensation"] = world.dispensation("D")
        world.when(.amendDispensation, words)
        world.refuses(.invalid, "to")
        // What waited until its period was over is not granted.
        world.submit()
        world.today = day("2027-06-01")
        world.when(.makeDecision, world.judgement())
        world.refuses(.outOfTurn)
        world.judge("D", ["outcome": "rejected", "reason": "Perioden er gået"])
    }

    @Test("granted for later, it holds from its first day")
    func later() {
        let world = World.dispensing(["from": "2027-01-01"])
        #expect(world.standing() == .granted && world.standing(on: day("2026-12-31")) == .granted)
        #expect(world.standing(on: day("2027-01-01")) == .live)
    }

    @Test("the unit that took over answers for its end")
    func successor() {
        var world = World.dispensing()
        world.given(.closeUnit, ["unit": world.unit("Drift"), "to": "2027-03-31", "successor": world.unit("CAI")])
        #expect(expiry(world).map(\.responsible) == [.unit(world.unit("CAI"))])
    }
}

/// What a decision on a dispensation was made from, and what happens when that changes.
@Suite("§7.4: a decision stands on its basis")
struct DispensationBasisTests {
    private func basis(_ world: World) -> [Duty] {
        world.duties(.basis, .dispensation(world.dispensation("D")))
    }

    private func confirm(_ world: inout World, _ words: Words = [:]) {
        let usual: Words = [
            "decision": world.register.grant(of: world.dispensation("D"))?.id ?? ID(high: 0, low: 0),
            "reason": "Udkastet ændrer ikke reglen",
        ]
        world.when(.confirmDecision, usual.merging(words) { $1 })
    }

    @Test("basis changed → a duty of the secretary → confirmed as unchanged; the next change raises it anew")
    func confirmed() throws {
        var world = World.dispensing()
        #expect(basis(world).isEmpty)
        world.today = day("2026-12-01")
        world.draft("Backup")
        #expect(basis(world).map(\.opens) == [day("2026-12-01")] && basis(world).map(\.due) == [day("2026-12-31")])
        #expect(basis(world).map(\.responsible) == [.role(.secretary)])
        #expect(basis(world).map { $0.standing(on: day("2027-01-01")) } == [.overdue])
        world.today = day("2026-12-10")
        world.by = world.person("Anna")
        confirm(&world)
        world.then()
        world.by = nil
        #expect(basis(world).map(\.done) == [day("2026-12-10")])
        let confirmation = try #require(world.lastDecision?.confirmations.first)
        #expect(world.texts[confirmation.reason] == "Udkastet ændrer ikke reglen")
        #expect(confirmation.basis.first?.revision == world.known("Backup").revision)
        world.today = day("2027-01-20")
        world.draft("Backup", ["number": "3.0"])
        #expect(basis(world).map(\.done) == [day("2026-12-10"), nil])
        #expect(basis(world).last?.opens == day("2027-01-20"))
        // That it holds unchanged was wrong: the first change asks again.
        world.annul(world.position { if case .decision(_, .confirmed) = $0 { true } else { false } })
        #expect(basis(world).map(\.opens) == [day("2026-12-01")] && basis(world).map(\.done) == [nil])
    }

    @Test("who has a seat confirms, and the secretary from minutes; nobody else")
    func confirmers() {
        var world = World.dispensing()
        world.draft("Backup")
        for name in ["Sara", "Fie", "Gry", "Dan"] {
            world.by = world.person(name)
            confirm(&world, ["minutes": "DIR 2026-12, punkt 1"])
            world.refuses(.notAllowed)
        }
        world.by = nil
        world.appoint("Dan", "secretary")
        world.by = world.person("Dan")
        confirm(&world)
        world.refuses(.invalid, "minutes")
        confirm(&world, ["minutes": "DIR 2026-12, punkt 1"])
        world.then()
        #expect(basis(world).allSatisfy { $0.done == world.today })
    }

    @Test("basis changed → made anew: the extension is decided on what the document has become")
    func anew() {
        var world = World.dispensing()
        world.today = day("2026-12-01")
        world.enact("Backup")
        #expect(basis(world).map(\.done) == [nil])
        world.today = day("2026-12-15")
        world.dispense("E", ["follows": world.dispensation("D"), "to": "2027-08-31"])
        #expect(basis(world).map(\.done) == [day("2026-12-15")])
        #expect(world.duties(.basis, .dispensation(world.dispensation("E"))).isEmpty)
    }

    @Test("basis changed: a material change is declared, and a verification says nothing of the leave to deviate")
    func declared() {
        var world = World.dispensing()
        world.today = day("2026-12-01")
        world.given(
            .declareMaterialChange,
            [
                "document": world.document("Backup"), "cause": "trussel", "reason": "Nye angreb", "due": "2027-02-01",
            ])
        #expect(basis(world).map(\.opens) == [day("2026-12-01")])
        world.given(.verifyDocument, world.verification("Backup"))
        #expect(basis(world).map(\.done) == [nil])
        world.today = day("2026-12-10")
        confirm(&world)
        world.then()
        #expect(basis(world).map(\.done) == [day("2026-12-10")])
    }

    @Test("basis changed: a text that was written before the grant enters into force after it")
    func entered() {
        var world = World.house
        world.draft("Backup")
        world.dispense()
        #expect(basis(world).isEmpty && world.standing() == .live)
        world.today = day("2026-12-01")
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup", on: world.today.description)
        world.given(.enforceVersion, ["document": world.document("Backup"), "from": "2026-12-05"])
        #expect(basis(world).map(\.opens) == [day("2026-12-05")] && basis(world).map(\.done) == [nil])
        world.today = day("2026-12-10")
        confirm(&world)
        world.then()
        #expect(basis(world).map(\.done) == [day("2026-12-10")])
    }

    @Test("basis changed → made anew: a corrected decision is about the document as it is now")
    func corrected() throws {
        var world = World.dispensing()
        world.draft("Backup")
        #expect(basis(world).map(\.done) == [nil])
        let right: Words = [
            "position": world.decided, "reason": "Carl deltog også", "command": "decision.make",
            "reason_new": "Risikoen er lav", "members": ["Anna", "Bo", "Carl"].map { world.person($0) },
        ]
        world.given(.correctFact, world.judgement().merging(right) { $1 })
        #expect(basis(world).isEmpty)
        let made = try #require(world.register.grant(of: world.dispensation("D"))?.made)
        #expect(made.members.count == 3 && world.standing() == .live)
        #expect(world.register.decisions(on: world.dispensation("D")).count == 1)
    }

    @Test("what changes after it is over asks nothing")
    func over() {
        var world = World.dispensing()
        world.today = day("2027-01-10")
        world.given(.endDispensation, ["dispensation": world.dispensation("D"), "note": "Følges igen"])
        world.draft("Backup")
        #expect(basis(world).isEmpty)
        var expired = World.dispensing()
        expired.today = day("2027-06-01")
        expired.draft("Backup")
        #expect(basis(expired).isEmpty)
    }

    @Test("annulling the grant brings back the waiting matter; deciding it again makes it live")
    func annulledGrant() {
        var world = World.house
        world.ask()
        world.submit()
        let before = world.register.duties
        world.judge()
        world.annul(world.decided)
        #expect(world.register.duties == before)
        #expect(world.standing() == .submitted && world.register.period(of: world.dispensed()) == nil)
        world.judge("D", ["outcome": "rejected", "reason": "Nej"])
        #expect(world.standing() == .rejected)
        // And annulling a refusal.
        world.annul(world.decided)
        #expect(world.standing() == .submitted)
    }
}

/// Clause row 7.4-e, its second part: many dispensations from one paragraph ask whether the paragraph is right.
@Suite("§7.4: so many dispensations that the document is to be considered")
struct DispensationLimitTests {
    private func raised(_ world: World) -> [Duty] {
        world.duties(.dispensations, .document(world.document("Backup")))
    }

    @Test("7.4-e: three at once from one paragraph raise a duty on the document, from the day that the third holds")
    func three() throws {
        var world = World.house
        world.dispense("A")
        world.dispense("B", ["paragraphs": [World.daily, World.monthly]])
        world.dispense("C", ["paragraphs": [World.monthly]])
        #expect(raised(world).isEmpty, "two from each")
        world.dispense("D", ["from": "2027-02-01"])
        let duty = try #require(raised(world).first)
        #expect(duty.opens == day("2027-02-01") && duty.responsible == .unit(world.unit("Drift")))
        #expect(duty.done == nil && raised(world).count == 1)
        // A verification after that day answers it.
        world.today = day("2027-02-10")
        world.given(.verifyDocument, world.verification("Backup"))
        #expect(raised(world).map(\.done) == [day("2027-02-10")])
    }

    @Test("7.4-e, breach: not considered by its day, it is overdue")
    func overdue() throws {
        var world = World.house
        for name in ["A", "B", "C"] { world.dispense(name) }
        let duty = try #require(raised(world).first)
        #expect(duty.standing(on: duty.due) == .open && duty.standing(on: duty.due + 1) == .overdue)
    }

    @Test("7.4-e: the number can be set, for what holds already too, and the setting can be annulled")
    func setting() {
        var world = World.house
        for name in ["A", "B"] { world.dispense(name) }
        #expect(raised(world).isEmpty)
        world.given(.setDispensationLimit, ["limit": 2])
        #expect(raised(world).map(\.opens) == [world.today])
        world.annul(world.history.count - 1)
        #expect(raised(world).isEmpty)
    }

    @Test("7.4-e: a number that is set later raises nothing on the days before it, and answers nothing on them")
    func later() {
        var world = World.house
        for name in ["A", "B", "C"] { world.dispense(name) }
        world.today = world.today + 10
        world.given(.setDispensationLimit, ["limit": 5])
        #expect(raised(world).map(\.opens) == [day(World.monday)], "three were as many as it took that day")
        world.today = world.today + 10
        world.given(.setDispensationLimit, ["limit": 2])
        #expect(raised(world).map(\.opens) == [day(World.monday), world.today])
        #expect(world.register.organisation.dispensationLimit(on: world.today - 1) == 5)
        #expect(world.register.organisation.dispensationLimit(on: day(World.monday) - 1) == 3)
    }

    @Test("those that are over, ended or only asked for are not counted")
    func counted() {
        var world = World.house
        world.given(.setDispensationLimit, ["limit": 2])
        world.dispense("A", ["to": "2026-12-31"])
        world.dispense("B", ["from": "2027-01-01"])
        world.ask("C")
        world.submit("C")
        #expect(raised(world).isEmpty)
        world.judge("C", ["outcome": "rejected", "reason": "Nej"])
        #expect(raised(world).isEmpty)
        world.given(.endDispensation, ["dispensation": world.dispensation("A"), "note": "Følges igen"])
        world.dispense("E", ["to": "2026-12-31"])
        #expect(raised(world).isEmpty)
        world.dispense("F", ["to": "2026-12-31"])
        #expect(raised(world).map(\.opens) == [world.today])
    }
}
