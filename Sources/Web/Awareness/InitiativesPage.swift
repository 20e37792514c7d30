// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What is done to make people aware (policy §9), and for those who follow it the counts: how many exercises report, how many
/// suspicious mails are reported month by month. No number is of a person.
enum InitiativesPage {
    static let title = Phrase(da: "Indsatser", en: "Initiatives")
    static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let page = Initiatives(context)
        var acts: [HTML] = []
        if context.sight.mayEver(.planInitiative) {
            acts.append(
                Button(context.say(CommandKind.planInitiative.label), kind: .primary, icon: .plus).link(
                    Route.command(.planInitiative).link))
        }
        let files = FilterForm(
            action: Route.initiatives.link, filters: [], files: context.files(of: .initiatives, []))
        return Content(
            context.say(title), menu: .initiatives,
            Head(title: context.say(title), sentence: page.sentence, acts: acts).html(context.language)
                + files.html(context.language) + page.figures + page.list + page.exercises + page.reports)
    }

    static func tag(_ known: Initiative, _ context: Context) -> Tag {
        let standing = known.standing(on: context.sight.day)
        let word = context.say(standing.label)
        switch standing {
        case .planned: return Tag(word)
        case .running: return Tag(word, .info)
        case .ended:
            return known.isMeasured(on: context.sight.day)
                ? Tag(word, .ok) : Tag(context.say(da: "Mangler måling", en: "Not measured"), .warn)
        case .dropped: return Tag(word)
        }
    }
}

private struct Initiatives {
    let context: Context
    private let all: [Initiative]
    private let months: [SuspicionMonth]?

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) {
        self.context = context
        all = context.sight.initiatives
        months = context.sight.suspicionMonths()
    }

    /// Those of the year of the day shown that were not dropped.
    private var ofYear: [Initiative] {
        all.filter { known in
            guard let begun = known.begunOn, begun <= sight.day else { return false }
            return begun.year == sight.day.year && known.standing(on: sight.day) != .dropped
        }
    }

    private var held: [(initiative: Initiative, made: Initiative.Made<Exercise>)] {
        all.flatMap { known in known.exercises.filter { $0.day <= sight.day }.map { (known, $0) } }
            .sorted { ($0.made.day, $0.made.position) < ($1.made.day, $1.made.position) }
    }

    var sentence: HTML? {
        guard !all.isEmpty else { return nil }
        let count = ofYear.count
        return
            "\(context.say(da: "\(count) begyndt i \(sight.day.year).", en: "\(count) begun in \(sight.day.year)."))"
    }

    // MARK: Figures

    var figures: HTML {
        guard let months else { return HTML() }
        let year = ofYear
        let ended = all.filter { known in
            known.standing(on: sight.day) == .ended && known.endedOn?.year == sight.day.year
        }
        let measured = ended.filter { $0.isMeasured(on: sight.day) }.count
        var found: [KeyFigures.Figure] = [
            .init(
                context.say(
                    da: "Indsatser begyndt i \(sight.day.year)", en: "Initiatives begun in \(sight.day.year)"),
                year.count),
            .init(
                context.say(da: "Afsluttede i år med målt effekt", en: "Ended this year with a measured effect"),
                measured, of: ended.count, target: 100),
        ]
        if let last = held.last {
            let counts = last.made.what.counts
            found.append(
                .init(
                    context.say(da: "Anmeldte i seneste øvelse", en: "Reported in the latest exercise"),
                    counts.reported, of: counts.sent,
                    gap: (
                        context.say(da: "Se øvelsen", en: "See the exercise"), Route.initiative(last.initiative.id).link
                    )))
        }
        found.append(
            .init(
                context.say(da: "Anmeldte mails, 12 måneder", en: "Mails reported, 12 months"),
                months.reduce(0) { $0 + $1.reported }))
        return KeyFigures(figures: found).html(language)
    }

    // MARK: The list

    var list: HTML {
        let (shown, pager) = context.paged(all, size: InitiativesPage.size, of: .initiatives)
        let rows = shown.compactMap { known -> WorkTable.Row? in
            guard let plan = known.plan(on: sight.day) else { return nil }
            let why = "\(language(plan.kind.label)), \(sight.words(plan.audience, language))"
            return WorkTable.Row([
                .title(
                    sight.label(.initiative(known.id)) ?? plan.label, Route.initiative(known.id).link, why: "\(why)"),
                .init(context.person(plan.responsible)), .init(language.shortTime(plan.from)),
                known.effect(on: sight.day).map { .init(text: context.signed($0)) }
                    ?? .none(context.say(da: "ikke målt", en: "not measured")),
                .init(InitiativesPage.tag(known, context).html),
            ])
        }
        let table = WorkTable(
            caption: context.say(InitiativesPage.title),
            columns: [
                .init(context.say(da: "Indsats", en: "Initiative"), .title),
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .who, room: .notOnPhone),
                .init(context.say(da: "Begynder", en: "Begins"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Forskel", en: "Difference"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, Array(rows))],
            empty: Empty(
                context.say(da: "Der er ingen indsatser endnu.", en: "There are no initiatives yet."),
                """
                <p>\(context.say(
                    da: "En indsats gør folk opmærksomme: en kampagne, en phishingøvelse, et oplæg. Den har en ansvarlig, og "
                        + "dens virkning måles.",
                    en: "An initiative makes people aware: a campaign, a phishing exercise, a talk. Somebody is responsible "
                        + "for it, and its effect is measured."))</p>
                """))
        return Panel(
            id: "indsatser", heading: context.say(InitiativesPage.title), isHeadingHidden: true, isWide: true
        ).html(table.html + pager)
    }

    // MARK: Exercises over time

    var exercises: HTML {
        let held = held
        guard !held.isEmpty else { return HTML() }
        let heading = context.say(da: "Phishingøvelser", en: "Phishing exercises")
        let rows = held.reversed().map { known, made in
            let counts = made.what.counts
            return WorkTable.Row([
                .title(
                    sight.label(.initiative(known.id)) ?? "", Route.initiative(known.id).link,
                    why: language.shortTime(made.day)),
                .init(counts.sent, language), ExerciseTables.share(counts.clicked, counts.sent, context),
                ExerciseTables.share(counts.reported, counts.sent, context),
                made.what.firstReport.map { .init(text: context.minutes($0)) }
                    ?? .none(context.say(da: "ukendt", en: "unknown")),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Øvelse", en: "Exercise"), .title),
                .init(context.say(da: "Fik mailen", en: "Got the mail"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Klikkede", en: "Clicked"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Anmeldte", en: "Reported"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Første anmeldelse", en: "First report"), .number, isNamedWhenFolded: true),
            ], groups: [.init(nil, Array(rows))])
        let shares = held.map { one in
            let counts = one.made.what.counts
            return (one.made.day, counts.reported * 100 / counts.sent)
        }
        return Panel(id: "oevelser", heading: heading, isWide: true).html(
            line(shares, heading) + table.html)
    }

    /// The share that reported in each exercise, as a line; the table below says the same.
    private func line(_ shares: [(day: Day, share: Int)], _ heading: String) -> HTML {
        guard shares.count > 1, let first = shares.first, let last = shares.last, last.day > first.day else {
            return HTML()
        }
        func x(_ day: Day) -> Int { 10 + (day - first.day) * 580 / max(last.day - first.day, 1) }
        func y(_ share: Int) -> Int { 92 - share * 84 / 100 }
        let points = shares.map { "\(x($0.day)),\(y($0.share))" }.joined(separator: " ")
        let label = context.say(
            da: "\(heading): fra \(first.share) til \(last.share) procent anmeldte.",
            en: "\(heading): from \(first.share) to \(last.share) per cent reported.")
        return """
            <div class="pad"><svg class="trend" viewBox="0 0 600 100" role="img" aria-label="\(label)">\
            <polyline points="\(points)"/>\(each: shares, {
                "<circle cx=\"\(x($0.day))\" cy=\"\(y($0.share))\" r=\"4\"/>"
            })</svg></div>
            """
    }

    // MARK: Reported mails by month

    var reports: HTML {
        guard let months else { return HTML() }
        let heading = context.say(da: "Anmeldte mails måned for måned", en: "Mails reported by month")
        guard months.contains(where: { $0.reported > 0 }) else {
            return Panel(id: "anmeldt", heading: heading, isWide: true).html(
                Empty(
                    context.say(
                        da: "Ingen har anmeldt en mail de sidste 12 måneder.",
                        en: "Nobody has reported a mail in the last 12 months.")
                ).html)
        }
        let none = context.say(da: "ingen", en: "none")
        let rows = months.reversed().filter { $0.reported > 0 }.map { month in
            WorkTable.Row([
                .title(
                    "\(language.capitalised(language.month(month.month.month))) \(month.month.year)", nil,
                    why: month.perThousand.map { thousand in
                        "\(context.say(da: "\(thousand) for hver 1.000 ansatte", en: "\(thousand) for each 1,000 people"))"
                    }),
                .init(month.reported, language), .init(month.phishing, language), .init(month.exercise, language),
                .init(month.harmless, language), .init(month.waiting, language),
                month.median.map { .init(text: context.minutes($0)) } ?? .none(none),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Måned", en: "Month"), .title),
                .init(context.say(da: "Anmeldt", en: "Reported"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Phishing", en: "Phishing"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Øvelser", en: "Exercises"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Ufarlige", en: "Harmless"), .number, room: .notOnPhone),
                .init(context.say(da: "Venter", en: "Waiting"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Tid til anmeldelse", en: "Time to report"), .number, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)])
        let note = context.say(
            da:
                "Tal for hele organisationen. Hvem der har anmeldt, ser kun informationssikkerhedsteamet. Tiden er den midterste.",
            en:
                "Counts of all the organisation. Who reported, the information security team alone sees. The time is the median."
        )
        return Panel(id: "anmeldt", heading: heading, isWide: true).html(
            bars(months, heading) + table.html + "<p class=\"pad muted small\">\(note)</p>")
    }

    /// Twelve bars; the table below says the same.
    private func bars(_ months: [SuspicionMonth], _ heading: String) -> HTML {
        let top = max(months.map(\.reported).max() ?? 0, 1)
        let step = 600 / max(months.count, 1)
        let label = context.say(
            da: "\(heading): flest i en måned er \(top).", en: "\(heading): the most in a month is \(top).")
        return """
            <div class="pad"><svg class="trend" viewBox="0 0 600 100" role="img" aria-label="\(label)">\
            \(each: months.enumerated(), { index, month in
                let height = month.reported * 84 / top
                return "<rect x=\"\(index * step + 6)\" y=\"\(92 - height)\" width=\"\(step - 12)\" height=\"\(height)\"/>"
            })<path class="axis" d="M0 92.5H600"/></svg></div>
            """
    }
}

extension Context {
    /// A person by name, with the way to the page.
    func person(_ id: ID<Person>) -> HTML { "<a\(href: Route.person(id))>\(name(id))</a>" }

    /// `+12`, `−3`, `0`.
    func signed(_ number: Int) -> String { (number > 0 ? "+" : "") + language.number(number) }

    /// `7 min.`, `2 t 5 min.`, `3 d 4 t`.
    func minutes(_ count: Int) -> String {
        let (days, hours, rest) = (count / 1440, count % 1440 / 60, count % 60)
        if days > 0 { return say(da: "\(days) d \(hours) t", en: "\(days) d \(hours) h") }
        if hours > 0 { return say(da: "\(hours) t \(rest) min.", en: "\(hours) h \(rest) min.") }
        return "\(rest) min."
    }
}
