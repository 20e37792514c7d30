// SPDX-License-Identifier: MPL-2.0

/// What is due for measures (policy §§1, 5; ISO/IEC 27001 9.1): they are in place by their day, tested in their rhythm, and
/// what does not work is mended.
extension Register {
    func duties(of measure: Measure) -> [Duty] {
        guard let wording = measure.wording else { return [] }
        var found: [Duty] = []
        func add(_ rule: Rule, turn: Int, opens: Day, due: Day, done: Day?, holdsUntil: Day? = nil) {
            if let ended = measure.endedOn, opens >= ended { return }
            let done = earlier(done, measure.endedOn)
            let unit = measure.wording(on: done ?? due)?.unit ?? wording.unit
            found.append(
                Duty(
                    rule: rule, subject: .measure(measure.id), turn: turn,
                    responsible: .unit(answering(for: unit, on: done ?? due)), access: .everyone,
                    opens: min(opens, due), due: due, done: done, holdsUntil: holdsUntil))
        }
        // The day that was planned when it came, or the newest one.
        let by = measure.implementedOn.flatMap { measure.wording(on: $0)?.by } ?? wording.by
        add(
            .measureDue, turn: 0, opens: max(measure.setOn, by - 30), due: max(by, measure.setOn),
            done: measure.implementedOn.map { max($0, measure.setOn) })
        guard let since = measure.implementedOn else { return found }
        let start = max(since, measure.setOn)
        let tests = measure.tests
        // What is done anew is tested anew, before its rhythm comes round.
        func next(after position: Int, _ day: Day) -> Day? {
            let test = tests.first { ($0.day, $0.position) > (day, position) }?.day
            let reworded = measure.rewordings.first { $0.position > position }?.from
            return earlier(test, reworded.map { max($0, day) })
        }
        add(.measureTest, turn: 0, opens: start, due: start + 90, done: tests.first.map { max($0.day, start) })
        for test in tests {
            let after = next(after: test.position, test.day)
            add(
                .measureTest, turn: test.position, opens: max(test.day, test.next - 30), due: test.next, done: after,
                holdsUntil: test.next)
            if test.outcome != .works {
                add(.mending, turn: test.position, opens: test.day, due: test.day + 30, done: after)
            }
        }
        for entry in measure.rewordings where tests.contains(where: { $0.position < entry.position }) {
            let day = max(entry.from, start)
            add(
                .measureTest, turn: entry.position, opens: day, due: day + 90,
                done: next(after: entry.position, day))
        }
        return found
    }

    /// A law that applies has a measure (policy §5): one that is planned is enough, since a planned one has a day of its own.
    /// Where it binds particular solutions, each of them has one. It is asked for quietly: what is newly stated is for two
    /// months with the unit that assesses it.
    func measureDuties(of requirement: Requirement) -> [Duty] {
        requirement.wording.map { wording in
            unserved(requirement).map { gap in
                duty(
                    .lawMeasure, of: requirement, wording, turn: Int(gap.from.number), opens: gap.from + 60,
                    due: gap.from + 90, done: gap.ended)
            }.filter { duty in duty.done.map { $0 > duty.opens } ?? true }
        } ?? []
    }

    /// Whether a requirement of law holds on `day` and nothing is done about it, nor planned.
    public func lacksMeasure(_ requirement: Requirement, on day: Day) -> Bool {
        holds(requirement, on: day) && unserved(requirement).contains { $0.from <= day && day < $0.to }
    }

    private func unserved(_ requirement: Requirement) -> [Stretch] {
        guard let wording = requirement.wording, let life = Stretch(begins(requirement, wording), end(of: requirement)),
            wording.isOfLaw
        else { return [] }
        let all = measures(around: .requirement(requirement.id))
        let general = all.flatMap { $0.meant { $0.requirements.contains(requirement.id) && $0.needs.isEmpty } }
        var gaps: [Stretch] = []
        func miss(_ wanted: [Stretch], _ covers: [Stretch]) {
            gaps += Stretch.uncovered(wanted.compactMap { $0.within(life) }, by: covers)
        }
        miss(
            spans(of: requirement) { $0.assets.isEmpty },
            all.flatMap { $0.meant { $0.requirements.contains(requirement.id) } })
        for asset in Set(requirement.wordings.entries.flatMap(\.value.assets)) {
            guard let known = assets[asset], known.wording != nil, let stays = Stretch(known.setOn, known.retiredOn)
            else { continue }
            miss(
                spans(of: requirement) { $0.assets.contains(asset) }.compactMap { $0.within(stays) },
                general
                    + all.flatMap {
                        $0.meant { $0.requirements.contains(requirement.id) && $0.assets.contains(asset) }
                    })
        }
        return Stretch.joined(gaps)
    }

    /// The days on which the requirement says something; its first wording counts from its first day.
    func spans(of requirement: Requirement, where isAsked: (Requirement.Wording) -> Bool) -> [Stretch] {
        requirement.wordings.stretches(where: isAsked)
    }

    /// The first day on which a requirement demands something.
    func begins(_ requirement: Requirement, _ wording: Requirement.Wording) -> Day {
        guard case .law(_, _, let from, _) = wording.source else { return requirement.statedOn }
        return max(requirement.statedOn, from)
    }

    func duty(
        _ rule: Rule, of requirement: Requirement, _ newest: Requirement.Wording, turn: Int, opens: Day, due: Day,
        done: Day?, holdsUntil: Day? = nil
    ) -> Duty {
        let subject = Subject.requirement(requirement.id)
        let unit = done.flatMap { requirement.wording(on: $0)?.unit } ?? newest.unit
        return Duty(
            rule: rule, subject: subject, turn: turn, responsible: .unit(answering(for: unit, on: done ?? due)),
            access: document(behind: subject)?.accessDays ?? .everyone, opens: min(opens, due), due: due, done: done,
            holdsUntil: holdsUntil)
    }
}
