// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// How far a person has come in a course, and what was answered: kept beside the ledger until the course is finished, so
/// that it goes on where it was left. It belongs to the person, goes with an erasure, and is in no figure.
struct LessonProgress: Hashable, Sendable {
    /// The version it is about: another one begins anew.
    let version: ID<Document.Version>
    /// How many certificates of the course the person had: after another one it begins anew, so that nobody finishes next
    /// year by this year's answers.
    let certificates: Int
    /// The farthest page that was opened.
    var page = 1
    var answers: [String: Set<Int>] = [:]
    /// What the package said so far, where the module is one.
    var package: PackageProgress?

    private init(_ version: ID<Document.Version>, _ certificates: Int) {
        (self.version, self.certificates) = (version, certificates)
    }

    /// What a person begins with in a course now; nil: no version of the module is in force, or the course is not shown.
    init?(_ id: ID<Course>, _ sight: Sight) {
        guard let (course, _, _) = try? sight.course(id), let version = sight.version(of: course) else { return nil }
        self.init(version.id, course.certificates[sight.person]?.count ?? 0)
    }

    /// What was kept, where it is about what is begun now.
    static func standing(_ held: LessonProgress?, _ new: LessonProgress) -> LessonProgress {
        held.flatMap { $0.version == new.version && $0.certificates == new.certificates ? $0 : nil } ?? new
    }

    init?(_ bytes: [UInt8]) {
        guard let row = try? JSONReader.read(bytes),
            let version = row["version"]?.text.flatMap({ ID<Document.Version>($0) }), let page = row["page"]?.int,
            let answers = CompleteCourse.answers(row["answers"]?.text ?? "")
        else { return nil }
        self.init(version, row["certificates"]?.int ?? 0)
        self.page = max(page, 1)
        self.answers = answers
        package = row["package"].flatMap { PackageProgress($0) }
    }

    var json: JSON {
        .members([
            ("version", .string(version.description)), ("certificates", .number(certificates)), ("page", .number(page)),
            ("answers", .string(CompleteCourse.written(answers))), ("package", package?.json),
        ])
    }

    static func key(_ course: ID<Course>, _ place: Account.Place) -> String {
        "\(place.organisation)/\(place.person)/\(course)"
    }

    /// Two years: longer than a course lies.
    static let keptFor: Int64 = 2 * 365 * 86_400_000
}

extension Site {
    /// A course, with a way to where the person left it.
    func course(_ id: ID<Course>, _ visit: inout Visit) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        let held = try await progress(id, place)
        return try await page(&visit) { try CoursePage.content(id, held, in: $0) }
    }

    /// One page of a course. How far it was opened is noted beside the ledger.
    func lesson(_ id: ID<Course>, _ number: Int, _ visit: inout Visit) async throws -> Answer {
        guard let onlooker = onlooker(visit) else { return toSignIn(visit) }
        let place = onlooker.session.place
        let held = try await progress(id, place)
        var (shown, new): (LessonProgress?, LessonProgress?)
        var framed: String?
        var answer = try await page(&visit) { context in
            new = LessonProgress(id, context.sight)
            shown = new.map { LessonProgress.standing(held, $0) }
            guard let package = try context.package(id) else {
                return try LessonPage.content(id, number, shown, in: context)
            }
            let made = try self.packagePage(id, number, package, shown, onlooker, in: context)
            framed = made.origin
            return made.content
        }
        if let framed { answer.headers.append(("content-security-policy", Headers.policy(framing: framed))) }
        if answer.status == 200, let new, visit.session?.view == .today {
            try await keep(id, place, new) { $0.page = max($0.page, number) }
        }
        return answer
    }

    func progress(_ id: ID<Course>, _ place: Account.Place) async throws -> LessonProgress? {
        try await installation.aside.get(.lesson, LessonProgress.key(id, place)).flatMap { LessonProgress($0) }
    }

    /// Changes what is kept, as it stands then: a page that is fetched and a result that is sent come at once.
    ///
    /// - Parameter new: what is begun with, where nothing is kept about it.
    @discardableResult
    func keep(
        _ id: ID<Course>, _ place: Account.Place, _ new: LessonProgress,
        _ change: @escaping @Sendable (inout LessonProgress) -> Void
    ) async throws -> LessonProgress {
        let (shelf, key) = (Aside.Shelf.lesson.rawValue, LessonProgress.key(id, place))
        let expires = installation.clock.now.milliseconds + LessonProgress.keptFor
        return try await installation.aside.transact { store in
            let held = try store.get(shelf: shelf, key: key).flatMap { LessonProgress($0) }
            var now = LessonProgress.standing(held, new)
            change(&now)
            if now != held {
                try store.put(now.json.bytes, shelf: shelf, key: key, owner: Ref(place.person), expires: expires)
            }
            return now
        }
    }

    /// Takes the answer to a question, or begins anew.
    func answerLesson(
        _ id: ID<Course>, _ number: Int, _ arguments: Arguments, _ visit: inout Visit
    ) async throws -> Answer {
        guard let session = visit.session else { return toSignIn(visit) }
        // What is begun on a past day is another version, with other certificates: it must not take the place of today's.
        guard session.view == .today else { return await show(.past, visit) }
        let place = session.place
        let context = try await visit.context(Arguments())
        let (course, _, _) = try context.sight.course(id)
        guard let new = LessonProgress(id, context.sight) else { throw Refusal.unknown }
        if let package = try context.package(id) {
            return try await keepPackage(id, package, arguments, new, in: context, visit)
        }
        guard let module = context.sight.module(of: course, visit.language) else { throw Refusal.unknown }
        if arguments.texts["again"] != nil {
            let first = module.pages.count + 1
            try await keep(id, place, new) { ($0.answers, $0.page) = ([:], first) }
            return .see(Route.lesson(id, module.pages.count + 1).path)
        }
        let index = number - module.pages.count - 1
        guard module.questions.indices.contains(index) else { throw Refusal.unknown }
        let question = module.questions[index]
        let chosen = Set(
            (arguments.texts["answer"] ?? []).compactMap(Int.init).filter(question.answers.indices.contains))
        // An answer stands: another one is another attempt.
        if !chosen.isEmpty {
            try await keep(id, place, new) { now in
                if now.answers[question.id] == nil { now.answers[question.id] = chosen }
            }
        }
        return .see(Route.lesson(id, number).path + (chosen.isEmpty ? "?mangler=1" : "#svar"))
    }
}

extension Installation {
    /// What was answered goes once the course is completed, whoever recorded it. What fails is done at the next start.
    ///
    /// - Parameter positions: of the facts that a command recorded.
    func forgetLessons(_ positions: Range<Int>, in house: House) async {
        for position in positions {
            guard let entry = try? house.entry(at: position),
                case .course(let course, .completed(let done)) = entry.fact
            else { continue }
            let place = Account.Place(organisation: house.id, person: done.person)
            do { try await aside.remove(.lesson, LessonProgress.key(course, place)) } catch {
                note("answers of a course are removed at the next start: \(error)")
            }
        }
    }

    /// The same for those that were left when the server was stopped: the person has a certificate more than when it began.
    func forgetFinishedLessons() async throws {
        for (key, row) in try aside.all(.lesson) {
            let parts = key.split(separator: "/").map(String.init)
            guard parts.count == 3, let organisation = ID<Organisation>(parts[0]), let person = ID<Person>(parts[1]),
                let course = ID<Course>(parts[2]), let house = room(organisation)?.house
            else { continue }
            let held = house.state.register.courses[course]?.certificates[person]?.count ?? 0
            if held > (row["certificates"]?.int ?? 0) { try await aside.remove(.lesson, key) }
        }
    }
}

extension Context {
    /// The package that a course is, in the reader's language if there is one; nil: its module is one of ours.
    func package(_ id: ID<Course>) throws(Refusal) -> PlayedPackage? {
        let (course, _, _) = try sight.course(id)
        return sight.module(of: course, language) == nil ? sight.package(of: course, language) : nil
    }
}
