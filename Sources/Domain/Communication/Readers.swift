// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// The index of what is to be read: whom each notice concerns and how many have acknowledged, by unit and day, kept by
/// the fold. One duty of very many: what one person is to read looks at no other person, a number at no person at all.
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

    struct Segment: Hashable, Sendable {
        let from: Day
        let until: Day?
        let audience: Audience
    }

    /// A notice with its counts.
    public struct Reading: Hashable, Sendable {
        public let basis: Basis
        /// Who had acknowledged, and when, as it was counted.
        fileprivate(set) var done: TreeDictionary<ID<Person>, Notice.Acknowledgement> = [:]
        public fileprivate(set) var byUnit: TreeDictionary<ID<Unit>, ReadingCounts> = [:]

        fileprivate mutating func add(_ pieces: [Piece], _ one: Int) {
            for piece in pieces {
                byUnit[piece.unit, default: ReadingCounts()].add(piece, one)
                if byUnit[piece.unit]?.isEmpty == true { byUnit[piece.unit] = nil }
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
        pieces(of: person, notice).contains { $0.from <= day && $0.until.map { day < $0 } ?? true }
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
        guard let reading = readings[notice] else { return Sums() }
        let day = reading.basis.closes.map { min($0 - 1, day) } ?? day
        return reading.byUnit.values.reduce(Sums()) { $0 + $1.sums(on: day) }
    }

    /// The same by unit, without those units where it concerns nobody.
    public func sumsByUnit(of notice: ID<Notice>, on day: Day) -> [ID<Unit>: Sums] {
        guard let reading = readings[notice] else { return [:] }
        let day = reading.basis.closes.map { min($0 - 1, day) } ?? day
        var found: [ID<Unit>: Sums] = [:]
        for (unit, counts) in reading.byUnit {
            let sums = counts.sums(on: day)
            if sums.concerned > 0 { found[unit] = sums }
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
                guard segment.audience.takes(stretch) else { continue }
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
    ///   - changed: the memberships of persons of whom something was recorded.
    ///   - asked: the notices that may ask something else now, with who has acknowledged; nil: it does not stand.
    mutating func settle(
        _ changed: [(ID<Person>, Membership)],
        _ asked: [(ID<Notice>, (Basis, TreeDictionary<ID<Person>, Notice.Acknowledgement>)?)]
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
        let isNew = Set(anew)
        for (person, member) in changed {
            let before = members[person] ?? Membership()
            if before != member { members[person] = member.stretches.isEmpty ? nil : member }
            for notice in candidates(before).union(candidates(member)) where !isNew.contains(notice) {
                guard let reading = readings[notice] else { continue }
                let (was, known) = (reading.done[person]?.day, done[notice] ?? reading.done)
                guard before != member || was != known[person]?.day else { continue }
                let old = Readers.pieces(reading.basis, before, done: was)
                let new = Readers.pieces(reading.basis, member, done: known[person]?.day)
                guard old != new else { continue }
                readings[notice]?.add(old, -1)
                readings[notice]?.add(new, 1)
            }
        }
        for (notice, acknowledged) in done { readings[notice]?.done = acknowledged }
        count(anew)
    }

    private mutating func count(_ notices: [ID<Notice>]) {
        guard !notices.isEmpty else { return }
        // Where many notices are new, as at a start, each looks only at those in its units.
        var inUnit: [ID<Unit>: [ID<Person>]] = [:]
        if notices.count > 4 {
            for (person, member) in members {
                for unit in member.reach.units { inUnit[unit, default: []].append(person) }
            }
        }
        for notice in notices {
            guard var reading = readings[notice] else { continue }
            let audiences = reading.basis.segments.map(\.audience)
            func add(_ person: ID<Person>, _ member: Membership) {
                reading.add(Readers.pieces(reading.basis, member, done: reading.done[person]?.day), 1)
            }
            if notices.count <= 4 || audiences.contains(where: { $0.isEverybody || !$0.roles.isEmpty }) {
                for (person, member) in members { add(person, member) }
            } else {
                for person in Set(audiences.flatMap(\.units).flatMap { inUnit[$0] ?? [] }) {
                    if let member = members[person] { add(person, member) }
                }
            }
            readings[notice] = reading
        }
    }

    private mutating func list(_ notice: ID<Notice>, _ basis: Basis) {
        func add(_ list: inout [ID<Notice>]) {
            let place = list.firstIndex { notice <= $0 } ?? list.endIndex
            if place == list.endIndex || list[place] != notice { list.insert(notice, at: place) }
        }
        for audience in basis.segments.map(\.audience) {
            if audience.isEverybody { add(&ofEverybody) }
            for unit in audience.units { add(&ofUnit[unit, default: []]) }
            for role in audience.roles { add(&ofRole[role, default: []]) }
        }
    }

    private mutating func drop(_ notice: ID<Notice>) {
        guard let basis = readings[notice]?.basis else { return }
        readings[notice] = nil
        for audience in basis.segments.map(\.audience) {
            if audience.isEverybody { ofEverybody.removeAll { $0 == notice } }
            for unit in audience.units {
                ofUnit[unit]?.removeAll { $0 == notice }
                if ofUnit[unit]?.isEmpty == true { ofUnit[unit] = nil }
            }
            for role in audience.roles {
                ofRole[role]?.removeAll { $0 == notice }
                if ofRole[role]?.isEmpty == true { ofRole[role] = nil }
            }
        }
    }
}

/// How many of one unit a notice concerns, and how they stand, by day: differences whose running sums are the counts.
public struct ReadingCounts: Hashable, Sendable {
    private var concerned = DayCounts()
    private var due = DayCounts()
    private var done = DayCounts()
    private var late = DayCounts()

    var isEmpty: Bool { concerned.isEmpty && due.isEmpty && done.isEmpty && late.isEmpty }

    func sums(on day: Day) -> Readers.Sums {
        var sums = Readers.Sums()
        sums.concerned = concerned.sum(through: day)
        sums.due = due.sum(through: day)
        sums.done = done.sum(through: day)
        sums.late = late.sum(through: day)
        return sums
    }

    fileprivate mutating func add(_ piece: Readers.Piece, _ one: Int) {
        func span(_ counts: inout DayCounts, _ from: Day, _ until: Day?) {
            if let until, from >= until { return }
            counts.add(one, on: from)
            if let until { counts.add(-one, on: until) }
        }
        let passed = max(piece.due + 1, piece.from)
        span(&concerned, piece.from, piece.until)
        span(&due, passed, piece.until)
        if let day = piece.done { span(&done, max(day, piece.from), piece.until) }
        span(&late, passed, [piece.done, piece.until].compactMap { $0 }.min())
    }
}
