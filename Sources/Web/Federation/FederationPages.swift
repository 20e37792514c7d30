// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What people are shown on the way to their organisation's own sign-in system and back.
enum FederationPages {
    static let otherHouse = Refusal.outOfTurn(
        da: "Du er logget ind gennem én organisations eget system. Log ud, og log ind i den anden organisation.",
        en: "You are signed in through one organisation's own system. Sign out, and sign in to the other organisation.")
    static let ownMethods = Refusal.outOfTurn(
        da:
            "Du er logget ind gennem din organisations eget system. Adgangskode, trin to og engangskoder gælder for hele din konto, også i andre organisationer: log ind med kontoen selv for at ændre dem.",
        en:
            "You are signed in through your organisation's own system. Password, second step and one-time codes hold for your whole account, also in other organisations: sign in with the account itself to change them."
    )
    static let ownSessions = Refusal.outOfTurn(
        da:
            "Du er logget ind gennem din organisations eget system og kan kun afslutte login, der kom derfra. Log ind med kontoen selv for at afslutte de andre.",
        en:
            "You are signed in through your organisation's own system and can only end sign-ins that came from it. Sign in with the account itself to end the others."
    )

    private static func label(_ settings: ProviderSettings, _ visit: Visit) -> String {
        visit.say(da: "Log ind med \(settings.name)", en: "Sign in with \(settings.name)")
    }

    /// The buttons beside the form of local accounts: one for each organisation with a system of its own.
    static func ways(_ back: String?, _ visit: Visit, _ site: Site) -> HTML {
        let all = site.installation.federatedRooms
        guard !all.isEmpty else { return HTML() }
        let buttons = all.map { room, settings -> HTML in
            let link = Link(
                Route.federation(.start),
                query: [("organisation", all.count == 1 ? nil : "\(room.house.id)"), ("tilbage", back)])
            let name = all.count == 1 ? HTML() : "<small>\(room.house.shortName)</small>" as HTML
            return
                "<p>\(Button(label(settings, visit), kind: .primary, size: .big, isFull: true).link(link))\(name)</p>"
        }
        let local = visit.say(da: "Eller med en konto i Værn:", en: "Or with an account in Værn:")
        return "\(each: buttons, { $0 })<p>\(local)</p>"
    }

    /// Instead of the password, for whom the organisation's own system let in; nil: it was not so.
    static func again(_ visit: Visit, _ site: Site) -> HTML? {
        guard visit.session?.federated != nil, let settings = visit.room?.house.signInProvider else { return nil }
        let link = Link(
            Route.federation(.start),
            query: [
                ("frisk", "1"), ("kladde", visit.query["kladde"]?.first),
                ("tilbage", visit.query["tilbage"]?.first.map { Own.path($0) }),
            ])
        return Button(label(settings, visit), kind: .primary, size: .big, isFull: true).link(link)
    }

    /// A page that says what is wrong and what to do.
    private static func page(
        _ title: Phrase, _ text: Phrase, more: HTML = HTML(), status: Int, _ visit: Visit, _ site: Site
    ) -> Answer {
        let gate = GatePages.gate(
            visit, site, title: visit.say(title), heading: visit.say(title), intro: visit.say(text),
            organisation: nil, problem: nil)
        let way = Button(visit.say(da: "Til login", en: "To the sign-in")).link(Route.signIn.link)
        return Answer(status, gate.page("\(more)<p>\(way)</p>").bytes)
    }

    static func silent(_ settings: ProviderSettings, _ visit: Visit, _ site: Site) -> Answer {
        page(
            Phrase(da: "Login-systemet svarer ikke", en: "The sign-in system does not answer"),
            Phrase(
                da: "\(settings.name) kan ikke nås lige nu. Prøv igen om lidt, eller log ind med en konto i Værn.",
                en:
                    "\(settings.name) cannot be reached just now. Try again shortly, or sign in with an account in Værn."
            ),
            status: 503, visit, site)
    }

    static func tooLate(_ visit: Visit, _ site: Site) -> Answer {
        page(
            Phrase(da: "Login skal begyndes igen", en: "The sign-in must be begun again"),
            Phrase(
                da:
                    "Det tog for lang tid, eller det blev begyndt i en anden browser. Du er ikke logget ind. Begynd igen.",
                en: "It took too long, or it was begun in another browser. You are not signed in. Begin again."),
            status: 422, visit, site)
    }

    static func broken(_ settings: ProviderSettings, _ visit: Visit, _ site: Site) -> Answer {
        page(
            Phrase(da: "Login blev afbrudt", en: "The sign-in was broken off"),
            Phrase(
                da: "\(settings.name) lod dig ikke komme videre. Prøv igen, eller spørg dem, der driver det.",
                en: "\(settings.name) did not let you go on. Try again, or ask those who run it."),
            status: 422, visit, site)
    }

    static func disbelieved(_ settings: ProviderSettings, _ visit: Visit, _ site: Site) -> Answer {
        page(
            Phrase(da: "Login kunne ikke bekræftes", en: "The sign-in could not be confirmed"),
            Phrase(
                da:
                    "Svaret fra \(settings.name) kan ikke bekræftes, så du er ikke logget ind. Prøv igen. Sker det igen, så sig det til en administrator; årsagen står i loggen.",
                en:
                    "The answer of \(settings.name) cannot be confirmed, so you are not signed in. Try again. If it happens again, tell an administrator; the reason stands in the log."
            ), status: 422, visit, site)
    }

    static func another(_ visit: Visit, _ site: Site) -> Answer {
        page(
            Phrase(da: "Det var en anden, der loggede ind", en: "It was somebody else who signed in"),
            Phrase(
                da: "Du skal bekræfte som den, du er logget ind som. Intet er gjort. Prøv igen.",
                en: "You must confirm as the one you are signed in as. Nothing was done. Try again."),
            status: 422, visit, site)
    }

    static func weak(_ settings: ProviderSettings, _ visit: Visit, _ site: Site) -> Answer {
        page(
            Phrase(da: "Login i to trin mangler", en: "A sign-in in two steps is missing"),
            Phrase(
                da:
                    "Din organisation kræver login i to trin, og \(settings.name) har ikke sagt, at du brugte to. Log ind igen med to trin. Sker det igen, så bed en administrator se på opsætningen.",
                en:
                    "Your organisation demands sign-in in two steps, and \(settings.name) did not say that you used two. Sign in again in two steps. If it happens again, ask an administrator to look at the set-up."
            ), status: 403, visit, site)
    }

    /// Somebody whom the provider knows and we do not let in. The name is shown, so that it can be given to whoever helps.
    static func unknown(
        _ found: Recognised, _ identity: Identity, _ settings: ProviderSettings, _ visit: Visit, _ site: Site
    ) -> Answer {
        let text: Phrase =
            switch found {
            case .nobody, .person:
                Phrase(
                    da:
                        "\(settings.name) kender dig, men Værn kender ikke det navn, det giver dig. Send navnet herunder til en administrator, som kan skrive det på din side under »Navne i andre systemer«. Intet er oprettet.",
                    en:
                        "\(settings.name) knows you, but Værn does not know the name that it gives you. Send the name below to an administrator, who can write it on your page under “Names in other systems”. Nothing was made."
                )
            case .several:
                Phrase(
                    da:
                        "Flere personer i Værn har det navn, \(settings.name) giver dig, så Værn kan ikke vide, hvem du er. Send navnet herunder til en administrator, som skal afgøre, hvem det hører til, og rette den andens under »Navne i andre systemer«.",
                    en:
                        "Several persons in Værn have the name that \(settings.name) gives you, so Værn cannot know who you are. Send the name below to an administrator, who must settle whose it is and correct the other's under “Names in other systems”."
                )
            case .noAccount:
                Phrase(
                    da: "Værn kender dig, men du har ingen åben konto. Bed en administrator om at oprette den.",
                    en: "Værn knows you, but you have no open account. Ask an administrator to open one.")
            case .away:
                Phrase(
                    da:
                        "Værn kender dig, men du er ikke registreret som tilknyttet organisationen i dag. Bed en administrator se på din ansættelse.",
                    en:
                        "Værn knows you, but you are not recorded as engaged in the organisation today. Ask an administrator to look at your engagement."
                )
            }
        let name: HTML =
            switch found {
            case .nobody, .several: "<p><code>\(identity.name)</code></p>"
            case .person, .noAccount, .away: HTML()
            }
        return page(
            Phrase(da: "Du kan ikke komme ind endnu", en: "You cannot come in yet"), text,
            more: name, status: 403, visit, site)
    }

    /// The person's user name is one of an account that somebody has in another organisation already.
    static func unlinked(_ visit: Visit, _ site: Site) -> Answer {
        page(
            Phrase(da: "Din konto er ikke føjet til endnu", en: "Your account is not joined yet"),
            Phrase(
                da:
                    "Dit brugernavn hører til en konto, der bruges i en anden organisation. Bed din administrator om en engangskode, log ind med kontoen selv, og skriv koden under »Min konto«. Derefter kan du logge ind her.",
                en:
                    "Your user name belongs to an account that is used in another organisation. Ask your administrator for a one-time code, sign in with the account itself, and type the code under “My account”. Then you can sign in here."
            ), status: 403, visit, site)
    }
}

extension Site {
    /// Signed out here; nil: there is nothing to sign out of elsewhere.
    func farewell(_ visit: Visit) -> Answer? {
        guard let session = visit.session, let federated = session.federated,
            let settings = visit.room?.house.signInProvider, settings.issuer == federated.issuer,
            installation.federation.providers.endsSessions(settings.issuer)
        else { return nil }
        let secret = installation.mint.secret()
        installation.federation.farewells.keep(
            federated.hint, session.place.organisation, secret: secret, now: installation.clock.now)
        var visit = visit
        (visit.session, visit.secret) = (nil, nil)
        let title = visit.say(da: "Du er logget ud af Værn", en: "You are signed out of Værn")
        let gate = GatePages.gate(
            visit, self, title: title, heading: title,
            intro: visit.say(
                da: "Du er stadig logget ind hos \(settings.name). Log også ud der, hvis andre bruger computeren.",
                en: "You are still signed in with \(settings.name). Sign out there too if others use the computer."),
            organisation: nil, problem: nil)
        let out = Button(
            visit.say(da: "Log også ud af \(settings.name)", en: "Sign out of \(settings.name) too"), kind: .primary
        ).link(Link(Route.federation(.leave), query: [("id", secret)]))
        let stay = Button(visit.say(da: "Til login", en: "To the sign-in"), kind: .quiet).link(Route.signIn.link)
        return Answer(200, gate.page("<p>\(out) \(stay)</p>").bytes)
    }
}
