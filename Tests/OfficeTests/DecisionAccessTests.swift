// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office

/// Clause row 6-a at the desk: what a body decided is the body's to take back (policy §6).
struct DecisionAccessTests {
    @Test("who took part takes a decision back; who was recused, who stayed away and who put it forward do not")
    func undo() throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("CAI")
        let sara = try rooms.person("Sara", in: unit, .security)
        let eva = try rooms.person("Eva", in: unit, .secretary)
        let members = try ["Anna", "Bo", "Carl", "Dorte"].map { try rooms.person($0, in: unit, .direktion) }
        let (anna, bo, carl, dorte) = (members[0], members[1], members[2], members[3])
        let proposal = rooms.id(
            try rooms.give(
                .proposeMatter,
                [
                    "body": "direktion", "question": "Skal det ske?", "reasons": "Ja", "if_yes": "Så sker det",
                    "if_no": "Så sker det ikke", "resolution": "Det sker", "due": "\(rooms.today + 9)",
                ], as: sara), Proposal.self)
        let decided = try rooms.give(
            .resolveProposal,
            [
                "proposal": "\(proposal)", "seen": "1", "outcome": "approved", "method": "meeting",
                "recusal": "Har forberedt sagen",
            ],
            many: ["members": ["\(anna)", "\(bo)"], "recused": ["\(carl)"]], as: anna)
        let annul = ["position": "\(decided.positions.lowerBound)", "reason": "Forkert"]
        for person in [sara, eva, carl, dorte] {
            #expect(throws: Refusal.notAllowed) { try rooms.give(.annulFact, annul, as: person) }
        }
        // When nobody who took part sits in it any more, another member does.
        for seat in rooms.house.state.register.bodies[.direktion]?.seats ?? [] where [anna, bo].contains(seat.person) {
            try rooms.give(.unseatMember, ["body": "direktion", "seat": "\(seat.id)", "to": "\(rooms.today)"])
        }
        rooms.go(to: rooms.today + 1)
        for person in [anna, carl] {
            #expect(throws: Refusal.notAllowed) { try rooms.give(.annulFact, annul, as: person) }
        }
        try rooms.give(.annulFact, annul, as: dorte)
    }
}
