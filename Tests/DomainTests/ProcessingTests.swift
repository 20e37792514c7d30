// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("The record of processing activities (GDPR Article 30)")
struct ProcessingTests {
    @Test("30-1: a controller's record with everything asks nothing but its yearly review")
    func whole() {
        var world = World.house
        world.record()
        #expect(world.processingDuties(.processingComplete).isEmpty)
        #expect(world.processingDuties(.processingOwner).isEmpty)
        #expect(world.processingDuties(.processingReview).map(\.due) == [world.today.adding(months: 12)])
        #expect(world.known(processing: "Behandling").standing(on: world.today) == .running)
    }

    @Test(
        "30-1 breach: what a controller's record lacks is a duty of its unit, and late after 30 days",
        arguments: [
            ("responsible", Processing.Gap.responsible), ("people", .people), ("kinds", .data),
            ("personal_data", .data), ("recipients", .recipients), ("transfer", .transfer), ("erasure", .erasure),
            ("security", .security), ("grounds", .ground),
        ])
    func lacking(_ field: String, _ gap: Processing.Gap) throws {
        var world = World.house
        world.record(without: [field])
        #expect(world.known(processing: "Behandling").wording?.gaps == [gap])
        let asked = world.processingDuties(.processingComplete)
        #expect(asked.map(\.due) == [world.today + 30] && asked.map(\.done) == [nil])
        let duty = try #require(asked.first)
        #expect(duty.responsible == .unit(world.unit("Drift")))
        #expect(duty.standing(on: world.today + 31) == .overdue)
        #expect(world.known(processing: "Behandling").standing(on: world.today) == .lacking)
        // Filled in, it is done on that day.
        world.today = world.today + 10
        world.record(["processing": world.processing()])
        #expect(world.processingDuties(.processingComplete).map(\.done) == [world.today])
        // The day before it still lacked it.
        #expect(world.known(processing: "Behandling").standing(on: world.today - 1) == .lacking)
    }

    @Test("30-1 breach: special categories and criminal offences need grounds in Articles 9 and 10")
    func special() {
        var world = World.house
        world.record(["personal_data": ["special", "criminal"]])
        #expect(world.known(processing: "Behandling").wording?.gaps == [.special, .criminal])
        world.record(
            [
                "processing": world.processing(), "personal_data": ["special", "criminal"],
                "grounds": ["6_1_e", "9_2_g", "10"],
            ])
        #expect(world.known(processing: "Behandling").wording?.gaps == [])
    }

    @Test("30-1-e breach: a transfer names the countries and what it rests on")
    func transfer() {
        var world = World.house
        world.record(["transfer": "third", "countries": "USA"])
        #expect(world.known(processing: "Behandling").wording?.gaps == [.safeguards])
        world.record(
            [
                "processing": world.processing(), "transfer": "third", "countries": "USA", "safeguards": ["adequacy"],
            ])
        #expect(world.known(processing: "Behandling").wording?.gaps == [])
    }

    @Test("30-2: a processor names the controllers, transfers and security; the rest is theirs to decide")
    func processor() {
        var world = World.house
        let theirs = ["grounds", "law", "people", "personal_data", "kinds", "recipients", "erasure"]
        world.record(["capacity": "processor"], without: theirs)
        #expect(world.known(processing: "Behandling").wording?.gaps == [.controllers])
        world.record(
            [
                "processing": world.processing(), "capacity": "processor",
                "controllers": "Nordby Kommune, dpo@nordby.example",
            ], without: theirs)
        #expect(world.known(processing: "Behandling").wording?.gaps == [])
        // Joint controllers name each other, and all that a controller does.
        world.record(["capacity": "joint"], without: ["erasure"], as: "Fælles")
        #expect(world.known(processing: "Fælles").wording?.gaps == [.controllers, .erasure])
    }

    @Test("the record is gone through every year; a review opens the next year, and a late one shows")
    func yearly() throws {
        var world = World.house
        world.record()
        let first = world.today
        let due = first.adding(months: 12)
        #expect(try #require(world.processingDuties(.processingReview).first).standing(on: due) == .open)
        #expect(try #require(world.processingDuties(.processingReview).first).standing(on: due + 1) == .overdue)
        #expect(world.known(processing: "Behandling").standing(on: due + 1) == .late)
        world.today = due - 20
        world.given(
            .reviewProcessing, ["processing": world.processing(), "day": world.today, "finding": "Intet er ændret"])
        #expect(world.processingDuties(.processingReview).map(\.done) == [world.today, nil])
        #expect(world.processingDuties(.processingReview).last?.due == world.today.adding(months: 12))
        #expect(world.known(processing: "Behandling").standing(on: due + 1) == .running)
        // Annulled, the first year is open again.
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert behandling"])
        #expect(world.processingDuties(.processingReview).map(\.done) == [nil])
        // Changing it is no review.
        world.record(["processing": world.processing(), "title": "Løn og pension"])
        #expect(world.processingDuties(.processingReview).map(\.due) == [due])
    }

    @Test("breach: a unit that closes, or a person who leaves, leaves it without an owner until somebody else is named")
    func owner() {
        var world = World.house
        world.record()
        let engagement = world.register.persons[world.person("Gry")]?.engagements.first?.id
        world.given(
            .endEngagement,
            [
                "person": world.person("Gry"), "engagement": engagement ?? ID(high: 1, low: 99),
                "to": world.today + 10,
            ])
        #expect(world.processingDuties(.processingOwner).map(\.opens) == [world.today + 11])
        world.today = world.today + 20
        world.record(["processing": world.processing(), "responsible": world.person("Fie")])
        #expect(world.processingDuties(.processingOwner).map(\.done) == [world.today])
        world.given(
            .closeUnit, ["unit": world.unit("Drift"), "successor": world.unit("CAI"), "to": world.today + 29])
        let asked = world.processingDuties(.processingOwner).last
        #expect(asked?.opens == world.today + 30 && asked?.responsible == .unit(world.unit("CAI")))
        #expect(asked?.done == nil)
    }

    @Test("what has ended asks nothing more and stays in the record")
    func ended() {
        var world = World.house
        world.record(without: ["erasure"])
        world.today = world.today + 5
        world.given(.endProcessing, ["processing": world.processing(), "reason": "Opgaven er flyttet"])
        #expect(world.processingDuties(.processingComplete).map(\.done) == [world.today])
        #expect(world.processingDuties(.processingReview).isEmpty, "its first review had not opened yet")
        #expect(world.known(processing: "Behandling").wording != nil)
        #expect(world.known(processing: "Behandling").standing(on: world.today - 1) == .lacking, "as it was then")
    }

    @Test("its first words are not struck while a review rests on them")
    func struck() {
        var world = World.house
        world.record()
        let set = world.position { if case .processing(_, .set) = $0 { true } else { false } }
        world.given(
            .reviewProcessing, ["processing": world.processing(), "day": world.today, "finding": "Intet er ændret"])
        world.when(.annulFact, ["position": set, "reason": "Forkert"])
        world.refuses(.outOfTurn)
    }
}
