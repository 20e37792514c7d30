// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Random orders of the commands that touch a dispensation, given by random people: most are refused, some are carried
/// out. What they make of the register must hold after each of them.
struct DispensationHistory {
    var world = World.house
    var random: Seeded
    private(set) var carriedOut: [CommandKind: Int] = [:]
    private let people = ["Anna", "Bo", "Carl", "Fie", "Gry", "Sara", "Dan", "Ida"]
    private let documents = ["Backup", "Politik"]
    private var asked: [ID<Dispensation>] = []

    init(seed: UInt64) {
        random = Seeded(seed)
        world.ruleText = World.backup
        world.appoint("Gry", "secretary")
    }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    private mutating func any<Item>(_ items: [Item]) -> Item { items[below(items.count)] }
    /// Mostly one of the last that were asked for.
    private mutating func one() -> ID<Dispensation> {
        asked.isEmpty ? ID(high: 1, low: 1) : any(below(4) == 0 ? asked : Array(asked.suffix(3)))
    }

    private mutating func wording() -> Words {
        let from = world.today + (below(60) - 10)
        let paragraphs = [World.daily, World.monthly, ParagraphID(high: 9, low: 2)].filter { _ in below(2) == 0 }
        return [
            "paragraphs": paragraphs, "title": "Fravigelse", "situation": "Sådan er det", "reason": "Derfor",
            "risk": "Lidt", "level": any(Dispensation.Level.allCases).rawValue, "measures": "Noget andet",
            "units": below(4) == 0 ? [ID<Unit>]() : [world.unit("Drift")], "solutions": below(3) == 0 ? "Systemet" : "",
            "from": from, "to": from + any([-1, 10, 100, 200, 364, 365, 366, 800]),
        ]
    }

    private mutating func decision() -> Words {
        let known = one()
        let request = world.register.dispensations[known]?.request
        let members: [String] = any([
            ["Anna", "Bo"], ["Bo", "Carl"], ["Bo", "Carl"], ["Anna"], ["Fie", "Anna"],
        ])
        return [
            "document": request?.document ?? world.document("Backup"), "act": "dispense", "dispensation": known,
            "outcome": any(["approved", "approved", "approved", "rejected", "returned"]), "reason": "Derfor",
            "method": any(["meeting", "written", "minutes"]), "minutes": "DIR, punkt 1",
            "members": members.map { world.person($0) }, "recused": below(4) == 0 ? [world.person("Carl")] : [],
            "seen": (world.register.dispensations[known]?.revision ?? 0) - (below(8) == 0 ? 1 : 0),
            "update": any(["yes", "no"]), "update_reason": "Sådan er det", "day": world.today - any([0, 0, 0, 1, 30]),
            "late_reason": "Referatet kom sent",
        ]
    }

    mutating func step() {
        world.isWatched = below(12) == 0
        if below(6) == 0 { world.today = world.today + below(30) }
        world.by = below(3) == 0 ? world.person(any(people)) : nil
        let document = world.document(any(documents))
        let known = one()
        switch below(23) {
        case 0, 1, 2:
            var words = wording()
            words["document"] = document
            words["unit"] = world.unit(any(["Drift", "CAI", "FKI"]))
            if below(2) == 0, !asked.isEmpty { words["follows"] = one() }
            give(.requestDispensation, words)
        case 3, 4: give(.amendDispensation, wording().merging(["dispensation": known]) { $1 })
        case 5:
            give(
                .adviseDispensation,
                ["dispensation": known, "advisor": "dpo", "stance": "fraraader", "text": "Vent til foråret"])
        case 6: give(.recommendDispensation, World.recommendation(known))
        case 7, 8, 9:
            if below(2) == 0 { give(.recommendDispensation, World.recommendation(known)) }
            give(
                .submitDispensation,
                ["dispensation": known, "due": world.today + below(30), "unheard": below(4) > 0 ? "Ferie" : ""])
        case 10, 11, 12, 13: give(.makeDecision, decision())
        case 20, 21, 22: wholeWay(document)
        case 14: give(.withdrawDispensation, ["dispensation": known, "reason": "Løst"])
        case 15: give(.endDispensation, ["dispensation": known, "note": "Følges igen"])
        case 16:
            let decision = world.register.decisions(on: known).last?.id ?? ID(high: 1, low: 2)
            give(.confirmDecision, ["decision": decision, "reason": "Uændret", "minutes": "DIR, punkt 2"])
        case 17:
            let words: Words = [
                "document": document, "paragraph": any([World.daily, ParagraphID(high: 9, low: 2)]), "law": "Loven",
                "reason": "Fejl",
            ]
            give(below(4) == 0 ? .noteStatute : .dropStatute, words)
        case 18:
            if below(3) == 0 {
                give(.setDispensationLimit, ["limit": 2 + below(3)])
            } else {
                give(.draftVersion, ["document": document, "classification": "intern"])
            }
        default:
            // Of the things that this is about, and nothing else.
            let positions: [Int] = world.history.indices.filter { index in
                switch world.history[index].fact.subject.kind {
                case .dispensation, .decision, .action: true
                default: false
                }
            }
            if !positions.isEmpty { give(.annulFact, ["position": any(positions), "reason": "Var forkert"]) }
        }
    }

    /// As it is meant to be done, up to whatever is decided.
    private mutating func wholeWay(_ document: ID<Document>) {
        world.by = nil
        let to = world.today + (1 + below(300))
        give(
            .requestDispensation, world.request(["document": document, "paragraphs": [World.monthly], "to": to]))
        guard let known = asked.last else { return }
        give(.recommendDispensation, World.recommendation(known))
        give(.submitDispensation, ["dispensation": known, "due": world.today + 7, "unheard": "Ferie"])
        var words = decision()
        words["dispensation"] = known
        words["document"] = world.register.dispensations[known]?.request?.document
        words["seen"] = world.register.dispensations[known]?.revision
        words["day"] = world.today
        give(.makeDecision, words)
    }

    private mutating func give(_ kind: CommandKind, _ words: Words) {
        world.when(kind, words)
        guard case .success(let entries) = world.outcome else { return }
        carriedOut[kind, default: 0] += 1
        if kind == .requestDispensation { asked.append(entries[0].fact.subject.id.seen(as: Dispensation.self)) }
    }
}

@Suite("What holds of every history of dispensations")
struct DispensationPropertyTests {
    @Test(
        "none is live without a standing decision of the direktion on or before its first day, nor for more than a year",
        arguments: 600..<604)
    func histories(_ seed: Int) throws {
        var history = DispensationHistory(seed: UInt64(seed))
        for _ in 0..<220 {
            history.step()
            let (register, today) = (history.world.register, history.world.today)
            for known in register.dispensations.values {
                let near: [Day] = (-40...60).map { today + $0 }
                let far: [Day] = (1...8).map { today + $0 * 100 }
                let days: [Day] = near + far
                let live = days.filter { register.isLive(known, on: $0) }
                guard let first = live.first, let last = live.last else { continue }
                #expect(last < first.adding(years: 1))
                let grants = register.decisions.values.filter {
                    !$0.annulled && $0.outcome == .approved && $0.made?.decider == .body(.direktion)
                        && $0.matter?.act == .dispense && $0.matter?.dispensation == known.id
                }
                #expect(grants.count == 1, "decided once")
                let grant = try #require(grants.first)
                let granted = try #require(known.requests.entries.last { $0.position < grant.position }?.value)
                #expect(grant.day <= first && granted.from <= first && last <= granted.to)
                #expect(granted.to < granted.from.adding(years: 1))
                #expect(!granted.paragraphs.isEmpty && !(granted.units.isEmpty && granted.solutions == nil))
                let made = try #require(grant.made)
                #expect(made.update != nil && made.members.count > 1)
                if let ended = known.endedOn { #expect(last < ended) }
            }
        }
        history.world.holds()
        // The histories are long enough to be about something.
        #expect(history.carriedOut[.makeDecision, default: 0] > 3, "\(history.carriedOut)")
    }

    @Test("also of facts that no desk would write: what is live, the direktion granted", arguments: 700..<720)
    func soups(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        soup.append(600)
        var register = Register(organisation: soup.organisation)
        for entry in soup.history { register.apply(entry.fact, entry.stamp) }
        for known in register.dispensations.values {
            let days: [Day] = (-600...1000).map { day("2026-01-01") + $0 }
            guard let first = days.first(where: { register.isLive(known, on: $0) }) else { continue }
            let grants = register.decisions.values.filter {
                !$0.annulled && $0.outcome == .approved && $0.made?.decider == .body(.direktion)
                    && $0.matter?.act == .dispense && $0.matter?.dispensation == known.id
            }
            #expect(grants.contains { $0.day <= first }, "seed \(seed): \(known.id) is live on \(first)")
        }
    }

    @Test("soups hold dispensations that are live, that wait, and that are over")
    func soupsAreAboutSomething() {
        var found: Set<Dispensation.Standing> = []
        for seed in 700..<780 {
            var soup = Soup(seed: UInt64(seed))
            soup.append(600)
            var register = Register(organisation: soup.organisation)
            for entry in soup.history { register.apply(entry.fact, entry.stamp) }
            for known in register.dispensations.values where known.request != nil {
                for _ in 0..<40 { found.insert(register.standing(of: known, on: soup.anyDay())) }
            }
        }
        // Which of those that are over was extended, a soup rarely says: an extension is decided on another one.
        #expect(found.union([.extended]) == Set(Dispensation.Standing.allCases), "\(found)")
    }
}
