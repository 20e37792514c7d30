// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension Register {
    /// The subjects, and the decisions, tasks and meetings that hold something whose class follows theirs.
    func searched(with subjects: Set<Subject>) -> Set<Subject> {
        var (found, waiting) = (subjects, Array(subjects))
        func add(_ subject: Subject) {
            if found.insert(subject).inserted { waiting.append(subject) }
        }
        while let subject = waiting.popLast() {
            for action in actionsAbout[subject] ?? [] { add(.action(action)) }
            for known in proposals(about: subject) { add(.proposal(known.id)) }
            switch subject.kind {
            case .document:
                for decision in decisions(about: subject.id.seen(as: Document.self)) { add(.decision(decision.id)) }
                for known in dispensations(about: subject.id.seen(as: Document.self)) { add(.dispensation(known.id)) }
                for known in requirements(in: subject.id.seen(as: Document.self)) { add(.requirement(known.id)) }
                for id in campaigns(about: subject.id.seen(as: Document.self)) { add(.campaign(id)) }
                // Of the class of the course that gives it.
                for known in competences.values
                where document(behind: .competence(known.id))?.id == subject.id.seen(as: Document.self) {
                    add(.competence(known.id))
                }
            case .decision:
                if let about = decisions[subject.id.seen(as: Decision.self)]?.matter?.subject { add(about) }
                if let document = decisions[subject.id.seen(as: Decision.self)]?.matter?.document {
                    add(.document(document))
                }
            case .proposal:
                let proposal = subject.id.seen(as: Proposal.self)
                for decision in decisions(on: proposal) { add(.decision(decision.id)) }
                if case .measure(_, let about, _, _)? = proposals[proposal]?.wording?.content { add(about) }
                if case .acceptance(let risk, _, _)? = proposals[proposal]?.wording?.content { add(.risk(risk)) }
            case .dispensation:
                if let request = dispensations[subject.id.seen(as: Dispensation.self)]?.request {
                    add(.document(request.document))
                }
            case .requirement:
                let requirement = subject.id.seen(as: Requirement.self)
                for known in nonconformities(of: requirement) { add(.nonconformity(known.id)) }
                for test in controlTests(of: requirement) { add(.controlTest(test.id)) }
                for request in evidenceRequests(about: subject) { add(.evidenceRequest(request)) }
            case .controlTest:
                for request in evidenceRequests(about: subject) { add(.evidenceRequest(request)) }
            // Closed, what was asked for under it is old too.
            case .auditEngagement:
                for request in evidenceRequests(of: subject.id.seen(as: AuditEngagement.self)) {
                    add(.evidenceRequest(request.id))
                }
            case .organisation, .unit, .person, .body, .action, .token, .consultation, .notice, .reminder,
                .meeting, .evidence, .nonconformity, .scope, .audit, .framework, .report, .objective, .measure, .asset,
                .risk,
                .campaign, .course,
                .initiative, .suspicion,
                .processing,
                .subjectRequest,
                .competence,
                .evidenceRequest:
                break
            }
        }
        for meeting in meetings.values
        where meeting.items.contains(where: { $0.placing.about.map(found.contains) ?? false }) {
            found.insert(.meeting(meeting.id))
        }
        return found
    }

    /// Everything that can be searched.
    var searched: Set<Subject> {
        var found: Set<Subject> = []
        for id in documents.keys { found.insert(.document(id)) }
        for id in persons.keys { found.insert(.person(id)) }
        for id in units.keys { found.insert(.unit(id)) }
        for id in decisions.keys { found.insert(.decision(id)) }
        for id in actions.keys { found.insert(.action(id)) }
        for id in proposals.keys { found.insert(.proposal(id)) }
        for id in dispensations.keys { found.insert(.dispensation(id)) }
        for id in meetings.keys { found.insert(.meeting(id)) }
        for id in requirements.keys { found.insert(.requirement(id)) }
        for id in evidence.keys { found.insert(.evidence(id)) }
        for id in nonconformities.keys { found.insert(.nonconformity(id)) }
        for id in scopes.keys { found.insert(.scope(id)) }
        for id in controlTests.keys { found.insert(.controlTest(id)) }
        for id in audits.keys { found.insert(.audit(id)) }
        for id in frameworks.keys { found.insert(.framework(id)) }
        for id in reports.keys { found.insert(.report(id)) }
        for id in objectives.keys { found.insert(.objective(id)) }
        for id in initiatives.keys { found.insert(.initiative(id)) }
        for id in measures.keys { found.insert(.measure(id)) }
        for id in competences.keys { found.insert(.competence(id)) }
        for id in assets.keys { found.insert(.asset(id)) }
        for id in risks.keys { found.insert(.risk(id)) }
        for id in processings.keys { found.insert(.processing(id)) }
        for id in campaigns.keys { found.insert(.campaign(id)) }
        for id in auditEngagements.keys { found.insert(.auditEngagement(id)) }
        for id in evidenceRequests.keys { found.insert(.evidenceRequest(id)) }
        return found
    }

    /// What is another on `day` than it was on `before` though nothing was recorded: a version enters, a name changes.
    func turning(after before: Day, until day: Day) -> Set<Subject> {
        func turns(_ from: Day?) -> Bool { from.map { before < $0 && $0 <= day } ?? false }
        var found: Set<Subject> = []
        for document in documents.values
        where turns(document.withdrawnFrom)
            || document.versions.contains(where: { turns($0.entered) || turns($0.drafted) })
            || document.classDays.contains(where: { turns($0) })
            || document.title.entries.contains(where: { turns($0.from) })
        {
            found.insert(.document(document.id))
        }
        for person in persons.values
        where person.name.entries.contains(where: { turns($0.from) })
            || person.engagements.contains(where: { engagement in
                turns(engagement.from) || turns(engagement.last.map { $0 + 1 })
                    || engagement.titles.entries.contains { turns($0.from) }
            })
        {
            found.insert(.person(person.id))
        }
        for unit in units.values
        where turns(unit.from) || turns(unit.closed?.from) || unit.name.entries.contains(where: { turns($0.from) })
            || unit.nameEnglish.entries.contains(where: { turns($0.from) })
        {
            found.insert(.unit(unit.id))
        }
        return searched(with: found)
    }
}
