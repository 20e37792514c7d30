// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office

/// One's own ways of signing in. Whoever adds one has just proved who they are.
extension Site {
    private func toFresh(_ route: Route, _ visit: Visit) throws(Refusal) -> Answer? {
        guard let session = visit.session else { return toSignIn(visit) }
        guard session.federated == nil else { throw FederationPages.ownMethods }
        if installation.clock.now.milliseconds - session.authenticated.milliseconds < Desk.fresh { return nil }
        let back = visit.ask.method == "POST" ? route.path : visit.here
        return .see(Route.freshSignIn.path + "?tilbage=" + Percent.encoded(back))
    }

    /// A page of the account; in the narrow frame for whom nothing else is open yet.
    private func show(_ page: MethodPage, _ refusal: Refusal?, _ visit: Visit) async throws -> Answer {
        let status = CommandForm.status(refusal)
        guard !page.isForced else {
            let gate = GatePages.gate(
                visit, self, title: page.title, heading: page.title, intro: nil,
                organisation: visit.room?.house.shortName, isRoomy: true, problem: refusal)
            return Answer(status, gate.page(page.body).bytes)
        }
        let context = try await visit.context(Arguments())
        let crumbs = [
            Head.Crumb(context.say(AccountPage.title), Route.account.link), Head.Crumb(page.title),
        ]
        let head = Head(crumbs: crumbs, title: page.title).html(context.language)
        return show(
            Content(
                page.title, menu: .account, status: status,
                head + CommandForm.summary(refusal, in: context) + page.body), visit, context)
    }

    // MARK: An authenticator app

    func authenticator(_ visit: inout Visit) async throws -> Answer {
        if let answer = try toFresh(.authenticator, visit) { return answer }
        return try await showAuthenticator(Arguments(), nil, visit)
    }

    private func showAuthenticator(_ arguments: Arguments, _ refusal: Refusal?, _ visit: Visit) async throws -> Answer {
        guard let account = visit.account, let session = visit.session else { return toSignIn(visit) }
        let page = MethodPage.authenticator(
            secret(for: session, account), account, arguments, refusal, isForced: lacksSecondStep(visit), visit)
        return try await show(page, refusal, visit)
    }

    /// The secret of the app that this session is adding: the same until it is added, and kept nowhere before.
    private func secret(for session: Session, _ account: Account) -> [UInt8] {
        let count = installation.proofs[account.id].authenticators.count
        let purpose = "authenticator \(session.id) \(count)"
        return Array(
            Digest.commitment(key: Array(installation.seal.utf8), Array(purpose.utf8)).bytes
                .prefix(OneTimeCode.secretBytes))
    }

    func addAuthenticator(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        if let answer = try toFresh(.authenticator, visit) { return answer }
        guard let account = visit.account, let session = visit.session else { return toSignIn(visit) }
        do {
            let label = try arguments.line("label", most: 60)
            let secret = secret(for: session, account)
            let key = Throttle.Key.known("step \(account.id.text)")
            if let seconds = installation.throttle.begin(key, from: visit.ask.client, now: installation.clock.now) {
                throw Refusal(.busy, Self.wait(seconds, field: "code").phrase, field: "code")
            }
            let typed = (arguments.texts["code"]?.first ?? "").prefix(60).filter { !$0.isWhitespace }
            let now = OneTimeCode.step(at: installation.clock.now)
            guard let step = OneTimeCode.step(of: typed, secret, near: now, after: 0) else { throw Self.wrongStep }
            try await installation.throttle.succeeded(key, from: visit.ask.client)
            let id: ID<SignInMethod> = installation.newMethod()
            try await installation.record(
                .added, MethodPage.told(id, .authenticator, label), of: account, by: .code)
            let codes = try await installation.add(account) { proof in
                proof.authenticators.append(.init(id: id, secret: secret, lastStep: step))
            }
            return try await added(codes, account, by: .code, &visit)
        } catch let refusal as Refusal {
            return try await showAuthenticator(arguments, refusal, visit)
        }
    }

    // MARK: A passkey

    func passkey(_ visit: inout Visit) async throws -> Answer {
        if let answer = try toFresh(.passkey, visit) { return answer }
        return try await showPasskey(Arguments(), nil, visit)
    }

    private func showPasskey(_ arguments: Arguments, _ refusal: Refusal?, _ visit: Visit) async throws -> Answer {
        guard let account = visit.account, let place = visit.session?.place, let house = visit.room?.house else {
            return toSignIn(visit)
        }
        let name = house.state.register.persons[place.person]?.name.newest.flatMap { house.texts.text($0) }
        let page = MethodPage.passkey(
            account, name ?? account.username, installation.proof(of: account), arguments, refusal,
            isForced: lacksSecondStep(visit), visit)
        return try await show(page, refusal, visit)
    }

    func addPasskey(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        if let answer = try toFresh(.passkey, visit) { return answer }
        guard let account = visit.account else { return toSignIn(visit) }
        do {
            let label = try arguments.line("label", most: 60)
            let made = try registered(arguments, visit)
            let id: ID<SignInMethod> = installation.newMethod()
            try await installation.record(.added, MethodPage.told(id, .passkey, label), of: account, by: .passkey)
            let codes = try await installation.add(account) { proof in
                proof.passkeys.append(
                    .init(id: id, credential: made.credential, key: made.key, party: made.party, count: made.count))
            }
            return try await added(codes, account, by: .passkey, &visit)
        } catch let refusal as Refusal {
            return try await showPasskey(arguments, refusal, visit)
        }
    }

    private func registered(
        _ arguments: Arguments, _ visit: Visit
    ) throws(Refusal) -> (credential: [UInt8], key: PublicKey, count: UInt32, party: String) {
        func sent(_ name: String) -> [UInt8] { Base64URL.decode(arguments.texts[name]?.first ?? "") ?? [] }
        do {
            guard let party = visit.party else { throw WebAuthn.Failure("address") }
            let challenge = try WebAuthn.challenge(sent("client"), type: "webauthn.create", party)
            let made = try WebAuthn.registered(sent("attestation"), party)
            guard installation.proofs.owner(of: made.credential) == nil else { throw WebAuthn.Failure("known key") }
            guard
                installation.challenges.take(
                    challenge, .create, bound: visit.secret ?? "", now: installation.clock.now)
            else { throw WebAuthn.Failure("challenge") }
            return (made.credential, made.key, made.count, party.id)
        } catch {
            installation.note("security: passkey refused: \((error as? WebAuthn.Failure)?.why ?? "")")
            throw .invalid(
                "passkey", da: "Passkeyen blev ikke godkendt. Prøv igen.",
                en: "The passkey was not accepted. Try again.")
        }
    }

    // MARK: Recovery codes

    func recoveryCodes(_ visit: inout Visit) async throws -> Answer {
        if let answer = try toFresh(.recoveryCodes, visit) { return answer }
        guard let account = visit.account, installation.proof(of: account).hasSecondStep else {
            return .see(Route.account.path)
        }
        return try await show(MethodPage.newCodes(visit), nil, visit)
    }

    func makeRecoveryCodes(_ visit: inout Visit) async throws -> Answer {
        if let answer = try toFresh(.recoveryCodes, visit) { return answer }
        guard let account = visit.account, let session = visit.session,
            installation.proof(of: account).hasSecondStep
        else { return .see(Route.account.path) }
        try await installation.record(
            .codesMade, [("count", "\(MethodPage.mostCodes)")], of: account, by: session.way)
        let codes = MethodPage.codes(installation.mint)
        try await installation.proofs.change(account.id) { $0.recovery = codes.map { Secret.hash($0) } }
        return try await show(MethodPage.codes(codes, visit), nil, visit)
    }

    /// After a method was added: whoever knew the password alone is out, and the codes are shown the one time.
    private func added(
        _ codes: [String], _ account: Account, by way: SignInWay, _ visit: inout Visit
    ) async throws -> Answer {
        installation.halfway.endAll(of: account.id)
        if let session = visit.session {
            try await installation.sessions.endAll(of: account.id, but: session.id)
        }
        guard try await renew(&visit, by: way) else { return toSignIn(visit) }
        guard !codes.isEmpty else { return .see(visit.query["tilbage"]?.first ?? Route.account.path) }
        try await installation.record(.codesMade, [("count", "\(codes.count)")], of: account, by: way)
        return try await show(MethodPage.codes(codes, visit), nil, visit)
    }
}

extension Installation {
    fileprivate func newMethod() -> ID<SignInMethod> {
        let bits = mint.random()
        return ID(high: bits.0, low: bits.1)
    }

    /// Keeps a new method; answers the recovery codes that come with the first one.
    fileprivate func add(
        _ account: Account, _ body: @escaping @Sendable (inout Proof) -> Void
    ) async throws -> [String] {
        let standing = proof(of: account)
        let codes = standing.hasSecondStep ? [] : MethodPage.codes(mint)
        try await proofs.change(account.id) { proof in
            // What a fact says was removed goes now, if it could not before.
            proof.remove { id in
                !standing.authenticators.contains { $0.id == id } && !standing.passkeys.contains { $0.id == id }
            }
            body(&proof)
            if !codes.isEmpty { proof.recovery = codes.map { Secret.hash($0) } }
        }
        return codes
    }
}
