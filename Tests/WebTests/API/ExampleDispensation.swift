// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

/// What the commands about dispensations take.
extension ExampleWorld {
    func prepareDispensation(_ kind: CommandKind) async throws {
        if kind == .setDispensationLimit || kind == .noteStatute { return }
        if kind == .dropStatute {
            try await rooms.give(
                .noteStatute, ["document": "\(policy)", "paragraph": "\(paragraph)", "law": "GDPR artikel 32"])
            return
        }
        if kind == .confirmDecision {
            // What it must live up to has changed since it was decided.
            try await advance(to: .enforceVersion)
            try await rooms.give(
                .declareMaterialChange,
                [
                    "document": "\(policy)", "cause": "lov", "reason": "Loven er ændret", "due": "\(rooms.today + 30)",
                ])
            return
        }
        try await advance(to: .enforceVersion)
        if kind == .requestDispensation { return }
        try await rooms.give(.requestDispensation, try texts(dispensationMembers(.requestDispensation)))
        if kind == .amendDispensation || kind == .adviseDispensation || kind == .recommendDispensation { return }
        try await rooms.give(.adviseDispensation, try texts(dispensationMembers(.adviseDispensation)))
        try await rooms.give(.recommendDispensation, try texts(dispensationMembers(.recommendDispensation)))
        if kind == .submitDispensation { return }
        try await rooms.give(.submitDispensation, try texts(dispensationMembers(.submitDispensation)))
        if kind == .withdrawDispensation { return }
        // Ada heads the unit that asks, so another member decides.
        try await rooms.give(.seatMember, ["body": "direktion", "person": "\(bo)", "from": "\(rooms.today)"])
        try await rooms.give(
            .makeDecision,
            [
                "document": "\(policy)", "act": "dispense", "outcome": "approved", "method": "meeting",
                "members": "\(bo)", "recused": "\(ada)", "recusal": "Har søgt", "dispensation": "\(dispensation)",
                "seen": "\(register.dispensations[dispensation]?.revision ?? 0)", "update": "no",
                "update_reason": "Reglen er rigtig",
            ])
    }

    func dispensationMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let named: [(String, JSON?)] = [("dispensation", .string("\(dispensation)"))]
        let wording: [(String, JSON?)] = [
            ("paragraphs", .list(["\(paragraph)"])), ("title", "Listen føres på papir"),
            ("situation", "Systemet er nede"), ("reason", "Listen kan ikke føres"), ("risk", "Den kan blive væk"),
            ("level", "moderat"), ("measures", "Den låses inde"), ("units", .list(["\(unit)", "\(other)"])),
            ("solutions", "Listen"), ("from", .string("\(rooms.today)")), ("to", .string("\(rooms.today + 90)")),
        ]
        switch kind {
        case .requestDispensation:
            return [("document", .string("\(policy)")), ("unit", .string("\(unit)"))] + wording
        case .amendDispensation: return named + wording
        case .adviseDispensation:
            return named + [("advisor", "security"), ("stance", "paa_vilkaar"), ("text", "Kun med lås på døren")]
        case .recommendDispensation:
            return named + [
                ("outcome", "approved"), ("reasons", "Det er kort"), ("if_granted", "Listen er på papir"),
                ("if_refused", "Ingen fører listen"), ("conditions", "Lås døren"),
            ]
        case .submitDispensation:
            return named + [("due", .string("\(rooms.today + 14)")), ("unheard", "Der er ingen persondata")]
        case .withdrawDispensation: return named + [("reason", "Systemet virker igen")]
        case .endDispensation: return named + [("note", "Listen føres i systemet igen")]
        case .setDispensationLimit: return [("limit", 5)]
        case .confirmDecision:
            let decision = register.decisions.keys.first
            return [("decision", .string(decision.map { "\($0)" } ?? "")), ("reason", "Ejeren ændrer ikke teksten")]
        case .noteStatute:
            return [
                ("document", .string("\(policy)")), ("paragraph", .string("\(paragraph)")), ("law", "GDPR artikel 32"),
            ]
        default:
            return [
                ("document", .string("\(policy)")), ("paragraph", .string("\(paragraph)")), ("reason", "Læst forkert"),
            ]
        }
    }

    private var dispensation: ID<Dispensation> { register.dispensations.keys.first ?? ID(high: 0, low: 0) }

    /// The paragraph of the policy that says what to do.
    private var paragraph: ParagraphID {
        let version = register.documents[policy]?.versions.last
        let text = version.flatMap { rooms.house.texts.bytes($0.draft.text) }.flatMap {
            try? DocumentText(decoding: $0)
        }
        return text?.blocks.last?.id ?? ID(high: 0, low: 0)
    }

    private func texts(_ members: [(String, JSON?)]) throws -> Arguments {
        var arguments = Arguments()
        for (name, value) in members {
            let items = value?.items?.compactMap(\.text)
            arguments.texts[name] = try items ?? [#require(value?.text)]
        }
        return arguments
    }
}
