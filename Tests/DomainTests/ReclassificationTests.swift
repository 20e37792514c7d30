// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static var reclassification: CommandRules {
        CommandRules(
            example: {
                ["document": $0.document("Politik"), "classification": "fortrolig", "reason": "Viser vores netværk"]
            },
            then: { world, _ in
                let policy = world.known("Politik")
                #expect(policy.classification(on: world.today) == .confidential)
                #expect(policy.proposedClass(on: world.today)?.was == .public)
                #expect(policy.publicVersion(on: world.today) == nil)
                #expect(world.duties(.classification, .document(policy.id)).map(\.responsible) == [.body(.direktion)])
            },
            refusals: [
                .saying("document", nobody), .saying("classification", "offentlig"),
                .saying("classification", "statslig"), .saying("classification", "hemmelig"),
                .saying("laxer_from", tomorrow),
                Refused("of a document that was never in force", .outOfTurn) { world, words in
                    world.create("Ny", "procedure", under: "Politik")
                    words["document"] = world.document("Ny")
                },
                Refused("open to more from a day that has passed", .invalid, "laxer_from") { world, words in
                    words["document"] = world.document("Backup")
                    words["classification"] = "offentlig"
                    words["laxer_from"] = yesterday
                },
                Refused("open to more while another proposal waits", .outOfTurn) { world, words in
                    world.propose("Backup", "fortrolig")
                    words["document"] = world.document("Backup")
                    words["classification"] = "offentlig"
                },
            ])
    }
}

extension World {
    mutating func propose(
        _ name: String, _ classification: String, from: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var words: Words = ["document": document(name), "classification": classification, "reason": "Det står i den"]
        if let from { words["laxer_from"] = from }
        given(.reclassifyDocument, words, sourceLocation: sourceLocation)
    }
}

@Suite("§7.2: another classification is a decision with its reason")
struct ReclassificationTests {
    private let procedure: Words = ["act": "reclassify"]

    private func classes(_ world: World, _ name: String, _ days: [String]) -> [Classification] {
        days.map { world.known(name).classification(on: day($0)) }
    }

    @Test("a stricter class holds from the day it is proposed, and stays when it is confirmed")
    func raised() {
        var world = World.house
        world.propose("Backup", "strengt_fortrolig")
        #expect(classes(world, "Backup", [World.monday, "2026-11-22"]) == [.strict, .internal])
        world.today = day("2026-12-01")
        world.decide("Backup", on: "2026-12-01", procedure)
        #expect(world.known("Backup").proposedClass(on: world.today) == nil)
        #expect(
            classes(world, "Backup", ["2026-11-22", World.monday, "2026-12-01", "2027-12-01"]) == [
                .internal, .strict, .strict, .strict,
            ])
        let duty = world.duties(.classification, .document(world.document("Backup")))
        #expect(duty.map(\.done) == [day("2026-12-01")] && duty.map(\.due) == [day("2026-12-23")])
    }

    @Test("a rejection ends it from its day, and so does a question", arguments: ["rejected", "returned"])
    func rejected(_ outcome: String) {
        var world = World.house
        world.propose("Backup", "fortrolig")
        world.today = day("2026-12-01")
        world.decide(
            "Backup", on: "2026-12-01", ["act": "reclassify", "outcome": outcome, "reason": "Intet hemmeligt"])
        #expect(
            classes(world, "Backup", [World.monday, "2026-11-30", "2026-12-01"]) == [
                .confidential, .confidential, .internal,
            ])
    }

    @Test("a class that is open to more holds only when decided, from the day proposed and never before the decision")
    func lowered() {
        var world = World.house
        world.enact("Backup", ["classification": "fortrolig"])
        world.propose("Backup", "intern", from: "2026-12-10")
        #expect(classes(world, "Backup", [World.monday, "2027-01-01"]) == [.confidential, .confidential])
        world.today = day("2026-12-01")
        world.decide("Backup", on: "2026-12-01", procedure)
        #expect(
            classes(world, "Backup", ["2026-12-01", "2026-12-09", "2026-12-10"]) == [
                .confidential, .confidential, .internal,
            ])
        // Decided after the day that was proposed.
        world.propose("Backup", "offentlig", from: "2026-12-20")
        world.today = day("2027-01-05")
        world.decide("Backup", on: "2027-01-05", procedure)
        #expect(
            classes(world, "Backup", ["2026-12-20", "2027-01-04", "2027-01-05"]) == [.internal, .internal, .public])
    }

    @Test("the older texts and the draft on its way are as strict; a draft that is written later has its own class")
    func texts() {
        var world = World.house
        world.enact("Backup", ["number": "2.0"])
        world.draft("Backup", ["number": "3.0"])
        world.propose("Backup", "strengt_fortrolig")
        #expect(
            world.known("Backup").versions.map { $0.classification(on: world.today) } == [.strict, .strict, .strict])
        world.draft("Backup", ["number": "3.1"])
        #expect(world.known("Backup").versions.last?.classification(on: world.today) == .internal)
        #expect(world.known("Backup").classification(on: world.today) == .strict)
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup")
        world.given(.enforceVersion, ["document": world.document("Backup"), "from": world.today])
        #expect(world.known("Backup").classification(on: world.today) == .internal)
        // What was in force before keeps the class that it was given.
        #expect(world.known("Backup").versions[0].classification(on: world.today) == .strict)
        // The proposal has nothing left to be decided about.
        #expect(world.known("Backup").proposedClass(on: world.today) == nil)
        #expect(world.duties(.classification, .document(world.document("Backup"))).map(\.done) == [world.today])
    }

    @Test("only those who decide the document decide its class, and only about what waits")
    func deciders() {
        var world = World.house
        world.when(
            .makeDecision,
            [
                "document": world.document("Politik"), "act": "reclassify", "outcome": "approved", "method": "meeting",
                "members": [world.person("Anna"), world.person("Bo")],
            ])
        world.refuses(.outOfTurn)
        world.propose("Politik", "intern")
        world.when(
            .makeDecision,
            [
                "document": world.document("Politik"), "act": "reclassify", "outcome": "approved", "method": "meeting",
                "members": [world.person("Fie")],
            ])
        world.refuses(.invalid, "members")
        world.decide("Politik", procedure)
        let made = world.register.decisions(about: world.document("Politik")).last?.made
        #expect(made?.decider == .body(.direktion) && made?.matter.version == world.known("Politik").versions.first?.id)
        // What the decision was made from: the document with the proposal as its last fact.
        #expect(made?.basis.first?.revision == world.register.revision(of: .document(world.document("Politik"))))
        world.when(
            .makeDecision,
            [
                "document": world.document("Politik"), "act": "reclassify", "outcome": "rejected", "method": "meeting",
                "reason": "Igen", "members": [world.person("Anna"), world.person("Bo")],
            ])
        world.refuses(.outOfTurn)
    }

    @Test("an annulled decision leaves a stricter class, and takes one that was open to more away")
    func annulled() {
        var world = World.house
        world.propose("Politik", "intern")
        world.decide("Politik", procedure)
        func position() -> Int { world.position { if case .decision = $0 { true } else { false } } }
        world.given(.annulFact, ["position": position(), "reason": "Forkert møde"])
        #expect(world.known("Politik").classification(on: world.today) == .internal)
        #expect(world.known("Politik").proposedClass(on: world.today) != nil)
        world.decide("Politik", procedure)
        world.propose("Politik", "offentlig")
        world.decide("Politik", procedure)
        #expect(world.known("Politik").publicVersion(on: world.today) != nil)
        world.given(.annulFact, ["position": position(), "reason": "Forkert møde"])
        #expect(world.known("Politik").publicVersion(on: world.today) == nil)
        // The proposal itself was wrong.
        let proposal = world.position { if case .document(_, .classProposed) = $0 { true } else { false } }
        world.given(.annulFact, ["position": proposal, "reason": "Forkert dokument"])
        #expect(world.known("Politik").classification(on: world.today) == .internal)
        #expect(world.known("Politik").reclassifications.count == 1)
    }

    @Test("two stricter proposals in a row are both decided: approved together, or one after the other")
    func twice() {
        var world = World.house
        world.propose("Backup", "fortrolig")
        world.propose("Backup", "strengt_fortrolig")
        let backup = Subject.document(world.document("Backup"))
        var approved = world
        approved.decide("Backup", procedure)
        #expect(approved.known("Backup").classification(on: world.today) == .strict)
        #expect(approved.known("Backup").proposedClass(on: world.today) == nil)
        #expect(approved.duties(.classification, backup).allSatisfy { $0.done == world.today })

        let no: Words = ["act": "reclassify", "outcome": "rejected", "reason": "Intet hemmeligt"]
        world.decide("Backup", no)
        #expect(world.known("Backup").classification(on: world.today) == .confidential)
        #expect(world.known("Backup").proposedClass(on: world.today)?.classification == .confidential)
        #expect(world.duties(.classification, backup).filter { $0.done == nil }.count == 1)
        world.decide("Backup", no)
        #expect(world.known("Backup").classification(on: world.today) == .internal)
        #expect(world.known("Backup").proposedClass(on: world.today) == nil)
        #expect(world.duties(.classification, backup).allSatisfy { $0.done == world.today })
    }

    @Test("breach 7.2-d: nobody annuls his way to a laxer class")
    func annulledProposal() {
        var world = World.house
        func annul(_ world: inout World) {
            let proposal = world.position { if case .document(_, .classProposed) = $0 { true } else { false } }
            world.when(.annulFact, ["position": proposal, "reason": "Forkert"])
        }
        world.propose("Politik", "fortrolig")
        annul(&world)
        world.refuses(.outOfTurn)
        world.decide("Politik", procedure)
        annul(&world)
        world.refuses(.outOfTurn)
        #expect(world.known("Politik").classification(on: world.today) == .confidential)
        world.propose("Politik", "intern")
        world.decide("Politik", procedure)
        annul(&world)
        world.refuses(.outOfTurn)
    }

    @Test("breach 7.2-d: what was written about a text that is annulled stays as confidential as the text")
    func annulledText() {
        var world = World.house
        func struck() -> Int { world.position { if case .document(_, .drafted) = $0 { true } else { false } } }
        let unit = world.unit("Drift")
        // One in force, with a strict draft that people were asked about.
        world.draft("Backup", ["number": "2.0", "classification": "strengt_fortrolig"])
        world.given(
            .openConsultation,
            [
                "document": world.document("Backup"), "question": "Er den til at følge?", "roles": "dpo",
                "due": "2026-12-07",
            ])
        let consultation = world.register.consultations.keys.first
        world.given(.annulFact, ["position": struck(), "reason": "Forkert fil"])
        #expect(world.known("Backup").classification(on: world.today) == .internal)
        #expect(
            consultation.flatMap { world.register.accessClass(ofTextIn: $0, on: world.today) } == .circle(unit))
        // One of which there is nothing else: it stays hidden, also when its creation is annulled.
        world.create("Ny", "procedure", under: "Politik")
        world.draft("Ny", ["classification": "strengt_fortrolig"])
        let id = world.document("Ny")
        let created = world.position { if case .document(id, .created) = $0 { true } else { false } }
        world.given(.annulFact, ["position": struck(), "reason": "Forkert fil"])
        let hidden = world.known("Ny").accessClass(on: world.today)
        #expect(hidden != .everyone && hidden == world.known("Ny").accessClass(.strict))
        world.given(.annulFact, ["position": created, "reason": "Forkert"])
        #expect(world.register.documents[id]?.accessClass(on: world.today) == hidden)
    }

    @Test("a corrected decision is about the proposal that it was about")
    func corrected() {
        var world = World.house
        world.propose("Politik", "intern")
        world.decide("Politik", procedure)
        let position = world.position { if case .decision = $0 { true } else { false } }
        let right: Words = [
            "position": position, "reason": "Forkert referat", "command": "decision.make",
            "document": world.document("Politik"), "act": "reclassify", "outcome": "approved", "method": "meeting",
            "members": [world.person("Anna"), world.person("Bo")],
        ]
        var later = world
        later.propose("Politik", "fortrolig")
        later.when(.correctFact, right)
        later.refuses(.outOfTurn)
        world.given(.correctFact, right)
        #expect(world.known("Politik").classification(on: world.today) == .internal)
        #expect(world.known("Politik").proposedClass(on: world.today) == nil)
    }

    @Test("a document that is withdrawn can still be made stricter, and that is decided too")
    func withdrawn() {
        var world = World.house
        world.given(
            .withdrawDocument, ["document": world.document("Backup"), "from": World.monday, "reason": "Slut"])
        world.propose("Backup", "strengt_fortrolig")
        #expect(world.known("Backup").classification(on: world.today) == .strict)
        #expect(world.duties(.classification, .document(world.document("Backup"))).map(\.done) == [nil])
        world.decide("Backup", procedure)
        #expect(world.duties(.classification, .document(world.document("Backup"))).map(\.done) == [world.today])
    }

    @Test("breach 7.2-d: a duty is as confidential as its document is on the day, without a fact on that day")
    func duties() throws {
        var world = World.house
        world.enact("Backup", ["classification": "fortrolig"])
        world.given(
            .addAction,
            [
                "title": "Ret den", "why": "Aftalt", "unit": world.unit("Drift"), "due": "2027-03-01",
                "document": world.document("Backup"),
            ], as: "Opgave")
        world.propose("Backup", "intern", from: "2026-12-10")
        world.decide("Backup", procedure)
        let unit = world.unit("Drift")
        for subject in [Subject.document(world.document("Backup")), .action(world.action("Opgave"))] {
            let duty = try #require(world.register.duties(of: subject).first { $0.done == nil })
            #expect(duty.accessClass(on: day("2026-12-09")) == .unit(unit))
            #expect(duty.accessClass(on: day("2026-12-10")) == .everyone)
        }
        // The kept numbers say the same as asking each duty, in the class of the day.
        let groups = world.register.duties.counts.filter { $0.key.rule == .action }
        #expect(Set(groups.keys.map(\.accessClass)).isSuperset(of: [.everyone, .unit(unit)]))
        for (text, shown) in [("2026-12-09", AccessClass.unit(unit)), ("2026-12-10", .everyone)] {
            for (group, counts) in groups {
                #expect(counts.open(on: day(text)) == (group.accessClass == shown ? 1 : 0), "\(text) \(group)")
            }
        }
    }

    @Test("a version that enters with a laxer class on a later day opens its duties on that day")
    func entry() throws {
        var world = World.house
        world.enact("Backup", ["classification": "fortrolig"])
        world.draft("Backup", ["classification": "intern"])
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup")
        world.given(.enforceVersion, ["document": world.document("Backup"), "from": "2026-12-10"])
        for duty in world.register.duties(of: .document(world.document("Backup"))) {
            #expect(duty.accessClass(on: day("2026-12-09")) == .unit(world.unit("Drift")))
            #expect(duty.accessClass(on: day("2026-12-10")) == .everyone)
        }
    }
}
