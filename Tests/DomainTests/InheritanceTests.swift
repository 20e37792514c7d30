// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("What others depend on needs at least as much as they do (policy §1)")
struct InheritanceTests {
    @Test("a need goes from the process by its solution to what carries that, and says where it comes from")
    func along() {
        var world = World.house
        world.addAsset("Udbetaling", ["confidentiality": "high", "availability": "critical", "recovery": 4])
        world.addAsset("Ydelsessystem", ["confidentiality": "ordinary", "integrity": "high", "recovery": 8, "loss": 2])
        world.addAsset("Database", ["availability": "ordinary"])
        world.depend("Udbetaling", on: "Ydelsessystem", ["kind": "handled_in"])
        world.depend("Ydelsessystem", on: "Database")
        let found = world.register.inherited(by: world.solution("Database"), on: world.today)
        #expect(found.needs[.confidentiality] == .high && found.own[.confidentiality] == .none)
        #expect(found.needs[.integrity] == .high)
        #expect(found.needs[.availability] == .critical && found.own[.availability] == .ordinary)
        let (process, system) = (world.solution("Udbetaling"), world.solution("Ydelsessystem"))
        #expect(found.path(.confidentiality) == [system, process])
        #expect(found.path(.integrity) == [system])
        #expect(found.needs.recovery == 4 && found.recovery == [system, process])
        #expect(found.needs.loss == 2 && found.loss == [system])
        #expect(world.needs("Udbetaling")[.integrity] == .none, "nothing goes the other way")
        #expect(world.path("Udbetaling", .confidentiality).isEmpty)
    }

    @Test("live: a need that is lowered, a dependence that ends, an asset that is retired take it away at once")
    func live() {
        var world = World.house
        world.addAsset("A", ["integrity": "critical"])
        world.addAsset("B", ["integrity": "ordinary"])
        world.addAsset("C")
        world.depend("A", on: "B")
        world.depend("B", on: "C")
        #expect(world.needs("C")[.integrity] == .critical)
        world.today = world.today + 10
        world.addAsset("A", ["asset": world.solution("A"), "integrity": "high"])
        #expect(world.needs("C")[.integrity] == .high)
        #expect(world.needs("C", on: world.today - 1)[.integrity] == .critical, "a past day as it was")
        world.today = world.today + 10
        world.part("A", from: "B")
        #expect(world.needs("C")[.integrity] == .ordinary && world.needs("B")[.integrity] == .ordinary)
        #expect(world.needs("C", on: world.today - 1)[.integrity] == .high)
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Den kører der endnu"])
        #expect(world.needs("C")[.integrity] == .high)
        world.today = world.today + 10
        world.given(.retireAsset, ["asset": world.solution("A"), "reason": "Lukket"])
        #expect(world.needs("C")[.integrity] == .ordinary)
        #expect(world.needs("C", on: world.today - 1)[.integrity] == .high)
    }

    @Test("a need that does not follow, and an exchange of data, which brings nothing of being there")
    func withheld() {
        var world = World.house
        world.addAsset("A", ["confidentiality": "high", "availability": "high", "recovery": 1])
        world.addAsset("B")
        world.addAsset("C")
        world.depend("A", on: "B", ["withheld": ["Confidentiality"], "reason": "Kun krypteret"])
        world.depend("A", on: "C", ["kind": "exchanges_with"])
        #expect(world.needs("B")[.confidentiality] == .none && world.needs("B")[.availability] == .high)
        #expect(world.needs("B").recovery == 1)
        #expect(world.needs("C")[.confidentiality] == .high && world.needs("C")[.availability] == .none)
        #expect(world.needs("C").recovery == nil)
        // The same tie, from later on with all of it.
        world.today = world.today + 1
        world.depend("A", on: "B")
        #expect(world.needs("B")[.confidentiality] == .high)
        #expect(world.needs("B", on: world.today - 1)[.confidentiality] == .none)
        #expect(world.register.dependences(of: world.solution("A"), on: world.today).count == 2)
    }

    @Test("an inherited need is met by the measures of the one that inherits")
    func standing() {
        var world = World.house
        world.addAsset("A", ["confidentiality": "high"])
        world.addAsset("Løsning")
        #expect(world.standing(.confidentiality) == .none)
        world.depend("A", on: "Løsning")
        #expect(world.standing(.confidentiality) == .missing)
        world.protect(["confidentiality": [world.solution()]])
        world.implement()
        world.test("works")
        #expect(world.standing(.confidentiality) == .met)
    }

    @Test("a need that nobody has stated asks nothing of others, and is inherited like any other")
    func unstated() {
        var world = World.house
        world.addAsset("A", ["integrity": "high"])
        for name in ["Server", "Disk"] {
            world.given(.setAsset, ["kind": "component", "name": name, "unit": world.unit("Drift")], as: name)
        }
        world.depend("Server", on: "Disk")
        let disk = world.solution("Disk")
        func standing(_ property: ControlAttributes.Property) -> NeedStanding {
            world.register.standing(of: .init(asset: disk, property: property), on: world.today)
        }
        #expect(standing(.integrity) == .unstated)
        #expect(world.register.inherited(by: disk, on: world.today).level(.integrity) == nil)
        world.depend("A", on: "Server")
        let found = world.register.inherited(by: disk, on: world.today)
        #expect(found.own(.integrity) == nil && found.level(.integrity) == .high)
        #expect(found.path(.integrity) == [world.solution("Server"), world.solution("A")])
        #expect(standing(.integrity) == .missing)
        // Nothing special is needed of what leans on it, and that is not a need of its own.
        #expect(found.level(.confidentiality) == nil && standing(.confidentiality) == .unstated)
    }

    @Test("breach: a circle is refused with its way, also when an annulment would close it")
    func circles() {
        var world = World.house
        for name in ["A", "B", "C"] { world.addAsset(name) }
        world.depend("A", on: "B")
        world.depend("B", on: "C")
        world.when(.dependAsset, world.depending("C", on: "A", ["kind": "exchanges_with"]))
        world.refuses(.invalid, "other")
        if case .failure(let refusal) = world.outcome {
            #expect(refusal.phrase.da.contains("LØS-3 → LØS-1 → LØS-2 → LØS-3"))
        }
        world.today = world.today + 5
        world.part("A", from: "B")
        let end = world.history.count - 1
        world.depend("C", on: "A")
        world.when(.annulFact, ["position": end, "reason": "Den kørte der hele tiden"])
        world.refuses(.outOfTurn)
        // On the days before it ended the ring would have been whole, too.
        world.when(
            .dependAsset,
            world.depending(
                "C", on: "A", ["kind": "located_at", "from": world.today - 1, "late_reason": "Opdaget nu"]))
        world.refuses(.invalid, "other")
    }

    @Test("the day is today or a past one since both were registered, with a reason why it comes late")
    func days() {
        var world = World.house
        world.addAsset("A", ["integrity": "high"])
        world.addAsset("B")
        let first = world.today
        world.today = world.today + 9
        world.when(.dependAsset, world.depending("A", on: "B", ["from": first + 3]))
        world.refuses(.invalid, "late_reason")
        world.depend("A", on: "B", ["from": first + 3, "late_reason": "Glemt"])
        #expect(world.needs("B")[.integrity] == .high && world.needs("B", on: first + 3)[.integrity] == .high)
        #expect(world.needs("B", on: first + 2)[.integrity] == .none)
    }

    @Test("what others depend on is neither retired nor annulled away, and they are named")
    func borne() {
        var world = World.house
        world.addAsset("Server")
        let set = world.history.count - 1
        for number in 1...7 {
            world.addAsset("A\(number)")
            world.depend("A\(number)", on: "Server")
        }
        world.when(.retireAsset, ["asset": world.solution("Server"), "reason": "Slukket"])
        world.refuses(.outOfTurn)
        if case .failure(let refusal) = world.outcome {
            #expect(refusal.phrase.da.contains("LØS-2, LØS-3, LØS-4, LØS-5, LØS-6 og 2 mere"))
        }
        world.when(.annulFact, ["position": set, "reason": "Fandtes ikke"])
        world.refuses(.outOfTurn)
        // The ones that lean on it may go, and then it may, too.
        for number in 1...7 { world.given(.retireAsset, ["asset": world.solution("A\(number)"), "reason": "Slut"]) }
        world.given(.retireAsset, ["asset": world.solution("Server"), "reason": "Slukket"])
    }
}

@Suite("What is inherited is never stale")
struct InheritancePropertyTests {
    /// From the words of the rule, without what the register keeps: the most that is asked for by any asset from which a way
    /// leads here on that day along which the need follows.
    private static func most(
        _ register: Register, _ id: ID<Asset>, _ property: ControlAttributes.Property, on day: Day
    ) -> (level: Asset.Level, recovery: Int?) {
        guard let known = register.assets[id], let own = known.wording(on: day) else { return (.none, nil) }
        var found = (level: own[property]?.level ?? .none, recovery: own.target.recovery)
        guard known.holds(on: day) else { return found }
        var (seen, waiting) = (Set([id]), [id])
        while let next = waiting.popLast() {
            for other in register.assets.values where other.holds(on: day) && !seen.contains(other.id) {
                let leads = other.dependences(on: day).contains { $0.on == next && $0.dependence.passes(property) }
                guard leads, let wording = other.wording(on: day) else { continue }
                seen.insert(other.id)
                waiting.append(other.id)
                if let level = wording[property]?.level, level.rank > found.level.rank { found.level = level }
                found.recovery = [found.recovery, wording.target.recovery].compactMap { $0 }.min()
            }
        }
        return found
    }

    private static func check(_ register: Register, on days: [Day], _ note: String) -> Bool {
        for day in days {
            let isStraight = register.circles(on: day).isEmpty
            for id in register.assets.keys.sorted() {
                let needs = register.needs(of: id, on: day)
                for property in ControlAttributes.Property.allCases {
                    let expected = most(register, id, property, on: day)
                    if needs[property] != expected.level
                        || property == .availability && needs.recovery != expected.recovery
                    {
                        Issue.record("\(note): \(id) \(property) on \(day): \(needs), not \(expected)")
                        return false
                    }
                    guard !isStraight || isRight(register, id, property, needs, on: day) else {
                        Issue.record("\(note): the way to \(property) of \(id) on \(day)")
                        return false
                    }
                }
                let authentic = AuthenticityTests.most(register, id, on: day)
                guard needs.authenticity == authentic else {
                    Issue.record("\(note): authenticity of \(id) on \(day): \(needs.authenticity), not \(authentic)")
                    return false
                }
            }
        }
        return true
    }

    /// The way that is shown stands on that day, the need follows each step of it, and the source needs it of its own.
    private static func isRight(
        _ register: Register, _ id: ID<Asset>, _ property: ControlAttributes.Property, _ needs: Inheritance.Needs,
        on day: Day
    ) -> Bool {
        let path = register.inherited(by: id, on: day).path(property)
        let own = register.assets[id]?.wording(on: day)?[property]?.level ?? .none
        guard needs[property] != own else { return path.isEmpty }
        var at = id
        for step in path {
            let ties = register.dependences(of: step, on: day)
            guard ties.contains(where: { $0.on == at && $0.dependence.passes(property) }) else { return false }
            at = step
        }
        return !path.isEmpty && register.assets[at]?.wording(on: day)?[property]?.level == needs[property]
    }

    @Test("any facts in any order, circles too: as the rule says, on any day, and as reckoned anew", arguments: 0..<6)
    func anyFacts(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed) &+ 5000)
        var register = Register(organisation: soup.organisation)
        let origin = register
        var history: [(Fact, Stamp)] = []
        for position in 0..<90 {
            let stamp = Stamp(
                position: position, effective: soup.anyDay(),
                recorded: Instant(milliseconds: 1_780_000_000_000 + Int64(position)), by: nil)
            let id: ID<Asset> = soup.id(5)
            let fact: Fact
            switch soup.below(12) {
            case 0 where position > 0:
                let old = soup.below(position)
                fact = .annulled(history[old].0.subject, .init(position: old, reason: soup.value()))
            case 1: fact = .asset(id, .retired(reason: soup.value()))
            case 2, 3: fact = .asset(id, .dependenceEnded(soup.way(), on: soup.id(5), reason: soup.value()))
            case 4, 5, 6, 7: fact = .asset(id, .depended(soup.dependence()))
            default: fact = .asset(id, soup.wording())
            }
            history.append((fact, stamp))
            register.apply(fact, stamp)
            #expect(register.inheritance == register.derivedFromScratch().inheritance)
            let days = [Day.distantFuture, stamp.effective, soup.anyDay()]
            guard Self.check(register, on: days, "seed \(seed), position \(position)") else { return }
        }
        var replayed = origin
        var touched: Set<Subject> = []
        for (fact, stamp) in history { replayed.evolve(fact, stamp, touching: &touched) }
        replayed.settleAll()
        #expect(replayed.inheritance == register.inheritance, "live is replayed")
    }

    @Test("any acts of people: as the rule says, and never a circle on any day", arguments: 0..<6)
    func anyActs(_ seed: Int) {
        var random = Seeded(UInt64(seed) &+ 9000)
        func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
        var world = World.house
        world.isWatched = false
        let names = (0..<6).map { "A\($0)" }
        for name in names { world.addAsset(name) }
        let first = world.today
        var acts: [Int] = []
        for step in 0..<70 {
            let (one, other) = (names[below(6)], names[below(6)])
            let words = world.depending(one, on: other, ["kind": Dependence.Kind.allCases[below(6)].rawValue])
            let before = world.history.count
            switch below(9) {
            case 0: world.today = world.today + 1 + below(5)
            case 1, 2, 3: world.when(.dependAsset, words)
            case 4: world.when(.dependAsset, words.merging(["withheld": ["Integrity"], "reason": "Nej"]) { $1 })
            case 5: world.when(.endDependence, words.merging(["reason": "Slut"]) { $1 })
            case 6:
                let level = Asset.Level.allCases[below(4)].rawValue
                let set: Words = ["asset": world.solution(one), "integrity": level, "availability": level]
                world.when(
                    .setAsset, world.solving(set.merging(below(2) == 0 ? ["recovery": 1 + below(9)] : [:]) { $1 }))
            case 7 where below(4) == 0: world.when(.retireAsset, ["asset": world.solution(one), "reason": "Slut"])
            case 7 where !acts.isEmpty:
                let right: Words = [
                    "position": acts[below(acts.count)], "reason": "Forkert", "command": "asset.depend",
                ]
                world.when(.correctFact, words.merging(right) { $1 })
            default:
                if let act = acts.randomElement(using: &random) {
                    world.when(.annulFact, ["position": act, "reason": "Forkert"])
                }
            }
            for position in before..<world.history.count where world.history[position].fact.isTie {
                acts.append(position)
            }
            #expect(world.register.circles.isEmpty)
            let days = [world.today, world.today - 1, first + below(max(1, world.today - first + 1))]
            guard Self.check(world.register, on: days, "seed \(seed), step \(step)") else { return }
        }
        #expect(acts.count > 3)
        world.holds()
    }
}

extension Fact {
    /// A fact about a dependence.
    fileprivate var isTie: Bool {
        switch self {
        case .asset(_, .depended), .asset(_, .dependenceEnded): true
        default: false
        }
    }
}

extension Register {
    /// The assets that depend on themselves on some day, by looking at every day on which a dependence changes.
    fileprivate var circles: [ID<Asset>] {
        Set(assets.values.flatMap { $0.ties.flatMap { $0.stands.entries.map(\.from) } }).flatMap { circles(on: $0) }
    }

    fileprivate func circles(on day: Day) -> [ID<Asset>] {
        assets.keys.filter { id in
            var (seen, waiting) = (Set<ID<Asset>>(), [id])
            while let next = waiting.popLast() {
                for made in assets[next]?.dependences(on: day) ?? [] {
                    if made.on == id { return true }
                    if seen.insert(made.on).inserted { waiting.append(made.on) }
                }
            }
            return false
        }
    }
}

extension Soup {
    fileprivate mutating func way() -> Dependence.Kind { [.runsOn, .handledIn, .exchangesWith][below(3)] }

    fileprivate mutating func dependence() -> Dependence {
        .init(
            kind: way(), on: id(5), withheld: below(3) == 0 ? [ControlAttributes.Property.allCases[below(3)]] : [],
            reason: nil)
    }

    fileprivate mutating func wording() -> Asset.Fact {
        // What is not stated is in it, too.
        func need(_ soup: inout Soup) -> Asset.Need? {
            soup.below(5) == 0 ? nil : .init(level: Asset.Level.allCases[soup.below(4)], reason: soup.value())
        }
        return .set(
            .init(
                number: below(9), kind: .solution, name: value(), about: nil, unit: id(4), owner: nil, isShared: false,
                confidentiality: need(&self), integrity: need(&self), availability: need(&self),
                authenticity: need(&self),
                target: .init(available: nil, recovery: below(2) == 0 ? 1 + below(9) : nil, loss: nil), users: value(),
                months: 6))
    }
}
