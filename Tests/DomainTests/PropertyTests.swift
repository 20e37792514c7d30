// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("What holds of every history")
struct PropertyTests {
    @Test("any soup of facts is folded; after each fact the index is the full derivation", arguments: 0..<24)
    func index(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        soup.append(150)
        var register = Register(organisation: soup.organisation)
        var revisions: [Subject: Int] = [:]
        for (position, entry) in soup.history.enumerated() {
            register.apply(entry.fact, entry.stamp)
            // One number for each fact about a subject, without gaps; the organisation has only itself as subject.
            revisions[entry.fact.subject, default: 0] += 1
            if entry.fact.subject.kind != .organisation {
                #expect(register.revision(of: entry.fact.subject) == revisions[entry.fact.subject])
            }
            let derived = register.derivedFromScratch()
            if derived.duties != register.duties || derived.readers != register.readers
                || derived.learners != register.learners || derived.riskIndex != register.riskIndex
                || derived.inheritance != register.inheritance || derived.talkCounts != register.talkCounts
            {
                let wrong = [
                    derived.duties != register.duties ? "duties" : nil,
                    derived.readers != register.readers ? "readers" : nil,
                    derived.learners != register.learners ? "learners" : nil,
                    derived.riskIndex != register.riskIndex ? "risks" : nil,
                    derived.inheritance != register.inheritance ? "inheritance" : nil,
                    derived.talkCounts != register.talkCounts ? "talks" : nil,
                ].compactMap { $0 }
                Issue.record("seed \(seed), position \(position), \(wrong): \(entry.fact)")
                return
            }
        }
        #expect(register.count == soup.history.count)
    }

    @Test("replaying at once or fact by fact gives the same register, by hash", arguments: 100..<130)
    func replay(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        soup.append(400)
        var live = Register(organisation: soup.organisation)
        var replayed = live
        var touched: Set<Subject> = []
        for entry in soup.history {
            live.apply(entry.fact, entry.stamp)
            replayed.evolve(entry.fact, entry.stamp, touching: &touched)
        }
        var whole = replayed
        whole.settleAll()
        replayed.settle(touched)
        let apart = Set(live.duties.bySubject.keys).union(replayed.duties.bySubject.keys).filter {
            live.duties.bySubject[$0] != replayed.duties.bySubject[$0]
        }
        #expect(apart.isEmpty, "\(apart.map { "\(live.way(from: $0))" })")
        #expect(live.riskIndex == replayed.riskIndex)
        #expect(live.inheritance == replayed.inheritance)
        #expect(live == replayed)
        #expect(live.hashValue == replayed.hashValue)
        #expect(whole == live)
        #expect(whole.hashValue == live.hashValue)
    }

    @Test(
        "counts on any day are what counting each duty's standing gives; shelves are the standing ones, sorted",
        arguments: 200..<230)
    func counts(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        soup.append(400)
        var register = Register(organisation: soup.organisation)
        for entry in soup.history { register.apply(entry.fact, entry.stamp) }
        let duties = register.duties.bySubject.values.flatMap { $0 }
        #expect(duties.count > 5)
        var groups: [Duties.Group: [Duty]] = [:]
        for duty in duties {
            for accessClass in Set(duty.access.spans.map(\.accessClass)) {
                groups[.init(accessClass: accessClass, rule: duty.rule, responsible: duty.responsible), default: []]
                    .append(duty)
            }
        }
        #expect(Set(groups.keys) == Set(register.duties.counts.keys))
        let groupsOf = Dictionary(grouping: groups.keys, by: \.responsible).mapValues { $0.sorted() }
        #expect(Dictionary(uniqueKeysWithValues: register.duties.groups.map { ($0, $1) }) == groupsOf)
        for _ in 0..<40 {
            let on = soup.anyDay()
            for (group, members) in groups {
                let members = members.filter { $0.accessClass(on: on) == group.accessClass }
                let standings = members.map { $0.standing(on: on) }
                let counts = register.duties.counts[group]
                #expect(counts?.open(on: on) == standings.count { $0 == .open || $0 == .overdue })
                #expect(counts?.overdue(on: on) == standings.count { $0 == .overdue })
                #expect(counts?.done(on: on) == standings.count { $0 == .done })
                #expect(counts?.total(on: on) == members.count)
            }
        }
        let standing = duties.filter { $0.done == nil }
        let byResponsible = Dictionary(grouping: standing, by: \.responsible)
        #expect(Set(byResponsible.keys) == Set(register.duties.byResponsible.keys))
        for (responsible, members) in byResponsible {
            #expect(
                Array(register.duties.byResponsible[responsible]?.elements() ?? Shelf().elements())
                    == members.map(\.key).sorted())
        }
        let byClass = Dictionary(grouping: standing) { $0.access.spans.map(\.accessClass).min() ?? .everyone }
        #expect(Set(byClass.keys) == Set(register.duties.byClass.keys))
        for (accessClass, members) in byClass {
            #expect(
                Array(register.duties.byClass[accessClass]?.elements() ?? Shelf().elements())
                    == members.map(\.key).sorted())
        }
        for duty in duties {
            #expect(register.duties.duty(duty.key) == duty, "a key names one duty")
            #expect(duty.opens <= duty.due || duty.rule == .action)
        }
    }

    @Test(
        "a year by the index of months is what placing each duty gives, for every class, on any day; nothing is counted twice",
        arguments: 400..<430)
    func months(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        soup.append(400)
        var register = Register(organisation: soup.organisation)
        for entry in soup.history { register.apply(entry.fact, entry.stamp) }
        let duties = register.duties.bySubject.values.flatMap { $0 }
        // Those whose class becomes another are few and stand by themselves.
        let turning = duties.filter { $0.access.constant == nil }
        #expect(Array(register.duties.turning.elements()) == turning.map(\.key).sorted())
        let constant = duties.filter { $0.access.constant != nil }
        #expect(Set(constant.compactMap(\.access.constant)) == Set(register.duties.months.keys))
        let years = Set(duties.flatMap { [$0.due.year, $0.done?.year ?? $0.due.year] })
        for _ in 0..<25 {
            let on = soup.anyDay()
            for (accessClass, members) in Dictionary(grouping: constant, by: { $0.access.value(on: on) }) {
                let later = members.filter { $0.done.map { $0 > on } ?? false }
                #expect(Set(register.duties.ending(after: on, of: accessClass)) == Set(later))
                for year in years {
                    var expected = Array(repeating: Duties.Tally(), count: 12)
                    for duty in members {
                        let state = duty.standing(on: on)
                        let place = state == .done ? duty.done ?? duty.due : duty.due
                        if place.year == year { expected[place.month - 1].add(state) }
                    }
                    let months = CalendarMonth.all(of: year)
                    #expect(register.duties.tallies(of: accessClass, in: months, on: on) == expected)
                }
            }
            for (responsible, members) in Dictionary(grouping: constant, by: \.responsible) {
                let ahead = members.count { $0.done == nil && $0.due >= on && $0.due <= on + 40 }
                let counted = (register.duties.groups[responsible] ?? []).reduce(0) {
                    $0 + (register.duties.counts[$1]?.due(from: on, through: on + 40) ?? 0)
                }
                #expect(counted == ahead)
            }
        }
    }

    @Test("a month has its first and last day, and the months of a year follow each other")
    func calendarMonths() {
        for year in [1999, 2000, 2026, 2028] {
            let months = CalendarMonth.all(of: year)
            #expect(months.count == 12 && months == months.sorted())
            #expect(months[0].first == day("\(year)-01-01") && months[11].last == day("\(year)-12-31"))
            for (month, next) in zip(months, months.dropFirst()) {
                #expect(month.next == next && month.last + 1 == next.first)
                #expect(CalendarMonth(month.first) == month && CalendarMonth(month.last) == month)
            }
        }
        #expect(CalendarMonth(year: 2026, month: 13) == CalendarMonth(year: 2027, month: 1))
    }

    @Test("readers by unit are what asking each person gives, on any day", arguments: 300..<330)
    func readers(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        soup.append(500)
        var register = Register(organisation: soup.organisation)
        for entry in soup.history { register.apply(entry.fact, entry.stamp) }
        for _ in 0..<40 {
            let on = soup.anyDay()
            for (notice, reading) in register.readers.readings {
                var expected: [ID<Unit>: Readers.Sums] = [:]
                let day = reading.basis.closes.map { min($0 - 1, on) } ?? on
                for reader in register.concerned(by: notice, on: on) {
                    var one = Readers.Sums()
                    one.concerned = 1
                    one.done = reader.done == nil ? 0 : 1
                    one.due = day > reader.due ? 1 : 0
                    one.late = day > reader.due && reader.done == nil ? 1 : 0
                    expected[reader.unit, default: Readers.Sums()] =
                        expected[reader.unit, default: Readers.Sums()] + one
                    // And what the person is told is the same.
                    let own = register.readings(of: reader.person).first { $0.subject == .notice(notice) }
                    #expect(own != nil && own?.responsible == .person(reader.person))
                }
                #expect(register.readers.sumsByUnit(of: notice, on: on) == expected)
            }
        }
    }

    @Test("a day that has passed reads the same, whatever is set from later days", arguments: 0..<30)
    func pastDays(_ seed: Int) {
        var random = Seeded(UInt64(seed))
        var timeline = Timeline<Int>()
        var entries: [(Day, Int)] = []
        let base = day("2026-01-01")
        for position in 0..<40 {
            let from = base + Int.random(in: 0..<50, using: &random)
            let before = (0..<50).map { timeline.value(on: base + $0) }
            timeline.set(position, from: from, at: position)
            entries.append((from, position))
            for offset in 0..<50 where base + offset < from {
                #expect(timeline.value(on: base + offset) == before[offset])
            }
            for offset in 0..<50 {
                let naive = entries.filter { $0.0 <= base + offset }.max { ($0.0, $0.1) < ($1.0, $1.1) }?.1
                #expect(timeline.value(on: base + offset) == naive)
            }
            if position % 3 == 2, let index = entries.indices.randomElement(using: &random) {
                let (first, again) = (timeline.annul(entries[index].1), timeline.annul(entries[index].1))
                #expect(first && !again)
                entries.remove(at: index)
            }
            #expect(timeline.latest?.value == entries.map(\.1).max())
            #expect(timeline.newest == entries.max { ($0.0, $0.1) < ($1.0, $1.1) }?.1)
        }
    }

    @Test("a shelf is a sorted set, also when its chunks split and empty, and from any start", arguments: 0..<6)
    func shelf(_ seed: Int) {
        var random = Seeded(UInt64(seed))
        var (shelf, naive) = (Shelf<Int>(), Set<Int>())
        for step in 0..<6000 {
            let element = Int.random(in: 0..<2500, using: &random)
            // Grows first, then shrinks to nothing, then grows again.
            let insert = step < 2500 ? Int.random(in: 0..<10, using: &random) > 0 : step > 4500
            if insert {
                let isNew = shelf.insert(element)
                #expect(isNew == naive.insert(element).inserted)
            } else {
                let was = shelf.remove(element)
                #expect(was == (naive.remove(element) != nil))
            }
            guard step % 250 == 0 else { continue }
            #expect(shelf.count == naive.count && shelf.isEmpty == naive.isEmpty && shelf.first == naive.min())
            #expect(Array(shelf.elements()) == naive.sorted())
            let start = Int.random(in: -10..<2600, using: &random)
            #expect(Array(shelf.elements(from: start)) == naive.filter { $0 >= start }.sorted())
        }
        var other = Shelf<Int>()
        for element in naive.shuffled(using: &random) { other.insert(element) }
        #expect(shelf == other && shelf.hashValue == other.hashValue, "the same set, however it came about")
        for element in naive { shelf.remove(element) }
        #expect(shelf == Shelf() && Array(shelf.elements()).isEmpty && Array(shelf.elements(from: 3)).isEmpty)
    }

    @Test("counts by day are running sums, and nothing is left of what was taken back", arguments: 0..<10)
    func dayCounts(_ seed: Int) {
        var random = Seeded(UInt64(seed))
        let base = day("2026-01-01")
        var counts = DayCounts()
        var changes: [(Int, Day)] = []
        for _ in 0..<300 {
            if changes.count > 20, Bool.random(using: &random) {
                let (change, on) = changes.remove(at: Int.random(in: 0..<changes.count, using: &random))
                counts.add(-change, on: on)
            } else {
                let change = (Bool.random(using: &random) ? 1 : -1, base + Int.random(in: 0..<40, using: &random))
                changes.append(change)
                counts.add(change.0, on: change.1)
            }
            let on = base + Int.random(in: -2..<42, using: &random)
            #expect(counts.sum(through: on) == changes.filter { $0.1 <= on }.map(\.0).reduce(0, +))
        }
        for (change, on) in changes { counts.add(-change, on: on) }
        #expect(counts.isEmpty && counts == DayCounts())
    }
}

extension AccessDays {
    fileprivate var spans: [Span] {
        var found: [Span] = []
        forEachSpan { found.append($0) }
        return found
    }
}
