// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sentence {
    /// What happened with an internal control.
    func of(_ fact: ControlTest.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .planned(let plan):
            return say(
                "Kontrollen \(what) er planlagt; den ser på \(name(plan.unit))",
                "The control \(what) is planned; it looks at \(name(plan.unit))")
        case .frozen(_, let population):
            return say(
                "Populationen er låst for \(what): \(language.digits(population.count)) punkter",
                "The population of \(what) is frozen: \(language.digits(population.count)) items")
        case .drawn(_, let draw):
            return say(
                "Stikprøven er udtrukket for \(what): \(draw.items.count) punkter, med roden efter post \(draw.size - 1)",
                "The sample of \(what) is drawn: \(draw.items.count) items, by the root after entry \(draw.size - 1)")
        case .concluded(_, let conclusion):
            return say(
                "\(what) er konkluderet; \(conclusion.failed.count) i stikprøven var ikke i orden: \(text(conclusion.finding))",
                "\(what) is concluded; \(conclusion.failed.count) of the sample were not as they should be: \(text(conclusion.finding))"
            )
        case .retired(let reason):
            return say(
                "Kontrollen \(what) udføres ikke mere: \(text(reason))",
                "The control \(what) is not carried out any more: \(text(reason))")
        }
    }

    /// An external control.
    func of(_ fact: Audit.Fact, _ subject: Subject) -> String {
        switch fact {
        case .recorded(let record):
            let (what, opinion) = (label(subject), language(record.opinion.label).lowercased())
            let period = "\(language.day(record.from))–\(language.day(record.until))"
            return say(
                "Den eksterne kontrol \(what) er registreret for \(period): \(opinion)",
                "The external control \(what) is recorded for \(period): \(opinion)")
        }
    }
}

extension Language {
    /// A number as it stands in a sentence.
    fileprivate func digits(_ number: Int) -> String { "\(number)" }
}

extension Sight {
    public func controlTest(_ id: ID<ControlTest>) throws(Refusal) -> (ControlTest, ControlTest.Plan) {
        guard let known = register.controlTests[id], let plan = known.plan, known.plannedOn <= day,
            sees(.controlTest(id))
        else { throw Refusal.unknown }
        return (known, plan)
    }

    /// Those that were planned by the day shown, by number; those that are carried out no more come last.
    public var controlTests: [ControlTest] {
        func order(_ test: ControlTest) -> (Int, Int) {
            (test.retiredOn.map { $0 <= day } ?? false ? 1 : 0, test.plan?.number ?? 0)
        }
        return register.controlTests.values.filter {
            $0.plan != nil && $0.plannedOn <= day && sees(.controlTest($0.id))
        }.sorted { order($0) < order($1) }
    }

    public func controlTests(of requirement: ID<Requirement>) -> [ControlTest] {
        register.controlTests(of: requirement).filter { $0.plannedOn <= day && sees(.controlTest($0.id)) }
    }

    public func audit(_ id: ID<Audit>) throws(Refusal) -> (Audit, Audit.Record) {
        guard let known = register.audits[id], let record = known.record, known.day <= day else {
            throw Refusal.unknown
        }
        return (known, record)
    }

    /// Newest first.
    public var audits: [Audit] {
        register.audits.values.filter { $0.record != nil && $0.day <= day }.sorted {
            ($0.day, $0.position) > ($1.day, $1.position)
        }
    }

    /// The stretches of a year that no statement covers, by the day shown.
    public func uncovered(_ year: Int, of matter: Audit.Matter) -> [(from: Day, until: Day)] {
        register.uncovered(year, of: matter, by: day)
    }

    func label(_ id: ID<ControlTest>) -> String? {
        register.controlTests[id]?.plan.map { plan in text(plan.title).map { "\(plan.label), \($0)" } ?? plan.label }
    }

    func label(_ id: ID<Audit>) -> String? {
        register.audits[id]?.record.map { record in
            text(record.auditor).map { "\(record.label), \($0)" } ?? record.label
        }
    }
}
