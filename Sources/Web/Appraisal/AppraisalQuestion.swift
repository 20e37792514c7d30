// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML

/// One question with described answers. Where it was answered last time, that answer stands first as »Uændret«, and the others
/// are folded below it, so that whoever has nothing new to say reads one line.
struct AppraisalQuestion: Sendable {
    /// What is written beside one of the answers.
    struct Why: Sendable {
        var name: String
        var label: String
        var value: String
        var error: String?
    }

    var name: String
    var legend: String
    var detail: String?
    var error: String?
    var choices: [Choices.Choice]
    var chosen: String?
    /// The answer of last time in words; nil: there is none that would mean the same today.
    var last: String?
    /// Asked for where the answer is that it is not relevant.
    var why: Why?

    func html(_ language: Language) -> HTML {
        let described = WorkTable.joined(detail == nil ? nil : "\(name)-h", error == nil ? nil : "\(name)-e")
        let first = last == nil ? 0 : 1
        return """
            <fieldset class="ask\(when: error != nil, " bad-field")"\(attribute: "aria-describedby", described)>\
            <legend class="qlabel">\(legend)</legend>\
            \(if: error, { Field.error($0, id: "\(name)-e", language) })\
            \(if: last, { last in "<div class=\"opts\">\(row(same(last, language), 0))</div>" })\
            \(when: last != nil, "<details class=\"choices\"\(flag: "open", isOther)><summary>\(language(Self.other))</summary>")\
            \(if: detail, { "<span class=\"hint\" id=\"\(name)-h\">\($0)</span>" })\
            <div class="opts">\(each: choices.enumerated(), { row($0.element, $0.offset + first) })</div>\
            \(when: last != nil, "</details>")\
            \(if: why, { why in
                "<div class=\"why\">\(Field(why.name, why.label, error: why.error, .text(why.value)).html(language))</div>"
            })</fieldset>

            """
    }

    /// Whether one of the folded answers is chosen, or must be.
    private var isOther: Bool { error != nil || chosen.map { $0 != AppraisalDraft.same } ?? false }

    private func same(_ last: String, _ language: Language) -> Choices.Choice {
        .init(AppraisalDraft.same, language(Self.unchanged), detail: last)
    }

    private func row(_ choice: Choices.Choice, _ index: Int) -> HTML {
        """
        <label><input type="radio" name="\(name)" id="\(name)\(when: index > 0, "-\(index)")" value="\(choice.value)"\
        \(flag: "checked", choice.value == chosen)><span><b>\(choice.label)</b>\
        \(if: choice.detail, { "<span class=\"d\">\($0)</span>" })</span>\(if: choice.tag, { $0.html })</label>
        """
    }

    static let unchanged = Phrase(da: "Uændret", en: "Unchanged")
    private static let other = Phrase(da: "Et andet svar", en: "Another answer")
}
