// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// Where one is in a long list, and the way on. An exact total where it is known, else that there are more.
struct Pager: Sendable {
    enum Total: Sendable {
        case exactly(Int)
        case moreThan(Int)
    }

    /// The first and the last row shown, counted from 1.
    var shown: ClosedRange<Int>
    var total: Total
    var previous: Link?
    var next: Link?

    func html(_ language: Language) -> HTML {
        """
        <nav class="pager" aria-label="\(language(Self.pages))"><span>\
        \(language.number(shown.lowerBound))–\(language.number(shown.upperBound)) \(count(language))</span>\
        <span class="btnrow">\(if: previous, { Button(language(Self.back), size: .small, icon: .back).link($0) })\
        \(if: next, { Button(language(Self.on), size: .small, icon: .arrow, isIconLast: true).link($0) })</span></nav>
        """
    }

    private func count(_ language: Language) -> String {
        switch total {
        case .exactly(let number):
            language(Phrase(da: "af \(language.number(number))", en: "of \(language.number(number))"))
        case .moreThan(let number):
            language(
                Phrase(
                    da: "af flere end \(language.number(number))", en: "of more than \(language.number(number))"))
        }
    }

    private static let pages = Phrase(da: "Sider", en: "Pages")
    private static let back = Phrase(da: "Forrige", en: "Previous")
    private static let on = Phrase(da: "Næste", en: "Next")
}

/// The filters of a list, sent by GET so that every view has an address.
struct FilterForm: Sendable {
    struct Filter: Sendable {
        enum Control: Sendable {
            /// Values and their words; the value that is chosen.
            case choice([(value: String, label: String)], chosen: String)
            /// The same where there are many: their elements.
            case options(HTML)
            case text(String)
        }
        var name: String
        var label: String
        var control: Control
    }

    /// The same list shown another way.
    struct View: Sendable {
        var label: String
        var link: Link
        var isCurrent: Bool
    }

    var action: Link
    var filters: [Filter]
    var views: [View] = []
    /// Parameters that go along: the day, the order.
    var kept: [(String, String)] = []
    /// The same list as a file.
    var files: [File] = []

    struct File: Sendable {
        var label: String
        var link: Link
    }
    /// The id of what is shown anew while one types; nil: only when the form is sent.
    var live: String?

    func html(_ language: Language) -> HTML {
        """
        <form class="filters"\(action: action)\(attribute: "data-live", live) aria-label="\(language(Self.label))">\
        \(each: kept, { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" })\
        \(each: filters, Self.filter)\
        \(when: !filters.isEmpty, "<div>\(Button(language(Self.show)).submit)</div>")\
        \(when: !views.isEmpty, """
            <div><span id="vis" class="lbl">\(language(Self.view))</span>\
            <div class="seg" role="group" aria-labelledby="vis">\(each: views, {
                "<a\(href: $0.link)\(attribute: "aria-current", $0.isCurrent ? "true" : nil)>\($0.label)</a>"
            })</div></div>
            """)\(when: !files.isEmpty, """
            <div><span id="hent" class="lbl">\(language(Self.take))</span>\
            <div class="seg" role="group" aria-labelledby="hent">\(each: files, {
                "<a\(href: $0.link) download>\($0.label)</a>"
            })</div></div>
            """)</form>
        """
    }

    private static func filter(_ filter: Filter) -> HTML {
        let control: HTML
        switch filter.control {
        case .choice(let choices, let chosen):
            control = """
                <select id="f-\(filter.name)" name="\(filter.name)">\(each: choices, {
                    "<option value=\"\($0.value)\"\(flag: "selected", $0.value == chosen)>\($0.label)</option>"
                })</select>
                """
        case .options(let options):
            control = "<select id=\"f-\(filter.name)\" name=\"\(filter.name)\">\(options)</select>"
        case .text(let value):
            control = "<input id=\"f-\(filter.name)\" name=\"\(filter.name)\" value=\"\(value)\">"
        }
        return "<div><label for=\"f-\(filter.name)\">\(filter.label)</label>\(control)</div>"
    }

    private static let label = Phrase(da: "Filtre", en: "Filters")
    private static let show = Phrase(da: "Vis", en: "Show")
    private static let take = Phrase(da: "Hent listen", en: "Take the list")
    private static let view = Phrase(da: "Vis som", en: "Show as")
}
