// SPDX-License-Identifier: MPL-2.0

/// What a fact about one thing touches beside it: the subjects whose duties may have changed.
extension Register {
    /// What a fact about a person adds to what points at what.
    mutating func note(_ fact: Person.Fact, of id: ID<Person>, _ touched: inout Set<Subject>) {
        switch fact {
        case .roleGranted(_, let role, let unit):
            Register.add(id, to: &roleHolders[role, default: []])
            if let unit { Register.add(id, to: &headsOf[unit, default: []]) }
            touchRoles(of: id, &touched)
        case .roleEnded:
            touchRoles(of: id, &touched)
        case .deputyAppointed(_, let deputy, _):
            Register.add(id, to: &deputyFor[deputy, default: []])
        case .groupJoined(let group):
            everInGroup[group, default: []].insert(id)
        case .named, .engaged, .engagementEnded, .engagementSeen, .engagementMoved, .firstWorkingDayRecorded,
            .leaveBegan, .groupLeft,
            .talkHeld,
            .leaveEnded, .identified, .roleFollowsGroups, .unidentified, .deputyEnded, .holdPlaced, .holdLifted,
            .accountOpened,
            .accountClosed,
            .signInMethodAdded, .signInMethodRemoved, .recoveryCodesMade, .recoveryCodeUsed, .erased:
            break
        }
    }

    /// Units without a head and functions without a holder depend on roles.
    func touchRoles(of id: ID<Person>, _ touched: inout Set<Subject>) {
        touched.insert(.organisation(organisation.id))
        for grant in persons[id]?.grants ?? [] {
            if let unit = grant.unit { touched.insert(.unit(unit)) }
        }
    }

    /// What is left to do for somebody who has gone depends on the seats.
    func touchMembers(of kind: Body.Kind, _ touched: inout Set<Subject>) {
        for seat in bodies[kind]?.seats ?? [] { touched.insert(.person(seat.person)) }
        // Whoever sits in it is to reply in its written procedures.
        for meeting in meetings.values where meeting.calling?.method == .written && meeting.calling?.body == kind {
            touched.insert(.meeting(meeting.id))
        }
    }

    /// Tasks and proposals about a thing are seen by those who may see the thing, so its class is theirs, through all that
    /// it is about.
    func touchClass(_ subject: Subject, _ touched: inout Set<Subject>) {
        var (waiting, seen) = ([subject], Set([subject]))
        while let next = waiting.popLast() {
            var above: [Subject] = (actionsAbout[next] ?? []).map { .action($0) }
            above += (proposalsAbout[next] ?? []).map { .proposal($0) }
            touched.formUnion(above)
            above += (remindersOf[next] ?? []).map { .reminder($0) }
            above += (requestsAbout[next] ?? []).map { .evidenceRequest($0) }
            if next.kind == .document {
                above += (decisionsAbout[next.id.seen(as: Document.self)] ?? []).map { .decision($0) }
                above += (consultationsAbout[next.id.seen(as: Document.self)] ?? []).map { .consultation($0) }
                above += (noticesOf[next.id.seen(as: Document.self)] ?? []).map { .notice($0) }
                above += (dispensationsAbout[next.id.seen(as: Document.self)] ?? []).map { .dispensation($0) }
                above += (campaignsAbout[next.id.seen(as: Document.self)] ?? []).map { .campaign($0) }
                above += (requirementsIn[next.id.seen(as: Document.self)] ?? []).map { .requirement($0) }
            }
            // Of these there are few.
            if next.kind == .document {
                let document = next.id.seen(as: Document.self)
                above += courses.values.filter { $0.opening?.document == document }.map { .course($0.id) }
            }
            if next.kind == .course {
                let course = next.id.seen(as: Course.self)
                above += competences.values.filter { $0.wording?.course == course }.map { .competence($0.id) }
            }
            if next.kind == .requirement {
                above += (nonconformitiesOf[next.id.seen(as: Requirement.self)] ?? []).map { .nonconformity($0) }
                above += (testsOf[next.id.seen(as: Requirement.self)] ?? []).map { .controlTest($0) }
            }
            if next.kind == .proposal {
                above += (resolutionsOn[next.id.seen(as: Proposal.self)] ?? []).map { .decision($0) }
            }
            for subject in above where seen.insert(subject).inserted {
                waiting.append(subject)
                // A decision that is looked at again is seen by those who see what it is about.
                switch subject.kind {
                case .decision, .requirement, .nonconformity, .controlTest, .campaign, .evidenceRequest:
                    touched.insert(subject)
                case .organisation, .unit, .person, .body, .document, .action, .token, .consultation, .notice,
                    .reminder, .dispensation, .proposal, .meeting, .evidence, .scope, .audit, .framework, .report,
                    .objective, .measure, .asset, .course,
                    .risk,
                    .initiative, .suspicion,
                    .processing,
                    .subjectRequest,
                    .competence,
                    .auditEngagement:
                    break
                }
            }
        }
    }

    /// What a unit answers for follows its opening and closing, and those of the units that it took over from.
    func touchWork(of unit: ID<Unit>, _ touched: inout Set<Subject>) {
        touchDelegations(&touched)
        var (waiting, seen) = ([unit], Set([unit]))
        while let next = waiting.popLast() {
            for document in ownedBy[next] ?? [] {
                touched.insert(.document(document))
                for consultation in consultationsAbout[document] ?? [] { touched.insert(.consultation(consultation)) }
            }
            for action in actionsOf[next] ?? [] { touched.insert(.action(action)) }
            for dispensation in dispensationsBy[next] ?? [] { touched.insert(.dispensation(dispensation)) }
            for requirement in requirementsOf[next] ?? [] { touched.insert(.requirement(requirement)) }
            for campaign in campaignsOf[next] ?? [] { touched.insert(.campaign(campaign)) }
            for objective in objectives.values
            where objective.wordings.entries.contains(where: { $0.value.unit == next }) {
                touched.insert(.objective(objective.id))
            }
            for measure in measuresOf[next] ?? [] { touched.insert(.measure(measure)) }
            for asset in assetIndex.byUnit[next] ?? [] { touched.insert(.asset(asset)) }
            for risk in risksOf[next] ?? [] { touched.insert(.risk(risk)) }
            for processing in processingsOf[next] ?? [] { touched.insert(.processing(processing)) }
            for nonconformity in nonconformitiesBy[next] ?? [] { touched.insert(.nonconformity(nonconformity)) }
            for request in requestsTo[next] ?? [] { touched.insert(.evidenceRequest(request)) }
            for before in predecessors[next] ?? [] where seen.insert(before).inserted { waiting.append(before) }
        }
    }

    /// Which topics are demanded, and who answers for them, says something of each topic policy.
    func touchTopics(_ touched: inout Set<Subject>) {
        touched.insert(.organisation(organisation.id))
        touchDelegations(&touched)
        for documents in policiesOn.values { for document in documents { touched.insert(.document(document)) } }
    }

    /// A proposal, and what follows from a decision on it.
    func touchAround(_ id: ID<Proposal>, _ touched: inout Set<Subject>) {
        touched.insert(.proposal(id))
        if reportsIn[id] != nil { touched.insert(.organisation(organisation.id)) }
        for decision in resolutionsOn[id] ?? [] { touched.insert(.decision(decision)) }
        switch proposals[id]?.wording?.content {
        case .topics, .delegation: touchTopics(&touched)
        case .measure(_, let about, _, _): touchMeasures(about: about, &touched)
        case .acceptance(let risk, _, _): touchMeasures(about: .risk(risk), &touched)
        case .method, .other, nil: break
        }
        // Also where the words are struck, or what is said now is about something else.
        if let about = proposals[id]?.about, about.kind == .risk { touched.insert(about) }
    }

    /// The decisions on topics and on who answers for them.
    func touchDelegations(_ touched: inout Set<Subject>) {
        for proposal in topicProposals {
            for decision in resolutionsOn[proposal] ?? [] { touched.insert(.decision(decision)) }
        }
    }

    /// The decisions on measures about a thing rest on it.
    func touchMeasures(about subject: Subject, _ touched: inout Set<Subject>) {
        for proposal in proposalsAbout[subject] ?? [] {
            for decision in resolutionsOn[proposal] ?? [] { touched.insert(.decision(decision)) }
        }
    }

    /// The decisions that were made from what a consultation said.
    func touchDecisions(from consultation: ID<Consultation>, _ touched: inout Set<Subject>) {
        for decision in decidedFrom[consultation] ?? [] { touched.insert(.decision(decision)) }
    }

    /// The topic policies that a document stands or stood under: it may carry them out.
    func touchTopics(above id: ID<Document>, _ touched: inout Set<Subject>) {
        guard let document = documents[id] else { return }
        if !document.topic.entries.isEmpty { touched.insert(.organisation(organisation.id)) }
        for parent in document.parent.entries.compactMap(\.value)
        where documents[parent]?.topic.entries.isEmpty == false {
            touched.insert(.document(parent))
        }
    }

    /// A dispensation, the one that it follows, whose expiry it answers, the document whose count it is in, and the risks around
    /// what this demands.
    func touchAround(_ id: ID<Dispensation>, _ touched: inout Set<Subject>) {
        touched.insert(.dispensation(id))
        guard let known = dispensations[id] else { return }
        for request in known.requests.entries {
            touched.insert(.document(request.value.document))
            for requirement in requirementsIn[request.value.document] ?? [] {
                touchRisks(around: requirement, &touched)
            }
            if let before = request.value.follows { touched.insert(.dispensation(before)) }
        }
    }

    /// The documents that somebody has asked to deviate from.
    func touchDispensedFrom(_ touched: inout Set<Subject>) {
        for document in dispensationsAbout.keys { touched.insert(.document(document)) }
    }
}
