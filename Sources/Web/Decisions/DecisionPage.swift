// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A decision that was made: what, by whom, how, on what basis, and where it is proven.
enum DecisionPage {
    private static let annulled = Phrase(
        da: "Beslutningen er annulleret og gælder ikke.", en: "The decision is annulled and does not count.")
    private static let changed = Phrase(
        da:
            "Der er sket noget væsentligt med dokumentet, siden det blev besluttet. Se historikken på dets side. Gælder beslutningen uændret, bekræftes den; ellers besluttes der på ny.",
        en:
            "Something material has happened to the document since the decision was made. See the history on its page. If the decision holds unchanged, it is confirmed; otherwise it is decided anew."
    )

    static func content(_ id: ID<Decision>, in context: Context) throws(Refusal) -> Content {
        let decision = try context.sight.decision(id)
        guard let made = decision.made, decision.day <= context.sight.day else { throw .unknown }
        if let proposal = made.matter.proposal {
            return try ResolutionPage.content(decision, made, proposal, in: context)
        }
        guard let id = made.matter.document else { throw .unknown }
        let document = try context.sight.document(id)
        let number = context.sight.label(.decision(decision.id), context.language) ?? context.say(Sentence.erased)
        let title = context.title(document, on: decision.day)
        let dispensation = made.matter.dispensation.flatMap { try? context.sight.dispensation($0) }
        let about = dispensation.flatMap { context.sight.label(.dispensation($0.id), context.language) } ?? title
        let heading = "\(number): \(context.say(made.matter.act.label)), \(about)"
        let above: [Head.Crumb] =
            dispensation.map { known in
                [
                    .init(context.say(DispensationsPage.title), Route.dispensations.link),
                    .init(about, Route.dispensation(known.id).link),
                ]
            } ?? [
                .init(context.say(DocumentsPage.title), Route.documents.link),
                .init(title, Route.document(document.id).link),
            ]
        let body = context.kept(.decision(decision.id)) {
            Head(
                crumbs: above + [.init(number)], title: heading, state: state(decision, made, context),
                acts: acts(decision, document, context)
            ).html(context.language) + matter(decision, made, document, context)
        }
        return Content(
            heading, menu: dispensation == nil ? .documents : .dispensations,
            body + history(decision, document, context))
    }

    private static func matter(
        _ decision: Decision, _ made: Decision.Made, _ document: Document, _ context: Context
    ) -> HTML {
        var body = HTML()
        if decision.annulled {
            body += Note(.warn).html(
                "<p><b>\(context.say(annulled))</b></p>"
            )
        } else {
            body += basisNote(decision, changed, context)
        }
        return body
            + Panel(
                id: "beslutning", heading: context.say(da: "Det er besluttet", en: "What was decided"), isWide: true
            ).padded(SummaryList(rows: rows(decision, made, document, context), isWide: true).html(context.language))
            + filing(decision, context)
    }

    static func state(_ decision: Decision, _ made: Decision.Made, _ context: Context) -> [HTML] {
        let tag =
            decision.annulled
            ? Tag(context.say(da: "Annulleret", en: "Annulled"), .warn).html : made.outcome.tag(context.language)
        return [tag, "\(context.name(made.decider, on: decision.day))", context.language.time(decision.day)]
    }

    /// The step that the decision opened.
    private static func acts(_ decision: Decision, _ document: Document, _ context: Context) -> [HTML] {
        guard !decision.annulled, decision.outcome == .approved else { return [] }
        let kinds: Set<CommandKind> =
            switch decision.matter?.act {
            case .adopt: [.enforceVersion]
            case .withdraw: [.withdrawDocument]
            case .reclassify, .dispense, .resolve, nil: []
            }
        return confirmation(decision, context)
            + DocumentActs(document, context).next.filter { kinds.contains($0.kind) }.map {
                Button(context.say($0.label), kind: .primary).link(Link(Route.command($0.kind), query: $0.query))
            }
    }

    /// That its basis has changed, and what is to be done about it.
    static func basisNote(_ decision: Decision, _ what: Phrase, _ context: Context) -> HTML {
        guard context.sight.basisHasChanged(decision) else { return HTML() }
        return Note(.warn).html(
            context.say(da: "Grundlaget er ændret", en: "The basis has changed"), "\(context.say(what))")
    }

    /// »Bekræft uændret«, for whoever may say so.
    static func confirmation(
        _ decision: Decision, size: Button.Size = .normal, _ context: Context
    ) -> [HTML] {
        guard context.sight.mayConfirm(decision) else { return [] }
        let link = Link(Route.command(.confirmDecision), query: [("decision", decision.id.description)])
        return [Button(context.say(CommandKind.confirmDecision.label), size: size).link(link)]
    }

    private static func rows(
        _ decision: Decision, _ made: Decision.Made, _ document: Document, _ context: Context
    ) -> [SummaryList.Row] {
        let version = made.matter.version.flatMap { id in document.versions.first { $0.id == id } }
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Sag", en: "Matter"), text: context.say(made.matter.act.label)),
            .init(
                context.say(da: "Dokument", en: "Document"),
                "<a\(href: Route.document(document.id))>\(context.title(document, on: decision.day))</a>"),
        ]
        if let version {
            rows.append(
                .init(
                    context.say(da: "Version", en: "Version"),
                    "<a\(href: Route.version(document.id, version.id))>\(version.draft.number.description)</a>"))
        }
        if let known = made.matter.dispensation.flatMap({ try? context.sight.dispensation($0) }) {
            rows.append(
                .init(
                    context.say(da: "Dispensation", en: "Dispensation"),
                    "<a\(href: Route.dispensation(known.id))>\(context.sight.label(.dispensation(known.id), context.language) ?? "")</a>"
                ))
            if made.outcome == .approved, let days = context.sight.period(of: known) {
                let (from, to) = (context.language.shortTime(days.from), context.language.shortTime(days.to))
                rows.append(.init(context.say(da: "Periode", en: "Period"), "\(from)–\(to)"))
            }
        }
        if let update = made.update {
            let answer =
                update.isNeeded
                ? context.say(da: "Ja: ", en: "Yes: ") : context.say(da: "Nej: ", en: "No: ")
            rows.append(
                .init(
                    context.say(da: "Skal dokumentet ændres?", en: "Is the document to be changed?"),
                    text: answer + context.text(update.reason)))
        }
        if made.matter.act == .reclassify,
            let change = document.reclassifications.last(where: { $0.position < decision.position })
        {
            rows.append(
                .init(
                    context.say(da: "Klassifikation", en: "Classification"),
                    text: context.say(
                        da:
                            "Fra \(change.was.label.da.lowercased()) til \(change.classification.label.da.lowercased())",
                        en: "From \(change.was.label.en.lowercased()) to \(change.classification.label.en.lowercased())"
                    )))
        }
        return rows + recorded(decision, made, context)
    }

    /// What somebody wrote in several lines.
    private static func lines(_ text: String) -> HTML {
        "\(each: Conditions.lines(text), between: "<br>", { "\($0)" })"
    }

    /// What every decision says: how it was decided, by whom, on which basis, and where it is proven.
    static func recorded(
        _ decision: Decision, _ made: Decision.Made, _ context: Context
    ) -> [SummaryList.Row] {
        func people(_ ids: [ID<Person>]) -> HTML {
            "\(each: ids, between: ", ", { "<a\(href: Route.person($0))>\(context.name($0, on: decision.day))</a>" })"
        }
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Afgørelse", en: "Outcome"), text: context.say(made.outcome.label)),
            .init(context.say(da: "Deltog", en: "Took part"), people(made.members)),
        ]
        if !made.recused.isEmpty {
            rows.append(.init(context.say(da: "Inhabile", en: "Recused"), people(made.recused)))
            let why = made.recusal.map { context.text($0) }
            rows.append(
                .init(
                    context.say(da: "Inhabile, fordi", en: "Recused because"),
                    text: why ?? context.say(da: "Det er ikke registreret.", en: "That is not recorded.")))
        }
        rows.append(.init(context.say(da: "Behandlet", en: "Handled"), text: context.say(made.method.label)))
        for (value, label) in [
            (made.minutes, Phrase(da: "Referat", en: "Minutes")),
            (made.reason, Phrase(da: "Begrundelse", en: "Reason")),
            (made.conditions, Phrase(da: "Betingelser", en: "Conditions")),
        ] {
            if let value { rows.append(.init(context.say(label), lines(context.text(value)))) }
        }
        let basis = made.basis.map { basis in
            let label = context.sight.label(basis.subject, on: decision.day, context.language)
            return (label ?? context.say(Sentence.erased))
                + context.say(da: ", efter \(basis.revision) hændelser", en: ", after \(basis.revision) events")
        }
        if let confirmed = decision.confirmations.last(where: { $0.day <= context.sight.day }) {
            let reason = context.text(confirmed.reason)
            rows.append(
                .init(
                    context.say(da: "Bekræftet uændret", en: "Confirmed unchanged"),
                    "\(context.language.time(confirmed.day)). \(reason)"))
        }
        let entry = context.language.number(decision.position)
        rows += [
            .init(context.say(da: "Grundlag", en: "Basis"), text: basis.joined(separator: "; ")),
            .init(
                context.say(da: "Bevis", en: "Proof"),
                """
                <a\(href: Route.entry(decision.position))>\(context.say(da: "Post", en: "Entry")) \(entry)</a> \
                <a\(href: Route.proof(decision.position))>\(context.say(da: "Hent bevis", en: "Get proof"))</a>
                """),
        ]
        return rows
    }

    /// Where it is filed, and what to file.
    static func filing(_ decision: Decision, _ context: Context) -> HTML {
        let parts = JournalParts(subject: .decision(decision.id), context: context)
        let acts = parts.links(isOver: decision.annulled).map { Button($0.label, size: .small).link($0.link) }
        return Panel(id: "journalisering", heading: context.say(da: "Journalisering", en: "Filing"), isWide: true)
            .padded(
                SummaryList(rows: parts.rows, isWide: true).html(context.language)
                    + "<p class=\"btnrow\">\(each: acts, { $0 })</p>")
    }

    private static func history(_ decision: Decision, _ document: Document, _ context: Context) -> HTML {
        let entries = context.sight.entries(about: .decision(decision.id))
        return DocumentHistory(document, context).panel(entries)
    }
}
