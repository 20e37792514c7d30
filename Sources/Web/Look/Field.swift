// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// A question of a form: label, hint, error, control, in that order. Fields are required unless they say otherwise.
struct Field: Sendable {
    enum Control: Sendable {
        case text(String, Text = .plain)
        case area(String, rows: Int = 4)
        /// `current-password` or `new-password`. It is never filled in by us.
        case password(isNew: Bool)
        /// What the person typed, or a day as ``Language/fieldDay(_:)`` writes it.
        case day(String)
        /// Values and their words. The first may be an empty value that asks for a choice.
        case choice([(value: String, label: String)], chosen: String)
        /// File endings: `.txt,.md`.
        case file(accept: String)
    }

    /// What kind of text, for keyboards and for the browser's memory.
    enum Text: Sendable {
        case plain
        case short
        case number
        case mail
        case name
        case username
        case organisation
        /// A one-time code: fixed width, never remembered.
        case code
        /// The code of an authenticator app, which a phone may offer by itself.
        case step
    }

    /// Id of the control, unique on the page.
    var id: String
    /// The name it is sent under.
    var name: String
    var label: String
    var hint: String?
    var error: String?
    var isOptional: Bool
    var control: Control

    init(
        _ name: String, _ label: String, hint: String? = nil, error: String? = nil, isOptional: Bool = false,
        id: String? = nil, _ control: Control
    ) {
        self.id = id ?? name
        self.name = name
        self.label = label
        self.hint = hint
        self.error = error
        self.isOptional = isOptional
        self.control = control
    }

    func html(_ language: Language) -> HTML {
        """
        <div class="field\(when: error != nil, " bad-field")"><label for="\(id)">\(label)\
        \(when: isOptional, "<span class=\"opt-mark\"> \(language(Self.optional))</span>")</label>\
        \(if: said(language), { "<span class=\"hint\" id=\"\(id)-h\">\($0)</span>" })\
        \(if: error, { Self.error($0, id: "\(id)-e", language) })\(written(language))</div>

        """
    }

    /// Two fields beside each other, below each other on a phone.
    static func pair(_ left: HTML, _ right: HTML) -> HTML {
        "<div class=\"pair\">\(left)\(right)</div>"
    }

    static func error(_ message: String, id: String, _ language: Language) -> HTML {
        "<span class=\"error\" id=\"\(id)\"><span class=\"vh\">\(language(mistake)): </span>\(message)</span>"
    }

    /// A day has a hint of its own where none is given.
    private func said(_ language: Language) -> String? {
        if case .day = control { return hint ?? language(Self.dayHint) }
        return hint
    }

    private func written(_ language: Language) -> HTML {
        switch control {
        case .text(let value, let kind):
            return
                "<input\(attributes: common(language, kind.isShort)) value=\"\(value)\"\(attributes: kind.attributes)>"
        case .area(let value, let rows):
            // A line feed at once after the tag is dropped by the parser; ours is the one that is dropped.
            return "<textarea\(attributes: common(language, false)) rows=\"\(rows)\">\n\(value)</textarea>"
        case .password(let isNew):
            return """
                <input\(attributes: common(language, false)) type="password" \
                autocomplete="\(isNew ? "new-password" : "current-password")">
                """
        case .day(let value):
            return "<input\(attributes: common(language, true)) value=\"\(value)\" autocomplete=\"off\">"
        case .choice(let choices, let chosen):
            return """
                <select\(attributes: common(language, false))>\(each: choices, {
                    "<option value=\"\($0.value)\"\(flag: "selected", $0.value == chosen)>\($0.label)</option>"
                })</select>
                """
        case .file(let accept):
            return "<input\(attributes: common(language, false)) type=\"file\" accept=\"\(accept)\">"
        }
    }

    private func common(_ language: Language, _ isShort: Bool) -> HTML {
        let described = WorkTable.joined(said(language) == nil ? nil : "\(id)-h", error == nil ? nil : "\(id)-e")
        var names = isShort ? "short" : nil
        if case .text(_, .step) = control { names = WorkTable.joined(names, "code") }
        if case .text(_, .code) = control { names = WorkTable.joined(names, "code") }
        return """
            \(attribute: "class", names) id="\(id)" name="\(name)"\
            \(attribute: "aria-describedby", described)\
            \(attribute: "aria-invalid", error == nil ? nil : "true")
            """
    }

    private static let optional = Phrase(da: "(kan udelades)", en: "(optional)")
    private static let mistake = Phrase(da: "Fejl", en: "Error")
    private static let dayHint = Phrase(da: "For eksempel 23.11.2026", en: "For example 23.11.2026")
}

extension Field.Text {
    fileprivate var isShort: Bool {
        switch self {
        case .short, .number, .code, .step: true
        case .plain, .mail, .name, .username, .organisation: false
        }
    }

    fileprivate var attributes: HTML {
        switch self {
        case .plain, .short: " autocomplete=\"off\""
        case .number: " inputmode=\"numeric\" autocomplete=\"off\""
        case .mail: " type=\"email\" autocomplete=\"email\""
        case .name: " autocomplete=\"name\""
        case .username: " autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\""
        case .organisation: " autocomplete=\"organization\""
        case .step: " autocomplete=\"one-time-code\" autocapitalize=\"characters\" spellcheck=\"false\""
        case .code: " autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\""
        }
    }
}
