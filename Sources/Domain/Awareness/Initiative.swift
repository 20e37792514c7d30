// SPDX-License-Identifier: MPL-2.0

/// Something done to make people more aware of information security (indsats; policy §9): a campaign, a phishing exercise, a
/// talk, some material. It says whom it is for, what effect is expected, and what was measured before and after. No person
/// who took part stands in it: what is known of an exercise are counts alone.
public struct Initiative: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        /// Planned, or planned anew: what was measured stays.
        case planned(Plan)
        case begun
        case measured(Measurement)
        case exercised(Exercise)
        /// It is over; `outcome` says what came of it.
        case ended(outcome: ValueID)
        /// It is not carried out, or not to its end.
        case dropped(reason: ValueID)
    }

    public enum Kind: String, Choosable {
        case campaign, exercise, talk, material, other

        public var label: Phrase {
            switch self {
            case .campaign: Phrase(da: "Kampagne", en: "Campaign")
            case .exercise: Phrase(da: "Phishingøvelse", en: "Phishing exercise")
            case .talk: Phrase(da: "Oplæg eller møde", en: "Talk or meeting")
            case .material: Phrase(da: "Materiale", en: "Material")
            case .other: Phrase(da: "Andet", en: "Other")
            }
        }
    }

    public struct Plan: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let kind: Kind
        public let title: ValueID
        public let purpose: ValueID
        /// Whom it is for; its days to read mean nothing here.
        public let audience: Audience
        /// The days on which it is carried out, both included.
        public let from: Day
        public let until: Day
        public let responsible: ID<Person>
        /// What is expected to change, in words.
        public let metric: ValueID
        /// What the numbers count: per cent, reports, days.
        public let unit: ValueID?
        public let target: Target?
        /// What it builds on: documents, also those that hold the module of a course, and those that were sent out.
        public let documents: [ID<Document>]
        /// What it teaches: requirements, each found in a paragraph of a governing document, a law or a framework.
        public let requirements: [ID<Requirement>]
        /// Intern or Fortrolig.
        public let classification: Classification

        public init(
            number: Int, year: Int, kind: Kind, title: ValueID, purpose: ValueID, audience: Audience, from: Day,
            until: Day, responsible: ID<Person>, metric: ValueID, unit: ValueID?, target: Target?,
            documents: [ID<Document>], requirements: [ID<Requirement>] = [], classification: Classification
        ) {
            self.number = number
            self.year = year
            self.kind = kind
            self.title = title
            self.purpose = purpose
            self.audience = audience
            self.from = from
            self.until = until
            self.responsible = responsible
            self.metric = metric
            self.unit = unit
            self.target = target
            self.documents = documents
            self.requirements = requirements
            self.classification = classification
        }

        /// »IND-2026-01«: the number by which people name it.
        public var label: String { Reference.label("IND", year, number) }
    }

    /// The number that is aimed at, and which way it lies.
    public struct Target: Hashable, Sendable {
        public let direction: Objective.Direction
        public let value: Int

        public init(direction: Objective.Direction, value: Int) {
            (self.direction, self.value) = (direction, value)
        }

        public func isMet(by value: Int) -> Bool {
            direction == .atLeast ? value >= self.value : value <= self.value
        }
    }

    public struct Measurement: Hashable, Sendable {
        public enum Moment: String, Choosable {
            case before, after

            public var label: Phrase {
                switch self {
                case .before: Phrase(da: "Før indsatsen", en: "Before the initiative")
                case .after: Phrase(da: "Efter indsatsen", en: "After the initiative")
                }
            }
        }

        public let moment: Moment
        public let value: Int
        public let method: ValueID

        public init(moment: Moment, value: Int, method: ValueID) {
            (self.moment, self.value, self.method) = (moment, value, method)
        }
    }

    /// Something that was recorded of it, and on which day it was so.
    public struct Made<What: Hashable & Sendable>: Hashable, Sendable {
        public let what: What
        public let day: Day
        public let position: Int
    }

    /// Not private: the name of a private type is another in every run, and a fingerprint reads it.
    struct Mark: Hashable, Sendable {
        let day: Day
        let position: Int
    }

    public enum Standing: Hashable, Sendable {
        case planned, running, ended, dropped

        public var label: Phrase {
            switch self {
            case .planned: Phrase(da: "Planlagt", en: "Planned")
            case .running: Phrase(da: "I gang", en: "Running")
            case .ended: Phrase(da: "Afsluttet", en: "Ended")
            case .dropped: Phrase(da: "Opgivet", en: "Dropped")
            }
        }
    }

    /// Days from the end to the measurement of the effect.
    static let daysToMeasure = 30

    public let id: ID<Initiative>
    public private(set) var plans = Timeline<Plan>()
    /// Its own, also where its words are struck.
    public private(set) var year = 0
    public private(set) var number = 0
    public private(set) var position = 0
    public private(set) var plannedOn = Day.distantPast
    /// On which day it was begun, and where that stands.
    private var beginnings: [Mark] = []
    /// In the order of their days.
    public private(set) var measurements: [Made<Measurement>] = []
    public private(set) var exercises: [Made<Exercise>] = []
    public private(set) var ending = Timeline<ValueID>()
    public private(set) var dropping = Timeline<ValueID>()
    public private(set) var revision = 0
    /// Kept after an annulment: what was confidential stays so.
    private var struck: Plan?

    init(id: ID<Initiative>) { self.id = id }

    /// Nil where it is annulled.
    public var plan: Plan? { plans.newest }
    public func plan(on day: Day) -> Plan? { plans.value(on: day) ?? plans.first }
    public var begunOn: Day? { beginnings.map(\.day).min() }
    public var endedOn: Day? { ending.entries.first?.from }
    public var droppedOn: Day? { dropping.entries.first?.from }

    public func standing(on day: Day) -> Standing {
        func came(_ other: Day?) -> Bool { other.map { $0 <= day } ?? false }
        if came(droppedOn) { return .dropped }
        if came(endedOn) { return .ended }
        return came(begunOn) ? .running : .planned
    }

    /// The newest measurement of a moment by `day`.
    public func measurement(_ moment: Measurement.Moment, by day: Day) -> Made<Measurement>? {
        measurements.last { $0.what.moment == moment && $0.day <= day }
    }

    /// What it changed: the newest number after less the newest before. Worked out, never typed.
    public func effect(on day: Day) -> Int? {
        guard let before = measurement(.before, by: day), let after = measurement(.after, by: day) else { return nil }
        return after.what.value - before.what.value
    }

    /// The first day on which there is a number of what came after it: a measurement, or the counts of an exercise.
    public var measuredOn: Day? {
        (measurements.filter { $0.what.moment == .after }.map(\.day) + exercises.map(\.day)).min()
    }

    public func isMeasured(on day: Day) -> Bool { measuredOn.map { $0 <= day } ?? false }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .planned(let plan):
            if plans.entries.isEmpty {
                (position, plannedOn) = (stamp.position, stamp.effective)
                (year, number) = (plan.year, plan.number)
            }
            plans.set(plan, from: stamp.effective, at: stamp.position)
        case .begun: beginnings.append(Mark(day: stamp.effective, position: stamp.position))
        case .measured(let measurement):
            measurements.append(.init(what: measurement, day: stamp.effective, position: stamp.position))
            measurements.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        case .exercised(let exercise):
            exercises.append(.init(what: exercise, day: stamp.effective, position: stamp.position))
            exercises.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        case .ended(let outcome): ending.set(outcome, from: stamp.effective, at: stamp.position)
        case .dropped(let reason): dropping.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        let before = plans.newest
        if plans.annul(position), plans.entries.isEmpty { struck = before }
        beginnings.removeAll { $0.position == position }
        measurements.removeAll { $0.position == position }
        exercises.removeAll { $0.position == position }
        ending.annul(position)
        dropping.annul(position)
    }

    /// Who may see it. An exercise that everybody knows of exercises nobody, so until it has ended it is for those who steer.
    func accessClass(on day: Day) -> AccessClass {
        guard let plan = plan(on: day) ?? struck else { return .everyone }
        if plan.kind == .exercise, endedOn.map({ day < $0 }) ?? true { return .governing }
        return plan.classification >= .confidential ? .governing : .everyone
    }

    var accessDays: AccessDays {
        AccessDays(from: plannedOn, turningOn: plans.entries.map(\.from) + [endedOn].compactMap { $0 }) {
            accessClass(on: $0)
        }
    }
}

extension Register {
    func existingInitiative(
        _ id: ID<Initiative>, _ field: String = "initiative"
    ) throws(Refusal) -> (Initiative, Initiative.Plan) {
        guard let known = initiatives[id], let plan = known.plan else {
            throw .invalid(field, da: "Vælg en indsats.", en: "Choose an initiative.")
        }
        return (known, plan)
    }

    /// Somebody who is asked to do something about an initiative, or to look after it.
    func touchInitiatives(of person: ID<Person>, _ touched: inout Set<Subject>) {
        for known in initiatives.values where known.plans.entries.contains(where: { $0.value.responsible == person }) {
            touched.insert(.initiative(known.id))
        }
    }

    /// It is begun when its day comes, and its effect is measured when it is over (policy §9).
    func duties(of initiative: Initiative) -> [Duty] {
        guard let plan = initiative.plan else { return [] }
        let access = initiative.accessDays
        func duty(_ rule: Rule, opens: Day, due: Day, done: Day?) -> Duty {
            Duty(
                rule: rule, subject: .initiative(initiative.id), turn: 0,
                responsible: following(initiative, on: done ?? due), access: access, opens: opens, due: due,
                done: done, holdsUntil: nil)
        }
        let due = max(plan.from, initiative.plannedOn)
        var found = [
            duty(
                .initiativeBegun, opens: min(max(initiative.plannedOn, plan.from - 14), due), due: due,
                done: [initiative.begunOn, initiative.endedOn, initiative.droppedOn].compactMap { $0 }.min())
        ]
        if let begun = initiative.begunOn {
            let over = initiative.endedOn ?? max(plan.until, begun)
            let told = initiative.endedOn.flatMap { ended in initiative.measuredOn.map { max($0, ended) } }
            found.append(
                duty(
                    .initiativeEffect, opens: over, due: over + Initiative.daysToMeasure,
                    done: earlier(told, initiative.droppedOn)))
        }
        return found
    }

    /// Who looks after an initiative: the one who is responsible, or the security team when that person has gone.
    private func following(_ initiative: Initiative, on day: Day) -> Responsible {
        guard let person = initiative.plan(on: day)?.responsible else { return .role(.security) }
        if let gone = gone(.person(person)), gone <= day { return .role(.security) }
        return .person(person)
    }

    /// At least one initiative is begun within a year of the one before, the first within a year of the ledger (policy §9).
    /// For those who steer alone, since the day tells of an exercise.
    func initiativeDuties() -> [Duty] {
        guard let openedOn else { return [] }
        var begun: Set<Day> = []
        for known in initiatives.values where known.plan != nil {
            if let day = known.begunOn, day > openedOn { begun.insert(day) }
        }
        let days = begun.sorted()
        var found: [Duty] = []
        for (index, day) in ([openedOn] + days).enumerated() {
            let due = day.adding(years: 1)
            found.append(
                Duty(
                    rule: .initiatives, subject: .organisation(organisation.id), turn: Int(day.number),
                    responsible: .role(.security), access: AccessDays(.governing), opens: due - 60, due: due,
                    done: index < days.count ? days[index] : nil, holdsUntil: index == 0 ? nil : due))
        }
        return found
    }
}
