// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office

/// Clause row 7.4-b at the desk: who may ask, speak, recommend, decide and take back (policy §§6, 7.4, GDPR Article 38(3)).
struct DispensationAccessTests {
    /// A house with a policy in force, whose second paragraph is deviated from.
    private struct Matter {
        let rooms: Rooms
        let (cai, drift): (ID<Unit>, ID<Unit>)
        let (sara, dan, anna, bo, fie, gry, eva):
            (
                ID<Person>, ID<Person>, ID<Person>, ID<Person>, ID<Person>, ID<Person>, ID<Person>
            )
        let policy: ID<Document>
        static let rule = ParagraphID(high: 9, low: 2)
        var dispensation = ID<Dispensation>(high: 0, low: 0)

        init(_ classification: String = "intern") throws {
            rooms = try Rooms()
            (cai, drift) = (try rooms.unit("CAI"), try rooms.unit("Drift"))
            sara = try rooms.person("Sara", in: cai, .security)
            dan = try rooms.person("Dan", in: cai, .dpo)
            anna = try rooms.person("Anna", in: cai, .direktion)
            bo = try rooms.person("Bo", in: cai, .direktion)
            fie = try rooms.person("Fie", in: drift, .unitHead)
            gry = try rooms.person("Gry", in: drift)
            eva = try rooms.person("Eva", in: cai, .secretary)
            let blocks = [(1, "Formål"), (2, "Der tages backup hver dag.")].map { number, text in
                DocumentText.Block(
                    id: ParagraphID(high: 9, low: UInt64(number)), kind: .paragraph, address: "b\(number)", text: text)
            }
            policy = try rooms.document(
                "Politik", unit: cai, classification: classification, text: DocumentText(blocks: blocks))
            try rooms.give(.submitVersion, ["document": "\(policy)", "lacking": "Kun til test"])
            try rooms.give(
                .makeDecision,
                ["document": "\(policy)", "act": "adopt", "outcome": "approved", "method": "meeting"],
                many: ["members": ["\(anna)", "\(bo)"]])
            try rooms.give(.enforceVersion, ["document": "\(policy)", "from": "\(rooms.today)"])
        }

        func request(_ paragraph: ParagraphID = Matter.rule) -> [String: String] {
            [
                "document": "\(policy)", "unit": "\(drift)", "paragraphs": "\(paragraph)", "title": "Ugentlig backup",
                "situation": "Flytning", "reason": "Nye servere", "risk": "En uges arbejde", "level": "lav",
                "measures": "Kopi hos udviklerne", "units": "\(drift)", "from": "\(rooms.today)",
                "to": "\(rooms.today + 100)",
            ]
        }

        var opinion: [String: String] {
            [
                "dispensation": "\(dispensation)", "advisor": "dpo", "stance": "ingen_indvending",
                "text": "Ingen persondata",
            ]
        }

        mutating func ask() throws { dispensation = rooms.id(try rooms.give(.requestDispensation, request(), as: fie)) }

        mutating func submit() throws {
            try ask()
            try rooms.give(.adviseDispensation, opinion, as: dan)
            try rooms.give(
                .recommendDispensation,
                [
                    "dispensation": "\(dispensation)", "outcome": "approved", "reasons": "Lav risiko",
                    "if_granted": "Backup hver uge", "if_refused": "Flytningen venter",
                ], as: sara)
            try rooms.give(
                .submitDispensation, ["dispensation": "\(dispensation)", "due": "\(rooms.today + 14)"], as: sara)
        }

        @discardableResult
        func judge(_ words: [String: String] = [:], as person: ID<Person>?) throws(Refusal) -> Receipt {
            let seen = rooms.house.state.register.dispensations[dispensation]?.revision ?? 0
            let usual = [
                "document": "\(policy)", "act": "dispense", "outcome": "approved", "method": "meeting",
                "dispensation": "\(dispensation)", "seen": "\(seen)", "update": "no", "update_reason": "Den er rigtig",
            ]
            return try rooms.give(
                .makeDecision, usual.merging(words) { $1 }, many: ["members": ["\(anna)", "\(bo)"]], as: person)
        }

        var isLive: Bool {
            let register = rooms.house.state.register
            return register.dispensations[dispensation].map { register.isLive($0, on: rooms.today) } ?? false
        }
    }

    @Test func aRequestGoesAllTheWayAndThePaperShowsWhatWasDecided() throws {
        var matter = try Matter()
        try matter.submit()
        let receipt = try matter.judge(as: matter.anna)
        #expect(matter.isLive)
        let decision: ID<Decision> = matter.rooms.id(receipt)
        let made = try #require(matter.rooms.house.state.register.decisions[decision]?.made)
        let paper = try #require(matter.rooms.house.texts.bytes(made.paper))
        let text = String(decoding: paper, as: UTF8.self)
        for part in [
            "Der tages backup hver dag.", "Nye servere", "En uges arbejde", "Kopi hos udviklerne", "Ingen persondata",
            "Lav risiko", "Flytningen venter",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(!text.contains("Formål\nAfsnit"), "only the paragraphs that are deviated from are named so")
    }

    @Test func whoCannotDecideIsNotOfferedTo() async throws {
        var matter = try Matter()
        try matter.submit()
        try matter.rooms.give(
            .appointDeputy,
            [
                "person": "\(matter.anna)", "deputy": "\(matter.gry)", "from": "\(matter.rooms.today)",
                "reason": "Ferie",
            ])
        func offered(_ person: ID<Person>) async throws -> Bool {
            let sight = try await matter.rooms.house.sight(of: person)
            return sight.mayDispense(try sight.dispensation(matter.dispensation))
        }
        #expect(try await offered(matter.anna))
        // A deputy, CAI, the DPO and the head who asks decide nothing here.
        for person in [matter.gry, matter.sara, matter.dan, matter.fie] { #expect(try await !offered(person)) }
        try matter.rooms.give(
            .grantRole, ["person": "\(matter.gry)", "role": "secretary", "from": "\(matter.rooms.today)"])
        #expect(try await offered(matter.gry), "the secretary records what minutes say")
        // Who is recused sits in the body, and decides nothing.
        try matter.rooms.give(
            .grantRole,
            [
                "person": "\(matter.bo)", "role": "unit_head", "unit": "\(matter.drift)",
                "from": "\(matter.rooms.today)",
            ])
        #expect(try await !offered(matter.bo))
    }

    @Test func aPastDayNamesItAsItWasCalledThen() async throws {
        var matter = try Matter()
        try matter.ask()
        let asked = matter.rooms.today
        matter.rooms.go(to: asked + 10)
        var words = matter.request()
        for name in ["document", "unit"] { words[name] = nil }
        try matter.rooms.give(
            .amendDispensation,
            words.merging(["dispensation": "\(matter.dispensation)", "title": "Månedlig backup"]) { $1 },
            as: matter.fie)
        func label(_ view: Office.View) async throws -> String? {
            try await matter.rooms.house.sight(of: matter.fie, view).label(.dispensation(matter.dispensation))
        }
        #expect(try await label(.today)?.contains("Månedlig backup") == true)
        #expect(try await label(.now(asked))?.contains("Ugentlig backup") == true)
        #expect(try await label(.then(asked))?.contains("Ugentlig backup") == true)
    }

    @Test func nobodyButTheDirektionDecides() throws {
        var matter = try Matter()
        try matter.submit()
        for person in [matter.sara, matter.dan, matter.fie, matter.gry] {
            for method in ["meeting", "minutes"] {
                #expect(throws: Refusal.notAllowed) {
                    try matter.judge(["method": method, "minutes": "DIR 1"], as: person)
                }
            }
        }
        // A deputy has the member's rights elsewhere, but no dispensation is delegated.
        try matter.rooms.give(
            .appointDeputy,
            [
                "person": "\(matter.anna)", "deputy": "\(matter.gry)", "from": "\(matter.rooms.today)",
                "reason": "Ferie",
            ])
        let refusal = #expect(throws: Refusal.self) { try matter.judge(as: matter.gry) }
        #expect(refusal?.field == "method" && !matter.isLive)
        try matter.judge(as: matter.bo)
        #expect(matter.isLive)
    }

    @Test func theSecretaryRecordsMinutesAndTakesNothingBack() throws {
        var matter = try Matter()
        try matter.submit()
        let refusal = #expect(throws: Refusal.self) { try matter.judge(as: matter.eva) }
        #expect(refusal?.field == "method")
        let receipt = try matter.judge(["method": "minutes", "minutes": "DIR 2024-10, punkt 2"], as: matter.eva)
        #expect(matter.isLive)
        let annulment = ["position": "\(receipt.positions.lowerBound)", "reason": "Forkert"]
        for person in [matter.eva, matter.sara, matter.dan, matter.fie] {
            #expect(throws: Refusal.notAllowed) { try matter.rooms.give(.annulFact, annulment, as: person) }
        }
        try matter.rooms.give(.annulFact, annulment, as: matter.bo)
        #expect(!matter.isLive)
    }

    @Test func onlyWhoGaveAnOpinionTakesItBack() throws {
        var matter = try Matter()
        try matter.ask()
        let other = try matter.rooms.person("Ditte", in: matter.cai, .dpo)
        let given = try matter.rooms.give(.adviseDispensation, matter.opinion, as: matter.dan).positions.lowerBound
        let annulment = ["position": "\(given)", "reason": "Forkert"]
        let correction = annulment.merging(
            matter.opinion.merging(["command": "dispensation.advise", "stance": "fraraader"]) { $1 }
        ) { $1 }
        for person in [matter.sara, matter.fie, matter.anna, matter.gry, other] {
            #expect(throws: Refusal.notAllowed) { try matter.rooms.give(.annulFact, annulment, as: person) }
            #expect(throws: Refusal.notAllowed) { try matter.rooms.give(.correctFact, correction, as: person) }
        }
        try matter.rooms.give(.correctFact, correction, as: matter.dan)
        let opinions = matter.rooms.house.state.register.dispensations[matter.dispensation]?.opinions
        #expect(opinions?.map(\.stance) == [.against] && opinions?.map(\.by) == [matter.dan])
        // Nor does the request go from under it.
        let position = try #require(matter.rooms.house.trail.positions(of: .dispensation(matter.dispensation)).first)
        let refusal = #expect(throws: Refusal.self) {
            try matter.rooms.give(.annulFact, ["position": "\(position)", "reason": "Forkert enhed"], as: matter.sara)
        }
        #expect(refusal?.reason == .outOfTurn)
    }

    @Test func whoAsksAndWhoPrepares() throws {
        var matter = try Matter()
        // Those of the unit, its head and CAI ask for it; nobody else does.
        let stranger = try matter.rooms.person("Ib", in: matter.cai)
        for person in [stranger, matter.dan, matter.anna, matter.eva] {
            #expect(throws: Refusal.notAllowed) {
                try matter.rooms.give(.requestDispensation, matter.request(), as: person)
            }
        }
        for person in [matter.gry, matter.fie, matter.sara] {
            try matter.rooms.give(.requestDispensation, matter.request(), as: person)
        }
        try matter.ask()
        let named = ["dispensation": "\(matter.dispensation)"]
        let recommendation = named.merging([
            "outcome": "approved", "reasons": "Lav", "if_granted": "Ja", "if_refused": "Nej",
        ]) { $1 }
        for person in [matter.fie, matter.dan, matter.anna, matter.gry] {
            #expect(throws: Refusal.notAllowed) {
                try matter.rooms.give(.recommendDispensation, recommendation, as: person)
            }
            #expect(throws: Refusal.notAllowed) {
                try matter.rooms.give(
                    .submitDispensation, named.merging(["due": "\(matter.rooms.today + 9)"]) { $1 }, as: person)
            }
            #expect(throws: Refusal.notAllowed) {
                try matter.rooms.give(.setDispensationLimit, ["limit": "2"], as: person)
            }
        }
        // CAI has the right to speak, but not as the DPO.
        let refusal = #expect(throws: Refusal.self) {
            try matter.rooms.give(.adviseDispensation, matter.opinion, as: matter.sara)
        }
        #expect(refusal?.field == "advisor")
    }

    @Test func theOfficeFindsTheTextThatTheParagraphsStandIn() throws {
        let matter = try Matter()
        let unknown = ParagraphID(high: 9, low: 77)
        let asked = #expect(throws: Refusal.self) {
            try matter.rooms.give(.requestDispensation, matter.request(unknown), as: matter.fie)
        }
        #expect(asked?.field == "paragraphs")
        let note = ["document": "\(matter.policy)", "law": "GDPR artikel 32"]
        let noted = #expect(throws: Refusal.self) {
            try matter.rooms.give(.noteStatute, note.merging(["paragraph": "\(unknown)"]) { $1 }, as: matter.sara)
        }
        #expect(noted?.field == "paragraph")
        try matter.rooms.give(.noteStatute, note.merging(["paragraph": "\(Matter.rule)"]) { $1 }, as: matter.dan)
        let refused = #expect(throws: Refusal.self) {
            try matter.rooms.give(.requestDispensation, matter.request(), as: matter.fie)
        }
        #expect(refused?.field == "paragraphs")
    }

    @Test func whoMayNotSeeTheDocumentSeesNoDispensationFromIt() async throws {
        var matter = try Matter("fortrolig")
        matter.dispensation = matter.rooms.id(
            try matter.rooms.give(.requestDispensation, matter.request(), as: matter.sara))
        let dispensation = matter.dispensation
        let outside = try await matter.rooms.house.sight(of: matter.fie, .now(matter.rooms.today))
        #expect(throws: Refusal.unknown) { try outside.dispensation(dispensation) }
        #expect(outside.dispensations.isEmpty)
        let inside = try await matter.rooms.house.sight(of: matter.dan, .now(matter.rooms.today))
        #expect(try inside.dispensation(dispensation).id == dispensation)
        #expect(throws: Refusal.self) {
            try matter.rooms.give(
                .adviseDispensation, matter.opinion.merging(["advisor": "other"]) { $1 }, as: matter.fie)
        }
    }
}
