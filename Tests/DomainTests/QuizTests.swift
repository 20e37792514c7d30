// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// What the questions of the tests are about.
    static let readText = DocumentText(blocks: [
        DocumentText.Block(
            id: ParagraphID(high: 8, low: 1), kind: .heading(level: 1), address: "7-3", number: "7.3", mark: "7.3",
            text: "Verifikation"),
        DocumentText.Block(
            id: ParagraphID(high: 8, low: 2), kind: .paragraph, address: "7-3.p1", text: "En gang om året."),
        DocumentText.Block(
            id: ParagraphID(high: 8, low: 3), kind: .paragraph, address: "7-3.p2", text: "Sig det til servicedesken."),
    ])

    static let quizDanish = """
        # Spørgsmål

        ## Hvor tit verificeres den? {#q1}
        page: 7.3
        - [ ] Hvert tredje år
        - [x] Hvert år
        > Politikken siger en gang om året.

        ## Hvad siger du til servicedesken? {#q2}
        page: 7-3.p2
        - [x] At en mail ser forkert ud
        - [x] At jeg har klikket
        - [ ] Ingenting
        > Jo før de ved det, jo flere kan de advare.
        """
    static let quizEnglish = """
        ## How often is it verified? {#q1}
        page: 7.3
        - [ ] Every third year
        - [x] Every year
        > The policy says once a year.

        ## What do you tell the service desk? {#q2}
        page: 7-3.p2
        - [x] That a mail looks wrong
        - [x] That I clicked
        - [ ] Nothing
        > The sooner they know, the more people they can warn.
        """
    static let quizAnswers = "q1=1 q2=0,1"

    func quizWords(_ document: String, _ more: Words = [:]) -> Words {
        let usual: Words = [
            "document": self.document(document), "danish": World.quizDanish, "english": World.quizEnglish,
        ]
        return usual.merging(more) { $1 }
    }

    /// What the office would find in the vault.
    func quiz(of notice: ID<Notice>) -> ReadingQuiz? {
        register.notices[notice].flatMap { register.quiz(of: $0, on: today) }
            .flatMap { texts[$0.quiz.danish] }
            .flatMap { ReadingQuiz.read($0, about: World.readText).quiz }
    }
}

@Suite("§11-b: a text can have a short quiz, which is answered to acknowledge it")
struct QuizTests {
    private func done(_ world: World) -> Int {
        world.register.readers.sums(of: world.notice("Backup"), on: world.today).done
    }

    private func acknowledged(_ entries: [World.Entry]) -> Int?? {
        guard case .notice(_, .acknowledged(_, _, _, let quiz))? = entries.first?.fact else { return nil }
        return .some(quiz)
    }

    @Test("§11-b: with the quiz answered the acknowledgement says which one, and counts like any other")
    func answered() throws {
        var world = World.house
        world.given(.setQuiz, world.quizWords("Backup"))
        let position = world.history.count - 1
        world.by = world.person("Gry")
        world.when(.acknowledgeNotice, ["notice": world.notice("Backup"), "answers": World.quizAnswers])
        world.then { entries in #expect(acknowledged(entries) == .some(position)) }
        let notice = try #require(world.register.notices[world.notice("Backup")])
        #expect(notice.acknowledgements[world.person("Gry")]?.quiz == position)
        #expect(done(world) == 1)
    }

    @Test("§11-b breached: what is missing and what is wrong is said, explained, and recorded nowhere")
    func wrong() {
        var world = World.house
        world.given(.setQuiz, world.quizWords("Backup"))
        world.by = world.person("Gry")
        let before = world.history.count
        for (answers, said, unsaid) in [
            ("", ["q1", "q2", "Hvor tit verificeres den?"], ["en gang om året"]),
            ("q1=0", ["q1 er ikke rigtigt", "en gang om året", "7-3", "q2"], ["advare"]),
            ("q1=1 q2=0", ["q2 er ikke rigtigt", "advare", "7-3.p2"], ["q1"]),
            ("q1=0,1 q2=0,1", ["q1 er ikke rigtigt"], ["q2"]),
            ("q9=0", ["q1", "q2"], ["q9"]),
        ] {
            world.when(.acknowledgeNotice, ["notice": world.notice("Backup"), "answers": answers])
            world.refuses(.invalid, "answers")
            guard case .failure(let refusal) = world.outcome else { continue }
            for word in said { #expect(refusal.phrase.da.contains(word), "\(answers): \(refusal.phrase.da)") }
            for word in unsaid { #expect(!refusal.phrase.da.contains(word), "\(answers): \(refusal.phrase.da)") }
        }
        #expect(world.history.count == before && done(world) == 0)
        // There is no pass mark and no last try.
        world.given(.acknowledgeNotice, ["notice": world.notice("Backup"), "answers": World.quizAnswers])
        #expect(done(world) == 1)
    }

    @Test("a text without a quiz is acknowledged as before")
    func none() {
        var world = World.house
        world.by = world.person("Gry")
        world.when(.acknowledgeNotice, ["notice": world.notice("Backup")])
        world.then { entries in #expect(acknowledged(entries) == .some(nil)) }
    }

    @Test("§11-a: a newcomer gets the newest version, and its quiz")
    func newcomer() throws {
        var world = World.house
        world.given(.setQuiz, world.quizWords("Backup"))
        world.given(.addPerson, ["name": "Nye"], as: "Nye")
        world.given(
            .beginEngagement,
            [
                "person": world.person("Nye"), "kind": "employee", "unit": world.unit("Drift"), "title": "Ny",
                "from": "2026-12-01",
            ])
        world.today = day("2026-12-01")
        world.by = world.person("Nye")
        world.when(.acknowledgeNotice, ["notice": world.notice("Backup")])
        world.refuses(.invalid, "answers")
        // The next version has none of its own: what was asked of the old text is not asked of the new one.
        world.by = nil
        world.enact("Backup", ["number": "2.0"])
        #expect(world.quiz(of: world.notice("Backup")) == nil)
        world.by = world.person("Nye")
        world.when(.acknowledgeNotice, ["notice": world.notice("Backup")])
        world.then { entries in #expect(acknowledged(entries) == .some(nil)) }
    }

    @Test("annulled, a quiz is asked of nobody, the one before it comes back, and those who answered stand as they are")
    func annulled() throws {
        var world = World.house
        world.given(.setQuiz, world.quizWords("Backup"))
        let first = world.history.count - 1
        let other = World.quizDanish.replacing("Hvert år", with: "Årligt")
        world.given(.setQuiz, world.quizWords("Backup", ["danish": other]))
        let second = world.history.count - 1
        func standing() -> Int? { world.known("Backup").versions[0].quiz(on: world.today)?.position }
        #expect(standing() == second)
        world.by = world.person("Gry")
        world.given(.acknowledgeNotice, ["notice": world.notice("Backup"), "answers": World.quizAnswers])
        world.by = nil
        world.given(.annulFact, ["position": second, "reason": "Forkert spørgsmål"])
        #expect(standing() == first)
        world.given(.annulFact, ["position": first, "reason": "Også forkert"])
        #expect(standing() == nil)
        let notice = try #require(world.register.notices[world.notice("Backup")])
        #expect(notice.acknowledgements[world.person("Gry")]?.quiz == second)
        world.by = world.person("Fie")
        world.when(.acknowledgeNotice, ["notice": world.notice("Backup")])
        world.then { entries in #expect(acknowledged(entries) == .some(nil)) }
    }

    @Test("a quiz is no part of what was decided: nothing that rests on the version has changed")
    func notMaterial() {
        var world = World.house
        let before = world.known("Backup").materialRevision
        world.given(.setQuiz, world.quizWords("Backup"))
        #expect(world.known("Backup").materialRevision == before)
    }

    @Test("its questions are read by the reader of modules, and every fault has its line and what to do")
    func reading() {
        func faults(_ markdown: String) -> [String] {
            ReadingQuiz.read(markdown, about: World.readText).faults.map(\.sentence.da)
        }
        #expect(faults(World.quizDanish) == [] && faults(World.quizEnglish) == [])
        let quiz = ReadingQuiz.read(World.quizDanish, about: World.readText).quiz
        #expect(quiz?.questions.map(\.page) == ["7-3", "7-3.p2"], "a number is the section's address")
        #expect(quiz?.questions.map(\.right) == [[1], [0, 1]])
        #expect(faults("").first?.contains("ingen spørgsmål") == true)
        for (old, new, said) in [
            ("page: 7.3", "page: 9.9", "Linje 4: Teksten har intet afsnit"), ("page: 7.3\n", "", "hvilket afsnit"),
            ("[x] Hvert år", "[ ] Hvert år", "rigtigt svar"), ("> Jo før", "Jo før", "mangler sin forklaring"),
        ] {
            #expect(faults(World.quizDanish.replacing(old, with: new)).contains { $0.contains(said) }, "\(said)")
        }
        let question = "## Hvad nu? {#q}\npage: 7.3\n- [x] ja\n- [ ] nej\n> Fordi.\n"
        let six = (1...6).map { question.replacing("{#q}", with: "{#q\($0)}") }.joined(separator: "\n")
        #expect(faults(six).contains { $0.contains("højst 5") })
        #expect(faults("# Spørgsmål\n\n" + World.quizDanish).contains { $0.contains("to gange") } == false)
        #expect(faults(World.quizDanish + "\n\n# Spørgsmål\n").contains { $0.contains("to gange") })
        #expect(faults("![billede](a.png)\n").contains { $0.contains("billeder") })
    }
}
