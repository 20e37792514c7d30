// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The form by which a risk is judged: a group of fields for each stage, and in it one row for each dimension with the steps in
/// words (policy §8: every dimension is judged). What was chosen last time stands beside, so that nothing is chosen beforehand.
struct AssessForm {
    private static let kind = CommandKind.assessRisk
    /// What is always judged comes first.
    private static let order: [Risk.Stage] = [.current, .inherent, .residual, .target]

    private let view: RiskView
    private let method: RiskMethod
    private let words: RiskWords
    private let refusal: Refusal?
    private let context: Context

    private var language: Language { context.language }

    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        guard let id = context.argument("risk").flatMap({ ID<Risk>($0) }), let adopted = context.sight.riskMethod else {
            return GenericForm.content(kind, refusal, in: context)
        }
        let view = try RiskView(id, context)
        let form = AssessForm(
            view: view, method: adopted.method, words: context.sight.words(of: adopted), refusal: refusal,
            context: context)
        let title = context.say(kind.label)
        let head = Head(
            crumbs: [
                .init(context.say(RiskListPage.title), Route.riskList.link),
                .init(view.wording.label, Route.risk(id).link),
                .init(title),
            ], title: title, sentence: "\(view.title)",
            acts: AppraisalKey(view.known, context).map {
                [Button(context.say(AppraisalPage.title)).link($0.link(1))]
            } ?? []
        ).html(context.language)
        return Content(
            title, menu: .riskList, status: CommandForm.status(refusal),
            head + CommandForm.summary(refusal, in: context) + form.html)
    }

    private var html: HTML {
        func field(_ name: String) -> HTML { CommandForm.field(name, of: Self.kind, refusal, in: context) }
        let risk = view.known.id
        let last = ["reason", "confidence", "disagreement", "treatment", "next", Domain.Field.late.name].map(field)
        let cancel = Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route.risk(risk).link)
        let fields =
            day + HTML(each: Self.order, group) + HTML(joining: Array(last.prefix(4))) + numbers
            + HTML(joining: Array(last.dropFirst(4)))
        return CommandForm.open(
            Self.kind, in: context, about: view.subject, hidden: [("risk", risk.description)], asksBeforeLeaving: true
        ).html(
            fields + PostForm.foot([Button(context.say(Self.kind.label), kind: .primary, icon: .check).submit, cancel]))
    }

    private var day: HTML {
        var asked = context
        if asked.arguments.texts["day"] == nil {
            asked.arguments.texts["day"] = [language.fieldDay(context.sight.today)]
        }
        return CommandForm.field("day", of: Self.kind, refusal, in: asked)
    }

    /// Intervals for whoever can give them. They are asked for anew each time, with what was said last beside.
    private var numbers: HTML {
        let names = Risk.Numbers.names
        let last = view.assessment?.numbers
        let said: HTML =
            last.map { one in
                let planned = one.written { (try? context.sight.measure($0).0)?.number }.last?.value
                return
                    "<p>\(context.say(da: "Sidste gang", en: "Last time")): \(language(one.often)), \(language(one.cost))\(if: planned, { ". \($0)" })</p>"
            } ?? HTML()
        let isOpen = last != nil || names.contains { refusal?.field == $0 || !(context.argument($0) ?? "").isEmpty }
        let plans = view.measures.map { known in
            "FOR-\(known.number) (\(language(known.standing(on: context.sight.day).label).lowercasedFirst))"
        }
        let named: HTML =
            plans.isEmpty
            ? HTML()
            : "<p class=\"hint\">\(context.say(da: "Risikoen nævner", en: "The risk names")) \(language.list(plans)).</p>"
        return """
            <details class="choices"\(flag: "open", isOpen)><summary>\(context.say(
                da: "Økonomien kan også gives som tal", en: "The economy can be given in numbers too"))</summary>\
            <fieldset class="stagefields"><legend>\(context.say(RiskNumbersPage.title))</legend>\
            <p class="hint">\(context.say(
                da: "To tal, som sandheden ligger imellem ni gange ud af ti, som det er nu. Uden dem er risikoen ikke med i risikotallene.",
                en: "Two numbers that hold the truth nine times of ten, as it is now. Without them the risk is not among the risks in numbers."))</p>\
            \(said)\(each: names, { CommandForm.field($0, of: Self.kind, refusal, in: context) })\(named)</fieldset></details>
            """
    }

    // MARK: A stage

    private func group(_ stage: Risk.Stage) -> HTML {
        let fields = likelihood(stage) + HTML(each: RiskMethod.Dimension.allCases) { dimension($0, stage) }
        guard stage != .current else { return fieldset(stage, fields) }
        let isOpen = names(stage).contains { name in
            refusal?.field == name || !(context.argument(name) ?? "").isEmpty
        }
        let offer = context.say(
            da: "\(language(stage.label)) risiko kan vurderes for sig",
            en: "\(language(stage.label)) risk can be judged too")
        return """
            <details class="choices"\(flag: "open", isOpen)><summary>\(stage == .target
                ? context.say(da: "Mål for risikoen kan sættes", en: "A target can be set") : offer)</summary>\
            \(fieldset(stage, fields))</details>
            """
    }

    private func fieldset(_ stage: Risk.Stage, _ fields: HTML) -> HTML {
        """
        <fieldset class="stagefields"><legend>\(language(stage.label))</legend>\
        <p class="hint">\(hint(stage))</p>\(fields)</fieldset>
        """
    }

    private func names(_ stage: Risk.Stage) -> [String] {
        [AssessRisk.field(stage)]
            + RiskMethod.Dimension.allCases.flatMap { [AssessRisk.field(stage, $0), AssessRisk.reason(stage, $0)] }
    }

    private func hint(_ stage: Risk.Stage) -> String {
        switch stage {
        case .current:
            context.say(
                da: "Som det er nu, med de foranstaltninger, der er indført.",
                en: "As it is now, with the measures that are in place.")
        case .inherent:
            context.say(da: "Som om intet var gjort mod den.", en: "As if nothing were done about it.")
        case .residual:
            context.say(
                da: "Når det, der er planlagt, er indført.", en: "When what is planned is in place.")
        case .target:
            context.say(da: "Der, hvor I vil hen med den.", en: "Where you want to bring it.")
        }
    }

    private func likelihood(_ stage: Risk.Stage) -> HTML {
        let name = AssessRisk.field(stage)
        let options = (1...method.steps).map { step in
            (
                value: "\(step)",
                label: "\(step). \(language(words.likelihood(step))) (\(language(method.often(step))))"
            )
        }
        return """
            <div class="dimrow">\(select(
                name, context.say(da: "Sandsynlighed", en: "Likelihood"), options,
                last: view.assessment?[stage].map { "\($0.likelihood)" }, isOptional: stage != .current))</div>
            """
    }

    private func dimension(_ dimension: RiskMethod.Dimension, _ stage: Risk.Stage) -> HTML {
        let steps = (1...method.steps).map { step -> (value: String, label: String) in
            let cost = dimension == .economy ? " (\(language(method.cost(step))))" : ""
            return ("\(step)", "\(step). \(language(words.consequence(dimension, step)))\(cost)")
        }
        let options = steps + [(value: "none", label: context.say(da: "Ikke relevant", en: "Not relevant"))]
        let before = view.assessment?[stage]?.consequences.first { $0.dimension == dimension }
        let last = before.map { one in
            one.step.map { "\($0)" } ?? context.say(da: "ikke relevant", en: "not relevant")
        }
        let reason = AssessRisk.reason(stage, dimension)
        return """
            <div class="dimrow">\(select(
                AssessRisk.field(stage, dimension), language(dimension.label), options, last: last,
                isOptional: stage != .current))\(Field(
                    reason, context.say(da: "Hvorfor?", en: "Why?"),
                    hint: context.say(
                        da: "Skal udfyldes, når dimensionen ikke er relevant.",
                        en: "Needed where the dimension is not relevant."),
                    error: CommandForm.error(reason, refusal, in: context), isOptional: true,
                    .area(context.argument(reason) ?? "", rows: 2)
                ).html(language))</div>
            """
    }

    private func select(
        _ name: String, _ label: String, _ options: [(value: String, label: String)], last: String?, isOptional: Bool
    ) -> HTML {
        let first =
            isOptional ? context.say(da: "Ikke vurderet", en: "Not judged") : context.say(da: "Vælg", en: "Choose")
        return Field(
            name, label, hint: last.map { context.say(da: "Sidste gang: \($0)", en: "Last time: \($0)") },
            error: CommandForm.error(name, refusal, in: context), isOptional: isOptional,
            .choice([(value: "", label: first)] + options, chosen: context.argument(name) ?? "")
        ).html(language)
    }
}
