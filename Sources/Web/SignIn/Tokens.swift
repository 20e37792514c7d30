// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Synchronization

/// Which token facts the secrets stand for. Kept is SHA-256 of a secret; what it may do and until when are facts.
final class Tokens: Sendable {
    struct Place: Sendable, Hashable {
        let organisation: ID<Organisation>
        let token: ID<Token>
    }

    private let aside: Aside
    private let held: Mutex<[String: Place]>

    init(_ aside: Aside) throws {
        self.aside = aside
        var found: [String: Place] = [:]
        for row in try aside.all(.token) {
            if let organisation = row.value["organisation"]?.text.flatMap({ ID<Organisation>($0) }),
                let token = row.value["token"]?.text.flatMap({ ID<Token>($0) })
            {
                found[row.key] = Place(organisation: organisation, token: token)
            }
        }
        held = Mutex(found)
    }

    subscript(_ secret: String) -> Place? {
        let hash = Secret.hash(secret)
        return held.withLock { $0[hash] }
    }

    /// A secret for a token that was issued; it is told once.
    func issue(_ place: Place, to person: ID<Person>, mint: Mint) async throws -> String {
        let secret = "vaern_" + mint.secret()
        let hash = Secret.hash(secret)
        try await aside.put(
            .members([
                ("organisation", .string(place.organisation.description)), ("token", .string(place.token.description)),
            ]), .token, hash, owner: Ref(person))
        held.withLock { $0[hash] = place }
        return secret
    }

    func revoke(_ place: Place) async throws {
        let hashes = held.withLock { held in
            let found = held.filter { $0.value == place }.map(\.key)
            for hash in found { held[hash] = nil }
            return found
        }
        for hash in hashes { try await aside.remove(.token, hash) }
    }
}
