// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// A row of three to five key figures. Each has its denominator, a bar with its target, and a link to the gap.
struct KeyFigures: Sendable {
    struct Figure: Sendable {
        var label: String
        var value: Int
        /// Nil for a number that is not a part of anything; then there is no bar.
        var total: Int?
        /// The share that is aimed at, in percent.
        var target: Int?
        /// What is missing: `1 over frist`.
        var gap: (text: String, link: Link)?

        init(
            _ label: String, _ value: Int, of total: Int? = nil, target: Int? = nil,
            gap: (text: String, link: Link)? = nil
        ) {
            self.label = label
            self.value = value
            self.total = total
            self.target = target
            self.gap = gap
        }

        /// Clearly below the target: more than five points.
        var isLow: Bool {
            guard let total, total > 0, let target else { return false }
            return value * 100 < (target - 5) * total
        }
    }

    var figures: [Figure]

    func html(_ language: Language) -> HTML {
        """
        <h2 class="vh">\(language(Self.heading))</h2><dl class="keys\(when: figures.count == 4, " k4")\
        \(when: figures.count < 4, " k3")">\(each: figures, { figure in
            """
            <div><dt>\(figure.label)</dt><dd><span class="fig">\(language.number(figure.value))</span>\
            \(if: figure.total, {
                " <span class=\"of\">\(language(Fraction.of)) \(language.number($0))</span>"
            })</dd><dd class="rest">\(if: figure.total, { bar(figure, of: $0) })\
            \(if: figure.gap, { "<a class=\"gap\"\(href: $0.link)>\($0.text)</a>" })</dd></div>
            """
        })</dl>
        """
    }

    private func bar(_ figure: Figure, of total: Int) -> HTML {
        """
        <svg class="bar\(when: figure.isLow, " low")" viewBox="0 0 100 12" preserveAspectRatio="none" \
        aria-hidden="true"><rect class="trk" y="3" width="100" height="6"/><rect class="val" y="3" \
        width="\(Fraction.width(figure.value, of: total))" height="6"/>\(if: figure.target, {
            "<rect class=\"tgt\" x=\"\(min($0, 99))\" width=\".9\" height=\"12\"/>"
        })</svg>
        """
    }

    private static let heading = Phrase(da: "Nøgletal", en: "Key figures")
}
