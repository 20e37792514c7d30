// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office

/// Sign-in through the organisation's own system: there, back, and out (OpenID Connect Core 1.0 §3.1; RFC 7636).
extension Site {
    func federation(_ step: FederationStep, _ visit: inout Visit) async throws -> Answer {
        switch step {
        case .start: return try await toProvider(visit)
        case .answer(let organisation): return try await fromProvider(organisation, &visit)
        case .leave: return try await leaveProvider(visit)
        case .notice:
            var answer = await show(.wrongMethod, visit)
            answer.headers.append(("allow", "POST"))
            return answer
        }
    }

    /// Which organisation's: the one that is named, the one that the session is in, or the only one.
    private func federated(_ visit: Visit) -> (room: Installation.Room, settings: ProviderSettings)? {
        let all = installation.federatedRooms
        let asked = visit.query["organisation"]?.first.flatMap { ID<Organisation>($0) } ?? visit.room?.house.id
        return asked.map { id in all.first { $0.room.house.id == id } } ?? (all.count == 1 ? all[0] : nil)
    }

    private func toProvider(_ visit: Visit) async throws -> Answer {
        guard let (room, settings) = federated(visit), let bound = visit.secret else {
            return await show(.missing, visit)
        }
        let isFresh = visit.query["frisk"] != nil && visit.session?.federated != nil
        var back = Own.path(visit.query["tilbage"]?.first)
        if isFresh, let id = visit.query["kladde"]?.first, let draft = try await draft(id, visit) {
            back = Route.command(draft.kind).path + "?_kladde=" + id
        }
        let document: ProviderDocument
        do {
            document = try await installation.federation.providers.document(settings.issuer)
        } catch {
            installation.note("sign-in: the provider does not answer: \(error)")
            return FederationPages.silent(settings, visit, self)
        }
        let (state, errand) = installation.federation.errands.begin(
            room.house.id, provider: settings.mark, back: back, isFresh: isFresh, bound: bound,
            now: installation.clock.now)
        let demandsStep = Access.demandsSecondStep(in: room.house.state.register, on: installation.clock.today)
        return .leave(
            to: installation.address(document, settings, errand, state: state, demandsStep: demandsStep))
    }

    /// - Parameter organisation: whose address the answer came to.
    private func fromProvider(_ organisation: ID<Organisation>, _ visit: inout Visit) async throws -> Answer {
        guard let bound = visit.secret, let state = visit.query["state"]?.first,
            let errand = installation.federation.errands.take(state, bound: bound, now: installation.clock.now),
            let room = installation.room(errand.organisation), let settings = room.house.signInProvider
        else { return FederationPages.tooLate(visit, self) }
        // The answer goes on to the provider that was asked and to no other, whatever was set up or sent meanwhile.
        guard errand.organisation == organisation, errand.provider == settings.mark else {
            installation.note("security: an answer for another provider than the one that was asked was not taken")
            return FederationPages.tooLate(visit, self)
        }
        guard let code = visit.query["code"]?.first, visit.query["error"] == nil
        else { return FederationPages.broken(settings, visit, self) }
        let signIn: FederatedSignIn
        do {
            signIn = try await installation.federatedSignIn(
                code, from: visit.query["iss"]?.first, errand, settings)
        } catch let fault as TokenFault {
            installation.note("security: a token of \(settings.issuer) was not believed: \(fault)")
            return FederationPages.disbelieved(settings, visit, self)
        } catch {
            installation.note("sign-in: the provider does not answer: \(error)")
            return FederationPages.silent(settings, visit, self)
        }
        return try await enter(signIn, errand, room, settings, &visit)
    }

    /// Lets in whom the identity means, and nobody else.
    private func enter(
        _ signIn: FederatedSignIn, _ errand: SignInErrand, _ room: Installation.Room, _ settings: ProviderSettings,
        _ visit: inout Visit
    ) async throws -> Answer {
        let found = room.house.recognised(signIn.identity)
        guard case .person(let person, let roles) = found else {
            if case .several = found {
                installation.note("security: several persons have one name with \(settings.issuer); nobody is let in")
            } else {
                installation.note("sign-in: \(settings.issuer) signed in somebody who is not let in")
            }
            return FederationPages.unknown(found, signIn.identity, settings, visit, self)
        }
        if errand.isFresh {
            guard let session = visit.session, session.place.person == person,
                session.place.organisation == room.house.id, session.federated?.subject == signIn.federated.subject
            else { return FederationPages.another(visit, self) }
        }
        guard let account = try await installation.joined(person, in: room.house.id) else {
            return FederationPages.unlinked(visit, self)
        }
        try await follow(signIn.groups, roles, person, room)
        let isDemanded = Access.demandsSecondStep(
            of: person, in: room.house.state.register, on: installation.clock.today)
        guard signIn.identity.isStrong || !isDemanded else { return FederationPages.weak(settings, visit, self) }
        let way: SignInWay = signIn.identity.isStrong ? .federatedStrong : .federated
        if errand.isFresh {
            guard try await renew(&visit, by: way, federated: signIn.federated) else { return toSignIn(visit) }
        } else {
            let place = Account.Place(organisation: room.house.id, person: person)
            try await enter(
                account, place, by: way, federated: signIn.federated, authenticated: signIn.authenticated, &visit)
        }
        return .see(errand.back)
    }

    /// Roles follow groups that were told; of others it is said why they do not.
    private func follow(
        _ groups: GroupsTold, _ roles: [Role], _ person: ID<Person>, _ room: Installation.Room
    ) async throws {
        installation.federation.unread.note(groups, person, in: room.house.id, now: installation.clock.now)
        switch groups {
        case .told, .none: try await installation.follow(roles, person, in: room.house.id)
        case .tooMany, .silent:
            installation.note("sign-in: the groups of \(person) could not be read (\(groups)); the roles are as before")
        case .notRead: break
        }
    }

    // MARK: Out

    /// After the sign-out here: the sign-out at the provider, for who wants it (OpenID Connect RP-Initiated Logout 1.0).
    private func leaveProvider(_ visit: Visit) async throws -> Answer {
        let now = installation.clock.now
        guard let secret = visit.query["id"]?.first,
            let (organisation, hint) = installation.federation.farewells.take(secret, now: now),
            let settings = installation.room(organisation)?.house.signInProvider,
            // What one issuer signed is shown to no other that was set up meanwhile.
            (try? SignedToken(hint))?.claims["iss"]?.text == settings.issuer,
            let document = try? await installation.federation.providers.document(settings.issuer),
            let end = document.endSession
        else { return .see(Route.signIn.path) }
        return .leave(
            to: Installation.address(
                end,
                [
                    ("id_token_hint", hint), ("client_id", settings.client),
                    ("post_logout_redirect_uri", installation.baseURL + Route.signIn.path),
                ]))
    }

    /// What the provider posts when somebody signed out there (OpenID Connect Back-Channel Logout 1.0). It has neither
    /// session nor form; the token says everything.
    func federationNotice(_ visit: Visit) async throws -> Answer {
        let type = visit.ask.header("content-type") ?? ""
        let arguments = try FormReader.arguments(try await visit.ask.body(SignedToken.mostBytes * 2), type: type)
        do {
            try await installation.takeNotice(arguments.texts["logout_token"]?.first ?? "")
            return Answer(200, type: "text/plain; charset=utf-8", [])
        } catch let fault as TokenFault {
            installation.note("security: a logout token was not believed: \(fault)")
            return Answer(400, type: "application/json", Array(#"{"error":"invalid_request"}"#.utf8))
        } catch let silence as WebSilence {
            installation.note("sign-in: the provider does not answer: \(silence)")
            return Answer(503, type: "application/json", Array(#"{"error":"temporarily_unavailable"}"#.utf8))
        }
    }
}
