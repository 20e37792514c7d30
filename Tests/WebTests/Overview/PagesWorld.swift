// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// A house with duties of every standing, whose figures can be counted by hand. Founded and staffed on 1 November 2025,
/// seen on Monday 23 November 2026.
struct PagesWorld {
    let small: SmallHouse
    let policy: ID<Document>, secret: ID<Document>, waiting: ID<Document>
    /// This week, within 30 days, overdue, done in time.
    let soon: ID<Action>, later: ID<Action>, late: ID<Action>, done: ID<Action>

    var house: House { small.house }
    var line: ID<Person> { small.line }
    var staff: ID<Person> { small.staff }

    static let text = """
        1. Purpose
        Everybody shall know it.
        """

    init() async throws {
        small = try await SmallHouse(on: "2025-11-01")
        let (line, staff, first) = (small.line, small.staff, small.first)
        try await small.perform(
            .grantRole, ["person": ["\(line)"], "role": ["administrator"], "from": ["2025-11-01"]])
        try await small.perform(.openAccount, ["person": ["\(line)"], "username": ["line"]])
        policy = try await small.importDocument(
            .policy, "Security policy", Self.text, unit: small.security, classification: .public,
            rows: [["1.0", "InfoSec", "New policy", "2023-12-06"], ["1.1", "InfoSec", "Review", "2024-12-05"]])
        try await small.adopt(policy)
        secret = try await small.importDocument(
            .procedure, "Zebra procedure", Self.text, unit: small.operations, parent: policy, classification: .strict)
        try await small.adopt(secret)
        try await small.perform(
            .appointDeputy,
            ["person": ["\(first)"], "deputy": ["\(small.head)"], "from": ["2025-11-01"], "reason": ["On leave"]])
        try await small.perform(.placeHold, ["person": ["\(small.second)"], "reason": ["A case in court"]])

        small.time.set("2026-11-20")
        let topic = try await small.importDocument(
            .topicPolicy, "Access topic", Self.text, unit: small.security, parent: policy)
        try await small.adopt(topic)
        late = try await Self.task("Close the old door", "2026-11-22", ["unit": ["\(small.operations)"]], small)
        done = try await Self.task("Count the keys", "2026-11-21", ["person": ["\(staff)"]], small)
        try await small.perform(.completeAction, ["action": ["\(done)"], "note": ["Seven keys"]])
        try await small.perform(
            .renameUnit, ["unit": ["\(small.operations)"], "name": ["Running things"], "from": ["2026-11-20"]])

        small.time.set("2026-11-23")
        waiting = try await small.importDocument(
            .topicPolicy, "Draft topic", Self.text, unit: small.security, parent: policy)
        try await small.perform(.submitVersion, ["document": ["\(waiting)"], "lacking": ["Kun til test"]])
        soon = try await Self.task("Tell the staff", "2026-11-27", ["person": ["\(staff)"]], small)
        later = try await Self.task("Order new locks", "2026-12-10", ["unit": ["\(small.security)"]], small)
        try await small.perform(
            .issueToken, ["person": ["\(line)"], "scope": ["read"], "until": ["2027-01-01"]])
    }

    private static func task(
        _ title: String, _ due: String, _ whose: [String: [String]], _ small: SmallHouse
    ) async throws -> ID<Action> {
        let receipt = try await small.perform(
            .addAction, ["title": [title], "why": ["It matters"], "due": [due]].merging(whose) { $1 })
        return try #require(receipt.subjects.first).id.seen(as: Action.self)
    }

    func context(
        _ person: ID<Person>, _ language: Language = .da, _ view: Office.View = .today, _ texts: [String: String] = [:]
    ) async throws -> Context {
        var context = try await small.context(person, language, view, texts.mapValues { [$0] })
        let now = house.clock.now
        context.account.username = "user"
        context.account.sessions = {
            [
                .init(id: "s1", started: now, seen: now, way: .password, isThis: true),
                .init(id: "s2", started: now, seen: now, way: .password, isThis: false),
            ]
        }
        return context
    }

    /// Every page of overview, tasks, people, units and the ledger, for one person, language and day.
    func pages(
        _ person: ID<Person>, _ language: Language = .da, _ view: Office.View = .today
    ) async throws -> [(name: String, content: Content)] {
        func seen(_ texts: [String: String] = [:]) async throws -> Context {
            try await context(person, language, view, texts)
        }
        let plain = try await seen()
        var pages: [(String, Content)] = [
            ("overview", try await OverviewPage.content(in: plain)),
            ("tasks", try await TasksPage.content(in: plain)),
            ("unit's tasks", try await TasksPage.content(in: try await seen(["vis": "enhed"]))),
            ("all tasks", try await TasksPage.content(in: try await seen(["vis": "alle"]))),
            ("role tasks", try await TasksPage.content(in: try await seen(["vis": "alle", "regel": "roller"]))),
            ("wheel", try await WheelPage.content(in: plain)),
            ("last year", try await WheelPage.content(in: try await seen(["aar": "2025", "maaned": "11"]))),
            ("people", try await PersonsPage.content(in: plain)),
            ("people of role", try await PersonsPage.content(in: try await seen(["rolle": "security"]))),
            ("nobody", try await PersonsPage.content(in: try await seen(["navn": "nobody at all"]))),
            ("units", try await UnitsPage.content(in: plain)),
            ("bodies", try await BodiesPage.content(in: plain)),
            ("ledger", try await LedgerPage.content(in: plain)),
            ("ledger of documents", try await LedgerPage.content(in: try await seen(["om": "document"]))),
            ("ledger of a day", try await LedgerPage.content(in: try await seen(["dag": "20.11.2026"]))),
            ("account", try await AccountPage.content(in: plain)),
            ("search", try await SearchPage.content(in: plain)),
            ("hits", try await SearchPage.content(in: try await seen(["q": "everybod"]))),
            ("no hits", try await SearchPage.content(in: try await seen(["q": "quagga"]))),
        ]
        for who in [small.line, small.head, small.first, small.second, small.staff] {
            pages.append(("person \(who)", try await PersonPage.content(who, in: plain)))
        }
        for unit in [small.security, small.operations] {
            pages.append(("unit \(unit)", try await UnitPage.content(unit, in: plain)))
        }
        for task in [soon, later, late, done] {
            guard let page = try? await TaskPage.content(task, in: plain) else { continue }
            pages.append(("task \(task)", page))
        }
        for position in 0..<plain.sight.known {
            guard let page = try? await EntryPage.content(position, in: plain) else { continue }
            pages.append(("entry \(position)", page))
            pages.append(("correction \(position)", try await CorrectionPage.content(position, in: plain)))
        }
        if view != .today || person == line {
            for who in [small.second, small.staff] {
                pages.append(("erasure \(who)", try await ErasurePage.content(who, in: plain)))
            }
        }
        return pages
    }
}
