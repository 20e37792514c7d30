// SPDX-License-Identifier: MPL-2.0

/// One time that a course is asked of one person (policy §9): from which day, by which day, and what came of it. A person's
/// turns follow from engagements, leave, completions and the plan of the course alone, so they are never kept.
public struct CourseTurn: Hashable, Sendable {
    /// Why the course is asked for.
    public enum Cause: String, Hashable, Sendable {
        /// The first working day of somebody who has come, or come back with nothing that is still valid.
        case arrival
        /// The course began to be asked of somebody who was there.
        case beginning
        /// The last completion grows old.
        case yearly
        /// The module has become another one.
        case renewal
    }

    public let cause: Cause
    /// The first day of the turn: the arrival, or the day of the completion before.
    public let begins: Day
    /// From when it shows as something to do.
    public let opens: Day
    /// The last day to complete it, as the plan says.
    public let planned: Day
    /// The same after leave has put it off; nil while the person is on leave that has no last day.
    public let due: Day?
    /// The day it was completed.
    public let done: Day?
    /// The first day on which it is no longer asked of the person: who left, or the course ended.
    public let falls: Day?

    /// Leave has put it off: that is »udskudt«, not »overholdt«.
    public var isDeferred: Bool { due != planned }

    /// The day the turn ends, by completion or because it falls away.
    public var ends: Day? { earlier(done, falls) }

    public enum Standing: String, Hashable, Sendable, CaseIterable {
        /// Nobody has to do anything yet: completed, and not about to grow old.
        case valid
        case waiting, late, deferred
    }

    /// How it stands on a day between its first and its last.
    public func standing(on day: Day) -> Standing {
        guard let due else { return day > planned ? .deferred : asked(on: day) }
        if day > due { return .late }
        return isDeferred && day > planned ? .deferred : asked(on: day)
    }

    private func asked(on day: Day) -> Standing {
        switch cause {
        case .arrival, .beginning: .waiting
        case .yearly, .renewal: day < opens ? .valid : .waiting
        }
    }

    /// What came of the deadline, where it passed while the course was asked for: nil if it never fell due.
    public var isOnTime: Bool? {
        guard let due else { return nil }
        if let done { return done <= due }
        if let falls, falls <= due { return nil }
        return false
    }
}

/// What a course asks of everybody: when, how often, and whom.
public struct CoursePlan: Hashable, Sendable {
    /// Who is meant; the days to read that an audience has are not used here.
    public let audience: Audience
    /// Calendar days after the first working day, which is not counted itself (policy §9: 14).
    public let days: Int
    /// Years after a completion (policy §9: each year); nil: once.
    public let years: Int?
    /// Whether a due day that is no working day moves to the next one. Off unless an organisation chooses it: the policy's
    /// rule is no statute.
    public let movesToWorkingDay: Bool

    public init(audience: Audience = Audience(), days: Int = 14, years: Int? = 1, movesToWorkingDay: Bool = false) {
        self.audience = audience
        self.days = days
        self.years = years
        self.movesToWorkingDay = movesToWorkingDay
    }
}

/// Days away from work, both ends included; without a last day it goes on. Why is not known here, and nowhere else.
public struct Absence: Hashable, Sendable {
    public let from: Day
    public let last: Day?

    public init(from: Day, last: Day?) {
        self.from = from
        self.last = last
    }
}

/// What a course asks, apart from whom: its days, the plans it had and the times its module became another one.
public struct CourseBasis: Hashable, Sendable {
    /// From a day another plan holds.
    struct Segment: Hashable, Sendable {
        let from: Day
        let until: Day?
        let plan: CoursePlan
    }

    /// The module became another one on `from`: whoever completed it before that does so again, at the latest on `due`.
    public struct Renewal: Hashable, Sendable {
        public let from: Day
        public let due: Day
    }

    public let opens: Day
    public let closes: Day?
    /// By when those are done who were there when it opened; nil: as many days as newcomers have.
    public let firstDue: Day?
    let segments: [Segment]
    let renewals: [Renewal]

    func plan(on day: Day) -> CoursePlan {
        segments.last { $0.from <= day }?.plan ?? segments.first?.plan ?? CoursePlan()
    }
}

/// How the days of a course are reckoned, for one person at a time (policy §9).
struct CourseReckoning {
    /// Days together on which the course is asked of the person.
    struct Span: Hashable, Sendable {
        let from: Day
        var until: Day?
        /// The first working day, or the first day on which the course concerned one who was there.
        let arrival: Day
        let kind: Person.Engagement.Kind
    }

    /// Leave shorter than this puts nothing off.
    static let shortestLeave = 14
    /// Days before it grows old that a yearly turn shows as something to do.
    static let notice = 30

    let basis: CourseBasis
    /// In order.
    let absences: [Absence]
    /// In order; each a day on which the person completed the module.
    let completions: [Day]

    init(_ basis: CourseBasis, absences: [Absence], completions: [Day]) {
        self.basis = basis
        self.absences = absences.sorted { $0.from < $1.from }
        self.completions = completions.sorted()
    }

    func turns(_ spans: [Span]) -> [CourseTurn] { spans.flatMap { turns(in: $0) } }

    private func turns(in span: Span) -> [CourseTurn] {
        // What was completed before counts for those who are still within its time.
        var before = completions.last { $0 < span.arrival }
        if let held = before, let end = validity(of: held), end < span.arrival { before = nil }
        var found: [CourseTurn] = []
        var begins = span.arrival
        while true {
            guard let asked = asked(span, after: before, begins: begins) else { return found }
            let next = completions.first { completion in
                completion >= begins && before.map { completion > $0 } ?? true
            }
            let done = next.flatMap { day in span.until.map { day < $0 } ?? true ? day : nil }
            found.append(
                CourseTurn(
                    cause: asked.cause, begins: begins, opens: asked.opens, planned: asked.planned, due: asked.due,
                    done: done, falls: done == nil ? span.until : nil))
            guard let done else { return found }
            (before, begins) = (done, done)
        }
    }

    /// The last day on which a completion counts; nil: it counts for ever.
    func validity(of completion: Day) -> Day? {
        let plan = basis.plan(on: completion)
        let end = plan.years.map { completion.adding(years: $0) }
        let renewed = basis.renewals.filter { completion < $0.from }.map(\.due).min()
        return earlier(end, renewed)
    }

    private func asked(
        _ span: Span, after completion: Day?, begins: Day
    ) -> (cause: CourseTurn.Cause, opens: Day, planned: Day, due: Day?)? {
        var (cause, opens, planned): (CourseTurn.Cause, Day, Day)
        let plan = basis.plan(on: max(begins, basis.opens))
        if let completion {
            guard let end = validity(of: completion) else { return nil }
            let yearly = plan.years.map { completion.adding(years: $0) }
            let renewal = basis.renewals.filter { completion < $0.from && $0.due == end }.first
            if let renewal, yearly.map({ end < $0 }) ?? true {
                (cause, opens, planned) = (.renewal, max(renewal.from, begins), end)
            } else {
                (cause, opens, planned) = (.yearly, max(end - CourseReckoning.notice, begins), end)
            }
        } else if span.from < basis.opens, span.arrival <= basis.opens {
            (cause, opens, planned) = (.beginning, begins, basis.firstDue ?? begins + plan.days)
        } else {
            (cause, opens, planned) = (.arrival, begins, begins + plan.days)
            if let last = span.until.map({ $0 - 1 }), span.kind.isOfOthers, last - begins < plan.days {
                planned = max(begins, last - 1)
            }
        }
        if plan.movesToWorkingDay, !planned.isWorkingDay { planned = planned.nextWorkingDay }
        return (
            cause, opens, planned,
            absences.putOff(planned, days: plan.days, movesToWorkingDay: plan.movesToWorkingDay)
        )
    }
}

extension Person.Engagement.Kind {
    /// Somebody else's employee, who is here for a task: the end is known from the beginning.
    var isOfOthers: Bool {
        switch self {
        case .embedded, .consultant: true
        case .employee, .direktion, .bestyrelse: false
        }
    }
}
