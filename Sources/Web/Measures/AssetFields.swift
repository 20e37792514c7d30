// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// Which command records what an entry about an asset should have said, with its fields.
struct AssetFields {
    typealias Found = (kind: CommandKind, values: [(String, String?)])

    let sight: Sight
    /// The day that the entry counts from, as a field has it.
    let day: String

    /// What an asset is, as its form has it.
    func fields(_ wording: Domain.Asset.Wording, _ id: ID<Domain.Asset>) -> [(String, String?)] {
        var found: [(String, String?)] = [
            ("asset", "\(id)"), ("kind", wording.kind.rawValue), ("name", sight.text(wording.name)),
            ("about", sight.text(wording.about)), ("unit", "\(wording.unit)"),
            ("owner", wording.owner.map { "\($0)" }), ("shared", wording.isShared ? "1" : nil),
        ]
        for property in ControlAttributes.Property.allCases { found += need(property.field, wording[property]) }
        found += need("authenticity", wording.authenticity)
        return found + numbers(wording.target) + [
            ("users", sight.text(wording.users)), ("months", wording.months.map { "\($0)" }),
        ] + fields(wording.details)
    }

    private func need(_ name: String, _ need: Domain.Asset.Need?) -> [(String, String?)] {
        [(name, need?.level.rawValue), ("\(name)_reason", need.flatMap { sight.text($0.reason) })]
    }

    private func fields(_ details: Domain.Asset.Details) -> [(String, String?)] {
        func own(_ known: Domain.Asset.Known) -> String? { details.externalIDs.first { $0.known == known }?.id }
        let others = details.externalIDs.filter { $0.known == nil }.map { "\($0.system): \($0.id)" }
        return [
            ("manager", details.manager.map { "\($0)" }), ("operator", details.operator.map { "\($0)" }),
            ("classification", details.classification?.rawValue), ("registered", details.registered?.rawValue),
            ("criticality", details.criticality?.rawValue),
            ("criticality_reason", sight.text(details.criticalityReason)), ("kle", details.task?.description),
            ("phase", details.phase?.rawValue), ("kitos_system", own(.kitosSystem)),
            ("kitos_usage", own(.kitosUsage)), ("cvr", own(.cvr)),
            ("external_ids", others.isEmpty ? nil : others.joined(separator: "\n")),
            ("products", sight.text(details.products)),
        ] + details.personalData.map { ("personal_data", $0.rawValue) }
    }

    private func numbers(_ target: Domain.Asset.Target) -> [(String, String?)] {
        [
            ("available", target.available.map { "\($0 / 100),\($0 % 100 < 10 ? "0" : "")\($0 % 100)" }),
            ("recovery", target.recovery.map { "\($0)" }), ("loss", target.loss.map { "\($0)" }),
        ]
    }

    func read(_ fact: Domain.Asset.Fact, _ id: ID<Domain.Asset>) -> Found? {
        let own: (String, String?) = ("asset", "\(id)")
        switch fact {
        case .set(let wording): return (.setAsset, fields(wording, id))
        case .measured(let made):
            return (
                .measureAvailability,
                [own, ("from", made.from.description), ("to", made.until.description), ("note", sight.text(made.note))]
                    + numbers(made.measured) + made.evidence.map { ("evidence", "\($0)") }
            )
        case .accessReviewed(let review):
            return (
                .reviewAssetAccess,
                [
                    own, ("day", day), ("outcome", review.outcome.rawValue), ("finding", sight.text(review.finding)),
                    ("next", review.next.description),
                ] + review.evidence.map { ("evidence", "\($0)") }
            )
        // What is right may come in another file.
        case .inventoried: return (.recordInventory, [own])
        case .retired(let reason): return (.retireAsset, [own, ("reason_new", sight.text(reason))])
        case .depended(let one):
            return (
                .dependAsset,
                [
                    own, ("kind", one.kind.rawValue), ("other", "\(one.on)"), ("from", day),
                    ("reason_new", sight.text(one.reason)),
                ] + one.withheld.map { ("withheld", $0.rawValue) }
            )
        case .dependenceEnded(let kind, let other, let reason):
            return (
                .endDependence,
                [
                    own, ("kind", kind.rawValue), ("other", "\(other)"), ("from", day),
                    ("reason_new", sight.text(reason)),
                ]
            )
        }
    }
}
