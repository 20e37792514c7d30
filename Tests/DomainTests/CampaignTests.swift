// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("Requirements are asked of many units, and each answers for itself (policy §§5, 7.2)")
struct CampaignTests {
    @Test("a unit is done when all is answered; one that has not answered by the day is late")
    func done() {
        var world = World.house
        world.require()
        world.require(["demand": "Backup kan genskabes"], as: "Andet")
        world.poll()
        let subject = Subject.campaign(world.campaign())
        func own() -> [Duty] {
            world.duties(.campaign, subject).filter { $0.responsible == .unit(world.unit("Drift")) }
        }
        world.given(.answerCampaign, world.reply())
        #expect(own().map(\.done) == [nil], "one of two is answered")
        #expect(own().first?.standing(on: world.today + 31) == .overdue)
        world.given(.answerCampaign, world.reply(["requirement": world.requirement("Andet")]))
        #expect(own().map(\.done) == [world.today])
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert enhed"])
        #expect(own().map(\.done) == [nil])
    }

    @Test("more requirements than one fact has room for are asked all the same, in more facts of one act")
    func wide() {
        var world = World.house
        world.isWatched = false
        for number in 1...(Campaign.atOnce + 1) { world.require(as: "K\(number)") }
        world.when(.openCampaign, world.polling())
        world.then { entries in
            #expect(entries.count == 2)
        }
        let known = world.register.campaigns.values.first
        #expect(known?.opening?.requirements.count == Campaign.atOnce + 1)
        world.holds()
    }

    @Test("the newest answer counts, and the old one stands on its day")
    func newest() {
        var world = World.house
        world.require()
        world.poll()
        world.given(.answerCampaign, world.reply())
        let first = world.today
        world.today = first + 3
        world.given(.answerCampaign, world.reply(["result": "failed", "finding": "Båndet var tomt"]))
        let place = Campaign.Place(world.requirement(), world.unit("Drift"))
        let known = world.register.campaigns[world.campaign()]
        #expect(known?.answer(place, by: first)?.result == .complied)
        #expect(known?.answer(place, by: world.today)?.result == .failed)
    }

    @Test("what holds no more is asked no more: the unit that has answered the rest is done, the other one is not")
    func fallen() {
        var world = World.house
        world.require()
        world.require(["demand": "Backup kan genskabes"], as: "Andet")
        world.poll()
        let subject = Subject.campaign(world.campaign())
        func done(_ unit: String) -> Day? {
            world.duties(.campaign, subject).first { $0.responsible == .unit(world.unit(unit)) }?.done
        }
        let start = world.today
        world.given(.answerCampaign, world.reply())
        world.today = start + 4
        world.given(
            .withdrawRequirement, ["requirement": world.requirement("Andet"), "reason": "Det gælder ikke mere"])
        #expect(done("Drift") == start + 4)
        #expect(done("CAI") == nil, "it has not answered the one that holds")
        world.when(.answerCampaign, world.reply(["requirement": world.requirement("Andet")]))
        world.refuses(.invalid, "requirement")
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Det gælder alligevel"])
        #expect(done("Drift") == nil, "it is asked again")
        world.holds()
    }

    @Test("one that was annulled was never to be asked; with all of it gone nobody has anything to answer")
    func annulled() {
        var world = World.house
        world.require()
        let first = world.history.count - 1
        world.require(["demand": "Backup kan genskabes"], as: "Andet")
        let second = world.history.count - 1
        world.poll()
        let (subject, start) = (Subject.campaign(world.campaign()), world.today)
        world.given(.answerCampaign, world.reply())
        world.today = start + 2
        world.given(.annulFact, ["position": second, "reason": "Fundet to gange"])
        #expect(world.duties(.campaign, subject).map(\.done) == [start, nil])
        world.when(
            .answerCampaign, world.reply(["requirement": world.requirement("Andet"), "unit": world.unit("CAI")]))
        world.refuses(.invalid, "requirement")
        world.given(.annulFact, ["position": first, "reason": "Ikke et krav"])
        #expect(world.duties(.campaign, subject).map(\.done) == [start, start])
        world.holds()
    }

    @Test("what holds no more is not confirmed from the last time either")
    func unconfirmed() {
        var world = World.house
        world.require()
        world.askAgain()
        world.given(.withdrawRequirement, ["requirement": world.requirement(), "reason": "Det gælder ikke mere"])
        world.when(.confirmAnswers, ["campaign": world.campaign(), "unit": world.unit("Drift")])
        world.refuses(.outOfTurn)
    }

    @Test("what is unchanged is confirmed at once, and only what was not answered anew")
    func confirmed() {
        var world = World.house
        world.require()
        world.askAgain()
        world.given(.answerCampaign, world.reply(["result": "partly", "finding": "Ikke i weekenden"]))
        world.when(.confirmAnswers, ["campaign": world.campaign(), "unit": world.unit("Drift")])
        world.refuses(.outOfTurn)
        world.when(.confirmAnswers, ["campaign": world.campaign(), "unit": world.unit("CAI")])
        world.refuses(.outOfTurn)
    }

    @Test("what not everybody may see is not asked of everybody; what becomes so later closes the campaign to them")
    func confidential() {
        var world = World.house
        world.enact("Backup", ["classification": "fortrolig"])
        world.require()
        world.when(.openCampaign, world.polling())
        world.refuses(.invalid, "documents")
        var open = World.house
        open.enact("Backup")
        open.require()
        open.poll()
        let subject = Subject.campaign(open.campaign())
        #expect(open.register.accessClass(of: subject, on: open.today) == .everyone)
        open.given(
            .reclassifyDocument,
            ["document": open.document("Backup"), "classification": "fortrolig", "reason": "Navne på servere"])
        #expect(open.register.accessClass(of: subject, on: open.today) == .unit(open.unit("Drift")))
        #expect(
            open.duties(.campaign, subject).allSatisfy { $0.accessClass(on: open.today) == .unit(open.unit("Drift")) })
    }
}
