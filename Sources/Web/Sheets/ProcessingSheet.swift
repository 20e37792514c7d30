// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Office

/// The record of processing activities as a spreadsheet, with every field that GDPR Article 30 asks for, so that it can be
/// handed to the supervisory authority.
extension ListSheet {
    func processings(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Rolle", en: "Capacity"), 18),
                (Phrase(da: "Behandling", en: "Processing"), 40), (Phrase(da: "Formål", en: "Purpose"), 60),
                (Phrase(da: "Enhed", en: "Unit"), 30), (Phrase(da: "Ansvarlig", en: "Responsible"), 24),
                (Phrase(da: "Databeskyttelsesrådgiver", en: "Data protection officer"), 24),
                (Phrase(da: "Dataansvarlige", en: "Controllers"), 40), (Phrase(da: "Begynder", en: "Begins"), 12),
                (Phrase(da: "Grundlag (GDPR)", en: "Grounds (GDPR)"), 40),
                (Phrase(da: "Grundlag i anden lov", en: "Grounds in other law"), 40),
                (Phrase(da: "Kategorier af personer", en: "Categories of people"), 40),
                (Phrase(da: "Slags oplysninger", en: "Classes of data"), 30),
                (Phrase(da: "Oplysninger", en: "Data"), 40), (Phrase(da: "Modtagere", en: "Recipients"), 40),
                (Phrase(da: "Overførsel", en: "Transfer"), 30), (Phrase(da: "Lande", en: "Countries"), 24),
                (Phrase(da: "Grundlag for overførslen", en: "What the transfer rests on"), 40),
                (Phrase(da: "Slettefrister", en: "Limits for erasure"), 40),
                (Phrase(da: "Sikkerhed", en: "Security"), 60), (Phrase(da: "Aktiver", en: "Assets"), 40),
                (Phrase(da: "Mangler", en: "Lacks"), 40), (Phrase(da: "Status", en: "Status"), 18),
                (Phrase(da: "Gennemgås senest", en: "Reviewed by"), 14), (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        let officers = sight.holders(of: .dpo).map { context.name($0) }.joined(separator: ", ")
        for known in ProcessingChoice(context).fitting {
            guard let wording = known.wording(on: sight.day) else { continue }
            func text(_ value: ValueID?) -> Sheet.Cell { .optional(value.map { context.text($0) }) }
            let standing = known.standing(on: sight.day)
            let assets = wording.assets.compactMap { sight.label(.asset($0), language) }
            let own: [Sheet.Cell] = [
                .text(wording.label), .text(language(wording.capacity.label)), .text(context.text(wording.title)),
                text(wording.purpose), .text(context.name(wording.unit)),
                .optional(wording.responsible.map { context.name($0, on: sight.day) }), .text(officers),
                text(wording.controllers), wording.begins.map { .day($0) } ?? .none,
            ]
            let held: [Sheet.Cell] = [
                .text(wording.grounds.map { language($0.label) }.joined(separator: "; ")), text(wording.law),
                text(wording.people), .text(wording.data.map { language($0.label) }.joined(separator: "; ")),
                text(wording.kinds), text(wording.recipients),
                .optional(wording.transfer.map { language($0.label) }), text(wording.countries),
                .text(wording.safeguards.map { language($0.label) }.joined(separator: "; ")), text(wording.erasure),
                text(wording.security), .text(assets.joined(separator: "; ")),
            ]
            let rest: [Sheet.Cell] = [
                .text(wording.gaps.map { language($0.label) }.joined(separator: "; ")),
                .text(language(standing.label)),
                standing == .ended ? .none : .day(known.nextReview(on: sight.day)), .text(known.id.description),
            ]
            if !sheet.add(own + held + rest) { break }
        }
        return sheet
    }
}
