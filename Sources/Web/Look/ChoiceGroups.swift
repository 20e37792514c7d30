// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// Any number of very many choices, in groups that can be folded; the whole row is the target. The first group is open,
/// the others say how many they hold. With script there is a field that shows those alone whose words fit, and what is
/// chosen; without it everything is there.
struct ChoiceGroups: Sendable {
    struct Group: Sendable {
        var heading: String
        var choices: [Choices.Choice]
    }

    /// Up to so many stand open all together: a list that one sees at once needs no folding.
    static let few = 12

    /// The name they are sent under; the first control has it as its id, the others with a number.
    var name: String
    var legend: String
    var hint: String?
    var error: String?
    var groups: [Group]
    var chosen: Set<String> = []

    func html(_ language: Language) -> HTML {
        let described = WorkTable.joined(hint == nil ? nil : "\(name)-h", error == nil ? nil : "\(name)-e")
        let count = groups.reduce(0) { $0 + $1.choices.count }
        let starts = groups.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.choices.count) }
        return """
            <fieldset\(attribute: "class", error == nil ? nil : "bad-field")\
            \(attribute: "aria-describedby", described)>\
            <legend class="qlabel">\(legend)</legend>\
            \(if: hint, { "<span class=\"hint\" id=\"\(name)-h\">\($0)</span>" })\
            \(if: error, { Field.error($0, id: "\(name)-e", language) })\
            \(when: count > Self.few, sift(language))\
            \(when: count == 0, "<p class=\"muted\">\(language(Self.none))</p>")\
            \(each: zip(groups, starts).enumerated(), { place, group in
                """
                <details class="choices"\(flag: "open", place == 0 || count <= Self.few)>\
                <summary>\(group.0.heading) <span class="muted">(\(language.number(group.0.choices.count)))</span>\
                </summary><div class="opts">\(each: group.0.choices.enumerated(), { row($0.1, group.1 + $0.0) })</div></details>
                """
            })</fieldset>

            """
    }

    private func row(_ choice: Choices.Choice, _ index: Int) -> HTML {
        """
        <label><input type="checkbox" name="\(name)" id="\(name)\(when: index > 0, "-\(index)")" \
        value="\(choice.value)"\(flag: "checked", chosen.contains(choice.value))><span><b>\(choice.label)</b></span></label>
        """
    }

    /// Of no use without script, which shows it. It has no name, so it is not sent.
    private func sift(_ language: Language) -> HTML {
        """
        <div class="field sift" data-sift hidden><label for="\(name)-sift">\(language(Self.find))</label>\
        <span class="hint" id="\(name)-sift-h">\(language(Self.how))</span>\
        <input type="search" id="\(name)-sift" autocomplete="off" aria-describedby="\(name)-sift-h">\
        <p class="hint" role="status" data-of="\(language(Self.of))"></p></div>\
        <script type="module"\(src: Asset.sift)></script>
        """
    }

    private static let find = Phrase(da: "Find på listen", en: "Find in the list")
    private static let how = Phrase(
        da: "Skriv et ord eller et nummer. Det valgte bliver stående.",
        en: "Write a word or a number. What is chosen stays.")
    private static let of = Phrase(da: "af", en: "of")
    private static let none = Phrase(da: "Der er ingen at vælge.", en: "There is none to choose.")
}
