// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

@testable import Web

/// The example of each command about requirements, evidence, nonconformities and statements of applicability.
extension ExampleWorld {
    private var demand: [(String, JSON?)] {
        [
            ("demand", "Listen er ført hver dag"), ("unit", .string("\(unit)")), ("months", 12),
            ("expected", "Listen selv"), ("areas", .list(["it"])), ("properties", .list(["Integrity"])),
        ]
    }

    private func first(_ kind: SubjectKind) -> String {
        let register = rooms.house.state.register
        return switch kind {
        case .requirement: register.requirements.keys.first?.description ?? ""
        case .evidence: register.evidence.keys.first?.description ?? ""
        case .nonconformity: register.nonconformities.keys.first?.description ?? ""
        case .framework: register.frameworks.keys.first?.description ?? ""
        default: register.scopes.values.first { $0.baseline == nil }?.id.description ?? ""
        }
    }

    /// What must have happened first.
    func prepareCompliance(_ kind: CommandKind) async throws {
        switch kind {
        case .findRequirement, .stateLaw, .adoptClause, .addEvidence, .openScope, .adoptFramework: return
        case .retireFramework: try await adopt()
        case .withdrawEvidence: try await proof()
        case .decideApplicability, .closeScope: try await rooms.give(.openScope, ["name": "Hele organisationen"])
        case .resumeBaseline:
            let whole: ID<Scope> = rooms.id(
                try await rooms.give(.openScope, ["name": "Hele organisationen"]))
            let part: ID<Scope> = rooms.id(
                try await rooms.give(.openScope, ["name": "Løn", "baseline": "\(whole)"]))
            try await rooms.give(
                .decideApplicability,
                ["scope": "\(part)", "control": "7.4", "applies": "no", "reason": "Det er i skyen"])
        default:
            try await rooms.give(
                .stateLaw,
                [
                    "law": "Arkivloven § 8", "from": "\(rooms.today - 400)", "demand": "Listen gemmes",
                    "unit": "\(unit)", "months": "12", "expected": "Listen",
                ])
            if kind == .unmapRequirement {
                try await rooms.give(
                    .mapRequirement,
                    [
                        "requirement": first(.requirement), "clause": "27002:5.33", "relation": "subset",
                        "rationale": "Kun listen",
                    ])
            }
            if kind == .assessRequirement { try await proof() }
            if kind == .explainNonconformity || kind == .checkNonconformity {
                try await rooms.give(
                    .raiseNonconformity,
                    [
                        "requirement": first(.requirement), "what": "Den mangler", "origin": "internal",
                        "severity": "minor", "unit": "\(unit)",
                    ])
            }
            if kind == .checkNonconformity {
                try await rooms.give(
                    .explainNonconformity,
                    [
                        "nonconformity": first(.nonconformity), "cause": "Ingen førte den",
                        "check": "\(rooms.today + 30)",
                    ])
                try await proof()
            }
        }
    }

    /// Two clauses in a table.
    private static let table = Arguments.File(
        name: "havnens-krav.csv", bytes: Array("id;titel;tekst\n1;Hund;Vagten har en hund.\n2;Kat;\n".utf8))

    private func adopt() async throws {
        try await rooms.give(.adoptFramework, Arguments(files: ["file": Self.table]))
    }

    private func proof() async throws {
        try await rooms.give(
            .addEvidence, ["unit": "\(unit)", "title": "Listen", "link": "https://fki.example/listen"])
    }

    func complianceMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let requirement: [(String, JSON?)] = [("requirement", .string(first(.requirement)))]
        let deviation: [(String, JSON?)] = [("nonconformity", .string(first(.nonconformity)))]
        let because: [(String, JSON?)] = [("reason", "Det passer ikke mere")]
        switch kind {
        case .findRequirement:
            return [("document", .string("\(policy)")), ("paragraph", .string(paragraph))] + demand
        case .stateLaw:
            return [
                ("law", "Arkivloven § 8"), ("binds", "Arkivet"), ("from", .string("\(rooms.today - 9)")),
                ("to", .string("\(rooms.today + 900)")),
            ] + demand
        case .adoptClause: return [("clause", "27001:9.3.1")] + demand
        case .amendRequirement: return requirement + demand + because
        case .withdrawRequirement: return requirement + because
        case .mapRequirement:
            return requirement + [("clause", "27002:5.33"), ("relation", "subset"), ("rationale", "Kun listen")]
        case .unmapRequirement: return requirement + [("clause", "27002:5.33")] + because
        case .assessRequirement:
            return requirement + [
                ("from", .string("\(rooms.today - 30)")), ("to", .string("\(rooms.today)")), ("method", "sample"),
                ("sample", "Ti dage af 30, hver tredje"), ("result", "complied"), ("finding", "Alle var ført"),
                ("evidence", .list([first(.evidence)])), ("title", "Kopi af listen"), ("entry", 3),
                ("classification", "fortrolig"), ("holds_until", .string("\(rooms.today + 365)")),
                ("assessor", .string("\(ada)")), ("next", .string("\(rooms.today + 200)")),
            ]
        case .addEvidence:
            return [
                ("unit", .string("\(unit)")), ("title", "Listen"),
                ("file", .members([("name", "liste.csv"), ("content", "ZGFnO2bDuHJ0CjE7amEK")])),
                ("holds_until", .string("\(rooms.today + 365)")),
            ]
        case .withdrawEvidence: return [("evidence", .string(first(.evidence)))] + because
        case .raiseNonconformity:
            return requirement + [
                ("what", "Den mangler for maj"), ("origin", "internal"), ("severity", "major"),
                ("unit", .string("\(unit)")), ("due", .string("\(rooms.today + 9)")),
            ]
        case .explainNonconformity:
            return deviation + [("cause", "Ingen førte den"), ("check", .string("\(rooms.today + 30)"))]
        case .checkNonconformity:
            return deviation + [
                ("outcome", "effective"), ("finding", "Den er ført"), ("evidence", .list([first(.evidence)])),
            ]
        case .openScope: return [("name", "Hele organisationen")]
        case .adoptFramework:
            let file: JSON = .members([("name", .string(Self.table.name)), ("content", "aWQ7dGl0ZWwKMTtIdW5kCg==")])
            return [("file", file), ("name", "havnen"), ("label", "Havnens krav"), ("kind", "requirements")]
        case .retireFramework: return [("framework", .string(first(.framework)))] + because
        case .decideApplicability:
            return [
                ("scope", .string(first(.scope))), ("control", "8.13"), ("applies", "yes"), ("status", "partly"),
                ("reason", "Data må ikke gå tabt"), ("how", "Hver nat"), ("documents", .list(["\(policy)"])),
                ("unit", .string("\(unit)")),
            ]
        case .resumeBaseline:
            let part = rooms.house.state.register.scopes.values.first { $0.baseline != nil }?.id.description ?? ""
            return [("scope", .string(part)), ("control", "7.4")] + because
        default: return [("scope", .string(first(.scope)))] + because
        }
    }

    /// A paragraph of the policy.
    private var paragraph: String {
        let version = rooms.house.state.register.documents[policy]?.versions.last
        let text = version.flatMap { rooms.house.texts.bytes($0.draft.text) }.flatMap {
            try? DocumentText(decoding: $0)
        }
        return text?.blocks.first { $0.kind == .paragraph }?.id.description ?? ""
    }
}
