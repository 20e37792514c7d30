// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Office

/// The papers that a decision was made from: the text, the file it came from, the request or the proposal, the
/// consultations, and the very paper that the members had before them.
extension DecisionJournal {
    func papers(_ printer: Printer) async throws(Refusal) -> [JournalFile] {
        var files: [JournalFile] = []
        func path(_ name: String) -> String {
            let number = files.count + 1
            return "bilag/\(number < 10 ? "0" : "")\(number)-\(name)"
        }
        func add(
            _ name: String, _ title: String, _ role: JournalFile.Role, _ type: String, _ language: Language?,
            _ bytes: [UInt8]
        ) {
            files.append(
                JournalFile(
                    path: path(name), title: title, role: role, mediaType: type, language: language,
                    classification: classification, isClosed: classification >= .confidential, bytes: bytes))
        }
        if let dispensation {
            let title = context.say(
                da: "Forespørgsel \(dispensation.request.label)", en: "Request \(dispensation.request.label)")
            add(
                "forespoergsel.pdf", title, .paper, "application/pdf", language,
                try await printer.pdf(request(dispensation, title).page, files: JournalPrint.files))
        }
        if let proposal {
            let title = context.say(
                da: "Indstilling \(proposal.wording.label)", en: "Proposal \(proposal.wording.label)")
            add(
                "indstilling.pdf", title, .paper, "application/pdf", language,
                try await printer.pdf(put(proposal, title).page, files: JournalPrint.files))
        }
        if let document, let version, sight.text(of: version) != nil {
            let own = version.draft.language
            for written in [own] + (version.translated(on: decision.day).map { [$0.draft.language] } ?? []) {
                let made = Result { () throws(Refusal) in
                    try VersionExport(document.id, version.id, sight, language, in: written, asOn: decision.day)
                }
                // A translation that is erased is not there any more.
                if case .failure = made, written != own { continue }
                var export = try made.get()
                export.filed = decision.day
                let number = version.draft.number
                let title = "\(export.title), version \(number)"
                let ending = written == own ? "" : "-\(written.rawValue)"
                let page = PrintPage(export)
                add(
                    "version-\(number)\(ending).pdf", title, .paper, "application/pdf", written,
                    try await printer.pdf(page.page, files: page.files))
            }
            if let original = version.draft.original, let bytes = sight.texts.bytes(original) {
                let kind = Extract.Source(bytes)
                add(
                    "original.\(kind?.ending ?? "txt")",
                    context.say(
                        da: "Filen, som teksten kom fra, uændret", en: "The file that the text came from, unchanged"),
                    .original, JournalPapers.type(of: kind?.ending), own, bytes)
            }
        }
        for known in consultations {
            guard let opening = known.opening else { continue }
            let title = context.say(da: "Høring", en: "Consultation")
            let hearing = Hearing(known, opening, sight, language)
            add(
                "hoering.pdf", title, .paper, "application/pdf", language,
                try await printer.pdf(heard(hearing, title).page, files: JournalPrint.files))
        }
        if let paper {
            add(
                "beslutningsgrundlag.txt",
                context.say(
                    da: "Det papir, som de, der traf afgørelsen, havde foran sig",
                    en: "The paper that those who decided had before them"),
                .paper, "text/plain", .da, paper)
        }
        return files
    }

    // MARK: Pages

    private func section(_ id: String, _ da: String, _ en: String, _ body: HTML) -> JournalPrint.Section {
        .init(id: id, heading: context.say(da: da, en: en), body: body)
    }

    private func request(_ known: DispensationSections, _ title: String) -> JournalPrint {
        let request = known.request
        let text = { (id: ValueID) in context.text(id) }
        let blocks = (version.flatMap { sight.text(of: $0) }?.blocks ?? []).filter {
            request.paragraphs.contains($0.id)
        }
        let rule = PrintedPage.facts([
            (context.say(da: "Dokument", en: "Document"), context.title(known.document, on: decision.day)),
            (context.say(da: "Version", en: "Version"), version?.draft.number.description ?? ""),
        ])
        let spoken = version?.draft.language.rawValue ?? language.rawValue
        let quotes: HTML = """
            <blockquote lang="\(spoken)">\(each: blocks, { block in
                "<p>\(InlineText.plain(block.printed))</p>"
            })</blockquote>
            """
        let (from, to) = (language.day(request.from), language.day(request.to))
        let matter: [(label: String, value: String)] = [
            (context.say(da: "Situation", en: "Situation"), text(request.situation)),
            (context.say(da: "Begrundelse", en: "Reason"), text(request.reason)),
            (context.say(da: "Risiko", en: "Risk"), "\(language(request.level.label)). \(text(request.risk))"),
            (context.say(da: "I stedet gøres", en: "Done instead"), text(request.measures)),
            (context.say(da: "Gælder for", en: "Is for"), known.scope),
            (
                context.say(da: "Ønsket periode", en: "Period asked for"),
                context.say(da: "\(from) til \(to)", en: "\(from) to \(to)")
            ),
            (context.say(da: "Søgt af", en: "Asked for by"), context.name(request.unit, on: decision.day)),
        ]
        return JournalPrint(
            context: context, kind: context.say(da: "Forespørgsel om dispensation", en: "Request for a dispensation"),
            title: title, lead: context.text(request.title), classification: classification, facts: matter,
            sections: [section("regel", "Reglen, der fraviges", "The rule deviated from", rule + quotes)],
            day: decision.day)
    }

    private func put(_ known: ProposalSections, _ title: String) -> JournalPrint {
        let wording = known.wording
        var facts: [(label: String, value: String)] = [
            (context.say(da: "Indstillet til", en: "Put before"), language(wording.body.label)),
            (context.say(da: "Indstillet", en: "Put forward"), language.day(known.proposal.day)),
        ]
        if let by = known.proposal.by {
            facts.append((context.say(da: "Af", en: "By"), context.name(by, on: known.proposal.day)))
        }
        facts.append((context.say(da: "Beslutning senest", en: "Decision by"), language.day(wording.due)))
        var sections = [
            section(
                "anbefaling", "Et ja anbefales, fordi", "A yes is recommended because",
                JournalPrint.list(Conditions.lines(context.text(wording.reasons)))),
            section(
                "svar", "Hvad betyder svaret?", "What does the answer mean?",
                PrintedPage.facts([
                    (context.say(da: "Ved ja", en: "If yes"), context.text(wording.ifYes)),
                    (context.say(da: "Ved nej", en: "If no"), context.text(wording.ifNo)),
                ])),
            section(
                "sag", "Det besluttes ved et ja", "What a yes decides", PrintedPage.facts(ProposalWords(known).rows)),
        ]
        if let conditions = wording.conditions {
            sections.append(
                section(
                    "vilkaar", "Foreslåede betingelser", "Proposed conditions",
                    JournalPrint.list(Conditions.lines(context.text(conditions)))))
        }
        return JournalPrint(
            context: context, kind: language(wording.content.kind.label), title: title, lead: known.question,
            classification: classification, facts: facts, sections: sections, day: decision.day)
    }

    private func heard(_ hearing: Hearing, _ title: String) -> JournalPrint {
        let known = hearing.consultation
        var facts: [(label: String, value: String)] = [
            (context.say(da: "Åbnet", en: "Opened"), language.day(known.openedOn)),
            (context.say(da: "Svar senest", en: "Answers by"), language.day(hearing.due)),
        ]
        if let closing = known.closing.value(on: sight.day) ?? nil {
            facts.append((context.say(da: "Sammenfatning", en: "Summary"), context.text(closing)))
        }
        let rows = hearing.comments.map { comment -> [String] in
            let disposed = comment.disposition.value(on: sight.day)
            let answer =
                disposed.map { language($0.disposition.label) + ($0.reason.map { ": \(context.text($0))" } ?? "") }
                ?? ""
            return [
                hearing.place(of: comment), context.name(comment.by, on: comment.day), context.text(comment.text),
                answer,
            ]
        }
        let none = context.say(da: "Der kom ingen bemærkninger.", en: "There were no comments.")
        let comments =
            rows.isEmpty
            ? JournalPrint.paragraphs(none)
            : JournalPrint.table(
                [
                    context.say(da: "Afsnit", en: "Paragraph"), context.say(da: "Af", en: "By"),
                    context.say(da: "Bemærkning", en: "Comment"), context.say(da: "Svar", en: "Answer"),
                ], rows)
        return JournalPrint(
            context: context, kind: context.say(da: "Høring", en: "Consultation"),
            title: hearing.document.map { context.title($0, on: decision.day) } ?? title,
            lead: context.text(hearing.opening.question), classification: classification, facts: facts,
            sections: [section("bemaerkninger", "Bemærkninger", "Comments", comments)], day: decision.day)
    }
}

enum JournalPapers {
    static func type(of ending: String?) -> String {
        switch ending {
        case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case "pdf": "application/pdf"
        case "md": "text/markdown"
        case "zip": "application/zip"
        case _: "text/plain"
        }
    }
}

/// What a proposal decides, without links.
struct ProposalWords {
    let sections: ProposalSections

    init(_ sections: ProposalSections) {
        self.sections = sections
    }

    var rows: [(label: String, value: String)] {
        let (context, sight, language) = (sections.context, sections.sight, sections.language)
        var rows: [(label: String, value: String)] = [
            (context.say(da: "Slags", en: "Kind"), language(sections.wording.content.kind.label))
        ]
        switch sections.wording.content {
        case .topics(let topics, let added):
            let names = topics.map { sight.name($0, language) ?? context.say(Sentence.erased) }
            let all = names + [added.map { context.text($0.name) }].compactMap { $0 }
            rows.append((context.say(da: "Emner, der kræves", en: "Topics demanded"), language.list(all)))
        case .delegation(let topic, let unit, let from, let until):
            rows += [
                (context.say(da: "Emne", en: "Topic"), sight.name(topic, language) ?? context.say(Sentence.erased)),
                (context.say(da: "Ansvarlig enhed", en: "Unit that answers for it"), context.name(unit)),
                (context.say(da: "Fra og med", en: "From"), language.day(from)),
                (
                    context.say(da: "Til og med", en: "Until"),
                    until.map { language.day($0) }
                        ?? context.say(da: "indtil andet besluttes", en: "until otherwise decided")
                ),
            ]
        case .measure(let text, let about, let unit, let due):
            rows.append((context.say(da: "Forholdsregel", en: "Measure"), context.text(text)))
            if let label = sight.label(about, on: nil, language) {
                rows.append((context.say(da: "Drejer sig om", en: "Is about"), label))
            }
            rows += [
                (context.say(da: "Udføres af", en: "Done by"), context.name(unit)),
                (context.say(da: "Senest", en: "By"), language.day(due)),
            ]
        case .acceptance(let risk, let assessment, let until):
            rows += context.rows(acceptanceOf: risk, assessment, until).map { ($0.label, $0.value) }
        case .method(let method, let words):
            rows += method.lines(sight.words(method, words)).map { (context.say($0.label), context.say($0.value)) }
        case .other(let text): rows.append((context.say(da: "Beslutning", en: "Decision"), context.text(text)))
        }
        return rows
    }
}
