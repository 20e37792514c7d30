// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// A framework that was adopted from a file.
    mutating func adopt(
        _ name: String = "cis-8", as title: String = "Rammeværk", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(
            .adoptFramework, ["name": name, "label": "CIS Controls", "kind": "controls"], as: title,
            sourceLocation: sourceLocation)
    }

    func framework(_ title: String = "Rammeværk") -> ID<AdoptedFramework> { id(title) }

    /// What whoever read the file hands over.
    static let reading = AdoptedFramework.Reading(
        sha256: String(repeating: "0f", count: 32), clauses: 3, languages: ["da", "en"], edition: "8.1",
        publisher: "CIS", source: nil, rights: "CC BY-NC-ND 4.0\nKun til eget brug")
}

extension CommandRules {
    static func frameworks(_ kind: CommandKind) -> CommandRules {
        guard kind == .retireFramework else { return adopting }
        return CommandRules(
            example: { world in
                world.adopt()
                return ["framework": world.framework(), "reason": "Vi følger et andet"]
            },
            then: { world, _ in
                #expect(world.register.frameworks[world.framework()]?.isRetired(on: world.today) == true)
                #expect(world.register.frameworks[world.framework()]?.isRetired(on: world.today - 1) == false)
            },
            refusals: [
                .saying("framework", nobody),
                Refused("twice", .outOfTurn) { world, words in world.given(.retireFramework, words) },
                Refused("while a requirement is stated from it", .outOfTurn) { world, _ in
                    world.given(.adoptClause, world.demand(["clause": "cis-8:1.1"]))
                },
                Refused("while an open risk names a threat of it", .outOfTurn) { world, words in
                    world.given(
                        .adoptFramework, ["name": "havnens-trusler", "label": "Havnens", "kind": "threats"],
                        as: "Trusler")
                    world.risky(["threats": "havnens-trusler:T1"])
                    words["framework"] = world.id("Trusler", AdoptedFramework.self)
                },
                Refused("while a requirement is mapped to it", .outOfTurn) { world, _ in
                    world.require()
                    world.given(
                        .mapRequirement,
                        [
                            "requirement": world.requirement(), "clause": "cis-8:1.1", "relation": "subset",
                            "rationale": "Det er det samme",
                        ])
                },
            ])
    }

    private static var adopting: CommandRules {
        CommandRules(
            example: { _ in ["name": "cis-8", "label": "CIS Controls", "kind": "controls"] },
            then: { world, entries in
                guard case .framework(let id, .adopted(let adoption))? = entries.first?.fact else {
                    Issue.record("nothing is adopted")
                    return
                }
                #expect(adoption.name.text == "cis-8" && adoption.kind == .controls && adoption.clauses == 3)
                #expect(adoption.sha256 == World.reading.sha256 && adoption.languages == ["da", "en"])
                #expect(adoption.rights.flatMap { world.texts[$0] } == World.reading.rights && adoption.source == nil)
                #expect(world.register.adoptedFramework(adoption.name)?.id == id)
            },
            refusals: [
                .saying("name", "CIS 8"), .saying("name", "27001"), .saying("name", "gdpr"), .saying("name", ""),
                .saying("name", "01234567-89ab-7def-8123-456789abcdef"), .saying("label", ""), .saying("kind", ""),
                Refused("without a file", .invalid, "file") { $1["file"] = "" },
                Refused("of a file that nobody has read", .invalid, "file") { $1["reading"] = "" },
                Refused("under a name that is used", .invalid, "name") { world, _ in world.adopt() },
                Refused("under the name of one that is retired", .invalid, "name") { world, _ in
                    world.adopt()
                    world.given(.retireFramework, ["framework": world.framework(), "reason": "Forældet"])
                },
            ])
    }
}

@Suite("Frameworks that an organisation has adopted")
struct AdoptedFrameworkTests {
    @Test func aReadingComesBackAsItWasWritten() throws {
        #expect(AdoptedFramework.Reading(decoding: World.reading.encode()) == World.reading)
        #expect(AdoptedFramework.Reading(decoding: Array("0f".utf8)) == nil)
        #expect(AdoptedFramework.Reading(decoding: []) == nil)
    }

    @Test func nothingIsStatedFromOneThatIsRetired() {
        var world = World.house
        world.adopt()
        world.given(.retireFramework, ["framework": world.framework(), "reason": "Forældet"])
        world.when(.adoptClause, world.demand(["clause": "cis-8:1.1"]))
        world.refuses(.invalid, "clause")
        world.require()
        let words: Words = [
            "requirement": world.requirement(), "clause": "cis-8:1.1", "relation": "equal", "rationale": "Det samme",
        ]
        world.when(.mapRequirement, words)
        world.refuses(.invalid, "clause")
        world.holds()
    }

    @Test func noRequirementIsStatedFromThreats() {
        var world = World.house
        world.given(.adoptFramework, ["name": "havnens-trusler", "label": "Havnens trusler", "kind": "threats"])
        world.require()
        for catalogue in ["havnens-trusler", "trusler"] {
            world.when(.adoptClause, world.demand(["clause": "\(catalogue):T1"]))
            world.refuses(.invalid, "clause")
            world.when(
                .mapRequirement,
                [
                    "requirement": world.requirement(), "clause": "\(catalogue):T1", "relation": "equal",
                    "rationale": "Det samme",
                ])
            world.refuses(.invalid, "clause")
        }
        world.holds()
    }

    @Test func theNameOfTheThreatsThatComeAlongIsTaken() {
        var world = World.house
        world.when(.adoptFramework, ["name": "trusler", "label": "Vores trusler", "kind": "threats"])
        world.refuses(.invalid, "name")
    }

    @Test func whatRequirementsComeFromIsNotAnnulled() throws {
        var world = World.house
        world.adopt()
        let adopted = try #require(world.history.last?.stamp.position)
        world.given(.adoptClause, world.demand(["clause": "cis-8:1.1"]), as: "K")
        world.when(.annulFact, ["position": "\(adopted)", "reason": "Forkert fil"])
        world.refuses(.outOfTurn)
        world.given(.withdrawRequirement, ["requirement": world.requirement(), "reason": "Det gælder ikke"])
        world.given(.annulFact, ["position": "\(adopted)", "reason": "Forkert fil"])
        // What never was adopted leaves its name free.
        world.adopt(as: "Rigtigt")
        #expect(
            world.register.adoptedFramework(try #require(Framework.Name("cis-8")))?.id == world.framework("Rigtigt"))
        world.holds()
    }
}
