// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// One account, several organisations. An organisation that opens an account under a user name that somebody has elsewhere
/// gets a code and not the account; whoever holds the account takes the code while signed in with it. What guards such an
/// account is changed by its holder, or by whoever runs the machine, and by none of the organisations.
enum JoinPanel {
    static let waits = Refusal.outOfTurn(
        da:
            "Brugernavnet hører til en konto i en anden organisation. Personen skal først føje kontoen til med en engangskode.",
        en:
            "The user name belongs to an account in another organisation. The person must first join it with a one-time code."
    )
    static let shared = Refusal.outOfTurn(
        da:
            "Kontoen åbner også en anden organisation, så adgangskode og trin to ændres ikke herfra. Personen gør det selv under »Min konto«. Kan personen ikke logge ind, så bed dem, der driver Værn, om en engangskode.",
        en:
            "The account opens another organisation too, so its password and second step are not changed from here. The person does that under “My account”. If the person cannot sign in, ask those who run Værn for a one-time code."
    )
    static let signIn = Refusal.invalid(
        "code",
        da:
            "Koden føjer en organisation til en konto, du har. Log ind med den konto, og skriv koden under »Min konto«.",
        en:
            "The code joins an organisation to an account that you have. Sign in with that account and type the code under “My account”."
    )
    static let wrong = Refusal.invalid(
        "code", da: "Koden er forkert, brugt, for gammel eller til en anden konto. Bed om en ny.",
        en: "The code is wrong, used, too old or for another account. Ask for a new one.")

    /// Where a code is typed.
    static func html(_ refusal: Refusal?, in context: Context) -> HTML {
        guard !context.sight.isPast else { return HTML() }
        let label = context.say(da: "Føj en organisation til", en: "Join an organisation")
        let code = Field(
            "code", context.say(da: "Engangskode", en: "One-time code"),
            hint: context.say(
                da: "Du får den af den organisation, som du også skal kunne logge ind i.",
                en: "You are given it by the organisation that you are to sign in to as well."),
            error: CommandForm.error("code", refusal, in: context), .text("", .code)
        ).html(context.language)
        return Panel(id: "organisationer", heading: label)
            .padded(context.form(to: .house, label: label).html(code + Button(label).submit))
    }

    /// Instead of what guards the account, for who came through an organisation's own system.
    static func elsewhere(_ context: Context) -> HTML {
        Panel(id: "adgangskode", heading: context.say(da: "Adgangskode", en: "Password"))
            .padded("<p>\(context.say(FederationPages.ownMethods.phrase))</p>")
    }
}

extension Installation {
    /// A person's account, made when it is missing; nil: the user name is one of somebody's account in another organisation,
    /// and nobody has joined the two.
    func joined(_ person: ID<Person>, in organisation: ID<Organisation>) async throws -> Account? {
        let place = Account.Place(organisation: organisation, person: person)
        if let account = accounts.find(place) { return account }
        guard let username = room(organisation)?.house.username(of: person) else { throw Refusal.unknown }
        return try await accounts.open(username, at: place, joins: false, id: newCommand())
    }

    /// A new code with which the holder of the account of that user name joins it to the organisation, valid for seven days.
    /// A former code for the same person is void.
    func offer(_ person: ID<Person>, in organisation: ID<Organisation>) async throws -> String {
        let place = Account.Place(organisation: organisation, person: person)
        guard let username = room(organisation)?.house.username(of: person),
            let account = accounts.find(username: username)
        else { throw Refusal.unknown }
        let code = Secret.code(mint)
        let until = clock.now.milliseconds + 7 * 86_400_000
        let changed = try await accounts.change(account.id) {
            $0.offers.removeAll { $0.place == place }
            $0.offers.append(Account.Offer(place: place, hash: Secret.hash(code), until: until))
            return true
        }
        guard changed != nil else { throw Refusal.unknown }
        return code
    }

    /// Joins an account to the organisation whose code it is; nil: it is no code for this account.
    func join(_ account: Account, by code: String) async throws -> Account.Place? {
        guard let (known, offer) = accounts.find(offer: code, now: clock.now), known.id == account.id else {
            return nil
        }
        guard room(offer.place.organisation)?.house.username(of: offer.place.person) == known.username else {
            return nil
        }
        let changed = try await accounts.change(known.id) {
            // Used, or void, since it was found.
            guard $0.offers.contains(offer) else { return false }
            $0.offers.removeAll { $0.place == offer.place }
            $0.places.append(offer.place)
            // A code that one organisation handed out before would open the other too.
            $0.code = nil
            return true
        }
        guard let joined = changed else { return nil }
        try await tellMethods(of: joined, in: offer.place.organisation)
        return offer.place
    }

    /// What guards an account that opens several organisations is changed by none of them, but by its holder.
    func guardShared(
        _ kind: CommandKind, _ arguments: Arguments, _ actor: Actor, _ organisation: ID<Organisation>
    ) throws(Refusal) {
        guard kind == .removeSignInMethod, let by = actor.person,
            let person = arguments.texts["person"]?.first.flatMap({ ID<Person>($0) }), Ref(person) != by,
            let account = accounts.find(.init(organisation: organisation, person: person)), account.places.count > 1
        else { return }
        throw JoinPanel.shared
    }
}

extension Site {
    /// Takes a code that joins the account to one more organisation, and goes there.
    func joinHouse(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard var session = visit.session, let account = visit.account else { return toSignIn(visit) }
        guard session.federated == nil else { throw FederationPages.ownMethods }
        guard installation.clock.now.milliseconds - session.authenticated.milliseconds < Desk.fresh else {
            return .see(Route.freshSignIn.path + "?tilbage=" + Percent.encoded(Route.account.path))
        }
        do {
            let key = Throttle.Key.other("code \(visit.ask.client)")
            if let seconds = installation.throttle.begin(key, from: visit.ask.client, now: installation.clock.now) {
                throw Self.wait(seconds, field: "code")
            }
            let code = Secret.normal(String((arguments.texts["code"]?.first ?? "").prefix(100)))
            guard let place = try await installation.join(account, by: code) else { throw JoinPanel.wrong }
            try await installation.throttle.succeeded(key, from: visit.ask.client)
            guard installation.accounts[account.id].map({ installation.places(of: $0).contains(place) }) == true else {
                return .see(Route.account.path)
            }
            session.place = place
            session.view = .today
            try await installation.sessions.save(session)
            visit.session = session
            return .see(Route.overview.path)
        } catch let refusal as Refusal where refusal.reason == .invalid {
            let context = try await visit.context(Arguments())
            return show(try await AccountPage.content(refusal, in: context), visit, context)
        }
    }
}
