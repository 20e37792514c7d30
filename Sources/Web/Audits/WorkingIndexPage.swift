// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The index of the working papers, to be read without Værn: no script, no address outside the archive.
extension WorkingIndex {
    private typealias Cells = [HTML]

    var page: HTML {
        let opening = papers.opening
        let title = "\(opening.label), \(context.say(WorkingPapers.title).lowercased())"
        let period = AuditorHome.period(opening, context)
        let lead = context.say(
            da: "\(sight.house.fullName), perioden \(period), som det så ud \(language.day(sight.day)).",
            en: "\(sight.house.fullName), the period \(period), as it stood on \(language.day(sight.day)).")
        let readme = language == .da ? "LAESMIG.txt" : "README.txt"
        return """
            <!DOCTYPE html><html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(title)</title>\
            <meta name="viewport" content="width=device-width, initial-scale=1"><style>\
            body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1b1b1b;background:#fff}\
            table{border-collapse:collapse;width:100%;margin:0 0 2rem}th,td{text-align:left;vertical-align:top;\
            padding:.4rem .8rem .4rem 0;border-bottom:1px solid #bbb;overflow-wrap:anywhere}th{font-weight:600}\
            </style></head>\
            <body><main><h1>\(title)</h1><p>\(lead) \(context.name(opening.auditor)), \(context.text(opening.standard)). \
            <a\(href: Link(file: readme))>\(context.say(da: "Sådan kontrolleres pakken", en: "How to check the package"))</a>.</p>\
            \(requests)\(requirements)\(controls)\(nonconformities)\(pieces)\(trail)\(seen)</main></body></html>
            """
    }

    private func table(_ heading: Phrase, _ columns: [Phrase], _ rows: [Cells]) -> HTML {
        guard !rows.isEmpty else {
            return
                "<h2>\(context.say(heading))</h2><p>\(context.say(da: "Ingen i perioden.", en: "None in the period."))</p>"
        }
        return """
            <h2>\(context.say(heading))</h2><table><thead><tr>\(each: columns, {
                "<th scope=\"col\">\(context.say($0))</th>" })</tr></thead><tbody>\(each: rows, { cells in
                    "<tr>\(each: cells, { "<td>\($0)</td>" })</tr>" })</tbody></table>
            """
    }

    private static let entryColumn = Phrase(da: "Post", en: "Entry")

    /// The entry that says so, with its proof.
    private func proof(_ position: Int?) -> HTML {
        guard let position else { return HTML() }
        let path = WorkingPapers.path(position)
        return proven.contains(position) ? "<a\(href: Link(file: path))>\(position)</a>" : "\(position)"
    }

    private func proofs(_ positions: [Int]) -> HTML { "\(each: positions, between: ", ", { proof($0) })" }

    private func cited(_ ids: [ID<Evidence>]) -> HTML {
        let parts = ids.map { id -> HTML in
            guard let (known, giving) = try? sight.evidence(id) else {
                return "\(context.say(da: "ikke synlig", en: "not visible"))"
            }
            guard let file = kept[known.id], file.isInside else { return "\(giving.label)" }
            return "<a\(href: Link(file: file.path))>\(giving.label)</a>"
        }
        return "\(each: parts, between: ", ", { $0 })"
    }

    private var requests: HTML {
        table(
            EvidenceRequestPage.title,
            [
                Phrase(da: "Bestilling", en: "Request"), Phrase(da: "Svarer", en: "Answers"),
                Phrase(da: "Status", en: "Status"), Phrase(da: "Svar", en: "Answer"),
                Phrase(da: "Revisor", en: "The auditor"), Self.entryColumn,
            ],
            papers.requests.compactMap { known in
                guard let making = known.making else { return nil }
                let answers = known.answers.filter { $0.day <= sight.day }
                let judged = known.judgements.filter { $0.day <= sight.day }
                return [
                    "\(making.label), \(context.text(making.what))", "\(context.name(making.unit))",
                    "\(language(known.standing(on: sight.day).label))",
                    "\(each: answers, between: "<br>", { "\(language.day($0.day)): \($0.note.map { context.text($0) } ?? "") \(cited($0.evidence))" })",
                    "\(each: judged, between: "<br>", { "\(language.day($0.day)): \(language($0.judgement.label)) \($0.reason.map { context.text($0) } ?? "")" })",
                    proofs(
                        ([known.position] + answers.map(\.position) + judged.map(\.position)
                            + known.withdrawal.entries.filter { $0.from <= sight.day }.map(\.position)).sorted()),
                ]
            })
    }

    private var requirements: HTML {
        table(
            Phrase(da: "Krav og vurderinger", en: "Requirements and assessments"),
            [
                Phrase(da: "Krav", en: "Requirement"), Phrase(da: "Ansvarlig", en: "Responsible"),
                Phrase(da: "Vurderet", en: "Assessed"), Phrase(da: "Resultat", en: "Result"),
                Phrase(da: "Dokumentation", en: "Evidence"), Self.entryColumn,
            ],
            papers.requirements.flatMap { known -> [Cells] in
                guard let wording = known.wording(on: sight.day) else { return [] }
                return known.assessments.filter { papers.isInPeriod($0.day) }.map { one in
                    let who = one.assessor.map { context.name($0, on: one.day) } ?? ""
                    return [
                        "\(wording.label), \(context.text(wording.demand))", "\(context.name(wording.unit))",
                        "\(language.day(one.day)), \(who)",
                        "\(language(one.result.label)): \(context.text(one.finding))", cited(one.evidence),
                        proof(one.position),
                    ]
                }
            })
    }

    private var controls: HTML {
        table(
            Phrase(da: "Interne kontroller", en: "Internal controls"),
            [
                Phrase(da: "Kontrol", en: "Control"), Phrase(da: "Population", en: "Population"),
                Phrase(da: "Stikprøve", en: "Sample"), Phrase(da: "Konklusion", en: "Conclusion"),
                Phrase(da: "Dokumentation", en: "Evidence"), Self.entryColumn,
            ],
            papers.controlTests.flatMap { test -> [Cells] in
                guard let plan = test.plan else { return [] }
                return papers.rounds(of: test).map { round in
                    let draw = round.sample(on: sight.day)
                    let isOver = round.concludedOn.map { $0 <= sight.day } ?? false
                    let conclusion = isOver ? round.conclusion : nil
                    let items = draw?.items.map(String.init).joined(separator: ", ")
                    return [
                        "\(plan.label), \(context.text(plan.title))",
                        "<a\(href: Link(file: WorkingPapers.population(plan, round)))>\(round.population.count)</a>",
                        "\(items.map { "\(draw?.items.count ?? 0): \($0)" } ?? "")",
                        "\(conclusion.map { context.text($0.finding) } ?? "")", cited(conclusion?.evidence ?? []),
                        proofs([round.frozen, round.drawn, round.concluded].compactMap { $0 }),
                    ]
                }
            })
    }

    private var nonconformities: HTML {
        table(
            NonconformitiesPage.title,
            [
                Phrase(da: "Afvigelse", en: "Nonconformity"), Phrase(da: "Rettes af", en: "Put right by"),
                Phrase(da: "Opdaget", en: "Found on"), Phrase(da: "Status", en: "Status"), Self.entryColumn,
            ],
            papers.nonconformities.compactMap { known in
                guard let raised = known.raised else { return nil }
                return [
                    "\(raised.label), \(context.text(raised.what))", "\(context.name(raised.unit))",
                    "\(language.day(known.day))", "\(language(known.standing(on: sight.day).label))",
                    proofs(
                        [known.position] + known.explanations.map(\.position)
                            + known.checks.filter { $0.day <= sight.day }.map(\.position)),
                ]
            })
    }

    private var pieces: HTML {
        table(
            EvidenceListPage.title,
            [
                Phrase(da: "Dokumentation", en: "Evidence"), Phrase(da: "Slags", en: "Kind"),
                Phrase(da: "Gælder", en: "Holds"), Phrase(da: "SHA-256", en: "SHA-256"), Self.entryColumn,
            ],
            evidence.compactMap { known in
                guard let giving = known.giving else { return nil }
                let label = "\(giving.label), \(context.text(giving.title))"
                let file = kept[known.id]
                let name: HTML =
                    file.map { $0.isInside ? "<a\(href: Link(file: $0.path))>\(label)</a>" : "\(label)" } ?? "\(label)"
                let left: HTML =
                    file.map { $0.isInside } ?? true
                    ? HTML() : " \(context.say(da: "(ikke med: for stor)", en: "(left out: too large)"))"
                return [
                    name + left, "\(language(giving.content.kind.label))",
                    "\(language.day(known.from))–\(giving.until.map { language.day($0) } ?? "")",
                    "\(file?.hash ?? "")", proof(known.position),
                ]
            })
    }

    private var trail: HTML {
        table(
            Phrase(da: "Poster i revisionssporet", en: "Entries of the ledger"),
            [
                Self.entryColumn, Phrase(da: "Registreret", en: "Recorded"), Phrase(da: "Hvad", en: "What"),
                Phrase(da: "Af", en: "By"),
            ],
            disclosed.map { one in
                [
                    proof(one.entry.position), "\(language.moment(one.entry.recorded))",
                    "\(Sentence.of(one.entry, in: sight, language))",
                    "\(Sentence.actor(of: one.entry, in: sight, language))",
                ]
            })
    }

    private var seen: HTML {
        guard let lines = papers.seen else { return HTML() }
        return table(
            Phrase(da: "Set af revisor", en: "Seen by the auditor"),
            [Phrase(da: "Åbnet", en: "Opened"), Phrase(da: "Side eller fil", en: "Page or file")],
            lines.reversed().map { ["\(language.moment($0.at))", "\($0.label(context))"] })
            + "<p>\(context.say(SeenPanel.caveat))</p>"
    }
}
