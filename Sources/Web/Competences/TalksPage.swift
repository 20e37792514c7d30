// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The yearly talks in which the need of training is found (policy §9): those that the reader holds, the reader's own, and
/// numbers without names. That one was held and what it showed a need of is all there is; what was said is nowhere.
struct TalksPage {
    static let title = Phrase(da: "Medarbejdersamtaler", en: "Employee talks")
    /// No more names than this on one page.
    static let most = 200

    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    static func content(in context: Context) throws(Refusal) -> Content {
        Content(context.say(title), menu: .competences, TalksPage(context: context).body)
    }

    private var body: HTML {
        var acts: [HTML] = []
        if sight.may(.setTalks) {
            let query = sight.talkKinds.map { ("kinds", Optional($0.rawValue)) }
            acts.append(
                Button(context.say(CommandKind.setTalks.label)).link(
                    Link(
                        Route.command(.setTalks), query: query + [("from", language.fieldDay(sight.today))])))
        }
        return Head(
            crumbs: [
                .init(context.say(CompetencesPage.title), Route.competences.link), .init(context.say(Self.title)),
            ], title: context.say(Self.title), sentence: "\(sentence)", acts: acts
        ).html(language) + held + own + numbers
    }

    private var sentence: String {
        let kinds = sight.talkKinds
        guard !kinds.isEmpty else {
            return context.say(
                da: "Der følges ikke op på medarbejdersamtaler.", en: "Employee talks are not followed up.")
        }
        let names = language.list(kinds.map { language($0.label).lowercased() })
        return context.say(
            da: "Mindst én gang om året med: \(names). Kun behovet registreres, aldrig det, der blev sagt.",
            en: "At least once a year with: \(names). Only the need is recorded, never what was said.")
    }

    // MARK: Those that the reader holds

    private var held: HTML {
        let all = sight.myTalks()
        guard !all.isEmpty else { return HTML() }
        let heading = context.say(
            da: "Dem, du holder samtale med (\(language.number(all.count)))",
            en: "Those you hold talks with (\(language.number(all.count)))")
        let rows = all.prefix(Self.most).map { one -> WorkTable.Row in
            let last = sight.lastTalk(with: one.person)
            // What another head's talk showed a need of stays between those two.
            let seen = sight.talks(with: one.person).first { $0.day == last }
            let when = last.map { context.say(da: "Sidst", en: "Last") + " " + language.shortDay($0) }
            let label = context.say(da: "Registrér", en: "Record")
            let act: HTML =
                sight.isPast || !sight.mayEver(.recordTalk)
                ? HTML()
                : """
                <a\(href: Link(Route.command(.recordTalk), query: [("person", "\(one.person)"), ("day", language.fieldDay(sight.today))]))>\
                \(label)<span class="vh"> \(context.name(one.person))</span></a>
                """
            return WorkTable.Row([
                .title(
                    context.name(one.person), Route.person(one.person).link,
                    why: "\(seen.map { context.words($0) } ?? when ?? context.say(da: "Ingen endnu", en: "None yet"))"),
                one.turn.due.map { .init(due: $0, today: sight.day, language) }
                    ?? .none(context.say(da: "ingen", en: "none")),
                .init(context.tag(talk: one.turn).html), .init(act),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Navn", en: "Name"), .title),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status")),
                .init(context.say(da: "Gør", en: "Act"), .end),
            ], groups: [.init(nil, Array(rows))])
        return Panel(id: "holder", heading: heading, isWide: true).html(table.html)
    }

    // MARK: One's own

    private var own: HTML {
        let talks = sight.talks(with: sight.person)
        let heading = context.say(da: "Dine samtaler", en: "Your talks")
        guard !talks.isEmpty else {
            return Panel(id: "dine", heading: heading, isWide: true).padded(
                """
                <p class="muted">\(context.say(
                    da: "Ingen samtale med dig er registreret. Det gør den, der holder den, og kun I to ser det.",
                    en: "No talk with you is recorded. Whoever holds it does so, and only the two of you see it."))</p>
                """)
        }
        return Panel(id: "dine", heading: heading, isWide: true).html(
            Rows(
                rows: talks.map { talk in
                    Rows.Row(
                        label: language.day(talk.day), link: Route.entry(talk.position).link,
                        text: "\(context.needs(talk))")
                }
            ).html)
    }

    // MARK: Numbers

    private var numbers: HTML {
        let others = context.say(da: "Øvrige", en: "Others")
        let all = sight.talkSums()
        let units = all.compactMap { one in one.unit.map { (name: context.name($0), sums: one) } }
        let sums =
            units.sorted { $0.name < $1.name }
            + all.filter { $0.unit == nil }.map { (name: others, sums: $0) }
        guard !sums.isEmpty else { return HTML() }
        let heading = context.say(da: "Enheder", en: "Units")
        let table = WorkTable(
            caption: context.say(da: "Samtaler efter enhed", en: "Talks by unit"),
            columns: [
                .init(context.say(da: "Enhed", en: "Unit"), .title),
                .init(context.say(da: "Skal have samtale", en: "To have a talk"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Over frist", en: "Overdue"), .number, isNamedWhenFolded: true),
            ],
            groups: [
                .init(
                    nil,
                    sums.map { one in
                        WorkTable.Row([
                            .title(one.name, one.sums.unit.map { Route.unit($0).link }),
                            .init(one.sums.asked, language),
                            .init(one.sums.late, language),
                        ])
                    })
            ])
        return Panel(id: "enheder", heading: heading, isWide: true).html(table.html)
    }
}

extension Context {
    func tag(talk turn: CourseTurn) -> Tag {
        switch turn.standing(on: sight.day) {
        case .valid: Tag(say(da: "Holdt, eller endnu tid", en: "Held, or still time"), .ok)
        case .waiting: Tag(say(da: "Skal holdes", en: "To be held"), .info)
        case .late: Tag(say(da: "Over frist", en: "Overdue"), .bad)
        case .deferred: Tag(say(da: "Udskudt", en: "Deferred"), .warn)
        }
    }

    /// When a talk was held, and what it showed a need of.
    func words(_ talk: Person.Talk) -> String {
        let day = language.shortDay(talk.day)
        return say(da: "Sidst \(day): ", en: "Last \(day): ") + needs(talk).lowercasedFirst
    }

    func needs(_ talk: Person.Talk) -> String {
        guard !talk.needs.isEmpty else { return say(da: "Intet behov", en: "No need") }
        let names = talk.needs.map {
            sight.label(.competence($0), language)
                ?? say(da: "en kompetence, du ikke må se", en: "a competence that you may not see")
        }
        return say(da: "Behov for \(language.list(names))", en: "Need of \(language.list(names))")
    }
}
