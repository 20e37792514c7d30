// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What the answers come to, and what is done about it.
extension AppraisalPage {
    // MARK: 5: the result

    var result: HTML {
        guard let telling = AppraisalTelling(steps), let reason = telling.reason else { return HTML() }
        let on = Button(context.say(da: "Gå videre", en: "Go on"), kind: .primary, size: .big).link(matter.key.link(6))
        let why = Panel(
            id: "hvorfor",
            heading: context.say(
                da: "Hvorfor \(language(reason.level.label).lowercased())?",
                en: "Why \(language(reason.level.label).lowercased())?"), isWide: true
        ).padded("\(each: reason.sentences(language), { "<p>\($0)</p>" })\(relief(telling.estimate))")
        let said: HTML =
            "<p class=\"result\">\(reason.badge(matter.method).html(language)) \(telling.sentences.joined(separator: " "))</p>"
        let grounds = matrix(telling.estimate) + why
        let buttons: HTML = "<div class=\"btnrow\">\(on)\(back)</div>"
        guard steps.isSame else { return said + grounds + buttons }
        // Nothing in it is new to whoever answered the same last year.
        let same = context.say(da: "Resultatet er det samme som sidst.", en: "The result is that of last time.")
        let badge = reason.badge(matter.method).html(language)
        return """
            <p class="result">\(badge) \(same)</p><details class="choices"><summary>\(context.say(
                da: "Se hvorfor", en: "See why"))</summary>\(said)\(grounds)</details>\(buttons)
            """
    }

    /// The three shortest ways to a lower level.
    private func relief(_ estimate: Risk.Estimate) -> HTML {
        let found = estimate.reliefs(by: matter.method).prefix(3)
        guard !found.isEmpty else { return HTML() }
        let said = found.map { relief -> String in
            let what =
                relief.dimension.map { language($0.label) } ?? context.say(da: "Sandsynligheden", en: "The likelihood")
            let level = language(relief.level.label).lowercased()
            return context.say(
                da: "\(what) fra trin \(relief.from) til trin \(relief.to): så er risikoen \(level).",
                en: "\(what) from step \(relief.from) to step \(relief.to): then the risk is \(level).")
        }
        return """
            <h3>\(context.say(da: "Det ville sænke den mest", en: "What would lower it most"))</h3>\
            <ol class="steps-list">\(each: said, { "<li>\($0)</li>" })</ol>
            """
    }

    /// The matrix with this one risk in it.
    private func matrix(_ estimate: Risk.Estimate) -> HTML {
        let names = context.stepNames(of: matter.adopted)
        let worst = estimate.worst()
        let range = 1...matter.method.steps
        let cells = range.map { likelihood in
            range.map { consequence -> RiskMatrix.Cell in
                let isHere = likelihood == estimate.likelihood && consequence == worst
                return .init(count: isHere ? 1 : 0, change: nil, link: nil, isChosen: isHere)
            }
        }
        let table = RiskMatrix(
            caption: context.say(da: "Hvor risikoen ligger", en: "Where the risk lies"), method: matter.method,
            perspective: .organisation, likelihoods: names.likelihoods, consequences: names.consequences, cells: cells,
            since: nil)
        return Panel(
            id: "matrix", heading: context.say(da: "Hvor risikoen ligger", en: "Where the risk lies"),
            aside: table.legend(language)
        ).html("<div class=\"pad riskpad\">\(table.html(language))</div>")
    }

    // MARK: 6: what is done

    var handling: HTML {
        let last = matter.last.map { language($0.treatment.label) }
        let choices = Risk.Treatment.allCases.compactMap(choice)
        let asked = AppraisalQuestion(
            name: "treatment", legend: context.say(da: "Vælg, hvad I gør.", en: "Choose what you do."),
            error: fault.error("treatment"), choices: choices, chosen: draft["treatment"], last: last
        ).html(language)
        let task = Field.pair(
            Field(
                "task", context.say(da: "Hvad gør I?", en: "What do you do?"),
                hint: context.say(
                    da: "Bliver en opgave for \(context.name(matter.risk?.wording.unit ?? matter.wording.unit)).",
                    en: "Becomes a task of \(context.name(matter.risk?.wording.unit ?? matter.wording.unit))."),
                error: fault.error("task"), isOptional: true, .text(draft["task"] ?? "")
            ).html(language),
            Field(
                "task_due", context.say(da: "Senest", en: "By"), error: fault.error("task_due"), isOptional: true,
                .day(draft["task_due"] ?? language.fieldDay(context.sight.today + 90))
            ).html(language))
        return asked + "<div class=\"when\">\(task)</div>" + proposal
    }

    private func choice(_ treatment: Risk.Treatment) -> Choices.Choice? {
        switch treatment {
        case .modify:
            .init(
                treatment.rawValue, context.say(da: "Nedbring den", en: "Reduce it"),
                detail: context.say(da: "Gør noget, så den bliver mindre.", en: "Do something that makes it smaller."))
        case .avoid:
            .init(
                treatment.rawValue, context.say(da: "Undgå den", en: "Avoid it"),
                detail: context.say(da: "Hold op med det, der giver den.", en: "Stop what causes it."))
        case .share:
            .init(
                treatment.rawValue, context.say(da: "Del den", en: "Share it"),
                detail: context.say(
                    da: "Aftal med andre, at de bærer en del af den.", en: "Agree with others that they bear a part."))
        case .retain: steps.mayBeKept ? kept(treatment) : nil
        }
    }

    /// What the criteria accept by themselves is kept; of the rest the direktion is asked.
    private func kept(_ treatment: Risk.Treatment) -> Choices.Choice {
        steps.acceptance == .standing
            ? .init(
                treatment.rawValue, context.say(da: "Behold den", en: "Keep it"),
                detail: context.say(
                    da: "Direktionen har på forhånd sagt ja til så lave risici.",
                    en: "The direktion has said yes to risks as low as this beforehand."))
            : .init(
                treatment.rawValue, context.say(da: "Indstil til accept", en: "Propose its acceptance"),
                detail: context.say(
                    da: "Direktionen afgør, om I kan leve med den.",
                    en: "The direktion decides whether you can live with it."))
    }

    /// What the direktion would read. It is filled in, and shown where it is asked for.
    private var proposal: HTML {
        guard let telling = AppraisalTelling(steps), steps.mayBeKept, let latest = telling.latest else { return HTML() }
        func field(_ name: String) -> HTML {
            let known = CommandKind.appraiseRisk.fields.first { $0.name == name }
            let value = draft[name] ?? telling.proposed(name)
            let hint =
                name == "until"
                ? context.say(
                    da: "Senest \(language.fieldDay(latest))", en: "At the latest \(language.fieldDay(latest))")
                : nil
            let isDay = name == "until" || name == "due"
            return Field(
                name, known.map { language($0.label) } ?? name, hint: hint, error: fault.error(name),
                isDay ? .day(value) : name == "question" ? .text(value) : .area(value, rows: 2)
            ).html(language)
        }
        let legend = context.say(da: "Indstilling til direktionen", en: "Proposal to the direktion")
        // It is folded away until it is asked for; what is kept as last time asks for it at once.
        let names = matter.last?.treatment == .retain ? "stagefields" : "stagefields accept"
        return """
            <fieldset class="\(names)"><legend>\(legend)</legend>\
            \(each: AppraisalTelling.matters, field)</fieldset>
            """
    }

    // MARK: What is recorded

    var confirmation: HTML {
        guard let telling = AppraisalTelling(steps) else { return HTML() }
        let (kind, values) = telling.command
        let about: Subject = matter.risk.map { .risk($0.known.id) } ?? .asset(matter.key.asset)
        let rows = AppraisalSummary.rows(telling, context)
        let send = Button(context.say(da: "Send ind", en: "Send in"), kind: .primary, size: .big)
        let form = CommandForm.open(kind, in: context, about: about, hidden: values)
        let back = Button(context.say(da: "Forrige", en: "Back"), size: .big).link(matter.key.link(6))
        return Panel(
            id: "skrives", heading: context.say(da: "Det bliver registreret", en: "What is recorded"), isWide: true
        ).padded(SummaryList(rows: rows, isWide: true).html(language))
            + form.html("<div class=\"btnrow\">\(send.submit)\(back)</div>")
    }
}

/// What sending it in records, before it does.
enum AppraisalSummary {
    static func rows(_ telling: AppraisalTelling, _ context: Context) -> [SummaryList.Row] {
        let (steps, language) = (telling.steps, context.language)
        func row(_ da: String, _ en: String, _ text: String) -> SummaryList.Row {
            .init(context.say(da: da, en: en), text: text)
        }
        var rows = [row("Risiko", "Risk", telling.title)]
        if let level = steps.level { rows.append(row("Niveau", "Level", language(level.label))) }
        if steps.isUnchanged {
            return rows + [
                row(
                    "Verificeret", "Verified",
                    context.say(
                        da: "Alle svar er uændrede: vurderingen står ved magt.",
                        en: "All answers are unchanged: the assessment stands."))
            ]
        }
        if let treatment = steps.treatment {
            rows.append(row("Håndtering", "Treatment", language(treatment.label)))
        }
        for task in [steps.draft["task"]].compactMap({ $0 }) {
            rows.append(row("Opgave", "Task", "\(task) (\(steps.draft["task_due"] ?? ""))"))
        }
        for task in telling.unknown {
            rows.append(row("Opgave for sikkerhedsteamet", "Task of the security team", task))
        }
        if steps.asksDirektion {
            let question = steps.draft["question"] ?? telling.proposed("question")
            rows.append(row("Indstilling til direktionen", "Proposal to the direktion", question))
        }
        return rows
    }
}
