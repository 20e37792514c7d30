// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// The kinds about consultations. That none is missing is tested. What somebody says in one is that person's; what the
    /// owner does about it is the record of governance.
    static let consultations: [FactKind: KindLine] = [
        .consultationOpened: KindLine(
            1, [.material, .annullable],
            [
                .record("document"), .record("version"), .personal("question", .actor, kept: .record),
                .record("invited"), .record("due"),
            ]),
        .consultationExtended: KindLine(1, .annullable, [.record("due"), .personal("reason", .actor)]),
        .consultationCommented: KindLine(
            1, .annullable,
            [
                .record("comment"), .record("by"), .record("for"), .record("paragraph"),
                .personal("text", .actor, .named("by")),
            ]),
        .consultationAgreed: KindLine(1, .annullable, [.record("by"), .record("for")]),
        .consultationReplied: KindLine(
            1, .annullable,
            [.record("comment"), .record("reply"), .record("by"), .personal("text", .actor, .named("by"))]),
        .consultationDisposed: KindLine(
            1, [.material, .annullable],
            [.record("comment"), .record("disposition"), .personal("reason", .actor, kept: .record)]),
        .consultationHandedOver: KindLine(
            1, .annullable, [.record("from"), .record("to"), .personal("reason", .actor)]),
        .consultationClosed: KindLine(1, .annullable, [.personal("note", .actor, kept: .record)]),
    ]
}

extension Consultation.Fact {
    /// Writes the payload's members; `readConsultation` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .opened(let opening):
            payload.id("document", opening.document)
            payload.id("version", opening.version)
            payload.value("question", opening.question)
            payload.nested("invited", opening.invited) { $0.responsible($1) }
            payload.day("due", opening.due)
        case .extended(let due, let reason):
            payload.day("due", due)
            payload.value("reason", reason)
        case .commented(let comment, let by, let invited, let paragraph, let text):
            payload.id("comment", comment)
            payload.id("by", by)
            payload.nested("for", invited) { $0.responsible($1) }
            payload.id("paragraph", paragraph)
            payload.value("text", text)
        case .agreed(let by, let invited):
            payload.id("by", by)
            payload.nested("for", invited) { $0.responsible($1) }
        case .replied(let comment, let reply, let by, let text):
            payload.id("comment", comment)
            payload.id("reply", reply)
            payload.id("by", by)
            payload.value("text", text)
        case .disposed(let comment, let disposition, let reason):
            payload.id("comment", comment)
            payload.word("disposition", disposition)
            payload.value("reason", reason)
        case .closed(let note): payload.value("note", note)
        case .handedOver(let from, let to, let reason):
            payload.nested("from") { $0.responsible(from) }
            payload.nested("to") { $0.responsible(to) }
            payload.value("reason", reason)
        }
    }
}

extension FactKind {
    /// Reads the members of a consultation's fact; of another kind it would read that it is closed.
    func readConsultation(_ payload: inout PayloadReader) throws(CanonicalFault) -> Consultation.Fact {
        if self == .consultationOpened {
            return .opened(
                .init(
                    document: try payload.id("document"), version: try payload.id("version"),
                    question: try payload.id("question"), invited: try payload.responsibles("invited"),
                    due: try payload.day("due")))
        }
        if self == .consultationExtended {
            return .extended(due: try payload.day("due"), reason: try payload.id("reason"))
        }
        if self == .consultationCommented {
            return .commented(
                try payload.id("comment"), by: try payload.id("by"), for: try payload.responsibles("for"),
                paragraph: try payload.optionalID("paragraph"), text: try payload.id("text"))
        }
        if self == .consultationAgreed {
            return .agreed(by: try payload.id("by"), for: try payload.responsibles("for"))
        }
        if self == .consultationReplied {
            return .replied(
                try payload.id("comment"), reply: try payload.id("reply"), by: try payload.id("by"),
                text: try payload.id("text"))
        }
        if self == .consultationDisposed {
            return .disposed(
                try payload.id("comment"), try payload.word("disposition"), reason: try payload.optionalID("reason"))
        }
        if self == .consultationHandedOver {
            return .handedOver(
                from: try payload.nested("from", Responsible.init), to: try payload.nested("to", Responsible.init),
                reason: try payload.id("reason"))
        }
        return .closed(note: try payload.optionalID("note"))
    }
}

extension PayloadReader {
    fileprivate mutating func responsibles(_ key: StaticString) throws(CanonicalFault) -> [Responsible] {
        try list(key) { (inner) throws(CanonicalFault) in try Responsible(&inner) }
    }
}
