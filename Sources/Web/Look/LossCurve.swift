// SPDX-License-Identifier: MPL-2.0
import Domain
import Glibc
import HTML

/// The loss-exceedance curve of a year: for each amount, how likely it is that the year's loss is higher. Amounts stand by their
/// logarithm, chances from nothing up. As it is now it is a solid line, with the planned controls a dashed one, so that they are
/// told apart without colours. A drawing, with its conclusion in words and a table behind it.
struct LossCurve: Sendable {
    var current: LossFigures.Distribution
    var planned: LossFigures.Distribution?
    /// Id of the heading; the drawing's title has it with `-t`.
    var id: String
    var heading: String

    // The drawing's own units: on a phone one is a pixel.
    private static let (left, right, top, bottom) = (44, 348, 10, 178)
    /// Where the chances can end, in parts per million: the lowest of them that holds all is taken.
    private static let ends = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000]

    /// The panel with legend, drawing and table.
    func html(_ language: Language) -> HTML {
        guard let first = current.curve.first?.amount, let last = current.curve.last?.amount, first < last else {
            return Panel(id: id, heading: heading).html(Empty(language(Self.nothing)).html)
        }
        return Panel(id: id, heading: heading, aside: legend(language)).html(
            """
            <div class="pad curve"><svg viewBox="0 0 360 218" role="img" aria-labelledby="\(id)-t">\
            <title id="\(id)-t">\(conclusion(language))</title>\(chances(language))\
            \(each: decades, { amount in
                """
                <path class="grid" d="M\(x(amount)) \(Self.top)V\(Self.bottom)"/>\
                <text x="\(x(amount))" y="194" text-anchor="middle">\(language.shortAmount(amount))</text>
                """
            })\
            <text x="\(Self.right)" y="212" text-anchor="end">\(language(Self.perYear))</text>\
            <polyline class="now" points="\(points(of: current))"/>\
            \(if: planned, { "<polyline class=\"then\" points=\"\(points(of: $0))\"/>" })</svg></div>\(table(language))
            """)
    }

    /// What the drawing says, in words: what one year of twenty costs more than.
    func conclusion(_ language: Language) -> String {
        let level = LossFigures.levels.firstIndex(of: 950_000) ?? 0
        let now = language.amount(current.quantiles[level].value)
        guard let planned else {
            return language(
                Phrase(
                    da: "\(heading). Ét år ud af 20 koster mere end \(now).",
                    en: "\(heading). One year of 20 costs more than \(now)."))
        }
        let then = language.amount(planned.quantiles[level].value)
        return language(
            Phrase(
                da: "\(heading). Ét år ud af 20 koster mere end \(now); med de planlagte foranstaltninger \(then).",
                en: "\(heading). One year of 20 costs more than \(now); with the planned controls \(then)."))
    }

    // MARK: Places

    private var end: Int {
        let highest = max(current.curve.first?.chance.value ?? 0, planned?.curve.first?.chance.value ?? 0)
        return Self.ends.first { $0 >= highest } ?? RiskPortfolio.whole
    }

    private func x(_ amount: Int) -> Int {
        guard let first = current.curve.first?.amount, let last = current.curve.last?.amount, first < last else {
            return Self.left
        }
        func place(_ amount: Int) -> Double { log10(Double(max(amount, 1))) }
        let share = (place(amount) - place(first)) / (place(last) - place(first))
        return Self.left + Int((share * Double(Self.right - Self.left)).rounded())
    }

    private func y(_ chance: Int) -> Int { Self.bottom - chance * (Self.bottom - Self.top) / end }

    private func points(of losses: LossFigures.Distribution) -> String {
        losses.curve.map { "\(x($0.amount)),\(y($0.chance.value))" }.joined(separator: " ")
    }

    /// The powers of ten within the curve, from one krone up; every second or third where they would stand too close.
    private var decades: [Int] {
        guard let first = current.curve.first?.amount, let last = current.curve.last?.amount else { return [] }
        let all = sequence(first: 100) { $0 > Int.max / 10 ? nil : $0 * 10 }.filter { (first...last).contains($0) }
        let step = (all.count + 3) / 4
        return all.enumerated().filter { $0.offset.isMultiple(of: max(step, 1)) }.map(\.element)
    }

    private func chances(_ language: Language) -> HTML {
        """
        \(each: [0, end / 2, end], { chance in
            """
            <path class="\(chance == 0 ? "axis" : "grid")" d="M\(Self.left) \(y(chance))H\(Self.right)"/>\
            <text x="\(Self.left - 6)" y="\(y(chance) + 4)" text-anchor="end">\(language.chance(chance))</text>
            """
        })
        """
    }

    private func legend(_ language: Language) -> HTML {
        guard planned != nil else { return HTML() }
        return """
            <span class="legend curve"><span><svg width="28" height="8" aria-hidden="true">\
            <path class="now" d="M0 4H28"/></svg>\(language(Self.now))</span><span>\
            <svg width="28" height="8" aria-hidden="true"><path class="then" d="M0 4H28"/></svg>\(language(Self.then))\
            </span></span>
            """
    }

    // MARK: The table behind

    /// Of a long curve the amounts that begin with 1, 2 and 5: they tell as much.
    private var rows: [(amount: Int, now: LossFigures.Figure, then: LossFigures.Figure?)] {
        let all: [(amount: Int, now: LossFigures.Figure, then: LossFigures.Figure?)] = current.curve.indices.map {
            index in
            (current.curve[index].amount, current.curve[index].chance, planned?.curve[index].chance)
        }
        guard all.count > 15 else { return all }
        return all.filter { row in
            let digits = "\(row.amount)"
            return ["1", "2", "5"].contains(digits.prefix(1)) && digits.dropFirst().allSatisfy { $0 == "0" }
        }
    }

    private func table(_ language: Language) -> HTML {
        """
        <details class="behind"><summary>\(language(Self.asTable))</summary><table>\
        <caption class="vh">\(heading)</caption><thead><tr><th scope="col">\(language(Self.more))</th>\
        <th scope="col">\(language(Self.now))</th>\(when: planned != nil, "<th scope=\"col\">\(language(Self.then))</th>")\
        </tr></thead><tbody>\(each: rows, { row in
            """
            <tr><th scope="row">\(language.amount(row.amount))</th><td>\(figure(row.now, language))</td>\
            \(if: row.then, { "<td>\(figure($0, language))</td>" })</tr>
            """
        })</tbody></table><p class="pad muted small">\(language(Self.errors))</p></details>
        """
    }

    private func figure(_ chance: LossFigures.Figure, _ language: Language) -> String {
        "\(language.chance(chance.value)) ± \(language.chance(chance.error))"
    }

    private static let now = Phrase(da: "Nu", en: "Now")
    private static let then = Phrase(da: "Med planlagte foranstaltninger", en: "With planned controls")
    private static let more = Phrase(da: "Året koster mere end", en: "The year costs more than")
    private static let perYear = Phrase(da: "et års tab", en: "the loss of a year")
    private static let asTable = Phrase(da: "Vis som tabel", en: "Show as table")
    private static let errors = Phrase(
        da: "Efter ± står standardfejlen: hvor langt tallet typisk er fra det, en uendelig lang beregning ville give.",
        en: "After ± stands the standard error: how far the figure typically is from that of an endless calculation.")
    private static let nothing = Phrase(
        da: "Der er intet tab at vise: ingen af risiciene skete i de år, der blev regnet på.",
        en: "There is no loss to show: none of the risks happened in the years that were worked out.")
}

extension Language {
    /// An amount of øre in whole kroner: `12.500 kr.`, `DKK 12,500`.
    func amount(_ ore: Int) -> String {
        let kroner = number(ore / 100 + (ore % 100 >= 50 ? 1 : 0))
        return self(da: "\(kroner) kr.", en: "DKK \(kroner)")
    }

    /// A round amount of øre in few letters: `10 t.kr.`, `1 mio. kr.`, `DKK 10k`.
    func shortAmount(_ ore: Int) -> String {
        let kroner = ore / 100
        switch kroner {
        case 1_000_000_000...:
            return self(da: "\(kroner / 1_000_000_000) mia. kr.", en: "DKK \(kroner / 1_000_000_000)bn")
        case 1_000_000...: return self(da: "\(kroner / 1_000_000) mio. kr.", en: "DKK \(kroner / 1_000_000)m")
        case 10_000...: return self(da: "\(kroner / 1_000) t.kr.", en: "DKK \(kroner / 1_000)k")
        default: return amount(ore)
        }
    }

    /// A chance in parts per million as per cent, with as many decimals as say something: `12 %`, `3,4 %`, `0,05 %`.
    func chance(_ parts: Int) -> String {
        func with(_ decimals: Int) -> String {
            var unit = 10_000
            for _ in 0..<decimals { unit /= 10 }
            let rounded = (parts + unit / 2) / unit
            let digits = "\(rounded)"
            guard decimals > 0 else { return "\(digits) %" }
            let padded = String(repeating: "0", count: max(decimals + 1 - digits.count, 0)) + digits
            let mark = self(da: ",", en: ".")
            return "\(padded.dropLast(decimals))\(mark)\(padded.suffix(decimals)) %"
        }
        if parts == 0 || parts >= 100_000 { return with(0) }
        return parts >= 10_000 ? with(1) : parts >= 100 ? with(2) : with(4)
    }
}
