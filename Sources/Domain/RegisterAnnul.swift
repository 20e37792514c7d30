// SPDX-License-Identifier: MPL-2.0

extension Register {
    /// What a fact about a subject said is taken back: what stood before it stands again.
    mutating func annul(
        _ subject: Subject, _ position: Int, on day: Day, _ touched: inout Set<Subject>
    ) {
        switch subject.kind {
        case .organisation:
            organisation.annul(position)
            touched.insert(.organisation(organisation.id))
            touchDispensedFrom(&touched)
        case .unit:
            let id = subject.id.seen(as: Unit.self)
            units[id, default: Unit(id: id)].annul(position)
            touchWork(of: id, &touched)
        case .person:
            let id = subject.id.seen(as: Person.self)
            touchRoles(of: id, &touched)
            persons[id, default: Person(id: id)].annul(position)
            touchInitiatives(of: id, &touched)
        case .body:
            guard let kind = Body.Kind.allCases.first(where: { $0.id == subject.id }) else { return }
            touchMembers(of: kind, &touched)
            bodies[kind, default: Body(kind: kind)].annul(position)
        case .document:
            let id = subject.id.seen(as: Document.self)
            touchTopics(above: id, &touched)
            documents[id, default: Document(id: id)].annul(position, on: day)
        case .decision:
            let id = subject.id.seen(as: Decision.self)
            let stood = decisions[id]?.annulled == false
            decisions[id, default: Decision(id: id)].annul(position)
            if stood, decisions[id]?.annulled == true {
                dropTasks(of: id, on: day, at: annulled[position] ?? count, &touched)
            }
            if let document = decisions[id]?.matter?.document { touched.insert(.document(document)) }
            if let dispensation = decisions[id]?.matter?.dispensation { touchAround(dispensation, &touched) }
            if let proposal = decisions[id]?.matter?.proposal { touchAround(proposal, &touched) }
            settleMethods()
        case .action:
            let id = subject.id.seen(as: Action.self)
            actions[id, default: Action(id: id)].annul(position)
        case .token:
            let id = subject.id.seen(as: Token.self)
            tokens[id, default: Token(id: id)].annul(position)
        case .consultation:
            let id = subject.id.seen(as: Consultation.self)
            touchDecisions(from: id, &touched)
            consultations[id, default: Consultation(id: id)].annul(position, at: annulled[position] ?? count, on: day)
        case .reminder:
            let id = subject.id.seen(as: Reminder.self)
            reminders[id, default: Reminder(id: id)].annul(position)
        case .dispensation:
            let id = subject.id.seen(as: Dispensation.self)
            touchAround(id, &touched)
            dispensations[id, default: Dispensation(id: id)].annul(position, on: day)
        case .proposal:
            let id = subject.id.seen(as: Proposal.self)
            touchAround(id, &touched)
            proposals[id, default: Proposal(id: id)].annul(position)
            settleMethods()
        case .meeting:
            let id = subject.id.seen(as: Meeting.self)
            meetings[id, default: Meeting(id: id)].annul(position, at: annulled[position] ?? count, on: day)
        case .requirement: annul(subject.id.seen(as: Requirement.self), position, &touched)
        case .evidence: annul(subject.id.seen(as: Evidence.self), position, &touched)
        case .nonconformity: annul(subject.id.seen(as: Nonconformity.self), position, &touched)
        case .controlTest:
            let id = subject.id.seen(as: ControlTest.self)
            controlTests[id, default: ControlTest(id: id)].annul(position)
        case .audit:
            let id = subject.id.seen(as: Audit.self)
            audits[id, default: Audit(id: id)].annul(position)
            touched.insert(.organisation(organisation.id))
        case .report:
            let id = subject.id.seen(as: Report.self)
            reports[id, default: Report(id: id)].annul(position)
            touched.insert(.organisation(organisation.id))
        case .course:
            let id = subject.id.seen(as: Course.self)
            if let person = courses[id, default: Course(id: id)].annul(position) { touched.insert(.person(person)) }
        case .initiative:
            let id = subject.id.seen(as: Initiative.self)
            initiatives[id, default: Initiative(id: id)].annul(position)
            touched.insert(.organisation(organisation.id))
        case .suspicion:
            let id = subject.id.seen(as: Suspicion.self)
            suspicions[id, default: Suspicion(id: id)].annul(position)
        case .competence:
            let id = subject.id.seen(as: Competence.self)
            competences[id, default: Competence(id: id)].annul(position)
        case .objective:
            let id = subject.id.seen(as: Objective.self)
            objectives[id, default: Objective(id: id)].annul(position)
        case .measure: annul(subject.id.seen(as: Measure.self), position, &touched)
        case .asset: annul(subject.id.seen(as: Asset.self), position, &touched)
        case .risk: annul(subject.id.seen(as: Risk.self), position, &touched)
        case .processing:
            let id = subject.id.seen(as: Processing.self)
            processings[id, default: Processing(id: id)].annul(position)
        case .subjectRequest:
            let id = subject.id.seen(as: SubjectRequest.self)
            subjectRequests[id, default: SubjectRequest(id: id)].annul(position)
        case .campaign:
            let id = subject.id.seen(as: Campaign.self)
            campaigns[id, default: Campaign(id: id)].annul(position)
        case .scope:
            let id = subject.id.seen(as: Scope.self)
            scopes[id, default: Scope(id: id)].annul(position)
        case .framework:
            let id = subject.id.seen(as: AdoptedFramework.self)
            frameworks[id, default: AdoptedFramework(id: id)].annul(position)
        case .auditEngagement: annul(subject.id.seen(as: AuditEngagement.self), position, &touched)
        case .evidenceRequest:
            let id = subject.id.seen(as: EvidenceRequest.self)
            evidenceRequests[id, default: EvidenceRequest(id: id)].annul(position)
        case .notice:
            let id = subject.id.seen(as: Notice.self)
            if let person = notices[id, default: Notice(id: id)].annul(position) { touched.insert(.person(person)) }
        }
    }
}
