// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office

/// Who records where a decided matter is filed: those who may record the decision, and the security team.
struct JournalAccessTests {
    private struct Matter {
        let rooms: Rooms
        let decision: ID<Decision>
        let (sara, anna, bo, gry, fie, eva): (ID<Person>, ID<Person>, ID<Person>, ID<Person>, ID<Person>, ID<Person>)

        init(_ classification: String = "intern") throws {
            rooms = try Rooms()
            let (cai, drift) = (try rooms.unit("CAI"), try rooms.unit("Drift"))
            sara = try rooms.person("Sara", in: cai, .security)
            anna = try rooms.person("Anna", in: cai, .direktion)
            bo = try rooms.person("Bo", in: cai, .direktion)
            gry = try rooms.person("Gry", in: drift)
            fie = try rooms.person("Fie", in: drift, .unitHead)
            eva = try rooms.person("Eva", in: cai, .secretary)
            let block = DocumentText.Block(
                id: ParagraphID(high: 9, low: 1), kind: .paragraph, address: "b1", text: "Der tages backup.")
            let policy = try rooms.document(
                "Politik", unit: cai, classification: classification, text: DocumentText(blocks: [block]))
            try rooms.give(.submitVersion, ["document": "\(policy)", "lacking": "Kun til test"])
            decision = rooms.id(
                try rooms.give(
                    .makeDecision,
                    ["document": "\(policy)", "act": "adopt", "outcome": "approved", "method": "meeting"],
                    many: ["members": ["\(anna)", "\(bo)"]]))
        }

        @discardableResult
        func record(_ number: String, as person: ID<Person>?) throws(Refusal) -> Receipt {
            try rooms.give(.recordJournal, ["decision": "\(decision)", "case_number": number], as: person)
        }

        var number: String? {
            let register = rooms.house.state.register
            let mark = register.journal(of: .decision(decision)).mark(on: rooms.today)
            return mark.flatMap { rooms.house.texts.text($0.caseNumber) }
        }
    }

    @Test func theSecretaryAMemberAndTheSecurityTeamRecordIt() throws {
        let matter = try Matter()
        for (number, person) in [("1", matter.eva), ("2", matter.anna), ("3", matter.sara)] {
            try matter.record(number, as: person)
            #expect(matter.number == number)
        }
    }

    @Test func nobodyElseDoes() throws {
        let matter = try Matter()
        for person in [matter.gry, matter.fie] {
            #expect(throws: Refusal.notAllowed) { try matter.record("1", as: person) }
        }
        #expect(matter.number == nil)
    }

    @Test func theSecretaryAnnulsTheNumberAndNotTheDecision() throws {
        let matter = try Matter()
        let recorded = try matter.record("1", as: matter.eva)
        let words = ["position": "\(recorded.positions.lowerBound)", "reason": "Forkert sag"]
        #expect(throws: Refusal.notAllowed) { try matter.rooms.give(.annulFact, words, as: matter.gry) }
        let made = matter.rooms.house.state.register.decisions[matter.decision]?.position ?? -1
        #expect(throws: Refusal.notAllowed) {
            try matter.rooms.give(.annulFact, ["position": "\(made)", "reason": "Forkert"], as: matter.eva)
        }
        try matter.rooms.give(.annulFact, words, as: matter.eva)
        #expect(matter.number == nil)
        #expect(matter.rooms.house.state.register.decisions[matter.decision]?.annulled == false)
    }

    @Test func whatMayNotBeSeenIsAnsweredLikeWhatIsNotThere() throws {
        let matter = try Matter("fortrolig")
        func answer(_ id: ID<Decision>) -> Refusal? {
            do {
                try matter.rooms.give(.recordJournal, ["decision": "\(id)", "case_number": "1"], as: matter.gry)
                return nil
            } catch {
                return error
            }
        }
        let hidden = answer(matter.decision)
        #expect(hidden != nil && hidden == answer(ID(high: 1, low: 99)))
    }

    @Test func theListOfWhatIsNotFiledHoldsWhatTheBodiesDecidedAndNothingMore() async throws {
        let matter = try Matter()
        func waiting() async throws -> [Subject] {
            try await matter.rooms.house.sight(of: matter.eva).unjournalised(most: 10).map(\.subject)
        }
        #expect(try await waiting() == [.decision(matter.decision)])
        try matter.record("1", as: matter.eva)
        #expect(try await waiting() == [])
        try matter.rooms.give(
            .removeJournal, ["decision": "\(matter.decision)", "reason": "Forkert sag"], as: matter.eva)
        #expect(try await waiting() == [.decision(matter.decision)])
        let made = matter.rooms.house.state.register.decisions[matter.decision]?.position ?? -1
        try matter.rooms.give(.annulFact, ["position": "\(made)", "reason": "Blev aldrig besluttet"], as: matter.anna)
        #expect(try await waiting() == [])
    }
}
