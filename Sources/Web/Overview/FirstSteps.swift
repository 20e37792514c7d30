// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What a newly founded organisation does next, in order. It is shown until the first governing document is there.
struct FirstSteps {
    let context: Context

    private var sight: Sight { context.sight }

    init(_ context: Context) {
        self.context = context
    }

    private struct Step {
        let what: Phrase
        let why: Phrase
        let kind: CommandKind
        let isDone: Bool
    }

    /// Nothing once there is a document, or on a past day.
    var html: HTML {
        guard !sight.isPast, sight.documents().first(where: { _ in true }) == nil else { return HTML() }
        let steps = steps
        let mine = steps.first { !$0.isDone && sight.mayEver($0.kind) }
        let heading = context.say(da: "De næste tre skridt", en: "The next three steps")
        return Panel(id: "skridt", heading: heading).html(
            """
            <ol class="rows">\(each: steps.enumerated(), { index, step in
                """
                <li class="stack"><div class="line"><b>\(index + 1). \(context.say(step.what))</b>\(end(step))</div>\
                <p>\(context.say(step.why))</p>\(when: mine?.kind == step.kind, """
                    <p>\(Button(context.say(step.kind.label), kind: .primary).link(Route.command(step.kind).link))</p>
                    """)</li>
                """
            })</ol>
            """)
    }

    private func end(_ step: Step) -> HTML {
        step.isDone
            ? Tag(context.say(da: "Udført", en: "Done"), .ok).html
            : Tag(context.say(da: "Mangler", en: "Missing"), .warn).html
    }

    private var steps: [Step] {
        let hasUnit = sight.units().contains { $0.isOpen(on: sight.day) }
        let isStaffed =
            !sight.holders(of: .security).isEmpty && !sight.members(of: .direktion).isEmpty
        let colleagues = sight.persons().lazy.filter { $0.isActive(on: sight.day) }.prefix(2)
        return [
            Step(
                what: Phrase(da: "Opret enhederne", en: "Open the units"),
                why: Phrase(
                    da: "Enheder ejer dokumenter og svarer for dem (politikkens afsnit 6).",
                    en: "Units own documents and answer for them (section 6 of the policy)."),
                kind: .openUnit, isDone: hasUnit),
            Step(
                what: Phrase(da: "Tilføj personerne, og giv dem roller", en: "Add the people and give them roles"),
                why: Phrase(
                    da: "Informationssikkerhedsteamet og direktionen skal være besat, før noget kan afgøres.",
                    en: "The information-security team and the direktion must be staffed before anything is decided."),
                kind: Array(colleagues).count < 2 ? .addPerson : .grantRole, isDone: isStaffed),
            Step(
                what: Phrase(da: "Importér politikken", en: "Import the policy"),
                why: Phrase(
                    da: "Den læses ordret fra TXT eller Markdown. Alle andre dokumenter hører under den.",
                    en: "It is read word for word from TXT or Markdown. All other documents belong under it."),
                kind: .importDocument, isDone: false),
        ]
    }
}
