// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// One request of a browser: who asks, in which language, and with which secrets its forms are sealed.
struct Visit: Sendable {
    var ask: Ask
    let installation: Installation
    let query: [String: [String]]
    var session: Session?
    var account: Account?
    var room: Installation.Room?
    /// What the session's cookie holds, or what the cookie of forms before the sign-in holds.
    var secret: String?
    /// To be set with the answer.
    var cookies: [String] = []
    var language: Language
    /// What the account chose; nil: as the system says.
    var theme: Theme?

    init(_ ask: Ask, _ installation: Installation) throws(FormReader.Malformed) {
        self.ask = ask
        self.installation = installation
        query = try FormReader.pairs(ask.rawQuery.utf8)
        language = ask.cookie(Cookie.language).flatMap { Language(rawValue: $0) } ?? .da
        let now = installation.clock.now
        guard let secret = ask.cookie(Cookie.session(ask.isSecure)), secret.utf8.count == 64,
            let session = installation.sessions.find(secret, now: now),
            let account = installation.accounts[session.account], account.places.contains(session.place),
            let room = installation.room(session.place.organisation),
            room.house.state.register.persons[session.place.person]?.account.newest.flatMap({ $0 }) != nil,
            // What an issuer said holds as long as the organisation believes that issuer.
            session.federated.map({ $0.issuer == room.house.signInIssuer }) ?? true
        else {
            if let secret = ask.cookie(Cookie.form(ask.isSecure)), secret.utf8.count == 64 { self.secret = secret }
            return
        }
        self.secret = secret
        self.session = session
        self.account = account
        self.room = room
        language = account.language ?? language
        theme = account.theme
    }

    /// The token that the forms of this visit carry.
    var csrf: String { Secret.derived(secret ?? "", session == nil ? "form" : "session form") }

    /// SHA-256 of the token of this session's forms and of those before it.
    var tokens: [String] { (session?.earlier ?? []) + [Secret.hash(csrf)] }

    /// A secret for forms before the sign-in, if there is none yet.
    mutating func sealForms() {
        guard secret == nil else { return }
        let fresh = installation.mint.secret()
        secret = fresh
        cookies.append(Cookie.set(Cookie.form(ask.isSecure), fresh, secure: ask.isSecure))
    }

    func isSealed(_ token: String?) -> Bool {
        guard secret != nil, let token else { return false }
        return Secret.equal(token, csrf)
    }

    func say(_ phrase: Phrase) -> String { language(phrase) }
    func say(da: @autoclosure () -> String, en: @autoclosure () -> String) -> String { language(da: da(), en: en()) }

    /// Path and query as they were asked for, without what belongs to the frame.
    var here: String {
        var text = ask.rawPath
        var first = true
        for (name, values) in query.sorted(by: { $0.key < $1.key }) where !Visit.ofFrame.contains(name) {
            for value in values {
                text += (first ? "?" : "&") + Percent.encoded(name) + "=" + Percent.encoded(value)
                first = false
            }
        }
        return Own.path(text)
    }

    static let ofFrame: Set<String> = ["pr", "viden", "efter"]

    /// What a page is made from. Throws if the person has no engagement today.
    func context(_ arguments: Arguments, keptFile: String? = nil) async throws -> Context {
        guard let session, let room, let account else { throw Refusal.notAllowed }
        let sight = try await room.house.sight(of: session.place.person, session.view)
        var signedIn = SignedIn()
        signedIn.username = account.username
        signedIn.isFederated = session.federated != nil
        signedIn.recoveryCodes = installation.proof(of: account).recovery.count
        signedIn.sessions = { [installation] in
            installation.sessions.reach(of: session).map {
                .init(id: $0.id, started: $0.started, seen: $0.seen, way: $0.way, isThis: $0.id == session.id)
            }
        }
        return Context(
            sight: sight, language: language, arguments: arguments, here: here, csrf: csrf, theme: theme,
            isDemo: installation.isDemo,
            houses: installation.places(of: account).filter { session.federated == nil || $0 == session.place }
                .compactMap { place in
                    installation.room(place.organisation).map { (place.organisation, $0.house.fullName) }
                }, newCommand: { [installation] in installation.newCommand() },
            lastBackupExpires: { [installation] in installation.lastBackupExpires }, origin: installation.baseURL,
            account: signedIn,
            keptFile: keptFile, kept: .of(sight))
    }
}

/// The cookies. Under TLS their names begin with `__Host-`, so that no other host can set them.
enum Cookie {
    static let language = "sprog"

    static func session(_ secure: Bool) -> String { secure ? "__Host-vaern" : "vaern" }
    static func form(_ secure: Bool) -> String { secure ? "__Host-vaern-form" : "vaern-form" }

    /// A `Set-Cookie` value; without `days` it goes with the browser.
    static func set(_ name: String, _ value: String, secure: Bool, days: Int? = nil) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "")
            + (days.map { "; Max-Age=\($0 * 86_400)" } ?? "")
    }

    static func clear(_ name: String, secure: Bool) -> String {
        "\(name)=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0" + (secure ? "; Secure" : "")
    }
}

/// A path of our own with its query, as an address.
struct Place: HTML.Addressable {
    let path: String

    init(_ path: String) { self.path = Own.path(path) }
}
