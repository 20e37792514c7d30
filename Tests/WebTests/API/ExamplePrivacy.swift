// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

@testable import Web

/// The example of each command about processing.
extension ExampleWorld {
    private var processing: (String, JSON?) {
        ("processing", .string(register.processings.keys.first?.description ?? ""))
    }
    private var recording: [String: String] {
        [
            "capacity": "controller", "title": "Løn", "purpose": "At lønne de ansatte", "unit": "\(unit)",
            "begins": "2026-01-01", "law": "Databeskyttelseslovens § 12", "people": "Ansatte", "kinds": "Navn og løn",
            "recipients": "Skattestyrelsen", "transfer": "third", "countries": "USA",
            "erasure": "Fem år efter fratræden", "security": "Adgang efter rolle",
        ]
    }

    func prepareProcessing(_ kind: CommandKind) async throws {
        try await rooms.give(.setProcessing, recording)
    }

    func processingMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        switch kind {
        case .setProcessing:
            let told = recording.sorted { $0.key < $1.key }.map { key, value -> (String, JSON?) in
                (key, key == "capacity" ? "joint" : .string(value))
            }
            return [processing] + told + [
                ("responsible", .string("\(bo)")), ("controllers", "Nordby Kommune, dpo@nordby.example"),
                ("grounds", .list(["6_1_b"])), ("personal_data", .list(["ordinary"])),
                ("safeguards", .list(["clauses"])),
            ]
        case .reviewProcessing:
            return [processing, ("day", .string("\(rooms.today)")), ("finding", "Intet er ændret")]
        default: return [processing, ("reason", "Opgaven er flyttet")]
        }
    }
}
