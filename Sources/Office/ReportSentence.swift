// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sentence {
    func of(_ fact: Report.Fact, _ subject: Subject) -> String {
        switch fact {
        case .issued(let issue):
            let period = "\(language.day(issue.from))–\(language.day(issue.until))"
            return say(
                "\(label(subject)) er udsendt om \(period)", "\(label(subject)) is issued about \(period)")
        case .presented(let proposal):
            let matter = label(.proposal(proposal))
            return say("\(label(subject)) er forelagt: \(matter)", "\(label(subject)) is put forward: \(matter)")
        }
    }

    func of(_ fact: Objective.Fact, _ subject: Subject) -> String {
        switch fact {
        case .set(let wording):
            let target = wording.target(text(wording.measure), number: "\(wording.target)", language)
            let by = language.day(wording.by)
            return say(
                "Målet \(label(subject)) er sat til \(target) senest \(by)",
                "The objective \(label(subject)) is set to \(target) by \(by)")
        case .measured(let measurement):
            return say(
                "\(label(subject)) er målt til \(measurement.value)",
                "\(label(subject)) is measured as \(measurement.value)")
        case .ended(let reason):
            return say(
                "Målet \(label(subject)) er afsluttet: \(text(reason))",
                "The objective \(label(subject)) has ended: \(text(reason))")
        }
    }

    func of(_ fact: Campaign.Fact, _ subject: Subject) -> String {
        switch fact {
        case .opened(let opening):
            let (many, units) = ("\(opening.requirements.count)", "\(opening.units.count)")
            return say(
                "Kampagnen \(label(subject)) er begyndt: \(many) krav, \(units) enheder",
                "The campaign \(label(subject)) is open: \(many) requirements, \(units) units")
        case .widened(let more):
            return say(
                "Kampagnen \(label(subject)) spørger også om \(more.count) andre krav",
                "The campaign \(label(subject)) also asks about \(more.count) other requirements")
        case .answered(let answer):
            let (unit, result) = (name(answer.unit), language(answer.result.label).lowercased())
            let about = label(.requirement(answer.requirement))
            return say(
                "\(unit) har svaret i \(label(subject)): \(about): \(result)",
                "\(unit) has answered in \(label(subject)): \(about): \(result)")
        case .closed(let conclusion):
            return say(
                "Kampagnen \(label(subject)) er lukket: \(text(conclusion))",
                "The campaign \(label(subject)) is closed: \(text(conclusion))")
        }
    }
}

extension Duty {
    /// Of a report that is due: which kind, and the last day of its period.
    public var reportKind: Report.Kind { Report.Kind.allCases[min(turn % 10, Report.Kind.allCases.count - 1)] }
    public var reportEnd: Day { Day(number: Int32(clamping: turn / 10)) }
}

/// Reports, objectives and campaigns, as a person may see them on the day shown.
extension Sight {
    // MARK: Reports

    public func report(_ id: ID<Report>) throws(Refusal) -> (Report, Report.Issue) {
        guard let known = register.reports[id], let issue = known.issue, known.day <= day, sees(.report(id)) else {
            throw Refusal.unknown
        }
        return (known, issue)
    }

    /// Newest first.
    public var reports: [Report] {
        register.reports.values.filter { $0.issue != nil && $0.day <= day && sees(.report($0.id)) }
            .sorted { $0.position > $1.position }
    }

    public func report(before report: Report) -> Report? {
        register.report(before: report).flatMap { sees(.report($0.id)) ? $0 : nil }
    }

    /// The one that a report of a kind whose period ends on `day` follows.
    public func report(_ kind: Report.Kind, before day: Day) -> Report? {
        register.report(kind, before: day).flatMap { sees(.report($0.id)) ? $0 : nil }
    }

    public func presentation(of report: Report) -> Report.Presentation? {
        register.presentation(of: report, by: day)
    }

    public func report(in proposal: ID<Proposal>) -> Report? {
        register.report(in: proposal).flatMap { sees(.report($0.id)) ? $0 : nil }
    }

    /// Whether the figures of reports may be seen.
    public var seesFigures: Bool { sees(.governing) }

    /// What a report of a period would count, by what is known to this sight; nil for those who see no reports.
    public func figures(from: Day, until: Day) -> Report.Figures? {
        seesFigures ? register.figures(from: from, until: until, today: today) : nil
    }

    /// The same by all that is known now; nil where a day is shown as it was known then.
    public func figuresByNow(from: Day, until: Day) -> Report.Figures? {
        switch view {
        case .today, .now: seesFigures ? newest.figures(from: from, until: until, today: today) : nil
        case .then: nil
        }
    }

    /// The number that the next report gets.
    public var nextReport: (year: Int, number: Int) { (today.year, register.next(.report, today.year)) }

    /// The periods that are closed by the day shown, newest first.
    public var closures: [Organisation.Closure] { register.organisation.closures.filter { $0.day <= day }.reversed() }

    /// The closed period that an entry belongs to though it was recorded later.
    public func closure(of entry: Entry) -> Organisation.Closure? {
        register.organisation.closure(before: entry.position, effective: entry.effective)
    }

    func label(_ id: ID<Report>, _ language: Language) -> String? {
        register.reports[id]?.issue.map {
            "\($0.label), \(language($0.kind.label).lowercasedFirst)"
        }
    }

    // MARK: Objectives

    public func objective(_ id: ID<Objective>) throws(Refusal) -> (Objective, Objective.Wording) {
        guard let known = register.objectives[id], known.setOn <= day, let wording = known.wording(on: day) else {
            throw Refusal.unknown
        }
        return (known, wording)
    }

    /// Those that are aimed at on the day shown, by number.
    public var objectives: [Objective] { objectives(on: day) }

    /// The same on another day, by what is known to this sight.
    public func objectives(on other: Day) -> [Objective] {
        register.objectives.values.filter { $0.holds(on: other) }
            .sorted { ($0.wording?.number ?? 0) < ($1.wording?.number ?? 0) }
    }

    func label(_ id: ID<Objective>, on day: Day) -> String? {
        register.objectives[id]?.wording(on: day).map { wording in
            text(wording.title).map { "\(wording.label), \($0)" } ?? wording.label
        }
    }

    // MARK: Campaigns

    public func campaign(_ id: ID<Campaign>) throws(Refusal) -> (Campaign, Campaign.Opening) {
        guard let known = register.campaigns[id], let opening = known.opening, known.openedOn <= day,
            sees(.campaign(id))
        else { throw Refusal.unknown }
        return (known, opening)
    }

    /// Newest first.
    public var campaigns: [Campaign] {
        register.campaigns.values.filter { $0.opening != nil && $0.openedOn <= day && sees(.campaign($0.id)) }
            .sorted { $0.position > $1.position }
    }

    /// Of what a campaign asks, what is asked no more on the day shown.
    public func fallen(from campaign: Campaign) -> Set<ID<Requirement>> { register.fallen(from: campaign, on: day) }

    /// How many answers a campaign asks for on the day shown: what is answered, and what is still to be.
    public func asked(in campaign: Campaign, _ opening: Campaign.Opening) -> Int {
        let all = opening.requirements.count * opening.units.count
        return fallen(from: campaign).reduce(all) { left, requirement in
            left - opening.units.count { campaign.answer(.init(requirement, $0), by: day) == nil }
        }
    }

    /// What the unit answered the last time.
    public func former(_ place: Campaign.Place, of opening: Campaign.Opening) -> Campaign.Answer.Made? {
        opening.follows.flatMap { sees(.campaign($0)) ? register.former(place, of: opening, by: day) : nil }
    }

    func label(_ id: ID<Campaign>) -> String? {
        register.campaigns[id]?.opening.map { opening in
            text(opening.title).map { "\(opening.label), \($0)" } ?? opening.label
        }
    }
}

extension Sight {
    /// Whether every reader of reports may see it: then it may stand in one.
    public func isTold(_ subject: Subject, on other: Day) -> Bool {
        register.isTold(subject, on: other) && newest.isTold(subject, on: today)
    }

    /// How a requirement stands on another day, by what is known to this sight.
    public func compliance(of requirement: Requirement, on other: Day) -> Compliance {
        register.compliance(of: requirement, on: other)
    }

    /// What direktion and bestyrelse decided between two days, oldest first.
    public func decided(from: Day, until: Day) -> [Decision] {
        register.decisions.values.filter { decision in
            guard case .body? = decision.made?.decider else { return false }
            return !decision.annulled && from <= decision.day && decision.day <= until && sees(.decision(decision.id))
        }.sorted { $0.position < $1.position }
    }
}

extension Objective.Wording {
    /// »mindst 95 procent«, with the number as it is written where it stands.
    public func target(_ measure: String, number: String, _ language: Language) -> String {
        "\(language(direction.label).lowercased()) \(number) \(measure)"
    }
}
