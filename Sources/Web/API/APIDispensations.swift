// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API.Reading {
    func dispensations() throws(APIProblem) -> APIAnswer {
        try page(sight.dispensations, key: { $0.id.description }, dispensation)
    }

    /// A dispensation as it was asked for, with what was said of it and how it stands.
    func dispensation(_ known: Dispensation) -> JSON {
        guard let request = known.request(on: sight.day) else { return .null }
        let days = sight.period(of: known)
        let opinions = known.opinions.filter { $0.day <= sight.day }.map { opinion -> JSON in
            .members([
                ("by", opinion.by.map { named($0, on: opinion.day) } ?? .null),
                ("capacity", .string(opinion.advisor.rawValue)), ("stance", .string(opinion.stance.rawValue)),
                ("text", text(opinion.text)), ("day", day(opinion.day)),
                ("earlier_wording", .bool(!known.isAbout(request, opinion))), ("position", .number(opinion.position)),
            ])
        }
        let recommended = known.recommendations.value(on: sight.day)?.recommendation
        return .members([
            ("id", .string(known.id.description)), ("number", .string(request.label)), ("title", text(request.title)),
            ("standing", .string(sight.standing(of: known).rawValue)),
            ("document", named(.document(request.document))), ("version", .string(request.version.description)),
            ("paragraphs", .array(request.paragraphs.map { .string($0.description) })),
            ("unit", named(.unit(request.unit))), ("units", .array(request.units.map { named(.unit($0)) })),
            ("solutions", text(request.solutions)), ("situation", text(request.situation)),
            ("reason", text(request.reason)), ("risk", text(request.risk)), ("level", .string(request.level.rawValue)),
            ("measures", text(request.measures)), ("from", day(request.from)), ("to", day(request.to)),
            ("holds_from", day(days?.from)), ("holds_to", day(days?.to)),
            ("follows", named(request.follows.map { .dispensation($0) })), ("opinions", .array(opinions)),
            (
                "recommendation",
                recommended.map { known in
                    .members([
                        ("outcome", .string(known.outcome.rawValue)), ("reasons", text(known.reasons)),
                        ("if_granted", text(known.ifGranted)), ("if_refused", text(known.ifRefused)),
                        ("conditions", text(known.conditions)),
                    ])
                } ?? .null
            ),
            ("decisions", .array(sight.decisions(on: known.id).map { .string($0.id.description) })),
            ("revision", .number(known.revision)),
        ])
    }
}
