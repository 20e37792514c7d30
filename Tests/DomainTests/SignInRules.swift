// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

/// How people sign in beside the password, and of whom it is demanded.
extension CommandRules {
    private static let method = "0190a4c2-7f31-7abc-8def-000000000077"

    /// Sara has an authenticator app.
    private static func added(_ world: inout World, _ method: String = method) {
        world.given(.openAccount, ["person": world.person("Sara"), "username": "sara"])
        world.given(
            .recordSignIn,
            [
                "person": world.person("Sara"), "act": "added", "method": method, "kind": "authenticator",
                "label": "Telefon",
            ])
    }

    static func signIn(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .recordSignIn:
            CommandRules(
                example: { world in
                    [
                        "person": world.person("Sara"), "act": "added", "method": method, "kind": "passkey",
                        "label": "Nøgle",
                    ]
                },
                then: { world, entries in
                    #expect(entries.count == 1)
                    let person = try #require(world.register.persons[world.person("Sara")])
                    #expect(person.hasSecondStep && person.signInMethods.map(\.kind) == [.passkey])
                    #expect(world.texts[person.signInMethods[0].label] == "Nøgle")
                },
                refusals: [
                    .saying("person", nobody), .saying("act", "stolen"), .saying("method", "x"),
                    Refused("no kind", .invalid, "kind") { $1["kind"] = nil },
                    Refused("no name", .invalid, "label") { $1["label"] = nil },
                    Refused("no method", .invalid, "method") { $1["method"] = nil },
                    Refused("codes without a number", .invalid, "count") { $1["act"] = "codes_made" },
                    Refused("a use without what is left", .invalid, "count") { $1["act"] = "code_used" },
                    Refused("a method that is there already", .invalid, "method") { world, words in
                        added(&world)
                        words["method"] = method
                    },
                    Refused("the removal of what is not there", .invalid, "method") { $1["act"] = "removed" },
                    Refused("an eleventh method", .outOfTurn) { world, words in
                        for index in 10..<20 {
                            world.given(
                                .recordSignIn,
                                [
                                    "person": world.person("Sara"), "act": "added", "kind": "passkey", "label": "Nøgle",
                                    "method": "0190a4c2-7f31-7abc-8def-0000000001\(index)",
                                ])
                        }
                    },
                ])
        case .removeSignInMethod:
            CommandRules(
                example: { world in
                    added(&world)
                    return ["person": world.person("Sara"), "method": method]
                },
                then: { world, _ in
                    let person = try #require(world.register.persons[world.person("Sara")])
                    #expect(!person.hasSecondStep && person.signInMethods[0].removed == world.today)
                },
                refusals: [
                    .saying("person", nobody), .saying("method", nobody),
                    Refused("somebody else's", .invalid, "method") { $1["person"] = $0.person("Bo") },
                    Refused("twice", .invalid, "method") { world, words in
                        world.given(
                            .removeSignInMethod, ["person": world.person("Sara"), "method": method])
                    },
                ])
        default:
            CommandRules(
                example: { _ in ["whom": "deciders", "from": tomorrow, "reason": "NIS2 artikel 21"] },
                then: { world, _ in
                    let demanded = world.register.organisation.secondStep
                    #expect(demanded.value(on: world.today) == nil)
                    #expect(demanded.value(on: world.today + 1) == .deciders)
                },
                refusals: [
                    .saying("whom", "direktion"), .saying("from", yesterday), .saying("reason", ""),
                    Refused("what holds already", .outOfTurn) { world, words in
                        world.given(.requireSecondStep, words)
                    },
                    Refused("nobody, of whom nothing is demanded", .outOfTurn) { $1["whom"] = "nobody" },
                ])
        }
    }
}

@Suite struct SignInMethodTests {
    @Test("Closing an account takes its methods away; who is let in again begins with none")
    func closing() throws {
        var world = World.house
        world.given(.openAccount, ["person": world.person("Sara"), "username": "sara"])
        let method = "0190a4c2-7f31-7abc-8def-000000000078"
        let adding: Words = [
            "person": world.person("Sara"), "act": "added", "method": method, "kind": "passkey", "label": "Nøgle",
        ]
        world.given(.recordSignIn, adding)
        world.given(.closeAccount, ["person": world.person("Sara")])
        #expect(world.register.persons[world.person("Sara")]?.hasSecondStep == false)
        world.given(.openAccount, ["person": world.person("Sara"), "username": "sara"])
        #expect(world.register.persons[world.person("Sara")]?.hasSecondStep == false)
        // Of an account that is open elsewhere too.
        world.given(.recordSignIn, adding)
        #expect(world.register.persons[world.person("Sara")]?.hasSecondStep == true)
    }
}
