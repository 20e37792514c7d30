// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

/// What the commands about filing take.
extension ExampleWorld {
    func prepareJournal(_ kind: CommandKind) async throws {
        try await advance(to: .enforceVersion)
        if kind == .recordJournal { return }
        try await rooms.give(.recordJournal, ["decision": decided, "case_number": "2026-012345"])
    }

    func journalMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let own: [(String, JSON?)] = [("decision", .string(decided))]
        guard kind == .recordJournal else { return own + [("reason", "Lagt på en forkert sag")] }
        return own + [
            ("case_number", "2026-012345"), ("document_number", "7"), ("journalised", .string("\(rooms.today)")),
        ]
    }

    private var decided: String {
        register.decisions.values.max { $0.position < $1.position }.map { "\($0.id)" } ?? ""
    }
}
