// SPDX-License-Identifier: MPL-2.0

/// A method that holds from a day, as the direktion decided (policy §8; ISO/IEC 27005:2022 6.4: criteria come before
/// assessments). It holds until the next one.
public struct AdoptedMethod: Hashable, Sendable {
    public let from: Day
    public let proposal: ID<Proposal>
    public let decision: ID<Decision>
    public let method: RiskMethod
    /// The organisation's own words for steps, as ``RiskWords`` reads them; nil: the shipped ones.
    public let words: ValueID?
}

extension Register {
    /// The method that holds on a day; nil: none is adopted yet. Risks can be assessed only under one.
    public func riskMethod(on day: Day) -> AdoptedMethod? { riskMethods.last { $0.from <= day } }

    /// The method of a proposal, whatever became of it: an assessment made under it reads as it did.
    public func riskMethod(of proposal: ID<Proposal>) -> RiskMethod? { proposals[proposal]?.method }

    /// Works out from the decisions that stand which methods hold from which days. Few proposals are about methods.
    mutating func settleMethods() {
        guard !methodProposals.isEmpty else { return }
        riskMethods = methodProposals.compactMap { id -> (AdoptedMethod, Int)? in
            guard case .method(let method, let words)? = proposals[id]?.wording?.content,
                let decision = approval(of: id)
            else { return nil }
            let adopted = AdoptedMethod(
                from: decision.day, proposal: id, decision: decision.id, method: method, words: words)
            return (adopted, decision.position)
        }.sorted { ($0.0.from, $0.1) < ($1.0.from, $1.1) }.map(\.0)
    }

    /// Whether another method was adopted, or an adoption taken back, after a proposal was made: what is decided would not be
    /// what was read.
    func riskMethodChanged(since proposal: ID<Proposal>) -> Bool {
        guard let made = proposals[proposal]?.position else { return false }
        return methodProposals.filter { $0 != proposal }.flatMap { everyDecision(on: $0) }.contains { decision in
            guard decision.made?.outcome == .approved else { return false }
            // What was adopted and taken back since then has changed nothing.
            if decision.position > made { return !decision.annulled }
            return annulled[decision.position].map { $0 > made } ?? false
        }
    }
}
