// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The ten-minute appraisal of an asset (policy §7: guided forms; §8-k: understandable): six steps for somebody who is no
/// expert, answered in described words. Steps and numbers of the method are first seen in the result.
struct AppraisalPage {
    static let title = Phrase(da: "Vurdér på ti minutter", en: "Appraise in ten minutes")

    /// What is wrong with what was sent.
    struct Fault: Sendable {
        var problems: [ErrorSummary.Problem] = []
        /// What else is to be said.
        var note: Phrase?

        func error(_ field: String) -> String? { problems.first { $0.field == field }?.message }
    }

    let steps: AppraisalSteps
    let step: Int
    let fault: Fault

    var matter: AppraisalMatter { steps.matter }
    var draft: AppraisalDraft { steps.draft }
    var context: Context { matter.context }
    var language: Language { context.language }

    static func content(
        _ key: AppraisalKey, _ step: Int, _ draft: AppraisalDraft, _ fault: Fault = .init(), in context: Context
    ) throws(Refusal) -> Content {
        guard AppraisalDraft.steps.contains(step) else { throw .unknown }
        let page = AppraisalPage(
            steps: AppraisalSteps(try AppraisalMatter(key, context), draft), step: step, fault: fault)
        return Content(page.heading, menu: .risks, page.body)
    }

    private var heading: String {
        switch step {
        case 1: context.say(da: "Passer det, vi ved?", en: "Is what we know right?")
        case 2: context.say(da: "Hvad er det værste, der kan ske?", en: "What is the worst that can happen?")
        case 3: context.say(da: "Hvad kan ske her?", en: "What can happen here?")
        case 4: context.say(da: "Hvad er der allerede?", en: "What is in place?")
        case 5: context.say(da: "Resultatet", en: "The result")
        case _: context.say(da: "Hvad gør I ved det?", en: "What do you do about it?")
        }
    }

    private var progress: String {
        let last = AppraisalDraft.steps.upperBound
        return context.say(da: "Trin \(step) af \(last)", en: "Step \(step) of \(last)")
    }

    private var body: HTML {
        var crumbs: [Head.Crumb] = [.init(matter.name, Route.asset(matter.key.asset).link)]
        if let risk = matter.risk { crumbs.append(.init(risk.wording.label, Route.risk(risk.known.id).link)) }
        crumbs.append(.init(progress))
        let head = Head(crumbs: crumbs, title: heading).html(language)
        let inner: HTML =
            switch step {
            case 1: form(facts, isFirst: true)
            case 2: form(consequences)
            case 3: form(threats)
            case 4: form(provisions)
            case 5: needsAnswers ?? result
            case _: needsAnswers ?? (isReady ? confirmation : form(handling))
            }
        return "<div class=\"lesson guide\">\(head)\(bar)\(notes)\(inner)\(expert)</div>"
    }

    /// How far one is, as a bar; the words are in the trail above it.
    private var bar: HTML {
        """
        <svg class="bar way" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="trk" y="3" width="100" height="6"/><rect class="val" y="3" \
        width="\(Fraction.width(step, of: AppraisalDraft.steps.upperBound))" height="6"/></svg>
        """
    }

    private var notes: HTML {
        var notes = ErrorSummary(problems: fault.problems).html(language)
        if let note = fault.note { notes += Note(.warn).html("<p>\(context.say(note))</p>") }
        if step == 1, fault.problems.isEmpty, let last = matter.last {
            let day = language.day(last.day)
            let said =
                matter.guide == nil
                ? context.say(
                    da: "Sidst vurderet \(day) i det almindelige skema. Denne gang spørger vi i almindelige ord.",
                    en: "Last assessed on \(day) in the usual form. This time we ask in plain words.")
                : context.say(
                    da: "Sidst vurderet \(day). Vælg »Uændret«, hvor svaret er det samme.",
                    en: "Last assessed on \(day). Choose “Unchanged” where the answer is the same.")
            notes += Note(.info).html("<p>\(said)</p>")
        }
        return notes
    }

    /// The result is shown when there is one.
    private var needsAnswers: HTML? {
        guard let open = steps.open else { return nil }
        let go = Button(context.say(da: "Gå til trin \(open)", en: "Go to step \(open)"), kind: .primary, size: .big)
            .link(matter.key.link(open))
        let said = context.say(
            da: "Nogle spørgsmål er ikke besvaret endnu.", en: "Some questions are not answered yet.")
        return Note(.info).html("<p>\(said)</p>") + "<div class=\"btnrow\">\(go)</div>"
    }

    // MARK: The form of a step

    private func form(_ fields: HTML, isFirst: Bool = false) -> HTML {
        let form = PostForm(
            action: Route.appraisal(matter.key.asset, step).link, csrf: CSRF(context.csrf),
            hidden: [("turn", "\(draft.turn(of: step))")]
                + (matter.key.risk.map { [("risiko", $0.description)] } ?? []),
            asksBeforeLeaving: true)
        let on = Button(context.say(da: "Gem og gå videre", en: "Save and go on"), kind: .primary, size: .big)
        let later = Button(
            context.say(da: "Gem til senere", en: "Save for later"), size: .big, field: ("_act", "later"))
        return form.html(
            "\(fields)<div class=\"btnrow\">\(on.submit)\(later.submit)\(when: !isFirst, back)</div>")
    }

    var back: HTML {
        Button(context.say(da: "Forrige", en: "Back"), size: .big).link(matter.key.link(step - 1))
    }

    /// The form of every stage and dimension, for who wants it.
    private var expert: HTML {
        let link =
            matter.risk.map { Link(Route.command(.assessRisk), query: [("risk", $0.known.id.description)]) }
            ?? Link(
                Route.command(.setRisk),
                query: [("assets", matter.key.asset.description), ("unit", matter.wording.unit.description)])
        return """
            <p class="expert"><a\(href: link)>\(context.say(
                da: "Brug det almindelige skema", en: "Use the usual form"))</a></p>
            """
    }

    private var isReady: Bool { context.argument("klar") != nil && steps.problems(of: 6).isEmpty && fault.note == nil }
}
