// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office
@testable import Web

/// Every command of the table, given by form, by the interface and through the socket of the command line, records
/// the same
/// facts. The examples are an exhaustive switch: a new command does not compile until it has one.
@Suite struct EveryCommandTests {
    /// What a door recorded: everything but who came through which door, which differs by intention.
    struct Recorded: Equatable {
        var facts: [Fact] = []
        var days: [Day] = []
        var values: [String] = []
        var reasons: [ValueID?] = []
    }

    private static func recorded(_ positions: Range<Int>, _ house: House) throws -> Recorded {
        var found = Recorded()
        for position in positions {
            let entry = try house.entry(at: position)
            var fact = entry.fact
            // What is drawn follows from the root, which no two ledgers share.
            if case .controlTest(let id, .drawn(let round, let draw)) = fact {
                fact = .controlTest(id, .drawn(round, .init(size: draw.size, root: "", items: [])))
            }
            found.facts.append(fact)
            found.days.append(entry.effective)
            found.reasons.append(entry.lateReason)
        }
        try house.store.values(positions) { row in
            let value = row.value
            found.values.append("\(row.position) \(value.field) \(value.ref) \(value.bytes)")
            return true
        }
        return found
    }

    @Test(arguments: CommandKind.allCases.filter { Access.isForPeople($0) })
    func theDoorsRecordTheSame(_ kind: CommandKind) async throws {
        let command = Ref(high: 0x0190_A4C2_7F31_7ABC, low: 0x8DEF_0011_2233_4455)
        let form = try await ExampleWorld(for: kind)
        let receipt = try await form.rooms.give(kind, try form.arguments(kind), as: form.ada, command: command)
        let wanted = try Self.recorded(receipt.positions, form.rooms.house)
        #expect(!wanted.facts.isEmpty)

        for door in ["network", "socket", "operator"] {
            let world = try await ExampleWorld(for: kind)
            let before = world.rooms.house.state.book.head
            let reply = await world.rooms.post(
                kind, world.body(kind), token: door == "operator" ? nil : world.secret,
                headers: ["idempotency-key": command.text].merging(door == "operator" ? .asOperator : [:]) { $1 },
                peer: door == "network" ? .network("192.0.2.1") : .operatorOfMachine)
            // Nobody can say for another that he has read, completed a course or got a mail.
            if [.acknowledgeNotice, .answerItem, .completeCourse, .reportSuspicion].contains(kind), door == "operator" {
                #expect(reply.status == 409, "\(reply.text)")
                #expect(world.rooms.house.state.book.head == before)
                continue
            }
            // Nor in the name of an office.
            if [.adviseDispensation, .judgeAnswer, .withdrawRequest].contains(kind), door == "operator" {
                #expect(reply.status == 403 && reply.json["type"]?.text == "not-allowed", "\(reply.text)")
                continue
            }
            let decides = [.makeDecision, .resolveProposal, .confirmDecision, .approveMinutes, .reviewRights].contains(
                kind)
            let refuses = decides || kind.demandsFreshSignIn && door != "operator"
            if refuses {
                #expect(reply.status == 403, "\(kind) by \(door): \(reply.text)")
                #expect(reply.json["type"]?.text == "fresh-sign-in-required")
                #expect(reply.json["page"]?.text?.hasPrefix("https://vaern.example/udfoer/\(kind.rawValue)") == true)
                #expect(world.rooms.house.state.book.head == before)
                continue
            }
            try #require(reply.status == 201, "\(kind) by \(door): \(reply.text)")
            let positions = try #require(reply.json["positions"]?.items).compactMap(\.int)
            #expect(positions.first == before)
            let found = try Self.recorded(positions[0]..<positions[0] + positions.count, world.rooms.house)
            #expect(found == wanted, "\(kind) by \(door)")
            let entry = try world.rooms.house.entry(at: positions[0])
            #expect(entry.door == (door == "network" ? .api : .cli))
            #expect((entry.actor.person == nil) == (door == "operator"))
            if case .operator(let user) = entry.actor { #expect(user == "root") }
        }
    }

    @Test(arguments: CommandKind.allCases.filter { Access.isForPeople($0) })
    func theSameKeyTwiceIsCarriedOutOnce(_ kind: CommandKind) async throws {
        guard !kind.demandsFreshSignIn else { return }
        let world = try await ExampleWorld(for: kind)
        let first = await world.rooms.post(
            kind, world.body(kind), token: world.secret, headers: ["idempotency-key": "nr. 1"])
        let head = world.rooms.house.state.book.head
        let again = await world.rooms.post(
            kind, world.body(kind), token: world.secret, headers: ["idempotency-key": "nr. 1"])
        #expect(first.status == 201 && again.status == 201, "\(first.text) \(again.text)")
        #expect(again.json["repeated"] == .bool(true) && first.json["repeated"] == .bool(false))
        #expect(again.json["position"] == first.json["position"] && again.json["id"] == first.json["id"])
        #expect(world.rooms.house.state.book.head == head)
    }

    /// What Værn says of its own acts no door takes from anybody, whatever rights they hold, nor in place of another entry.
    @Test(arguments: CommandKind.allCases.filter { !Access.isForPeople($0) })
    func whatVaernAloneSaysNobodyElseCanSay(_ kind: CommandKind) async throws {
        let world = try await ExampleWorld(for: kind)
        let head = world.rooms.house.state.book.head
        await #expect(throws: Refusal.notAllowed) {
            try await world.rooms.give(kind, try world.arguments(kind), as: world.ada)
        }
        var correction = world.members(.correctFact).filter { $0.0 != "command" } + world.members(kind)
        correction.append(("command", .string(kind.rawValue)))
        for door in ["network", "socket", "operator"] {
            func ask(_ kind: CommandKind, _ body: JSON) async -> Int {
                await world.rooms.post(
                    kind, body, token: door == "operator" ? nil : world.secret,
                    headers: door == "operator" ? .asOperator : [:],
                    peer: door == "network" ? .network("192.0.2.1") : .operatorOfMachine
                ).status
            }
            #expect(await ask(kind, world.body(kind)) == 403, "\(door)")
            #expect(await ask(.correctFact, .members(correction)) == 422, "\(door)")
        }
        #expect(world.rooms.house.state.book.head == head)
        try await world.rooms.give(kind, try world.arguments(kind))
        #expect(world.rooms.house.state.book.head > head)
    }
}
