// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Domain

/// Sign-in through a system of the organisation's own, and the roles that follow from its groups.
extension CommandRules {
    private static var words: Words {
        [
            "name": "Kommunens login", "issuer": "https://login.example.dk/t/v2.0", "client": "vaern",
            "scopes": "openid profile", "claim": "oid", "groups_claim": "groups",
            "groups": "VAERN-admin = administrator\n Vagt=DPO \n\nVagt = dpo", "strong": "mfa",
        ]
    }

    static func provider(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .setSignInProvider:
            CommandRules(
                example: { _ in words },
                then: { world, entries in
                    let provider = try #require(world.register.organisation.signInProvider)
                    #expect(entries.count == 1 && world.texts[provider.claim] == "oid")
                    #expect(world.texts[provider.issuer] == "https://login.example.dk/t/v2.0")
                },
                refusals: [
                    .saying("issuer", "http://login.example.dk"), .saying("issuer", "login.example.dk"),
                    .saying("issuer", "https://"), .saying("issuer", "https://a.dk/?x"),
                    .saying("issuer", "https://a@b.dk"), .saying("issuer", "http://localhost.evil.dk"),
                    .saying("issuer", "http://127.0.0.1:x@evil.dk"), .saying("issuer", "https://a.dk:99999"),
                    .saying("issuer", "https://a.dk/@b"), .saying("issuer", "https://a.dk/#x"),
                    .saying("scopes", "profile"),
                    .saying("groups", "VAERN-admin"), .saying("groups", "= dpo"), .saying("groups", "A = direktion"),
                    .saying("groups", "A = unit_head"), .saying("groups", "A = employee"),
                    Refused("groups without a claim", .invalid, "groups_claim") { $1["groups_claim"] = nil },
                ])
        case .setProviderSecret:
            CommandRules(
                example: { world in
                    world.given(.setSignInProvider, words)
                    return ["secret": "hemmelig"]
                },
                then: { world, entries in
                    #expect(entries.count == 1)
                    #expect(
                        !world.texts.values.contains { $0.contains("hemmelig") }, "the secret is a value of the ledger")
                },
                refusals: [
                    .saying("secret", ""),
                    Refused("without a provider", .outOfTurn) { world, _ in
                        world.given(.removeSignInProvider, ["reason": "Slut"])
                    },
                ])
        case .removeSignInProvider:
            CommandRules(
                example: { world in
                    world.given(.setSignInProvider, words)
                    return ["reason": "Skiftet ud"]
                },
                then: { world, _ in #expect(world.register.organisation.signInProvider == nil) },
                refusals: [
                    .saying("reason", ""),
                    Refused("twice", .outOfTurn) { world, words in world.given(.removeSignInProvider, words) },
                ])
        default:
            CommandRules(
                example: { world in ["person": world.person("Sara"), "roles": "dpo auditor"] },
                then: { world, entries in
                    #expect(entries.count == 4)
                    let grants = world.register.persons[world.person("Sara")]?.grants.filter(\.followsGroups) ?? []
                    #expect(Set(grants.map(\.role)) == [.dpo, .auditor])
                    #expect(grants.allSatisfy { $0.holds(on: world.today) && $0.unit == nil })
                },
                refusals: [
                    .saying("person", nobody), .saying("roles", "direktion"), .saying("roles", "unit_head"),
                    Refused("what fits already", .outOfTurn) { world, words in world.given(.followGroups, words) },
                ])
        }
    }
}

@Suite("Roles that follow groups")
struct GroupRoleTests {
    private func held(_ world: World, _ name: String) -> Set<Role> {
        Set(world.register.roles(of: world.person(name), on: world.today).map(\.role))
    }

    @Test("Out of a group, the role ends at once, also on the day it came; what a person gave stays")
    func ends() {
        var world = World.house
        let before = held(world, "Sara")
        world.given(.followGroups, ["person": world.person("Sara"), "roles": "dpo auditor"])
        #expect(held(world, "Sara") == before.union([.dpo, .auditor]))
        world.given(.followGroups, ["person": world.person("Sara"), "roles": "auditor"])
        #expect(held(world, "Sara") == before.union([.auditor]))
        world.given(.grantRole, ["person": world.person("Sara"), "role": "dpo", "from": world.today])
        world.given(.followGroups, ["person": world.person("Sara")])
        #expect(held(world, "Sara") == before.union([.dpo]))
        // And back into it.
        world.given(.followGroups, ["person": world.person("Sara"), "roles": "auditor"])
        #expect(held(world, "Sara") == before.union([.dpo, .auditor]))
    }

    @Test("Lines are read by the name of the program's interface or of the pages, each once")
    func lines() throws {
        let read = try GroupRole.read("A = administrator\n  b c=Revisor\nA = administrator\n\n x=y = dpo")
        #expect(
            read == [
                GroupRole(group: "A", role: .administrator), GroupRole(group: "b c", role: .auditor),
                GroupRole(group: "x=y", role: .dpo),
            ])
        #expect(GroupRole.roles.allSatisfy { $0.isGranted && $0 != .unitHead })
    }
}
