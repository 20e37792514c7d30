// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// The register of assets as a spreadsheet. The first columns are those that an import of assets reads, in its own spelling,
/// so that a file that was fetched can be changed and taken in again; what follows is worked out.
extension ListSheet {
    func assets(_ context: Context) -> Sheet {
        let columns = AssetReading.Column.allCases.map { column in
            (column.label, column == .name || column == .reference ? 40 : 22)
        }
        let standings = ControlAttributes.Property.allCases.map { property in
            (Phrase(da: "\(property.label.da): status", en: "\(property.label.en): status"), 20)
        }
        var sheet = empty(
            context,
            [(Phrase(da: "Nummer", en: "Number"), 10)] + columns + standings + [
                (Phrase(da: "Senest målt", en: "Last measured"), 30), (Phrase(da: "Nået", en: "Met"), 10),
                (Phrase(da: "Adgange gennemgået", en: "Access reviewed"), 14),
                (Phrase(da: "Taget ud af brug", en: "Retired"), 14),
            ])
        for known in AssetChoice(context).fitting {
            guard let wording = known.wording(on: context.sight.day) else { continue }
            if !sheet.add(row(known, wording, context)) { return sheet }
        }
        return sheet
    }

    private func row(_ known: Domain.Asset, _ wording: Domain.Asset.Wording, _ context: Context) -> [Sheet.Cell] {
        let (sight, language) = (context.sight, context.language)
        let own = AssetReading.Column.allCases.map { cell($0, known, wording, context) }
        let standings = ControlAttributes.Property.allCases.map { property -> Sheet.Cell in
            .text(language(sight.standing(of: .init(asset: known.id, property: property)).label))
        }
        let measured = known.measurement(by: sight.day)
        let rest: [Sheet.Cell] = [
            .optional(measured.map { context.words($0.measured).joined(separator: ", ") }),
            .optional(
                measured.map { known.isMet($0) ? context.say(da: "Ja", en: "Yes") : context.say(da: "Nej", en: "No") }),
            known.review(by: sight.day).map { .day($0.day) } ?? .none,
            known.retiredOn.map { $0 <= sight.day ? .day($0) : .none } ?? .none,
        ]
        return [.text(wording.label)] + own + standings + rest
    }

    /// What stands in one of the columns that an import reads.
    private func cell(
        _ column: AssetReading.Column, _ known: Domain.Asset, _ wording: Domain.Asset.Wording, _ context: Context
    ) -> Sheet.Cell {
        let (sight, language) = (context.sight, context.language)
        if column == .reference { return .text(known.id.description) }
        if column == .dependsOn {
            let lines = sight.dependences(of: known.id).compactMap { made in
                (try? sight.asset(made.on)).map { "\(language(made.kind.label)): \($0.1.label)" }
            }
            return lines.isEmpty ? .none : .text(lines.joined(separator: "\n"))
        }
        // What is out of use is closed down, whatever was said of it before.
        if column == .phase { return .optional(known.phase(on: sight.day).map { language($0.label) }) }
        guard let word = wording.word(column, { sight.text($0) }) else { return .none }
        // Whose name is erased is known by the reference alone.
        if let person = ID<Person>(word), [.owner, .manager, .operator].contains(column), sight.name(person) == nil {
            return .text(word)
        }
        // Lists are one a line, as they are read.
        if column == .externalIDs || column == .products { return .text(word) }
        if [.recovery, .loss, .months].contains(column), let number = Int(word) { return .number(number) }
        return .text(context.words(column, word))
    }
}
