// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The meetings of direktion and bestyrelse: those to come first, then those whose minutes are missing, then what is past.
enum MeetingsPage {
    static let title = Phrase(da: "Møder", en: "Meetings")
    /// So many of those that are past are on a page.
    static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        Content(
            context.say(title), menu: .meetings,
            context.kept(.meetings(page: context.pageNumber)) { body(context) })
    }

    private static func body(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        var grouped: [Group: [Meeting]] = [:]
        for known in sight.meetings { grouped[Group(known.standing(on: sight.day)), default: []].append(known) }
        let past = context.paged((grouped[.past] ?? []).reversed(), size: size, of: .meetings)
        let isFirst = context.pageNumber == 1
        let groups = Group.allCases.map { group in
            let shown: [Meeting] =
                switch group {
                case .past: Array(past.shown)
                case .coming: isFirst ? grouped[group] ?? [] : []
                case .minutes: isFirst ? (grouped[group] ?? []).reversed() : []
                }
            return WorkTable.Group(context.say(group.label), shown.map { row($0, context) })
        }
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Møde", en: "Meeting"), .title),
                .init(context.say(da: "Dag", en: "Day"), .due),
                .init(context.say(da: "Form", en: "Form"), .plain, room: .medium),
                .init(context.say(da: "Punkter", en: "Items"), .number, room: .notOnPhone),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: groups,
            empty: Empty(
                context.say(da: "Der er ikke indkaldt til noget møde.", en: "No meeting has been called."),
                """
                <p>\(context.say(
                    da: "Sekretæren eller et medlem indkalder organet, når noget venter på det.",
                    en: "The secretary or a member calls the body when something waits for it."))</p>
                """))
        let acts = Body.Kind.allCases.filter { sight.may(.callMeeting, Concern(body: $0)) }.map { body in
            Button(calling(body, context), icon: .plus).link(callLink(body))
        }
        let sentence: HTML = """
            \(context.say(
                da: "Direktionens og bestyrelsens møder, med dagsorden og referat.",
                en: "The meetings of direktion and bestyrelse, with agenda and minutes."))
            """
        let head = Head(title: context.say(title), sentence: sentence, acts: acts).html(language)
        let files = FilterForm(action: Route.meetings.link, filters: [], files: context.files(of: .meetings, []))
        return head + files.html(language)
            + Panel(id: "moeder", heading: context.say(title), isHeadingHidden: true, isWide: true)
            .html(table.html + past.pager)
    }

    static func callLink(_ body: Body.Kind) -> Link {
        Link(Route.command(.callMeeting), query: [("body", body.rawValue), ("method", "meeting")])
    }

    static func calling(_ body: Body.Kind, _ context: Context) -> String {
        switch body {
        case .direktion: context.say(da: "Indkald direktionen", en: "Call the direktion")
        case .bestyrelse: context.say(da: "Indkald bestyrelsen", en: "Call the bestyrelse")
        }
    }

    private enum Group: CaseIterable {
        case coming, minutes, past

        init(_ standing: Meeting.Standing) {
            switch standing {
            case .called, .underWay: self = .coming
            case .minutesMissing, .submitted: self = .minutes
            case .approved, .cancelled: self = .past
            }
        }

        var label: Phrase {
            switch self {
            case .coming: Phrase(da: "Kommende", en: "To come")
            case .minutes: Phrase(da: "Mangler godkendt referat", en: "Without approved minutes")
            case .past: Phrase(da: "Tidligere", en: "Past")
            }
        }
    }

    private static func row(_ known: Meeting, _ context: Context) -> WorkTable.Row {
        let (sight, language) = (context.sight, context.language)
        guard let calling = known.calling, let days = known.days(on: sight.day) else { return .init([]) }
        let standing = known.standing(on: sight.day)
        return .init(
            [
                .title(calling.label, Route.meeting(known.id).link, why: "\(context.say(calling.body.label))"),
                .init(
                    due: standing == .underWay ? days.last : days.day, today: sight.day, language,
                    showsDistance: standing == .called || standing == .underWay
                ).neverLate,
                .init(text: context.say(calling.method.label)),
                .init(known.agenda(on: sight.day).count, language), .init(standing.tag(language).html),
            ], isGone: standing == .cancelled)
    }
}

extension WorkTable.Cell {
    /// A day that is no deadline.
    fileprivate var neverLate: WorkTable.Cell {
        var cell = self
        cell.isLate = false
        return cell
    }
}

extension Meeting.Standing {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .called: Tag(language(label), .info)
        case .underWay: Tag(language(label), .info)
        case .minutesMissing, .submitted: Tag(language(label), .warn)
        case .approved: Tag(language(label), .ok)
        case .cancelled: Tag(language(label))
        }
    }
}

extension Meeting.Stance {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .agree: Tag(language(label), .ok)
        case .disagree: Tag(language(label), .warn)
        case .meeting: Tag(language(label), .warn)
        }
    }
}

extension Meeting.Calling {
    /// »Direktionens møde DIR 2026-05«.
    var title: Phrase {
        let body: Phrase =
            switch self.body {
            case .direktion: Phrase(da: "Direktionens", en: "direktion")
            case .bestyrelse: Phrase(da: "Bestyrelsens", en: "bestyrelse")
            }
        return switch method {
        case .meeting: Phrase(da: "\(body.da) møde \(label)", en: "Meeting \(label) of the \(body.en)")
        case .written:
            Phrase(da: "\(body.da) skriftlige behandling \(label)", en: "Written procedure \(label) of the \(body.en)")
        }
    }
}
