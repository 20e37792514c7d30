// SPDX-License-Identifier: MPL-2.0

import Domain

@testable import Web

/// The consultation that commands about one are given in.
extension ExampleWorld {
    func consult() async throws {
        try await rooms.give(
            .openConsultation,
            [
                "document": "\(policy)", "question": "Er den klar?", "persons": "\(ada)",
                "due": "\(rooms.today + 10)",
            ])
    }
}
