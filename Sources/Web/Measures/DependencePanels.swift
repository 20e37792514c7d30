// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What one asset depends on, what depends on it, and what it needs because of that.
struct DependencePanels {
    let known: Domain.Asset
    let context: Context

    /// How many of those that depend on it stand on its own page.
    private static let most = 10

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .asset(known.id) }

    // MARK: Needs

    /// The needs with what is inherited and from where; nothing where nothing depends on it.
    func needs(_ all: InheritedNeeds) -> HTML {
        guard sight.dependants(of: known.id).contains(where: { _ in true }) else { return HTML() }
        var rows = ControlAttributes.Property.allCases.map { property in
            row(
                language(property.label), words(all.own(property)), words(all.level(property)), all.path(property))
        }
        if let authenticity = all.authenticity {
            rows.append(
                row(
                    context.say(da: "Ægthed", en: "Authenticity"), words(all.ownAuthenticity), words(authenticity),
                    all.authenticityPath))
        }
        let hours: [(Phrase, Int?, Int?, [ID<Domain.Asset>])] = [
            (Phrase(da: "Nede højst", en: "Away at most"), all.own.recovery, all.needs.recovery, all.recovery),
            (Phrase(da: "Tab højst", en: "Loss at most"), all.own.loss, all.needs.loss, all.loss),
        ]
        for (label, own, counts, path) in hours where counts != nil {
            rows.append(row(language(label), words(hours: own), words(hours: counts), path))
        }
        let heading = context.say(da: "Behov i alt", en: "Needs, all told")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Behov", en: "Need"), .title),
                .init(context.say(da: "Eget", en: "Own"), isNamedWhenFolded: true),
                .init(context.say(da: "Gælder", en: "Counts"), isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)])
        return Panel(id: "behov", heading: heading).html(table.html)
    }

    /// »Arver Højt fra »Udbetaling««, where it needs more of it than its own; else nil.
    func inherits(_ property: ControlAttributes.Property, _ all: InheritedNeeds) -> HTML? {
        let path = all.path(property)
        return path.isEmpty ? nil : reason(words(all.level(property)), path)
    }

    /// The same for how sure it must be whom something comes from.
    func inheritsAuthenticity(_ all: InheritedNeeds) -> HTML? {
        all.authenticityPath.isEmpty ? nil : reason(words(all.authenticity), all.authenticityPath)
    }

    private func row(_ label: String, _ own: String, _ counts: String, _ path: [ID<Domain.Asset>]) -> WorkTable.Row {
        let why: HTML? = path.isEmpty ? nil : "\(reason(counts, path))"
        return WorkTable.Row([
            .title(label, nil, why: why), .init(text: own),
            path.isEmpty ? .init(text: counts) : .init("<b>\(counts)</b>"),
        ])
    }

    /// What nobody has said is not the same as no need.
    private func words(_ level: Domain.Asset.Level?) -> String {
        language(level?.label ?? NeedStanding.unstated.label)
    }

    private func words(hours: Int?) -> String {
        guard let hours else { return context.say(da: "Intet", en: "None") }
        return hours == 1
            ? context.say(da: "1 time", en: "1 hour") : context.say(da: "\(hours) timer", en: "\(hours) hours")
    }

    /// »Arver Højt fra »Udbetaling« via »Ydelsessystem««: the source first, then the way down to this one.
    private func reason(_ counts: String, _ path: [ID<Domain.Asset>]) -> HTML {
        guard let source = path.last else { return HTML() }
        let via = path.dropLast().reversed().map { link($0) }
        let start = context.say(da: "Arver \(counts) fra", en: "Inherits \(counts) from")
        guard let first = via.first else { return "\(start) \(link(source))" }
        let way = context.say(da: "via", en: "by way of")
        return "\(start) \(link(source)) \(way) \(first)\(each: via.dropFirst(), { ", \($0)" })"
    }

    private func name(_ id: ID<Domain.Asset>) -> String { sight.label(.asset(id), language) ?? "" }
    private func link(_ id: ID<Domain.Asset>) -> HTML { "<a\(href: Route.asset(id))>\(name(id))</a>" }

    // MARK: Dependences

    var panels: HTML {
        let mayAdd = !sight.isPast && known.holds(on: sight.day) && sight.may(.dependAsset, about: subject)
        let found = sight.dependences(of: known.id)
        let borne = Array(sight.dependants(of: known.id).prefix(Self.most + 1))
        guard mayAdd || !found.isEmpty || !borne.isEmpty else { return HTML() }
        return rests(found, mayAdd) + (borne.isEmpty ? HTML() : bears(borne))
            + DependenceDiagram(asset: known.id, context: context).html
    }

    private func rests(_ found: [Dependence.Made], _ mayAdd: Bool) -> HTML {
        let heading = context.say(da: "Afhænger af", en: "Depends on")
        let mayEnd = !sight.isPast && sight.may(.endDependence, about: subject)
        let rows = found.map { made -> WorkTable.Row in
            var cells: [WorkTable.Cell] = [
                .title(
                    name(made.on), Route.asset(made.on).link, why: made.reason.map { "\(context.text($0))" }),
                .init(text: language(made.kind.label)), .init(text: context.withheld(made)),
                .init("<a\(href: Route.entry(made.position))>\(language.shortTime(made.from))</a>"),
            ]
            if mayEnd {
                let query: [(String, String?)] = [
                    ("asset", "\(known.id)"), ("kind", made.kind.rawValue), ("other", "\(made.on)"),
                ]
                cells.append(
                    .init(
                        """
                        <a\(href: Link(Route.command(.endDependence), query: query))>\(context.say(da: "Afslut", en: "End"))\
                        <span class="vh"> \(name(made.on))</span></a>
                        """))
            }
            return WorkTable.Row(cells)
        }
        var columns: [WorkTable.Column] = [
            .init(context.say(da: "Aktiv", en: "Asset"), .title), .init(context.say(da: "Hvordan", en: "How")),
            .init(context.say(da: "Følger ikke med", en: "Does not follow"), isNamedWhenFolded: true),
            .init(context.say(da: "Siden", en: "Since"), isNamedWhenFolded: true),
        ]
        if mayEnd { columns.append(.init(context.say(da: "Handling", en: "Act"), .end)) }
        let table = WorkTable(
            caption: heading, columns: columns, groups: [.init(nil, rows)],
            empty: Empty(
                context.say(
                    da: "Der er ikke registreret, hvad det afhænger af.", en: "What it depends on is not recorded.")))
        let add: HTML =
            mayAdd
            ? """
            <p class="pad"><a\(href: Link(Route.command(.dependAsset), query: [("asset", known.id.description)]))>\
            \(context.say(CommandKind.dependAsset.label))</a></p>
            """ : HTML()
        return Panel(id: "afhaenger", heading: heading).html(table.html + add)
    }

    private func bears(_ borne: [(asset: ID<Domain.Asset>, ties: [Dependence.Made])]) -> HTML {
        let heading = context.say(da: "Bærer", en: "Bears")
        let rows = borne.prefix(Self.most).map { one in
            Rows.Row(
                label: name(one.asset), link: Route.asset(one.asset).link,
                text: "\(language.list(one.ties.map { language($0.kind.label) }))")
        }
        let more: HTML =
            borne.count > Self.most
            ? """
            <p class="pad"><a\(href: Link(Route.dependences, query: [("baerer", known.id.description)]))>\
            \(context.say(
                da: "Alle \(language.number(sight.dependantCount(of: known.id))), der afhænger af det",
                en: "All \(language.number(sight.dependantCount(of: known.id))) that depend on it"))</a></p>
            """ : HTML()
        return Panel(id: "baerer", heading: heading).html(Rows(rows: rows).html + more)
    }
}

extension Context {
    /// The needs that do not follow a dependence, by their names; »alt følger med« where all do.
    func withheld(_ made: Dependence.Made) -> String {
        let names = ControlAttributes.Property.allCases.filter { property in
            !made.kind.carries(property) || made.withheld.contains(property)
        }.map { language($0.label) }
        return names.isEmpty ? say(da: "Alt følger med", en: "All follow") : language.list(names)
    }
}
