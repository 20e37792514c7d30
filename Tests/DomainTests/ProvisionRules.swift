// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static var provisioning: CommandRules {
        CommandRules(
            example: { _ in
                [
                    "state": "active", "user_name": "nete@fki.example.dk", "external_id": "n-1", "number": "4711",
                    "name": "Nete Ny", "mail": "nete@fki.example.dk", "unit_path": "Drift", "title": "Tekniker",
                ]
            },
            then: { world, entries in
                let nete = try #require(world.provisioned("nete@fki.example.dk"))
                #expect(nete.name.newest.flatMap { world.texts[$0] } == "Nete Ny")
                #expect(nete.identity(in: .scim).flatMap { world.texts[$0] } == "n-1")
                #expect(nete.identity(in: .employeeNumber).flatMap { world.texts[$0] } == "4711")
                #expect(nete.engagements.map(\.isFirstSeen) == [true])
                #expect(nete.unit(on: world.today) == world.unit("Drift"))
                #expect(nete.title(on: world.today).flatMap { world.texts[$0] } == "Tekniker")
                #expect(entries.allSatisfy { $0.fact.subject == .person(nete.id) })
            },
            refusals: [
                .saying("state", "fyret"), .saying("user_name", ""), .saying("name", ""),
                .saying("person", nobody, .unknown),
                .saying("mail", "ingen"), .saying("kind", "konge"), .saying("from", "i går"),
                Refused("in a unit that there is not", .invalid, "unit_path") { $1["unit_path"] = "Findes ikke" },
                Refused("in no unit, where none is above all others", .invalid, "unit_path") { world, words in
                    world.given(.openUnit, ["name": "Ved siden af", "from": World.monday])
                    words["unit_path"] = nil
                },
                Refused("under a name that the client gave another", .invalid, "user_name") { world, words in
                    world.given(.provisionPerson, words)
                },
                Refused("with the address of one whom the client knows", .invalid, "mail") { world, words in
                    world.given(.provisionPerson, words)
                    (words["user_name"], words["external_id"], words["number"]) = ("anden", nil, nil)
                },
                Refused("that stands so already", .outOfTurn) { world, words in
                    world.given(.provisionPerson, words)
                    words["person"] = world.provisioned("nete@fki.example.dk")?.id
                },
                Refused("that began before today without a reason", .invalid, "late_reason") {
                    $1["from"] = "2026-01-05"
                },
            ])
    }
}

extension World {
    /// Whom a client of SCIM knows by a name.
    func provisioned(_ name: String) -> Person? {
        register.persons.values.first { $0.identity(in: .userName).flatMap { texts[$0] } == name }
    }
}

/// What a client of SCIM says of a person, again and again.
struct ProvisionTests {
    private func gry(_ change: Words = [:]) -> Words {
        let words: Words = [
            "state": "active", "user_name": "gry", "name": "Gry", "mail": "gry@fki.example.dk", "unit_path": "Drift",
        ]
        return words.merging(change) { $1 }
    }

    @Test("who is there already is found by the address, and keeps what the client does not tell")
    func adopted() throws {
        var world = World.house
        let (known, before) = (world.person("Gry"), world.register.persons.count)
        let title = world.register.persons[known]?.title(on: world.today)
        let entries = world.given(.provisionPerson, gry(["mail": "GRY@fki.example.dk"]))
        #expect(world.provisioned("gry")?.id == known && world.register.persons.count == before)
        #expect(world.register.persons[known]?.title(on: world.today) == title)
        #expect(world.register.persons[known]?.engagements.count == 1)
        #expect(entries.contains { if case .person(_, .identified(.userName, _)) = $0.fact { true } else { false } })
    }

    @Test("who is disabled is engaged until today, has no account and no token; who is enabled begins anew")
    func disabled() throws {
        var world = World.house
        world.given(.provisionPerson, gry())
        let id = world.person("Gry")
        world.given(.openAccount, ["person": id, "username": "gry"])
        world.given(.issueToken, ["person": id, "scope": "read", "until": world.today + 30])
        let entries = world.given(.provisionPerson, gry(["person": id, "state": "inactive"]))
        let gone = try #require(world.register.persons[id])
        #expect(gone.engagements.map(\.last) == [world.today] && gone.engagement(after: world.today) == nil)
        #expect(gone.isLockedOut)
        #expect(world.register.tokens.values.allSatisfy { $0.person != id || !$0.isValid(on: world.today) })
        #expect(entries.allSatisfy { $0.stamp.effective == world.today })
        // The same again is no news.
        world.when(.provisionPerson, gry(["person": id, "state": "inactive"]))
        world.refuses(.outOfTurn)
        world.today = world.today + 7
        world.given(.provisionPerson, gry(["person": id, "from": "2020-01-01"]))
        let back = try #require(world.register.persons[id])
        #expect(back.engagements.count == 2 && back.engagements[1].isFirstSeen)
        #expect(back.engagements[1].from == world.today && back.isLockedOut)
    }

    @Test("whom the client takes away stays in the register, and is found again")
    func gone() throws {
        var world = World.house
        world.given(.provisionPerson, gry())
        let id = world.person("Gry")
        world.given(.provisionPerson, gry(["person": id, "state": "gone"]))
        #expect(world.provisioned("gry") == nil && world.register.persons[id]?.name.newest != nil)
        #expect(world.register.persons[id]?.engagement(after: world.today) == nil)
        world.today = world.today + 1
        world.given(.provisionPerson, gry())
        #expect(world.provisioned("gry")?.id == id && world.register.persons[id]?.engagements.count == 2)
    }

    @Test("another unit or title is a move inside the engagement; without a unit one stands in the uppermost")
    func moved() throws {
        var world = World.house
        world.given(.provisionPerson, gry())
        let id = world.person("Gry")
        world.given(.provisionPerson, gry(["person": id, "unit_path": "CAI", "title": "Rådgiver"]))
        let moved = try #require(world.register.persons[id])
        #expect(moved.engagements.count == 1 && moved.unit(on: world.today) == world.unit("CAI"))
        // Nothing said of the unit moves nobody.
        world.given(.provisionPerson, gry(["person": id, "unit_path": "", "title": "Chef"]))
        #expect(world.register.persons[id]?.unit(on: world.today) == world.unit("CAI"))
    }

    @Test("a first day that is told counts for the first engagement, with its reason")
    func firstDay() throws {
        var world = World.house
        let words = gry([
            "user_name": "ny", "name": "Ny", "mail": "ny@fki.example.dk", "from": "2026-11-02", "kind": "consultant",
            "late_reason": "Meldt gennem SCIM",
        ])
        let entries = world.given(.provisionPerson, words)
        let new = try #require(world.provisioned("ny")?.engagements.first)
        #expect(new.from == day("2026-11-02") && !new.isFirstSeen && new.kind == .consultant)
        #expect(entries.filter { $0.lateReason != nil }.map(\.stamp.effective) == [new.from])
    }

    private var ny: Words {
        ["state": "active", "user_name": "ny", "name": "Ny", "unit_path": "Drift", "late_reason": "Meldt gennem SCIM"]
    }

    @Test(
        "whoever is disabled before the engagement begins, or on its first day, was never in it", arguments: [0, 1, 7])
    func neverBegan(_ days: Int) throws {
        var world = World.house
        let first = world.today + days
        world.given(.provisionPerson, ny.merging(["from": first]) { $1 })
        let id = try #require(world.provisioned("ny")).id
        world.given(.provisionPerson, ny.merging(["person": id, "state": "inactive"]) { $1 })
        let stopped = try #require(world.register.persons[id])
        #expect(stopped.engagements.count == 1 && stopped.engagements[0].neverBegan)
        for day in [world.today, first, first + 1] { #expect(!stopped.isActive(on: day)) }
        // The same again is no news.
        world.when(.provisionPerson, ny.merging(["person": id, "state": "inactive"]) { $1 })
        world.refuses(.outOfTurn)
    }

    @Test("whoever was stopped before the first day and is enabled again begins on that day, not before")
    func beginsAfterAll() throws {
        var world = World.house
        let first = world.today + 7
        world.given(.provisionPerson, ny.merging(["from": first]) { $1 })
        let id = try #require(world.provisioned("ny")).id
        world.given(.provisionPerson, ny.merging(["person": id, "state": "inactive"]) { $1 })
        world.given(.provisionPerson, ny.merging(["person": id]) { $1 })
        let back = try #require(world.register.persons[id])
        #expect(!back.isActive(on: first - 1) && back.isActive(on: first))
        #expect(back.engagements.last?.isFirstSeen == false)
    }

    @Test("whoever has an account and is disabled on the first day was engaged that day")
    func firstDayWithAccount() throws {
        var world = World.house
        world.given(.provisionPerson, ny.merging(["from": world.today]) { $1 })
        let id = try #require(world.provisioned("ny")).id
        world.given(.openAccount, ["person": id, "username": "ny"])
        world.given(.provisionPerson, ny.merging(["person": id, "state": "inactive"]) { $1 })
        let gone = try #require(world.register.persons[id])
        #expect(gone.engagements.map(\.last) == [world.today] && gone.isLockedOut)
    }

    @Test("who is told of anew is found by the number, else by the address; without either it is somebody new")
    func toldAnew() throws {
        let cases: [(String?, String?, Bool)] = [
            ("4711", nil, true), (nil, "gry@fki.example.dk", true), (nil, nil, false),
        ]
        for (number, mail, isSame) in cases {
            var world = World.house
            let id = world.person("Gry")
            world.given(.provisionPerson, gry(["person": id, "number": "4711"]))
            world.given(.provisionPerson, gry(["person": id, "state": "gone"]))
            world.today = world.today + 1
            var again: Words = ["state": "active", "user_name": "gry", "name": "Gry", "unit_path": "Drift"]
            again["number"] = number
            again["mail"] = mail
            world.given(.provisionPerson, again)
            #expect((world.provisioned("gry")?.id == id) == isSame, "\(number ?? "-") \(mail ?? "-")")
        }
    }

    @Test("the last administrator who can sign in is not taken away")
    func lastAdministrator() throws {
        var world = World.house
        let holders = world.register.holders(of: .administrator, on: world.today)
        let last = try #require(holders.first)
        for other in holders.dropFirst() {
            let grants = world.register.persons[other]?.grants.filter { $0.role == .administrator } ?? []
            for grant in grants {
                world.given(.endRole, ["person": other, "grant": grant.id, "to": world.today])
            }
        }
        world.today = world.today + 1
        let words: Words = [
            "person": last, "user_name": "a", "name": "A", "state": "inactive",
        ]
        let count = world.history.count
        world.when(.provisionPerson, words)
        world.refuses(.outOfTurn)
        #expect(world.history.count == count)
    }

    @Test("who is engaged for one day more goes on; who is in the last day does not")
    func lastDay() {
        var world = World.house
        world.given(.endEngagement, world.engaged("Gry", ["to": world.today + 1]))
        #expect(world.engagement("Gry")?.goesOn(after: world.today) == true)
        #expect(world.engagement("Gry")?.goesOn(after: world.today + 1) == false)
    }
}
