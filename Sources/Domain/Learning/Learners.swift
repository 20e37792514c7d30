// SPDX-License-Identifier: MPL-2.0

import HashTreeCollections

/// The index of who is asked for which course, kept by the fold: numbers by unit and day for every course, so that a page
/// with the figures of twelve thousand looks at none of them, and one person's courses look at no other person.
public struct Learners: Hashable, Sendable {
    /// What a person's turns follow from, apart from the course.
    struct Learner: Hashable, Sendable {
        var member = Membership()
        var absences: [Absence] = []
    }

    /// How many of a unit a course is asked of on a day, and how they stand.
    public struct Sums: Hashable, Sendable {
        public var concerned = 0
        public var waiting = 0
        public var late = 0
        public var deferred = 0

        public init() {}

        /// Those who have completed it and need not do so yet.
        public var valid: Int { concerned - waiting - late - deferred }

        public static func + (left: Sums, right: Sums) -> Sums {
            var sum = left
            sum.concerned += right.concerned
            sum.waiting += right.waiting
            sum.late += right.late
            sum.deferred += right.deferred
            return sum
        }
    }

    /// What fell due in a period, and what came of it: the rate is `onTime` of `due`.
    public struct Rate: Hashable, Sendable {
        public var due = 0
        public var onTime = 0
        /// Those whose deadline leave moved: they are in neither of the others until the moved one falls due.
        public var deferred = 0

        public init() {}

        public var late: Int { due - onTime }

        public static func + (left: Rate, right: Rate) -> Rate {
            var sum = left
            sum.due += right.due
            sum.onTime += right.onTime
            sum.deferred += right.deferred
            return sum
        }
    }

    /// Of one unit, by day.
    fileprivate struct Counts: Hashable, Sendable {
        var concerned = DayCounts()
        var waiting = DayCounts()
        var late = DayCounts()
        var deferred = DayCounts()
        var due = DayCounts()
        var onTime = DayCounts()
        var putOff = DayCounts()

        var isEmpty: Bool {
            concerned.isEmpty && waiting.isEmpty && late.isEmpty && deferred.isEmpty && due.isEmpty && onTime.isEmpty
                && putOff.isEmpty
        }
    }

    /// What a course asks, and who has completed it on which days.
    typealias Asked = (CourseBasis, TreeDictionary<ID<Person>, [Day]>)

    /// A course with what it asks, who completed it, and the counts of that.
    public struct Taught: Hashable, Sendable {
        let basis: CourseBasis
        fileprivate(set) var done: TreeDictionary<ID<Person>, [Day]>
        fileprivate var units: TreeDictionary<ID<Unit>, Counts> = [:]
    }

    private var learners: TreeDictionary<ID<Person>, Learner> = [:]
    private var taught: TreeDictionary<ID<Course>, Taught> = [:]

    init() {}

    // MARK: Asking

    /// The courses that stand, in order.
    public var courses: [ID<Course>] { taught.keys.sorted() }

    /// A person's turns of a course, past and standing, in order.
    public func turns(of person: ID<Person>, _ course: ID<Course>) -> [CourseTurn] {
        guard let taught = taught[course], let learner = learners[person] else { return [] }
        return Learners.turns(learner, taught.basis, taught.done[person] ?? []).map(\.turn)
    }

    /// The turn that stands on a day, or the last before it; nil: the course is not asked of the person then.
    public func turn(of person: ID<Person>, _ course: ID<Course>, on day: Day) -> CourseTurn? {
        turns(of: person, course).last { day.isIn($0.begins, before: $0.falls) }
    }

    /// Of everybody by unit on a day, without those units where it is asked of nobody.
    public func sumsByUnit(of course: ID<Course>, on day: Day) -> [ID<Unit>: Sums] {
        guard let taught = taught[course] else { return [:] }
        let day = taught.basis.closes.map { min($0 - 1, day) } ?? day
        var found: [ID<Unit>: Sums] = [:]
        for (unit, counts) in taught.units {
            var sums = Sums()
            sums.concerned = counts.concerned.sum(through: day)
            guard sums.concerned > 0 else { continue }
            sums.waiting = counts.waiting.sum(through: day)
            sums.late = counts.late.sum(through: day)
            sums.deferred = counts.deferred.sum(through: day)
            found[unit] = sums
        }
        return found
    }

    public func sums(of course: ID<Course>, on day: Day) -> Sums {
        sumsByUnit(of: course, on: day).values.reduce(Sums()) { $0 + $1 }
    }

    /// What fell due from `from` through `last`, by the unit of the due day.
    public func ratesByUnit(of course: ID<Course>, from: Day, through last: Day) -> [ID<Unit>: Rate] {
        guard let taught = taught[course] else { return [:] }
        var found: [ID<Unit>: Rate] = [:]
        for (unit, counts) in taught.units {
            func within(_ counts: DayCounts) -> Int { counts.sum(through: last) - counts.sum(through: from - 1) }
            var rate = Rate()
            (rate.due, rate.onTime, rate.deferred) = (within(counts.due), within(counts.onTime), within(counts.putOff))
            if rate != Rate() { found[unit] = rate }
        }
        return found
    }

    // MARK: Reckoning

    /// A turn with the days on which the person was in which unit.
    private struct Placed {
        let turn: CourseTurn
        let units: [(unit: ID<Unit>, from: Day, until: Day?)]
    }

    private static func turns(_ learner: Learner, _ basis: CourseBasis, _ done: [Day]) -> [Placed] {
        var spans: [(CourseReckoning.Span, [(unit: ID<Unit>, from: Day, until: Day?)])] = []
        for stretch in learner.member.stretches {
            for segment in basis.segments {
                // Before it opens it concerns nobody, but whoever it would have concerned was there.
                let from = max(stretch.from, segment.from == basis.segments.first?.from ? .distantPast : segment.from)
                let until = [stretch.until, segment.until, basis.closes].compactMap { $0 }.min()
                let arrival = max(from, stretch.works, basis.opens)
                if let until, from >= until || arrival >= until { continue }
                guard segment.plan.audience.takes(stretch.place) else { continue }
                let place = (stretch.unit, max(from, arrival), until)
                if let last = spans.last?.0, last.until == from || last.until == arrival {
                    spans[spans.count - 1].0.until = until
                    spans[spans.count - 1].1.append(place)
                } else {
                    spans.append(
                        (.init(from: from, until: until, arrival: arrival, kind: stretch.place.kind), [place]))
                }
            }
        }
        let reckoning = CourseReckoning(basis, absences: learner.absences, completions: done)
        return spans.flatMap { span, units in reckoning.turns([span]).map { Placed(turn: $0, units: units) } }
    }

    private static func count(
        _ learner: Learner, _ basis: CourseBasis, _ done: [Day], _ one: Int,
        into units: inout TreeDictionary<ID<Unit>, Counts>
    ) {
        for placed in turns(learner, basis, done) {
            let turn = placed.turn
            // The next turn begins on the day this one is done.
            let end = turn.ends
            add(placed, turn.begins, end, one, \.concerned, &units)
            let due = turn.due ?? .distantFuture
            let waits = turn.cause == .arrival || turn.cause == .beginning ? turn.begins : turn.opens
            add(placed, waits, earlier(end, min(turn.planned, due) + 1), one, \.waiting, &units)
            if turn.isDeferred {
                add(placed, turn.planned + 1, earlier(end, turn.due.map { $0 + 1 }), one, \.deferred, &units)
                event(placed, turn.planned, one, \.putOff, &units)
            }
            if let due = turn.due { add(placed, due + 1, end, one, \.late, &units) }
            if let isOnTime = turn.isOnTime, let due = turn.due {
                event(placed, due, one, \.due, &units)
                if isOnTime { event(placed, due, one, \.onTime, &units) }
            }
        }
    }

    private static func add(
        _ placed: Placed, _ from: Day, _ until: Day?, _ one: Int, _ counts: WritableKeyPath<Counts, DayCounts>,
        _ units: inout TreeDictionary<ID<Unit>, Counts>
    ) {
        for place in placed.units {
            let (start, end) = (max(from, place.from), earlier(until, place.until))
            if let end, start >= end { continue }
            units[place.unit, default: Counts()][keyPath: counts].add(one, on: start)
            if let end { units[place.unit, default: Counts()][keyPath: counts].add(-one, on: end) }
            if units[place.unit]?.isEmpty == true { units[place.unit] = nil }
        }
    }

    /// Counts something that is on one day, at the unit where the person is then, or was last.
    private static func event(
        _ placed: Placed, _ day: Day, _ one: Int, _ counts: WritableKeyPath<Counts, DayCounts>,
        _ units: inout TreeDictionary<ID<Unit>, Counts>
    ) {
        guard let unit = (placed.units.last { $0.from <= day } ?? placed.units.first)?.unit else { return }
        units[unit, default: Counts()][keyPath: counts].add(one, on: day)
        if units[unit]?.isEmpty == true { units[unit] = nil }
    }

    // MARK: Keeping

    /// Takes in what has changed.
    /// - Parameters:
    ///   - changed: what the turns of persons follow from, of whom something was recorded, or who completed something.
    ///   - asked: the courses that may ask something else now, whole; nil: it does not stand.
    ///   - done: of the courses about which something was recorded, who completed them on which days, of the persons changed.
    mutating func settle(
        _ changed: [(ID<Person>, Learner)], _ asked: [(ID<Course>, Asked?)],
        done: [ID<Course>: [ID<Person>: [Day]]]
    ) {
        for (course, asked) in asked {
            if let (basis, _) = asked, taught[course]?.basis == basis { continue }
            taught[course] = nil
        }
        // A course that nothing was recorded about looks at those alone who came, moved or were away.
        let moved = changed.filter { learners[$0.0] ?? Learner() != $0.1 }
        for (course, held) in taught {
            let some = done[course] == nil ? moved : changed
            guard !some.isEmpty else { continue }
            var (new, isChanged) = (held, false)
            for (person, learner) in some {
                let before = learners[person] ?? Learner()
                let was = held.done[person] ?? []
                let days = done[course]?[person] ?? was
                guard before != learner || was != days else { continue }
                Learners.count(before, held.basis, was, -1, into: &new.units)
                Learners.count(learner, held.basis, days, 1, into: &new.units)
                new.done[person] = days.isEmpty ? nil : days
                isChanged = true
            }
            if isChanged { taught[course] = new }
        }
        for (person, learner) in changed { learners[person] = learner == Learner() ? nil : learner }
        for (course, asked) in asked where taught[course] == nil {
            guard let (basis, done) = asked else { continue }
            var new = Taught(basis: basis, done: done)
            for (person, learner) in learners {
                Learners.count(learner, basis, done[person] ?? [], 1, into: &new.units)
            }
            taught[course] = new
        }
    }

    /// Whether it holds a course that asks exactly this.
    func asks(_ basis: CourseBasis?, of course: ID<Course>) -> Bool { taught[course]?.basis == basis }
}
