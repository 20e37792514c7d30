// SPDX-License-Identifier: MPL-2.0

/// A measurable objective of information security (ISO/IEC 27001 6.2): what is aimed at, by when, who answers for it, and
/// what was measured.
public struct Objective: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case set(Wording)
        case measured(Measurement)
        case ended(reason: ValueID)
    }

    /// Which way the target lies.
    public enum Direction: String, Choosable {
        case atLeast = "at_least"
        case atMost = "at_most"

        public var label: Phrase {
            switch self {
            case .atLeast: Phrase(da: "Mindst", en: "At least")
            case .atMost: Phrase(da: "Højst", en: "At most")
            }
        }
    }

    public struct Wording: Hashable, Sendable {
        public let number: Int
        public let title: ValueID
        /// What the numbers count: percent, days, incidents.
        public let measure: ValueID
        public let direction: Direction
        public let target: Int
        /// The day by which it is to be met.
        public let by: Day
        /// How many months go between measurements.
        public let months: Int
        public let unit: ID<Unit>

        public init(
            number: Int, title: ValueID, measure: ValueID, direction: Direction, target: Int, by: Day, months: Int,
            unit: ID<Unit>
        ) {
            self.number = number
            self.title = title
            self.measure = measure
            self.direction = direction
            self.target = target
            self.by = by
            self.months = months
            self.unit = unit
        }

        /// »MÅL-3«: the number by which people name it.
        public var label: String { "MÅL-\(number)" }

        public func isMet(by value: Int) -> Bool { direction == .atLeast ? value >= target : value <= target }
    }

    public struct Measurement: Hashable, Sendable {
        public let value: Int
        public let note: ValueID?
        public let evidence: [ID<Evidence>]

        public init(value: Int, note: ValueID?, evidence: [ID<Evidence>]) {
            self.value = value
            self.note = note
            self.evidence = evidence
        }

        @dynamicMemberLookup
        public struct Made: Hashable, Sendable {
            let measurement: Measurement
            public let day: Day
            public let position: Int

            public subscript<Value>(dynamicMember path: KeyPath<Measurement, Value>) -> Value {
                measurement[keyPath: path]
            }
        }
    }

    public let id: ID<Objective>
    /// What holds from when: setting it anew keeps its measurements.
    public private(set) var wordings = Timeline<Wording>()
    /// Its own, also where its words are struck.
    public private(set) var number = 0
    public private(set) var position = 0
    public private(set) var setOn = Day.distantPast
    /// In the order of their days.
    public private(set) var measurements: [Measurement.Made] = []
    public private(set) var ending = Timeline<ValueID>()
    public private(set) var revision = 0

    init(id: ID<Objective>) { self.id = id }

    public var wording: Wording? { wordings.newest }
    public func wording(on day: Day) -> Wording? { wordings.value(on: day) ?? wordings.first }
    public var endedOn: Day? { ending.entries.first?.from }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .set(let wording):
            if wordings.entries.isEmpty {
                (position, setOn, number) = (stamp.position, stamp.effective, wording.number)
            }
            wordings.set(wording, from: stamp.effective, at: stamp.position)
        case .measured(let measurement):
            measurements.append(.init(measurement: measurement, day: stamp.effective, position: stamp.position))
            measurements.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        case .ended(let reason): ending.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        wordings.annul(position)
        measurements.removeAll { $0.position == position }
        ending.annul(position)
    }

    /// Whether it holds on a day.
    public func holds(on day: Day) -> Bool {
        wording != nil && setOn <= day && (endedOn.map { day < $0 } ?? true)
    }

    /// The newest measurement by `day`.
    public func measurement(by day: Day) -> Measurement.Made? { measurements.last { $0.day <= day } }

    /// Whether it holds on a day and has been measured.
    public func isMeasured(on day: Day) -> Bool { holds(on: day) && measurement(by: day) != nil }

    public func isMet(on day: Day) -> Bool {
        guard let wording = wording(on: day), let newest = measurement(by: day) else { return false }
        return wording.isMet(by: newest.value)
    }
}

extension Register {
    func standingObjective(_ id: ID<Objective>, on day: Day) throws(Refusal) -> (Objective, Objective.Wording) {
        guard let known = objectives[id], let wording = known.wording else {
            throw .invalid("objective", da: "Vælg et mål.", en: "Choose an objective.")
        }
        guard known.holds(on: day) else {
            throw .outOfTurn(
                da: "Målet gælder ikke mere. Sæt et nyt.", en: "The objective holds no more. Set a new one.")
        }
        return (known, wording)
    }

    /// It is measured in its rhythm (ISO/IEC 27001 6.2).
    func duties(of objective: Objective) -> [Duty] {
        guard let wording = objective.wording else { return [] }
        var found: [Duty] = []
        let days = objective.measurements.map(\.day)
        for (index, day) in ([objective.setOn] + days).enumerated() {
            if let ended = objective.endedOn, day >= ended { break }
            let due = day.adding(months: wording.months)
            let next = index < days.count ? days[index] : nil
            let done = earlier(next, objective.endedOn)
            found.append(
                Duty(
                    rule: .measurement, subject: .objective(objective.id), turn: index,
                    responsible: .unit(
                        answering(for: objective.wording(on: done ?? due)?.unit ?? wording.unit, on: done ?? due)),
                    access: .everyone, opens: min(max(day, due - 14), due), due: due, done: done,
                    holdsUntil: index == 0 ? nil : due))
        }
        return found
    }
}
