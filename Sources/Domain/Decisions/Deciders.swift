// SPDX-License-Identifier: MPL-2.0

extension Rule {
    /// Whether it is done by a decision about a document: of a version, or of another class (policy §7.2).
    public var isDecision: Bool {
        switch self {
        case .decision, .classification, .dispensation, .proposal: true
        case .verification, .review, .parent, .owner, .entry, .answer, .disposition, .acknowledgement, .action, .head,
            .function, .seats, .leaver, .handOver, .securityContact, .statement, .expiry, .basis, .dispensations,
            .coverage,
            .unlisted, .delegation, .implementation, .rights, .minutes, .reply, .assessment, .proof, .wanting, .cause,
            .effect, .applicability, .control, .audit, .report, .measurement, .campaign, .request, .training,
            .initiatives, .initiativeBegun, .initiativeEffect, .suspicion,
            .competence, .talk,
            .riskComplete, .riskAssessed, .riskVerified, .riskTrigger, .riskDecision, .riskUnacceptable, .riskTold,
            .processingComplete, .processingOwner, .processingReview,
            .requestIdentity, .requestAnswer,
            .measureDue, .measureTest, .mending, .need, .access, .availability, .lawMeasure, .riskAssessment:
            false
        }
    }
}

extension Register {
    /// What waits for somebody's decision on `day`, in no order (policy §7.2).
    public func awaitingDecision(on day: Day) -> [Duty] {
        // Few have anything to decide, so the lists of all others are not looked through.
        let deciders = Set(
            duties.counts.lazy.filter { $0.key.rule.isDecision && $0.value.open(on: day) > 0 }
                .map { $0.key.responsible })
        return deciders.flatMap { responsible -> [Duty] in
            guard let shelf = duties.byResponsible[responsible] else { return [] }
            return shelf.elements().filter { $0.rule.isDecision }.compactMap { duties.duty($0) }
                .filter { $0.standing(on: day) == .open || $0.standing(on: day) == .overdue }
        }
    }

    /// The persons for whom a duty waits on `day`: those who sit in the body or head the unit, then their deputies.
    public func persons(for duty: Duty, on day: Day) -> [ID<Person>] {
        let own: [ID<Person>] =
            switch duty.responsible {
            case .body(let body): members(of: body, on: day)
            case .unit(let unit): holders(of: .unitHead, unit: unit, on: day)
            case .role(let role): holders(of: role, on: day)
            case .person(let person): [person]
            }
        let deputies = own.flatMap { person in
            (persons[person]?.deputyships ?? []).filter { $0.holds(on: day) }.map(\.deputy)
        }
        return (own + deputies).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
