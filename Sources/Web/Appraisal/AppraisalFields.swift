// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The questions of the first four steps.
extension AppraisalPage {
    // MARK: 1: what it is

    var facts: HTML {
        let rows = AppraisalSteps.facts.map { name -> HTML in
            let field = AppraisalDraft.fact(name)
            let (label, value) = fact(name)
            return """
                <li>\(if: fault.error(field), { Field.error($0, id: "\(field)-e", language) })<div class="line">\
                <label class="tick"><input type="checkbox" id="\(field)" name="\(field)" value="1"\
                \(flag: "checked", draft[field] != nil)\(attribute: "aria-invalid", fault.error(field).map { _ in "true" })>\
                <span><b>\(label)</b> \(value)</span></label>\(mend(name, label))</div></li>
                """
        }
        let legend = context.say(
            da: "Sæt kryds ved det, der passer.", en: "Tick what is right.")
        return """
            <fieldset><legend class="qlabel">\(legend)</legend><ul class="rows facts">\(each: rows, { $0 })</ul></fieldset>
            """
    }

    private func fact(_ name: String) -> (label: String, value: String) {
        let (wording, sight) = (matter.wording, context.sight)
        func listed(_ items: [String], _ none: String) -> String { items.isEmpty ? none : language.list(items) }
        switch name {
        case "name":
            let about = matter.isAgain ? nil : wording.about.map { context.text($0) }
            return (
                context.say(da: "Det er", en: "It is"),
                [matter.name + ".", about].compactMap { $0 }.joined(separator: " ")
            )
        case "owner":
            let owner = wording.owner.map { context.name($0, on: sight.day) }
            return (
                context.say(da: "Det ejes af", en: "It is owned by"),
                [owner, context.name(wording.unit)].compactMap { $0 }.joined(separator: ", ")
            )
        case "data":
            let data = wording.details.personalData.map { language($0.label).lowercasedFirst }
            let count = wording.details.registered.map { language($0.label).lowercasedFirst }
            let held = listed(data, context.say(da: "ingen har sagt det", en: "nobody has said so"))
            return (
                context.say(da: "Det rummer", en: "It holds"), [held, count].compactMap { $0 }.joined(separator: ", ")
            )
        case "users":
            let users = wording.users.map { context.text($0) }
            let shared =
                wording.isShared ? context.say(da: "kommunerne i fællesskab", en: "the municipalities together") : nil
            return (
                context.say(da: "Det bruges af", en: "It is used by"),
                users ?? shared ?? context.say(da: "ingen har sagt det", en: "nobody has said so")
            )
        case _:
            let carriers = sight.dependences(of: matter.key.asset).prefix(5).compactMap { tie in
                (try? sight.asset(tie.on)).map { context.text($0.1.name) }
            }
            return (
                context.say(da: "Det bygger på", en: "It rests on"),
                listed(Array(carriers), context.say(da: "intet, som er registreret", en: "nothing that is registered"))
            )
        }
    }

    /// Where it is put right; the draft waits meanwhile.
    private func mend(_ name: String, _ label: String) -> HTML {
        let kind: CommandKind = name == "carriers" ? .dependAsset : .setAsset
        guard context.sight.may(kind, about: .asset(matter.key.asset)) else { return HTML() }
        let link = Link(Route.command(kind), query: [("asset", matter.key.asset.description)])
        return """
            <a\(href: link)>\(context.say(da: "Ret", en: "Mend"))<span class="vh">: \(label)</span></a>
            """
    }

    /// How to answer; told once.
    private func lead(_ hint: String) -> HTML { matter.isAgain ? HTML() : "<p>\(hint)</p>" }

    // MARK: 2: the worst

    var consequences: HTML {
        let groups = ControlAttributes.Property.allCases.map { property in
            group(asked(property), Risk.Guide.questions.filter { $0.property == property })
        }
        let once = group(
            matter.isAgain
                ? context.say(da: "Uanset hvad der sker", en: "Whatever happens")
                : context.say(
                    da: "Og hvad er det værste, uanset hvad der sker?", en: "And what is the worst, whatever happens?"),
            Risk.Guide.questions.filter { $0.property == nil })
        let hint = context.say(
            da: "Vælg det værste, der med rimelighed kan tænkes. Du skal ikke tænke på, hvor tit det sker.",
            en: "Choose the worst that can reasonably be imagined. Do not think of how often it happens.")
        return lead(hint) + HTML(joining: groups) + once + irrelevant
    }

    private func asked(_ property: ControlAttributes.Property) -> String {
        if matter.isAgain { return again(property) }
        return switch property {
        case .confidentiality:
            context.say(
                da: "Hvad er det værste, hvis uvedkommende ser oplysningerne?",
                en: "What is the worst if the wrong people see the data?")
        case .integrity:
            context.say(
                da: "Hvad er det værste, hvis oplysningerne er forkerte?",
                en: "What is the worst if the data are wrong?")
        case .availability:
            context.say(
                da: "Hvad er det værste, hvis det ikke kan bruges?", en: "What is the worst if it cannot be used?")
        }
    }

    /// The same in fewer words, for who was asked before.
    private func again(_ property: ControlAttributes.Property) -> String {
        switch property {
        case .confidentiality:
            context.say(da: "Hvis uvedkommende ser oplysningerne", en: "If the wrong people see the data")
        case .integrity: context.say(da: "Hvis oplysningerne er forkerte", en: "If the data are wrong")
        case .availability: context.say(da: "Hvis det ikke kan bruges", en: "If it cannot be used")
        }
    }

    private func group(_ legend: String, _ questions: [Risk.Guide.Question]) -> HTML {
        """
        <fieldset class="stagefields"><legend>\(legend)</legend>\(each: questions, consequence)</fieldset>
        """
    }

    private func consequence(_ question: Risk.Guide.Question) -> HTML {
        let dimension = question.dimension
        let none = context.say(da: "Ikke relevant", en: "Not relevant")
        let steps = (1...matter.method.steps).map { step in
            Choices.Choice("\(step)", described(dimension, step))
        }
        let last = matter.last(question).map { step in step.map { described(dimension, $0) } ?? none }
        return AppraisalQuestion(
            name: question.field, legend: forWhom(dimension), error: fault.error(question.field),
            choices: steps + [.init(AssessRisk.irrelevant, none)], chosen: draft[question.field], last: last
        ).html(language)
    }

    /// The words of a step, with the amount where it is one; its number is not among them.
    private func described(_ dimension: RiskMethod.Dimension, _ step: Int) -> String {
        let words = language(matter.words.consequence(dimension, step))
        return dimension == .economy ? "\(words) (\(language(matter.method.cost(step))))" : words
    }

    private func forWhom(_ dimension: RiskMethod.Dimension) -> String {
        switch dimension {
        case .citizens: context.say(da: "For borgerne", en: "For citizens")
        case .operations: context.say(da: "For driften", en: "For the running of services")
        case .economy: context.say(da: "For økonomien", en: "For the economy")
        case .regulation: context.say(da: "Efter loven", en: "By law")
        case .reputation: context.say(da: "For omdømmet", en: "For the reputation")
        case .contract: context.say(da: "Efter kontrakten", en: "By contract")
        }
    }

    /// Why a dimension is relevant to nothing, where one is.
    private var irrelevant: HTML {
        let rows = steps.irrelevant.map { dimension -> HTML in
            let (field, name) = (AppraiseRisk.reason(dimension), language(dimension.label))
            return Field(
                field,
                context.say(da: "\(name): hvorfor ikke relevant?", en: "\(name): why not relevant?"),
                error: fault.error(field), .text(steps.reason(dimension) ?? "")
            ).html(language)
        }
        return HTML(joining: rows)
    }

    // MARK: 3: threats

    var threats: HTML {
        let hint = context.say(
            da: "Listen er valgt efter, hvad det er for et aktiv. Tag stilling til hver.",
            en: "The list is chosen by what kind of asset it is. Say something to each.")
        return lead(hint)
            + HTML(each: steps.threats) { threat in
                let (field, why) = (AppraisalDraft.threat(threat.reference), AppraisalDraft.why(threat.reference))
                let (can, cannot) = (
                    context.say(da: "Kan ske her", en: "Can happen here"),
                    context.say(da: "Ikke relevant", en: "Not relevant")
                )
                let last = matter.last(threat.reference).map { isRealistic -> String in
                    let reason = matter.lastReason(threat.reference).map { ": \($0)" } ?? ""
                    return isRealistic ? can : cannot + reason
                }
                return AppraisalQuestion(
                    name: field, legend: threat.name, detail: threat.detail, error: fault.error(field),
                    choices: [.init("yes", can), .init("no", cannot)], chosen: draft[field], last: last,
                    why: .init(
                        name: why, label: context.say(da: "Hvorfor ikke?", en: "Why not?"), value: draft[why] ?? "",
                        error: fault.error(why))
                ).html(language)
            }
    }

    // MARK: 4: what is in place

    var provisions: HTML {
        let hint = context.say(
            da: "Svar, som det er i dag. »Ved ikke« bliver en opgave for sikkerhedsteamet.",
            en: "Answer as it is today. “Do not know” becomes a task for the security team.")
        let rows = HTML(each: steps.provisions) { one in
            let field = AppraisalDraft.provision(one.about)
            let last = matter.last(one.about).map { answer -> String in
                guard let known = one.known, known != answer else { return language(answer.label) }
                let now = language(known.label).lowercased()
                return language(answer.label)
                    + context.say(da: " (registeret siger nu: \(now))", en: " (the register now says: \(now))")
            }
            return AppraisalQuestion(
                name: field, legend: one.name, detail: one.detail, error: fault.error(field),
                choices: Risk.Guide.InPlace.allCases.map { .init($0.rawValue, language($0.label)) },
                // What the register knows is filled in, where nobody has answered it before.
                chosen: draft[field] ?? (last == nil ? one.known?.rawValue : nil), last: last
            ).html(language)
        }
        return lead(hint) + rows + often
    }

    private var often: HTML {
        let method = matter.method
        func said(_ step: Int) -> (words: String, often: String) {
            (language(matter.words.likelihood(step)), language(method.often(step)))
        }
        let choices = (1...method.steps).map { step in
            Choices.Choice("\(step)", said(step).words, detail: language.capitalised(said(step).often))
        }
        let asked = AppraisalQuestion(
            name: "likelihood",
            legend: matter.isAgain
                ? context.say(da: "Hvor tit sker det værste?", en: "How often does the worst happen?")
                : context.say(
                    da: "Med det, der er på plads: hvor tit fører en af truslerne til det værste, du valgte?",
                    en: "With what is in place: how often does one of the threats lead to the worst that you chose?"),
            error: fault.error("likelihood"), choices: choices, chosen: draft["likelihood"],
            last: matter.lastLikelihood.map { said($0).words }
        ).html(language)
        let why = Field(
            "reason", context.say(da: "Hvad bygger du det på?", en: "What do you base it on?"), isOptional: true,
            .text(draft["reason"] ?? "")
        ).html(language)
        return asked + "<div class=\"when\">\(why)</div>"
    }
}
