// SPDX-License-Identifier: MPL-2.0

extension LearningModule {
    /// Why a file is no module: the line, what is wrong with it, and what to do.
    public struct Fault: Hashable, Sendable {
        /// As an editor counts: the first is 1.
        public let line: Int
        public let phrase: Phrase

        /// `Linje 12: …`
        public var sentence: Phrase {
            Phrase(da: "Linje \(line): \(phrase.da)", en: "Line \(line): \(phrase.en)")
        }
    }

    /// Bytes of a file. The modules that come with Værn have 9,000; twenty times that is no quarter of an hour.
    public static let mostBytes = 200_000
    public static let mostPages = 40
    public static let mostQuestions = 40
    static let answers = 2...4
    /// Characters of what stands on a certificate, of a heading and of an answer.
    static let mostLine = 300
    static let mostVersion = 20
    static let mostTeaches = 60
    /// More faults than this are not told: the first ones usually cause the rest.
    static let mostFaults = 50

    /// - Throws: a `Refusal` with the first fault and its line.
    public init(markdown: String) throws(Refusal) {
        let (module, faults) = Self.read(markdown)
        guard let module else {
            let first = faults.first?.sentence ?? ModuleFault.noPages
            throw Refusal(.invalid, first, field: "file")
        }
        self = module
    }

    /// Reads a module's file. There is a module only where there is no fault.
    public static func read(_ markdown: String) -> (module: LearningModule?, faults: [Fault]) {
        guard markdown.utf8.count <= mostBytes else { return (nil, [Fault(line: 1, phrase: ModuleFault.tooLarge)]) }
        var reader = ModuleReader(LearningText.lines(markdown))
        return reader.read()
    }

    /// Reads the module that a version of a governing document holds.
    ///
    /// It is read from the structured text, which is what was decided, and not from the imported file. `MarkdownImport` keeps
    /// every character that is not white space, the front matter as furniture, so nothing is lost on the way; only where
    /// lines of one paragraph were broken is forgotten, and a module does not know that. The lines of faults are counted
    /// in ``DocumentText/moduleMarkdown``, since a version has no lines of its own.
    public static func read(_ version: DocumentText) -> (module: LearningModule?, faults: [Fault]) {
        read(version.moduleMarkdown)
    }
}

extension DocumentText {
    /// The text written out again as a module's file: its blocks with their marks and an empty line between, the front matter
    /// among them.
    public var moduleMarkdown: String {
        blocks.map { $0.mark.isEmpty ? $0.text : $0.mark + " " + $0.text }.joined(separator: "\n\n") + "\n"
    }
}

/// The words for what can be wrong with a module's file.
enum ModuleFault {
    static let tooLarge = Phrase(
        da: "Filen er større end \(LearningModule.mostBytes / 1000) kB. Del den op i flere moduler.",
        en: "The file is larger than \(LearningModule.mostBytes / 1000) kB. Split it into several modules.")
    static let control = Phrase(
        da: "Linjen har et tegn, der ikke er tekst. Gem filen som ren tekst i UTF-8.",
        en: "The line has a character that is no text. Save the file as plain text in UTF-8.")

    // MARK: Front matter

    static let noFrontMatter = Phrase(
        da: "Filen skal begynde med en linje »---«, oplysningerne om modulet og en linje »---« igen. Skriv dem øverst.",
        en:
            "The file must begin with a line “---”, the details of the module, and a line “---” again. Write them at the top."
    )
    static let openFrontMatter = Phrase(
        da: "Oplysningerne om modulet slutter ikke. Skriv en linje »---« efter den sidste af dem.",
        en: "The details of the module do not end. Write a line “---” after the last of them.")

    static func missing(_ key: String) -> Phrase {
        Phrase(
            da: "»\(key)« mangler blandt oplysningerne om modulet. Skriv \(example(key)).",
            en: "“\(key)” is missing among the details of the module. Write \(example(key)).")
    }

    static func twice(_ key: String) -> Phrase {
        Phrase(
            da: "»\(key)« står to gange. Slet den ene linje.",
            en: "“\(key)” stands there twice. Delete one of the lines.")
    }

    static func value(_ key: String, da: String, en: String) -> Phrase {
        Phrase(
            da: "»\(key)« skal være \(da). Skriv for eksempel \(example(key)).",
            en: "“\(key)” must be \(en). Write for example \(example(key)).")
    }

    private static func example(_ key: String) -> String {
        switch key {
        case "id": "id: gdpr"
        case "language": "language: da"
        case "title": "title: Pas på oplysningerne"
        case "version": "version: \"1.0\""
        case "scope": "scope: gdpr"
        case "minutes": "minutes: 12"
        case "pass_mark": "pass_mark: 80"
        case _: "teaches: [\"gdpr:32(4)\", \"27001:7.3\"]"
        }
    }

    // MARK: Pages

    static let noPages = Phrase(
        da: "Modulet har ingen sider. Begynd hver side med en linje som »## Overskrift {#kort-navn}«.",
        en: "The module has no pages. Begin every page with a line like “## Heading {#short-name}”.")
    static let noQuestions = Phrase(
        da: "Modulet har ingen spørgsmål. Skriv linjen »# Spørgsmål« og spørgsmålene under den.",
        en: "The module has no questions. Write the line “# Questions” and the questions below it.")
    static let tooManyPages = Phrase(
        da: "Modulet har flere end \(LearningModule.mostPages) sider. Del det op i flere moduler.",
        en: "The module has more than \(LearningModule.mostPages) pages. Split it into several modules.")
    static let tooManyQuestions = Phrase(
        da: "Modulet har flere end \(LearningModule.mostQuestions) spørgsmål. Del det op i flere moduler.",
        en: "The module has more than \(LearningModule.mostQuestions) questions. Split it into several modules.")
    static let questionsTwice = Phrase(
        da: "Linjen »# Spørgsmål« står to gange. Slet den ene.",
        en: "The line “# Questions” stands there twice. Delete one of them.")
    static let topHeading = Phrase(
        da: "Kun »# Spørgsmål« har ét #. Titlen står blandt oplysningerne øverst, og en side begynder med ##.",
        en: "Only “# Questions” has one #. The title stands among the details at the top, and a page begins with ##.")
    static let deepHeading = Phrase(
        da: "En side har ingen underoverskrifter. Skriv en ny side med ##, eller fremhæv ordene med **.",
        en: "A page has no headings below its own. Write a new page with ##, or mark the words with **.")
    static let noID = Phrase(
        da: "Overskriften mangler sit korte navn. Skriv det til sidst som {#kort-navn}, med a–z, tal og bindestreg.",
        en: "The heading lacks its short name. Write it at the end as {#short-name}, with a–z, digits and hyphens.")
    static let longLine = Phrase(
        da: "Overskriften eller svaret er længere end \(LearningModule.mostLine) tegn. Skriv det kortere.",
        en: "The heading or answer is longer than \(LearningModule.mostLine) characters. Write it shorter.")
    static let noHeading = Phrase(
        da: "Teksten hører ikke til nogen side. Skriv en linje »## Overskrift {#kort-navn}« før den.",
        en: "The text belongs to no page. Write a line “## Heading {#short-name}” before it.")

    static func repeated(_ id: Substring) -> Phrase {
        Phrase(
            da: "Navnet »\(id)« er brugt før i filen. Giv siden eller spørgsmålet et andet.",
            en: "The name “\(id)” is used earlier in the file. Give the page or question another.")
    }

    static func emptyPage(_ id: String) -> Phrase {
        Phrase(
            da: "Siden »\(id)« er tom. Skriv dens tekst under overskriften, eller slet den.",
            en: "The page “\(id)” is empty. Write its text below the heading, or delete it.")
    }

    static let image = Phrase(
        da: "Et modul har ingen billeder. Skriv med ord, hvad billedet viser.",
        en: "A module has no pictures. Say in words what the picture shows.")
    static let markup = Phrase(
        da: "Et modul har ingen HTML. Skriv teksten uden tegn i <vinkler>.",
        en: "A module has no HTML. Write the text without marks in <angles>.")
    static let onlyText = Phrase(
        da: "En side har kun afsnit, punkter med - og **fremhævede ord**. Skriv det om til det.",
        en: "A page has only paragraphs, points with - and **strong words**. Write it as those.")
    static let strong = Phrase(
        da: "Et ** mangler sin makker. Skriv ** både før og efter de ord, der skal fremhæves.",
        en: "A ** lacks its partner. Write ** both before and after the words to be marked.")

    // MARK: Questions

    static let noQuestion = Phrase(
        da: "Teksten hører ikke til noget spørgsmål. Skriv en linje »## Spørgsmålet {#q1}« før den.",
        en: "The text belongs to no question. Write a line “## The question {#q1}” before it.")
    static let stray = Phrase(
        da: "Under et spørgsmål står kun »page:«, svar med - [ ] eller - [x] og en forklaring med >. Ret linjen.",
        en:
            "Below a question stand only “page:”, answers with - [ ] or - [x], and an explanation with >. Correct the line."
    )
    static let noBox = Phrase(
        da: "Svaret siger ikke, om det er rigtigt. Skriv - [x] foran et rigtigt svar og - [ ] foran et forkert.",
        en:
            "The answer does not say whether it is right. Write - [x] before a right answer and - [ ] before a wrong one."
    )
    static let emptyAnswer = Phrase(
        da: "Svaret er tomt. Skriv det, eller slet linjen.", en: "The answer is empty. Write it, or delete the line.")
    static let sameAnswer = Phrase(
        da: "Spørgsmålet har det samme svar to gange. Ret det ene.",
        en: "The question has the same answer twice. Change one of them.")
    static let secondPage = Phrase(
        da: "Spørgsmålet har »page:« to gange. Slet den ene linje.",
        en: "The question has “page:” twice. Delete one of the lines.")

    static func unknownPage(_ page: Substring) -> Phrase {
        Phrase(
            da: "Der er ingen side »\(page)«. Skriv navnet på den side, der giver svaret.",
            en: "There is no page “\(page)”. Write the name of the page that gives the answer.")
    }

    static let noQuizQuestions = Phrase(
        da: "Quizzen har ingen spørgsmål. Begynd hvert spørgsmål med en linje som »## Spørgsmålet {#q1}«.",
        en: "The quiz has no questions. Begin every question with a line like “## The question {#q1}”.")
    static let tooManyInQuiz = Phrase(
        da: "En quiz har højst \(ReadingQuiz.sizes.upperBound) spørgsmål. Vælg de vigtigste.",
        en: "A quiz has at most \(ReadingQuiz.sizes.upperBound) questions. Choose the most important ones.")

    static func unknownParagraph(_ name: Substring) -> Phrase {
        Phrase(
            da: "Teksten har intet afsnit »\(name)«. Skriv et afsnits nummer, fx 7.3, eller dets adresse, fx 7-3.p2.",
            en: "The text has no section “\(name)”. Write its number, such as 7.3, or its address, such as 7-3.p2.")
    }

    static func noParagraph(_ question: String) -> Phrase {
        Phrase(
            da: "Spørgsmålet »\(question)« siger ikke, hvilket afsnit der giver svaret. Skriv »page: 7.3« under det.",
            en: "The question “\(question)” does not say which section gives the answer. Write “page: 7.3” below it.")
    }

    static func noPage(_ question: String) -> Phrase {
        Phrase(
            da: "Spørgsmålet »\(question)« siger ikke, hvilken side der giver svaret. Skriv »page: navn« under det.",
            en: "The question “\(question)” does not say which page gives the answer. Write “page: name” below it.")
    }

    static func count(_ question: String, _ count: Int) -> Phrase {
        Phrase(
            da: "Spørgsmålet »\(question)« har \(count) svar. Skriv to, tre eller fire.",
            en:
                "The question “\(question)” has \(count) \(count == 1 ? "answer" : "answers"). Write two, three or four."
        )
    }

    static func noRight(_ question: String) -> Phrase {
        Phrase(
            da: "Spørgsmålet »\(question)« har intet rigtigt svar. Skriv - [x] foran det rigtige.",
            en: "The question “\(question)” has no right answer. Write - [x] before the right one.")
    }

    static func noWrong(_ question: String) -> Phrase {
        Phrase(
            da: "Spørgsmålet »\(question)« har intet forkert svar. Skriv - [ ] foran et forkert.",
            en: "The question “\(question)” has no wrong answer. Write - [ ] before a wrong one.")
    }

    static func noExplanation(_ question: String) -> Phrase {
        Phrase(
            da: "Spørgsmålet »\(question)« mangler sin forklaring. Skriv den til sidst med > foran.",
            en: "The question “\(question)” lacks its explanation. Write it last, with > before it.")
    }
}
