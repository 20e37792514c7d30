// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What the answers say in sentences, and the command that they become. The sentences are made of the words that were chosen;
/// nothing is added to them.
struct AppraisalTelling {
    let steps: AppraisalSteps
    let estimate: Risk.Estimate

    private var matter: AppraisalMatter { steps.matter }
    private var context: Context { matter.context }
    private var language: Language { context.language }

    /// Nil: something is not answered yet.
    init?(_ steps: AppraisalSteps) {
        guard let estimate = steps.estimate, steps.open == nil else { return nil }
        self.steps = steps
        self.estimate = estimate
    }

    /// Why it has its level, of all dimensions at once.
    var reason: RiskReason? { RiskReason(estimate, by: matter.method, RiskMethod.Dimension.allCases) }

    /// The worst consequence as it was described, and for whom it is bad.
    private var worst: (words: String, dimension: String)? {
        reason?.drivers.first.map { driver in
            (
                words(driver.dimension, driver.consequence).lowercasedFirst,
                language(driver.dimension.label).lowercasedFirst
            )
        }
    }

    private func words(_ dimension: RiskMethod.Dimension, _ step: Int) -> String {
        language(matter.words.consequence(dimension, step))
    }

    /// How often, as it was described: »det sker nogenlunde hvert år«.
    private var often: String {
        let said = language(matter.words.likelihood(estimate.likelihood))
        let parts = said.split(separator: ":", maxSplits: 1).map(String.init)
        return (parts.count == 2 ? String(parts[1].drop { $0 == " " }) : said).lowercasedFirst
    }

    // MARK: The result

    /// »Det værste, der kan ske med Sagsbro, er dette: …«
    var sentences: [String] {
        guard let worst, let level = reason?.level else { return [] }
        let word = language(level.label).lowercased()
        return [
            context.say(
                da: "Det værste, der kan ske med \(matter.name): \(worst.words) (\(worst.dimension)).",
                en: "The worst that can happen with \(matter.name): \(worst.words) (\(worst.dimension))."),
            context.say(da: "Hvor tit: \(often).", en: "How often: \(often)."),
            context.say(da: "Derfor er risikoen \(word).", en: "That is why the risk is \(word)."),
        ]
    }

    // MARK: The risk

    /// One sentence of at most 200 characters.
    var title: String {
        if let risk = matter.risk { return context.text(risk.wording.title) }
        return String("\(matter.name): \(worst?.words ?? "")".prefix(200))
    }

    private var scenario: String {
        let names = steps.threats.filter { steps.realistic.contains($0.reference) }.map(\.name.lowercasedFirst)
        return context.say(
            da: "Det kan begynde med \(language.list(names)). Det værste, der kan følge: \(worst?.words ?? "").",
            en: "It can begin with \(language.list(names)). The worst that can follow: \(worst?.words ?? "").")
    }

    /// What is not in place makes it possible.
    private var vulnerabilities: String {
        func named(_ answer: Risk.Guide.InPlace, da: String, en: String) -> String? {
            let names = steps.provisions.filter { steps.answer($0) == answer }.map(\.name)
            return names.isEmpty ? nil : "\(context.say(da: da, en: en)): \(names.joined(separator: "; "))."
        }
        let said = [
            named(.no, da: "Ikke på plads", en: "Not in place"),
            named(.partly, da: "Delvist på plads", en: "In place in part"),
            named(.unknown, da: "Ingen ved, om det er på plads", en: "Nobody knows whether it is in place"),
        ].compactMap { $0 }
        guard said.isEmpty else { return said.joined(separator: "\n") }
        return context.say(
            da: "Alt det, der blev spurgt om, er på plads.", en: "All that was asked about is in place.")
    }

    /// Why the likelihood was chosen: the words of the step, and what was written beside it.
    private var why: String {
        let said = language.capitalised("\(often).")
        return [said, steps.draft["reason"]].compactMap { $0 }.joined(separator: "\n")
    }

    // MARK: What is agreed

    /// The tasks for the security team: one for each thing that nobody knew.
    var unknown: [String] {
        steps.provisions.filter { steps.answer($0) == .unknown }.map(task)
    }

    private func task(_ provision: AppraisalMatter.Provision) -> String {
        let said = context.say(
            da: "Find ud af, om det er på plads for \(matter.name): \(provision.name.lowercasedFirst)",
            en: "Find out whether it is in place for \(matter.name): \(provision.name.lowercasedFirst)")
        return String(said.prefix(200))
    }

    /// The last day until which the level can be accepted; nil: it needs no decision, or cannot be accepted.
    var latest: Day? {
        switch steps.acceptance {
        case .decided(let months), .treated(let months): context.sight.today.adding(months: months)
        case .standing, .never, nil: nil
        }
    }

    /// What the proposal to the direktion says unless something else is written.
    func proposed(_ field: String) -> String {
        let word = steps.level.map { language($0.label).lowercased() } ?? ""
        switch field {
        case "until": return latest.map { language.fieldDay($0) } ?? ""
        case "due": return language.fieldDay(context.sight.today + 30)
        case "question":
            let asked = context.say(
                da: "Skal vi leve med denne risiko for \(matter.name)?",
                en: "Shall we live with this risk to \(matter.name)?")
            return String(asked.prefix(200))
        case "reasons":
            return context.say(
                da: "Risikoen er \(word), og det koster mere at nedbringe den, end det er værd.",
                en: "The risk is \(word), and to reduce it costs more than it is worth.")
        case "if_yes":
            return context.say(
                da: "Risikoen bliver stående, og vi ser på den igen inden for et år.",
                en: "The risk stays, and we look at it again within a year.")
        case _:
            return context.say(da: "Enheden nedbringer risikoen.", en: "The unit reduces the risk.")
        }
    }

    static let matters = ["until", "question", "reasons", "if_yes", "if_no", "due"]

    // MARK: The command

    /// What is sent in: a verification where every answer is that of last time, else an assessment with all that follows.
    var command: (kind: CommandKind, values: [(String, String)]) {
        let guide = (AppraisalKey.field, matter.key.text)
        if steps.isUnchanged, let risk = matter.risk {
            return (
                .verifyRisk,
                [
                    guide, ("risk", risk.known.id.description), ("day", context.sight.today.description),
                    ("cause", Risk.Verification.Cause.yearly.rawValue), ("finding", finding),
                ]
            )
        }
        var values: [(String, String)] = [guide]
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { values.append((name, value)) }
        }
        add("risk", matter.key.risk?.description)
        add("asset", matter.key.asset.description)
        for question in Risk.Guide.questions {
            add(question.field, steps.step(question).map { $0.map { "\($0)" } ?? AssessRisk.irrelevant })
        }
        for dimension in steps.irrelevant { add(AppraiseRisk.reason(dimension), steps.reason(dimension)) }
        add("threats", steps.realistic.map(\.description).joined(separator: ", "))
        add("dismissed", steps.dismissed.map { "\($0) \(steps.reason($0) ?? "")" }.joined(separator: "\n"))
        add("in_place", steps.provisions.compactMap(line).joined(separator: "\n"))
        add("likelihood", "\(estimate.likelihood)")
        add("reason", why)
        if matter.risk == nil {
            add("title", title)
            add("scenario", scenario)
        }
        add("vulnerabilities", vulnerabilities)
        add("treatment", steps.treatment?.rawValue)
        add("task", steps.draft["task"])
        if steps.draft["task"] != nil { add("task_due", steps.draft["task_due"]) }
        if steps.asksDirektion { for field in Self.matters { add(field, steps.draft[field] ?? proposed(field)) } }
        return (.appraiseRisk, values)
    }

    private func line(_ provision: AppraisalMatter.Provision) -> String? {
        steps.answer(provision).map { answer in
            let own = answer == .unknown ? " \(task(provision))" : ""
            return "\(provision.about.text) \(answer.rawValue)\(own)"
        }
    }

    /// What was looked at, where nothing is another than last time.
    private var finding: String {
        let (threats, provisions) = (steps.threats.count, steps.provisions.count)
        return context.say(
            da: """
                Gennemgået spørgsmål for spørgsmål: oplysningerne om \(matter.name) passer, og svarene om følger, \
                \(threats) trusler, \(provisions) foranstaltninger og sandsynlighed er uændrede.
                """,
            en: """
                Gone through question by question: what is known of \(matter.name) is right, and the answers about \
                consequences, \(threats) threats, \(provisions) measures and likelihood are unchanged.
                """)
    }
}
