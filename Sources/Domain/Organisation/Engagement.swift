// SPDX-License-Identifier: MPL-2.0

extension Person {
    /// An employment or other engagement (policy §9: ansatte, indstationerede, eksterne konsulenter). Another unit or title
    /// inside it is no new start.
    public struct Engagement: Spanning, Hashable, Sendable {
        public enum Kind: String, Choosable {
            case employee, embedded, consultant, direktion, bestyrelse

            public var label: Phrase {
                switch self {
                case .employee: Phrase(da: "Ansat", en: "Employee")
                case .embedded: Phrase(da: "Indstationeret", en: "Embedded consultant")
                case .consultant: Phrase(da: "Ekstern konsulent", en: "External consultant")
                case .direktion: Phrase(da: "Medlem af direktionen", en: "Member of the direktion")
                case .bestyrelse: Phrase(da: "Medlem af bestyrelsen", en: "Member of the bestyrelse")
                }
            }
        }

        public let id: ID<Engagement>
        public let position: Int
        public let kind: Kind
        public let from: Day
        /// The first working day that was expected when the engagement was recorded.
        public let firstWorkingDay: Day?
        /// Whether nobody said when it began: it was first seen in another system on `from`.
        public let isFirstSeen: Bool
        public internal(set) var units: Timeline<ID<Unit>>
        public internal(set) var titles: Timeline<ValueID>
        /// The first working day as it came to be; what was recorded last counts.
        public internal(set) var began = Timeline<Day>()
        /// The last day; the newest entry counts.
        public var to = Timeline<Bool>()
        // What the engagement began with: a move that counts from before it does not take its place.
        private let firstUnit: ID<Unit>
        private let firstTitle: ValueID

        init(
            id: ID<Engagement>, position: Int, kind: Kind, unit: ID<Unit>, title: ValueID, from: Day,
            firstWorkingDay: Day?, isFirstSeen: Bool = false
        ) {
            self.id = id
            self.position = position
            self.kind = kind
            self.from = from
            self.firstWorkingDay = firstWorkingDay
            self.isFirstSeen = isFirstSeen
            firstUnit = unit
            firstTitle = title
            units = Timeline(unit, from: from, at: position)
            titles = Timeline(title, from: from, at: position)
        }

        public func unit(on day: Day) -> ID<Unit> { units.value(on: max(day, from)) ?? firstUnit }
        public func title(on day: Day) -> ValueID { titles.value(on: max(day, from)) ?? firstTitle }
        /// The unit and title that hold last.
        public var newestUnit: ID<Unit> { units.newest ?? firstUnit }
        public var newestTitle: ValueID { titles.newest ?? firstTitle }
        /// The day in the engagement that is nearest to `day`: what has ended reads as it was at its end.
        public func nearest(_ day: Day) -> Day { max(from, min(day, last ?? day)) }

        /// The first working day as it came to be; nil: nothing else than what was expected is recorded.
        public var actualFirstWorkingDay: Day? { began.latest?.value }

        /// The first working day: as it came to be, else as expected, else the first day from the beginning on that is
        /// neither a weekend nor a public holiday (policy §9; a contract from 1 January begins on the 2nd at the earliest).
        public var works: Day {
            actualFirstWorkingDay ?? firstWorkingDay ?? (from.isWorkingDay ? from : from.nextWorkingDay)
        }

        mutating func annul(_ position: Int) {
            to.annul(position)
            began.annul(position)
            units.annul(position)
            titles.annul(position)
        }
    }

    public func engagement(_ id: ID<Engagement>) -> Engagement? { engagements.first { $0.id == id } }

    func existingEngagement(_ id: ID<Engagement>) throws(Refusal) -> Engagement {
        guard let known = engagement(id) else {
            throw .invalid("engagement", da: "Vælg en ansættelse.", en: "Choose an engagement.")
        }
        return known
    }
}

/// Records on which day somebody in fact began, where it was not the day that was expected (policy §9).
public struct RecordFirstWorkingDay: Deed {
    let person: ID<Person>, engagement: ID<Person.Engagement>, first: Day

    public static let fields = [
        Field.person, .engagement,
        Field(
            "first_working_day", .day, da: "Første arbejdsdag", en: "First working day",
            hint: Phrase(
                da: "Den dag, personen faktisk mødte første gang. Politikkens afsnit 9 regner fristen fra den.",
                en: "The day on which the person in fact came first. Section 9 of the policy counts from it.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        engagement = try arguments.id("engagement")
        first = try arguments.day("first_working_day")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        Concern(unit: register.persons[person]?.engagement(engagement)?.unit(on: day), person: person)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person).existingEngagement(engagement)
        guard first >= known.from else {
            throw .invalid(
                "first_working_day",
                da: "Første arbejdsdag kan ikke ligge før ansættelsen, som begynder \(Language.da.day(known.from)).",
                en:
                    "The first working day cannot lie before the engagement, which begins on \(Language.en.day(known.from))."
            )
        }
        if let last = known.last, first > last {
            throw .invalid(
                "first_working_day",
                da: "Første arbejdsdag kan ikke ligge efter ansættelsens sidste dag, \(Language.da.day(last)).",
                en: "The first working day cannot lie after the last day of the engagement, \(Language.en.day(last)).")
        }
        guard known.actualFirstWorkingDay ?? known.firstWorkingDay != first else {
            throw .invalid(
                "first_working_day", da: "Den dag er registreret allerede.", en: "That day is recorded already.")
        }
        try desk.record(.person(person, .firstWorkingDayRecorded(engagement, first)))
    }
}

/// Moves somebody to another unit or title from a day, while the engagement goes on.
public struct MoveEngagement: Deed {
    let person: ID<Person>, engagement: ID<Person.Engagement>, unit: ID<Unit>, title: String, from: Day

    public static let fields = [
        Field.person, .engagement, .unit, Field("title", .line(most: 120), da: "Titel", en: "Title"), .from, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        engagement = try arguments.id("engagement")
        unit = try arguments.id("unit")
        title = try arguments.line("title", most: 120)
        from = try arguments.day("from")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: unit, person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person).existingEngagement(engagement)
        _ = try desk.register.openUnit(unit, "unit", on: from)
        guard from > known.from, known.last.map({ from <= $0 }) ?? true else {
            throw .invalid(
                "from",
                da:
                    "Vælg en dag efter ansættelsens første og senest dens sidste. Var enheden forkert fra start, så ret den post.",
                en:
                    "Choose a day after the first of the engagement, and at the latest its last. If the unit was wrong from the start, correct that entry."
            )
        }
        try desk.record(.person(person, .engagementMoved(engagement, unit: unit, title: desk.keep(title))), on: from)
    }
}
