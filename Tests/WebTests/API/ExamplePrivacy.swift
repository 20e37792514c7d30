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

    // MARK: Requests

    private var request: (String, JSON?) {
        ("subject_request", .string(register.subjectRequests.keys.first?.description ?? ""))
    }

    func prepareSubjectRequest(_ kind: CommandKind) async throws {
        if kind == .receiveSubjectRequest { return try await prepareProcessing(kind) }
        try await rooms.give(
            .receiveSubjectRequest,
            ["came": "\(rooms.today)", "rights": "access", "handler": "\(ada)", "about": "Hvad har I om mig?"])
        guard kind == .answerSubjectRequest, let known = register.subjectRequests.keys.first else { return }
        try await rooms.give(
            .identifyRequester,
            ["subject_request": "\(known)", "identity": "confirmed", "how": "Skrevet fra Digital Post"])
    }

    func subjectRequestMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let today: (String, JSON?) = ("told", .string("\(rooms.today)"))
        switch kind {
        case .receiveSubjectRequest:
            return [
                ("came", .string("\(rooms.today)")), ("rights", .list(["access", "erasure"])),
                ("handler", .string("\(ada)")), ("name", "Karen Holm"), ("contact", "Digital Post"),
                ("about", "Hvad har I om mig?"), processing,
            ]
        case .assignSubjectRequest: return [request, ("handler", .string("\(bo)")), ("reason", "Det er hans sag")]
        case .identifyRequester:
            return [request, ("identity", "confirmed"), ("how", "Skrevet fra Digital Post")]
        case .extendSubjectRequest: return [request, today, ("reason", "Der er 4.000 sider")]
        case .noteSubjectRequest: return [request, ("note", "Sagerne er fundet")]
        default:
            return [
                request, today, ("outcome", "partly"), ("answer", "Alt undtagen notatet er sendt"),
                ("refusal", "Notatet handler også om en anden"), ("guided", true),
            ]
        }
    }
}
