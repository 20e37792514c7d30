// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// The index of what is to be read, kept by the fold. One duty of very many: what one person is to read looks at no other
/// person. A number is the census of all who are engaged, taken together by place, and the notice's own counts of those
/// who have acknowledged; it looks only at those who came or moved while the time to read ran. So a notice costs nothing
/// until somebody answers it, and a person nothing for each notice.
public struct Readers: Hashable, Sendable {
    /// What a notice asks of whom, apart from who has acknowledged.
    public struct Basis: Hashable, Sendable {
        public let document: ID<Document>
        public let version: ID<Document.Version>
        public let opens: Day
        public let closes: Day?
        public let days: Int
        let segments: [Segment]
    }

    /// What a notice asks, and who has acknowledged.
    typealias Asked = (Basis, TreeDictionary<ID<Person>, Notice.Acknowledgement>)

    struct Segment: Hashable, Sendable {
        let from: Day
        let until: Day?
        let audience: Audience
    }

    /// A notice with what it asks, and those who have acknowledged.
    public struct Reading: Hashable, Sendable {
        public let basis: Basis
        /// Who had acknowledged, and when, as it was counted.
        fileprivate(set) var done: TreeDictionary<ID<Person>, Notice.Acknowledgement> = [:]
        fileprivate var doneByUnit: TreeDictionary<ID<Unit>, DoneCounts> = [:]

        /// Counts the pieces of one who has acknowledged.
        fileprivate mutating func add(_ pieces: [Piece], _ one: Int) {
            for piece in pieces {
                doneByUnit[piece.unit, default: DoneCounts()].add(piece, one)
                if doneByUnit[piece.unit]?.isEmpty == true { doneByUnit[piece.unit] = nil }
            }
        }
    }

    /// Days on which one person in one unit is concerned.
    struct Piece: Hashable, Sendable {
        let unit: ID<Unit>
        let from: Day
        var until: Day?
        /// When the person's time to read began, and its last day.
        let opens: Day
        let due: Day
        let done: Day?
    }

    /// How many of a unit a notice concerns on a day, and how they stand.
    public struct Sums: Hashable, Sendable {
        public var concerned = 0
        public var done = 0
        /// Those whose due day has passed.
        public var due = 0
        /// Those of them who have not acknowledged.
        public var late = 0

        public init() {}

        public var waiting: Int { concerned - done }

        public static func + (left: Sums, right: Sums) -> Sums {
            var sum = left
            sum.concerned += right.concerned
            sum.done += right.done
            sum.due += right.due
            sum.late += right.late
            return sum
        }
    }

    public private(set) var readings: TreeDictionary<ID<Notice>, Reading> = [:]
    public private(set) var members: TreeDictionary<ID<Person>, Membership> = [:]
    private var census = Census()
    private(set) var people = UnitPeople()
    /// The standing notices that somebody has acknowledged, in order.
    private var acknowledged: TreeDictionary<ID<Person>, [ID<Notice>]> = [:]
    // Which notices can mean somebody, by what means them. In order, so that the index is the same however it came about.
    private var ofEverybody: [ID<Notice>] = []
    private var ofUnit: TreeDictionary<ID<Unit>, [ID<Notice>]> = [:]
    private var ofRole: TreeDictionary<Role, [ID<Notice>]> = [:]

    init() {}

    // MARK: Asking

    /// What a notice asks of a person, past and standing, in order.
    func pieces(of person: ID<Person>, _ notice: ID<Notice>) -> [Piece] {
        guard let reading = readings[notice], let member = members[person] else { return [] }
        return Readers.pieces(reading.basis, member, done: reading.done[person]?.day)
    }

    func isConcerned(_ person: ID<Person>, by notice: ID<Notice>, on day: Day) -> Bool {
        pieces(of: person, notice).contains { day.isIn($0.from, before: $0.until) }
    }

    /// The notices that can concern a person, in no order.
    func candidates(_ member: Membership) -> Set<ID<Notice>> {
        let reach = member.reach
        var found = Set(ofEverybody)
        for unit in reach.units { found.formUnion(ofUnit[unit] ?? []) }
        for role in reach.roles { found.formUnion(ofRole[role] ?? []) }
        return found
    }

    /// How all whom a notice concerns stand on `day`; after its last day, as they stood then.
    public func sums(of notice: ID<Notice>, on day: Day) -> Sums {
        sumsByUnit(of: notice, on: day).values.reduce(Sums()) { $0 + $1 }
    }

    /// The same by unit, without those units where it concerns nobody.
    public func sumsByUnit(of notice: ID<Notice>, on day: Day) -> [ID<Unit>: Sums] {
        guard let reading = readings[notice] else { return [:] }
        let day = reading.basis.closes.map { min($0 - 1, day) } ?? day
        var found = census.sums(reading.basis, on: day, members)
        for (unit, counts) in reading.doneByUnit {
            found[unit]?.done = counts.done.sum(through: day)
            found[unit]?.late -= counts.late.sum(through: day)
        }
        return found
    }

    static func pieces(_ basis: Basis, _ member: Membership, done: Day?) -> [Piece] {
        var found: [Piece] = []
        for stretch in member.stretches {
            for segment in basis.segments {
                let start = max(stretch.from, segment.from, basis.opens)
                let until = [stretch.until, segment.until, basis.closes].compactMap { $0 }.min()
                let from = max(start, stretch.works)
                if let until, from >= until { continue }
                guard segment.audience.takes(stretch.place) else { continue }
                if let last = found.last, last.until == from {
                    if last.unit == stretch.unit {
                        found[found.count - 1].until = until
                    } else {
                        found.append(
                            Piece(
                                unit: stretch.unit, from: from, until: until, opens: last.opens, due: last.due,
                                done: done))
                    }
                } else {
                    found.append(
                        Piece(
                            unit: stretch.unit, from: from, until: until, opens: from, due: from + basis.days,
                            done: done))
                }
            }
        }
        return found
    }

    // MARK: Keeping

    /// Takes in what has changed.
    /// - Parameters:
    ///   - changed: the memberships of persons of whom something was recorded, and of those who acknowledged.
    ///   - asked: the notices that may ask something else now, with who has acknowledged; nil: it does not stand.
    mutating func settle(
        _ changed: [(ID<Person>, Membership)],
        _ asked: [(ID<Notice>, Asked?)]
    ) {
        var anew: [ID<Notice>] = []
        var done: [ID<Notice>: TreeDictionary<ID<Person>, Notice.Acknowledgement>] = [:]
        for (notice, asked) in asked {
            if let (basis, acknowledged) = asked, readings[notice]?.basis == basis {
                done[notice] = acknowledged
                continue
            }
            drop(notice)
            guard let (basis, acknowledged) = asked else { continue }
            var reading = Reading(basis: basis)
            reading.done = acknowledged
            readings[notice] = reading
            list(notice, basis)
            anew.append(notice)
        }
        for (person, member) in changed {
            let before = members[person] ?? Membership()
            if before != member {
                census.count(person, before, -1)
                census.count(person, member, 1)
                people.count(person, before, -1)
                people.count(person, member, 1)
                members[person] = member.stretches.isEmpty ? nil : member
            }
            recount(person, before, member, done)
        }
        for (notice, acknowledged) in done { readings[notice]?.done = acknowledged }
        for notice in anew { count(notice) }
    }

    /// Counts a person anew for the notices that he or she has acknowledged, before or now.
    private mutating func recount(
        _ person: ID<Person>, _ before: Membership, _ member: Membership,
        _ done: [ID<Notice>: TreeDictionary<ID<Person>, Notice.Acknowledgement>]
    ) {
        var notices = Set(acknowledged[person] ?? [])
        for (notice, known) in done where known[person] != nil { notices.insert(notice) }
        for notice in notices {
            guard let reading = readings[notice] else { continue }
            let was = reading.done[person]?.day
            let known = (done[notice] ?? reading.done)[person]?.day
            guard before != member || was != known else { continue }
            if let was { readings[notice]?.add(Readers.pieces(reading.basis, before, done: was), -1) }
            if let known { readings[notice]?.add(Readers.pieces(reading.basis, member, done: known), 1) }
            note(person, notice, known != nil)
        }
    }

    private mutating func count(_ notice: ID<Notice>) {
        guard var reading = readings[notice] else { return }
        for (person, acknowledgement) in reading.done {
            if let member = members[person] {
                reading.add(Readers.pieces(reading.basis, member, done: acknowledgement.day), 1)
            }
            note(person, notice, true)
        }
        readings[notice] = reading
    }

    private mutating func note(_ person: ID<Person>, _ notice: ID<Notice>, _ isDone: Bool) {
        var notices = acknowledged[person] ?? []
        if isDone { notices.insertInOrder(notice) } else { notices.removeInOrder(notice) }
        acknowledged[person] = notices.isEmpty ? nil : notices
    }

    private mutating func list(_ notice: ID<Notice>, _ basis: Basis) {
        for audience in basis.segments.map(\.audience) {
            if audience.isEverybody { ofEverybody.insertInOrder(notice) }
            for unit in audience.units { ofUnit[unit, default: []].insertInOrder(notice) }
            for role in audience.roles { ofRole[role, default: []].insertInOrder(notice) }
        }
    }

    private mutating func drop(_ notice: ID<Notice>) {
        guard let reading = readings[notice] else { return }
        let basis = reading.basis
        readings[notice] = nil
        for person in reading.done.keys { note(person, notice, false) }
        for audience in basis.segments.map(\.audience) {
            if audience.isEverybody { ofEverybody.removeInOrder(notice) }
            for unit in audience.units {
                ofUnit[unit]?.removeInOrder(notice)
                if ofUnit[unit]?.isEmpty == true { ofUnit[unit] = nil }
            }
            for role in audience.roles {
                ofRole[role]?.removeInOrder(notice)
                if ofRole[role]?.isEmpty == true { ofRole[role] = nil }
            }
        }
    }
}

/// Of one unit, by day: how many of those whom a notice concerns have acknowledged, and how many of them would be late
/// had they not.
private struct DoneCounts: Hashable, Sendable {
    var done = DayCounts()
    var late = DayCounts()

    var isEmpty: Bool { done.isEmpty && late.isEmpty }

    mutating func add(_ piece: Readers.Piece, _ one: Int) {
        guard let day = piece.done else { return }
        func span(_ counts: inout DayCounts, _ from: Day) {
            if let until = piece.until, from >= until { return }
            counts.add(one, on: from)
            if let until = piece.until { counts.add(-one, on: until) }
        }
        span(&done, max(day, piece.from))
        span(&late, max(day, piece.due + 1, piece.from))
    }
}

extension Array where Element: Comparable {
    /// Where the element is or would be; the array is in order.
    private func place(of element: Element) -> Int {
        var (low, high) = (0, count)
        // What comes is mostly newer than all there is.
        if let last, last < element { return count }
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Puts the element into an array that is in order, unless it is there.
    mutating func insertInOrder(_ element: Element) {
        let place = place(of: element)
        if place == count || self[place] != element { insert(element, at: place) }
    }

    mutating func removeInOrder(_ element: Element) {
        let place = place(of: element)
        if place < count, self[place] == element { remove(at: place) }
    }
}
