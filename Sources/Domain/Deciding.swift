// SPDX-License-Identifier: MPL-2.0

/// One fact as `decide` made it, before it has bytes.
public struct Decided: Sendable {
    public let fact: Fact
    /// The day from which it counts.
    public let effective: Day
    /// Why it is recorded later than the day it counts from; nil when it is not.
    public let lateReason: ValueID?
}

/// What a command decides against, and what it decided: everything that `decide` needs is an argument, also the day and
/// the identities, so that the same command on the same register gives the same facts.
public struct Deciding: Sendable {
    /// The register with the facts that this command has already recorded.
    public private(set) var register: Register
    public let today: Day
    public let now: Instant
    /// Who gives the command; nil for the operator and the system.
    public let by: ID<Person>?
    public private(set) var facts: [Decided] = []
    /// The vault values of the facts.
    public private(set) var values: [(ValueID, [UInt8])] = []
    /// Why what lies before today is recorded only now.
    var late: String?
    private let mint: @Sendable () -> (UInt64, UInt64)

    public init(
        register: Register, today: Day, now: Instant, by: ID<Person>?, late: String?,
        mint: @escaping @Sendable () -> (UInt64, UInt64)
    ) {
        self.register = register
        self.today = today
        self.now = now
        self.by = by
        self.late = late
        self.mint = mint
    }

    /// A new identity.
    public func new<Kind>(_: Kind.Type = Kind.self) -> ID<Kind> {
        let bits = mint()
        return ID(high: bits.0, low: bits.1)
    }

    /// Keeps a text as a vault value.
    public mutating func keep(_ text: String) -> ValueID {
        keep(Array(text.utf8))
    }

    public mutating func keep(_ text: String?) -> ValueID? {
        guard let text else { return nil }
        return keep(Array(text.utf8))
    }

    public mutating func keep(_ bytes: [UInt8]) -> ValueID {
        let id: ValueID = new()
        values.append((id, bytes))
        return id
    }

    /// Records a fact, effective today or on `day`. A day that lies before today needs a reason: the one given here, or
    /// the one that the command carries.
    public mutating func record(_ fact: Fact, on day: Day? = nil, because: String? = nil) throws(Refusal) {
        var touched: Set<Subject> = []
        try take(fact, on: day ?? today, because: because, &touched)
        register.settle(touched)
    }

    /// Records many facts at once: what follows from them is worked out when all are there.
    mutating func record(all facts: [(Fact, Day)], because: String? = nil) throws(Refusal) {
        var touched: Set<Subject> = []
        for (fact, day) in facts { try take(fact, on: day, because: because, &touched) }
        register.settle(touched)
    }

    private mutating func take(
        _ fact: Fact, on effective: Day, because: String?, _ touched: inout Set<Subject>
    ) throws(Refusal) {
        var reason: ValueID?
        if effective < today {
            guard let late = because ?? late else {
                throw .invalid(
                    "late_reason",
                    da: "Dagen ligger før i dag. Skriv, hvorfor det først registreres nu.",
                    en: "The day lies before today. Write why it is recorded only now.")
            }
            reason = keep(late)
        }
        facts.append(Decided(fact: fact, effective: effective, lateReason: reason))
        register.evolve(
            fact, Stamp(position: register.count, effective: effective, recorded: now, by: by), touching: &touched)
    }
}

/// Whose affair a command is: access is given for everything, for one's own unit, or for what is one's own.
public struct Concern: Sendable {
    public var unit: ID<Unit>?
    public var person: ID<Person>?
    public var body: Body.Kind?

    public init(unit: ID<Unit>? = nil, person: ID<Person>? = nil, body: Body.Kind? = nil) {
        self.unit = unit
        self.person = person
        self.body = body
    }
}

/// A command: what it takes, whose affair it is, and what may happen. One type per line of `CommandKind`.
public protocol Deed: Sendable {
    static var fields: [Field] { get }
    /// Fields that it never takes, each with the reason: whoever gives one at whatever door is told why, and not merely that
    /// there is no such field.
    static var refused: [Refusal] { get }
    init(_ arguments: Arguments) throws(Refusal)
    func concern(in register: Register, on day: Day) -> Concern
    func decide(_ desk: inout Deciding) throws(Refusal)
}

extension Deed {
    public static var refused: [Refusal] { [] }
    public func concern(in register: Register, on day: Day) -> Concern { Concern() }
}
