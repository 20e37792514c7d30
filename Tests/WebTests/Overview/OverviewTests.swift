// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

@Suite("Pages of overview, people, units and the ledger")
struct PagesTests {
    @Test(arguments: Language.allCases)
    func everyPageIsWellFormedWithUniqueIds(_ language: Language) async throws {
        let world = try await PagesWorld()
        for person in [world.line, world.staff] {
            for view in [Office.View.today, .then(Day("2026-11-21")!), .now(Day("2026-11-21")!)] {
                for (name, content) in try await world.pages(person, language, view) {
                    let markup = Markup(content.body.string)
                    #expect(markup.faults.isEmpty, "\(name), \(view): \(markup.faults.prefix(5))")
                    #expect(content.body.string.contains("<h1"), "\(name)")
                }
            }
        }
    }

    @Test func englishPagesHaveNoDanishChrome() async throws {
        let world = try await PagesWorld()
        for (name, content) in try await world.pages(world.line, .en) {
            let words = (Markup(content.body.string).words + content.title).replacing("Værn", with: "")
            let leaks = words.split(separator: " ").filter { $0.contains { "æøåÆØÅ»«".contains($0) } }
            #expect(leaks.isEmpty, "\(name): \(leaks.prefix(8))")
        }
    }

    @Test func aClassifiedDocumentIsNowhereForThoseWithoutAccess() async throws {
        let world = try await PagesWorld()
        var seen = 0
        for (name, content) in try await world.pages(world.staff) {
            #expect(!content.body.string.lowercased().contains("zebra"), "\(name)")
            #expect(!content.body.string.contains("\(world.secret)"), "\(name)")
        }
        for (_, content) in try await world.pages(world.line) where content.body.string.contains("Zebra") { seen += 1 }
        #expect(seen > 5, "the test would notice")
        let hidden = try await world.context(world.line).sight.entries(about: .document(world.secret))
        let context = try await world.context(world.staff)
        #expect(!hidden.isEmpty)
        for entry in hidden {
            await #expect(throws: Refusal.unknown) { try await EntryPage.content(entry.position, in: context) }
            await #expect(throws: Refusal.unknown) { try await CorrectionPage.content(entry.position, in: context) }
        }
    }

    @Test func aPastDayHasNoFormsAndNoButtons() async throws {
        let world = try await PagesWorld()
        for view in [Office.View.then(Day("2026-11-21")!), .now(Day("2026-11-21")!)] {
            for (name, content) in try await world.pages(world.line, .da, view) where name != "account" {
                let body = content.body.string
                #expect(!body.contains("method=\"post\""), "\(name)")
                let acts = Markup(body).links.filter { $0.hasPrefix("/udfoer/") || $0.hasSuffix("/ret") }
                #expect(acts.isEmpty, "\(name): \(acts)")
            }
        }
    }

    @Test func anEmployeeIsOfferedOnlyWhatTheRightsAllow() async throws {
        let world = try await PagesWorld()
        for (name, content) in try await world.pages(world.staff) {
            for link in Markup(content.body.string).links where link.hasPrefix("/udfoer/") {
                let kind = try #require(CommandKind(rawValue: String(link.dropFirst(8).prefix { $0 != "?" })))
                let sight = try await world.context(world.staff).sight
                #expect(sight.mayEver(kind), "\(name): \(kind)")
                #expect(
                    ![.grantRole, .openUnit, .addPerson, .seatMember, .erasePerson].contains(kind), "\(name): \(kind)")
            }
        }
    }
}

@Suite("Figures of the overview")
struct StandingTests {
    @Test func theFiguresAreThoseCountedByHand() async throws {
        let world = try await PagesWorld()
        let all = try await world.context(world.line).sight.standing()
        // Overdue: no head of Security, no DPO, an empty bestyrelse (all since 1 December 2025), the policy's verification
        // (its version 1.1 stood in the table already, with 5 December 2024), the procedure's since 1 November 2026, one
        // task, four quarters whose rights nobody reviewed, nine demanded topics without a topic policy, the reports of the
        // first whole quarter and half year, and a year without an initiative. This week: one task. Within 30 days: one task and a decision on 23 December.
        #expect(all.everybody == .init(overdue: 22, week: 1, month: 2))
        // The administrator's three, four reviews of rights, the nine topics, the two reports, the year without an initiative, the policy's verification, the task of Security; two texts to read, one of them late.
        #expect(all.mine == .init(overdue: 21, week: 0, month: 2))
        #expect(all.verified == .init(part: 1, total: 3))
        // Due this year and passed: a verification, a task, four reviews of rights, two reports, an initiative and nine topics late, a task done in time.
        #expect(all.onTime == .init(part: 1, total: 19))
        #expect(all.inForce == .init(part: 3, total: 4))
        #expect(all.awaiting == 1)
        #expect(all.held == .init(part: 3, total: 6))
        #expect(all.months[10] == .init(done: 3, late: 3, planned: 1))
        #expect(all.months[11] == .init(done: 0, late: 0, planned: 2))
        #expect(all.months.prefix(10).map(\.total) == [1, 0, 0, 11, 0, 0, 1, 1, 0, 1])
    }

    @Test func whatIsClassifiedIsInNoNumberForThoseWithoutAccess() async throws {
        let world = try await PagesWorld()
        let some = try await world.context(world.staff).sight.standing()
        #expect(some.everybody == .init(overdue: 20, week: 1, month: 2))
        #expect(some.verified == .init(part: 1, total: 2))
        #expect(some.onTime == .init(part: 1, total: 17))
        #expect(some.inForce == .init(part: 2, total: 3))
        #expect(some.months[10] == .init(done: 3, late: 1, planned: 1))
    }

    @Test func aNewFactIsCountedAtOnceAndOnlyFromItsDay() async throws {
        let world = try await PagesWorld()
        #expect(try await world.context(world.line).sight.standing().everybody.week == 1)
        try await world.small.perform(.completeAction, ["action": ["\(world.soon)"], "note": ["Told"]])
        #expect(try await world.context(world.line).sight.standing().everybody.week == 0)
        let before = try await world.context(world.line, .da, .then(Day("2026-11-21")!)).sight.standing()
        // Then, the task due on the 22nd was not overdue yet, and nothing of the 23rd was known.
        #expect(before.everybody == .init(overdue: 21, week: 1, month: 0))
        #expect(before.inForce == .init(part: 3, total: 3))
    }

    @Test func theOverviewSaysTheFiguresAndLinksThem() async throws {
        let world = try await PagesWorld()
        let body = try await OverviewPage.content(in: try await world.context(world.line)).body.string
        #expect(body.contains("Mandag den 23. november 2026, uge 48."))
        #expect(body.contains("<a href=\"/opgaver?vis=alle#over-frist\">22 forhold er over frist</a>, og "))
        #expect(body.contains("1 har frist i denne uge"))
        for said in ["Over frist (22)", "Denne uge (1)", "Næste 30 dage (2)", "Alle opgaver", "1 afventer"] {
            #expect(body.contains(said), "\(said)")
        }
        #expect(body.contains("3 af 24 forpligtelser er udført, 18 er over frist, 3 er planlagt."))
        #expect(!body.contains("De næste tre skridt"))
        let own = try await OverviewPage.content(in: try await world.context(world.staff)).body.string
        #expect(own.contains("Tell the staff") && !own.contains("Udpeg en databeskyttelsesrådgiver"))
    }

    @Test func aNewOrganisationIsToldTheNextThreeSteps() async throws {
        let small = try await SmallHouse()
        for language in Language.allCases {
            let content = try await OverviewPage.content(in: try await small.context(small.line, language))
            let body = content.body.string
            #expect(Markup(body).faults.isEmpty)
            #expect(body.contains("id=\"skridt\""))
            #expect(body.contains("/udfoer/document.import"))
            #expect(body.components(separatedBy: "class=\"tag ok\"").count - 1 >= 2, "two of the steps are done")
        }
    }

    @Test func theWheelCountsTheSameAsTheOverview() async throws {
        let world = try await PagesWorld()
        let context = try await world.context(world.line)
        let standing = context.sight.standing()
        var months = Array(repeating: Duties.Tally(), count: 12)
        var all = 0
        context.sight.everyDuty { duty in
            all += 1
            let state = duty.standing(on: context.sight.day)
            let day = state == .done ? duty.done ?? duty.due : duty.due
            if day.year == 2026 { months[day.month - 1].add(state) }
        }
        #expect(months == standing.months)
        #expect(all > 9)
        let body = try await WheelPage.content(in: context).body.string
        #expect(body.contains("Order new locks") && body.contains("Count the keys"))
        #expect(body.contains("3 er udført") && body.contains("3 er planlagt."))
    }
}

@Suite("Search")
struct SearchTests {
    @Test(arguments: [
        ("Søren", "soren"), ("Søren", "SOEREN"), ("Aalborg", "ålborg"), ("Ærø", "aero"), ("René", "rene"),
        ("Policy for keys", "FOR K"),
    ])
    func accentsAndCapitalsDoNotMatter(_ text: String, _ wanted: String) {
        #expect(Folded(text).contains(Folded(wanted)))
    }

    @Test func whatIsNotThereIsNotFound() {
        #expect(!Folded("Policy").contains(Folded("polish")))
        #expect(!Folded("ab").contains(Folded("abc")))
        #expect(Folded("").isEmpty)
    }

    @Test func findsDocumentsPersonsUnitsAndTasks() async throws {
        let world = try await PagesWorld()
        for (wanted, found) in [
            ("ACCESS", "Access topic"), ("birgitte", "Birgitte Lund"), ("running", "Running things"),
            ("locks", "Order new locks"),
        ] {
            let body = try await SearchPage.content(
                in: try await world.context(world.staff, .en, .today, ["q": wanted])
            )
            .body.string
            #expect(body.contains(found), "\(wanted)")
        }
    }
}
