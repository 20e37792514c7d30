// SPDX-License-Identifier: MPL-2.0

public import Domain

/// The methods by which risks are judged. Everybody in the organisation reads them: criteria that nobody knows are none.
extension Sight {
    /// Those that were adopted by the day shown, oldest first.
    public var riskMethods: [AdoptedMethod] { register.riskMethods.filter { $0.from <= day } }

    /// The one that holds on the day shown.
    public var riskMethod: AdoptedMethod? { register.riskMethod(on: day) }

    /// The words of its steps. Where the organisation's own are erased, the shipped ones stand again.
    public func words(of adopted: AdoptedMethod) -> RiskWords { words(adopted.method, adopted.words) }

    public func words(_ method: RiskMethod, _ own: ValueID?) -> RiskWords {
        RiskWords(method.base, own: text(own))
    }

    /// The method that held before one that is proposed or was adopted by it, as far as the day shown knows.
    public func riskMethod(before proposal: ID<Proposal>) -> AdoptedMethod? {
        let all = riskMethods
        guard let own = all.firstIndex(where: { $0.proposal == proposal }) else { return riskMethod }
        return own > 0 ? all[own - 1] : nil
    }

    /// What a proposed method has that the one before it has not; nil: there is none before it.
    public func changes(_ method: RiskMethod, _ words: ValueID?, of proposal: ID<Proposal>) -> [Phrase]? {
        riskMethod(before: proposal).map { before in
            before.method.changes(to: method) + self.words(of: before).changes(to: self.words(method, words))
        }
    }
}
