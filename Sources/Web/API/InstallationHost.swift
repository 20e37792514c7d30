// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

extension Installation: APIHost {
    func place(ofToken secret: String) -> (organisation: ID<Organisation>, token: ID<Token>)? {
        tokens[secret].map { ($0.organisation, $0.token) }
    }

    func carryOut(
        _ kind: CommandKind, _ arguments: Arguments, as actor: Actor, door: Door, in organisation: ID<Organisation>,
        command: Ref?, expected: Int?
    ) async throws(Refusal) -> (receipt: Receipt, secret: String?) {
        let done = try await perform(
            kind, arguments, as: actor, door: door, in: organisation, command: command, expected: expected)
        return (done.receipt, done.secret)
    }

    func beside(_ person: ID<Person>) async throws -> (rows: [BesideData], looks: [HeldLook]) {
        (try await BesideData.held(about: person, in: aside), try await HeldLook.all(about: person, in: aside))
    }
}
