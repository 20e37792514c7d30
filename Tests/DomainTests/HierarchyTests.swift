// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause rows 7.1-a, 7.1-b, 7.1-e, 10-a, 10-b and 12-a: where a document stands, who owns it, and what is asked of the
/// topmost.
@Suite("§§7.1, 10, 12: the hierarchy of governing documents, their owners and their table")
struct HierarchyTests {
    /// The house with one document of every kind, each where it usually stands.
    private static let library: World = {
        var world = World.house
        world.create("Emne", "emnepolitik", under: "Politik")
        world.create("Gendan", "vejledning", under: "Backup")
        world.create("Modul", "modul", under: "Gendan")
        return world
    }()
    private static let names: [Document.Kind: String] = [
        .policy: "Politik", .topicPolicy: "Emne", .procedure: "Backup", .guideline: "Gendan",
        .module: "Modul",
    ]

    /// Creates one document and says whether it was done.
    private func creates(
        _ kind: Document.Kind, under above: Document.Kind?, _ words: Words = [:], in world: inout World
    ) -> Bool {
        var given: Words = ["kind": kind.rawValue, "title": "Nyt", "unit": world.unit("Drift")]
        if let name = above.flatMap({ Self.names[$0] }) { given["parent"] = world.document(name) }
        world.when(.createDocument, given.merging(words) { $1 })
        if case .success = world.outcome { return true }
        return false
    }

    // MARK: 7.1-a

    @Test("7.1-a: each kind stands below the kinds that the hierarchy allows, and below no other")
    func kinds() {
        let allowed: [Document.Kind: Set<Document.Kind?>] = [
            .policy: [nil], .topicPolicy: [.policy], .procedure: [.policy, .topicPolicy],
            .guideline: [.topicPolicy, .procedure],
            .module: [.policy, .topicPolicy, .procedure, .guideline],
        ]
        for kind in Document.Kind.allCases {
            for above in [nil] + Document.Kind.allCases.map(Optional.some) {
                var world = Self.library
                let done = creates(kind, under: above, ["placement": "Der er en grund"], in: &world)
                #expect(done == allowed[kind]?.contains(above), "\(kind) below \(String(describing: above))")
            }
        }
    }

    @Test("7.1-a, breach: a step is left out only with a reason, which the record keeps")
    func skipped() throws {
        let steps: [(Document.Kind, Document.Kind, Bool)] = [
            (.guideline, .topicPolicy, true), (.guideline, .procedure, false), (.procedure, .topicPolicy, false),
            (.procedure, .policy, false),
        ]
        for (kind, above, needsReason) in steps {
            var world = Self.library
            for blank: Words in [[:], ["placement": "  \n"]] {
                let done = creates(kind, under: above, blank, in: &world)
                #expect(done == !needsReason, "\(kind) below \(above)")
                if needsReason { world.refuses(.invalid, "placement") }
            }
        }
        var world = Self.library
        _ = creates(.guideline, under: .topicPolicy, ["placement": "Ingen procedure er nødvendig"], in: &world)
        try world.then { entries in
            #expect(entries.count == 2)
            guard case .document(let id, .placed(let parent, let reason)) = entries[1].fact else {
                Issue.record("the reason is not recorded")
                return
            }
            #expect(parent == world.document("Emne") && world.texts[reason] == "Ingen procedure er nødvendig")
            let document = try #require(world.register.documents[id])
            #expect(document.parent.newest == .some(world.document("Emne")))
        }
        // An import is asked the same, and a move always says why.
        world = Self.library
        world.when(
            .importDocument,
            [
                "kind": "vejledning", "title": "Nyt", "unit": world.unit("Drift"), "parent": world.document("Emne"),
                "classification": "intern",
            ])
        world.refuses(.invalid, "placement")
        world.when(.placeDocument, ["document": world.document("Gendan"), "parent": world.document("Emne")])
        world.refuses(.invalid, "reason")
    }

    // MARK: 7.1-b

    @Test("7.1-b: every document but the topmost refers to exactly one above it, in force before it is")
    func oneAbove() throws {
        var world = Self.library
        #expect(world.known("Politik").parent.newest == .some(nil))
        for name in ["Emne", "Backup", "Gendan"] { #expect((world.known(name).parent.newest ?? nil) != nil) }
        // Nothing enters into force below what is not in force.
        world.create("Nøgler", "procedure", under: "Emne")
        world.draft("Nøgler")
        world.given(.submitVersion, ["document": world.document("Nøgler")])
        world.decide("Nøgler")
        world.when(.enforceVersion, ["document": world.document("Nøgler"), "from": world.today])
        world.refuses(.outOfTurn)
        world.enact("Emne")
        world.given(.enforceVersion, ["document": world.document("Nøgler"), "from": world.today])
        #expect(
            world.register.children(of: world.document("Emne"), on: world.today).map(\.id) == [world.document("Nøgler")]
        )
    }

    @Test(
        "7.1-b, breach: nothing above is refused; one that is withdrawn or falls away becomes a task for the one below")
    func missing() throws {
        for kind in [Document.Kind.topicPolicy, .procedure, .guideline] {
            var world = Self.library
            _ = creates(kind, under: nil, in: &world)
            world.refuses(.invalid, "parent")
        }
        for way in 0..<2 {
            var world = Self.library
            if way == 0 {
                world.decide("Politik", ["act": "withdraw"])
                world.given(
                    .withdrawDocument, ["document": world.document("Politik"), "from": world.today, "reason": "Slut"])
            } else {
                let created = world.document("Politik")
                world.given(
                    .annulFact,
                    [
                        "position": world.position {
                            if case .document(created, .created) = $0 { true } else { false }
                        }, "reason": "Forkert",
                    ])
            }
            let duty = try #require(world.duties(.parent, .document(world.document("Backup"))).first, "way \(way)")
            #expect(duty.responsible == .unit(world.unit("Drift")) && duty.done == nil)
            #expect(duty.standing(on: duty.due + 1) == .overdue)
        }
    }

    @Test("7.1-b, breach: no document stands above itself, whatever is tried")
    func noCircle() {
        var world = Self.library
        world.create("Emne 2", "emnepolitik", under: "Politik")
        let names = ["Politik", "Emne", "Emne 2", "Backup", "Gendan"]
        var refused = 0
        for name in names {
            for above in names {
                world.when(
                    .placeDocument,
                    ["document": world.document(name), "parent": world.document(above), "reason": "Forsøg"])
                if case .failure = world.outcome { refused += 1 }
            }
        }
        #expect(refused > 15)
        for name in names {
            var (above, steps) = (world.known(name).parent.newest ?? nil, 0)
            while let next = above, steps < 10 {
                #expect(next != world.document(name), "\(name) stands above itself")
                (above, steps) = (world.register.documents[next]?.parent.newest ?? nil, steps + 1)
            }
            #expect(steps < 10)
        }
    }

    // MARK: 7.1-e

    @Test("7.1-e: a unit owns it, a contact is another matter, and a transfer is a record with its reason and its day")
    func owner() throws {
        var world = World.house
        let (backup, drift, cai) = (world.document("Backup"), world.unit("Drift"), world.unit("CAI"))
        #expect(world.known("Backup").owner.newest == drift && world.known("Backup").contact.newest == .some(nil))
        world.given(.nameContact, ["document": backup, "contact": world.person("Sara")])
        #expect(world.known("Backup").owner.newest == drift, "who answers questions does not own it")
        let entries = world.given(
            .transferDocument, ["document": backup, "unit": cai, "from": "2026-12-01", "reason": "Ny opdeling"])
        guard case .document(backup, .transferred(cai, let reason)) = try #require(entries.first).fact else {
            Issue.record("the transfer is not recorded")
            return
        }
        #expect(world.texts[reason] == "Ny opdeling")
        #expect(world.register.decider(of: world.known("Backup"), on: day("2026-11-30")) == .head(of: drift))
        #expect(world.register.decider(of: world.known("Backup"), on: day("2026-12-01")) == .head(of: cai))
        world.when(.transferDocument, ["document": backup, "unit": drift, "from": "2026-12-02"])
        world.refuses(.invalid, "reason")
    }

    @Test("7.1-e, breach: without an owning unit nothing is made; an owner that closes leaves a task with a day")
    func noOwner() throws {
        var world = World.house
        for words: Words in [[:], ["unit": ""], ["unit": world.person("Fie").description]] {
            world.when(
                .createDocument,
                ["kind": "procedure", "title": "Nyt", "parent": world.document("Politik")].merging(words) { $1 })
            world.refuses(.invalid, "unit")
        }
        world.given(.closeUnit, ["unit": world.unit("Drift"), "to": "2026-12-31"])
        let duty = try #require(world.duties(.owner, .document(world.document("Backup"))).first)
        #expect(duty.opens == day("2027-01-01") && duty.responsible == .role(.security))
        #expect(duty.standing(on: duty.due + 1) == .overdue)
    }

    // MARK: 10-a, 12-a

    @Test(
        "10-a: a verification of the topmost document says whether it follows the strategy; of others it is not asked")
    func strategy() throws {
        var world = World.house
        world.given(.verifyDocument, world.verification("Politik", ["strategy": "Følger den nye strategi"]))
        let said = try #require(world.known("Politik").verifications.last?.notes.strategy)
        #expect(world.texts[said] == "Følger den nye strategi")
        world.given(.verifyDocument, world.verification("Backup"))
        #expect(world.known("Backup").verifications.last?.notes.strategy == nil)
    }

    @Test("10-a, breach: without a word about the strategy the topmost document is not verified")
    func withoutStrategy() {
        for blank: Words in [["strategy": ""], ["strategy": " \n "]] {
            var world = World.house
            world.when(.verifyDocument, world.verification("Politik", blank))
            world.refuses(.invalid, "strategy")
            #expect(world.known("Politik").verifications.isEmpty)
            #expect(world.known("Politik").rows.count == 3, "no row without its record")
        }
    }

    @Test("12-a: the three rows are the first record; a mere verification raises the number; rows keep the day's owner")
    func table() throws {
        var world = World.house
        #expect(world.known("Politik").rows.map(\.number.description) == ["1.0", "1.1", "1.2"])
        #expect(world.known("Politik").rows.map(\.day) == [day("2023-12-06"), day("2024-12-05"), day("2025-11-19")])
        #expect(world.known("Politik").rows.allSatisfy { $0.isImported })
        world.given(.verifyDocument, world.verification("Politik"))
        let cai = world.unit("CAI")
        world.given(
            .transferDocument,
            ["document": world.document("Politik"), "unit": world.unit("Drift"), "from": "2026-12-01", "reason": "-"])
        world.given(.renameUnit, ["unit": cai, "name": "Sikkerhed", "from": "2026-12-01"])
        let row = try #require(world.known("Politik").rows.last)
        #expect(row.number == VersionNumber(1, 3) && row.author == .unit(cai, nil))
        #expect(world.known("Politik").versions.count == 1, "the text is still that of 1.2")
        let name = try #require(world.register.units[cai]).name
        #expect(name.value(on: row.day).flatMap { world.texts[$0] } == "CAI")
        #expect(name.value(on: day("2026-12-01")).flatMap { world.texts[$0] } == "Sikkerhed")
    }
}
