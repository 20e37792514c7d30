// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office

/// One's own account: who one is here, who stands in, language and look, tokens, password and sign-ins.
enum AccountPage {
    static let title = Phrase(da: "Min konto", en: "My account")

    /// - Parameter refusal: why a code for one more organisation was not taken.
    static func content(_ refusal: Refusal? = nil, in context: Context) async throws -> Content {
        let page = OwnAccount(context)
        var body = Head(title: context.say(title), state: page.state).html(context.language)
        body += CommandForm.summary(refusal, in: context)
        // What guards the whole account is changed by who signed in with it.
        let own =
            context.account.isFederated
            ? JoinPanel.elsewhere(context) : page.password + JoinPanel.html(refusal, in: context)
        body += Columns.main(page.tokens + page.methods + page.sessions + own, side: page.facts + page.look)
        return Content(context.say(title), menu: .account, status: CommandForm.status(refusal), body)
    }
}

private struct OwnAccount {
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) {
        self.context = context
    }

    var state: [HTML] {
        let name = context.name(sight.person, on: sight.today)
        return ["<a\(href: Route.person(sight.person))>\(name)</a>"]
    }

    // MARK: Who one is

    var facts: HTML {
        let person = try? sight.person(sight.person)
        let none = context.say(da: "Ingen", en: "None")
        let roles = sight.roles.map { context.name($0) }
        let deputies = (person?.deputyships ?? []).filter { $0.holds(on: sight.day) }.map(\.deputy)
        let principals = sight.principals(of: sight.person)
        func people(_ ids: [ID<Person>]) -> HTML {
            ids.isEmpty
                ? "\(none)" : "\(each: ids, between: "<br>", { "<a\(href: Route.person($0))>\(context.name($0))</a>" })"
        }
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Brugernavn", en: "User name"), text: context.account.username),
            .init(
                context.say(da: "Roller", en: "Roles"),
                roles.isEmpty ? "\(none)" : "\(each: roles, between: "<br>", { "\($0)" })"),
            .init(context.say(da: "Dine stedfortrædere", en: "Your deputies"), people(deputies)),
            .init(context.say(da: "Du er stedfortræder for", en: "You are deputy for"), people(principals)),
        ]
        if sight.may(.appointDeputy, about: .person(sight.person)) {
            let link = Link(Route.command(.appointDeputy), query: [("person", sight.person.description)])
            rows[2].change = link
        }
        let links = Rows(rows: [
            .init(label: context.say(PartPage.title), link: Route.part.link),
            .init(label: context.say(HeldPage.title), link: Route.held.link),
        ])
        return Panel(id: "dig", heading: context.say(da: "Dig", en: "You")).html(
            "<div class=\"pad\">\(SummaryList(rows: rows).html(language))</div>" + links.html)
    }

    var look: HTML {
        let back = Route.account.path
        let languages = context.form(
            to: .language, label: context.say(da: "Sprog", en: "Language"), hidden: [("back", back)])
        let themes = context.form(
            to: .appearance, label: context.say(da: "Udseende", en: "Appearance"), hidden: [("back", back)])
        let theme = Field(
            "theme", context.say(da: "Udseende", en: "Appearance"),
            .choice(
                [
                    ("system", context.say(da: "Som enheden", en: "As the device")),
                    ("light", context.say(da: "Lyst", en: "Light")), ("dark", context.say(da: "Mørkt", en: "Dark")),
                ], chosen: context.theme?.rawValue ?? "system"))
        let spoken = Field(
            "language", context.say(da: "Sprog", en: "Language"),
            .choice([("da", "Dansk"), ("en", "English")], chosen: language.rawValue))
        let save = Button(context.say(da: "Gem", en: "Save"), size: .small).submit
        return Panel(id: "udseende", heading: context.say(da: "Sprog og udseende", en: "Language and appearance"))
            .padded(
                """
                <div class="loose">\(languages.html("\(spoken.html(language))\(save)"))\
                \(themes.html("\(theme.html(language))\(save)"))</div>
                """)
    }

    // MARK: Tokens

    var tokens: HTML {
        let all = sight.tokens(of: sight.person).filter { $0.issued != nil }.reversed()
        let rows = all.map { token in
            let isValid = token.isValid(on: sight.day)
            let tag =
                isValid
                ? Tag(context.say(da: "Gælder", en: "Valid"), .ok)
                : token.revoked != nil
                    ? Tag(context.say(da: "Tilbagekaldt", en: "Revoked"))
                    : Tag(context.say(da: "Udløbet", en: "Expired"))
            var end: HTML = tag.html
            if isValid, sight.may(.revokeToken, about: .token(token.id)) {
                end +=
                    " "
                    + CommandForm.button(
                        .revokeToken, context.say(da: "Tilbagekald", en: "Revoke"), in: context,
                        about: .token(token.id),
                        values: [("token", token.id.description)])
            }
            let issued = token.issued.map { position in
                """
                <a\(href: Route.entry(position))>\(context.say(
                    da: "post",
                    en: "entry")) \(language.number(position))</a>
                """
                    as HTML
            }
            return WorkTable.Row([
                .title(context.say(token.scope.label), nil, why: issued), .init(language.shortTime(token.until)),
                .init(end),
            ])
        }
        let table = WorkTable(
            caption: context.say(da: "Dine adgangsnøgler", en: "Your tokens"),
            columns: [
                .init(context.say(da: "Må", en: "May"), .title),
                .init(context.say(da: "Gælder til og med", en: "Valid until"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Du har ingen adgangsnøgler.", en: "You have no tokens."),
                """
                <p>\(context.say(
                    da: "En nøgle lader et program eller kommandolinjen arbejde på dine vegne.",
                    en: "A token lets a program or the command line work on your behalf."))</p>
                """
            ))
        var aside = HTML()
        if sight.may(.issueToken, Concern(person: sight.person)) {
            let link = Link(Route.command(.issueToken), query: [("person", sight.person.description)])
            let calendar = Link(
                Route.command(.issueToken),
                query: [
                    ("person", sight.person.description), ("scope", Token.Scope.calendar.rawValue),
                    ("until", language.fieldDay(sight.today.adding(years: 1))),
                ])
            let label = context.say(da: "Frister i din kalender", en: "Due days in your calendar")
            aside = """
                <span class="btnrow">\(Button(label, size: .small, icon: .calendar).link(calendar))\
                \(Button(context.say(CommandKind.issueToken.label), size: .small, icon: .key).link(link))</span>
                """
        }
        return Panel(
            id: "noegler", heading: context.say(da: "Adgangsnøgler", en: "Tokens"), aside: aside
        ).html(table.html)
    }

    // MARK: Sign-ins

    var methods: HTML { MethodList(person: sight.person, context: context).panel }

    var sessions: HTML {
        let sessions = context.account.sessions().sorted { $0.seen > $1.seen }
        let rows = sessions.map { session in
            let end: HTML =
                session.isThis
                ? Tag(context.say(da: "Dette login", en: "This sign-in"), .info).html
                : context.form(
                    to: .endSession, label: context.say(da: "Afslut login", en: "End the sign-in"),
                    hidden: [("session", session.id)]
                ).html(Button(context.say(da: "Afslut", en: "End"), size: .small).submit)
            return WorkTable.Row([
                .init(language.time(session.started)), .init("\(context.say(session.way.label))"),
                .init(language.time(session.seen)), .init(end),
            ])
        }
        let table = WorkTable(
            caption: context.say(da: "Dine login", en: "Your sign-ins"),
            columns: [
                .init(context.say(da: "Begyndt", en: "Started"), .title),
                .init(context.say(da: "Med", en: "By"), room: .notOnPhone),
                .init(context.say(da: "Sidst brugt", en: "Last used"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [.init(nil, rows)],
            empty: Empty(context.say(da: "Ingen andre login.", en: "No other sign-ins.")))
        var aside = HTML()
        if sessions.contains(where: { !$0.isThis }) {
            let label = context.say(da: "Afslut alle andre", en: "End all others")
            aside = context.form(to: .endSession, label: label, hidden: [("session", "alle")])
                .html(Button(label, size: .small).submit)
        }
        return Panel(id: "login", heading: context.say(da: "Login", en: "Sign-ins"), aside: aside).html(table.html)
    }

    var password: HTML {
        let form = context.form(to: .password, label: context.say(da: "Skift adgangskode", en: "Change password"))
        let current = Field(
            "current", context.say(da: "Nuværende adgangskode", en: "Current password"), .password(isNew: false))
        let new = Field("password", context.say(da: "Ny adgangskode", en: "New password"), .password(isNew: true))
        let button = Button(context.say(da: "Skift adgangskode", en: "Change password")).submit
        return Panel(id: "adgangskode", heading: context.say(da: "Adgangskode", en: "Password")).padded(
            form.html("\(current.html(language))\(new.html(language))\(button)"))
    }
}
