// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// Threats as a spreadsheet, with the columns that a catalogue of one’s own is read from: what is taken home, changed and
/// brought back is read again.
extension ListSheet {
    /// Those that come with Værn, as the page is filtered.
    func threats(_ context: Context) -> Sheet { threats(of: ThreatChoice(context).fitting, context) }

    /// All of one that was adopted; nil for other frameworks.
    func threats(_ name: Framework.Name, _ context: Context) throws(Refusal) -> Sheet? {
        guard let adoption = context.sight.adoptedFramework(name)?.adoption, adoption.kind == .threats else {
            return nil
        }
        guard let catalogue = context.sight.threatCatalogue(adoption.name) else { throw .unknown }
        return threats(of: catalogue, context)
    }

    private func threats(of catalogue: ThreatCatalogue, _ context: Context) -> Sheet {
        let language = context.language
        func name(_ column: ThreatReading.Column) -> Phrase { column.label }
        var sheet = empty(
            context,
            [
                (name(.code), 10), (name(.name), 50), (name(.about), 60), (name(.group), 24), (name(.affects), 36),
                (name(.vulnerabilities), 60), (name(.controls), 36), (name(.origins), 24), (name(.targets), 36),
            ], named: language(catalogue.label))
        for threat in catalogue.threats {
            func list(_ words: [String]) -> Sheet.Cell {
                .optional(words.isEmpty ? nil : words.joined(separator: "; "))
            }
            sheet.add([
                .text(threat.code.text), .text(language(threat.name)), .optional(threat.about.map { language($0) }),
                .optional(threat.heading.map { language($0) }), list(threat.affects.map { language($0.label) }),
                list(threat.vulnerabilities.map { language($0) }), list(threat.controls.map(\.text)),
                list(threat.origins.map { language($0.label) }), list(threat.targets.map { language($0.label) }),
            ])
        }
        return sheet
    }
}
