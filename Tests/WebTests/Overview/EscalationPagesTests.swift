// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// Policy §7.2: who gets what is not done in time, on pages and in the weekly mail.
@Suite("Escalation: pages and mail")
struct EscalationPagesTests {
    /// A task of somebody in Operations, which Harry heads, due on 2 February 2026.
    private struct Late {
        let small: SmallHouse
        let task: ID<Action>

        init() async throws {
            small = try await SmallHouse(on: "2026-01-05")
            let added = try await small.perform(.addPerson, ["name": ["Olga Operator"]])
            let person = try #require(added.subjects.first).id
            try await small.perform(
                .beginEngagement,
                [
                    "person": ["\(person)"], "kind": ["employee"], "unit": ["\(small.operations)"],
                    "title": ["Operator"], "from": ["2026-01-05"],
                ])
            let receipt = try await small.perform(
                .addAction,
                [
                    "title": ["Close the gate"], "why": ["It stands open"], "due": ["2026-02-02"],
                    "person": ["\(person)"],
                ])
            task = try #require(receipt.subjects.first).id.seen(as: Action.self)
        }

        func parts(of person: ID<Person>) async throws -> [String: [String]] {
            let sight = try await small.context(person).sight
            let home = try #require(HTML.Home("https://vaern.example"))
            let letter = WeeklyLetter(sight: sight, language: .da, home: home, unsubscribe: nil)
            var parts: [String: [String]] = [:]
            for part in letter.paper?.parts ?? [] { parts[part.heading ?? "", default: []] += part.items.map(\.text) }
            return parts
        }

        func isNamed(to person: ID<Person>, under words: String) async throws -> Bool {
            try await parts(of: person).contains { heading, items in
                heading.contains(words) && items.contains { $0.contains("Close the gate") }
            }
        }

        /// The group of the panel in which the task stands.
        func group(_ person: ID<Person>, _ view: Office.View = .today) async throws -> String? {
            let body = EscalationPanel(try await small.context(person, .da, view)).html.string
            guard let row = body.range(of: "Close the gate") else { return nil }
            let labels = ["Hos enhedens leder", "Hos direktionen"].compactMap { label in
                body[..<row.lowerBound].range(of: "\(label) (", options: .backwards).map { ($0.lowerBound, label) }
            }
            return labels.max { $0.0 < $1.0 }?.1
        }
    }

    @Test("7.2-i: after the limit the head has it, after the next the direktion; each in the weekly mail")
    func goesOn() async throws {
        let late = try await Late()
        let small = late.small
        for (day, group, head, body) in [
            ("2026-02-16", nil, false, false), ("2026-02-17", "Hos enhedens leder", true, false),
            ("2026-03-04", "Hos enhedens leder", true, false), ("2026-03-05", "Hos direktionen", false, true),
        ] {
            small.time.set(day)
            #expect(try await late.group(small.line) == group, "\(day)")
            #expect(try await late.isNamed(to: small.head, under: "hos dig som leder") == head, "\(day)")
            #expect(try await late.isNamed(to: small.first, under: "hos direktionen") == body, "\(day)")
            #expect(try await !late.isNamed(to: small.staff, under: "hos"), "\(day)")
        }
        let own = try await OverviewPage.content(in: try await small.context(small.first)).body.string
        #expect(own.contains("Direktionen skal beslutte en forholdsregel"))
        let other = try await OverviewPage.content(in: try await small.context(small.staff)).body.string
        #expect(!other.contains("Direktionen skal beslutte en forholdsregel"))
        #expect(try await late.group(small.line, .now(Day("2026-02-20")!)) == "Hos enhedens leder")
    }

    @Test("7.2-i: other limits count from their day on")
    func limits() async throws {
        let late = try await Late()
        let small = late.small
        small.time.set("2026-02-06")
        #expect(try await late.group(small.line) == nil)
        try await small.perform(
            .setEscalation, ["rule": ["action.due"], "head": ["1"], "direktion": ["3"]], by: small.line)
        #expect(try await late.group(small.line) == "Hos direktionen")
        #expect(try await late.group(small.line, .now(Day("2026-02-05")!)) == nil)
        let text = EscalationPanel(try await small.context(small.line)).html.string
        #expect(text.contains("Aftalt opgave: 1 og 3 dage"))
        await #expect(throws: Refusal.notAllowed) {
            try await small.perform(.setEscalation, ["head": ["2"], "direktion": ["4"]], by: small.head)
        }
    }

    @Test("7.2-i, breach: without a measure it stands open with the direktion; a decided one answers it")
    func measure() async throws {
        let late = try await Late()
        let small = late.small
        small.time.set("2026-03-10")
        func waits() async throws -> Bool {
            try await small.context(small.first).sight.undecidedEscalations()
                .contains { $0.subject == .action(late.task) }
        }
        #expect(try await waits())
        let receipt = try await small.perform(
            .proposeMeasure,
            [
                "duties": ["action.due/action/\(late.task)/0"], "measure": ["Lock it"],
                "unit": ["\(small.operations)"], "done": ["2026-04-01"], "question": ["Is it to be locked?"],
                "reasons": ["It stands open"], "if_yes": ["It is locked"], "if_no": ["It stays open"],
                "due": ["2026-03-20"],
            ], by: small.line)
        #expect(try await waits(), "put forward is not decided")
        let proposal = try #require(receipt.subjects.first { $0.kind == .proposal })
        try await small.perform(
            .resolveProposal,
            [
                "proposal": ["\(proposal.id)"], "seen": ["1"], "outcome": ["approved"], "method": ["meeting"],
                "members": ["\(small.first)", "\(small.second)"],
            ], by: small.first)
        #expect(try await !waits())
        #expect(try await !late.isNamed(to: small.first, under: "hos direktionen"))
        #expect(try await late.group(small.line) == "Hos direktionen", "it is still not done")
        let body = EscalationPanel(try await small.context(small.line)).html.string
        #expect(body.contains("/indstillinger/\(proposal.id)\">Besluttet"))
    }
}
