// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

@testable import Web

/// The example of each command about initiatives and reported mails.
extension ExampleWorld {
    private var initiative: (String, JSON?) {
        ("initiative", .string(register.initiatives.keys.first?.description ?? ""))
    }
    private var day: (String, JSON?) { ("day", .string("\(rooms.today)")) }

    func prepareAwareness(_ kind: CommandKind) async throws {
        switch kind {
        case .reportSuspicion: return
        case .planInitiative:
            try await rooms.give(
                .stateLaw,
                [
                    "law": "Arkivloven § 8", "from": "\(rooms.today - 400)", "demand": "Listen gemmes",
                    "unit": "\(unit)", "months": "12", "expected": "Listen",
                ])
        case .answerSuspicion:
            try await rooms.give(
                .reportSuspicion, Arguments(["came": ["\(rooms.today)"], "act": ["nothing"]]), as: bo)
        default:
            try await rooms.give(
                .planInitiative,
                [
                    "title": "Falske mails", "kind": kind == .recordExercise ? "exercise" : "campaign",
                    "purpose": "At de anmeldes", "reach": "everybody", "from": "\(rooms.today)",
                    "to": "\(rooms.today + 5)", "responsible": "\(ada)", "metric": "Andel", "classification": "intern",
                ])
            guard ![.beginInitiative, .dropInitiative].contains(kind), let id = register.initiatives.keys.first else {
                return
            }
            try await rooms.give(.beginInitiative, ["initiative": "\(id)", "day": "\(rooms.today)"])
        }
    }

    func awarenessMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        switch kind {
        case .planInitiative:
            return [
                ("title", "Falske mails"), ("kind", "exercise"), ("purpose", "At de anmeldes"),
                ("reach", "chosen"), ("units", .list(["\(unit)"])), ("roles", .list(["security"])),
                ("kinds", .list(["employee"])), ("from", .string("\(rooms.today + 3)")),
                ("to", .string("\(rooms.today + 5)")), ("responsible", .string("\(ada)")), ("metric", "Andel"),
                ("measured_in", "procent"), ("direction", "at_least"), ("target", 50),
                ("documents", .list(["\(policy)"])),
                ("requirements", .list(register.requirements.keys.sorted().map { "\($0)" })),
                ("classification", "fortrolig"),
            ]
        case .beginInitiative: return [initiative, day]
        case .measureInitiative:
            return [initiative, day, ("moment", "after"), ("value", 61), ("method", "Spurgt")]
        case .recordExercise:
            return [
                initiative, day, ("sent", 40), ("opened", 30), ("clicked", 6), ("reported", 12), ("first_report", 9),
            ]
        case .endInitiative: return [initiative, day, ("outcome", "Flere anmelder")]
        case .dropInitiative: return [initiative, ("reason", "Ingen tid")]
        case .reportSuspicion:
            return [
                ("came", .string("\(rooms.today)")), ("act", "opened"), ("sender", "pakke.example"),
                ("look", "En pakke"),
            ]
        default:
            return [
                ("suspicion", .string(register.suspicions.keys.first?.description ?? "")), ("verdict", "phishing"),
                ("word", "Tak"),
            ]
        }
    }
}
