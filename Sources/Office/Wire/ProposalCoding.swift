// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension Proposal.Fact {
    /// Writes the payload's members; `readProposal` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .made(let wording): wording.write(to: &payload)
        case .withdrawn(let reason): payload.value("reason", reason)
        }
    }
}

extension Proposal.Wording {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.number("number", number)
        payload.number("year", year)
        payload.word("body", body)
        payload.value("question", question)
        payload.word("content", content.kind)
        switch content {
        case .topics(let topics, let added):
            payload.ids("topics", topics)
            payload.id("added", added?.id)
            payload.value("name", added?.name)
        case .delegation(let topic, let unit, let from, let until):
            payload.id("topic", topic)
            payload.id("unit", unit)
            payload.day("from", from)
            payload.day("until", until)
        case .measure(let text, let about, let unit, let due):
            payload.value("text", text)
            payload.nested("about") { $0.subject(about) }
            payload.id("unit", unit)
            payload.day("done", due)
        case .method(let method, let words):
            payload.nested("method") { method.write(to: &$0) }
            payload.value("words", words)
        case .acceptance(let risk, let assessment, let until):
            payload.id("risk", risk)
            payload.number("assessment", assessment)
            payload.day("until", until)
        case .other(let text): payload.value("text", text)
        }
        payload.value("reasons", reasons)
        payload.value("if_yes", ifYes)
        payload.value("if_no", ifNo)
        payload.value("conditions", conditions)
        payload.day("due", due)
        payload.id("follows", follows)
        if let against {
            payload.word("rule", against.rule)
            payload.number("turn", against.turn)
        }
    }
}

extension Proposal.Content {
    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        let kind: Kind = try payload.word("content")
        switch kind {
        case .topics:
            let topics: [ID<Topic>] = try payload.ids("topics")
            guard let added: ID<Topic> = try payload.optionalID("added") else {
                self = .topics(topics, added: nil)
                return
            }
            self = .topics(topics, added: .init(id: added, name: try payload.id("name")))
        case .delegation:
            self = .delegation(
                try payload.id("topic"), to: try payload.id("unit"), from: try payload.day("from"),
                until: try payload.optionalDay("until"))
        case .measure:
            self = .measure(
                try payload.id("text"),
                about: try payload.nested("about") { (inner) throws(CanonicalFault) in
                    Subject(try inner.word("kind"), try inner.id("id"))
                }, by: try payload.id("unit"), due: try payload.day("done"))
        case .method:
            self = .method(
                try payload.nested("method") { (inner) throws(CanonicalFault) in try RiskMethod(&inner) },
                words: try payload.optionalID("words"))
        case .acceptance:
            self = .acceptance(
                try payload.id("risk"), assessment: try payload.number("assessment"), until: try payload.day("until"))
        case .other: self = .other(try payload.id("text"))
        }
    }
}

extension FactKind {
    /// Reads the members of a proposal's fact; of another kind it would read that it is withdrawn.
    func readProposal(_ payload: inout PayloadReader) throws(CanonicalFault) -> Proposal.Fact {
        guard self == .proposalMade else { return .withdrawn(reason: try payload.id("reason")) }
        return .made(
            .init(
                number: try payload.number("number"), year: try payload.number("year"),
                body: try payload.word("body"), question: try payload.id("question"),
                content: try .init(&payload), reasons: try payload.id("reasons"), ifYes: try payload.id("if_yes"),
                ifNo: try payload.id("if_no"), conditions: try payload.optionalID("conditions"),
                due: try payload.day("due"), follows: try payload.optionalID("follows"),
                against: try Proposal.Against(&payload)))
    }
}

extension Proposal.Against {
    fileprivate init?(_ payload: inout PayloadReader) throws(CanonicalFault) {
        guard payload.has("rule") else { return nil }
        self.init(rule: try payload.word("rule"), turn: try payload.number("turn"))
    }
}

extension Organisation.Fact {
    static func escalation(_ payload: inout PayloadReader) throws(CanonicalFault) -> Organisation.Fact {
        let rule: Rule? = payload.has("rule") ? try payload.word("rule") : nil
        let limits: Escalation.Limits? =
            payload.has("head")
            ? .init(head: try payload.number("head"), direktion: try payload.number("direktion")) : nil
        return .escalationSet(rule, limits)
    }
}
