// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("What the policy demands of documents, decisions and units")
struct PolicyTests {
    @Test("§7.3: an imported policy last verified on 19 November 2025 is overdue on 23 November 2026")
    func theRealCase() throws {
        let world = World.house
        let duties = world.duties(.verification, .document(world.document("Politik")))
        #expect(duties.map(\.due) == [day("2024-12-06"), day("2025-12-05"), day("2026-11-19")])
        #expect(duties.map(\.done) == [day("2024-12-05"), day("2025-11-19"), nil])
        let standing = try #require(duties.last)
        #expect(standing.standing(on: day("2026-09-19")) == .planned)
        #expect(standing.standing(on: day("2026-09-20")) == .open)
        #expect(standing.standing(on: day("2026-11-19")) == .open)
        #expect(standing.standing(on: day("2026-11-20")) == .overdue)
        #expect(standing.standing(on: day("2026-11-23")) == .overdue)
        #expect(standing.holdsUntil == day("2026-11-19"))
        #expect(standing.responsible == .unit(world.unit("CAI")))
        #expect(standing.rule.clause.da == "Politikkens afsnit 7.3")
        #expect(
            world.known("Politik").rows.map(\.number.description) == ["1.0", "1.1", "1.2"],
            "the entry adds no second row")
    }

    @Test("the import alone, before any decision, is followed up too, but is not in force")
    func importAlone() throws {
        var world = World(today: "2026-11-23")
        world.given(.openUnit, ["name": "CAI", "from": "2026-11-23"], as: "CAI")
        world.given(
            .importDocument,
            [
                "kind": "politik", "title": "Politik", "unit": world.unit("CAI"), "classification": "offentlig",
                "row_number": ["1.0", "1.1", "1.2"], "row_unit": ["A", "A", "B"], "row_update": ["Ny", "V", "V"],
                "row_day": ["2023-12-06", "2024-12-05", "2025-11-19"],
            ], as: "Politik")
        #expect(world.known("Politik").versionInForce(on: world.today) == nil)
        let standing = world.duties(.verification, .document(world.document("Politik"))).filter { $0.done == nil }
        #expect(standing.map { $0.standing(on: world.today) } == [.overdue])
        world.when(.verifyDocument, world.verification("Politik"))
        world.refuses(.outOfTurn)
    }

    @Test(
        "a verification writes its row in the same act, and the next is due a year later, from 29 February on the 28th")
    func verification() throws {
        var world = World.house
        world.today = day("2028-02-29")
        world.given(.verifyDocument, world.verification("Politik"))
        let policy = world.known("Politik")
        #expect(policy.verifications.map(\.position) == [policy.rows.last?.position])
        #expect(policy.rows.last?.author == .unit(world.unit("CAI"), nil))
        let standing = world.duties(.verification, .document(policy.id)).filter { $0.done == nil }
        #expect(standing.map(\.due) == [day("2029-02-28")])
        #expect(standing.map(\.opens) == [day("2029-02-28") - 60])
    }

    @Test("several rows of one day are one turn of the yearly duty")
    func rowsOfOneDay() {
        var world = World.house
        world.given(.verifyDocument, world.verification("Backup"))
        world.given(.verifyDocument, world.verification("Backup"))
        #expect(world.known("Backup").rows.map(\.number.description) == ["1.0", "1.1", "1.2"])
        #expect(world.duties(.verification, .document(world.document("Backup"))).map(\.due) == [day("2027-11-23")])
        // Taking one of them away leaves the turn that the others opened.
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Registreret to gange"])
        #expect(world.duties(.verification, .document(world.document("Backup"))).map(\.due) == [day("2027-11-23")])
        #expect(world.known("Backup").rows.map(\.number.description) == ["1.0", "1.1"])
    }

    @Test(
        "a verification that finds something to change gives the owner a task due in 90 days",
        arguments: ["update", "withdraw"])
    func finding(_ outcome: String) throws {
        var world = World.house
        let entries = world.given(.verifyDocument, world.verification("Politik", ["outcome": outcome]))
        #expect(entries.count == 2)
        let duty = try #require(world.duties(.action, entries[1].fact.subject).first)
        #expect(duty.due == day("2027-02-21") && duty.responsible == .unit(world.unit("CAI")))
        #expect(world.register.actionsAbout[.document(world.document("Politik"))]?.count == 1)
    }

    @Test("a verification while a draft waits leaves the draft its number")
    func verificationBesideDraft() {
        var world = World.house
        world.draft("Backup")
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.given(.verifyDocument, world.verification("Backup"))
        world.decide("Backup")
        world.given(.enforceVersion, ["document": world.document("Backup"), "from": World.monday])
        let numbers = world.known("Backup").rows.map(\.number.description)
        #expect(numbers.sorted() == ["1.0", "1.1", "1.2"], "no number stands twice")
    }

    @Test(
        "a draft that is rejected or sent back is the author's again: it can be submitted anew, and then approved",
        arguments: [Decision.Outcome.rejected, .returned])
    func rejection(_ outcome: Decision.Outcome) throws {
        var world = World.house
        world.draft("Backup")
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup", ["outcome": outcome.rawValue, "reason": "Mangler krav til test"])
        #expect(world.known("Backup").pending?.submitted == nil)
        #expect(world.known("Backup").versionInForce(on: world.today)?.draft.number == VersionNumber(1, 0))
        world.when(.enforceVersion, ["document": world.document("Backup"), "from": World.monday])
        world.refuses(.outOfTurn)
        world.today = world.today + 10
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.today = world.today + 10
        world.decide("Backup", on: world.today.description)
        world.given(.enforceVersion, ["document": world.document("Backup"), "from": world.today])
        #expect(world.known("Backup").versionInForce(on: world.today)?.draft.number == VersionNumber(1, 1))
        // Each time it was put before its decider was a duty of its own, and both are remembered as done.
        let decided = world.duties(.decision, .document(world.document("Backup"))).suffix(2)
        #expect(decided.map(\.opens) == [day("2026-11-23"), day("2026-12-03")])
        #expect(decided.map(\.done) == [day("2026-11-23"), day("2026-12-13")])
    }

    @Test("an approved version waits to enter into force, and that is a duty until it has")
    func entry() throws {
        var world = World.house
        world.draft("Backup")
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup")
        let open = try #require(world.duties(.entry, .document(world.document("Backup"))).last)
        #expect(open.done == nil && open.due == day("2026-12-23"))
        world.today = world.today + 40
        world.given(.enforceVersion, ["document": world.document("Backup"), "from": "2027-03-01"])
        #expect(world.duties(.entry, .document(world.document("Backup"))).last?.done == day("2027-01-02"))
        #expect(world.known("Backup").versionInForce(on: day("2027-02-28"))?.draft.number == VersionNumber(1, 0))
    }

    @Test("those who are recused do not count in the quorum")
    func recusal() {
        var world = World.house
        world.create("Kryptering", "emnepolitik", under: "Politik")
        world.draft("Kryptering")
        world.given(.submitVersion, ["document": world.document("Kryptering")])
        let words: Words = [
            "document": world.document("Kryptering"), "act": "adopt", "outcome": "approved", "method": "written",
        ]
        world.given(.seatMember, ["body": "direktion", "person": world.person("Gry"), "from": world.today])
        let two = ["Anna", "Bo"].map(world.person)
        world.when(.makeDecision, words.merging(["members": two]) { $1 })
        world.refuses(.invalid, "members")
        world.when(.makeDecision, words.merging(["members": two, "recused": [world.person("Carl")]]) { $1 })
        world.then()
    }

    @Test("a policy is withdrawn by the direktion's decision, and what stood below it must find another place")
    func withdrawal() throws {
        var world = World.house
        world.decide("Politik", ["act": "withdraw"])
        world.given(
            .withdrawDocument, ["document": world.document("Politik"), "from": "2026-12-31", "reason": "Erstattes"])
        #expect(world.known("Politik").isWithdrawn(on: day("2026-12-31")))
        #expect(!world.known("Politik").isWithdrawn(on: day("2026-12-30")))
        let orphan = try #require(world.duties(.parent, .document(world.document("Backup"))).first)
        #expect(orphan.opens == day("2026-12-31") && orphan.done == nil)
        let standing = world.duties(.verification, .document(world.document("Politik"))).last
        #expect(standing?.done == day("2026-12-31"), "a withdrawn document asks nothing more")
        // The decision was wrong: the policy was not withdrawn after all.
        world.given(
            .annulFact,
            [
                "position": world.position { if case .decision = $0 { true } else { false } },
                "reason": "Forkert dokument",
            ])
        #expect(!world.known("Politik").isWithdrawn(on: day("2026-12-31")))
        #expect(world.duties(.parent, .document(world.document("Backup"))).isEmpty)
    }

    @Test("a material change after a decision shows that its basis has changed; a verification and a contact do not")
    func basis() throws {
        var world = World.house
        world.draft("Backup")
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup")
        let id = try #require(world.register.decisions(about: world.document("Backup")).last?.id)
        func changed() -> Bool {
            world.register.decisions[id].map { world.register.basisHasChanged($0, on: world.today) } ?? true
        }
        world.given(.nameContact, ["document": world.document("Backup"), "contact": world.person("Gry")])
        world.given(.verifyDocument, world.verification("Backup"))
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert dokument"])
        #expect(!changed())
        world.given(
            .transferDocument,
            [
                "document": world.document("Backup"), "unit": world.unit("CAI"), "from": World.monday,
                "reason": "Ny opdeling",
            ])
        #expect(changed())
    }

    @Test("a unit that is closed: its tasks fall to the successor, its documents need a new owner")
    func successor() throws {
        var world = World.house
        let (backup, drift, cai) = (Subject.document(world.document("Backup")), world.unit("Drift"), world.unit("CAI"))
        world.given(.addAction, ["title": "Før", "why": "-", "unit": drift, "due": "2026-12-01"], as: "før")
        world.given(.addAction, ["title": "Efter", "why": "-", "unit": drift, "due": "2027-02-01"], as: "efter")
        world.given(.openUnit, ["name": "Platform", "parent": world.unit("FKI"), "from": World.monday], as: "Platform")
        world.given(.closeUnit, ["unit": drift, "to": "2026-12-31", "successor": world.unit("Platform")])
        #expect(world.duties(.action, .action(world.action("før"))).map(\.responsible) == [.unit(drift)])
        #expect(
            world.duties(.action, .action(world.action("efter"))).map(\.responsible) == [.unit(world.unit("Platform"))])
        #expect(world.known("Backup").owner.newest == drift, "the record keeps its owner")
        let owner = try #require(world.duties(.owner, backup).first)
        #expect(owner.opens == day("2027-01-01") && owner.responsible == .unit(world.unit("Platform")))
        // The successor is closed as well: all of it passes on.
        world.given(.closeUnit, ["unit": world.unit("Platform"), "to": "2027-01-31", "successor": cai])
        #expect(world.duties(.action, .action(world.action("efter"))).map(\.responsible) == [.unit(cai)])
        #expect(world.duties(.verification, backup).last?.responsible == .unit(cai))
        // Its head decides for what it has taken over.
        #expect(world.register.decider(of: world.known("Backup"), on: day("2027-02-01")) == .head(of: cai))
        #expect(world.register.decider(of: world.known("Backup"), on: day("2026-12-31")) == .head(of: drift))
        world.given(
            .transferDocument,
            ["document": world.document("Backup"), "unit": cai, "from": World.monday, "reason": "Ny ejer"])
        #expect(world.duties(.owner, backup).isEmpty)
    }

    @Test(
        "a closed unit without successor: the security team finds the new owner; its missing head is nobody's task any more"
    )
    func closedWithout() throws {
        var world = World.house
        world.given(.endRole, ["person": world.person("Fie"), "grant": world.grant("Fie"), "to": "2026-11-30"])
        world.given(.closeUnit, ["unit": world.unit("Drift"), "to": "2026-12-31"])
        #expect(world.duties(.owner, .document(world.document("Backup"))).map(\.responsible) == [.role(.security)])
        let head = world.duties(.head, .unit(world.unit("Drift")))
        #expect(head.map(\.opens) == [day("2026-12-01")])
        #expect(head.map(\.done) == [day("2027-01-01")])
    }

    @Test("a head who is appointed to a unit from after its last day fills no gap")
    func headAfterClosing() {
        var world = World.house
        world.given(.openUnit, ["name": "Projekt", "from": World.monday], as: "Projekt")
        world.given(
            .grantRole,
            ["person": world.person("Gry"), "role": "unit_head", "unit": world.unit("Projekt"), "from": "2027-02-01"])
        world.given(.closeUnit, ["unit": world.unit("Projekt"), "to": "2026-12-31"])
        let gaps = world.duties(.head, .unit(world.unit("Projekt")))
        #expect(gaps.map(\.opens) == [day("2026-11-23")] && gaps.map(\.done) == [day("2027-01-01")])
    }

    @Test("who leaves holds no role; an end that is moved forward counts, not the greatest")
    func leaver() throws {
        var world = World.house
        let engagement = try #require(world.register.persons[world.person("Sara")]?.engagements.first?.id)
        let words: Words = ["person": world.person("Sara"), "engagement": engagement]
        world.given(.endEngagement, words.merging(["to": "2027-12-31"]) { $1 })
        world.given(.endEngagement, words.merging(["to": "2026-12-31"]) { $1 })
        #expect(world.register.persons[world.person("Sara")]?.isActive(on: day("2027-01-01")) == false)
        let duties = world.duties(.leaver, .person(world.person("Sara")))
        #expect(duties.map(\.due) == [day("2027-01-01"), day("2027-01-01")])
        world.given(.endRole, ["person": world.person("Sara"), "grant": world.grant("Sara"), "to": "2026-12-31"])
        #expect(world.duties(.leaver, .person(world.person("Sara"))).count == 1)
        #expect(
            world.duties(.function, .organisation(world.register.organisation.id)).contains {
                $0.opens == day("2027-01-01")
            })
    }

    @Test("a day before today needs a reason, and the reason is kept with the fact")
    func backdating() {
        var world = World.house
        let words: Words = ["unit": world.unit("Drift"), "name": "Drift 2", "from": "2026-11-22"]
        world.when(.renameUnit, words)
        world.refuses(.invalid, "late_reason")
        world.when(.renameUnit, words.merging(["late_reason": "Besluttet i fredags"]) { $1 })
        world.then { entries in #expect(entries[0].lateReason.flatMap { world.texts[$0] } == "Besluttet i fredags") }
    }

    @Test("who leaves has no seat and no account either")
    func leaverWithSeatAndAccount() throws {
        var world = World.house
        world.given(.openAccount, ["person": world.person("Bo"), "username": "bo"])
        let engagement = try #require(world.register.persons[world.person("Bo")]?.engagements.first?.id)
        world.given(
            .endEngagement, ["person": world.person("Bo"), "engagement": engagement, "to": "2026-12-31"])
        func open() -> Int { world.duties(.leaver, .person(world.person("Bo"))).count { $0.done == nil } }
        #expect(open() == 2)
        world.given(.unseatMember, ["body": "direktion", "seat": world.seat("Bo"), "to": "2027-01-31"])
        #expect(world.duties(.leaver, .person(world.person("Bo"))).map(\.done).contains(day("2027-02-01")))
        #expect(open() == 1)
        world.given(.closeAccount, ["person": world.person("Bo")])
        #expect(open() == 0)
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert person"])
        world.given(
            .annulFact,
            [
                "position": world.position { if case .body(_, .unseated) = $0 { true } else { false } },
                "reason": "Forkert",
            ])
        #expect(open() == 2)
    }

    @Test("a class that changes takes the document's tasks with it")
    func classes() {
        var world = World.house
        let backup = world.document("Backup")
        world.given(
            .addAction, ["title": "T", "why": "-", "unit": world.unit("CAI"), "due": "2026-12-31", "document": backup],
            as: "t")
        func shown(_ on: Day? = nil) -> [AccessClass] {
            world.duties(.action, .action(world.action("t"))).map { $0.accessClass(on: on ?? world.today) }
        }
        #expect(shown() == [.everyone])
        world.draft("Backup", ["classification": "fortrolig"])
        #expect(shown() == [.unit(world.unit("Drift"))])
        world.given(
            .transferDocument, ["document": backup, "unit": world.unit("CAI"), "from": World.monday, "reason": "-"])
        #expect(shown() == [.unit(world.unit("CAI"))])
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert"])
        world.given(.annulFact, ["position": world.history.count - 3, "reason": "Forkert fil"])
        #expect(shown() == [.everyone])
        #expect(world.register.duties.byClass[.unit(world.unit("CAI"))] == nil)
    }

    @Test("a text that is open to more from a later day opens nothing before it")
    func laterDeclassification() {
        var world = World.house
        let (circle, open) = (AccessClass.circle(world.unit("Drift")), AccessClass.everyone)
        world.enact("Backup", ["classification": "strengt_fortrolig"])
        world.given(
            .addAction,
            [
                "title": "T", "why": "-", "unit": world.unit("CAI"), "due": "2026-12-31",
                "document": world.document("Backup"),
            ], as: "t")
        func shown(_ on: Day? = nil) -> [AccessClass] {
            world.duties(.action, .action(world.action("t"))).map { $0.accessClass(on: on ?? world.today) }
        }
        world.draft("Backup", ["classification": "intern"])
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup")
        let before = world.position { if case .document = $0 { true } else { false } }
        world.given(.enforceVersion, ["document": world.document("Backup"), "from": "2026-12-10"])
        #expect(world.history.count == before + 4)
        for (on, wanted) in [("2026-11-23", circle), ("2026-12-09", circle), ("2026-12-10", open)] {
            #expect(world.known("Backup").accessClass(on: day(on)) == wanted, "\(on)")
            #expect(world.register.accessClass(of: .action(world.action("t")), on: day(on)) == wanted, "\(on)")
        }
        // What opens before the day is in the lists of those who may not see the document yet from that day on.
        #expect(shown() == [circle] && shown(day("2026-12-09")) == [circle] && shown(day("2026-12-10")) == [open])
        let next = world.duties(.verification, .document(world.document("Backup"))).last
        #expect(next.map { $0.accessClass(on: $0.opens) } == open, "\(String(describing: next))")
        // A stricter text closes the document at once.
        world.draft("Backup", ["classification": "fortrolig"])
        #expect(world.known("Backup").accessClass(on: day("2027-01-01")) == .unit(world.unit("Drift")))
    }

    @Test("no unit is ever its own ancestor, on any day, whatever is tried")
    func noCycles() {
        var random = Seeded(2026)
        var world = World(today: "2026-11-23")
        let names = ["A", "B", "C", "D", "E"]
        for name in names { world.given(.openUnit, ["name": name, "from": "2026-11-23"], as: name) }
        var refused = 0
        for _ in 0..<120 {
            let from = world.today + Int.random(in: 0...60, using: &random)
            var words: Words = ["unit": world.unit(names.randomElement(using: &random) ?? "A"), "from": from]
            if Int.random(in: 0..<8, using: &random) > 0 {
                words["parent"] = world.unit(names.randomElement(using: &random) ?? "B")
            }
            world.when(.moveUnit, words)
            if case .failure = world.outcome { refused += 1 }
        }
        #expect(refused > 10 && refused < 110)
        for day in 0...70 {
            for unit in world.register.units.values {
                let parent = unit.parent.value(on: world.today + day) ?? nil
                if let parent { #expect(!world.register.ancestry(of: parent, on: world.today + day).contains(unit.id)) }
            }
        }
    }
}
