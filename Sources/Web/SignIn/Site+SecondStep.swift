// SPDX-License-Identifier: MPL-2.0

public import Domain
import HTML
import Ledger
import Office

extension Site {
    static let wrongStep = Refusal.invalid(
        "code", da: "Koden er forkert eller brugt. Vent på den næste i din app, og prøv igen.",
        en: "The code is wrong or used. Wait for the next one in your app and try again.")

    /// The password was right, and opens nothing yet.
    func halfway(_ account: Account, _ back: String, _ visit: inout Visit) -> Answer {
        let secret = installation.mint.secret()
        installation.halfway.begin(account.id, secret: secret, now: installation.clock.now)
        let secure = visit.ask.isSecure
        visit.cookies = [Cookie.set(Cookie.form(secure), secret, secure: secure)]
        return .see(Route.secondStep.path + (back == "/" ? "" : "?tilbage=" + Percent.encoded(back)))
    }

    /// Whose password was right in this browser.
    private func halfway(_ visit: Visit) -> (account: Account, place: Account.Place, secret: String)? {
        guard let secret = visit.ask.cookie(Cookie.form(visit.ask.isSecure)),
            let id = installation.halfway.account(secret, now: installation.clock.now),
            let account = installation.accounts[id], let place = installation.places(of: account).first
        else { return nil }
        return (account, place, secret)
    }

    func secondStep(_ visit: Visit) -> Answer {
        guard let halfway = halfway(visit) else { return toSignIn(visit, from: back(visit)) }
        return SecondStepPage.page(halfway.account, visit, self)
    }

    func secondStep(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard let (account, place, secret) = halfway(visit) else { return toSignIn(visit, from: back(visit)) }
        let way: SignInWay
        do {
            if PasskeyForm.isAnswered(arguments) {
                guard try await passkey(arguments, visit, of: account) != nil else { throw PasskeyForm.refused }
                way = .passkey
            } else {
                way = try await takeCode(arguments.texts["code"]?.first ?? "", account, visit)
            }
        } catch let refusal as Refusal where refusal.reason == .invalid {
            return SecondStepPage.page(account, visit, self, problem: refusal, status: 422)
        } catch let refusal as Refusal where refusal.reason == .busy {
            return SecondStepPage.page(account, visit, self, problem: refusal, status: 429)
        }
        installation.halfway.end(secret)
        let back = back(visit)
        let there = try await draftPlace(back, account)
        try await enter(account, there ?? place, by: way, &visit)
        return .see(back)
    }

    private func back(_ visit: Visit) -> String { Own.path(visit.query["tilbage"]?.first) }

    private func toSignIn(_ visit: Visit, from back: String) -> Answer {
        .see(Route.signIn.path + (back == "/" ? "" : "?tilbage=" + Percent.encoded(back)))
    }

    /// Takes a code of the account's app, or one of its recovery codes: each once, and as slow to guess as a password.
    func takeCode(_ typed: String, _ account: Account, _ visit: Visit) async throws -> SignInWay {
        let key = Throttle.Key.known("step \(account.id.text)")
        if let seconds = installation.throttle.begin(key, from: visit.ask.client, now: installation.clock.now) {
            let refusal = Self.wait(seconds, field: "code")
            throw Refusal(.busy, refusal.phrase, field: "code")
        }
        guard let way = try await installation.take(String(typed.prefix(60)), of: account) else {
            throw Self.wrongStep
        }
        try await installation.throttle.succeeded(key, from: visit.ask.client)
        return way
    }

    // MARK: Where a second step is demanded

    /// Whether the organisation demands a second step of the person who is signed in, and there is none.
    func lacksSecondStep(_ visit: Visit) -> Bool {
        guard let session = visit.session, let account = visit.account, let room = visit.room else { return false }
        return Access.demandsSecondStep(
            of: session.place.person, in: room.house.state.register, on: installation.clock.today)
            && (session.federated == nil ? !installation.proof(of: account).hasSecondStep : session.way.strength < 2)
    }

    /// Where such a person is led, whatever else was asked for.
    func lead(from route: Route, _ visit: Visit) -> Answer? {
        switch route {
        case .authenticator, .passkey, .signIn, .signOut, .freshSignIn, .firstRun, .house, .language, .accessibility,
            .file, .healthz, .readyz, .calendar, .unsubscribe, .secondStep, .federation:
            return nil
        case _:
            return lacksSecondStep(visit) ? toMethods(visit.ask.method == "POST" ? "/" : visit.here, visit) : nil
        }
    }

    /// Who signed in through the organisation's own system takes the second step there.
    private func toMethods(_ back: String, _ visit: Visit) -> Answer {
        let route = visit.session?.federated == nil ? Route.authenticator : .freshSignIn
        return .see(route.path + (back == "/" ? "" : "?tilbage=" + Percent.encoded(back)))
    }

    /// The same for a form, which may have been filled in before it was demanded: what was typed is kept.
    func lead(from route: Route, _ arguments: Arguments, _ visit: Visit) async throws -> Answer? {
        guard let answer = lead(from: route, visit) else { return nil }
        var arguments = arguments
        switch route {
        case .command(let kind) where !DraftVersion.isStateClassified(arguments):
            let file = try await keepFile(&arguments, visit, isLate: true)
            let id = try await keepDraft(kind, arguments, file, visit, isLate: true)
            return toMethods(Route.command(kind).path + "?_kladde=" + id, visit)
        case .manuscript(let id): return try await keepForLater(id, arguments, visit) ?? toMethods(route.path, visit)
        case _: return answer
        }
    }
}

extension Installation {
    /// What an account can prove itself with: what was kept of it, less what a fact in one of its houses says was removed.
    func proof(of account: Account) -> Proof {
        var proof = proofs[account.id]
        guard proof.hasSecondStep else { return Proof() }
        for place in account.places {
            guard let person = room(place.organisation)?.house.state.register.persons[place.person] else { continue }
            proof.remove { id in person.signInMethods.last { $0.id == id }.map { !$0.isStanding } ?? false }
        }
        return proof
    }

    /// Takes a code; nil if it is none of the account's.
    fileprivate func take(_ typed: String, of account: Account) async throws -> SignInWay? {
        let standing = proof(of: account)
        let digits = typed.filter { !$0.isWhitespace }
        if digits.utf8.count == OneTimeCode.digits, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            let now = OneTimeCode.step(at: clock.now)
            let isTaken = try await proofs.change(account.id) { proof -> Bool in
                for index in proof.authenticators.indices {
                    let one = proof.authenticators[index]
                    guard standing.authenticators.contains(where: { $0.id == one.id }),
                        let step = OneTimeCode.step(of: digits, one.secret, near: now, after: one.lastStep)
                    else { continue }
                    proof.authenticators[index].lastStep = step
                    return true
                }
                return false
            }
            return isTaken ? .code : nil
        }
        guard standing.hasSecondStep else { return nil }
        let hash = Secret.hash(Secret.normal(typed))
        let left = try await proofs.change(account.id) { proof -> Int? in
            guard let index = proof.recovery.firstIndex(where: { Secret.equal($0, hash) }) else { return nil }
            proof.recovery.remove(at: index)
            return proof.recovery.count
        }
        guard let left else { return nil }
        try await record(.codeUsed, [("count", "\(left)")], of: account, by: .recovery)
        return .recovery
    }

    /// Records what became of an account's ways of signing in, in each house that it opens.
    ///
    /// - Parameter way: how the person proved who they are just now.
    func record(
        _ act: RecordSignIn.Act, _ texts: [(String, String)], of account: Account, by way: SignInWay
    ) async throws(Refusal) {
        for place in account.places where room(place.organisation) != nil {
            var arguments = Arguments(["act": [act.rawValue], "person": ["\(place.person)"]])
            for (name, value) in texts { arguments.texts[name] = [value] }
            let actor = Actor.person(
                Ref(place.person), account: account.id, method: way.rawValue, strength: way.strength,
                authenticated: clock.now.milliseconds)
            _ = try await perform(.recordSignIn, arguments, as: actor, door: .system, in: place.organisation)
        }
    }

    // MARK: What follows from facts

    /// A method was removed in one house: its secret goes, and the other houses are told.
    func drop(_ method: ID<SignInMethod>, _ place: Account.Place, by actor: Actor) async throws {
        guard let account = accounts.find(place) else { return }
        try await proofs.change(account.id) { $0.remove { $0 == method } }
        halfway.endAll(of: account.id)
        if actor.person != Ref(place.person) { try await sessions.endAll(of: account.id) }
        for other in account.places where other != place {
            let isKnown = room(other.organisation)?.house.state.register.persons[other.person]?.signInMethods
                .contains { $0.id == method && $0.isStanding }
            guard isKnown == true else { continue }
            let arguments = Arguments([
                "act": [RecordSignIn.Act.removed.rawValue], "person": ["\(other.person)"], "method": ["\(method)"],
            ])
            _ = try await perform(
                .recordSignIn, arguments, as: .system(component: "sign-in", rule: nil, version: version), door: .system,
                in: other.organisation)
        }
    }

    /// Removes all that a person can prove themselves with beside the password, by the one who runs the machine: the device
    /// is lost, and nobody else can.
    public func removeMethods(
        of person: ID<Person>, in organisation: ID<Organisation>, user: String
    ) async throws(Refusal) {
        for method in room(organisation)?.house.state.register.persons[person]?.signInMethods ?? []
        where method.isStanding {
            let arguments = Arguments(["person": ["\(person)"], "method": ["\(method.id)"]])
            _ = try await perform(
                .removeSignInMethod, arguments, as: .operator(user: String(user.prefix(64))), door: .cli,
                in: organisation)
        }
    }

    /// An account was opened in one more house: that house is told how its person signs in.
    func tellMethods(of account: Account, in organisation: ID<Organisation>) async throws {
        let proof = proofs[account.id]
        guard let place = account.places.first(where: { $0.organisation == organisation }) else { return }
        let methods: [(ID<SignInMethod>, SignInMethod.Kind)] =
            proof.authenticators.map { ($0.id, .authenticator) } + proof.passkeys.map { ($0.id, .passkey) }
        for (id, kind) in methods {
            let arguments = Arguments([
                "act": [RecordSignIn.Act.added.rawValue], "person": ["\(place.person)"], "method": ["\(id)"],
                "kind": [kind.rawValue], "label": [kind.label.da],
            ])
            _ = try await perform(
                .recordSignIn, arguments, as: .system(component: "sign-in", rule: nil, version: version), door: .system,
                in: organisation)
        }
    }

    /// Takes a person's link to an account away, and with the last one what the account proves itself with.
    func unlink(_ place: Account.Place) async throws {
        let account = accounts.find(place)
        // Also what was only offered and nobody has joined.
        try await accounts.unlink(place)
        guard let account else { return }
        halfway.endAll(of: account.id)
        if accounts[account.id] == nil { try await proofs.forget(account.id) }
    }
}
