// SPDX-License-Identifier: MPL-2.0

/// An internal control (intern kontrol, policy §7.3: løbende): what is looked at, how often, and each time it was. A round
/// freezes its population first; the sample is drawn from it with a seed that nobody could know by then, the root of the
/// ledger right after the population was recorded. Whoever has the ledger can draw it again.
public struct ControlTest: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case planned(Plan)
        case frozen(ID<Round>, Population)
        case drawn(ID<Round>, Draw)
        case concluded(ID<Round>, Conclusion)
        case retired(reason: ValueID)
    }

    public struct Plan: Hashable, Sendable {
        /// Of the series that runs through all years.
        public let number: Int
        public let title: ValueID
        /// What is looked at, and how.
        public let method: ValueID
        /// What it tests; nil: a document, or something else that the method says.
        public let requirement: ID<Requirement>?
        /// Whose work it looks at.
        public let unit: ID<Unit>
        /// Carried out every so many months.
        public let months: Int
        /// How many are drawn; all where there are fewer.
        public let size: Int

        public init(
            number: Int, title: ValueID, method: ValueID, requirement: ID<Requirement>?, unit: ID<Unit>, months: Int,
            size: Int
        ) {
            self.number = number
            self.title = title
            self.method = method
            self.requirement = requirement
            self.unit = unit
            self.months = months
            self.size = size
        }

        /// »KON-3«: the number by which people name it.
        public var label: String { "KON-\(number)" }
    }

    /// All that could be drawn.
    public struct Population: Hashable, Sendable {
        /// One item a line, in the order in which they are numbered from 1.
        public let items: ValueID
        public let count: Int
        /// Where the list comes from and what makes it complete.
        public let source: ValueID
        public let from: Day
        public let until: Day

        public init(items: ValueID, count: Int, source: ValueID, from: Day, until: Day) {
            self.items = items
            self.count = count
            self.source = source
            self.from = from
            self.until = until
        }

        /// 100,000 lines: more than any list that is gone through by hand.
        public static let most = 100_000
    }

    /// A sample, and the seed that gave it.
    public struct Draw: Hashable, Sendable {
        /// How many facts the ledger had right after the population was recorded.
        public let size: Int
        /// Its root then, as base64.
        public let root: String
        /// The numbers of the items, ascending, from 1.
        public let items: [Int]

        public init(size: Int, root: String, items: [Int]) {
            self.size = size
            self.root = root
            self.items = items
        }
    }

    public struct Conclusion: Hashable, Sendable {
        /// Items of the sample that are not as they should be, and those that could not be looked at.
        public let failed: [Int]
        public let untested: [Int]
        public let finding: ValueID
        public let evidence: [ID<Evidence>]

        public init(failed: [Int], untested: [Int], finding: ValueID, evidence: [ID<Evidence>]) {
            self.failed = failed
            self.untested = untested
            self.finding = finding
            self.evidence = evidence
        }
    }

    /// One time that it was carried out.
    public struct Round: Hashable, Sendable {
        public let id: ID<Round>
        public let population: Population
        public let frozen: Int
        public let frozenOn: Day
        public internal(set) var draw: Draw?
        public internal(set) var drawn: Int?
        public internal(set) var drawnOn: Day?
        public internal(set) var conclusion: Conclusion?
        public internal(set) var concluded: Int?
        public internal(set) var concludedOn: Day?
        /// Who concluded it.
        public internal(set) var by: ID<Person>?

        /// What was drawn by `day`.
        public func sample(on day: Day) -> Draw? { drawnOn.map { $0 <= day } ?? false ? draw : nil }
    }

    public enum Standing: String, Choosable {
        case frozen, drawn, concluded

        public var label: Phrase {
            switch self {
            case .frozen: Phrase(da: "Populationen er låst", en: "The population is frozen")
            case .drawn: Phrase(da: "Stikprøven er udtrukket", en: "The sample is drawn")
            case .concluded: Phrase(da: "Konkluderet", en: "Concluded")
            }
        }
    }

    public let id: ID<ControlTest>
    /// Nil where it is annulled.
    public private(set) var plan: Plan?
    /// The requirement that it tests; kept after an annulment, since what was confidential stays so.
    private(set) var about: ID<Requirement>?
    public private(set) var position = 0
    public private(set) var plannedOn = Day.distantPast
    /// In the order of the facts.
    public private(set) var rounds: [Round] = []
    public private(set) var retirement = Timeline<ValueID>()
    public private(set) var revision = 0

    init(id: ID<ControlTest>) { self.id = id }

    public var retiredOn: Day? { retirement.entries.first?.from }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .planned(let plan):
            self.plan = plan
            about = plan.requirement ?? about
            (position, plannedOn) = (stamp.position, stamp.effective)
        case .frozen(let id, let population):
            guard !rounds.contains(where: { $0.id == id }) else { return }
            rounds.append(
                Round(id: id, population: population, frozen: stamp.position, frozenOn: stamp.effective))
        case .drawn(let id, let draw):
            change(id) { ($0.draw, $0.drawn, $0.drawnOn) = (draw, stamp.position, stamp.effective) }
        case .concluded(let id, let conclusion):
            change(id) {
                ($0.conclusion, $0.concluded) = (conclusion, stamp.position)
                ($0.concludedOn, $0.by) = (stamp.effective, stamp.by)
            }
        case .retired(let reason): retirement.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    private mutating func change(_ id: ID<Round>, _ how: (inout Round) -> Void) {
        guard let index = rounds.firstIndex(where: { $0.id == id }) else { return }
        how(&rounds[index])
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { plan = nil }
        rounds.removeAll { $0.frozen == position }
        for index in rounds.indices {
            if rounds[index].drawn == position {
                (rounds[index].draw, rounds[index].drawn, rounds[index].drawnOn) = (nil, nil, nil)
            }
            if rounds[index].concluded == position {
                (rounds[index].conclusion, rounds[index].concluded) = (nil, nil)
                (rounds[index].concludedOn, rounds[index].by) = (nil, nil)
            }
        }
        retirement.annul(position)
    }

    public func standing(of round: Round, on day: Day) -> Standing {
        if let concluded = round.concludedOn, concluded <= day { return .concluded }
        return round.sample(on: day) == nil ? .frozen : .drawn
    }
}

extension Register {
    func plannedControl(
        _ id: ID<ControlTest>, _ field: String = "control_test", on day: Day
    ) throws(Refusal) -> (ControlTest, ControlTest.Plan) {
        guard let known = controlTests[id], let plan = known.plan else {
            throw .invalid(field, da: "Vælg en kontrol.", en: "Choose a control test.")
        }
        guard known.retirement.value(on: day) == nil else {
            throw .outOfTurn(
                da: "Kontrollen udføres ikke mere. Planlæg en ny.",
                en: "The test is not carried out any more. Plan a new one.")
        }
        return (known, plan)
    }

    /// The internal controls that test a requirement.
    public func controlTests(of requirement: ID<Requirement>) -> [ControlTest] {
        (testsOf[requirement] ?? []).compactMap { controlTests[$0] }.filter { $0.plan?.requirement == requirement }
    }

    /// Internal control runs in its rhythm (policy §7.3): due from the day it was planned, and anew from each conclusion.
    func duties(of test: ControlTest) -> [Duty] {
        guard let plan = test.plan else { return [] }
        let subject = Subject.controlTest(test.id)
        let access = document(behind: subject)?.accessDays ?? .everyone
        let days = test.rounds.compactMap(\.concludedOn).sorted()
        var found: [Duty] = []
        for (index, day) in ([test.plannedOn] + days).enumerated() {
            if let retired = test.retiredOn, day >= retired { break }
            let due = day.adding(months: plan.months)
            let next = index < days.count ? days[index] : nil
            found.append(
                Duty(
                    rule: .control, subject: subject, turn: index, responsible: .role(.security), access: access,
                    opens: min(max(day, due - 30), due), due: due, done: earlier(next, test.retiredOn),
                    holdsUntil: index == 0 ? nil : due))
        }
        return found
    }
}
