// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One risk on one sheet, for somebody who has never seen a matrix: what can happen, how bad it is, what is done about it, and
/// who has decided what (policy §8: risks are presented in a form that the reader can use). The sentences are made of the
/// data alone.
struct RiskCardPage {
    static let title = Phrase(da: "Risikokort", en: "Risk card")

    let view: RiskView

    private var context: Context { view.context }
    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    static func content(_ id: ID<Risk>, in context: Context) throws(Refusal) -> Content {
        let page = RiskCardPage(view: try RiskView(id, context))
        let label = page.view.wording.label
        let head = Head(
            crumbs: [
                .init(context.say(RiskListPage.title), Route.riskList.link), .init(label, Route.risk(id).link),
                .init(context.say(title)),
            ], title: page.view.title,
            sentence:
                "\(context.say(da: "Kortet kan udskrives på én side.", en: "The card can be printed on one page."))",
            acts: [
                Button(context.say(da: "Hent som PDF", en: "Get as PDF")).link(Route.riskCardFile(id).link)
            ]
        ).html(context.language)
        return Content("\(label): \(context.say(title).lowercasedFirst)", menu: .riskList, head + page.card)
    }

    private var card: HTML {
        """
        <article class="card"><div>\(level)</div>
        \(parts)\
        <p class="by muted">\(foot)</p></article>
        """
    }

    /// The card as one printed page: the same words.
    var print: [UInt8] {
        let body: HTML = """
            <p class="kicker">\(context.say(Self.title))</p><h1>\(view.title)</h1>
            <main><div class="lead">\(level)</div>\(parts)</main>
            """
        return PrintedPage(
            language: language, title: "\(view.wording.label): \(context.say(Self.title).lowercasedFirst)",
            head: sight.house.fullName, foot: footing, created: nil, body: body
        ).bytes
    }

    /// A question at a time, with its answer.
    private var parts: HTML {
        """
        \(part(context.say(da: "Hvad kan ske?", en: "What can happen?"), context.paragraphs(view.wording.scenario)))\
        \(part(context.say(da: "Hvor slemt er det?", en: "How bad is it?"), paragraphs(gravity)))\
        \(part(context.say(da: "Hvad gør vi ved det?", en: "What do we do about it?"), treatment))\
        \(part(context.say(da: "Hvem har besluttet hvad?", en: "Who has decided what?"), paragraphs(decided)))
        """
    }

    private func part(_ heading: String, _ body: HTML) -> HTML { "<h2>\(heading)</h2>\(body)" }
    private func paragraphs(_ sentences: [String]) -> HTML { "\(each: sentences, { "<p>\($0)</p>" })" }

    private var level: HTML {
        guard let badge = view.badge(.current) else {
            return
                "<p>\(context.say(da: "Risikoen er ikke vurderet endnu.", en: "The risk has not been assessed yet."))</p>"
        }
        return RiskBadge(badge.level).html(language)
    }

    // MARK: The sentences

    /// How likely, how bad for citizens, how bad for the organisation.
    private var gravity: [String] {
        guard let assessment = view.assessment, let method = view.method else {
            return [
                context.say(
                    da: "Det ved vi ikke endnu. Risikoen skal vurderes først.",
                    en: "We do not know yet. The risk is to be assessed first.")
            ]
        }
        let estimate = assessment.current
        var said: [String] = []
        if let often = context.words(ofLikelihood: estimate.likelihood, by: assessment.method) {
            said.append(
                context.say(da: "Hvor tit: \(often.lowercasedFirst).", en: "How often: \(often.lowercasedFirst)."))
        }
        for perspective in RiskMethod.Perspective.allCases.reversed() {
            guard let reason = RiskReason(estimate, by: method, perspective.dimensions) else { continue }
            let words = reason.drivers.compactMap { driver in
                context.words(of: driver.dimension, step: driver.consequence, by: assessment.method)?.lowercasedFirst
            }
            let level = language(reason.level.label).lowercased()
            let who = language(perspective.label)
            said.append(
                words.isEmpty
                    ? context.say(da: "\(who) er \(level).", en: "\(who) is \(level).")
                    : context.say(
                        da: "\(who) er \(level): \(language.list(words)).",
                        en: "\(who) is \(level): \(language.list(words))."))
        }
        switch assessment.confidence {
        case .low:
            said.append(
                context.say(da: "Vi er usikre på vurderingen.", en: "We are uncertain of the assessment."))
        case .medium, .high: break
        }
        return said
    }

    private var treatment: HTML {
        let measures = view.measures.filter { $0.standing(on: sight.day) != .ended }
        let actions = sight.treatments(of: view.known).filter { action in
            action.standing.value(on: sight.day) == .open
        }
        var said: [String] = []
        if !measures.isEmpty {
            let works = measures.count { $0.standing(on: sight.day) == .works }
            said.append(
                context.say(
                    da:
                        "\(language.number(works)) af \(language.number(measures.count)) foranstaltninger virker, som de senest blev efterprøvet.",
                    en:
                        "\(language.number(works)) of \(language.number(measures.count)) measures work, as they were last tested."
                ))
        }
        if let target = view.badge(.target), let assessment = view.assessment {
            let aim = language(target.level.label).lowercased()
            said.append(
                context.say(
                    da:
                        "Målet er, at risikoen bliver \(aim). Det ses der efter senest \(language.day(view.next ?? assessment.next)).",
                    en:
                        "The aim is that the risk becomes \(aim). That is looked at by \(language.day(view.next ?? assessment.next))."
                ))
        }
        let list: HTML =
            actions.isEmpty
            ? HTML()
            : """
            <ul>\(each: actions, { action in
                """
                <li>\(action.title.map { context.text($0) } ?? ""), \(sight.name(action.responsible(on: sight.day), language)), \
                \(context.say(da: "senest", en: "by")) \(language.time(action.due.value(on: sight.day) ?? action.addedOn))</li>
                """
            })</ul>
            """
        if said.isEmpty, actions.isEmpty {
            said = [context.say(da: "Der er ikke aftalt noget endnu.", en: "Nothing is agreed yet.")]
        }
        return paragraphs(said) + list
    }

    private var decided: [String] { [context.sentence(sight.riskStanding(view.known), of: view.known)] }

    private var foot: HTML { "\(footing)" }

    private var footing: String {
        let owner = view.owner.map { context.say(da: "Risikoejer: \($0). ", en: "Risk owner: \($0). ") } ?? ""
        let assessed = view.assessment.map {
            context.say(da: "Vurderet \(language.day($0.day)). ", en: "Assessed on \(language.day($0.day)). ")
        }
        return """
            \(view.wording.label). \(owner)\(assessed ?? "")\
            \(context.say(da: "Vist pr.", en: "As of")) \(language.day(sight.day)). \
            \(language(view.wording.classification.label)).
            """
    }
}

extension Site {
    func riskCardFile(_ id: ID<Risk>, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        let card = RiskCardPage(view: try RiskView(id, context))
        let bytes = try await installation.printer.pdf(card.print, files: PrintedPage.files)
        let name = "\(card.view.wording.label) \(context.say(RiskCardPage.title).lowercasedFirst).pdf"
        return Answer(
            200, type: "application/pdf", bytes, headers: [("content-disposition", Headers.attachment(name))])
    }
}
