// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// Which mail a person gets from Værn: the weekly one, the ones about decisions, and in which language.
enum MailPage {
    static let title = Phrase(da: "Mail til dig", en: "Mail to you")

    /// - Parameter isOn: whether the installation has a relay.
    static func content(_ choice: MailChoice, isOn: Bool, in context: Context) -> Content {
        let (sight, language) = (context.sight, context.language)
        var body = Head(
            crumbs: [
                .init(context.say(AccountPage.title), Route.account.link), .init(context.say(title)),
            ], title: context.say(title)
        ).html(language)
        if !isOn {
            body += Note(.info).html(
                """
                <p>\(context.say(
                    da: "Der er ikke sat mail op her. Alt, hvad du får besked om, står i din",
                    en: "No mail is set up here. Everything that you are told stands in your")) \
                <a\(href: Route.inbox)>\(context.say(da: "indbakke", en: "inbox"))</a>.</p>
                """)
        }
        body += Columns.main(form(choice, context), side: address(sight, context))
        return Content(context.say(title), menu: .account, body)
    }

    private static func form(_ choice: MailChoice, _ context: Context) -> HTML {
        let language = context.language
        let weekly = Tick(
            "weekly",
            context.say(
                da: "Ugens mail, mandag kl. 7.00: det, der venter på dig, er over frist eller skal læses",
                en: "The weekly mail, Monday 07:00: what waits for you, is overdue or is to be read"),
            isOn: choice.weekly)
        let decisions = Tick(
            "decisions",
            context.say(
                da: "En mail straks, når noget venter på din afgørelse",
                en: "A mail at once when something waits for your decision"), isOn: choice.decisions)
        let spoken = Field(
            "language", context.say(da: "Sproget i mailen", en: "The language of the mail"),
            .choice(
                [
                    ("", context.say(da: "Det samme som i Værn", en: "The same as in Værn")), ("da", "Dansk"),
                    ("en", "English"),
                ], chosen: choice.language?.rawValue ?? ""))
        let words = context.say(
            da:
                "Når ejeren af et dokument har valgt at sende en ny version straks eller sender en påmindelse, får du den altid. Om et kursus, du mangler, får du mail en uge før fristen, på dagen og dagen efter. Titlen på et dokument, der er klassificeret højere end Intern, står aldrig i en mail.",
            en:
                "When the owner of a document has chosen to send a new version at once, or sends a reminder, you always get it. About a course that you have yet to complete you get mail a week before its last day, on that day and the day after. The title of a document classified above Intern is never in a mail."
        )
        let save = Button(context.say(da: "Gem", en: "Save"), kind: .primary).submit
        let form = context.form(to: .mail, label: context.say(title))
        return Panel(id: "valg", heading: context.say(da: "Hvad du får", en: "What you get")).padded(
            form.html(
                """
                \(weekly.html(language))\(decisions.html(language))<p class="hint">\(words)</p>\(spoken.html(language))\
                <div class="flow">\(save)</div>
                """))
    }

    private static func address(_ sight: Sight, _ context: Context) -> HTML {
        var row = SummaryList.Row(
            context.say(da: "Adresse", en: "Address"),
            text: sight.mailAddress ?? context.say(da: "Ingen: du får ingen mail", en: "None: you get no mail"))
        if sight.may(.renamePerson, about: .person(sight.person)) {
            row.change = Link(Route.command(.renamePerson), query: [("person", sight.person.description)])
        }
        return Panel(id: "adresse", heading: context.say(da: "Hvor den sendes hen", en: "Where it is sent")).padded(
            SummaryList(rows: [row]).html(context.language))
    }
}

extension Site {
    func mail(_ visit: inout Visit) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        let choice = try await installation.aside.mailChoice(of: place.person, in: place.organisation)
        let isOn = installation.postman != nil
        return try await page(&visit) { MailPage.content(choice, isOn: isOn, in: $0) }
    }

    func chooseMail(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        // Only who is still here chooses.
        _ = try await visit.context(Arguments())
        let choice = MailChoice(
            weekly: try arguments.flag("weekly"), decisions: try arguments.flag("decisions"),
            language: arguments.texts["language"]?.first.flatMap { Language(rawValue: $0) })
        try await installation.aside.keep(choice, of: place.person, in: place.organisation)
        return .see(Route.mail.path + "?efter=mail")
    }

    // MARK: Without signing in

    /// A page that only asks: programs that follow every link of a mail turn nothing off.
    func unsubscribe(
        _ organisation: ID<Organisation>, _ person: ID<Person>, _ secret: String, _ visit: Visit
    ) async throws -> Answer {
        guard isUnsubscription(organisation, person, secret) else {
            return GatePages.unsubscribe(nil, .gone, visit, self)
        }
        let isOn = try await installation.aside.mailChoice(of: person, in: organisation).weekly
        return GatePages.unsubscribe(
            .unsubscribe(organisation, person, secret), isOn ? .asked : .done, visit, self)
    }

    /// Turns the weekly mail off. Mail programs post here without a session (RFC 8058), so the secret alone counts, and
    /// nothing but this can be done with it.
    func unsubscribed(
        _ organisation: ID<Organisation>, _ person: ID<Person>, _ secret: String, _ visit: Visit
    ) async throws -> Answer {
        guard isUnsubscription(organisation, person, secret) else {
            return GatePages.unsubscribe(nil, .gone, visit, self)
        }
        var choice = try await installation.aside.mailChoice(of: person, in: organisation)
        choice.weekly = false
        try await installation.aside.keep(choice, of: person, in: organisation)
        return GatePages.unsubscribe(nil, .done, visit, self)
    }

    /// Nobody whose account is gone has anything to turn off, and nothing is kept of them.
    private func isUnsubscription(_ organisation: ID<Organisation>, _ person: ID<Person>, _ secret: String) -> Bool {
        Secret.equal(secret, installation.unsubscribeSecret(person, organisation))
            && installation.room(organisation)?.house.state.register.persons[person]?.account.newest.flatMap { $0 }
                != nil
    }
}

extension GatePages {
    enum Unsubscription { case asked, done, gone }

    static func unsubscribe(_ route: Route?, _ state: Unsubscription, _ visit: Visit, _ site: Site) -> Answer {
        let title = visit.say(da: "Ugens mail fra Værn", en: "The weekly mail from Værn")
        let words: String
        switch state {
        case .asked:
            words = visit.say(
                da: "Vil du ikke længere have den? Det, der venter på dig, står stadig i Værn.",
                en: "Do you no longer want it? What waits for you still stands in Værn.")
        case .done:
            words = visit.say(
                da: "Den ugentlige mail er slået fra. Du kan slå den til igen under »Mail til dig« i Værn.",
                en: "The weekly mail is off. You can turn it on again under “Mail to you” in Værn.")
        case .gone:
            words = visit.say(
                da: "Linket gælder ikke længere. Log ind i Værn, og vælg under »Mail til dig«.",
                en: "The link is no longer valid. Sign in to Værn and choose under “Mail to you”.")
        }
        let page = Gate(
            language: visit.language, title: title, home: Route.overview.link, heading: title, intro: words,
            isDemo: site.installation.isDemo, foot: foot(visit))
        var body = HTML()
        if state == .asked, let route {
            let button = Button(
                visit.say(da: "Slå den ugentlige mail fra", en: "Turn the weekly mail off"), kind: .primary, size: .big,
                isFull: true)
            body += PostForm(action: route.link, csrf: CSRF(visit.csrf), label: title).html(button.submit)
        }
        let way = Button(visit.say(da: "Til Værn", en: "To Værn"), kind: .quiet).link(Route.mail.link)
        return Answer(state == .gone ? 404 : 200, page.page(body + "<p>\(way)</p>").bytes)
    }
}
