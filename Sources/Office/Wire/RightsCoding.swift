// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension RightsReview.Made {
    /// Writes the payload's members; `init(_:)` reads the same ones. The conflicts that were accepted are two lists of the
    /// same length, so that whose data the notes are is seen by the field.
    func write(to payload: inout PayloadWriter) {
        payload.number("year", quarter.year)
        payload.number("quarter", quarter.number)
        payload.number("seen", seen)
        payload.number("persons", persons)
        payload.number("conflicts", conflicts)
        payload.value("conclusion", conclusion)
        payload.ids("considered", considered.map(\.person))
        payload.nested("rules", considered) { $0.word("rule", $1.rule) }
        payload.value("notes", notes)
        payload.flag("own", isOwn)
    }

    init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        guard let quarter = Quarter(year: try payload.number("year"), number: try payload.number("quarter")) else {
            throw payload.fault(.form, "quarter")
        }
        let seen = try payload.number("seen")
        let (persons, conflicts) = (try payload.number("persons"), try payload.number("conflicts"))
        let conclusion: ValueID = try payload.id("conclusion")
        let whose: [ID<Person>] = try payload.ids("considered")
        let rules = try payload.list("rules") { (inner) throws(CanonicalFault) -> ConflictRule in
            try inner.word("rule")
        }
        guard whose.count == rules.count else { throw payload.fault(.form, "rules") }
        self.init(
            quarter: quarter, seen: seen, persons: persons, conflicts: conflicts, conclusion: conclusion,
            considered: zip(whose, rules).map { .init(person: $0, rule: $1) },
            notes: try payload.optionalID("notes"), isOwn: try payload.flag("own"))
    }
}
