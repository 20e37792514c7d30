// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML

/// Where a person changes the password.
enum PasswordPage {
    static func content(_ refusal: Refusal?, in context: Context) -> Content {
        let title = context.say(da: "Skift adgangskode", en: "Change password")
        let crumbs = [
            Head.Crumb(context.say(da: "Din konto", en: "Your account"), Route.account.link), Head.Crumb(title),
        ]
        let hint = context.say(
            da: "Mindst \(PasswordRule.shortest) tegn. Tre-fire ord efter hinanden er godt.",
            en: "At least \(PasswordRule.shortest) characters. Three or four words in a row are good.")
        let text = context.say(
            da: "Alle dine andre login afsluttes, når adgangskoden er skiftet.",
            en: "All your other sign-ins end when the password is changed.")
        let fields =
            Field(
                "current", context.say(da: "Nuværende adgangskode", en: "Current password"),
                error: CommandForm.error("current", refusal, in: context), .password(isNew: false)
            ).html(context.language)
            + Field(
                "password", context.say(da: "Ny adgangskode", en: "New password"), hint: hint,
                error: CommandForm.error("password", refusal, in: context), .password(isNew: true)
            ).html(context.language)
            + PostForm.foot([
                Button(title, kind: .primary).submit,
                Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route.account.link),
            ])
        let form = context.form(to: .password, label: title, hidden: [("username", context.account.username)])
        let body =
            Head(crumbs: crumbs, title: title).html(context.language) + CommandForm.summary(refusal, in: context)
            + "<p>\(text)</p>" + form.html(fields)
        return Content(title, menu: nil, status: CommandForm.status(refusal), body)
    }
}
