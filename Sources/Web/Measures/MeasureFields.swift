// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// Which command records what an entry about a measure or a solution should have said, with its fields.
struct MeasureFields {
    typealias Found = (kind: CommandKind, values: [(String, String?)])

    let sight: Sight
    /// The day that the entry counts from, as a field has it.
    let day: String

    /// What a measure is, as its form has it.
    func fields(_ wording: Measure.Wording, _ id: ID<Measure>) -> [(String, String?)] {
        let own: [(String, String?)] = [
            ("measure", "\(id)"), ("title", sight.text(wording.title)), ("what", sight.text(wording.what)),
            ("unit", "\(wording.unit)"), ("by", wording.by.description), ("months", "\(wording.months)"),
            ("clauses", wording.clauses.map(\.description).joined(separator: ", ")),
        ]
        return own + wording.requirements.map { ("requirements", "\($0)") }
            + wording.needs.map { ($0.property.field, "\($0.asset)") }
    }

    /// What a solution is, as its form has it.
    func fields(_ wording: Domain.Asset.Wording, _ id: ID<Domain.Asset>) -> [(String, String?)] {
        var found: [(String, String?)] = [
            ("asset", "\(id)"), ("name", sight.text(wording.name)), ("about", sight.text(wording.about)),
            ("unit", "\(wording.unit)"), ("owner", wording.owner.map { "\($0)" }),
            ("shared", wording.isShared ? "1" : nil),
        ]
        for property in ControlAttributes.Property.allCases {
            let name = property.field
            found.append((name, wording[property].level.rawValue))
            found.append(("\(name)_reason", sight.text(wording[property].reason)))
        }
        return found + numbers(wording.target) + [
            ("users", sight.text(wording.users)), ("months", "\(wording.months)"),
        ]
    }

    private func numbers(_ target: Domain.Asset.Target) -> [(String, String?)] {
        [
            ("available", target.available.map { "\($0 / 100),\($0 % 100 < 10 ? "0" : "")\($0 % 100)" }),
            ("recovery", target.recovery.map { "\($0)" }), ("loss", target.loss.map { "\($0)" }),
        ]
    }

    func read(_ fact: Measure.Fact, _ id: ID<Measure>) -> Found? {
        let own: (String, String?) = ("measure", "\(id)")
        switch fact {
        case .set(let wording): return (.setMeasure, fields(wording, id))
        case .implemented(let how): return (.implementMeasure, [own, ("day", day), ("how", sight.text(how))])
        case .tested(let test):
            return (
                .testMeasure,
                [
                    own, ("day", day), ("method", test.method.rawValue), ("outcome", test.outcome.rawValue),
                    ("finding", sight.text(test.finding)), ("next", test.next.description),
                ] + test.evidence.map { ("evidence", "\($0)") }
            )
        case .ended(let reason): return (.endMeasure, [own, ("reason_new", sight.text(reason))])
        }
    }

    func read(_ fact: Domain.Asset.Fact, _ id: ID<Domain.Asset>) -> Found? {
        let own: (String, String?) = ("asset", "\(id)")
        switch fact {
        case .set(let wording): return (.setSolution, fields(wording, id))
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
