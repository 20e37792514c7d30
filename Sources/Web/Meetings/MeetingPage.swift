// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One meeting, on a phone first: the agenda with what is to be decided, who was there, and the way to its minutes.
enum MeetingPage {
    static func content(_ id: ID<Meeting>, in context: Context) throws(Refusal) -> Content {
        let known = try context.sight.meeting(id)
        guard let calling = known.calling, let days = known.days(on: context.sight.day) else { throw .unknown }
        let page = MeetingView(known: known, calling: calling, days: days, context: context)
        let title = context.say(calling.title)
        let body = context.kept(.meeting(id)) {
            Head(
                crumbs: [.init(context.say(MeetingsPage.title), Route.meetings.link), .init(calling.label)],
                title: title, state: page.state, acts: page.acts
            ).html(context.language) + page.notes + Columns.matter(page.agenda, side: page.rail, isNarrow: true)
        }
        return Content(title, menu: .meetings, body + context.historyPanel([.meeting(id)], most: 10))
    }
}

private struct MeetingView {
    let known: Meeting
    let calling: Meeting.Calling
    let days: Meeting.Days
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var standing: Meeting.Standing { known.standing(on: sight.day) }
    private var items: [MeetingItem] { MeetingItem.all(known, context) }
    private var subject: Subject { .meeting(known.id) }
    /// Whether nobody can approve the minutes as they were submitted.
    private var isSentBack: Bool { sight.isOutdated(known) || sight.approvers(of: known).isEmpty }
    private var attendance: Meeting.Attendance? { known.attendance.value(on: sight.day) }

    var state: [HTML] {
        var line: [HTML] = [standing.tag(language).html]
        if let deadline = days.deadline {
            line.append("\(language.time(days.day))–\(language.time(deadline))")
        } else {
            line.append("\(language.time(days.day))")
        }
        if standing == .called { line.append("\(language.distance(to: days.day, from: sight.day))") }
        let minutes = items.reduce(0) { $0 + $1.minutes }
        if minutes > 0 {
            let reading = context.say(
                da: "omkring \(minutes) minutters læsning", en: "about \(minutes) minutes to read")
            line.append("\(reading)")
        }
        return line
    }

    var acts: [HTML] {
        guard !sight.isPast else { return [] }
        var found: [HTML] = []
        func offer(_ kind: CommandKind, isPrimary: Bool = false, _ more: [(String, String?)] = []) {
            guard sight.may(kind, about: subject) else { return }
            let link = Link(Route.command(kind), query: [("meeting", known.id.description)] + more)
            found.append(Button(context.say(kind.label), kind: isPrimary ? .primary : .normal).link(link))
        }
        switch standing {
        case .called:
            offer(.cancelMeeting)
            offer(.moveMeeting)
            offer(.placeItem, isPrimary: items.isEmpty)
        case .underWay, .minutesMissing:
            if attendance == nil {
                offer(.cancelMeeting)
                offer(.moveMeeting)
            }
            if sight.day <= days.last { offer(.placeItem) }
            let isHeld = calling.method == .written || attendance != nil
            if calling.method == .meeting { offer(.holdMeeting, isPrimary: !isHeld) }
            let isAnswered = days.last < sight.day || known.items.allSatisfy { sight.isAnswered($0, at: known) }
            if isHeld, isAnswered { offer(.submitMinutes, isPrimary: true) }
        case .submitted:
            if isSentBack {
                offer(.submitMinutes, isPrimary: true)
            } else if sight.approvers(of: known).contains(sight.person) {
                offer(.approveMinutes, isPrimary: true)
            }
        case .approved, .cancelled: break
        }
        return found
    }

    var notes: HTML {
        var notes = HTML()
        if let reason = known.cancelled.value(on: sight.day) {
            notes += Note(.info).html(
                context.say(da: "Mødet er aflyst", en: "The meeting is cancelled"), "\(context.text(reason))")
        }
        if attendance != nil, !sight.hasQuorum(known) {
            notes += Note(.bad).html(
                context.say(da: "Organet var ikke beslutningsdygtigt", en: "There was no quorum"),
                """
                \(context.say(
                    da: "Mere end halvdelen af medlemmerne skal deltage. Udsæt de sager, der skulle afgøres.",
                    en: "More than half of the members must take part. Postpone the matters that were to be decided."))
                """)
        }
        if standing == .submitted, isSentBack {
            notes += Note(.warn).html(
                context.say(da: "Referatet skal sendes igen", en: "The minutes must be submitted again"),
                sight.isOutdated(known)
                    ? """
                    \(context.say(
                        da: "En beslutning er ændret, siden det blev sendt til godkendelse.",
                        en: "A decision has changed since they were submitted for approval."))
                    """
                    : """
                    \(context.say(
                        da: "Ingen anden end den, der har sendt det, kan godkende det. Lad en anden sende det.",
                        en: "Nobody but the one who submitted them can approve them. Let somebody else submit them."))
                    """)
        } else if standing == .submitted {
            let names = language.list(sight.approvers(of: known).map { context.name($0) })
            notes += Note(.info).html(
                context.say(da: "Referatet venter på godkendelse", en: "The minutes wait for approval"),
                "\(context.say(da: "Det godkendes af \(names).", en: "They are approved by \(names)."))")
        }
        if standing == .minutesMissing, let due = sight.duties(about: subject).first?.due {
            notes += Note(due < sight.day ? .bad : .warn).html(
                context.say(da: "Referatet mangler", en: "The minutes are missing"),
                """
                \(context.say(
                    da: "Registrér fremmødet, skriv hvad der blev sagt til hvert punkt, og send referatet til godkendelse. Frist:",
                    en: "Record who was present, write what was said of each item, and submit the minutes. Due:")) \
                \(language.time(due))
                """)
        }
        return notes
    }

    // MARK: Agenda

    var agenda: HTML {
        guard !items.isEmpty else {
            return Section(id: "dagsorden", heading: context.say(da: "Dagsorden", en: "Agenda")).html(
                "<p>\(context.say(da: "Dagsordenen er tom. Sæt en sag på.", en: "The agenda is empty. Put a matter on it."))</p>"
            )
        }
        return HTML(each: items) { section($0) }
    }

    private func section(_ item: MeetingItem) -> HTML {
        let heading = "\(item.number). \(item.title)"
        guard item.isVisible else { return Section(id: item.anchor, heading: heading).html(HTML()) }
        var body = HTML()
        if item.isClosed {
            body += "<p>\(Tag(context.say(da: "Lukket punkt", en: "Closed item")).html)</p>"
        }
        if let question = item.question { body += "<p class=\"measure\"><b>\(question)</b></p>" }
        if let why = item.item.placing.why { body += "<p class=\"measure\">\(context.text(why))</p>" }
        if let before = item.item.placing.follows.flatMap({ postponedFrom($0) }) { body += before }
        if let link = item.link {
            let time: HTML =
                item.minutes > 0
                ? ", \(context.say(da: "omkring \(item.minutes) min. at læse", en: "about \(item.minutes) min. to read"))"
                : HTML()
            body += "<p><a\(href: link)>\(context.say(da: "Læs sagen", en: "Read the matter"))</a>\(time)</p>"
        }
        body += replies(item) + outcome(item)
        if let text = item.text { body += MinutesText.paragraphs(context.text(text)) }
        body += HTML(each: item.afterwards) { line in
            "<p class=\"small muted\"><b>\(context.say(da: "Senere:", en: "Later:"))</b> \(line).</p>"
        }
        let acts = acts(item)
        if !acts.isEmpty { body += "<p class=\"btnrow\">\(each: acts, { $0 })</p>" }
        return Section(id: item.anchor, heading: heading).html(body)
    }

    private func postponedFrom(_ before: ID<Meeting.Item>) -> HTML? {
        guard let found = sight.meetings.first(where: { $0.items.contains { $0.id == before } }),
            let label = found.calling?.label
        else { return nil }
        let words = context.say(da: "Udsat fra", en: "Postponed from")
        return "<p class=\"small muted\">\(words) <a\(href: Route.meeting(found.id))>\(label)</a></p>"
    }

    /// What became of it: the decision with its number, or why it was not taken up.
    private func outcome(_ item: MeetingItem) -> HTML {
        if let decision = item.decision {
            return """
                <p>\(decision.outcome.map { $0.tag(language) } ?? HTML()) \
                <a\(href: Route.decision(decision.id))>\(sight.label(.decision(decision.id), language) ?? "")</a>, \
                \(language.shortTime(decision.day))</p>
                """
        }
        guard let settled = item.settled else {
            // Decided on another day than the meeting's.
            guard item.isOpen, let apart = sight.decidedApart(item.item, at: known) else { return HTML() }
            let (number, day) = (sight.label(.decision(apart.id), language) ?? "", apart.day)
            let words = context.say(da: "Sagen er afgjort uden for mødet:", en: "The matter was decided apart from it:")
            return "<p>\(words) <a\(href: Route.decision(apart.id))>\(number)</a>, \(language.shortTime(day))</p>"
        }
        let word =
            settled.fate == .postponed
            ? context.say(da: "Udsat", en: "Postponed") : context.say(da: "Taget af", en: "Taken off")
        return "<p>\(Tag(word, .warn).html) \(context.text(settled.reason))</p>"
    }

    /// In a written procedure: what the members have replied, and who has yet to.
    private func replies(_ item: MeetingItem) -> HTML {
        guard calling.method == .written else { return HTML() }
        let answers = item.answers
        var body = HTML()
        if item.isOpen, answers.contains(where: { $0.stance == .meeting }) {
            body += Note(.warn).html(
                context.say(da: "Et medlem ønsker et møde", en: "A member wants a meeting"),
                """
                \(context.say(
                    da: "Sagen kan ikke afgøres skriftligt. Udsæt punktet, og indkald til et møde.",
                    en: "The matter cannot be decided in writing. Postpone the item and call a meeting."))
                """)
        }
        if !answers.isEmpty {
            body += Matter.opinions(
                answers.map { answer in
                    Matter.Opinion(
                        who: context.name(answer.by, on: answer.day), stand: answer.stance.tag(language),
                        day: answer.day, words: answer.comment.map { context.text($0) } ?? "–")
                }, language)
        }
        let missing = sight.members(of: calling.body).filter { member in
            !answers.contains { $0.by == member }
        }
        if item.isOpen, !missing.isEmpty {
            let names = language.list(missing.map { context.name($0) })
            body += "<p class=\"muted\">\(context.say(da: "Mangler svar: \(names)", en: "Yet to reply: \(names)"))</p>"
        }
        return body
    }

    private func acts(_ item: MeetingItem) -> [HTML] {
        guard !sight.isPast, standing != .approved, standing != .cancelled else { return [] }
        var found: [HTML] = []
        func offer(_ kind: CommandKind, _ label: Phrase) {
            guard sight.may(kind, about: subject) else { return }
            let link = Link(
                Route.command(kind),
                query: [("meeting", known.id.description), ("item", item.item.id.description)])
            found.append(Button(context.say(label), size: .small).link(link))
        }
        if calling.method == .written, item.isOpen, days.day <= sight.day, sight.day <= days.last,
            sight.sits(sight.person, in: calling.body)
        {
            offer(.answerItem, Phrase(da: "Svar", en: "Reply"))
        }
        if let deciding = item.deciding {
            let label = context.say(da: "Afgør", en: "Decide")
            found.append(Button(label, size: .small).link(deciding))
        }
        if days.day <= sight.day { offer(.minuteItem, Phrase(da: "Skriv referat", en: "Write minutes")) }
        if item.isOpen { offer(.settleItem, Phrase(da: "Udsæt eller tag af", en: "Postpone or take off")) }
        if !item.isClosed { offer(.closeItem, Phrase(da: "Luk for offentligheden", en: "Close to the public")) }
        return found
    }

    // MARK: The rail

    var rail: HTML {
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Organ", en: "Body"),
                "<a\(href: Route.bodies)>\(context.say(calling.body.label))</a>"),
            .init(context.say(da: "Form", en: "Form"), text: context.say(calling.method.label)),
        ]
        if let deadline = days.deadline {
            rows.append(.init(context.say(da: "Svar senest", en: "Replies by"), language.time(deadline)))
        }
        if let place = calling.place {
            rows.append(.init(context.say(da: "Sted", en: "Place"), text: context.text(place)))
        }
        rows += MinutesText.people(known, context).map { .init($0.label, text: $0.value) }
        var links: [(label: String, link: Link)] = []
        if standing != .called, standing != .cancelled {
            links = [
                (context.say(da: "Læs referatet", en: "Read the minutes"), Route.minutes(known.id, .whole).link),
                (
                    context.say(da: "Hent referatet som PDF", en: "Get the minutes as PDF"),
                    Route.minutesFile(known.id, .whole).link
                ),
                (
                    context.say(da: "Offentligt referat", en: "Public minutes"),
                    Route.minutes(known.id, .public).link
                ),
            ]
        }
        let minutes =
            links.isEmpty
            ? HTML() : Reader.rail(context.say(da: "Referat", en: "Minutes"), Reader.links(links))
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Kort om mødet", en: "In short"), SummaryList(rows: rows).html(language)))\(minutes)\
            \(when: standing == .approved, JournalParts(subject: subject, context: context).rail())</div>
            """
    }
}
