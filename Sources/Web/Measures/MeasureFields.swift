// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// Which command records what an entry about a measure should have said, with its fields.
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
}
