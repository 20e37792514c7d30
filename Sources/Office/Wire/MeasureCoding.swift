// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// The kinds about measures and assets. That none is missing is tested.
    static let measures: [FactKind: KindLine] = measureKinds
    private static let measureKinds: [FactKind: KindLine] = [
        .measureSet: KindLine(
            1, .annullable,
            [
                .record("number"), .vaulted("title"), .personal("what", .actor, kept: .record), .record("unit"),
                .record("by"), .record("months"), .record("requirements"), .record("clauses"), .record("needs"),
                .record("reworded"),
            ]),
        .measureImplemented: KindLine(
            1, [.backdated, .annullable], [.personal("how", .actor, kept: .record)]),
        .measureTested: KindLine(
            1, [.material, .backdated, .annullable],
            [
                .record("method"), .record("outcome"), .personal("finding", .actor, kept: .record),
                .record("evidence"), .record("next"),
            ]),
        .measureEnded: KindLine(1, [.material, .annullable], [.personal("reason", .actor, kept: .record)]),
        .assetSet: KindLine(1, .annullable, assetFields + needs + target),
        .assetMeasured: KindLine(
            1, .annullable,
            [.record("from"), .record("until")] + target + [
                .personal("note", .actor, kept: .record), .record("evidence"),
            ]),
        .assetAccessReviewed: KindLine(
            1, [.material, .backdated, .annullable],
            [
                .record("outcome"), .personal("finding", .actor, kept: .record), .record("evidence"), .record("next"),
            ]),
        .assetRetired: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)]),
        .assetDepended: KindLine(
            1, [.backdated, .annullable],
            [.record("way"), .record("on"), .record("withheld"), .personal("reason", .actor, kept: .record)]),
        .assetDependenceEnded: KindLine(
            1, [.backdated, .annullable],
            [.record("way"), .record("on"), .personal("reason", .actor, kept: .record)]),
        .assetInventoried: KindLine(
            1, .annullable,
            [
                .record("format"), .record("count"), .vaulted("contents"), .vaulted("file"), .vaulted("file_name"),
            ]),
    ]
    private static let target: [WireField] = [.record("available"), .record("recovery"), .record("loss")]
    /// An asset has those alone that are known of it.
    private static let assetFields: [WireField] = [
        .record("number"), .record("kind"), .vaulted("name"), .personal("about", .actor, kept: .record),
        .record("unit"), .record("owner"), .record("shared"), .personal("users", .actor, kept: .record),
        .record("months"), .record("manager"), .record("operator"), .record("classification"),
        .record("personal_data"), .record("registered"), .record("criticality"),
        .personal("criticality_reason", .actor, kept: .record), .record("task"), .record("phase"),
        .record("external_ids"), .vaulted("products"),
    ]
    private static let needs: [WireField] = [
        .record("confidentiality"), .personal("confidentiality_reason", .actor, kept: .record),
        .record("integrity"), .personal("integrity_reason", .actor, kept: .record),
        .record("availability"), .personal("availability_reason", .actor, kept: .record),
        .record("authenticity"), .personal("authenticity_reason", .actor, kept: .record),
    ]
}

extension Measure.Fact {
    /// Writes the payload's members; `readMeasure` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .set(let wording):
            payload.number("number", wording.number)
            payload.value("title", wording.title)
            payload.value("what", wording.what)
            payload.id("unit", wording.unit)
            payload.day("by", wording.by)
            payload.number("months", wording.months)
            payload.ids("requirements", wording.requirements)
            payload.nested("clauses", wording.clauses) { $0.text("clause", $1.description) }
            payload.nested("needs", wording.needs) {
                $0.id("asset", $1.asset)
                $0.word("property", $1.property)
            }
            payload.flag("reworded", wording.isReworded)
        case .implemented(let how): payload.value("how", how)
        case .tested(let test):
            payload.word("method", test.method)
            payload.word("outcome", test.outcome)
            payload.value("finding", test.finding)
            payload.ids("evidence", test.evidence)
            payload.day("next", test.next)
        case .ended(let reason): payload.value("reason", reason)
        }
    }
}

extension FactKind {
    static func of(_ fact: Measure.Fact) -> FactKind {
        switch fact {
        case .set: .measureSet
        case .implemented: .measureImplemented
        case .tested: .measureTested
        case .ended: .measureEnded
        }
    }

    static func of(_ fact: Asset.Fact) -> FactKind {
        switch fact {
        case .set: .assetSet
        case .measured: .assetMeasured
        case .accessReviewed: .assetAccessReviewed
        case .retired: .assetRetired
        case .depended: .assetDepended
        case .dependenceEnded: .assetDependenceEnded
        case .inventoried: .assetInventoried
        }
    }

    // Each reads the members of one of the kinds that its caller names; what is left over is found by the reader.

    func readMeasure(_ payload: inout PayloadReader) throws(CanonicalFault) -> Measure.Fact {
        if self == .measureSet {
            return .set(
                .init(
                    number: try payload.number("number"), title: try payload.id("title"),
                    what: try payload.id("what"), unit: try payload.id("unit"), by: try payload.day("by"),
                    months: try payload.number("months"), requirements: try payload.ids("requirements"),
                    clauses: try payload.list("clauses") { (inner) throws(CanonicalFault) in try inner.clause("clause")
                    },
                    needs: try payload.list("needs") { (inner) throws(CanonicalFault) in
                        .init(asset: try inner.id("asset"), property: try inner.word("property"))
                    }, isReworded: try payload.flag("reworded")))
        }
        if self == .measureImplemented { return .implemented(how: try payload.optionalID("how")) }
        if self == .measureTested {
            return .tested(
                .init(
                    method: try payload.word("method"), outcome: try payload.word("outcome"),
                    finding: try payload.id("finding"), evidence: try payload.ids("evidence"),
                    next: try payload.day("next")))
        }
        return .ended(reason: try payload.id("reason"))
    }
}
