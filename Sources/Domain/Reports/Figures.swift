// SPDX-License-Identifier: MPL-2.0

extension Report {
    /// What a report counts. The raw value is stable.
    public enum Figure: String, Choosable {
        case requirements, complied, unproven, partly, failed, unassessed
        case evidence
        case evidenceEnding = "evidence_ending"
        case documents
        case documentsLate = "documents_late"
        case nonconformities
        case nonconformitiesLate = "nonconformities_late"
        case nonconformitiesRaised = "nonconformities_raised"
        case nonconformitiesClosed = "nonconformities_closed"
        case dispensations
        case dispensationsEnding = "dispensations_ending"
        case decisions
        case matters
        case controls
        case controlsWanting = "controls_wanting"
        case applicable, implemented, undecided
        case objectives
        case objectivesMet = "objectives_met"
        case dutiesLate = "duties_late"
        case dutiesDone = "duties_done"
        case risks
        case risksAbove = "risks_above"
        case risksUndecided = "risks_undecided"
        case risksRaised = "risks_raised"
        case risksClosed = "risks_closed"
        case risksHigher = "risks_higher"
        case risksLower = "risks_lower"

        public var label: Phrase {
            switch self {
            case .requirements: Phrase(da: "Krav, der gælder", en: "Requirements that hold")
            case .complied: Phrase(da: "Efterlevede krav", en: "Requirements complied with")
            case .unproven: Phrase(da: "Udokumenterede krav", en: "Unproven requirements")
            case .partly: Phrase(da: "Delvist efterlevede krav", en: "Requirements partly complied with")
            case .failed: Phrase(da: "Krav, der ikke efterleves", en: "Requirements not complied with")
            case .unassessed: Phrase(da: "Krav, der ikke er vurderet", en: "Requirements never assessed")
            case .evidence: Phrase(da: "Dokumentation, der gælder", en: "Evidence that holds")
            case .evidenceEnding:
                Phrase(da: "Dokumentation, der udløber inden 90 dage", en: "Evidence that expires within 90 days")
            case .documents: Phrase(da: "Styringsdokumenter i kraft", en: "Governing documents in force")
            case .documentsLate:
                Phrase(da: "Dokumenter, der ikke er verificeret i tide", en: "Documents not verified in time")
            case .nonconformities: Phrase(da: "Åbne afvigelser", en: "Open nonconformities")
            case .nonconformitiesLate: Phrase(da: "Afvigelser over frist", en: "Nonconformities past their day")
            case .nonconformitiesRaised:
                Phrase(da: "Afvigelser meldt i perioden", en: "Nonconformities raised in the period")
            case .nonconformitiesClosed:
                Phrase(da: "Afvigelser lukket i perioden", en: "Nonconformities closed in the period")
            case .dispensations: Phrase(da: "Gældende dispensationer", en: "Dispensations in force")
            case .dispensationsEnding:
                Phrase(da: "Dispensationer, der udløber inden 90 dage", en: "Dispensations that expire within 90 days")
            case .decisions:
                Phrase(
                    da: "Beslutninger truffet af direktion og bestyrelse i perioden",
                    en: "Decisions by direktion and bestyrelse in the period")
            case .matters: Phrase(da: "Indstillinger, der venter", en: "Proposals that wait")
            case .controls: Phrase(da: "Interne kontroller i perioden", en: "Internal controls in the period")
            case .controlsWanting: Phrase(da: "Kontroller med fejl", en: "Controls that found something wrong")
            case .applicable: Phrase(da: "Foranstaltninger, der er valgt til", en: "Controls that apply")
            case .implemented: Phrase(da: "Indførte foranstaltninger", en: "Controls implemented")
            case .undecided: Phrase(da: "Foranstaltninger uden valg", en: "Controls not decided on")
            case .objectives: Phrase(da: "Mål, der måles", en: "Objectives that are measured")
            case .objectivesMet: Phrase(da: "Mål, der er nået", en: "Objectives that are met")
            case .dutiesLate: Phrase(da: "Pligter over frist", en: "Duties overdue")
            case .dutiesDone: Phrase(da: "Pligter udført i perioden", en: "Duties done in the period")
            case .risks: Phrase(da: "Åbne risici", en: "Open risks")
            case .risksAbove: Phrase(da: "Risici over acceptgrænsen", en: "Risks above the line")
            case .risksUndecided:
                Phrase(da: "Risici over grænsen uden beslutning", en: "Risks above the line without a decision")
            case .risksRaised: Phrase(da: "Risici registreret i perioden", en: "Risks registered in the period")
            case .risksClosed: Phrase(da: "Risici lukket i perioden", en: "Risks closed in the period")
            case .risksHigher:
                Phrase(
                    da: "Risici med højere niveau end før perioden",
                    en: "Risks with a higher level than before the period")
            case .risksLower:
                Phrase(
                    da: "Risici med lavere niveau end før perioden",
                    en: "Risks with a lower level than before the period")
            }
        }

        /// What it is a part of.
        public var whole: Figure? {
            switch self {
            case .complied, .unproven, .partly, .failed, .unassessed: .requirements
            case .evidenceEnding: .evidence
            case .documentsLate: .documents
            case .nonconformitiesLate: .nonconformities
            case .dispensationsEnding: .dispensations
            case .controlsWanting: .controls
            case .implemented: .applicable
            case .objectivesMet: .objectives
            case .risksAbove: .risks
            case .risksUndecided: .risksAbove
            case .requirements, .evidence, .documents, .nonconformities, .nonconformitiesRaised,
                .nonconformitiesClosed, .dispensations, .decisions, .matters, .controls, .applicable, .undecided,
                .objectives, .dutiesLate, .dutiesDone, .risks, .risksRaised, .risksClosed, .risksHigher, .risksLower:
                nil
            }
        }

        /// Which way is better; nil: neither.
        public var isBetterHigh: Bool? {
            switch self {
            case .complied, .implemented, .objectivesMet: true
            case .unproven, .partly, .failed, .unassessed, .evidenceEnding, .documentsLate, .nonconformities,
                .nonconformitiesLate, .dispensationsEnding, .controlsWanting, .undecided, .dutiesLate, .risksAbove,
                .risksUndecided, .risksHigher:
                false
            case .requirements, .evidence, .documents, .nonconformitiesRaised, .nonconformitiesClosed, .dispensations,
                .decisions, .matters, .controls, .applicable, .objectives, .dutiesDone, .risks, .risksRaised,
                .risksClosed, .risksLower:
                nil
            }
        }
    }

    /// The numbers of a report, by figure.
    public struct Figures: Hashable, Sendable {
        /// In the order of `Figure.allCases`. One that was not counted when the report was made is nil.
        private var counts: [Int?]

        public init(_ known: [(Figure, Int)] = []) {
            counts = Array(repeating: nil, count: Figure.allCases.count)
            for (figure, count) in known { self[figure] = count }
        }

        public subscript(figure: Figure) -> Int? {
            get { Figure.allCases.firstIndex(of: figure).flatMap { counts[$0] } }
            set {
                if let index = Figure.allCases.firstIndex(of: figure) { counts[index] = newValue }
            }
        }

        public var all: [(figure: Figure, count: Int)] {
            Figure.allCases.compactMap { figure in self[figure].map { (figure, $0) } }
        }

        /// One line for each: what a printed report was made from.
        public var written: String { all.map { "\($0.figure.rawValue)=\($0.count)" }.joined(separator: " ") }
    }
}

extension Register {
    /// Counts what a report tells of a period: what stands on its last day, and what happened in it. What only the head of a
    /// unit, the security team, the DPO and the direktion may see is in no number: the bestyrelse and auditors read it too.
    ///
    /// - Parameter today: the day on which it is counted: what has become confidential since is in no number either.
    public func figures(from: Day, until: Day, today: Day) -> Report.Figures {
        var count: [Report.Figure: Int] = [:]
        func add(_ figure: Report.Figure, _ one: Int = 1) { count[figure, default: 0] += one }
        for figure in Report.Figure.allCases { count[figure] = 0 }
        countCompliance(until, today, add)
        countNonconformities(from, until, today, add)
        countGovernance(from, until, today, add)
        countControl(from, until, today, add)
        countDuties(from, until, today, add)
        countRisks(from, until, today, add)
        for objective in objectives.values where objective.isMeasured(on: until) {
            add(.objectives)
            if objective.isMet(on: until) { add(.objectivesMet) }
        }
        return Report.Figures(Report.Figure.allCases.map { ($0, count[$0] ?? 0) })
    }

    /// Whether every reader of reports may see it, on the day and today.
    private func isTold(_ subject: Subject, on day: Day, _ today: Day) -> Bool {
        isTold(subject, on: day) && isTold(subject, on: today)
    }

    /// Whether every reader of reports may see it on a day.
    public func isTold(_ subject: Subject, on day: Day) -> Bool { isTold(accessClass(of: subject, on: day)) }

    private func isTold(_ accessClass: AccessClass) -> Bool {
        switch accessClass {
        case .everyone, .unit, .governing: true
        case .circle: false
        case .confided, .handled: false
        }
    }

    private func countCompliance(_ day: Day, _ today: Day, _ add: (Report.Figure, Int) -> Void) {
        for requirement in requirements.values where holds(requirement, on: day) {
            guard isTold(.requirement(requirement.id), on: day, today) else { continue }
            add(.requirements, 1)
            switch compliance(of: requirement, on: day) {
            case .complied: add(.complied, 1)
            case .unproven: add(.unproven, 1)
            case .partly: add(.partly, 1)
            case .failed: add(.failed, 1)
            case .never: add(.unassessed, 1)
            case .irrelevant: break
            }
        }
        for one in evidence.values where one.holds(on: day) && isTold(.evidence(one.id), on: day, today) {
            add(.evidence, 1)
            if !one.holds(on: day + 90) { add(.evidenceEnding, 1) }
        }
        // Of the whole: what a part of it tailors is a part.
        for scope in scopes.values where scope.name != nil && scope.baseline == nil && scope.openedOn <= day {
            if let closed = scope.closedOn, closed <= day { continue }
            for control in Scope.controls {
                guard let held = applicability(of: control, in: scope.id, on: day) else {
                    add(.undecided, 1)
                    continue
                }
                if held.decision.applies { add(.applicable, 1) }
                if held.decision.status == .implemented { add(.implemented, 1) }
            }
        }
    }

    private func countNonconformities(_ from: Day, _ until: Day, _ today: Day, _ add: (Report.Figure, Int) -> Void) {
        for known in nonconformities.values {
            guard let raised = known.raised, known.day <= until, isTold(.nonconformity(known.id), on: until, today)
            else {
                continue
            }
            if known.day >= from { add(.nonconformitiesRaised, 1) }
            let standing = known.standing(on: until)
            guard standing != .closed else {
                if known.checks.contains(where: { $0.outcome == .effective && $0.day >= from && $0.day <= until }) {
                    add(.nonconformitiesClosed, 1)
                }
                continue
            }
            add(.nonconformities, 1)
            let due =
                standing == .open
                ? known.checks.last { $0.day <= until }.map { $0.day + 30 } ?? raised.due
                : known.explanations.last { $0.day <= until }?.check ?? raised.due
            if due < until { add(.nonconformitiesLate, 1) }
        }
    }

    private func countGovernance(_ from: Day, _ until: Day, _ today: Day, _ add: (Report.Figure, Int) -> Void) {
        for document in documents.values where document.created != nil && !document.isWithdrawn(on: until) {
            guard document.currentNumber(on: until) != nil, isTold(.document(document.id), on: until, today) else {
                continue
            }
            add(.documents, 1)
            let late = duties.bySubject[.document(document.id)]?.contains {
                $0.rule == .verification && $0.standing(on: until) == .overdue
            }
            if late == true { add(.documentsLate, 1) }
        }
        for dispensation in dispensations.values where isLive(dispensation, on: until) {
            guard isTold(.dispensation(dispensation.id), on: until, today) else { continue }
            add(.dispensations, 1)
            if let to = period(of: dispensation)?.to, to < until + 90 { add(.dispensationsEnding, 1) }
        }
        for decision in decisions.values where !decision.annulled && decision.day >= from && decision.day <= until {
            guard case .body? = decision.made?.decider, isTold(.decision(decision.id), on: until, today) else {
                continue
            }
            add(.decisions, 1)
        }
        for proposal in proposals.values where proposal.wording != nil && proposal.day <= until {
            guard standing(of: proposal, on: until) == .submitted, isTold(.proposal(proposal.id), on: until, today)
            else {
                continue
            }
            add(.matters, 1)
        }
    }

    private func countControl(_ from: Day, _ until: Day, _ today: Day, _ add: (Report.Figure, Int) -> Void) {
        for test in controlTests.values where test.plan != nil && isTold(.controlTest(test.id), on: until, today) {
            for round in test.rounds {
                guard let on = round.concludedOn, let conclusion = round.conclusion, on >= from, on <= until else {
                    continue
                }
                add(.controls, 1)
                if !conclusion.failed.isEmpty { add(.controlsWanting, 1) }
            }
        }
    }

    /// Levels are counted, never added up; a risk that was judged for the first time in the period moved from nowhere.
    private func countRisks(_ from: Day, _ until: Day, _ today: Day, _ add: (Report.Figure, Int) -> Void) {
        for risk in risks.values where risk.wording != nil && risk.setOn <= until {
            guard isTold(.risk(risk.id), on: until, today) else { continue }
            if risk.setOn >= from { add(.risksRaised, 1) }
            let standing = standing(of: risk, on: until)
            guard standing != .closed else {
                if risk.closedOn.map({ $0 >= from }) ?? false { add(.risksClosed, 1) }
                continue
            }
            add(.risks, 1)
            if standing == .accepted || standing.isAboveLine { add(.risksAbove, 1) }
            if standing.isAboveLine { add(.risksUndecided, 1) }
            guard let before = risk.assessment(by: from - 1).flatMap({ judgement(of: $0)?.level }),
                let now = risk.assessment(by: until).flatMap({ judgement(of: $0)?.level })
            else { continue }
            if now > before { add(.risksHigher, 1) }
            if now < before { add(.risksLower, 1) }
        }
    }

    private func countDuties(_ from: Day, _ until: Day, _ today: Day, _ add: (Report.Figure, Int) -> Void) {
        for found in duties.bySubject.values {
            for duty in found where isTold(duty.accessClass(on: until)) && isTold(duty.accessClass(on: today)) {
                if duty.standing(on: until) == .overdue { add(.dutiesLate, 1) }
                if let done = duty.done, from <= done, done <= until { add(.dutiesDone, 1) }
            }
        }
    }
}
