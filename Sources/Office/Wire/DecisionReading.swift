// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension Decision.Made {
    init(
        _ payload: inout PayloadReader, _ dispensation: ID<Dispensation>?, _ update: Decision.Update?
    ) throws(CanonicalFault) {
        self.init(
            number: try payload.number("number"), year: try payload.number("year"),
            decider: try payload.nested("decider") { (inner) throws(CanonicalFault) in
                if inner.has("body") { return .body(try inner.word("body")) }
                return .head(of: try inner.id("head_of"))
            },
            matter: try payload.nested("matter") { (inner) throws(CanonicalFault) in
                Decision.Matter(
                    act: try inner.word("act"), document: try inner.optionalID("document"),
                    version: try inner.optionalID("version"), dispensation: dispensation,
                    proposal: try inner.optionalID("proposal"))
            },
            outcome: try payload.word("outcome"), method: try payload.word("method"),
            minutes: try payload.optionalID("minutes"), members: try payload.ids("members"),
            recused: try payload.ids("recused"), recusal: try payload.optionalID("recusal"),
            conditions: try payload.optionalID("conditions"), reason: try payload.optionalID("reason"),
            basis: try payload.basis(), paper: try payload.id("paper"), update: update)
    }
}

extension Responsible {
    init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        if payload.has("unit") {
            self = .unit(try payload.id("unit"))
        } else if payload.has("person") {
            self = .person(try payload.id("person"))
        } else if payload.has("role") {
            self = .role(try payload.word("role"))
        } else {
            self = .body(try payload.word("body"))
        }
    }
}
