// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// One course: how far the person who looks is, how far everybody is by unit, and how it is asked. Names are shown to the
/// head of the unit alone.
struct CoursePage {
    /// No more names than this on one page.
    static let most = 200

    let course: Course
    let opening: Course.Opening
    let document: Document
    /// How far the one who looks has come.
    let progress: LessonProgress?
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var own: [(String, String?)] { [("course", course.id.description)] }

    static func content(
        _ id: ID<Course>, _ held: LessonProgress?, in context: Context
    ) throws(Refusal) -> Content {
        let (course, opening, document) = try context.sight.course(id)
        let progress = LessonProgress(id, context.sight).map { LessonProgress.standing(held, $0) }
        let page = CoursePage(
            course: course, opening: opening, document: document, progress: progress, context: context)
        return Content(context.title(document), menu: .courses, page.body)
    }

    private var body: HTML {
        Head(
            crumbs: [.init(context.say(CoursesPage.title), Route.courses.link), .init(course.label)],
            title: context.title(document), state: state, acts: acts
        ).html(language) + mine + figures
            + Columns.main(units + names, side: facts)
            + (sight.seesEveryCertificate ? context.historyPanel([.course(course.id)]) : HTML())
    }

    private var isOpen: Bool { course.holds(on: sight.day) }

    private var state: [HTML] {
        let tag =
            isOpen ? Tag(context.say(da: "Åbent", en: "Open"), .ok) : Tag(context.say(da: "Ikke åbent", en: "Not open"))
        return [tag.html, "\(language(opening.scope.label))", "\(sight.words(plan.audience, language))"]
    }

    private var plan: CoursePlan { course.plan(on: sight.day) ?? opening.plan }

    private var acts: [HTML] {
        guard !sight.isPast, isOpen else { return [] }
        var acts: [HTML] = []
        for kind in [
            CommandKind.planCourse, .renewCourse, .recordCompletion, .recordCompletions, .closeCourse,
        ]
        where sight.may(kind, about: .course(course.id)) {
            var query = own
            if kind == .planCourse { query += values }
            acts.append(Button(context.say(kind.label)).link(Link(Route.command(kind), query: query)))
        }
        return acts
    }

    /// The plan as the form is filled in with it.
    private var values: [(String, String?)] {
        [
            ("reach", plan.audience.isEverybody ? "everybody" : "chosen"), ("days", "\(plan.days)"),
            ("rhythm", plan.years == nil ? "once" : "yearly"), ("working_day", plan.movesToWorkingDay ? "1" : nil),
            ("from", language.fieldDay(sight.today)),
        ] + plan.audience.units.map { ("units", "\($0)") } + plan.audience.roles.map { ("roles", $0.rawValue) }
            + plan.audience.kinds.map { ("kinds", $0.rawValue) }
    }

    // MARK: The one who looks

    private var mine: HTML {
        guard isOpen, let turn = sight.turn(of: sight.person, course.id) else { return HTML() }
        let module = sight.module(of: course, language)
        var lines: [HTML] = ["<b>\(context.why(turn)).</b>"]
        if turn.isDeferred {
            lines.append("\(context.say(da: "Orlov har udskudt fristen.", en: "Leave has put the deadline off."))")
        }
        if let due = turn.due {
            lines.append(
                turn.standing(on: sight.day) == .valid
                    ? "\(context.say(da: "Næste gang senest", en: "Next time by")) \(language.time(due))."
                    : "\(context.say(da: "Frist", en: "Due")) \(language.time(due)).")
        }
        if let module {
            lines.append(
                "\(context.say(da: "Det tager omkring \(module.minutes) minutter.", en: "It takes some \(module.minutes) minutes."))"
            )
        }
        let package = module == nil ? sight.package(of: course, language) : nil
        if package != nil {
            lines.append("\(context.say(da: "Det er lavet et andet sted.", en: "It was made elsewhere."))")
        }
        let reached = package == nil ? progress?.page ?? 1 : progress?.package?.passed == nil ? 1 : 2
        let hasBegun = reached > 1 || progress?.package != nil
        let start: HTML =
            module == nil && package == nil || sight.isPast
            ? HTML()
            : Button(
                hasBegun
                    ? context.say(da: "Fortsæt, hvor du slap", en: "Go on where you left")
                    : context.say(da: "Gå til kurset", en: "Go to the course"), kind: .primary, size: .big
            ).link(Route.lesson(course.id, reached).link)
        let held = sight.certificates(of: sight.person).filter { $0.course == course.id }
        return Panel(id: "dig", heading: context.say(da: "Dig", en: "You"), aside: context.tag(turn).html).padded(
            "<p>\(each: lines, between: " ", { $0 })</p><div class=\"btnrow\">\(start)</div>")
            + (held.isEmpty ? HTML() : context.certificatePanel(held))
    }

    // MARK: Everybody

    private var figures: HTML {
        let sums = sight.learnersInAll(of: course.id)
        let rate = context.yearRate(course.id)
        return KeyFigures(figures: [
            .init(context.say(da: "Har gyldigt bevis", en: "Hold a valid certificate"), sums.valid, of: sums.concerned),
            .init(
                context.say(da: "Til tiden det seneste år", en: "On time in the last year"), rate.onTime, of: rate.due,
                target: 100),
            .init(context.say(da: "Over frist", en: "Overdue"), sums.late),
            .init(context.say(da: "Udskudt af orlov", en: "Deferred by leave"), sums.deferred),
        ]).html(language)
    }

    private var units: HTML {
        let rates = sight.learningRates(
            of: course.id, from: sight.day.adding(years: -1), through: sight.day - 1)
        let shown = sight.learners(of: course.id).filter { sight.seesLearning(of: $0.key) }
            .map { (id: $0.key, name: context.name($0.key), sums: $0.value) }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        guard !shown.isEmpty else { return HTML() }
        let rows = shown.map { unit in
            WorkTable.Row([
                .title(unit.name, Route.unit(unit.id).link),
                .init(
                    """
                    \(language.number(unit.sums.valid)) <span class="of">\(context.say(da: "af", en: "of")) \
                    \(language.number(unit.sums.concerned))</span>
                    """), .init(unit.sums.late, language),
                .init(text: rates[unit.id].flatMap { language.percent($0.onTime, of: $0.due) } ?? "–"),
            ])
        }
        let table = WorkTable(
            caption: context.say(da: "Kurset efter enhed", en: "The course by unit"),
            columns: [
                .init(context.say(da: "Enhed", en: "Unit"), .title),
                .init(context.say(da: "Har gyldigt bevis", en: "Valid"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Over frist", en: "Overdue"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Til tiden", en: "On time"), .end),
            ], groups: [.init(nil, rows)])
        return Panel(id: "enheder", heading: context.say(da: "Enheder", en: "Units")).html(table.html)
    }

    private var names: HTML {
        let waiting = isOpen ? sight.unfinished(course.id) : []
        guard !waiting.isEmpty else { return HTML() }
        let table = WorkTable(
            caption: context.say(
                da: "De i dine enheder, der mangler kurset", en: "Those of your units who have yet to complete it"),
            columns: [
                .init(context.say(da: "Navn", en: "Name"), .title),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [
                .init(
                    nil,
                    waiting.prefix(CoursePage.most).map { one in
                        .init([
                            .title(
                                context.name(one.person), Route.person(one.person).link,
                                why: "\(context.name(one.unit))"),
                            one.turn.due.map { .init(due: $0, today: sight.day, language) }
                                ?? .none(context.say(da: "ingen", en: "none")),
                            .init(context.tag(one.turn).html),
                        ])
                    })
            ])
        let heading = context.say(
            da: "I dine enheder (\(language.number(waiting.count)))",
            en: "In your units (\(language.number(waiting.count)))")
        let why = context.say(
            da: "Kun du som leder ser navnene. Hjælp dem, der mangler tid.",
            en: "Only you as head see the names. Help those who lack time.")
        return Panel(id: "mangler", heading: heading, isWide: true).html("<p class=\"pad\">\(why)</p>\(table.html)")
    }

    // MARK: Facts

    private var facts: HTML {
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Modul", en: "Module"),
                "<a\(href: Route.document(document.id))>\(context.title(document))</a>"),
            .init(context.say(da: "Område", en: "Area"), text: language(opening.scope.label)),
            .init(context.say(da: "For", en: "For"), text: sight.words(plan.audience, language)),
            .init(context.say(da: "Frist", en: "Deadline"), text: sight.rhythm(plan, language)),
        ]
        if let opened = course.opened {
            rows.append(.init(context.say(da: "Åbnet", en: "Opened"), language.shortTime(opened.day)))
        }
        if let closed = course.closedOn {
            rows.append(.init(context.say(da: "Lukket", en: "Closed"), language.shortTime(closed)))
        }
        for renewal in course.renewals where renewal.from <= sight.day {
            rows.append(
                .init(
                    context.say(
                        da: "Fornyet \(language.shortDay(renewal.from))",
                        en: "Renewed \(language.shortDay(renewal.from))"),
                    text: context.say(
                        da: "gennemføres igen senest \(language.day(renewal.due))",
                        en: "to be completed again by \(language.day(renewal.due))")))
        }
        return Panel(id: "om", heading: context.say(da: "Om kurset", en: "About the course")).padded(
            SummaryList(rows: rows).html(language))
    }
}
