// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What became of duties: for those who were told of them, such as the calendars of others.
extension Sight {
    /// How a duty ended.
    public enum Ending: Hashable, Sendable {
        case done
        /// It was dropped, or what it was about was withdrawn.
        case fellAway
    }

    /// The duties of these responsibles that ended on the day shown or at most `days` days before it, the last due first;
    /// of the class that is open to everybody.
    ///
    /// It looks at what ended in those months, not at all there is.
    public func ended(of responsibles: [Responsible], within days: Int, most: Int) -> [Duty] {
        let (wanted, first) = (Set(responsibles), day - days)
        var (month, found) = (CalendarMonth(first), [Duty]())
        func add(_ key: DutyKey) {
            guard let duty = duty(key), wanted.contains(duty.responsible), let done = duty.done, first <= done,
                done <= day, duty.accessClass(on: day) == .everyone, !isPast || sees(duty.subject)
            else { return }
            found.append(duty)
        }
        for key in register.duties.turning.elements() { add(key) }
        while month <= CalendarMonth(day) {
            for key in register.duties.months[.everyone]?[month]?.finished.elements() ?? Shelf().elements() { add(key) }
            month = month.next
        }
        return Array(found.sorted { $1.key < $0.key }.prefix(most))
    }

    /// How a duty that is over ended.
    public func ending(of duty: Duty) -> Ending {
        switch duty.rule {
        case .action:
            let action = register.actions[duty.subject.id.seen(as: Action.self)]
            return action?.standing.latest?.value == .dropped ? .fellAway : .done
        case .verification, .review, .parent, .owner, .decision, .classification, .entry:
            let document = register.documents[duty.subject.id.seen(as: Document.self)]
            return duty.done != nil && document?.withdrawnFrom == duty.done ? .fellAway : .done
        case .answer, .disposition, .head, .function, .seats, .leaver, .handOver, .securityContact, .statement,
            .acknowledgement, .basis, .expiry, .dispensations, .coverage, .unlisted, .delegation, .implementation,
            .rights, .training, .competence, .talk:
            return .done
        case .assessment, .proof, .wanting, .lawMeasure, .riskAssessment:
            let known = register.requirements[duty.subject.id.seen(as: Requirement.self)]
            return duty.done != nil && known.flatMap { register.end(of: $0) } == duty.done ? .fellAway : .done
        case .cause, .effect, .audit, .report: return .done
        case .initiatives, .suspicion: return .done
        case .initiativeBegun, .initiativeEffect:
            let known = register.initiatives[duty.subject.id.seen(as: Initiative.self)]
            return duty.done != nil && known?.droppedOn == duty.done ? .fellAway : .done
        case .measurement:
            let known = register.objectives[duty.subject.id.seen(as: Objective.self)]
            return duty.done != nil && known?.endedOn == duty.done ? .fellAway : .done
        case .measureDue, .measureTest, .mending:
            let known = register.measures[duty.subject.id.seen(as: Measure.self)]
            return duty.done != nil && known?.endedOn == duty.done ? .fellAway : .done
        case .riskComplete, .riskAssessed, .riskVerified, .riskTrigger, .riskDecision, .riskUnacceptable, .riskTold:
            let known = register.risks[duty.subject.id.seen(as: Risk.self)]
            return duty.done != nil && known?.closedOn == duty.done ? .fellAway : .done
        case .requestIdentity, .requestAnswer: return .done
        case .processingComplete, .processingOwner, .processingReview:
            let known = register.processings[duty.subject.id.seen(as: Processing.self)]
            return duty.done != nil && known?.endedOn == duty.done ? .fellAway : .done
        case .need, .access, .availability:
            let known = register.assets[duty.subject.id.seen(as: Asset.self)]
            return duty.done != nil && known?.retiredOn == duty.done ? .fellAway : .done
        case .campaign:
            let known = register.campaigns[duty.subject.id.seen(as: Campaign.self)]
            // Closed, or all that was left to answer about holds no more.
            let unit = known?.opening.flatMap { duty.turn < $0.units.count ? $0.units[duty.turn] : nil }
            let isAnswered = unit.flatMap { known?.lastAnswered($0) } == duty.done && known?.closedOn != duty.done
            return duty.done != nil && !isAnswered ? .fellAway : .done
        case .control:
            let known = register.controlTests[duty.subject.id.seen(as: ControlTest.self)]
            return duty.done != nil && known?.retiredOn == duty.done ? .fellAway : .done
        case .request:
            let known = register.evidenceRequests[duty.subject.id.seen(as: EvidenceRequest.self)]
            let answered = known?.answers.contains { $0.day == duty.done } ?? false
            return duty.done != nil && !answered ? .fellAway : .done
        case .applicability:
            let known = register.scopes[duty.subject.id.seen(as: Scope.self)]
            return duty.done != nil && known?.closedOn == duty.done ? .fellAway : .done
        case .proposal:
            let known = register.proposals[duty.subject.id.seen(as: Proposal.self)]
            return duty.done != nil && known?.withdrawnOn == duty.done ? .fellAway : .done
        case .minutes, .reply:
            let known = register.meetings[duty.subject.id.seen(as: Meeting.self)]
            return known?.isCancelled == true ? .fellAway : .done
        case .dispensation:
            let known = register.dispensations[duty.subject.id.seen(as: Dispensation.self)]
            return duty.done != nil && known?.withdrawnOn == duty.done ? .fellAway : .done
        }
    }

    /// The day on which a duty was due before its due day was moved; nil if it was not.
    public func formerDue(of duty: Duty) -> Day? {
        let former: Day?
        switch duty.rule {
        case .action:
            let entries = register.actions[duty.subject.id.seen(as: Action.self)]?.due.entries ?? []
            former = entries.sorted { $0.position < $1.position }.dropLast().last?.value
        case .verification:
            // Due after a year, unless a material change was declared (policy §7.3).
            former = duty.since.adding(years: 1)
        case .proposal, .coverage, .unlisted, .delegation, .implementation, .dispensation, .expiry, .basis,
            .dispensations, .review, .parent, .owner, .decision, .classification,
            .entry,
            .answer, .disposition, .head, .function,
            .seats, .leaver, .handOver, .securityContact, .statement, .acknowledgement, .rights, .minutes, .reply,
            .assessment, .proof, .wanting, .cause, .effect, .applicability, .control, .audit, .report, .measurement,
            .competence, .talk,
            .campaign, .request, .training, .measureDue, .measureTest, .mending, .need, .access, .availability,
            .lawMeasure,
            .initiatives, .initiativeBegun, .initiativeEffect, .suspicion,
            .riskComplete, .riskAssessed, .riskVerified, .riskTrigger, .riskDecision, .riskUnacceptable, .riskTold,
            .processingComplete, .processingOwner, .processingReview,
            .requestIdentity, .requestAnswer,
            .riskAssessment:
            former = nil
        }
        return former == duty.due ? nil : former
    }
}
