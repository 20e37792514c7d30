// SPDX-License-Identifier: MPL-2.0

/// Why a risk has its level, and what would lower it: from the cells and floors of its method, so that nobody has to believe a
/// colour (policy §8: a unified, simplified and understandable insight).
extension Risk {
    /// What one dimension gives.
    public struct Driver: Hashable, Sendable {
        public let dimension: RiskMethod.Dimension
        public let likelihood: Int
        public let consequence: Int
        /// The level of the cell.
        public let cell: RiskMethod.Level
        /// The floor that raised it above its cell.
        public let floor: RiskMethod.Floor?
        public let level: RiskMethod.Level
    }

    /// The fewest steps down, in likelihood or in one dimension, after which the level is lower.
    public struct Relief: Hashable, Sendable {
        /// Nil: in likelihood.
        public let dimension: RiskMethod.Dimension?
        public let from: Int
        public let to: Int
        public let level: RiskMethod.Level

        public var steps: Int { from - to }
    }
}

extension Risk.Estimate {
    /// What each relevant dimension gives, the worst first; those that give the level of the whole are its drivers.
    public func drivers(
        by method: RiskMethod, _ dimensions: [RiskMethod.Dimension] = RiskMethod.Dimension.allCases
    ) -> [Risk.Driver] {
        consequences.enumerated().compactMap { index, one -> (Int, Risk.Driver)? in
            guard let step = one.step, dimensions.contains(one.dimension) else { return nil }
            let cell = method.level(likelihood: likelihood, consequence: step)
            let level = method.level(likelihood: likelihood, consequence: step, in: one.dimension)
            let floor = method.floors.filter {
                $0.dimension == one.dimension && step >= $0.consequence && $0.level > cell && $0.level == level
            }.max { $0.consequence < $1.consequence }
            return (
                index,
                Risk.Driver(
                    dimension: one.dimension, likelihood: likelihood, consequence: step, cell: cell, floor: floor,
                    level: level)
            )
        }.sorted { left, right in
            if left.1.level != right.1.level { return left.1.level > right.1.level }
            if left.1.consequence != right.1.consequence { return left.1.consequence > right.1.consequence }
            return left.0 < right.0
        }.map(\.1)
    }

    /// What would lower the level, the shortest way first; nothing where no one step alone, however far down, does.
    public func reliefs(
        by method: RiskMethod, _ dimensions: [RiskMethod.Dimension] = RiskMethod.Dimension.allCases
    ) -> [Risk.Relief] {
        guard let now = level(by: method, dimensions) else { return [] }
        func first(
            _ dimension: RiskMethod.Dimension?, from: Int, _ lowered: (Int) -> Risk.Estimate
        ) -> Risk.Relief? {
            guard from > 1 else { return nil }
            for step in (1..<from).reversed() {
                guard let level = lowered(step).level(by: method, dimensions), level < now else { continue }
                return Risk.Relief(dimension: dimension, from: from, to: step, level: level)
            }
            return nil
        }
        var found: [Risk.Relief] = []
        if let one = first(nil, from: likelihood, { .init(likelihood: $0, consequences: consequences) }) {
            found.append(one)
        }
        for one in consequences where dimensions.contains(one.dimension) {
            guard let step = one.step else { continue }
            let relief = first(one.dimension, from: step) { lower in
                .init(
                    likelihood: likelihood,
                    consequences: consequences.map {
                        $0.dimension == one.dimension
                            ? .init(dimension: $0.dimension, step: lower, reason: $0.reason) : $0
                    })
            }
            if let relief { found.append(relief) }
        }
        return found.enumerated().sorted { left, right in
            if left.element.steps != right.element.steps { return left.element.steps < right.element.steps }
            if left.element.level != right.element.level { return left.element.level < right.element.level }
            return left.offset < right.offset
        }.map(\.element)
    }
}

extension Risk {
    /// What happened to something that a risk names, so that it is looked at again (policy §8: on material change).
    public struct Trigger: Hashable, Sendable {
        public let cause: Verification.Cause
        /// What changed.
        public let subject: Subject
        public let day: Day
        /// Of the fact; -1 where a day came and nothing was recorded.
        public let position: Int
    }

    /// When it was looked at: by an assessment, or by a verification of one that stands.
    struct Look: Hashable {
        let day: Day
        let position: Int
        let next: Day
    }

    /// In the order of their days.
    var looks: [Look] {
        let standing = Set(assessments.map(\.position))
        let all =
            assessments.map { Look(day: $0.day, position: $0.position, next: $0.next) }
            + verifications.filter { standing.contains($0.verification.assessment) }.map {
                Look(day: $0.day, position: $0.position, next: $0.next)
            }
        return all.sorted { ($0.day, $0.position) < ($1.day, $1.position) }
    }
}

extension Register {
    /// Everything that ever happened to what a risk named at the time, by day (policy §8: threats and the effect of measures
    /// change): to its assets and measures, to what proves that these work, and to what they keep or are bound by.
    public func triggers(of risk: Risk) -> [Risk.Trigger] {
        var found: Set<Risk.Trigger> = []
        func add(_ cause: Risk.Verification.Cause, _ subject: Subject, _ day: Day, _ position: Int) {
            found.insert(.init(cause: cause, subject: subject, day: day, position: position))
        }
        let wordings = risk.wordings.entries.map(\.value)
        func names(_ day: Day, _ isNamed: (Risk.Wording) -> Bool) -> Bool {
            risk.wording(on: day).map(isNamed) ?? false
        }
        func addFindings(of requirement: ID<Requirement>, where isMeant: (Day) -> Bool) {
            for known in nonconformities(of: requirement) where isMeant(known.day) {
                add(.finding, .nonconformity(known.id), known.day, known.position)
            }
            for (known, day, position) in dispensations(from: requirement) where isMeant(day) {
                add(.dispensation, .dispensation(known), day, position)
            }
        }
        for id in Set(wordings.flatMap(\.assets)) {
            guard let asset = assets[id] else { continue }
            let changes =
                asset.wordings.entries.dropFirst().map { ($0.from, $0.position) }
                + asset.retirement.entries.map { ($0.from, $0.position) }
            for (day, position) in changes where names(day, { $0.assets.contains(id) }) {
                add(.asset, .asset(id), day, position)
            }
            for requirement in requirementsBinding[id] ?? [] {
                addFindings(of: requirement) { day in
                    names(day) { $0.assets.contains(id) }
                        && requirements[requirement]?.wording(on: day)?.assets.contains(id) == true
                }
            }
        }
        for id in Set(wordings.flatMap(\.measures)) {
            guard let measure = measures[id] else { continue }
            func note(_ day: Day, _ position: Int) {
                if names(day, { $0.measures.contains(id) }) { add(.measure, .measure(id), day, position) }
            }
            for (index, test) in measure.tests.enumerated() {
                if test.outcome != .works { note(test.day, test.position) }
                let stale = test.next + 1
                let next = measure.tests.dropFirst(index + 1).first?.day
                if next.map({ stale <= $0 }) ?? true, measure.endedOn.map({ stale < $0 }) ?? true { note(stale, -1) }
            }
            for (evidence, day, position) in lapses(of: measure) where names(day, { $0.measures.contains(id) }) {
                add(.measure, .evidence(evidence), day, position)
            }
            for entry in measure.rewordings { note(entry.from, entry.position) }
            for entry in measure.ending.entries { note(entry.from, entry.position) }
            for requirement in Set(measure.wordings.entries.flatMap(\.value.requirements)) {
                addFindings(of: requirement) { day in
                    names(day) { $0.measures.contains(id) }
                        && measure.wording(on: day)?.requirements.contains(requirement) == true
                }
            }
        }
        return found.sorted {
            ($0.day, $0.position, $0.subject, $0.cause.rawValue) < ($1.day, $1.position, $1.subject, $1.cause.rawValue)
        }
    }

    /// The pieces of evidence that stopped proving that a measure works while the test that cites them was the newest, each with
    /// the first day without it: its last day went by, or it was withdrawn.
    private func lapses(of measure: Measure) -> [(evidence: ID<Evidence>, day: Day, position: Int)] {
        measure.tests.enumerated().flatMap { index, test in
            let next = measure.tests.dropFirst(index + 1).first?.day
            return test.evidence.compactMap { id -> (evidence: ID<Evidence>, day: Day, position: Int)? in
                guard let known = evidence[id], let last = known.lastDay, last < .distantFuture else { return nil }
                let day = last + 1
                guard day > test.day, next.map({ day <= $0 }) ?? true, measure.endedOn.map({ day < $0 }) ?? true else {
                    return nil
                }
                let gone = known.withdrawal.entries.first
                return (id, day, gone.map { $0.from == day ? $0.position : -1 } ?? -1)
            }
        }
    }

    /// The dispensations that were granted from the paragraph that a requirement stands in, each with its first day.
    private func dispensations(
        from requirement: ID<Requirement>
    ) -> [(id: ID<Dispensation>, day: Day, position: Int)] {
        guard let known = requirements[requirement], let document = known.document else { return [] }
        return dispensations(about: document).compactMap { dispensation in
            guard let request = dispensation.request, let decision = grant(of: dispensation.id),
                let period = period(of: dispensation),
                case .paragraph(document, let paragraph, _)? = known.wording(on: period.from)?.source,
                request.paragraphs.contains(paragraph)
            else { return nil }
            return (dispensation.id, period.from, period.from == decision.day ? decision.position : -1)
        }
    }

    /// What has happened by `day` since a risk was looked at; nothing before it was assessed.
    public func openTriggers(of risk: Risk, on day: Day) -> [Risk.Trigger] {
        guard !risk.isClosed(on: day), let last = risk.looks.last(where: { $0.day <= day }) else { return [] }
        return triggers(of: risk).filter { $0.day <= day && Register.comes($0, after: last) }
    }

    /// What falls on the day of a look without a fact of its own was seen by it.
    static func comes(_ trigger: Risk.Trigger, after look: Risk.Look) -> Bool {
        (trigger.day, trigger.position) > (look.day, look.position)
    }
}
