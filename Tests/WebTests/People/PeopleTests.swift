// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

@Suite("Pages of people and units")
struct PeopleTests {
    @Test func theDirectoryIsPagedSearchedAndFiltered() async throws {
        let world = try await PagesWorld()
        for number in 0..<60 {
            let receipt = try await world.small.perform(.addPerson, ["name": ["Extra Person \(number)"]])
            let id = try #require(receipt.subjects.first).id.seen(as: Person.self)
            try await world.small.perform(
                .beginEngagement,
                [
                    "person": ["\(id)"], "kind": ["consultant"], "unit": ["\(world.small.operations)"],
                    "title": ["Helper"], "from": ["2026-11-23"], "to": number < 3 ? ["2026-11-23"] : [],
                ])
        }
        world.small.time.set("2026-11-24")
        func names(_ query: [String: String]) async throws -> [String] {
            let body = try await PersonsPage.content(in: try await world.context(world.staff, .en, .today, query)).body
                .string
            return body.matches(of: #/<a href="/personer/[0-9a-f-]+">([^<]+)</a>/#).map { String($0.1) }
        }
        let (first, second) = (try await names([:]), try await names(["side": "2"]))
        #expect(first.count == 50 && second.count == 12)
        #expect(Set(first + second).count == 62)
        #expect((first + second).sorted() == (try await names([:]) + names(["side": "2"])).sorted())
        #expect(try await names(["status": "fratraadte"]).count == 3)
        #expect(try await names(["navn": "LINE h"]) == ["Line Holst"])
        #expect(try await names(["rolle": "security"]) == ["Line Holst"])
        #expect(try await names(["rolle": "direktion"]) == ["Birgitte Lund", "Mette Ravn"])
        #expect(try await names(["enhed": "\(world.small.security)"]).count == 4)
        #expect(try await names(["enhed": "\(world.small.operations)", "side": "2"]).count == 8)
    }

    @Test func aPersonShowsRolesSeatsDeputiesBothWaysHoldsAndDuties() async throws {
        let world = try await PagesWorld()
        let small = world.small
        func page(_ id: ID<Person>) async throws -> String {
            try await PersonPage.content(id, in: try await world.context(world.line)).body.string
        }
        let first = try await page(small.first)
        #expect(first.contains("Stedfortrædere for Mette Ravn") && first.contains("Direktionen"))
        #expect(try await page(small.head).contains("Harry Head er stedfortræder for"))
        #expect(try await page(small.staff).contains("Tell the staff"))
        let second = try await page(small.second)
        #expect(second.contains("A case in court") && second.contains("Bevaringshensyn"))
        let line = try await page(small.line)
        #expect(
            line.contains("Informationssikkerhedsteam (CAI)") && line.contains("/udfoer/role.end?person=\(small.line)"))
        await #expect(throws: Refusal.unknown) {
            try await PersonPage.content(ID(high: 9, low: 9), in: try await world.context(world.line))
        }
    }

    /// A hold tells that there is a case: an employee finds it on no page, in no history and in no entry.
    @Test func holdsAreForThoseWhoWorkWithThem() async throws {
        let world = try await PagesWorld()
        let small = world.small
        let head = small.house.state.book.head
        let placed = try #require(
            (0..<head).first { (try? small.house.entry(at: $0))?.kind == .personHoldPlaced })
        // The head of operations is deputy for a member of the direktion.
        for (reader, wanted) in [(small.line, true), (small.first, true), (small.head, true), (small.staff, false)] {
            let page = try await PersonPage.content(small.second, in: try await world.context(reader)).body.string
            #expect(page.contains("A case in court") == wanted, "\(reader)")
            let entries = try await small.context(reader).sight.newestEntries(most: head)
            #expect(entries.contains { $0.position == placed } == wanted)
            let entry = try? await EntryPage.content(placed, in: try await world.context(reader))
            #expect((entry != nil) == wanted)
        }
    }

    @Test func aUnitShowsItsNamesThroughTimeAndOldRowsKeepTheOldName() async throws {
        let world = try await PagesWorld()
        let body = try await UnitPage.content(world.small.operations, in: try await world.context(world.line)).body
            .string
        #expect(body.contains("Running things") && body.contains("Operations"))
        #expect(body.contains("Harry Head") && body.contains("Zebra procedure"))
        let staff = try await UnitPage.content(world.small.operations, in: try await world.context(world.staff)).body
            .string
        #expect(!staff.contains("Zebra") && staff.contains("Enheden ejer ingen dokumenter, du kan se."))
        let past = try await world.context(world.line, .da, .now(Day("2026-11-19")!))
        #expect(try await UnitPage.content(world.small.operations, in: past).title == "Operations")
    }

    @Test func theTreeHasEveryOpenUnitOnceAndTheClosedOnesBelow() async throws {
        let world = try await PagesWorld()
        let child = try await world.small.perform(
            .openUnit, ["name": ["Below"], "parent": ["\(world.small.security)"], "from": ["2026-11-23"]])
        let gone = try await world.small.perform(.openUnit, ["name": ["Gone"], "from": ["2026-11-23"]])
        try await world.small.perform(
            .closeUnit,
            [
                "unit": ["\(try #require(gone.subjects.first).id)"], "to": ["2026-11-23"],
                "successor": ["\(world.small.security)"],
            ])
        world.small.time.set("2026-11-24")
        let body = try await UnitsPage.content(in: try await world.context(world.line)).body.string
        let id = try #require(child.subjects.first).id
        #expect(body.components(separatedBy: "href=\"/enheder/\(id)\"").count == 2)
        #expect(body.contains("<span class=\"nm d1\"><a href=\"/enheder/\(id)\">Below</a>"))
        let closed = try #require(body.range(of: "id=\"nedlagte\""))
        #expect(body[closed.upperBound...].contains("Gone") && !body[..<closed.lowerBound].contains("Gone"))
        // Four people in Security, three documents; the strict one counts for Running things only to those who see it.
        #expect(body.contains(">4 personer</a>") && body.contains("enhed=\(world.small.operations)\">1 dokument</a>"))
        let staff = try await UnitsPage.content(in: try await world.context(world.staff)).body.string
        #expect(!staff.contains("/dokumenter?enhed=\(world.small.operations)"))
    }

    @Test func whatAUnitHasFollowsTheFactsAndTheRightsOfTheReader() async throws {
        let world = try await PagesWorld()
        let (security, operations) = (world.small.security, world.small.operations)
        func sight(_ person: ID<Person>) async throws -> Sight { try await world.context(person).sight }
        let before = try await sight(world.line)
        #expect(before.persons(in: operations) == [world.small.head])
        #expect(before.personCount(in: operations) == 1 && before.personCount(in: security) > 1)
        #expect(before.documentsByUnit(isCurrent: true)[operations] == [world.secret])
        #expect(before.decisions(of: .direktion, most: 10).count == 2)
        // The strict procedure is not there for an employee of another unit.
        let staff = try await sight(world.staff)
        #expect(staff.documentsByUnit(isCurrent: true)[operations] == nil)
        #expect(staff.documentsByUnit(isCurrent: true)[security]?.contains(world.policy) == true)

        try await world.small.perform(
            .transferDocument,
            [
                "document": ["\(world.policy)"], "unit": ["\(operations)"], "from": ["2026-11-23"],
                "reason": ["Moved"],
            ])
        try await world.small.perform(
            .withdrawDocument, ["document": ["\(world.secret)"], "reason": ["Not needed"], "from": ["2026-11-23"]])
        let after = try await sight(world.line)
        #expect(after.documentsByUnit(isCurrent: true)[operations] == [world.policy])
        #expect(after.documentsByUnit(isCurrent: false)[operations] == [world.policy, world.secret])
        // What was looked at before stays what it was.
        #expect(before.documentsByUnit(isCurrent: true)[operations] == [world.secret])
    }

    @Test func theBodiesShowTheirMembersAndDecisions() async throws {
        let world = try await PagesWorld()
        let body = try await BodiesPage.content(in: try await world.context(world.staff, .en)).body.string
        #expect(body.contains("Mette Ravn") && body.contains("Birgitte Lund"))
        #expect(body.contains("There are no members in the bestyrelse."))
        #expect(body.components(separatedBy: "href=\"/beslutninger/").count - 1 == 2, "the policy and the access topic")
        #expect(body.contains("Approval of a version: Security policy"))
    }

    @Test func anErasureIsPlannedFirstStoppedByAHoldAndShownAfterwards() async throws {
        let world = try await PagesWorld()
        let small = world.small
        let held = try await ErasurePage.content(small.second, in: try await world.context(world.line)).body.string
        #expect(held.contains("A case in court") && !held.contains("<form"))
        let plan = try ErasurePlan.make(for: small.staff, in: small.house)
        let goes = plan.items.filter { $0.ground == .erase }.count
        let content = try await ErasurePage.content(small.staff, in: try await world.context(world.line))
        #expect(content.body.string.contains("\(goes) oplysninger slettes") && goes > 0)
        #expect(content.body.string.contains("action=\"/udfoer/person.erase\""))
        await #expect(throws: Refusal.notAllowed) {
            try await ErasurePage.content(small.staff, in: try await world.context(world.staff))
        }
        let named = try #require(try await world.context(world.line).sight.entries(about: .person(small.staff)).last)
        try await small.perform(
            .erasePerson, ["person": ["\(small.staff)"], "decision": ["The DPO, case 7"], "basis": ["request"]])
        for (name, page) in try await world.pages(world.line) {
            #expect(!page.body.string.contains("Staff Member"), "\(name)")
            #expect(Markup(page.body.string).faults.isEmpty, "\(name)")
        }
        let entry = try await EntryPage.content(named.position, in: try await world.context(world.line)).body.string
        #expect(entry.contains("<span class=\"tag\">slettet</span>"))
        let person = try await PersonPage.content(small.staff, in: try await world.context(world.line, .en))
        #expect(person.title == "erased")
    }

    /// Whoever plans an erasure learns no more by it than by reading the trail: the rest is a number.
    @Test func anErasureCountsWhatThePlannerMayNotSee() async throws {
        let small = try await PagesWorld().small
        let position = small.house.state.book.head
        try await small.perform(
            .reportSuspicion, ["came": ["2026-11-23"], "act": ["nothing"], "look": ["A parcel"]], by: small.staff)
        let plan = try ErasurePlan.make(for: small.staff, in: small.house)
        #expect(plan.items.contains { $0.position == position })
        for (person, sees) in [(small.line, true), (small.staff, true), (small.head, false)] {
            let seen = plan.seen(by: try await small.context(person).sight)
            #expect(seen.contains { $0.position == position } == sees)
        }
    }

    /// What is two persons' data stays while a hold lies on the other; the page says which values, because of whom, and why.
    @Test func anErasureSaysWhatAnothersHoldKeeps() async throws {
        let world = try await PagesWorld()
        let small = world.small
        func page() async throws -> String {
            try await ErasurePage.content(small.staff, in: try await world.context(world.line)).body.string
        }
        #expect(try await !page().contains("id=\"hensyn\""))
        try await small.perform(
            .appointDeputy,
            [
                "person": ["\(small.staff)"], "deputy": ["\(small.second)"], "from": ["2026-11-23"],
                "reason": ["Knows the case"],
            ])
        let held = try await page()
        #expect(Markup(held).faults.isEmpty)
        let start = try #require(held.firstRange(of: "id=\"hensyn\"")?.upperBound)
        #expect(held[start...].contains("Birgitte Lund") && held[start...].contains("bevaringshensyn"))
        #expect(held.contains("action=\"/udfoer/person.erase\""), "the rest can be erased")
    }

    @Test func theAccountHasTokensSignInsAndPassword() async throws {
        let world = try await PagesWorld()
        let body = try await AccountPage.content(in: try await world.context(world.line)).body.string
        #expect(body.contains("action=\"/udfoer/token.revoke\"") && body.contains("01.01.2027"))
        #expect(
            body.components(separatedBy: "action=\"\(Route.endSession.path)\"").count - 1 == 2, "one, and all others")
        #expect(body.contains("name=\"session\" value=\"s2\"") && !body.contains("value=\"s1\""))
        #expect(body.contains("autocomplete=\"current-password\"") && body.contains("autocomplete=\"new-password\""))
        let deputy = try await AccountPage.content(in: try await world.context(world.small.head)).body.string
        #expect(deputy.contains("Mette Ravn"))
    }
}
