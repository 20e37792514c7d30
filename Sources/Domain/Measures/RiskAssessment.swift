// SPDX-License-Identifier: MPL-2.0

/// Law often demands a risk assessment, so that what is done is appropriate (policy §5; GDPR Articles 32 and 35). A requirement
/// can say so, and evidence can say that it is one. A risk assessment in this sense is a piece of evidence, such as an export of
/// the risks of a solution; what is checked is that a current one is linked, not what it says. What is in the register of risks
/// has duties of its own (`Register.duties(of: Risk)`).
extension Register {
    /// At least once a year (policy §8).
    static let riskMonths = 12

    /// The last day on which a piece of evidence is a current risk assessment; nil: it is none, or never is.
    func lastDay(ofRiskAssessment id: ID<Evidence>) -> Day? {
        guard let known = evidence[id], known.giving?.isRiskAssessment == true, let last = known.lastDay else {
            return nil
        }
        return min(last, known.from.adding(months: Register.riskMonths))
    }

    /// Whether evidence is a risk assessment that is current on `day`.
    public func isCurrentRiskAssessment(_ id: ID<Evidence>, on day: Day) -> Bool {
        guard let known = evidence[id], let last = lastDay(ofRiskAssessment: id) else { return false }
        return known.from <= day && day <= last
    }

    /// Whether a requirement demands a risk assessment on `day`, and whether a current one is linked: cited by its newest
    /// assessment. Nil: it demands none.
    public func hasRiskAssessment(_ requirement: Requirement, on day: Day) -> Bool? {
        guard requirement.wording(on: day)?.demandsRiskAssessment == true else { return nil }
        return requirement.assessment(by: day)?.evidence.contains { isCurrentRiskAssessment($0, on: day) } ?? false
    }

    /// A requirement that demands a risk assessment has a current one linked.
    func riskDuties(of requirement: Requirement) -> [Duty] {
        guard let wording = requirement.wording,
            let life = Stretch(begins(requirement, wording), end(of: requirement))
        else { return [] }
        let wanted = spans(of: requirement) { $0.demandsRiskAssessment }.compactMap { $0.within(life) }
        guard !wanted.isEmpty else { return [] }
        let made = requirement.assessments.sorted { ($0.day, $0.position) < ($1.day, $1.position) }
        var (covers, expiries): ([Stretch], Set<Day>) = ([], [])
        for (index, one) in made.enumerated() {
            let next = index + 1 < made.count ? made[index + 1].day : nil
            guard let whole = Stretch(one.day, next) else { continue }
            for id in one.evidence {
                guard let known = evidence[id], let last = lastDay(ofRiskAssessment: id),
                    let cover = Stretch(known.from, last + 1)?.within(whole)
                else { continue }
                covers.append(cover)
                if cover.to == last + 1 { expiries.insert(cover.to) }
            }
        }
        return Stretch.uncovered(wanted, by: covers).map { gap in
            // What runs out is asked for before it does; what was never there has a month.
            let expires = expiries.contains(gap.from)
            return duty(
                .riskAssessment, of: requirement, wording, turn: Int(gap.from.number),
                opens: expires ? gap.from - 30 : gap.from, due: expires ? gap.from - 1 : gap.from + 30,
                done: gap.ended, holdsUntil: expires ? gap.from - 1 : nil)
        }
    }
}
