// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

/// What somebody who goes leaves behind, as the one who sees to it meets it (policy §6).
@Suite("6-a: the hand-over on its page")
struct HandOverPagesTests {
    private struct World {
        let small: SmallHouse
        let backup: ID<Document>
        let secret: ID<Document>

        /// The assistant of Security is the contact of an open and of a strictly confidential procedure of Operations, and has
        /// promised something.
        init() async throws {
            small = try await SmallHouse(on: "2026-11-01")
            let policy = try await small.importDocument(.policy, "Policy", "1. Purpose\nText.\n", unit: small.security)
            try await small.adopt(policy)
            backup = try await small.importDocument(
                .procedure, "Backup", "1. How\nCopy it.\n", unit: small.operations, parent: policy)
            secret = try await small.importDocument(
                .procedure, "Zebra crossing", "1. How\nCross it.\n", unit: small.operations, parent: policy,
                classification: .strict)
            for document in [backup, secret] {
                try await small.perform(.nameContact, ["document": ["\(document)"], "contact": ["\(small.staff)"]])
            }
            try await small.perform(
                .addAction,
                ["title": ["Order tapes"], "why": ["Agreed"], "person": ["\(small.staff)"], "due": ["2026-12-01"]])
            try await small.perform(
                .grantRole,
                [
                    "person": ["\(small.first)"], "role": ["unit_head"], "unit": ["\(small.security)"],
                    "from": ["2026-11-01"],
                ])
        }

        func leave() async throws {
            let engagement = small.house.state.register.persons[small.staff]?.engagements.first?.id
            try await small.perform(
                .endEngagement,
                ["person": ["\(small.staff)"], "engagement": [engagement.map { "\($0)" } ?? ""], "to": ["2026-11-03"]])
            small.time.set("2026-11-05")
        }

        func page(
            _ reader: ID<Person>, _ language: Language = .en, _ texts: [String: [String]]? = nil
        ) async throws -> String {
            let context = try await small.context(
                reader, language, .today, texts ?? ["person": ["\(small.staff)"]])
            return try HandOverForm.content(nil, in: context).body.string
        }
    }

    @Test("the page lists all that is left, with who sees to it; well-formed in both languages")
    func listed() async throws {
        let world = try await World()
        try await world.leave()
        for language in Language.allCases {
            let page = try await world.page(world.small.line, language)
            #expect(Markup(page).faults.isEmpty, "\(Markup(page).faults)")
            for title in ["Backup", "Zebra crossing", "Order tapes", "Security"] {
                #expect(page.contains(title), "\(language) \(title)")
            }
        }
        // The security team sees it on the list of those who have gone, and in the tasks.
        let list = try await world.page(world.small.line, .en, [:])
        #expect(list.contains("Staff Member") && list.contains("responsibility.handOver?person=\(world.small.staff)"))
        let sight = try await world.small.house.sight(of: world.small.line)
        let duties = sight.duties(most: 99).filter { $0.rule == .handOver }
        #expect(duties.count == 2)
        #expect(sight.sentence(duties[0], .en) == "Hand over the responsibility of Staff Member")
        #expect(duties[0].rule.clause.en == "Section 6 of the policy")
    }

    @Test(
        "breach 7.2-d: who may not see a thing hands over the rest, and learns of nothing more, by page, number or command"
    )
    func sight() async throws {
        let world = try await World()
        try await world.leave()
        // The head of Security may not see what is strictly confidential in Operations; a member of the direktion may.
        let head = try await world.small.lessSeeing()
        let page = try await world.page(head)
        #expect(page.contains("Backup") && page.contains("Order tapes") && !page.contains("Zebra"))
        #expect(page.contains("2 things"))
        let sight = try await world.small.house.sight(of: head)
        #expect(sight.duties(most: 99).count { $0.rule == .handOver } == 1)
        #expect(sight.leavers(most: 9).map(\.count) == [2])
        let actor = Actor.person(
            Ref(head), account: Ref(high: 1, low: 1), method: "password", strength: 1,
            authenticated: world.small.house.clock.now.milliseconds)
        func give(_ texts: [String: [String]]) async throws -> Receipt {
            try await world.small.desk.perform(
                Order(
                    command: Ref(high: UInt64.random(in: 1...(1 << 60)), low: 7), kind: .handOver,
                    arguments: Arguments(
                        ["person": ["\(world.small.staff)"], "to_person": ["\(world.small.line)"], "reason": ["Left"]]
                            .merging(texts) { $1 }), actor: actor, door: .web))
        }
        await #expect(throws: Refusal.self) {
            _ = try await give(["things": ["document:\(world.secret)"]])
        }
        let receipt = try await give([:])
        #expect(receipt.positions.count == 2)
        #expect(try await world.page(head).contains("nothing left here that you can hand over"))
        let register = world.small.house.state.register
        #expect(register.documents[world.secret]?.contact.newest == .some(world.small.staff))
        #expect(register.documents[world.backup]?.contact.newest == .some(world.small.line))
        #expect(try await world.page(world.small.line).contains("Zebra crossing"))
    }

    @Test("what somebody left stands on the page of the unit that is to take it over, for those who may hand it over")
    func queue() async throws {
        let world = try await World()
        func page(_ reader: ID<Person>) async throws -> String {
            let context = try await world.small.context(reader, .en, .today, [:])
            return try await UnitPage.content(world.small.security, in: context).body.string
        }
        #expect(!(try await page(world.small.line)).contains("To be taken over"))
        try await world.leave()
        let head = try await world.small.lessSeeing()
        let shown = try await page(head)
        #expect(shown.contains("To be taken over") && shown.contains("Staff Member"))
        #expect(shown.contains("responsibility.handOver?person=\(world.small.staff)"))
        // One open procedure and one task: the strictly confidential one is in no number of hers.
        #expect(shown.contains("Contact of a document: 1, Task: 1"))
        #expect((try await page(world.small.line)).contains("Contact of a document: 2, Task: 1"))
        // Who heads another unit may not hand it over, and has no list of it.
        #expect(!(try await page(world.small.head)).contains("To be taken over"))
        #expect(Markup(shown).faults.isEmpty, "\(Markup(shown).faults)")
    }

    @Test("who heads another unit and has no wide role cannot open it")
    func others() async throws {
        let world = try await World()
        try await world.leave()
        await #expect(throws: Refusal.notAllowed) { _ = try await world.page(world.small.head) }
    }
}

extension SmallHouse {
    /// Somebody who heads Security and holds nothing else.
    fileprivate func lessSeeing() async throws -> ID<Person> {
        let receipt = try await perform(.addPerson, ["name": ["Hanne Lead"]])
        let id = try #require(receipt.subjects.first).id.seen(as: Person.self)
        let day = "\(house.clock.today)"
        try await perform(
            .beginEngagement,
            ["person": ["\(id)"], "kind": ["employee"], "unit": ["\(security)"], "title": ["Head"], "from": [day]])
        try await perform(
            .grantRole, ["person": ["\(id)"], "role": ["unit_head"], "unit": ["\(security)"], "from": [day]])
        return id
    }
}
