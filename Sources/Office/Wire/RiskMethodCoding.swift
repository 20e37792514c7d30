// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension RiskMethod {
    /// Writes the members of a method; `init(_:)` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        payload.word("base", base)
        payload.word("score", score)
        payload.nested("rates", rates) { $0.number("from", $1) }
        payload.nested("amounts", amounts) { $0.number("from", $1) }
        payload.nested("cells", cells.flatMap(\.self)) { $0.word("level", $1) }
        payload.nested("floors", floors) {
            $0.word("dimension", $1.dimension)
            $0.number("consequence", $1.consequence)
            $0.word("level", $1.level)
        }
        payload.nested("acceptances", acceptances) {
            $0.word("kind", $1.kind)
            if let months = $1.months { $0.number("months", months) }
        }
        payload.number("months", months)
    }

    init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        let base: Base = try payload.word("base")
        let score: Score = try payload.word("score")
        let rates = try payload.list("rates") { (inner) throws(CanonicalFault) in try inner.number("from") }
        let amounts = try payload.list("amounts") { (inner) throws(CanonicalFault) in try inner.number("from") }
        let cells: [Level] = try payload.list("cells") { (inner) throws(CanonicalFault) in try inner.word("level") }
        let floors: [Floor] = try payload.list("floors") { (inner) throws(CanonicalFault) in
            .init(
                dimension: try inner.word("dimension"), consequence: try inner.number("consequence"),
                level: try inner.word("level"))
        }
        let acceptances: [Acceptance] = try payload.list("acceptances") { (inner) throws(CanonicalFault) in
            let kind: Acceptance.Kind = try inner.word("kind")
            let months: Int? = inner.has("months") ? try inner.number("months") : nil
            guard let acceptance = Acceptance(kind, months: months) else { throw inner.fault(.form, "months") }
            return acceptance
        }
        // By likelihood, one row after the other.
        let rows = stride(from: 0, to: cells.count, by: base.steps).map {
            Array(cells[$0..<min($0 + base.steps, cells.count)])
        }
        self.init(
            base: base, score: score, rates: rates, amounts: amounts, cells: rows, floors: floors,
            acceptances: acceptances, months: try payload.number("months"))
    }
}
