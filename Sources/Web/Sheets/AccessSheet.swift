// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

extension ListSheet {
    /// One row for each thing that somebody holds.
    func accesses(_ context: Context) -> Sheet {
        let sight = context.sight
        var sheet = empty(
            context,
            [
                (Phrase(da: "Person", en: "Person"), 30), (Phrase(da: "Enhed", en: "Unit"), 30),
                (Phrase(da: "Har", en: "Holds"), 50), (Phrase(da: "Fra", en: "From"), 12),
                (Phrase(da: "Til", en: "Until"), 12), (Phrase(da: "Post", en: "Entry"), 10),
                (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for held in AccessFilter(context).fitting(sight.rights()) {
            for right in held.rights {
                let goesOn = sheet.add([
                    .text(context.name(held.person)), .optional(held.unit.map { context.name($0) }),
                    .text(context.name(right.what)), .day(right.from), right.last.map { .day($0) } ?? .none,
                    .number(right.position), .text(held.person.description),
                ])
                if !goesOn { return sheet }
            }
        }
        return sheet
    }
}
