// SPDX-License-Identifier: MPL-2.0

/// What is done with personal data, as the record of processing activities has it (behandlingsaktivitet, GDPR Article 30): one
/// that the organisation decides over (paragraph 1), and one that it carries out for others (paragraph 2). What the record
/// lacks is never guessed: it is a gap, and a gap is a duty.
public struct Processing: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case set(Wording)
        case reviewed(Review)
        /// It goes on no more; the record is kept.
        case ended(reason: ValueID)
    }

    public struct Wording: Hashable, Sendable {
        /// Of the series that runs through all years.
        public let number: Int
        public let capacity: Capacity
        public let title: ValueID
        /// The purposes; of a processor the kinds of processing that are carried out for the controllers.
        public let purpose: ValueID
        public let unit: ID<Unit>
        /// Who knows it and keeps the record right.
        public let responsible: ID<Person>?
        /// The first day on which data are processed; nil: it is planned, and nobody knows when.
        public let begins: Day?
        /// Of a processor those for whom it is done, with their contacts and data protection officers; of joint controllers the
        /// others. One a line.
        public let controllers: ValueID?
        public let grounds: [Ground]
        /// The provisions of national law that it rests on, in words.
        public let law: ValueID?
        /// The categories of people.
        public let people: ValueID?
        /// The classes of data that GDPR tells apart, and the kinds of data in words.
        public let data: [Asset.PersonalData]
        public let kinds: ValueID?
        public let recipients: ValueID?
        /// Nil: nobody has said.
        public let transfer: Transfer?
        /// The countries or organisations outside the EU and the EEA.
        public let countries: ValueID?
        public let safeguards: [Safeguard]
        /// When which data are erased.
        public let erasure: ValueID?
        /// The technical and organisational measures, in general terms.
        public let security: ValueID?
        /// The solutions, the information and what else it is done with.
        public let assets: [ID<Asset>]

        public init(
            number: Int, capacity: Capacity, title: ValueID, purpose: ValueID, unit: ID<Unit>,
            responsible: ID<Person>?, begins: Day?, controllers: ValueID?, grounds: [Ground], law: ValueID?,
            people: ValueID?, data: [Asset.PersonalData], kinds: ValueID?, recipients: ValueID?, transfer: Transfer?,
            countries: ValueID?, safeguards: [Safeguard], erasure: ValueID?, security: ValueID?, assets: [ID<Asset>]
        ) {
            self.number = number
            self.capacity = capacity
            self.title = title
            self.purpose = purpose
            self.unit = unit
            self.responsible = responsible
            self.begins = begins
            self.controllers = controllers
            self.grounds = grounds
            self.law = law
            self.people = people
            self.data = data
            self.kinds = kinds
            self.recipients = recipients
            self.transfer = transfer
            self.countries = countries
            self.safeguards = safeguards
            self.erasure = erasure
            self.security = security
            self.assets = assets
        }

        /// »BEH-12«: the number by which people name it.
        public var label: String { "BEH-\(number)" }
    }

    /// That the record was gone through and says what is so.
    public struct Review: Hashable, Sendable {
        public let finding: ValueID
        /// The day by which it is gone through again: within a year.
        public let next: Day

        public init(finding: ValueID, next: Day) { (self.finding, self.next) = (finding, next) }

        @dynamicMemberLookup
        public struct Made: Hashable, Sendable {
            let review: Review
            public let day: Day
            public let position: Int
            /// Who recorded it.
            public let by: ID<Person>?

            public subscript<Value>(dynamicMember path: KeyPath<Review, Value>) -> Value { review[keyPath: path] }
        }
    }

    public enum Standing: String, Choosable {
        case planned, running, lacking, late, ended

        public var label: Phrase {
            switch self {
            case .planned: Phrase(da: "Planlagt", en: "Planned")
            case .running: Phrase(da: "I orden", en: "In order")
            case .lacking: Phrase(da: "Mangelfuld", en: "Incomplete")
            case .late: Phrase(da: "Gennemgang overskredet", en: "Review overdue")
            case .ended: Phrase(da: "Ophørt", en: "Ended")
            }
        }
    }

    public let id: ID<Processing>
    public private(set) var wordings = Timeline<Wording>()
    /// Its own, also where its words are struck.
    public private(set) var number = 0
    public private(set) var position = 0
    public private(set) var setOn = Day.distantPast
    /// In the order of their days.
    public private(set) var reviews: [Review.Made] = []
    public private(set) var ending = Timeline<ValueID>()
    public private(set) var revision = 0

    init(id: ID<Processing>) { self.id = id }

    /// Nil where it is annulled.
    public var wording: Wording? { wordings.newest }
    public func wording(on day: Day) -> Wording? { wordings.value(on: day) ?? wordings.first }
    public var endedOn: Day? { ending.entries.first?.from }
    public func isEnded(on day: Day) -> Bool { endedOn.map { $0 <= day } ?? false }

    /// By when the record is gone through again, as it stood on `day`: a year after the newest look at all of it.
    public func nextReview(on day: Day) -> Day {
        let newest = reviews.last { $0.day <= day }
        return newest.map { min($0.next, $0.day.adding(months: 12)) } ?? setOn.adding(months: 12)
    }

    public func standing(on day: Day) -> Standing {
        if isEnded(on: day) { return .ended }
        guard let wording = wording(on: day) else { return .lacking }
        if nextReview(on: day) < day { return .late }
        if !wording.gaps.isEmpty { return .lacking }
        return wording.begins.map { $0 <= day } ?? false ? .running : .planned
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .set(let wording):
            if wordings.entries.isEmpty {
                (position, setOn, number) = (stamp.position, stamp.effective, wording.number)
            }
            wordings.set(wording, from: stamp.effective, at: stamp.position)
        case .reviewed(let review):
            reviews.append(.init(review: review, day: stamp.effective, position: stamp.position, by: stamp.by))
            reviews.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        case .ended(let reason): ending.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        wordings.annul(position)
        reviews.removeAll { $0.position == position }
        ending.annul(position)
    }
}
