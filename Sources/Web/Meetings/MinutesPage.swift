// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office

/// How much of the minutes is shown.
enum MinutesExtent: String, CaseIterable, Sendable {
    /// As the reader may see it.
    case whole
    /// What may be shown to anybody: closed items are left out and counted.
    case `public`
}

/// Minutes, made from what was recorded: who was there, and of each item what was said and decided (policy §§4, 6). Those
/// that are approved are made from what was known at the approval and from nothing that came later.
struct MinutesText {
    let known: Meeting
    let calling: Meeting.Calling
    let extent: MinutesExtent
    /// As of the approval, where there is one.
    let context: Context
    /// What the reader sees now.
    let reader: Context
    /// Whether nothing is said of items that the reader may not see: else their place is.
    var leavesOutUnseen = false

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ id: ID<Meeting>, _ extent: MinutesExtent, _ reader: Context) throws(Refusal) {
        var context = reader
        if let approved = reader.sight.asApproved(try reader.sight.meeting(id)) { context.sight = approved }
        known = try context.sight.meeting(id)
        guard let calling = known.calling else { throw .unknown }
        switch known.standing(on: context.sight.day) {
        case .called, .cancelled:
            throw .outOfTurn(da: "Der er intet referat endnu.", en: "There are no minutes yet.")
        case .underWay, .minutesMissing, .submitted, .approved: break
        }
        self.calling = calling
        self.extent = extent
        self.context = context
        self.reader = reader
    }

    var title: String { MinutesText.title(calling, extent, context) }

    static func title(_ calling: Meeting.Calling, _ extent: MinutesExtent, _ context: Context) -> String {
        switch extent {
        case .whole: context.say(da: "Referat \(calling.label)", en: "Minutes \(calling.label)")
        case .public: context.say(da: "Offentligt referat \(calling.label)", en: "Public minutes \(calling.label)")
        }
    }

    /// Which meeting it was, and who was there.
    var facts: [(label: String, value: String)] {
        var rows: [(label: String, value: String)] = [
            (context.say(da: "Organ", en: "Body"), context.say(calling.body.label)),
            (context.say(da: "Form", en: "Form"), context.say(calling.method.label)),
        ]
        if let days = known.days(on: sight.day) {
            let day = language.day(days.day) + (days.deadline.map { "–" + language.day($0) } ?? "")
            rows.append((context.say(da: "Dag", en: "Day"), day))
        }
        if let place = calling.place { rows.append((context.say(da: "Sted", en: "Place"), context.text(place))) }
        rows += MinutesText.people(known, context)
        if let approval = known.approvals.entries.last(where: { $0.from <= sight.day }) {
            let by = approval.value.map { context.name($0, on: approval.from) + ", " } ?? ""
            rows.append((context.say(da: "Godkendt", en: "Approved"), by + language.day(approval.from)))
        } else {
            rows.append(
                (
                    context.say(da: "Godkendt", en: "Approved"),
                    context.say(da: "Nej, det er et udkast", en: "No, this is a draft")
                ))
        }
        return rows
    }

    /// Who was present and who was not.
    static func people(_ known: Meeting, _ context: Context) -> [(label: String, value: String)] {
        let sight = context.sight
        guard let days = known.days(on: sight.day) else { return [] }
        func names(_ ids: [ID<Person>]) -> String {
            context.language.list(ids.map { context.name($0, on: days.day) })
        }
        guard let attendance = known.attendance.value(on: sight.day) else {
            let replied = known.participants(on: sight.day)
            return replied.isEmpty ? [] : [(context.say(da: "Har svaret", en: "Replied"), names(replied))]
        }
        var rows: [(label: String, value: String)] = [
            (context.say(da: "Til stede", en: "Present"), names(attendance.present))
        ]
        if !attendance.absent.isEmpty {
            rows.append((context.say(da: "Fraværende", en: "Absent"), names(attendance.absent)))
        }
        rows.append((context.say(da: "Mødeleder", en: "In the chair"), names([attendance.chair])))
        if let secretary = attendance.secretary {
            rows.append((context.say(da: "Referent", en: "Took the minutes"), names([secretary])))
        }
        return rows
    }

    // MARK: Items

    var items: [MeetingItem] { MeetingItem.all(known, context, for: reader.sight) }

    private func isShown(_ item: MeetingItem) -> Bool {
        switch extent {
        case .whole: !leavesOutUnseen || item.isVisible
        case .public: item.isOpenToAll
        }
    }

    /// A heading and the text below it, for each item that is shown.
    var sections: [(id: String, heading: String, body: HTML)] {
        items.filter(isShown).map { item in
            (item.anchor, "\(item.number). \(item.title)", item.isVisible ? body(item) : HTML())
        }
    }

    /// The same for a program: the words of each item that is shown, a line for each thing that is said.
    var spoken: [(item: MeetingItem, words: [String])] {
        items.filter(isShown).map { item in
            guard item.isVisible else { return (item, []) }
            return (item, lines(item).map { line in (line.label.map { "\($0): " } ?? "") + line.words })
        }
    }

    /// What came after the approval of each item that is shown.
    var afterwards: [HTML] {
        guard let now = try? reader.sight.meeting(known.id) else { return [] }
        let shown = Set(items.filter(isShown).map(\.item.id))
        return MeetingItem.all(now, reader).filter { shown.contains($0.item.id) }.flatMap { item in
            item.afterwards.map { line in
                "\(context.say(da: "Punkt", en: "Item")) \(item.number): \(line)."
            }
        }
    }

    /// »1 lukket punkt«; nil: none is left out.
    var leftOut: String? {
        guard extent == .public else { return nil }
        let count = items.filter { !isShown($0) }.count
        guard count > 0 else { return nil }
        return language.count(
            count,
            Plural(
                one: Phrase(da: "lukket punkt", en: "closed item"),
                many: Phrase(da: "lukkede punkter", en: "closed items")
            ))
    }

    private func body(_ item: MeetingItem) -> HTML {
        var body = HTML()
        if item.isClosed {
            body += "<p><b>\(context.say(da: "Lukket punkt", en: "Closed item"))</b></p>"
        }
        for line in lines(item) {
            body +=
                line.label.map { "<p class=\"measure\"><b>\($0):</b> \(line.words)</p>" }
                ?? MinutesText.paragraphs(line.words)
        }
        return body
    }

    /// What was said of an item, without a label; then what was decided, and what members replied.
    private func lines(_ item: MeetingItem) -> [(label: String?, words: String)] {
        var lines: [(label: String?, words: String)] = []
        if let text = item.text { lines.append((nil, context.text(text))) }
        if let decision = item.decision, let made = decision.made {
            let number = sight.label(.decision(decision.id), language) ?? context.say(Sentence.erased)
            let outcome = "\(language(made.outcome.label)) (\(number))"
            lines.append((context.say(da: "Beslutning", en: "Decision"), outcome))
            if !made.recused.isEmpty {
                let names = language.list(made.recused.map { context.name($0, on: decision.day) })
                // Why is about a person, and for those who may read the whole of it.
                let why = extent == .public ? "" : (made.recusal.map { ". \(context.text($0))" } ?? "")
                lines.append((context.say(da: "Inhabile", en: "Recused"), names + why))
            }
            if let reason = made.reason {
                lines.append((context.say(da: "Begrundelse", en: "Reason"), context.text(reason)))
            }
            for condition in made.conditions.map({ Conditions.lines(context.text($0)) }) ?? [] {
                lines.append((context.say(da: "Betingelse", en: "Condition"), condition))
            }
        } else if let settled = item.settled {
            let word =
                settled.fate == .postponed
                ? context.say(da: "Udsat", en: "Postponed") : context.say(da: "Taget af", en: "Taken off")
            lines.append((word, context.text(settled.reason)))
        }
        for answer in item.answers {
            let said = answer.comment.map { ": " + context.text($0) } ?? ""
            lines.append((context.name(answer.by, on: answer.day), language(answer.stance.label) + said))
        }
        return lines
    }

    /// What a person wrote, with an empty line between paragraphs.
    static func paragraphs(_ text: String) -> HTML {
        HTML(each: text.split(whereSeparator: \.isNewline)) { "<p class=\"measure\">\(String($0))</p>" }
    }
}

extension MinutesText {
    static let laterHeading = Phrase(da: "Efter godkendelsen", en: "After the approval")

    /// What came later stands below the minutes and is no part of them.
    fileprivate var later: HTML {
        let lines = afterwards
        guard !lines.isEmpty else { return HTML() }
        return Section(id: "senere", heading: context.say(Self.laterHeading)).html(
            "<ul>\(each: lines, { "<li>\($0)</li>" })</ul>")
    }
}

enum MinutesPage {
    static func content(
        _ id: ID<Meeting>, _ extent: MinutesExtent, in context: Context
    ) throws(Refusal) -> Content {
        guard let calling = try context.sight.meeting(id).calling else { throw .unknown }
        // The facts of approved minutes are folded anew, so not before it is known that they are not kept.
        var refusal: Refusal?
        let page = context.kept(.minutes(id, extent)) {
            do throws(Refusal) {
                return body(id, try MinutesText(id, extent, context), context)
            } catch {
                refusal = error
                return HTML()
            }
        }
        if let refusal { throw refusal }
        return Content(MinutesText.title(calling, extent, context), menu: .meetings, page)
    }

    private static func body(_ id: ID<Meeting>, _ minutes: MinutesText, _ context: Context) -> HTML {
        let extent = minutes.extent
        let other: MinutesExtent = extent == .whole ? .public : .whole
        let acts = [
            Button(
                other == .public
                    ? context.say(da: "Se det offentlige referat", en: "See the public minutes")
                    : context.say(da: "Se hele referatet", en: "See all of the minutes")
            ).link(Route.minutes(id, other).link),
            Button(context.say(da: "Hent som PDF", en: "Get as PDF"), kind: .primary)
                .link(Route.minutesFile(id, extent).link),
        ]
        let head = Head(
            crumbs: [
                .init(context.say(MeetingsPage.title), Route.meetings.link),
                .init(minutes.calling.label, Route.meeting(id).link),
                .init(context.say(da: "Referat", en: "Minutes")),
            ], title: minutes.title, state: [minutes.known.standing(on: context.sight.day).tag(context.language).html],
            acts: acts
        ).html(context.language)
        let facts = SummaryList(rows: minutes.facts.map { .init($0.label, text: $0.value) }, isWide: true)
            .html(context.language)
        let about = Section(id: "om", heading: context.say(da: "Om mødet", en: "About the meeting")).html(facts)
        let body = HTML(each: minutes.sections) { Section(id: $0.id, heading: $0.heading).html($0.body) }
        let closed: HTML = "\(if: minutes.leftOut, { "<p class=\"muted\">\($0)</p>" })"
        return head + about + body + closed + minutes.later
    }
}

/// Minutes as printed pages, with how somebody outside checks them.
struct MinutesPrint {
    let minutes: MinutesText
    /// The day that a file for the ESDH system is said to be of; nil: it is shown today.
    var filed: Day?
    private var context: Context { minutes.reader }
    private var language: Language { context.language }

    var page: [UInt8] {
        let (title, house) = (minutes.title, context.sight.house)
        let day = language.day(context.sight.day)
        let shown =
            filed == nil
            ? " · " + context.say(da: "Vist pr. \(day)", en: "Shown as of \(day)") : JournalPrint.asOf(context)
        let body: HTML = """
            <h1>\(title)</h1>
            \(PrintedPage.facts(minutes.facts + filing))
            <main>\(each: minutes.sections, {
                "<section><h2 id=\"\($0.id)\">\($0.heading)</h2>\($0.body)</section>"
            })\(if: minutes.leftOut, { "<p>\($0)</p>" })</main>\(later)\(proof)
            """
        return PrintedPage(
            language: language, title: title, head: house.fullName, foot: title + shown, created: filed, body: body
        ).bytes
    }

    /// In a file for the ESDH system: where it lies there, once that is known.
    private var filing: [(label: String, value: String)] {
        guard filed != nil, let mark = context.sight.journal(of: .meeting(minutes.known.id)) else { return [] }
        return [(context.say(da: "ESDH-sag", en: "ESDH case"), JournalWords.mark(mark, context))]
    }

    private var later: HTML {
        let lines = minutes.afterwards
        guard !lines.isEmpty else { return HTML() }
        return """
            <section><h2>\(context.say(MinutesText.laterHeading))</h2>\(each: lines, { "<p>\($0)</p>" })</section>
            """
    }

    /// The size and the root of the ledger, as the last checkpoint signed them.
    private var proof: HTML {
        let house = context.sight.house
        guard let note = house.checkpoint, let checkpoint = try? Checkpoint.unverified(note) else { return HTML() }
        let entry = minutes.known.approvals.entries.last { $0.from <= context.sight.day }?.position
        let rows: [(label: String, value: String)] =
            (entry.map {
                [(context.say(da: "Godkendelsens post i revisionssporet", en: "Entry of the approval"), "\($0)")]
            }
                ?? []) + [
                (context.say(da: "Kontrolpunkt", en: "Checkpoint"), checkpoint.origin),
                (context.say(da: "Størrelse", en: "Size"), "\(checkpoint.size)"),
                (context.say(da: "Rod", en: "Root"), checkpoint.root.base64),
                (context.say(da: "Nøgle", en: "Key"), house.key.verifier.text),
            ]
        return PrintedPage.proof(rows, nil, language)
    }
}

extension Site {
    /// The minutes as PDF, of what the reader may see.
    func minutes(_ id: ID<Meeting>, _ extent: MinutesExtent, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        let minutes = try MinutesText(id, extent, context)
        let bytes = try await installation.printer.pdf(MinutesPrint(minutes: minutes).page, files: PrintedPage.files)
        return Answer(
            200, type: "application/pdf", bytes,
            headers: [("content-disposition", Headers.attachment("\(minutes.title).pdf"))])
    }
}
