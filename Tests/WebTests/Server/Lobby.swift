// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Hummingbird
import Ledger
import NIOCore
import Office
import Synchronization

@testable import Web

/// A side store in memory.
final class MemorySide: SideStore {
    private struct Row {
        let bytes: [UInt8]
        let owner: Ref?
        let expires: Int64?
    }

    /// By shelf and key.
    private let rows = Mutex<[String: [String: Row]]>([:])
    /// Whether the disk that it would lie on has no room.
    let isFull = Lobby.Box(false)

    func put(_ bytes: [UInt8], shelf: String, key: String, owner: Ref?, expires: Int64?) throws(StoreFailure) {
        if isFull.value { throw .spaceBelowFloor(free: 0, floor: 0) }
        rows.withLock { $0[shelf, default: [:]][key] = Row(bytes: bytes, owner: owner, expires: expires) }
    }

    func get(shelf: String, key: String) -> [UInt8]? { rows.withLock { $0[shelf]?[key]?.bytes } }
    func remove(shelf: String, key: String) { rows.withLock { $0[shelf]?[key] = nil } }

    func rows(shelf: String, owner: Ref?) -> [(key: String, bytes: [UInt8])] {
        rows.withLock { rows in
            (rows[shelf] ?? [:]).filter { owner == nil || $0.value.owner == owner }
                .map { ($0.key, $0.value.bytes) }.sorted { $0.0 < $1.0 }
        }
    }

    func purge(owner: Ref?, expiredAt now: Int64?) {
        rows.withLock { rows in
            for shelf in rows.keys {
                rows[shelf] = rows[shelf]?.filter { row in
                    if let owner, row.value.owner == owner { return false }
                    if let now, let expires = row.value.expires, expires <= now { return false }
                    return true
                }
            }
        }
    }
}

/// An installation in memory with a clock that is set, an administrator and a member of CAI, and a server before it.
final class Lobby: Sendable {
    final class Outer: Outside {
        private let note = Mutex<String?>(nil)
        private let gone = Mutex<[Ref]>([])

        func checkpoint() -> String? { note.withLock { $0 } }
        func save(_ note: String) { self.note.withLock { $0 = note } }
        func erasures() -> [Ref] { gone.withLock { $0 } }
        func add(erasures: [Ref]) { gone.withLock { $0 += erasures } }
    }

    /// The time, as the whole installation sees it.
    final class Time: Sendable {
        private let held: Mutex<Instant>

        init(_ now: Instant) { held = Mutex(now) }
        var now: Instant { held.withLock { $0 } }
        func pass(seconds: Int) { held.withLock { $0 = $0 + seconds } }
    }

    /// Something that is changed from several threads.
    final class Box<Value: Sendable>: Sendable {
        private let held: Mutex<Value>

        init(_ value: Value) { held = Mutex(value) }
        var value: Value { held.withLock { $0 } }
        func change(_ body: (inout Value) -> Void) {
            held.withLock { held in
                var copy = held
                body(&copy)
                held = copy
            }
        }
    }

    static let password = "regnvejr over Mols"
    let time: Time
    let side = MemorySide()
    private let scratch = SearchScratch()
    let installation: Installation
    let site: Site

    init(
        _ settings: Settings = Settings(), isEmpty: Bool = false, relay: (any Relay)? = nil,
        caller: any WebCaller = CurlCaller()
    ) async throws {
        let start = Instant(milliseconds: Copenhagen.start(of: Day(number: 20_000)).milliseconds + 9 * 3_600_000)
        let time = Time(start)
        self.time = time
        // Lobbies are many servers in one process.
        Extraction.room.withLock { $0 = 1_000 }
        let clock = Clock { time.now }
        let mint = Mint.seeded(11)
        let (outer, search) = (Outer(), scratch.search)
        installation = try Installation(
            side: side, clock: clock, mint: mint, isDemo: true, settings: settings, version: "test",
            found: { id in
                let store = MemoryStore()
                let seed = [UInt8](repeating: 7, count: 32)
                try House.found(
                    id, domain: "test.example", demo: true, store: store, seed: seed, version: "test", clock: clock,
                    mint: mint)
                return try House.open(
                    id, store: store, seed: seed, outside: outer, clock: clock, mint: mint, search: search)
            }, relay: relay, caller: caller)
        site = Site(installation, log: Log(clock: clock) { _ in })
        guard !isEmpty else { return }
        _ = try installation.found()
        try await give(.nameOrganisation, ["name": "Fællesskabet", "short": "FKI"])
        let unit = try await give(.openUnit, ["name": "CAI", "from": "\(today)"])
        for (name, username, role) in [("Asta Bro", "asta", Role.administrator), ("Bo Dam", "bo", Role.security)] {
            let person = try await give(.addPerson, ["name": name])
            try await give(
                .beginEngagement,
                ["person": person, "kind": "employee", "unit": unit, "title": "Specialist", "from": "\(today)"])
            try await give(.grantRole, ["person": person, "role": role.rawValue, "from": "\(today)"])
            try await give(.openAccount, ["person": person, "username": username])
            guard let id = ID<Person>(person) else { continue }
            try await installation.setPassword(Lobby.password, of: id, in: house.id)
        }
    }

    var today: Day { installation.clock.today }
    var house: House { installation.houses[0] }
    var head: Int { house.state.book.head }

    func person(_ username: String) -> ID<Person> {
        house.listing.person(username: username) ?? ID(high: 0, low: 0)
    }

    /// Gives a command as the system; returns the reference of its subject.
    @discardableResult
    func give(_ kind: CommandKind, _ texts: [String: String]) async throws -> String {
        let done = try await installation.perform(
            kind, Arguments(texts.mapValues { [$0] }), as: .system(component: "test", rule: nil, version: "1"),
            door: .system, in: house.id)
        return done.receipt.subjects[0].id.description
    }

    /// Talks to the site as the network does, without a socket.
    func visit<Value>(_ body: @escaping @Sendable (Browser) async throws -> Value) async throws -> Value {
        try await body(Browser(client: SiteClient(site), isSecure: installation.settings.isSecure))
    }
}

/// A browser: keeps cookies, reads tokens out of forms.
final class Browser: Sendable {
    struct Page: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String

        func header(_ name: String) -> String? {
            headers.first { $0.name.canonicalName == name }?.value
        }

        var location: String { header("location") ?? "" }
        var csrf: String { value(of: "csrf") }

        /// The value of the first hidden field with a name.
        func value(of name: String) -> String {
            guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return "" }
            return String(text[start.upperBound...].prefix { $0 != "\"" })
        }
    }

    let client: SiteClient
    let isSecure: Bool
    private let jar = Mutex<[String: String]>([:])

    init(client: SiteClient, isSecure: Bool = false) {
        self.client = client
        self.isSecure = isSecure
    }

    var cookies: [String: String] {
        get { jar.withLock { $0 } }
        set { jar.withLock { $0 = newValue } }
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async throws -> Page {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPFields.Element.Name(name) { fields.append(.init(name: name, value: value)) }
        }
        let cookies = cookies
        if !cookies.isEmpty, fields[.cookie] == nil {
            fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        let response = try await client.execute(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) })
        for field in response.headers where field.name == .setCookie {
            let pair = field.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            if field.value.contains("Max-Age=0") {
                jar.withLock { $0[pair[0]] = nil }
            } else if pair.count == 2 {
                jar.withLock { $0[pair[0]] = pair[1] }
            }
        }
        return Page(
            status: response.status.code, headers: response.headers,
            text: String(decoding: response.body.readableBytesView, as: UTF8.self))
    }

    func get(_ path: String, headers: [(String, String)] = []) async throws -> Page {
        try await send(.get, path, headers: headers)
    }

    func post(_ path: String, _ fields: [(String, String)], headers: [(String, String)] = []) async throws -> Page {
        let body = fields.map { Percent.encoded($0.0) + "=" + Percent.encoded($0.1) }.joined(separator: "&")
        return try await send(
            .post, path, headers: [("content-type", "application/x-www-form-urlencoded")] + headers,
            body: Array(body.utf8))
    }

    /// Posts a form with a text file in its field »file«.
    func post(_ path: String, _ fields: [(String, String)], file: String, named: String) async throws -> Page {
        let parts = fields.map { "--b\r\ncontent-disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }
        let last =
            "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"\(named)\"\r\n\r\n\(file)\r\n--b--\r\n"
        return try await send(
            .post, path, headers: [("content-type", "multipart/form-data; boundary=b")],
            body: Array((parts.joined() + last).utf8))
    }

    /// Opens a page with a form and posts it with the token.
    func fill(_ path: String, _ fields: [(String, String)], to target: String? = nil) async throws -> Page {
        let page = try await get(path)
        return try await post(target ?? path, [("csrf", page.csrf)] + fields)
    }

    func signIn(_ username: String, _ password: String = Lobby.password) async throws -> Page {
        try await fill("/log-ind", [("username", username), ("password", password)])
    }
}

extension String {
    /// Where another text first stands in this one.
    func range(of other: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
            start = index(after: start)
        }
        return nil
    }
}
