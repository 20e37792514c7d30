// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Requirements asked of many units at once (policy §§5, 7.2).
enum CampaignsPage {
    static let title = Phrase(da: "Kampagner", en: "Campaigns")

    static func content(in context: Context) throws(Refusal) -> Content {
        Content(
            context.say(title), menu: .campaigns, context.kept(.compliance(.campaigns)) { body(context) })
    }

    private static func body(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let rows = sight.campaigns.compactMap { known -> WorkTable.Row? in
            guard let opening = known.opening else { return nil }
            let answered = CampaignPage.answered(known, opening, context)
            return WorkTable.Row([
                .title(
                    sight.label(.campaign(known.id), language) ?? opening.label, Route.campaign(known.id).link,
                    why: "\(language.day(opening.from))–\(language.day(opening.until))"),
                .init(text: Fraction.words(answered, of: sight.asked(in: known, opening), language)),
                .init(due: opening.due, today: sight.day, language, showsDistance: known.isOpen(on: sight.day)),
                .init(CampaignPage.tag(known, context).html),
            ])
        }
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Kampagne", en: "Campaign"), .title),
                .init(context.say(da: "Svar", en: "Answers"), isNamedWhenFolded: true),
                .init(context.say(da: "Senest", en: "By"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Der er ingen kampagner endnu.", en: "There are no campaigns yet."),
                """
                <p>\(context.say(
                    da: "En kampagne stiller de samme krav til mange enheder. Hver svarer på én side og kan bekræfte, hvad der ikke har ændret sig.",
                    en: "A campaign asks the same requirements of many units. Each answers on one page and can confirm what has not changed."))</p>
                """))
        var acts: [HTML] = []
        if sight.mayEver(.openCampaign) {
            acts.append(
                Button(context.say(CommandKind.openCampaign.label), kind: .primary, icon: .plus).link(
                    Route.command(.openCampaign).link))
        }
        return Head(
            title: context.say(title),
            sentence: """
                \(context.say(
                        da: "Enhedernes egne svar på, om kravene følges.",
                        en: "What the units say themselves about following the requirements."))
                """, acts: acts
        ).html(language)
            + Panel(id: "kampagner", heading: context.say(title), isHeadingHidden: true, isWide: true)
            .html(table.html)
    }
}

/// One campaign: how far each unit is, and what was answered about each requirement.
struct CampaignPage {
    static let size = 50
    let known: Campaign
    let opening: Campaign.Opening
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    static func content(_ id: ID<Campaign>, in context: Context) throws(Refusal) -> Content {
        let (known, opening) = try context.sight.campaign(id)
        let page = CampaignPage(known: known, opening: opening, context: context)
        let piece = KeptPieces.Compliance.campaign(id, page: context.pageNumber)
        return Content(
            opening.label, menu: .campaigns,
            context.kept(.compliance(piece)) { page.body } + context.historyPanel([.campaign(id)], most: 10))
    }

    static func answered(_ known: Campaign, _ opening: Campaign.Opening, _ context: Context) -> Int {
        let day = context.sight.day
        guard context.sight.isPast else { return known.answers.count }
        return known.answers.values.count { $0.contains { $0.day <= day } }
    }

    static func tag(_ known: Campaign, _ context: Context) -> Tag {
        known.isOpen(on: context.sight.day)
            ? Tag(context.say(da: "I gang", en: "Under way"), .info) : Tag(context.say(da: "Lukket", en: "Closed"))
    }

    private var body: HTML {
        let label = sight.label(.campaign(known.id), language) ?? opening.label
        let total = sight.asked(in: known, opening)
        var acts: [HTML] = []
        if known.isOpen(on: sight.day), sight.mayEver(.closeCampaign) {
            acts.append(
                Button(context.say(CommandKind.closeCampaign.label)).link(
                    Link(Route.command(.closeCampaign), query: [("campaign", known.id.description)])))
        }
        let head = Head(
            crumbs: [.init(context.say(CampaignsPage.title), Route.campaigns.link), .init(opening.label)],
            title: label.hasPrefix("\(opening.label), ") ? String(label.dropFirst(opening.label.count + 2)) : label,
            state: [
                Self.tag(known, context).html,
                "\(Fraction.words(Self.answered(known, opening, context), of: total, language)) \(context.say(da: "svar", en: "answers"))",
                "\(context.say(da: "Senest", en: "By")) \(language.time(opening.due))",
            ], acts: acts
        ).html(language)
        var words = HTML()
        if let guide = opening.guide {
            words = Panel(id: "vejledning", heading: context.say(da: "Vejledning", en: "Guidance"))
                .padded(MinutesText.paragraphs(context.text(guide)))
        }
        if let conclusion = known.closing.value(on: sight.day) {
            words += Panel(
                id: "konklusion", heading: context.say(da: "Hvad svarene viste", en: "What the answers showed")
            )
            .padded(MinutesText.paragraphs(context.text(conclusion)))
        }
        let files = FilterForm(
            action: Route.campaign(known.id).link, filters: [], files: context.files(of: .campaign(known.id), []))
        return head + files.html(language) + words + units + requirements
    }

    static let fellAway = Phrase(
        da: "Bortfaldet: kravet gælder ikke længere.", en: "Fallen away: the requirement holds no more.")

    private func count(_ answers: [Campaign.Answer.Made], _ result: Assessment.Result) -> Int {
        answers.count { $0.result == result }
    }

    private static let results: [Assessment.Result] = [.complied, .partly, .failed]

    private func cells(_ answers: [Campaign.Answer.Made], of total: Int) -> [WorkTable.Cell] {
        [.init(text: Fraction.words(answers.count, of: total, language))]
            + Self.results.map { .init(count(answers, $0), language) }
    }

    private var columns: [WorkTable.Column] {
        [.init(context.say(da: "Svar", en: "Answers"), .number, isNamedWhenFolded: true)]
            + Self.results.map { .init(language($0.label), .number, isNamedWhenFolded: true) }
    }

    private var units: HTML {
        let shown = opening.requirements.filter { sight.sees(.requirement($0)) }
        let fallen = sight.fallen(from: known)
        let rows = opening.units.map { unit -> WorkTable.Row in
            let answers = shown.compactMap { known.answer(.init($0, unit), by: sight.day) }
            let spared =
                fallen.isEmpty
                ? 0
                : shown.count {
                    fallen.contains($0) && known.answer(.init($0, unit), by: sight.day) == nil
                }
            let isDone = answers.count + spared == shown.count
            let tag =
                isDone
                ? Tag(context.say(da: "Besvaret", en: "Answered"), .ok)
                : opening.due < sight.day
                    ? Tag(context.say(da: "Over frist", en: "Overdue"), .bad)
                    : Tag(context.say(da: "Mangler", en: "Missing"), .warn)
            return WorkTable.Row(
                [.title(context.name(unit), Route.campaignUnit(known.id, unit).link)]
                    + cells(answers, of: shown.count - spared) + [.init(tag.html)])
        }
        let heading = context.say(da: "Enheder", en: "Units")
        let table = WorkTable(
            caption: heading,
            columns: [.init(context.say(da: "Enhed", en: "Unit"), .title)] + columns
                + [.init(context.say(da: "Status", en: "Status"), .end)], groups: [.init(nil, rows)])
        return Panel(id: "enheder", heading: heading, isWide: true).html(table.html)
    }

    private var requirements: HTML {
        let shown = opening.requirements.filter { sight.sees(.requirement($0)) }
        let fallen = sight.fallen(from: known)
        let page = context.paged(shown, size: Self.size, of: .campaign(known.id))
        let rows = page.shown.map { id -> WorkTable.Row in
            let answers = opening.units.compactMap { known.answer(.init(id, $0), by: sight.day) }
            let isFallen = fallen.contains(id)
            return WorkTable.Row(
                [asked(id, context, why: isFallen ? "\(context.say(Self.fellAway))" : nil)]
                    + cells(answers, of: isFallen ? answers.count : opening.units.count))
        }
        let heading = context.say(RequirementsPage.title)
        let table = WorkTable(
            caption: heading, columns: [.init(context.say(da: "Krav", en: "Requirement"), .title)] + columns,
            groups: [.init(nil, rows)])
        return Panel(id: "krav", heading: heading, isWide: true).html(table.html + page.pager)
    }
}

/// What one unit is asked, on one page: each requirement with what was answered the last time beside.
struct CampaignUnitPage {
    static let size = 50
    let known: Campaign
    let opening: Campaign.Opening
    let unit: ID<Unit>
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    static func content(_ id: ID<Campaign>, _ unit: ID<Unit>, in context: Context) throws(Refusal) -> Content {
        let (known, opening) = try context.sight.campaign(id)
        guard opening.units.contains(unit) else { throw .unknown }
        let page = CampaignUnitPage(known: known, opening: opening, unit: unit, context: context)
        let piece = KeptPieces.Compliance.campaignUnit(id, unit, page: context.pageNumber)
        return Content(
            "\(opening.label), \(context.name(unit))", menu: .campaigns,
            context.kept(.compliance(piece)) { page.body })
    }

    private var mayAnswer: Bool {
        known.isOpen(on: sight.today) && sight.may(.answerCampaign, Concern(unit: unit))
    }

    private var body: HTML {
        let shown = opening.requirements.filter { sight.sees(.requirement($0)) }
        let fallen = sight.fallen(from: known)
        let left = shown.filter { !fallen.contains($0) && known.answer(.init($0, unit), by: sight.day) == nil }
        let counted = shown.filter { !fallen.contains($0) || known.answer(.init($0, unit), by: sight.day) != nil }
        let confirmable = left.contains { sight.former(.init($0, unit), of: opening) != nil }
        var acts: [HTML] = []
        if mayAnswer, confirmable {
            acts.append(
                Button(context.say(CommandKind.confirmAnswers.label), kind: .primary, icon: .check).link(
                    Link(
                        Route.command(.confirmAnswers),
                        query: [("campaign", known.id.description), ("unit", unit.description)])))
        }
        let sentence =
            left.isEmpty
            ? context.say(
                da: "Alle \(counted.count) krav er besvaret.", en: "All \(counted.count) requirements are answered.")
            : context.say(
                da: "\(left.count) af \(counted.count) krav mangler svar. Svar senest \(language.day(opening.due)).",
                en:
                    "\(left.count) of \(counted.count) requirements lack an answer. Answer by \(language.day(opening.due))."
            )
        let head = Head(
            crumbs: [
                .init(context.say(CampaignsPage.title), Route.campaigns.link),
                .init(opening.label, Route.campaign(known.id).link), .init(context.name(unit)),
            ], title: context.name(unit), sentence: "\(sentence)", acts: acts
        ).html(language)
        var guide = HTML()
        if let text = opening.guide {
            guide = Note(.info).html(context.say(da: "Vejledning", en: "Guidance"), "\(context.text(text))")
        }
        // What lacks an answer stands first.
        let open = Set(left)
        let page = context.paged(
            left + shown.filter { !open.contains($0) }, size: Self.size, of: .campaignUnit(known.id, unit))
        let table = WorkTable(
            caption: context.say(RequirementsPage.title),
            columns: [
                .init(context.say(da: "Krav", en: "Requirement"), .title),
                .init(context.say(da: "Sidste gang", en: "Last time"), room: .notOnPhone),
                .init(context.say(da: "Svar", en: "Answer"), isNamedWhenFolded: true),
                .init(context.say(da: "Handling", en: "Action"), .end),
            ], groups: [.init(nil, page.shown.map { row($0, isFallen: fallen.contains($0)) })])
        return head + guide
            + Panel(id: "krav", heading: context.say(RequirementsPage.title), isHeadingHidden: true, isWide: true)
            .html(table.html + page.pager)
    }

    private func row(_ id: ID<Requirement>, isFallen: Bool) -> WorkTable.Row {
        let place = Campaign.Place(id, unit)
        let now = known.answer(place, by: sight.day)
        let label = sight.label(.requirement(id), language) ?? context.say(Sentence.erased)
        let none = context.say(da: "ingen", en: "none")
        var act = HTML()
        if isFallen {
            act = Tag(context.say(da: "Bortfaldet", en: "Fallen away")).html
        } else if mayAnswer {
            var query: [(String, String?)] = [
                ("campaign", known.id.description), ("unit", unit.description), ("requirement", id.description),
            ]
            if let said = now ?? sight.former(place, of: opening) {
                query += [("result", said.result.rawValue), ("finding", sight.text(said.finding))]
                query += said.evidence.filter { sight.sees(.evidence($0)) }.map { ("evidence", $0.description) }
            }
            let word = now == nil ? context.say(da: "Svar", en: "Answer") : context.say(da: "Ret", en: "Change")
            act = """
                <a\(href: Link(Route.command(.answerCampaign), query: query))>\(word)<span class="vh">: \(label)</span></a>
                """
        }
        let source = (try? sight.requirement(id)).map { context.sourceWords($0.1) }
        return WorkTable.Row([
            asked(id, context, why: isFallen ? "\(context.say(CampaignPage.fellAway))" : source),
            sight.former(place, of: opening).map { .init(said($0)) } ?? .none(none),
            now.map { .init(said($0)) } ?? .none(none), .init(act),
        ])
    }

    private func said(_ made: Campaign.Answer.Made) -> HTML {
        let tag = made.result.compliance(
            isProven: made.evidence.contains { id in (try? sight.evidence(id).0.holds(on: sight.day)) ?? false }
        ).tag(language)
        let confirmed = context.say(da: "Bekræftet uændret", en: "Confirmed unchanged")
        return """
            \(tag.html)\(when: made.isConfirmed, " <small>\(confirmed)</small>")\
            \(if: made.finding, { "<span class=\"why\">\(context.text($0))</span>" })
            """
    }
}

extension Assessment.Result {
    /// How an answer reads: like an assessment, it is green only where evidence holds.
    func compliance(isProven: Bool) -> Compliance {
        switch self {
        case .complied: isProven ? .complied : .unproven
        case .partly: .partly
        case .failed: .failed
        case .irrelevant: .irrelevant
        }
    }
}

/// What is asked about; one that was annulled has neither words nor a page any more.
private func asked(_ id: ID<Requirement>, _ context: Context, why: HTML?) -> WorkTable.Cell {
    guard (try? context.sight.requirement(id)) != nil else {
        return .title(context.say(da: "Annulleret krav", en: "Annulled requirement"), nil, why: why)
    }
    return .title(
        context.sight.label(.requirement(id), context.language) ?? context.say(Sentence.erased),
        Route.requirement(id).link, why: why)
}
