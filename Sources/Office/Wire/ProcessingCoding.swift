// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// The kinds about the record of processing activities. That none is missing is tested.
    static let processings: [FactKind: KindLine] = [
        .processingSet: KindLine(
            1, [.material, .annullable],
            [
                .record("number"), .record("capacity"), .vaulted("title"), .personal("purpose", .actor, kept: .record),
                .record("unit"), .record("responsible"), .record("begins"),
                .personal("controllers", .actor, kept: .record), .record("grounds"),
                .personal("law", .actor, kept: .record), .personal("people", .actor, kept: .record), .record("data"),
                .personal("kinds", .actor, kept: .record), .personal("recipients", .actor, kept: .record),
                .record("transfer"), .personal("countries", .actor, kept: .record), .record("safeguards"),
                .personal("erasure", .actor, kept: .record), .personal("protection", .actor, kept: .record),
                .record("assets"),
            ]),
        .processingReviewed: KindLine(
            1, [.material, .backdated, .annullable],
            [.personal("finding", .actor, kept: .record), .record("next")]),
        .processingEnded: KindLine(1, [.material, .annullable], [.personal("reason", .actor, kept: .record)]),
    ]
}

extension FactKind {
    static func of(_ fact: Processing.Fact) -> FactKind {
        switch fact {
        case .set: .processingSet
        case .reviewed: .processingReviewed
        case .ended: .processingEnded
        }
    }

    /// Reads the members of a processing's fact; of another kind it would read that it has ended.
    func readProcessing(_ payload: inout PayloadReader) throws(CanonicalFault) -> Processing.Fact {
        if self == .processingSet { return .set(try .init(&payload)) }
        if self == .processingReviewed {
            return .reviewed(.init(finding: try payload.id("finding"), next: try payload.day("next")))
        }
        return .ended(reason: try payload.id("reason"))
    }
}

extension Processing.Fact {
    /// Writes the payload's members; `readProcessing` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .set(let wording): wording.write(to: &payload)
        case .reviewed(let review):
            payload.value("finding", review.finding)
            payload.day("next", review.next)
        case .ended(let reason): payload.value("reason", reason)
        }
    }
}

extension Processing.Wording {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.number("number", number)
        payload.word("capacity", capacity)
        payload.value("title", title)
        payload.value("purpose", purpose)
        payload.id("unit", unit)
        payload.id("responsible", responsible)
        payload.day("begins", begins)
        payload.value("controllers", controllers)
        payload.nested("grounds", grounds) { $0.word("ground", $1) }
        payload.value("law", law)
        payload.value("people", people)
        payload.nested("data", data) { $0.word("class", $1) }
        payload.value("kinds", kinds)
        payload.value("recipients", recipients)
        if let transfer { payload.word("transfer", transfer) }
        payload.value("countries", countries)
        payload.nested("safeguards", safeguards) { $0.word("safeguard", $1) }
        payload.value("erasure", erasure)
        payload.value("protection", security)
        payload.ids("assets", assets)
    }

    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        let (number, capacity): (Int, Processing.Capacity) = (
            try payload.number("number"), try payload.word("capacity")
        )
        let (title, purpose): (ValueID, ValueID) = (try payload.id("title"), try payload.id("purpose"))
        let grounds: [Processing.Ground] = try payload.list("grounds") { (inner) throws(CanonicalFault) in
            try inner.word("ground")
        }
        let data: [Asset.PersonalData] = try payload.list("data") { (inner) throws(CanonicalFault) in
            try inner.word("class")
        }
        let safeguards: [Processing.Safeguard] = try payload.list("safeguards") { (inner) throws(CanonicalFault) in
            try inner.word("safeguard")
        }
        let transfer: Processing.Transfer? = payload.has("transfer") ? try payload.word("transfer") : nil
        self.init(
            number: number, capacity: capacity, title: title, purpose: purpose, unit: try payload.id("unit"),
            responsible: try payload.optionalID("responsible"), begins: try payload.optionalDay("begins"),
            controllers: try payload.optionalID("controllers"), grounds: grounds, law: try payload.optionalID("law"),
            people: try payload.optionalID("people"), data: data, kinds: try payload.optionalID("kinds"),
            recipients: try payload.optionalID("recipients"), transfer: transfer,
            countries: try payload.optionalID("countries"), safeguards: safeguards,
            erasure: try payload.optionalID("erasure"), security: try payload.optionalID("protection"),
            assets: try payload.ids("assets"))
    }
}
