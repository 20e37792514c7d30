// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office

/// What a session knows of the sign-in at the provider that it came from. Whoever signed in so is in that organisation alone,
/// however many the account opens: what one organisation's provider says goes for that organisation.
struct Federated: Sendable, Hashable {
    let issuer: String
    let subject: String
    /// The provider's own name of the sign-in, where it gives one.
    let sid: String?
    /// The ID token, which says at the sign-out whose it is.
    let hint: String

    init(issuer: String, subject: String, sid: String?, hint: String) {
        self.issuer = issuer
        self.subject = subject
        self.sid = sid
        self.hint = hint
    }

    init?(_ json: JSON) {
        guard let issuer = json["issuer"]?.text, let subject = json["subject"]?.text else { return nil }
        self.init(issuer: issuer, subject: subject, sid: json["sid"]?.text, hint: json["hint"]?.text ?? "")
    }

    var json: JSON {
        .members([
            ("issuer", .string(issuer)), ("subject", .string(subject)), ("sid", sid.map { .string($0) }),
            ("hint", .string(hint)),
        ])
    }
}

/// What sign-in through organisations' own systems needs.
struct Federation: Sendable {
    let providers: Providers
    let errands: SignInErrands
    let secrets: ProviderSecrets
    let farewells = Farewells()
    let unread = GroupsUnread()
    let notices = Once()

    init(_ caller: any WebCaller, seal: String, aside: Aside, clock: Clock, mint: Mint) {
        providers = Providers(caller, clock: clock)
        errands = SignInErrands(seal: seal, mint: mint)
        secrets = ProviderSecrets(aside: aside)
    }
}

/// What came of a sign-in at a provider whose token was believed.
struct FederatedSignIn: Sendable {
    let identity: Identity
    let federated: Federated
    let groups: GroupsTold
    /// When the person proved to the provider who they are; long ago where it does not say. A silent answer for somebody who
    /// signed in this morning is no fresh sign-in.
    let authenticated: Instant
}

extension Installation {
    /// Where an organisation's provider sends people back to.
    func federationAnswer(_ organisation: ID<Organisation>) -> String {
        baseURL + FederationStep.answer(organisation).path
    }

    /// The houses whose people may sign in through a system of their own.
    var federatedRooms: [(room: Room, settings: ProviderSettings)] {
        rooms.compactMap { room in room.house.signInProvider.map { (room, $0) } }
    }

    /// The address that a browser is sent to.
    ///
    /// - Parameter demandsStep: whether the organisation demands a second step of anybody: who comes is not known yet.
    func address(
        _ document: ProviderDocument, _ settings: ProviderSettings, _ errand: SignInErrand, state: String,
        demandsStep: Bool
    ) -> String {
        var query: [(String, String)] = [
            ("response_type", "code"), ("client_id", settings.client),
            ("redirect_uri", federationAnswer(errand.organisation)),
            ("scope", settings.scopes), ("state", state), ("nonce", federation.errands.nonce(errand)),
            ("code_challenge", SignInErrands.challenge(federation.errands.verifier(errand))),
            ("code_challenge_method", "S256"),
        ]
        // A decision is signed by whoever sits there now, not by whoever signed in this morning. With an age in the question
        // the provider says when it was (OpenID Connect Core 1.0, 2).
        query += errand.isFresh ? [("prompt", "login"), ("max_age", "0")] : [("max_age", "86400")]
        let strengths = demandsStep ? document.asked(of: settings) : []
        if !strengths.isEmpty { query.append(("acr_values", strengths.joined(separator: " "))) }
        return Self.address(document.authorization, query)
    }

    static func address(_ base: String, _ query: [(String, String)]) -> String {
        let text = query.map { Percent.encoded($0.0) + "=" + Percent.encoded($0.1) }.joined(separator: "&")
        return base + (base.utf8.contains(0x3F) ? "&" : "?") + text
    }

    /// Trades the code and checks the token.
    ///
    /// - Parameter issuer: who the answer says that it comes from (RFC 9207); nil: it does not say.
    func federatedSignIn(
        _ code: String, from issuer: String?, _ errand: SignInErrand, _ settings: ProviderSettings
    ) async throws -> FederatedSignIn {
        let document = try await federation.providers.document(settings.issuer)
        guard issuer == settings.issuer || issuer == nil && !document.namesItself else {
            throw TokenFault("the answer is of another issuer")
        }
        let secret = try await federation.secrets.secret(of: settings, in: errand.organisation)
        let traded = try await federation.providers.trade(
            code, verifier: federation.errands.verifier(errand), back: federationAnswer(errand.organisation), settings,
            secret: secret, document)
        let token = try SignedToken(traded.identity)
        try await federation.providers.check(token, of: document)
        let check = TokenCheck(issuer: settings.issuer, client: settings.client, now: clock.now)
        try check.identity(
            token, nonce: federation.errands.nonce(errand), after: errand.isFresh ? errand.sent : nil)
        let (claims, groups) = try await claims(of: token, traded, settings, document)
        guard let identity = Identity(claims, by: settings) else {
            throw TokenFault("no claim »\(settings.claim)« that says who it is")
        }
        // Whatever number the provider says: held within what there is before it is multiplied.
        let told = Int64(clamping: token.claims["auth_time"]?.int ?? 0)
        let time = min(max(told, 0), clock.now.milliseconds / 1000) * 1000
        return FederatedSignIn(
            identity: identity,
            federated: Federated(
                issuer: settings.issuer, subject: token.claims["sub"]?.text ?? "", sid: token.claims["sid"]?.text,
                hint: traded.identity),
            groups: groups,
            authenticated: Instant(milliseconds: time))
    }

    /// What the ID token says, and of what it lacks and is needed, what the provider tells beside it: who it is and which
    /// groups. How somebody signed in is read from what was signed alone.
    private func claims(
        of token: SignedToken, _ traded: Traded, _ settings: ProviderSettings, _ document: ProviderDocument
    ) async throws -> (Claims, GroupsTold) {
        var claims = token.claims.asClaims
        let groups = GroupsTold(claims, settings)
        let lacksName = claims[settings.claim] == nil
        guard lacksName || groups == .none, let access = traded.access else { return (claims, groups) }
        do {
            let told = try await federation.providers.told(
                access, of: token.claims["sub"]?.text ?? "", document)
            guard let more = told?.asClaims else { return (claims, groups) }
            if lacksName {
                claims[settings.claim] = more[settings.claim]
                // Whether an address is confirmed is said by who says the address.
                if settings.claim == "email" { claims["email_verified"] = more["email_verified"] }
            }
            guard groups == .none, let claim = settings.groupsClaim else { return (claims, groups) }
            claims[claim] = more[claim]
            return (claims, GroupsTold(more, settings))
        } catch let silence as WebSilence {
            guard !lacksName else { throw silence }
            note("sign-in: the provider does not answer: \(silence)")
            return (claims, .silent)
        }
    }

    /// Brings the roles that follow from groups in step with them.
    func follow(_ roles: [Role], _ person: ID<Person>, in organisation: ID<Organisation>) async throws(Refusal) {
        guard let known = room(organisation)?.house.state.register.persons[person] else { return }
        let held = known.grants.filter { $0.holds(on: clock.today) }
        guard
            roles.contains(where: { role in !held.contains { $0.role == role } })
                || held.contains(where: { $0.followsGroups && !roles.contains($0.role) })
        else { return }
        let arguments = Arguments([
            "person": ["\(person)"], "roles": [roles.map(\.rawValue).joined(separator: " ")].filter { !$0.isEmpty },
        ])
        do throws(Refusal) {
            _ = try await perform(
                .followGroups, arguments, as: .system(component: "sign-in", rule: nil, version: version),
                door: .system, in: organisation)
        } catch {
            // The last administrator stays one; two sign-ins at once have done it already.
            guard error.reason == .outOfTurn else { throw error }
        }
    }

    /// Ends the sign-ins that a provider says are ended; it is not told whose they were.
    func takeNotice(_ text: String) async throws {
        let token = try SignedToken(text)
        let audience = token.claims.texts("aud")
        let meant = federatedRooms.filter {
            $0.settings.issuer == token.claims["iss"]?.text && audience.contains($0.settings.client)
        }
        guard let settings = meant.first?.settings else { throw TokenFault("of no provider of ours") }
        let document = try await federation.providers.document(settings.issuer)
        try await federation.providers.check(token, of: document)
        let name = try TokenCheck(issuer: settings.issuer, client: settings.client, now: clock.now).logout(token)
        let until = clock.now.milliseconds + Int64(TokenCheck.oldest + 2 * TokenCheck.leeway) * 1000
        guard federation.notices.take(settings.issuer + " " + name, until: until, now: clock.now) else {
            throw TokenFault("taken before")
        }
        let (subject, sid) = (token.claims["sub"]?.text, token.claims["sid"]?.text)
        // Another organisation may have the same issuer and another client there; the token is not for that one.
        let organisations = Set(meant.map(\.room.house.id))
        try await sessions.endAll(federated: { known, place in
            organisations.contains(place.organisation) && known.issuer == settings.issuer
                && (subject == nil || known.subject == subject) && (sid == nil || known.sid == sid)
        })
    }
}
