// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Proposing a method: the one that holds or a shipped one is filled in, and everything in it can be changed. It works without a
/// script: each cell is a choice of its own, in one group for each likelihood.
enum RiskMethodForm {
    private static let kind = CommandKind.proposeRiskMethod

    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        var filled = context
        if refusal == nil, context.arguments.texts["question"] == nil { try fill(&filled) }
        let base = filled.argument("base").flatMap { RiskMethod.Base(rawValue: $0) } ?? .five
        filled.arguments.texts["base"] = [base.rawValue]
        return RiskMethodFields(base: base, refusal: refusal, context: filled).content
    }

    /// From the proposal that it takes the place of, from the shipped method that is asked for, or from the one that holds.
    private static func fill(_ context: inout Context) throws(Refusal) {
        let sight = context.sight
        if let id = context.argument("follows").flatMap({ ID<Proposal>($0) }) {
            let (_, wording) = try sight.proposal(id)
            if case .method(let method, let words) = wording.content { fill(method, words, &context) }
            for (name, text) in [
                ("question", wording.question), ("reasons", wording.reasons), ("if_yes", wording.ifYes),
                ("if_no", wording.ifNo),
            ] {
                context.arguments.texts[name] = sight.text(text).map { [$0] }
            }
            context.arguments.texts["conditions"] = wording.conditions.flatMap { sight.text($0) }.map { [$0] }
            return
        }
        if let base = context.argument("base").flatMap({ RiskMethod.Base(rawValue: $0) }) {
            fill(.shipped(base), nil, &context)
        } else if let adopted = sight.riskMethod {
            fill(adopted.method, adopted.words, &context)
        } else {
            fill(.five, nil, &context)
        }
        context.arguments.texts["question"] = [
            context.say(
                da: "Skal risici vurderes efter denne metode?", en: "Are risks to be judged by this method?")
        ]
    }

    private static func fill(_ method: RiskMethod, _ words: ValueID?, _ context: inout Context) {
        func set(_ name: String, _ text: String?) { context.arguments.texts[name] = text.map { [$0] } }
        set("base", method.base.rawValue)
        set("score", method.score.rawValue)
        for (index, rate) in method.rates.enumerated() where index > 0 {
            set(ProposeRiskMethod.rate(index + 1), "\(rate / 1000)")
        }
        for (index, amount) in method.amounts.enumerated() where index > 0 {
            set(ProposeRiskMethod.amount(index + 1), "\(amount / 100)")
        }
        for cell in method.allCells {
            set(ProposeRiskMethod.cell(cell.likelihood, cell.consequence), method.level(of: cell).rawValue)
        }
        for dimension in RiskMethod.Dimension.allCases {
            let floor = method.floors.last { $0.dimension == dimension }
            set(ProposeRiskMethod.floor(dimension), ProposeRiskMethod.written(floor))
        }
        for level in RiskMethod.Level.allCases {
            let acceptance = method.acceptance(of: level)
            set(ProposeRiskMethod.acceptance(level), acceptance.kind.rawValue)
            set(ProposeRiskMethod.months(level), acceptance.months.map { "\($0)" })
        }
        set("months", "\(method.months)")
        set("words", words.flatMap { context.sight.text($0) })
    }
}

/// The form, with the fields that the method has.
private struct RiskMethodFields {
    let base: RiskMethod.Base
    let refusal: Refusal?
    let context: Context

    private var language: Language { context.language }
    private var steps: [Int] { Array(1...base.steps) }
    private var kind: CommandKind { .proposeRiskMethod }

    var content: Content {
        let title = context.say(kind.label)
        let others = RiskMethod.Base.allCases.map { other in
            Button(
                context.say(da: "Begynd fra \(other.label.da)", en: "Begin from \(other.label.en)"), size: .small
            ).link(Link(Route.command(kind), query: [("base", other.rawValue)]))
        }
        let head = Head(
            crumbs: [.init(context.say(RiskMethodPage.title), Route.riskMethod.link), .init(title)], title: title,
            sentence: """
                \(context.say(
                    da: "Direktionen vedtager metoden. Vurderinger beholder den metode, de er lavet efter.",
                    en: "The direktion adopts the method. Assessments keep the method that they were made under."))
                """, acts: others
        ).html(language)
        let cancel = Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route.riskMethod.link)
        let form = CommandForm.open(
            kind, in: context, hidden: [("base", base.rawValue)], asksBeforeLeaving: true
        ).html(
            matter + scales + cells + floors + criteria + own
                + PostForm.foot([Button(title, kind: .primary).submit, cancel]))
        return Content(
            title, menu: .riskMethod, status: CommandForm.status(refusal),
            head + CommandForm.summary(refusal, in: context) + form)
    }

    private func field(_ name: String) -> HTML { CommandForm.field(name, of: kind, refusal, in: context) }

    /// A choice without an empty one, since it is filled in.
    private func choice(_ name: String, _ label: String, _ choices: [Domain.Field.Choice]) -> HTML {
        Field(
            name, label, error: CommandForm.error(name, refusal, in: context),
            .choice(
                choices.map { ($0.value, context.say($0.label)) },
                chosen: context.argument(name) ?? choices.first?.value ?? "")
        ).html(language)
    }

    private func number(_ name: String, _ label: String) -> HTML {
        Field(
            name, label, error: CommandForm.error(name, refusal, in: context),
            .text(context.argument(name) ?? "", .number)
        ).html(language)
    }

    private func group(_ legend: String, _ hint: String? = nil, _ fields: HTML) -> HTML {
        """
        <fieldset><legend class="qlabel">\(legend)</legend>\(if: hint, { "<span class=\"hint\">\($0)</span>" })\
        <div class="levels">\(fields)</div></fieldset>
        """
    }

    private func part(_ id: String, _ heading: String, _ body: HTML) -> HTML {
        Panel(id: id, heading: heading, isWide: true).padded(body)
    }

    // MARK: Parts

    private var matter: HTML {
        part(
            "indstilling", context.say(da: "Indstillingen", en: "The proposal"),
            HTML(joining: ["question", "reasons", "if_yes", "if_no", "conditions", "due", "follows"].map(field)))
    }

    private var scales: HTML {
        let steps = steps.dropFirst()
        let begins = { (step: Int) in context.say(da: "Trin \(step) begynder ved", en: "Step \(step) begins at") }
        return part(
            "skalaer", context.say(da: "Skalaerne", en: "The scales"),
            group(
                context.say(RiskWords.likelihoodLabel),
                context.say(
                    da: "Gange på 1.000 år. 20 er én gang på 50 år; 2500 er 2,5 gange om året.",
                    en: "Times in 1,000 years. 20 is once in 50 years; 2500 is 2.5 times a year."),
                HTML(joining: steps.map { number(ProposeRiskMethod.rate($0), begins($0)) }))
                + group(
                    context.say(RiskMethod.Dimension.economy.label),
                    context.say(da: "Hele kroner.", en: "Whole kroner."),
                    HTML(joining: steps.map { number(ProposeRiskMethod.amount($0), begins($0)) })))
    }

    private var cells: HTML {
        let words = RiskWords(base)
        let rows = steps.reversed().map { likelihood in
            group(
                context.say(
                    da: "Sandsynlighed \(likelihood)", en: "Likelihood \(likelihood)"),
                language(words.likelihood(likelihood)),
                HTML(
                    joining: steps.map { consequence in
                        choice(
                            ProposeRiskMethod.cell(likelihood, consequence),
                            context.say(da: "Konsekvens \(consequence)", en: "Consequence \(consequence)"),
                            RiskMethod.Level.choices)
                    }))
        }
        return part(
            "felter", context.say(da: "Niveauet i hvert felt", en: "The level of every cell"),
            HTML(joining: rows)
                + choice(
                    "score", context.say(da: "Tal i felterne", en: "Numbers in the cells"), RiskMethod.Score.choices))
    }

    private var floors: HTML {
        let fields = RiskMethod.Dimension.allCases.map { dimension -> HTML in
            let name = ProposeRiskMethod.floor(dimension)
            let known = kind.fields.first { $0.name == name }
            guard case .choice(let all)? = known?.kind else { return HTML() }
            // A step that the method has not is no choice in it.
            let fitting = all.filter { choice in
                choice.value.split(separator: "-").last.flatMap { Int($0) }.map { $0 <= base.steps } ?? true
            }
            return choice(name, language(dimension.label), fitting)
        }
        return part(
            "bundgraenser", context.say(da: "Bundgrænser", en: "Floors"),
            "<p>\(context.say(da: "Så højt er niveauet mindst, hvor sjælden risikoen end er.", en: "The level is at least that high, however rare the risk."))</p>"
                + HTML(joining: fields))
    }

    private var criteria: HTML {
        let levels = RiskMethod.Level.allCases.map { level in
            Field.pair(
                choice(
                    ProposeRiskMethod.acceptance(level), language(level.label), RiskMethod.Acceptance.Kind.choices),
                number(
                    ProposeRiskMethod.months(level),
                    context.say(
                        da: "\(level.label.da): højst så mange måneder", en: "\(level.label.en): so many months at most"
                    )))
        }
        return part(
            "accept", context.say(da: "Hvad der accepteres", en: "What is accepted"),
            HTML(joining: levels) + field("months"))
    }

    private var own: HTML {
        part("ord", context.say(da: "Ordene", en: "The words"), field("words"))
    }
}
