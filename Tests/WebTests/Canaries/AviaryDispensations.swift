// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

/// Leave to deviate from a document, with a canary in every text.
extension Aviary {
    /// One that was granted, sent back before that and looked at again, and one that was withdrawn.
    func dispense(_ id: ID<Document>, _ canary: (String) -> String) async throws {
        let one = ["\(id)"]
        let version = try #require(lobby.house.state.register.documents[id]?.versionInForce(on: lobby.today))
        let text = try #require(lobby.house.texts.bytes(version.draft.text))
        let rule = try #require(try DocumentText(decoding: text).blocks.last?.id)
        let paragraph = ["\(rule)"]
        _ = try await perform(
            .noteStatute, ["document": one, "paragraph": paragraph, "law": [canary("lovens navn")]])
        _ = try await perform(
            .dropStatute, ["document": one, "paragraph": paragraph, "reason": [canary("ikke lov alligevel")]])
        func words() -> [String: [String]] {
            [
                "paragraphs": paragraph, "title": [canary("kort sagt")], "situation": [canary("situation")],
                "reason": [canary("søges fordi")], "risk": [canary("risiko")], "level": ["lav"],
                "measures": [canary("i stedet")], "solutions": [canary("systemer")], "from": ["\(lobby.today)"],
                "to": ["\(lobby.today + 90)"],
            ]
        }
        func ask() async throws -> [String] {
            let request = words().merging(["document": one, "unit": ["\(own)"]]) { $1 }
            let asked = try await perform(.requestDispensation, request)
            return ["\(asked)"]
        }
        let asked = try await ask()
        func give(_ kind: CommandKind, _ words: [String: [String]]) async throws {
            _ = try await perform(kind, words.merging(["dispensation": asked]) { $1 })
        }
        func judge(_ outcome: String, _ more: [String: [String]] = [:]) async throws {
            let known = lobby.house.state.register.dispensations.values.first { asked == ["\($0.id)"] }
            try await give(
                .makeDecision,
                [
                    "document": one, "act": ["dispense"], "outcome": [outcome], "method": ["minutes"],
                    "minutes": [canary("punkt")], "members": ["\(lobby.person("chef"))"],
                    "reason": [canary("afgjort fordi")], "seen": ["\(known?.revision ?? 0)"], "update": ["yes"],
                    "update_reason": [canary("ændres fordi")],
                ].merging(more) { $1 })
        }
        try await give(
            .adviseDispensation, ["advisor": ["dpo"], "stance": ["fraraader"], "text": [canary("udtalelse")]])
        try await give(
            .recommendDispensation,
            [
                "outcome": ["approved"], "reasons": [canary("anbefales fordi")], "if_granted": [canary("ved ja")],
                "if_refused": [canary("ved nej")], "conditions": [canary("foreslået vilkår")],
            ])
        try await give(.submitDispensation, ["due": ["\(lobby.today + 7)"]])
        try await judge("returned")
        try await give(.amendDispensation, words())
        try await give(
            .submitDispensation, ["due": ["\(lobby.today + 7)"], "unheard": [canary("ikke hørt igen")]])
        try await meet(about: "dispensation:\(asked[0])", canary)
        try await judge("approved", ["conditions": [canary("vilkår om det")]])
        let decision = lobby.house.state.register.decisions.values.max { $0.position < $1.position }?.id
        _ = try await perform(
            .noteStatute, ["document": one, "paragraph": paragraph, "law": [canary("ny lov om det")]])
        _ = try await perform(
            .dropStatute, ["document": one, "paragraph": paragraph, "reason": [canary("heller ikke lov")]])
        _ = try await perform(
            .confirmDecision,
            [
                "decision": [decision.map { "\($0)" } ?? ""], "reason": [canary("uændret fordi")],
                "minutes": [canary("punkt igen")],
            ])
        let filed = ["decision": [decision.map { "\($0)" } ?? ""]]
        _ = try await perform(
            .recordJournal,
            filed.merging(["case_number": [canary("sag")], "document_number": [canary("akt")]]) { $1 })
        _ = try await perform(.removeJournal, filed.merging(["reason": [canary("forkert sag")]]) { $1 })
        _ = try await perform(.recordJournal, filed.merging(["case_number": [canary("rigtig sag")]]) { $1 })
        let again = try await ask()
        _ = try await perform(
            .withdrawDispensation, ["dispensation": again, "reason": [canary("trukket fordi")]])
        try await propose(about: id, canary)
    }

    /// Two measures about it: one that is decided, and one that waits.
    private func propose(about id: ID<Document>, _ canary: (String) -> String) async throws {
        func put() async throws -> ID<Subject> {
            try await perform(
                .proposeMeasure,
                [
                    "duties": [Reminder.Target(rule: .verification, subject: .document(id), turn: 0, unit: nil).text],
                    "measure": [canary("forholdsregel")], "unit": ["\(own)"], "done": ["\(lobby.today + 60)"],
                    "question": [canary("spørgsmål")], "reasons": [canary("grund")], "if_yes": [canary("et ja")],
                    "if_no": [canary("et nej")], "conditions": [canary("vilkår for ja")],
                    "due": ["\(lobby.today + 14)"],
                ])
        }
        let asked = try await put()
        _ = try await perform(
            .resolveProposal,
            [
                "proposal": ["\(asked)"], "seen": ["1"], "outcome": ["approved"], "method": ["minutes"],
                "minutes": [canary("punkt om det")], "members": ["\(lobby.person("chef"))"],
                "conditions": [canary("vilkår besluttet")], "reason": [canary("besluttet fordi")],
            ])
        _ = try await put()
    }

    /// A form about a dispensation, as a link fills it in.
    func dispensing(_ id: ID<Dispensation>, _ kind: CommandKind) -> String {
        let document = lobby.house.state.register.dispensations[id]?.request?.document
        return "\(Route.command(kind).path)?dispensation=\(id)&document=\(document.map { "\($0)" } ?? "")&act=dispense"
    }
}
