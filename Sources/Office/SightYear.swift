// SPDX-License-Identifier: MPL-2.0

public import Domain

/// The year of duties: what is done stands in the month it was done, the rest in the month it falls due. Today it is read
/// from the index by month; on a past day, where what a person may see depends on each thing, from all there is.
extension Sight {
    /// How the duties that the person may see stand on the day shown, in each month of a year; January first.
    public func year(_ year: Int) -> [Duties.Tally] {
        let answer = look(.year(year)) { .tallies(isPast ? walkedYear(year) : indexedYear(year)) }
        guard case .tallies(let tallies) = answer else { return [] }
        return tallies
    }

    private func indexedYear(_ year: Int) -> [Duties.Tally] {
        let months = CalendarMonth.all(of: year)
        var sum = months.map { _ in Duties.Tally() }
        for accessClass in register.duties.months.keys where sees(accessClass) {
            for (index, tally) in register.duties.tallies(of: accessClass, in: months, on: day).enumerated() {
                sum[index].done += tally.done
                sum[index].late += tally.late
                sum[index].planned += tally.planned
            }
        }
        for duty in turningDuties() {
            let state = duty.standing(on: day)
            let place = month(of: duty, state)
            if place.year == year { sum[place.month - 1].add(state) }
        }
        return sum
    }

    /// The duties whose class is known to become another, as far as the person may see them on the day shown.
    private func turningDuties() -> [Duty] {
        register.duties.turning.elements().compactMap { duty($0) }.filter { sees($0.accessClass(on: day)) }
    }

    private func walkedYear(_ year: Int) -> [Duties.Tally] {
        var sum = CalendarMonth.all(of: year).map { _ in Duties.Tally() }
        everyDuty { duty in
            let state = duty.standing(on: day)
            let place = month(of: duty, state)
            if place.year == year { sum[place.month - 1].add(state) }
        }
        return sum
    }

    /// What lies ahead of each unit of the duties that the person may see: how many are overdue today, and how many fall
    /// due in each of some months, today and later. Units without any are left out; the heaviest come first.
    public func load(in months: [CalendarMonth]) -> [(unit: ID<Unit>, late: Int, months: [Int])] {
        let turning = Dictionary(grouping: turningDuties().filter { $0.done == nil }, by: \.responsible)
        return register.units.keys.compactMap { unit -> (unit: ID<Unit>, late: Int, months: [Int])? in
            var (late, ahead) = (0, months.map { _ in 0 })
            for duty in turning[.unit(unit)] ?? [] {
                late += duty.due < day ? 1 : 0
                for (index, month) in months.enumerated() where duty.due >= day && CalendarMonth(duty.due) == month {
                    ahead[index] += 1
                }
            }
            for group in register.duties.groups[.unit(unit)] ?? [] where sees(group.accessClass) {
                guard let counts = register.duties.counts[group] else { continue }
                late += counts.due(from: .distantPast + 1, through: day - 1)
                for (index, month) in months.enumerated() {
                    ahead[index] += counts.due(from: max(month.first, day), through: month.last)
                }
            }
            return late + ahead.reduce(0, +) > 0 ? (unit, late, ahead) : nil
        }.sorted { left, right in
            let (first, second) = (left.late + left.months.reduce(0, +), right.late + right.months.reduce(0, +))
            return first == second ? left.unit < right.unit : first > second
        }
    }

    /// The month in which a duty stands on the day shown.
    private func month(of duty: Duty, _ state: Duty.Standing) -> CalendarMonth {
        CalendarMonth(state == .done ? duty.done ?? duty.due : duty.due)
    }

    /// The duties of some months of a year in the order of months and due days, at most `most` after the first `skipped`.
    /// - Parameter months: of one year, in order; 1 is January.
    public func duties(
        in year: Int, _ months: ClosedRange<Int>, skipping skipped: Int, most: Int
    ) -> [(month: CalendarMonth, duty: Duty)] {
        let tallies = self.year(year)
        var (skipped, found) = (skipped, [(month: CalendarMonth, duty: Duty)]())
        let walked = isPast ? walkedDuties(in: year) : [:]
        let ending = isPast ? [] : endingLater()
        for month in months {
            let total = tallies[month - 1].total
            guard skipped < total else {
                skipped -= total
                continue
            }
            let place = CalendarMonth(year: year, month: month)
            let room = most - found.count
            let duties =
                isPast
                ? Array((walked[place] ?? []).dropFirst(skipped).prefix(room))
                : indexedDuties(in: place, ending, skipping: skipped, most: room)
            found += duties.map { (place, $0) }
            skipped = 0
            if found.count >= most { break }
        }
        return found
    }

    /// What is known to end after today and stands until then.
    private func endingLater() -> [Duty] {
        register.duties.months.keys.filter { sees($0) }.flatMap { register.duties.ending(after: day, of: $0) }
    }

    private func indexedDuties(
        in month: CalendarMonth, _ ending: [Duty], skipping skipped: Int, most: Int
    ) -> [Duty] {
        let (first, last) = (month.first, month.last)
        var shelves: [(elements: Shelf<DutyKey>.Elements, last: Day?)] = []
        for (accessClass, standing) in register.duties.byClass where sees(accessClass) {
            shelves.append((standing.elements { $0.due < first }, last))
        }
        for (accessClass, kept) in register.duties.months where sees(accessClass) {
            if let finished = kept[month]?.finished { shelves.append((finished.elements(), nil)) }
        }
        var later = Shelf<DutyKey>()
        for duty in ending where CalendarMonth(duty.due) == month { later.insert(duty.key) }
        for duty in turningDuties() where self.month(of: duty, duty.standing(on: day)) == month {
            later.insert(duty.key)
        }
        shelves.append((later.elements(), nil))
        var (left, found, former) = (skipped, [Duty](), DutyKey?.none)
        for key in MergedKeys(shelves) {
            // One that falls due and ends in the same month is in two of the lists.
            guard key != former, let duty = duty(key), sees(duty.accessClass(on: day)),
                self.month(of: duty, duty.standing(on: day)) == month
            else { continue }
            former = key
            if left > 0 {
                left -= 1
                continue
            }
            found.append(duty)
            if found.count >= most { break }
        }
        return found
    }

    private func walkedDuties(in year: Int) -> [CalendarMonth: [Duty]] {
        var found: [CalendarMonth: [Duty]] = [:]
        everyDuty { duty in
            let place = month(of: duty, duty.standing(on: day))
            if place.year == year { found[place, default: []].append(duty) }
        }
        return found.mapValues { $0.sorted { $0.key < $1.key } }
    }
}
