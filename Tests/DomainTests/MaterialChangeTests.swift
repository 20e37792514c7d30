// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static var materialChange: CommandRules {
        CommandRules(
            example: {
                [
                    "document": $0.document("Backup"), "cause": "lov", "reason": "NIS 2-loven er ændret",
                    "reference": "Lov nr. 434", "due": "2027-02-01",
                ]
            },
            then: { world, entries in
                #expect(entries.count == 1)
                let change = try #require(world.known("Backup").standingChanges(on: world.today).first)
                #expect(change.cause == .law && world.texts[change.reason] == "NIS 2-loven er ændret")
                let duty = try #require(world.duties(.verification, .document(world.document("Backup"))).last)
                #expect(duty.due == day("2027-02-01") && duty.opens <= world.today && duty.done == nil)
                #expect(duty.since == world.today, "last up to date when it entered into force")
            },
            refusals: [
                .saying("document", nobody), .saying("cause", "vejr"), .saying("due", yesterday),
                .saying("due", "2027-11-23"), .saying("day", tomorrow), .saying("day", "2026-11-20"),
                Refused("when the yearly verification is over its day", .outOfTurn) {
                    $1["document"] = $0.document("Politik")
                },
                Refused("of a document that is not in force", .outOfTurn) { world, words in
                    world.given(
                        .withdrawDocument,
                        ["document": world.document("Backup"), "from": World.monday, "reason": "Slut"])
                },
            ])
    }
}

/// Clause rows 7.1-b, 7.3-d to 7.3-g, 10-a to 10-c: when a document is to be verified, and what a verification must say.
@Suite("Verified on material change and at least yearly")
struct MaterialChangeTests {
    private func verifications(_ world: World) -> [Duty] {
        world.duties(.verification, .document(world.document("Backup")))
    }

    private func changed(_ world: inout World, due: String = "2027-02-01") {
        world.given(
            .declareMaterialChange,
            [
                "document": world.document("Backup"), "cause": "haendelse", "reason": "Et nedbrud", "due": due,
            ])
    }

    @Test("7.3-f: a declared change makes the verification due earlier; the next verification answers it")
    func answered() throws {
        var world = World.house
        changed(&world)
        #expect(try #require(verifications(world).last).due == day("2027-02-01"))
        world.today = day("2027-01-15")
        world.given(.verifyDocument, world.verification("Backup"))
        let duties = verifications(world)
        #expect(duties.suffix(2).map(\.due) == [day("2027-02-01"), day("2028-01-15")])
        #expect(duties.suffix(2).map(\.done) == [day("2027-01-15"), nil])
        #expect(world.known("Backup").standingChanges(on: world.today).isEmpty)
        #expect(world.known("Backup").standingChanges(on: day("2026-12-24")).count == 1, "on a past day it stands")
    }

    @Test("7.3-f, breach: past its day without verification it is overdue")
    func breach() throws {
        var world = World.house
        changed(&world)
        let duty = try #require(verifications(world).last)
        #expect(duty.standing(on: day("2027-02-01")) == .open)
        #expect(duty.standing(on: day("2027-02-02")) == .overdue)
    }

    @Test("7.3-f: the earliest of several counts; a change on the day of a verification is not answered by it")
    func several() throws {
        var world = World.house
        changed(&world, due: "2027-06-01")
        changed(&world, due: "2027-03-01")
        #expect(try #require(verifications(world).last).due == day("2027-03-01"))
        world.given(.verifyDocument, world.verification("Backup"))
        #expect(try #require(verifications(world).last).due == day("2027-11-23"))
        changed(&world, due: "2027-04-01")
        #expect(try #require(verifications(world).last).due == day("2027-04-01"))
        #expect(world.known("Backup").standingChanges(on: world.today).count == 1)
    }

    @Test("an annulment brings back the yearly day")
    func annulled() throws {
        var world = World.house
        changed(&world)
        let position = world.position { if case .document(_, .changeDeclared) = $0 { true } else { false } }
        world.given(.annulFact, ["position": position, "reason": "Fejl"])
        #expect(try #require(verifications(world).last).due == day("2027-11-23"))
        #expect(world.known("Backup").changes.isEmpty)
    }

    @Test("7.3-f: a new version in force answers a change too")
    func newVersion() throws {
        var world = World.house
        changed(&world)
        world.today = day("2026-12-10")
        world.enact("Backup")
        #expect(world.known("Backup").standingChanges(on: world.today).isEmpty)
        #expect(try #require(verifications(world).last).due == day("2027-12-10"))
    }

    // MARK: The document above

    private func newPolicy(_ world: inout World) {
        world.given(.verifyDocument, world.verification("Politik"))
        world.enact("Politik", ["number": "2.0"])
    }

    private func reviews(_ world: World) -> [Duty] { world.duties(.review, .document(world.document("Backup"))) }

    @Test("7.1-b: a new version above gives the owner below a task with a day")
    func parentSuperseded() throws {
        var world = World.house
        #expect(reviews(world).isEmpty)
        world.today = day("2026-12-01")
        newPolicy(&world)
        let duty = try #require(reviews(world).first)
        #expect(duty.responsible == .unit(world.unit("Drift")))
        #expect(duty.opens == world.today && duty.due == world.today + 60 && duty.done == nil)
        // Breach: nobody looked.
        #expect(duty.standing(on: duty.due + 1) == .overdue)
    }

    @Test("7.1-b: done by a verification, by a new version, or by another document above")
    func parentAnswered() throws {
        for way in 0..<3 {
            var world = World.house
            world.today = day("2026-12-01")
            newPolicy(&world)
            world.today = day("2026-12-20")
            switch way {
            case 0: world.given(.verifyDocument, world.verification("Backup"))
            case 1: world.enact("Backup")
            default:
                world.given(
                    .createDocument,
                    [
                        "kind": "emnepolitik", "title": "Drift", "unit": world.unit("Drift"),
                        "parent": world.document("Politik"),
                    ], as: "Emne")
                world.enact("Emne")
                world.given(
                    .placeDocument,
                    ["document": world.document("Backup"), "parent": world.document("Emne"), "reason": "Flyttet"])
            }
            #expect(reviews(world).map(\.done) == [world.today], "way \(way)")
        }
    }

    @Test("7.1-b: another version above replaces the task; withdrawn above, it becomes the one to find another")
    func parentAgain() throws {
        var world = World.house
        world.today = day("2026-12-01")
        newPolicy(&world)
        world.today = day("2026-12-05")
        world.enact("Politik", ["number": "3.0"])
        #expect(reviews(world).map(\.done) == [world.today, nil])
        world.today = day("2026-12-09")
        world.decide("Politik", on: "2026-12-09", ["act": "withdraw"])
        world.given(
            .withdrawDocument, ["document": world.document("Politik"), "from": world.today, "reason": "Slut"])
        #expect(reviews(world).allSatisfy { $0.done != nil })
        #expect(world.duties(.parent, .document(world.document("Backup"))).last?.done == nil)
    }

    @Test("an annulled entry into force above takes the task away")
    func parentAnnulled() {
        var world = World.house
        world.today = day("2026-12-01")
        newPolicy(&world)
        let position = world.position { if case .document(_, .enforced) = $0 { true } else { false } }
        world.given(.annulFact, ["position": position, "reason": "For tidligt"])
        #expect(reviews(world).isEmpty)
    }

    // MARK: What a verification says

    @Test("7.3-d, breach: each of the four contexts must be answered", arguments: VerifyDocument.contexts)
    func contexts(_ context: String) {
        for empty in ["", "   ", "\n"] {
            var world = World.house
            world.when(.verifyDocument, world.verification("Backup", [context: empty]))
            world.refuses(.invalid, context)
        }
    }

    @Test(
        "7.3-e, breach: that nothing can be improved needs a reason",
        arguments: ["Ingen", "ingen.", "Intet at forbedre", "Nej", "-", "none found", "N/A", "…"])
    func onlyNone(_ words: String) {
        var world = World.house
        world.when(.verifyDocument, world.verification("Backup", ["improvement": words]))
        world.refuses(.invalid, "improvement")
        #expect(world.known("Backup").verifications.isEmpty, "verified with no record")
    }

    @Test("7.3-g, breach: nothing but a verification or an entry into force counts as verified")
    func onlyTheRecordCounts() {
        var world = World.house
        world.today = day("2027-11-20")
        let before = verifications(world)
        world.given(.retitleDocument, ["document": world.document("Backup"), "title": "Backup 2", "reason": "-"])
        world.given(.nameContact, ["document": world.document("Backup"), "contact": world.person("Gry")])
        world.draft("Backup")
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup", on: "2027-11-20")
        // A row of one's own making would renew the year without a record.
        world.when(
            .addHistoryRow,
            [
                "document": world.document("Backup"), "number": "1.9", "unit": "Drift", "update": "Verificeret",
                "day": "2027-11-20",
            ])
        world.refuses(.invalid, "day")
        #expect(verifications(world) == before)
        #expect(before.last?.standing(on: day("2027-11-24")) == .overdue)
    }

    @Test("10-c, breach: every verification has exactly one row of the table, and none is left of one that is annulled")
    func everyRow() throws {
        var world = World.house
        for month in 1...4 {
            world.today = day("2027-0\(month)-10")
            world.given(.verifyDocument, world.verification("Backup"))
        }
        func verified() -> [Int] {
            world.known("Backup").rows.filter { if case .verified = $0.update { true } else { false } }.map(\.position)
        }
        #expect(verified().count == 4 && verified() == world.known("Backup").verifications.map(\.position))
        let second = try #require(verified().dropFirst().first)
        world.given(.annulFact, ["position": second, "reason": "Forkert dokument"])
        #expect(verified().count == 3 && verified() == world.known("Backup").verifications.map(\.position))
        #expect(!verified().contains(second))
    }

    @Test("10-c, 12-a: the row of the version table is written by the same act")
    func row() throws {
        var world = World.house
        let entries = world.given(.verifyDocument, world.verification("Backup"))
        #expect(entries.count == 1)
        let row = try #require(world.known("Backup").rows.last)
        #expect(row.number == VersionNumber(1, 1) && row.update == .verified(.unchanged))
        #expect(row.position == world.history.count - 1)
    }
}
