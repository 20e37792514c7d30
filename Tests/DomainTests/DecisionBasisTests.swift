// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// The last decision, and what its basis asks.
    fileprivate func basis(of decision: Decision?) -> [Duty] {
        decision.map { duties(.basis, .decision($0.id)) } ?? []
    }

    fileprivate mutating func declare(
        _ name: String = "Kryptering", due: String = "2027-02-01", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(
            .declareMaterialChange,
            ["document": document(name), "cause": "lov", "reason": "Ny lov", "due": due],
            sourceLocation: sourceLocation)
    }

    fileprivate func confirmation(_ decision: Decision?, _ words: Words = [:]) -> Words {
        let usual: Words = [
            "decision": decision?.id ?? ID(high: 0, low: 0), "reason": "Loven kræver det, politikken siger i forvejen",
        ]
        return usual.merging(words) { $1 }
    }

    fileprivate func asks(_ decision: Decision?, on day: Day) -> Bool {
        decision.map { register.basisHasChanged(register.decisions[$0.id] ?? $0, on: day) } ?? false
    }
}

@Suite("§7.4: what was decided about a document stands on its basis")
struct AdoptionBasisTests {
    /// A topic policy that the direktion approved, and its decision.
    private func adopted() throws -> (World, Decision) {
        var world = World.house
        world.create("Kryptering", "emnepolitik", under: "Politik")
        world.enact("Kryptering")
        let decision = try #require(world.lastDecision)
        return (world, decision)
    }

    @Test(
        "a material change is declared: the secretary has thirty days to get it confirmed, and each day reads as it was"
    )
    func declared() throws {
        var (world, decision) = try adopted()
        world.today = day("2026-12-10")
        world.declare()
        let duty = try #require(world.basis(of: decision).first)
        #expect(duty.opens == day("2026-12-10") && duty.due == day("2027-01-09") && duty.done == nil)
        #expect(duty.responsible == .role(.secretary))
        world.today = day("2026-12-15")
        world.by = world.person("Anna")
        world.given(.confirmDecision, world.confirmation(decision))
        #expect(world.basis(of: decision).map(\.done) == [day("2026-12-15")])
        let days = ["2026-12-09", "2026-12-10", "2026-12-14", "2026-12-15"].map { world.asks(decision, on: day($0)) }
        #expect(days == [false, true, true, false])
        world.when(.confirmDecision, world.confirmation(decision))
        world.refuses(.outOfTurn)
        // The next change asks anew.
        world.today = day("2026-12-20")
        world.declare(due: "2027-03-01")
        #expect(world.basis(of: decision).map(\.done) == [day("2026-12-15"), nil])
    }

    @Test("its entry, a verification, a contact, another owner and the next draft are no change of it")
    func quiet() throws {
        var (world, decision) = try adopted()
        let document = world.document("Kryptering")
        world.today = day("2026-12-01")
        world.given(.nameContact, ["document": document, "contact": world.person("Gry")])
        world.given(.verifyDocument, world.verification("Kryptering"))
        world.given(
            .transferDocument, ["document": document, "unit": world.unit("CAI"), "from": world.today, "reason": "Ny"])
        world.draft("Kryptering")
        world.given(.submitVersion, ["document": document])
        #expect(world.basis(of: decision).isEmpty && !world.asks(decision, on: world.today))
        world.by = world.person("Anna")
        world.when(.confirmDecision, world.confirmation(decision))
        world.refuses(.outOfTurn)
    }

    @Test(
        "the verification that a material change asks for answers it, and so does the next text; annulled, it asks nothing"
    )
    func answered() throws {
        var (world, decision) = try adopted()
        world.today = day("2026-12-10")
        world.declare()
        var (verified, annulled) = (world, world)
        verified.today = day("2026-12-20")
        verified.given(.verifyDocument, verified.verification("Kryptering"))
        #expect(verified.basis(of: decision).map(\.done) == [day("2026-12-20")])
        world.today = day("2026-12-18")
        world.enact("Kryptering")
        #expect(world.basis(of: decision).map(\.done) == [day("2026-12-18")])
        #expect(world.basis(of: world.lastDecision).isEmpty)
        world.declare()
        #expect(world.basis(of: decision).count == 1, "what is superseded asks nothing more")
        #expect(world.basis(of: world.lastDecision).map(\.done) == [nil])
        annulled.annul(annulled.history.count - 1)
        #expect(annulled.basis(of: decision).isEmpty)
    }

    @Test("withdrawn or annulled, it asks nothing")
    func over() throws {
        var (world, decision) = try adopted()
        world.today = day("2026-12-10")
        world.declare()
        let made = world.decided
        world.decide("Kryptering", on: "2026-12-10", ["act": "withdraw"])
        world.today = day("2026-12-12")
        world.given(
            .withdrawDocument, ["document": world.document("Kryptering"), "from": world.today, "reason": "Afløst"])
        #expect(world.basis(of: decision).map(\.done) == [day("2026-12-12")])
        world.annul(made)
        #expect(world.basis(of: decision).isEmpty && !world.asks(decision, on: world.today))
    }

    @Test("a consultation that changed after it, until that is annulled")
    func consulted() throws {
        var world = World.house
        world.consult()
        world.comment()
        world.given(
            .dispose,
            ["consultation": world.consultation("Høring"), "comment": world.lastComment, "disposition": "fulgt"])
        world.given(.closeConsultation, ["consultation": world.consultation("Høring")])
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup")
        let decision = try #require(world.lastDecision)
        #expect(world.basis(of: decision).isEmpty)
        world.today = day("2026-12-03")
        world.annul(world.position { if case .consultation(_, .disposed) = $0 { true } else { false } })
        let duty = try #require(world.basis(of: decision).first)
        #expect(
            duty.opens == day("2026-12-03") && duty.responsible == .unit(world.unit("Drift")), "its head decided it")
        world.by = world.person("Fie")
        world.given(.confirmDecision, world.confirmation(decision))
        #expect(world.basis(of: decision).map(\.done) == [world.today])
    }

    @Test("a translation that came after it, until that is annulled")
    func translated() throws {
        var (world, decision) = try adopted()
        world.given(
            .translateVersion,
            ["document": world.document("Kryptering"), "title": "Cryptography", "reason": "Ønsket af mange"])
        #expect(world.basis(of: decision).map(\.done) == [nil])
        world.annul(world.history.count - 1)
        #expect(world.basis(of: decision).isEmpty)
    }

    @Test("given to another unit, whose head is to decide it: that head confirms, and the one before does not")
    func transferred() throws {
        var world = World.house
        let backup = world.document("Backup")
        let decision = try #require(world.register.decisions(about: backup).last)
        world.today = day("2026-12-01")
        func give(to unit: String) {
            world.given(
                .transferDocument,
                ["document": backup, "unit": world.unit(unit), "from": world.today, "reason": "Ny opdeling"])
        }
        give(to: "CAI")
        #expect(world.basis(of: decision).map(\.responsible) == [.unit(world.unit("CAI"))])
        #expect(world.register.confirming(decision.id, on: world.today).unit == world.unit("CAI"))
        #expect(world.register.confirming(decision.id, on: world.today - 1).unit == world.unit("Drift"))
        world.today = day("2026-12-05")
        give(to: "Drift")
        #expect(world.basis(of: decision).map(\.done) == [day("2026-12-05")], "it is with those who decided it again")
    }

    @Test("a withdrawal that waits: another text enters into force in the meantime")
    func withdrawal() throws {
        var (world, _) = try adopted()
        world.decide("Kryptering", ["act": "withdraw"])
        let decision = try #require(world.lastDecision)
        #expect(world.basis(of: decision).isEmpty)
        world.today = day("2026-12-01")
        world.enact("Kryptering")
        #expect(world.basis(of: decision).map(\.opens) == [day("2026-12-01")])
        world.today = day("2026-12-02")
        world.given(
            .withdrawDocument, ["document": world.document("Kryptering"), "from": world.today, "reason": "Afløst"])
        #expect(world.basis(of: decision).map(\.done) == [day("2026-12-02")])
    }

    @Test("who was recused when it was decided does not confirm it; nor does who only sits elsewhere")
    func confirmers() throws {
        var world = World.house
        world.create("Kryptering", "emnepolitik", under: "Politik")
        world.draft("Kryptering")
        world.given(.submitVersion, ["document": world.document("Kryptering")])
        world.decide("Kryptering", ["recused": [world.person("Carl")], "recusal": "Er gift med leverandøren"])
        world.given(.enforceVersion, ["document": world.document("Kryptering"), "from": world.today])
        let decision = try #require(world.lastDecision)
        world.declare()
        for (name, reason) in [("Carl", Refusal.Reason.outOfTurn), ("Gry", .notAllowed), ("Sara", .notAllowed)] {
            world.by = world.person(name)
            world.when(.confirmDecision, world.confirmation(decision))
            world.refuses(reason)
        }
        world.by = world.person("Bo")
        world.given(.confirmDecision, world.confirmation(decision))
    }
}

@Suite("§7.4: what a body decided on a proposal stands on its basis")
struct ResolutionBasisTests {
    @Test("a delegation to a unit that is closed, until the topic is given to another")
    func closed() throws {
        var world = World.house
        world.propose(delegation: 3, to: "Drift", ["to": world.today + 300])
        world.resolve()
        let decision = try #require(world.lastDecision)
        #expect(world.basis(of: decision).isEmpty)
        world.today = day("2026-12-01")
        world.given(.closeUnit, ["unit": world.unit("Drift"), "to": "2026-12-31", "successor": world.unit("CAI")])
        let duty = try #require(world.basis(of: decision).first)
        #expect(duty.opens == day("2027-01-01") && duty.responsible == .role(.secretary) && duty.done == nil)
        #expect(!world.asks(decision, on: world.today) && world.asks(decision, on: day("2027-01-01")))
        world.today = day("2027-01-10")
        world.propose(delegation: 3, to: "CAI", as: "Ny")
        world.resolve("Ny")
        #expect(world.basis(of: decision).map(\.done) == [day("2027-01-10")])
        #expect(world.basis(of: world.lastDecision).isEmpty)
        world.annul(world.decided)
        #expect(world.basis(of: decision).map(\.done) == [nil])
    }

    @Test("a delegation that has ended before the unit closes asks nothing")
    func ended() throws {
        var world = World.house
        world.propose(delegation: 3, to: "Drift", ["to": "2026-12-31"])
        world.resolve()
        world.given(.closeUnit, ["unit": world.unit("Drift"), "to": "2026-12-31", "successor": world.unit("CAI")])
        #expect(world.basis(of: world.lastDecision).isEmpty)
    }

    @Test("a delegation of a topic that is demanded no more, until it is demanded again or confirmed")
    func undemanded() throws {
        var world = World.house
        world.propose(delegation: 3, to: "Drift")
        world.resolve()
        let decision = try #require(world.lastDecision)
        world.today = day("2026-12-01")
        world.propose(topics: Topic.named.map(\.id).filter { $0 != World.topic(3) }, as: "Færre")
        world.resolve("Færre")
        let list = world.decided
        #expect(world.basis(of: decision).map(\.opens) == [day("2026-12-01")])
        #expect(world.basis(of: world.lastDecision).isEmpty)
        var (confirmed, annulled) = (world, world)
        confirmed.by = confirmed.person("Bo")
        confirmed.given(.confirmDecision, confirmed.confirmation(decision))
        #expect(confirmed.basis(of: decision).map(\.done) == [confirmed.today])
        annulled.annul(list)
        #expect(annulled.basis(of: decision).isEmpty)
        world.today = day("2026-12-05")
        world.propose(topics: Topic.named.map(\.id), as: "Alle")
        world.resolve("Alle")
        #expect(world.basis(of: decision).map(\.done) == [day("2026-12-05")])
    }

    @Test("a measure about a document whose text has changed since, until its task is done")
    func measure() throws {
        var world = World.house
        world.given(.proposeMeasure, world.measure(), as: "I")
        world.resolve()
        let decision = try #require(world.lastDecision)
        let task = try #require(world.register.actionsAbout[.document(world.document("Backup"))]?.first)
        #expect(world.basis(of: decision).isEmpty)
        world.today = day("2026-12-01")
        world.draft("Backup")
        #expect(world.basis(of: decision).isEmpty, "a draft is no other text yet")
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup", on: "2026-12-01")
        world.given(.enforceVersion, ["document": world.document("Backup"), "from": world.today])
        #expect(world.basis(of: decision).map(\.opens) == [day("2026-12-01")])
        world.today = day("2026-12-04")
        world.given(.completeAction, ["action": task, "note": "Verificeret"])
        #expect(world.basis(of: decision).map(\.done) == [day("2026-12-04")])
        #expect(!world.asks(decision, on: world.today) && world.asks(decision, on: day("2026-12-03")))
    }

    @Test("a measure that is carried out, or was refused, asks nothing when the document is withdrawn")
    func carriedOut() throws {
        for outcome in ["approved", "rejected"] {
            var world = World.house
            world.given(.proposeMeasure, world.measure(), as: "I")
            world.resolve("I", ["outcome": outcome, "reason": "Derfor"])
            let decision = try #require(world.lastDecision)
            if let task = world.register.actionsAbout[.document(world.document("Backup"))]?.first {
                world.given(.dropAction, ["action": task, "reason": "Løst på anden vis"])
            }
            world.today = day("2026-12-01")
            world.given(
                .withdrawDocument, ["document": world.document("Backup"), "from": world.today, "reason": "Slut"])
            #expect(world.basis(of: decision).isEmpty)
        }
    }

    @Test(
        "whatever happens, the mark and the duty agree, and a refusal or an annulled decision asks nothing",
        arguments: 0..<12)
    func agree(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        soup.append(400)
        var register = Register(organisation: soup.organisation)
        for entry in soup.history { register.apply(entry.fact, entry.stamp) }
        for decision in register.decisions.values {
            let isDispensation = decision.matter?.act == .dispense && decision.matter?.dispensation != nil
            let turns = [decision.position] + decision.confirmations.map(\.position)
            for _ in 0..<10 {
                let on = soup.anyDay()
                let duties = register.duties.bySubject.values.joined().filter { duty in
                    let own = isDispensation ? decision.matter?.subject : .decision(decision.id)
                    return duty.rule == .basis && duty.subject == own && turns.contains(duty.turn)
                        && [.open, .overdue].contains(duty.standing(on: on))
                }
                #expect(register.basisHasChanged(decision, on: on) == !duties.isEmpty)
                if decision.annulled || decision.outcome != .approved { #expect(duties.isEmpty) }
            }
        }
    }
}
