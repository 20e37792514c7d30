// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The competences that tasks demand: those of the one who looks, and how far everybody is (policy §9, ISO/IEC 27001 7.2).
struct CompetencesPage {
    static let title = Phrase(da: "Kompetencer", en: "Competences")
    /// Instead of numbers from which somebody could work out how single persons stand.
    static let tooFew = Phrase(da: "For få til at vise", en: "Too few to show")

    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    static func content(in context: Context) throws(Refusal) -> Content {
        Content(context.say(title), menu: .competences, CompetencesPage(context: context).body)
    }

    private var body: HTML {
        var acts: [HTML] = []
        if sight.mayEver(.setCompetence) {
            acts.append(
                Button(context.say(CommandKind.setCompetence.label), kind: .primary, icon: .plus).link(
                    Route.command(.setCompetence).link))
        }
        if sight.mayEver(.recordCredential), !sight.competences.isEmpty {
            acts.append(
                Button(context.say(CommandKind.recordCredential.label)).link(
                    Link(Route.command(.recordCredential), query: [("person", "\(sight.person)")])))
        }
        let files = FilterForm(action: Route.competences.link, filters: [], files: context.files(of: .competences, []))
        return Head(title: context.say(Self.title), sentence: "\(sentence)", acts: acts).html(language)
            + context.ownCompetences(heading: context.say(da: "Det kræver dine opgaver", en: "What your tasks demand"))
            + credentials + units + files.html(language) + all + talks
    }

    private var sentence: String {
        let lacking = sight.competenceDuties().filter { [.open, .overdue].contains($0.standing(on: sight.day)) }
        guard !lacking.isEmpty else {
            return context.say(
                da: "Du har de kompetencer, dine opgaver kræver.",
                en: "You have the competences that your tasks demand.")
        }
        let many = Plural(
            one: Phrase(da: "kompetence", en: "competence"), many: Phrase(da: "kompetencer", en: "competences"))
        let count = language.count(lacking.count, many)
        return context.say(
            da: "Du skal opnå eller forny \(count).", en: "You have \(count) to get or renew.")
    }

    private var credentials: HTML {
        let held = sight.credentials(of: sight.person)
        return held.isEmpty ? HTML() : context.credentialPanel(held)
    }

    // MARK: Those whom the reader heads

    private var units: HTML {
        let lacking = sight.lackingInMyUnits()
        guard !lacking.isEmpty else { return HTML() }
        let heading = context.say(
            da: "I dine enheder (\(language.number(lacking.count)))",
            en: "In your units (\(language.number(lacking.count)))")
        let rows = lacking.prefix(CompetencePage.most).map { known, one in
            let title = sight.label(.competence(known.id), language) ?? ""
            return WorkTable.Row([
                .title(
                    context.name(one.person), Route.person(one.person).link,
                    why: "\(title)"),
                one.state.turn?.due.map { .init(due: $0, today: sight.day, language) }
                    ?? .none(context.say(da: "ingen", en: "none")),
                .init(context.tag(one.state.standing).html),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Navn", en: "Name"), .title),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, Array(rows))])
        let why = context.say(
            da: "De mangler en kompetence, eller deres bevis udløber snart. Du ser navnene, fordi du er deres leder.",
            en: "They lack a competence, or their credential runs out soon. As their head you see the names.")
        return Panel(id: "enheder", heading: heading, isWide: true).html("<p class=\"pad\">\(why)</p>\(table.html)")
    }

    // MARK: All

    private var all: HTML {
        let rows = sight.competences.map { known -> WorkTable.Row in
            let shown = sight.standings(of: known).all
            let wording = known.wording(on: sight.day)
            let way = context.way(wording)
            return WorkTable.Row([
                .title(
                    sight.label(.competence(known.id), language) ?? wording?.label ?? "",
                    Route.competence(known.id).link, why: "\(way)"),
                .init(shown.concerned, language),
                shown.sums.map { .init($0.held, language) } ?? .none(context.say(Self.tooFew)),
                shown.sums.map { .init($0.late, language) } ?? .none(context.say(Self.tooFew)),
                .init(
                    text: shown.sums.map { language.percent($0.held, of: $0.concerned) ?? "–" }
                        ?? context.say(Self.tooFew)),
            ])
        }
        let heading = context.say(da: "Alle kompetencer", en: "All competences")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Kompetence", en: "Competence"), .title),
                .init(context.say(da: "Skal have den", en: "To have it"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Har den", en: "Have it"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Mangler", en: "Lack it"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Andel, der har den", en: "Share that has it"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Ingen kompetencer er oprettet.", en: "No competences are set."),
                """
                <p>\(context.say(
                    da: "En kompetence er det, nogle opgaver kræver ud over e-læringen for alle. Opret den, og kræv den af de roller, organer eller enheder, der har brug for den.",
                    en: "A competence is what some tasks demand beside the e-learning of everybody. Set it, and demand it of the roles, bodies or units that need it."))</p>
                """))
        return Panel(id: "alle", heading: heading, isWide: true).html(table.html)
    }

    private var talks: HTML {
        let kinds = sight.talkKinds
        let words =
            kinds.isEmpty
            ? context.say(
                da: "Der følges ikke op på medarbejdersamtaler endnu.", en: "Employee talks are not followed up yet.")
            : context.say(
                da: "Behovet for uddannelse findes i den årlige medarbejdersamtale.",
                en: "The need of training is found in the yearly employee talk.")
        return Panel(id: "samtaler", heading: context.say(TalksPage.title), isWide: true).padded(
            "<p>\(words) <a\(href: Route.talks)>\(context.say(da: "Se medarbejdersamtalerne", en: "See the employee talks"))</a></p>"
        )
    }
}

extension Context {
    /// The competences that are demanded of the reader, as a panel with a table.
    func ownCompetences(heading: String) -> HTML {
        let rows = sight.competences.compactMap { known -> (Day, WorkTable.Row)? in
            guard let state = sight.state(of: sight.person, known) else { return nil }
            let due = state.standing == .held ? nil : state.turn?.due
            return (
                due ?? .distantFuture,
                WorkTable.Row([
                    .title(
                        sight.label(.competence(known.id), language) ?? "", Route.competence(known.id).link,
                        why: "\(why(state))"),
                    due.map { .init(due: $0, today: sight.day, language) } ?? .none(say(da: "ingen", en: "none")),
                    .init(tag(state.standing).html),
                ])
            )
        }.sorted { $0.0 < $1.0 }.map(\.1)
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(say(da: "Kompetence", en: "Competence"), .title),
                .init(say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                say(
                    da: "Dine opgaver kræver ingen særlige kompetencer.",
                    en: "Your tasks demand no particular competence."),
                """
                <p>\(say(
                    da: "Får du en rolle, der kræver en, står den her med sin frist.",
                    en: "If you get a role that demands one it stands here with its deadline."))</p>
                """))
        return Panel(id: "kompetencer", heading: heading, isWide: true).html(table.html)
    }

    /// Why somebody stands as they do.
    func why(_ state: Competence.State) -> String {
        if let until = state.until {
            return say(da: "Gælder til \(language.shortDay(until))", en: "Holds until \(language.shortDay(until))")
        }
        guard let turn = state.turn else { return say(da: "Udløber ikke", en: "Does not run out") }
        let (day, end) = (language.shortDay(turn.begins), language.shortDay(turn.planned))
        return switch turn.cause {
        case .arrival: say(da: "Fik opgaven \(day)", en: "Got the task \(day)")
        case .beginning: say(da: "Kræves fra \(day)", en: "Demanded from \(day)")
        case .yearly: say(da: "Udløb \(end)", en: "Ran out \(end)")
        case .renewal: say(da: "Tilbagekaldt \(day)", en: "Revoked \(day)")
        }
    }

    func tag(_ standing: Competence.Standing) -> Tag {
        let label = say(standing.label)
        return switch standing {
        case .held: Tag(label, .ok)
        case .expiring, .deferred: Tag(label, .warn)
        case .waiting: Tag(label, .info)
        case .late: Tag(label, .bad)
        }
    }

    /// How a competence is shown.
    func way(_ wording: Competence.Wording?) -> String {
        guard let wording else { return "" }
        let shown =
            wording.course.flatMap { sight.label(.course($0), language) }.map {
                say(da: "Vises med kurset »\($0)«", en: "Shown by the course “\($0)”")
            } ?? say(da: "Vises med et bevis udefra", en: "Shown by a credential from outside")
        guard let months = wording.months else { return shown }
        let period = sight.words(months: months, language)
        return shown + say(da: ", holder i \(period)", en: ", holds for \(period)")
    }

    /// What shows somebody's competences.
    func credentialPanel(_ held: [(competence: Competence, credited: Competence.Credited)]) -> HTML {
        let heading = say(da: "Kompetencebeviser", en: "Credentials")
        let rows = held.map { known, one -> WorkTable.Row in
            let number = one.number.map { ", \(text($0))" } ?? ""
            return WorkTable.Row(
                [
                    .title(
                        sight.label(.competence(known.id), language) ?? "", Route.competence(known.id).link,
                        why: "\(text(one.issuer))\(number)"),
                    .init(language.shortTime(one.day)),
                    .init(text: until(one, known).map { language.shortDay($0) } ?? "–"), .init(tag(one, known).html),
                ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(say(da: "Kompetence", en: "Competence"), .title),
                .init(say(da: "Opnået", en: "Got"), isNamedWhenFolded: true),
                .init(say(da: "Gælder til", en: "Holds until"), isNamedWhenFolded: true),
                .init(say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)])
        return Panel(id: "kompetencebeviser", heading: heading, isWide: true).html(table.html)
    }

    /// The last day on which a credential counts, as it says itself and as the competence says.
    func until(_ one: Competence.Credited, _ known: Competence) -> Day? {
        let months = known.wording(on: one.day)?.last(from: one.day)
        return [one.until, months].compactMap { $0 }.min()
    }

    func tag(_ one: Competence.Credited, _ known: Competence) -> Tag {
        if let gone = one.revokedOn, gone <= sight.day { return Tag(say(da: "Tilbagekaldt", en: "Revoked"), .bad) }
        if !one.isConfirmed { return Tag(say(da: "Venter på bekræftelse", en: "Waits for confirmation"), .info) }
        return until(one, known).map { $0 < sight.day } ?? false
            ? Tag(say(da: "Udløbet", en: "Run out")) : Tag(say(da: "Gyldigt", en: "Valid"), .ok)
    }
}
