// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("People are made aware: initiatives, exercises in counts, and reported mails (policy §9)")
struct AwarenessTests {
    private func duties(_ world: World, _ rule: Rule) -> [Duty] {
        world.duties(rule, .initiative(world.initiative()))
    }

    @Test("an initiative is to begin when its day comes, and is late when it has not")
    func begins() {
        var world = World.house
        world.planRaising()
        let first = world.today + 7
        #expect(duties(world, .initiativeBegun).map(\.due) == [first])
        #expect(duties(world, .initiativeBegun).first?.responsible == .person(world.person("Sara")))
        #expect(duties(world, .initiativeBegun).first?.standing(on: first + 1) == .overdue)
        #expect(duties(world, .initiativeEffect).isEmpty, "nothing is measured of what has not begun")
        world.today = first
        world.given(.beginInitiative, ["initiative": world.initiative(), "day": first])
        #expect(duties(world, .initiativeBegun).map(\.done) == [first])
    }

    @Test("it can teach requirements that hold when it is planned; one that it teaches stays when it is planned anew")
    func teaches() {
        var world = World.house
        world.require()
        world.planRaising(["requirements": [world.requirement()]])
        let plan = { (world: World) in world.register.initiatives[world.initiative()]?.plan }
        #expect(plan(world)?.requirements == [world.requirement()])
        world.given(.withdrawRequirement, ["requirement": world.requirement(), "reason": "Det gælder ikke mere"])
        world.given(
            .planInitiative,
            world.raising(["initiative": world.initiative(), "requirements": [world.requirement()]]))
        #expect(plan(world)?.requirements == [world.requirement()])
        world.when(.planInitiative, world.raising(["requirements": [world.requirement()]]))
        world.refuses(.outOfTurn)
    }

    @Test("its effect is measured within thirty days of its end; neither ending nor measuring alone is enough")
    func effect() {
        var world = World.house
        world.beginRaising()
        let begun = world.today
        #expect(duties(world, .initiativeEffect).map(\.due) == [begun + 11 + 30], "counted from its last day")
        world.today = begun + 12
        world.given(
            .endInitiative, ["initiative": world.initiative(), "day": world.today, "outcome": "Flere spørger"])
        let due = world.today + 30
        #expect(duties(world, .initiativeEffect).map(\.due) == [due])
        #expect(duties(world, .initiativeEffect).first?.standing(on: due + 1) == .overdue)
        world.today = begun + 20
        world.given(
            .measureInitiative,
            [
                "initiative": world.initiative(), "moment": "after", "value": 70, "day": world.today,
                "method": "Spurgt igen",
            ])
        #expect(duties(world, .initiativeEffect).map(\.done) == [begun + 20])
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert tal"])
        #expect(duties(world, .initiativeEffect).map(\.done) == [nil])
    }

    @Test("the difference is worked out from the newest measurement on each side, and never typed")
    func difference() {
        var world = World.house
        world.planRaising()
        func measure(_ moment: String, _ value: Int) {
            world.given(
                .measureInitiative,
                [
                    "initiative": world.initiative(), "moment": moment, "value": value, "day": world.today,
                    "method": "Optalt",
                ])
        }
        measure("before", 40)
        world.given(.beginInitiative, ["initiative": world.initiative(), "day": world.today])
        #expect(world.register.initiatives[world.initiative()]?.effect(on: world.today) == nil)
        world.today = world.today + 3
        measure("after", 55)
        let first = world.today
        world.today = first + 2
        measure("after", 38)
        let known = world.register.initiatives[world.initiative()]
        #expect(known?.effect(on: first) == 15, "as it stood then")
        #expect(known?.effect(on: world.today) == -2)
        #expect(!CommandKind.measureInitiative.fields.contains { $0.name == "effect" || $0.name == "difference" })
    }

    @Test("what is dropped asks nothing more, and says why")
    func dropped() {
        var world = World.house
        world.beginRaising()
        world.given(.dropInitiative, ["initiative": world.initiative(), "reason": "Lokalet brændte"])
        #expect(duties(world, .initiativeEffect).map(\.done) == [world.today])
    }

    @Test("who has gone is followed by the security team")
    func gone() {
        var world = World.house
        world.planRaising(["responsible": world.person("Gry"), "from": world.today + 40, "to": world.today + 41])
        #expect(duties(world, .initiativeBegun).first?.responsible == .person(world.person("Gry")))
        let engagement = world.register.persons[world.person("Gry")]?.engagements.first?.id
        world.given(
            .endEngagement,
            [
                "person": world.person("Gry"), "engagement": engagement ?? ID(high: 1, low: 99),
                "to": world.today + 10,
            ])
        #expect(duties(world, .initiativeBegun).first?.responsible == .role(.security))
    }

    @Test(
        "a year without an initiative is a breach; one that is begun opens the next year, one that is planned does not")
    func yearly() {
        var world = World.house
        let organisation = Subject.organisation(world.register.organisation.id)
        let opened = world.register.openedOn ?? .distantPast
        func own() -> [Duty] { world.duties(.initiatives, organisation) }
        #expect(own().map(\.due) == [opened.adding(years: 1)])
        #expect(own().first?.standing(on: opened.adding(years: 1) + 1) == .overdue)
        world.planRaising()
        #expect(own().map(\.done) == [nil])
        world.today = world.today + 7
        world.given(.beginInitiative, ["initiative": world.initiative(), "day": world.today])
        #expect(own().map(\.done) == [world.today, nil])
        #expect(own().last?.due == world.today.adding(years: 1))
        #expect(own().allSatisfy { $0.accessClass(on: world.today) == .governing }, "the day tells of an exercise")
    }

    @Test("an exercise is for those who steer until it has ended, whatever its class; then it is as its class says")
    func secret() {
        var world = World.house
        world.beginRaising(["kind": "exercise"])
        let subject = Subject.initiative(world.initiative())
        #expect(world.register.accessClass(of: subject, on: world.today) == .governing)
        #expect(duties(world, .initiativeEffect).first?.accessClass(on: world.today) == .governing)
        world.today = world.today + 5
        world.given(
            .endInitiative, ["initiative": world.initiative(), "day": world.today, "outcome": "Hver anden anmeldte"])
        #expect(world.register.accessClass(of: subject, on: world.today) == .everyone)
        #expect(world.register.accessClass(of: subject, on: world.today - 1) == .governing)
    }

    @Test("a list by unit stands in groups; what a file may not say is refused at the file")
    func list() {
        var world = World.house
        world.beginRaising(["kind": "exercise"])
        func row(_ unit: String, _ sent: Int) -> ExerciseReading.Row {
            .init(
                number: 2, unit: world.unit(unit),
                counts: .init(sent: sent, opened: nil, clicked: 1, reported: 2))
        }
        world.exercise.rows = [row("FKI", 10), row("CAI", 4), row("Drift", 12)]
        let bare = world.exerciseCounts().filter { !["sent", "opened", "clicked", "reported"].contains($0.key) }
        world.when(.recordExercise, world.exerciseCounts())
        world.refuses(.invalid, "sent")
        world.given(.recordExercise, bare)
        let made = world.register.initiatives[world.initiative()]?.exercises.last?.what
        #expect(made?.counts == .init(sent: 26, opened: nil, clicked: 3, reported: 6))
        #expect(
            made?.groups.compactMap(\.unit) == [world.unit("Drift")], "four cannot stand alone, nor ten with them left")
        #expect(made?.groups.last?.counts.sent == 14)
        world.exercise.faults = [RowFault(row: 3, Phrase(da: "Et tal mangler.", en: "A number is missing."))]
        world.when(.recordExercise, bare)
        world.refuses(.invalid, "file")
        world.exercise.faults = []
        world.when(.recordExercise, bare.merging(["shown": "andet"]) { $1 })
        world.refuses(.stale)
        world.when(.recordExercise, bare)
        world.refuses(.outOfTurn)
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert liste"])
        world.given(.recordExercise, bare)
    }

    @Test("a time of day that cannot be is no time of day, whatever an old fact says", arguments: [-1, 1440, Int.max])
    func minutes(_ minute: Int) {
        let world = World.house
        let report = Suspicion.Report(
            number: 1, year: 2026, reporter: world.person("Gry"), came: world.today, minute: minute, act: .nothing,
            sender: nil, look: nil)
        #expect(report.moment == nil)
    }

    @Test("no group of an exercise is small, nor what is left when groups are taken from the sum", arguments: 0..<200)
    func groups(_ seed: Int) {
        var random = Seeded(UInt64(seed))
        let units = (0..<Int.random(in: 0...12, using: &random)).map { number in
            let sent = Int.random(in: 1...(seed % 2 == 0 ? 14 : 40), using: &random)
            let clicked = Int.random(in: 0...sent, using: &random)
            return (
                unit: ID<Unit>(high: 1, low: UInt64(number)),
                counts: Exercise.Counts(sent: sent, opened: nil, clicked: clicked, reported: sent - clicked)
            )
        }
        let groups = Exercise.merged(units)
        #expect(groups.allSatisfy { $0.counts.sent >= Exercise.smallestGroup } && groups.count != 1)
        guard !groups.isEmpty else { return }
        let sum = groups.dropFirst().reduce(groups[0].counts) { $0 + $1.counts }
        #expect(sum.sent == units.reduce(0) { $0 + $1.counts.sent }, "nobody is left out")
        #expect(sum.clicked == units.reduce(0) { $0 + $1.counts.clicked })
        #expect(groups.filter { $0.unit == nil }.count <= 1)
        // What stands by itself is what was said of it.
        for group in groups {
            guard let unit = group.unit else { continue }
            #expect(units.first { $0.unit == unit }?.counts == group.counts)
        }
    }

    @Test("a reported mail is answered by the next working day, over a weekend too; late when it is not")
    func answered() {
        var world = World.house
        world.today = day("2026-11-27")
        world.reportMail(["came": world.today])
        let subject = Subject.suspicion(world.suspicion())
        func own() -> [Duty] { world.duties(.suspicion, subject) }
        #expect(own().map(\.due) == [day("2026-11-30")], "a Friday's is answered on Monday")
        #expect(own().first?.responsible == .role(.security))
        #expect(own().first?.standing(on: day("2026-12-01")) == .overdue)
        world.today = day("2026-11-30")
        world.given(.answerSuspicion, ["suspicion": world.suspicion(), "verdict": "harmless", "word": "Tak"])
        #expect(own().map(\.done) == [world.today])
    }

    @Test("who reported stays between her and the team, also when the report is annulled")
    func confided() {
        var world = World.house
        world.reportMail()
        let subject = Subject.suspicion(world.suspicion())
        let confided = AccessClass.confided(world.person("Gry"))
        #expect(world.register.accessClass(of: subject, on: world.today) == confided)
        #expect(world.duties(.suspicion, subject).allSatisfy { $0.accessClass(on: world.today) == confided })
        #expect(!world.register.isTold(subject, on: world.today), "it is in no figure of a report")
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Sendt to gange"])
        #expect(world.register.accessClass(of: subject, on: world.today) == confided)
        #expect(world.duties(.suspicion, subject).isEmpty)
    }

    @Test("nobody reports in another's name by correcting an entry")
    func corrected() {
        var world = World.house
        world.reportMail()
        world.by = world.person("Sara")
        let words: Words = [
            "position": world.history.count - 1, "command": "suspicion.report", "reason": "Forkert dag",
        ]
        world.when(.correctFact, world.falseMail(words))
        world.refuses(.invalid, "command")
    }

    @Test("months are counts: how many, what it was, how soon; by what was known on the day")
    func months() throws {
        var world = World.house
        world.reportMail(["time": "11.50"])
        world.reportMail(["time": "11.30"])
        world.reportMail(["time": nil as String? ?? ""])
        let first = world.today
        world.today = first + 1
        world.given(.answerSuspicion, ["suspicion": world.suspicion(), "verdict": "phishing", "word": "Tak"])
        let before = try #require(world.register.suspicionMonths(on: first).last)
        #expect(before.reported == 3 && before.waiting == 3 && before.phishing == 0 && before.median == 20)
        #expect(before.people == world.register.persons.values.filter { $0.isActive(on: first) }.count)
        let after = try #require(world.register.suspicionMonths(on: world.today).last)
        #expect(after.waiting == 2 && after.phishing == 1)
        #expect(world.register.suspicionMonths(on: first - 1).allSatisfy { $0.reported == 0 })
        #expect(world.register.suspicionMonths(on: first).count == 12)
        #expect(Register.median([3, 9]) == 6 && Register.median([5, 1, 9]) == 5 && Register.median([]) == nil)
    }

    @Test("summer time moves no mail: a quarter past eight is a quarter past eight")
    func summer() {
        var world = World.house
        world.today = day("2027-06-15")
        world.reportMail(["came": "2027-06-15", "time": "8.15"])
        #expect(world.register.suspicions[world.suspicion()]?.minutes == 225)
    }
}
