// SPDX-License-Identifier: MPL-2.0

/// What holds from a day until a last day that may be set later: engagements, roles, deputyships, seats.
public protocol Spanning {
    var from: Day { get }
    /// The last day; what was recorded last counts.
    var to: Timeline<Bool> { get }
}

extension Spanning {
    /// The last day, if one is set.
    public var last: Day? { to.latest?.from }
    public func holds(on day: Day) -> Bool { from <= day && (last.map { day <= $0 } ?? true) }
}
