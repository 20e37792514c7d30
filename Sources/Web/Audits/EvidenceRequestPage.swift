// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One thing that an auditor asked for: what, why, what was answered, and what the auditor said of it.
struct EvidenceRequestPage {
    static let title = Phrase(da: "Bestilt dokumentation", en: "Evidence asked for")

    let known: EvidenceRequest
    let making: EvidenceRequest.Making
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .evidenceRequest(known.id) }
    private var own: [(String, String?)] { [("evidence_request", known.id.description)] }

    static func content(_ id: ID<EvidenceRequest>, in context: Context) throws(Refusal) -> Content {
        let (known, making) = try context.sight.evidenceRequest(id)
        return Content(
            making.label, menu: .controls, Self(known: known, making: making, context: context).body)
    }

    private var body: HTML {
        let standing = known.standing(on: sight.day)
        let engagement = sight.label(.auditEngagement(making.engagement), language)
        let head = Head(
            crumbs: [
                .init(context.say(ControlsPage.title), Route.controls.link),
                .init(engagement ?? context.say(Sentence.erased), Route.auditEngagement(making.engagement).link),
                .init(making.label),
            ], title: title, state: [standing.tag(language).html, "\(context.name(making.unit))"], acts: acts(standing)
        ).html(language)
        var note = HTML()
        if let reason = known.withdrawal.value(on: sight.day) {
            note = Note(.info).html(
                context.say(
                    da: "Revisor har trukket bestillingen tilbage", en: "The auditor has withdrawn the request"),
                "\(context.text(reason))")
        }
        return head + note + Columns.matter(asked + course, side: rail, isNarrow: true)
            + context.historyPanel([subject])
    }

    private var title: String {
        let label = sight.label(subject, language) ?? making.label
        return label.hasPrefix("\(making.label), ") ? String(label.dropFirst(making.label.count + 2)) : label
    }

    private func acts(_ standing: EvidenceRequest.Standing) -> [HTML] {
        guard !sight.isPast, let (engagement, _) = try? sight.auditEngagement(making.engagement),
            engagement.isOpen(on: sight.day)
        else { return [] }
        var acts: [HTML] = []
        func act(_ kind: CommandKind, _ label: String, _ more: [(String, String?)] = [], isFirst: Bool = false) {
            acts.append(
                Button(label, kind: isFirst ? .primary : .normal).link(Link(Route.command(kind), query: own + more)))
        }
        let judges = sight.may(.judgeAnswer, about: subject)
        if judges, standing != .accepted, standing != .withdrawn {
            act(.withdrawRequest, context.say(CommandKind.withdrawRequest.label))
        }
        if judges, standing == .delivered || standing == .accepted {
            act(
                .judgeAnswer, context.say(da: "Send retur", en: "Return"),
                [("judgement", EvidenceRequest.Judgement.returned.rawValue)])
        }
        if judges, standing == .delivered || standing == .returned {
            act(
                .judgeAnswer, context.say(da: "Godtag", en: "Accept"),
                [("judgement", EvidenceRequest.Judgement.accepted.rawValue)], isFirst: standing == .delivered)
        }
        if sight.may(.answerRequest, about: subject), standing.waitsForUnit || standing == .delivered {
            let requirement: [(String, String?)] = making.requirement.map { [("requirement", "\($0)")] } ?? []
            act(
                .answerRequest,
                standing == .delivered
                    ? context.say(da: "Svar igen", en: "Answer again") : context.say(CommandKind.answerRequest.label),
                requirement, isFirst: standing.waitsForUnit)
        }
        return acts
    }

    private var asked: HTML {
        var rows: [SummaryList.Row] = []
        let whole = context.text(making.what)
        if whole != title, whole != title + "." {
            rows.append(.init(context.say(da: "Bestilt", en: "Asked for"), text: whole))
        }
        if let why = making.why {
            rows.append(.init(context.say(da: "Hvorfor", en: "Why"), text: context.text(why)))
        }
        guard !rows.isEmpty else { return HTML() }
        return Panel(id: "bestilt", heading: context.say(da: "Hvad der er bestilt", en: "What is asked for")).padded(
            SummaryList(rows: rows, isWide: true).html(language))
    }

    /// Answers and what the auditor said of them, in the order in which they came.
    private var course: HTML {
        let heading = context.say(da: "Svar", en: "Answers")
        var parts: [(position: Int, html: HTML)] = []
        func part(_ position: Int, _ day: Day, _ tag: Tag, _ rows: [SummaryList.Row], _ more: HTML = HTML()) {
            parts.append(
                (
                    position,
                    """
                    <div class="pad"><h3>\(language.time(day)) \(tag.html)</h3>\
                    \(SummaryList(rows: rows, isWide: true).html(language))</div>\(more)
                    """
                ))
        }
        func by(_ person: ID<Person>?, _ day: Day) -> [SummaryList.Row] {
            person.map { [.init(context.say(da: "Af", en: "By"), text: context.name($0, on: day))] } ?? []
        }
        for one in known.answers where one.day <= sight.day {
            let tag =
                one.evidence.isEmpty
                ? Tag(context.say(da: "Besvaret uden dokumentation", en: "Answered without evidence"), .warn)
                : Tag(context.say(da: "Besvaret", en: "Answered"), .info)
            let note: [SummaryList.Row] =
                one.note.map { [.init(context.say(da: "Bemærkning", en: "Note"), text: context.text($0))] } ?? []
            part(one.position, one.day, tag, note + by(one.by, one.day), context.evidenceRows(one.evidence))
        }
        for one in known.judgements where one.day <= sight.day {
            var rows: [SummaryList.Row] =
                one.reason.map { [.init(context.say(da: "Begrundelse", en: "Reason"), text: context.text($0))] } ?? []
            if let due = one.due {
                rows.append(.init(context.say(da: "Ny frist", en: "New due day"), language.shortTime(due)))
            }
            part(
                one.position, one.day, Tag(language(one.judgement.label), one.judgement == .accepted ? .ok : .warn),
                rows + by(one.by, one.day))
        }
        parts.sort { $0.position < $1.position }
        guard !parts.isEmpty else {
            return Panel(id: "svar", heading: heading).html(
                Empty(context.say(da: "Der er ikke svaret endnu.", en: "There is no answer yet.")).html)
        }
        return Panel(id: "svar", heading: heading).html("\(each: parts, { $0.html })")
    }

    private var rail: HTML {
        var rows: [SummaryList.Row] = []
        if let id = making.requirement {
            let label = sight.label(.requirement(id), language) ?? context.say(Sentence.erased)
            rows.append(
                .init(context.say(da: "Krav", en: "Requirement"), "<a\(href: Route.requirement(id))>\(label)</a>"))
        }
        if let id = making.controlTest {
            let label = sight.label(.controlTest(id), language) ?? context.say(Sentence.erased)
            rows.append(.init(context.say(da: "Kontrol", en: "Control"), "<a\(href: Route.control(id))>\(label)</a>"))
        }
        rows.append(.init(context.say(da: "Svarer", en: "Answers"), text: context.name(making.unit)))
        if let by = known.by {
            rows.append(
                .init(context.say(da: "Bestilt af", en: "Asked by"), text: context.name(by, on: known.madeOn)))
        }
        rows += [
            .init(context.say(da: "Bestilt", en: "Asked on"), language.shortTime(known.madeOn)),
            .init(context.say(da: "Frist", en: "Due"), language.shortTime(known.due(on: sight.day) ?? making.due)),
        ]
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om bestillingen", en: "About it"), SummaryList(rows: rows).html(language)))</div>
            """
    }
}
