// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("Direktion and bestyrelse are told in their rhythm, and the direktion reviews every year (policy §§1, 4, 8)")
struct ReportTests {
    private func due(_ world: World, _ kind: Report.Kind) -> [Duty] {
        let index = Report.Kind.allCases.firstIndex(of: kind) ?? 0
        return world.duties(.report, .organisation(world.register.organisation.id)).filter { $0.turn % 10 == index }
    }

    @Test("the first whole quarter, half year and year are due; a period without a report is overdue")
    func first() {
        let world = World(today: "2026-05-10")
        #expect(due(world, .quarterly).map(\.due) == [day("2026-09-30") + 30])
        #expect(due(world, .halfYearly).map(\.due) == [day("2026-12-31") + 60])
        #expect(
            due(world, .review).map(\.due) == [day("2027-12-31") + 90], "no review in the first whole year is a breach")
        #expect(due(world, .quarterly).first?.opens == day("2026-10-01"))
        #expect(due(world, .quarterly).first?.standing(on: day("2026-10-31")) == .overdue)
    }

    @Test("a report is told when it lies before its body; issuing it alone is not enough, nor is a matter taken back")
    func told() {
        var world = World.house
        world.today = day("2027-04-10")
        world.tell(["from": "2027-01-01", "to": "2027-03-31"])
        #expect(due(world, .quarterly).map(\.done) == [nil])
        world.given(.presentReport, world.putting())
        #expect(due(world, .quarterly).map(\.done) == [world.today, nil])
        #expect(due(world, .quarterly).last?.due == day("2027-06-30") + 30)
        guard let proposal = world.register.proposals.keys.first else { return }
        world.given(.withdrawProposal, ["proposal": proposal, "reason": "Et tal er forkert"])
        #expect(due(world, .quarterly).map(\.done) == [nil])
        world.given(.presentReport, world.putting())
        #expect(due(world, .quarterly).map(\.done) == [world.today, nil])
    }

    @Test("its figures are those of the last day of its period, frozen: what comes later changes nothing in it")
    func frozen() throws {
        var world = World.house
        world.require(["demand": "Backup tages"])
        world.prove()
        world.assess("K", ["evidence": [world.evidence()]])
        world.today = world.today + 40
        world.tell(["from": "2026-11-01", "to": "2026-11-30"])
        let issue = try #require(world.register.reports[world.report()]?.issue)
        #expect(issue.figures[.requirements] == 1 && issue.figures[.complied] == 1)
        #expect(issue.figures[.nonconformities] == 0)
        world.given(.withdrawEvidence, ["evidence": world.evidence(), "reason": "Forkert"])
        world.given(
            .raiseNonconformity,
            [
                "what": "To systemer mangler", "origin": "internal", "severity": "minor", "unit": world.unit("Drift"),
            ])
        #expect(world.register.reports[world.report()]?.issue?.figures == issue.figures)
        let now = world.register.figures(from: issue.from, until: world.today, today: world.today)
        #expect(now[.complied] == 0 && now[.unproven] == 1 && now[.nonconformitiesRaised] == 1)
    }

    @Test("what only few may see is in no figure")
    func confidential() {
        var world = World.house
        world.enact("Backup", ["classification": "strengt_fortrolig"])
        world.require()
        world.today = world.today + 40
        #expect(
            world.register.figures(from: world.today - 30, until: world.today, today: world.today)[.requirements] == 0)
    }

    @Test("what has become confidential after the period is in no figure either")
    func since() {
        var world = World.house
        world.enact("Backup")
        world.require()
        let until = world.today
        world.today = until + 5
        world.given(
            .reclassifyDocument,
            ["document": world.document("Backup"), "classification": "strengt_fortrolig", "reason": "Navne på servere"])
        #expect(world.register.figures(from: until - 9, until: until, today: until)[.requirements] == 1)
        #expect(world.register.figures(from: until - 9, until: until, today: world.today)[.requirements] == 0)
    }

    @Test("a report of a part of the quarter does not answer for it")
    func part() {
        var world = World.house
        world.today = day("2027-04-10")
        world.tell(["from": "2027-03-01", "to": "2027-03-31"])
        world.given(.presentReport, world.putting())
        #expect(due(world, .quarterly).map(\.done) == [nil])
    }

    private func counted(_ world: World, _ from: Day, _ until: Day) -> Report.Figures {
        world.register.figures(from: from, until: until, today: world.today)
    }

    @Test(
        "8-e: risks are counted as they stood on the last day: open, above the line, not decided on, and how they moved"
    )
    func risks() {
        var world = World.house
        world.risky()
        world.judge(3, 2)
        let first = world.today
        let told = counted(world, first, first)
        #expect(told[.risks] == 1 && told[.risksRaised] == 1 && told[.risksAbove] == 1 && told[.risksUndecided] == 1)
        #expect(told[.risksHigher] == 0 && told[.risksLower] == 0, "it moved from nowhere")
        world.today = first + 5
        world.accept()
        let accepted = counted(world, first + 1, first + 5)
        #expect(accepted[.risksAbove] == 1 && accepted[.risksUndecided] == 0 && accepted[.risksRaised] == 0)
        #expect(counted(world, first, first)[.risksUndecided] == 1, "as it stood then")
        world.today = first + 10
        world.judge(5, 5)
        let higher = counted(world, first + 6, first + 10)
        #expect(higher[.risksHigher] == 1 && higher[.risksLower] == 0 && higher[.risksUndecided] == 1)
        world.today = first + 15
        world.judge(1, 1)
        let lower = counted(world, first + 11, first + 15)
        #expect(lower[.risksLower] == 1 && lower[.risks] == 1 && lower[.risksAbove] == 0)
        world.today = first + 20
        world.given(.closeRisk, ["risk": world.risk(), "reason": "Løst"])
        let closed = counted(world, first + 16, first + 20)
        #expect(closed[.risksClosed] == 1 && closed[.risks] == 0)
        #expect(counted(world, first + 21, first + 25)[.risksClosed] == 0)
    }

    @Test("8-e breach: a risk that not all readers of reports may see is in no number, nor is one of a later day")
    func risksUnseen() {
        var world = World.house
        world.risky(["classification": "strengt_fortrolig"])
        world.judge(5, 5)
        let told = counted(world, world.today, world.today)
        #expect(told[.risks] == 0 && told[.risksAbove] == 0 && told[.risksRaised] == 0)
        world.endanger(["classification": "fortrolig"], as: "Anden")
        #expect(counted(world, world.today, world.today)[.risks] == 1)
        #expect(counted(world, world.today - 9, world.today - 1)[.risks] == 0)
    }

    @Test("figures that were printed must be those that are counted, and nobody hands them in")
    func printed() {
        var world = World.house
        world.printed = "RAP-2026-01 requirements=99"
        world.when(.issueReport, world.quarter())
        world.refuses(.busy)
        let figures = world.register.figures(from: day("2026-07-01"), until: day("2026-09-30"), today: world.today)
        world.printed = Report.printed(2026, 1, figures)
        world.tell()
        #expect(world.register.reports[world.report()]?.issue?.file != nil)
    }

    @Test("one that its body has dealt with is not annulled, nor one that lies before it; another one is")
    func kept() {
        var world = World.house
        world.tell()
        let position = world.history.count - 1
        world.given(.presentReport, world.putting())
        world.when(.annulFact, ["position": position, "reason": "Et tal er forkert"])
        world.refuses(.outOfTurn)
        // Nor by striking first that it was put there: the matter still waits, and no other one is made of it.
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Ikke forelagt"])
        world.when(.annulFact, ["position": position, "reason": "Et tal er forkert"])
        world.refuses(.outOfTurn)
        world.when(.presentReport, world.putting())
        world.refuses(.outOfTurn)
        world.tell(["kind": "half_yearly", "from": "2026-01-01", "to": "2026-06-30"], as: "Anden")
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert periode"])
        #expect(world.register.reports[world.report("Anden")]?.issue == nil)
    }

    @Test("a matter that was withdrawn does not come back beside a newer one about the same report")
    func once() {
        var world = World.house
        world.tell()
        world.given(.presentReport, world.putting())
        guard let first = world.register.proposals.keys.first else { return }
        world.given(.withdrawProposal, ["proposal": first, "reason": "Et tal er forkert"])
        let withdrawn = world.history.count - 1
        world.given(.presentReport, world.putting())
        let second = world.register.proposals.keys.first { $0 != first }
        world.when(.annulFact, ["position": withdrawn, "reason": "Den skulle ikke trækkes tilbage"])
        world.refuses(.outOfTurn)
        world.given(
            .withdrawProposal, ["proposal": second.map { "\($0)" } ?? "", "reason": "Den første gælder"])
        world.given(.annulFact, ["position": withdrawn, "reason": "Den skulle ikke trækkes tilbage"])
        #expect(world.register.matters(of: world.report()) == [first])
    }

    @Test("the periods of the calendar, from their first day to their last")
    func calendar() {
        for (kind, day, from, until, end) in [
            (Report.Kind.quarterly, "2026-05-10", "2026-01-01", "2026-03-31", "2026-06-30"),
            (.quarterly, "2026-01-01", "2025-10-01", "2025-12-31", "2026-03-31"),
            (.quarterly, "2026-12-31", "2026-07-01", "2026-09-30", "2026-12-31"),
            (.halfYearly, "2026-07-01", "2026-01-01", "2026-06-30", "2026-12-31"),
            (.review, "2027-02-28", "2026-01-01", "2026-12-31", "2027-12-31"),
        ] {
            let period = kind.period(before: Domain.Day(day) ?? .distantPast)
            #expect(period.from == Domain.Day(from) && period.until == Domain.Day(until), "\(kind) \(day)")
            #expect(kind.periodEnd(of: Domain.Day(day) ?? .distantPast) == Domain.Day(end), "\(kind) \(day)")
        }
    }

    @Test("it is compared with the one of its kind before it")
    func before() throws {
        var world = World.house
        world.tell(["from": "2026-04-01", "to": "2026-06-30"], as: "Før")
        world.tell(["kind": "half_yearly", "from": "2026-01-01", "to": "2026-06-30"], as: "Halvår")
        world.tell()
        let report = try #require(world.register.reports[world.report()])
        #expect(world.register.report(before: report)?.id == world.report("Før"))
    }
}

@Suite("What is closed stays closed; what comes later is marked")
struct PeriodTests {
    @Test(
        "an entry of a day in it that is recorded later is marked; one from before it was closed, or of a later day, is not"
    )
    func marked() {
        var world = World.house
        let before = world.history.count
        world.given(.closePeriod, ["until": "2026-09-30", "reason": "Kvartalet er gjort op"])
        let (inside, after) = (day("2026-09-30"), day("2026-10-01"))
        let organisation = world.register.organisation
        #expect(organisation.closure(before: before - 1, effective: inside) == nil)
        #expect(organisation.closure(before: before + 1, effective: inside)?.until == inside)
        #expect(organisation.closure(before: before + 1, effective: after) == nil)
    }

    @Test("a closed period is not opened again: closing less is refused, and nothing takes it back")
    func stays() {
        var world = World.house
        world.given(.closePeriod, ["until": "2026-09-30", "reason": "Kvartalet er gjort op"])
        world.when(.closePeriod, ["until": "2026-06-30", "reason": "Fortryd"])
        world.refuses(.outOfTurn)
        world.given(.closePeriod, ["until": "2026-10-31", "reason": "Oktober"])
        #expect(world.register.organisation.closures.count == 2)
    }
}

@Suite("Objectives are measured in their rhythm (ISO/IEC 27001 6.2)")
struct ObjectiveTests {
    @Test("a measurement opens the next turn; none in time is overdue")
    func rhythm() {
        var world = World.house
        world.set()
        let subject = Subject.objective(world.objective())
        let first = world.today.adding(months: 3)
        #expect(world.duties(.measurement, subject).map(\.due) == [first])
        #expect(world.duties(.measurement, subject).first?.standing(on: first + 1) == .overdue)
        world.today = first - 2
        world.given(.measureObjective, ["objective": world.objective(), "value": 96, "day": world.today])
        #expect(world.duties(.measurement, subject).map(\.done) == [world.today, nil])
        #expect(world.register.objectives[world.objective()]?.isMet(on: world.today) == true)
    }

    @Test("set anew by the unit that answers for it; its first words are put right without losing what was measured")
    func anew() {
        var world = World.house
        world.set()
        let first = world.history.count - 1
        world.given(.measureObjective, ["objective": world.objective(), "value": 91, "day": world.today])
        let anew = try? SetObjective(
            Arguments(world.aim(["objective": world.objective(), "unit": world.unit("CAI")]).mapValues(\.said)))
        #expect(anew?.concern(in: world.register, on: world.today).unit == world.unit("Drift"))
        world.given(
            .correctFact,
            world.aim(["objective": world.objective(), "target": 90]).merging([
                "position": first, "command": "objective.set", "reason": "Måltallet var forkert",
            ]) { $1 })
        let known = world.register.objectives[world.objective()]
        #expect(known?.wording?.label == "MÅL-1" && known?.isMet(on: world.today) == true)
    }

    @Test("a target that lies below is met from below; set anew, old measurements are held against the new target")
    func direction() {
        var world = World.house
        world.set(["direction": "at_most", "target": 10, "measure": "dage"])
        world.given(.measureObjective, ["objective": world.objective(), "value": 12, "day": world.today])
        #expect(world.register.objectives[world.objective()]?.isMet(on: world.today) == false)
        world.given(.setObjective, world.aim(["objective": world.objective(), "direction": "at_most", "target": 14]))
        #expect(world.register.objectives[world.objective()]?.isMet(on: world.today) == true)
    }
}
