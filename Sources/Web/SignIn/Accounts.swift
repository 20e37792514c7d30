// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Synchronization

/// One who signs in: a user name and a secret of the installation, linked to persons in one or more houses.
struct Account: Sendable, Hashable {
    struct Place: Sendable, Hashable {
        let organisation: ID<Organisation>
        let person: ID<Person>
    }

    /// One more organisation has a person with the account's user name, and gave that person a code (SHA-256) to join the
    /// two with. The name alone joins nothing: it is the organisation that says whose code it is, and the holder of the
    /// account who takes it.
    struct Offer: Sendable, Hashable {
        let place: Place
        let hash: String
        let until: Int64
    }

    /// A one-time code with which the password is set, as SHA-256, and when it ends.
    struct Code: Sendable, Hashable {
        let hash: String
        let until: Int64
    }

    let id: Ref
    var username: String
    /// PHC string of argon2id; nil until the person has set a password.
    var hash: String?
    var places: [Place]
    var code: Code?
    var offers: [Offer] = []
    var language: Language?
    var theme: Theme?
}

/// All accounts. They lie in the side store and in memory; what counts (that a person may sign in) are facts.
final class Accounts: Sendable {
    private struct Held {
        private(set) var all: [Ref: Account] = [:]
        /// So that finding somebody takes no longer than finding nobody.
        private(set) var names: [String: Ref] = [:]

        mutating func set(_ account: Account) {
            remove(account.id)
            all[account.id] = account
            names[account.username] = account.id
        }

        mutating func remove(_ id: Ref) {
            if let old = all.removeValue(forKey: id), names[old.username] == id { names[old.username] = nil }
        }
    }

    private let aside: Aside
    private let held: Mutex<Held>

    init(_ aside: Aside) throws {
        self.aside = aside
        var found = Held()
        for row in try aside.all(.account) {
            if let username = row.value["username"]?.text,
                let account = Account(row.value, key: row.key, username: username)
            {
                found.set(account)
            }
        }
        held = Mutex(found)
    }

    var isEmpty: Bool { held.withLock { held in !held.all.values.contains { $0.hash != nil } } }

    subscript(_ id: Ref) -> Account? { held.withLock { $0.all[id] } }

    func find(username: String) -> Account? {
        held.withLock { held in held.names[username].flatMap { held.all[$0] } }
    }

    func find(code: String, now: Instant) -> Account? {
        let hash = Secret.hash(code)
        return held.withLock { held in
            held.all.values.first { account in
                account.code.map { Secret.equal($0.hash, hash) && $0.until > now.milliseconds } ?? false
            }
        }
    }

    func find(_ place: Account.Place) -> Account? {
        held.withLock { held in held.all.values.first { $0.places.contains(place) } }
    }

    /// The account that a code joins to one more organisation.
    func find(offer code: String, now: Instant) -> (account: Account, offer: Account.Offer)? {
        let hash = Secret.hash(code)
        return held.withLock { held in
            for account in held.all.values {
                let offer = account.offers.first { Secret.equal($0.hash, hash) && $0.until > now.milliseconds }
                if let offer { return (account, offer) }
            }
            return nil
        }
    }

    /// Takes an account as it is, whatever was there: after a restore.
    func restore(_ account: Account) async throws {
        held.withLock { $0.set(account) }
        try await write(account.id)
    }

    /// Changes an account at once for everybody, from what it is when it is this one's turn: between reading an account and
    /// changing it a slow hash may lie, and others come in between. It is on disk when this returns.
    ///
    /// - Parameter body: says no, and nothing is changed, where the account is no more what it was read as.
    /// - Returns: the account as it is now; nil where the body said no, or there is no such account.
    @discardableResult
    func change(_ id: Ref, _ body: (inout Account) -> Bool) async throws -> Account? {
        let (account, isChanged) = held.withLock { held -> (Account?, Bool) in
            guard let before = held.all[id] else { return (nil, false) }
            var account = before
            guard body(&account) else { return (nil, false) }
            guard account != before else { return (account, false) }
            held.set(account)
            return (account, true)
        }
        if isChanged { try await write(id) }
        return account
    }

    /// The account that opens a place, made when there is none. Of two that open one new name at once only the first has it.
    ///
    /// - Parameters:
    ///   - id: of the one that is made.
    ///   - joins: whether an account of that name elsewhere is the same human's.
    /// - Returns: nil where the name is another's.
    func open(_ username: String, at place: Account.Place, joins: Bool, id: Ref) async throws -> Account? {
        let (account, isChanged) = held.withLock { held -> (Account?, Bool) in
            if let known = held.all.values.first(where: { $0.places.contains(place) }) { return (known, false) }
            let other = held.names[username].flatMap { held.all[$0] }
            guard other == nil || joins else { return (nil, false) }
            var account = other ?? Account(id: id, username: username, places: [])
            account.places.append(place)
            held.set(account)
            return (account, true)
        }
        if isChanged, let account { try await write(account.id) }
        return account
    }

    /// Takes a person's link away; an account without links is no account.
    func unlink(_ place: Account.Place) async throws {
        let changed = held.withLock { held -> [Ref] in
            var changed: [Ref] = []
            for var account in held.all.values {
                let before = account
                account.offers.removeAll { $0.place == place }
                account.places.removeAll { $0 == place }
                guard account != before else { continue }
                if account.places.isEmpty { held.remove(account.id) } else { held.set(account) }
                changed.append(account.id)
            }
            return changed
        }
        for id in changed { try await write(id) }
    }

    /// What lies in memory when it is this one's turn, so that the last change is the last that is written.
    private func write(_ id: Ref) async throws {
        try await aside.transact { [self] store in
            let shelf = Aside.Shelf.account.rawValue
            if let account = self[id] {
                try store.put(account.json.bytes, shelf: shelf, key: id.text, owner: nil, expires: nil)
            } else {
                try store.remove(shelf: shelf, key: id.text)
            }
        }
    }
}

extension Account {
    init?(_ json: JSON, key: String, username: String) {
        guard let id = Ref(key) else { return nil }
        self.id = id
        self.username = username
        hash = json["hash"]?.text
        places = (json["places"]?.items ?? []).compactMap { Place($0) }
        if let hash = json["code"]?.text, let until = json["code_until"]?.int {
            code = Code(hash: hash, until: Int64(until))
        }
        offers = (json["offers"]?.items ?? []).compactMap { item in
            guard let place = Place(item), let hash = item["hash"]?.text, let until = item["until"]?.int else {
                return nil
            }
            return Offer(place: place, hash: hash, until: Int64(until))
        }
        language = json["language"]?.text.flatMap { Language(rawValue: $0) }
        theme = json["theme"]?.text.flatMap { Theme(rawValue: $0) }
    }

    fileprivate var json: JSON {
        .members([
            ("username", .string(username)), ("hash", hash.map { .string($0) }),
            ("places", .array(places.map { .members($0.members) })),
            (
                "offers",
                offers.isEmpty
                    ? nil
                    : .array(
                        offers.map {
                            .members(
                                $0.place.members + [("hash", .string($0.hash)), ("until", .number(Int($0.until)))])
                        })
            ), ("code", code.map { .string($0.hash) }), ("code_until", code.map { .number(Int($0.until)) }),
            ("language", language.map { .string($0.rawValue) }), ("theme", theme.map { .string($0.rawValue) }),
        ])
    }
}

extension Account.Place {
    fileprivate init?(_ json: JSON) {
        guard let organisation = json["organisation"]?.text.flatMap({ ID<Organisation>($0) }),
            let person = json["person"]?.text.flatMap({ ID<Person>($0) })
        else { return nil }
        self.init(organisation: organisation, person: person)
    }

    fileprivate var members: [(String, JSON?)] {
        [("organisation", .string(organisation.description)), ("person", .string(person.description))]
    }
}

/// Secrets that are handed out once and kept as hashes.
enum Secret {
    /// SHA-256 of the secret as hexadecimal digits: the secrets are random, so no slow hash is needed.
    static func hash(_ secret: String) -> String { Digest.sha256(Array(secret.utf8)).hex }

    /// HMAC-SHA256 for a purpose, from the secret.
    static func derived(_ secret: String, _ purpose: String) -> String {
        Digest.commitment(key: Array(secret.utf8), Array(purpose.utf8)).hex
    }

    /// Compares without telling by time where they differ.
    static func equal(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// A code that a person can type: 20 letters and digits in groups, about 99 bits.
    static func code(_ mint: Mint) -> String {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        let digits = Array(mint.secret().utf8)
        var text = ""
        for index in 0..<20 {
            if index > 0, index % 5 == 0 { text.append("-") }
            let byte = UInt8(String(decoding: digits[(index * 2)..<(index * 2 + 2)], as: UTF8.self), radix: 16) ?? 0
            text.append(letters[Int(byte) % letters.count])
        }
        return text
    }

    /// The code as it was made, however it was typed.
    static func normal(_ code: String) -> String {
        let kept = code.uppercased().filter { $0.isLetter || $0.isNumber }
        var text = ""
        for (index, character) in kept.enumerated() {
            if index > 0, index % 5 == 0 { text.append("-") }
            text.append(character)
        }
        return text
    }
}
