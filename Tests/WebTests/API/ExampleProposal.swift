// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

@testable import Web

/// The example of each command about proposals and topics.
extension ExampleWorld {
    /// What must have happened first: something was put before the direktion.
    func prepareProposal(_ kind: CommandKind) async throws {
        guard kind == .withdrawProposal || kind == .resolveProposal else { return }
        try await rooms.give(
            .proposeMatter,
            [
                "body": "direktion", "resolution": "Listen føres på papir", "question": "Skal listen føres på papir?",
                "reasons": "Systemet er nede", "if_yes": "Den føres på papir", "if_no": "Den føres ikke",
                "due": "\(rooms.today + 14)",
            ])
    }

    func proposalMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let matter: [(String, JSON?)] = [
            ("question", "Skal det være sådan?"), ("reasons", "Det er nødvendigt"), ("if_yes", "Så sker det"),
            ("if_no", "Så sker det ikke"), ("due", .string("\(rooms.today + 14)")),
            ("conditions", "Lås døren"),
        ]
        let asked = JSON.string(rooms.house.state.register.proposals.keys.first?.description ?? "")
        let first = JSON.string(Topic.named[2].id.description)
        switch kind {
        case .proposeTopics:
            return [("topics", .list([Topic.named[0].id.description])), ("added", "Kunstig intelligens")] + matter
        case .proposeDelegation:
            return [("topic", first), ("unit", .string("\(unit)")), ("from", .string("\(rooms.today)"))] + matter
        case .proposeMeasure:
            return [
                ("duties", .list(["action.due/action/\(action)/0"])), ("measure", "Skriv listen"),
                ("unit", .string("\(unit)")), ("done", .string("\(rooms.today + 30)")),
            ] + matter
        case .proposeRiskMethod:
            return [("base", "five"), ("cell_1_5", "high"), ("words", "Økonomi 3: Må dækkes af reserven")] + matter
        case .proposeMatter: return [("body", "direktion"), ("resolution", "Listen føres på papir")] + matter
        case .withdrawProposal: return [("proposal", asked), ("reason", "Systemet virker igen")]
        case .resolveProposal:
            return [
                ("proposal", asked), ("seen", 1), ("outcome", "approved"), ("method", "meeting"),
                ("members", .list(["\(ada)"])), ("reason", "Systemet er nede"),
            ]
        default: return [("document", .string("\(topic)")), ("topic", first)]
        }
    }
}
