// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Synchronization

/// One sign-in, in one house at a time.
struct Session: Sendable, Hashable {
    /// SHA-256 of the secret in the cookie.
    let id: String
    let account: Ref
    var place: Account.Place
    let started: Instant
    var seen: Instant
    /// When the password was given last.
    var authenticated: Instant
    /// How the person proved who they are then.
    var way: SignInWay
    /// The sign-in at the organisation's own system that it came from; nil: it came from here.
    var federated: Federated?
    /// The past day that every page shows until the person goes back to today.
    var view = View.today
    /// SHA-256 of the tokens that forms of this browser carried for the same account under earlier secrets: what comes
    /// with one of them is shown again, and not done.
    var earlier: [String] = []

    /// So many are remembered.
    static let mostEarlier = 8
}

/// The sessions of the installation. The cookie holds 256 random bits; kept is only their hash.
final class Sessions: Sendable {
    private let aside: Aside
    private let idle: Int64
    private let absolute: Int64
    private let held: Mutex<[String: Session]>
    /// Being seen is written down this seldom.
    private static let step: Int64 = 60_000

    init(_ aside: Aside, _ settings: Settings) throws {
        self.aside = aside
        idle = Int64(settings.idleMinutes) * 60_000
        absolute = Int64(settings.absoluteHours) * 3_600_000
        var found: [String: Session] = [:]
        for row in try aside.all(.session) { found[row.key] = Session(row.value, id: row.key) }
        held = Mutex(found)
    }

    /// What the sign-in was made with was changed before the session began.
    static let changed = Refusal.outOfTurn(
        da: "Kontoen blev ændret, mens du loggede ind. Log ind igen.",
        en: "The account was changed while you signed in. Sign in again.")

    /// Begins a session and returns the secret for the cookie.
    ///
    /// - Parameter holds: whether what was proved still holds. Whoever changes that ends the sessions afterwards, so none
    ///   begins in between; where it does not hold, ``changed`` is thrown.
    func begin(
        _ account: Ref, _ place: Account.Place, by way: SignInWay, federated: Federated? = nil,
        authenticated: Instant? = nil, earlier: [String] = [], now: Instant, mint: Mint,
        holds: () -> Bool = { true }
    ) async throws -> (String, Session) {
        let secret = mint.secret()
        var session = Session(
            id: Secret.hash(secret), account: account, place: place, started: now, seen: now,
            authenticated: authenticated ?? now, way: way, federated: federated)
        session.earlier = earlier.suffix(Session.mostEarlier)
        let isBegun = held.withLock { [session] sessions in
            guard holds() else { return false }
            sessions[session.id] = session
            return true
        }
        guard isBegun else { throw Sessions.changed }
        try await write(session.id)
        return (secret, session)
    }

    /// The same session under a new secret, after the person proved anew who they are; nil: it was ended meanwhile, and stays
    /// so.
    func rotate(
        _ session: Session, by way: SignInWay, federated: Federated? = nil, earlier: [String], now: Instant, mint: Mint
    ) async throws -> (String, Session)? {
        let secret = mint.secret()
        var next = Session(
            id: Secret.hash(secret), account: session.account, place: session.place, started: session.started,
            seen: now,
            authenticated: now, way: way, federated: federated ?? session.federated)
        next.view = session.view
        next.earlier = earlier.suffix(Session.mostEarlier)
        let isRotated = held.withLock { [next] sessions in
            guard sessions.removeValue(forKey: session.id) != nil else { return false }
            sessions[next.id] = next
            return true
        }
        guard isRotated else { return nil }
        try await write(next.id)
        try await aside.remove(.session, session.id)
        return (secret, next)
    }

    /// The session of a secret, if it has not run out; it is seen now.
    func find(_ secret: String, now: Instant) -> Session? {
        let id = Secret.hash(secret)
        let (session, write) = held.withLock { sessions -> (Session?, Bool) in
            guard var session = sessions[id] else { return (nil, false) }
            guard now.milliseconds - session.seen.milliseconds < idle,
                now.milliseconds - session.started.milliseconds < absolute
            else {
                sessions[id] = nil
                return (nil, true)
            }
            guard now.milliseconds - session.seen.milliseconds > Self.step else { return (session, false) }
            session.seen = now
            sessions[id] = session
            return (session, true)
        }
        if write, let session {
            aside.putLater(session.json, .session, id, owner: Ref(session.place.person), expires: until(session))
        }
        return session
    }

    /// A session by its name, if it has not run out; it is not seen by that.
    func standing(_ id: String, now: Instant) -> Session? {
        held.withLock { $0[id] }.flatMap { session in
            now.milliseconds - session.seen.milliseconds < idle
                && now.milliseconds - session.started.milliseconds < absolute ? session : nil
        }
    }

    /// The session of a secret that has run out, as long as it is remembered. It opens nothing.
    func ranOut(_ secret: String) async throws -> Session? {
        let id = Secret.hash(secret)
        guard held.withLock({ $0[id] == nil }), let bytes = try await aside.get(.session, id),
            let row = try? JSONReader.read(bytes)
        else { return nil }
        return Session(row, id: id)
    }

    /// Keeps where a session is and which day it shows. One that was ended meanwhile stays ended.
    func save(_ session: Session) async throws {
        let isStanding = held.withLock { sessions in
            guard sessions[session.id] != nil else { return false }
            sessions[session.id] = session
            return true
        }
        if isStanding { try await write(session.id) }
    }

    /// What lies in memory when it is this one's turn: what was ended is not written again.
    private func write(_ id: String) async throws {
        try await aside.transact { [self] store in
            guard let session = held.withLock({ $0[id] }) else { return }
            try store.put(
                session.json.bytes, shelf: Aside.Shelf.session.rawValue, key: id, owner: Ref(session.place.person),
                expires: until(session))
        }
    }

    func end(_ id: String) async throws {
        held.withLock { $0[id] = nil }
        try await aside.remove(.session, id)
    }

    /// Ends all sessions of an account but one.
    func endAll(of account: Ref, but kept: String? = nil) async throws {
        for session in all(of: account) where session.id != kept { try await end(session.id) }
        try await endRunOut { $0.account == account && $0.id != kept }
    }

    /// Ends all sessions in a place: the account was closed there, or the person erased.
    func endAll(in place: Account.Place) async throws {
        let ids = held.withLock { sessions in sessions.values.filter { $0.place == place }.map(\.id) }
        for id in ids { try await end(id) }
        try await endRunOut { $0.place == place }
    }

    /// Ends all that came from such a sign-in at an organisation's own system.
    func endAll(federated isMeant: @escaping @Sendable (Federated, Account.Place) -> Bool) async throws {
        @Sendable func isOne(_ session: Session) -> Bool {
            session.federated.map { isMeant($0, session.place) } ?? false
        }
        for id in held.withLock({ $0.values.filter(isOne).map(\.id) }) { try await end(id) }
        try await endRunOut(isOne)
    }

    /// Ends all in an organisation that came from its own system, but those of an issuer that goes on.
    func endFederated(in organisation: ID<Organisation>, but issuer: String? = nil) async throws {
        try await endAll(federated: { $1.organisation == organisation && $0.issuer != issuer })
    }

    /// Those that have run out are only remembered, and forgotten here.
    private func endRunOut(_ isMeant: @escaping @Sendable (Session) -> Bool) async throws {
        try await aside.transact { store in
            for row in try store.rows(shelf: Aside.Shelf.session.rawValue, owner: nil) {
                guard let json = try? JSONReader.read(row.bytes), let session = Session(json, id: row.key),
                    isMeant(session)
                else { continue }
                try store.remove(shelf: Aside.Shelf.session.rawValue, key: row.key)
            }
        }
    }

    /// The sessions of an account that one of them may see and end: all, for who signed in with the account itself; for who
    /// came through an organisation's own system those that came so in that organisation.
    func reach(of session: Session) -> [Session] {
        all(of: session.account).filter { other in
            session.federated == nil || other.federated != nil && other.place == session.place
        }
    }

    func all(of account: Ref) -> [Session] {
        held.withLock { sessions in sessions.values.filter { $0.account == account } }.sorted { $0.seen > $1.seen }
    }

    /// Forgets what has run out.
    func sweep(now: Instant) {
        held.withLock { sessions in
            sessions = sessions.filter { _, session in
                now.milliseconds - session.seen.milliseconds < idle
                    && now.milliseconds - session.started.milliseconds < absolute
            }
        }
    }

    /// Whose it was is remembered for as long after it can last as forms that come too late are kept.
    private func until(_ session: Session) -> Int64 {
        session.started.milliseconds + absolute + Site.lateMinutes * 60_000
    }
}

extension Session {
    fileprivate init?(_ json: JSON, id: String) {
        guard let account = json["account"]?.text.flatMap({ Ref($0) }),
            let organisation = json["organisation"]?.text.flatMap({ ID<Organisation>($0) }),
            let person = json["person"]?.text.flatMap({ ID<Person>($0) }), let started = json["started"]?.int,
            let seen = json["seen"]?.int, let authenticated = json["authenticated"]?.int
        else { return nil }
        self.id = id
        self.account = account
        place = Account.Place(organisation: organisation, person: person)
        self.started = Instant(milliseconds: Int64(started))
        self.seen = Instant(milliseconds: Int64(seen))
        self.authenticated = Instant(milliseconds: Int64(authenticated))
        way = json["way"]?.text.flatMap { SignInWay(rawValue: $0) } ?? .password
        federated = json["federated"].flatMap { Federated($0) }
        if let day = json["day"]?.text.flatMap({ Day($0) }) {
            view = json["reading"]?.text == "now" ? .now(day) : .then(day)
        }
        earlier = (json["earlier"]?.items ?? []).compactMap(\.text)
    }

    fileprivate var json: JSON {
        let past: (Day, String)? =
            switch view {
            case .today: nil
            case .then(let day): (day, "then")
            case .now(let day): (day, "now")
            }
        return .members([
            ("account", .string(account.text)), ("organisation", .string(place.organisation.description)),
            ("person", .string(place.person.description)), ("started", .number(Int(started.milliseconds))),
            ("seen", .number(Int(seen.milliseconds))), ("authenticated", .number(Int(authenticated.milliseconds))),
            ("way", .string(way.rawValue)), ("federated", federated?.json),
            ("day", past.map { .string($0.0.description) }), ("reading", past.map { .string($0.1) }),
            ("earlier", earlier.isEmpty ? nil : .list(earlier)),
        ])
    }
}
