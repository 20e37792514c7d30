// SPDX-License-Identifier: MPL-2.0
import HTML

/// A button: it leads somewhere (``link(_:)``) or sends the form it stands in (``submit``). The label begins with a
/// verb.
struct Button: Sendable {
    enum Kind: Sendable {
        case normal
        /// The one thing to do; at most one a page.
        case primary
        /// Does something that cannot be taken back.
        case danger
        /// Looks like a link.
        case quiet
    }
    enum Size: Sendable {
        case small, normal, big
    }

    var label: String
    var kind: Kind
    var size: Size
    var icon: Icon?
    var isIconLast: Bool
    var isFull: Bool
    var isDisabled: Bool
    /// Sends the form also where the browser would have something put right first.
    var skipsCheck: Bool
    /// The field that says which of several buttons was used.
    var field: (name: String, value: String)?

    init(
        _ label: String, kind: Kind = .normal, size: Size = .normal, icon: Icon? = nil,
        isIconLast: Bool = false, isFull: Bool = false, isDisabled: Bool = false, skipsCheck: Bool = false,
        field: (name: String, value: String)? = nil
    ) {
        self.label = label
        self.kind = kind
        self.size = size
        self.icon = icon
        self.isIconLast = isIconLast
        self.isFull = isFull
        self.isDisabled = isDisabled
        self.skipsCheck = skipsCheck
        self.field = field
    }

    func link(_ link: Link) -> HTML {
        "<a class=\"\(names)\"\(href: link)>\(content)</a>"
    }

    var submit: HTML {
        """
        <button class="\(names)"\(attribute: "name", field?.name)\(attribute: "value", field?.value)\
        \(flag: "formnovalidate", skipsCheck)\(flag: "disabled", isDisabled)>\(content)</button>
        """
    }

    private var content: HTML {
        guard let icon else { return "\(label)" }
        return isIconLast ? "\(label)\(icon.html)" : "\(icon.html)\(label)"
    }

    private var names: String {
        var names = ["btn"]
        switch kind {
        case .normal: break
        case .primary: names.append("pri")
        case .danger: names.append("danger")
        case .quiet: names.append("quiet")
        }
        switch size {
        case .small: names.append("small")
        case .normal: break
        case .big: names.append("big")
        }
        if isFull { names.append("full") }
        return names.joined(separator: " ")
    }
}

/// The token that proves that a form came from us.
struct CSRF: Sendable, Hashable {
    static let name = "csrf"
    private let value: HTML

    init(_ token: String) {
        value = HTML(text: token)
    }

    /// Where a template is filled with the token: it is kept longer than the session it was made for.
    init(gap: HTML) {
        value = gap
    }

    var html: HTML { "<input type=\"hidden\" name=\"\(Self.name)\" value=\"\(value)\">" }

    /// The token as it stands in an attribute.
    var written: HTML { value }
}

/// A form that changes something. It is never sent by GET and always carries the token.
struct PostForm: Sendable {
    var action: Link
    var csrf: CSRF
    /// Names the form for screen readers; needed where a page has several.
    var label: String?
    var id: String?
    /// Fields that are not shown: the revision that was read, the idempotency key.
    var hidden: [(String, String)]
    /// The form sends files.
    var hasFiles: Bool
    /// Leaving with changes asks first.
    var asksBeforeLeaving: Bool
    /// The browser checks the fields before it sends them. Elsewhere the form comes back from us with what is wrong, in
    /// our words; this is for a small form that does not.
    var isCheckedByBrowser = false

    init(
        action: Link, csrf: CSRF, label: String? = nil, id: String? = nil, hidden: [(String, String)] = [],
        hasFiles: Bool = false, asksBeforeLeaving: Bool = false
    ) {
        self.action = action
        self.csrf = csrf
        self.label = label
        self.id = id
        self.hidden = hidden
        self.hasFiles = hasFiles
        self.asksBeforeLeaving = asksBeforeLeaving
    }

    /// Fields and buttons in order.
    func html(_ body: HTML) -> HTML {
        html(class: nil, labelledBy: nil, body)
    }

    func html(class name: String?, labelledBy heading: String?, _ body: HTML) -> HTML {
        """
        <form method="post"\(action: action)\(attribute: "id", id)\(attribute: "class", name)\
        \(attribute: "aria-label", label)\(attribute: "aria-labelledby", heading)\
        \(attribute: "enctype", hasFiles ? "multipart/form-data" : nil)\
        \(flag: "data-unsaved", asksBeforeLeaving)\(flag: "novalidate", !isCheckedByBrowser)>\(csrf.html)\
        \(each: hidden, { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" })\(body)</form>
        """
    }

    /// The foot of a form: buttons, and a remark at the end.
    static func foot(_ buttons: [HTML], remark: String? = nil) -> HTML {
        """
        <div class="flow">\(each: buttons, { $0 })\(if: remark, { "<span class=\"fend\">\($0)</span>" })</div>
        """
    }
}
