// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// E-learning: what the person is to complete, the certificates there are, and how far the organisation is (policy §9).
struct CoursesPage {
    static let title = Phrase(da: "E-læring", en: "E-learning")

    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    static func content(in context: Context) throws(Refusal) -> Content {
        Content(context.say(title), menu: .courses, CoursesPage(context: context).body)
    }

    private var body: HTML {
        let mine = sight.trainings(of: sight.person)
        let open = mine.filter { [.open, .overdue].contains($0.standing(on: sight.day)) }
        let late = open.count { $0.due < sight.day }
        let many = Plural(one: Phrase(da: "kursus", en: "course"), many: Phrase(da: "kurser", en: "courses"))
        let sentence =
            open.isEmpty
            ? context.say(da: "Du har intet at gennemføre nu.", en: "You have nothing to complete now.")
            : late > 0
                ? context.say(
                    da:
                        "Du har \(language.count(open.count, many)) at gennemføre, \(language.number(late)) over frist.",
                    en: "You have \(language.count(open.count, many)) to complete, \(language.number(late)) overdue.")
                : context.say(
                    da: "Du har \(language.count(open.count, many)) at gennemføre.",
                    en: "You have \(language.count(open.count, many)) to complete.")
        var acts: [HTML] = []
        if sight.mayEver(.openCourse) {
            acts.append(
                Button(context.say(CommandKind.openCourse.label), icon: .plus).link(Route.command(.openCourse).link))
        }
        let files = FilterForm(action: Route.courses.link, filters: [], files: context.files(of: .courses, []))
        return Head(title: context.say(CoursesPage.title), sentence: "\(sentence)", acts: acts).html(language)
            + own(mine) + certificates + files.html(language) + all
    }

    // MARK: One's own

    private func own(_ mine: [Duty]) -> HTML {
        let heading = context.say(da: "Dine kurser", en: "Your courses")
        return Panel(id: "dine", heading: heading).html(
            context.ownCourses(
                mine, heading: heading,
                hint: context.say(
                    da: "Når et kursus åbnes for dig, står det her med sin frist.",
                    en: "When a course is opened for you it stands here with its deadline.")
            ) { _, turn in "\(context.why(turn))" })
    }

    private var certificates: HTML {
        let held = sight.certificates(of: sight.person)
        return held.isEmpty ? HTML() : context.certificatePanel(held)
    }

    // MARK: All

    private var all: HTML {
        let rows = sight.courses.compactMap { course -> WorkTable.Row? in
            guard let opening = course.opening, let (_, _, document) = try? sight.course(course.id) else { return nil }
            let sums = sight.learnersInAll(of: course.id)
            let rate = context.yearRate(course.id)
            return WorkTable.Row([
                .title(context.title(document), Route.course(course.id).link, why: "\(language(opening.scope.label))"),
                .init(sums.concerned, language), .init(sums.valid, language), .init(sums.late, language),
                .init(text: language.percent(rate.onTime, of: rate.due) ?? "–"),
            ])
        }
        let heading = context.say(da: "Alle kurser", en: "All courses")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Kursus", en: "Course"), .title),
                .init(context.say(da: "Skal gennemføre", en: "To complete it"), .number, isNamedWhenFolded: true),
                .init(
                    context.say(da: "Har gyldigt bevis", en: "Hold a valid certificate"), .number,
                    isNamedWhenFolded: true),
                .init(context.say(da: "Over frist", en: "Overdue"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Til tiden det seneste år", en: "On time in the last year"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Ingen kurser er åbne.", en: "No courses are open."),
                """
                <p>\(context.say(
                    da: "Et kursus er et e-læringsmodul, der er i kraft. Importér det som dokument, sæt det i kraft, og åbn det.",
                    en: "A course is an e-learning module that is in force. Import it as a document, put it in force, and open it."))</p>
                """))
        return Panel(id: "alle", heading: heading, isWide: true).html(table.html)
    }
}

extension Context {
    /// What fell due in the year up to the day shown, over all units.
    func yearRate(_ course: ID<Course>) -> Learners.Rate {
        sight.learningRates(of: course, from: sight.day.adding(years: -1), through: sight.day - 1).values
            .reduce(Learners.Rate()) { $0 + $1 }
    }

    /// The courses that are asked of the reader, as a table.
    ///
    /// - Parameters:
    ///   - hint: what stands where there are none.
    ///   - why: what stands below the title of a course.
    func ownCourses(
        _ duties: [Duty], heading: String, hint: String, why: (ID<Course>, CourseTurn) -> HTML
    ) -> HTML {
        let rows = duties.compactMap { duty -> WorkTable.Row? in
            let id = duty.subject.id.seen(as: Course.self)
            guard let (_, _, document) = try? sight.course(id), let turn = sight.turn(of: sight.person, id) else {
                return nil
            }
            return WorkTable.Row([
                .title(title(document), Route.course(id).link, why: why(id, turn)),
                turn.done == nil && turn.due != nil
                    ? .init(due: duty.due, today: sight.day, language) : .none(say(da: "ingen", en: "none")),
                .init(tag(turn).html),
            ])
        }
        return WorkTable(
            caption: heading,
            columns: [
                .init(say(da: "Kursus", en: "Course"), .title),
                .init(say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(say(da: "Der er ingen kurser til dig.", en: "There are no courses for you."), "<p>\(hint)</p>")
        ).html
    }

    /// Why a course is asked of somebody now.
    func why(_ turn: CourseTurn) -> String {
        if turn.done != nil { return say(da: "Gennemført", en: "Completed") }
        let day = language.shortDay(turn.begins)
        return switch turn.cause {
        case .arrival: say(da: "Første arbejdsdag \(day)", en: "First working day \(day)")
        case .beginning: say(da: "Kurset blev åbnet \(day)", en: "The course was opened \(day)")
        case .yearly: say(da: "Sidst gennemført \(day)", en: "Last completed \(day)")
        case .renewal:
            say(da: "Modulet er nyt; sidst gennemført \(day)", en: "The module is new; last completed \(day)")
        }
    }

    func tag(_ turn: CourseTurn) -> Tag {
        switch turn.standing(on: sight.day) {
        case .valid: Tag(say(da: "Gyldigt bevis", en: "Valid certificate"), .ok)
        case .waiting: Tag(say(da: "Mangler", en: "To complete"), .info)
        case .late: Tag(say(da: "Over frist", en: "Overdue"), .bad)
        case .deferred: Tag(say(da: "Udskudt", en: "Deferred"), .warn)
        }
    }

    func certificatePanel(_ held: [(course: ID<Course>, certificate: Course.Certificate)]) -> HTML {
        let heading = say(da: "Kursusbeviser", en: "Certificates")
        let rows = held.compactMap { course, certificate -> WorkTable.Row? in
            guard let (_, _, document) = try? sight.course(course),
                let (_, _, until) = try? sight.certificate(certificate.certificate, of: course)
            else { return nil }
            let tag =
                certificate.isRevoked
                ? Tag(say(da: "Tilbagekaldt", en: "Revoked"), .bad)
                : until.map { $0 < sight.day } ?? false
                    ? Tag(say(da: "Udløbet", en: "Expired")) : Tag(say(da: "Gyldigt", en: "Valid"), .ok)
            return WorkTable.Row([
                .title(
                    self.title(document), Route.certificate(course, certificate.certificate).link,
                    why: "\(certificate.label)"),
                .init(language.shortTime(certificate.day)), .init(text: until.map { language.shortDay($0) } ?? "–"),
                .init(tag.html),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(say(da: "Kursus", en: "Course"), .title),
                .init(say(da: "Gennemført", en: "Completed"), isNamedWhenFolded: true),
                .init(say(da: "Gyldigt til", en: "Valid until"), isNamedWhenFolded: true),
                .init(say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)])
        return Panel(id: "beviser", heading: heading, isWide: true).html(table.html)
    }
}
