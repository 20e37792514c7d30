// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Direktion and bestyrelse: who sits in them from when to when, who chairs, and what they decided (policy §6).
enum BodiesPage {
    static let title = Phrase(da: "Direktion og bestyrelse", en: "Direktion and bestyrelse")
    private static let decisionsMost = 20

    static func content(in context: Context) async throws -> Content {
        let history = context.historyPanel(Body.Kind.allCases.map { .body($0) })
        return Content(context.say(title), menu: .bodies, context.kept(.bodies) { body(context) } + history)
    }

    private static func body(_ context: Context) -> HTML {
        var acts: [HTML] = []
        if context.sight.mayEver(.seatMember) {
            acts.append(
                Button(context.say(CommandKind.seatMember.label), kind: .primary, icon: .plus)
                    .link(Route.command(.seatMember).link))
        }
        var body = Head(title: context.say(title), sentence: sentence(context), acts: acts).html(context.language)
        for kind in Body.Kind.allCases {
            body += members(kind, context) + meetings(kind, context)
            body += decisions(kind, context.sight.decisions(of: kind, most: decisionsMost), context)
        }
        return body
    }

    private static func sentence(_ context: Context) -> HTML {
        let empty = Body.Kind.allCases.filter { context.sight.members(of: $0).isEmpty }
        guard !empty.isEmpty else {
            return
                """
                \(context.say(
                    da: "Det øverste ansvar ligger her (politikkens afsnit 6).",
                    en: "The top responsibility lies here (section 6 of the policy)."))
                """
        }
        let names = context.language.list(empty.map { context.say($0.label).lowercased() })
        let text = context.say(da: "Der er ingen medlemmer i \(names).", en: "There are no members in \(names).")
        let link = Link(Route.tasks, query: [("vis", "alle"), ("regel", TaskFilter.roles.rawValue)])
        return "<a\(href: link)>\(text)</a>"
    }

    /// The next meeting, and how many meetings and decisions there were this year (policy §4).
    private static func meetings(_ kind: Body.Kind, _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let year = sight.day.year
        let held = sight.meetings.filter { known in
            guard known.calling?.body == kind, let days = known.days(on: sight.day) else { return false }
            return days.day.year == year && days.day <= sight.day && known.standing(on: sight.day) != .cancelled
        }.count
        let made = sight.decisions(of: kind, most: .max).filter { !$0.annulled && $0.day.year == year }.count
        var rows: [SummaryList.Row] = []
        if let next = NextMeeting(of: kind, context) {
            rows.append(
                .init(
                    next.label, "<a\(href: Route.meeting(next.id))>\(next.name)</a>, \(language.shortTime(next.day))"))
        }
        rows.append(.init(context.say(da: "Møder i \(year)", en: "Meetings in \(year)"), "\(language.number(held))"))
        rows.append(
            .init(context.say(da: "Beslutninger i \(year)", en: "Decisions in \(year)"), "\(language.number(made))"))
        let label = context.say(kind.label)
        let heading = context.say(da: "Møder: \(label)", en: "Meetings: \(label)")
        let all = context.say(da: "Alle møder", en: "All meetings")
        return Panel(
            id: "\(kind.rawValue)-moeder", heading: heading, aside: "<a\(href: Route.meetings)>\(all)</a>"
        ).padded(SummaryList(rows: rows, isWide: true).html(language))
    }

    private static func members(_ kind: Body.Kind, _ context: Context) -> HTML {
        let (sight, label) = (context.sight, context.say(kind.label))
        let seats = sight.body(kind).seats.sorted { ($0.from, $0.position) < ($1.from, $1.position) }
        func row(_ seat: Body.Seat) -> WorkTable.Row {
            let chair = seat.chair ? "\(context.say(da: "Formand", en: "Chair"))" as HTML : nil
            return .init(
                [.title(context.name(seat.person), Route.person(seat.person).link, why: chair)]
                    + context.period(seat.from, seat.last) + [state(seat, kind, context)])
        }
        let now = seats.filter { $0.last.map { sight.day <= $0 } ?? true }
        let former = seats.filter { $0.last.map { $0 < sight.day } ?? false }
        let table = WorkTable(
            caption: context.say(da: "Medlemmer: \(label)", en: "Members: \(label)"),
            columns: [
                .init(context.say(da: "Medlem", en: "Member"), .title),
                .init(context.say(da: "Fra og med", en: "From"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Til og med", en: "Until"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [
                .init(former.isEmpty ? nil : context.say(da: "Medlemmer", en: "Members"), now.map(row)),
                .init(context.say(da: "Tidligere", en: "Former"), former.map(row)),
            ],
            empty: Empty(
                context.say(da: "Ingen medlemmer er registreret.", en: "No members are recorded."),
                "<p>\(context.say(da: "En administrator indsætter dem.", en: "An administrator seats them."))</p>"))
        return Panel(id: kind.rawValue, heading: label, isWide: true).html(table.html)
    }

    /// How a seat stands on the day shown, with the way to end it.
    static func state(_ seat: Body.Seat, _ kind: Body.Kind, _ context: Context) -> WorkTable.Cell {
        let day = context.sight.day
        if let last = seat.last, last < day { return .init(Tag(context.say(da: "Afsluttet", en: "Ended")).html) }
        if seat.from > day { return .init(Tag(context.say(da: "Begynder senere", en: "Begins later"), .info).html) }
        let tag = Tag(context.say(da: "Gælder", en: "In effect"), .ok).html
        guard seat.last == nil, context.sight.may(.unseatMember, about: .body(kind)) else { return .init(tag) }
        let link = Link(Route.command(.unseatMember), query: [("body", kind.rawValue), ("seat", seat.id.description)])
        return .init("\(tag) \(PersonTables.ending(link, context.say(CommandKind.unseatMember.label), context))")
    }

    private static func decisions(_ kind: Body.Kind, _ made: [Decision], _ context: Context) -> HTML {
        guard !made.isEmpty else { return HTML() }
        let label = context.say(kind.label)
        let heading = context.say(da: "Beslutninger: \(label)", en: "Decisions: \(label)")
        let table = WorkTable(
            caption: heading, columns: DecisionsPage.columns(context, isNamed: false),
            groups: [.init(nil, made.map { DecisionsPage.row($0, isNamed: false, context) })])
        let all = context.say(da: "Alle beslutninger", en: "All decisions")
        let link = Link(Route.decisions, query: [("organ", kind.rawValue)])
        return Panel(
            id: "\(kind.rawValue)-beslutninger", heading: heading, aside: "<a\(href: link)>\(all)</a>"
        ).html(table.html)
    }
}
