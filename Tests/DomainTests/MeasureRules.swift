// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func measure(_ name: String = "Tiltag") -> ID<Measure> { id(name) }
    func solution(_ name: String = "Løsning") -> ID<Asset> { id(name) }

    func solving(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "kind": "solution", "name": "Sagsportalen", "unit": unit("Drift"), "confidentiality": "high",
            "confidentiality_reason": "Den har oplysninger om børn", "integrity": "ordinary",
            "integrity_reason": "Fejl kan rettes", "availability": "none",
            "availability_reason": "Den kan undværes", "users": "Sagsbehandlere", "months": 6,
        ]
        return usual.merging(words) { $1 }
    }

    func planning(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "title": "To-faktor", "what": "Alle logger ind med to faktorer", "unit": unit("Drift"), "by": today + 60,
            "months": 12,
        ]
        return usual.merging(words) { $1 }
    }

    mutating func solve(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        given(.setAsset, solving(words), as: "Løsning", sourceLocation: sourceLocation)
    }

    mutating func protect(
        _ words: Words = [:], as name: String = "Tiltag", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.setMeasure, planning(words), as: name, sourceLocation: sourceLocation)
    }

    mutating func implement(_ name: String = "Tiltag", sourceLocation: SourceLocation = #_sourceLocation) {
        given(.implementMeasure, ["measure": measure(name), "day": today], sourceLocation: sourceLocation)
    }

    func testing(_ outcome: String, _ name: String = "Tiltag") -> Words {
        [
            "measure": measure(name), "day": today, "method": "technical", "outcome": outcome,
            "finding": "Ti konti er set efter",
        ]
    }

    mutating func test(
        _ outcome: String, _ name: String = "Tiltag", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.testMeasure, testing(outcome, name), sourceLocation: sourceLocation)
    }

    /// A law that binds from today.
    mutating func law(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        given(
            .stateLaw, demand(["law": "GDPR artikel 32", "from": today]).merging(words) { $1 }, as: "Lov",
            sourceLocation: sourceLocation)
    }

    func standing(_ property: ControlAttributes.Property, on day: Day? = nil) -> NeedStanding {
        register.standing(of: .init(asset: solution(), property: property), on: day ?? today)
    }
}

extension CommandRules {
    static func measures(_ kind: CommandKind) -> CommandRules {
        let ended = Refused("when it has ended", .outOfTurn) { world, words in
            world.given(.endMeasure, ["measure": words["measure"] ?? nobody, "reason": "Den er afløst"])
        }
        switch kind {
        case .setMeasure:
            return CommandRules(
                example: { world in
                    world.solve()
                    world.protect(["confidentiality": [world.solution()]])
                    return world.planning([
                        "measure": world.measure(), "clauses": "27002:8.5, gdpr:32(1)(b)",
                        "confidentiality": [world.solution()], "what": "Alle logger ind med nøgle",
                    ])
                },
                then: { world, _ in
                    let wording = world.register.measures[world.measure()]?.wording
                    #expect(wording?.label == "FOR-1" && wording?.clauses.count == 2)
                    #expect(wording?.needs == [.init(asset: world.solution(), property: .confidentiality)])
                },
                refusals: [
                    .saying("measure", nobody), .saying("unit", nobody), .saying("by", yesterday),
                    .saying("months", 0), .saying("clauses", "8.5"), .saying("requirements", [nobody]),
                    .saying("integrity", [nobody]), ended,
                ])
        case .implementMeasure:
            return CommandRules(
                example: { world in
                    world.protect(["clauses": "27002:8.5"])
                    return ["measure": world.measure(), "day": world.today, "how": "Ved hjælp af en nøgle"]
                },
                then: { world, _ in
                    let known = world.register.measures[world.measure()]
                    #expect(known?.implementedOn == world.today && known?.standing(on: world.today) == .untested)
                },
                refusals: [
                    .saying("measure", nobody), .saying("day", tomorrow), .saying("day", yesterday, at: "late_reason"),
                    ended,
                    Refused("twice", .outOfTurn) { world, _ in world.implement() },
                ])
        case .testMeasure:
            return CommandRules(
                example: { world in
                    world.protect(["clauses": "27002:8.5"])
                    world.implement()
                    world.prove()
                    return world.testing("works").merging(["evidence": [world.evidence()]]) { $1 }
                },
                then: { world, _ in
                    let known = world.register.measures[world.measure()]
                    #expect(known?.standing(on: world.today) == .works)
                    #expect(known?.tests.last?.next == world.today.adding(months: 12))
                },
                refusals: [
                    .saying("measure", nobody), .saying("day", tomorrow), .saying("day", yesterday),
                    .saying("next", yesterday), .saying("evidence", [nobody]), ended,
                ])
        default:
            return CommandRules(
                example: { world in
                    world.protect(["clauses": "27002:8.5"])
                    return ["measure": world.measure(), "reason": "Den er afløst"]
                },
                then: { world, _ in
                    #expect(world.register.measures[world.measure()]?.standing(on: world.today) == .ended)
                }, refusals: [.saying("measure", nobody), ended])
        }
    }

    static func solutions(_ kind: CommandKind) -> CommandRules {
        let retired = Refused("when it is retired", .invalid, "asset") { world, words in
            world.given(.retireAsset, ["asset": words["asset"] ?? nobody, "reason": "Den er lukket"])
        }
        switch kind {
        case .setAsset:
            return CommandRules(
                example: { world in
                    world.solve()
                    return world.solving(["asset": world.solution(), "available": "99,9", "recovery": 4])
                },
                then: { world, _ in
                    let wording = world.register.assets[world.solution()]?.wording
                    #expect(wording?.label == "LØS-1" && wording?.target.available == 9990)
                    #expect(wording?.confidentiality?.level == .high && wording?.integrity?.level == .ordinary)
                },
                refusals: [
                    .saying("asset", nobody), .saying("unit", nobody), .saying("owner", nobody),
                    .saying("available", "101"), .saying("available", "99,999"), .saying("integrity", "enormous"),
                    .saying("months", 0), .saying("months", ""), .saying("users", ""), .saying("availability", ""),
                    .saying("integrity_reason", ""), .saying("kind", "location", at: "available"),
                    .saying("kind", "component"),
                    .saying("kind", "process", at: "users"), .saying("manager", nobody), .saying("operator", nobody),
                    .saying("authenticity", "high", at: "authenticity_reason"), .saying("phase", "closed"),
                    .saying("criticality", "society", at: "criticality_reason"),
                    .saying("criticality_reason", "Fordi", at: "criticality"), .saying("kle", "27.36.0"),
                    .saying("registered", "under_100"), .saying("cvr", "12345675"), .saying("kitos_system", "0190f3a2"),
                    .saying("external_ids", "cmdb"), .saying("external_ids", "cvr: 12345674"),
                    .saying("external_ids", "hr: 010170-1234"), .saying("products", "Nginx"), retired,
                ])
        case .measureAvailability:
            return CommandRules(
                example: { world in
                    world.solve(["available": "99,5"])
                    return [
                        "asset": world.solution(), "from": world.today - 30, "to": world.today - 1,
                        "available": "99.45", "note": "Nede en nat",
                    ]
                },
                then: { world, _ in
                    let known = world.register.assets[world.solution()]
                    #expect(known?.measurements.first?.measured.available == 9945)
                    #expect(known?.measurements.first.map { known?.isMet($0) == false } == true)
                },
                refusals: [
                    .saying("asset", nobody), .saying("to", tomorrow), .saying("from", tomorrow, at: "to"),
                    .saying("available", "mange"), .saying("evidence", [nobody]), retired,
                ])
        case .reviewAssetAccess:
            return CommandRules(
                example: { world in
                    world.solve()
                    return [
                        "asset": world.solution(), "day": world.today, "outcome": "corrected",
                        "finding": "To er fjernet",
                    ]
                },
                then: { world, _ in
                    let review = world.register.assets[world.solution()]?.reviews.first
                    #expect(review?.outcome == .corrected && review?.next == world.today.adding(months: 6))
                },
                refusals: [
                    .saying("asset", nobody), .saying("day", tomorrow), .saying("day", yesterday),
                    .saying("next", yesterday), .saying("outcome", "fine"), retired,
                ])
        case .recordInventory:
            return CommandRules(
                example: { world in
                    world.solve()
                    return ["asset": world.solution()]
                },
                then: { world, _ in
                    let made = world.register.assets[world.solution()]?.inventory(by: world.today)
                    #expect(made?.count == 1 && made?.format == "1.6")
                },
                refusals: [
                    .saying("asset", nobody), .saying("file", ""), .saying("shown", "andet", .stale), retired,
                    Refused("not read", .invalid, "file") { world, _ in world.inventory = nil },
                    Refused("of a location", .invalid, "asset") { world, words in
                        world.register(.location)
                        words["asset"] = world.id("Aktiv", Asset.self)
                    },
                ])
        default:
            return CommandRules(
                example: { world in
                    world.solve()
                    return ["asset": world.solution(), "reason": "Den er lukket"]
                },
                then: { world, _ in
                    #expect(world.register.assets[world.solution()]?.holds(on: world.today) == false)
                }, refusals: [.saying("asset", nobody), retired, borne])
        }
    }
}
