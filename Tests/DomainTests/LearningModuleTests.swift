// SPDX-License-Identifier: MPL-2.0
import Domain
import Testing

@Suite("An e-learning module")
struct LearningModuleTests {
    /// Lines 1–10 are the details, 12–18 the page, 20 begins the questions, and the last is line 27.
    static let text = """
        ---
        id: kort
        language: da
        title: Et kort modul
        version: "1.0"
        scope: gdpr
        minutes: 5
        pass_mark: 80
        teaches: ["gdpr:5(1)(c)", "27001:7.3"]
        ---

        ## Første side {#side}

        Et afsnit med **to ord** og
        en linje til.

        - **Ét** punkt
        - Et andet

        # Spørgsmål

        ## Hvad nu? {#q1}
        page: side
        - [ ] Nej
        - [x] Ja
        - [ ] Måske
        > Fordi det står på siden.
        """

    static func read(_ text: String) -> (module: LearningModule?, faults: [LearningModule.Fault]) {
        LearningModule.read(text)
    }

    /// The text with one line, counted from 1, put in place of another.
    static func with(_ line: Int, _ other: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[line - 1] = other
        return lines.joined(separator: "\n")
    }

    @Test func everythingIsRead() throws {
        let module = try LearningModule(markdown: Self.text)
        #expect(module.id == "kort" && module.language == .da && module.title == "Et kort modul")
        #expect(module.version == "1.0" && module.scope == .gdpr && module.minutes == 5 && module.passMark == 80)
        #expect(module.teaches == ["gdpr:5(1)(c)", "27001:7.3"])
        #expect(module.pages.map(\.id) == ["side"] && module.page("side")?.title == "Første side")
        #expect(
            module.pages[0].blocks == [
                .paragraph([.plain("Et afsnit med "), .strong("to ord"), .plain(" og en linje til.")]),
                .list([[.strong("Ét"), .plain(" punkt")], [.plain("Et andet")]]),
            ])
        let question = try #require(module.question("q1"))
        #expect(question.text == "Hvad nu?" && question.page == "side")
        #expect(question.answers.map(\.text) == ["Nej", "Ja", "Måske"])
        #expect(question.right == [1] && !question.asksForSeveral)
        #expect(question.explanation == "Fordi det står på siden.")
    }

    @Test(
        "A paragraph that begins so is an example or a sentence to keep",
        arguments: [
            ("**Eksempel.** Sådan.", LearningModule.Block.example([.strong("Eksempel."), .plain(" Sådan.")])),
            ("**Example.** So.", .example([.strong("Example."), .plain(" So.")])),
            ("**Husk:** Det.", .remember([.strong("Husk:"), .plain(" Det.")])),
            ("**Remember:** This.", .remember([.strong("Remember:"), .plain(" This.")])),
            ("Eksempel. Uden mærke.", .paragraph([.plain("Eksempel. Uden mærke.")])),
        ])
    func lead(_ line: String, _ block: LearningModule.Block) throws {
        let module = try LearningModule(markdown: Self.with(14, line + "\n"))
        #expect(module.pages[0].blocks.first == block)
    }

    @Test(
        "Line ends, a byte order mark, empty lines and ways to write lists change nothing",
        arguments: [
            text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
            text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r"),
            "\u{FEFF}" + text, text + "\n\n\n",
            text.replacing("teaches: [", with: "# en bemærkning\nteaches: ["),
            text.replacing("[\"gdpr:5(1)(c)\", \"27001:7.3\"]", with: "\n  - 'gdpr:5(1)(c)'\n  - \"27001:7.3\""),
            text.replacing("- [x] Ja", with: "* [X]   Ja"), text.replacing("- [x] Ja\n", with: "- [x] Ja\n\n"),
            text.replacing("# Spørgsmål", with: "# Questions"),
        ])
    func written(_ text: String) throws {
        let (one, other) = (try LearningModule(markdown: text), try LearningModule(markdown: Self.text))
        #expect(one == other)
    }

    static let faulty: [(line: Int, text: String, words: String)] = [
        (1, text.replacing("---\n", with: ""), "skal begynde med"),
        (1, with(10, ""), "slutter ikke"),
        (1, "", "skal begynde med"),
        (
            10, text.replacing("version: \"1.0\"\n", with: "").replacing("minutes: 5\n", with: "minutes: 5\nx: y\n"),
            "»version« mangler"
        ),
        (2, with(2, "id: Ikke en id"), "små bogstaver"),
        (3, with(3, "language: sv"), "da eller en"),
        (4, with(4, "title: " + String(repeating: "å", count: 301)), "højst 300 tegn"),
        (5, with(5, "version: [1, 2]"), "»version« mangler"),
        (6, with(6, "scope: alt"), "gdpr, information, cyber eller other"),
        (7, with(7, "minutes: kort"), "fra 1 til 240"),
        (8, with(8, "pass_mark: 120"), "fra 1 til 100"),
        (8, with(8, "pass_mark: 0"), "fra 1 til 100"),
        (9, with(9, "id: igen"), "»id« står to gange"),
        (9, with(9, "teaches: [uden-kolon]"), "henvisninger"),
        (12, with(12, "## Første side"), "mangler sit korte navn"),
        (12, with(12, "## Første side {#Side Et}"), "mangler sit korte navn"),
        (12, with(12, "Ingen overskrift"), "hører ikke til nogen side"),
        (12, with(12, "# Første side"), "Kun »# Spørgsmål« har ét #"),
        (14, with(14, "### Under"), "ingen underoverskrifter"),
        (14, with(14, "Et ** uden makker"), "mangler sin makker"),
        (14, with(14, "Se <b>her</b>"), "ingen HTML"),
        (14, with(14, "<script>alert(1)</script>"), "ingen HTML"),
        (14, with(14, "<!-- skjult -->"), "ingen HTML"),
        (14, with(14, "![Et kort](https://example.org/kort.png)"), "ingen billeder"),
        (14, with(14, "| a | b |"), "Skriv det om"),
        (14, with(14, "1. Først"), "Skriv det om"),
        (14, with(14, "```"), "Skriv det om"),
        (15, with(15, "\u{7}"), "ikke er tekst"),
        (20, with(20, "# Quiz"), "Kun »# Spørgsmål« har ét #"),
        (22, with(22, "## Hvad nu? {#side}"), "brugt før"),
        (22, with(23, ""), "hvilken side"),
        (23, with(23, "page: andetsteds"), "ingen side »andetsteds«"),
        (22, with(25, "- [ ] Ja"), "intet rigtigt svar"),
        (22, text.replacing("[ ]", with: "[x]"), "intet forkert svar"),
        (22, text.replacing("- [ ] Nej\n", with: "").replacing("- [ ] Måske\n", with: ""), "har 1 svar"),
        (22, text.replacing("- [ ] Nej\n", with: "- [ ] 1\n- [ ] 2\n- [ ] 3\n"), "har 5 svar"),
        (24, with(24, "- Nej"), "siger ikke, om det er rigtigt"),
        (24, with(24, "- [ ]"), "Svaret er tomt"),
        (26, with(26, "- [ ] Ja"), "samme svar"),
        (26, with(26, "page: side"), "»page:« to gange"),
        (22, with(27, ""), "mangler sin forklaring"),
        (26, with(23, "").replacing("- [ ] Nej", with: "page: side\n\nMere tekst"), "står kun »page:«"),
    ]

    @Test("A faulty file says in which line, and what to do, in both languages", arguments: faulty)
    func fault(_ line: Int, _ text: String, _ words: String) throws {
        let (module, faults) = Self.read(text)
        #expect(module == nil)
        let found = faults.first { $0.phrase.da.contains(words) }
        #expect(found?.line == line, "\(faults.map(\.sentence.da))")
        #expect(found.map { !$0.phrase.en.isEmpty && $0.phrase.en != $0.phrase.da } ?? false)
        #expect(throws: Refusal.self) { try LearningModule(markdown: text) }
    }

    @Test func theRefusalNamesTheFirstLine() throws {
        let text = Self.with(8, "pass_mark: 120").replacing("- [x] Ja", with: "- [ ] Ja")
        let refusal = #expect(throws: Refusal.self) { try LearningModule(markdown: text) }
        #expect(refusal?.phrase.da.hasPrefix("Linje 8: ") ?? false)
        #expect(refusal?.phrase.en.hasPrefix("Line 8: ") ?? false)
        #expect(Self.read(text).faults.map(\.line) == [8, 22])
    }

    @Test func whatIsTooMuchIsRefused() {
        let page = "## Side {#s%}\n\nTekst.\n\n"
        let pages = (1...41).map { page.replacing("%", with: "\($0)") }.joined()
        #expect(Self.read(Self.text.replacing("# Spørgsmål", with: pages + "# Spørgsmål")).faults.count == 1)
        let large = Self.text.replacing("Et afsnit", with: String(repeating: "a ", count: 5_000_000))
        #expect(Self.read(large).faults.map(\.line) == [1])
        let wild = Self.text + String(repeating: "\n- intet", count: 10_000)
        #expect(Self.read(wild).faults.count == 50)
    }

    @Test("Any line left out or doubled gives a module or a fault with a line of the file")
    func damaged() {
        let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
        for at in lines.indices {
            for other in [lines[..<at] + lines[(at + 1)...], lines[...at] + lines[at...], lines[...at]] {
                let (module, faults) = Self.read(other.joined(separator: "\n"))
                #expect((module == nil) != faults.isEmpty)
                #expect(faults.allSatisfy { 1...(lines.count + 1) ~= $0.line })
            }
        }
    }

    @Test("Any damaged byte gives a module or faults, and nothing else")
    func damagedBytes() {
        let bytes = Array(Self.text.utf8)
        var random = Seeded(0x1EA)
        for _ in 0..<1000 {
            var other = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                other[Int.random(in: 0..<other.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let (module, faults) = Self.read(String(decoding: other, as: UTF8.self))
            #expect((module == nil) != faults.isEmpty)
            guard let module else { continue }
            #expect(module.questions.allSatisfy { !$0.right.isEmpty && module.page($0.page) != nil })
        }
    }

    // MARK: Answering

    static let eight: String = {
        let cut = text.range(of: "## Hvad nu?").map { String(text[..<$0.lowerBound]) } ?? ""
        let one = "## Hvad nu? {#q%}\npage: side\n- [ ] Nej\n- [x] Ja\n- [ ] Måske\n> Derfor.\n\n"
        return cut + (1...8).map { one.replacing("%", with: "\($0)") }.joined()
    }()

    @Test func eightyOfEightQuestionsAreSeven() throws {
        let module = try LearningModule(markdown: Self.eight)
        #expect(module.needed == 7)
        var answers = Dictionary(uniqueKeysWithValues: module.questions.map { ($0.id, $0.right) })
        #expect(module.grade(answers) == .init(right: 8, of: 8, isPassed: true, wrong: []))
        answers["q3"] = [0]
        #expect(module.grade(answers) == .init(right: 7, of: 8, isPassed: true, wrong: ["q3"]))
        #expect(module.grade(answers).percent == 87)
        answers["q8"] = nil
        #expect(module.grade(answers) == .init(right: 6, of: 8, isPassed: false, wrong: ["q3", "q8"]))
        #expect(module.grade([:]).wrong.count == 8)
        #expect(module.grade(["fremmed": [1]]).right == 0)
    }

    @Test func onlyTheExactSetCounts() throws {
        let module = try LearningModule(
            markdown: Self.text.replacing("- [ ] Måske", with: "- [x] Måske"))
        #expect(module.questions[0].asksForSeveral)
        #expect(module.grade(["q1": [1, 2]]).isPassed)
        for wrong: Set<Int> in [[1], [2], [0, 1, 2], [0], [], [1, 2, 7], [-1]] {
            #expect(!module.grade(["q1": wrong]).isPassed, "\(wrong)")
        }
    }

    @Test func theOrderComesFromTheSeedAlone() throws {
        let module = try LearningModule(markdown: Self.eight)
        let english = try LearningModule(
            markdown: Self.eight.replacing("language: da", with: "language: en").replacing("Måske", with: "Maybe"))
        for (one, two) in zip(module.questions, english.questions) {
            #expect(one.order(seed: 7) == two.order(seed: 7))
            #expect(one.order(seed: 7).sorted() == [0, 1, 2])
        }
        // A form that was drawn before an update must be read the same after it.
        #expect(module.questions.map { $0.order(seed: 42) } == Self.known)
        let orders = Set((0..<200).map { module.questions[0].order(seed: $0) })
        #expect(orders.count == 6)
    }

    /// Worked out by another program.
    static let known = [[2, 1, 0], [0, 2, 1], [0, 2, 1], [2, 0, 1], [1, 2, 0], [0, 1, 2], [0, 1, 2], [0, 1, 2]]

    @Test func twoLanguagesAreOneModule() throws {
        let module = try LearningModule(markdown: Self.text)
        let english = try LearningModule(
            markdown: Self.text.replacing("language: da", with: "language: en").replacing("Ja", with: "Yes")
                .replacing("title: Et", with: "title: One"))
        #expect(module.sameShape(as: english) && module != english)
        for other in [
            Self.with(2, "id: andet"), Self.with(5, "version: \"1.1\""), Self.with(8, "pass_mark: 70"),
            Self.with(24, "- [x] Nej"), Self.text.replacing("q1", with: "q2"),
            Self.text.replacing("{#side}", with: "{#anden}").replacing("page: side", with: "page: anden"),
            Self.text.replacing("- [ ] Måske\n", with: ""), Self.eight,
        ] {
            let other = try LearningModule(markdown: other)
            #expect(!module.sameShape(as: other))
        }
    }
}
