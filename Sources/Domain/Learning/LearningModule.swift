// SPDX-License-Identifier: MPL-2.0

/// An e-learning module (policy §9): pages of one idea each, then questions. It is written as Markdown, one file for each
/// language (`docs/e-laering.md`), and a version of a governing document can hold it. Nothing in it runs or loads anything.
public struct LearningModule: Hashable, Sendable {
    /// The same in both languages and in all versions; safe in an address.
    public let id: String
    public let language: Language
    public let title: String
    /// A new one means that the content is materially new.
    public let version: String
    public let scope: ModuleScope
    /// Reading and questions together, as expected.
    public let minutes: Int
    /// Per cent of the questions, 1–100.
    public let passMark: Int
    /// What it rests on: `framework:clause`, in the order of the file.
    public let teaches: [String]
    /// At least one.
    public let pages: [Page]
    /// At least one.
    public let questions: [Question]

    /// One idea, readable without the others.
    public struct Page: Hashable, Sendable, Identifiable {
        /// Unique among the pages and questions of the module; safe in an address.
        public let id: String
        public let title: String
        public let blocks: [Block]
    }

    /// A paragraph of a page, or a list of points. An example and a sentence to keep have their first words (»Eksempel.«,
    /// »Husk:«) in them, so that they read well without a look of their own too.
    public enum Block: Hashable, Sendable {
        case paragraph([Run])
        case example([Run])
        case remember([Run])
        case list([[Run]])
    }

    /// A piece of a text. What looks like markup in it is text.
    public enum Run: Hashable, Sendable {
        case plain(String)
        case strong(String)

        public var text: String {
            switch self {
            case .plain(let text), .strong(let text): text
            }
        }
    }

    public struct Question: Hashable, Sendable, Identifiable {
        public let id: String
        public let text: String
        /// The page that gives the answer; of a quiz the address of the paragraph.
        public let page: String
        /// Two to four, at least one of them right and one wrong. An answer is known by its place here.
        public let answers: [Answer]
        /// Shown after answering, whatever was answered.
        public let explanation: String

        /// The places of the right answers.
        public var right: Set<Int> { Set(answers.indices.filter { answers[$0].isRight }) }
        /// Whether more than one is to be chosen.
        public var asksForSeveral: Bool { right.count > 1 }
    }

    public struct Answer: Hashable, Sendable {
        public let text: String
        public let isRight: Bool
    }

    /// The page that gives the answer to a question.
    public func page(_ id: String) -> Page? { pages.first { $0.id == id } }

    public func question(_ id: String) -> Question? { questions.first { $0.id == id } }
}

// MARK: Answering

extension LearningModule {
    /// How an attempt went.
    public struct Grade: Hashable, Sendable {
        public let right: Int
        public let of: Int
        public let isPassed: Bool
        /// The questions answered wrongly or not at all, in the order of the module.
        public let wrong: [String]

        public init(right: Int, of: Int, isPassed: Bool, wrong: [String]) {
            self.right = right
            self.of = of
            self.isPassed = isPassed
            self.wrong = wrong
        }

        /// Whole per cent, rounded down: 7 of 8 is 87.
        public var percent: Int { of == 0 ? 0 : right * 100 / of }
    }

    /// How many right answers pass: the pass mark rounded up, so 80 per cent of 8 questions are 7.
    public var needed: Int { (questions.count * passMark + 99) / 100 }

    /// - Parameter answers: by the question's id, the places of the answers that were chosen, in the order of the file
    ///   however they were shown. Only the exact set counts. What is no question of the module is passed over.
    public func grade(_ answers: [String: Set<Int>]) -> Grade {
        let wrong = questions.filter { answers[$0.id] != $0.right }.map(\.id)
        let right = questions.count - wrong.count
        return Grade(right: right, of: questions.count, isPassed: right >= needed, wrong: wrong)
    }

    /// Whether two files are one module in two languages: all but title and words is the same, the answers in the same
    /// order, so that one can begin in one language and go on in the other.
    public func sameShape(as other: LearningModule) -> Bool {
        guard id == other.id, version == other.version, scope == other.scope, minutes == other.minutes,
            passMark == other.passMark, teaches == other.teaches, pages.map(\.id) == other.pages.map(\.id),
            questions.count == other.questions.count
        else { return false }
        return zip(questions, other.questions).allSatisfy { $0.sameShape(as: $1) }
    }
}

extension LearningModule.Question {
    /// Whether the two are one question in two languages.
    func sameShape(as other: LearningModule.Question) -> Bool {
        id == other.id && page == other.page && answers.map(\.isRight) == other.answers.map(\.isRight)
    }

    /// The places of the answers in the order in which they are shown: the same for the same seed, whatever the machine and
    /// the language, so that a form without script can be drawn again and read with nothing kept but the seed.
    public func order(seed: UInt64) -> [Int] {
        // FNV-1a over the id, so that the questions of one attempt differ; then SplitMix64.
        var state = id.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
        var places = Array(answers.indices)
        for last in places.indices.dropFirst().reversed() {
            places.swapAt(last, Int(next() % UInt64(last + 1)))
        }
        return places
    }
}

// MARK: Words

extension LearningModule {
    /// How hard it is to read (LIX, Björnsson 1968): words to a sentence, and how many of a hundred have more than six
    /// letters. Under 45 is plain text.
    public var lix: Int { Self.lix(texts) }

    /// Every text that a reader meets, in order.
    var texts: [String] {
        var texts = [title]
        for page in pages { texts += [page.title] + page.blocks.flatMap(\.texts) }
        for question in questions { texts += [question.text] + question.answers.map(\.text) + [question.explanation] }
        return texts
    }

    static func lix(_ texts: [String]) -> Int {
        var (words, long, sentences) = (0, 0, 0)
        for text in texts {
            // A heading or a point of a list is a sentence, whether or not a full stop ends it.
            var isOpen = false
            for word in text.split(whereSeparator: \.isWhitespace) {
                let letters = word.count { $0.isLetter }
                guard letters > 0 || word.contains(where: \.isNumber) else { continue }
                words += 1
                if letters > 6 { long += 1 }
                isOpen = true
                guard let end = word.last(where: { !")'\"»«”’*".contains($0) }), ".:?!".contains(end) else { continue }
                sentences += 1
                isOpen = false
            }
            if isOpen { sentences += 1 }
        }
        guard words > 0 else { return 0 }
        return Int((Double(words) / Double(max(1, sentences)) + 100 * Double(long) / Double(words)).rounded())
    }
}

extension LearningModule.Block {
    /// Its text without marks: one, or one for each point.
    public var texts: [String] {
        switch self {
        case .paragraph(let runs), .example(let runs), .remember(let runs): [runs.map(\.text).joined()]
        case .list(let points): points.map { $0.map(\.text).joined() }
        }
    }
}
