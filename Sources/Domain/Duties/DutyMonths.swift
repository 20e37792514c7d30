// SPDX-License-Identifier: MPL-2.0

/// The index of duties by month, for the year as a whole: what is done stands in the month it was done, the rest in the
/// month it falls due.
extension Duties {
    /// How many duties of a month stand how.
    public struct Tally: Hashable, Sendable {
        public var done = 0
        /// Past their due day and not done.
        public var late = 0
        /// Not done, and due on the day or later.
        public var planned = 0

        public init(done: Int = 0, late: Int = 0, planned: Int = 0) {
            self.done = done
            self.late = late
            self.planned = planned
        }

        public var total: Int { done + late + planned }

        public mutating func add(_ state: Duty.Standing) {
            switch state {
            case .done: done += 1
            case .overdue: late += 1
            case .open, .planned: planned += 1
            }
        }
    }

    /// What the duties of one access class have in one month.
    public struct Month: Hashable, Sendable {
        /// How many that are not done fall due on which day.
        private var due = DayCounts()
        /// How many were done, or fell away, on which day.
        private var done = DayCounts()
        /// Those, in the order of their due days.
        public private(set) var finished = Shelf<DutyKey>()

        init() {}

        /// From many at once.
        init(_ duties: [Duty]) {
            for duty in duties { count(duty, 1) }
            finished = Shelf(sorted: duties.filter { $0.done != nil }.map(\.key).sorted())
        }

        var isEmpty: Bool { due.isEmpty && done.isEmpty }

        mutating func change(_ duty: Duty, by one: Int) {
            count(duty, one)
            guard duty.done != nil else { return }
            if one > 0 { finished.insert(duty.key) } else { finished.remove(duty.key) }
        }

        private mutating func count(_ duty: Duty, _ one: Int) {
            if let day = duty.done { done.add(one, on: day) } else { due.add(one, on: duty.due) }
        }

        /// How many stand how on a day; those that are done after it are left out.
        func tally(on day: Day) -> Tally {
            let late = due.sum(through: day - 1)
            return Tally(done: done.sum(through: day), late: late, planned: due.total - late)
        }

        /// Whether some are done after a day.
        func endsAfter(_ day: Day) -> Bool { done.total > done.sum(through: day) }
    }

    /// The month in which a duty is kept.
    static func month(of duty: Duty) -> CalendarMonth { CalendarMonth(duty.done ?? duty.due) }

    /// How the duties of one access class stand on a day in each of some months.
    ///
    /// Its cost is that of the months and of what is known to end after the day, not of all there is.
    public func tallies(of accessClass: AccessClass, in months: [CalendarMonth], on day: Day) -> [Tally] {
        guard let kept = self.months[accessClass] else { return Array(repeating: Tally(), count: months.count) }
        var found = months.map { kept[$0]?.tally(on: day) ?? Tally() }
        for duty in ending(after: day, of: accessClass) {
            if let index = months.firstIndex(of: CalendarMonth(duty.due)) { found[index].add(duty.standing(on: day)) }
        }
        return found
    }

    /// The duties of a class that are known to be done, or to fall away, after a day: on the day they stand.
    public func ending(after day: Day, of accessClass: AccessClass) -> [Duty] {
        guard let kept = months[accessClass] else { return [] }
        let now = CalendarMonth(day)
        return kept.filter { $0.key >= now && $0.value.endsAfter(day) }.values.flatMap { month in
            month.finished.elements().compactMap { duty($0) }.filter { $0.done.map { $0 > day } ?? false }
        }
    }
}
