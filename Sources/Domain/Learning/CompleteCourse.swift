// SPDX-License-Identifier: MPL-2.0

/// Says that one has gone through a course and answered its questions. Only for oneself; what was answered is weighed here
/// and not kept, only how many answers were right.
public struct CompleteCourse: CourseDeed {
    public let course: ID<Course>
    let answers: [String: Set<Int>]
    /// The version in force as a module, in any language: the office finds it.
    public var module: LearningModule?

    public static let fields = [
        Field.course,
        Field(
            "answers", .line(most: 2000), da: "Svar", en: "Answers",
            hint: Phrase(
                da: "Spørgsmålets id og svarenes numre fra 0, fx q1=2 q2=0 q7=0,2.",
                en: "The question's id and the numbers of the answers from 0, such as q1=2 q2=0 q7=0,2.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        course = try arguments.id("course")
        guard let answers = CompleteCourse.answers(try arguments.line("answers", most: 2000)) else {
            throw .invalid(
                "answers", da: "Skriv svarene som q1=2 q2=0 q7=0,2.", en: "Write the answers as q1=2 q2=0 q7=0,2.")
        }
        self.answers = answers
    }

    /// Reads `q1=2 q7=0,2`; nil for anything else, and where a question is answered twice.
    public static func answers(_ text: String) -> [String: Set<Int>]? {
        var found: [String: Set<Int>] = [:]
        for part in text.split(separator: " ") {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
            guard pair.count == 2, !pair[0].isEmpty, found[String(pair[0])] == nil else { return nil }
            var places: Set<Int> = []
            for place in pair[1].split(separator: ",", omittingEmptySubsequences: false) {
                guard let number = Int(place), (0..<20).contains(number) else { return nil }
                places.insert(number)
            }
            found[String(pair[0])] = places
        }
        return found
    }

    /// As `answers(_:)` reads it.
    public static func written(_ answers: [String: Set<Int>]) -> String {
        answers.sorted { $0.key < $1.key }.map { question, places in
            "\(question)=" + places.sorted().map(String.init).joined(separator: ",")
        }.joined(separator: " ")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, opening) = try desk.register.standingCourse(course, on: desk.today)
        guard let person = desk.by else {
            throw .outOfTurn(
                da: "Kun den, der har gennemført kurset, kan sige det. Log ind som dig selv.",
                en: "Only who has completed the course can say so. Sign in as yourself.")
        }
        guard known.opened.map({ $0.day <= desk.today }) == true,
            let version = desk.register.documents[opening.document]?.versionInForce(on: desk.today), let module
        else {
            throw .outOfTurn(
                da: "Kurset kan ikke tages i dag: ingen læsbar version af modulet er i kraft.",
                en: "The course cannot be taken today: no readable version of the module is in force.")
        }
        let grade = module.grade(answers)
        guard grade.isPassed else {
            throw .invalid(
                "answers",
                da: """
                    \(grade.right) af \(grade.of) svar er rigtige, og der skal \(module.needed) til. Læs de sider, som \
                    spørgsmålene handler om, og prøv igen.
                    """,
                en: """
                    \(grade.right) of \(grade.of) answers are right, and \(module.needed) are needed. Read the pages that \
                    the questions are about and try again.
                    """)
        }
        try desk.complete(
            course, person, version: version.id, right: grade.right, of: grade.of, evidence: nil, on: desk.today)
    }
}
