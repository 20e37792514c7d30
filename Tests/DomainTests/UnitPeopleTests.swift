// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// What an index of people finds is what going through everybody finds, whatever the history.
@Suite("People by unit, from an index")
struct UnitPeopleTests {
    /// Histories of anything, and beside them six persons in four units, two of which have a head, in a group of another
    /// system; talks are held with everybody, most of the time.
    private func registers() -> [(soup: Soup, register: Register)] {
        (500..<516).map { seed in
            var soup = Soup(seed: UInt64(seed))
            soup.append(400)
            var register = Register(organisation: soup.organisation)
            for entry in soup.history { register.apply(entry.fact, entry.stamp) }
            func apply(_ fact: Fact) {
                let recorded = Instant(milliseconds: 1_900_000_000_000 + Int64(register.count))
                register.apply(
                    fact, Stamp(position: register.count, effective: day("2024-06-01"), recorded: recorded, by: nil))
            }
            let group = ID<ForeignGroup>(high: 2, low: 1)
            apply(.organisation(soup.organisation, .talksSet(Person.Engagement.Kind.allCases)))
            apply(.organisation(soup.organisation, .groupNamed(group, name: ID(high: 2, low: 1), external: nil)))
            for number in 0..<6 {
                let (person, low) = (ID<Person>(high: 2, low: UInt64(number)), UInt64(number))
                let unit = units[number % 4]
                apply(
                    .person(
                        person,
                        .engaged(
                            ID(high: 2, low: low), .employee, unit: unit, title: ID(high: 2, low: low),
                            firstWorkingDay: nil)))
                if number == 0 || number == 2 {
                    apply(.person(person, .roleGranted(ID(high: 2, low: low), .unitHead, unit: unit)))
                }
                if number < 3 { apply(.person(person, .groupJoined(group))) }
            }
            return (soup, register)
        }
    }

    private let units = (0..<4).map { ID<Unit>(high: 1, low: UInt64($0)) }

    @Test("who is in a unit, and how many, on any day")
    func people() {
        var met = 0
        for (soup, register) in registers() {
            var soup = soup
            for _ in 0..<25 {
                let on = soup.anyDay()
                for unit in units {
                    let walked = register.persons.values.filter { $0.unit(on: on) == unit }.map(\.id)
                    #expect(Set(register.people(in: unit, on: on)) == Set(walked))
                    #expect(register.peopleCount(in: unit, on: on) == walked.count)
                    #expect(register.everIn([unit]).isSuperset(of: walked))
                    met += walked.count
                    let below = register.persons.values.filter { person in
                        person.unit(on: on).map { register.ancestry(of: $0, on: on).contains(unit) } ?? false
                    }.map(\.id)
                    #expect(register.readers.people.ever(below: [unit]).isSuperset(of: below))
                }
                let engaged = register.persons.values.count { $0.isActive(on: on) }
                #expect(register.readers.people.count(on: on) == engaged)
            }
        }
        #expect(met > 100, "somebody is somewhere")
    }

    @Test("with whom the heads of any units hold talks, on any day")
    func talks() {
        var met = 0
        for (soup, register) in registers() {
            var soup = soup
            for _ in 0..<25 {
                let on = soup.anyDay()
                for heads in units.map({ [$0] }) + [units, Array(units.prefix(2))] {
                    let found = register.talks(of: Set(heads), on: on)
                    let walked = register.persons.values.filter { person in
                        guard let engagement = person.engagement(on: on),
                            register.organisation.talks.value(on: on)?.contains(engagement.kind) == true,
                            let unit = register.talkUnit(of: person.id, on: on)
                        else { return false }
                        return heads.contains(unit) && register.talkTurn(of: person, on: on) != nil
                    }.map(\.id)
                    #expect(found.map(\.person).sorted() == walked.sorted())
                    met += walked.count
                }
            }
        }
        #expect(met > 20, "somebody holds talks")
    }

    @Test("with how many talks are held, and with how many they are late, by unit, on any day")
    func sums() {
        var (met, late) = (0, 0)
        for (soup, register) in registers() {
            #expect(register.talkCounts == register.derivedFromScratch().talkCounts)
            var soup = soup
            for _ in 0..<25 {
                let on = soup.anyDay()
                var (asked, overdue): ([ID<Unit>: Int], [ID<Unit>: Int]) = ([:], [:])
                for person in register.persons.values {
                    guard let engagement = person.engagement(on: on),
                        register.organisation.talks.value(on: on)?.contains(engagement.kind) == true,
                        let turn = register.talkTurn(of: person, on: on)
                    else { continue }
                    asked[engagement.unit(on: on), default: 0] += 1
                    if turn.due.map({ $0 < on }) ?? false { overdue[engagement.unit(on: on), default: 0] += 1 }
                }
                let sums = register.talkSums(on: on)
                #expect(Dictionary(uniqueKeysWithValues: sums.map { ($0.unit, $0.asked) }) == asked)
                #expect(
                    Dictionary(uniqueKeysWithValues: sums.filter { $0.late > 0 }.map { ($0.unit, $0.late) }) == overdue)
                met += sums.reduce(0) { $0 + $1.asked }
                late += sums.reduce(0) { $0 + $1.late }
            }
        }
        #expect(met > late && late > 20, "some are late, and some are not")
    }

    @Test("who is in a group of another system, and in which groups somebody is, on any day")
    func groups() {
        var met = 0
        for (soup, register) in registers() {
            var soup = soup
            for _ in 0..<25 {
                let on = soup.anyDay()
                for group in register.organisation.groups {
                    let walked = register.persons.values.filter { person in
                        group.isTold(on: on) && person.inGroups.contains { $0.group == group.id && $0.holds(on: on) }
                    }.map(\.id).sorted()
                    #expect(register.members(of: group.id, on: on) == walked)
                    for person in walked { #expect(register.groups(of: person, on: on).contains(group.id)) }
                    met += walked.count
                }
            }
            let told = register.organisation.groups.map(\.told)
            #expect(told == told.sorted(), "in the order in which they were told of")
        }
        #expect(met > 0, "somebody is in a group")
    }
}
