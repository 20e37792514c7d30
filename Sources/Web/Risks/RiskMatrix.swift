// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// Counts of risks by likelihood and consequence: a real table of links. Every cell says its count, its level and its number
/// in words; the colour only supports it. The thick line stands where acceptance by the criteria alone ends (policy §8).
struct RiskMatrix: Sendable {
    struct Cell: Sendable {
        /// How many risks lie in it.
        var count: Int
        /// How many more, or fewer, than on the day it is compared with; nil: it is compared with none.
        var change: Int?
        /// Lists its risks; nil: it has none, or is a mere picture.
        var link: Link?
        var isChosen = false
    }

    /// Says what the table holds.
    var caption: String
    var method: RiskMethod
    /// Whose risks they are; it decides which floors lift a cell.
    var perspective: RiskMethod.Perspective
    /// The names of the steps, lowest first.
    var likelihoods: [String]
    var consequences: [String]
    /// By likelihood, then by consequence, from 1.
    var cells: [[Cell]]
    /// What `change` is counted from.
    var since: Day?

    /// The level that a cell is drawn with: where the perspective has one dimension only, with its floors.
    static func level(
        of method: RiskMethod, _ perspective: RiskMethod.Perspective, likelihood: Int, consequence: Int
    ) -> RiskMethod.Level {
        let dimensions = perspective.dimensions
        guard dimensions.count == 1 else { return method.level(likelihood: likelihood, consequence: consequence) }
        return method.level(likelihood: likelihood, consequence: consequence, in: dimensions[0])
    }

    /// Whether the criteria alone accept what lies in a cell.
    private func isWithin(_ likelihood: Int, _ consequence: Int) -> Bool {
        method.acceptance(of: level(likelihood, consequence)) == .standing
    }

    private func level(_ likelihood: Int, _ consequence: Int) -> RiskMethod.Level {
        Self.level(of: method, perspective, likelihood: likelihood, consequence: consequence)
    }

    /// The highest consequence stands at the top, the lowest likelihood at the left.
    func html(_ language: Language) -> HTML {
        let steps = Array(1...method.steps)
        return """
            <table class="mx"><caption class="vh">\(caption)</caption>
            <thead><tr><th class="axis" scope="col">\(language(Self.consequence))</th>\(each: steps, {
                "<th scope=\"col\"><span class=\"vh\">\(language(Self.likelihood)) </span><b>\($0)</b><span>\(likelihoods[$0 - 1])</span></th>"
            })</tr></thead>
            <tbody>\(each: steps.reversed(), { row($0, language) })</tbody>
            <tfoot><tr><td></td><th colspan="\(method.steps)" scope="colgroup">\(language(Self.within))</th></tr></tfoot></table>
            """
    }

    private func row(_ consequence: Int, _ language: Language) -> HTML {
        """
        <tr><th scope="row"><b>\(consequence)</b><span>\(consequences[consequence - 1])</span></th>\
        \(each: 1...method.steps, { cell($0, consequence, language) })</tr>

        """
    }

    private func cell(_ likelihood: Int, _ consequence: Int, _ language: Language) -> HTML {
        let cell = cells[likelihood - 1][consequence - 1]
        let level = level(likelihood, consequence)
        let isOver = !isWithin(likelihood, consequence)
        var names = level.name
        if cell.count == 0 { names += " zero" }
        if isOver, consequence > 1, isWithin(likelihood, consequence - 1) { names += " lim-b" }
        if isOver, likelihood > 1, isWithin(likelihood - 1, consequence) { names += " lim-l" }
        if cell.isChosen { names += " sel" }
        let place = language(
            Phrase(
                da: "Sandsynlighed \(likelihood), konsekvens \(consequence): ",
                en: "Likelihood \(likelihood), consequence \(consequence): "))
        let noun = language(cell.count == 1 ? RiskWording.plural.one : RiskWording.plural.many)
        let inside: HTML = """
            <span class="vh">\(place)</span><span class="n">\(language.number(cell.count))<span class="vh"> \(noun), </span></span>\
            \(if: cell.change.flatMap { $0 == 0 ? nil : $0 }, { change($0, language) })\
            <span class="d">\(language(level.label)) \(method.number(likelihood: likelihood, consequence: consequence))</span>
            """
        let body: HTML =
            cell.link.map { "<a\(href: $0)\(attribute: "aria-current", cell.isChosen ? "true" : nil)>\(inside)</a>" }
            ?? "<span>\(inside)</span>"
        return "<td class=\"\(names)\">\(body)</td>"
    }

    private func change(_ change: Int, _ language: Language) -> HTML {
        let sign = change > 0 ? "+" : "−"
        let words = since.map {
            language(Phrase(da: " siden \(language.shortDay($0)), ", en: " since \(language.shortDay($0)), "))
        }
        return
            "<span class=\"mv\">\(sign)\(language.number(abs(change)))<span class=\"vh\">\(words ?? ", ")</span></span>"
    }

    /// What stands in the panel's head: the line, and what the small numbers count.
    func legend(_ language: Language) -> HTML {
        """
        <span class="legend"><span><i class="k-lim"></i>\(language(Self.limit))</span>\
        \(if: since, { "<span>\(language(Self.moved)) \(language.shortTime($0))</span>" })</span>
        """
    }

    private static let consequence = Phrase(da: "Konsekvens", en: "Consequence")
    private static let likelihood = Phrase(da: "Sandsynlighed", en: "Likelihood")
    private static let within = Phrase(da: "Sandsynlighed inden for et år", en: "Likelihood within a year")
    private static let limit = Phrase(da: "Direktionens acceptgrænse", en: "The direktion's limit of acceptance")
    private static let moved = Phrase(da: "+/− siden", en: "+/− since")
}

extension RiskMethod.Level {
    /// The class that its colours come from.
    var name: String {
        switch self {
        case .low: "l1"
        case .moderate: "l2"
        case .high: "l3"
        case .critical: "l4"
        }
    }
}

/// A level as a badge: the word, and the number that it is recognised by.
struct RiskBadge: Sendable {
    var level: RiskMethod.Level
    var number: Int?

    init(_ level: RiskMethod.Level, _ number: Int? = nil) {
        self.level = level
        self.number = number
    }

    func html(_ language: Language) -> HTML {
        "<span class=\"score \(level.name)\">\(language(level.label))\(if: number, { " \($0)" })</span>"
    }

    /// From stage to stage: iboende → nuværende → rest → mål. Each is named, so that the arrows are no riddle.
    static func moves(_ stages: [(stage: Risk.Stage, badge: RiskBadge)], _ language: Language) -> HTML {
        """
        <span class="move">\(each: stages.enumerated(), { place, one in
            """
            <span>\(when: place > 0, "<span aria-hidden=\"true\">→</span>")\
            <span class="vh">\(language(one.stage.label)) </span>\(one.badge.html(language))</span>
            """
        })</span>
        """
    }
}

/// Words that all pages of risks share.
enum RiskWording {
    static let plural = Plural(
        one: Phrase(da: "risiko", en: "risk"), many: Phrase(da: "risici", en: "risks"))

    /// How bad a step of the consequence is, in one word for all dimensions, lowest first; a shorter scale has the upper ones.
    static let consequences = [
        Phrase(da: "Ubetydelig", en: "Negligible"), Phrase(da: "Begrænset", en: "Limited"),
        Phrase(da: "Mærkbar", en: "Noticeable"), Phrase(da: "Alvorlig", en: "Serious"),
        Phrase(da: "Meget alvorlig", en: "Very serious"),
    ]
}
