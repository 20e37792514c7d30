// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What was answered when a risk was judged question by question: which threats are not relevant and why, and what is in
/// place, on the page of the risk.
struct RiskGuidePanel {
    let view: RiskView

    private var context: Context { view.context }

    var html: HTML {
        guard let guide = view.assessment?.guide else { return HTML() }
        let reasons = guide.dismissals.flatMap { context.sight.text($0) }.map { Risk.Guide.reasons($0) } ?? [:]
        var rows = guide.dismissed.map { threat in
            Rows.Row(
                label: context.name(threat: threat),
                end: Tag(context.say(da: "Ikke relevant", en: "Not relevant")).html,
                text: reasons[threat].map { "\($0)" })
        }
        rows += guide.provisions.map { one in
            Rows.Row(label: name(one.about), end: one.answer.tag(context.language).html)
        }
        guard !rows.isEmpty else { return HTML() }
        return Panel(
            id: "svar", heading: context.say(da: "Svar fra vurderingen", en: "Answers of the appraisal")
        ).html(Rows(rows: rows).html)
    }

    private func name(_ about: Risk.Guide.Provision.About) -> String {
        switch about {
        case .measure(let id): context.sight.label(.measure(id), context.language) ?? context.say(Sentence.erased)
        case .control(let reference):
            reference.framework.text == "27002" ? context.name(control: reference.clause) : context.name(reference)
        }
    }
}

extension Risk.Guide.InPlace {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .yes: Tag(language(label), .ok)
        case .partly, .unknown: Tag(language(label), .warn)
        case .no: Tag(language(label), .bad)
        }
    }
}
