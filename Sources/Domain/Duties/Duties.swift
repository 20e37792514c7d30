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
        public fileprivate(set) var total = 0
        fileprivate var opened = DayCounts()
        fileprivate var late = DayCounts()
        fileprivate var done = DayCounts()
        fileprivate var due = DayCounts()

        /// Not done, and due from one day through another.
        public func due(from first: Day, through last: Day) -> Int {
            due.sum(through: last) - due.sum(through: first - 1)
        }
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
    /// Standing ones by access class.
    public private(set) var byClass: TreeDictionary<AccessClass, Shelf<DutyKey>> = [:]
    public private(set) var counts: TreeDictionary<Group, Counts> = [:]
    /// Past and standing ones by access class and month.
    public private(set) var months: TreeDictionary<AccessClass, TreeDictionary<CalendarMonth, Month>> = [:]
    /// The groups of each responsible, in order, so that one person's number looks at no other's.
    public private(set) var groups: TreeDictionary<Responsible, [Group]> = [:]

    public init() {}

    /// The index of many subjects at once.
    init(_ subjects: [Subject], _ found: [[Duty]]) {
        var byResponsible: [Responsible: [DutyKey]] = [:]
        var byClass: [AccessClass: [DutyKey]] = [:]
        var counts: [Group: Counts] = [:]
        var months: [AccessClass: [CalendarMonth: [Duty]]] = [:]
        for (subject, duties) in zip(subjects, found) where !duties.isEmpty {
            bySubject[subject] = duties
            for duty in duties {
                if duty.done == nil {
                    byResponsible[duty.responsible, default: []].append(duty.key)
                    byClass[duty.accessClass, default: []].append(duty.key)
                }
                counts[Group(duty), default: Counts()].add(duty, 1)
                months[duty.accessClass, default: [:]][Duties.month(of: duty), default: []].append(duty)
            }
        }
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
                byClass[duty.accessClass, default: Shelf()].insert(duty.key)
            } else {
                byResponsible[duty.responsible, default: Shelf()].remove(duty.key)
                if byResponsible[duty.responsible]?.isEmpty == true { byResponsible[duty.responsible] = nil }
                byClass[duty.accessClass, default: Shelf()].remove(duty.key)
                if byClass[duty.accessClass]?.isEmpty == true { byClass[duty.accessClass] = nil }
            }
        }
        let month = Duties.month(of: duty)
        months[duty.accessClass, default: [:]][month, default: Month()].change(duty, by: one)
        if months[duty.accessClass]?[month]?.isEmpty == true { months[duty.accessClass]?[month] = nil }
        if months[duty.accessClass]?.isEmpty == true { months[duty.accessClass] = nil }
        let group = Group(duty)
        let before = counts.count
        let left = counts[group, default: Counts()].add(duty, one)
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
    fileprivate init(_ duty: Duty) {
        self.init(accessClass: duty.accessClass, rule: duty.rule, responsible: duty.responsible)
    }
}

extension Duties.Counts {
    /// Returns how many there are now.
    @discardableResult
    fileprivate mutating func add(_ duty: Duty, _ one: Int) -> Int {
        total += one
        // Open from the day it opens, or overdue at once if it falls due before that.
        let begins = min(duty.opens, duty.due + 1)
        guard let done = duty.done else {
            opened.add(one, on: begins)
            late.add(one, on: duty.due + 1)
            due.add(one, on: duty.due)
            return total
        }
        self.done.add(one, on: done)
        if done > begins {
            opened.add(one, on: begins)
            opened.add(-one, on: done)
        }
        if done > duty.due + 1 {
            late.add(one, on: duty.due + 1)
            late.add(-one, on: done)
        }
        return total
    }
}
