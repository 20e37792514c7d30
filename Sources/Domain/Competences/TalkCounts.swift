// SPDX-License-Identifier: MPL-2.0

import HashTreeCollections

/// With how many the yearly talk is held in each unit, and with how many it is late, by day, kept by the fold. Whose it is
/// stands in no number (policy §9).
struct TalkCounts: Hashable, Sendable {
    /// Days on which a talk is asked of one person's head.
    struct Piece: Hashable, Sendable {
        let unit: ID<Unit>
        let from: Day
        /// The first day on which it is so no more; nil: it goes on.
        var until: Day?
        let isLate: Bool
    }

    private struct Counts: Hashable, Sendable {
        var asked = DayCounts()
        var late = DayCounts()

        mutating func add(_ piece: Piece, _ one: Int) {
            TalkCounts.add(piece, one, to: &asked)
            if piece.isLate { TalkCounts.add(piece, one, to: &late) }
        }
    }

    /// With whom talks were held when it was worked out.
    private(set) var kinds = Timeline<[Person.Engagement.Kind]>()
    private var pieces: TreeDictionary<ID<Person>, [Piece]> = [:]
    private var units: TreeDictionary<ID<Unit>, Counts> = [:]

    private static func add(_ piece: Piece, _ one: Int, to counts: inout DayCounts) {
        counts.add(one, on: piece.from)
        if let until = piece.until { counts.add(-one, on: until) }
    }

    /// Takes in what has changed.
    mutating func settle(_ changed: [(ID<Person>, [Piece])], _ kinds: Timeline<[Person.Engagement.Kind]>) {
        self.kinds = kinds
        for (person, new) in changed {
            let old = pieces[person] ?? []
            guard old != new else { continue }
            for piece in old { count(piece, -1) }
            for piece in new { count(piece, 1) }
            pieces[person] = new.isEmpty ? nil : new
        }
    }

    private mutating func count(_ piece: Piece, _ one: Int) {
        units[piece.unit, default: Counts()].add(piece, one)
        if units[piece.unit]?.asked.isEmpty == true { units[piece.unit] = nil }
    }

    /// Without those units where it is asked with nobody.
    func sums(on day: Day) -> [(unit: ID<Unit>, asked: Int, late: Int)] {
        units.compactMap { unit, counts in
            let asked = counts.asked.sum(through: day)
            return asked > 0 ? (unit, asked, counts.late.sum(through: day)) : nil
        }
    }
}

extension Register {
    /// With how many talks are held on a day, by unit, and with how many it is late.
    public func talkSums(on day: Day) -> [(unit: ID<Unit>, asked: Int, late: Int)] { talkCounts.sums(on: day) }

    /// Brings the numbers of talks up to date with the persons of whom something was recorded; with everybody where talks are
    /// held with others now.
    mutating func settleTalks(_ some: Set<ID<Person>>) {
        let isAnew = talkCounts.kinds != organisation.talks
        guard isAnew || !some.isEmpty else { return }
        let changed = isAnew ? talkPieces(of: persons.keys) : talkPieces(of: some)
        talkCounts.settle(changed, organisation.talks)
    }

    // Without closures, which would copy the register for each.
    func talkPieces(of some: some Sequence<ID<Person>>) -> [(ID<Person>, [TalkCounts.Piece])] {
        var found: [(ID<Person>, [TalkCounts.Piece])] = []
        for id in some {
            var pieces: [TalkCounts.Piece] = []
            if let person = persons[id] { pieces = talkPieces(of: person) }
            found.append((id, pieces))
        }
        return found
    }

    /// On which days a talk is asked with a person, in which unit: what is so on one of the days on which it can change is so
    /// until the next one.
    private func talkPieces(of person: Person) -> [TalkCounts.Piece] {
        let turns = talkTurns(of: person)
        guard !turns.isEmpty else { return [] }
        var days = Set(organisation.talks.entries.map(\.from))
        for turn in turns {
            days.insert(turn.begins)
            if let end = turn.ends { days.insert(end) }
            if let due = turn.due { days.insert(due + 1) }
        }
        for engagement in person.engagements {
            days.insert(engagement.from)
            if let last = engagement.last { days.insert(last + 1) }
            for entry in engagement.units.entries { days.insert(max(entry.from, engagement.from)) }
        }
        let sorted = days.sorted()
        var found: [TalkCounts.Piece] = []
        for (index, day) in sorted.enumerated() {
            guard let (unit, turn) = talk(with: person, among: turns, on: day) else { continue }
            let piece = TalkCounts.Piece(
                unit: unit, from: day, until: index + 1 < sorted.count ? sorted[index + 1] : nil,
                isLate: turn.due.map { $0 < day } ?? false)
            if let last = found.last, last.until == day, last.unit == unit, last.isLate == piece.isLate {
                found[found.count - 1].until = piece.until
            } else {
                found.append(piece)
            }
        }
        return found
    }

    /// The talk that stands with a person on a day, and the unit of that day; nil: none is asked.
    private func talk(
        with person: Person, among turns: [CourseTurn], on day: Day
    ) -> (unit: ID<Unit>, turn: CourseTurn)? {
        guard let engagement = person.engagement(on: day),
            organisation.talks.value(on: day)?.contains(engagement.kind) == true,
            let turn = turns.last(where: { day.isIn($0.begins, before: $0.ends) })
        else { return nil }
        return (engagement.unit(on: day), turn)
    }
}
