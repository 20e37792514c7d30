// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One risk: where it stands, why it has its level, what is done about it, what was decided, and what was looked at
/// (policy §8).
struct RiskPage {
    let view: RiskView

    private var context: Context { view.context }
    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var known: Risk { view.known }
    private var wording: Risk.Wording { view.wording }
    private var own: [(String, String?)] { [("risk", known.id.description)] }

    static func content(_ id: ID<Risk>, in context: Context) throws(Refusal) -> Content {
        let page = RiskPage(view: try RiskView(id, context))
        return Content(page.view.name, menu: .riskList, page.body)
    }

    private var body: HTML {
        let head = Head(
            crumbs: [.init(context.say(RiskListPage.title), Route.riskList.link), .init(wording.label)],
            title: view.title, state: state, acts: acts
        ).html(language)
        let matter =
            why + scenario + measures + RiskGuidePanel(view: view).html + RiskTreatment(view: view).html
            + RiskHistory(view: view).html
        return head + notes + Columns.matter(matter, side: rail, isNarrow: true)
            + context.historyPanel([view.subject] + sight.proposals(about: view.subject).map { .proposal($0.id) })
    }

    private var state: [HTML] {
        var line = [sight.riskStanding(known).tag(language).html]
        if !view.stages.isEmpty { line.append(view.moves) }
        line.append("\(language(wording.kind.label))")
        line.append("\(context.name(wording.unit))")
        return line
    }

    private var acts: [HTML] {
        guard !sight.isPast else { return [] }
        var acts = [Button(context.say(RiskCardPage.title)).link(Route.riskCard(known.id).link)]
        guard !known.isClosed(on: sight.day) else { return acts }
        func offer(
            _ kind: CommandKind, _ label: Phrase? = nil, _ query: [(String, String?)] = [], isPrimary: Bool = false
        ) {
            guard sight.may(kind, about: view.subject) else { return }
            acts.append(
                Button(context.say(label ?? kind.label), kind: isPrimary ? .primary : .normal).link(
                    Link(Route.command(kind), query: own + query)))
        }
        offer(.setRisk, Phrase(da: "Ret", en: "Change"))
        if let key = AppraisalKey(view.known, context) {
            acts.append(Button(context.say(AppraisalPage.title)).link(key.link(1)))
        }
        if view.assessment != nil { offer(.verifyRisk) }
        switch sight.riskStanding(known) {
        case .undecided: offer(.proposeAcceptance)
        case .untreated, .unacceptable: offer(.addAction, Phrase(da: "Aftal en opgave", en: "Agree on a task"))
        case .unassessed, .within, .accepted, .awaiting, .closed: break
        }
        offer(.assessRisk, isPrimary: true)
        return acts
    }

    private var notes: HTML {
        var notes = HTML()
        if let reason = known.closing.value(on: sight.day) {
            notes += Note(.info).html(context.say(da: "Lukket", en: "Closed"), "\(context.text(reason))")
        }
        if wording.isBarred {
            notes += Note(.bad).html(
                context.say(da: "Kan ikke accepteres", en: "Cannot be accepted"),
                """
                \(context.say(
                    da: "Det, risikoen handler om, må ikke ske, uanset hvor sandsynligt det er. Den skal undgås eller nedbringes.",
                    en: "What the risk is about must not happen, however likely it is. It must be avoided or reduced."))
                """)
        }
        if let assessment = view.assessment, let current = sight.riskMethod, current.proposal != assessment.method {
            notes += Note(.info).html(
                context.say(da: "Vurderet efter en tidligere metode", en: "Assessed by an earlier method"),
                """
                \(context.say(
                    da: "Tallene er dem, der gjaldt ved vurderingen. Vurder risikoen igen for at se den efter den metode, der gælder nu.",
                    en: "The numbers are those of the time of the assessment. Assess the risk again to see it by the method in force."))
                """)
        }
        return notes
    }

    // MARK: Why it has its level

    private var why: HTML {
        guard let assessment = view.assessment, let method = view.method,
            let level = assessment.current.level(by: method)
        else {
            return Panel(id: "hvorfor", heading: context.say(da: "Vurdering", en: "Assessment")).html(
                Empty(
                    context.say(da: "Risikoen er ikke vurderet endnu.", en: "The risk has not been assessed yet."),
                    "<p>\(context.say(da: "Den skal vurderes senest 30 dage efter, at den blev registreret.", en: "It must be assessed within 30 days of its registration."))</p>"
                ).html)
        }
        let word = language(level.label)
        let heading = context.say(da: "Hvorfor \(word.lowercased())?", en: "Why \(word.lowercased())?")
        let perspectives = RiskMethod.Perspective.allCases.map { perspective -> HTML in
            guard let reason = RiskReason(assessment.current, by: method, perspective.dimensions) else {
                return """
                    <div><dt>\(language(perspective.label))</dt><dd>\(context.say(
                        da: "Ingen dimension er relevant.", en: "No dimension is relevant."))</dd></div>
                    """
            }
            return """
                <div><dt>\(language(perspective.label))</dt><dd>\(reason.badge(method).html(language)) \
                \(reason.sentences(language).joined(separator: " "))</dd></div>
                """
        }
        let asked = context.say(da: "Derfor den sandsynlighed", en: "Why this likelihood")
        let sure = context.say(da: "Hvor sikre er vi", en: "How sure we are")
        let disagreed: HTML =
            assessment.disagreement.map { text in
                """
                <div><dt>\(context.say(da: "Det var vurderingsholdet ikke enige om", en: "What the assessors did not agree on"))</dt>\
                <dd>\(context.paragraphs(text))</dd></div>
                """
            } ?? HTML()
        let lower = assessment.current.reliefs(by: method).prefix(3).map { relief -> String in
            let what =
                relief.dimension.map { language($0.label) } ?? context.say(da: "Sandsynligheden", en: "The likelihood")
            let level = language(relief.level.label).lowercased()
            return context.say(
                da: "\(what) fra trin \(relief.from) til trin \(relief.to): så er risikoen \(level).",
                en: "\(what) from step \(relief.from) to step \(relief.to): then the risk is \(level).")
        }
        let reliefs: HTML =
            lower.isEmpty
            ? HTML()
            : """
            <div><dt>\(context.say(da: "Det ville sænke den", en: "What would lower it"))</dt>\
            <dd>\(each: lower, { "<p>\($0)</p>" })</dd></div>
            """
        let aside: HTML = """
            <a\(href: Route.proposal(assessment.method))>\(context.say(da: "Metoden", en: "The method"))</a>
            """
        return Panel(id: "hvorfor", heading: heading, aside: aside).html(
            """
            <div class="pad"><dl class="sum wide">\(each: perspectives, { $0 })\
            <div><dt>\(asked)</dt><dd>\(context.paragraphs(assessment.reason))</dd></div>\
            <div><dt>\(sure)</dt><dd>\(language(assessment.confidence.label))</dd></div>\(if: assessment.numbers, numbers)\(disagreed)\(reliefs)</dl></div>\
            \(RiskDimensions(
                assessment: assessment, method: method,
                words: { context.words(of: $0, step: $1, by: assessment.method) }, context: context).html)
            """)
    }

    /// How often and how much, where somebody gave intervals.
    private func numbers(_ numbers: Risk.Numbers) -> HTML {
        let said = context.say(
            da:
                "\(language(numbers.often)); når det sker, \(language(numbers.cost)). Sandheden ligger imellem ni gange ud af ti.",
            en:
                "\(language(numbers.often)); when it happens, \(language(numbers.cost)). The truth lies between nine times of ten."
        )
        return """
            <div><dt>\(context.say(da: "I tal", en: "In numbers"))</dt><dd>\(said) \
            <a\(href: Route.riskNumbers)>\(context.say(RiskNumbersPage.title))</a></dd></div>
            """
    }

    // MARK: What it is about

    private var scenario: HTML {
        let hidden = wording.assets.count - view.assets.count
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Scenarie", en: "Scenario"), context.paragraphs(wording.scenario))
        ]
        if !wording.assets.isEmpty {
            let links: HTML =
                "\(each: view.assets, between: "<br>", { "<a\(href: Route.asset($0.asset.id))>\($0.label)</a>" })"
            let rest: HTML =
                hidden > 0
                ? "<p class=\"muted\">\(context.say(da: "\(hidden) aktiver, som du ikke må se, er udeladt.", en: "\(hidden) assets that you may not see are left out."))</p>"
                : HTML()
            rows.append(.init(context.say(da: "Aktiver", en: "Assets"), links + rest))
        }
        if !wording.threats.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Trusler", en: "Threats"),
                    "\(each: wording.threats, between: "<br>", { "\(context.name(threat: $0))" })"))
        }
        if let vulnerabilities = wording.vulnerabilities {
            rows.append(
                .init(context.say(da: "Sårbarheder", en: "Vulnerabilities"), context.paragraphs(vulnerabilities)))
        }
        if !wording.properties.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Går ud over", en: "Harms"),
                    text: language.list(wording.properties.map { language($0.label).lowercasedFirst })))
        }
        let events = wording.events.compactMap { id in sight.label(.risk(id), language).map { (id, $0) } }
        if !events.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Hører til begivenheden", en: "Belongs to the event"),
                    "\(each: events, between: "<br>", { "<a\(href: Route.risk($0.0))>\($0.1)</a>" })"))
        }
        return Panel(id: "scenarie", heading: context.say(da: "Hvad kan ske", en: "What can happen")).padded(
            SummaryList(rows: rows, isWide: true).html(language))
    }

    private var measures: HTML {
        let heading = context.say(da: "Foranstaltninger", en: "Measures")
        let found = view.measures
        guard !found.isEmpty else {
            return Panel(id: "foranstaltninger", heading: heading).html(
                Empty(
                    context.say(da: "Der er ingen foranstaltninger mod den.", en: "There are no measures against it.")
                ).html)
        }
        return Panel(id: "foranstaltninger", heading: heading).html(context.measureRows(found))
    }

    // MARK: The rail

    private var rail: HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Enhed", en: "Unit"), text: context.name(wording.unit)),
            .init(
                context.say(da: "Risikoejer", en: "Risk owner"),
                text: view.owner ?? context.say(da: "Ingen udpeget", en: "None named")),
        ]
        if let assessment = view.assessment {
            rows.append(.init(context.say(da: "Vurderet", en: "Assessed"), language.shortTime(assessment.day)))
            rows.append(
                .init(context.say(da: "Håndteres ved at", en: "Treated by"), text: language(assessment.treatment.label))
            )
        }
        if let next = view.next {
            rows.append(
                .init(context.say(da: "Ses efter igen senest", en: "Looked at again by"), language.shortTime(next)))
        }
        rows.append(
            .init(context.say(da: "Klassifikation", en: "Classification"), text: language(wording.classification.label))
        )
        rows.append(.init(context.say(da: "Registreret", en: "Registered"), language.shortTime(known.setOn)))
        var links: [(label: String, link: Link)] = []
        if !sight.isPast, !known.isClosed(on: sight.day), sight.may(.closeRisk, about: view.subject) {
            links.append((context.say(CommandKind.closeRisk.label), Link(Route.command(.closeRisk), query: own)))
        }
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om risikoen", en: "About it"), SummaryList(rows: rows).html(language)))\
            \(when: !links.isEmpty, Reader.links(links))</div>
            """
    }
}
