// SPDX-License-Identifier: MPL-2.0

/// What is to be protected (aktiv, policy §§3, 8), of one of seven kinds: what it needs of confidentiality, integrity and
/// availability, each for itself with its own words and its own reason (§1); how much of the time it is to be there; who may
/// use it, and when that was last gone through; and what else is known of it (`Details`).
public struct Asset: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case set(Wording)
        case measured(Availability)
        case accessReviewed(AccessReview)
        case retired(reason: ValueID)
        case depended(Dependence)
        case dependenceEnded(Dependence.Kind, on: ID<Asset>, reason: ValueID)
        case inventoried(Inventory)
    }

    public struct Need: Hashable, Sendable {
        public let level: Level
        public let reason: ValueID

        public init(level: Level, reason: ValueID) {
            self.level = level
            self.reason = reason
        }
    }

    /// How much of the time it is to be there, and how soon again.
    public struct Target: Hashable, Sendable {
        /// In hundredths of a per cent: 9990 is 99.90 %.
        public let available: Int?
        /// How long it may be away at most, in hours (RTO).
        public let recovery: Int?
        /// How much work may be lost at most, in hours (RPO).
        public let loss: Int?

        public init(available: Int?, recovery: Int?, loss: Int?) {
            self.available = available
            self.recovery = recovery
            self.loss = loss
        }

        public var isEmpty: Bool { available == nil && recovery == nil && loss == nil }

        /// Whether all that is aimed at and was measured was met.
        public func isMet(by measured: Target) -> Bool {
            func within(_ target: Int?, _ value: Int?, _ holds: (Int, Int) -> Bool) -> Bool {
                guard let target, let value else { return true }
                return holds(value, target)
            }
            return within(available, measured.available, >=) && within(recovery, measured.recovery, <=)
                && within(loss, measured.loss, <=)
        }
    }

    public struct Wording: Hashable, Sendable {
        /// Of the series that runs through all years.
        public let number: Int
        public let kind: Kind
        public let name: ValueID
        /// What it is used for.
        public let about: ValueID?
        public let unit: ID<Unit>
        /// Who answers for it: of a solution the system owner (systemejer).
        public let owner: ID<Person>?
        /// Whether the municipalities have it together (fælleskommunal løsning).
        public let isShared: Bool
        /// Nil: not stated, which is not the same as nothing special.
        public let confidentiality: Need?
        public let integrity: Need?
        public let availability: Need?
        /// Whether it must be sure whom something comes from. A value beside the three, never stated for what was registered
        /// before it was asked for.
        public let authenticity: Need?
        public let target: Target
        /// Who may use it; nil: nobody is let in to it by name.
        public let users: ValueID?
        /// How many months go between reviews of that; nil where `users` is.
        public let months: Int?
        public let details: Details

        public init(
            number: Int, kind: Kind, name: ValueID, about: ValueID?, unit: ID<Unit>, owner: ID<Person>?,
            isShared: Bool, confidentiality: Need?, integrity: Need?, availability: Need?, authenticity: Need? = nil,
            target: Target, users: ValueID?, months: Int?, details: Details = .init()
        ) {
            self.number = number
            self.kind = kind
            self.name = name
            self.about = about
            self.unit = unit
            self.owner = owner
            self.isShared = isShared
            self.confidentiality = confidentiality
            self.integrity = integrity
            self.availability = availability
            self.authenticity = authenticity
            self.target = target
            self.users = users
            self.months = months
            self.details = details
        }

        /// »LØS-3«: the number by which people name it.
        public var label: String { "\(kind.prefix)-\(number)" }

        /// Nil: not stated.
        public subscript(property: ControlAttributes.Property) -> Need? {
            switch property {
            case .confidentiality: confidentiality
            case .integrity: integrity
            case .availability: availability
            }
        }
    }

    /// What was measured in a period, held against the target of its last day.
    public struct Availability: Hashable, Sendable {
        public let from: Day
        public let until: Day
        public let measured: Target
        public let note: ValueID?
        public let evidence: [ID<Evidence>]

        public init(from: Day, until: Day, measured: Target, note: ValueID?, evidence: [ID<Evidence>]) {
            self.from = from
            self.until = until
            self.measured = measured
            self.note = note
            self.evidence = evidence
        }

        @dynamicMemberLookup
        public struct Made: Hashable, Sendable {
            let availability: Availability
            public let day: Day
            public let position: Int

            public subscript<Value>(dynamicMember path: KeyPath<Availability, Value>) -> Value {
                availability[keyPath: path]
            }
        }
    }

    /// Whether only the right users have access, as somebody went through it.
    public struct AccessReview: Hashable, Sendable {
        public enum Outcome: String, Choosable {
            case inOrder = "in_order"
            case corrected, wanting

            public var label: Phrase {
                switch self {
                case .inOrder: Phrase(da: "I orden", en: "In order")
                case .corrected: Phrase(da: "Rettet undervejs", en: "Put right on the way")
                case .wanting: Phrase(da: "Ikke i orden endnu", en: "Not in order yet")
                }
            }
        }

        public let outcome: Outcome
        /// What was found, and what was changed.
        public let finding: ValueID
        public let evidence: [ID<Evidence>]
        /// The day by which it is gone through again.
        public let next: Day

        public init(outcome: Outcome, finding: ValueID, evidence: [ID<Evidence>], next: Day) {
            self.outcome = outcome
            self.finding = finding
            self.evidence = evidence
            self.next = next
        }

        @dynamicMemberLookup
        public struct Made: Hashable, Sendable {
            let review: AccessReview
            public let day: Day
            public let position: Int
            /// Who recorded it.
            public let by: ID<Person>?

            public subscript<Value>(dynamicMember path: KeyPath<AccessReview, Value>) -> Value {
                review[keyPath: path]
            }
        }
    }

    public let id: ID<Asset>
    /// What it is from when: setting it anew keeps what was recorded of it.
    public private(set) var wordings = Timeline<Wording>()
    /// Its own, also where its words are struck.
    public private(set) var number = 0
    /// Of the first words, as the number is.
    public private(set) var kind: Kind?
    public private(set) var position = 0
    public private(set) var setOn = Day.distantPast
    /// In the order of the days on which they were recorded.
    public private(set) var measurements: [Availability.Made] = []
    /// In the order of their days.
    public private(set) var reviews: [AccessReview.Made] = []
    public private(set) var retirement = Timeline<ValueID>()
    /// What it depends on, in the order in which that was recorded first.
    var ties: [Tie] = []
    /// What it was made of, in the order of the days on which it was recorded.
    public private(set) var inventories: [Inventory.Made] = []
    public private(set) var revision = 0

    init(id: ID<Asset>) { self.id = id }

    /// Nil where it is annulled.
    public var wording: Wording? { wordings.newest }
    public func wording(on day: Day) -> Wording? { wordings.value(on: day) ?? wordings.first }
    public var retiredOn: Day? { retirement.entries.first?.from }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .set(let wording):
            if wordings.entries.isEmpty {
                (position, setOn) = (stamp.position, stamp.effective)
                (number, kind) = (wording.number, wording.kind)
            }
            wordings.set(wording, from: stamp.effective, at: stamp.position)
        case .measured(let availability):
            measurements.append(.init(availability: availability, day: stamp.effective, position: stamp.position))
            measurements.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        case .accessReviewed(let review):
            reviews.append(.init(review: review, day: stamp.effective, position: stamp.position, by: stamp.by))
            reviews.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        case .retired(let reason): retirement.set(reason, from: stamp.effective, at: stamp.position)
        case .depended(let one): tie(one.kind, on: one.on, one, from: stamp.effective, at: stamp.position)
        case .dependenceEnded(let kind, let other, _):
            tie(kind, on: other, nil, from: stamp.effective, at: stamp.position)
        case .inventoried(let inventory):
            inventories.append(.init(inventory: inventory, day: stamp.effective, position: stamp.position))
            inventories.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        wordings.annul(position)
        measurements.removeAll { $0.position == position }
        reviews.removeAll { $0.position == position }
        retirement.annul(position)
        annulTies(position)
        inventories.removeAll { $0.position == position }
    }

    /// Whether it is in use on a day.
    public func holds(on day: Day) -> Bool {
        wording != nil && setOn <= day && (retiredOn.map { day < $0 } ?? true)
    }

    /// What was measured of the newest period that is recorded by `day`.
    public func measurement(by day: Day) -> Availability.Made? {
        measurements.filter { $0.day <= day }.max { ($0.until, $0.position) < ($1.until, $1.position) }
    }

    /// Whether it was as available as it was to be by then.
    public func isMet(_ made: Availability.Made) -> Bool {
        wording(on: made.until)?.target.isMet(by: made.measured) ?? true
    }

    /// Whether all that was missed was measured again later, and met.
    func makesUp(_ later: Availability.Made, for missed: Availability.Made) -> Bool {
        guard isMet(later), let target = wording(on: missed.until)?.target else { return false }
        let (was, now) = (missed.measured, later.measured)
        func isAnswered(_ target: Int?, _ was: Int?, _ now: Int?, _ holds: (Int, Int) -> Bool) -> Bool {
            guard let target, let was, !holds(was, target) else { return true }
            return now != nil
        }
        return isAnswered(target.available, was.available, now.available, >=)
            && isAnswered(target.recovery, was.recovery, now.recovery, <=)
            && isAnswered(target.loss, was.loss, now.loss, <=)
    }

    /// What it is made of, as it was recorded last.
    public func inventory(by day: Day) -> Inventory.Made? { inventories.last { $0.day <= day } }

    public func review(by day: Day) -> AccessReview.Made? { reviews.last { $0.day <= day } }
}

extension Register {
    func existingAsset(_ id: ID<Asset>, _ field: String = "asset") throws(Refusal) -> (Asset, Asset.Wording) {
        guard let known = assets[id], let wording = known.wording else {
            throw .invalid(field, da: "Vælg et aktiv.", en: "Choose an asset.")
        }
        return (known, wording)
    }

    /// One that is in use.
    func standingAsset(
        _ id: ID<Asset>, _ field: String = "asset", on day: Day
    ) throws(Refusal) -> (Asset, Asset.Wording) {
        let (known, wording) = try existingAsset(id, field)
        guard known.holds(on: day) else {
            throw .invalid(
                field, da: "Aktivet er taget ud af brug. Vælg et andet.",
                en: "The asset is no longer in use. Choose another.")
        }
        return (known, wording)
    }
}
