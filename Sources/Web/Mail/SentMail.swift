// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The newest mails as the ledger has them: which day, what, and to how many. Each line leads to the entries that prove it;
/// who they were stands there by reference.
struct SentMail {
    static let most = 20

    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    var html: HTML {
        let heading = context.say(da: "Sendt", en: "Sent")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Mail", en: "Mail"), .title),
                .init(context.say(da: "Dag", en: "Day"), .due),
                .init(context.say(da: "Personer", en: "Persons"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Bevis", en: "Proof"), .end),
            ],
            groups: [.init(nil, sight.newestMails(most: Self.most).map(row))],
            empty: Empty(
                context.say(da: "Ingen mail er registreret som sendt.", en: "No mail is recorded as sent."),
                """
                <p>\(context.say(
                    da: "Ugens mail og mail om afgørelser registreres, når relæet har taget dem.",
                    en: "The weekly mail and mails about decisions are recorded when the relay has taken them."))</p>
                """))
        return Panel(id: "sendt", heading: heading, isWide: true).html(table.html)
    }

    private func row(_ mail: Reminder) -> WorkTable.Row {
        // One run to very many is several entries.
        let mailings = mail.mailings.filter { $0.day <= sight.day }
        let about = mail.target.flatMap { target in
            sight.label(target.subject, language).map { (link: Route(target.subject).link, title: $0) }
        }
        let kind: Errand.Kind = mail.target == nil ? .digest : .decision
        return .init([
            .title(context.say(kind.label), about?.link, why: about.map { "\($0.title)" }),
            .init(mailings.first.map { language.shortTime($0.day) } ?? HTML()),
            .init(mailings.reduce(0) { $0 + $1.count }, language),
            .init("\(each: mailings, between: ", ", { context.entryLink($0.position) })"),
        ])
    }
}
