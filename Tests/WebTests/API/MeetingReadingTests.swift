// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

/// A meeting of the direktion through the interface: called on the first day, held two days later, its minutes approved
/// on the fifth. It has an open item, a closed one, one about a confidential text, and a matter that is decided.
private final class MeetingRooms {
    let rooms: APIRooms
    let first: Day
    let anna: ID<Person>, bo: ID<Person>, eva: ID<Person>, sara: ID<Person>, gry: ID<Person>
    let meeting: ID<Meeting>, matter: ID<Proposal>

    init() async throws {
        rooms = try APIRooms()
        first = rooms.today
        let (unit, other) = (try await rooms.unit("Sikkerhed"), try await rooms.unit("Kantine"))
        anna = try await rooms.person("Anna", in: unit, .direktion)
        bo = try await rooms.person("Bo", in: unit, .direktion)
        eva = try await rooms.person("Eva", in: unit, .secretary)
        sara = try await rooms.person("Sara", in: unit, .security)
        gry = try await rooms.person("Gry", in: other)
        let secret = try await rooms.document("Hemmelig politik", unit: unit, classification: "fortrolig")
        try await rooms.give(.submitVersion, ["document": "\(secret)", "lacking": "Prøve"])
        matter = rooms.id(
            try await rooms.give(
                .proposeMatter,
                [
                    "body": "direktion", "resolution": "Listen føres på papir", "question": "Skal den føres på papir?",
                    "reasons": "Systemet er nede", "if_yes": "Det sker", "if_no": "Det sker ikke",
                    "due": "\(rooms.today + 14)",
                ]))
        meeting = rooms.id(
            try await rooms.give(
                .callMeeting,
                [
                    "body": "direktion", "method": "meeting", "meeting_day": "\(rooms.today + 2)",
                    "place": "Lokale 3", "matters": "proposal:\(matter)",
                ]))
        try await give(.placeItem, ["title": "Orientering om hændelser", "why": "Som aftalt"])
        try await give(.placeItem, ["title": "Personalesag i Drift", "closed": "1"])
        try await give(.placeItem, ["matters": "document:\(secret)", "why": "Hemmelig grund"])
    }

    func give(_ kind: CommandKind, _ texts: [String: String], as person: ID<Person>? = nil) async throws {
        let all = texts.merging(["meeting": "\(meeting)"]) { $1 }
        try await rooms.give(kind, Arguments(all.mapValues { [$0] }), as: person)
    }

    func item(_ order: Int) throws -> String {
        let known = try #require(rooms.house.state.register.meetings[meeting])
        return "\(try #require(known.items.first { $0.placing.order == order }).id)"
    }

    /// Held on the third day, approved on the fifth.
    func hold() async throws {
        rooms.go(to: first + 2)
        try await rooms.give(
            .resolveProposal,
            Arguments([
                "proposal": ["\(matter)"], "seen": ["1"], "outcome": ["approved"], "method": ["meeting"],
                "members": ["\(anna)", "\(bo)"],
            ]), as: anna)
        try await rooms.give(
            .holdMeeting,
            Arguments(["meeting": ["\(meeting)"], "present": ["\(anna)", "\(bo)"], "chair": ["\(anna)"]]))
        try await give(.minuteItem, ["item": try item(2), "text": "Ingen hændelser\nsiden sidst"])
        try await give(.minuteItem, ["item": try item(3), "text": "Navnet på den syge"])
        try await give(.settleItem, ["item": try item(4), "fate": "postponed", "reason": "Hemmelig årsag"])
        rooms.go(to: first + 4)
        try await give(.submitMinutes, [:], as: eva)
        try await give(.approveMinutes, [:], as: anna)
    }

    func read(_ person: ID<Person>, _ query: [String: String] = [:], etag: String? = nil) async throws -> APIRooms.Reply
    {
        await rooms.ask(
            "GET", "/api/v1/meetings/\(meeting)", query: query, token: try await rooms.token(of: person),
            headers: etag.map { ["if-none-match": $0] } ?? [:])
    }
}

@Suite("Meetings are read through the interface as on their pages") struct MeetingReadingTests {
    @Test func whoSeesAllReadsTheAgendaTheDecisionsAndTheApprovedMinutes() async throws {
        let place = try await MeetingRooms()
        try await place.hold()
        let reply = try await place.read(place.sara)
        #expect(reply.status == 200)
        let json = reply.json
        #expect(Described.faults(json, of: .meeting).isEmpty, "\(Described.faults(json, of: .meeting))")
        #expect(json["number"]?.text == "DIR 2024-01" && json["place"]?.text == "Lokale 3")
        #expect(json["standing"]?.text == "approved" && json["approved"]?.text == "\(place.first + 4)")
        #expect(json["approved_by"]?["name"]?.text == "Anna" && json["items_left_out"]?.int == 0)
        #expect(json["attendance"]?["present"]?.items?.compactMap { $0["name"]?.text } == ["Anna", "Bo"])
        let items = try #require(json["items"]?.items)
        #expect(items.map { $0["number"]?.int } == [1, 2, 3, 4])
        let decision = place.rooms.house.state.register.decisions.values.first { $0.matter?.proposal == place.matter }
        #expect(items[0]["decision"]?.text == decision.map { "\($0.id)" } && items[0]["outcome"]?.text == "approved")
        #expect(items[0]["about"]?["id"]?.text == "\(place.matter)")
        #expect(items[1]["title"]?.text == "Orientering om hændelser" && items[1]["closed"] == .bool(false))
        #expect(items[2]["closed"] == .bool(true) && items[2]["text"]?.text == "Navnet på den syge")
        #expect(items[3]["fate"]?.text == "postponed" && items[3]["fate_reason"]?.text == "Hemmelig årsag")
        let minutes = try #require(json["minutes"]?["items"]?.items)
        #expect(minutes.map { $0["number"]?.int } == [1, 2, 3, 4])
        #expect(minutes[1]["text"]?.text == "Ingen hændelser\nsiden sidst")
        #expect(minutes[0]["text"]?.text?.contains("Godkendt") == true)
        // The tag changes with what is said.
        let tag = try #require(reply.header("etag"))
        #expect(try await place.read(place.sara, etag: tag).status == 304)
        try await place.rooms.give(.recordJournal, ["meeting": "\(place.meeting)", "case_number": "2024-17"])
        let later = try await place.read(place.sara, etag: tag)
        #expect(later.status == 200 && later.json["journal"]?["case_number"]?.text == "2024-17")
    }

    @Test func whatIsClosedOrConfidentialIsNotThereForOthers() async throws {
        let place = try await MeetingRooms()
        try await place.hold()
        let reply = try await place.read(place.gry)
        #expect(reply.status == 200 && Described.faults(reply.json, of: .meeting).isEmpty)
        #expect(reply.json["items"]?.items?.map { $0["number"]?.int } == [1, 2])
        #expect(reply.json["minutes"]?["items"]?.items?.map { $0["number"]?.int } == [1, 2])
        #expect(reply.json["items_left_out"]?.int == 2)
        let list = await place.rooms.ask("GET", "/api/v1/meetings", token: try await place.rooms.token(of: place.gry))
        for hidden in ["Personalesag", "syge", "Hemmelig"] {
            #expect(!reply.text.contains(hidden) && !list.text.contains(hidden), "\(hidden)")
        }
        // Whoever sits in the body or writes its minutes sees the closed one, and the text by its own class.
        #expect(try await place.read(place.eva).json["items"]?.items?.count == 4)
    }

    @Test func whatCameAfterTheApprovalAndWhereAnItemComesFromIsSaid() async throws {
        let place = try await MeetingRooms()
        try await place.hold()
        let rooms = place.rooms
        let decided = try #require(rooms.house.state.register.decisions.values.first { $0.matter?.proposal != nil })
        let annulled = try await rooms.give(.annulFact, ["position": "\(decided.position)", "reason": "Forkert tal"])
        let known = try #require(rooms.house.state.register.meetings[place.meeting])
        let about = try #require(known.items.last?.placing.about)
        let next: ID<Meeting> = rooms.id(
            try await rooms.give(
                .callMeeting,
                [
                    "body": "direktion", "method": "meeting", "meeting_day": "\(rooms.today + 7)",
                    "matters": Meeting.Choice.matter(about).text,
                ]))
        let item = try await place.read(place.sara).json["items"]?.items?.first
        #expect(item?["annulled_afterwards"]?.int == annulled.positions.lowerBound)
        #expect(item?["outcome"]?.text == "approved" && item?["decided_afterwards"] == .null)
        let token = try await rooms.token(of: place.sara)
        let again = await rooms.ask("GET", "/api/v1/meetings/\(next)", token: token).json["items"]?.items?.first
        #expect(again?["postponed_from"]?["id"]?.text == "\(place.meeting)")
        #expect(again?["postponed_from"]?["title"]?.text == "DIR 2024-01")
    }

    @Test func aDayThatHasPassedHasNoMinutesYet() async throws {
        let place = try await MeetingRooms()
        try await place.hold()
        for reading in ["then", "now"] {
            let json = try await place.read(
                place.sara, ["as_of": "\(place.first + 3)", "reading": reading]
            ).json
            #expect(json["standing"]?.text == "minutes_missing" && json["minutes"] == .null, "\(reading)")
            #expect(json["items"]?.items?.first?["outcome"]?.text == "approved", "\(reading)")
            let early = try await place.read(place.sara, ["as_of": "\(place.first)", "reading": reading]).json
            #expect(early["standing"]?.text == "called" && early["attendance"] == .null, "\(reading)")
            #expect(early["items"]?.items?.first?["decision"] == .null, "\(reading)")
            let before = try await place.read(place.sara, ["as_of": "\(place.first - 1)", "reading": reading])
            #expect(before.status == 404, "\(reading)")
        }
    }

    @Test func theListIsReadPageByPageTheNewestFirst() async throws {
        let place = try await MeetingRooms()
        let second = place.rooms.id(
            try await place.rooms.give(
                .callMeeting,
                [
                    "body": "direktion", "method": "written", "meeting_day": "\(place.first + 9)",
                    "deadline": "\(place.first + 12)",
                ]),
            Meeting.self)
        let token = try await place.rooms.token(of: place.gry)
        let whole = await place.rooms.ask("GET", "/api/v1/meetings", token: token)
        #expect(Described.faults(whole.json, of: .meetings).isEmpty, "\(Described.faults(whole.json, of: .meetings))")
        let ids = whole.json["items"]?.items?.compactMap { $0["id"]?.text }
        #expect(ids == ["\(second)", "\(place.meeting)"])
        let page = await place.rooms.ask("GET", "/api/v1/meetings", query: ["limit": "1"], token: token)
        let next = try #require(page.json["next"]?.text)
        let rest = await place.rooms.ask("GET", "/api/v1/meetings", query: ["cursor": next], token: token)
        #expect(rest.json["items"]?.items?.compactMap { $0["id"]?.text } == ["\(place.meeting)"])
        #expect(await place.rooms.ask("GET", "/api/v1/topics", query: ["cursor": next], token: token).status == 400)
        #expect(await place.rooms.ask("GET", "/api/v1/meetings/\(second)/x", token: token).status == 404)
        #expect(await place.rooms.ask("GET", "/api/v1/meetings/\(place.matter)", token: token).status == 404)
    }

    @Test func aReplyInAWrittenProcedureIsRead() async throws {
        let place = try await MeetingRooms()
        let rooms = place.rooms
        let written: ID<Meeting> = rooms.id(
            try await rooms.give(
                .callMeeting,
                [
                    "body": "direktion", "method": "written", "meeting_day": "\(rooms.today)",
                    "deadline": "\(rooms.today + 7)",
                ]))
        try await rooms.give(.placeItem, ["meeting": "\(written)", "title": "Mødeplan"])
        let item = try #require(rooms.house.state.register.meetings[written]?.items.first?.id)
        try await rooms.give(
            .answerItem,
            Arguments([
                "meeting": ["\(written)"], "item": ["\(item)"], "stance": ["disagree"], "comment": ["For tidligt"],
            ]), as: place.bo)
        let json = await rooms.ask(
            "GET", "/api/v1/meetings/\(written)", token: try await rooms.token(of: place.gry)
        ).json
        #expect(Described.faults(json, of: .meeting).isEmpty)
        let answer = json["items"]?.items?.first?["answers"]?.items?.first
        #expect(answer?["by"]?["name"]?.text == "Bo" && answer?["stance"]?.text == "disagree")
        #expect(answer?["comment"]?.text == "For tidligt" && json["deadline"]?.text == "\(rooms.today + 7)")
        #expect(json["participants"]?.items?.compactMap { $0["name"]?.text } == ["Bo"] && json["attendance"] == .null)
    }
}

@Suite("Topics are read through the interface as on their page") struct TopicReadingTests {
    private func rooms() async throws -> (
        rooms: APIRooms, unit: ID<Unit>, token: String, other: String, decision: ID<Decision>
    ) {
        let rooms = try APIRooms()
        let (unit, kitchen) = (try await rooms.unit("It"), try await rooms.unit("Kantine"))
        let token = try await rooms.token(of: try await rooms.person("Sara", in: unit, .security))
        let other = try await rooms.token(of: try await rooms.person("Gry", in: kitchen))
        let anna = try await rooms.person("Anna", in: unit, .direktion)
        rooms.go(to: rooms.today + 1)
        let matter = [
            "question": "Skal It have ansvaret?", "reasons": "Det er nødvendigt", "if_yes": "Så sker det",
            "if_no": "Så sker det ikke", "due": "\(rooms.today + 14)",
        ]
        let proposal: ID<Proposal> = rooms.id(
            try await rooms.give(
                .proposeDelegation,
                matter.merging([
                    "topic": "\(Topic.named[2].id)", "unit": "\(unit)", "from": "\(rooms.today)",
                ]) { $1 }))
        let decision: ID<Decision> = rooms.id(
            try await rooms.give(
                .resolveProposal,
                [
                    "proposal": "\(proposal)", "seen": "1", "outcome": "approved", "method": "meeting",
                    "members": "\(anna)",
                ]))
        // Only proposed: it is no topic yet.
        try await rooms.give(
            .proposeTopics, matter.merging(["topics": "\(Topic.named[0].id)", "added": "Kvantecomputere"]) { $1 })
        return (rooms, unit, token, other, decision)
    }

    private func path(_ topic: ID<Topic>) -> String { "/api/v1/topics/\(topic)" }

    @Test func theListSaysWhatIsDemandedAndWhoAnswers() async throws {
        let place = try await rooms()
        let list = await place.rooms.ask("GET", "/api/v1/topics", token: place.token)
        #expect(Described.faults(list.json, of: .topics).isEmpty, "\(Described.faults(list.json, of: .topics))")
        let items = try #require(list.json["items"]?.items)
        #expect(items.count == 9 && !list.text.contains("Kvantecomputere"))
        #expect(items.allSatisfy { $0["demanded"] == .bool(true) && $0["findings"] == .list(["missing"]) })
        #expect(items[2]["name"]?.text == "Logning")
        #expect(items[2]["responsible"]?.items?.compactMap { $0["name"]?.text } == ["It"])
        let delegation = items[2]["delegations"]?.items?.first
        #expect(delegation?["decision"]?.text == "\(place.decision)" && delegation?["holds"] == .bool(true))
        #expect(items[3]["responsible"] == .array([]))
        let yesterday = await place.rooms.ask(
            "GET", path(Topic.named[2].id), query: ["as_of": "\(place.rooms.today - 1)"], token: place.token)
        #expect(yesterday.json["responsible"] == .array([]) && yesterday.json["delegations"] == .array([]))
    }

    @Test func aPolicyCoversItForThoseWhoSeeIt() async throws {
        let place = try await rooms()
        let policy = try await place.rooms.document("Politik", unit: place.unit)
        let own = try await place.rooms.document(
            "Hemmelig emnepolitik", kind: Document.Kind.topicPolicy.rawValue, unit: place.unit,
            classification: "fortrolig", parent: policy)
        try await place.rooms.give(.setTopic, ["document": "\(own)", "topic": "\(Topic.named[2].id)"])
        let seen = await place.rooms.ask("GET", path(Topic.named[2].id), token: place.token)
        #expect(Described.faults(seen.json, of: .topic).isEmpty, "\(Described.faults(seen.json, of: .topic))")
        #expect(seen.json["findings"] == .list(["not_in_force"]))
        #expect(seen.json["policies"]?.items?.compactMap { $0["document"]?["id"]?.text } == ["\(own)"])
        let tag = try #require(seen.header("etag"))
        let again = await place.rooms.ask(
            "GET", path(Topic.named[2].id), token: place.token, headers: ["if-none-match": tag])
        #expect(again.status == 304)
        let unseen = await place.rooms.ask("GET", path(Topic.named[2].id), token: place.other)
        #expect(unseen.json["policies"] == .array([]) && unseen.json["findings"] == .list(["missing"]))
        #expect(!unseen.text.contains("Hemmelig") && unseen.header("etag") != tag)
    }

    @Test func whatIsDemandedNoMoreIsSaidToBe() async throws {
        let place = try await rooms()
        let (register, today) = (place.rooms.house.state.register, place.rooms.today)
        let policy = try await place.rooms.document("Politik", unit: place.unit)
        let own = try await place.rooms.document(
            "Logning", kind: Document.Kind.topicPolicy.rawValue, unit: place.unit, parent: policy)
        try await place.rooms.give(.setTopic, ["document": "\(own)", "topic": "\(Topic.named[2].id)"])
        let list = try #require(register.proposals.values.first { $0.wording?.content.kind == .topics })
        let member = try #require(register.members(of: .direktion, on: today).first)
        let decision: ID<Decision> = place.rooms.id(
            try await place.rooms.give(
                .resolveProposal,
                [
                    "proposal": "\(list.id)", "seen": "1", "outcome": "approved", "method": "meeting",
                    "members": "\(member)",
                ]))
        func read(_ topic: Int) async -> JSON {
            await place.rooms.ask("GET", path(Topic.named[topic].id), token: place.token).json
        }
        let (kept, written, left) = (await read(0), await read(2), await read(3))
        #expect(kept["demanded"] == .bool(true) && kept["list_decision"]?.text == "\(decision)")
        #expect(written["demanded"] == .bool(false) && written["findings"] == .list(["not_in_force", "not_decided"]))
        #expect(left["demanded"] == .bool(false) && left["findings"] == .array([]))
        let all = await place.rooms.ask("GET", "/api/v1/topics", token: place.token)
        #expect(all.text.contains("Kvantecomputere"), "it is decided now")
    }

    @Test func whatIsNoTopicIsNotThere() async throws {
        let place = try await rooms()
        let proposed = try #require(place.rooms.house.state.register.topics.last)
        for path in [path(proposed.id), path(ID(high: 1, low: 2)), "/api/v1/topics/logning"] {
            #expect(await place.rooms.ask("GET", path, token: place.token).status == 404, "\(path)")
        }
    }

    /// What the list of access says of a unit.
    @Test func aDelegationIsAmongWhoMayWhat() async throws {
        let place = try await rooms()
        let list = await place.rooms.ask("GET", "/api/v1/accesses", token: place.token)
        #expect(Described.faults(list.json, of: .accesses).isEmpty, "\(Described.faults(list.json, of: .accesses))")
        let units = try #require(list.json["items"]?.items).filter { $0["person"] == .null }
        #expect(units.compactMap { $0["unit"]?["name"]?.text } == ["It"])
        let right = units.first?["rights"]?.items?.first
        #expect(right?["kind"]?.text == "topic" && right?["topic"]?["name"]?.text == "Logning")
        #expect(right?["decision"]?.text == "\(place.decision)" && right?["from"]?.text == "\(place.rooms.today)")
        let hidden = await place.rooms.ask("GET", "/api/v1/accesses", token: place.other)
        #expect(!hidden.text.contains("\"kind\":\"topic\""))
        let decision = await place.rooms.ask("GET", "/api/v1/decisions/\(place.decision)", token: place.token)
        #expect(
            Described.faults(decision.json, of: .decision).isEmpty, "\(Described.faults(decision.json, of: .decision))")
    }
}
