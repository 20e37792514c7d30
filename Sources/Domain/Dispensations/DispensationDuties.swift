// SPDX-License-Identifier: MPL-2.0

extension Register {
    /// What is due for a dispensation: the direktion's decision, what is to be done when it expires, and a look at a basis
    /// that has changed (policy §7.4).
    func duties(of dispensation: Dispensation) -> [Duty] {
        guard let request = dispensation.request, let document = documents[request.document],
            document.created != nil
        else { return [] }
        let subject = Subject.dispensation(dispensation.id)
        let access = document.accessDays
        let judged = decisions(on: dispensation.id)
        var found: [Duty] = []
        let submissions = dispensation.submissions.entries.sorted { $0.position < $1.position }
        for (index, submission) in submissions.enumerated() {
            let next = index + 1 < submissions.count ? submissions[index + 1].from : nil
            let answer = judged.first { $0.position > submission.position }?.day
            found.append(
                Duty(
                    rule: .dispensation, subject: subject, turn: submission.position, responsible: .body(.direktion),
                    access: access, opens: submission.from, due: max(submission.value.due, submission.from),
                    done: [answer, next, dispensation.withdrawnOn].compactMap { $0 }.min(), holdsUntil: nil))
        }
        guard let period = period(of: dispensation), period.from <= period.to else { return found }
        // Extended, or followed again: relying on it after its last day is the breach.
        let extended = successors(of: dispensation).compactMap { grant(of: $0.id)?.day }.min()
        let over = earlier(extended, dispensation.endedOn)
        found.append(
            Duty(
                rule: .expiry, subject: subject, turn: 0,
                responsible: .unit(answering(for: request.unit, on: over ?? period.to)), access: access,
                opens: max(period.from, period.to - 45), due: period.to, done: over, holdsUntil: nil))
        return found + basisDuties(of: dispensation, document, period, until: over, access)
    }

    /// A decision is looked at again when what it was made from has changed: until it is confirmed or made anew. Material is
    /// what is recorded about the text or the matter, and a material change that is declared of the document: a verification
    /// says that the rule is right, and nothing of the leave to deviate from it.
    private func basisDuties(
        of dispensation: Dispensation, _ document: Document, _ period: Dispensation.Period, until over: Day?,
        _ access: AccessDays
    ) -> [Duty] {
        guard let decision = grant(of: dispensation.id), let made = decision.made else { return [] }
        let bases =
            [(decision.position, decision.day, made.basis)]
            + decision.confirmations.map { ($0.position, $0.day, $0.basis) }
        return bases.enumerated().compactMap { index, one in
            let next = index + 1 < bases.count ? bases[index + 1] : nil
            let entered = entry(of: dispensation, in: document, after: one.0, before: next?.0)
            guard let changed = (one.2.compactMap { changedOn($0, dispensation, document) } + entered).min() else {
                return nil
            }
            let opens = max(changed, one.1)
            // What changes when it no longer holds asks nothing.
            guard opens <= period.to, over.map({ opens < $0 }) ?? true else { return nil }
            let done = earlier(next?.1, over)
            guard done.map({ opens <= $0 }) ?? true else { return nil }
            return Duty(
                rule: .basis, subject: .dispensation(dispensation.id), turn: one.0, responsible: .role(.secretary),
                access: access, opens: opens, due: opens + 30, done: done, holdsUntil: nil)
        }
    }

    /// The days on which another text of the document entered into force, recorded after one position and before another:
    /// what is dispensed from may read otherwise by then.
    private func entry(
        of dispensation: Dispensation, in document: Document, after position: Int, before end: Int?
    ) -> [Day] {
        let asked = document.versions.first { $0.id == dispensation.request?.version }?.position
        return document.entries.filter { entry in
            entry.version != asked && entry.position > position && end.map { entry.position < $0 } ?? true
        }.map(\.day)
    }

    /// The day on which something material happened to what a decision was made from; nil: nothing has.
    private func changedOn(_ basis: Decision.Basis, _ dispensation: Dispensation, _ document: Document) -> Day? {
        let materials: [Document.Material] =
            if basis.subject == .document(document.id) {
                document.materials
            } else {
                basis.subject == .dispensation(dispensation.id) ? dispensation.materials : []
            }
        return materials.first { $0.revision > basis.revision }?.day
    }

    /// So many dispensations from one paragraph raise the question whether the document is right (policy §7.4).
    func dispensationDuties(of document: Document, _ add: (_ turn: Int, _ opens: Day, _ done: Day?) -> Void) {
        let all = dispensations(about: document.id)
        let fewest = organisation.fewestDispensations
        guard all.count >= fewest else { return }
        let periods = all.compactMap { known -> ([ParagraphID], Dispensation.Period)? in
            guard let period = period(of: known), let paragraphs = known.request?.paragraphs else { return nil }
            let last = earlier(known.endedOn.map { $0 - 1 }, period.to) ?? period.to
            return period.from <= last ? (paragraphs, .init(from: period.from, to: last)) : nil
        }
        guard periods.count >= fewest else { return }
        let set = organisation.dispensationLimits.entries.map(\.from)
        var reached: Set<Day> = []
        for paragraph in Set(periods.flatMap(\.0)) {
            let own = periods.filter { $0.0.contains(paragraph) }.map(\.1)
            func isReached(_ day: Day) -> Bool {
                own.count { $0.contains(day) } >= organisation.dispensationLimit(on: day)
            }
            // The days on which the number is reached anew, also because it was set lower.
            for start in Set(own.map(\.from) + set) where isReached(start) && !isReached(start - 1) {
                reached.insert(start)
            }
        }
        for day in reached.sorted() {
            // A verification or a new text answers it.
            add(Int(day.number), day, document.rows.map(\.day).filter { $0 > day }.min())
        }
    }
}
