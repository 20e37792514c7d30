// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Office

/// Measures and solutions as spreadsheets.
extension ListSheet {
    func measures(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Foranstaltning", en: "Measure"), 40),
                (Phrase(da: "Hvad bliver gjort", en: "What is done"), 60),
                (Phrase(da: "Ansvarlig", en: "Responsible"), 30), (Phrase(da: "Til for", en: "For"), 40),
                (Phrase(da: "Indført senest", en: "To be in place by"), 14),
                (Phrase(da: "Indført", en: "In place since"), 12), (Phrase(da: "Efterprøvet", en: "Tested"), 12),
                (Phrase(da: "Resultat", en: "Result"), 16), (Phrase(da: "Næste senest", en: "Next by"), 12),
                (Phrase(da: "Status", en: "Status"), 24),
            ])
        for known in MeasureChoice(context).fitting {
            guard let wording = known.wording(on: sight.day) else { continue }
            let test = known.tests.last { $0.day <= sight.day }
            let goesOn = sheet.add([
                .text(wording.label), .text(context.text(wording.title)), .text(context.text(wording.what)),
                .text(context.name(wording.unit)), .text(context.served(by: wording).joined(separator: ", ")),
                .day(wording.by), known.implementedOn.map { $0 <= sight.day ? .day($0) : .none } ?? .none,
                test.map { .day($0.day) } ?? .none, .optional(test.map { language($0.outcome.label) }),
                known.test(by: sight.day).map { .day($0.next) } ?? .none,
                .text(language(known.standing(on: sight.day).label)),
            ])
            if !goesOn { return sheet }
        }
        return sheet
    }

    func solutions(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        let needs: [(Phrase, Int)] = ControlAttributes.Property.allCases.flatMap { property in
            [
                (property.label, 16),
                (
                    Phrase(
                        da: "\(property.label.da): status", en: "\(property.label.en): status"), 20
                ),
            ]
        }
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Løsning", en: "Solution"), 40),
                (Phrase(da: "Ejes af", en: "Owned by"), 30), (Phrase(da: "Systemejer", en: "System owner"), 24),
                (Phrase(da: "Fælleskommunal", en: "Shared"), 14),
            ] + needs + [
                (Phrase(da: "Mål for tilgængelighed", en: "Availability target"), 30),
                (Phrase(da: "Senest målt", en: "Last measured"), 30), (Phrase(da: "Nået", en: "Met"), 10),
                (Phrase(da: "Hvem må bruge den", en: "Who may use it"), 40),
                (Phrase(da: "Adgange gennemgået", en: "Access reviewed"), 14),
                (Phrase(da: "Taget ud af brug", en: "Retired"), 14),
            ])
        for known in SolutionChoice(context).fitting {
            guard let wording = known.wording(on: sight.day) else { continue }
            let measured = known.measurement(by: sight.day)
            let levels: [Sheet.Cell] = ControlAttributes.Property.allCases.flatMap { property -> [Sheet.Cell] in
                let standing = sight.standing(of: .init(asset: known.id, property: property))
                return [.text(language(wording[property].level.label)), .text(language(standing.label))]
            }
            let own: [Sheet.Cell] = [
                .text(wording.label), .text(context.text(wording.name)), .text(context.name(wording.unit)),
                .optional(wording.owner.map { context.name($0, on: sight.day) }),
                .text(wording.isShared ? context.say(da: "Ja", en: "Yes") : context.say(da: "Nej", en: "No")),
            ]
            let rest: [Sheet.Cell] = [
                .text(context.words(wording.target).joined(separator: ", ")),
                .optional(measured.map { context.words($0.measured).joined(separator: ", ") }),
                .optional(
                    measured.map {
                        known.isMet($0) ? context.say(da: "Ja", en: "Yes") : context.say(da: "Nej", en: "No")
                    }),
                .text(context.text(wording.users)), known.review(by: sight.day).map { .day($0.day) } ?? .none,
                known.retiredOn.map { $0 <= sight.day ? .day($0) : .none } ?? .none,
            ]
            if !sheet.add(own + levels + rest) { return sheet }
        }
        return sheet
    }
}
