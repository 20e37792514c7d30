// SPDX-License-Identifier: MPL-2.0

/// What follows from the facts: documents by the decisions about them, the index of duties, the index of readers.
extension Register {
    /// Folds one fact and brings the index of duties up to date.
    public mutating func apply(_ fact: Fact, _ stamp: Stamp) {
        var touched: Set<Subject> = []
        evolve(fact, stamp, touching: &touched)
        settle(touched)
    }

    /// Brings up to date what follows from the facts about the touched subjects: documents by the decisions about them,
    /// then the duties of all that depends on them.
    public mutating func settle(_ touched: Set<Subject>) {
        settleInheritance(touched)
        var dependent = touched
        for subject in touched {
            touchMeasures(about: subject, &dependent)
            switch subject.kind {
            case .document: reach(subject.id.seen(as: Document.self), &dependent)
            case .action:
                touchClass(subject, &dependent)
                // Done, or dropped: a measure is carried out.
                if let made = actions[subject.id.seen(as: Action.self)]?.decision { dependent.insert(.decision(made)) }
                // How a risk stands depends on whether something is done about it.
                if let about = actions[subject.id.seen(as: Action.self)]?.about, about.kind == .risk {
                    dependent.insert(about)
                }
            case .decision, .consultation, .notice, .dispensation, .reminder, .proposal, .requirement, .nonconformity,
                .risk, .course, .competence,
                .evidenceRequest:
                touchClass(subject, &dependent)
            case .organisation, .unit, .person, .body, .token, .meeting, .evidence, .scope, .controlTest, .audit,
                .framework, .report, .objective, .measure, .asset, .campaign, .auditEngagement,
                .initiative, .suspicion,
                .processing,
                .subjectRequest:
                break
            }
        }
        dependent.formUnion(holders(of: dependent))
        let subjects = Array(dependent)
        let found = subjects.map { duties(of: $0) }
        if duties.bySubject.isEmpty {
            duties = Duties(subjects, found)
        } else {
            for (subject, duties) in zip(subjects, found) { self.duties.replace(subject, with: duties) }
        }
        for subject in subjects where subject.kind == .risk {
            let id = subject.id.seen(as: Risk.self)
            riskIndex.replace(id, with: place(of: id))
        }
        let moved = settleReaders(touched)
        settleLearners(touched, moved)
        settleTalks(moved)
    }

    /// Does something so many times, each for itself.
    public typealias Perform = (_ count: Int, _ work: @escaping @Sendable (Int) -> Void) -> Void

    /// One after the other, on the calling thread.
    public static let inTurn: @Sendable (Int, @escaping @Sendable (Int) -> Void) -> Void = {
        for at in 0..<$0 { $1(at) }
    }

    /// The same for a register that was folded from the first fact on, at the end of a replay: everything is worked out, so
    /// nothing is looked for that depends on something else.
    ///
    /// `perform` may do its work on several threads.
    public mutating func settleAll(_ perform: Perform = Register.inTurn) {
        for id in Array(documents.keys) {
            let about = decisions(about: id)
            documents[id]?.settle(about)
        }
        let (whole, subjects) = (self, everything)
        // In order, since the index of readers is: what comes last is added at the end.
        let (persons, notices) = (persons.keys.sorted(), notices.keys.sorted())
        let risks = Array(risks.keys)
        let slices = 16
        var found = [Part](repeating: Part(), count: slices)
        found.withUnsafeMutableBufferPointer { found in
            nonisolated(unsafe) let out = found
            perform(slices) { slice in
                func part<Element>(_ all: [Element]) -> ArraySlice<Element> {
                    all[all.count * slice / slices..<all.count * (slice + 1) / slices]
                }
                var own = Part()
                for subject in part(subjects) { own.duties.append(whole.duties(of: subject)) }
                own.members = whole.memberships(of: part(persons))
                own.asked = whole.bases(of: part(notices))
                own.talks = whole.talkPieces(of: part(persons))
                own.places = part(risks).compactMap { whole.place(of: $0) }
                out[slice] = own
            }
        }
        let parts = found
        nonisolated(unsafe) var index = Duties()
        nonisolated(unsafe) var readers = Readers()
        perform(2) { part in
            if part == 0 {
                index = Duties(subjects, parts.flatMap(\.duties))
            } else {
                readers.settle(parts.flatMap(\.members), parts.flatMap(\.asked))
            }
        }
        self.duties = index
        self.readers = readers
        deriveInheritance()
        learners = Learners()
        learners.settle(learners(of: persons), asked(of: courses.keys), done: [:])
        talkCounts = TalkCounts()
        talkCounts.settle(parts.flatMap(\.talks), organisation.talks)
        riskIndex = RiskIndex(parts.flatMap(\.places))
    }

    /// What one slice of the register comes to.
    private struct Part {
        var duties: [[Duty]] = []
        var members: [(ID<Person>, Membership)] = []
        var asked: [(ID<Notice>, Readers.Asked?)] = []
        var talks: [(ID<Person>, [TalkCounts.Piece])] = []
        var places: [RiskIndex.Place] = []
    }

    /// Everything that can have duties.
    private var everything: [Subject] {
        var found: [Subject] = [.organisation(organisation.id)]
        found += Body.Kind.allCases.map { .body($0) }
        found += units.keys.map { .unit($0) }
        found += persons.keys.map { .person($0) }
        found += documents.keys.map { .document($0) }
        found += actions.keys.map { .action($0) }
        found += consultations.keys.map { .consultation($0) }
        found += dispensations.keys.map { .dispensation($0) }
        found += proposals.keys.map { .proposal($0) }
        found += meetings.keys.map { .meeting($0) }
        found += decisions.keys.map { .decision($0) }
        found += requirements.keys.map { .requirement($0) }
        found += nonconformities.keys.map { .nonconformity($0) }
        found += scopes.keys.map { .scope($0) }
        found += controlTests.keys.map { .controlTest($0) }
        found += objectives.keys.map { .objective($0) }
        found += initiatives.keys.map { .initiative($0) }
        found += suspicions.keys.map { .suspicion($0) }
        found += measures.keys.map { .measure($0) }
        found += assets.keys.map { .asset($0) }
        found += risks.keys.map { .risk($0) }
        found += processings.keys.map { .processing($0) }
        found += subjectRequests.keys.map { .subjectRequest($0) }
        found += campaigns.keys.map { .campaign($0) }
        found += evidenceRequests.keys.map { .evidenceRequest($0) }
        return found
    }

    /// Brings a document in line with the decisions about it that stand, and names what depends on that.
    private mutating func reach(_ id: ID<Document>, _ touched: inout Set<Subject>) {
        guard let before = documents[id]?.outward else { return }
        // What was decided from its text is to be looked at again when that has changed.
        for dispensation in dispensationsAbout[id] ?? [] { touched.insert(.dispensation(dispensation)) }
        for decision in decisionsAbout[id] ?? [] { touched.insert(.decision(decision)) }
        for requirement in requirementsIn[id] ?? [] {
            touched.insert(.requirement(requirement))
            touchCampaigns(asking: requirement, &touched)
        }
        // A consultation is held by those it waits for from the first fact of its document on.
        for consultation in consultationsAbout[id] ?? [] { touched.insert(.consultation(consultation)) }
        touchTopics(above: id, &touched)
        let about = decisions(about: id)
        documents[id]?.settle(about)
        guard let after = documents[id]?.outward, after != before else { return }
        for child in childrenOf[id] ?? [] { touched.insert(.document(child)) }
        if (after.owner, after.classedOn) != (before.owner, before.classedOn) || after.classes != before.classes {
            touchClass(.document(id), &touched)
        }
    }

    /// Empties the index, so that a check can make it anew.
    mutating func forgetDuties() {
        duties = Duties()
        readers = Readers()
        learners = Learners()
        talkCounts = TalkCounts()
        riskIndex = RiskIndex()
        inheritance.forget()
    }
}
