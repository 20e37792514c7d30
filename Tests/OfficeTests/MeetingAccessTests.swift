// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office

/// Clause row 4-a at the desk: a member's own word is that member's, and closed items are seen by those who may.
struct MeetingAccessTests {
    private let rooms: Rooms
    private let anna: ID<Person>, bo: ID<Person>, carl: ID<Person>, eva: ID<Person>, gry: ID<Person>, sara: ID<Person>

    init() throws {
        rooms = try Rooms()
        let unit = try rooms.unit("CAI")
        anna = try rooms.person("Anna", in: unit, .direktion)
        bo = try rooms.person("Bo", in: unit, .direktion)
        carl = try rooms.person("Carl", in: unit, .direktion)
        eva = try rooms.person("Eva", in: unit, .secretary)
        gry = try rooms.person("Gry", in: unit)
        sara = try rooms.person("Sara", in: unit, .security, .administrator)
    }

    private func call(_ method: String = "meeting") throws -> ID<Meeting> {
        var texts = ["body": "direktion", "method": method, "meeting_day": "\(rooms.today)"]
        if method == "written" { texts["deadline"] = "\(rooms.today + 7)" }
        let meeting: ID<Meeting> = rooms.id(try rooms.give(.callMeeting, texts, as: eva))
        try rooms.give(.placeItem, ["meeting": "\(meeting)", "title": "Mødeplan"], as: eva)
        return meeting
    }

    private func known(_ meeting: ID<Meeting>) throws -> Meeting {
        try #require(rooms.house.state.register.meetings[meeting])
    }

    private func item(_ meeting: ID<Meeting>) throws -> String { "\(try known(meeting).items[0].id)" }

    /// Annulled by one of these, and by the operator, it stays; a correction is refused too.
    private func refuses(_ position: Int, _ others: [ID<Person>]) throws {
        let annulment = ["position": "\(position)", "reason": "Forkert"]
        for person in others {
            #expect(throws: Refusal.notAllowed) { try rooms.give(.annulFact, annulment, as: person) }
        }
        let order = Order(
            command: rooms.house.mint.ordered(at: rooms.house.clock.now), kind: .annulFact,
            arguments: Arguments(annulment.mapValues { [$0] }), actor: .operator(user: "root"), door: .cli)
        #expect(throws: Refusal.notAllowed) { try rooms.desk.performBlocking(order) }
    }

    @Test("only the member takes a reply in a written procedure back")
    func reply() throws {
        let meeting = try call("written")
        let answer = ["meeting": "\(meeting)", "item": try item(meeting), "stance": "disagree"]
        let given = try rooms.give(.answerItem, answer, as: bo).positions.lowerBound
        try refuses(given, [anna, carl, eva, sara, gry])
        #expect(try known(meeting).items[0].answers.map(\.by) == [bo])
        try rooms.give(.annulFact, ["position": "\(given)", "reason": "Jeg tog fejl"], as: bo)
        #expect(try known(meeting).items[0].answers.isEmpty)
    }

    @Test("only who approved the minutes takes the approval back; one who has left leaves it to those who approve now")
    func approval() throws {
        let meeting = try call()
        let named = ["meeting": "\(meeting)"]
        try rooms.give(
            .holdMeeting, named.merging(["chair": "\(anna)"]) { $1 }, many: ["present": ["\(anna)", "\(bo)"]], as: eva)
        try rooms.give(
            .minuteItem, named.merging(["item": try item(meeting), "text": "Vedtaget"]) { $1 }, as: eva)
        try rooms.give(.submitMinutes, named, as: eva)
        let approved = try rooms.give(.approveMinutes, named, as: anna).positions.lowerBound
        try refuses(approved, [bo, carl, eva, sara, gry])
        #expect(try known(meeting).isApproved)
        let seat = try #require(
            rooms.house.state.register.bodies[.direktion]?.seats.first { $0.person == anna }?.id)
        try rooms.give(.unseatMember, ["body": "direktion", "seat": "\(seat)", "to": "\(rooms.today)"])
        rooms.go(to: rooms.today + 1)
        try refuses(approved, [carl, eva, sara, gry])
        try rooms.give(.annulFact, ["position": "\(approved)", "reason": "Et punkt mangler"], as: bo)
        #expect(try !known(meeting).isApproved)
    }

    @Test("breach: a matter that may not be seen answers as one that does not exist, also in a correction")
    func unseenMatter() throws {
        let meeting = try call()
        let other = try rooms.unit("Drift")
        let secret = try rooms.document("Hemmelig", unit: other, classification: "strengt_fortrolig")
        try rooms.give(.submitVersion, ["document": "\(secret)", "lacking": "Prøve"])
        try rooms.give(.placeItem, ["meeting": "\(meeting)", "matters": "document:\(secret)"], as: anna)
        let hidden = try #require(try known(meeting).items.last?.id)
        try rooms.give(
            .settleItem, ["meeting": "\(meeting)", "item": "\(hidden)", "fate": "postponed", "reason": "Bilag"],
            as: anna)
        let placed = try #require(try known(meeting).items.first?.position)
        let nobody = "00000000-0000-4000-8000-000000000001"
        func answer(_ kind: CommandKind, _ matter: String) -> Refusal? {
            var texts = [
                "meeting": "\(meeting)", "matters": matter, "body": "direktion", "method": "meeting",
                "meeting_day": "\(rooms.today + 7)",
            ]
            if kind == .correctFact {
                texts.merge(["position": "\(placed)", "reason": "Forkert", "command": "meeting.place"]) { $1 }
            }
            do throws(Refusal) {
                try rooms.give(kind, texts, as: eva)
                return nil
            } catch {
                return error
            }
        }
        for kind in [CommandKind.placeItem, .callMeeting, .correctFact] {
            for (one, two) in [("document:\(secret)", "document:\(nobody)"), ("item:\(hidden)", "item:\(nobody)")] {
                let refused = answer(kind, one)
                #expect(refused?.field == "matters" && refused == answer(kind, two), "\(kind) \(one)")
            }
        }
        // A form in which nothing is chosen sends an empty choice.
        try rooms.give(.placeItem, ["meeting": "\(meeting)", "matters": "", "title": "Eventuelt"], as: eva)
        // Whoever sees it puts it on again.
        try rooms.give(.placeItem, ["meeting": "\(meeting)", "matters": "document:\(secret)"], as: anna)
    }

    @Test("an item that is closed afterwards is seen by those who see closed ones, on a past day and in the ledger too")
    func closedAfterwards() async throws {
        let meeting = try call()
        let before = rooms.today
        rooms.go(to: before + 1)
        func seen(_ person: ID<Person>, _ view: View = .today) async throws -> [Bool] {
            let sight = try await rooms.house.sight(of: person, view)
            let shown = try sight.meeting(meeting)
            let entries = sight.entries(about: .meeting(meeting)).contains { $0.kind == .meetingItemPlaced }
            return shown.items.map { sight.sees($0, at: shown) } + [entries]
        }
        #expect(try await seen(gry) == [true, true])
        try rooms.give(.closeItem, ["meeting": "\(meeting)", "item": try item(meeting)], as: eva)
        for view in [View.today, .then(before), .now(before)] {
            #expect(try await seen(gry, view) == [false, false], "\(view)")
            #expect(try await seen(bo, view) == [true, true], "\(view)")
        }
        #expect(throws: Refusal.notAllowed) {
            try rooms.give(.closeItem, ["meeting": "\(meeting)", "item": try item(meeting)], as: gry)
        }
    }
}
