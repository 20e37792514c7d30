// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Why a risk has its level, seen from one perspective, as pages say it: the dimensions that lead to it, their cell, and the
/// floor that lifts it where one does. It is worked out by the method that the assessment was made under.
struct RiskReason: Sendable {
    let level: RiskMethod.Level
    let likelihood: Int
    /// The worst step of the perspective: with the likelihood the cell that the risk lies in.
    let worst: Int
    /// Those that have the level, of the worst step among them; at least one.
    let drivers: [Risk.Driver]

    /// Nil where no dimension of the perspective is relevant.
    init?(_ estimate: Risk.Estimate, by method: RiskMethod, _ dimensions: [RiskMethod.Dimension]) {
        let all = estimate.drivers(by: method, dimensions)
        guard let first = all.first, let worst = estimate.worst(dimensions) else { return nil }
        level = first.level
        likelihood = estimate.likelihood
        self.worst = worst
        drivers = all.filter { $0.level == first.level && $0.consequence == first.consequence }
    }

    /// The step of the dimensions that lead to the level.
    var step: Int { drivers.first?.consequence ?? worst }

    /// The badge, with the number of the cell that the risk lies in.
    func badge(_ method: RiskMethod) -> RiskBadge {
        RiskBadge(level, method.number(likelihood: likelihood, consequence: worst))
    }

    /// »Sandsynligheden er trin 4, og konsekvensen er trin 3 for Drift af velfærdsydelser. Feltet 4, 3 er Høj.«
    func sentences(_ language: Language) -> [String] {
        let names = language.list(drivers.map { language($0.dimension.label) })
        var said = [
            language(
                Phrase(
                    da: "Sandsynligheden er trin \(likelihood), og konsekvensen er trin \(step) for \(names).",
                    en: "The likelihood is step \(likelihood), and the consequence is step \(step) for \(names)."))
        ]
        guard let first = drivers.first else { return said }
        said.append(
            language(
                Phrase(
                    da: "Det felt i matricen er \(language(first.cell.label)).",
                    en: "That cell of the matrix is \(language(first.cell.label).lowercased()).")))
        if let lifted = drivers.first(where: { $0.floor != nil }) {
            said.append(
                language(
                    Phrase(
                        da: """
                            Metoden siger, at \(language(lifted.dimension.label)) fra dette trin aldrig er lavere end \
                            \(language(level.label)), uanset sandsynligheden.
                            """,
                        en: """
                            The method says that \(language(lifted.dimension.label)) is never below \
                            \(language(level.label).lowercased()) from this step on, whatever the likelihood.
                            """)))
        }
        return said
    }
}

/// The six dimensions side by side, at every stage that was judged; what leads to the current level is marked. The
/// organisation and citizens stand apart: the two are never one number.
struct RiskDimensions {
    let assessment: Risk.Assessment.Made
    let method: RiskMethod
    /// A step's described words.
    let words: (RiskMethod.Dimension, Int) -> String?
    let context: Context

    private var language: Language { context.language }
    private var stages: [Risk.Stage] { Risk.Stage.allCases.filter { assessment[$0] != nil } }

    var html: HTML {
        """
        <table class="six"><caption class="vh">\(context.say(
            da: "Konsekvens i seks dimensioner", en: "Consequence in six dimensions"))</caption>
        <thead><tr><th scope="col">\(context.say(da: "Dimension", en: "Dimension"))</th>\(each: stages, {
            "<th scope=\"col\">\(language($0.label))</th>"
        })</tr></thead>
        \(each: RiskMethod.Perspective.allCases, group)</table>
        """
    }

    private func group(_ perspective: RiskMethod.Perspective) -> HTML {
        """
        <tbody><tr class="grp"><th scope="rowgroup" colspan="\(stages.count + 1)">\(language(perspective.label))</th></tr>
        \(each: perspective.dimensions, { row($0, perspective) })</tbody>
        """
    }

    private func row(_ dimension: RiskMethod.Dimension, _ perspective: RiskMethod.Perspective) -> HTML {
        let reason = RiskReason(assessment.current, by: method, perspective.dimensions)
        let isDriver = reason?.drivers.contains { $0.dimension == dimension } ?? false
        return """
            <tr\(attribute: "class", isDriver ? "driver" : nil)><th scope="row">\(language(dimension.label))\
            \(when: isDriver, "<span class=\"vh\"> \(context.say(da: "(afgør niveauet)", en: "(decides the level)"))</span>")</th>\
            \(each: stages, { cell(dimension, $0) })</tr>

            """
    }

    private func cell(_ dimension: RiskMethod.Dimension, _ stage: Risk.Stage) -> HTML {
        let estimate = assessment[stage]
        let found = estimate?.consequences.first { $0.dimension == dimension }
        let name: HTML = "<td data-l=\"\(language(stage.label))\">"
        guard let estimate, let found else { return "\(name)–</td>" }
        let why: HTML = found.reason.map { "<p class=\"muted\">\(context.text($0))</p>" } ?? HTML()
        guard let step = found.step else {
            return "\(name)\(context.say(da: "Ikke relevant", en: "Not relevant"))\(why)</td>"
        }
        let level = method.level(likelihood: estimate.likelihood, consequence: step, in: dimension)
        let number = method.number(likelihood: estimate.likelihood, consequence: step)
        let said: HTML =
            stage == .current
            ? words(dimension, step).map { "<p>\($0)</p>" } ?? HTML() : HTML()
        return """
            \(name)\(RiskBadge(level, number).html(language)) \
            <span class="nowrap">\(context.say(da: "trin \(step)", en: "step \(step)"))</span>\(said)\(why)</td>
            """
    }
}
