// SPDX-License-Identifier: MPL-2.0

/// Says that one has gone through a course: answered its questions, or been through its package. Only for oneself. What was
/// answered is weighed here and not kept, only how many answers were right; of a package, what it reported.
public struct CompleteCourse: CourseDeed {
    public let course: ID<Course>
    let answers: [String: Set<Int>]?
    let report: PackageReport?
    /// The version in force as a module, in any language: the office finds it.
    public var module: LearningModule?
    /// The version in force as a package: the office finds it.
    public var package: PackagedModule?

    public static let fields = [
        Field.course,
        Field(
            "answers", .line(most: 2000), da: "Svar", en: "Answers",
            hint: Phrase(
                da: "Spørgsmålets id og svarenes numre fra 0, fx q1=2 q2=0 q7=0,2.",
                en: "The question's id and the numbers of the answers from 0, such as q1=2 q2=0 q7=0,2."),
            optional: true),
        Field(
            "reported", .choice(PackageReport.Status.choices), da: "Hvad pakken meldte",
            en: "What the package reported",
            hint: Phrase(
                da: "Kun for et kursus, der er en SCORM-pakke.", en: "Only for a course that is a SCORM package."),
            optional: true),
        Field(
            "score", .number(0...100), da: "Procent", en: "Per cent",
            hint: Phrase(
                da: "Kun for en pakke, der melder en score.", en: "Only for a package that reports a score."),
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        course = try arguments.id("course")
        if let text = try arguments.optionalLine("answers", most: 2000) {
            guard let answers = CompleteCourse.answers(text) else {
                throw .invalid(
                    "answers", da: "Skriv svarene som q1=2 q2=0 q7=0,2.", en: "Write the answers as q1=2 q2=0 q7=0,2.")
            }
            self.answers = answers
        } else {
            answers = nil
        }
        let isScored = try arguments.optionalText("score", most: 20) != nil
        let score = isScored ? try arguments.number("score", in: 0...100) : nil
        report = try arguments.optionalChoice("reported", PackageReport.Status.self).map {
            PackageReport(status: $0, score: score)
        }
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
            let version = desk.register.documents[opening.document]?.versionInForce(on: desk.today)
        else { throw CompleteCourse.nothingInForce }
        if let module {
            let grade = try weighed(module)
            try desk.complete(
                course, person, version: version.id, right: grade.right, of: grade.of, evidence: nil, on: desk.today)
        } else if let package {
            let report = try heard(package)
            try desk.complete(
                course, person, version: version.id, right: nil, of: nil, evidence: nil, report: report, on: desk.today)
        } else {
            throw CompleteCourse.nothingInForce
        }
    }

    private static let nothingInForce = Refusal.outOfTurn(
        da: "Kurset kan ikke tages i dag: ingen læsbar version af modulet er i kraft.",
        en: "The course cannot be taken today: no readable version of the module is in force.")

    /// How many answers are right, where it is enough.
    private func weighed(_ module: LearningModule) throws(Refusal) -> LearningModule.Grade {
        guard let answers else {
            throw .invalid(
                "answers", da: "Skriv svarene på spørgsmålene.", en: "Write the answers to the questions.")
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
        return grade
    }

    /// What the package reported, where it passes by what the version in force says.
    private func heard(_ package: PackagedModule) throws(Refusal) -> PackageReport {
        guard let report else {
            throw .invalid(
                "reported", da: "Kurset er en pakke. Sig, hvad den meldte, da den var gennemført.",
                en: "The course is a package. Say what it reported when it was completed.")
        }
        guard package.isPassed(report) else {
            let needed = package.passMark ?? 0
            guard let score = report.score else {
                throw .invalid(
                    "score", da: "Pakken bestås med \(needed) procent. Sig, hvor mange den meldte.",
                    en: "The package is passed by \(needed) per cent. Say how many it reported.")
            }
            throw .invalid(
                "score",
                da: "Pakken meldte \(score) procent, og der skal \(needed) til. Tag den igen.",
                en: "The package reported \(score) per cent, and \(needed) are needed. Take it again.")
        }
        return report
    }
}
