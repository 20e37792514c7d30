// SPDX-License-Identifier: MPL-2.0

/// What is due for a risk (policy §8): it names what it is about, is assessed, verified every year and when something changes,
/// and what lies above the line is decided or brought down.
extension Register {
    func duties(of risk: Risk) -> [Duty] {
        guard let wording = risk.wording, let life = Stretch(risk.setOn, risk.closedOn) else { return [] }
        var found: [Duty] = []
        func add(
            _ rule: Rule, turn: Int, by responsible: Responsible? = nil, opens: Day, due: Day, done: Day?,
            holdsUntil: Day? = nil
        ) {
            if let closed = risk.closedOn, opens >= closed { return }
            let done = earlier(done, risk.closedOn)
            let unit = risk.wording(on: done ?? due)?.unit ?? wording.unit
            found.append(
                Duty(
                    rule: rule, subject: .risk(risk.id), turn: turn,
                    responsible: responsible ?? .unit(answering(for: unit, on: done ?? due)),
                    access: AccessDays(risk.accessClass), opens: min(opens, due), due: due, done: done,
                    holdsUntil: holdsUntil))
        }
        // Identify assets; analyse vulnerabilities against relevant threats.
        for gap in incomplete(risk).compactMap({ $0.within(life) }) {
            add(.riskComplete, turn: Int(gap.from.number), opens: gap.from, due: gap.from + 30, done: gap.ended)
        }
        let looks = risk.looks
        add(
            .riskAssessed, turn: 0, opens: risk.setOn, due: risk.setOn + 30,
            done: risk.assessments.first.map { max($0.day, risk.setOn) })
        // Each look opens a year; what changes before it is out asks for one at once.
        let triggers = triggers(of: risk)
        for (index, look) in looks.enumerated() {
            let next = index + 1 < looks.count ? looks[index + 1] : nil
            let due = min(look.next, look.day.adding(months: 12))
            add(
                .riskVerified, turn: look.position, opens: max(look.day, due - 30), due: due, done: next?.day,
                holdsUntil: due)
            let first = triggers.first { trigger in
                Register.comes(trigger, after: look) && (next.map { !Register.comes(trigger, after: $0) } ?? true)
            }
            if let first {
                add(
                    .riskTrigger, turn: look.position, opens: first.day, due: first.day + 30,
                    done: next.map { max($0.day, first.day) })
            }
        }
        decisionDuties(of: risk, life) { rule, gap, opens, due, done, holdsUntil in
            add(
                rule, turn: Int(gap.number), by: rule == .riskTold ? .role(.security) : nil, opens: opens, due: due,
                done: done, holdsUntil: holdsUntil)
        }
        return found
    }

    /// The days on which a risk names no asset, threat or vulnerability, or not what is harmed. An event names assets and
    /// vulnerabilities by the operational risks that belong to it.
    private func incomplete(_ risk: Risk) -> [Stretch] {
        let owned = risks(naming: .risk(risk.id)).flatMap { below -> [Stretch] in
            guard let life = Stretch(below.setOn, below.closedOn) else { return [] }
            return below.wordings.stretches {
                $0.events.contains(risk.id) && !$0.assets.isEmpty && $0.vulnerabilities != nil
            }.compactMap { $0.within(life) }
        }
        let placeless = risk.wordings.stretches { $0.assets.isEmpty || $0.vulnerabilities == nil }
        return Stretch.joined(
            risk.wordings.stretches { $0.threats.isEmpty || $0.properties.isEmpty }
                + Stretch.uncovered(placeless, by: owned))
    }

    /// Calls with the rule, the first day of the gap, and the days of the duty.
    private func decisionDuties(
        of risk: Risk, _ life: Stretch,
        _ add: (_ rule: Rule, _ gap: Day, _ opens: Day, _ due: Day, _ done: Day?, _ holdsUntil: Day?) -> Void
    ) {
        let barred = risk.wordings.stretches { $0.isBarred }
        var (wanted, never, critical): ([Stretch], [Stretch], [Stretch]) = ([], barred, [])
        for (index, made) in risk.assessments.enumerated() {
            let next = index + 1 < risk.assessments.count ? risk.assessments[index + 1].day : nil
            guard let judged = judgement(of: made), let span = Stretch(made.day, next)?.within(life) else { continue }
            if judged.level == .critical { critical.append(span) }
            switch judged.acceptance {
            case .standing: break
            case .decided, .treated: wanted.append(span)
            case .never: never.append(span)
            }
        }
        // Above the line: decided by the direktion, or brought down. What runs out is asked for before it does.
        let accepted = acceptances(of: risk)
        let covers = accepted.compactMap { Stretch($0.from, $0.ended) }
        let runsOut = Set(accepted.filter { $0.ended == $0.until + 1 }.map(\.ended))
        for gap in Stretch.uncovered(wanted, by: covers + barred) {
            let expires = runsOut.contains(gap.from)
            add(
                .riskDecision, gap.from, expires ? gap.from - 60 : gap.from, expires ? gap.from - 1 : gap.from + 30,
                gap.ended, expires ? gap.from - 1 : nil)
        }
        for gap in Stretch.joined(never).compactMap({ $0.within(life) }) {
            add(.riskUnacceptable, gap.from, gap.from, gap.from, gap.ended, nil)
        }
        // It is told by being put before the direktion: as a measure, or to be accepted where the criteria allow that.
        for gap in Stretch.joined(critical) {
            let told = proposals(about: .risk(risk.id)).filter {
                $0.wording?.body == .direktion && $0.day >= gap.from && $0.day < gap.to
            }.map(\.day).min()
            add(.riskTold, gap.from, gap.from, gap.from + 1, earlier(told, gap.ended), nil)
        }
    }
}
