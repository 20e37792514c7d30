// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    mutating func propose(
        method base: RiskMethod.Base, _ words: Words = [:], as name: String = "M",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(
            .proposeRiskMethod, matter(["base": base.rawValue]).merging(words) { $1 }, as: name,
            sourceLocation: sourceLocation)
    }
}

/// Clause rows 8-a and 8-d: criteria are adopted by the direktion, and come before assessments.
@Suite("§8: the direktion adopts the method by which risks are judged")
struct MethodAdoptionTests {
    private func methods(_ world: World) -> [RiskMethod.Base] { world.register.riskMethods.map(\.method.base) }

    @Test("8-a: it holds from the day of the decision, and not before; a proposal alone adopts nothing")
    func adopted() {
        var world = World.house
        #expect(world.register.riskMethod(on: world.today) == nil)
        world.propose(method: .five)
        #expect(world.register.riskMethod(on: world.today) == nil)
        world.resolve("M")
        let found = world.register.riskMethod(on: world.today)
        #expect(found?.method == .five && found?.proposal == world.proposal("M"))
        #expect(found?.decision == world.lastDecision?.id && found?.from == world.today)
        #expect(world.register.riskMethod(on: world.today - 1) == nil)
        #expect(world.register.riskMethod(on: world.today + 1000)?.method == .five)
    }

    @Test("8-a: everything in it can be other than shipped")
    func own() throws {
        var world = World.house
        world.propose(
            method: .five,
            [
                "score": "product", "rate_2": 10, "amount_5": 20_000_000, "cell_1_5": "high", "floor_citizens": "none",
                "floor_operations": "critical-5", "acceptance_moderate_months": 6,
                "acceptance_low": "decided", "acceptance_low_months": 12, "months": 6,
                "words": "Økonomi 1: Småpenge",
            ])
        world.resolve("M")
        let adopted = try #require(world.register.riskMethod(on: world.today))
        let method = adopted.method
        #expect(method.score == .product && method.rates[1] == 10_000 && method.amounts[4] == 2_000_000_000)
        #expect(method.level(likelihood: 1, consequence: 5) == .high)
        #expect(method.floors == [.init(dimension: .operations, consequence: 5, level: .critical)])
        #expect(
            method.acceptances == [.decided(months: 12), .decided(months: 6), .treated(months: 6), .never])
        #expect(method.months == 6 && method.fault == nil && adopted.words != nil)
        #expect(method.rates[2] == RiskMethod.five.rates[2], "what is left empty is as shipped")
    }

    @Test("8-a: the next one takes over from its day; annulling its adoption brings back the one before")
    func next() {
        var world = World.house
        world.propose(method: .four)
        world.resolve("M")
        world.today = world.today + 30
        world.propose(method: .five, as: "Ny")
        world.resolve("Ny")
        #expect(methods(world) == [.four, .five])
        #expect(world.register.riskMethod(on: world.today)?.method == .five)
        #expect(world.register.riskMethod(on: world.today - 1)?.method == .four)
        world.annul(world.decided)
        #expect(world.register.riskMethod(on: world.today)?.method == .four)
        #expect(methods(world) == [.four])
        // The matter waits again, and can be decided again.
        world.resolve("Ny")
        #expect(world.register.riskMethod(on: world.today)?.method == .five)
    }

    @Test("8-d: what was assessed under a method reads the same after another is adopted, and after both are annulled")
    func kept() throws {
        var world = World.house
        world.propose(method: .four)
        world.resolve("M")
        let old = world.proposal("M")
        let estimate = Risk.Estimate(
            likelihood: 2,
            consequences: RiskMethod.Dimension.allCases.map { .init(dimension: $0, step: 3, reason: nil) })
        func level() throws -> RiskMethod.Level? {
            estimate.level(by: try #require(world.register.riskMethod(of: old)))
        }
        let before = try level()
        #expect(before == .moderate)
        let first = world.decided
        world.propose(method: .five, ["cell_2_3": "high", "cell_3_3": "high", "cell_2_4": "high"], as: "Ny")
        world.resolve("Ny")
        let now = try #require(world.register.riskMethod(on: world.today)).method
        #expect(estimate.level(by: now) == .high, "judged anew it would be another one")
        #expect(try level() == before)
        world.annul(world.decided)
        world.annul(first)
        #expect(world.register.riskMethods.isEmpty)
        #expect(try level() == before)
        let proposed = world.position { fact in
            if case .proposal(old, .made) = fact { true } else { false }
        }
        world.annul(proposed)
        #expect(try level() == before, "also when nobody ever proposed it")
    }

    @Test("8-d, breach: rejected, sent back or withdrawn, it holds nowhere")
    func notDecided() {
        for outcome in ["rejected", "returned"] {
            var world = World.house
            world.propose(method: .five)
            world.resolve("M", ["outcome": outcome, "reason": "Hvorfor fem trin?"])
            #expect(world.register.riskMethods.isEmpty)
        }
        var world = World.house
        world.propose(method: .five)
        world.given(.withdrawProposal, ["proposal": world.proposal("M"), "reason": "Fejl"])
        #expect(world.register.riskMethods.isEmpty)
    }

    @Test("8-d, breach: a method that was proposed from another one than holds now is not decided")
    func changed() {
        var world = World.house
        world.propose(method: .five, as: "A")
        world.propose(method: .four, as: "B")
        world.resolve("A")
        world.when(.resolveProposal, world.resolution("B"))
        world.refuses(.outOfTurn)
        // It can be sent back or rejected.
        world.resolve("B", ["outcome": "returned", "reason": "Metoden er ændret"])
        world.propose(method: .four, ["follows": world.proposal("B")], as: "C")
        world.resolve("C")
        #expect(world.register.riskMethod(on: world.today)?.method == .four)
    }

    @Test("8-d, breach: nor where the one that it was proposed from is annulled meanwhile")
    func annulledMeanwhile() {
        var world = World.house
        world.propose(method: .five, as: "A")
        world.resolve("A")
        let adopted = world.decided
        world.propose(method: .four, as: "B")
        world.annul(adopted)
        world.when(.resolveProposal, world.resolution("B"))
        world.refuses(.outOfTurn)
        #expect(world.register.riskMethods.isEmpty)
    }

    @Test("the list of methods is what the decisions that stand say, after every fact of any soup", arguments: 0..<20)
    func index(_ seed: Int) {
        var soup = Soup(seed: UInt64(700 + seed))
        soup.append(300)
        var register = Register(organisation: soup.organisation)
        for entry in soup.history {
            register.apply(entry.fact, entry.stamp)
            var found: [(Day, Int, ID<Proposal>)] = []
            for proposal in register.proposals.values {
                guard let wording = proposal.wording, case .method = wording.content else { continue }
                let standing = register.decisions.values.filter { decision in
                    !decision.annulled && decision.matter?.proposal == proposal.id
                        && decision.made?.decider == .body(wording.body) && decision.outcome == .approved
                }
                guard let last = standing.max(by: { $0.position < $1.position }) else { continue }
                found.append((last.day, last.position, proposal.id))
            }
            found.sort { ($0.0, $0.1) < ($1.0, $1.1) }
            #expect(register.riskMethods.map(\.proposal) == found.map(\.2))
            #expect(register.riskMethods.map(\.from) == found.map(\.0))
        }
    }
}
