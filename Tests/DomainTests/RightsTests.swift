// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    /// Of the fourth quarter of 2026, by Sara of CAI.
    static var rightsReview: CommandRules {
        CommandRules(
            example: { world in
                world.today = day("2026-12-20")
                world.by = world.person("Sara")
                return ["quarter": "2026-4", "seen": world.register.count, "conclusion": "Alt passer"]
            },
            then: { world, _ in
                let review = try #require(world.register.review(of: Quarter(day("2026-12-20"))))
                #expect(review.by == world.person("Sara") && review.day == day("2026-12-20"))
                #expect(world.texts[review.made.conclusion] == "Alt passer" && !review.made.isOwn)
                // Anna, Bo and Carl, Fie, Gry, Sara, Dan and Ida.
                #expect(review.made.persons == 8 && review.made.conflicts == 0)
            },
            refusals: [
                .saying("quarter", "2026-5"), .saying("quarter", "26-4"), .saying("quarter", "2026-3"),
                .saying("seen", 100_000),
                Refused("a quarter that is far away", .outOfTurn) { $1["quarter"] = "2027-1" },
                Refused("on a list that has changed", .stale) { world, _ in
                    world.given(
                        .grantRole, ["person": world.person("Gry"), "role": "auditor", "from": world.today])
                },
                Refused("twice", .outOfTurn) { world, words in world.given(.reviewRights, words) },
                Refused("a conflict without a reason", .invalid, "considered") { $1["considered"] = "dpo.head" },
                Refused("a conflict that is not there", .invalid, "considered") {
                    $1["considered"] = "dpo.head.\($0.person("Dan")): Vi er få"
                },
                Refused("one's own grants, where another could", .outOfTurn) { world, words in
                    world.given(
                        .grantRole,
                        ["person": world.person("Sara"), "role": "administrator", "from": world.today])
                    world.given(.grantRole, ["person": world.person("Gry"), "role": "security", "from": world.today])
                    world.given(.openAccount, ["person": world.person("Gry"), "username": "gry"])
                    words["seen"] = world.register.count
                },
            ])
    }
}

@Suite("§6: who may do what, on a day and between two days")
struct RightsTests {
    private func held(_ world: World, _ name: String, on day: Day) -> [AccessRight.What] {
        world.register.rights(on: day).filter { $0.person == world.person(name) }.map(\.what)
    }

    @Test("everything that lets a person do more is there, from its day to its last one, with the fact that gave it")
    func everything() throws {
        var world = World.house
        let (ida, today) = (world.person("Ida"), world.today)
        world.given(
            .appointDeputy,
            ["person": world.person("Anna"), "deputy": ida, "from": today, "to": today + 9, "reason": "Ferie"])
        world.given(.issueToken, ["person": ida, "scope": "read", "until": today + 30])
        let token = world.register.tokens.keys.first
        #expect(
            held(world, "Ida", on: today)
                == [
                    .role(.administrator, unit: nil), .deputy(of: world.person("Anna")), .account, .token(.read),
                ])
        #expect(
            held(world, "Anna", on: today) == [
                .role(.unitHead, unit: world.unit("FKI")), .seat(.direktion, chair: false),
            ])
        #expect(held(world, "Ida", on: today + 10) == [.role(.administrator, unit: nil), .account, .token(.read)])
        #expect(held(world, "Ida", on: today + 31) == [.role(.administrator, unit: nil), .account])
        #expect(held(world, "Ida", on: today - 1) == [.role(.administrator, unit: nil)])
        for right in world.register.rights(on: today) {
            #expect(world.history[right.position].stamp.effective == right.from)
        }
        world.today = today + 5
        world.given(.revokeToken, ["token": try #require(token)])
        #expect(held(world, "Ida", on: today + 4).contains(.token(.read)))
        #expect(!held(world, "Ida", on: today + 5).contains(.token(.read)))
    }

    @Test("an account that is closed, and opened anew, is two stretches of days")
    func accounts() {
        var world = World.house
        world.given(.openAccount, ["person": world.person("Gry"), "username": "gry"])
        world.today = world.today + 3
        world.given(.closeAccount, ["person": world.person("Gry")])
        world.today = world.today + 3
        world.given(.openAccount, ["person": world.person("Gry"), "username": "gry2"])
        let days = (-1...7).filter { held(world, "Gry", on: day(World.monday) + $0).contains(.account) }
        #expect(days == [0, 1, 2, 6, 7])
    }

    @Test("between two days: what came and what ended; an end on the last day comes the day after")
    func between() {
        var world = World.house
        let today = world.today
        world.given(
            .grantRole, ["person": world.person("Gry"), "role": "auditor", "from": today + 2, "to": today + 5])
        func between(_ first: Int, _ last: Int) -> (Int, Int) {
            let found = world.register.rightsChanged(after: today + first, through: today + last)
            return (found.came.count, found.ended.count)
        }
        #expect(between(0, 1) == (0, 0) && between(1, 2) == (1, 0) && between(2, 5) == (0, 0))
        #expect(between(5, 6) == (0, 1) && between(0, 9) == (1, 1) && between(9, 0) == (0, 0))
    }

    @Test("what is annulled was never held")
    func annulled() {
        var world = World.house
        world.given(.grantRole, ["person": world.person("Gry"), "role": "auditor", "from": world.today])
        let position = world.history.count - 1
        #expect(held(world, "Gry", on: world.today).contains(.role(.auditor, unit: nil)))
        world.given(.annulFact, ["position": position, "reason": "Forkert person"])
        #expect(held(world, "Gry", on: world.today) == [.seat(.bestyrelse, chair: false)])
    }

    @Test("6-e: direktion and bestyrelse are two bodies: each has its members, its tasks and its decisions")
    func twoBodies() throws {
        var world = World.house
        world.draft("Politik", ["number": "2.0"])
        world.given(.submitVersion, ["document": world.document("Politik")])
        let duty = try #require(world.register.awaitingDecision(on: world.today).first)
        #expect(duty.responsible == .body(.direktion))
        let asked = world.register.persons(for: duty, on: world.today)
        #expect(Set(asked) == Set(["Anna", "Bo", "Carl"].map(world.person)))
        #expect(world.register.members(of: .bestyrelse, on: world.today) == [world.person("Gry")])
        #expect(!asked.contains(world.person("Gry")))
    }

    @Test("6-e, breach: a body that nobody sits in is a task with a day, of that body alone")
    func emptyBody() throws {
        var world = World.house
        let seat = try #require(world.register.bodies[.bestyrelse]?.seats.first)
        world.given(.unseatMember, ["body": "bestyrelse", "seat": seat.id, "to": world.today])
        let open = world.duties(.seats, .body(.bestyrelse)).filter { $0.done == nil }
        #expect(open.map(\.opens) == [world.today + 1] && open.map(\.due) == [world.today + 31])
        #expect(world.duties(.seats, .body(.direktion)).allSatisfy { $0.done != nil })
    }
}

@Suite("§6: what one person should not hold at once")
struct ConflictTests {
    private func rules(_ world: World, _ name: String, on day: Day? = nil) -> [ConflictRule] {
        world.register.conflicts(on: day ?? world.today).filter { $0.person == world.person(name) }.map(\.rule)
    }

    private func grant(_ role: String, _ name: String, _ world: inout World, unit: String? = nil) {
        var words: Words = ["person": world.person(name), "role": role, "from": world.today]
        if let unit { words["unit"] = world.unit(unit) }
        world.given(.grantRole, words)
    }

    @Test("the usual organisation has none")
    func none() {
        #expect(World.house.register.conflicts(on: day(World.monday)).isEmpty)
    }

    @Test("6-d, breach: the DPO holds nothing that the DPO supervises")
    func dpo() {
        var world = World.house
        for role in ["security", "system_owner", "administrator"] { grant(role, "Dan", &world) }
        grant("unit_head", "Dan", &world, unit: "CAI")
        for body in ["direktion", "bestyrelse"] {
            world.given(.seatMember, ["body": body, "person": world.person("Dan"), "from": world.today])
        }
        let found = Set(rules(world, "Dan"))
        #expect(
            found.isSuperset(of: [.dpoDecides, .dpoSecurity, .dpoHead, .dpoOwner, .dpoAdministrator]))
        #expect(rules(world, "Dan", on: world.today - 1).isEmpty)
        for rule in found where "\(rule.rawValue)".hasPrefix("dpo.") {
            #expect(rule.source.en.contains("38(6)"))
        }
    }

    @Test("6-c, breach: who advises does not decide, and who grants does not review")
    func adviserDecides() {
        var world = World.house
        world.given(.seatMember, ["body": "direktion", "person": world.person("Sara"), "from": world.today])
        #expect(rules(world, "Sara") == [.securityDecides])
        grant("administrator", "Sara", &world)
        #expect(rules(world, "Sara") == [.securityDecides, .securityAdministrator, .administratorDecides])
    }

    @Test("the auditor and the secretary are independent of what they write about")
    func others() {
        var world = World.house
        for role in ["security", "administrator", "system_owner"] {
            var one = world
            grant(role, "Bo", &one)
            #expect(
                rules(one, "Bo")
                    == (role == "administrator"
                        ? [.administratorDecides] : role == "security" ? [.securityDecides] : []))
            grant("auditor", "Gry", &one)
            grant(role, "Gry", &one)
            let found = rules(one, "Gry")
            #expect(found.count { $0.rawValue.hasPrefix("auditor.") } == 1, "\(found)")
        }
        grant("auditor", "Fie", &world)
        #expect(rules(world, "Fie") == [.auditorHead])
        grant("secretary", "Bo", &world)
        #expect(rules(world, "Bo") == [.secretaryDecides])
    }

    @Test("a deputy has the conflict that both would have, but not the one that the other has alone")
    func deputies() throws {
        var world = World.house
        world.given(
            .appointDeputy,
            [
                "person": world.person("Anna"), "deputy": world.person("Sara"), "from": world.today + 2,
                "to": world.today + 8, "reason": "Ferie",
            ])
        #expect(rules(world, "Sara").isEmpty && rules(world, "Sara", on: world.today + 9).isEmpty)
        let found = try #require(world.register.conflicts(on: world.today + 2).first)
        #expect(found.rule == .securityDecides && found.since == world.today + 2)
        #expect(found.other.map(\.right.person) == [world.person("Anna")] && found.other[0].through != nil)
        // Bo has it himself; that Fie is his deputy makes it no conflict of hers.
        grant("secretary", "Bo", &world)
        world.given(
            .appointDeputy,
            ["person": world.person("Bo"), "deputy": world.person("Fie"), "from": world.today, "reason": "Ferie"])
        #expect(rules(world, "Bo") == [.secretaryDecides] && rules(world, "Fie").isEmpty)
    }

    @Test("both are held from the later of the two days; who has left has none")
    func since() throws {
        var world = World.house
        world.given(
            .grantRole, ["person": world.person("Dan"), "role": "system_owner", "from": world.today + 4])
        #expect(rules(world, "Dan", on: world.today + 3).isEmpty)
        let found = try #require(world.register.conflicts(on: world.today + 6).first)
        #expect(found.since == world.today + 4)
        let engagement = try #require(world.register.persons[world.person("Dan")]?.engagements.first)
        world.given(
            .endEngagement,
            ["person": world.person("Dan"), "engagement": engagement.id, "to": world.today + 5])
        #expect(rules(world, "Dan", on: world.today + 5) == [.dpoOwner])
        #expect(rules(world, "Dan", on: world.today + 6).isEmpty)
    }
}

@Suite("§6: the quarterly review of rights")
struct RightsReviewTests {
    private static let quarter = Quarter(day("2026-12-20"))

    private func duties(_ world: World) -> [Duty] {
        world.duties(.rights, .organisation(world.register.organisation.id))
    }

    @discardableResult
    private func review(_ world: inout World, _ words: Words = [:], as name: String = "Sara") -> Int {
        world.by = world.person(name)
        let usual: Words = ["quarter": "2026-4", "seen": world.register.count, "conclusion": "Alt passer"]
        world.when(.reviewRights, usual.merging(words) { $1 })
        return world.history.count - 1
    }

    @Test(
        "a duty of CAI for each quarter that ends after the organisation was opened: open two weeks, due a month after")
    func quarters() {
        let world = World.house
        let found = duties(world)
        #expect(
            found.map { Quarter(Day(number: Int32($0.turn))).description } == ["2026-4", "2027-1", "2027-2", "2027-3"])
        #expect(found[0].opens == day("2026-12-17") && found[0].due == day("2027-01-30"))
        #expect(found.allSatisfy { $0.responsible == .role(.security) && $0.done == nil })
        var late = World(today: "2026-12-31")
        late.today = day("2027-01-01")
        #expect(duties(late).first.map { Quarter(Day(number: Int32($0.turn))).description } == "2027-1")
    }

    @Test("carried out, it is done that day, and a year ahead is planned; annulled, it is to be done again")
    func done() throws {
        var world = World.house
        world.today = day("2026-12-20")
        let position = review(&world)
        world.then()
        #expect(duties(world).count == 5 && duties(world)[0].done == world.today)
        #expect(world.register.quarterToReview(on: world.today) == nil)
        world.given(.annulFact, ["position": position, "reason": "Den forkerte liste"])
        #expect(duties(world)[0].done == nil && world.register.review(of: Self.quarter) == nil)
        #expect(world.register.quarterToReview(on: world.today) == Self.quarter)
        review(&world)
        world.then()
    }

    @Test("breach: a quarter that nobody reviewed is overdue, also when a later one is reviewed")
    func missed() {
        var world = World.house
        world.today = day("2027-04-02")
        #expect(duties(world)[0].standing(on: world.today) == .overdue)
        review(&world, ["quarter": "2027-1"])
        world.then()
        #expect(duties(world).map { $0.standing(on: world.today) == .overdue }.first == true)
        #expect(duties(world).dropFirst().first?.done == world.today)
        #expect(world.register.quarterToReview(on: world.today) == Self.quarter)
    }

    @Test("what was read is what is concluded on: any fact about rights after it makes it stale, others do not")
    func stale() {
        var world = World.house
        world.today = day("2026-12-20")
        let seen = world.register.count
        world.given(.nameOrganisation, ["name": "FKI", "short": "FKI"])
        let other = world
        review(&world, ["seen": seen])
        world.then()
        let acts: [(CommandKind, Words)] = [
            (.issueToken, ["person": world.person("Gry"), "scope": "read", "until": world.today]),
            (.openAccount, ["person": world.person("Gry"), "username": "gry"]),
            (.seatMember, ["body": "bestyrelse", "person": world.person("Bo"), "from": world.today]),
            (
                .appointDeputy,
                ["person": world.person("Bo"), "deputy": world.person("Fie"), "from": world.today, "reason": "Ferie"]
            ),
        ]
        for (kind, words) in acts {
            var changed = other
            changed.given(kind, words)
            review(&changed, ["seen": seen])
            changed.refuses(.stale)
        }
    }

    @Test("a conflict is accepted for now with a reason; it stays, and is open again when it rests on something newer")
    func considered() throws {
        var world = World.house
        world.today = day("2026-12-20")
        world.given(.grantRole, ["person": world.person("Dan"), "role": "system_owner", "from": world.today])
        let conflict = try #require(world.register.conflicts(on: world.today).first)
        review(&world, ["considered": "\(conflict.key): Vi er få"])
        try world.then { entries in
            guard case .organisation(_, .rightsReviewed(let made)) = entries[0].fact else {
                throw Refusal.unknown
            }
            #expect(made.conflicts == 1 && made.considered == [.init(person: conflict.person, rule: .dpoOwner)])
            #expect(made.notes.flatMap { world.texts[$0] } == "Vi er få")
        }
        #expect(world.register.conflicts(on: world.today) == [conflict])
        #expect(world.register.consideration(of: conflict, by: world.today) != nil)
        #expect(world.register.consideration(of: conflict, by: world.today - 1) == nil)
        // The next review that does not accept it leaves it open.
        var later = world
        later.today = day("2027-03-20")
        review(&later, ["quarter": "2027-1"])
        later.then()
        #expect(later.register.consideration(of: conflict, by: later.today) == nil)
        #expect(later.register.consideration(of: conflict, by: later.today - 1) != nil)
        let grant = try #require(world.register.persons[world.person("Dan")]?.grants.last)
        world.given(.endRole, ["person": world.person("Dan"), "grant": grant.id, "to": world.today])
        world.today = world.today + 5
        world.given(.grantRole, ["person": world.person("Dan"), "role": "system_owner", "from": world.today])
        let anew = try #require(world.register.conflicts(on: world.today).first)
        #expect(anew.key == conflict.key && world.register.consideration(of: anew, by: world.today) == nil)
    }

    @Test("breach: nobody accepts his or her own conflict")
    func ownConflict() throws {
        var world = World.house
        world.today = day("2026-12-20")
        world.given(.grantRole, ["person": world.person("Sara"), "role": "dpo", "from": world.today])
        let conflict = try #require(world.register.conflicts(on: world.today).first { $0.rule == .dpoSecurity })
        review(&world, ["considered": "\(conflict.key): Vi er få"])
        world.refuses(.invalid, "considered")
        review(&world)
        world.then()
    }

    @Test("who grants rights reviews them only where nobody else can; the record says so")
    func own() throws {
        var world = World.house
        world.today = day("2026-12-20")
        world.given(.grantRole, ["person": world.person("Sara"), "role": "administrator", "from": world.today])
        var alone = world
        review(&alone)
        alone.then()
        #expect(alone.register.review(of: Self.quarter)?.made.isOwn == true)
        // A colleague without an account cannot.
        world.given(.grantRole, ["person": world.person("Gry"), "role": "security", "from": world.today])
        #expect(world.register.independentReviewers(on: world.today).isEmpty)
        world.given(.openAccount, ["person": world.person("Gry"), "username": "gry"])
        #expect(world.register.independentReviewers(on: world.today) == [world.person("Gry")])
        review(&world)
        world.refuses(.outOfTurn)
        review(&world, as: "Gry")
        world.then()
        #expect(world.register.review(of: Self.quarter)?.made.isOwn == false)
    }
}
