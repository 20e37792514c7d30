// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A proposal as its readers see it, on its own page and on the page of the decision: why it is recommended, what either
/// answer means, and what would be decided.
struct ProposalSections {
    let proposal: Proposal
    let wording: Proposal.Wording
    let context: Context

    var sight: Sight { context.sight }
    var language: Language { context.language }
    var subject: Subject { .proposal(proposal.id) }

    init(_ id: ID<Proposal>, _ context: Context) throws(Refusal) {
        (proposal, wording) = try context.sight.proposal(id)
        self.context = context
    }

    var question: String { context.text(wording.question) }
    var title: String { sight.label(subject, language) ?? wording.label }
    var html: HTML { reasons + meaning + content + conditions }

    /// Minutes that it takes to read, at 200 words a minute; at least one.
    var minutes: Int {
        let texts = [wording.question, wording.reasons, wording.ifYes, wording.ifNo].map { context.text($0) }
        return ReadingTime.minutes(texts)
    }

    private var reasons: HTML {
        let lines = sight.text(wording.reasons).map { Conditions.lines($0) } ?? [context.say(Sentence.erased)]
        return Section(
            id: "anbefaling", heading: context.say(da: "Et ja anbefales, fordi", en: "A yes is recommended because")
        ).html(Matter.reasons(lines.map { "\($0)" }))
    }

    private var meaning: HTML {
        Section(id: "svar", heading: context.say(da: "Hvad betyder svaret?", en: "What does the answer mean?")).html(
            Matter.either([
                (context.say(da: "Hvis I siger ja", en: "If the answer is yes"), "\(context.text(wording.ifYes))"),
                (context.say(da: "Hvis I siger nej", en: "If the answer is no"), "\(context.text(wording.ifNo))"),
            ]))
    }

    private var content: HTML {
        Section(id: "sag", heading: context.say(da: "Det besluttes ved et ja", en: "What a yes decides")).html(
            SummaryList(rows: rows, isWide: true).html(language))
    }

    /// What would be decided, as the record says it too.
    var rows: [SummaryList.Row] {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Slags", en: "Kind"), text: language(wording.content.kind.label))
        ]
        switch wording.content {
        case .topics(let topics, let added): rows += list(topics, added)
        case .delegation(let topic, let unit, let from, let until):
            let last: HTML =
                until.map { language.time($0) }
                ?? "\(context.say(da: "indtil andet besluttes", en: "until otherwise decided"))"
            rows += [
                .init(context.say(da: "Emne", en: "Topic"), text: sight.name(topic, language) ?? ""),
                .init(
                    context.say(da: "Ansvarlig enhed", en: "Unit that answers for it"),
                    "<a\(href: Route.unit(unit))>\(context.name(unit))</a>"),
                .init(context.say(da: "Fra og med", en: "From"), language.time(from)),
                .init(context.say(da: "Til og med", en: "Until"), last),
            ]
        case .measure(let text, let about, let unit, let due):
            rows.append(.init(context.say(da: "Forholdsregel", en: "Measure"), text: context.text(text)))
            if let label = sight.label(about, on: nil, language) {
                rows.append(
                    .init(context.say(da: "Drejer sig om", en: "Is about"), "<a\(href: Route(about))>\(label)</a>"))
            }
            rows += [
                .init(
                    context.say(da: "Udføres af", en: "Done by"),
                    "<a\(href: Route.unit(unit))>\(context.name(unit))</a>"),
                .init(context.say(da: "Senest", en: "By"), language.time(due)),
            ]
        case .acceptance(let risk, let assessment, let until):
            rows += context.rows(acceptanceOf: risk, assessment, until).map { label, value, subject in
                subject.map { .init(label, "<a\(href: Route($0))>\(value)</a>") } ?? .init(label, text: value)
            }
        case .method(let method, let words): rows += self.method(method, words)
        case .other(let text):
            rows.append(.init(context.say(da: "Beslutning", en: "Decision"), text: context.text(text)))
        }
        return rows
    }

    /// The list, and what it changes in the one that held the day before.
    private func list(_ topics: [ID<Topic>], _ added: Proposal.NewTopic?) -> [SummaryList.Row] {
        let before =
            sight.topicLists.last { list in
                sight.decisions(on: proposal.id).last { $0.outcome == .approved }.map { $0.id != list.decision } ?? true
            }?.topics ?? []
        let names = topics.map { sight.name($0, language) ?? context.say(Sentence.erased) }
        let new =
            topics.filter { !before.contains($0) }.compactMap { sight.name($0, language) }
            + [added.map { context.text($0.name) }].compactMap { $0 }
        let gone = before.filter { !topics.contains($0) }.compactMap { sight.name($0, language) }
        let all = names + [added.map { context.text($0.name) }].compactMap { $0 }
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Emner, der kræves", en: "Topics demanded"), text: language.list(all))
        ]
        if !new.isEmpty { rows.append(.init(context.say(da: "Nye", en: "New"), text: language.list(new))) }
        if !gone.isEmpty {
            rows.append(.init(context.say(da: "Kræves ikke mere", en: "No longer demanded"), text: language.list(gone)))
        }
        return rows
    }

    /// The method in words, and what it changes in the one that held before it.
    private func method(_ method: RiskMethod, _ own: ValueID?) -> [SummaryList.Row] {
        var rows = method.lines(sight.words(method, own)).map { line in
            SummaryList.Row(context.say(line.label), text: context.say(line.value))
        }
        if let changes = sight.changes(method, own, of: proposal.id) {
            rows.append(
                .init(
                    context.say(da: "Ændret i forhold til før", en: "Changed from before"),
                    changes.isEmpty
                        ? "\(context.say(da: "Intet", en: "Nothing"))"
                        : "<ul>\(each: changes, { "<li>\(context.say($0))</li>" })</ul>"))
        }
        return rows
    }

    private var conditions: HTML {
        let decided = sight.decisions(on: proposal.id).last { $0.outcome == .approved }?.made
        guard let text = decided == nil ? wording.conditions : decided?.conditions else { return HTML() }
        let heading =
            decided == nil
            ? context.say(da: "Foreslåede betingelser", en: "Proposed conditions")
            : context.say(da: "Betingelser", en: "Conditions")
        let lines = sight.text(text).map { Conditions.lines($0) } ?? [context.say(Sentence.erased)]
        return Section(id: "vilkaar", heading: heading).html(Matter.reasons(lines.map { "\($0)" }))
    }
}

extension Proposal.Standing {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .submitted: Tag(language(label), .info)
        case .returned, .rejected: Tag(language(label), .warn)
        case .approved: Tag(language(label), .ok)
        case .withdrawn: Tag(language(label))
        }
    }
}
