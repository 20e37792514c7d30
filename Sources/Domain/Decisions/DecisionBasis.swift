// SPDX-License-Identifier: MPL-2.0

/// What a decision about a document or a proposal rests on, and when it is to be looked at again (»grundlaget er
/// ændret«). Of a dispensation see `DispensationDuties`.
///
/// What is material depends on what was decided, and only what is recorded after the decision counts:
///
/// - **A version that was approved**, until another text takes its place or the document is withdrawn: what a consultation
///   about it said becomes other, its translation is written anew, it is placed under another document, a material change
///   is declared (until the document is verified: that is what a material change asks for, policy §7.3), or it is given to
///   another unit where the head of the unit decides it. Its submission, its entry into force, a verification and a new
///   draft are what the decision is for.
/// - **A withdrawal**, until it is carried out: another text enters into force.
/// - **A delegation of a topic**, while it lasts: the unit is closed, or the topic is demanded no more. A new delegation of
///   the topic answers it.
/// - **A measure**, until its task is done or dropped: another text of the document that it is about enters into force, a
///   material change of it is declared, or it is withdrawn; what else it is about ends. A new measure about the same
///   answers it.
/// - **An acceptance of a risk**, while it holds: the risk is set anew, or judged otherwise though not higher; a higher level
///   ends it. A new acceptance takes its place.
/// - **Another class** is carried out by being decided, **a list of topics** is the body's own until the next one, and what
///   else was decided says in words what it is about: they rest on nothing that changes here.
///
/// A refusal, and what is annulled, superseded or carried out, asks nothing.
extension Register {
    /// Whether something material has happened by `day` to what a decision was made from, and nobody has answered it.
    public func basisHasChanged(_ decision: Decision, on day: Day) -> Bool {
        let dispensed = decision.matter?.act == .dispense ? decision.matter?.dispensation : nil
        let subject = dispensed.map { Subject.dispensation($0) } ?? .decision(decision.id)
        let turns = [decision.position] + decision.confirmations.map(\.position)
        return (duties.bySubject[subject] ?? []).contains { duty in
            guard duty.rule == .basis, turns.contains(duty.turn) else { return false }
            switch duty.standing(on: day) {
            case .open, .overdue: return true
            case .planned, .done: return false
            }
        }
    }

    /// What is due for a decision: another look, when its basis has changed. Whoever decided it confirms it, or decides
    /// anew; the secretary sees to that for a body.
    func duties(of decision: Decision) -> [Duty] {
        guard !decision.annulled, let made = decision.made, made.outcome == .approved,
            let life = life(of: decision, made)
        else { return [] }
        let bases =
            [(position: decision.position, day: decision.day, basis: made.basis)]
            + decision.confirmations.map { (position: $0.position, day: $0.day, basis: $0.basis) }
        return bases.enumerated().compactMap { index, one in
            let next = index + 1 < bases.count ? bases[index + 1] : nil
            let changes = changes(life.about, one.basis, since: one.position).filter { change in
                next.map { change.position < $0.position } ?? true
            }
            guard let changed = changes.map(\.day).min() else { return nil }
            let opens = max(changed, one.day)
            let ended = changes.contains { $0.until == nil } ? nil : changes.compactMap(\.until).max()
            let anew = life.anew.filter { $0.position > one.position && $0.day >= opens }.map(\.day).min()
            let done = [next?.day, life.until, ended, anew].compactMap { $0 }.min()
            guard done.map({ opens <= $0 }) ?? true, life.until.map({ opens < $0 }) ?? true,
                life.last.map({ opens <= $0 }) ?? true
            else { return nil }
            let due = opens + 30
            return Duty(
                rule: .basis, subject: .decision(decision.id), turn: one.position,
                responsible: seesToIt(made, on: done ?? due),
                access: accessDays(of: .decision(decision.id)), opens: opens, due: due,
                done: done, holdsUntil: nil)
        }
    }

    /// Who gets a decision looked at again.
    private func seesToIt(_ made: Decision.Made, on day: Day) -> Responsible {
        switch made.decider {
        case .body: .role(.secretary)
        case .head(let unit):
            .unit(
                answering(
                    for: made.matter.document.flatMap { documents[$0]?.owner.newest } ?? unit, on: day))
        }
    }

    // MARK: How long it asks anything

    /// What the basis of a decision can change by.
    private enum Resting {
        case adoption(Document.Version, Document, Decision.Decider)
        case withdrawal(Document)
        case delegation(ID<Topic>, ID<Unit>)
        case measure(Subject)
        case acceptance(ID<Risk>, assessment: Int)
    }

    private struct Life {
        let about: Resting
        /// From which day it asks nothing more: it is superseded, or carried out.
        let until: Day?
        /// The last day on which it holds; what changes after it asks nothing.
        var last: Day?
        /// The decisions that can answer what it asks.
        var anew: [(position: Int, day: Day)] = []
    }

    /// Nil: it asks nothing, whatever happens.
    private func life(of decision: Decision, _ made: Decision.Made) -> Life? {
        switch made.matter.act {
        case .adopt:
            guard let document = made.matter.document.flatMap({ documents[$0] }), document.created != nil,
                let index = document.versions.firstIndex(where: { $0.id == made.matter.version })
            else { return nil }
            return adoption(decision, made.decider, document, index)
        case .withdraw:
            guard let document = made.matter.document.flatMap({ documents[$0] }), document.created != nil else {
                return nil
            }
            let later = decisions(about: document.id).filter {
                $0.position > decision.position && $0.matter?.act == .withdraw && !$0.annulled
            }
            return Life(
                about: .withdrawal(document), until: earlier(document.withdrawnFrom, later.map(\.day).min()))
        case .resolve: return made.matter.proposal.flatMap { life(of: decision, on: $0) }
        case .reclassify, .dispense: return nil
        }
    }

    private func adoption(
        _ decision: Decision, _ decider: Decision.Decider, _ document: Document, _ index: Int
    ) -> Life? {
        let version = document.versions[index]
        let judged = version.judgements.first { $0.position > decision.position }?.day
        // Before it is in force a newer draft passes it by; afterwards the next text takes its place.
        let passed: Day?
        if version.entered == nil {
            passed = document.versions.dropFirst(index + 1).first?.drafted
        } else {
            let entries = document.entries
            let own = entries.lastIndex { $0.version == version.position }
            passed = own.flatMap { $0 + 1 < entries.count ? entries[$0 + 1].day : nil }
        }
        return Life(
            about: .adoption(version, document, decider),
            until: [judged, passed, document.withdrawnFrom].compactMap { $0 }.min())
    }

    private func life(of decision: Decision, on proposal: ID<Proposal>) -> Life? {
        guard let content = proposals[proposal]?.wording?.content, approval(of: proposal)?.id == decision.id else {
            return nil
        }
        switch content {
        case .delegation(let topic, let unit, _, _):
            // Another one to the same unit cuts it short, or takes its place altogether.
            let all = topicDelegations
            guard let own = all.first(where: { $0.decision == decision.id }) else { return nil }
            let others = all.filter { $0.topic == topic && $0.decision != decision.id }
            let anew = others.compactMap { decisions[$0.decision] }.map { (position: $0.position, day: $0.day) }
            return Life(about: .delegation(topic, unit), until: nil, last: own.to, anew: anew)
        case .measure(_, let about, _, _):
            let task = (tasksOf[decision.id] ?? []).compactMap { actions[$0] }.first { $0.about == about }
            let anew = measures(about: about, by: .distantFuture).filter { $0.id != proposal }
                .compactMap { approval(of: $0.id) }
                .map { (position: $0.position, day: $0.day) }
            return Life(about: .measure(about), until: task?.closedOn, anew: anew)
        case .acceptance(let id, let assessment, _):
            guard let risk = risks[id], let own = acceptances(of: risk).first(where: { $0.decision == decision.id })
            else { return nil }
            return Life(about: .acceptance(id, assessment: assessment), until: own.ended)
        // The next one takes its place.
        case .topics, .method, .other: return nil
        }
    }

    // MARK: What changes it

    private struct Change {
        let position: Int
        let day: Day
        /// The day on which it is no more so.
        var until: Day?
    }

    private func changes(_ about: Resting, _ basis: [Decision.Basis], since position: Int) -> [Change] {
        switch about {
        case .adoption(let version, let document, let decider):
            var found = consulted(basis)
            found += version.translations.entries.map { Change(position: $0.position, day: $0.from) }
            found += document.parent.others(since: position).map {
                Change(position: $0.position, day: $0.from, until: $0.until)
            }
            if case .head = decider {
                found += document.owner.others(since: position).map {
                    Change(position: $0.position, day: $0.from, until: $0.until)
                }
            }
            // Its own entry answers no change that was declared after it was approved.
            found += declared(in: document) { $0.version != version.id }
            return found.filter { $0.position > position }
        case .withdrawal(let document): return entered(document).filter { $0.position > position }
        case .delegation(let topic, let unit):
            return (closed(unit) + undemanded(topic)).filter { $0.position > position }
        case .measure(let about): return happened(to: about).filter { $0.position > position }
        case .acceptance(let id, let assessment):
            return changes(of: id, since: assessment).map { Change(position: $0.position, day: $0.day) }
                .filter { $0.position > position }
        }
    }

    /// What was said in the consultations that a decision was made from became other.
    private func consulted(_ basis: [Decision.Basis]) -> [Change] {
        basis.compactMap { basis in
            guard basis.subject.kind == .consultation,
                let change = consultations[basis.subject.id.seen(as: Consultation.self)]?.materials
                    .first(where: { $0.revision > basis.revision })
            else { return nil }
            return Change(position: change.position, day: change.day)
        }
    }

    private func entered(_ document: Document) -> [Change] {
        document.entries.map { Change(position: $0.position, day: $0.day) }
    }

    /// The material changes of a document, each until a row of its version table answers it.
    private func declared(in document: Document, by answers: (Document.Row) -> Bool = { _ in true }) -> [Change] {
        document.changes.map { change in
            let answered = document.rows.filter { answers($0) && Document.answers($0, change) }.map(\.day).min()
            return Change(position: change.position, day: change.day, until: answered)
        }
    }

    private func closed(_ unit: ID<Unit>) -> [Change] {
        guard let closing = units[unit]?.closing.latest else { return [] }
        return [Change(position: closing.position, day: closing.from)]
    }

    /// The lists that a topic is not on, each until one that it is on.
    private func undemanded(_ topic: ID<Topic>) -> [Change] {
        let lists = topicLists
        return lists.indices.compactMap { index in
            guard !lists[index].topics.contains(topic),
                let position = lists[index].decision.flatMap({ decisions[$0]?.position })
            else { return nil }
            let back = lists[(index + 1)...].first { $0.topics.contains(topic) }?.from
            return Change(position: position, day: lists[index].from, until: back)
        }
    }

    /// What ends, or changes so much that what is done about it may be another thing.
    private func happened(to subject: Subject) -> [Change] {
        switch subject.kind {
        case .document:
            guard let document = documents[subject.id.seen(as: Document.self)] else { return [] }
            var found = entered(document) + declared(in: document)
            if let day = document.withdrawnFrom, let entry = document.withdrawal.entries.first {
                found.append(Change(position: entry.position, day: day))
            }
            return found
        case .action:
            guard let closing = actions[subject.id.seen(as: Action.self)]?.standing.latest, closing.value != .open
            else { return [] }
            return [Change(position: closing.position, day: closing.from)]
        case .dispensation:
            guard let known = dispensations[subject.id.seen(as: Dispensation.self)] else { return [] }
            return (known.ending.entries + known.withdrawal.entries).map {
                Change(position: $0.position, day: $0.from)
            }
        case .consultation:
            let closing = consultations[subject.id.seen(as: Consultation.self)]?.closing.latest
            return closing.map { [Change(position: $0.position, day: $0.from)] } ?? []
        case .unit: return closed(subject.id.seen(as: Unit.self))
        case .risk:
            return risks[subject.id.seen(as: Risk.self)]?.closing.entries.map {
                Change(position: $0.position, day: $0.from)
            } ?? []
        case .organisation, .person, .body, .decision, .token, .notice, .reminder, .proposal, .meeting,
            .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit, .framework, .report, .objective,
            .measure, .asset, .course,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence,
            .campaign,
            .auditEngagement, .evidenceRequest:
            return []
        }
    }
}

extension Timeline {
    /// The days on which another value holds than the one that was known at a position, as recorded after it.
    fileprivate func others(since position: Int) -> [(position: Int, from: Day, until: Day?)] {
        guard let known = entries.last(where: { $0.position <= position }) else { return [] }
        return entries.indices.compactMap { index in
            let entry = entries[index]
            guard entry.position > position, entry.value != known.value else { return nil }
            let back = entries[(index + 1)...].first { $0.value == known.value }?.from
            return (entry.position, entry.from, back)
        }
    }
}
