// SPDX-License-Identifier: MPL-2.0

/// Reads a module's file line by line, or the questions of a quiz alone. It goes on after a fault, so that an author sees
/// all of them at once.
struct ModuleReader {
    private let lines: [LearningText.Line]
    /// The paragraphs that the questions of a quiz can be about, by each name of theirs; nil: a module is read.
    private let paragraphs: [String: String]?
    private var faults: [LearningModule.Fault] = []
    private var pages: [LearningModule.Page] = []
    private var questions: [LearningModule.Question] = []
    private var ids: Set<Substring> = []
    private var isAsking = false

    private var page: OpenPage?
    private var question: OpenQuestion?

    private struct OpenPage {
        let line: Int
        let id: String
        let title: String
        var blocks: [LearningModule.Block] = []
        var open: Open?

        /// What the next line goes on with.
        struct Open {
            let line: Int
            var text: String
            let isPoint: Bool
        }
    }

    private struct OpenQuestion {
        let line: Int
        let id: String
        let text: String
        var page: (line: Int, name: Substring)?
        var answers: [(text: String, isRight: Bool)] = []
        var explanation: [String] = []
        var last = Last.heading

        enum Last { case heading, answer, explanation }
    }

    init(_ lines: [LearningText.Line], about paragraphs: [String: String]? = nil) {
        self.lines = lines
        self.paragraphs = paragraphs
        isAsking = paragraphs != nil
    }

    mutating func read() -> (module: LearningModule?, faults: [LearningModule.Fault]) {
        lookAtCharacters()
        let details = ModuleDetails(lines)
        faults += details.faults
        for line in lines.dropFirst(details.count) { take(line) }
        closePage()
        closeQuestion()
        let last = lines.last?.number ?? 1
        if pages.isEmpty { fault(last, ModuleFault.noPages) }
        if questions.isEmpty { fault(last, ModuleFault.noQuestions) }
        if pages.count > LearningModule.mostPages { fault(last, ModuleFault.tooManyPages) }
        if questions.count > LearningModule.mostQuestions { fault(last, ModuleFault.tooManyQuestions) }
        guard faults.isEmpty else { return (nil, ordered) }
        let module = LearningModule(
            id: details.id, language: details.language, title: details.title, version: details.version,
            scope: details.scope, minutes: details.minutes, passMark: details.passMark, teaches: details.teaches,
            pages: pages, questions: questions)
        return (module, [])
    }

    /// Reads the questions of a quiz: the part of a module below »# Spørgsmål«, with or without that line.
    mutating func readQuestions() -> (questions: [LearningModule.Question], faults: [LearningModule.Fault]) {
        lookAtCharacters()
        for line in lines { take(line) }
        closeQuestion()
        let last = lines.last?.number ?? 1
        if questions.isEmpty { fault(last, ModuleFault.noQuizQuestions) }
        if questions.count > ReadingQuiz.sizes.upperBound { fault(last, ModuleFault.tooManyInQuiz) }
        return (questions, ordered)
    }

    private var ordered: [LearningModule.Fault] {
        Array(faults.sorted { $0.line < $1.line }.prefix(LearningModule.mostFaults))
    }

    private mutating func lookAtCharacters() {
        for line in lines where line.text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
            fault(line.number, ModuleFault.control)
        }
    }

    private mutating func fault(_ line: Int, _ phrase: Phrase) {
        faults.append(LearningModule.Fault(line: line, phrase: phrase))
    }

    private mutating func take(_ line: LearningText.Line) {
        if line.text.isEmpty {
            closeParagraph()
            question?.last = .heading
            return
        }
        switch LearningText.foreign(line.text) {
        case .image?: fault(line.number, ModuleFault.image)
        case .markup?: fault(line.number, ModuleFault.markup)
        case nil: break
        }
        let level = line.text.utf8.prefix { $0 == 0x23 }.count
        if level > 0, line.text.utf8.dropFirst(level).first == 0x20 || level == line.text.utf8.count {
            return takeHeading(line, level)
        }
        if isAsking { takeAsking(line) } else { takeReading(line) }
    }

    // MARK: Headings

    private mutating func takeHeading(_ line: LearningText.Line, _ level: Int) {
        closePage()
        closeQuestion()
        let words = LearningText.trimmed(Substring(line.text.utf8.dropFirst(level)))
        switch level {
        case 1:
            guard ["spørgsmål", "questions"].contains(words.lowercased()) else {
                return fault(line.number, ModuleFault.topHeading)
            }
            let isFirst = paragraphs != nil && questions.isEmpty
            if isAsking, !isFirst { fault(line.number, ModuleFault.questionsTwice) }
            isAsking = true
        case 2:
            let (title, id) = named(words, line.number)
            if title.count > LearningModule.mostLine { fault(line.number, ModuleFault.longLine) }
            if isAsking {
                question = OpenQuestion(line: line.number, id: id, text: title)
            } else {
                page = OpenPage(line: line.number, id: id, title: title)
            }
        case _: fault(line.number, ModuleFault.deepHeading)
        }
    }

    /// The title and the short name of `Title {#name}`.
    private mutating func named(_ words: Substring, _ line: Int) -> (title: String, id: String) {
        guard words.utf8.last == 0x7D, let cut = words.utf8.lastIndex(of: 0x7B),
            let name = LearningText.rest(of: words[cut...].dropLast(), after: "{#"), LearningText.isID(name),
            cut > words.startIndex
        else {
            fault(line, ModuleFault.noID)
            return (LearningText.plain(words), "")
        }
        if !ids.insert(name).inserted { fault(line, ModuleFault.repeated(name)) }
        return (LearningText.plain(LearningText.trimmed(words[..<cut])), String(name))
    }

    // MARK: Pages

    private mutating func takeReading(_ line: LearningText.Line) {
        guard page != nil else { return fault(line.number, ModuleFault.noHeading) }
        if let point = Self.point(line.text) {
            closeParagraph()
            page?.open = OpenPage.Open(line: line.number, text: String(point), isPoint: true)
        } else if Self.isOther(line.text) {
            closeParagraph()
            fault(line.number, ModuleFault.onlyText)
        } else if page?.open != nil {
            page?.open?.text += " " + line.text
        } else {
            page?.open = OpenPage.Open(line: line.number, text: String(line.text), isPoint: false)
        }
    }

    /// What stands after the mark of a point.
    private static func point(_ text: Substring) -> Substring? {
        ["- ", "* ", "+ "].lazy.compactMap { LearningText.rest(of: text, after: $0) }.first
    }

    /// A numbered point, a quotation, a table, code, a rule or the mark of a point with nothing after it.
    private static func isOther(_ text: Substring) -> Bool {
        let utf8 = text.utf8
        if ["> ", "|", "```", "~~~"].contains(where: { utf8.starts(with: $0.utf8) }) { return true }
        if utf8.count >= 3, let first = utf8.first, "-*_=".utf8.contains(first), utf8.allSatisfy({ $0 == first }) {
            return true
        }
        if ["-", "*", "+", ">"].contains(text) { return true }
        let digits = utf8.prefix { 0x30...0x39 ~= $0 }.count
        let rest = utf8.dropFirst(digits)
        return (1...9).contains(digits) && (rest.first == 0x2E || rest.first == 0x29) && rest.dropFirst().first == 0x20
    }

    private mutating func closeParagraph() {
        guard let open = page?.open else { return }
        page?.open = nil
        guard let runs = LearningText.runs(open.text) else { return fault(open.line, ModuleFault.strong) }
        if open.isPoint {
            if case .list(let points)? = page?.blocks.last {
                page?.blocks.removeLast()
                page?.blocks.append(.list(points + [runs]))
            } else {
                page?.blocks.append(.list([runs]))
            }
            return
        }
        switch runs.first {
        case .strong("Eksempel.")?, .strong("Example.")?: page?.blocks.append(.example(runs))
        case .strong("Husk:")?, .strong("Remember:")?: page?.blocks.append(.remember(runs))
        case _: page?.blocks.append(.paragraph(runs))
        }
    }

    private mutating func closePage() {
        closeParagraph()
        guard let done = page else { return }
        page = nil
        if done.blocks.isEmpty { fault(done.line, ModuleFault.emptyPage(done.id)) }
        pages.append(LearningModule.Page(id: done.id, title: done.title, blocks: done.blocks))
    }

    // MARK: Questions

    private mutating func takeAsking(_ line: LearningText.Line) {
        guard let open = question else { return fault(line.number, ModuleFault.noQuestion) }
        if let name = LearningText.rest(of: line.text, after: "page:") {
            if open.page != nil { fault(line.number, ModuleFault.secondPage) }
            question?.page = (line.number, name)
            question?.last = .heading
        } else if let words = LearningText.rest(of: line.text, after: ">") {
            question?.explanation.append(LearningText.plain(words))
            question?.last = .explanation
        } else if let point = Self.point(line.text) {
            takeAnswer(point, line.number)
        } else {
            switch open.last {
            case .answer:
                let last = open.answers.count - 1
                question?.answers[last].text += " " + LearningText.plain(line.text)
            case .explanation: question?.explanation.append(LearningText.plain(line.text))
            case .heading: fault(line.number, ModuleFault.stray)
            }
        }
    }

    private mutating func takeAnswer(_ point: Substring, _ line: Int) {
        question?.last = .answer
        let boxes = [("[ ]", false), ("[x]", true), ("[X]", true)]
        let found = boxes.lazy.compactMap { box in
            LearningText.rest(of: point, after: box.0).map { (text: LearningText.plain($0), isRight: box.1) }
        }.first
        // Without its box it still counts as one, so that the number of answers is no second fault.
        let answer = found ?? (text: LearningText.plain(point), isRight: false)
        if found == nil { fault(line, ModuleFault.noBox) }
        if answer.text.isEmpty { fault(line, ModuleFault.emptyAnswer) }
        if answer.text.count > LearningModule.mostLine { fault(line, ModuleFault.longLine) }
        if !answer.text.isEmpty, question?.answers.contains(where: { $0.text == answer.text }) ?? false {
            fault(line, ModuleFault.sameAnswer)
        }
        question?.answers.append(answer)
    }

    private mutating func closeQuestion() {
        guard let done = question else { return }
        question = nil
        let explanation = done.explanation.filter { !$0.isEmpty }.joined(separator: " ")
        if let (line, name) = done.page {
            if let paragraphs {
                if paragraphs[String(name)] == nil { fault(line, ModuleFault.unknownParagraph(name)) }
            } else if !pages.contains(where: { $0.id == name }) {
                fault(line, ModuleFault.unknownPage(name))
            }
        } else {
            fault(done.line, paragraphs == nil ? ModuleFault.noPage(done.id) : ModuleFault.noParagraph(done.id))
        }
        if !LearningModule.answers.contains(done.answers.count) {
            fault(done.line, ModuleFault.count(done.id, done.answers.count))
        }
        if !done.answers.contains(where: \.isRight) { fault(done.line, ModuleFault.noRight(done.id)) }
        if !done.answers.isEmpty, done.answers.allSatisfy(\.isRight) {
            fault(done.line, ModuleFault.noWrong(done.id))
        }
        if explanation.isEmpty { fault(done.line, ModuleFault.noExplanation(done.id)) }
        questions.append(
            LearningModule.Question(
                id: done.id, text: done.text,
                page: done.page.map { paragraphs?[String($0.name)] ?? String($0.name) } ?? "",
                answers: done.answers.map { LearningModule.Answer(text: $0.text, isRight: $0.isRight) },
                explanation: explanation))
    }
}
