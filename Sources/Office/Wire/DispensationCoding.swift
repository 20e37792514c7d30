// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    // A request, what was said of it and why it was decided are the record of governance (policy §7.4).
    private static let request = KindLine(
        1, [.material, .annullable],
        [
            .record("number"), .record("year"), .record("document"), .record("version"),
            .record("paragraphs"), .record("unit"), .record("units"), .vaulted("solutions"),
            .vaulted("title"), .personal("situation", .actor, kept: .record),
            .personal("reason", .actor, kept: .record), .personal("risk", .actor, kept: .record),
            .record("level"), .personal("measures", .actor, kept: .record), .record("from"), .record("to"),
            .record("follows"),
        ])

    /// The kinds about dispensations. That none is missing is tested.
    static let dispensations: [FactKind: KindLine] = [
        .dispensationRequested: request, .dispensationAmended: request,
        .dispensationAdvised: KindLine(
            1, [.material, .annullable],
            [.record("advisor"), .record("stance"), .personal("text", .actor, kept: .record)]),
        .dispensationRecommended: KindLine(
            1, [.material, .annullable],
            [
                .record("outcome"), .personal("reasons", .actor, kept: .record),
                .personal("if_granted", .actor, kept: .record), .personal("if_refused", .actor, kept: .record),
                .personal("conditions", .actor, kept: .record),
            ]),
        .dispensationSubmitted: KindLine(
            1, .annullable, [.record("due"), .personal("unheard", .actor, kept: .record)]),
        .dispensationWithdrawn: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)]),
        .dispensationEnded: KindLine(1, .annullable, [.personal("note", .actor, kept: .record)]),
    ]
}

extension Dispensation.Fact {
    /// Writes the payload's members; `readDispensation` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .requested(let request), .amended(let request): request.write(to: &payload)
        case .advised(let advisor, let stance, let text):
            payload.word("advisor", advisor)
            payload.word("stance", stance)
            payload.value("text", text)
        case .recommended(let recommendation):
            payload.word("outcome", recommendation.outcome)
            payload.value("reasons", recommendation.reasons)
            payload.value("if_granted", recommendation.ifGranted)
            payload.value("if_refused", recommendation.ifRefused)
            payload.value("conditions", recommendation.conditions)
        case .submitted(let due, let unheard):
            payload.day("due", due)
            payload.value("unheard", unheard)
        case .withdrawn(let reason): payload.value("reason", reason)
        case .ended(let note): payload.value("note", note)
        }
    }
}

extension Dispensation.Request {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.number("number", number)
        payload.number("year", year)
        payload.id("document", document)
        payload.id("version", version)
        payload.ids("paragraphs", paragraphs)
        payload.id("unit", unit)
        payload.ids("units", units)
        payload.value("solutions", solutions)
        payload.value("title", title)
        payload.value("situation", situation)
        payload.value("reason", reason)
        payload.value("risk", risk)
        payload.word("level", level)
        payload.value("measures", measures)
        payload.day("from", from)
        payload.day("to", to)
        payload.id("follows", follows)
    }

    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            number: try payload.number("number"), year: try payload.number("year"),
            document: try payload.id("document"), version: try payload.id("version"),
            paragraphs: try payload.ids("paragraphs"), unit: try payload.id("unit"), units: try payload.ids("units"),
            solutions: try payload.optionalID("solutions"), title: try payload.id("title"),
            situation: try payload.id("situation"), reason: try payload.id("reason"), risk: try payload.id("risk"),
            level: try payload.word("level"), measures: try payload.id("measures"), from: try payload.day("from"),
            to: try payload.day("to"), follows: try payload.optionalID("follows"))
    }
}

extension FactKind {
    /// Reads the members of a dispensation's fact; of another kind it would read that the rule is followed again.
    func readDispensation(_ payload: inout PayloadReader) throws(CanonicalFault) -> Dispensation.Fact {
        if self == .dispensationRequested { return .requested(try .init(&payload)) }
        if self == .dispensationAmended { return .amended(try .init(&payload)) }
        if self == .dispensationAdvised {
            return .advised(try payload.word("advisor"), try payload.word("stance"), text: try payload.id("text"))
        }
        if self == .dispensationRecommended {
            return .recommended(
                .init(
                    outcome: try payload.word("outcome"), reasons: try payload.id("reasons"),
                    ifGranted: try payload.id("if_granted"), ifRefused: try payload.id("if_refused"),
                    conditions: try payload.optionalID("conditions")))
        }
        if self == .dispensationSubmitted {
            return .submitted(due: try payload.day("due"), unheard: try payload.optionalID("unheard"))
        }
        if self == .dispensationWithdrawn { return .withdrawn(reason: try payload.id("reason")) }
        return .ended(note: try payload.id("note"))
    }
}
