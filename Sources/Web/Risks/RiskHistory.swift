// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// When a risk was verified and why (record format 4, policy §8), what asks for the next time, and every assessment under the
/// method that it was made by.
struct RiskHistory {
    let view: RiskView

    private var context: Context { view.context }
    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    var html: HTML { verifications + assessments }

    private var verifications: HTML {
        let heading = context.say(da: "Verifikationer", en: "Verifications")
        let made = view.known.verifications.filter { $0.day <= sight.day }
        let rows = made.reversed().map { one in
            WorkTable.Row([
                .title(language.day(one.day), Route.entry(one.position).link, why: "\(context.text(one.finding))"),
                .init(text: language(one.cause.label)),
                one.by.map { .init(text: context.name($0, on: one.day)) }
                    ?? .none(context.say(da: "ingen", en: "none")),
                .init(language.shortTime(one.next)),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Dag", en: "Day"), .title),
                .init(context.say(da: "Anledning", en: "Cause"), isNamedWhenFolded: true),
                .init(context.say(da: "Af", en: "By"), .who, room: .notOnPhone),
                .init(context.say(da: "Næste senest", en: "Next by"), .due, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(
                    da: "Risikoen er ikke verificeret, siden den blev vurderet.",
                    en: "The risk has not been verified since it was assessed.")))
        return Panel(id: "verifikationer", heading: heading).html(due + table.html)
    }

    /// What is due, and what made it so.
    private var due: HTML {
        let open = sight.duties(about: view.subject).filter {
            [.open, .overdue].contains($0.standing(on: sight.day))
        }
        let changed = sight.openTriggers(of: view.known).reversed().compactMap { trigger -> Rows.Row? in
            guard let label = sight.label(trigger.subject, language) else { return nil }
            return Rows.Row(
                label: label, link: Route(trigger.subject).link, end: language.shortTime(trigger.day),
                text:
                    "\(context.say(da: "Ændret siden sidst", en: "Changed since the last look")): \(language(trigger.cause.label).lowercasedFirst)"
            )
        }
        let rows =
            changed
            + open.map { duty in
                Rows.Row(
                    label: sight.sentence(duty, language), end: language.shortTime(duty.due),
                    text: "\(language(duty.rule.clause))")
            }
        return rows.isEmpty ? HTML() : Rows(rows: rows).html
    }

    private var assessments: HTML {
        let heading = context.say(da: "Vurderinger", en: "Assessments")
        let made = view.known.assessments.filter { $0.day <= sight.day }
        guard !made.isEmpty else { return HTML() }
        let rows = made.reversed().map { one -> WorkTable.Row in
            let method = context.method(of: one.method)?.method
            let stages = Risk.Stage.allCases.compactMap { stage -> (stage: Risk.Stage, badge: RiskBadge)? in
                guard let method, let estimate = one[stage],
                    let badge = RiskReason(estimate, by: method, RiskMethod.Dimension.allCases)?.badge(method)
                else { return nil }
                return (stage, badge)
            }
            return WorkTable.Row([
                .title(language.day(one.day), Route.entry(one.position).link, why: "\(context.text(one.reason))"),
                .init(RiskBadge.moves(stages, language)),
                .init(
                    """
                    <a\(href: Route.proposal(one.method))>\(method.map { language($0.base.label) } ?? "")</a>
                    """),
                one.by.map { .init(text: context.name($0, on: one.day)) }
                    ?? .none(context.say(da: "ingen", en: "none")),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Dag", en: "Day"), .title),
                .init(context.say(da: "Niveau", en: "Level")),
                .init(context.say(da: "Metode", en: "Method"), room: .notOnPhone),
                .init(context.say(da: "Af", en: "By"), .who, room: .medium),
            ], groups: [.init(nil, rows)])
        return Panel(id: "vurderinger", heading: heading).html(table.html)
    }
}
