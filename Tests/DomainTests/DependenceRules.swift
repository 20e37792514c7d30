// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// An asset by a name of its own, with the needs that it is given; else it needs nothing.
    mutating func addAsset(_ name: String, _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        let nothing: Words = ["name": name, "confidentiality": "none", "integrity": "none", "availability": "none"]
        given(
            .setAsset, solving(nothing.merging(words) { $1 }), as: name, sourceLocation: sourceLocation)
    }

    func depending(_ name: String, on other: String, _ words: Words = [:]) -> Words {
        let usual: Words = ["asset": solution(name), "kind": "runs_on", "other": solution(other)]
        return usual.merging(words) { $1 }
    }

    mutating func depend(
        _ name: String, on other: String, _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.dependAsset, depending(name, on: other, words), sourceLocation: sourceLocation)
    }

    mutating func part(
        _ name: String, from other: String, _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let usual: Words = ["reason": "Flyttet"]
        given(
            .endDependence, depending(name, on: other, usual.merging(words) { $1 }), sourceLocation: sourceLocation)
    }

    func needs(_ name: String, on day: Day? = nil) -> Inheritance.Needs {
        register.needs(of: solution(name), on: day ?? today)
    }

    /// The names' assets from the nearest dependant up to where a need comes from.
    func path(_ name: String, _ property: ControlAttributes.Property, on day: Day? = nil) -> [ID<Asset>] {
        register.inherited(by: solution(name), on: day ?? today).path(property)
    }
}

extension CommandRules {
    /// Something else depends on the asset that the words name.
    static var borne: Refused {
        Refused("while another depends on it", .outOfTurn) { world, words in
            world.addAsset("Bruger")
            world.given(
                .dependAsset,
                ["asset": world.solution("Bruger"), "kind": "runs_on", "other": words["asset"] ?? nobody])
        }
    }

    static func dependences(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .dependAsset:
            return CommandRules(
                example: { world in
                    world.addAsset("Portal", ["availability": "high"])
                    world.addAsset("Server")
                    return world.depending("Portal", on: "Server", ["reason": "Den står på den"])
                },
                then: { world, _ in
                    let found = world.register.dependences(of: world.solution("Portal"), on: world.today)
                    #expect(found.map(\.on) == [world.solution("Server")] && found.map(\.kind) == [.runsOn])
                    #expect(found.map(\.from) == [world.today])
                    let back = Array(world.register.dependants(of: world.solution("Server"), on: world.today))
                    #expect(back.map(\.asset) == [world.solution("Portal")])
                    #expect(world.needs("Server")[.availability] == .high)
                },
                refusals: [
                    .saying("asset", nobody), .saying("other", nobody), .saying("kind", "stands_on"),
                    .saying("withheld", "Beauty"), .saying("from", tomorrow), .saying("from", yesterday),
                    .saying("withheld", "Integrity", at: "reason").with { $1["reason"] = nil as String? },
                    Refused("of itself", .invalid, "other") { $1["other"] = $0.solution("Portal") },
                    Refused("twice", .outOfTurn) { world, words in world.given(.dependAsset, words) },
                    Refused("in a circle", .invalid, "other") { world, _ in
                        world.addAsset("Mellemled")
                        world.depend("Server", on: "Mellemled")
                        world.depend("Mellemled", on: "Portal")
                    },
                    Refused("on one that is retired", .invalid, "other") { world, _ in
                        world.given(.retireAsset, ["asset": world.solution("Server"), "reason": "Slukket"])
                    },
                    Refused("when it is retired itself", .invalid, "asset") { world, _ in
                        world.given(.retireAsset, ["asset": world.solution("Portal"), "reason": "Slukket"])
                    },
                ])
        default:
            return CommandRules(
                example: { world in
                    world.addAsset("Portal", ["availability": "high"])
                    world.addAsset("Server")
                    world.depend("Portal", on: "Server")
                    return world.depending("Portal", on: "Server", ["reason": "Flyttet til en anden"])
                },
                then: { world, _ in
                    #expect(world.register.dependences(of: world.solution("Portal"), on: world.today).isEmpty)
                    #expect(world.register.dependantCount(of: world.solution("Server"), on: world.today) == 0)
                    #expect(world.needs("Server")[.availability] == .none)
                },
                refusals: [
                    .saying("asset", nobody), .saying("other", nobody), .saying("kind", "located_at", .outOfTurn),
                    .saying("from", tomorrow), .saying("from", yesterday, .outOfTurn),
                    Refused("twice", .outOfTurn) { world, words in world.given(.endDependence, words) },
                ])
        }
    }
}

extension CommandRules.Refused {
    /// The same, with more words changed.
    func with(_ more: @escaping (inout World, inout Words) -> Void) -> Self {
        Self(name, reason, field) { world, words in
            but(&world, &words)
            more(&world, &words)
        }
    }
}
