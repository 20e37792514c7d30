// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// The same requirements asked of many units at once (policy §§5, 7.2): each answers for itself, with what it answered
/// the last time beside, and a day by which it has done so. An answer is a unit's own word; an assessment can rest on it.
public struct Campaign: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case opened(Opening)
        /// More requirements than one fact has room for; recorded right after it was opened.
        case widened([ID<Requirement>])
        case answered(Answer)
        case closed(conclusion: ValueID)
    }

    public struct Opening: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let title: ValueID
        public fileprivate(set) var requirements: [ID<Requirement>]
        public let units: [ID<Unit>]
        /// The days that are asked about, both included.
        public let from: Day
        public let until: Day
        public let due: Day
        public let guide: ValueID?
        /// The one before it, whose answers are shown beside.
        public let follows: ID<Campaign>?

        public init(
            number: Int, year: Int, title: ValueID, requirements: [ID<Requirement>], units: [ID<Unit>], from: Day,
            until: Day, due: Day, guide: ValueID?, follows: ID<Campaign>?
        ) {
            self.number = number
            self.year = year
            self.title = title
            self.requirements = requirements
            self.units = units
            self.from = from
            self.until = until
            self.due = due
            self.guide = guide
            self.follows = follows
        }

        /// »KAM-2026-01«: the number by which people name it.
        public var label: String { Reference.label("KAM", year, number) }
    }

    /// Who is asked about what.
    public struct Place: Hashable, Sendable {
        public let requirement: ID<Requirement>
        public let unit: ID<Unit>

        public init(_ requirement: ID<Requirement>, _ unit: ID<Unit>) {
            self.requirement = requirement
            self.unit = unit
        }
    }

    public struct Answer: Hashable, Sendable {
        public let requirement: ID<Requirement>
        public let unit: ID<Unit>
        public let result: Assessment.Result
        public let finding: ValueID?
        public let evidence: [ID<Evidence>]
        /// Whether it says that what was answered the last time holds still.
        public let isConfirmed: Bool

        public init(
            requirement: ID<Requirement>, unit: ID<Unit>, result: Assessment.Result, finding: ValueID?,
            evidence: [ID<Evidence>], isConfirmed: Bool
        ) {
            self.requirement = requirement
            self.unit = unit
            self.result = result
            self.finding = finding
            self.evidence = evidence
            self.isConfirmed = isConfirmed
        }

        public var place: Place { Place(requirement, unit) }

        @dynamicMemberLookup
        public struct Made: Hashable, Sendable {
            let answer: Answer
            public let day: Day
            public let position: Int
            public let by: ID<Person>?

            public subscript<Value>(dynamicMember path: KeyPath<Answer, Value>) -> Value { answer[keyPath: path] }
        }
    }

    /// So many requirements has one fact room for, beside so many units.
    static let (atOnce, mostUnits) = (400, 300)

    public let id: ID<Campaign>
    /// Nil where it is annulled.
    public private(set) var opening: Opening?
    /// What was asked about; kept after an annulment, since what was confidential stays so.
    private(set) var asked: [ID<Requirement>] = []
    /// The documents that what was asked about stands in; kept like that.
    private(set) var documents: Set<ID<Document>> = []
    public private(set) var position = 0
    public private(set) var openedOn = Day.distantPast
    /// Every answer by place, oldest first: the newest counts.
    public private(set) var answers: TreeDictionary<Place, [Answer.Made]> = [:]
    public private(set) var closing = Timeline<ValueID>()
    /// By unit: how many requirements it has answered.
    private var answered: [ID<Unit>: Int] = [:]
    /// By unit: the newest of the days on which it answered a requirement for the first time.
    private var lastFirst: [ID<Unit>: Day] = [:]
    public private(set) var revision = 0

    init(id: ID<Campaign>) { self.id = id }

    public var closedOn: Day? { closing.entries.first?.from }
    public func isOpen(on day: Day) -> Bool {
        opening != nil && openedOn <= day && (closedOn.map { day < $0 } ?? true)
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .opened(let opening):
            self.opening = opening
            asked = opening.requirements
            (position, openedOn) = (stamp.position, stamp.effective)
        case .widened(let more):
            opening?.requirements += more
            asked += more
        case .answered(let answer):
            let made = Answer.Made(answer: answer, day: stamp.effective, position: stamp.position, by: stamp.by)
            var isFirst = false
            answers.updateValue(forKey: answer.place, default: []) {
                isFirst = $0.isEmpty
                $0.append(made)
            }
            guard isFirst else { return }
            answered[answer.unit, default: 0] += 1
            lastFirst[answer.unit] = max(lastFirst[answer.unit] ?? stamp.effective, stamp.effective)
        case .closed(let conclusion): closing.set(conclusion, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func stands(in documents: some Sequence<ID<Document>>) { self.documents.formUnion(documents) }

    mutating func annul(_ position: Int) {
        revision += 1
        closing.annul(position)
        if self.position == position { opening = nil }
        for (place, made) in answers where made.contains(where: { $0.position == position }) {
            let left = made.filter { $0.position != position }
            answers[place] = left.isEmpty ? nil : left
            if left.isEmpty { answered[place.unit, default: 1] -= 1 }
            lastFirst[place.unit] = asked.compactMap { answers[Place($0, place.unit)]?.map(\.day).min() }.max()
        }
    }

    /// The day on which a unit had answered all that it was still asked; nil: it has not.
    ///
    /// - Parameter fallen: what is asked no more, and from which day.
    func finished(_ unit: ID<Unit>, without fallen: [ID<Requirement>: Day]) -> Day? {
        let spared = fallen.filter { answers[Place($0.key, unit)] == nil }
        guard answered[unit, default: 0] + spared.count == asked.count else { return nil }
        return max(lastFirst[unit] ?? openedOn, spared.values.max() ?? openedOn)
    }

    /// The newest of the days on which a unit answered something for the first time.
    public func lastAnswered(_ unit: ID<Unit>) -> Day? { lastFirst[unit] }

    /// What a unit had answered by `day`.
    public func answer(_ place: Place, by day: Day) -> Answer.Made? { answers[place]?.last { $0.day <= day } }
}

extension Register {
    func existingCampaign(
        _ id: ID<Campaign>, _ field: String = "campaign"
    ) throws(Refusal) -> (Campaign, Campaign.Opening) {
        guard let known = campaigns[id], let opening = known.opening else {
            throw .invalid(field, da: "Vælg en kampagne.", en: "Choose a campaign.")
        }
        return (known, opening)
    }

    func openCampaign(_ id: ID<Campaign>, on day: Day) throws(Refusal) -> (Campaign, Campaign.Opening) {
        let (known, opening) = try existingCampaign(id)
        guard known.isOpen(on: day) else {
            throw .outOfTurn(da: "Kampagnen er lukket.", en: "The campaign is closed.")
        }
        return (known, opening)
    }

    /// The newest answer of the campaign before by `day`, as it stood when that was closed.
    public func former(
        _ place: Campaign.Place, of opening: Campaign.Opening, by day: Day = .distantFuture
    ) -> Campaign.Answer.Made? {
        guard let before = opening.follows.flatMap({ campaigns[$0] }), before.opening != nil else { return nil }
        return before.answer(place, by: earlier(before.closedOn, day) ?? day)
    }

    /// What a campaign asks no more, and from which day: the requirement is withdrawn, annulled, or holds no longer.
    func fallen(from campaign: Campaign) -> [ID<Requirement>: Day] {
        var found: [ID<Requirement>: Day] = [:]
        for id in campaign.asked {
            guard let known = requirements[id] else { continue }
            guard known.wording != nil else {
                // Annulled; one that was never stated is not known to be gone.
                if known.statedOn > .distantPast { found[id] = campaign.openedOn }
                continue
            }
            if let end = end(of: known) { found[id] = max(end, campaign.openedOn) }
        }
        return found
    }

    /// Of what a campaign asks, what is asked no more on a day.
    public func fallen(from campaign: Campaign, on day: Day) -> Set<ID<Requirement>> {
        Set(fallen(from: campaign).filter { $0.value <= day }.keys)
    }

    /// The campaigns that ask about what stands in a document.
    public func campaigns(about document: ID<Document>) -> [ID<Campaign>] { campaignsAbout[document] ?? [] }

    /// The documents that what it asks about stands in.
    func documents(behind campaign: Campaign) -> [Document] {
        campaign.documents.compactMap { documents[$0] }
    }

    /// The strictest class of what it asks about: its answers tell of that.
    func accessClass(of campaign: Campaign, on day: Day) -> AccessClass {
        documents(behind: campaign).map { $0.accessClass(on: day) }.max() ?? .everyone
    }

    /// Each unit answers by the day; what is asked no more asks nothing.
    func duties(of campaign: Campaign) -> [Duty] {
        guard let opening = campaign.opening else { return [] }
        let behind = documents(behind: campaign)
        let access = AccessDays(from: campaign.openedOn, turningOn: behind.flatMap(\.classDays)) { day in
            behind.map { $0.accessClass(on: day) }.max() ?? .everyone
        }
        let fallen = fallen(from: campaign)
        var found: [Duty] = []
        found.reserveCapacity(opening.units.count)
        for (index, unit) in opening.units.enumerated() {
            let done = earlier(campaign.finished(unit, without: fallen), campaign.closedOn)
            found.append(
                Duty(
                    rule: .campaign, subject: .campaign(campaign.id), turn: index,
                    responsible: .unit(answering(for: unit, on: done ?? opening.due)), access: access,
                    opens: campaign.openedOn, due: max(opening.due, campaign.openedOn), done: done, holdsUntil: nil))
        }
        return found
    }
}
