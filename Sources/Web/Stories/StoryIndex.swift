// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger

/// The list of all stories: for people, and for the tests of pages.
enum StoryIndex {
    /// Every story with its address in both languages and both themes.
    static var page: HTML {
        let rows = StoryBook.all.map { story in
            WorkTable.Row([.init(text: story.name)] + choices.map { .init(link(story, $0.0, $0.1)) })
        }
        let columns =
            [WorkTable.Column("Story", .title)]
            + choices.map { .init("\($0.0.rawValue), \($0.1.rawValue)", isNamedWhenFolded: true) }
        let table = WorkTable(
            caption: "Every page in its notable states", columns: columns, groups: [.init(nil, rows)])
        return Gate(
            language: .en, title: "Stories", home: Link(Place("/stories")), heading: "Stories",
            intro: "Every page in its notable states, with invented data. For developers.", isRoomy: true,
            isDemo: true, foot: Foot(accessibility: Route.accessibility.link)
        ).page(table.html)
    }

    private static let choices: [(Language, Theme)] = Language.allCases.flatMap { language in
        Theme.allCases.map { (language, $0) }
    }

    private static func link(_ story: Story, _ language: Language, _ theme: Theme) -> HTML {
        let address = StoryDoor.Address(story, language, theme)
        return "<a\(href: Link(address))>\(language.rawValue) \(theme.rawValue)</a>"
    }

    /// `[{"name": …, "status": …}, …]`
    static var list: JSON {
        .array(
            StoryBook.all.map { story in
                .members([("name", .string(story.name)), ("status", .number(story.status))])
            })
    }
}
