// SPDX-License-Identifier: MPL-2.0
import Domain
import Foundation
import HTML
import Ledger
import Office
import Testing

@testable import Web

@Suite("Pages of the ledger")
struct LedgerPagesTests {
    /// The positions that a page of the ledger lists.
    private func listed(_ body: String) -> [Int] {
        body.matches(of: #/<span class="pos">.*?href="/revisionsspor/(\d+)"/#).compactMap { Int($0.1) }
    }

    @Test func everyVisibleEntryIsListedOnceNewestFirst() async throws {
        let world = try await PagesWorld()
        for number in 0..<120 {
            try await world.small.perform(
                .renamePerson, ["person": ["\(world.staff)"], "name": ["Staff \(number)"], "from": ["2026-11-23"]])
        }
        for person in [world.line, world.staff] {
            var (found, before): ([Int], String?) = ([], nil)
            for _ in 0..<20 {
                let query = before.map { ["foer": $0] } ?? [:]
                let body = try await LedgerPage.content(in: try await world.context(person, .da, .today, query)).body
                    .string
                let page = listed(body)
                #expect(page.count <= LedgerPage.size)
                found += page
                before = Markup(body).links.first { $0.hasPrefix("/revisionsspor?foer=") }
                    .map { String($0.dropFirst("/revisionsspor?foer=".count)) }
                if before == nil { break }
            }
            let sight = try await world.context(person).sight
            let visible = (0..<sight.known).filter { (try? sight.entry($0)) != nil }
            #expect(found == visible.reversed())
            #expect(found.count > LedgerPage.size * 2)
            if person == world.staff { #expect(visible.count < sight.known) }
        }
    }

    @Test func theFiltersLeaveExactlyWhatFits() async throws {
        let world = try await PagesWorld()
        let sight = try await world.context(world.line).sight
        let all = try (0..<sight.known).map { try sight.entry($0) }
        func shown(_ query: [String: String]) async throws -> [Int] {
            listed(
                try await LedgerPage.content(in: try await world.context(world.line, .en, .today, query)).body.string)
        }
        #expect(
            try await shown(["om": "action"]) == all.filter { $0.subject.kind == .action }.map(\.position).reversed())
        let day = Day("2026-11-20")!
        #expect(
            try await shown(["dag": "20.11.2026"])
                == all.filter { Copenhagen.day(of: $0.recorded) == day }.map(\.position).reversed())
        #expect(
            try await shown(["person": "birgitte"])
                == all.filter { $0.subject == .person(world.small.second) }.map(\.position).reversed())
        #expect(try await shown(["dag": "1.1.2020"]).isEmpty)
    }

    @Test func theRootAndTheSignedNoteAreThoseOfTheLedger() async throws {
        let world = try await PagesWorld()
        try world.house.sign()
        let body = try await LedgerPage.content(in: try await world.context(world.staff)).body.string
        let book = world.house.state.book
        #expect(body.contains("data-full=\"\(book.tree.root.base64)\""))
        let note = try #require(world.house.checkpoint)
        let line = try #require(note.split(separator: "\n").last).replacing("'", with: "&#39;")
        #expect(body.contains(line))
        #expect(body.contains(world.house.key.verifier.text))
        // Of a past day: the root that the ledger had when it was so long.
        let past = try await world.context(world.staff, .da, .then(Day("2026-11-21")!))
        let earlier = try #require(book.tree.root(at: past.sight.known))
        #expect(earlier != book.tree.root)
        #expect(try await LedgerPage.content(in: past).body.string.contains("data-full=\"\(earlier.base64)\""))
    }

    @Test func anEntryShowsItsBytesAndItsHash() async throws {
        let world = try await PagesWorld()
        let context = try await world.context(world.line)
        let entry = try #require(context.sight.entries(about: .action(world.soon)).last)
        let body = try await EntryPage.content(entry.position, in: context).body.string
        #expect(body.contains("data-full=\"\(entry.hash.hex)\""))
        var payload = ""
        try world.house.store.read(entry.position..<entry.position + 1) { row in
            payload = String(decoding: row.payload, as: UTF8.self)
            return true
        }
        #expect(body.contains(HTML(text: payload).string) && payload.contains("\"due\":\"2026-11-27\""))
        #expect(body.contains("Tell the staff") && body.contains("/revisionsspor/\(entry.position)/bevis"))
        await #expect(throws: Refusal.unknown) { try await EntryPage.content(1_000_000, in: context) }
    }

    /// Whoever acts by a token proved who he is at no moment that is known.
    @Test func anEntryByATokenNamesNoMomentOfProof() async throws {
        let world = try await PagesWorld()
        func shown(_ method: String, _ authenticated: Int64, _ number: UInt64) async throws -> String {
            let line = Ref(world.line)
            let receipt = try await world.small.desk.perform(
                Order(
                    command: Ref(high: 0x0190_A4C2_7F31_7ABC, low: 0x8DEF_0011_2233_4400 + number), kind: .addAction,
                    arguments: Arguments([
                        "title": ["Ring \(number)"], "why": ["It matters"], "person": ["\(world.staff)"],
                        "due": ["2026-12-01"],
                    ]),
                    actor: .person(line, account: line, method: method, strength: 1, authenticated: authenticated),
                    door: .api))
            let context = try await world.context(world.line)
            return try await EntryPage.content(receipt.positions.lowerBound, in: context).body.string
        }
        let token = try await shown("token", 0, 1)
        #expect(token.contains("Bekræftet med") && token.contains("adgangsnøgle") && !token.contains("1970-01-01"))
        let password = try await shown("password", world.house.clock.now.milliseconds, 2)
        #expect(password.contains("Senest bekræftet") && password.contains("med adgangskode"))
    }

    // MARK: Corrections

    /// What a browser would post: the values of the form with this action.
    private func fields(_ body: String, action: String) throws -> [String: [String]] {
        let start = try #require(body.range(of: "action=\"\(action)\""))
        let form = body[start.upperBound...].prefix { $0 != "\u{0}" }
        let end = try #require(form.range(of: "</form>"))
        let markup = String(form[..<end.lowerBound])
        var found: [String: [String]] = [:]
        for match in markup.matches(of: #/<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"[^>]*>/#) {
            if match.0.contains("type=\"radio\"") || match.0.contains("type=\"checkbox\""),
                !match.0.contains(" checked")
            {
                continue
            }
            found[String(match.1), default: []].append(String(match.2))
        }
        for match in markup.matches(of: #/<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>/#.dotMatchesNewlines()) {
            if let chosen = match.2.firstMatch(of: #/value="([^"]*)" selected/#) {
                found[String(match.1), default: []].append(String(chosen.1))
            }
        }
        for match in markup.matches(
            of: #/<textarea[^>]*? name="([^"]+)"[^>]*>\n?(.*?)</textarea>/#.dotMatchesNewlines())
        {
            found[String(match.1), default: []].append(String(match.2))
        }
        return found
    }

    @Test func aCorrectionIsFilledInFromTheEntryAndRecordsWhatIsRight() async throws {
        let world = try await PagesWorld()
        let unit = Subject.unit(world.small.operations)
        let renamed = try #require(try await world.context(world.line).sight.entries(about: unit).first)
        let first = try await CorrectionPage.content(renamed.position, in: try await world.context(world.line)).body
            .string
        let link = try #require(Markup(first).links.first { $0.contains("command=unit.rename") })
        let query = try #require(URLComponents(string: link.replacing("&amp;", with: "&")))
        let texts = Dictionary(
            (query.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { left, _ in left })
        let second = try await CorrectionPage.content(
            renamed.position, in: try await world.context(world.line, .da, .today, texts))
        #expect(Markup(second.body.string).faults.isEmpty)
        var posted = try fields(second.body.string, action: "/udfoer/fact.correct")
        #expect(posted["name"] == ["Running things"])
        #expect(posted["unit"] == ["\(world.small.operations)"])
        #expect(posted["from"] == ["20.11.2026"])
        posted["name"] = ["Keeping things running"]
        posted["reason"] = ["A wrong name"]
        try await world.small.perform(.correctFact, posted)
        let sight = try await world.context(world.line).sight
        #expect(sight.name(world.small.operations) == "Keeping things running")
        #expect(sight.name(world.small.operations, on: Day("2026-11-19")!) == "Operations")
        let after = try await EntryPage.content(renamed.position, in: try await world.context(world.line)).body.string
        #expect(after.contains("Posten er annulleret") && after.contains("A wrong name"))
        let again = try await CorrectionPage.content(renamed.position, in: try await world.context(world.line))
        #expect(again.body.string.contains("allerede annulleret") && !again.body.string.contains("<form"))
    }

    @Test func everyEntryThatCanBeCorrectedOpensAFormForItsCommand() async throws {
        let world = try await PagesWorld()
        let context = try await world.context(world.line)
        var kinds: Set<CommandKind> = []
        for position in 0..<context.sight.known {
            let entry = try context.sight.entry(position)
            guard let right = Prefill.replacement(entry, in: context), context.mayCorrect(entry) else { continue }
            kinds.insert(right.kind)
            let known = Set(right.kind.fields.map(\.name)).union(["reason_new", "late_reason"])
            for (name, _) in right.values { #expect(known.contains(name), "\(right.kind): \(name)") }
            let texts = Dictionary(
                right.values.compactMap { name, value in value.map { (name, [$0]) } }, uniquingKeysWith: +)
            var full = try await world.small.context(
                world.line, .en, .today, texts.merging(["command": [right.kind.rawValue]]) { left, _ in left })
            full.account.username = "user"
            let page = try await CorrectionPage.content(position, in: full)
            #expect(Markup(page.body.string).faults.isEmpty, "\(right.kind): \(Markup(page.body.string).faults)")
        }
        #expect(kinds.count >= 10, "\(kinds)")
    }

    @Test func anAnnulmentSaysWhatFollowsAndThePersonsFirstNameIsRenamedInstead() async throws {
        let world = try await PagesWorld()
        let context = try await world.context(world.line)
        let named = try #require(context.sight.entries(about: .person(world.staff)).last)
        let body = try await CorrectionPage.content(named.position, in: context).body.string
        #expect(body.contains("/udfoer/person.rename?person=\(world.staff)"))
        #expect(body.contains("action=\"/udfoer/fact.annul\""))
        #expect(body.contains("Læs, hvad der følger"))
        // What opened the ledger cannot be annulled, and an employee has no right to.
        let opened = try await CorrectionPage.content(0, in: context).body.string
        #expect(!opened.contains("<form"))
        let staff = try await CorrectionPage.content(named.position, in: try await world.context(world.staff))
        #expect(!staff.body.string.contains("<form"))
    }
}
