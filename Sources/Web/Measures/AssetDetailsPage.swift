// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What is known of an asset beside its needs, on its page. What nobody has said is not there.
extension AssetPage {
    /// Its kind and how critical it is, in the line below its name.
    var marks: [HTML] {
        var found: [HTML] = ["\(language(wording.kind.label))"]
        if let criticality = wording.details.criticality, criticality != .none {
            found.append(Tag(language(criticality.label), .warn).html)
        }
        if let phase = known.phase(on: sight.day) { found.append("\(language(phase.label).lowercasedFirst)") }
        return found
    }

    var ownerLabel: String {
        wording.kind == .solution
            ? context.say(da: "Systemejer", en: "System owner") : context.say(da: "Ejer", en: "Owner")
    }

    /// The rows of the facts beside it.
    var more: [SummaryList.Row] {
        let details = wording.details
        var rows: [SummaryList.Row] = []
        func add(_ da: String, _ en: String, _ text: String?) {
            if let text { rows.append(.init(context.say(da: da, en: en), text: text)) }
        }
        add("Systemansvarlig", "System manager", details.manager.map { context.name($0, on: sight.day) })
        add("Driftsansvarlig", "Responsible for operation", details.operator.map { context.name($0, on: sight.day) })
        add("Dimension", "Dimension", wording.kind.dimension.map { language($0.label) })
        if let criticality = details.criticality {
            rows.append(
                .init(
                    context.say(da: "Kritisk", en: "Critical"),
                    """
                    \(language(criticality.label))\(if: details.criticalityReason, {
                        "<p class=\"xs muted\">\(context.text($0))</p>"
                    })
                    """))
        }
        add(
            "Klassifikation af det, det rummer", "Class of what it holds",
            details.classification.map { language($0.label) })
        if !details.personalData.isEmpty {
            add(
                "Personoplysninger", "Personal data",
                language.list(details.personalData.map { language($0.label).lowercasedFirst }))
        }
        add("Registrerede", "Registered", details.registered.map { language($0.label) })
        add("Kommunal opgave", "Municipal task", details.task.map { "KLE \($0)" })
        for one in details.externalIDs {
            rows.append(.init(one.known.map { language($0.label) } ?? one.system, "<code>\(one.id)</code>"))
        }
        return rows
    }

    /// Beside the three needs that measures meet: whether it must be sure whom something comes from.
    var authenticity: HTML {
        guard let need = wording.authenticity else { return HTML() }
        return Panel(id: "authenticity", heading: context.say(da: "Ægthed", en: "Authenticity")).padded(
            said(need) { $0.meaningOfAuthenticity })
    }

    var products: HTML {
        let all = wording.details.products.flatMap { sight.text($0) }.map { Domain.Asset.Product.list($0) } ?? []
        guard !all.isEmpty else { return HTML() }
        let heading = context.say(da: "Produkter", en: "Products")
        func cell(_ words: String) -> WorkTable.Cell {
            words.isEmpty ? .none(context.say(da: "ikke oplyst", en: "not stated")) : .init(text: words)
        }
        let rows = all.map { one in
            let names = [one.cpe, one.purl].compactMap { $0 }
            return WorkTable.Row([
                .init(text: one.name), cell(one.vendor), cell(one.version),
                names.isEmpty ? cell("") : .init("\(each: names, { "<div><code>\($0)</code></div>" })"),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(heading, .title), .init(context.say(da: "Leverandør", en: "Vendor"), isNamedWhenFolded: true),
                .init(context.say(da: "Version", en: "Version"), isNamedWhenFolded: true),
                .init(context.say(da: "Navne i kataloger", en: "Names in catalogues"), isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)], empty: Empty(context.say(da: "Der er ingen.", en: "There are none.")))
        return Panel(id: "produkter", heading: heading).html(table.html)
    }
}
