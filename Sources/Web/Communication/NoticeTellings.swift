// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// When how many were told that a version is in force, and how: each line leads to the entry that proves it. Who they were
/// stands in the entry by reference; no list of names is shown.
struct NoticeTellings {
    let notice: Notice
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    var html: HTML {
        let told = notice.tellings.filter { $0.day <= sight.day }.reversed()
        let table = WorkTable(
            caption: context.say(da: "Besked givet", en: "Told"),
            columns: [
                .init(context.say(da: "Dag", en: "Day"), .title),
                .init(context.say(da: "Hvordan", en: "How"), .plain),
                .init(context.say(da: "Personer", en: "Persons"), .number, isNamedWhenFolded: true),
            ],
            groups: [
                .init(
                    nil,
                    told.map { telling in
                        .init([
                            .title(language.shortDay(telling.day), Route.entry(telling.position).link),
                            .init(text: language(telling.channel.label)), .init(telling.count, language),
                        ])
                    })
            ],
            empty: Empty(
                context.say(da: "Ingen besked er registreret.", en: "Nobody is recorded as told."),
                """
                <p>\(context.say(
                    da: "Værn registrerer selv den mail, der er afleveret. Besked på et møde eller i et brev registrerer du.",
                    en: "Værn records by itself the mail that was handed over. You record what was told at a meeting or by letter."))</p>
                """))
        var aside = HTML()
        if sight.may(.tellReaders, about: .notice(notice.id)) {
            let link = Link(Route.command(.tellReaders), query: [("notice", notice.id.description)])
            aside = Button(context.say(CommandKind.tellReaders.label), size: .small, icon: .plus).link(link)
        }
        let heading = context.say(da: "Besked givet", en: "Told")
        return Panel(id: "besked", heading: heading, aside: aside, isWide: true).html(table.html)
    }
}
