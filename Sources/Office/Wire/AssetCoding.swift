// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

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
            payload.need("confidentiality", wording.confidentiality)
            payload.need("integrity", wording.integrity)
            payload.need("availability", wording.availability)
            payload.need("authenticity", wording.authenticity)
            payload.target(wording.target)
            payload.value("users", wording.users)
            if let months = wording.months { payload.number("months", months) }
            payload.details(wording.details)
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
        case .inventoried(let inventory):
            payload.text("format", inventory.format)
            payload.number("count", inventory.count)
            payload.value("contents", inventory.products)
            payload.value("file", inventory.file)
            payload.value("file_name", inventory.fileName)
        }
    }
}

extension PayloadWriter {
    fileprivate mutating func need(_ key: String, _ need: Asset.Need?) {
        guard let need else { return }
        word(key, need.level)
        value("\(key)_reason", need.reason)
    }

    /// What is not stated is left out, so what was written before there was any of it reads the same.
    fileprivate mutating func details(_ details: Asset.Details) {
        id("manager", details.manager)
        id("operator", details.operator)
        if let classification = details.classification { word("classification", classification) }
        if !details.personalData.isEmpty {
            nested("personal_data", details.personalData) { $0.word("data", $1) }
        }
        if let registered = details.registered { word("registered", registered) }
        if let criticality = details.criticality { word("criticality", criticality) }
        value("criticality_reason", details.criticalityReason)
        if let task = details.task { text("task", task.description) }
        if let phase = details.phase { word("phase", phase) }
        if !details.externalIDs.isEmpty {
            nested("external_ids", details.externalIDs) {
                $0.text("system", $1.system)
                $0.text("id", $1.id)
            }
        }
        value("products", details.products)
    }

    fileprivate mutating func target(_ target: Asset.Target) {
        if let available = target.available { number("available", available) }
        if let recovery = target.recovery { number("recovery", recovery) }
        if let loss = target.loss { number("loss", loss) }
    }
}

extension PayloadReader {
    fileprivate mutating func need(
        _ key: StaticString, _ reason: StaticString
    ) throws(CanonicalFault) -> Asset.Need? {
        has(key) ? .init(level: try word(key), reason: try id(reason)) : nil
    }

    fileprivate mutating func optionalWord<Word: RawRepresentable<String>>(
        _ key: StaticString
    ) throws(CanonicalFault) -> Word? {
        has(key) ? try word(key) : nil
    }

    fileprivate mutating func details() throws(CanonicalFault) -> Asset.Details {
        var details = Asset.Details()
        details.manager = try optionalID("manager")
        details.operator = try optionalID("operator")
        details.classification = try optionalWord("classification")
        if has("personal_data") {
            details.personalData = try list("personal_data") { (inner) throws(CanonicalFault) in try inner.word("data")
            }
        }
        details.registered = try optionalWord("registered")
        details.criticality = try optionalWord("criticality")
        details.criticalityReason = try optionalID("criticality_reason")
        if has("task") {
            guard let task = Asset.TaskArea(try text("task")) else { throw fault(.form, "task") }
            details.task = task
        }
        details.phase = try optionalWord("phase")
        if has("external_ids") {
            details.externalIDs = try list("external_ids") { (inner) throws(CanonicalFault) in
                .init(system: try inner.text("system"), id: try inner.text("id"))
            }
        }
        details.products = try optionalID("products")
        return details
    }

    fileprivate mutating func target() throws(CanonicalFault) -> Asset.Target {
        .init(
            available: try optionalNumber("available"), recovery: try optionalNumber("recovery"),
            loss: try optionalNumber("loss"))
    }
}

extension FactKind {
    // Reads the members of one of the kinds that its caller names; what is left over is found by the reader.

    func readAsset(_ payload: inout PayloadReader) throws(CanonicalFault) -> Asset.Fact {
        if self == .assetSet {
            let (number, kind): (Int, Asset.Kind) = (try payload.number("number"), try payload.word("kind"))
            let (name, about): (ValueID, ValueID?) = (try payload.id("name"), try payload.optionalID("about"))
            let (unit, owner): (ID<Unit>, ID<Person>?) = (try payload.id("unit"), try payload.optionalID("owner"))
            let isShared = try payload.flag("shared")
            let confidentiality = try payload.need("confidentiality", "confidentiality_reason")
            let integrity = try payload.need("integrity", "integrity_reason")
            let availability = try payload.need("availability", "availability_reason")
            let authenticity = try payload.need("authenticity", "authenticity_reason")
            return .set(
                .init(
                    number: number, kind: kind, name: name, about: about, unit: unit, owner: owner, isShared: isShared,
                    confidentiality: confidentiality, integrity: integrity, availability: availability,
                    authenticity: authenticity, target: try payload.target(), users: try payload.optionalID("users"),
                    months: try payload.optionalNumber("months"), details: try payload.details()))
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
        if self == .assetInventoried {
            return .inventoried(
                .init(
                    format: try payload.text("format"), count: try payload.number("count"),
                    products: try payload.id("contents"), file: try payload.id("file"),
                    fileName: try payload.id("file_name")))
        }
        return .retired(reason: try payload.id("reason"))
    }
}
