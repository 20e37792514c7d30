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

    /// Beside the three needs that measures meet: whether it must be sure whom something comes from, of its own or because
    /// others depend on it.
    func authenticity(_ all: InheritedNeeds) -> HTML {
        let inherited = dependence.inheritsAuthenticity(all)
        guard wording.authenticity != nil || inherited != nil else { return HTML() }
        return Panel(id: "authenticity", heading: context.say(da: "Ægthed", en: "Authenticity")).padded(
            "\(said(wording.authenticity) { $0.meaningOfAuthenticity })\(if: inherited, { "<p>\($0).</p>" })")
    }

    var products: HTML {
        let all = wording.details.products.flatMap { sight.text($0) }.map { Domain.Asset.Product.list($0) } ?? []
        return InventoryTables.products("produkter", Phrase(da: "Produkter", en: "Products"), all, context)
    }

    /// What the newest bill of materials says that it is made of.
    var inventory: HTML {
        guard let made = known.inventory(by: sight.day) else { return HTML() }
        let all = sight.text(made.products).map { Domain.Asset.Product.list($0) } ?? []
        let note = context.say(
            da: "CycloneDX \(made.format), \(language.number(made.count)) produkter, indlæst",
            en: "CycloneDX \(made.format), \(language.number(made.count)) products, read on")
        return Panel(id: "stykliste", heading: context.say(da: "Stykliste", en: "Bill of materials"), isWide: true)
            .padded(
                "<p>\(note) <a\(href: Route.entry(made.position))>\(language.time(made.day))</a></p>")
            + InventoryTables.products(
                "styklistens-produkter", Phrase(da: "Produkter i styklisten", en: "Products in the bill"), all, context)
    }
}
