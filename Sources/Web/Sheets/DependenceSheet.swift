// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Office

/// Dependences as a spreadsheet, with the needs that both ends have because of them.
extension ListSheet {
    func dependences(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        let properties = ControlAttributes.Property.allCases
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Aktiv", en: "Asset"), 40),
                (Phrase(da: "Hvordan", en: "How"), 20), (Phrase(da: "Afhænger af nummer", en: "Depends on number"), 18),
                (Phrase(da: "Afhænger af", en: "Depends on"), 40),
                (Phrase(da: "Følger ikke med", en: "Does not follow"), 24), (Phrase(da: "Siden", en: "Since"), 12),
                (Phrase(da: "Hvad ligger der i det", en: "What lies in it"), 40),
            ]
                + properties.map {
                    (
                        Phrase(
                            da: "\($0.label.da), i det, det afhænger af",
                            en: "\($0.label.en), what it depends on"), 20
                    )
                } + [
                    (Phrase(da: "Reference", en: "Reference"), 38),
                    (Phrase(da: "Afhænger af reference", en: "Depends on reference"), 38),
                ])
        // What very many depend on is asked once.
        var known: [ID<Domain.Asset>: Inheritance.Needs] = [:]
        for (asset, made) in DependenceChoice(context).fitting {
            guard let wording = (try? sight.asset(asset))?.1, let other = (try? sight.asset(made.on))?.1 else {
                continue
            }
            let needs = known[made.on] ?? sight.needs(of: made.on)
            known[made.on] = needs
            let goesOn = sheet.add(
                [
                    .text(wording.label), .text(context.text(wording.name)), .text(language(made.kind.label)),
                    .text(other.label), .text(context.text(other.name)), .text(context.withheld(made)),
                    .day(made.from), .optional(made.reason.map { context.text($0) }),
                ]
                    + properties.map { property in
                        // What nobody has said stays empty, unless it is inherited.
                        let level = needs[property] == .none ? other[property]?.level : needs[property]
                        return .optional(level.map { language($0.label) })
                    } + [.text(asset.description), .text(made.on.description)])
            if !goesOn { return sheet }
        }
        return sheet
    }
}
