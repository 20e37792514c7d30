// SPDX-License-Identifier: MPL-2.0

/// A value that changes on days: every entry says from which day it holds and which fact said so. Nothing is overwritten,
/// so a past day reads as it was, and annulling a fact brings back what stood before it.
public struct Timeline<Value: Hashable & Sendable>: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        /// The position of the fact.
        public let position: Int
        public let from: Day
        public let value: Value
    }

    /// Ordered by day, then by position: of two entries of one day the later fact holds.
    public private(set) var entries: [Entry]

    /// Whether the fact at a position is all that there is: without it nothing is left.
    func isOnly(_ position: Int) -> Bool { entries.count == 1 && entries[0].position == position }

    public init() {
        entries = []
    }

    public init(_ value: Value, from day: Day, at position: Int) {
        entries = [Entry(position: position, from: day, value: value)]
    }

    public mutating func set(_ value: Value, from day: Day, at position: Int) {
        let entry = Entry(position: position, from: day, value: value)
        if let last = entries.last, (last.from, last.position) > (day, position) {
            let index = entries.firstIndex { ($0.from, $0.position) > (day, position) } ?? entries.endIndex
            entries.insert(entry, at: index)
        } else {
            entries.append(entry)
        }
    }

    /// The value that holds on `day`; nil before the first entry.
    public func value(on day: Day) -> Value? {
        entries.last { $0.from <= day }?.value
    }

    /// The value that was set last, whatever its day.
    public var newest: Value? { entries.last?.value }
    /// The first value that ever held.
    public var first: Value? { entries.first?.value }
    /// What was recorded last, whatever day it is about: where a later record replaces an earlier one (the last day of an
    /// engagement that was set to December and then to June is in June).
    public var latest: Entry? { entries.max { $0.position < $1.position } }

    /// Takes away what the fact at `position` said. Returns whether it had said anything here.
    @discardableResult
    public mutating func annul(_ position: Int) -> Bool {
        let before = entries.count
        entries.removeAll { $0.position == position }
        return entries.count != before
    }
}
