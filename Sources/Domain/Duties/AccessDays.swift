// SPDX-License-Identifier: MPL-2.0

/// Which class a thing has on which day (policy §7.2). A duty does not know today, so it carries all of it: what was
/// opened before a text was opened to more is seen by more from that day on, without anything being recorded then.
public struct AccessDays: Hashable, Sendable {
    /// From a day on it has another class.
    struct Turn: Hashable, Sendable {
        let from: Day
        let accessClass: AccessClass
    }

    /// The days on which it has one class.
    struct Span: Sendable {
        let from: Day
        /// The first day on which it has another; nil: it keeps it.
        let until: Day?
        let accessClass: AccessClass
    }

    private let first: AccessClass
    private let turns: [Turn]

    /// What everybody in the organisation may see on every day.
    public static let everyone = AccessDays(.everyone)

    public init(_ accessClass: AccessClass) {
        first = accessClass
        turns = []
    }

    /// By the class of each day from `start` on; only on `days` it can be another than on the day before. Before `start` it
    /// is what it is then: of a past day the office asks the thing itself too, for the stricter of then and now.
    init(from start: Day, turningOn days: some Sequence<Day>, _ accessClass: (Day) -> AccessClass) {
        let sorted = days.filter { $0 > start }.sorted()
        first = accessClass(start)
        var (turns, last) = ([Turn](), first)
        for day in sorted {
            let next = accessClass(day)
            guard next != last else { continue }
            turns.append(Turn(from: day, accessClass: next))
            last = next
        }
        self.turns = turns
    }

    public func value(on day: Day) -> AccessClass { turns.last { $0.from <= day }?.accessClass ?? first }

    /// The class, where it is the same on every day.
    public var constant: AccessClass? { turns.isEmpty ? first : nil }

    /// The class that is open to most on any day: whoever may see it on some day sees this one.
    var laxest: AccessClass { turns.reduce(first) { min($0, $1.accessClass) } }

    /// Hands over every stretch of days, in order.
    func forEachSpan(_ body: (Span) -> Void) {
        var (from, accessClass) = (Day.distantPast, first)
        for turn in turns {
            body(Span(from: from, until: turn.from, accessClass: accessClass))
            (from, accessClass) = (turn.from, turn.accessClass)
        }
        body(Span(from: from, until: nil, accessClass: accessClass))
    }
}

extension Document {
    /// The days on which its class, or that of one of its versions, can become another.
    public var classDays: Set<Day> { Set(versions.flatMap { [$0.entered].compactMap { $0 } + $0.classDays }) }

    /// Its class on every day.
    var accessDays: AccessDays { AccessDays(from: classedOn, turningOn: classDays) { accessClass(on: $0) } }

    /// The stricter of its class and that of one of its texts, on every day.
    func accessDays(ofText id: ID<Version>) -> AccessDays {
        AccessDays(from: classedOn, turningOn: classDays) { day in
            let own = accessClass(on: day)
            return classification(ofText: id, on: day).map { max(own, accessClass($0)) } ?? own
        }
    }
}

extension Register {
    /// The class on every day of what a subject is about: of a document, or of a risk.
    func accessDays(of subject: Subject) -> AccessDays {
        guard let last = way(from: subject).last else { return .everyone }
        if last.kind == .risk {
            return risks[last.id.seen(as: Risk.self)].map { AccessDays($0.accessClass) } ?? .everyone
        }
        guard last.kind == .document else { return .everyone }
        return documents[last.id.seen(as: Document.self)]?.accessDays ?? .everyone
    }
}
