// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Domain

extension CommandRules {
    static var grouping: CommandRules {
        CommandRules(
            example: { world in
                world.known(to: "Gry")
                return [
                    "state": "told", "name": "Vagten", "external_id": "g-1",
                    "joins": [world.person("Gry"), world.person("Sara")],
                ]
            },
            then: { world, entries in
                let group = try #require(world.group("Vagten"))
                #expect(group.external.newest.flatMap { $0 }.flatMap { world.texts[$0] } == "g-1")
                #expect(world.register.members(of: group.id, on: world.today) == [world.person("Gry")])
                #expect(entries.count == 2, "whom the client has not told of is left out")
                #expect(world.roles("Gry") == [.employee, .bestyrelse])
            },
            refusals: [
                .saying("state", "slettet"), .saying("name", ""), .saying("name", "To\nlinjer"),
                .saying("joins", "ingen"), .saying("leaves", "ingen"), .saying("group", nobody, .unknown),
                Refused("under a name that another has", .invalid, "name") { world, words in
                    world.given(.provisionGroup, words)
                    (words["name"], words["external_id"]) = ("VAGTEN", nil)
                },
                Refused("under an id that another has", .invalid, "external_id") { world, words in
                    world.given(.provisionGroup, words)
                    words["name"] = "Andre"
                },
                Refused("that stands so already", .outOfTurn) { world, words in
                    world.given(.provisionGroup, words)
                    words["group"] = world.group("Vagten")?.id
                },
                Refused("that somebody changed since", .stale) { world, words in
                    world.given(.provisionGroup, words)
                    words["group"] = world.group("Vagten")?.id
                    words["name"] = "Nye"
                    words["revision"] = (world.group("Vagten")?.revision ?? 0) - 1
                },
                Refused("that is gone", .unknown) { world, words in
                    world.given(.provisionGroup, words)
                    words["group"] = world.group("Vagten")?.id
                    world.given(.provisionGroup, words.merging(["state": "gone"]) { $1 })
                },
            ])
    }
}

extension World {
    /// The group of a name that a client of SCIM told of last.
    func group(_ name: String) -> ForeignGroup? {
        register.organisation.groups.last { $0.name.newest.flatMap { texts[$0] } == name }
    }

    func roles(_ name: String) -> Set<Role> {
        Set(register.roles(of: person(name), on: today).map(\.role))
    }

    /// Lets a client of SCIM tell of somebody who is there.
    mutating func known(to name: String) {
        given(
            .provisionPerson,
            ["person": person(name), "state": "active", "user_name": name.lowercased(), "name": name])
    }

    /// Sets a sign-in system up in which groups give roles.
    mutating func mapping(_ lines: String) {
        given(
            .setSignInProvider,
            [
                "name": "Login", "issuer": "https://login.example.dk", "client": "vaern", "scopes": "openid",
                "claim": "oid", "groups_claim": "groups", "groups": lines,
            ])
    }
}

/// Groups that a client of SCIM tells of, and what they give.
@Suite("Groups from SCIM")
struct GroupTests {
    private func world(_ lines: String? = nil) -> World {
        var world = World.house
        if let lines { world.mapping(lines) }
        for name in ["Gry", "Sara"] { world.known(to: name) }
        return world
    }

    private func told(_ change: Words = [:]) -> Words {
        let words: Words = ["state": "told", "name": "Vagten", "external_id": "g-1"]
        return words.merging(change) { $1 }
    }

    @Test("without a mapping a group changes no right, and who is in it is known by day")
    func withoutMapping() throws {
        var world = world()
        let (before, first) = (world.roles("Gry"), world.today)
        world.given(.provisionGroup, told(["joins": world.person("Gry")]))
        let id = try #require(world.group("Vagten")).id
        #expect(world.roles("Gry") == before)
        world.today = first + 3
        world.given(.provisionGroup, told(["group": id, "leaves": world.person("Gry")]))
        #expect(world.register.members(of: id, on: first - 1).isEmpty)
        #expect(world.register.members(of: id, on: first + 2) == [world.person("Gry")])
        #expect(world.register.members(of: id, on: first + 3).isEmpty)
        #expect(world.register.groups(of: world.person("Gry"), on: first) == [id])
        // Who comes and goes on one day was never in it.
        world.given(.provisionGroup, told(["group": id, "joins": world.person("Sara")]))
        world.given(.provisionGroup, told(["group": id, "leaves": world.person("Sara")]))
        #expect(world.register.members(of: id, on: world.today).isEmpty)
    }

    @Test(
        "a group gives the role at its name or its id, in the same batch, and takes it at once",
        arguments: ["Vagten", "g-1"])
    func mapped(_ word: String) throws {
        var world = world("\(word) = dpo\nAndre = auditor")
        let before = world.roles("Gry")
        let entries = world.given(.provisionGroup, told(["joins": world.person("Gry")]))
        #expect(entries.count == 4 && world.roles("Gry") == before.union([.dpo]))
        let grant = try #require(world.register.persons[world.person("Gry")]?.grants.last)
        #expect(grant.followsGroups && grant.unit == nil)
        let id = try #require(world.group("Vagten")).id
        world.given(.provisionGroup, told(["group": id, "leaves": world.person("Gry")]))
        #expect(world.roles("Gry") == before)
    }

    @Test("a group that is renamed, or gone, gives what its name says now; a role that a person gave stays")
    func renamed() throws {
        var world = world("Vagten = dpo\nRevision = auditor")
        let before = world.roles("Gry")
        world.given(.grantRole, ["person": world.person("Sara"), "role": "dpo", "from": world.today])
        let sara = world.roles("Sara")
        world.given(.provisionGroup, told(["joins": [world.person("Gry"), world.person("Sara")]]))
        let id = try #require(world.group("Vagten")).id
        #expect(world.roles("Gry") == before.union([.dpo]) && world.roles("Sara") == sara)
        world.given(.provisionGroup, told(["group": id, "name": "Revision"]))
        #expect(world.roles("Gry") == before.union([.auditor]) && world.roles("Sara") == sara.union([.auditor]))
        world.given(.provisionGroup, told(["group": id, "name": "Revision", "state": "gone"]))
        #expect(world.roles("Gry") == before && world.roles("Sara") == sara)
        #expect(world.register.groups(of: world.person("Gry"), on: world.today).isEmpty)
        // A group of the same name is another one, with nobody in it.
        world.given(.provisionGroup, told())
        #expect(world.group("Vagten")?.id != id && world.roles("Gry") == before)
    }

    @Test("what an administrator writes for groups counts at once for those who are in them")
    func rewritten() throws {
        var world = world("Andre = auditor")
        let before = world.roles("Gry")
        world.given(.provisionGroup, told(["joins": world.person("Gry")]))
        #expect(world.roles("Gry") == before)
        world.mapping("Vagten = dpo")
        #expect(world.roles("Gry") == before.union([.dpo]))
        world.mapping("Vagten = auditor\ng-1 = secretary")
        #expect(world.roles("Gry") == before.union([.auditor, .secretary]))
        world.mapping("Andre = dpo")
        #expect(world.roles("Gry") == before)
    }

    @Test("what a sign-in said stays when a group of SCIM changes, but what the group gave goes")
    func besideSignIn() throws {
        var world = world("Vagten = dpo\nChefer = auditor")
        let before = world.roles("Gry")
        world.given(.provisionGroup, told(["joins": world.person("Gry")]))
        let id = try #require(world.group("Vagten")).id
        world.given(.followGroups, ["person": world.person("Gry"), "roles": "dpo auditor"])
        #expect(world.roles("Gry") == before.union([.dpo, .auditor]))
        world.given(.provisionGroup, told(["group": id, "leaves": world.person("Gry")]))
        #expect(world.roles("Gry") == before.union([.auditor]))
    }

    @Test(
        "whoever is engaged later has the role from the first day; who is taken away is in no group and has none of its roles"
    )
    func engagedLater() throws {
        var world = world("Vagten = dpo")
        let first = world.today + 7
        world.given(
            .provisionPerson,
            ["state": "active", "user_name": "ny", "name": "Ny", "unit_path": "Drift", "from": first])
        let new = try #require(world.provisioned("ny")).id
        world.given(.provisionGroup, told(["joins": [new, world.person("Gry")]]))
        let id = try #require(world.group("Vagten")).id
        func roles(_ day: Day) -> Set<Role> { Set(world.register.roles(of: new, on: day).map(\.role)) }
        #expect(roles(first - 1).isEmpty && roles(first) == [.employee, .dpo])
        let before = world.roles("Gry")
        #expect(before.contains(.dpo))
        world.given(
            .provisionPerson,
            ["person": world.person("Gry"), "state": "gone", "user_name": "gry", "name": "Gry"])
        #expect(!world.roles("Gry").contains(.dpo))
        #expect(world.register.members(of: id, on: world.today) == [new])
    }

    @Test("whoever is enabled again has what the groups give")
    func enabledAgain() {
        var world = world("Vagten = dpo")
        let gry: Words = ["person": world.person("Gry"), "user_name": "gry", "name": "Gry"]
        world.given(.provisionPerson, gry.merging(["state": "inactive"]) { $1 })
        world.today = world.today + 1
        world.given(.provisionGroup, told(["joins": world.person("Gry")]))
        #expect(!world.roles("Gry").contains(.dpo))
        world.given(.provisionPerson, gry.merging(["state": "active"]) { $1 })
        #expect(world.roles("Gry").isSuperset(of: [.employee, .dpo]))
    }

    @Test("whoever leaves a group while being away has its role no more when enabled again")
    func leftWhileAway() throws {
        var world = world("Vagten = dpo")
        let gry: Words = ["person": world.person("Gry"), "user_name": "gry", "name": "Gry"]
        world.given(.provisionGroup, told(["joins": world.person("Gry")]))
        let id = try #require(world.group("Vagten")).id
        #expect(world.roles("Gry").contains(.dpo))
        world.given(.provisionPerson, gry.merging(["state": "inactive"]) { $1 })
        world.today = world.today + 1
        world.given(.provisionGroup, told(["group": id, "leaves": world.person("Gry")]))
        world.given(.provisionPerson, gry.merging(["state": "active"]) { $1 })
        #expect(world.roles("Gry").contains(.employee) && !world.roles("Gry").contains(.dpo))
    }

    @Test("a role from a first day that is ahead ends too, when the group is left after that day was called off")
    func leftBeforeTheFirstDay() throws {
        var world = world("Vagten = dpo")
        let first = world.today + 7
        let words: Words = ["user_name": "ny", "name": "Ny", "unit_path": "Drift"]
        world.given(.provisionPerson, words.merging(["state": "active", "from": first]) { $1 })
        let new = try #require(world.provisioned("ny")).id
        world.given(.provisionGroup, told(["joins": new]))
        let id = try #require(world.group("Vagten")).id
        // Stopped before it began: the role from the first day is still ahead.
        world.given(.provisionPerson, words.merging(["person": new, "state": "inactive"]) { $1 })
        world.given(.provisionGroup, told(["group": id, "leaves": new]))
        for day in [world.today, first, first + 30] {
            #expect(!world.register.roles(of: new, on: day).contains { $0.role == .dpo })
        }
    }

    @Test("a line that is another group's id is for that group alone, whatever a group is named")
    func namedAsAnId() throws {
        var world = world("g-1 = dpo")
        let (gry, sara) = (world.roles("Gry"), world.roles("Sara"))
        world.given(
            .provisionGroup,
            ["state": "told", "name": "g-1", "external_id": "g-2", "joins": world.person("Sara")])
        #expect(world.roles("Sara") == sara.union([.dpo]), "nobody is known by it yet")
        world.given(.provisionGroup, told(["joins": world.person("Gry")]))
        #expect(world.roles("Gry") == gry.union([.dpo]) && world.roles("Sara") == sara)
    }

    @Test("the last administrator stays, also when a group that gave the role is emptied; another one frees the role")
    func lastAdministrator() throws {
        var world = world("Drift = administrator")
        for name in ["Gry", "Sara"] {
            world.given(.openAccount, ["person": world.person(name), "username": name.lowercased()])
        }
        world.given(.provisionGroup, told(["name": "Drift", "joins": [world.person("Gry"), world.person("Sara")]]))
        let id = try #require(world.group("Drift")).id
        let ida = try #require(world.register.persons[world.person("Ida")]?.grants.first { $0.role == .administrator })
        world.given(.endRole, ["person": world.person("Ida"), "grant": ida.id, "to": world.today])
        world.today = world.today + 1
        world.given(.provisionGroup, told(["group": id, "name": "Drift", "state": "gone"]))
        let left = ["Gry", "Sara"].filter { world.roles($0).contains(.administrator) }
        #expect(left.count == 1, "one of the two stays")
        // When the group is told of anew with the other in it, the first has nothing to stay for at the next sign-in.
        let other = try #require(["Gry", "Sara"].first { !left.contains($0) })
        world.given(.provisionGroup, told(["name": "Drift", "joins": world.person(other)]))
        world.given(.followGroups, ["person": world.person(left[0])])
        #expect(!world.roles(left[0]).contains(.administrator) && world.roles(other).contains(.administrator))
    }
}

/// Who counts as the last administrator when a role that groups gave is to end.
@Suite("The last administrator at a sign-in")
struct LastAdministratorTests {
    /// Sara is administrator by a group and has an account; Ida is one too, with an account, by a person.
    private func world() -> World {
        var world = World.house
        world.given(.openAccount, ["person": world.person("Sara"), "username": "sara"])
        world.given(.followGroups, ["person": world.person("Sara"), "roles": "administrator"])
        return world
    }

    private func leavesGroup(_ world: inout World) {
        world.when(.followGroups, ["person": world.person("Sara")])
    }

    @Test("with another who is engaged and can sign in, the role ends")
    func another() {
        var world = world()
        leavesGroup(&world)
        world.then()
        #expect(!world.roles("Sara").contains(.administrator))
    }

    @Test("another whose engagement is over, or is over after today, does not count", arguments: [0, 1])
    func away(_ days: Int) {
        var world = world()
        world.given(.endEngagement, world.engaged("Ida", ["to": world.today]))
        world.today = world.today + days
        leavesGroup(&world)
        world.refuses(.outOfTurn)
        #expect(world.roles("Sara").contains(.administrator))
    }

    @Test("a role that a person ends stays too where the other one is engaged no more; an account stays open")
    func ended() throws {
        var world = World.house
        let sara = world.person("Sara")
        world.given(.grantRole, ["person": sara, "role": "administrator", "from": world.today])
        world.given(.openAccount, ["person": sara, "username": "sara"])
        world.given(.endEngagement, world.engaged("Ida", ["to": world.today]))
        world.today = world.today + 1
        let grant = try #require(world.register.persons[sara]?.grants.first { $0.role == .administrator })
        world.when(.endRole, ["person": sara, "grant": grant.id, "to": world.today])
        world.refuses(.outOfTurn)
        world.when(.closeAccount, ["person": sara])
        world.refuses(.outOfTurn)
    }

    @Test("another without an account does not count")
    func withoutAccount() {
        var world = world()
        world.given(.closeAccount, ["person": world.person("Ida")])
        leavesGroup(&world)
        world.refuses(.outOfTurn)
        #expect(world.roles("Sara").contains(.administrator))
    }

    @Test("another whose role has a last day does not count")
    func ending() throws {
        var world = world()
        let ida = try #require(world.register.persons[world.person("Ida")]?.grants.first { $0.role == .administrator })
        world.given(.endRole, ["person": world.person("Ida"), "grant": ida.id, "to": world.today + 30])
        leavesGroup(&world)
        world.refuses(.outOfTurn)
        #expect(world.roles("Sara").contains(.administrator))
    }

    @Test("the only one there is stays one")
    func only() throws {
        var world = world()
        let ida = try #require(world.register.persons[world.person("Ida")]?.grants.first { $0.role == .administrator })
        world.given(.endRole, ["person": world.person("Ida"), "grant": ida.id, "to": world.today])
        world.today = world.today + 1
        leavesGroup(&world)
        world.refuses(.outOfTurn)
        #expect(world.roles("Sara").contains(.administrator))
    }
}
