// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension ControlTest.Fact {
    /// Writes the payload's members; `readControlTest` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .planned(let plan):
            payload.number("number", plan.number)
            payload.value("title", plan.title)
            payload.value("method", plan.method)
            payload.id("requirement", plan.requirement)
            payload.id("unit", plan.unit)
            payload.number("months", plan.months)
            payload.number("size", plan.size)
        case .frozen(let round, let population):
            payload.id("round", round)
            payload.value("items", population.items)
            payload.number("count", population.count)
            payload.value("source", population.source)
            payload.day("from", population.from)
            payload.day("until", population.until)
        case .drawn(let round, let draw):
            payload.id("round", round)
            payload.number("size", draw.size)
            payload.text("root", draw.root)
            payload.numbers("items", draw.items)
        case .concluded(let round, let conclusion):
            payload.id("round", round)
            payload.numbers("failed", conclusion.failed)
            payload.numbers("untested", conclusion.untested)
            payload.value("finding", conclusion.finding)
            payload.ids("evidence", conclusion.evidence)
        case .retired(let reason): payload.value("reason", reason)
        }
    }
}

extension Audit.Record {
    /// Writes the payload's members; `init(_:)` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        payload.number("number", number)
        payload.number("year", year)
        payload.word("matter", matter)
        payload.value("auditor", auditor)
        payload.value("standard", standard)
        payload.day("from", from)
        payload.day("until", until)
        payload.word("opinion", opinion)
        payload.value("exceptions", exceptions)
        payload.ids("evidence", evidence)
    }

    init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            number: try payload.number("number"), year: try payload.number("year"),
            matter: try payload.word("matter"), auditor: try payload.id("auditor"),
            standard: try payload.id("standard"), from: try payload.day("from"), until: try payload.day("until"),
            opinion: try payload.word("opinion"), exceptions: try payload.optionalID("exceptions"),
            evidence: try payload.ids("evidence"))
    }
}

extension FactKind {
    /// Reads the members of one of the kinds about an internal control.
    func readControlTest(_ payload: inout PayloadReader) throws(CanonicalFault) -> ControlTest.Fact {
        if self == .controlTestPlanned {
            return .planned(
                .init(
                    number: try payload.number("number"), title: try payload.id("title"),
                    method: try payload.id("method"), requirement: try payload.optionalID("requirement"),
                    unit: try payload.id("unit"), months: try payload.number("months"),
                    size: try payload.number("size")))
        }
        if self == .controlTestFrozen {
            let round: ID<ControlTest.Round> = try payload.id("round")
            return .frozen(
                round,
                .init(
                    items: try payload.id("items"), count: try payload.number("count"),
                    source: try payload.id("source"), from: try payload.day("from"), until: try payload.day("until")))
        }
        if self == .controlTestDrawn {
            let round: ID<ControlTest.Round> = try payload.id("round")
            return .drawn(
                round,
                .init(
                    size: try payload.number("size"), root: try payload.text("root"),
                    items: try payload.numbers("items")))
        }
        if self == .controlTestConcluded {
            let round: ID<ControlTest.Round> = try payload.id("round")
            return .concluded(
                round,
                .init(
                    failed: try payload.numbers("failed"), untested: try payload.numbers("untested"),
                    finding: try payload.id("finding"), evidence: try payload.ids("evidence")))
        }
        return .retired(reason: try payload.id("reason"))
    }
}

extension PayloadWriter {
    /// Numbers, as objects with one member each.
    fileprivate mutating func numbers(_ key: String, _ numbers: [Int]) {
        nested(key, numbers) { $0.number("number", $1) }
    }
}

extension PayloadReader {
    fileprivate mutating func numbers(_ key: StaticString) throws(CanonicalFault) -> [Int] {
        try list(key) { (inner) throws(CanonicalFault) in try inner.number("number") }
    }
}
