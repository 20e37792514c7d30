// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("Risks from a file: words always, judgements only where somebody has said what their steps are (policy §8)")
struct RiskImportTests {
    private func world(_ rows: [RiskReading.Row], as form: ImportForm = .csv) -> World {
        var world = World.house
        world.risky()
        world.riskFile = RiskReading(form)
        world.riskFile.rows = rows
        return world
    }

    private func row(_ number: Int, _ words: [RiskReading.Column: String], _ more: [RiskReading.Column: String] = [:])
        -> RiskReading.Row
    {
        .init(number, words.merging(more) { $1 })
    }

    private func rules(_ change: (inout RiskImportRules) -> Void) -> RiskImportRules {
        var rules = RiskImportRules()
        change(&rules)
        return rules
    }

    @Test("a risk is found by its reference or its title; new, changed, unchanged and missing are told apart")
    func differences() throws {
        var world = world([
            row(2, [.title: "sagsportalen kan ikke bruges", .scenario: "Strømmen går"]),
            row(3, [.title: "Arkivet brænder", .unit: "Drift"]),
        ])
        world.endanger(["title": "Den glemte"], as: "Glemt")
        let plan = world.riskPlan()
        #expect(plan.faults.isEmpty && (plan.added, plan.changed, plan.unchanged, plan.judged) == (1, 1, 0, 0))
        let changed = try #require(plan.changes.first)
        #expect(changed.risk == world.risk())
        #expect(changed.differences.map(\.column) == [.title, .scenario], "the title as the file writes it")
        #expect(plan.missing == [world.risk("Glemt")])
        world.given(.importRisks)
        #expect(world.riskPlan().isEmpty && world.riskPlan().unchanged == 2)
        #expect(world.known(risk: "Glemt").closedOn == nil)
        #expect(world.known(risk: "Risiko").wording?.assets == [world.solution()])
    }

    @Test("without a word about the scale no judgement comes along, and that is told with the steps of the file")
    func silent() throws {
        let world = world([
            row(2, [.title: "A", .unit: "Drift"], World.judgement(3, 4)),
            row(3, [.title: "B", .unit: "Drift"], World.judgement(1, 2)),
        ])
        let plan = world.riskPlan()
        #expect(plan.added == 2 && plan.judged == 0 && plan.faults.isEmpty)
        let remark = try #require(plan.remarks.first)
        #expect(remark.row == 2 && remark.what.da.contains("1, 3") && remark.what.da.contains("1, 2, 4"))
    }

    @Test("another scale is taken over step by step as it was said, and a step that nobody said anything of is refused")
    func mapped() throws {
        let world = world([row(2, [.title: "A", .unit: "Drift"], World.judgement(4, 4))])
        let whole = rules {
            $0.scale = .mapped
            $0.likelihoods = [1: 1, 2: 2, 3: 4, 4: 5]
            $0.consequences = [1: 1, 2: 3, 3: 4, 4: 5]
        }
        let plan = world.riskPlan(whole)
        #expect(plan.faults.isEmpty && plan.judged == 1)
        let told = try #require(plan.changes.first?.differences)
        #expect(told.first { $0.column == .likelihood }?.after == "5")
        #expect(told.first { $0.column == .operations }?.after == "5")
        #expect(told.first { $0.column == .economy }?.after == "1")
        var partly = whole
        partly.consequences[4] = nil
        #expect(world.riskPlan(partly).faults.map(\.row) == [2])
        partly = whole
        partly.likelihoods = [:]
        #expect(world.riskPlan(partly).faults.map(\.row) == [2])
    }

    @Test("what is told of bearers is the dimension that was chosen, the worst of it, and the rest needs a reason")
    func bearers() throws {
        var one = row(1, [.title: "A", .unit: "Drift", .likelihood: "3", .reason: "Sådan", .treatment: "modify"])
        one.told = [.registered: 2, .organisation: 4, .society: 3]
        let world = world([one], as: .os2complianceDump)
        var chosen = rules {
            $0.scale = .own
            $0.dimensions = [.registered: .citizens, .organisation: .operations, .society: .operations]
        }
        #expect(world.riskPlan(chosen).faults.count == 1, "four dimensions would stand blank")
        chosen.irrelevant = "OS2compliance spørger ikke om dem"
        let plan = world.riskPlan(chosen)
        #expect(plan.faults.isEmpty)
        let told = try #require(plan.changes.first?.differences)
        #expect(told.first { $0.column == .citizens }?.after == "2")
        #expect(told.first { $0.column == .operations }?.after == "4", "the worst, and no mean")
        #expect(told.first { $0.column == .economy }?.after == AssessRisk.irrelevant)
        #expect(told.first { $0.column == .economyReason }?.after == "OS2compliance spørger ikke om dem")
        #expect(told.first { $0.column == .confidence }?.after == "low", "what comes from elsewhere is not certain")
        chosen.dimensions[.society] = nil
        #expect(world.riskPlan(chosen).faults.count == 1, "nobody said what society is")
    }

    @Test("a judgement that says the same is none, an older one is left out, and other stages stay")
    func again() throws {
        var world = world([])
        world.judge(
            2, 3,
            [
                "residual_likelihood": 1, "residual_economy": 1, "residual_reputation": 1, "residual_contract": 1,
                "residual_regulation": 1, "residual_citizens": 1, "residual_operations": 1,
            ])
        let own = rules { $0.scale = .own }
        world.riskFile.rows = [row(2, [.reference: "R-1"], World.judgement(2, 3))]
        #expect(world.riskPlan(own).isEmpty && world.riskPlan(own).unchanged == 1)
        world.riskFile.rows = [row(2, [.reference: "R-1", .day: "\(world.today - 1)"], World.judgement(4, 3))]
        #expect(world.riskPlan(own).isEmpty && world.riskPlan(own).remarks.map(\.row) == [2])
        world.riskFile.rows = [row(2, [.reference: "R-1"], World.judgement(4, 3))]
        #expect(world.riskPlan(own).changes.first?.differences.map(\.column) == [.likelihood])
        world.given(.importRisks, ["scale": "own"])
        let made = try #require(world.known().assessments.last)
        #expect(made.current.likelihood == 4 && made.residual?.likelihood == 1)
    }

    @Test("a risk that one may not see is as if it were not there, and a closed one is left out")
    func hidden() {
        var world = world([row(2, [.title: "Sagsportalen kan ikke bruges", .unit: "Drift"])])
        let plan = world.riskPlan(hiding: [world.risk()])
        #expect(plan.changes.map(\.isNew) == [true] && plan.missing.isEmpty)
        world.riskFile.rows = [row(2, [.reference: "R-1"])]
        #expect(world.riskPlan(hiding: [world.risk()]).faults.map(\.row) == [2])
        world.given(.closeRisk, ["risk": world.risk(), "reason": "Væk"])
        #expect(world.riskPlan().isEmpty && world.riskPlan().remarks.map(\.row) == [2])
    }

    @Test("each fault says its row and column; what another system names and is not known here is left out and told")
    func faults() {
        let rows = [
            row(2, [.title: "A", .unit: "Ukendt"]), row(3, [.title: "B"]),
            row(4, [.title: "C", .unit: "Drift", .assets: "Findes ikke"]),
            row(5, [.title: "D", .unit: "Drift", .owner: "Ingen Kender"]), row(6, [.unit: "Drift"]),
        ]
        let plan = world(rows).riskPlan()
        #expect(plan.faults.map(\.row) == [2, 3, 4, 5, 6])
        for (fault, column) in zip(plan.faults, ["Enhed", "Enhed", "Aktiver", "Risikoejer", "Risiko"]) {
            #expect(fault.what.da.hasPrefix(column), "\(fault)")
        }
        let foreign = world(Array(rows[2...3]), as: .monarc).riskPlan()
        #expect(foreign.faults.isEmpty && foreign.added == 2 && foreign.remarks.map(\.row) == [4, 5])
    }

    @Test("a reading comes back from between the door and the command as it was")
    func encoding() {
        var reading = RiskReading(.monarc)
        reading.sha256 = "ab12"
        reading.rows = [
            .init(2, [.title: "Én\nto", .barred: ""], told: [.organisation: 3]), .init(3, [:]),
        ]
        reading.faults = [.init(row: 9, Phrase(da: "Gal", en: "Wrong"))]
        reading.remarks = [.init(row: 8, Phrase(da: "Ude", en: "Out"))]
        #expect(RiskReading(decoding: reading.encode()) == reading)
        #expect(RiskReading(decoding: []) == nil && RiskReading(decoding: Array("x".utf8)) == nil)
    }
}
