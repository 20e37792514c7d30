// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML

/// Where the code is asked for after the password.
enum SecondStepPage {
    static func page(
        _ account: Account, _ visit: Visit, _ site: Site, problem: Refusal? = nil, status: Int = 200
    ) -> Answer {
        let title = visit.say(da: "Bekræft login", en: "Confirm the sign-in")
        let proof = site.installation.proof(of: account)
        let action = Link(Route.secondStep, query: [("tilbage", visit.query["tilbage"]?.first.map { Own.path($0) })])
        let intro =
            proof.authenticators.isEmpty
            ? visit.say(
                da: "Din adgangskode er rigtig. Brug nu din passkey, eller skriv en gendannelseskode.",
                en: "Your password is right. Now use your passkey, or type a recovery code.")
            : visit.say(
                da: "Din adgangskode er rigtig. Skriv nu koden fra din godkendelsesapp.",
                en: "Your password is right. Now type the code from your authenticator app.")
        let gate = GatePages.gate(
            visit, site, title: title, heading: title, intro: intro, organisation: nil, problem: problem)
        let form = PostForm(action: action, csrf: CSRF(visit.csrf), label: title)
        let button = Button(
            title, kind: proof.authenticators.isEmpty ? .normal : .primary, size: .big, isFull: true
        ).submit
        let body = form.html(field(proof, visit, problem) + button) + passkey(proof, action, visit)
        let help = visit.say(
            da: "Har du mistet din telefon, så brug en gendannelseskode, eller bed en administrator om hjælp.",
            en: "If you have lost your phone, use a recovery code, or ask an administrator for help.")
        return Answer(status, gate.page(body + "<p>\(help)</p>").bytes)
    }

    /// The code of the app, or a recovery code.
    static func field(_ proof: Proof, _ visit: Visit, _ problem: Refusal?) -> HTML {
        let label =
            proof.authenticators.isEmpty
            ? visit.say(da: "Gendannelseskode", en: "Recovery code") : visit.say(da: "Kode", en: "Code")
        let hint =
            proof.authenticators.isEmpty
            ? nil
            : visit.say(
                da: "Seks cifre fra din app. En gendannelseskode kan også bruges.",
                en: "Six digits from your app. A recovery code can be used too.")
        return Field(
            "code", label, hint: hint, error: problem.flatMap { $0.field == "code" ? visit.say($0.phrase) : nil },
            .text("", .step)
        ).html(visit.language)
    }

    static func passkey(_ proof: Proof, _ action: Link, _ visit: Visit) -> HTML {
        let known = proof.passkeys.filter { $0.party == visit.party?.id }.map(\.credential)
        guard !known.isEmpty else { return HTML() }
        return PasskeyForm(
            asked: .any(of: known), action: action, label: visit.say(da: "Brug din passkey", en: "Use your passkey")
        ).html(visit)
    }
}
