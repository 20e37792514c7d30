// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The form of an asset: first what kind it is, then what that kind asks for, in parts. An asset that is changed comes
/// filled in, so that what is left alone stays as it is.
enum AssetForm {
    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        var context = context
        let asset = context.argument("asset").flatMap { ID<Domain.Asset>($0) }
        if refusal == nil, let asset, context.arguments.texts["name"] == nil {
            let (_, wording) = try context.sight.asset(asset)
            let known = AssetFields(sight: context.sight, day: "").fields(wording, asset)
            for (name, values) in Dictionary(grouping: known, by: \.0) {
                context.arguments.texts[name] = values.compactMap(\.1)
            }
            // Its kind is its own, whatever the address says.
            context.arguments.texts["kind"] = [wording.kind.rawValue]
        }
        guard let kind = context.argument("kind").flatMap({ Domain.Asset.Kind(rawValue: $0) }) else {
            return choice(refusal, context)
        }
        return form(kind, asset, refusal, context)
    }

    /// What kind of asset it is: a link each.
    private static func choice(_ refusal: Refusal?, _ context: Context) -> Content {
        let label = context.say(CommandKind.setAsset.label)
        func rows(_ isPrimary: Bool) -> HTML {
            Rows(
                rows: Domain.Asset.Kind.allCases.filter { $0.isPrimary == isPrimary }.map { kind in
                    .init(
                        label: context.say(kind.label),
                        link: Link(Route.command(.setAsset), query: [("kind", kind.rawValue)]),
                        text: HTML(text: context.say(kind.meaning)))
                }
            ).html
        }
        let body =
            head(context.say(CommandKind.setAsset.label), nil, context) + CommandForm.summary(refusal, in: context)
            + Panel(id: "primaere", heading: context.say(da: "Det, det handler om", en: "What it is about")).html(
                rows(true))
            + Panel(
                id: "stoettende", heading: context.say(da: "Det, der bærer det", en: "What carries it"), isWide: true
            ).html(rows(false))
        return Content(label, menu: .assets, status: CommandForm.status(refusal), body)
    }

    private static func head(_ title: String, _ subject: Subject?, _ context: Context) -> HTML {
        var crumbs = [Head.Crumb(context.say(AssetsPage.title), Route.assets.link)]
        if let subject, let label = context.sight.label(subject, context.language) {
            crumbs.append(Head.Crumb(label, Route(subject).link))
        }
        crumbs.append(Head.Crumb(title))
        return Head(crumbs: crumbs, title: title).html(context.language)
    }

    private static func form(
        _ kind: Domain.Asset.Kind, _ asset: ID<Domain.Asset>?, _ refusal: Refusal?, _ context: Context
    ) -> Content {
        let subject = asset.map { Subject.asset($0) }
        let title =
            asset == nil
            ? context.say(
                da: "Registrér: \(kind.label.da.lowercasedFirst)", en: "Register: \(kind.label.en.lowercasedFirst)")
            : context.say(da: "Ret aktiv", en: "Change an asset")
        let form = CommandForm.open(
            .setAsset, in: context, about: subject,
            hidden: [("kind", kind.rawValue)] + (asset.map { [("asset", $0.description)] } ?? []),
            asksBeforeLeaving: true)
        // What another kind would have asked for, and this one does not, is shown where it stands in the way.
        let parts = Part.allCases.compactMap { part -> HTML? in
            let names = part.fields(of: kind) + part.astray(kind, context)
            guard !names.isEmpty else { return nil }
            let fields = HTML(each: names) { name in
                CommandForm.field(
                    name, of: .setAsset, refusal, in: context, isDemanded: Part.isDemanded(name, of: kind))
            }
            return Gate.group(id: "del-\(part.rawValue)", context.say(part.label), nil, fields)
        }
        let back = subject.map { Route($0) } ?? .assets
        let foot = PostForm.foot([
            Button(
                context.say(asset == nil ? CommandKind.setAsset.label : Phrase(da: "Gem", en: "Save")), kind: .primary
            ).submit,
            Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(back.link),
        ])
        let body =
            head(title, subject, context) + CommandForm.summary(refusal, in: context)
            + form.html(HTML(joining: parts) + foot)
        return Content(title, menu: .assets, status: CommandForm.status(refusal), body)
    }

    /// The parts of the form.
    private enum Part: String, CaseIterable {
        case about = "om"
        case needs = "behov"
        case holding = "rummer"
        case availability = "tilgaengelighed"
        case access = "adgang"
        case beside = "kendes"

        var label: Phrase {
            switch self {
            case .about: Phrase(da: "Hvad det er", en: "What it is")
            case .needs: Phrase(da: "Hvad det har brug for", en: "What it needs")
            case .holding: Phrase(da: "Hvad det rummer", en: "What it holds")
            case .availability: Phrase(da: "Hvor meget det skal være der", en: "How much of the time it is to be there")
            case .access: Phrase(da: "Hvem der må bruge det", en: "Who may use it")
            case .beside: Phrase(da: "Hvad det ellers kendes på", en: "What else it is known by")
            }
        }

        private var names: [String] {
            switch self {
            case .about: ["name", "about", "unit", "owner", "manager", "operator", "shared", "phase"]
            case .needs:
                ["criticality", "criticality_reason"]
                    + SetAsset.fields(of: .needs) + ["authenticity", "authenticity_reason"]
            case .holding: ["classification", "personal_data", "registered", "kle"]
            case .availability: SetAsset.fields(of: .target)
            case .access: SetAsset.fields(of: .access)
            case .beside: ["kitos_system", "kitos_usage", "cvr", "external_ids", "products"]
            }
        }

        func fields(of kind: Domain.Asset.Kind) -> [String] {
            names.filter { name in Part.aspect(of: name).map { kind.takes($0) } ?? true }
        }

        /// The fields that do not belong to the kind and have something in them all the same.
        func astray(_ kind: Domain.Asset.Kind, _ context: Context) -> [String] {
            let own = fields(of: kind)
            return names.filter { !own.contains($0) && context.argument($0) != nil }
        }

        private static func aspect(of name: String) -> Domain.Asset.Aspect? {
            Domain.Asset.Aspect.allCases.first { SetAsset.fields(of: $0).contains(name) }
        }

        /// Whether the kind must have it; the interface says only what all kinds must have.
        static func isDemanded(_ name: String, of kind: Domain.Asset.Kind) -> Bool {
            aspect(of: name).map { kind.demands($0) } ?? false
        }
    }
}
