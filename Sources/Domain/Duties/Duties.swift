// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// The index of duties, kept by the fold: standing ones in order per responsible and per access class, and counts by day
/// per class, rule and responsible. Midnight costs nothing: a day is only compared.
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

    public init() {}

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
        let group = Group(accessClass: duty.accessClass, rule: duty.rule, responsible: duty.responsible)
        counts[group, default: Counts()].add(duty, one)
        if counts[group]?.total == 0 { counts[group] = nil }
    }
}

extension Duties.Counts {
    fileprivate mutating func add(_ duty: Duty, _ one: Int) {
        total += one
        // Open from the day it opens, or overdue at once if it falls due before that.
        let begins = min(duty.opens, duty.due + 1)
        guard let done = duty.done else {
            opened.add(one, on: begins)
            late.add(one, on: duty.due + 1)
            return
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
    }
}
