// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// Described choices; the whole row is the target. One of them, or any number.
struct Choices: Sendable {
    struct Choice: Sendable {
        var value: String
        var label: String
        var detail: String?
        var tag: Tag?

        init(_ value: String, _ label: String, detail: String? = nil, tag: Tag? = nil) {
            self.value = value
            self.label = label
            self.detail = detail
            self.tag = tag
        }
    }

    /// The name it is sent under; the first control has it as its id, the others with a number.
    var name: String
    /// The question.
    var legend: String
    var isLegendHidden = false
    var hint: String?
    var error: String?
    var choices: [Choice]
    var chosen: Set<String> = []
    /// Any number may be chosen.
    var isMany = false

    func html(_ language: Language) -> HTML {
        let described = WorkTable.joined(hint == nil ? nil : "\(name)-h", error == nil ? nil : "\(name)-e")
        return """
            <fieldset\(attribute: "class", error == nil ? nil : "bad-field")\
            \(attribute: "aria-describedby", described)>\
            <legend class="\(isLegendHidden ? "vh" : "qlabel")">\(legend)</legend>\
            \(if: hint, { "<span class=\"hint\" id=\"\(name)-h\">\($0)</span>" })\
            \(if: error, { Field.error($0, id: "\(name)-e", language) })\
            <div class="opts">\(each: choices.enumerated(), { index, choice in
                """
                <label><input type="\(isMany ? "checkbox" : "radio")" name="\(name)" \
                id="\(name)\(when: index > 0, "-\(index)")" value="\(choice.value)"\
                \(flag: "checked", chosen.contains(choice.value))><span><b>\(choice.label)</b>\
                \(if: choice.detail, { "<span class=\"d\">\($0)</span>" })</span>\(if: choice.tag, { $0.html })</label>
                """
            })</div></fieldset>

            """
    }
}

/// A single tick.
struct Tick: Sendable {
    var name: String
    var label: String
    var value: String
    var isOn: Bool
    var error: String?

    init(_ name: String, _ label: String, value: String = "1", isOn: Bool = false, error: String? = nil) {
        self.name = name
        self.label = label
        self.value = value
        self.isOn = isOn
        self.error = error
    }

    func html(_ language: Language) -> HTML {
        """
        <div class="field\(when: error != nil, " bad-field")">\(if: error, { Field.error($0, id: "\(name)-e", language) })\
        <label class="tick" for="\(name)"><input type="checkbox" id="\(name)" name="\(name)" value="\(value)"\
        \(flag: "checked", isOn)\(attribute: "aria-describedby", error == nil ? nil : "\(name)-e")\
        \(attribute: "aria-invalid", error == nil ? nil : "true")>\
        <span>\(label)</span></label></div>

        """
    }
}

/// What must be put right, above the form. Every line leads to its field.
struct ErrorSummary: Sendable {
    struct Problem: Sendable {
        var message: String
        /// Id of the control; nil for what no field can put right.
        var field: String?

        init(_ message: String, field: String? = nil) {
            self.message = message
            self.field = field
        }
    }

    var problems: [Problem]

    /// Nothing if there are no problems.
    func html(_ language: Language) -> HTML {
        guard !problems.isEmpty else { return HTML() }
        return """
            <div class="errors" role="alert" tabindex="-1" aria-labelledby="errors-h">\
            <h2 id="errors-h">\(language(problems.count == 1 ? Self.one : Self.many))</h2><ul>\(each: problems, {
                problem in
                problem.field.map { "<li><a\(href: Link(fragment: $0))>\(problem.message)</a></li>" }
                    ?? "<li>\(problem.message)</li>"
            })</ul></div>
            """
    }

    private static let one = Phrase(da: "Ret dette, før du går videre", en: "Put this right to go on")
    private static let many = Phrase(da: "Ret disse ting, før du går videre", en: "Put these right to go on")
}
