// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// How a person signs in beside the password, with what can be done about it.
struct MethodList {
    let person: ID<Person>
    let context: Context

    private var sight: Sight { context.sight }

    /// On one's own account, with the ways to add one.
    var panel: HTML {
        var acts: [HTML] = []
        if !sight.isPast, !context.account.isFederated {
            acts = [
                Button(context.say(da: "Tilføj godkendelsesapp", en: "Add an authenticator app"), size: .small)
                    .link(Route.authenticator.link),
                Button(context.say(da: "Tilføj passkey", en: "Add a passkey"), size: .small, icon: .key)
                    .link(Route.passkey.link),
            ]
        }
        let methods = sight.signInMethods(of: person)
        var body = table(methods).html
        if !methods.isEmpty, !sight.isPast, !context.account.isFederated {
            let left = context.account.recoveryCodes
            let text =
                left == 1
                ? context.say(da: "Du har én gendannelseskode tilbage.", en: "You have one recovery code left.")
                : context.say(
                    da: "Du har \(left) gendannelseskoder tilbage.", en: "You have \(left) recovery codes left.")
            body += """
                <p class="pad">\(text) <a\(href: Route.recoveryCodes)>\(context.say(
                    da: "Lav nye gendannelseskoder", en: "Make new recovery codes"))</a></p>
                """
        }
        return Panel(
            id: "metoder", heading: context.say(da: "Login i to trin", en: "Sign-in in two steps"),
            aside: "<span class=\"btnrow\">\(each: acts, { $0 })</span>"
        ).html(body)
    }

    /// On somebody else's page, for those who may see it.
    var side: HTML {
        let methods = sight.signInMethods(of: person)
        guard !methods.isEmpty, person != sight.person else { return HTML() }
        let rows = methods.map { method in
            Rows.Row(
                label: context.say(method.kind.label), end: remove(method),
                text: "\(name(method)), \(context.say(da: "fra", en: "from")) \(context.language.shortDay(method.from))"
            )
        }
        return Panel(id: "metoder", heading: context.say(da: "Login i to trin", en: "Sign-in in two steps"))
            .html(Rows(rows: rows).html)
    }

    private func table(_ methods: [SignInMethod]) -> WorkTable {
        WorkTable(
            caption: context.say(da: "Dine loginmetoder", en: "Your ways of signing in"),
            columns: [
                .init(context.say(da: "Metode", en: "Method"), .title),
                .init(context.say(da: "Tilføjet", en: "Added"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [
                .init(
                    nil,
                    methods.map { method in
                        WorkTable.Row([
                            .title(name(method), nil, why: "\(context.say(method.kind.label))"),
                            .init(context.language.shortTime(method.from)), .init(remove(method)),
                        ])
                    })
            ],
            empty: Empty(
                context.say(da: "Du logger ind med adgangskode alene.", en: "You sign in with a password alone."),
                """
                <p>\(context.say(
                    da: "Med en godkendelsesapp eller en passkey kan ingen komme ind med din adgangskode alene.",
                    en: "With an authenticator app or a passkey nobody gets in with your password alone."))</p>
                """))
    }

    private func name(_ method: SignInMethod) -> String {
        sight.text(method.label) ?? context.say(Sentence.erased)
    }

    private func remove(_ method: SignInMethod) -> HTML {
        guard method.isStanding, sight.may(.removeSignInMethod, Concern(person: person)),
            !context.account.isFederated || person != sight.person
        else { return HTML() }
        let link = Link(
            Route.command(.removeSignInMethod), query: [("person", "\(person)"), ("method", "\(method.id)")])
        return Button(context.say(da: "Fjern", en: "Remove"), size: .small).link(link)
    }
}

/// Of whom the organisation demands a second step, and the way to change it.
enum SecondStepNote {
    static func html(in context: Context) -> HTML {
        let sight = context.sight
        guard sight.seesAllRights else { return HTML() }
        let whom = sight.secondStep
        let coming = sight.organisation.secondStep.entries.filter { $0.from > sight.day }
        var text: HTML =
            "<p>\(context.say(da: "Kræves af:", en: "Demanded of:")) <b>\(context.say(whom.label))</b></p>"
        for entry in coming {
            text += """
                <p>\(context.say(
                    da: "Fra \(context.language.day(entry.from)):", en: "From \(context.language.day(entry.from)):")) \
                <b>\(context.say(entry.value.label))</b></p>
                """
        }
        if sight.may(.requireSecondStep) {
            text += """
                <p>\(Button(context.say(CommandKind.requireSecondStep.label), size: .small)
                    .link(Route.command(.requireSecondStep).link))</p>
                """
        }
        return Panel(
            id: "to-trin", heading: context.say(da: "Login i to trin", en: "Sign-in in two steps"), isWide: true
        )
        .padded(text)
    }
}
