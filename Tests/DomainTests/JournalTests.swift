// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    var lastDecisionID: ID<Decision> { lastDecision?.id ?? ID(high: 0, low: 0) }

    mutating func decidePolicy() {
        policyWaits()
        decide("Politik")
    }

    func words(_ value: ValueID?) -> String? { value.flatMap { texts[$0] } }
}

extension CommandRules {
    static func journal(_ kind: CommandKind) -> CommandRules { kind == .recordJournal ? recording : removing }

    /// What neither command can be about.
    private static var matters: [Refused] {
        [
            .saying("decision", nobody),
            Refused("neither a decision nor a meeting", .invalid, "decision") { $1["decision"] = nil },
            Refused("both a decision and a meeting", .invalid, "meeting") { $1["meeting"] = nobody },
        ]
    }

    private static var recording: CommandRules {
        CommandRules(
            example: { world in
                world.decidePolicy()
                return [
                    "decision": world.lastDecisionID, "case_number": "2026-012345", "document_number": "7",
                    "journalised": world.today,
                ]
            },
            then: { world, entries in
                #expect(entries.count == 1)
                let mark = try #require(world.lastDecision?.journal.mark(on: world.today))
                #expect(world.words(mark.caseNumber) == "2026-012345" && world.words(mark.documentNumber) == "7")
                #expect(mark.day == world.today)
            },
            refusals: matters + [
                .saying("case_number", ""), .saying("case_number", "   "),
                .saying("case_number", String(repeating: "1", count: 101)), .saying("case_number", "2026\u{7}1"),
                .saying("case_number", "2026\t1"), .saying("case_number", "2026\u{85}1"),
                .saying("case_number", "2026\n1"),
                .saying("document_number", String(repeating: "1", count: 101)), .saying("document_number", "7\u{1}"),
                .saying("document_number", "7\u{7F}"), .saying("journalised", tomorrow),
                .saying("journalised", "i går"),
                .saying("journalised", yesterday),
                Refused("of a decision that is annulled", .outOfTurn) { world, _ in
                    world.annul(world.position { if case .decision = $0 { true } else { false } })
                },
                Refused("of a meeting that was never called", .invalid, "meeting") {
                    $1["decision"] = nil
                    $1["meeting"] = nobody
                },
                Refused("of minutes that are not approved", .outOfTurn) { world, words in
                    world.callMeeting()
                    world.submitMinutes()
                    words["decision"] = nil
                    words["meeting"] = world.meeting("M")
                },
            ])
    }

    private static var removing: CommandRules {
        CommandRules(
            example: { world in
                world.decidePolicy()
                world.given(.recordJournal, ["decision": world.lastDecisionID, "case_number": "2026-012345"])
                return ["decision": world.lastDecisionID, "reason": "Lagt på en forkert sag"]
            },
            then: { world, _ in #expect(world.lastDecision?.journal.mark(on: world.today) == nil) },
            refusals: [
                // Of nothing there is no number.
                .saying("decision", nobody, .outOfTurn),
                Refused("neither a decision nor a meeting", .invalid, "decision") { $1["decision"] = nil },
                Refused("both a decision and a meeting", .invalid, "meeting") { $1["meeting"] = nobody },
                Refused("without a reason", .invalid, "reason") { $1["reason"] = nil },
                Refused("twice", .outOfTurn) { world, words in world.given(.removeJournal, words) },
            ])
    }
}

@Suite("Where a decided matter is filed")
struct JournalTests {
    private var world = World.house

    @Test("the longest number is kept, and no document number is needed")
    mutating func longest() {
        world.decidePolicy()
        let number = String(repeating: "9", count: 100)
        world.given(.recordJournal, ["decision": world.lastDecisionID, "case_number": " \(number) "])
        let mark = world.lastDecision?.journal.mark(on: world.today)
        #expect(world.words(mark?.caseNumber) == number && mark?.documentNumber == nil && mark?.day == world.today)
    }

    @Test("another number takes the place of the first; annulling it brings the first back")
    mutating func changed() {
        world.decidePolicy()
        for number in ["2026-1", "2026-2"] {
            world.given(.recordJournal, ["decision": world.lastDecisionID, "case_number": number])
        }
        func shown(_ world: World) -> String? {
            world.words(world.lastDecision?.journal.mark(on: world.today)?.caseNumber)
        }
        #expect(shown(world) == "2026-2")
        world.annul(world.position { if case .decision(_, .journal) = $0 { true } else { false } })
        #expect(shown(world) == "2026-1")
        #expect(world.lastDecision?.annulled == false)
        world.given(.removeJournal, ["decision": world.lastDecisionID, "reason": "Forkert sag"])
        #expect(shown(world) == nil)
        world.annul(world.position { if case .decision(_, .journal(.removed)) = $0 { true } else { false } })
        #expect(shown(world) == "2026-1")
    }

    @Test("a number is put right in one act")
    mutating func corrected() {
        world.decidePolicy()
        world.given(.recordJournal, ["decision": world.lastDecisionID, "case_number": "2026-1"])
        world.given(
            .correctFact,
            [
                "position": world.history.count - 1, "reason": "Tastefejl", "command": "journal.record",
                "decision": world.lastDecisionID, "case_number": "2026-11",
            ])
        let journal = world.lastDecision?.journal
        #expect(world.words(journal?.mark(on: world.today)?.caseNumber) == "2026-11")
        #expect(journal?.entries.count == 1)
    }

    @Test("approved minutes get a number, lose it and have it annulled, and stay approved and unchanged")
    mutating func minutes() {
        world.callMeeting()
        world.submitMinutes()
        world.approveMinutes()
        let meeting = world.meeting("M")
        world.given(.recordJournal, ["meeting": meeting, "case_number": "2026-3"])
        #expect(world.known().journal.mark(on: world.today) != nil)
        world.annul(world.history.count - 1)
        #expect(world.known().journal.mark(on: world.today) == nil && world.meetingStanding() == .approved)
        world.given(.recordJournal, ["meeting": meeting, "case_number": "2026-4"])
        world.given(.removeJournal, ["meeting": meeting, "reason": "Forkert sag"])
        #expect(world.known().journal.mark(on: world.today) == nil && world.meetingStanding() == .approved)
        // What the minutes say is still changed by nothing.
        let text = world.position { if case .meeting(_, .minuted) = $0 { true } else { false } }
        world.when(.annulFact, ["position": text, "reason": "Forkert"])
        world.refuses(.outOfTurn)
    }

    @Test("a number changes nothing of what is decided: no duty, no basis, no revision of the document")
    mutating func quiet() throws {
        world.decidePolicy()
        let document = world.known("Politik").revision
        let duties = world.register.duties
        world.given(.recordJournal, ["decision": world.lastDecisionID, "case_number": "2026-1"])
        #expect(world.known("Politik").revision == document && world.register.duties == duties)
        let decision = try #require(world.lastDecision)
        #expect(!world.register.basisHasChanged(decision, on: world.today))
    }

    @Test("a matter may be filed before it is recorded here, and not before it was decided")
    mutating func days() {
        world.decidePolicy()
        world.today = world.today + 5
        let words: Words = ["decision": world.lastDecisionID, "case_number": "2026-1"]
        world.given(.recordJournal, words.merging(["journalised": world.today - 3]) { $1 })
        #expect(world.lastDecision?.journal.mark(on: world.today)?.day == world.today - 3)
        world.when(.recordJournal, words.merging(["journalised": world.today - 6]) { $1 })
        world.refuses(.invalid, "journalised")
    }
}
