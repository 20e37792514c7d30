// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

extension ListSheet {
    /// One row for each thing that a person holds, then one for each topic that a unit answers for.
    func accesses(_ context: Context) -> Sheet {
        let sight = context.sight
        var sheet = empty(
            context,
            [
                (Phrase(da: "Person", en: "Person"), 30), (Phrase(da: "Enhed", en: "Unit"), 30),
                (Phrase(da: "Har", en: "Holds"), 50), (Phrase(da: "Fra", en: "From"), 12),
                (Phrase(da: "Til", en: "Until"), 12), (Phrase(da: "Post", en: "Entry"), 10),
                (Phrase(da: "Beslutning", en: "Decision"), 14), (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        func add(
            _ person: ID<Person>?, _ unit: ID<Unit>?, _ rights: [AccessRight], _ reference: String
        ) -> Bool {
            rights.allSatisfy { right in
                var decision: String?
                if case .topic(_, let id) = right.what { decision = sight.label(.decision(id), context.language) }
                return sheet.add([
                    .optional(person.map { context.name($0) }), .optional(unit.map { context.name($0) }),
                    .text(context.name(right.what)), .day(right.from), right.last.map { .day($0) } ?? .none,
                    .number(right.position), .optional(decision), .text(reference),
                ])
            }
        }
        let filter = AccessFilter(context)
        for held in filter.fitting(sight.rights()) {
            guard add(held.person, held.unit, held.rights, held.person.description) else { return sheet }
        }
        for held in filter.fitting(sight.delegatedRights()) {
            guard add(nil, held.unit, held.rights, held.unit.description) else { return sheet }
        }
        return sheet
    }
}
