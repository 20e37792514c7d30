// SPDX-License-Identifier: MPL-2.0

@testable import Domain

extension Register {
    /// The same register with an index made anew over everything in it.
    func derivedFromScratch() -> Register {
        var copy = self
        copy.forgetDuties()
        var all: Set<Subject> = [.organisation(organisation.id)]
        all.formUnion(units.keys.map { .unit($0) })
        all.formUnion(persons.keys.map { .person($0) })
        all.formUnion(Body.Kind.allCases.map { .body($0) })
        all.formUnion(documents.keys.map { .document($0) })
        all.formUnion(decisions.keys.map { .decision($0) })
        all.formUnion(actions.keys.map { .action($0) })
        all.formUnion(tokens.keys.map { .token($0) })
        all.formUnion(consultations.keys.map { .consultation($0) })
        all.formUnion(notices.keys.map { .notice($0) })
        all.formUnion(reminders.keys.map { .reminder($0) })
        all.formUnion(dispensations.keys.map { .dispensation($0) })
        all.formUnion(proposals.keys.map { .proposal($0) })
        all.formUnion(meetings.keys.map { .meeting($0) })
        all.formUnion(requirements.keys.map { .requirement($0) })
        all.formUnion(evidence.keys.map { .evidence($0) })
        all.formUnion(nonconformities.keys.map { .nonconformity($0) })
        all.formUnion(scopes.keys.map { .scope($0) })
        all.formUnion(controlTests.keys.map { .controlTest($0) })
        all.formUnion(audits.keys.map { .audit($0) })
        all.formUnion(frameworks.keys.map { .framework($0) })
        all.formUnion(reports.keys.map { .report($0) })
        all.formUnion(objectives.keys.map { .objective($0) })
        all.formUnion(courses.keys.map { .course($0) })
        all.formUnion(competences.keys.map { .competence($0) })
        all.formUnion(initiatives.keys.map { .initiative($0) })
        all.formUnion(suspicions.keys.map { .suspicion($0) })
        all.formUnion(measures.keys.map { .measure($0) })
        all.formUnion(assets.keys.map { .asset($0) })
        all.formUnion(risks.keys.map { .risk($0) })
        all.formUnion(processings.keys.map { .processing($0) })
        all.formUnion(subjectRequests.keys.map { .subjectRequest($0) })
        all.formUnion(campaigns.keys.map { .campaign($0) })
        all.formUnion(auditEngagements.keys.map { .auditEngagement($0) })
        all.formUnion(evidenceRequests.keys.map { .evidenceRequest($0) })
        copy.settle(all)
        return copy
    }
}
