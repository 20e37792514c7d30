// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

@testable import Web

/// The example of each command about reports, objectives, closed periods and campaigns.
extension ExampleWorld {
    private var period: [String: String] { ["from": "\(rooms.today - 90)", "to": "\(rooms.today - 1)"] }
    private var campaign: Campaign? {
        register.campaigns.values.sorted { $0.position < $1.position }.last { $0.opening != nil }
    }

    func prepareReport(_ kind: CommandKind) async throws {
        switch kind {
        case .presentReport:
            try await rooms.give(
                .issueReport, period.merging(["kind": "quarterly", "assessment": "Alt går godt"]) { $1 })
        case .measureObjective, .endObjective: try await aim()
        case .openCampaign: try await demand()
        case .answerCampaign, .closeCampaign:
            try await demand()
            try await ask()
        case .confirmAnswers:
            try await demand()
            try await ask()
            guard let first = campaign, let requirement = first.opening?.requirements.first else { return }
            try await rooms.give(
                .answerCampaign,
                [
                    "campaign": "\(first.id)", "unit": "\(unit)", "requirement": "\(requirement)", "result": "partly",
                    "finding": "Ikke i ferien",
                ])
            try await ask(after: first.id)
        default: return
        }
    }

    private func demand() async throws {
        try await rooms.give(
            .stateLaw,
            [
                "law": "Arkivloven § 8", "from": "\(rooms.today - 400)", "demand": "Listen gemmes", "unit": "\(unit)",
                "months": "12", "expected": "Listen", "areas": "it",
            ])
    }

    private func aim() async throws {
        try await rooms.give(
            .setObjective,
            [
                "title": "Listen er ført", "measure": "procent", "direction": "at_least", "target": "95",
                "by": "\(rooms.today + 100)", "months": "3", "unit": "\(unit)",
            ])
    }

    private func ask(after before: ID<Campaign>? = nil) async throws {
        var words = period.merging(
            ["title": "Lister i år", "units": "\(unit)", "due": "\(rooms.today + 20)"]
        ) { $1 }
        if let before { words["follows"] = "\(before)" }
        try await rooms.give(.openCampaign, words)
    }

    func reportMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let days: [(String, JSON?)] = [
            ("from", .string("\(rooms.today - 90)")), ("to", .string("\(rooms.today - 1)")),
        ]
        let objective: [(String, JSON?)] = [("objective", .string(register.objectives.keys.first?.description ?? ""))]
        let asked: [(String, JSON?)] = [
            ("campaign", .string(campaign?.id.description ?? "")), ("unit", .string("\(unit)")),
        ]
        switch kind {
        case .issueReport:
            return [("kind", "half_yearly"), ("assessment", "Alt går godt"), ("asks", "Læs den")] + days
        case .issueReview:
            return days + [("assessment", "Systemet virker"), ("asks", "Beslut det")]
                + Report.Input.allCases.map { ($0.rawValue, .string("Om \($0.rawValue)")) }
        case .presentReport:
            return [
                ("report", .string(register.reports.keys.first?.description ?? "")),
                ("question", "Tager direktionen den til efterretning?"), ("due", .string("\(rooms.today + 20)")),
            ]
        case .setObjective:
            return [
                ("title", "Listen er ført"), ("measure", "procent"), ("direction", "at_most"), ("target", 5),
                ("by", .string("\(rooms.today + 100)")), ("months", 3), ("unit", .string("\(unit)")),
            ]
        case .measureObjective:
            return objective + [
                ("value", 91), ("day", .string("\(rooms.today)")), ("note", "To dage mangler"),
            ]
        case .endObjective: return objective + [("reason", "Det er nået")]
        case .closePeriod: return [("until", .string("\(rooms.today - 1)")), ("reason", "Gjort op")]
        case .openCampaign:
            return days + [
                ("title", "Lister i år"), ("areas", .list(["it"])), ("units", .list(["\(unit)"])),
                ("due", .string("\(rooms.today + 20)")), ("guide", "Svar for jer selv"),
            ]
        case .answerCampaign:
            return asked + [
                ("requirement", .string(campaign?.opening?.requirements.first?.description ?? "")),
                ("result", "failed"), ("finding", "Listen er væk"),
            ]
        case .confirmAnswers: return asked
        default: return [asked[0], ("conclusion", "Alle svarede")]
        }
    }
}
