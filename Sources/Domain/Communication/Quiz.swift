// SPDX-License-Identifier: MPL-2.0

extension Document {
    /// The short quiz that goes with the text of a version (policy §11: people know what the text means for their work): the
    /// same for everybody who reads it, in both languages, and bound to that version.
    public struct Quiz: Hashable, Sendable {
        /// The questions as Markdown, one vault value for each language.
        public let danish: ValueID
        public let english: ValueID

        public init(danish: ValueID, english: ValueID) {
            self.danish = danish
            self.english = english
        }

        public func text(in language: Language) -> ValueID {
            switch language {
            case .da: danish
            case .en: english
            }
        }
    }
}

extension Document.Version {
    /// The quiz as it stood on `day`, with the position of the fact that set it; nil: there was none.
    public func quiz(on day: Day) -> (quiz: Document.Quiz, position: Int)? {
        quizzes.entries.last { $0.from <= day }.map { ($0.value, $0.position) }
    }
}

extension Register {
    /// Whether anybody has acknowledged a version: from then on its quiz is what it is, for it is the same for all.
    public func isAcknowledged(_ version: ID<Document.Version>, of document: ID<Document>) -> Bool {
        notices(of: document).contains { $0.version == version && !$0.acknowledgements.isEmpty }
    }

    /// The quiz that goes with what a notice is about.
    public func quiz(of notice: Notice, on day: Day) -> (quiz: Document.Quiz, position: Int)? {
        notice.document.flatMap { documents[$0] }?.versions.first { $0.id == notice.version }?.quiz(on: day)
    }
}

/// A quiz that was read: questions about paragraphs of one text, in one language.
public struct ReadingQuiz: Hashable, Sendable {
    /// How many questions it has: it is short, and no examination.
    public static let sizes = 1...5
    /// Characters of its Markdown: five questions with four answers and an explanation each.
    public static let most = 12_000

    /// A question's `page` is the address of the paragraph that gives the answer.
    public let questions: [LearningModule.Question]

    /// Reads the questions of a text. There is a quiz only where there is no fault.
    ///
    /// - Parameter text: the version's own text; a question names a paragraph by its address or a section by its number.
    public static func read(
        _ markdown: String, about text: DocumentText
    ) -> (quiz: ReadingQuiz?, faults: [LearningModule.Fault]) {
        var paragraphs: [String: String] = [:]
        for block in text.blocks where block.kind != .furniture {
            paragraphs[block.address] = block.address
            if block.headingLevel != nil, let number = block.number, paragraphs[number] == nil {
                paragraphs[number] = block.address
            }
        }
        var reader = ModuleReader(LearningText.lines(markdown), about: paragraphs)
        let (questions, faults) = reader.readQuestions()
        return (faults.isEmpty ? ReadingQuiz(questions: questions) : nil, faults)
    }

    /// - Parameter answers: by the question's id, the places of the answers that were chosen. Only the exact set counts.
    public func unanswered(_ answers: [String: Set<Int>]) -> [LearningModule.Question] {
        questions.filter { answers[$0.id]?.isEmpty ?? true }
    }

    /// Those that were answered, and wrongly.
    public func wrong(_ answers: [String: Set<Int>]) -> [LearningModule.Question] {
        questions.filter { question in
            answers[question.id].map { !$0.isEmpty && $0 != question.right } ?? false
        }
    }

    /// Whether the two are one quiz in two languages, so that it does not matter in which one it is answered.
    public func sameShape(as other: ReadingQuiz) -> Bool {
        questions.count == other.questions.count
            && zip(questions, other.questions).allSatisfy { $0.sameShape(as: $1) }
    }

    /// Says what is missing, and explains what was answered wrongly. There is no pass mark: one answers again until it is right.
    func demand(_ answers: [String: Set<Int>]) throws(Refusal) {
        let (unanswered, wrong) = (unanswered(answers), wrong(answers))
        guard !unanswered.isEmpty || !wrong.isEmpty else { return }
        var (da, en): ([String], [String]) = ([], [])
        if !unanswered.isEmpty {
            let names = unanswered.map { "\($0.id) »\($0.text)«" }.joined(separator: ", ")
            da.append("Svar også på quizzen til teksten: \(names).")
            en.append("Answer the quiz that goes with the text too: \(names).")
        }
        for question in wrong {
            da.append("\(question.id) er ikke rigtigt: \(question.explanation) Læs \(question.page), og svar igen.")
            en.append("\(question.id) is not right: \(question.explanation) Read \(question.page) and answer again.")
        }
        throw .invalid("answers", da: da.joined(separator: " "), en: en.joined(separator: " "))
    }
}

/// Gives the text of a version a short quiz, before anybody has acknowledged it: everybody who reads the text answers the same.
public struct SetQuiz: DocumentDeed {
    public let document: ID<Document>
    let number: VersionNumber?, danish: String, english: String
    /// The version's own text, which the questions are about: the office finds it.
    public var text: DocumentText?

    public static let fields = [
        Field.document,
        Field(
            "number", .line(most: 12), da: "Version", en: "Version",
            hint: Phrase(
                da: "Fx 1.2. Tomt: den version, der er på vej, ellers den gældende.",
                en: "Such as 1.2. Empty: the version on its way, else the one in force."), optional: true),
        Field(
            "danish", .text(most: ReadingQuiz.most), da: "Spørgsmål på dansk", en: "Questions in Danish",
            hint: Phrase(
                da: "Et til fem, skrevet som i et e-læringsmodul. »page:« er det afsnit, der giver svaret.",
                en: "One to five, written as in an e-learning module. “page:” is the section that gives the answer.")),
        Field(
            "english", .text(most: ReadingQuiz.most), da: "De samme spørgsmål på engelsk",
            en: "The same questions in English",
            hint: Phrase(
                da: "Med de samme korte navne, de samme afsnit og svarene i samme rækkefølge.",
                en: "With the same short names, the same sections and the answers in the same order.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        number = try VersionNumber.read(arguments)
        danish = try arguments.text("danish", most: ReadingQuiz.most)
        english = try arguments.text("english", most: ReadingQuiz.most)
    }

    /// The version that is meant: the one that was named, else the one on its way, else the one in force.
    public func version(in register: Register, on day: Day) -> Document.Version? {
        guard let known = register.documents[document] else { return nil }
        return number.map { number in known.versions.last { $0.draft.number == number } }
            ?? (known.pending ?? known.versionInForce(on: day))
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard known.kind != .module else {
            throw .outOfTurn(
                da: "Et e-læringsmodul har sine spørgsmål i teksten. Skriv dem der.",
                en: "An e-learning module has its questions in its text. Write them there.")
        }
        guard !known.isWithdrawn(on: desk.today) else { throw .withdrawn }
        guard let version = version(in: desk.register, on: desk.today) else {
            throw .invalid(
                "number", da: "Den version findes ikke. Skriv et nummer, der står under Tekster i Værn.",
                en: "There is no such version. Write a number that stands under Texts in Værn.")
        }
        guard version.id == known.pending?.id || version.id == known.versionInForce(on: desk.today)?.id else {
            throw .invalid(
                "number", da: "Den version er afløst. Skriv quizzen til den gældende eller til den, der er på vej.",
                en: "That version is superseded. Write the quiz for the one in force or the one on its way.")
        }
        guard !desk.register.isAcknowledged(version.id, of: document) else {
            throw .outOfTurn(
                da: """
                    Nogen har allerede kvitteret for version \(version.draft.number), og en quiz skal være den samme for \
                    alle, der læser. Skriv den til den næste version.
                    """,
                en: """
                    Somebody has acknowledged version \(version.draft.number) already, and a quiz must be the same for all \
                    who read. Write it for the next version.
                    """)
        }
        guard let text else {
            throw .outOfTurn(
                da: "Versionens tekst er slettet, så der er intet at spørge om. Skriv quizzen til den næste version.",
                en: "The version's text is erased, so nothing can be asked. Write the quiz for the next version.")
        }
        _ = try SetQuiz.read(danish: danish, english: english, about: text)
        let (danish, english): (ValueID, ValueID) = (desk.keep(danish), desk.keep(english))
        try desk.record(.document(document, .quizSet(version.id, Document.Quiz(danish: danish, english: english))))
    }

    /// What was written, as those who read the text will meet it.
    ///
    /// - Throws: what is wrong first, and in which language and line.
    @discardableResult
    public static func read(
        danish: String, english: String, about text: DocumentText
    ) throws(Refusal) -> (danish: ReadingQuiz, english: ReadingQuiz) {
        let (own, other) = (try read(danish, "danish", text), try read(english, "english", text))
        guard own.sameShape(as: other) else {
            throw .invalid(
                "english",
                da: """
                    De to sprog passer ikke sammen. Brug de samme korte navne, de samme afsnit og de rigtige svar på de \
                    samme pladser.
                    """,
                en: """
                    The two languages do not fit. Use the same short names, the same sections, and the right answers in the \
                    same places.
                    """)
        }
        return (own, other)
    }

    private static func read(
        _ markdown: String, _ field: String, _ text: DocumentText
    ) throws(Refusal) -> ReadingQuiz {
        let (quiz, faults) = ReadingQuiz.read(markdown, about: text)
        guard let quiz else {
            throw Refusal(.invalid, faults.first?.sentence ?? ModuleFault.noQuizQuestions, field: field)
        }
        return quiz
    }
}
