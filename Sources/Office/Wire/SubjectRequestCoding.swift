// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// The kinds about requests of data subjects: every text may tell of the one who asks, and goes when the period has ended.
    static let subjectRequests: [FactKind: KindLine] = [
        .subjectRequestReceived: KindLine(
            1, .annullable,
            [
                .record("number"), .record("year"), .record("came"), .record("rights"), .record("handler"),
                .personal("name", .outsider), .personal("contact", .outsider), .personal("about", .outsider),
                .record("processing"),
            ]),
        .subjectRequestAssigned: KindLine(
            1, .annullable, [.record("handler"), .personal("reason", .outsider)]),
        .subjectRequestIdentified: KindLine(1, .annullable, [.record("identity"), .personal("how", .outsider)]),
        .subjectRequestExtended: KindLine(1, .annullable, [.record("told"), .personal("reason", .outsider)]),
        .subjectRequestNoted: KindLine(1, .annullable, [.personal("note", .outsider)]),
        .subjectRequestAnswered: KindLine(
            1, .annullable,
            [
                .record("outcome"), .record("told"), .record("guided"), .personal("answer", .outsider),
                .personal("refusal", .outsider),
            ]),
    ]
}

extension FactKind {
    static func of(_ fact: SubjectRequest.Fact) -> FactKind {
        switch fact {
        case .received: .subjectRequestReceived
        case .assigned: .subjectRequestAssigned
        case .identified: .subjectRequestIdentified
        case .extended: .subjectRequestExtended
        case .noted: .subjectRequestNoted
        case .answered: .subjectRequestAnswered
        }
    }

    /// Reads the members of a request's fact; of another kind it would read a note.
    func readSubjectRequest(_ payload: inout PayloadReader) throws(CanonicalFault) -> SubjectRequest.Fact {
        if self == .subjectRequestReceived {
            let (number, year) = (try payload.number("number"), try payload.number("year"))
            let rights: [SubjectRequest.Right] = try payload.list("rights") { (inner) throws(CanonicalFault) in
                try inner.word("right")
            }
            return .received(
                .init(
                    number: number, year: year, came: try payload.day("came"), rights: rights,
                    handler: try payload.id("handler"), name: try payload.optionalID("name"),
                    contact: try payload.optionalID("contact"), about: try payload.id("about"),
                    processing: try payload.optionalID("processing")))
        }
        if self == .subjectRequestAssigned {
            return .assigned(try payload.id("handler"), reason: try payload.id("reason"))
        }
        if self == .subjectRequestIdentified {
            return .identified(try payload.word("identity"), how: try payload.id("how"))
        }
        if self == .subjectRequestExtended {
            return .extended(told: try payload.day("told"), reason: try payload.id("reason"))
        }
        if self == .subjectRequestAnswered {
            return .answered(
                .init(
                    outcome: try payload.word("outcome"), text: try payload.id("answer"),
                    reason: try payload.optionalID("refusal"), isGuided: try payload.flag("guided"),
                    told: try payload.day("told")))
        }
        return .noted(try payload.id("note"))
    }
}

extension SubjectRequest.Fact {
    /// Writes the payload's members; `readSubjectRequest` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .received(let receipt):
            payload.number("number", receipt.number)
            payload.number("year", receipt.year)
            payload.day("came", receipt.came)
            payload.nested("rights", receipt.rights) { $0.word("right", $1) }
            payload.id("handler", receipt.handler)
            payload.value("name", receipt.name)
            payload.value("contact", receipt.contact)
            payload.value("about", receipt.about)
            payload.id("processing", receipt.processing)
        case .assigned(let handler, let reason):
            payload.id("handler", handler)
            payload.value("reason", reason)
        case .identified(let identity, let how):
            payload.word("identity", identity)
            payload.value("how", how)
        case .extended(let told, let reason):
            payload.day("told", told)
            payload.value("reason", reason)
        case .noted(let note): payload.value("note", note)
        case .answered(let answer):
            payload.word("outcome", answer.outcome)
            payload.day("told", answer.told)
            payload.flag("guided", answer.isGuided)
            payload.value("answer", answer.text)
            payload.value("refusal", answer.reason)
        }
    }
}
