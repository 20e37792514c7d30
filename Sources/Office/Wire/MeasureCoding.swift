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
        .assetSet: KindLine(
            1, .annullable,
            [
                .record("number"), .record("kind"), .vaulted("name"), .personal("about", .actor, kept: .record),
                .record("unit"), .record("owner"), .record("shared"),
            ] + needs + target + [.personal("users", .actor, kept: .record), .record("months")]),
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
    ]
    private static let target: [WireField] = [.record("available"), .record("recovery"), .record("loss")]
    private static let needs: [WireField] = [
        .record("confidentiality"), .personal("confidentiality_reason", .actor, kept: .record),
        .record("integrity"), .personal("integrity_reason", .actor, kept: .record),
        .record("availability"), .personal("availability_reason", .actor, kept: .record),
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

extension Asset.Fact {
    /// Writes the payload's members; `readAsset` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .set(let wording):
            payload.number("number", wording.number)
            payload.word("kind", wording.kind)
            payload.value("name", wording.name)
            payload.value("about", wording.about)
            payload.id("unit", wording.unit)
            payload.id("owner", wording.owner)
            payload.flag("shared", wording.isShared)
            payload.word("confidentiality", wording.confidentiality.level)
            payload.value("confidentiality_reason", wording.confidentiality.reason)
            payload.word("integrity", wording.integrity.level)
            payload.value("integrity_reason", wording.integrity.reason)
            payload.word("availability", wording.availability.level)
            payload.value("availability_reason", wording.availability.reason)
            payload.target(wording.target)
            payload.value("users", wording.users)
            payload.number("months", wording.months)
        case .measured(let made):
            payload.day("from", made.from)
            payload.day("until", made.until)
            payload.target(made.measured)
            payload.value("note", made.note)
            payload.ids("evidence", made.evidence)
        case .accessReviewed(let review):
            payload.word("outcome", review.outcome)
            payload.value("finding", review.finding)
            payload.ids("evidence", review.evidence)
            payload.day("next", review.next)
        case .retired(let reason): payload.value("reason", reason)
        case .depended(let one):
            payload.word("way", one.kind)
            payload.id("on", one.on)
            payload.nested("withheld", one.withheld) { $0.word("property", $1) }
            payload.value("reason", one.reason)
        case .dependenceEnded(let kind, let other, let reason):
            payload.word("way", kind)
            payload.id("on", other)
            payload.value("reason", reason)
        }
    }
}

extension PayloadWriter {
    fileprivate mutating func target(_ target: Asset.Target) {
        if let available = target.available { number("available", available) }
        if let recovery = target.recovery { number("recovery", recovery) }
        if let loss = target.loss { number("loss", loss) }
    }
}

extension PayloadReader {
    fileprivate mutating func optionalNumber(_ key: StaticString) throws(CanonicalFault) -> Int? {
        has(key) ? try number(key) : nil
    }

    fileprivate mutating func target() throws(CanonicalFault) -> Asset.Target {
        .init(
            available: try optionalNumber("available"), recovery: try optionalNumber("recovery"),
            loss: try optionalNumber("loss"))
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

    func readAsset(_ payload: inout PayloadReader) throws(CanonicalFault) -> Asset.Fact {
        if self == .assetSet {
            let (number, kind): (Int, Asset.Kind) = (try payload.number("number"), try payload.word("kind"))
            let (name, about): (ValueID, ValueID?) = (try payload.id("name"), try payload.optionalID("about"))
            let (unit, owner): (ID<Unit>, ID<Person>?) = (try payload.id("unit"), try payload.optionalID("owner"))
            let isShared = try payload.flag("shared")
            let confidentiality = Asset.Need(
                level: try payload.word("confidentiality"), reason: try payload.id("confidentiality_reason"))
            let integrity = Asset.Need(
                level: try payload.word("integrity"), reason: try payload.id("integrity_reason"))
            let availability = Asset.Need(
                level: try payload.word("availability"), reason: try payload.id("availability_reason"))
            return .set(
                .init(
                    number: number, kind: kind, name: name, about: about, unit: unit, owner: owner, isShared: isShared,
                    confidentiality: confidentiality, integrity: integrity, availability: availability,
                    target: try payload.target(), users: try payload.id("users"), months: try payload.number("months")))
        }
        if self == .assetMeasured {
            return .measured(
                .init(
                    from: try payload.day("from"), until: try payload.day("until"), measured: try payload.target(),
                    note: try payload.optionalID("note"), evidence: try payload.ids("evidence")))
        }
        if self == .assetAccessReviewed {
            return .accessReviewed(
                .init(
                    outcome: try payload.word("outcome"), finding: try payload.id("finding"),
                    evidence: try payload.ids("evidence"), next: try payload.day("next")))
        }
        if self == .assetDepended {
            return .depended(
                .init(
                    kind: try payload.word("way"), on: try payload.id("on"),
                    withheld: try payload.list("withheld") { (inner) throws(CanonicalFault) in
                        try inner.word("property")
                    }, reason: try payload.optionalID("reason")))
        }
        if self == .assetDependenceEnded {
            return .dependenceEnded(
                try payload.word("way"), on: try payload.id("on"), reason: try payload.id("reason"))
        }
        return .retired(reason: try payload.id("reason"))
    }
}
