// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The register of assets, on the day shown.
extension API.Reading {
    func assets() throws(APIProblem) -> APIAnswer {
        let kind = try choice("kind", of: Domain.Asset.Kind.allCases.map(\.rawValue)).flatMap {
            Domain.Asset.Kind(rawValue: $0)
        }
        return try page(sight.assets(of: kind), key: { $0.id.description }) { known in
            known.wording(on: sight.day).map { asset(known, $0) } ?? .null
        }
    }

    func asset(_ known: Domain.Asset, _ wording: Domain.Asset.Wording) -> JSON {
        let inherited = sight.inherited(by: known.id)
        let needs = ControlAttributes.Property.allCases.map { property -> JSON in
            let need = Measure.Need(asset: known.id, property: property)
            return .members([
                ("property", .string(property.rawValue.lowercased())),
                ("level", word(wording[property]?.level)), ("reason", text(wording[property]?.reason)),
                ("counts", word(inherited.level(property))),
                ("inherited_by", .array(inherited.path(property).map { named(.asset($0)) })),
                ("standing", .string(sight.standing(of: need).rawValue)),
                ("measures", .array(sight.measures(for: need).map { named(.measure($0.id)) })),
            ])
        }
        let measured = known.measurements.filter { $0.day <= sight.day }.map { one in
            JSON.members(
                [("from", day(one.from)), ("to", day(one.until))] + numbers(one.measured) + [
                    ("met", .bool(known.isMet(one))), ("note", text(one.note)),
                ] + cited(one.evidence) + [("position", .number(one.position))])
        }
        let reviews = known.reviews.filter { $0.day <= sight.day }.map { one in
            JSON.members(
                [
                    ("day", day(one.day)), ("outcome", .string(one.outcome.rawValue)), ("finding", text(one.finding)),
                ] + cited(one.evidence) + [("next", day(one.next)), ("position", .number(one.position))])
        }
        return .members(
            [
                ("id", .string(known.id.description)), ("number", .string(wording.label)),
                ("kind", .string(wording.kind.rawValue)), ("dimension", word(wording.kind.dimension)),
                ("name", text(wording.name)), ("about", text(wording.about)), ("unit", named(wording.unit)),
                ("owner", named(wording.owner.map { .person($0) })), ("shared", .bool(wording.isShared)),
                ("needs", .array(needs)), ("authenticity", word(wording.authenticity?.level)),
                ("authenticity_reason", text(wording.authenticity?.reason)),
                ("target", .members(numbers(wording.target))),
                ("depends_on", .array(sight.dependences(of: known.id).map { dependence(known.id, $0) })),
                ("dependants", .number(sight.dependantCount(of: known.id))), ("users", text(wording.users)),
                ("months", wording.months.map { .number($0) } ?? .null),
                ("retired", day(known.retiredOn.flatMap { $0 <= sight.day ? $0 : nil })),
                ("availability", .array(measured)), ("access_reviews", .array(reviews)),
            ] + details(known, wording.details) + [("inventory", inventory(known))] + [
                ("revision", .number(known.revision))
            ])
    }

    /// What else is known; null and empty: not stated.
    private func details(_ known: Domain.Asset, _ details: Domain.Asset.Details) -> [(String, JSON?)] {
        let products = details.products.flatMap { sight.text($0) }.map { Domain.Asset.Product.list($0) } ?? []
        return [
            ("manager", named(details.manager.map { .person($0) })),
            ("operator", named(details.operator.map { .person($0) })), ("classification", word(details.classification)),
            ("personal_data", .array(details.personalData.map { .string($0.rawValue) })),
            ("registered", word(details.registered)), ("criticality", word(details.criticality)),
            ("criticality_reason", text(details.criticalityReason)),
            ("kle", details.task.map { .string($0.description) } ?? .null),
            ("phase", word(known.phase(on: sight.day))),
            (
                "external_ids",
                .array(
                    details.externalIDs.map { .members([("system", .string($0.system)), ("id", .string($0.id))]) })
            ),
            (
                "products",
                .array(
                    products.map { one in
                        .members([
                            ("vendor", .string(one.vendor)), ("product", .string(one.name)),
                            ("version", .string(one.version)), ("cpe", one.cpe.map { .string($0) } ?? .null),
                            ("purl", one.purl.map { .string($0) } ?? .null),
                        ])
                    })
            ),
        ]
    }

    /// The newest bill of materials; null: none was read.
    private func inventory(_ known: Domain.Asset) -> JSON {
        known.inventory(by: sight.day).map { made in
            .members([
                ("day", day(made.day)), ("format", .string(made.format)), ("count", .number(made.count)),
                ("position", .number(made.position)),
            ])
        } ?? .null
    }

    private func word(_ word: (some RawRepresentable<String>)?) -> JSON {
        word.map { .string($0.rawValue) } ?? .null
    }

    /// The share of time in hundredths of a per cent, the rest in hours.
    private func numbers(_ target: Domain.Asset.Target) -> [(String, JSON?)] {
        [
            ("available", target.available.map { .number($0) } ?? .null),
            ("recovery", target.recovery.map { .number($0) } ?? .null),
            ("loss", target.loss.map { .number($0) } ?? .null),
        ]
    }
}
