// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// Shows a secret the one time it is shown.
enum SecretPage {
    /// - Parameters:
    ///   - base: the address that people use, without a slash at the end.
    ///   - joins: whether the code joins an account that is there to one more organisation.
    static func content(
        _ kind: CommandKind, _ secret: String, _ receipt: Receipt, base: String, joins: Bool,
        in context: Context
    ) -> Content {
        if kind == .issueToken {
            let token = receipt.subjects.first.flatMap { context.sight.token($0.id.seen(as: Token.self)) }
            if token?.scope == .calendar { return calendar(secret, base, in: context) }
            return self.token(secret, root: token?.scope == .scim ? base + ScimDoor.root : nil, in: context)
        }
        return code(secret, receipt.subjects.first?.id.seen(as: Person.self), joins: joins, in: context)
    }

    /// The code with which a person sets the password, or joins an account.
    static func code(_ code: String, _ person: ID<Person>?, joins: Bool, in context: Context) -> Content {
        let name = person.flatMap { context.sight.name($0) } ?? ""
        let title = context.say(da: "Engangskode til \(name)", en: "One-time code for \(name)")
        guard !joins else { return joining(code, name, title, person, context) }
        let text = context.say(
            da:
                "Giv koden til \(name) selv. Den gælder i syv dage og kan bruges én gang på siden nedenfor. Den vises kun her.",
            en:
                "Give the code to \(name) in person. It is valid for seven days and can be used once on the page below. It is shown only here."
        )
        let page = Link(Route.firstRun, query: [("kode", code)])
        let link = context.say(da: "Siden, hvor adgangskoden vælges", en: "The page where the password is chosen")
        let body: HTML =
            "<p>\(text)</p><p>\(Hash(id: "kode", full: code, isWhole: true).html(context.language))</p><p><a\(href: page)>\(link)</a></p>"
        return finish(title, body, person.map { .person($0) } ?? .persons, context)
    }

    /// The same user name elsewhere is no proof that it is the same human: whoever hands the code out says so.
    private static func joining(
        _ code: String, _ name: String, _ title: String, _ person: ID<Person>?, _ context: Context
    ) -> Content {
        let text = context.say(
            da:
                "Brugernavnet hører til en konto, som nogen har i en anden organisation. Er det \(name), så giv koden til \(name) selv: den skrives under »Min konto«, når \(name) er logget ind med den konto, og gælder i syv dage. Er det en anden, så luk kontoen her, og opret den igen med et andet brugernavn. Koden vises kun her.",
            en:
                "The user name belongs to an account that somebody has in another organisation. If that is \(name), give the code to \(name) in person: it is typed under “My account” when \(name) is signed in with that account, and is valid for seven days. If it is somebody else, close the account here and open it again with another user name. The code is shown only here."
        )
        let body: HTML =
            "<p>\(text)</p><p>\(Hash(id: "kode", full: code, isWhole: true).html(context.language))</p>"
        return finish(title, body, person.map { .person($0) } ?? .persons, context)
    }

    /// - Parameter root: the address that the client is given with it; nil: none.
    private static func token(_ secret: String, root: String?, in context: Context) -> Content {
        let title = context.say(da: "Ny adgangsnøgle", en: "New token")
        let text = context.say(
            da: "Gem nøglen et sikkert sted nu. Den vises kun her, og Værn kender den ikke bagefter.",
            en: "Keep the token in a safe place now. It is shown only here, and Værn does not know it afterwards.")
        let body: HTML =
            "<p>\(text)</p><p>\(Hash(id: "noegle", full: secret, isWhole: true).html(context.language))</p>"
        guard let root else { return finish(title, body, .account, context) }
        let label = context.say(da: "Adressen, som klienten skal bruge", en: "The address that the client is to use")
        let address: HTML =
            "<h2>\(label)</h2><p>\(Hash(id: "adresse", full: root, isWhole: true).html(context.language))</p>"
        return finish(title, body + address, .account, context)
    }

    /// The addresses to give to a calendar: one's own due days, and those of one's units.
    private static func calendar(_ secret: String, _ base: String, in context: Context) -> Content {
        let title = context.say(da: "Ny kalenderadresse", en: "New calendar address")
        let text = context.say(
            da:
                "Føj adressen til din kalender som et abonnement. Den vises kun her, og alle, der kender den, kan se dine "
                + "frister: del den ikke. Fortrolige dokumenter er aldrig med. Du kan til enhver tid trække den tilbage og "
                + "lave en ny på siden »Din konto«.",
            en:
                "Add the address to your calendar as a subscription. It is shown only here, and whoever knows it can see "
                + "your due days: do not share it. Confidential documents are never in it. You can revoke it at any time "
                + "and make a new one on the page “Your account”.")
        var units: [ID<Unit>] = []
        for responsible in context.sight.mine() {
            if case .unit(let unit) = responsible { units.append(unit) }
        }
        func address(_ id: String, _ label: String, _ route: Route) -> HTML {
            "<h2>\(label)</h2><p>\(Hash(id: id, full: base + route.path, isWhole: true).html(context.language))</p>"
        }
        let own = address("egne", context.say(da: "Dine frister", en: "Your due days"), .calendar(secret, nil))
        let others = HTML(each: units.enumerated()) { index, unit in
            address("enhed-\(index + 1)", context.name(unit), .calendar(secret, unit))
        }
        return finish(title, "<p>\(text)</p>\(own)\(others)", .account, context)
    }

    private static func finish(_ title: String, _ body: HTML, _ back: Route, _ context: Context) -> Content {
        let way = Button(context.say(da: "Færdig", en: "Done"), kind: .primary).link(back.link)
        return Content(title, menu: nil, Head(title: title).html(context.language) + body + "<p>\(way)</p>")
    }
}
