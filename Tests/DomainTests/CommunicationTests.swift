// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("§§7.2, 9, 11: what is in force goes to everybody it concerns")
struct CommunicationTests {
    private func readers(_ world: World, _ name: String, on day: Day? = nil) -> Set<ID<Person>> {
        Set(world.register.concerned(by: world.notice(name), on: day ?? world.today).map(\.person))
    }

    private func reading(_ world: World, _ person: String, _ name: String) -> Duty? {
        world.register.readings(of: world.person(person)).first { $0.subject == .notice(world.notice(name)) }
    }

    private func hire(
        _ name: String, in unit: String, from: String, first: String? = nil, _ world: inout World
    ) {
        world.given(.addPerson, ["name": name], as: name)
        var words: Words = [
            "person": world.person(name), "kind": "employee", "unit": world.unit(unit), "title": "Ny", "from": from,
        ]
        if let first { words["first_working_day"] = first }
        world.given(.beginEngagement, words)
    }

    @Test(
        "§7.2-b: the act that puts a version in force sends it: a policy to everybody, a procedure to its unit's tree")
    func entrySends() {
        var world = World.house
        let all = ["Anna", "Bo", "Carl", "Fie", "Gry", "Sara", "Dan", "Ida"].map(world.person)
        #expect(readers(world, "Politik") == Set(all))
        #expect(readers(world, "Backup") == [world.person("Fie"), world.person("Gry")])
        let before = world.history.count
        world.enact("Backup", ["number": "2.0"])
        #expect(world.history[before...].contains { if case .notice(_, .opened) = $0.fact { true } else { false } })
        #expect(world.register.notices(of: world.document("Backup")).count == 2)
        #expect(world.register.sums("Backup", world).concerned == 2)
    }

    @Test("§7.2-b breached: in force and never sent shows, and can be sent")
    func neverSent() {
        var world = World.house
        let position = world.position { if case .notice(_, .opened) = $0 { true } else { false } }
        world.given(.annulFact, ["position": position, "reason": "Forkert"])
        #expect(world.register.notice(of: world.document("Backup"), on: world.today) == nil)
        #expect(world.register.readings(of: world.person("Gry")).map(\.subject) == [.notice(world.notice("Politik"))])
        world.given(.openNotice, ["document": world.document("Backup")])
        #expect(readers(world, "Backup").count == 2)
    }

    @Test("§11-a: a newcomer has it from the first working day, with the same time to read; a leaver drops out")
    func newcomer() throws {
        var world = World.house
        let facts = world.history.count
        hire("Nye", in: "Drift", from: "2026-12-01", first: "2026-12-03", &world)
        let duty = try #require(reading(world, "Nye", "Backup"))
        #expect(duty.opens == day("2026-12-03") && duty.due == day("2026-12-17"))
        #expect(duty.standing(on: day("2026-12-02")) == .planned && duty.standing(on: day("2026-12-18")) == .overdue)
        #expect(!readers(world, "Backup", on: day("2026-12-02")).contains(world.person("Nye")))
        #expect(readers(world, "Backup", on: day("2026-12-03")).contains(world.person("Nye")))
        let engagement = world.register.persons[world.person("Nye")]?.engagements.first?.id
        world.given(
            .endEngagement,
            ["person": world.person("Nye"), "engagement": engagement?.description ?? "", "to": "2026-12-31"])
        #expect(!readers(world, "Backup", on: day("2027-01-01")).contains(world.person("Nye")))
        #expect(reading(world, "Nye", "Backup")?.done == day("2027-01-01"))
        #expect(
            world.history[facts...].allSatisfy { if case .notice = $0.fact { false } else { true } },
            "by computation, not by facts")
    }

    @Test("§11-a breached: who has not acknowledged by the due day is counted late, by unit and day")
    func late() {
        var world = World.house
        world.by = world.person("Gry")
        world.given(.acknowledgeNotice, ["notice": world.notice("Backup")])
        let drift = world.unit("Drift")
        func sums(_ on: String) -> Readers.Sums? {
            world.register.readers.sumsByUnit(of: world.notice("Backup"), on: day(on))[drift]
        }
        #expect(sums("2026-12-07")?.late == 0 && sums("2026-12-07")?.due == 0)
        #expect(sums("2026-12-08")?.late == 1 && sums("2026-12-08")?.due == 2 && sums("2026-12-08")?.done == 1)
        #expect(reading(world, "Fie", "Backup")?.standing(on: day("2026-12-08")) == .overdue)
        #expect(reading(world, "Gry", "Backup")?.standing(on: world.today) == .done)
    }

    @Test("§11-b: an acknowledgement names the person, the version and the text, and changes nothing of the document")
    func acknowledgement() {
        var world = World.house
        let revision = world.known("Backup").revision
        world.by = world.person("Fie")
        world.given(.acknowledgeNotice, ["notice": world.notice("Backup")])
        #expect(world.known("Backup").revision == revision)
        // An annulment takes it back, and it can be given again.
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Trykket ved en fejl"])
        #expect(reading(world, "Fie", "Backup")?.done == nil)
        world.given(.acknowledgeNotice, ["notice": world.notice("Backup")])
        #expect(reading(world, "Fie", "Backup")?.done == world.today)
    }

    @Test("a newer version ends the older notice the same day; annulling its entry brings the older one back")
    func replaced() {
        var world = World.house
        let old = world.notice("Backup")
        world.by = world.person("Gry")
        world.given(.acknowledgeNotice, ["notice": old])
        world.by = nil
        world.today = day("2026-12-01")
        world.enact("Backup", ["number": "2.0"])
        #expect(world.notice("Backup") != old)
        #expect(reading(world, "Gry", "Backup")?.done == nil, "a new version is to be read anew")
        #expect(world.register.span(of: world.register.notices[old] ?? Notice(id: old))?.until == world.today)
        #expect(world.register.readers.sums(of: old, on: world.today).done == 1, "as it stood on its last day")
        let entry = world.position { if case .document(_, .enforced) = $0 { true } else { false } }
        world.given(.annulFact, ["position": entry, "reason": "For tidligt"])
        #expect(world.notice("Backup") == old)
        #expect(reading(world, "Gry", "Backup")?.standing(on: world.today) == .done)
    }

    @Test("a withdrawn document asks nobody to read")
    func withdrawn() {
        var world = World.house
        world.given(
            .withdrawDocument, ["document": world.document("Backup"), "from": "2026-12-01", "reason": "Udgår"])
        let notice = world.register.notices(of: world.document("Backup"))[0].id
        #expect(world.register.concerned(by: notice, on: world.today).count == 2)
        #expect(world.register.readings(of: world.person("Fie")).contains { $0.done == day("2026-12-01") })
    }

    @Test("who moves to another unit keeps the deadline where both are meant, and comes in where only the new one is")
    func moves() throws {
        var world = World.house
        let gry = world.person("Gry")
        let old = try #require(world.register.persons[gry]?.engagements.first?.id)
        world.given(.endEngagement, ["person": gry, "engagement": old, "to": "2026-11-30"])
        world.given(
            .beginEngagement,
            ["person": gry, "kind": "employee", "unit": world.unit("CAI"), "title": "Ny", "from": "2026-12-01"])
        #expect(reading(world, "Gry", "Politik")?.due == day("2026-12-07"), "the time to read runs on")
        #expect(reading(world, "Gry", "Backup")?.done == day("2026-12-01"), "the procedure is no longer for her")
        // The unit itself is placed below Drift: all in it are meant by Drift's procedure from that day.
        world.given(.moveUnit, ["unit": world.unit("CAI"), "parent": world.unit("Drift"), "from": "2026-12-10"])
        #expect(
            readers(world, "Backup", on: day("2026-12-10")).isSuperset(of: ["Gry", "Sara", "Dan"].map(world.person)))
        #expect(reading(world, "Sara", "Backup")?.due == day("2026-12-24"))
    }

    @Test("a version put in force from a later day is sent that day; from a past day it is sent today")
    func days() {
        var world = World.house
        world.draft("Backup", ["number": "2.0"])
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup")
        world.given(.enforceVersion, ["document": world.document("Backup"), "from": "2027-01-04"])
        let next = world.register.notices(of: world.document("Backup")).last
        #expect(next.flatMap(world.register.span(of:))?.from == day("2027-01-04"))
        let policy = world.register.notice(of: world.document("Politik"), on: world.today)
        #expect(policy.flatMap(world.register.span(of:))?.from == world.today)
    }

    @Test("12,000 persons: one person's list and one acknowledgement look at nobody else")
    func many() {
        let world = World.house
        var register = world.register
        let drift = world.unit("Drift")
        for number in 0..<12_000 {
            let person = ID<Person>(high: 5, low: UInt64(number))
            let stamp = { (register: Register) in
                Stamp(position: register.count, effective: day("2026-01-01"), recorded: world.now, by: nil)
            }
            register.apply(.person(person, .named(name: ID(high: 6, low: UInt64(number)), mail: nil)), stamp(register))
            register.apply(
                .person(
                    person,
                    .engaged(
                        ID(high: 7, low: UInt64(number)), .employee, unit: drift, title: ID(high: 8, low: 1),
                        firstWorkingDay: nil)), stamp(register))
        }
        let notice = world.notice("Politik")
        #expect(register.readers.sums(of: notice, on: world.today).concerned == 12_008)
        let start = ContinuousClock.now
        for number in 0..<100 {
            let person = ID<Person>(high: 5, low: UInt64(number))
            #expect(register.readings(of: person).count == 2)
            register.apply(
                .notice(notice, .acknowledged(person, ID(high: 1, low: 1), text: "")),
                Stamp(position: register.count, effective: world.today, recorded: world.now, by: person))
        }
        #expect(ContinuousClock.now - start < .seconds(2), "some milliseconds each at the very most, also in debug")
        #expect(register.readers.sums(of: notice, on: world.today).done == 100)
    }
}

extension Register {
    fileprivate func sums(_ name: String, _ world: World) -> Readers.Sums {
        readers.sums(of: world.notice(name), on: world.today)
    }
}
