// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// One competence: what it takes, who demands it, and how many have it. Names are shown to the head of the unit, to those who
/// follow it up, and to oneself.
struct CompetencePage {
    /// No more names than this on one page.
    static let most = 200

    let known: Competence
    let wording: Competence.Wording
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .competence(known.id) }
    private var own: [(String, String?)] { [("competence", known.id.description)] }
    private var today: (String, String?) { ("from", language.fieldDay(sight.today)) }

    static func content(_ id: ID<Competence>, in context: Context) throws(Refusal) -> Content {
        let (known, wording) = try context.sight.competence(id)
        return Content(
            context.text(wording.title), menu: .competences,
            CompetencePage(known: known, wording: wording, context: context).body)
    }

    private var body: HTML {
        let standings = sight.standings(of: known)
        let head = Head(
            crumbs: [.init(context.say(CompetencesPage.title), Route.competences.link), .init(wording.label)],
            title: context.text(wording.title), state: state, acts: acts
        ).html(language)
        var note = HTML()
        if let reason = known.withdrawal.value(on: sight.day) {
            note = Note(.info).html(context.say(da: "Trukket tilbage", en: "Withdrawn"), "\(context.text(reason))")
        }
        return head + note + figures(standings.all)
            + Columns.main(demands + parts(standings.parts) + unconfirmed + names, side: facts)
            + context.historyPanel([subject])
    }

    private var holds: Bool { known.withdrawnOn.map { sight.day < $0 } ?? true }

    private var state: [HTML] {
        var state: [HTML] = []
        if let mine = sight.state(of: sight.person, known) { state.append(context.tag(mine.standing).html) }
        return state + ["\(context.way(wording))"]
    }

    private var acts: [HTML] {
        guard !sight.isPast, holds else { return [] }
        var acts: [HTML] = []
        if sight.mayEver(.recordCredential) {
            acts.append(
                Button(context.say(CommandKind.recordCredential.label), kind: .primary).link(
                    Link(Route.command(.recordCredential), query: own + [("person", "\(sight.person)")])))
        }
        if sight.may(.demandCompetence, about: subject) {
            acts.append(
                Button(context.say(CommandKind.demandCompetence.label)).link(
                    Link(Route.command(.demandCompetence), query: own + [today])))
        }
        if sight.may(.setCompetence, about: subject) {
            acts.append(
                Button(context.say(da: "Ret", en: "Change")).link(
                    Link(
                        Route.command(.setCompetence),
                        query: CompetenceFields(sight: sight, day: language.fieldDay(sight.today)).fields(
                            wording, known.id))))
        }
        if sight.may(.withdrawCompetence, about: subject) {
            acts.append(
                Button(context.say(da: "Træk tilbage", en: "Withdraw")).link(
                    Link(Route.command(.withdrawCompetence), query: own)))
        }
        return acts
    }

    private func figures(_ shown: Competence.Shown) -> HTML {
        guard let sums = shown.sums else {
            return Note(.info).html(
                context.say(CompetencesPage.tooFew),
                "\(context.say(da: "\(language.number(shown.concerned)) skal have den. Med så få kunne tallene fortælle, hvordan den enkelte står. Det ser personen selv, lederen og informationssikkerhedsteamet.", en: "\(language.number(shown.concerned)) are to have it. With so few the numbers could tell how one person stands. That is seen by the person, the head and the security team."))"
            )
        }
        return KeyFigures(figures: [
            .init(context.say(da: "Har den", en: "Have it"), sums.held, of: sums.concerned, target: 100),
            .init(context.say(da: "Mangler den", en: "Lack it"), sums.late),
            .init(context.say(da: "Har stadig tid", en: "Still have time"), sums.waiting),
            .init(context.say(da: "Udløber snart", en: "Run out soon"), sums.expiring),
        ]).html(language)
    }

    // MARK: Who demands it

    private var demands: HTML {
        let heading = context.say(da: "Hvem kræver den", en: "Who demands it")
        let rows = known.demands.filter { $0.from <= sight.day || !sight.isPast }.map { one -> WorkTable.Row in
            let ended = one.endedOn.flatMap { $0 <= sight.day ? $0 : nil }
            let source: HTML =
                one.document.flatMap { id in
                    (try? sight.document(id)).map {
                        "\(context.text(one.basis)), <a\(href: Route.document(id))>\(context.title($0))</a>"
                    }
                } ?? "\(context.text(one.basis))"
            let end: HTML =
                ended.map { day in
                    let day = language.shortDay(day)
                    return Tag(context.say(da: "Ophævet \(day)", en: "Ended \(day)")).html
                }
                ?? (!sight.isPast && holds && one.endedOn == nil && sight.may(.endCompetenceDemand, about: subject)
                    ? """
                    <a\(href: Link(Route.command(.endCompetenceDemand), query: own + [("demand", "\(one.id)"), today]))>\
                    \(context.say(da: "Ophæv", en: "End"))<span class="vh"> \
                    \(context.say(da: "kravet om", en: "the demand of")) \(sight.words(one.audience, language))</span></a>
                    """ : Tag(context.say(da: "Gælder", en: "Holds"), .ok).html)
            return WorkTable.Row(
                [
                    .title(sight.words(one.audience, language), nil, why: source),
                    .init(
                        text: context.say(
                            da: one.days == 1 ? "1 dag" : "\(one.days) dage",
                            en: one.days == 1 ? "1 day" : "\(one.days) days")),
                    .init(language.shortTime(one.from)), .init(end),
                ], isGone: ended != nil)
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Opgaver", en: "Tasks"), .title),
                .init(context.say(da: "Tid til at opnå den", en: "Time to get it"), isNamedWhenFolded: true),
                .init(context.say(da: "Fra", en: "From"), isNamedWhenFolded: true),
                .init(context.say(da: "Krav", en: "Demand"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Ingen opgaver kræver den endnu.", en: "No tasks demand it yet."),
                """
                <p>\(context.say(
                    da: "Informationssikkerhedsteamet kan kræve den af roller, organer og enheder.",
                    en: "The security team can demand it of roles, bodies and units."))</p>
                """))
        return Panel(id: "krav", heading: heading).html(table.html)
    }

    private func parts(_ parts: [Competence.Standings.OfPart]) -> HTML {
        guard !parts.isEmpty else { return HTML() }
        let heading = context.say(da: "Hvem har den", en: "Who has it")
        let rows = parts.map { one -> WorkTable.Row in
            guard let sums = one.shown.sums else {
                let tooFew = context.say(CompetencesPage.tooFew)
                return WorkTable.Row([
                    name(
                        one.part,
                        why: context.say(
                            da: "\(one.shown.concerned) skal have den", en: "\(one.shown.concerned) are to have it")),
                    .none(tooFew), .none(tooFew), .init(text: tooFew),
                ])
            }
            return WorkTable.Row([
                name(one.part),
                .init(
                    """
                    \(language.number(sums.held)) <span class="of">\(context.say(da: "af", en: "of")) \
                    \(language.number(sums.concerned))</span>
                    """), .init(sums.late, language),
                .init(text: language.percent(sums.held, of: sums.concerned) ?? "–"),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Rolle eller enhed", en: "Role or unit"), .title),
                .init(context.say(da: "Har den", en: "Have it"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Mangler", en: "Lack it"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Andel", en: "Share"), .end),
            ], groups: [.init(nil, rows)])
        return Panel(id: "andel", heading: heading, isWide: true).html(table.html)
    }

    private func name(_ part: Competence.Part, why: String? = nil) -> WorkTable.Cell {
        let why = why.map { "\($0)" as HTML }
        return switch part {
        case .everybody:
            .title(context.say(da: "Alle, der er tilknyttet", en: "Everybody who is engaged"), nil, why: why)
        case .role(let role): .title(context.say(role.label), nil, why: why)
        case .unit(let unit): .title(context.name(unit), Route.unit(unit).link, why: why)
        }
    }

    // MARK: Names

    private var unconfirmed: HTML {
        let waiting = sight.isPast ? [] : sight.unconfirmed(known)
        guard !waiting.isEmpty else { return HTML() }
        let heading = context.say(da: "Venter på bekræftelse", en: "Wait for confirmation")
        let rows = waiting.prefix(Self.most).map { one -> WorkTable.Row in
            let values = [("competence", "\(known.id)"), ("credential", "\(one.id)")]
            let back = values + [("_back", Route.competence(known.id).path)]
            let reject = Link(Route.command(.revokeCredential), query: values.map { ($0.0, $0.1) } + [today])
            let evidence: HTML =
                one.evidence.flatMap { id in
                    (try? sight.evidence(id)).map { ", <a\(href: Route.evidence(id))>\($0.1.label)</a>" }
                } ?? HTML()
            return WorkTable.Row([
                .title(
                    context.name(one.person), Route.person(one.person).link,
                    why: "\(context.text(one.issuer))\(evidence)"),
                .init(language.shortTime(one.day)),
                .init(
                    """
                    <div class="btnrow">\(CommandForm.button(
                        .confirmCredential, context.say(da: "Bekræft", en: "Confirm"), in: context, values: back))\
                    \(Button(context.say(da: "Afvis", en: "Reject"), size: .small).link(reject))</div>
                    """),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Navn", en: "Name"), .title),
                .init(context.say(da: "Opnået", en: "Got"), isNamedWhenFolded: true),
                .init(context.say(da: "Gør", en: "Act"), .end),
            ], groups: [.init(nil, Array(rows))])
        return Panel(id: "bekraeft", heading: heading, isWide: true).html(table.html)
    }

    private var names: HTML {
        let lacking = sight.lacking(known)
        guard !lacking.isEmpty else { return HTML() }
        let rows = lacking.prefix(Self.most).map { one -> WorkTable.Row in
            WorkTable.Row([
                .title(
                    context.name(one.person), Route.person(one.person).link,
                    why: "\(context.name(one.unit)). \(context.why(one.state))"),
                one.state.turn?.due.map { .init(due: $0, today: sight.day, language) }
                    ?? .none(context.say(da: "ingen", en: "none")),
                .init(context.tag(one.state.standing).html),
            ])
        }
        let table = WorkTable(
            caption: context.say(
                da: "De, der mangler den, eller hvis bevis udløber",
                en: "Those who lack it, or whose credential runs out"),
            columns: [
                .init(context.say(da: "Navn", en: "Name"), .title),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, Array(rows))])
        let heading = context.say(
            da: "Følg op (\(language.number(lacking.count)))", en: "Follow up (\(language.number(lacking.count)))")
        let why = context.say(
            da: "Navnene ser kun den, det handler om, lederen og dem, der følger op.",
            en: "The names are seen by the person, the head and those who follow up, and nobody else.")
        return Panel(id: "mangler", heading: heading, isWide: true).html("<p class=\"pad\">\(why)</p>\(table.html)")
    }

    // MARK: Facts

    private var facts: HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Nummer", en: "Number"), text: wording.label),
            .init(
                context.say(da: "Holder", en: "Holds"),
                text: wording.months.map { sight.words(months: $0, language) }
                    ?? context.say(da: "Udløber ikke", en: "Does not run out")),
        ]
        if let course = wording.course, let title = sight.label(.course(course), language) {
            rows.append(
                .init(context.say(da: "Kursus", en: "Course"), "<a\(href: Route.course(course))>\(title)</a>"))
        }
        if let from = known.wordings.entries.first?.from {
            rows.append(.init(context.say(da: "Oprettet", en: "Set"), language.shortTime(from)))
        }
        return Panel(id: "om", heading: context.say(da: "Hvad den kræver", en: "What it takes")).padded(
            context.paragraphs(wording.about) + SummaryList(rows: rows).html(language))
    }
}
