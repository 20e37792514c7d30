// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

@testable import Web

/// The example of each command about internal and external control.
extension ExampleWorld {
    private var test: String { rooms.house.state.register.controlTests.keys.first?.description ?? "" }

    func prepareControl(_ kind: CommandKind) async throws {
        guard kind != .planControlTest, kind != .recordAudit else { return }
        try await rooms.give(
            .planControlTest,
            [
                "title": "Listen er ført", "method": "Dagen står der", "unit": "\(unit)", "months": "1", "size": "2",
            ])
        guard kind == .drawSample || kind == .concludeControlTest else { return }
        try await rooms.give(
            .freezePopulation,
            [
                "control_test": test, "items": "Mandag\nTirsdag\nOnsdag\nTorsdag", "source": "Kalenderen",
                "from": "\(rooms.today - 9)", "to": "\(rooms.today)",
            ])
        try rooms.house.sign()
        if kind == .concludeControlTest { try await rooms.give(.drawSample, ["control_test": test]) }
    }

    func controlMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let own: [(String, JSON?)] = [("control_test", .string(test))]
        switch kind {
        case .planControlTest:
            return [
                ("title", "Listen er ført"), ("method", "Dagen står der"), ("unit", .string("\(unit)")),
                ("months", 1), ("size", 2),
            ]
        case .freezePopulation:
            return own + [
                ("items", "Mandag\nTirsdag\nOnsdag"), ("source", "Kalenderen"),
                ("from", .string("\(rooms.today - 9)")), ("to", .string("\(rooms.today)")),
            ]
        case .drawSample: return own
        case .concludeControlTest:
            return own + [("finding", "Alle dage er ført")]
        case .retireControlTest: return own + [("reason", "Den føres automatisk")]
        default:
            return [
                ("matter", "processor"), ("auditor", "Revision & Sønner (opdigtet)"), ("standard", "ISAE 3000"),
                ("from", .string("\(rooms.today - 400)")), ("to", .string("\(rooms.today - 36)")),
                ("opinion", "qualified"), ("exceptions", "Listen manglede i maj"),
                ("day", .string("\(rooms.today - 1)")), ("late_reason", "Den kom i går"),
            ]
        }
    }
}
