// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office

/// Purposes and periods, and what goes when they have ended (GDPR Article 5(1)(b) and (e)).
struct RetentionTests {
    /// Given every kind of fact there is, then it has a purpose, a ground and a period; and no row of the table is about
    /// nothing.
    @Test func everyKindOfFactHasAPurposeAndAPeriod() {
        for kind in FactKind.allCases {
            #expect(kind.dataKind.period.years > 0, "\(kind.rawValue)")
            for phrase in [kind.dataKind.purpose, kind.dataKind.ground, kind.dataKind.keeping] {
                #expect(phrase.da.count > 20 && phrase.en.count > 20, "\(kind.rawValue)")
            }
        }
        for row in DataKind.allCases {
            #expect(!row.kinds.isEmpty, "\(row)")
            let words = [row.label, row.purpose, row.ground, row.source, row.readers, row.recipients, row.keeping]
            #expect(words.allSatisfy { !$0.da.isEmpty && !$0.en.isEmpty && $0.da != $0.en }, "\(row)")
        }
        #expect(Set(DataKind.allCases.map(\.purpose.da)).count == DataKind.allCases.count, "a purpose was copied")
    }

    private struct Left {
        let rooms: Rooms
        let unit: ID<Unit>
        let gone: ID<Person>, here: ID<Person>

        /// Two people; one leaves after a year, with a task behind that the other gave.
        init() throws {
            rooms = try Rooms()
            unit = try rooms.unit("Drift")
            gone = try rooms.person("Karen Gået", in: unit)
            here = try rooms.person("Bo Bliver", in: unit, .security)
            try rooms.give(
                .addAction,
                [
                    "title": "Luk døren", "why": "Karen bad om det", "due": "\(rooms.today + 5)", "person": "\(gone)",
                ], as: here)
            rooms.go(to: rooms.today + 365)
            let engagement = try #require(rooms.house.state.register.persons[gone]?.engagements.first?.id)
            try rooms.give(
                .endEngagement, ["person": "\(gone)", "engagement": "\(engagement)", "to": "\(rooms.today)"])
        }

        var other: String? {
            rooms.house.state.register.persons[here]?.name.newest.flatMap { rooms.house.texts.text($0) }
        }
        var name: ValueID? { rooms.house.state.register.persons[gone]?.name.newest }
        func goes(after years: Int) -> Day { (Rooms.start + 365).adding(years: years) + 1 }
        func run() async throws -> RetentionRun { try await rooms.desk.applyRetention(version: "test") }
        var said: String? { rooms.house.texts.text(name ?? ValueID(high: 0, low: 0)) }
    }

    /// Given somebody who left, when the day before the period's end comes, then all is there; on its day the run erases it as
    /// a fact with the end of the period as its ground, and the run after does nothing.
    @Test func whatIsPastItsPeriodGoesOnItsDayAndAsAFact() async throws {
        let left = try Left()
        let last = left.goes(after: 10)
        left.rooms.go(to: last - 1)
        let early = try await left.run()
        #expect(left.said == "Karen Gået" && early.gone.isEmpty == (early.erased == 0))
        left.rooms.go(to: last)
        let run = try await left.run()
        #expect(run.persons == 1 && run.gone == [left.gone] && run.erased > 0)
        #expect(left.said == nil)
        #expect(left.other == "Bo Bliver")
        let position = try #require(left.rooms.house.state.register.persons[left.gone]?.erasures.last)
        let entry = try left.rooms.house.entry(at: position)
        guard case .person(_, .erased(_, .retention, _)) = entry.fact else {
            Issue.record("\(entry.fact)")
            return
        }
        #expect(entry.actor.isRetention && entry.door == .system)
        let again = try await left.run()
        #expect(again.erased == 0 && left.rooms.house.state.book.head == position + 1)
    }

    /// What explains an act goes five years after the last of those whose data it is has left; here one of them has not.
    @Test func whatIsSeveralPeoplesStaysUntilThePeriodHasEndedForAll() async throws {
        let left = try Left()
        left.rooms.go(to: left.goes(after: 9))
        let plan = try RetentionPlan.make(in: left.rooms.house)
        #expect(plan.items.allSatisfy { $0.field != "why" } && (plan.waiting[.tasks] ?? 0) > 0)
        let engagement = try #require(left.rooms.house.state.register.persons[left.here]?.engagements.first?.id)
        try left.rooms.give(
            .endEngagement,
            ["person": "\(left.here)", "engagement": "\(engagement)", "to": "\(left.rooms.today)"])
        let last = left.rooms.today
        left.rooms.go(to: last + 1)
        let later = try #require(try RetentionPlan.make(in: left.rooms.house).items.first { $0.field == "why" })
        #expect(later.goes == last.adding(years: 5) + 1 && later.person == left.here)
    }

    /// Given a legal hold, when the period ends, then nothing goes and the run says that it was held; when it is lifted, it goes.
    @Test func aHoldKeepsWhatIsPastItsPeriod() async throws {
        let left = try Left()
        try left.rooms.give(.placeHold, ["person": "\(left.gone)", "reason": "Sag ved retten"])
        left.rooms.go(to: left.goes(after: 11))
        let held = try await left.run()
        #expect(held.erased == 0 && held.held > 0 && left.said == "Karen Gået")
        let hold = try #require(left.rooms.house.state.register.persons[left.gone]?.holds.first?.id)
        try left.rooms.give(.liftHold, ["person": "\(left.gone)", "hold": "\(hold)", "reason": "Sagen er slut"])
        #expect(try await left.run().erased > 0)
        #expect(left.said == nil)
    }

    /// Whoever comes back is here again: nothing goes while there is an engagement.
    @Test func whoeverComesBackKeepsEverything() async throws {
        let left = try Left()
        left.rooms.go(to: left.goes(after: 9))
        try left.rooms.give(
            .beginEngagement,
            [
                "person": "\(left.gone)", "kind": "employee", "unit": "\(left.unit)", "title": "Specialist",
                "from": "\(left.rooms.today)",
            ])
        left.rooms.go(to: left.goes(after: 12))
        #expect(try await left.run().erased == 0)
        #expect(left.said == "Karen Gået")
    }

    /// The erasure of what is past its period is Værn's alone: with nothing found by a run, an order in its name erases nothing.
    @Test func anOrderWithoutARunErasesNothing() throws {
        let left = try Left()
        let order = Order(
            command: left.rooms.house.mint.ordered(at: left.rooms.house.clock.now), kind: .erasePerson,
            arguments: Arguments(["person": ["\(left.here)"], "decision": ["-"], "basis": ["retention"]]),
            actor: .retention("test"), door: .system)
        #expect(throws: Refusal.self) { try left.rooms.desk.performBlocking(order) }
        #expect(left.other == "Bo Bliver")
    }
}

/// That a reported mail goes at the end of its period must not tell that there was one (policy §9).
struct ConfidedRetentionTests {
    private struct World {
        let rooms: Rooms
        let karen: ID<Person>, bo: ID<Person>, dpo: ID<Person>, other: ID<Person>

        /// Karen has reported a mail, and Bo of the security team has answered.
        init() throws {
            rooms = try Rooms()
            let unit = try rooms.unit("Drift")
            karen = try rooms.person("Karen Holm", in: unit)
            bo = try rooms.person("Bo Dam", in: unit, .security)
            dpo = try rooms.person("Dorthe Ret", in: unit, .dpo)
            other = try rooms.person("Ole Kollega", in: unit, .auditor)
            let done = try rooms.give(
                .reportSuspicion,
                ["came": "\(rooms.today)", "act": "gave", "sender": "ond.example", "look": "En regning"], as: karen)
            let suspicion: ID<Suspicion> = rooms.id(done)
            try rooms.give(
                .answerSuspicion,
                ["suspicion": "\(suspicion)", "verdict": "phishing", "word": "Tak. Skift adgangskode"], as: bo)
        }

        var end: Day { Rooms.start.adding(years: 2) + 1 }
    }

    @Test("Two years after, the run erases it by a fact that the reporter and the security team alone see")
    func theRunTellsNobodyElse() async throws {
        let world = try World()
        world.rooms.go(to: world.end)
        let before = world.rooms.house.state.book.head
        #expect(try await world.rooms.desk.applyRetention(version: "test").erased == 3)
        let made = before..<world.rooms.house.state.book.head
        #expect(!made.isEmpty)
        let known = try #require(world.rooms.house.state.register.persons[world.karen])
        #expect(known.erasures.contains { made.contains($0) })
        for (reader, maySee) in [(world.karen, true), (world.bo, true), (world.dpo, false), (world.other, false)] {
            let sight = try await world.rooms.house.sight(of: reader)
            for position in made {
                // What goes of who answered is nothing of the reporter's: those who follow up alone see it.
                let erased = try world.rooms.house.entry(at: position).subject
                let sees = maySee && (reader == world.bo || erased == .person(world.karen))
                #expect(((try? sight.entry(position)) != nil) == sees, "\(reader) \(position) \(erased)")
            }
            #expect(sight.erasures(of: known).isEmpty != maySee)
            #expect(sight.newestEntries(most: 50).contains { made.contains($0.position) } == maySee)
            #expect(sight.entries(about: .person(world.karen)).contains { made.contains($0.position) } == maySee)
            #expect(sight.retentionRuns.isEmpty != maySee)
        }
        #expect(try await world.rooms.desk.applyRetention(version: "test").erased == 0)
    }

    @Test("The plan of an erasure lists what was confided to those alone who may know of it; to others it is counted")
    func thePlanTellsNobodyElse() async throws {
        let world = try World()
        let plan = try ErasurePlan.make(for: world.karen, in: world.rooms.house)
        let kinds: Set<FactKind> = [.suspicionReported, .suspicionAnswered]
        #expect(plan.items.count { kinds.contains($0.kind) } == 3)
        for (reader, maySee) in [(world.karen, true), (world.bo, true), (world.dpo, false), (world.other, false)] {
            let seen = plan.seen(by: try await world.rooms.house.sight(of: reader))
            #expect(seen.contains { kinds.contains($0.kind) } == maySee, "\(reader)")
            #expect(seen.contains { $0.kind == .personNamed })
            #expect((seen.count < plan.items.count) != maySee)
        }
    }

    @Test("What else is past its period goes by a fact of its own, which everybody sees")
    func whatElseGoesIsSeen() async throws {
        let world = try World()
        let engagement = try #require(world.rooms.house.state.register.persons[world.karen]?.engagements.first?.id)
        try world.rooms.give(
            .endEngagement,
            ["person": "\(world.karen)", "engagement": "\(engagement)", "to": "\(world.rooms.today)"])
        world.rooms.go(to: Rooms.start.adding(years: 10) + 1)
        let before = world.rooms.house.state.book.head
        let run = try await world.rooms.desk.applyRetention(version: "test")
        #expect(run.gone == [world.karen])
        let own = try (before..<world.rooms.house.state.book.head).map { try world.rooms.house.entry(at: $0) }
            .filter { $0.subject == .person(world.karen) }
        #expect(own.count == 2 && own.count { $0.actor.erasesConfided } == 1)
        let sight = try await world.rooms.house.sight(of: world.other)
        #expect(own.count { sight.sees($0) } == 1)
    }
}

/// What is held about somebody (GDPR Article 15).
struct HeldDataTests {
    private struct World {
        let rooms: Rooms
        let unit: ID<Unit>
        let karen: ID<Person>, bo: ID<Person>, dpo: ID<Person>

        init() throws {
            rooms = try Rooms()
            unit = try rooms.unit("Drift")
            karen = try rooms.person("Karen Holm", in: unit)
            bo = try rooms.person("Bo Dam", in: unit, .security)
            dpo = try rooms.person("Dorthe Ret", in: unit, .dpo)
            try rooms.give(
                .addAction,
                ["title": "Luk døren", "why": "Karen bad om det", "due": "\(rooms.today + 5)", "person": "\(karen)"],
                as: bo)
            try rooms.give(
                .appointDeputy,
                ["person": "\(karen)", "deputy": "\(bo)", "from": "\(rooms.today)", "reason": "Ferie"], as: karen)
            try rooms.give(.placeHold, ["person": "\(karen)", "reason": "Sag ved retten"], as: dpo)
        }

        func held(_ about: ID<Person>, by reader: ID<Person>) async throws -> HeldData {
            let sight = try await rooms.house.sight(of: reader)
            return try sight.held(about: about)
        }
    }

    private func kinds(_ held: HeldData) -> Set<FactKind> { Set(held.kinds.flatMap(\.items).map(\.fact.kind)) }

    /// Given facts about, by and naming her, then all of them are held about her, and what an erasure would look at is among
    /// them.
    @Test func itHasWhatIsAboutHerByHerAndNamesHer() async throws {
        let world = try World()
        let held = try await world.held(world.karen, by: world.karen)
        #expect(kinds(held).isSuperset(of: [.personNamed, .personEngaged, .personDeputyAppointed, .actionAdded]))
        let task = try #require(held.kinds.flatMap(\.items).first { $0.fact.kind == .actionAdded })
        #expect(!task.fact.isSubject && !task.fact.isActor && task.fact.isNamed)
        let sight = try await world.rooms.house.sight(of: world.karen)
        #expect(sight.texts(of: task).contains { $0.text == .text("Karen bad om det") })
        let bos = try await world.held(world.bo, by: world.bo)
        #expect(kinds(bos).contains(.personDeputyAppointed), "a deputy is named by another's fact")
        let dpo = try await world.held(world.karen, by: world.dpo)
        let positions = Set(dpo.kinds.flatMap(\.items).map(\.entry.position))
        let plan = try ErasurePlan.make(for: world.karen, in: world.rooms.house)
        #expect(plan.items.allSatisfy { positions.contains($0.position) } && !plan.items.isEmpty)
    }

    /// A fact that is recorded later is there the next time somebody asks.
    @Test func whatIsRecordedSinceIsThereToo() async throws {
        let world = try World()
        let before = try await world.held(world.karen, by: world.karen).count
        try world.rooms.give(
            .renamePerson, ["person": "\(world.karen)", "name": "Karen Holm Dam", "from": "\(world.rooms.today)"],
            as: world.karen)
        #expect(try await world.held(world.karen, by: world.karen).count == before + 1)
    }

    /// A hold is no matter for the one it is about; the DPO sees it.
    @Test func itShowsWhatTheReaderMaySeeAndNoMore() async throws {
        let world = try World()
        let (own, dpos) = (
            try await world.held(world.karen, by: world.karen), try await world.held(world.karen, by: world.dpo)
        )
        #expect(!kinds(own).contains(.personHoldPlaced) && kinds(dpos).contains(.personHoldPlaced))
    }

    /// Neither a colleague nor the security team looks up what is held about another.
    @Test func othersDoNotLookItUp() async throws {
        let world = try World()
        await #expect(throws: Refusal.unknown) { try await world.held(world.karen, by: world.bo) }
        await #expect(throws: Refusal.unknown) { try await world.held(world.dpo, by: world.karen) }
    }

    /// What was erased says so, and says nothing else.
    @Test func whatIsErasedSaysSo() async throws {
        let world = try World()
        try world.rooms.give(
            .erasePerson, ["person": "\(world.bo)", "decision": "DPO, sag 7", "basis": "request"], as: nil)
        let sight = try await world.rooms.house.sight(of: world.dpo)
        let named = try #require(
            try sight.held(about: world.bo).kinds.flatMap(\.items).first { $0.fact.kind == .personNamed })
        #expect(sight.texts(of: named).allSatisfy { $0.text == .erased } && !named.fact.values.isEmpty)
    }
}
