// SPDX-License-Identifier: MPL-2.0

import Domain
public import Ledger
import Office

/// What of the side store belongs in a backup: that the same people and programs get in with the secrets they have.
/// Passwords, tokens and recovery codes as hashes, passkeys as public keys, and the secrets of authenticator apps, which a
/// hash cannot stand for: a backup holds the keys of the ledgers too. No user names (they are values of the ledger and may
/// be erased), no one-time codes, sessions or drafts.
public enum AccountCopy {
    private static let format = 1

    /// Reads the side store; the answer is JSON in UTF-8.
    public static func read(from side: any SideStore) throws -> [UInt8] {
        func rows(_ shelf: Aside.Shelf, _ members: [String]) throws -> JSON {
            .array(
                try side.rows(shelf: shelf.rawValue, owner: nil).map { row in
                    let value = try JSONReader.read(row.bytes)
                    return .members([("key", .string(row.key))] + members.map { ($0, value[$0]) })
                })
        }
        return JSON.members([
            ("format", .number(format)), ("accounts", try rows(.account, ["hash", "places", "language", "theme"])),
            ("tokens", try rows(.token, ["organisation", "token"])),
            ("proofs", try rows(.proof, ["authenticators", "passkeys", "recovery"])),
        ]).bytes
    }
}

extension Installation {
    /// Takes accounts and tokens back after a restore. Left out is what the ledgers do not know, and what belongs to a
    /// person whose user name is erased: nobody comes back that way.
    ///
    /// - Returns: how many accounts came back.
    /// - Throws: when the bytes are not what ``AccountCopy/read(from:)`` writes, or the side store cannot be written.
    public func takeBack(_ bytes: [UInt8]) async throws -> Int {
        let copy = try JSONReader.read(bytes)
        guard copy["format"]?.int == 1 else { throw JSONReader.Fault(what: "not a copy of accounts", offset: 0) }
        var count = 0
        for item in copy["accounts"]?.items ?? [] {
            guard var account = item["key"]?.text.flatMap({ Account(item, key: $0, username: "") }) else { continue }
            account.places = account.places.filter { username(at: $0) != nil }
            guard let first = account.places.first, let username = username(at: first) else { continue }
            account.username = username
            try await accounts.restore(account)
            count += 1
        }
        for item in copy["proofs"]?.items ?? [] {
            guard let id = item["key"]?.text.flatMap({ Ref($0) }), accounts[id] != nil else { continue }
            try await proofs.change(id) { $0 = Proof(item) }
        }
        for item in copy["tokens"]?.items ?? [] {
            guard let hash = item["key"]?.text, let place = Tokens.Place(item),
                let person = room(place.organisation)?.house.state.register.tokens[place.token]?.person,
                username(at: .init(organisation: place.organisation, person: person)) != nil
            else { continue }
            try await tokens.keep(hash, place, of: person)
        }
        return count
    }

    private func username(at place: Account.Place) -> String? {
        room(place.organisation)?.house.username(of: place.person)
    }
}
