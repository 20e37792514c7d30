// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// How the organisation's people sign in through a system of its own, and what a person would get by it.
enum ProviderPage {
    static let title = Phrase(da: "Eget login-system", en: "Your own sign-in system")

    /// - Parameter unread: the sign-ins whose groups could not be read.
    static func content(
        hasSecret: Bool, unread: [GroupsUnread.One] = [], in context: Context
    ) throws(Refusal) -> Content {
        let sight = context.sight
        guard sight.seesSignInProvider else { throw .notAllowed }
        let settings = sight.signInProvider
        var body = Head(
            crumbs: [
                Head.Crumb(context.say(AccessesPage.title), Route.accesses.link), Head.Crumb(context.say(title)),
            ], title: context.say(title), sentence: HTML(text: sentence(settings, context)),
            acts: acts(settings, context)
        ).html(context.language)
        if let settings {
            body += GroupsUnreadNote.html(unread, in: context) + oldNames(context)
            body += self.settings(settings, hasSecret, context) + groups(settings, context) + trial(settings, context)
        }
        body += ScimGroupPanel.html(in: context) + addresses(context)
        return Content(context.say(title), menu: .accesses, body)
    }

    /// After another issuer was set up the names are to be recorded anew: those of the one before say nothing to it.
    private static func oldNames(_ context: Context) -> HTML {
        guard let count = context.sight.oldNames, count > 0 else { return HTML() }
        let text =
            count == 1
            ? context.say(
                da:
                    "Én person har et navn, som en tidligere udsteder gav. Det åbner ikke for den, der er sat op nu: registrér navnet igen på personens side.",
                en:
                    "One person has a name that a former issuer gave. It opens nothing with the one that is set up now: record the name again on the person's page."
            )
            : context.say(
                da:
                    "\(count) personer har et navn, som en tidligere udsteder gav. Det åbner ikke for den, der er sat op nu: registrér navnene igen på personernes sider.",
                en:
                    "\(count) persons have a name that a former issuer gave. It opens nothing with the one that is set up now: record the names again on their pages."
            )
        return Note(.warn).html("<p>\(text)</p>")
    }

    private static func sentence(_ settings: ProviderSettings?, _ context: Context) -> String {
        guard let settings else {
            return context.say(
                da:
                    "Alle logger ind med en konto i Værn. Sæt jeres eget system op (OpenID Connect), så kan de bruge det.",
                en:
                    "Everybody signs in with an account in Værn. Set up your own system (OpenID Connect) and they can use it."
            )
        }
        return context.say(
            da: "Personer logger ind med \(settings.name). Konti i Værn virker stadig, også når systemet er nede.",
            en: "People sign in with \(settings.name). Accounts in Værn still work, also when the system is down.")
    }

    /// The form shows what stands, so that one thing can be changed without losing the others.
    private static func acts(_ settings: ProviderSettings?, _ context: Context) -> [HTML] {
        guard context.sight.mayEver(.setSignInProvider), !context.sight.isPast else { return [] }
        guard let settings else {
            let usual: [(String, String?)] = [("scopes", "openid profile"), ("claim", "sub"), ("strong", "mfa")]
            return [
                Button(context.say(CommandKind.setSignInProvider.label), kind: .primary)
                    .link(Link(Route.command(.setSignInProvider), query: usual))
            ]
        }
        let values: [(String, String?)] = [
            ("name", settings.name), ("issuer", settings.issuer), ("client", settings.client),
            ("scopes", settings.scopes), ("claim", settings.claim), ("groups_claim", settings.groupsClaim),
            ("groups", settings.written),
            ("strong", settings.strong.isEmpty ? nil : settings.strong.sorted().joined(separator: " ")),
        ]
        return [
            Button(context.say(da: "Ret opsætningen", en: "Change the set-up"))
                .link(Link(Route.command(.setSignInProvider), query: values)),
            Button(context.say(CommandKind.setProviderSecret.label)).link(Route.command(.setProviderSecret).link),
            Button(context.say(CommandKind.removeSignInProvider.label), kind: .quiet)
                .link(Route.command(.removeSignInProvider).link),
        ]
    }

    private static func settings(_ settings: ProviderSettings, _ hasSecret: Bool, _ context: Context) -> HTML {
        let none = context.say(da: "Ikke angivet", en: "Not given")
        func row(_ da: String, _ en: String, _ value: String?) -> SummaryList.Row {
            .init(context.say(da: da, en: en), text: value ?? none)
        }
        let rows = [
            row("Udsteder", "Issuer", settings.issuer), row("Klient-id", "Client id", settings.client),
            row(
                "Klientens hemmelighed", "Secret of the client",
                hasSecret ? context.say(da: "Gemt", en: "Kept") : nil),
            row("Scopes", "Scopes", settings.scopes),
            row("Claim, der siger hvem", "Claim that says who", settings.claim),
            row("Claim med grupper", "Claim with groups", settings.groupsClaim),
            row(
                "Tegn på login i to trin", "Signs of two steps",
                settings.strong.isEmpty ? nil : settings.strong.sorted().joined(separator: ", ")),
        ]
        return Panel(id: "opsaetning", heading: context.say(da: "Opsætning", en: "Set-up"))
            .padded(SummaryList(rows: rows, isWide: true).html(context.language))
    }

    private static func groups(_ settings: ProviderSettings, _ context: Context) -> HTML {
        guard settings.groupsClaim != nil else { return HTML() }
        let heading = context.say(da: "Grupper og roller", en: "Groups and roles")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Gruppe", en: "Group"), .key), .init(context.say(da: "Rolle", en: "Role")),
            ],
            groups: [
                .init(
                    nil, settings.groups.map { .init([.init("\($0.group)"), .init("\(context.say($0.role.label))")]) })
            ],
            empty: Empty(context.say(da: "Ingen gruppe giver en rolle.", en: "No group gives a role."), HTML()))
        return Panel(id: "grupper-roller", heading: heading, isWide: true).html(table.html)
    }

    /// What the provider must be told about Værn.
    private static func addresses(_ context: Context) -> HTML {
        let rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Svaradresse (redirect URI)", en: "Redirect URI"),
                text: context.origin + FederationStep.answer(context.sight.organisation.id).path),
            .init(
                context.say(da: "Efter log ud (post logout redirect URI)", en: "Post logout redirect URI"),
                text: context.origin + Route.signIn.path),
            .init(
                context.say(da: "Besked om log ud (back-channel logout URI)", en: "Back-channel logout URI"),
                text: context.origin + FederationStep.notice.path),
        ]
        return Panel(
            id: "adresser", heading: context.say(da: "Adresser til udbyderen", en: "Addresses for the provider"),
            isWide: true
        ).padded(SummaryList(rows: rows, isWide: true).html(context.language))
    }

    // MARK: What would somebody get

    private static func trial(_ settings: ProviderSettings, _ context: Context) -> HTML {
        guard context.sight.seesSources else { return HTML() }
        let name = context.arguments.texts["navn"]?.first ?? ""
        let groups = context.arguments.texts["grupper"]?.first ?? ""
        let fields =
            Field(
                "navn", context.say(da: "Værdi af \(settings.claim)", en: "Value of \(settings.claim)"), .text(name)
            ).html(context.language)
            + Field(
                "grupper", context.say(da: "Grupper", en: "Groups"),
                hint: context.say(da: "Én på hver linje.", en: "One on each line."), isOptional: true, .area(groups)
            ).html(context.language)
            + Button(context.say(da: "Vis, hvad personen får", en: "Show what the person gets")).submit
        let form: HTML = "<form\(action: Route.signInProvider.link)>\(fields)</form>"
        let heading = context.say(da: "Hvad ville en person få?", en: "What would a person get?")
        return Panel(id: "proev", heading: heading, isWide: true)
            .padded(form + (name.isEmpty ? HTML() : outcome(name, groups, settings, context)))
    }

    private static func outcome(
        _ name: String, _ written: String, _ settings: ProviderSettings, _ context: Context
    ) -> HTML {
        let groups = written.split(whereSeparator: \.isNewline)
            .map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
        let identity = Identity(system: .oidc, name: name, groups: groups, isStrong: false)
        guard let outcome = context.sight.wouldBe(identity) else { return HTML() }
        let found = outcome.found
        let who = found.person.map { "<a\(href: Route.person($0))>\(context.name($0))</a>" as HTML } ?? HTML()
        switch found {
        case .nobody:
            return Note(.warn, isAnswer: true).html(
                "<p>\(context.say(da: "Ingen person har det navn. Personen kommer ikke ind, og intet oprettes. Registrér navnet på personens side.", en: "No person has that name. The person does not come in, and nothing is made. Record the name on the person's page."))</p>"
            )
        case .several(let persons):
            let names = persons.map { "<a\(href: Route.person($0))>\(context.name($0))</a>" as HTML }
            return Note(.warn, isAnswer: true).html(
                "<p>\(context.say(da: "Flere personer har det navn, så ingen af dem kommer ind. Ret det hos dem, det ikke tilhører:", en: "Several persons have that name, so none of them comes in. Correct it with those whose it is not:")) \(each: names, between: ", ", { $0 })</p>"
            )
        case .noAccount:
            return Note(.warn, isAnswer: true).html(
                "<p>\(who): \(context.say(da: "har ingen åben konto og kommer ikke ind. Opret kontoen på personens side.", en: "has no open account and does not come in. Open the account on the person's page."))</p>"
            )
        case .away:
            return Note(.warn, isAnswer: true).html(
                "<p>\(who): \(context.say(da: "er ikke tilknyttet organisationen i dag og kommer ikke ind.", en: "is not engaged in the organisation today and does not come in."))</p>"
            )
        case .person:
            let (kept, lost, gained) = (outcome.kept, outcome.lost, outcome.gained)
            func line(_ da: String, _ en: String, _ roles: [Role]) -> HTML {
                roles.isEmpty
                    ? HTML()
                    : "<p>\(context.say(da: da, en: en)) \(roles.map { context.say($0.label) }.joined(separator: ", "))</p>"
            }
            let nothing =
                kept.isEmpty && lost.isEmpty && gained.isEmpty
                ? "<p>\(context.say(da: "Ingen roller ud over medarbejderens.", en: "No roles beyond an employee's."))</p>"
                : HTML()
            let told =
                outcome.groups.isEmpty
                ? HTML()
                : "<p>\(context.say(da: "Grupper fra SCIM:", en: "Groups from SCIM:")) \(outcome.groups.joined(separator: ", "))</p>"
            return Note(.info, isAnswer: true).html(
                "<p>\(who) \(context.say(da: "kommer ind.", en: "comes in."))</p>\(told)\(line("Får:", "Gets:", gained))\(line("Beholder:", "Keeps:", kept))\(line("Mister:", "Loses:", lost))\(nothing)"
            )
        }
    }
}

/// The way to the page above, beside who may do what.
enum ProviderNote {
    static func html(in context: Context) -> HTML {
        let settings = context.sight.signInProvider
        let text =
            settings.map { context.say(da: "Login med \($0.name).", en: "Sign-in with \($0.name).") }
            ?? context.say(da: "Intet er sat op.", en: "Nothing is set up.")
        return Panel(id: "login-system", heading: context.say(ProviderPage.title), isWide: true).padded(
            "<p>\(text) <a\(href: Route.signInProvider)>\(context.say(da: "Se opsætningen", en: "See the set-up"))</a></p>"
        )
    }
}

extension Site {
    func signInProvider(_ visit: inout Visit) async throws -> Answer {
        var hasSecret = false
        if let house = visit.room?.house, let settings = house.signInProvider {
            hasSecret = try await installation.federation.secrets.secret(of: settings, in: house.id) != nil
        }
        let unread = visit.room.map { installation.federation.unread.all(in: $0.house.id) } ?? []
        return try await page(&visit) { [hasSecret] context in
            try ProviderPage.content(hasSecret: hasSecret, unread: unread, in: context)
        }
    }
}
