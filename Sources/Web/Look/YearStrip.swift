// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// A year as twelve columns of dots: what is done, what is overdue, what is planned. A drawing, with its conclusion in
/// words and a table behind it.
struct YearStrip: Sendable {
    typealias Month = Duties.Tally

    var year: Int
    /// January first; twelve.
    var months: [Month]
    /// Draws the line of today if it is in the year.
    var today: Day
    /// Id of the heading; the drawing's title has it with `-t`.
    var id: String
    var heading: String

    /// The panel with legend, drawing and table.
    func html(_ language: Language) -> HTML {
        Panel(id: id, heading: heading, aside: legend(language), isWide: true).html(
            """
            <div class="year" role="region" aria-label="\(language(Self.scrolls(heading)))" tabindex="0">\
            <svg viewBox="0 0 1140 158" role="img" aria-labelledby="\(id)-t">\
            <title id="\(id)-t">\(conclusion(language))</title>\
            \(each: months.enumerated(), { column($0.offset, $0.element, language) })\
            <path d="M0 135.5H1140" class="axis"/>\(line)</svg></div>
            \(table(language))
            """)
    }

    /// What the drawing says, in words.
    func conclusion(_ language: Language) -> String {
        let (done, late, planned) = (sum(\.done), sum(\.late), sum(\.planned))
        let total = language.number(done + late + planned)
        let (first, second, third) = (language.number(done), language.number(late), language.number(planned))
        return language(
            Phrase(
                da: "\(heading). \(first) af \(total) forpligtelser er udført, \(second) er over frist, "
                    + "\(third) er planlagt.",
                en: "\(heading). \(first) of \(total) obligations are done, \(second) are overdue, "
                    + "\(third) are planned."))
    }

    /// How many obligations one dot stands for, so that the highest column still has room: nine dots.
    /// Each of the three kinds is rounded up on its own, which adds two dots at the most.
    var unit: Int {
        let most = months.map(\.total).max() ?? 0
        return most <= 9 ? 1 : (most + 6) / 7
    }

    private func sum(_ part: KeyPath<Month, Int>) -> Int { months.reduce(0) { $0 + $1[keyPath: part] } }

    private func dots(_ count: Int) -> Int { (count + unit - 1) / unit }

    private func legend(_ language: Language) -> HTML {
        """
        <span class="legend"><span><i class="k-done"></i>\(language(Self.done)) \(language.number(sum(\.done)))</span>\
        <span><i class="k-late"></i>\(language(Self.late)) \(language.number(sum(\.late)))</span>\
        <span><i class="k-todo"></i>\(language(Self.planned)) \(language.number(sum(\.planned)))</span>\
        \(when: unit > 1, "<span>\(language(Self.dot(language.number(unit))))</span>")</span>
        """
    }

    private func column(_ index: Int, _ month: Month, _ language: Language) -> HTML {
        let x = 48 + 95 * index
        let (done, late) = (dots(month.done), dots(month.late))
        let isNow = today.year == year && today.month == index + 1
        return """
            \(each: 0..<(done + late + dots(month.planned)), { place in
                dot(place < done ? .done : place < done + late ? .late : .planned, x, 1240 - 135 * place)
            })<g\(attribute: "class", isNow ? "now" : nil)>\
            <text x="\(x)" y="152" text-anchor="middle">\(language.shortMonth(index + 1))</text></g>
            """
    }

    private enum Mark { case done, late, planned }

    /// - Parameter tenths: the height in tenths.
    private func dot(_ mark: Mark, _ x: Int, _ tenths: Int) -> HTML {
        let y = "\(tenths / 10).\(tenths % 10)"
        switch mark {
        case .done: return "<circle class=\"done\" cx=\"\(x)\" cy=\"\(y)\" r=\"5.4\"/>"
        case .planned: return "<circle class=\"todo\" cx=\"\(x)\" cy=\"\(y)\" r=\"4.6\"/>"
        case .late:
            let top = "\((tenths - 55) / 10).\((tenths - 55) % 10)"
            return """
                <rect class="late" x="\(x - 6).5" y="\(top)" width="11" height="11" rx="1" \
                transform="rotate(45 \(x) \(y))"/>
                """
        }
    }

    private var line: HTML {
        guard today.year == year else { return HTML() }
        let x = 95 * (today.month - 1) + 95 * (today.day - 1) / 31
        return "<path class=\"today\" d=\"M\(x) 4V135\"/>"
    }

    private func table(_ language: Language) -> HTML {
        """
        <details class="behind"><summary>\(language(Self.asTable))</summary><table>\
        <caption class="vh">\(heading)</caption>\
        <thead><tr><th scope="col">\(language(Self.month))</th><th scope="col">\(language(Self.done))</th>\
        <th scope="col">\(language(Self.late))</th><th scope="col">\(language(Self.planned))</th></tr></thead><tbody>\
        \(each: months.enumerated(), { index, month in
            """
            <tr><th scope="row">\(language.capitalised(language.month(index + 1)))</th>\
            <td>\(language.number(month.done))</td><td>\(language.number(month.late))</td>\
            <td>\(language.number(month.planned))</td></tr>
            """
        })</tbody></table></details>
        """
    }

    private static let done = Phrase(da: "Udført", en: "Done")
    private static let late = Phrase(da: "Over frist", en: "Overdue")
    private static let planned = Phrase(da: "Planlagt", en: "Planned")
    private static let month = Phrase(da: "Måned", en: "Month")
    private static let asTable = Phrase(da: "Vis som tabel", en: "Show as table")
    private static func dot(_ unit: String) -> Phrase { Phrase(da: "1 prik er \(unit)", en: "1 dot is \(unit)") }
    private static func scrolls(_ heading: String) -> Phrase {
        Phrase(da: "\(heading) måned for måned, kan rulles vandret", en: "\(heading) by month, scrolls sideways")
    }
}
