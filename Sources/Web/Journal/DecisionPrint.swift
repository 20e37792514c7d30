// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// The record of a decision as printed pages.
extension DecisionJournal {
    func record(_ papers: [JournalFile]) -> JournalPrint {
        let by = context.name(made.decider, on: decision.day)
        let day = language.day(decision.day)
        return JournalPrint(
            context: context, kind: language(made.matter.act.label),
            title: context.say(da: "Beslutning \(number)", en: "Decision \(number)"), lead: question,
            verdict: (
                context.say(da: "\(outcome) af \(inSentence(by)) den \(day)", en: "\(outcome) by \(by) on \(day)"),
                made.reason.map { context.text($0) }
            ), classification: classification, facts: facts, sections: sections(papers), evidence: evidence,
            day: decision.day)
    }

    /// »direktionen« in the middle of a sentence.
    private func inSentence(_ name: String) -> String {
        switch made.decider {
        case .body: name.lowercased()
        case .head: name.lowercasedFirst
        }
    }

    private var facts: [(label: String, value: String)] {
        var rows: [(label: String, value: String)] = [
            (context.say(da: "Sag", en: "Matter"), title),
            (context.say(da: "Behandlet", en: "Handled"), language(made.method.label)),
        ]
        if let minutes = made.minutes {
            rows.append((context.say(da: "Referat", en: "Minutes"), context.text(minutes)))
        }
        rows.append((context.say(da: "Klassifikation", en: "Classification"), language(classification.label)))
        if let responsible {
            rows.append(
                (
                    context.say(da: "Ansvarlig enhed", en: "Unit that answers for it"),
                    context.name(responsible, on: decision.day)
                ))
        }
        rows.append(
            (
                context.say(da: "Registreret", en: "Recorded"),
                "\(language.moment(evidence.entry.recorded)), \(Sentence.actor(of: evidence.entry, in: sight, language))"
            ))
        if let late = evidence.entry.lateReason {
            rows.append(
                (context.say(da: "Registreret senere, fordi", en: "Recorded later because"), context.text(late)))
        }
        if let mark = sight.journal(of: subject) {
            rows.append((context.say(da: "ESDH-sag", en: "ESDH case"), JournalWords.mark(mark, context)))
        }
        return rows
    }

    private func sections(_ papers: [JournalFile]) -> [JournalPrint.Section] {
        var found: [JournalPrint.Section] = []
        func add(_ id: String, _ da: String, _ en: String, _ body: HTML) {
            found.append(.init(id: id, heading: context.say(da: da, en: en), body: body))
        }
        if let recommendation {
            var body = JournalPrint.list(recommendation.reasons)
            var answers: [(label: String, value: String)] = []
            if let yes = recommendation.ifYes { answers.append((context.say(da: "Ved ja", en: "If yes"), yes)) }
            if let no = recommendation.ifNo { answers.append((context.say(da: "Ved nej", en: "If no"), no)) }
            if !answers.isEmpty { body += PrintedPage.facts(answers) }
            found.append(.init(id: "anbefaling", heading: recommendation.heading, body: body))
        }
        let isApproved = made.outcome == .approved
        add(
            "besluttet", isApproved ? "Det er besluttet" : "Det drejer sagen sig om",
            isApproved ? "What was decided" : "What the matter is about", PrintedPage.facts(content))
        if !conditions.isEmpty { add("vilkaar", "Betingelser", "Conditions", JournalPrint.list(conditions)) }
        add("deltagere", "Hvem deltog", "Who took part", people)
        if !opinions.isEmpty {
            add(
                "udtalelser", "Udtalelser", "Opinions",
                JournalPrint.table(
                    [
                        context.say(da: "Hvem", en: "Who"), context.say(da: "Holdning", en: "Stance"),
                        context.say(da: "Dag", en: "Day"), context.say(da: "Udtalelse", en: "Opinion"),
                    ],
                    opinions.map {
                        [
                            "\($0.who), \($0.capacity)",
                            language($0.stance.label)
                                + ($0.isFormer
                                    ? context.say(
                                        da: ", om en tidligere udgave", en: ", about an earlier wording") : ""),
                            language.day($0.day), $0.text,
                        ]
                    }))
        }
        add("grundlag", "Grundlag", "Basis", grounds)
        if !laws.isEmpty {
            add("lov", "Afsnit, der følger af lov", "Paragraphs that follow from law", JournalPrint.list(laws))
        }
        if !papers.isEmpty {
            add(
                "bilag", "Bilag i pakken", "Papers in the package",
                JournalPrint.table(
                    [context.say(da: "Fil", en: "File"), context.say(da: "Indhold", en: "Content"), "SHA-256"],
                    papers.map { [$0.path, $0.title, $0.hash] }, code: [0, 2]))
        }
        return found
    }

    private var people: HTML {
        func rows(_ ids: [ID<Person>], _ role: String) -> [[String]] {
            ids.map { [context.name($0, on: decision.day), sight.title($0, on: decision.day) ?? "", role] }
        }
        return JournalPrint.table(
            [
                context.say(da: "Navn", en: "Name"), context.say(da: "Titel", en: "Title"),
                context.say(da: "Rolle", en: "Role"),
            ],
            rows(made.members, context.say(da: "Deltog", en: "Took part"))
                + rows(made.recused, context.say(da: "Inhabil, deltog ikke", en: "Recused, took no part")))
            + HTML(each: made.recusal.map { [context.text($0)] } ?? []) {
                "<p>\(context.say(da: "Inhabile, fordi:", en: "Recused because:")) \($0)</p>"
            }
    }

    /// What it was made from, as it stood, and the sums that bind it.
    private var grounds: HTML {
        var body = JournalPrint.table(
            [
                context.say(da: "Hvad", en: "What"), context.say(da: "Slags", en: "Kind"),
                context.say(da: "Revision", en: "Revision"),
            ], basis.map { [$0.title, language($0.subject.kind.label), "\($0.revision)"] })
        var sums: [(label: String, value: String)] = []
        if let paper {
            sums.append(
                (context.say(da: "Beslutningsgrundlaget, SHA-256", en: "The paper, SHA-256"), Digest.sha256(paper).hex))
        }
        if let textHash { sums.append((context.say(da: "Teksten, SHA-256", en: "The text, SHA-256"), textHash)) }
        if !sums.isEmpty { body += PrintedPage.facts(sums, isCode: true) }
        for known in decision.confirmations where known.day <= sight.day {
            let day = language.day(known.day)
            body += JournalPrint.paragraphs(
                context.say(da: "Bekræftet uændret \(day): ", en: "Confirmed unchanged on \(day): ")
                    + context.text(known.reason))
        }
        return body
    }
}

/// Where a matter is filed, in words.
enum JournalWords {
    /// »2026-012345, dokument 7, 24. november 2026«.
    static func mark(_ mark: Journal.Mark, _ context: Context) -> String {
        let document = mark.documentNumber.map { context.text($0) }
        let middle = document.map { context.say(da: ", dokument \($0)", en: ", document \($0)") } ?? ""
        return context.text(mark.caseNumber) + middle
            + context.say(
                da: ", journaliseret \(Language.da.day(mark.day))", en: ", filed on \(Language.en.day(mark.day))")
    }
}
