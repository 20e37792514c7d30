// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

extension Site {
    private static let wrong = Refusal.invalid(
        "password", da: "Brugernavn eller adgangskode er forkert.", en: "The user name or the password is wrong.")

    static func wait(_ seconds: Int, field: String = "password") -> Refusal {
        let minutes = (seconds + 59) / 60
        return seconds < 90
            ? .invalid(
                field, da: "For mange forkerte forsøg. Vent \(seconds) sekunder, og prøv igen.",
                en: "Too many wrong tries. Wait \(seconds) seconds and try again.")
            : .invalid(
                field, da: "For mange forkerte forsøg. Vent \(minutes) minutter, og prøv igen.",
                en: "Too many wrong tries. Wait \(minutes) minutes and try again.")
    }

    /// Unknown user, wrong password, closed account: one answer, equally slow.
    func signIn(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        if PasskeyForm.isAnswered(arguments) { return try await signInByPasskey(arguments, &visit) }
        let typed = arguments.texts["username"]?.first ?? ""
        let password = arguments.texts["password"]?.first ?? ""
        let username = String(typed.prefix(100)).lowercased().filter { !$0.isWhitespace }
        guard password.utf8.count <= 1024, !username.isEmpty else {
            return GatePages.signIn(visit, self, username: username, problem: Self.wrong, status: 422)
        }
        let found = installation.accounts.find(username: username)
        let key: Throttle.Key = found?.hash == nil ? .other(username) : .known(username)
        if let seconds = installation.throttle.begin(key, from: visit.ask.client, now: installation.clock.now) {
            return waiting(
                seconds,
                GatePages.signIn(visit, self, username: username, problem: Self.wait(seconds), status: 429))
        }
        guard let account = try await installation.account(found, password),
            let place = installation.places(of: account).first
        else {
            return GatePages.signIn(visit, self, username: username, problem: Self.wrong, status: 422)
        }
        try await installation.throttle.succeeded(key, from: visit.ask.client)
        let back = Own.path(visit.query["tilbage"]?.first)
        if installation.proof(of: account).hasSecondStep { return halfway(account, back, &visit) }
        // Back to the organisation in which the form was filled in.
        let there = try await draftPlace(back, account)
        do {
            try await enter(account, there ?? place, by: .password, &visit)
        } catch let refusal as Refusal where refusal == Sessions.changed {
            return GatePages.signIn(visit, self, username: username, problem: refusal, status: 422)
        }
        return .see(back)
    }

    private func signInByPasskey(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard let account = try await passkey(arguments, visit), let place = installation.places(of: account).first
        else { return GatePages.signIn(visit, self, problem: PasskeyForm.refused, status: 422) }
        let back = Own.path(visit.query["tilbage"]?.first)
        let there = try await draftPlace(back, account)
        try await enter(account, there ?? place, by: .passkey, &visit)
        return .see(back)
    }

    func waiting(_ seconds: Int, _ answer: Answer) -> Answer {
        var answer = answer
        answer.headers.append(("retry-after", String(seconds)))
        return answer
    }

    /// Begins a session under a secret that was never seen before.
    ///
    /// - Parameter authenticated: when the person proved who they are; nil: just now.
    func enter(
        _ account: Account, _ place: Account.Place, by way: SignInWay, federated: Federated? = nil,
        authenticated: Instant? = nil, _ visit: inout Visit
    ) async throws {
        let before = visit.session == nil ? try await late(visit) : visit
        if let old = visit.session { try await installation.sessions.end(old.id) }
        let (secret, session) = try await installation.sessions.begin(
            account.id, place, by: way, federated: federated, authenticated: authenticated,
            earlier: before?.session?.account == account.id ? before?.tokens ?? [] : [],
            now: installation.clock.now, mint: installation.mint,
            holds: { [installation] in
                guard let known = installation.accounts[account.id] else { return false }
                return known.places.contains(place) && (federated != nil || known.hash == account.hash)
            })
        let secure = visit.ask.isSecure
        // A package that stood open while the session ran out goes on for the same person.
        if let old = before?.session, old.account == account.id, old.place == place {
            installation.packageTickets.move(from: old.id, to: session.id)
        }
        visit.cookies = [
            Cookie.set(Cookie.session(secure), secret, secure: secure),
            Cookie.clear(Cookie.form(secure), secure: secure),
        ]
        visit.session = session
        visit.secret = secret
    }

    func signOut(_ visit: inout Visit) async throws -> Answer {
        if let session = visit.session { try await installation.sessions.end(session.id) }
        visit.cookies = [Cookie.clear(Cookie.session(visit.ask.isSecure), secure: visit.ask.isSecure)]
        var answer = farewell(visit) ?? Answer.see(Route.signIn.path)
        answer.headers.append(("clear-site-data", "\"cache\", \"storage\""))
        return answer
    }

    // MARK: Again

    func freshSignIn(_ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        return GatePages.again(visit, self)
    }

    func freshSignIn(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil, let account = visit.account else { return toSignIn(visit) }
        let way: SignInWay
        do {
            way = try await proved(arguments, account, visit)
        } catch let refusal as Refusal where refusal.reason == .invalid {
            return GatePages.again(visit, self, problem: refusal, status: 422)
        }
        guard try await renew(&visit, by: way) else { return toSignIn(visit) }
        guard let id = visit.query["kladde"]?.first, let draft = try await draft(id, visit) else {
            return .see(Own.path(visit.query["tilbage"]?.first))
        }
        return .see(Route.command(draft.kind).path + "?_kladde=" + id)
    }

    /// Who is signed in proves it once more: by a passkey, or by the password and what the account asks for beside it.
    private func proved(_ arguments: Arguments, _ account: Account, _ visit: Visit) async throws -> SignInWay {
        if PasskeyForm.isAnswered(arguments) {
            guard try await passkey(arguments, visit, of: account) != nil else { throw PasskeyForm.refused }
            return .passkey
        }
        guard try await isPassword(arguments.texts["password"]?.first ?? "", account, visit) else { throw Self.wrong }
        guard installation.proof(of: account).hasSecondStep else { return .password }
        return try await takeCode(arguments.texts["code"]?.first ?? "", account, visit)
    }

    /// The same session under a new secret.
    ///
    /// - Returns: false where it was ended while the person proved who they are.
    func renew(_ visit: inout Visit, by way: SignInWay, federated: Federated? = nil) async throws -> Bool {
        guard let session = visit.session,
            let (secret, next) = try await installation.sessions.rotate(
                session, by: way, federated: federated, earlier: visit.tokens, now: installation.clock.now,
                mint: installation.mint)
        else { return false }
        installation.packageTickets.move(from: session.id, to: next.id)
        visit.cookies = [Cookie.set(Cookie.session(visit.ask.isSecure), secret, secure: visit.ask.isSecure)]
        visit.session = next
        visit.secret = secret
        return true
    }

    /// The password of somebody who is signed in; as slow to guess as at the sign-in, and counted apart from it: whoever
    /// guesses from outside keeps nobody from deciding.
    private func isPassword(_ password: String, _ account: Account, _ visit: Visit) async throws -> Bool {
        guard password.utf8.count <= 1024 else { return false }
        let key = Throttle.Key.known("again \(account.id.text)")
        if let seconds = installation.throttle.begin(key, from: visit.ask.client, now: installation.clock.now) {
            throw Refusal(.busy, Self.wait(seconds).phrase)
        }
        guard try await installation.passwords.verify(password, account.hash, now: installation.clock.now),
            installation.accounts[account.id]?.hash == account.hash
        else { return false }
        try await installation.throttle.succeeded(key, from: visit.ask.client)
        return true
    }

    // MARK: One's own account

    func changePassword(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard let session = visit.session, let account = visit.account else { return toSignIn(visit) }
        guard session.federated == nil else { throw FederationPages.ownMethods }
        let password = arguments.texts["password"]?.first ?? ""
        do {
            guard try await isPassword(arguments.texts["current"]?.first ?? "", account, visit) else {
                throw Refusal.invalid(
                    "current", da: "Den nuværende adgangskode er forkert.", en: "The current password is wrong.")
            }
            try PasswordRule.check(password, field: "password", context: context(of: account))
        } catch let refusal as Refusal {
            let context = try await visit.context(Arguments())
            return show(PasswordPage.content(refusal, in: context), visit, context)
        }
        let hash = try await installation.passwords.hash(password)
        // Somebody may have ended the session, or set a password, while this one was hashed.
        guard installation.sessions.standing(session.id, now: installation.clock.now) != nil,
            try await installation.accounts.change(
                account.id,
                {
                    guard $0.hash == account.hash else { return false }
                    $0.hash = hash
                    return true
                }) != nil
        else { return toSignIn(visit) }
        // Whoever knew the old one is out.
        installation.halfway.endAll(of: account.id)
        try await installation.sessions.endAll(of: account.id, but: session.id)
        return .see(Route.account.path + "?efter=adgangskode")
    }

    /// Words that are guessed first for this account.
    func context(of account: Account) -> [String] {
        var words = [account.username]
        for place in account.places {
            guard let house = installation.room(place.organisation)?.house else { continue }
            words += [house.fullName, house.shortName]
            if let name = house.state.register.persons[place.person]?.name.newest.flatMap({ house.texts.text($0) }) {
                words.append(name)
            }
        }
        return words
    }

    func endSession(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard let session = visit.session, let account = visit.account else { return toSignIn(visit) }
        let asked = arguments.texts["session"]?.first ?? ""
        let reach = installation.sessions.reach(of: session)
        if asked == "alle", session.federated == nil {
            try await installation.sessions.endAll(of: account.id, but: session.id)
        } else if asked == "alle" {
            for other in reach where other.id != session.id { try await installation.sessions.end(other.id) }
        } else if reach.contains(where: { $0.id == asked }) {
            try await installation.sessions.end(asked)
        } else if installation.sessions.all(of: account.id).contains(where: { $0.id == asked }) {
            throw FederationPages.ownSessions
        }
        return .see(Route.account.path)
    }

    func chooseHouse(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        if arguments.texts["code"] != nil { return try await joinHouse(arguments, &visit) }
        guard var session = visit.session, let account = visit.account else { return toSignIn(visit) }
        let asked: ID<Organisation> = try arguments.id("organisation")
        guard let place = installation.places(of: account).first(where: { $0.organisation == asked }) else {
            throw Refusal.unknown
        }
        // What one organisation's system says goes for that organisation.
        guard session.federated == nil || session.place == place else { throw FederationPages.otherHouse }
        session.place = place
        session.view = .today
        try await installation.sessions.save(session)
        visit.session = session
        return .see(Route.overview.path)
    }

    func chooseLanguage(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        let language = arguments.texts["language"]?.first.flatMap { Language(rawValue: $0) } ?? .da
        if let account = visit.account {
            try await installation.accounts.change(account.id) {
                $0.language = language
                return true
            }
        }
        let secure = visit.ask.isSecure
        visit.cookies.append(Cookie.set(Cookie.language, language.rawValue, secure: secure, days: 365))
        return .see(Own.path(arguments.texts["back"]?.first))
    }

    func chooseTheme(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard let account = visit.account else { return toSignIn(visit) }
        let theme = arguments.texts["theme"]?.first.flatMap { Theme(rawValue: $0) }
        try await installation.accounts.change(account.id) {
            $0.theme = theme
            return true
        }
        return .see(Own.path(arguments.texts["back"]?.first))
    }
}

extension Installation {
    /// The account whose password it is, with a hash of today's costs. A hash takes its time; where another was set meanwhile,
    /// that one decides.
    func account(_ found: Account?, _ password: String) async throws -> Account? {
        var asked = found
        for _ in 0..<3 {
            guard try await passwords.verify(password, asked?.hash, now: clock.now), let known = asked,
                let hash = known.hash
            else { return nil }
            let kept = passwords.isOutdated(hash) ? try await passwords.hash(password) : hash
            let account = try await accounts.change(known.id) {
                guard $0.hash == hash else { return false }
                $0.hash = kept
                return true
            }
            if let account { return account }
            asked = accounts[known.id]
            guard asked != nil else { return nil }
        }
        return nil
    }
}
