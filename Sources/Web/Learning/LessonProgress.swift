// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// How far a person has come in a course, and what was answered: kept beside the ledger until the course is finished, so
/// that it goes on where it was left. It belongs to the person, goes with an erasure, and is in no figure.
struct LessonProgress: Hashable, Sendable {
    /// The version it is about: another one begins anew.
    var version: ID<Document.Version>
    /// The farthest page that was opened.
    var page = 0
    var answers: [String: Set<Int>] = [:]

    init(_ version: ID<Document.Version>) { self.version = version }

    init?(_ bytes: [UInt8]) {
        guard let row = try? JSONReader.read(bytes),
            let version = row["version"]?.text.flatMap({ ID<Document.Version>($0) }), let page = row["page"]?.int,
            let answers = CompleteCourse.answers(row["answers"]?.text ?? "")
        else { return nil }
        self.version = version
        self.page = page
        self.answers = answers
    }

    var json: JSON {
        .members([
            ("version", .string(version.description)), ("page", .number(page)),
            ("answers", .string(CompleteCourse.written(answers))),
        ])
    }

    static func key(_ course: ID<Course>, _ place: Account.Place) -> String {
        "\(place.organisation)/\(place.person)/\(course)"
    }

    /// Two years: longer than a course lies.
    static let keptFor: Int64 = 2 * 365 * 86_400_000
}

extension Site {
    /// One page of a course. That it was opened is noted beside the ledger.
    func lesson(_ id: ID<Course>, _ number: Int, _ visit: inout Visit) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        let held = try await progress(id, place)
        let version = visit.room.flatMap { room in
            room.house.state.register.courses[id]?.opening.flatMap { room.house.state.register.documents[$0.document] }?
                .versionInForce(on: installation.clock.today)?.id
        }
        var now = held.flatMap { $0.version == version ? $0 : nil } ?? version.map { LessonProgress($0) }
        let farthest = max(now?.page ?? 0, number)
        now?.page = farthest
        let shown = now
        let answer = try await page(&visit) { context in
            try LessonPage.content(id, number, shown, in: context)
        }
        if answer.status == 200, let now, now != held, visit.session?.view == .today {
            try await keep(now, id, place)
        }
        return answer
    }

    private func progress(_ id: ID<Course>, _ place: Account.Place) async throws -> LessonProgress? {
        try await installation.aside.get(.lesson, LessonProgress.key(id, place)).flatMap { LessonProgress($0) }
    }

    private func keep(_ progress: LessonProgress, _ id: ID<Course>, _ place: Account.Place) async throws {
        try await installation.aside.put(
            progress.json, .lesson, LessonProgress.key(id, place), owner: Ref(place.person),
            expires: installation.clock.now.milliseconds + LessonProgress.keptFor)
    }

    /// Takes the answer to a question, or begins anew.
    func answerLesson(
        _ id: ID<Course>, _ number: Int, _ arguments: Arguments, _ visit: inout Visit
    ) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        let context = try await visit.context(Arguments())
        let (course, _, _) = try context.sight.course(id)
        guard let module = context.sight.module(of: course, visit.language),
            let version = context.sight.version(of: course)
        else { throw Refusal.unknown }
        var now =
            try await progress(id, place).flatMap { $0.version == version.id ? $0 : nil } ?? LessonProgress(version.id)
        if arguments.texts["again"] != nil {
            now.answers = [:]
            try await keep(now, id, place)
            return .see(Route.lesson(id, module.pages.count + 1).path)
        }
        let index = number - module.pages.count - 1
        guard module.questions.indices.contains(index) else { throw Refusal.unknown }
        let question = module.questions[index]
        let chosen = Set(
            (arguments.texts["answer"] ?? []).compactMap(Int.init).filter(question.answers.indices.contains))
        // An answer stands: another one is another attempt.
        if now.answers[question.id] == nil, !chosen.isEmpty {
            now.answers[question.id] = chosen
            try await keep(now, id, place)
        }
        return .see(Route.lesson(id, number).path + (chosen.isEmpty ? "?mangler=1" : "#svar"))
    }
}
