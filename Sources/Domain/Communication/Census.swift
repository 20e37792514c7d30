// SPDX-License-Identifier: MPL-2.0

import HashTreeCollections

/// How many are engaged in which place, by day, and who began where on which day: what the numbers of every notice are
/// made of, counted once for all of them.
struct Census: Hashable, Sendable {
    private var places: TreeDictionary<Membership.Place, DayCounts> = [:]
    /// In order, so that the index is the same however it came about.
    private var starts: TreeDictionary<Day, [ID<Person>]> = [:]

    /// Takes a person's stretches in (`one` is 1) or out again (-1).
    mutating func count(_ person: ID<Person>, _ member: Membership, _ one: Int) {
        for stretch in member.stretches {
            if let until = stretch.until, until <= stretch.start { continue }
            places[stretch.place, default: DayCounts()].add(one, on: stretch.start)
            if let until = stretch.until { places[stretch.place, default: DayCounts()].add(-one, on: until) }
            if places[stretch.place]?.isEmpty == true { places[stretch.place] = nil }
            if one > 0 {
                starts[stretch.start, default: []].insertInOrder(person)
            } else {
                starts[stretch.start]?.removeInOrder(person)
                if starts[stretch.start]?.isEmpty == true { starts[stretch.start] = nil }
            }
        }
    }

    /// How those whom a notice concerns on `day` stand by unit, as if nobody had acknowledged: who is due is late.
    func sums(
        _ basis: Readers.Basis, on day: Day, _ members: TreeDictionary<ID<Person>, Membership>
    ) -> [ID<Unit>: Readers.Sums] {
        guard basis.opens <= day, let audience = basis.audience(on: day) else { return [:] }
        // Whoever has been concerned on every day since then has had the whole time to read, and one day more.
        let since = day - basis.days - 1
        let isLongOut = basis.opens <= since
        let recent = isLongOut ? recent(since + 1, day, members) : []
        var found: [ID<Unit>: Readers.Sums] = [:]
        for (place, counts) in places where audience.takes(place) {
            let number = counts.sum(through: day)
            guard number > 0 else { continue }
            found[place.unit, default: Readers.Sums()].concerned += number
            if isLongOut, basis.takes(place, since, day) { found[place.unit]?.due += number }
        }
        for (member, stretch) in recent where audience.takes(stretch.place) {
            if basis.takes(stretch.place, since, day) { found[stretch.unit]?.due -= 1 }
            let piece = Readers.pieces(basis, member, done: nil).last { day.isIn($0.from, before: $0.until) }
            if let piece, piece.due < day { found[stretch.unit]?.due += 1 }
        }
        return found.mapValues { sums in
            var sums = sums
            sums.late = sums.due
            return sums
        }
    }

    /// Those who are on `day` where they came to on `first` or later.
    private func recent(
        _ first: Day, _ day: Day, _ members: TreeDictionary<ID<Person>, Membership>
    ) -> [(Membership, Membership.Stretch)] {
        var found: [(Membership, Membership.Stretch)] = []
        var start = first
        while start <= day {
            for person in starts[start] ?? [] {
                guard let member = members[person],
                    let stretch = member.stretches.first(where: { day.isIn($0.start, before: $0.until) }),
                    stretch.start == start
                else { continue }
                found.append((member, stretch))
            }
            start = start + 1
        }
        return found
    }
}

extension Readers.Basis {
    func audience(on day: Day) -> Audience? {
        segments.last { day.isIn($0.from, before: $0.until) }?.audience
    }

    /// Whether a place is meant on every day from `first` to `last`.
    func takes(_ place: Membership.Place, _ first: Day, _ last: Day) -> Bool {
        var day = first
        while let segment = segments.last(where: { day.isIn($0.from, before: $0.until) }),
            segment.audience.takes(place)
        {
            guard let until = segment.until, until <= last else { return true }
            day = until
        }
        return false
    }
}
