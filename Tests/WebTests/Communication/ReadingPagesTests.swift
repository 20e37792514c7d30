// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

@Suite("§§7.2, 11: reading what is in force")
struct ReadingPagesTests {
    private struct World {
        let small: SmallHouse
        let policy: ID<Document>

        init() async throws {
            small = try await SmallHouse()
            policy = try await small.importDocument(
                .policy, "Security policy", "1. Purpose\n\nWe shall protect what is ours.\n", unit: small.security)
            try await small.adopt(policy)
        }

        func page(_ person: ID<Person>, _ language: Language = .da) async throws -> String {
            let context = try await small.context(person, language)
            return String(
                decoding: try DocumentPage.content(policy, version: nil, in: context).body.bytes, as: UTF8.self)
        }

        func notice() throws -> ID<Notice> {
            try #require(small.house.state.register.notice(of: policy, on: small.house.clock.today)?.id)
        }

        func noticePage(_ person: ID<Person>) async throws -> String {
            let context = try await small.context(person, .en)
            return String(decoding: try NoticePage.content(try notice(), in: context).body.bytes, as: UTF8.self)
        }

        @discardableResult
        func acknowledge(_ person: ID<Person>) async throws -> Receipt {
            let house = small.house
            return try await small.desk.perform(
                Order(
                    command: Ref(high: 5, low: person.low), kind: .acknowledgeNotice,
                    arguments: Arguments(["notice": ["\(try notice())"]]),
                    actor: .person(
                        Ref(person), account: Ref(person), method: "password", strength: 1,
                        authenticated: house.clock.now.milliseconds), door: .web))
        }
    }

    @Test func theBarAsksUntilItIsAnsweredAndThenTheReceiptHasItsNumber() async throws {
        let world = try await World()
        let before = try await world.page(world.small.staff, .en)
        #expect(before.contains("class=\"ack\"") && before.contains("I have read and understood"))
        #expect(before.contains("Acknowledge by"))
        let receipt = try await world.acknowledge(world.small.staff)
        let after = try await world.page(world.small.staff, .en)
        #expect(!after.contains("class=\"ack\""))
        #expect(after.contains("You acknowledged version"))
        #expect(after.contains("/revisionsspor/\(receipt.positions.lowerBound)\""))
        // The text that was read is the one that the fact names.
        let entry = try world.small.house.entry(at: receipt.positions.lowerBound)
        guard case .notice(_, .acknowledged(let person, let version, let hash, _)) = entry.fact else {
            Issue.record("\(entry.fact)")
            return
        }
        let known = try #require(world.small.house.state.register.documents[world.policy]?.versions.first)
        let bytes = try #require(world.small.house.texts.bytes(known.draft.text))
        #expect(person == world.small.staff && version == known.id && hash == Digest.sha256(bytes).base64)
    }

    @Test func whoReadAnEarlierVersionIsLedToWhatChanged() async throws {
        let world = try await World()
        try await world.acknowledge(world.small.staff)
        let first = try #require(world.small.house.state.register.documents[world.policy]?.versions.first)
        try await world.small.draft(
            world.policy, "1. Purpose\n\nWe shall protect what is ours and others'.\n", number: "2.0")
        try await world.small.adopt(world.policy)
        let page = try await world.page(world.small.staff, .en)
        #expect(page.contains("You read version") && page.contains("siden=\(first.draft.number)"))
        #expect(page.contains("class=\"ack\""))
    }

    @Test func ratesAreForThoseWhoFollowUpAndNamesForTheHeadAlone() async throws {
        let world = try await World()
        try await world.acknowledge(world.small.staff)
        let owner = try await world.noticePage(world.small.line)
        #expect(owner.contains(">Security<") && owner.contains(">Operations<"))
        #expect(!owner.contains("In your units"))
        let head = try await world.noticePage(world.small.head)
        #expect(head.contains(">Operations<") && !head.contains(">Security<"))
        #expect(head.contains("In your units (1)") && head.contains("Harry Head"))
        let staff = try await world.noticePage(world.small.staff)
        #expect(!staff.contains(">Operations<") && !staff.contains("In your units"))
        #expect(staff.contains("Have acknowledged"))
    }

    @Test func whatIsConfidentialIsAskedOnlyOfThoseWhoMayReadIt() async throws {
        let world = try await World()
        let secret = try await world.small.importDocument(
            .topicPolicy, "Secret topic", "1. Purpose\n\nWe shall be silent.\n", unit: world.small.operations,
            parent: world.policy, classification: .strict)
        try await world.small.adopt(secret)
        let house = world.small.house
        let notice = try #require(house.state.register.notice(of: secret, on: house.clock.today))
        // Everybody is meant; the head of the unit, the security team and the direktion may read.
        let staff = try await house.sight(of: world.small.staff)
        #expect(!staff.readings(of: world.small.staff).contains { $0.subject == .notice(notice.id) })
        #expect(throws: Refusal.self) { try staff.notice(notice.id) }
        let line = try await house.sight(of: world.small.line)
        #expect(line.rate(of: notice).concerned == 4 && line.shutOut(of: notice) == [world.small.staff])
        await #expect(throws: Refusal.self) {
            try await world.small.desk.perform(
                Order(
                    command: Ref(high: 5, low: 99), kind: .acknowledgeNotice,
                    arguments: Arguments(["notice": ["\(notice.id)"]]),
                    actor: .person(
                        Ref(world.small.staff), account: Ref(world.small.staff), method: "password", strength: 1,
                        authenticated: house.clock.now.milliseconds), door: .web))
        }
    }

    @Test func aPastDayAsksNothing() async throws {
        let world = try await World()
        let today = world.small.house.clock.today
        world.small.time.set("\(today + 10)")
        let context = try await world.small.context(world.small.staff, .en, .then(today + 1))
        let page = String(
            decoding: try DocumentPage.content(world.policy, version: nil, in: context).body.bytes, as: UTF8.self)
        #expect(!page.contains("class=\"ack\""))
    }
}
