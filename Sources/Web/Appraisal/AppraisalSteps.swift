// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The answers of a draft as they count: what is »the same as last time« is read from last time.
struct AppraisalSteps {
    let matter: AppraisalMatter
    let draft: AppraisalDraft
    let threats: [AppraisalMatter.Threat]
    let realistic: [ClauseReference]
    let dismissed: [ClauseReference]
    let provisions: [AppraisalMatter.Provision]

    private var context: Context { matter.context }

    init(_ matter: AppraisalMatter, _ draft: AppraisalDraft) {
        self.matter = matter
        self.draft = draft
        threats = matter.threats
        let answers = threats.map { threat -> (ClauseReference, Bool?) in
            switch draft[AppraisalDraft.threat(threat.reference)] {
            case AppraisalDraft.same: (threat.reference, matter.last(threat.reference))
            case "yes": (threat.reference, true)
            case "no": (threat.reference, false)
            case _: (threat.reference, nil)
            }
        }
        realistic = answers.filter { $0.1 == true }.map(\.0)
        dismissed = answers.filter { $0.1 == false }.map(\.0)
        provisions = matter.provisions(against: realistic)
    }

    // MARK: Values

    static let facts = ["name", "owner", "data", "users", "carriers"]

    /// The outer nil: it is not answered; the inner one: not relevant.
    func step(_ question: Risk.Guide.Question) -> Int?? {
        switch draft[question.field] {
        case nil: nil
        case AppraisalDraft.same?: matter.last(question)
        case AssessRisk.irrelevant?: .some(nil)
        case let word?: Int(word).flatMap { 1...matter.method.steps ~= $0 ? .some($0) : nil }
        }
    }

    var answers: [Risk.Guide.Answer] {
        Risk.Guide.questions.compactMap { question in
            step(question).map { .init(property: question.property, dimension: question.dimension, step: $0) }
        }
    }

    /// The dimensions that are answered, and relevant to nothing.
    var irrelevant: [RiskMethod.Dimension] {
        let worst = Risk.Guide.worst(answers)
        return RiskMethod.Dimension.allCases.enumerated().filter { index, dimension in
            worst[index] == nil
                && Risk.Guide.questions.filter { $0.dimension == dimension }.allSatisfy { step($0) != nil }
        }.map(\.element)
    }

    /// Why a dimension is not relevant: as it is written now, else as last time.
    func reason(_ dimension: RiskMethod.Dimension) -> String? {
        draft[AppraiseRisk.reason(dimension)].map(trimmed) ?? matter.lastReason(dimension)
    }

    func reason(_ threat: ClauseReference) -> String? {
        let written = draft[AppraisalDraft.why(threat)].map(trimmed)
        let isSame = draft[AppraisalDraft.threat(threat)] == AppraisalDraft.same
        // What was written last time may be erased; then it is asked for anew.
        let said = isSame ? matter.lastReason(threat) ?? written : written
        // A line is a threat.
        return said.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    }

    func answer(_ provision: AppraisalMatter.Provision) -> Risk.Guide.InPlace? {
        switch draft[AppraisalDraft.provision(provision.about)] {
        case nil: nil
        case AppraisalDraft.same?: matter.last(provision.about)
        case let word?: Risk.Guide.InPlace(rawValue: word)
        }
    }

    var likelihood: Int? {
        switch draft["likelihood"] {
        case nil: nil
        case AppraisalDraft.same?: matter.lastLikelihood
        case let word?: Int(word).flatMap { 1...matter.method.steps ~= $0 ? $0 : nil }
        }
    }

    var treatment: Risk.Treatment? {
        switch draft["treatment"] {
        case nil: nil
        case AppraisalDraft.same?: matter.last?.treatment
        case let word?: Risk.Treatment(rawValue: word)
        }
    }

    /// What the answers come to; nil: something is not answered yet.
    var estimate: Risk.Estimate? {
        guard let likelihood, answers.count == Risk.Guide.questions.count else { return nil }
        let consequences = zip(RiskMethod.Dimension.allCases, Risk.Guide.worst(answers)).map {
            Risk.Consequence(dimension: $0, step: $1, reason: nil)
        }
        return .init(likelihood: likelihood, consequences: consequences)
    }

    var level: RiskMethod.Level? { estimate?.level(by: matter.method) }
    var acceptance: RiskMethod.Acceptance? { level.map { matter.method.acceptance(of: $0) } }

    /// Whether it may be kept at all.
    var mayBeKept: Bool { acceptance != .never && matter.risk?.wording.isBarred != true }

    /// Whether the direktion has to be asked before it is kept.
    var asksDirektion: Bool { treatment == .retain && acceptance != .standing }

    /// Whether something must be agreed: nothing is reduced by a word, and some levels are kept only while they are treated.
    var needsTask: Bool {
        guard let treatment, !isUnchanged else { return false }
        let isTreated =
            matter.risk.map { sight.treatments(of: $0.known).contains { $0.standing.newest == .open } } ?? false
        if isTreated { return false }
        return treatment != .retain || acceptance?.kind == .treated
    }

    private var sight: Sight { context.sight }

    /// Whether every answer is that of last time.
    var isSame: Bool {
        guard matter.last != nil else { return false }
        let names =
            Risk.Guide.questions.map(\.field) + threats.map { AppraisalDraft.threat($0.reference) }
            + provisions.map { AppraisalDraft.provision($0.about) } + ["likelihood"]
        return names.allSatisfy { draft[$0] == AppraisalDraft.same }
    }

    /// Whether what is done about it is the same too. Then it is verified as it stands, and not assessed anew.
    var isUnchanged: Bool {
        isSame && draft["treatment"] == AppraisalDraft.same && (draft["task"] ?? "").isEmpty && !needsDecision
    }

    /// Whether the direktion is asked anew: what it decided last holds no more, or it never did.
    private var needsDecision: Bool {
        guard asksDirektion, let known = matter.risk?.known else { return false }
        return ![.accepted, .awaiting].contains(sight.riskStanding(known))
    }

    private func trimmed(_ text: String) -> String {
        var rest = text[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    // MARK: What is missing

    /// What stands in the way of the next step, in the order of the page.
    func problems(of step: Int) -> [ErrorSummary.Problem] {
        switch step {
        case 1: missingFacts
        case 2: missingConsequences
        case 3: missingThreats
        case 4: missingProvisions
        case 6: missingHandling
        case _: []
        }
    }

    /// The first step that is not answered; nil: the result can be shown.
    var open: Int? { (1...4).first { !problems(of: $0).isEmpty } }

    private func problem(_ field: String, da: String, en: String) -> ErrorSummary.Problem {
        .init(context.say(da: da, en: en), field: field)
    }

    private var missingFacts: [ErrorSummary.Problem] {
        Self.facts.filter { draft[AppraisalDraft.fact($0)] == nil }.map { name in
            problem(
                AppraisalDraft.fact(name), da: "Sæt kryds ved det, der passer, eller ret det i registeret først.",
                en: "Tick what is right, or mend it in the register first.")
        }
    }

    private var missingConsequences: [ErrorSummary.Problem] {
        let blank = Risk.Guide.questions.filter { step($0) == nil }
        if !blank.isEmpty {
            return blank.map { question in
                let name = context.language(question.dimension.label)
                let property = question.property.map { "\(context.language($0.label)), " } ?? ""
                return problem(
                    question.field, da: "\(property)\(name): vælg det, der passer bedst.",
                    en: "\(property)\(name): choose what fits best.")
            }
        }
        guard !Risk.Guide.worst(answers).allSatisfy({ $0 == nil }) else {
            return [
                problem(
                    Risk.Guide.questions[0].field, da: "Mindst ét svar skal have en følge.",
                    en: "At least one answer must have a consequence.")
            ]
        }
        return irrelevant.filter { (reason($0) ?? "").isEmpty }.map { dimension in
            let name = context.language(dimension.label)
            return problem(
                AppraiseRisk.reason(dimension), da: "\(name): skriv, hvorfor det ikke er relevant.",
                en: "\(name): write why it is not relevant.")
        }
    }

    private var missingThreats: [ErrorSummary.Problem] {
        let blank = threats.filter { !realistic.contains($0.reference) && !dismissed.contains($0.reference) }
        if !blank.isEmpty {
            return blank.map { threat in
                problem(
                    AppraisalDraft.threat(threat.reference), da: "\(threat.name): kan det ske her?",
                    en: "\(threat.name): can it happen here?")
            }
        }
        guard let first = threats.first, realistic.isEmpty else {
            return threats.filter { dismissed.contains($0.reference) && (reason($0.reference) ?? "").isEmpty }.map {
                problem(
                    AppraisalDraft.why($0.reference), da: "\($0.name): skriv, hvorfor det ikke kan ske her.",
                    en: "\($0.name): write why it cannot happen here.")
            }
        }
        return [
            problem(
                AppraisalDraft.threat(first.reference), da: "Vælg mindst én trussel, der kan ske her.",
                en: "Choose at least one threat that can happen here.")
        ]
    }

    private var missingProvisions: [ErrorSummary.Problem] {
        var found = provisions.filter { answer($0) == nil }.map { one in
            problem(
                AppraisalDraft.provision(one.about), da: "\(one.name): svar ja, delvist, nej eller ved ikke.",
                en: "\(one.name): answer yes, in part, no or do not know.")
        }
        if likelihood == nil {
            found.append(
                problem("likelihood", da: "Vælg, hvor tit det kan ske.", en: "Choose how often it can happen."))
        }
        return found
    }

    private var missingHandling: [ErrorSummary.Problem] {
        guard let treatment else {
            return [problem("treatment", da: "Vælg, hvad I gør ved det.", en: "Choose what you do about it.")]
        }
        guard treatment != .retain || mayBeKept else {
            return [
                problem(
                    "treatment", da: "Niveauet kan ikke accepteres. Vælg at nedbringe, undgå eller dele risikoen.",
                    en: "The level cannot be accepted. Choose to reduce, avoid or share the risk.")
            ]
        }
        var found: [ErrorSummary.Problem] = []
        let task = draft["task"].map(trimmed) ?? ""
        if needsTask, task.isEmpty {
            found.append(problem("task", da: "Skriv, hvad I gør.", en: "Write what you do."))
        }
        if task.count > 200 || task.contains(where: \.isNewline) {
            found.append(
                problem(
                    "task", da: "Skriv det på én linje, højst 200 tegn.",
                    en: "Write it on one line, at most 200 characters."))
        }
        if !task.isEmpty, Day(typed: draft["task_due"] ?? "").map({ $0 < sight.today }) ?? true {
            found.append(
                problem(
                    "task_due",
                    da: "Skriv en dag, der ikke er gået, fx \(context.language.fieldDay(sight.today + 90)).",
                    en: "Write a day that has not passed, such as \(context.language.fieldDay(sight.today + 90))."))
        }
        return found
    }
}
