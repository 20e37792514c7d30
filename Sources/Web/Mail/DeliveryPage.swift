// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// How mail fares, for whoever puts addresses right: whether the relay is there, what waits, what it would not take, and
/// what the ledger says was sent.
enum DeliveryPage {
    static let title = Phrase(da: "Levering af mail", en: "Delivery of mail")
    static let most = 100

    /// What the postman knows; nil: there is no relay.
    struct Standing: Sendable {
        let place: String
        let relay: Postman.Standing
        let waiting: [Errand]
        let faults: [Errand]
    }

    static func content(_ standing: Standing?, in context: Context) throws(Refusal) -> Content {
        guard context.sight.seesDelivery else { throw Refusal.notAllowed }
        let title = context.say(title)
        guard let standing else {
            let body =
                Head(title: title).html(context.language)
                + Empty(
                    context.say(da: "Der er ikke sat mail op.", en: "No mail is set up."),
                    """
                    <p>\(context.say(
                        da: "Driften angiver et relæ, når Værn startes.",
                        en: "Operations name a relay when Værn is started."))</p>
                    """
                ).html + SentMail(context: context).html
            return Content(title, menu: .delivery, body)
        }
        return Content(title, menu: .delivery, Delivery(standing: standing, context: context).html)
    }
}

private struct Delivery {
    let standing: DeliveryPage.Standing
    let context: Context

    private var language: Language { context.language }

    var html: HTML {
        Head(title: context.say(DeliveryPage.title), state: [state]).html(language)
            + Columns.main(faults + waiting + SentMail(context: context).html, side: relay)
    }

    private var state: HTML {
        standing.relay.fault == nil
            ? Tag(context.say(da: "Relæet svarer", en: "The relay answers"), .ok).html
            : Tag(context.say(da: "Relæet svarer ikke", en: "The relay does not answer"), .bad).html
    }

    private var relay: HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Relæ", en: "Relay"), text: standing.place),
            .init(context.say(da: "Venter", en: "Waiting"), text: language.number(standing.relay.waiting)),
        ]
        if let taken = standing.relay.lastTaken {
            rows.append(.init(context.say(da: "Sidst afleveret", en: "Last handed over"), language.time(taken)))
        }
        if let fault = standing.relay.fault {
            rows.append(.init(context.say(da: "Relæets svar", en: "What it said"), text: fault))
            if let since = standing.relay.faultSince {
                rows.append(.init(context.say(da: "Siden", en: "Since"), language.time(since)))
            }
        }
        return Panel(id: "relae", heading: context.say(da: "Relæet", en: "The relay")).padded(
            SummaryList(rows: rows).html(language)
                + (standing.relay.fault == nil
                    ? HTML()
                    : """
                    <p>\(context.say(
                        da: "Intet er gået tabt. Værn prøver igen af sig selv.",
                        en: "Nothing is lost. Værn tries again by itself."))</p>
                    """))
    }

    private func table(_ errands: [Errand], caption: String, empty: Empty, ends: Bool) -> HTML {
        WorkTable(
            caption: caption,
            columns: [
                .init(context.say(da: "Person", en: "Person"), .title),
                .init(context.say(da: "Mail", en: "Mail"), .plain),
                .init(
                    ends ? context.say(da: "Afvist", en: "Refused") : context.say(da: "Prøves", en: "Tried"), .due,
                    isNamedWhenFolded: true),
            ],
            groups: [
                .init(
                    nil,
                    errands.prefix(DeliveryPage.most).map { errand in
                        .init([
                            .title(
                                context.name(errand.person), Route.person(errand.person).link,
                                why: errand.said.map { "\($0)" as HTML }),
                            .init(text: context.say(errand.kind.label)),
                            .init(language.time(ends ? errand.ended ?? errand.made : errand.next)),
                        ])
                    })
            ], empty: empty
        ).html
    }

    private var faults: HTML {
        let words = context.say(
            da: "Ret adressen på personens side. Den næste mail går til den nye.",
            en: "Put the address right on the person's page. The next mail goes to the new one.")
        let heading = context.say(da: "Ikke nået frem", en: "Not delivered")
        let list = table(
            standing.faults, caption: heading,
            empty: Empty(context.say(da: "Alt er nået frem til relæet.", en: "Everything has reached the relay.")),
            ends: true)
        return Panel(id: "fejl", heading: heading).html(
            (standing.faults.isEmpty ? HTML() : "<p class=\"pad\">\(words)</p>") + list)
    }

    private var waiting: HTML {
        guard !standing.waiting.isEmpty else { return HTML() }
        let heading = context.say(
            da: "Venter (\(language.number(standing.waiting.count)))",
            en: "Waiting (\(language.number(standing.waiting.count)))")
        return Panel(id: "venter", heading: heading, isWide: true).html(
            table(standing.waiting, caption: heading, empty: Empty(""), ends: false))
    }
}

extension Errand.Kind {
    /// What a mail is, as its person knows it.
    var label: Phrase {
        switch self {
        case .decision: Phrase(da: "Noget venter på afgørelse", en: "Something waits for a decision")
        case .digest: Phrase(da: "Ugens mail", en: "The weekly mail")
        case .reading: Phrase(da: "Ny version at læse", en: "New version to read")
        case .reminder: Phrase(da: "Påmindelse om at læse", en: "Reminder to read")
        case .access: Phrase(da: "Adgang som revisor", en: "Access as auditor")
        case .answer: Phrase(da: "Svar på en bestilling", en: "Answer to a request")
        case .word: Phrase(da: "Svar til personen", en: "Answer to the person")
        case .courseSoon: Phrase(da: "Et kursus har snart frist", en: "A course is due soon")
        case .courseToday: Phrase(da: "Et kursus har frist i dag", en: "A course is due today")
        case .courseLate: Phrase(da: "Et kursus er over frist", en: "A course is overdue")
        }
    }
}

extension Site {
    func delivery(_ visit: inout Visit) async throws -> Answer {
        guard let organisation = visit.session?.place.organisation else { return toSignIn(visit) }
        var standing: DeliveryPage.Standing?
        if let postman = installation.postman {
            standing = .init(
                place: postman.place, relay: postman.standing,
                waiting: postman.waiting(in: organisation).filter { !$0.isConfided },
                faults: try await installation.aside.mailFaults(in: organisation).filter { !$0.isConfided })
        }
        return try await page(&visit) { [standing] in try DeliveryPage.content(standing, in: $0) }
    }
}
