// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// A course that is a package from elsewhere, as it is taken: the package in a frame from an address of its own, and after it
/// how it went. Without scripts the page says why there is nothing, and whom to ask.
struct PackagePage {
    /// Whether the package can be shown, and if not, why.
    enum Stage: Sendable {
        /// - Parameters:
        ///   - origin: of the frame.
        ///   - source: the whole address of the frame, with its ticket.
        ///   - learner: what the package knows the person by.
        ///   - turn: what the package's word is about, as the page sends it back.
        case ready(origin: String, source: String, learner: String, turn: String)
        /// The server has no address for packages.
        case notSetUp
        /// The page is looked at under the name that packages have, so cookies would be shared.
        case sameName
        /// On a past day, or before or after the course is asked, nothing is taken.
        case closed
    }

    let id: ID<Course>
    let document: Document
    let module: PackagedModule
    let number: Int
    let progress: PackageProgress
    let stage: Stage
    let context: Context

    private var sight: Sight { context.sight }

    /// 1 is the package, 2 how it went.
    static let pages = 1...2

    var content: Content {
        get throws(Refusal) {
            guard Self.pages.contains(number) else { throw Refusal.unknown }
            let title =
                number == 1 ? context.title(document) : context.say(da: "Sådan gik det", en: "How it went")
            let head = Head(
                crumbs: [
                    .init(context.say(CoursesPage.title), Route.courses.link),
                    .init(context.title(document), Route.course(id).link),
                    .init(
                        number == 1
                            ? context.say(da: "Pakken", en: "The package") : context.say(da: "Resultat", en: "Result")),
                ], title: title
            ).html(context.language)
            return Content(title, menu: .courses, head + (number == 1 ? body : result))
        }
    }

    // MARK: The package

    private var body: HTML {
        switch stage {
        case .ready(let origin, let source, let learner, let turn): player(origin, source, learner, turn)
        case .notSetUp:
            hindered(
                da: "Serveren har ingen adresse til pakker. Driften sætter den op, når serveren startes.",
                en: "The server has no address for packages. Its operators set one up when they start it.")
        case .sameName:
            hindered(
                da: "Du har åbnet Værn på det navn, som pakker har. Brug den adresse, du plejer at bruge.",
                en: "You opened Værn under the name that packages have. Use the address that you usually use.")
        case .closed:
            hindered(
                da: "Kurset kan kun tages i dag, og mens det er åbent.",
                en: "The course can only be taken today, and while it is open.")
        }
    }

    private func hindered(da: @autoclosure () -> String, en: @autoclosure () -> String) -> HTML {
        Note(.warn).html(
            context.say(da: "Pakken kan ikke vises", en: "The package cannot be shown"),
            "\(context.say(da: da(), en: en())) \(whom)")
            + "<div class=\"btnrow\">\(back)</div>"
    }

    private var back: HTML {
        Button(context.say(da: "Luk kurset", en: "Close the course"), size: .big).link(Route.course(id).link)
    }

    /// Whom to ask for another way to take it.
    private var whom: HTML {
        let contact = document.contact.value(on: sight.day).flatMap { $0 }
        let owner = document.owner.value(on: sight.day) ?? document.owner.newest
        let one: HTML? =
            contact.map { "<a\(href: Route.person($0))>\(context.name($0))</a>" }
            ?? owner.map { "<a\(href: Route.unit($0))>\(context.name($0))</a>" }
        guard let one else { return HTML() }
        let (ask, rest) = (
            context.say(da: "Spørg", en: "Ask"),
            context.say(da: "om en anden måde at tage kurset på.", en: "for another way to take the course.")
        )
        return "\(ask) \(one) \(rest)"
    }

    private func player(_ origin: String, _ source: String, _ learner: String, _ turn: String) -> HTML {
        let start = progress.start(
            module, learner: learner, name: context.say(da: "Deltager", en: "Learner"))
        let intro = context.say(
            da: """
                Kurset er lavet af andre og vises i sin egen ramme. Det får ikke dit navn, kun et nummer, som intet siger om \
                dig andre steder. Resultatet er det, din browser melder fra pakken.
                """,
            en: """
                The course was made by others and is shown in a frame of its own. It does not get your name, only a number that \
                says nothing of you elsewhere. The result is what your browser reports from the package.
                """)
        let off = context.say(
            da: """
                Det kunne ikke gemmes. Er du logget ud, så log ind igen i et andet vindue. Lad denne side stå, og tryk på \
                »Prøv igen«.
                """,
            en: """
                It could not be saved. If you are signed out, sign in again in another window. Leave this page open, and press \
                “Try again”.
                """)
        let without = Note(.warn).html(
            context.say(da: "Kurset kræver scripts", en: "The course needs scripts"),
            "\(context.say(da: "Det er lavet et andet sted og kan ikke vises uden. Slå scripts til for siden, og hent den igen.", en: "It was made elsewhere and cannot be shown without. Turn scripts on for the page, and load it again.")) \(whom)"
        )
        let done =
            Note(.ok).html(
                context.say(da: "Bestået", en: "Passed"),
                "\(context.say(da: "Pakken melder, at du er færdig.", en: "The package reports that you are done."))")
            + "<div class=\"btnrow\">\(Button(context.say(da: "Se resultatet", en: "See the result"), kind: .primary, size: .big).link(Route.lesson(id, 2).link))</div>"
        let form = PostForm(
            action: Route.lesson(id, 1).link, csrf: CSRF(context.csrf),
            label: context.say(da: "Det, pakken melder", en: "What the package reports"), id: "pakke-form",
            hidden: [("turn", turn)])
        return """
            <div class="package" id="pakke" data-origin="\(origin)" data-source="\(source)" data-learner="\(learner)" \
            data-start="\(String(decoding: start.bytes, as: UTF8.self))">\
            <p>\(intro)</p><div id="pakke-without">\(without)</div>\
            <iframe id="pakke-frame" title="\(context.title(document))" hidden></iframe>\
            \(form.html(HTML()))\
            <p id="pakke-line" role="status" data-off="\(off)"></p>\
            <div id="pakke-again" hidden><button class="btn" type="button">\
            \(context.say(da: "Prøv igen", en: "Try again"))</button></div>\
            <div id="pakke-passed"\(flag: "hidden", progress.passed == nil)>\(done)</div>\
            <div class="btnrow">\(back)</div></div>\
            <script type="module"\(src: Asset.player)></script>
            """
    }

    // MARK: How it went

    private var result: HTML {
        let again = Button(
            context.say(da: "Gå til pakken", en: "Go to the package"),
            kind: progress.passed == nil ? .primary : .normal,
            size: .big
        ).link(Route.lesson(id, 1).link)
        guard let passed = progress.passed else {
            let needed = module.passMark.map {
                context.say(da: " Der skal \($0) procent til.", en: " It takes \($0) per cent.")
            }
            let said = context.say(progress.status.label)
            let score =
                progress.raw.isEmpty
                ? "" : context.say(da: ", \(progress.raw) procent", en: ", \(progress.raw) per cent")
            return Note(.warn).html(
                context.say(da: "Ikke bestået endnu", en: "Not passed yet"),
                "\(context.say(da: "Pakken melder: \(said)\(score).", en: "The package reports: \(said)\(score)."))\(needed ?? "")"
            )
                + "<div class=\"btnrow\">\(again)</div>"
        }
        var values = [("course", id.description), ("reported", passed.status.rawValue)]
        if let score = passed.score { values.append(("score", "\(score)")) }
        values.append(("_back", Route.course(id).path))
        let finish: HTML =
            sight.may(.completeCourse) && !sight.isPast
            ? CommandForm.button(.completeCourse, in: context, values: values, style: .primary, size: .big) : HTML()
        return Note(.ok).html(
            context.say(da: "Bestået", en: "Passed"),
            "\(context.say(da: "Pakken melder: \(context.words(passed)). Det registreres som det, din browser meldte fra pakken.", en: "The package reports: \(context.words(passed)). It is recorded as what your browser reported from the package."))"
        )
            + "<div class=\"btnrow\">\(finish)\(again)</div>"
    }
}
