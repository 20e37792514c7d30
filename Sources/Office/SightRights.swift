// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// What one person holds on the day shown.
    public struct HeldRights: Sendable {
        public let person: ID<Person>
        /// The unit on that day; of somebody who has left, the last one.
        public let unit: ID<Unit>?
        public let isActive: Bool
        public let rights: [AccessRight]
    }

    /// The topics that one unit answers for on the day shown, as the direktion decided.
    public struct DelegatedRights: Sendable {
        public let unit: ID<Unit>
        public let isOpen: Bool
        public let rights: [AccessRight]
    }

    private var reach: Access.RightsReach {
        isOperator ? .everybody : Access.rightsReach(person, in: newest, on: today)
    }

    /// Whether the person sees what everybody may, and the reviews of it.
    public var seesAllRights: Bool { reach == .everybody }

    /// Whether the person sees what another one, or a unit, holds on the day shown.
    private func sees(rightsOf other: AccessRight.Holder, _ reach: Access.RightsReach) -> Bool {
        switch (reach, other) {
        case (.everybody, _): return true
        case (.people(let units), .person(let other)):
            guard other != person else { return true }
            guard !units.isEmpty, let unit = lastUnit(of: other) else { return false }
            return register.ancestry(of: unit, on: day).contains(where: units.contains)
        case (.people(let units), .unit(let unit)):
            return unit == lastUnit(of: person) || register.ancestry(of: unit, on: day).contains(where: units.contains)
        }
    }

    private func lastUnit(of person: ID<Person>) -> ID<Unit>? {
        let engagements = register.persons[person]?.engagements ?? []
        if let now = engagements.last(where: { $0.holds(on: day) }) { return now.unit(on: day) }
        return engagements.filter { $0.from <= day }.max { ($0.from, $0.position) < ($1.from, $1.position) }?.unit(
            on: day)
    }

    /// Who holds what on the day shown, as far as the person may see it, in the order of names.
    public func rights() -> [HeldRights] {
        let (reach, held) = (self.reach, register.personsRights(on: day))
        return persons().compactMap { known in
            guard let rights = held[known.id], sees(rightsOf: .person(known.id), reach) else { return nil }
            return HeldRights(
                person: known.id, unit: lastUnit(of: known.id), isActive: known.isActive(on: day), rights: rights)
        }
    }

    /// Which units answer for which topics on the day shown, as far as the person may see it, in the order of names.
    public func delegatedRights() -> [DelegatedRights] {
        let (reach, held) = (self.reach, Dictionary(grouping: register.rights(on: day), by: \.holder))
        return units().compactMap { known in
            guard let rights = held[.unit(known.id)], sees(rightsOf: .unit(known.id), reach) else { return nil }
            return DelegatedRights(unit: known.id, isOpen: known.isOpen(on: day), rights: rights)
        }
    }

    /// What came and what ended after one day and by another, as far as the person may see it.
    public func rightsChanged(after first: Day, through last: Day) -> (came: [AccessRight], ended: [AccessRight]) {
        let (reach, changes) = (self.reach, register.rightsChanged(after: first, through: last))
        return (
            changes.came.filter { sees(rightsOf: $0.holder, reach) },
            changes.ended.filter { sees(rightsOf: $0.holder, reach) }
        )
    }

    /// What one person should not hold at once, on the day shown.
    public func conflicts() -> [Conflict] {
        let reach = self.reach
        return register.conflicts(on: day).filter { sees(rightsOf: .person($0.person), reach) }
    }

    /// Why a conflict was accepted for now: the review, and the reason in it; nil where it was not, or something that it
    /// rests on came later.
    public func consideration(of conflict: Conflict) -> (review: RightsReview, note: String?)? {
        register.consideration(of: conflict, by: day).map { review, place in
            let notes = text(review.made.notes)?.split(separator: "\n", omittingEmptySubsequences: false)
            return (review, notes.flatMap { place < $0.count ? String($0[place]) : nil })
        }
    }

    /// The reviews by the day shown that stand, newest first; none for those who do not see everybody's rights.
    public var rightsReviews: [RightsReview] {
        seesAllRights ? register.organisation.rightsReviews.filter { $0.day <= day }.reversed() : []
    }

    /// The oldest quarter that is to be reviewed on the day shown.
    public var quarterToReview: Quarter? { register.quarterToReview(on: day) }
    public func review(of quarter: Quarter) -> RightsReview? { register.review(of: quarter) }

    /// Whether the person grants rights, and who could review in that person's place.
    public var ownReview: (grants: Bool, others: [ID<Person>]) {
        (newest.grantsRights(person, on: today), newest.independentReviewers(on: today))
    }
}
