// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// A page on which somebody changes how they sign in.
struct MethodPage {
    static let mostCodes = 10

    let title: String
    let body: HTML
    /// Nothing else is open until a method is added.
    var isForced = false

    /// Ten codes of fifteen letters and digits: about 74 bits each, so a hash of one gives nothing away.
    static func codes(_ mint: Mint) -> [String] {
        (0..<mostCodes).map { _ in String(Secret.code(mint).prefix(17)) }
    }

    static func told(_ id: ID<SignInMethod>, _ kind: SignInMethod.Kind, _ label: String) -> [(String, String)] {
        [("method", "\(id)"), ("kind", kind.rawValue), ("label", label)]
    }

    private static let addAuthenticator = Phrase(da: "Tilføj godkendelsesapp", en: "Add an authenticator app")
    private static let addPasskey = Phrase(da: "Tilføj passkey", en: "Add a passkey")

    /// Why it is asked for, and the other way to do it.
    private static func forced(_ other: Route, _ label: Phrase, _ visit: Visit) -> HTML {
        let why = visit.say(
            da: "Din organisation kræver login i to trin. Tilføj en metode for at komme videre.",
            en: "Your organisation demands sign-in in two steps. Add a method to go on.")
        return """
            \(Note(.info).html("<p>\(why)</p>"))<p><a\(href: link(other, visit))>\(visit.say(
                da: "Eller: \(label.da.lowercased())", en: "Or: \(label.en.lowercased())"))</a></p>
            """
    }

    /// The one other thing that is open.
    private static func leave(_ visit: Visit) -> HTML {
        PostForm(action: Route.signOut.link, csrf: CSRF(visit.csrf)).html(
            Button(visit.say(da: "Log ud", en: "Sign out"), kind: .quiet).submit)
    }

    /// One of these pages, with the way back to what was asked for.
    private static func link(_ route: Route, _ visit: Visit) -> Link {
        Link(route, query: [("tilbage", visit.query["tilbage"]?.first.map { Own.path($0) })])
    }

    private static func error(_ name: String, _ refusal: Refusal?, _ visit: Visit) -> String? {
        refusal.flatMap { $0.field == name ? visit.say($0.phrase) : nil }
    }

    private static func name(
        _ usual: Phrase, _ arguments: Arguments, _ refusal: Refusal?, _ visit: Visit
    ) -> HTML {
        Field(
            "label", visit.say(da: "Navn", en: "Name"),
            hint: visit.say(
                da: "Så du kan kende den igen, fx »Min telefon«.", en: "So that you know it again, such as “My phone”."),
            error: error("label", refusal, visit), .text(arguments.texts["label"]?.first ?? visit.say(usual))
        ).html(visit.language)
    }

    static func authenticator(
        _ secret: [UInt8], _ account: Account, _ arguments: Arguments, _ refusal: Refusal?, isForced: Bool,
        _ visit: Visit
    ) -> MethodPage {
        let title = visit.say(addAuthenticator)
        let issuer = "Værn" + (visit.room.map { " \($0.house.shortName)" } ?? "")
        let address = OneTimeCode.address(secret, issuer: issuer, account: account.username)
        let scan = visit.say(
            da:
                "Åbn en godkendelsesapp på din telefon, og scan koden. Kan du ikke scanne, så skriv nøglen ind i appen.",
            en:
                "Open an authenticator app on your phone and scan the code. If you cannot scan, type the key into the app."
        )
        let picture = QRCode.svg(address, label: visit.say(da: "QR-kode til din app", en: "QR code for your app"))
        let (key, whole) = (visit.say(da: "Nøgle", en: "Key"), visit.say(da: "Adresse", en: "Address"))
        let facts = SummaryList(rows: [
            .init(key, Hash(id: "noegle", full: OneTimeCode.base32(secret), isWhole: true).html(visit.language)),
            .init(whole, Hash(id: "adresse", full: address, isWhole: true).html(visit.language)),
        ]).html(visit.language)
        let fields =
            name(SignInMethod.Kind.authenticator.label, arguments, refusal, visit)
            + Field(
                "code", visit.say(da: "Kode", en: "Code"),
                hint: visit.say(da: "De seks cifre, som appen viser nu.", en: "The six digits that the app shows now."),
                error: error("code", refusal, visit), .text("", .step)
            ).html(visit.language)
        let form = PostForm(action: link(.authenticator, visit), csrf: CSRF(visit.csrf), label: title)
            .html(fields + foot(title, isForced, visit))
        let body: HTML =
            (isForced ? forced(.passkey, addPasskey, visit) : HTML()) + "<p>\(scan)</p>\(if: picture, { $0 })\(facts)"
            + form + (isForced ? leave(visit) : HTML())
        return MethodPage(title: title, body: body, isForced: isForced)
    }

    private static func foot(_ title: String, _ isForced: Bool, _ visit: Visit) -> HTML {
        let cancel = Button(visit.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route.account.link)
        return PostForm.foot([Button(title, kind: .primary).submit] + (isForced ? [] : [cancel]))
    }

    static func passkey(
        _ account: Account, _ person: String, _ proof: Proof, _ arguments: Arguments, _ refusal: Refusal?,
        isForced: Bool, _ visit: Visit
    ) -> MethodPage {
        let title = visit.say(addPasskey)
        let what = visit.say(
            da:
                "En passkey ligger i din enhed, og du åbner den med enhedens kode, fingeraftryk eller ansigt. Den kan ikke "
                + "gættes og virker ikke på andre sider end denne.",
            en:
                "A passkey lies in your device, and you open it with the device's code, your finger or your face. It cannot "
                + "be guessed and works on no other site than this.")
        let form = PasskeyForm(
            asked: .new(account, name: person, known: proof.passkeys.map(\.credential)), action: link(.passkey, visit),
            label: title, kind: .primary, fields: name(SignInMethod.Kind.passkey.label, arguments, refusal, visit)
        ).html(visit)
        let without = visit.say(
            da: "Kan din browser ikke lave en passkey her, så brug en godkendelsesapp.",
            en: "If your browser cannot make a passkey here, use an authenticator app.")
        let other: HTML = isForced ? forced(.authenticator, addAuthenticator, visit) : HTML()
        let way: HTML = "<p>\(without) <a\(href: Route.authenticator)>\(visit.say(addAuthenticator))</a></p>"
        let body: HTML = "<p>\(what)</p>\(form)\(way)\(when: isForced, leave(visit))"
        return MethodPage(title: title, body: other + body, isForced: isForced)
    }

    // MARK: Recovery codes

    private static let recovery = Phrase(da: "Gendannelseskoder", en: "Recovery codes")

    static func newCodes(_ visit: Visit) -> MethodPage {
        let text = visit.say(
            da: "Du får \(mostCodes) nye koder. De gamle gælder ikke mere, når du har fået de nye.",
            en: "You are given \(mostCodes) new codes. The old ones are void once you have the new ones.")
        let form = PostForm(action: Route.recoveryCodes.link, csrf: CSRF(visit.csrf), label: visit.say(recovery)).html(
            foot(visit.say(da: "Lav nye koder", en: "Make new codes"), false, visit))
        return MethodPage(title: visit.say(recovery), body: "<p>\(text)</p>\(form)")
    }

    /// The codes, the one time they are shown.
    static func codes(_ codes: [String], _ visit: Visit) -> MethodPage {
        let text = visit.say(
            da:
                "Gem koderne et sikkert sted, ikke på din telefon. Hver kode kan bruges én gang i stedet for koden fra din "
                + "app. De vises kun her.",
            en:
                "Keep the codes in a safe place, not on your phone. Each can be used once instead of the code from your "
                + "app. They are shown only here.")
        let list = HTML(each: codes) { "<li><code>\($0)</code></li>" }
        let done = Button(visit.say(da: "Jeg har gemt koderne", en: "I have kept the codes"), kind: .primary)
            .link(visit.query["tilbage"]?.first.map { Link(Place($0)) } ?? Route.account.link)
        return MethodPage(
            title: visit.say(recovery), body: "<p>\(text)</p><ol class=\"codes\">\(list)</ol><p>\(done)</p>")
    }
}
