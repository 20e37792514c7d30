// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// The index of duties, kept by the fold: standing ones in order per responsible and per access class, counts by day
/// per class, rule and responsible, and months per class. Midnight costs nothing: a day is only compared.
public struct Duties: Hashable, Sendable {
    /// What is counted together.
    public struct Group: Hashable, Comparable, Sendable {
        public let accessClass: AccessClass
        public let rule: Rule
        public let responsible: Responsible

        public static func < (left: Group, right: Group) -> Bool {
            if left.accessClass != right.accessClass { return left.accessClass < right.accessClass }
            if left.rule != right.rule { return left.rule < right.rule }
            return left.responsible < right.responsible
        }
    }

    /// How many duties of a group are what, by day: differences whose running sums are the counts.
    public struct Counts: Hashable, Sendable {
        /// How many duties are ever in the group.
        fileprivate var ever = 0
        fileprivate var all = DayCounts()
        fileprivate var opened = DayCounts()
        fileprivate var late = DayCounts()
        fileprivate var done = DayCounts()
        fileprivate var due = DayCounts()

        /// Not done, and due from one day through another; without those whose class is to become another.
        public func due(from first: Day, through last: Day) -> Int {
            due.sum(through: last) - due.sum(through: first - 1)
        }
        /// All that are in the group on the day, whatever their standing.
        public func total(on day: Day) -> Int { all.sum(through: day) }
        /// Open on the day, those over their due day included.
        public func open(on day: Day) -> Int { opened.sum(through: day) }
        /// Past their due day and not done.
        public func overdue(on day: Day) -> Int { late.sum(through: day) }
        /// Done by the day.
        public func done(on day: Day) -> Int { done.sum(through: day) }
    }

    public private(set) var bySubject: TreeDictionary<Subject, [Duty]> = [:]
    /// Standing ones (not done) by responsible.
    public private(set) var byResponsible: TreeDictionary<Responsible, Shelf<DutyKey>> = [:]
    /// Standing ones by access class: the one that is open to most on any day. Who may see one, its day says.
    public private(set) var byClass: TreeDictionary<AccessClass, Shelf<DutyKey>> = [:]
    public private(set) var counts: TreeDictionary<Group, Counts> = [:]
    /// Past and standing ones by access class and month; of those whose class stays what it is.
    public private(set) var months: TreeDictionary<AccessClass, TreeDictionary<CalendarMonth, Month>> = [:]
    /// Those whose class is known to become another: so few that each is looked at.
    public private(set) var turning = Shelf<DutyKey>()
    /// The groups of each responsible, in order, so that one person's number looks at no other's.
    public private(set) var groups: TreeDictionary<Responsible, [Group]> = [:]

    public init() {}

    /// The index of many subjects at once.
    init(_ subjects: [Subject], _ found: [[Duty]]) {
        var byResponsible: [Responsible: [DutyKey]] = [:]
        var byClass: [AccessClass: [DutyKey]] = [:]
        var counts: [Group: Counts] = [:]
        var months: [AccessClass: [CalendarMonth: [Duty]]] = [:]
        var turning: [DutyKey] = []
        for (subject, duties) in zip(subjects, found) where !duties.isEmpty {
            bySubject[subject] = duties
            for duty in duties {
                if duty.done == nil {
                    byResponsible[duty.responsible, default: []].append(duty.key)
                    byClass[duty.access.laxest, default: []].append(duty.key)
                }
                duty.access.forEachSpan { counts[Group(duty, $0), default: Counts()].add(duty, $0, 1) }
                if let accessClass = duty.access.constant {
                    months[accessClass, default: [:]][Duties.month(of: duty), default: []].append(duty)
                } else {
                    turning.append(duty.key)
                }
            }
        }
        self.turning = Shelf(sorted: turning.sorted())
        for (accessClass, found) in months {
            self.months[accessClass] = TreeDictionary(uniqueKeysWithValues: found.map { ($0, Month($1)) })
        }
        for (responsible, keys) in byResponsible { self.byResponsible[responsible] = Shelf(sorted: keys.sorted()) }
        for (accessClass, keys) in byClass { self.byClass[accessClass] = Shelf(sorted: keys.sorted()) }
        for (group, found) in counts {
            self.counts[group] = found
            Duties.add(group, to: &groups[group.responsible, default: []])
        }
    }

    /// The duty that a key names.
    public func duty(_ key: DutyKey) -> Duty? {
        bySubject[key.subject]?.first { $0.rule == key.rule && $0.turn == key.turn && $0.due == key.due }
    }

    /// Replaces what is known of a subject.
    mutating func replace(_ subject: Subject, with duties: [Duty]) {
        let before = bySubject[subject] ?? []
        guard before != duties else { return }
        for duty in before where !duties.contains(duty) { change(duty, by: -1) }
        for duty in duties where !before.contains(duty) { change(duty, by: 1) }
        if duties.isEmpty { bySubject[subject] = nil } else { bySubject[subject] = duties }
    }

    private mutating func change(_ duty: Duty, by one: Int) {
        if duty.done == nil {
            if one > 0 {
                byResponsible[duty.responsible, default: Shelf()].insert(duty.key)
                byClass[duty.access.laxest, default: Shelf()].insert(duty.key)
            } else {
                byResponsible[duty.responsible, default: Shelf()].remove(duty.key)
                if byResponsible[duty.responsible]?.isEmpty == true { byResponsible[duty.responsible] = nil }
                let laxest = duty.access.laxest
                byClass[laxest, default: Shelf()].remove(duty.key)
                if byClass[laxest]?.isEmpty == true { byClass[laxest] = nil }
            }
        }
        if let accessClass = duty.access.constant {
            let month = Duties.month(of: duty)
            months[accessClass, default: [:]][month, default: Month()].change(duty, by: one)
            if months[accessClass]?[month]?.isEmpty == true { months[accessClass]?[month] = nil }
            if months[accessClass]?.isEmpty == true { months[accessClass] = nil }
        } else if one > 0 {
            turning.insert(duty.key)
        } else {
            turning.remove(duty.key)
        }
        duty.access.forEachSpan { change(duty, $0, by: one) }
    }

    private mutating func change(_ duty: Duty, _ span: AccessDays.Span, by one: Int) {
        let group = Group(duty, span)
        let before = counts.count
        let left = counts[group, default: Counts()].add(duty, span, one)
        if left == 0 {
            counts[group] = nil
            groups[duty.responsible]?.removeAll { $0 == group }
            if groups[duty.responsible]?.isEmpty == true { groups[duty.responsible] = nil }
        } else if counts.count > before {
            Duties.add(group, to: &groups[duty.responsible, default: []])
        }
    }

    private static func add(_ group: Group, to list: inout [Group]) {
        list.insert(group, at: list.firstIndex { group < $0 } ?? list.endIndex)
    }
}

extension Duties.Group {
    fileprivate init(_ duty: Duty, _ span: AccessDays.Span) {
        self.init(accessClass: span.accessClass, rule: duty.rule, responsible: duty.responsible)
    }
}

extension Duties.Counts {
    /// Adds or takes away a duty for the days of a span. Returns how many the group has now.
    @discardableResult
    fileprivate mutating func add(_ duty: Duty, _ span: AccessDays.Span, _ one: Int) -> Int {
        func note(_ counts: inout DayCounts, from: Day, until: Day?) {
            let (start, end) = (max(from, span.from), earlier(until, span.until))
            if let end, end <= start { return }
            counts.add(one, on: start)
            if let end { counts.add(-one, on: end) }
        }
        ever += one
        note(&all, from: .distantPast, until: nil)
        // Open from the day it opens, or overdue at once if it falls due before that.
        note(&opened, from: min(duty.opens, duty.due + 1), until: duty.done)
        note(&late, from: duty.due + 1, until: duty.done)
        if let day = duty.done {
            note(&done, from: day, until: nil)
        } else if duty.access.constant != nil {
            due.add(one, on: duty.due)
        }
        return ever
    }
}
