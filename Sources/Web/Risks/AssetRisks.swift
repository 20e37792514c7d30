// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The open risks that name an asset, on its page: the highest first, with the way to all of them (policy §8: assets are looked at
/// against threats).
struct AssetRisks {
    /// So many stand on the page of the asset.
    static let most = 10

    let known: Domain.Asset
    let context: Context

    private var sight: Sight { context.sight }

    var html: HTML {
        let heading = context.say(da: "Risici for det", en: "Risks to it")
        let found = Array(sight.risks(.init(asset: known.id)))
        let all = Link(Route.riskList, query: [("aktiv", known.id.description)])
        let aside: HTML =
            found.isEmpty
            ? HTML()
            : "<a\(href: all)>\(context.say(da: "Vis i registret", en: "Show in the register"))</a>"
        let rest: HTML =
            found.count > Self.most
            ? "<p class=\"pad muted\">\(context.say(da: "De \(Self.most) højeste af \(context.language.number(found.count)) er vist.", en: "The \(Self.most) highest of \(context.language.number(found.count)) are shown."))</p>"
            : HTML()
        let body =
            found.isEmpty
            ? Empty(context.say(da: "Ingen åben risiko nævner det.", en: "No open risk names it."), offer).html
            : RiskTable(context: context).rows(Array(found.prefix(Self.most))) + rest
        return Panel(id: "risici", heading: heading, aside: aside).html(body)
    }

    private var offer: HTML {
        guard !sight.isPast, known.holds(on: sight.day), sight.mayEver(.setRisk) else { return HTML() }
        let link = Link(Route.command(.setRisk), query: [("assets", known.id.description)])
        return "<p><a\(href: link)>\(context.say(da: "Registrér en risiko", en: "Register a risk"))</a></p>"
    }
}
