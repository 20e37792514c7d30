// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// Facts about one thing: a label and a value each.
struct SummaryList: Sendable {
    struct Row: Sendable {
        var label: String
        var value: HTML
        /// Leads to where the value is changed. Screen readers hear the label too.
        var change: Link?

        init(_ label: String, _ value: HTML, change: Link? = nil) {
            self.label = label
            self.value = value
            self.change = change
        }

        init(_ label: String, text: String, change: Link? = nil) {
            self.init(label, HTML(text: text), change: change)
        }
    }

    var rows: [Row]
    /// Label and value beside each other.
    var isWide = false

    func html(_ language: Language) -> HTML {
        """
        <dl class="sum\(when: isWide, " wide")">\(each: rows, { row in
            """
            <div><dt>\(row.label)</dt><dd>\(row.value)</dd>\(if: row.change, {
                """
                <dd class="change"><a\(href: $0)>\(language(Self.change))\
                <span class="vh"> \(row.label)</span></a></dd>
                """
            })</div>
            """
        })</dl>
        """
    }

    private static let change = Phrase(da: "Ret", en: "Change")
}

/// Exactly what will be written to the ledger, shown before it is signed.
struct Record: Sendable {
    var rows: [(label: String, value: HTML)]

    var html: HTML {
        "<dl class=\"record\">\(each: rows, { "<div><dt>\($0.label)</dt><dd>\($0.value)</dd></div>" })</dl>"
    }
}

/// A hash, shortened for the eye; the whole of it is copied.
struct Hash: Sendable {
    /// Unique on the page.
    var id: String
    /// The whole hash as text.
    var full: String
    /// Show all of it.
    var isWhole = false

    func html(_ language: Language) -> HTML {
        let shown = isWhole || full.count <= 12 ? full : "\(full.prefix(4))…\(full.suffix(4))"
        return """
            <span class="hash" id="\(id)" data-full="\(full)" title="\(full)">\(shown)</span>\
            <button type="button" class="btn small copy" data-copy="\(id)" data-done="\(language(Self.done))" hidden>\
            \(language(Self.copy))</button>
            """
    }

    private static let copy = Phrase(da: "Kopiér", en: "Copy")
    private static let done = Phrase(da: "Kopieret", en: "Copied")
}
