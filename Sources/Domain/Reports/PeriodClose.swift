// SPDX-License-Identifier: MPL-2.0

extension Organisation {
    /// A period that is closed: what counts from a day in it but is recorded later is marked wherever it is shown. Nothing
    /// is refused; what was known when it was closed can always be shown again.
    public struct Closure: Hashable, Sendable {
        /// The last day of what is closed.
        public let until: Day
        public let position: Int
        /// The day on which it was closed.
        public let day: Day

        /// Whether an entry came after it though it counts from a day in it.
        public func isAfter(_ position: Int, effective: Day) -> Bool { position > self.position && effective <= until }
    }

    /// The one that an entry came after, if any: the first.
    public func closure(before position: Int, effective: Day) -> Closure? {
        closures.first { $0.isAfter(position, effective: effective) }
    }
}

/// Closes everything up to a day. It cannot be opened again.
public struct ClosePeriod: Deed {
    let until: Day, reason: String

    public static let fields = [
        Field("until", .day, da: "Luk til og med", en: "Close until"),
        Field("reason", .text(most: 2000), da: "Hvad er afsluttet?", en: "What is finished?"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        until = try arguments.day("until")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard until < desk.today else {
            throw .invalid(
                "until", da: "Perioden er ikke gået endnu. Vælg en dag før i dag.",
                en: "The period is not over yet. Choose a day before today.")
        }
        if let last = desk.register.organisation.closures.map(\.until).max(), until <= last {
            throw .outOfTurn(
                da:
                    "Det er lukket til og med den \(last.day).\(last.month).\(last.year). En lukket periode kan ikke åbnes igen.",
                en: "It is closed until \(last). A closed period cannot be opened again.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(
            .organisation(desk.register.organisation.id, .periodClosed(until: until, reason: reason)))
    }
}
