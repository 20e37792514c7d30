// SPDX-License-Identifier: MPL-2.0

/// What is done to keep a requirement or to meet what a solution needs (foranstaltning, policy §§1, 5): planned to a day,
/// in place since a day, or ended; and whether it works, as somebody tested. The requirement says what must be so, a control
/// of a framework what could be done; the measure is what this organisation does, and the three are never one.
public struct Measure: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case set(Wording)
        case implemented(how: ValueID?)
        case tested(Test)
        case ended(reason: ValueID)
    }

    /// What an asset needs, as a measure serves it: each of the three for itself (policy §1).
    public struct Need: Hashable, Sendable {
        public let asset: ID<Asset>
        public let property: ControlAttributes.Property

        public init(asset: ID<Asset>, property: ControlAttributes.Property) {
            self.asset = asset
            self.property = property
        }
    }

    public struct Wording: Hashable, Sendable {
        /// Of the series that runs through all years.
        public let number: Int
        public let title: ValueID
        /// What is done.
        public let what: ValueID
        public let unit: ID<Unit>
        /// The day by which it is to be in place.
        public let by: Day
        /// How many months go between tests of its effect.
        public let months: Int
        public let requirements: [ID<Requirement>]
        /// Clauses and controls of frameworks that it carries out, or some of.
        public let clauses: [ClauseReference]
        public let needs: [Need]
        /// Whether something else is done than before: tests of that say nothing of this.
        public let isReworded: Bool

        public init(
            number: Int, title: ValueID, what: ValueID, unit: ID<Unit>, by: Day, months: Int,
            requirements: [ID<Requirement>], clauses: [ClauseReference], needs: [Need], isReworded: Bool
        ) {
            self.number = number
            self.title = title
            self.what = what
            self.unit = unit
            self.by = by
            self.months = months
            self.requirements = requirements
            self.clauses = clauses
            self.needs = needs
            self.isReworded = isReworded
        }

        /// »FOR-3«: the number by which people name it.
        public var label: String { "FOR-\(number)" }

        /// The assets that it serves, each once.
        public var assets: [ID<Asset>] {
            var found: [ID<Asset>] = []
            for need in needs where !found.contains(need.asset) { found.append(need.asset) }
            return found
        }
    }

    public enum Outcome: String, Choosable {
        case works, partly, fails

        public var label: Phrase {
            switch self {
            case .works: Phrase(da: "Virker", en: "Works")
            case .partly: Phrase(da: "Virker delvist", en: "Works in part")
            case .fails: Phrase(da: "Virker ikke", en: "Does not work")
            }
        }
    }

    /// Whether it does what it is for, as it was tested on a day.
    public struct Test: Hashable, Sendable {
        public let method: Assessment.Method
        public let outcome: Outcome
        /// What was found.
        public let finding: ValueID
        public let evidence: [ID<Evidence>]
        /// The day by which it is tested again, and the last one on which this test says something.
        public let next: Day

        public init(
            method: Assessment.Method, outcome: Outcome, finding: ValueID, evidence: [ID<Evidence>], next: Day
        ) {
            self.method = method
            self.outcome = outcome
            self.finding = finding
            self.evidence = evidence
            self.next = next
        }

        @dynamicMemberLookup
        public struct Made: Hashable, Sendable {
            let test: Test
            public let day: Day
            public let position: Int
            /// Who recorded it.
            public let by: ID<Person>?

            public subscript<Value>(dynamicMember path: KeyPath<Test, Value>) -> Value { test[keyPath: path] }
        }
    }

    /// How it stands on a day. Only what is in place and was tested to work counts as met.
    public enum Standing: String, Choosable {
        case planned, late, untested, stale, works, partly, fails, ended

        public var label: Phrase {
            switch self {
            case .planned: Phrase(da: "Planlagt", en: "Planned")
            case .late: Phrase(da: "Ikke indført til tiden", en: "Not in place in time")
            case .untested: Phrase(da: "Indført, ikke efterprøvet", en: "In place, not tested")
            case .stale: Phrase(da: "Efterprøvning overskredet", en: "Test overdue")
            case .works: Phrase(da: "Virker", en: "Works")
            case .partly: Phrase(da: "Virker delvist", en: "Works in part")
            case .fails: Phrase(da: "Virker ikke", en: "Does not work")
            case .ended: Phrase(da: "Afsluttet", en: "Ended")
            }
        }

        /// Whether it is in place on that day.
        public var isInPlace: Bool {
            switch self {
            case .untested, .stale, .works, .partly, .fails: true
            case .planned, .late, .ended: false
            }
        }
    }

    public let id: ID<Measure>
    /// What it is from when: setting it anew keeps its tests.
    public private(set) var wordings = Timeline<Wording>()
    /// Its own, also where its words are struck.
    public private(set) var number = 0
    public private(set) var position = 0
    public private(set) var setOn = Day.distantPast
    /// Since when it is in place, and in which way.
    public private(set) var implementation = Timeline<ValueID?>()
    /// In the order of their days.
    public private(set) var tests: [Test.Made] = []
    public private(set) var ending = Timeline<ValueID>()
    public private(set) var revision = 0

    init(id: ID<Measure>) { self.id = id }

    /// Nil where it is annulled.
    public var wording: Wording? { wordings.newest }
    public func wording(on day: Day) -> Wording? { wordings.value(on: day) ?? wordings.first }
    public var implementedOn: Day? { implementation.entries.first?.from }
    public var endedOn: Day? { ending.entries.first?.from }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .set(let wording):
            if wordings.entries.isEmpty {
                (position, setOn, number) = (stamp.position, stamp.effective, wording.number)
            }
            wordings.set(wording, from: stamp.effective, at: stamp.position)
        case .implemented(let how): implementation.set(how, from: stamp.effective, at: stamp.position)
        case .tested(let test):
            tests.append(.init(test: test, day: stamp.effective, position: stamp.position, by: stamp.by))
            tests.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        case .ended(let reason): ending.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        wordings.annul(position)
        implementation.annul(position)
        tests.removeAll { $0.position == position }
        ending.annul(position)
    }

    public func isEnded(on day: Day) -> Bool { endedOn.map { $0 <= day } ?? false }

    /// The wordings that make what was tested before them say nothing of it any more.
    var rewordings: [Timeline<Wording>.Entry] { wordings.entries.filter(\.value.isReworded) }

    /// The newest test by `day` of what is done on that day.
    public func test(by day: Day) -> Test.Made? {
        guard let newest = tests.last(where: { $0.day <= day }) else { return nil }
        let isReworded = rewordings.contains {
            $0.from <= day && ($0.from, $0.position) > (newest.day, newest.position)
        }
        return isReworded ? nil : newest
    }

    public func standing(on day: Day) -> Standing {
        if isEnded(on: day) { return .ended }
        guard let since = implementedOn, since <= day else {
            return wording(on: day).map { $0.by < day } ?? false ? .late : .planned
        }
        guard let test = test(by: day) else { return .untested }
        guard day <= test.next else { return .stale }
        return switch test.outcome {
        case .works: .works
        case .partly: .partly
        case .fails: .fails
        }
    }

    /// The days on which it is in place and serves what is asked for.
    func inPlace(serving isServed: (Wording) -> Bool) -> [Stretch] {
        guard let since = implementedOn, let life = Stretch(since, endedOn) else { return [] }
        return wordings.stretches(where: isServed).compactMap { $0.within(life) }
    }

    /// The days on which it is meant to serve it, be it in place or planned.
    func meant(serving isServed: (Wording) -> Bool) -> [Stretch] {
        guard let life = Stretch(setOn, endedOn) else { return [] }
        return wordings.stretches(where: isServed).compactMap { $0.within(life) }
    }
}

extension Register {
    func existingMeasure(_ id: ID<Measure>) throws(Refusal) -> (Measure, Measure.Wording) {
        guard let known = measures[id], let wording = known.wording else {
            throw .invalid("measure", da: "Vælg en foranstaltning.", en: "Choose a measure.")
        }
        return (known, wording)
    }

    /// One that has not ended.
    func standingMeasure(_ id: ID<Measure>, on day: Day) throws(Refusal) -> (Measure, Measure.Wording) {
        let (known, wording) = try existingMeasure(id)
        guard known.endedOn == nil else {
            throw .outOfTurn(
                da: "Foranstaltningen er afsluttet. Opret en ny.", en: "The measure has ended. Add a new one.")
        }
        return (known, wording)
    }

    /// The measures that ever served a requirement or an asset.
    func measures(around subject: Subject) -> [Measure] {
        (measuresFor[subject] ?? []).compactMap { measures[$0] }.filter { $0.wording != nil }
    }

    /// The measures that serve a requirement on `day`, in the order of their numbers; those that have ended not.
    public func measures(for requirement: ID<Requirement>, on day: Day) -> [Measure] {
        measures(around: .requirement(requirement)).filter { known in
            known.setOn <= day && !known.isEnded(on: day)
                && known.wording(on: day)?.requirements.contains(requirement) == true
        }.sorted { $0.number < $1.number }
    }

    /// The measures that serve what an asset needs on `day`.
    public func measures(for need: Measure.Need, on day: Day) -> [Measure] {
        measures(around: .asset(need.asset)).filter { known in
            known.setOn <= day && !known.isEnded(on: day) && known.wording(on: day)?.needs.contains(need) == true
        }.sorted { $0.number < $1.number }
    }

    /// The measures that carry out a clause or a control on `day`.
    public func measures(for clause: ClauseReference, on day: Day) -> [Measure] {
        (measuresAt[clause] ?? []).compactMap { measures[$0] }.filter { known in
            known.setOn <= day && !known.isEnded(on: day)
                && known.wording(on: day)?.clauses.contains(clause) == true
        }.sorted { $0.number < $1.number }
    }
}
