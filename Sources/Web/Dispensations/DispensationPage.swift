// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One dispensation: where it stands, what was asked, said and decided, and what can be done next (policy §7.4).
enum DispensationPage {
    static func content(_ id: ID<Dispensation>, in context: Context) throws(Refusal) -> Content {
        let sections = try DispensationSections(id, context)
        let page = DispensationView(sections: sections)
        let body =
            Head(
                crumbs: [
                    .init(context.say(DispensationsPage.title), Route.dispensations.link),
                    .init(sections.request.label),
                ], title: sections.title, state: page.state, acts: page.acts
            ).html(context.language) + page.notes
            + context.kept(.dispensation(id)) { Columns.matter(sections.html, side: page.rail, isNarrow: true) }
            + context.historyPanel(page.subjects)
        return Content(sections.title, menu: .dispensations, body)
    }
}

private struct DispensationView {
    let sections: DispensationSections

    private var context: Context { sections.context }
    private var sight: Sight { sections.sight }
    private var language: Language { sections.language }
    private var known: Dispensation { sections.dispensation }
    private var standing: Dispensation.Standing { sight.standing(of: known) }
    private var decisions: [Decision] { sight.decisions(on: known.id) }
    private var grant: Decision? { decisions.last { $0.outcome == .approved } }
    private var isStale: Bool {
        (standing == .live || standing == .granted) && grant.map { sight.basisHasChanged($0) } == true
    }

    /// Whether one of the paragraphs follows from law by now: nobody can dispense from that.
    private var isLaw: Bool {
        sections.request.paragraphs.contains { sections.document.statute(of: $0, on: sight.day) != nil }
    }

    /// The dispensation and the decisions on it.
    var subjects: [Subject] { [sections.subject] + decisions.map { .decision($0.id) } }

    var state: [HTML] {
        var line: [HTML] = [standing.tag(language).html]
        let days = sight.period(of: known)
        switch standing {
        case .live, .granted:
            let to = days?.to ?? sections.request.to
            line.append(
                """
                \(context.say(da: "Udløber", en: "Expires")) \(language.time(to)), \
                \(language.distance(to: to, from: sight.day))
                """)
        case .submitted:
            if let due = sight.duties(about: sections.subject).last(where: { $0.rule == .dispensation })?.due {
                line.append(
                    """
                    \(context.say(da: "Beslutning senest", en: "Decision by")) \(language.time(due)), \
                    \(language.distance(to: due, from: sight.day))
                    """)
            }
        case .expired:
            if let to = days?.to { line.append("\(context.say(da: "Udløb", en: "Expired")) \(language.time(to))") }
        case .preparing, .returned, .rejected, .extended, .ended, .withdrawn: break
        }
        line.append("\(context.name(sections.request.unit))")
        return line
    }

    /// What has its turn: the last one is the step forward.
    var acts: [HTML] {
        guard !sight.isPast else { return [] }
        var found: [(kind: CommandKind, query: [(String, String?)], label: Phrase, isPrimary: Bool)] = []
        let own: [(String, String?)] = [("dispensation", known.id.description)]
        func offer(_ kind: CommandKind, _ label: Phrase? = nil, isPrimary: Bool = false) {
            guard sight.may(kind, about: sections.subject) else { return }
            found.append((kind, own, label ?? kind.label, isPrimary))
        }
        let isReady = sections.recommended != nil
        switch standing {
        case .preparing, .returned, .submitted:
            offer(.withdrawDispensation, Phrase(da: "Træk tilbage", en: "Withdraw"))
            offer(.amendDispensation, Phrase(da: "Ret", en: "Amend"), isPrimary: standing == .returned)
            offer(.adviseDispensation)
            offer(.recommendDispensation, isPrimary: standing == .preparing && !isReady)
            if standing != .submitted { offer(.submitDispensation, isPrimary: isReady && standing == .preparing) }
            if standing == .submitted, sight.mayDispense(known) {
                found.append((.makeDecision, deciding, Phrase(da: "Afgør", en: "Decide"), true))
            }
        case .live, .granted, .expired:
            offer(.endDispensation)
            if sight.may(.requestDispensation, Concern(unit: sections.request.unit)) {
                found.append(
                    (.requestDispensation, again, Phrase(da: "Søg forlængelse", en: "Ask for an extension"), false))
            }
            if isStale, !isLaw, let grant, sight.mayConfirm(grant) {
                found.append(
                    (.confirmDecision, [("decision", grant.id.description)], CommandKind.confirmDecision.label, true))
            }
        case .rejected:
            if sight.may(.requestDispensation, Concern(unit: sections.request.unit)) {
                found.append((.requestDispensation, again, Phrase(da: "Søg på ny", en: "Ask anew"), true))
            }
        case .extended, .ended, .withdrawn: break
        }
        return found.map { act in
            Button(context.say(act.label), kind: act.isPrimary ? .primary : .normal)
                .link(Link(Route.command(act.kind), query: act.query))
        }
    }

    private var deciding: [(String, String?)] {
        [
            ("document", sections.document.id.description), ("act", Decision.Act.dispense.rawValue),
            ("dispensation", known.id.description),
        ]
    }

    private var again: [(String, String?)] {
        [("document", sections.document.id.description), ("follows", known.id.description)]
    }

    // MARK: What the reader must know

    var notes: HTML {
        var notes = HTML()
        if isStale, isLaw {
            notes += Note(.bad).html(
                context.say(da: "Reglen følger nu af lov", en: "The rule follows from law now"),
                """
                \(context.say(
                    da: "Direktionen kan ikke dispensere fra lov. Følg reglen igen, og meld, at den følges.",
                    en: "The direktion cannot dispense from law. Follow the rule again, and report it."))
                """)
        } else if isStale {
            notes += Note(.warn).html(
                context.say(da: "Grundlaget er ændret", en: "The basis has changed"),
                """
                \(context.say(
                    da: "Der er sket noget væsentligt, siden dispensationen blev givet. Direktionen skal bekræfte, at den gælder uændret. Skal den ændres, søges der på ny.",
                    en: "Something material has happened since the dispensation was granted. The direktion is to confirm that it holds unchanged. If it is to be changed, it is asked for anew."))
                """)
        }
        if standing == .expired {
            notes += Note(.bad).html(
                context.say(da: "Dispensationen er udløbet", en: "The dispensation has expired"),
                """
                \(context.say(
                    da: "Reglen gælder igen. Søg forlængelse, eller meld, at den følges.",
                    en: "The rule holds again. Ask for an extension, or report that it is followed."))
                """)
        }
        if standing == .returned, let reason = decisions.last?.made?.reason {
            notes += Note(.warn).html(
                context.say(da: "Direktionen spørger", en: "The direktion asks"), "\(context.text(reason))")
        }
        if standing == .rejected, let reason = decisions.last?.made?.reason {
            notes += Note(.warn).html(
                context.say(da: "Direktionen har afvist", en: "The direktion has refused"), "\(context.text(reason))")
        }
        return notes
    }

    // MARK: The rail

    var rail: HTML {
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Dokument", en: "Document"),
                "<a\(href: Route.document(sections.document.id))>\(context.title(sections.document))</a>"),
            .init(context.say(da: "Periode", en: "Period"), sections.period),
        ]
        for decision in decisions {
            let label = sight.label(.decision(decision.id), language) ?? context.say(Sentence.erased)
            rows.append(
                .init(
                    context.say(decision.outcome?.label ?? Decision.Outcome.rejected.label),
                    "<a\(href: Route.decision(decision.id))>\(label)</a>, \(language.shortTime(decision.day))"))
        }
        if let confirmed = grant?.confirmations.last(where: { $0.day <= sight.day }) {
            rows.append(
                .init(
                    context.say(da: "Bekræftet uændret", en: "Confirmed unchanged"),
                    "\(language.shortTime(confirmed.day))"))
        }
        if let answered = grant ?? decisions.last, answered.outcome != .returned, let update = answered.made?.update {
            let answer =
                update.isNeeded
                ? context.say(da: "Dokumentet skal ændres", en: "The document is to be changed")
                : context.say(da: "Dokumentet skal ikke ændres", en: "The document is not to be changed")
            rows.append(.init(answer, text: context.text(update.reason)))
        }
        if let note = known.ending.value(on: sight.day) {
            rows.append(
                .init(context.say(da: "Reglen følges igen", en: "The rule is followed again"), text: context.text(note))
            )
        }
        for next in sight.dispensations(about: sections.document.id) where next.request?.follows == known.id {
            let label = sight.label(.dispensation(next.id), language) ?? context.say(Sentence.erased)
            let heading: Phrase =
                grant == nil
                ? Phrase(da: "Søgt på ny", en: "Asked anew") : Phrase(da: "Søgt forlænget", en: "Extension asked for")
            rows.append(.init(context.say(heading), "<a\(href: Route.dispensation(next.id))>\(label)</a>"))
        }
        if let reason = known.withdrawal.value(on: sight.day) {
            rows.append(.init(context.say(da: "Trukket tilbage", en: "Withdrawn"), text: context.text(reason)))
        }
        let conditions = Reader.tasks(about: sections.subject, context)
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Kort om sagen", en: "In short"), SummaryList(rows: rows).html(language)))\
            \(conditions)\(if: decisions.last, { JournalParts(subject: .decision($0.id), context: context).rail() })</div>
            """
    }
}
