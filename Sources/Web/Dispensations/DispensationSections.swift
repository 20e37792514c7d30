// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A request for a dispensation as a reader sees it, on its own page and on the page of the decision: what CAI
/// recommends, what either answer means, the rule, the case and the opinions.
struct DispensationSections {
    let dispensation: Dispensation
    let request: Dispensation.Request
    let document: Document
    let context: Context
    /// Where the entries begin that were not known when it was decided; nil: all count that the day shows.
    private let before: Int?

    var sight: Sight { context.sight }
    var language: Language { context.language }
    var subject: Subject { .dispensation(dispensation.id) }

    /// - Parameter before: the position of the decision, for the request as it was decided.
    init(_ id: ID<Dispensation>, _ context: Context, before: Int? = nil) throws(Refusal) {
        let known = try context.sight.dispensation(id)
        guard let request = before.flatMap({ known.request(before: $0) }) ?? known.request(on: context.sight.day) else {
            throw .unknown
        }
        self.before = before
        dispensation = known
        self.request = request
        document = try context.sight.document(request.document)
        self.context = context
    }

    var title: String { sight.label(subject, language) ?? request.label }
    var version: Document.Version? { document.versions.first { $0.id == request.version } }
    var recommended: Dispensation.Recommended? {
        guard let before else { return dispensation.recommendations.value(on: sight.day) }
        return dispensation.recommendations.entries.last { $0.position < before }?.value
    }
    private var opinions: [Dispensation.Opinion] { dispensation.opinions.filter { $0.day <= sight.day } }

    /// Whether an opinion is about the wording that is shown.
    func isAboutThis(_ opinion: Dispensation.Opinion) -> Bool { dispensation.isAbout(request, opinion) }

    /// »23.11.2026–30.06.2027«, of what was granted or is asked for.
    var period: HTML {
        let days = sight.period(of: dispensation)
        return "\(language.shortTime(days?.from ?? request.from))–\(language.shortTime(days?.to ?? request.to))"
    }

    var html: HTML { recommendation + meaning + rule + matter + conditions + voices }

    /// Minutes that it takes to read, at 200 words a minute; at least one.
    var minutes: Int {
        var texts = [request.situation, request.reason, request.risk, request.measures].map { context.text($0) }
        texts += opinions.map { context.text($0.text) }
        if let recommendation = recommended?.recommendation {
            texts += [recommendation.reasons, recommendation.ifGranted, recommendation.ifRefused].map {
                context.text($0)
            }
        }
        texts += paragraphs.map(\.words)
        return ReadingTime.minutes(texts)
    }

    // MARK: The parts

    private var recommendation: HTML {
        guard let recommended else { return HTML() }
        let known = recommended.recommendation
        let heading = context.say(
            da: "CAI anbefaler: \(known.outcome.asked.da)", en: "CAI recommends: \(known.outcome.asked.en)")
        let reasons = sight.text(known.reasons).map { Conditions.lines($0) } ?? [context.say(Sentence.erased)]
        return Section(id: "anbefaling", heading: heading).html(Matter.reasons(reasons.map { "\($0)" }))
    }

    private var meaning: HTML {
        guard let known = recommended?.recommendation else { return HTML() }
        return Section(id: "svar", heading: context.say(da: "Hvad betyder svaret?", en: "What does the answer mean?"))
            .html(
                Matter.either([
                    (
                        context.say(da: "Hvis I siger ja", en: "If the answer is yes"),
                        "\(context.text(known.ifGranted))"
                    ),
                    (
                        context.say(da: "Hvis I siger nej", en: "If the answer is no"),
                        "\(context.text(known.ifRefused))"
                    ),
                ]))
    }

    private struct Quote {
        let id: ParagraphID
        let words: String
        let address: String
        let name: String
    }

    /// The paragraphs deviated from, word for word, as they stood in the version.
    private var paragraphs: [Quote] {
        guard let version, let text = sight.text(of: version) else { return [] }
        return text.blocks.indices.filter { request.paragraphs.contains(text.blocks[$0].id) }.map { index in
            let block = text.blocks[index]
            return Quote(
                id: block.id, words: InlineText.plain(block.printed), address: DocumentReading.anchor(block.address),
                name: text.name(of: index, language))
        }
    }

    private var rule: HTML {
        let heading = context.say(da: "Reglen, der fraviges", en: "The rule deviated from")
        let name = context.title(document)
        let spoken = version?.draft.language ?? language
        let quotes = paragraphs.map { quote -> HTML in
            let place = Link(Route.version(document.id, request.version), fragment: quote.address)
            let law = document.statute(of: quote.id, on: sight.day).map { context.text($0) }
            let own: HTML =
                law.map {
                    "\(context.say(da: "Afsnittet følger af lov: \($0).", en: "The paragraph follows from law: \($0)."))"
                }
                ?? "\(context.say(da: "Reglen er organisationens egen og følger ikke af lov.", en: "The rule is the organisation's own and does not follow from law."))"
            let number = version?.draft.number.description ?? ""
            return """
                <p class="measure" lang="\(spoken.rawValue)">\(spoken.quoted(quote.words))</p>\
                <p class="small muted"><a\(href: place)>\(name), \(context.say(da: "version", en: "version")) \(number), \
                \(quote.name)</a>. \(own)</p>
                """
        }
        let erased: HTML =
            quotes.isEmpty
            ? "<p><a\(href: Route.version(document.id, request.version))>\(name)</a></p>" : HTML()
        return Section(id: "regel", heading: heading).html(HTML(each: quotes) { $0 } + erased)
    }

    private var matter: HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Situation", en: "Situation"), text: context.text(request.situation)),
            .init(context.say(da: "Begrundelse", en: "Reason"), text: context.text(request.reason)),
            .init(
                context.say(da: "Risiko", en: "Risk"),
                "<b>\(language(request.level.label))</b>. \(context.text(request.risk))"),
            .init(
                context.say(da: "I stedet gøres", en: "Done instead"), text: context.text(request.measures)),
            .init(context.say(da: "Gælder for", en: "Is for"), text: scope),
            .init(context.say(da: "Periode", en: "Period"), period),
            .init(
                context.say(da: "Søgt af", en: "Asked for by"),
                "<a\(href: Route.unit(request.unit))>\(context.name(request.unit))</a>"),
        ]
        if let follows = request.follows, let label = sight.label(.dispensation(follows), language) {
            rows.append(
                .init(
                    context.say(da: "Forlænger eller afløser", en: "Extends or replaces"),
                    "<a\(href: Route.dispensation(follows))>\(label)</a>"))
        }
        return Section(id: "sag", heading: context.say(da: "Sagen", en: "The matter")).html(
            SummaryList(rows: rows, isWide: true).html(language))
    }

    /// Whom and what it is for.
    var scope: String {
        let units = request.units.map { context.name($0) }
        let solutions = request.solutions.map { Conditions.lines(context.text($0)) } ?? []
        return language.list(units + solutions)
    }

    /// What was decided, else what CAI proposes.
    private var conditions: HTML {
        let decided = sight.decisions(on: dispensation.id).last { $0.outcome == .approved }?.made
        guard let text = decided?.conditions ?? (decided == nil ? recommended?.recommendation.conditions : nil) else {
            return HTML()
        }
        let heading =
            decided == nil
            ? context.say(da: "Foreslåede betingelser", en: "Proposed conditions")
            : context.say(da: "Betingelser", en: "Conditions")
        let lines = sight.text(text).map { Conditions.lines($0) } ?? [context.say(Sentence.erased)]
        return Section(id: "vilkaar", heading: heading).html(Matter.reasons(lines.map { "\($0)" }))
    }

    private var voices: HTML {
        let heading = context.say(da: "Udtalelser", en: "Opinions")
        let submission = dispensation.submissions.entries.last { $0.from <= sight.day }?.value
        let unheard: HTML =
            submission?.unheard.map {
                """
                <p>\(context.say(da: "DPO er ikke hørt:", en: "The DPO was not heard:")) \(context.text($0))</p>
                """
            } ?? HTML()
        guard !opinions.isEmpty else {
            let none: HTML = "<p>\(context.say(da: "Ingen har udtalt sig.", en: "Nobody has given an opinion."))</p>"
            return Section(id: "udtalelser", heading: heading).html(submission?.unheard == nil ? none : unheard)
        }
        let said = opinions.map { opinion in
            let name = opinion.by.map { context.name($0, on: opinion.day) } ?? context.say(Sentence.erased)
            let role = opinion.advisor == .other ? "" : ", \(language(opinion.advisor.label))"
            return Matter.Opinion(
                who: name + role, stand: Tag(language(opinion.stance.label), opinion.stance.tone), day: opinion.day,
                words: context.text(opinion.text),
                note: isAboutThis(opinion)
                    ? nil : context.say(da: "Om en tidligere udgave", en: "About an earlier wording"))
        }
        return Section(id: "udtalelser", heading: heading).html(unheard + Matter.opinions(said, language))
    }
}

extension Dispensation.Stance {
    fileprivate var tone: Tone {
        switch self {
        case .noObjection: .ok
        case .conditional: .info
        case .against: .warn
        }
    }
}

extension Dispensation.Standing {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .preparing, .extended, .ended, .withdrawn: Tag(language(label))
        case .submitted, .granted: Tag(language(label), .info)
        case .live: Tag(language(label), .ok)
        case .returned, .rejected: Tag(language(label), .warn)
        case .expired: Tag(language(label), .bad)
        }
    }
}
