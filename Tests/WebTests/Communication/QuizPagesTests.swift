// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

@Suite("§11-b: the quiz of a text")
struct QuizPagesTests {
    private static let danish = """
        ## Hvad skal vi passe på? {#q1}
        page: 1
        - [ ] Kun pengene
        - [x] Det, der er vores
        > Det står i det første afsnit.

        ## Hvem hjælper? {#q2}
        page: 2
        - [x] Servicedesken
        - [ ] Ingen
        > De svarer hele døgnet.
        """
    private static let english = """
        ## What shall we protect? {#q1}
        page: 1
        - [ ] Only the money
        - [x] What is ours
        > The first section says so.

        ## Who helps? {#q2}
        page: 2
        - [x] The service desk
        - [ ] Nobody
        > They answer at all hours.
        """

    private struct World {
        let small: SmallHouse
        let policy: ID<Document>

        init() async throws {
            small = try await SmallHouse()
            policy = try await small.importDocument(
                .policy, "Security policy",
                "1. Purpose\n\nWe shall protect what is ours.\n\n2. Help\n\nThe service desk helps.\n",
                unit: small.security)
            try await small.adopt(policy)
            try await setQuiz()
        }

        func setQuiz() async throws {
            try await small.perform(
                .setQuiz,
                [
                    "document": ["\(policy)"], "danish": [QuizPagesTests.danish], "english": [QuizPagesTests.english],
                ], by: small.line)
        }

        func notice() throws -> ID<Notice> {
            try #require(small.house.state.register.notice(of: policy, on: small.house.clock.today)?.id)
        }

        func acknowledge(_ answers: String, by person: ID<Person>) async throws -> Receipt {
            try await small.perform(
                .acknowledgeNotice, ["notice": ["\(try notice())"], "answers": [answers]], by: person)
        }

        func document(_ view: Office.View = .today) async throws -> String {
            let context = try await small.context(small.staff, .en, view)
            return Self.text(try DocumentPage.content(policy, version: nil, in: context))
        }

        func form(_ refusal: Refusal? = nil, _ more: [String: [String]] = [:]) async throws -> (String, Int) {
            let words = ["notice": ["\(try notice())"]].merging(more) { $1 }
            let context = try await small.context(small.staff, .en, .today, words)
            let content = try AcknowledgeForm.content(refusal, in: context)
            return (Self.text(content), content.status)
        }

        static func text(_ content: Content) -> String { String(decoding: content.body.bytes, as: UTF8.self) }
    }

    @Test func theBarLeadsToTheQuizAndTheReceiptSaysThatItWasAnswered() async throws {
        let world = try await World()
        let before = try await world.document()
        #expect(before.contains("class=\"ack\"") && before.contains("you answer a short quiz"))
        #expect(before.contains("/udfoer/notice.acknowledge?notice=\(try world.notice())"))
        #expect(!before.contains("I have read and understood"), "nobody acknowledges past the quiz")
        let (page, status) = try await world.form()
        #expect(status == 200 && page.contains("What shall we protect?") && page.contains("I have read and understood"))
        #expect(page.contains("name=\"svar-q1\"") && page.contains("name=\"svar-q2\""))
        #expect(!page.contains("The first section says so"), "the explanation comes after the answer")
        let receipt = try await world.acknowledge("q1=1 q2=0", by: world.small.staff)
        let after = try await world.document()
        #expect(!after.contains("class=\"ack\"") && after.contains("You have answered the quiz of entry"))
        let entry = try world.small.house.entry(at: receipt.positions.lowerBound)
        guard case .notice(_, .acknowledged(_, _, _, let quiz?)) = entry.fact else {
            Issue.record("\(entry.fact)")
            return
        }
        #expect(try world.small.house.entry(at: quiz).kind == .documentQuizSet)
        #expect(!after.contains("svar-q1"))
    }

    @Test func whatIsWrongIsExplainedBesideItsParagraphAndCanBeAnsweredAgain() async throws {
        let world = try await World()
        let head = world.small.house.state.book.head
        do {
            _ = try await world.acknowledge("q1=0", by: world.small.staff)
            Issue.record("a wrong answer was taken")
        } catch {
            let (page, status) = try await world.form(error as? Refusal, ["svar-q1": ["0"]])
            #expect(status == 422)
            // The summary leads to each question; the words are linked to its controls.
            #expect(page.contains("href=\"#svar-q1\"") && page.contains("href=\"#svar-q2\""))
            #expect(page.contains("aria-describedby=\"svar-q1-e\"") && page.contains("id=\"svar-q2-e\""))
            #expect(page.contains("The first section says so") && page.contains("We shall protect what is ours."))
            #expect(page.contains("Choose an answer.") && !page.contains("They answer at all hours"))
        }
        let (right, _) = try await world.form(.invalid("answers", da: "x", en: "x"), ["svar-q1": ["1"]])
        #expect(right.contains(">Right<") && right.contains("checked") && !right.contains("href=\"#svar-q1\""))
        #expect(world.small.house.state.book.head == head)
    }

    @Test func whoSendsItSeesItWithItsAnswersAndEverybodySeesThatThereIsOne() async throws {
        let world = try await World()
        func page(_ person: ID<Person>) async throws -> String {
            World.text(try NoticePage.content(try world.notice(), in: try await world.small.context(person, .en)))
        }
        let sender = try await page(world.small.line)
        #expect(sender.contains("2 questions, answered when acknowledging"))
        #expect(sender.contains("The first section says so") && sender.contains(">Right<"))
        let reader = try await page(world.small.staff)
        #expect(reader.contains("2 questions, answered when acknowledging"))
        #expect(!reader.contains("The first section says so") && !reader.contains(">Right<"))
    }

    @Test func itIsSeenBeforeItIsKeptAndSaysWhatIsWrong() async throws {
        let world = try await World()
        func form(_ words: [String: [String]]) async throws -> Content {
            let context = try await world.small.context(
                world.small.line, .en, .today,
                ["document": ["\(world.policy)"], "_preview": ["1"]].merging(words) { $1 })
            return try QuizForm.content(nil, in: context)
        }
        let head = world.small.house.state.book.head
        let good = try await form(["danish": [Self.danish], "english": [Self.english]])
        let shown = World.text(good)
        #expect(good.status == 200 && shown.contains("It is not saved yet") && shown.contains("lang=\"da\""))
        #expect(shown.contains("De svarer hele døgnet.") && shown.contains("They answer at all hours."))
        let wrong = Self.english.replacing("page: 2", with: "page: 9")
        let bad = try await form(["danish": [Self.danish], "english": [wrong]])
        #expect(bad.status == 422 && World.text(bad).contains("Line 8: The text has no section “9”"))
        #expect(World.text(bad).contains("href=\"#english\""))
        #expect(world.small.house.state.book.head == head)
        // What was written stands there, to be put right.
        let again = World.text(
            try QuizForm.content(
                nil,
                in: try await world.small.context(world.small.line, .en, .today, ["document": ["\(world.policy)"]])))
        #expect(again.contains("page: 2") && !again.contains("It is not saved yet"))
    }

    @Test func whoReadsTheTextFindsTheAnswersInNoEntryAndInNoForm() async throws {
        let world = try await World()
        let position = world.small.house.state.book.head - 1
        func entry(_ person: ID<Person>) async throws -> String {
            World.text(try await EntryPage.content(position, in: try await world.small.context(person, .en)))
        }
        #expect(try await entry(world.small.line).contains("The first section says so"))
        let read = try await entry(world.small.staff)
        #expect(read.contains("are left out") && !read.contains("The first section says so") && !read.contains("[x]"))
        let context = try await world.small.context(
            world.small.staff, .en, .today, ["document": ["\(world.policy)"], "_preview": ["1"]])
        #expect(throws: Refusal.notAllowed) { try QuizForm.content(nil, in: context) }
    }

    @Test func aPastDayShowsWhatHeldThenAndAnAnnulmentTakesItBack() async throws {
        let world = try await World()
        let today = world.small.house.clock.today
        let position = world.small.house.state.book.head - 1
        world.small.time.set("\(today + 10)")
        try await world.small.perform(.annulFact, ["position": ["\(position)"], "reason": ["A wrong question"]])
        func line(_ view: Office.View) async throws -> String {
            World.text(
                try NoticePage.content(
                    try world.notice(), in: try await world.small.context(world.small.staff, .en, view)))
        }
        #expect(try await line(.then(today + 1)).contains("2 questions, answered when acknowledging"))
        #expect(try await line(.now(today + 1)).contains("None: people acknowledge only."))
        #expect(try await line(.today).contains("None: people acknowledge only."))
        #expect(try await world.document().contains("I have read and understood"))
        #expect(!(try await world.document(.then(today + 1))).contains("class=\"ack\""))
        _ = try await world.acknowledge("", by: world.small.staff)
    }

    /// By the site itself, so that also a form that came too late is looked at.
    @Test func wrongAnswersAreKeptNowhere() async throws {
        let lobby = try await Lobby()
        try await lobby.give(
            .seatMember, ["body": "direktion", "person": "\(lobby.person("asta"))", "from": "\(lobby.today)"])
        let unit = try #require(lobby.house.state.register.units.keys.first)
        var arguments = Arguments([
            "kind": ["politik"], "title": ["Politik"], "unit": ["\(unit)"], "classification": ["intern"],
            "note": ["Ny"],
        ])
        arguments.files["file"] = .init(
            name: "a.txt", bytes: Array("1. Formål\n\nPas på.\n\n2. Hjælp\n\nServicedesken hjælper.\n".utf8))
        let made = try await lobby.installation.perform(
            .importDocument, arguments, as: .system(component: "test", rule: nil, version: "1"), door: .system,
            in: lobby.house.id)
        let document = try #require(made.receipt.subjects.first { $0.kind == .document }).id.description
        try await lobby.give(.submitVersion, ["document": document, "lacking": "Kun til test"])
        try await lobby.give(
            .makeDecision,
            [
                "document": document, "act": "adopt", "outcome": "approved", "method": "meeting",
                "members": "\(lobby.person("asta"))", "reason": "Den er god",
            ])
        try await lobby.give(.enforceVersion, ["document": document, "from": "\(lobby.today)"])
        try await lobby.give(.setQuiz, ["document": document, "danish": Self.danish, "english": Self.english])
        let notice = try #require(lobby.house.state.register.notices.keys.first)
        let (path, head) = ("/udfoer/notice.acknowledge?notice=\(notice)", lobby.head)
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let csrf = try await browser.get(path).csrf
            func send(_ answers: [(String, String)]) async throws -> Browser.Page {
                try await browser.post(
                    "/udfoer/notice.acknowledge", [("csrf", csrf), ("notice", "\(notice)")] + answers)
            }
            let wrong = try await send([("svar-q1", "0"), ("svar-q2", "1")])
            #expect(wrong.status == 422 && wrong.text.contains("Det er ikke rigtigt. Svar igen."))
            #expect(wrong.text.contains("Servicedesken hjælper."))
            #expect(lobby.head == head && lobby.side.rows(shelf: "draft", owner: nil).isEmpty)
            lobby.time.pass(seconds: 31 * 60)
            let late = try await send([("svar-q1", "0"), ("svar-q2", "1")])
            #expect(late.status == 303 && lobby.head == head)
            let drafts = lobby.side.rows(shelf: "draft", owner: nil)
            #expect(drafts.count == 1)
            #expect(!drafts.contains { String(decoding: $0.bytes, as: UTF8.self).contains("svar-") })
        }
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let form = try await browser.get(path)
            let right = try await browser.post(
                "/udfoer/notice.acknowledge",
                [
                    ("csrf", form.csrf), ("notice", "\(notice)"), ("_command", form.value(of: "_command")),
                    ("svar-q1", "1"), ("svar-q2", "0"),
                ])
            #expect(right.status == 303 && lobby.head == head + 1)
        }
    }
}
