// SPDX-License-Identifier: MPL-2.0

import Domain
public import Ledger
import Office

/// What of the side store belongs in a backup: that the same people and programs get in with the secrets they have, and
/// that what is being written is there. Passwords and tokens as hashes; no user names (they are values of the ledger and
/// may be erased), no one-time codes, sessions or drafts of forms.
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
            ("manuscripts", try manuscripts(side)),
        ]).bytes
    }

    /// Every manuscript, but not what the windows of browsers sent last.
    private static func manuscripts(_ side: any SideStore) throws -> JSON {
        .array(
            try side.rows(shelf: Aside.Shelf.manuscript.rawValue, owner: nil).compactMap { row in
                guard ManuscriptShelf.Place(row.key) != nil else { return nil }
                return .members([("key", .string(row.key)), ("row", try JSONReader.read(row.bytes))])
            })
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
            try await accounts.save(account)
            count += 1
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

    /// Takes what was being written back after a restore. Left out is what belongs to a document that the ledger does not
    /// know, what a person wrote who was erased since, and what came from a text that was erased.
    ///
    /// - Returns: how many manuscripts came back.
    /// - Throws: as ``takeBack(_:)``.
    public func takeBackManuscripts(_ bytes: [UInt8]) async throws -> Int {
        let copy = try JSONReader.read(bytes)
        let rows = (copy["manuscripts"]?.items ?? []).compactMap { item -> (ManuscriptShelf.Place, String, [UInt8])? in
            guard let key = item["key"]?.text, let row = item["row"], let place = ManuscriptShelf.Place(key),
                let register = room(place.organisation)?.house.state.register,
                register.documents[place.document]?.created != nil,
                place.author.map({ register.persons[$0]?.erasures.isEmpty == true }) ?? true
            else { return nil }
            return (place, key, row.bytes)
        }
        let houses = Dictionary(uniqueKeysWithValues: houses.map { ($0.id, $0) })
        return try await aside.transact { store in
            for (place, key, bytes) in rows {
                try store.put(
                    bytes, shelf: Aside.Shelf.manuscript.rawValue, key: key, owner: place.author.map { Ref($0) },
                    expires: nil)
            }
            for place in rows.map(\.0) where place.isHead {
                let shelf = ManuscriptShelf(store, place.organisation, place.document)
                guard var manuscript = try shelf.load(), let source = manuscript.source,
                    houses[place.organisation]?.texts.bytes(source) == nil
                else { continue }
                manuscript.forgetBeginning()
                try shelf.save(manuscript)
            }
            return rows.count { $0.0.isHead }
        }
    }

    private func username(at place: Account.Place) -> String? {
        room(place.organisation)?.house.username(of: place.person)
    }
}
