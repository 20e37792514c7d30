// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What one person should not hold at once (policy §6, GDPR Article 38(6)): who, the two sides, since when, why, and what
/// to do. What a review accepted for now stays here, marked.
struct ConflictList {
    let conflicts: [Conflict]
    let context: Context

    init(_ conflicts: [Conflict], _ context: Context) {
        self.conflicts = conflicts
        self.context = context
    }

    var panel: HTML {
        let heading = context.say(da: "Funktionsadskillelse", en: "Segregation of duties")
        let open = conflicts.count { context.sight.consideration(of: $0) == nil }
        let tag =
            open == 0
            ? HTML() : Tag(context.say(da: "\(open) skal vurderes", en: "\(open) to be considered"), .warn).html
        return Panel(id: "funktioner", heading: heading, aside: tag, isWide: true).html(body)
    }

    private var body: HTML {
        guard !conflicts.isEmpty else {
            return Empty(
                context.say(
                    da: "Ingen har opgaver, der bør skilles ad.",
                    en: "Nobody holds duties that should be kept apart.")
            ).html
        }
        return "<ul class=\"rows\">\(each: conflicts, { "<li>\(item($0))</li>" })</ul>"
    }

    /// One conflict; also in the form of the review.
    func item(_ conflict: Conflict) -> HTML {
        let (language, rule) = (context.language, conflict.rule)
        let accepted = context.sight.consideration(of: conflict)
        let tag =
            accepted == nil
            ? Tag(context.say(da: "Skal vurderes", en: "To be considered"), .warn)
            : Tag(context.say(da: "Accepteret indtil videre", en: "Accepted for now"))
        return """
            <div class="line"><a\(href: Route.person(conflict.person))>\(context.name(conflict.person)): \
            \(context.say(rule.label))</a>\(tag.html)</div>\
            <p>\(context.say(da: "Har både", en: "Holds both")) \(parts(conflict.one)) \
            \(context.say(da: "og", en: "and")) \(parts(conflict.other)). \
            \(context.say(da: "Begge siden", en: "Both since")) \(language.shortTime(conflict.since)).</p>\
            <p>\(context.say(rule.reason)) <b>\(context.say(rule.remedy))</b> \(context.say(rule.source)).</p>\
            \(if: accepted, { review, note in
                """
                <p>\(context.say(da: "Accepteret", en: "Accepted")) \(language.shortTime(review.day)) \
                (<a\(href: Route.entry(review.position))>\(context.say(da: "post", en: "entry")) \
                \(language.number(review.position))</a>): \(note ?? context.say(Sentence.erased))</p>
                """
            })
            """
    }

    private func parts(_ parts: [Conflict.Part]) -> HTML {
        let and = context.say(da: " og ", en: " and ")
        return "\(each: parts, between: "\(and)", { part($0) })"
    }

    private func part(_ part: Conflict.Part) -> HTML {
        let name = context.name(part.right.what)
        guard part.through != nil else { return "»\(name)«" }
        let whose = context.name(part.right.holder)
        return "»\(name)« (\(context.say(da: "som stedfortræder for \(whose)", en: "as deputy for \(whose)")))"
    }
}

/// The reviews that were made, and the one that is due.
struct ReviewHistory {
    let context: Context

    init(_ context: Context) { self.context = context }

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    var panel: HTML {
        let heading = context.say(da: "Kvartalets gennemgang", en: "Quarterly review")
        let due = sight.quarterToReview.map { quarter -> HTML in
            let late = quarter.reviewDue < sight.day
            return Tag(
                context.say(
                    da: "\(quarter.label.da): frist \(language.shortDay(quarter.reviewDue))",
                    en: "\(quarter.label.en): due \(language.shortDay(quarter.reviewDue))"), late ? .bad : .info
            ).html
        }
        return Panel(id: "gennemgange", heading: heading, aside: due ?? HTML(), isWide: true).html(table)
    }

    /// So many are shown until all are asked for.
    private static let most = 8

    private var table: HTML {
        let all = sight.rightsReviews
        let shown = context.argument("gennemgange") == "alle" ? all : Array(all.prefix(Self.most))
        var rows = shown.map(row)
        if shown.count < all.count {
            let link = Link(Route.accesses, query: [("gennemgange", "alle")], fragment: "gennemgange")
            let label = context.say(da: "Vis alle \(all.count)", en: "Show all \(all.count)")
            rows.append(.across(.init("<a\(href: link)>\(label)</a>")))
        }
        return WorkTable(
            caption: context.say(da: "Gennemgange", en: "Reviews"),
            columns: [
                .init(context.say(da: "Kvartal", en: "Quarter"), .title),
                .init(context.say(da: "Gennemgået", en: "Reviewed"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Af", en: "By"), .who),
                .init(context.say(da: "Personer", en: "People"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Konflikter", en: "Conflicts"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Post", en: "Entry"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Ingen gennemgang er registreret.", en: "No review is recorded."),
                """
                <p>\(context.say(
                    da: "CAI gennemgår adgangene, når et kvartal slutter.",
                    en: "CAI reviews access when a quarter ends."))</p>
                """)
        ).html
    }

    private func row(_ review: RightsReview) -> WorkTable.Row {
        let made = review.made
        let conclusion = sight.text(made.conclusion) ?? context.say(Sentence.erased)
        let own =
            made.isOwn
            ? context.say(
                da: " Gennemgået af en administrator, fordi CAI ikke havde andre.",
                en: " Reviewed by an administrator because CAI had nobody else.") : ""
        let entry = Route.entry(review.position)
        return .init([
            .title(context.say(made.quarter.label), entry.link, why: "\(conclusion)\(own)"),
            .init(language.shortTime(review.day)),
            review.by.map { .init(text: context.sight.name($0, on: review.day) ?? context.say(Sentence.erased)) }
                ?? .none(context.say(da: "ingen", en: "none")),
            .init(made.persons, language), .init(made.conflicts, language),
            .init(
                "<a\(href: entry)>\(context.say(da: "Post", en: "Entry")) \(language.number(review.position))</a>"),
        ])
    }
}
