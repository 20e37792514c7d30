// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("§7: one method for all, ready for change, and tailored with reasons over one baseline")
struct FoundationTests {
    /// The commands by which somebody judges, and where the judgement is one of a few words that all use.
    private static let judgements: [CommandKind: [String]] = [
        .assessRequirement: ["method", "result"], .raiseNonconformity: ["origin", "severity"],
        .checkNonconformity: ["outcome"], .decideApplicability: ["applies", "status"], .mapRequirement: ["relation"],
        .recordAudit: ["matter", "opinion"],
    ]

    @Test("1-a, breach: one word for security as a whole is none of the three")
    func merged() {
        for word in ["Security", "CIA", "Confidentiality, Integrity", "Confidentiality+Availability"] {
            var world = World.house
            world.when(.stateLaw, world.demand(["law": "GDPR artikel 32", "from": "2018-05-25", "properties": [word]]))
            world.refuses(.invalid, "properties")
        }
        #expect(ControlAttributes.Property.allCases.count == 3)
    }

    @Test("7-b: a judgement is one of a few words that all use, each with its name in both languages")
    func oneMethod() throws {
        for (kind, names) in Self.judgements {
            for name in names {
                let field = try #require(kind.fields.first { $0.name == name }, "\(kind.rawValue) \(name)")
                guard case .choice(let choices) = field.kind else {
                    Issue.record("\(kind.rawValue) \(name) is written freely")
                    continue
                }
                #expect(choices.count > 1 && choices.allSatisfy { !$0.label.da.isEmpty && !$0.label.en.isEmpty })
                #expect(Set(choices.map(\.label.da)).count == choices.count)
            }
        }
    }

    @Test("7-b, breach: an assessment in words alone, or with a judgement of its own, is refused")
    func freeText() {
        let said: [(String, String?)] = [
            ("method", nil), ("result", nil), ("method", "Mavefornemmelse"), ("result", "Det går godt"),
        ]
        for (field, word) in said {
            var world = World.house
            world.require()
            var words = world.assessment("K", ["finding": "Vi har talt med alle, og det ser fint ud."])
            words[field] = word
            world.when(.assessRequirement, words)
            world.refuses(.invalid, field)
            #expect(world.compliance() == .never)
        }
        // A sample is one only when it says of how much and how it was chosen.
        var world = World.house
        world.require()
        world.when(.assessRequirement, world.assessment("K", ["method": "sample"]))
        world.refuses(.invalid, "sample")
    }

    @Test("7-c: what is demanded can change from a day; what was assessed before keeps the words it was assessed by")
    func ready() throws {
        var world = World.house
        world.require()
        world.prove()
        world.assess("K", ["evidence": [world.evidence()]])
        let first = world.today
        let before = try #require(world.register.requirements[world.requirement()]?.wording(on: first))
        world.today = first + 40
        world.given(
            .amendRequirement,
            world.demand([
                "requirement": world.requirement(), "demand": "MFA på alt", "months": 1, "reason": "Ny trussel",
            ]))
        let known = try #require(world.register.requirements[world.requirement()])
        #expect(known.wording(on: first) == before && known.wording(on: first + 39) == before)
        #expect(known.wording(on: world.today)?.rhythm == .months(1))
    }

    @Test("7-c, breach: another rhythm does not judge again what was on time under the one before")
    func history() throws {
        var world = World.house
        world.require()
        world.prove()
        world.assess("K", ["evidence": [world.evidence()]])
        let (first, subject) = (world.today, Subject.requirement(world.requirement()))
        world.today = first + 200
        world.given(
            .amendRequirement,
            world.demand(["requirement": world.requirement(), "months": 1, "reason": "Ny trussel"]))
        for past in [first, first + 31, first + 199] {
            #expect(world.compliance(on: past) == .complied)
            let late = world.duties(.assessment, subject).filter { $0.standing(on: past) == .overdue }
            #expect(late.isEmpty, "on \(past) nothing was late")
        }
        #expect(world.register.requirements[world.requirement()]?.assessments.first?.next == first.adding(years: 1))
    }

    @Test("7-d, breach: a part is not tailored without a reason, nor in layers that nobody can follow")
    func untailored() {
        var world = World.house
        world.given(.openScope, ["name": "Hele organisationen"], as: "Omfang")
        world.given(.openScope, ["name": "Lønsystemet", "baseline": world.scope()], as: "Under")
        var decision: Words = ["scope": world.scope("Under"), "control": "7.4", "applies": "no"]
        for reason: String? in [nil, "  "] {
            decision["reason"] = reason
            world.when(.decideApplicability, decision)
            world.refuses(.invalid, "reason")
        }
        world.when(.openScope, ["name": "Et modul", "baseline": world.scope("Under")])
        world.refuses(.invalid, "baseline")
        #expect(world.register.decidedControls(in: world.scope("Under"), on: world.today) == 0)
    }
}
