// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

@Suite("The page of who may do what, and its review")
struct AccessesPageTests {
    private func page(
        _ world: PagesWorld, _ person: ID<Person>, _ texts: [String: String] = [:], _ view: Office.View = .today,
        _ language: Language = .da
    ) async throws -> Content {
        try AccessesPage.content(in: try await world.context(person, language, view, texts))
    }

    private func names(_ content: Content) -> [String] {
        let table = content.body.string.components(after: "<h2 id=\"personer\">", before: "</section>")
        return table.matches(of: #/<a href="/personer/[0-9a-f-]+">([^<]+)</a>/#).map { String($0.1) }
    }

    @Test(arguments: Language.allCases)
    func everybodyIsListedWithDaysAndEntries(_ language: Language) async throws {
        let world = try await PagesWorld()
        let found = try await page(world, world.line, [:], .today, language)
        let body = found.body.string
        #expect(Markup(body).faults.isEmpty, "\(Markup(body).faults.prefix(5))")
        #expect(names(found) == ["Birgitte Lund", "Harry Head", "Line Holst", "Mette Ravn"])
        for right in world.house.state.register.rights(on: world.house.clock.today) {
            #expect(body.contains("/revisionsspor/\(right.position)\""))
        }
    }

    @Test func theListIsFilteredByNameUnitAndWhatIsHeld() async throws {
        let world = try await PagesWorld()
        func found(_ texts: [String: String]) async throws -> [String] {
            names(try await page(world, world.line, texts))
        }
        #expect(try await found(["navn": "HARRY"]) == ["Harry Head"])
        #expect(try await found(["enhed": "\(world.small.operations)"]) == ["Harry Head"])
        #expect(try await found(["har": "direktion"]) == ["Birgitte Lund", "Mette Ravn"])
        #expect(try await found(["har": "token"]) == ["Line Holst"])
        #expect(try await found(["har": "deputy"]) == ["Harry Head"])
        #expect(try await found(["navn": "ingen", "har": "token"]).isEmpty)
    }

    @Test func twoDaysAreComparedAndWhatIsNoDayIsSaid() async throws {
        let world = try await PagesWorld()
        let found = try await page(world, world.line, ["fra": "20.11.2026", "til": "23.11.2026"]).body.string
        let changes = found.components(after: "<h2 id=\"aendringer\">", before: "</section>")
        #expect(changes.contains("Adgangsnøgle: læse") && !changes.contains("Administrator"))
        let before = try await page(world, world.line, ["fra": "01.10.2025", "til": "01.12.2025"]).body.string
        #expect(before.components(after: "<h2 id=\"aendringer\">", before: "</section>").contains("Administrator"))
        for wrong in [["fra": "i går"], ["til": "23.11.2026"], ["fra": "23.11.2026", "til": "20.11.2026"]] {
            let refused = try await page(world, world.line, wrong)
            #expect(refused.status == 422 && !refused.body.string.contains("id=\"aendringer\""))
        }
    }

    private func delegated(_ world: PagesWorld) async throws -> ID<Decision> {
        let small = world.small
        let made = try await small.perform(
            .proposeDelegation,
            [
                "topic": ["\(Topic.named[2].id)"], "unit": ["\(small.operations)"], "from": ["2026-11-23"],
                "to": ["2026-12-31"], "question": ["Shall operations answer for it?"], "reasons": ["It runs there"],
                "if_yes": ["It does"], "if_no": ["It does not"], "due": ["2026-12-01"],
            ])
        let proposal = try #require(made.subjects.first).id
        let decided = try await small.perform(
            .resolveProposal,
            [
                "proposal": ["\(proposal)"], "seen": ["1"], "outcome": ["approved"], "method": ["meeting"],
                "members": ["\(small.first)", "\(small.second)"],
            ], by: small.first)
        return try #require(decided.subjects.first).id.seen(as: Decision.self)
    }

    @Test(arguments: Language.allCases)
    func aUnitsTopicIsListedFilteredComparedAndWritten(_ language: Language) async throws {
        let world = try await PagesWorld()
        let before = try await page(world, world.line, [:], .today, language).body.string
        #expect(!before.contains("id=\"enheder\""))
        let decision = try await delegated(world)
        let found = try await page(world, world.line, ["har": "topic"], .today, language).body.string
        #expect(Markup(found).faults.isEmpty, "\(Markup(found).faults.prefix(5))")
        #expect(!found.contains("id=\"personer\""))
        let units = found.components(after: "<h2 id=\"enheder\">", before: "</section>")
        #expect(units.contains("Running things") && units.contains("/beslutninger/\(decision)\""))
        #expect(units.contains("2026-12-31") && units.contains(language == .da ? "Logning" : "Logging"))
        for texts in [["har": "security"], ["enhed": "\(world.small.security)"], ["navn": "ingen"]] {
            let none = try await page(world, world.line, texts, .today, language).body.string
            #expect(!none.contains("id=\"enheder\""), "\(texts)")
        }
        let changes = try await page(
            world, world.line, ["fra": "22.11.2026", "til": "23.11.2026"], .today, language
        ).body.string.components(after: "<h2 id=\"aendringer\">", before: "</section>")
        #expect(changes.contains("Running things") && changes.contains("/beslutninger/\(decision)\""))
        let sheet = try ListSheet.accesses.sheet(
            try await world.context(world.line, language, .today, ["har": "topic"]))
        #expect(sheet.rows.count == 1)
        let row = try #require(sheet.rows.first)
        #expect(row[0] == .none && row[1] == .text("Running things"))
        let label = try #require(try await world.context(world.line).sight.label(.decision(decision), language))
        #expect(row.contains(.text(label)))
        let past = try await page(world, world.line, ["har": "topic"], .then(try #require(Day("2026-11-22"))), language)
        #expect(!past.body.string.contains("Running things</a>"))
    }

    /// A review that was opened before the direktion delegated something has not seen all.
    @Test func aReviewOpenedBeforeADelegationIsStale() async throws {
        let world = try await PagesWorld()
        let seen = try await world.context(world.line).sight.known
        _ = try await delegated(world)
        let words = ["quarter": ["2025-4"], "seen": ["\(seen)"], "conclusion": ["Vi er få"]]
        await #expect(throws: Refusal.self) { try await world.small.perform(.reviewRights, words) }
        let form = try ReviewForm.content(nil, in: try await world.context(world.line)).body.string
        #expect(form.contains("Enheder med ansvar for emner") && form.contains("1 enhed<"))
    }

    @Test func eachSeesWhatIsTheirs() async throws {
        let world = try await PagesWorld()
        #expect(names(try await page(world, world.staff)).isEmpty)
        #expect(names(try await page(world, world.small.first)).count == 4)
        let staff = try await page(world, world.staff).body.string
        #expect(!staff.contains("CAI og administrator") && !staff.contains("id=\"gennemgange\""))
        // Line administers and is of CAI.
        let line = try await page(world, world.line).body.string
        #expect(line.contains("Line Holst: CAI og administrator") && line.contains("Skal vurderes"))
    }

    @Test func aPastDayShowsThatDay() async throws {
        let world = try await PagesWorld()
        let day = try #require(Day("2026-11-22"))
        for view in [Office.View.then(day), .now(day)] {
            let found = try await page(world, world.line, [:], view)
            #expect(!found.body.string.contains("Adgangsnøgle: læse,"))
            #expect(!found.body.string.contains("/udfoer/rights.review"))
            #expect(names(found).count == 4)
        }
    }

    @Test func theReviewShowsChangesConflictsAndAsksForAConclusion() async throws {
        let world = try await PagesWorld()
        let context = try await world.context(world.line)
        let quarter = try #require(context.sight.quarterToReview)
        #expect(quarter.description == "2025-4", "opened in November 2025 and never reviewed")
        let conflict = try #require(context.sight.conflicts().first)
        let body = try ReviewForm.content(nil, in: context).body.string
        #expect(Markup(body).faults.isEmpty, "\(Markup(body).faults.prefix(5))")
        #expect(body.contains("name=\"quarter\" value=\"2025-4\"") && body.contains("name=\"conclusion\""))
        #expect(body.contains("name=\"seen\" value=\"\(context.sight.known)\""))
        // Line's own conflict is for somebody else.
        #expect(conflict.person == world.line && !body.contains("name=\"note.\(conflict.key)\""))
        let other = try await ReviewForm.content(nil, in: world.small.context(world.small.first)).body.string
        #expect(other.contains("name=\"note.\(conflict.key)\""))
        #expect(body.contains("Du gennemgår dine egne tildelinger"))
        try await world.small.perform(
            .reviewRights,
            [
                "quarter": ["2025-4"], "seen": ["\(context.sight.known)"], "conclusion": ["Vi er få"],
                "note.\(conflict.key)": ["Ingen andre kan"],
            ])
        let after = try await page(world, world.line).body.string
        #expect(after.contains("Accepteret indtil videre") && after.contains("Ingen andre kan"))
        #expect(after.contains("Vi er få") && after.contains("4. kvartal 2025"))
        let next = try await world.context(world.line)
        #expect(next.sight.quarterToReview?.description == "2026-1")
    }

    /// What was read is what is concluded on; after a stale one the list is read anew.
    @Test func aFormThatIsShownAgainKeepsWhatWasReadUnlessItIsStale() async throws {
        let world = try await PagesWorld()
        let context = try await world.context(world.line, .da, .today, ["quarter": "2025-4", "seen": "3"])
        let missing = Refusal.invalid("conclusion", da: "Udfyld feltet.", en: "Fill in.")
        let again = try ReviewForm.content(missing, in: context)
        #expect(again.status == 422 && again.body.string.contains("name=\"seen\" value=\"3\""))
        let stale = Refusal(.stale, Phrase(da: "Ændret", en: "Changed"))
        let anew = try ReviewForm.content(stale, in: context)
        #expect(anew.status == 409 && anew.body.string.contains("name=\"seen\" value=\"\(context.sight.known)\""))
    }
}

extension String {
    /// What stands after one text and before the next other one; empty if the first is not there.
    fileprivate func components(after start: String, before end: String) -> String {
        guard let found = firstRange(of: start) else { return "" }
        let rest = self[found.upperBound...]
        return String(rest.firstRange(of: end).map { rest[..<$0.lowerBound] } ?? rest)
    }
}
