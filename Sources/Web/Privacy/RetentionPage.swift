// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What goes when, by the table of purposes and periods, and what has gone (GDPR Article 5(1)(e)).
enum RetentionPage {
    static let title = Phrase(da: "Opbevaring og sletning", en: "Retention and erasure")

    static func content(in context: Context) async throws -> Content {
        let sight = context.sight
        guard sight.seesRetention else { throw Refusal.notAllowed }
        let house = sight.house
        // It reads the whole ledger.
        let plan = try await Blocking.run { try RetentionPlan.make(in: house) }
        let page = Retained(plan: plan, context: context)
        let body =
            Head(title: context.say(title), sentence: page.sentence).html(context.language) + page.table + page.runs
        return Content(context.say(title), menu: .retention, body)
    }
}

private struct Retained {
    let plan: RetentionPlan
    let context: Context
    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private let values = Plural(
        one: Phrase(da: "oplysning", en: "value"), many: Phrase(da: "oplysninger", en: "values"))

    init(plan: RetentionPlan, context: Context) {
        self.plan = plan
        self.context = context
    }

    var sentence: HTML {
        let due = plan.due(on: sight.today).count
        let held = plan.items.count { $0.goes <= sight.today && $0.isHeld }
        var text =
            due == 0
            ? context.say(da: "Intet er ældre end sin frist.", en: "Nothing is older than its period.")
            : context.say(
                da: "\(language.count(due, values)) slettes ved næste kørsel, senest om et døgn.",
                en: "\(language.count(due, values)) will be erased by the next run, within a day.")
        if held > 0 {
            text += context.say(
                da: " \(language.count(held, values)) bliver på grund af et bevaringshensyn.",
                en: " \(language.count(held, values)) stay because of a legal hold.")
        }
        return "\(text)"
    }

    var table: HTML {
        let byKind = Dictionary(grouping: plan.items) { $0.kind.dataKind }
        let rows = DataKind.allCases.map { kind in
            let items = byKind[kind] ?? []
            let none = context.say(da: "ingen", en: "none")
            let count = items.count + (plan.waiting[kind] ?? 0)
            let next = items.first { !$0.isHeld }?.goes
            return WorkTable.Row([
                .title(context.say(kind.label), nil, why: "\(context.say(kind.purpose))"),
                .init(
                    "\(context.say(kind.briefly))\(when: kind.hasRecords, "<small>\(context.say(da: "dokumentation bevares", en: "evidence is kept"))</small>")"
                ),
                count > 0 ? .init(count, language) : .none(none),
                next.map { .init(due: $0, today: sight.today, language) } ?? .none(none),
            ])
        }
        let heading = context.say(da: "Formål og frister", en: "Purposes and periods")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Slags og formål", en: "Kind and purpose"), .title),
                .init(context.say(da: "Slettes", en: "Erased"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Kan slettes", en: "Erasable"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Næste", en: "Next"), .due, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)])
        return Panel(id: "frister", heading: heading).html(table.html)
    }

    var runs: HTML {
        let entries = sight.retentionRuns
        let heading = context.say(da: "Slettet efter frist", en: "Erased at the end of the period")
        let (shown, pager) = context.paged(entries, size: 50, of: .retention)
        let body: HTML =
            entries.isEmpty
            ? Empty(
                context.say(da: "Intet er slettet endnu.", en: "Nothing has been erased yet."),
                "<p>\(context.say(da: "Værn ser efter en gang i døgnet og skriver i revisionssporet, hvad der blev slettet.", en: "Værn looks once a day and writes in the audit trail what was erased."))</p>"
            ).html
            : History.list(shown.map(context.markup)) + pager
        return Panel(
            id: "koersler", heading: heading, aside: Tag(language.number(entries.count)).html, isWide: true
        ).html(body)
    }
}
