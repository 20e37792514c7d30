// SPDX-License-Identifier: MPL-2.0

extension Deciding {
    /// What others have said of a request, and what was decided from it, is not taken away by annulling what it was said of
    /// or decided from (policy §7.4). An opinion is taken back by the one who gave it alone (GDPR Article 38(3)).
    func keepDispensation(_ subject: Subject, _ position: Int) throws(Refusal) {
        guard subject.kind == .dispensation,
            let known = register.dispensations[subject.id.seen(as: Dispensation.self)]
        else { return }
        let opinion = known.opinions.first { $0.position == position }
        if let opinion, let by, opinion.by != by {
            throw .outOfTurn(
                da: "En udtalelse kan kun tages tilbage af den, der har givet den.",
                en: "An opinion can only be taken back by the one who gave it.")
        }
        let isOfCase =
            opinion != nil || known.requests.entries.contains { $0.position == position }
            || known.recommendations.entries.contains { $0.position == position }
            || known.submissions.entries.contains { $0.position == position }
        guard isOfCase else { return }
        guard !register.decisions(on: known.id).contains(where: { $0.position > position }) else {
            throw .outOfTurn(
                da: "Direktionen har afgjort sagen på det grundlag. Søg på ny, eller få afgørelsen annulleret først.",
                en: "The direktion has decided from it. Ask anew, or have the decision annulled first.")
        }
        if known.requested == position, !known.opinions.isEmpty || !known.submissions.entries.isEmpty {
            throw .outOfTurn(
                da: "Andre har udtalt sig om forespørgslen. Træk den tilbage i stedet.",
                en: "Others have spoken of the request. Withdraw it instead.")
        }
        if let submission = register.waiting(known, on: today), opinion == nil, position < submission.position {
            throw .outOfTurn(
                da: "Sagen ligger hos direktionen. Ret den, eller træk den tilbage.",
                en: "The matter is before the direktion. Amend it, or withdraw it.")
        }
    }
}

extension Register {
    /// Those who head a unit on `day`; where nobody does, those who head the nearest one above it.
    func heads(over unit: ID<Unit>, on day: Day) -> [ID<Person>] {
        let unit = answering(for: unit, on: day)
        for unit in [unit] + ancestry(of: unit, on: day) {
            let heads = holders(of: .unitHead, unit: unit, on: day)
            if !heads.isEmpty { return heads }
        }
        return []
    }

    /// Those who take no part in a matter about a dispensation: who asked, the heads of the unit that asks and of those it
    /// is for, and who advises on it as DPO (GDPR Article 38(6)).
    public func recused(from dispensation: Dispensation, on day: Day) -> Set<ID<Person>> {
        guard let request = dispensation.request else { return [] }
        let heads = ([request.unit] + request.units).flatMap { self.heads(over: $0, on: day) }
        let advising = dispensation.opinions.filter { $0.advisor == .dpo }.compactMap(\.by)
        return Set(heads + advising + holders(of: .dpo, on: day) + [dispensation.by].compactMap { $0 })
    }
}
