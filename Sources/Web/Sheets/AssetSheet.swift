// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// The register of assets as a spreadsheet.
extension ListSheet {
    func assets(_ context: Context) -> Sheet {
        let needs: [(Phrase, Int)] = ControlAttributes.Property.allCases.flatMap { property in
            [
                (property.label, 16),
                (Phrase(da: "\(property.label.da): status", en: "\(property.label.en): status"), 20),
            ]
        }
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Slags", en: "Kind"), 18),
                (Phrase(da: "Aktiv", en: "Asset"), 40), (Phrase(da: "Ejes af", en: "Owned by"), 30),
                (Phrase(da: "Ejer", en: "Owner"), 24), (Phrase(da: "Systemansvarlig", en: "System manager"), 24),
                (Phrase(da: "Driftsansvarlig", en: "Responsible for operation"), 24),
                (Phrase(da: "Fælleskommunal", en: "Shared"), 14), (Phrase(da: "Livsfase", en: "Phase"), 14),
                (Phrase(da: "Kritisk", en: "Critical"), 20),
            ] + needs + [
                (Phrase(da: "Ægthed", en: "Authenticity"), 16),
                (Phrase(da: "Klassifikation", en: "Class"), 20),
                (Phrase(da: "Personoplysninger", en: "Personal data"), 40),
                (Phrase(da: "Registrerede", en: "Registered"), 24), (Phrase(da: "KLE", en: "KLE"), 12),
                (Phrase(da: "Mål for tilgængelighed", en: "Availability target"), 30),
                (Phrase(da: "Senest målt", en: "Last measured"), 30), (Phrase(da: "Nået", en: "Met"), 10),
                (Phrase(da: "Hvem må bruge det", en: "Who may use it"), 40),
                (Phrase(da: "Adgange gennemgået", en: "Access reviewed"), 14),
                (Phrase(da: "Navne i andre systemer", en: "Names in other systems"), 40),
                (Phrase(da: "Produkter", en: "Products"), 60), (Phrase(da: "Taget ud af brug", en: "Retired"), 14),
            ])
        for known in AssetChoice(context).fitting {
            guard let wording = known.wording(on: context.sight.day) else { continue }
            if !sheet.add(row(known, wording, context)) { return sheet }
        }
        return sheet
    }

    private func row(_ known: Domain.Asset, _ wording: Domain.Asset.Wording, _ context: Context) -> [Sheet.Cell] {
        let (sight, language) = (context.sight, context.language)
        let details = wording.details
        func answer(_ isSo: Bool) -> String {
            isSo ? context.say(da: "Ja", en: "Yes") : context.say(da: "Nej", en: "No")
        }
        func name(_ person: ID<Person>?) -> Sheet.Cell { .optional(person.map { context.name($0, on: sight.day) }) }
        let own: [Sheet.Cell] = [
            .text(wording.label), .text(language(wording.kind.label)), .text(context.text(wording.name)),
            .text(context.name(wording.unit)), name(wording.owner), name(details.manager), name(details.operator),
            .text(answer(wording.isShared)), .optional(known.phase(on: sight.day).map { language($0.label) }),
            .optional(details.criticality.map { language($0.label) }),
        ]
        let levels: [Sheet.Cell] = ControlAttributes.Property.allCases.flatMap { property -> [Sheet.Cell] in
            let standing = sight.standing(of: .init(asset: known.id, property: property))
            return [.optional(wording[property].map { language($0.level.label) }), .text(language(standing.label))]
        }
        let held: [Sheet.Cell] = [
            .optional(wording.authenticity.map { language($0.level.label) }),
            .optional(details.classification.map { language($0.label) }),
            .text(details.personalData.map { language($0.label) }.joined(separator: ", ")),
            .optional(details.registered.map { language($0.label) }), .optional(details.task.map(\.description)),
        ]
        let measured = known.measurement(by: sight.day)
        let rest: [Sheet.Cell] = [
            .text(context.words(wording.target).joined(separator: ", ")),
            .optional(measured.map { context.words($0.measured).joined(separator: ", ") }),
            .optional(measured.map { answer(known.isMet($0)) }), .optional(wording.users.map { context.text($0) }),
            known.review(by: sight.day).map { .day($0.day) } ?? .none,
            .text(details.externalIDs.map { "\($0.system): \($0.id)" }.joined(separator: ", ")),
            .optional(details.products.flatMap { sight.text($0) }),
            known.retiredOn.map { $0 <= sight.day ? .day($0) : .none } ?? .none,
        ]
        return own + levels + held + rest
    }
}
