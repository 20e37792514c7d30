// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

extension Context {
    /// The filters that the person saved of a list, above it: links, and what can be done with them.
    func savedFilters(of list: FilteredList) -> HTML {
        guard let savedFilters else { return HTML() }
        return SavedFilterBar(
            list: list, filters: savedFilters, parts: SavedFilter.parts(arguments.texts, of: list), context: self
        ).html
    }
}

private struct SavedFilterBar {
    let list: FilteredList
    let filters: [SavedFilter]
    /// What the list is narrowed to now.
    let parts: [SavedFilter.Part]
    let context: Context

    private var current: SavedFilter? { filters.first { $0.parts == parts } }
    private var query: String { parts.map { "\($0.name)=\(Percent.encoded($0.value))" }.joined(separator: "&") }

    var html: HTML {
        let offers = !parts.isEmpty && current == nil
        guard !filters.isEmpty || offers else { return HTML() }
        return """
            <div class="saved" role="group" aria-label="\(context.say(da: "Gemte filtre", en: "Saved filters"))">\
            \(when: !filters.isEmpty, links)\(when: offers, save)\(when: !filters.isEmpty, change)</div>
            """
    }

    private var links: HTML {
        """
        <span class="lbl">\(context.say(da: "Gemte filtre", en: "Saved filters"))</span>\
        <ul>\(each: filters, { filter in
            """
            <li><a\(href: filter.link(list))\(attribute: "aria-current", filter.parts == parts ? "true" : nil)>\
            \(filter.name)</a></li>
            """
        })</ul>
        """
    }

    private var save: HTML {
        let label = context.say(da: "Gem dette filter", en: "Save this filter")
        var hint = HTML()
        if let typed = list.typed, context.argument(typed) != nil {
            let words = context.say(
                da: "Navnet, du har skrevet, gemmes ikke.", en: "The name that you typed is not saved.")
            hint = "<p class=\"fine\">\(words)</p>"
        }
        return """
            <details><summary>\(label)</summary>\
            \(form(.save, label, nil, """
                \(name("filter-navn", ""))\(Button(
                    context.say(da: "Gem", en: "Save"), size: .small, field: ("act", "save")).submit)\(hint)
                """))</details>
            """
    }

    private var change: HTML {
        """
        <details><summary>\(context.say(da: "Ret gemte filtre", en: "Change saved filters"))</summary>\
        \(each: filters, { filter in
            form(.rename, context.say(da: "Ret »\(filter.name)«", en: "Change “\(filter.name)”"), filter, """
                \(name("filter-\(filter.id)", filter.name))\
                \(Button(context.say(da: "Omdøb", en: "Rename"), size: .small, field: ("act", "rename")).submit)\
                \(Button(
                    context.say(da: "Fjern", en: "Remove"), kind: .quiet, size: .small, skipsCheck: true,
                    field: ("act", "remove")).submit)
                """)
        })</details>
        """
    }

    private func form(_ act: SavedFilter.Act, _ label: String, _ filter: SavedFilter?, _ body: HTML) -> HTML {
        var form = context.form(
            to: .filters, label: label,
            hidden: [("list", list.rawValue), ("query", query)] + (filter.map { [("id", $0.id)] } ?? []))
        form.isCheckedByBrowser = true
        return form.html(class: "savedrow", labelledBy: nil, body)
    }

    private func name(_ id: String, _ value: String) -> HTML {
        """
        <label for="\(id)">\(context.say(da: "Navn", en: "Name"))</label>\
        <input id="\(id)" name="name" value="\(value)" maxlength="\(SavedFilter.longestName)" required>
        """
    }
}
