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
            if let place = Place(row.value) { found[row.key] = place }
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
        try await keep(Secret.hash(secret), place, of: person)
        return secret
    }

    /// Keeps the hash of a person's secret.
    func keep(_ hash: String, _ place: Place, of person: ID<Person>) async throws {
        try await aside.put(
            .members([
                ("organisation", .string(place.organisation.description)), ("token", .string(place.token.description)),
            ]), .token, hash, owner: Ref(person))
        held.withLock { $0[hash] = place }
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

extension Tokens.Place {
    init?(_ json: JSON) {
        guard let organisation = json["organisation"]?.text.flatMap({ ID<Organisation>($0) }),
            let token = json["token"]?.text.flatMap({ ID<Token>($0) })
        else { return nil }
        self.init(organisation: organisation, token: token)
    }
}
