// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

@testable import Web

/// The example of each command about competences and talks.
extension ExampleWorld {
    private var known: Competence? { register.competences.values.first }
    private var competence: (String, JSON?) { ("competence", .string(known?.id.description ?? "")) }
    private var ole: ID<Person> { register.persons.keys.first { $0 != ada && $0 != bo } ?? bo }

    func prepareCompetence(_ kind: CommandKind) async throws {
        guard kind != .setCompetence, kind != .setTalks else { return }
        // Somebody whose head is Ada.
        _ = try await rooms.person("Ole", in: unit)
        try await rooms.give(
            .setCompetence, ["title": "Skysikkerhed", "about": "To dage", "months": "24", "from": "\(rooms.today)"])
        guard let known else { return }
        if kind == .endCompetenceDemand {
            try await rooms.give(
                .demandCompetence,
                [
                    "competence": "\(known.id)", "reach": "everybody", "days": "30", "basis": "Afsnit 9",
                    "from": "\(rooms.today)",
                ])
        }
        if kind == .confirmCredential || kind == .revokeCredential {
            try await rooms.give(
                .recordCredential,
                Arguments([
                    "competence": ["\(known.id)"], "person": ["\(ole)"], "day": ["\(rooms.today)"],
                    "issuer": ["Kursushuset"],
                ]), as: ole)
        }
    }

    func competenceMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let credential = known?.credentials.values.joined().first
        let one: (String, JSON?) = ("credential", .string(credential?.id.description ?? ""))
        let from: (String, JSON?) = ("from", .string("\(rooms.today)"))
        switch kind {
        case .setCompetence: return [("title", "DPO-certifikat"), ("about", "En prøve"), ("months", 36), from]
        case .demandCompetence:
            return [
                competence, ("reach", "chosen"), ("roles", .list(["dpo"])), ("units", .list(["\(unit)"])),
                ("days", 90), ("basis", "GDPR artikel 37, stk. 5"), ("document", .string("\(policy)")), from,
            ]
        case .endCompetenceDemand:
            let demand = known?.demands.first?.id.description ?? ""
            return [competence, ("demand", .string(demand)), from, ("reason", "Loven er ændret")]
        case .recordCredential:
            return [
                competence, ("person", .string("\(ole)")), ("day", .string("\(rooms.today)")),
                ("issuer", "Kursushuset"), ("number", "17-A"), ("until", .string("\(rooms.today + 300)")),
            ]
        case .confirmCredential: return [competence, one]
        case .revokeCredential: return [competence, one, from, ("reason", "Forkert person")]
        case .setTalks: return [("kinds", .list(["employee"])), from]
        case .recordTalk:
            return [
                ("person", .string("\(ole)")), ("day", .string("\(rooms.today)")), ("need", "some"),
                ("competences", .list([known?.id.description ?? ""])),
            ]
        default: return [competence, ("reason", "Afløst af en anden")]
        }
    }
}
