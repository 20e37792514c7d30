// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML

/// The pages before the sign-in.
enum GatePages {
    static func foot(_ visit: Visit?) -> Foot {
        Foot(
            accessibility: Route.accessibility.link,
            languages: visit.flatMap { visit in
                visit.secret == nil
                    ? nil : .form(action: Route.language.link, csrf: CSRF(visit.csrf), back: HTML(text: visit.here))
            })
    }

    static func gate(
        _ visit: Visit, _ site: Site, title: String, heading: String, intro: String?, organisation: String?,
        isRoomy: Bool = false, problem: Refusal?
    ) -> Gate {
        let problems = problem.map { [ErrorSummary.Problem(visit.say($0.phrase), field: $0.field)] } ?? []
        return Gate(
            language: visit.language, title: title, organisation: organisation, home: Route.overview.link,
            heading: heading, intro: intro, isRoomy: isRoomy, isDemo: site.installation.isDemo, foot: foot(visit),
            notice: ErrorSummary(problems: problems).html(visit.language), theme: visit.theme)
    }

    private static func error(_ name: String, _ problem: Refusal?, _ visit: Visit) -> String? {
        problem.flatMap { $0.field == name ? visit.say($0.phrase) : nil }
    }

    // MARK: Sign-in

    static func signIn(
        _ visit: Visit, _ site: Site, username: String = "", problem: Refusal? = nil, status: Int = 200
    ) -> Answer {
        if visit.session != nil, problem == nil { return .see(Own.path(visit.query["tilbage"]?.first)) }
        guard site.installation.isSetUp else { return .see(Route.firstRun.path) }
        let rooms = site.installation.rooms
        let title = visit.say(da: "Log ind", en: "Sign in")
        let back = visit.query["tilbage"]?.first.map { Own.path($0) }
        let gate = gate(
            visit, site, title: title, heading: title, intro: kept(back, visit),
            organisation: rooms.count == 1 ? rooms[0].house.shortName : nil,
            problem: problem)
        let form = PostForm(
            action: Link(Route.signIn, query: [("tilbage", back)]), csrf: CSRF(visit.csrf), label: title)
        let fields =
            Field(
                "username", visit.say(da: "Brugernavn", en: "User name"), error: error("username", problem, visit),
                .text(username, .username)
            ).html(visit.language)
            + Field(
                "password", visit.say(da: "Adgangskode", en: "Password"), error: error("password", problem, visit),
                .password(isNew: false)
            ).html(visit.language)
            + Button(
                title, kind: site.installation.federatedRooms.isEmpty ? .primary : .normal, size: .big, isFull: true
            ).submit
        let code = visit.say(da: "Har du fået en engangskode?", en: "Have you been given a one-time code?")
        let passkey =
            site.installation.proofs.hasPasskeys
            ? PasskeyForm(
                asked: .any(of: []), action: Link(Route.signIn, query: [("tilbage", back)]),
                label: visit.say(da: "Log ind med passkey", en: "Sign in with a passkey")
            ).html(visit) : HTML()
        return Answer(
            status,
            gate.page(
                FederationPages.ways(back, visit, site) + form.html(fields) + passkey
                    + "<p><a\(href: Route.firstRun)>\(code)</a></p>"
            ).bytes)
    }

    /// That nothing is lost, for those who were signed out in the middle of a form.
    private static func kept(_ back: String?, _ visit: Visit) -> String? {
        guard let back, back.contains("?_kladde=") else { return nil }
        return visit.say(
            da: "Du var logget ud, da du sendte formularen. Det, du har skrevet, er gemt: log ind, og send det igen.",
            en: "You were signed out when you sent the form. What you have written is kept: sign in and send it again.")
    }

    /// The password once more, before an act that counts.
    static func again(_ visit: Visit, _ site: Site, problem: Refusal? = nil, status: Int = 200) -> Answer {
        let title = visit.say(da: "Bekræft, at det er dig", en: "Confirm that it is you")
        let gate = gate(
            visit, site, title: title, heading: title,
            intro: visit.say(
                da:
                    "Det, du er ved at gøre, kræver, at du beviser, hvem du er, lige før. Det, du har skrevet, er gemt imens.",
                en:
                    "What you are about to do demands that you prove who you are just before. What you have written is kept meanwhile."
            ),
            organisation: visit.room?.house.shortName, problem: problem)
        let action = Link(
            Route.freshSignIn,
            query: [
                ("kladde", visit.query["kladde"]?.first),
                ("tilbage", visit.query["tilbage"]?.first.map { Own.path($0) }),
            ])
        let proof = visit.account.map { site.installation.proof(of: $0) } ?? Proof()
        let form = PostForm(
            action: action, csrf: CSRF(visit.csrf), label: title, hidden: [("username", visit.account?.username ?? "")])
        let fields =
            Field(
                "password", visit.say(da: "Adgangskode", en: "Password"), error: error("password", problem, visit),
                .password(isNew: false)
            ).html(visit.language)
            + (proof.hasSecondStep ? SecondStepPage.field(proof, visit, problem) : HTML())
            + Button(visit.say(da: "Fortsæt", en: "Continue"), kind: .primary, size: .big, isFull: true).submit
        let cancel = Button(visit.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route.overview.link)
        if let way = FederationPages.again(visit, site) {
            return Answer(status, gate.page("\(way)<p>\(cancel)</p>").bytes)
        }
        return Answer(
            status,
            gate.page(form.html(fields) + SecondStepPage.passkey(proof, action, visit) + "<p>\(cancel)</p>").bytes)
    }

    // MARK: First time

    /// With accounts: a person sets the password with the code from the administrator. Without: the installation is set
    /// up.
    static func firstRun(
        _ visit: Visit, _ site: Site, code: String?, values: Arguments = Arguments(), problem: Refusal? = nil,
        status: Int = 200
    ) -> Answer {
        let isSetUp = site.installation.isSetUp
        let title =
            isSetUp
            ? visit.say(da: "Vælg adgangskode", en: "Choose a password")
            : visit.say(da: "Første start", en: "First start")
        let intro =
            isSetUp
            ? visit.say(
                da: "Skriv engangskoden, du har fået, og vælg en adgangskode.",
                en: "Type the one-time code that you were given and choose a password.")
            : visit.say(
                da: "Her opretter du organisationen og dig selv som første administrator.",
                en: "Here you create the organisation and yourself as its first administrator.")
        let gate = gate(
            visit, site, title: title, heading: title, intro: intro, organisation: nil, problem: problem)
        func field(_ name: String, _ da: String, _ en: String, hint: Phrase? = nil, _ control: Field.Control) -> HTML {
            Field(
                name, visit.say(da: da, en: en), hint: hint.map { visit.say($0) }, error: error(name, problem, visit),
                control
            ).html(visit.language)
        }
        func given(_ name: String) -> String { values.texts[name]?.first ?? "" }
        var fields = field(
            "code", "Engangskode", "One-time code",
            hint: isSetUp
                ? nil
                : Phrase(
                    da: "Den står i terminalen, hvor Værn blev startet.",
                    en: "It stands in the terminal where Værn was started."),
            .text(code ?? given("code"), .code))
        if !isSetUp {
            fields += field(
                "organisation", "Organisationens navn", "Name of the organisation",
                .text(given("organisation"), .organisation))
            fields += field(
                "short", "Kort navn", "Short name",
                hint: Phrase(
                    da: "Vises øverst på hver side, fx FKI.", en: "Shown at the top of every page, such as FKI."),
                .text(given("short"), .short))
            fields += field("unit", "Din enhed", "Your unit", .text(given("unit")))
            fields += field("name", "Dit navn", "Your name", .text(given("name"), .name))
            fields += field("title", "Din titel", "Your title", .text(given("title")))
            fields += field(
                "username", "Brugernavn", "User name",
                hint: Phrase(
                    da: "Små bogstaver, tal, punktum og bindestreg.",
                    en: "Lower-case letters, digits, full stop and hyphen."), .text(given("username"), .username))
        }
        fields += field(
            "password", "Adgangskode", "Password",
            hint: Phrase(
                da: "Mindst \(PasswordRule.shortest) tegn. Tre-fire ord efter hinanden er godt.",
                en: "At least \(PasswordRule.shortest) characters. Three or four words in a row are good."),
            .password(isNew: true))
        fields +=
            Button(
                isSetUp
                    ? visit.say(da: "Gem adgangskoden", en: "Save the password")
                    : visit.say(da: "Opret organisationen", en: "Create the organisation"), kind: .primary, size: .big,
                isFull: true
            ).submit
        let form = PostForm(action: Route.firstRun.link, csrf: CSRF(visit.csrf), label: title)
        return Answer(status, gate.page(form.html(fields)).bytes)
    }

    // MARK: Accessibility

    static func accessibility(_ visit: Visit, _ site: Site) -> Answer {
        let title = visit.say(da: "Tilgængelighedserklæring", en: "Accessibility statement")
        let gate = gate(
            visit, site, title: title, heading: title, intro: nil, organisation: nil, isRoomy: true, problem: nil)
        let first = visit.say(
            da:
                "Værn er bygget efter WCAG 2.2, niveau AA (EN 301 549). Alt kan betjenes med tastatur, uden JavaScript, i lyst og mørkt og ned til 320 punkters bredde.",
            en:
                "Værn is built to WCAG 2.2, level AA (EN 301 549). Everything can be used by keyboard, without JavaScript, in light and dark and down to a width of 320 points."
        )
        let second = visit.say(
            da:
                "Siderne kontrolleres automatisk ved hver ændring. Møder du noget, der ikke virker for dig, så sig det til din organisations administrator.",
            en:
                "The pages are checked automatically with every change. If you meet something that does not work for you, tell your organisation's administrator."
        )
        return Answer(200, gate.page("<p>\(first)</p><p>\(second)</p>").bytes)
    }
}
