// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML

/// What the previews of files with rows have in common: tables that are cut off, what is wrong in which row, and which column
/// was taken for what.
enum IntakePanels {
    /// So many lines of each table are shown; the numbers count all.
    static let most = 200

    /// A table of the first rows, and how many more there are; nothing where there are none.
    static func table<Row>(
        _ id: String, _ heading: Phrase, _ columns: [WorkTable.Column], _ all: [Row], in context: Context,
        _ made: (Row) -> WorkTable.Row
    ) -> HTML {
        guard !all.isEmpty else { return HTML() }
        let rest = all.count - most
        let more: HTML =
            rest > 0
            ? "<p class=\"pad muted\">\(context.say(da: "\(context.language.number(rest)) til vises ikke.", en: "\(context.language.number(rest)) more are not shown."))</p>"
            : HTML()
        return Panel(id: id, heading: context.say(heading), isWide: true).html(
            WorkTable(
                caption: context.say(heading), columns: columns, groups: [.init(nil, all.prefix(most).map(made))]
            ).html + more)
    }

    static func faults(_ all: [RowFault], _ heading: Phrase, in context: Context) -> HTML {
        table(
            "fejl", heading,
            [.init(context.say(da: "Række", en: "Row"), .key), .init(context.say(da: "Fejl", en: "Fault"), .title)],
            all, in: context
        ) { .init([.init(text: context.language.number($0.row)), .title(context.language($0.what), nil)]) }
    }

    /// Which column was taken for what; only a table has any.
    ///
    /// - Parameters:
    ///   - headings: as the file names its columns.
    ///   - columns: the field that chooses a column, what it holds, and which one was taken.
    static func columns(
        _ headings: [String], _ columns: [(field: String, label: Phrase, taken: Int?)], _ refusal: Refusal?,
        in context: Context
    ) -> HTML {
        let named = headings.filter { !$0.isEmpty }
        guard !named.isEmpty else { return HTML() }
        let none = (value: "", label: context.say(da: "ingen eller gættet", en: "none, or guessed"))
        let choices = [none] + named.map { (value: $0, label: $0) }
        let fields = columns.map { column in
            Field(
                column.field, context.say(column.label), error: CommandForm.error(column.field, refusal, in: context),
                isOptional: true, .choice(choices, chosen: column.taken.map { headings[$0] } ?? "")
            ).html(context.language)
        }
        return Panel(id: "kolonner", heading: context.say(da: "Kolonner", en: "Columns"), isWide: true).padded(
            """
            <p>\(context.say(
                da: "Er en kolonne taget forkert, så vælg den rigtige, og se forhåndsvisningen igen.",
                en: "If a column was taken wrongly, choose the right one, and see the preview again."))</p>\
            \(HTML(joining: fields))
            """)
    }
}
