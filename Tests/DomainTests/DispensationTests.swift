// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause rows 7.4-a, 7.4-c and the first part of 7.4-f: what must be said before the direktion is asked.
@Suite("§7.4: leave is asked for with concrete reasons")
struct DispensationRequestTests {
    @Test("7.4-a: a request names the version in force, its paragraphs, whom and what it is for, and its days")
    func request() throws {
        var world = World.house
        world.ask("D", ["paragraphs": [World.daily, World.monthly], "to": "2027-11-22"])
        let request = try #require(world.dispensed().request)
        #expect(request.version == world.known("Backup").versionInForce(on: world.today)?.id)
        #expect(request.paragraphs == [World.daily, World.monthly])
        #expect(request.units == [world.unit("Drift")])
        #expect(request.solutions.flatMap { world.texts[$0] } == "Udviklingsmiljøet")
        #expect(request.from == world.today && request.to == day("2027-11-22"), "a year to the day is the longest")
        #expect(world.standing() == .preparing)
    }

    @Test("7.4-a: it stays with the version that it was asked for; another one in force asks for another wording")
    func version() throws {
        var world = World.house
        world.ask()
        world.submit()
        let asked = try #require(world.dispensed().request?.version)
        world.enact("Backup")
        #expect(world.dispensed().request?.version == asked)
        world.when(.makeDecision, world.judgement())
        world.refuses(.outOfTurn)
        var words = world.request()
        words["dispensation"] = world.dispensation("D")
        world.given(.amendDispensation, words)
        #expect(world.dispensed().request?.version == world.known("Backup").versionInForce(on: world.today)?.id)
        world.advise()
        world.judge()
        #expect(world.standing() == .live)
        #expect(world.lastDecision?.matter?.version == world.known("Backup").versionInForce(on: world.today)?.id)
    }

    @Test("7.4-a: requests of a year have one series of numbers, which no withdrawal opens again")
    func numbers() {
        var world = World.house
        world.ask("Første")
        world.given(
            .withdrawDispensation, ["dispensation": world.dispensation("Første"), "reason": "Ikke nødvendig"])
        world.ask("Anden")
        world.today = day("2027-01-04")
        world.ask("Tredje")
        let numbers = ["Første", "Anden", "Tredje"].map { world.dispensed($0).request.map { [$0.number, $0.year] } }
        #expect(numbers == [[1, 2026], [2, 2026], [1, 2027]])
    }

    @Test("7.4-a, breach: leave from a whole document, or for everybody and everything, is refused")
    func blanket() {
        var world = World.house
        world.ruleText = World.backup
        world.when(.requestDispensation, world.request(["paragraphs": [ParagraphID]()]))
        world.refuses(.invalid, "paragraphs")
        world.when(.requestDispensation, world.request(["units": [ID<Unit>](), "solutions": ""]))
        world.refuses(.invalid, "units")
        // A paragraph of another text is not one of this version.
        world.when(.requestDispensation, world.request(["paragraphs": [ParagraphID(high: 9, low: 99)]]))
        world.refuses(.invalid, "paragraphs")
        // One of the two is enough: units alone, or systems alone.
        world.given(.requestDispensation, world.request(["solutions": ""]))
        world.given(.requestDispensation, world.request(["units": [ID<Unit>]()]))
    }

    @Test(
        "7.4-c, breach: without a reason, the situation, the risk or what is done instead nobody is asked",
        arguments: ["reason", "situation", "risk", "measures", "title", "level"])
    func empty(_ field: String) {
        var world = World.house
        world.ruleText = World.backup
        for blank in ["", "  \n "] {
            world.when(.requestDispensation, world.request([field: blank]))
            world.refuses(.invalid, field)
        }
        #expect(world.register.dispensations.isEmpty)
        // Nor by an amendment.
        world.ask()
        var words = world.request([field: " "])
        words["dispensation"] = world.dispensation("D")
        world.when(.amendDispensation, words)
        world.refuses(.invalid, field)
        #expect(world.dispensed().requests.entries.count == 1)
    }

    @Test("7.4-c: the reasons stand word for word, also those of an earlier wording")
    func reasons() throws {
        var world = World.house
        world.ask()
        var words = world.request(["reason": "Leverandøren kan først i marts"])
        words["dispensation"] = world.dispensation("D")
        world.today = world.today + 3
        world.given(.amendDispensation, words)
        let wordings = world.dispensed().requests.entries.map { world.texts[$0.value.reason] }
        #expect(wordings == ["De nye servere har ingen daglig backup endnu", "Leverandøren kan først i marts"])
        #expect(world.dispensed().request(on: world.today - 1).flatMap { world.texts[$0.reason] } == wordings[0])
    }

    @Test("7.4-f: a paragraph that follows from law cannot be dispensed from, at the request and at the decision")
    func statute() {
        var world = World.house
        world.note(law: World.monthly)
        world.ruleText = World.backup
        world.when(.requestDispensation, world.request(["paragraphs": [World.daily, World.monthly]]))
        world.refuses(.invalid, "paragraphs")
        // Noted while the matter waits: a grant is refused, a refusal is not.
        world.ask()
        world.submit()
        world.note(law: World.daily)
        world.when(.makeDecision, world.judgement())
        world.refuses(.outOfTurn)
        #expect(world.standing() == .submitted)
        var refused = world
        refused.judge("D", ["outcome": "rejected", "reason": "Det er lov"])
        #expect(refused.standing() == .rejected)
        // The note was wrong.
        world.given(
            .dropStatute, ["document": world.document("Backup"), "paragraph": World.daily, "reason": "Læst forkert"])
        world.judge()
        #expect(world.standing() == .live)
    }

    @Test("7.4-f, breach: what is live when its paragraph becomes law is looked at again, and cannot be confirmed")
    func becomesLaw() throws {
        var world = World.dispensing()
        let subject = Subject.dispensation(world.dispensation("D"))
        #expect(world.duties(.basis, subject).isEmpty)
        world.today = world.today + 10
        world.note(law: World.daily)
        let duty = try #require(world.duties(.basis, subject).first)
        #expect(duty.opens == world.today && duty.due == world.today + 30 && duty.done == nil)
        world.when(
            .confirmDecision,
            ["decision": world.lastDecision?.id ?? ID(high: 0, low: 0), "reason": "Den gælder uændret"])
        world.refuses(.outOfTurn)
        world.today = world.today + 1
        world.given(.endDispensation, ["dispensation": world.dispensation("D"), "note": "Daglig backup igen"])
        #expect(world.duties(.basis, subject).map(\.done) == [world.today])
    }

    @Test("7.4-f: without an end, or for longer than a year, it is refused")
    func period() {
        var world = World.house
        world.ruleText = World.backup
        world.when(.requestDispensation, world.request(["to": ""]))
        world.refuses(.invalid, "to")
        world.when(.requestDispensation, world.request(["to": "2027-11-23"]))
        world.refuses(.invalid, "to")
        world.when(.requestDispensation, world.request(["from": "2026-12-01", "to": "2027-12-01"]))
        world.refuses(.invalid, "to")
        // From a leap day the year ends on the last of February.
        world.when(.requestDispensation, world.request(["from": "2028-02-29", "to": "2029-02-28"]))
        world.refuses(.invalid, "to")
        world.given(.requestDispensation, world.request(["from": "2028-02-29", "to": "2029-02-27"]))
        world.given(.requestDispensation, world.request(["to": "2027-11-22"]))
    }
}

/// What happens before the direktion sees it.
@Suite("§7.4: what is said of a request")
struct DispensationOpinionTests {
    @Test("opinions stand beside each other, each in its own name and words")
    func opinions() {
        var world = World.house
        world.ask()
        world.advise("D", as: "security", by: "Sara")
        world.advise()
        world.advise("D", as: "other", by: "Fie")
        let opinions = world.dispensed().opinions
        #expect(opinions.map(\.advisor) == [.security, .dpo, .other])
        #expect(opinions.map(\.by) == ["Sara", "Dan", "Fie"].map { .some(world.person($0)) })
    }

    @Test("an opinion that is annulled is gone, and the others stand; without it the DPO was not heard")
    func annulled() {
        var world = World.house
        world.ask()
        world.advise("D", as: "security", by: "Sara")
        world.advise()
        world.recommend()
        let opinion = world.position { if case .dispensation(_, .advised(.dpo, _, _)) = $0 { true } else { false } }
        world.by = world.person("Dan")
        world.annul(opinion)
        world.by = nil
        #expect(world.dispensed().opinions.map(\.advisor) == [.security])
        world.when(.submitDispensation, ["dispensation": world.dispensation("D"), "due": world.today + 7])
        world.refuses(.invalid, "unheard")
        world.given(
            .submitDispensation,
            ["dispensation": world.dispensation("D"), "due": world.today + 7, "unheard": "DPO er inhabil"])
        #expect(world.dispensed().submissions.newest?.unheard.flatMap { world.texts[$0] } == "DPO er inhabil")
    }

    @Test(
        "what was decided from is not annulled: neither the request, an opinion, the recommendation nor the submission")
    func annulledLater() throws {
        var world = World.dispensing()
        world.today = world.today + 5
        for (position, entry) in world.history.enumerated() {
            guard case .dispensation = entry.fact else { continue }
            world.when(.annulFact, ["position": position, "reason": "Var forkert"])
            world.refuses(.outOfTurn)
        }
        #expect(!world.register.basisHasChanged(try #require(world.lastDecision), on: world.today))
        #expect(world.standing() == .live)
    }

    @Test("a request that others have spoken of is withdrawn, never annulled; nor is what waits for the direktion")
    func annulledBefore() {
        var world = World.house
        world.ask()
        world.advise()
        func annul(_ fits: (Dispensation.Fact) -> Bool) {
            let position = world.position { if case .dispensation(_, let fact) = $0 { fits(fact) } else { false } }
            world.when(.annulFact, ["position": position, "reason": "Var forkert"])
            world.refuses(.outOfTurn)
        }
        annul { if case .requested = $0 { true } else { false } }
        world.recommend()
        world.given(.submitDispensation, ["dispensation": world.dispensation("D"), "due": world.today + 7])
        annul { if case .recommended = $0 { true } else { false } }
        #expect(world.standing() == .submitted)
    }

    @Test("a withdrawn request asks nothing more; when the withdrawal is annulled it waits again")
    func withdrawn() {
        var world = World.house
        world.ask()
        world.submit()
        let subject = Subject.dispensation(world.dispensation("D"))
        world.given(.withdrawDispensation, ["dispensation": world.dispensation("D"), "reason": "Løst"])
        #expect(world.standing() == .withdrawn)
        #expect(world.duties(.dispensation, subject).map(\.done) == [world.today])
        world.when(.makeDecision, world.judgement())
        world.refuses(.outOfTurn)
        world.annul(world.history.count - 1)
        #expect(world.standing() == .submitted)
        #expect(world.duties(.dispensation, subject).map(\.done) == [nil])
    }
}
