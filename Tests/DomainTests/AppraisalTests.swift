// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("§§7, 8: a risk judged by answers in plain words")
struct AppraisalTests {
    private func newest(_ world: World) throws -> Risk.Assessment.Made {
        try #require(world.known(risk: "Risiko").assessments.last)
    }

    @Test("7-b: all that follows from the answers is one act: the risk, its assessment, the tasks and the proposal")
    func whole() throws {
        var world = World.house
        world.appraisable()
        world.protect(["availability": [world.solution()]])
        let measure: ID<Measure> = world.measure()
        let entries = world.given(
            .appraiseRisk,
            world.keeping(
                3, 2,
                [
                    "in_place": """
                    \(measure) partly
                    27002:8.5 unknown Find ud af, hvordan der logges ind
                    27002:8.13 unknown Find ud af, om kopien kan læses
                    """
                ]), as: "Risiko")
        let kinds = entries.map(\.fact.subject.kind)
        #expect(kinds == [.risk, .risk, .action, .action, .proposal])
        let risk = world.known(risk: "Risiko")
        #expect(risk.wording?.measures == [world.measure()])
        let tasks = world.register.treatments(of: risk.id)
        #expect(tasks.map(\.responsible) == [.role(.security), .role(.security)])
        #expect(tasks.compactMap { $0.title.flatMap { world.texts[$0] } }.first == "Find ud af, hvordan der logges ind")
        #expect(tasks.allSatisfy { $0.due.newest == world.today + 30 })
        let made = try newest(world)
        #expect(world.riskStanding() == .awaiting && made.confidence == .low)
        // It names what a risk is to name, so nothing is due but the decision.
        #expect(world.riskDuties(.riskComplete).isEmpty)
    }

    @Test("7-b breach: what is refused at its end leaves nothing behind of its beginning")
    func nothing() {
        var world = World.house
        world.appraisable()
        let before = world.history.count
        world.when(.appraiseRisk, world.keeping(5, 5))
        world.refuses(.outOfTurn)
        #expect(world.history.count == before && world.register.risks.isEmpty && world.register.proposals.count == 1)
    }

    @Test(
        "8-j: each dimension is the worst that was answered about any property, and the level that of the worst dimension",
        arguments: ControlAttributes.Property.allCases)
    func worst(_ property: ControlAttributes.Property) throws {
        var world = World.house
        world.appraisable()
        for dimension in Risk.Guide.perProperty {
            let question = Risk.Guide.Question(property: property, dimension: dimension)
            world.appraise(3, 1, [question.field: 4])
            let made = try newest(world)
            for one in made.current.consequences {
                let expected: Int? = one.dimension == .contract ? nil : one.dimension == dimension ? 4 : 1
                #expect(one.step == expected, "\(property) \(dimension) \(one.dimension)")
            }
            #expect(world.register.level(of: made) == RiskMethod.five.level(likelihood: 3, consequence: 4))
        }
    }

    @Test(
        "8-j: more answers of the same kind never make a lower level, and never add up to a higher one than the worst")
    func monotone() {
        for step in 1...5 {
            let one = Risk.Guide.Answer(property: .confidentiality, dimension: .economy, step: step)
            for other in 1...5 {
                let two = Risk.Guide.Answer(property: .integrity, dimension: .economy, step: other)
                #expect(Risk.Guide.worst([one, two])[0] == max(step, other))
            }
            let none = Risk.Guide.Answer(property: .availability, dimension: .economy, step: nil)
            #expect(Risk.Guide.worst([one, none])[0] == step)
        }
        #expect(Risk.Guide.worst([]).allSatisfy { $0 == nil })
    }

    @Test("8-j breach: a dimension that is relevant to nothing says why, and all six are asked about")
    func blank() throws {
        #expect(Set(Risk.Guide.questions.map(\.dimension)) == Set(RiskMethod.Dimension.allCases))
        #expect(Set(Risk.Guide.questions.map(\.field)).count == 14)
        var world = World.house
        world.appraisable()
        let none: Words = [
            "confidentiality_citizens": "none", "integrity_citizens": "none", "availability_citizens": "none",
        ]
        world.when(.appraiseRisk, world.appraising(2, 2, none))
        world.refuses(.invalid, "citizens_reason")
        world.appraise(2, 2, none.merging(["citizens_reason": "Ingen borgere er berørt"]) { $1 })
        let citizens = try #require(newest(world).current.consequences.first { $0.dimension == .citizens })
        #expect(citizens.step == nil && citizens.reason.flatMap { world.texts[$0] } == "Ingen borgere er berørt")
    }

    @Test("8-b: what is harmed is what has a consequence, and what was dismissed is kept with its reason")
    func kept() throws {
        var world = World.house
        world.appraisable()
        var words: Words = [:]
        for dimension in Risk.Guide.perProperty {
            words[Risk.Guide.Question(property: .integrity, dimension: dimension).field] = "none"
        }
        world.appraise(2, 3, words)
        #expect(world.known(risk: "Risiko").wording?.properties == [.confidentiality, .availability])
        let guide = try #require(newest(world).guide)
        #expect(guide.answers.count == 14 && guide.provisions.map(\.answer) == [.yes, .partly])
        #expect(guide[.init(property: .availability, dimension: .operations)] == .some(3))
        #expect(guide[.init(property: .integrity, dimension: .operations)] == .some(nil))
        let reasons = Risk.Guide.reasons(try #require(guide.dismissals.flatMap { world.texts[$0] }))
        #expect(
            reasons.values.sorted() == ["Der er ingen gæster"] && guide.dismissed.map(\.description) == ["trusler:T18"])
        #expect(try newest(world).confidence == .medium)
    }

    @Test("8-g: judged again, it is the same risk; what it said stays where nothing else is said")
    func again() throws {
        var world = World.house
        world.appraisable()
        world.appraise(3, 3)
        let first = world.known(risk: "Risiko")
        world.today = world.today + 200
        let same: Words = ["risk": world.risk(), "title": "", "scenario": "", "vulnerabilities": ""]
        let entries = world.given(.appraiseRisk, world.appraising(2, 3, same))
        #expect(entries.count == 1, "its words are those it had")
        #expect(world.known(risk: "Risiko").wordings.entries.count == 1)
        #expect(world.known(risk: "Risiko").assessments.count == 2)
        #expect(world.riskDuties(.riskVerified).last?.due == world.today.adding(months: 12))
        // A threat that is dismissed is another wording, with the title that it had.
        let fewer: Words = ["threats": "trusler:T23", "dismissed": "trusler:T14 Den er væk"]
        world.given(.appraiseRisk, world.appraising(2, 3, same.merging(fewer) { $1 }))
        let now = try #require(world.known(risk: "Risiko").wording)
        #expect(now.number == first.number && now.title != first.wording?.title)
        #expect(
            world.texts[now.title] == "Sagsportalen kan ikke bruges"
                && now.threats.map(\.description) == ["trusler:T23"])
    }

    @Test("8-c: nothing is kept that was not asked about, and a measure that is not in place is taken off")
    func measures() throws {
        var world = World.house
        world.appraisable()
        world.protect(["availability": [world.solution()]])
        let measure: ID<Measure> = world.measure()
        world.appraise(3, 3, ["in_place": "\(measure) yes"])
        #expect(world.known(risk: "Risiko").wording?.measures == [world.measure()])
        let same: Words = ["risk": world.risk(), "title": "", "scenario": ""]
        world.given(.appraiseRisk, world.appraising(3, 3, same.merging(["in_place": ""]) { $1 }))
        #expect(world.known(risk: "Risiko").wording?.measures == [world.measure()], "it was not asked about")
        world.given(.appraiseRisk, world.appraising(3, 3, same.merging(["in_place": "\(measure) no"]) { $1 }))
        #expect(world.known(risk: "Risiko").wording?.measures == [])
    }
}
