// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Ledger
import Office

/// A report as printed pages: one page for the reader, then an appendix with what the figures count.
struct ReportPaper {
    let kind: Report.Kind
    let label: String
    let from: Day
    let until: Day
    let figures: Report.Figures
    let before: Report?
    let assessment: String
    let asks: String?
    let inputs: [(Report.Input, String)]
    let sight: Sight
    let language: Language
    /// The entry of one that was issued before it was printed.
    var position: Int?

    private func say(da: String, en: String) -> String { language(Phrase(da: da, en: en)) }
    private var period: String { "\(language.day(from))–\(language.day(until))" }
    private var tables: FigureTables {
        FigureTables(figures: figures, before: before?.issue?.figures, language: language)
    }

    /// What the first page shows.
    private static let first: [Report.Figure] = [
        .requirements, .complied, .unproven, .failed, .nonconformities, .nonconformitiesLate, .controlsWanting,
        .risksAbove, .risksUndecided, .documentsLate, .dispensations, .objectivesMet, .dutiesLate,
    ]

    var page: [UInt8] {
        let title = "\(language(kind.label)), \(period)"
        let body: HTML = """
            <p class="kicker">\(label) · \(sight.house.fullName)</p><h1>\(title)</h1>
            <div class="verdict">\(paragraphs(assessment))</div>
            \(tables.paper(Self.first, say(da: "Det vigtigste", en: "What matters most")))
            \(if: asks, { "<h2>\(say(da: "Hvad vi beder om", en: "What we ask for"))</h2>\(paragraphs($0))" })
            \(each: inputs, { "<h2>\(language($0.0.label))</h2>\(paragraphs($0.1))" })
            <section class="appendix"><h2>\(say(da: "Bilag: alle tal", en: "Appendix: all figures"))</h2>
            \(each: Report.Part.allCases, { tables.paper($0.figures, language($0.heading)) })
            \(lists)</section>\(proof)
            """
        return PrintedPage(
            language: language, title: title,
            head: "\(sight.house.fullName) · \(language(Classification.confidential.label))",
            foot: "\(label), \(period)", created: nil, body: body
        ).bytes
    }

    /// The figures as a table, which lies inside the printed report.
    var table: Printer.Attached {
        let columns = [
            (say(da: "Tal", en: "Figure"), 50), (say(da: "Navn", en: "Name"), 20), (say(da: "Nu", en: "Now"), 10),
            (say(da: "Sidst", en: "Last time"), 10),
        ]
        var sheet = Sheet(label, columns: columns.map { .init($0.0, width: $0.1) })
        for (figure, count) in figures.all {
            sheet.add([
                .text(language(figure.label)), .text(figure.rawValue), .number(count),
                before?.issue?.figures[figure].map { .number($0) } ?? .none,
            ])
        }
        return Printer.Attached(
            name: "\(label).csv", type: "text/csv", about: say(da: "Rapportens tal", en: "The figures of the report"),
            day: until, bytes: CSV.bytes(sheet, .danish))
    }

    private func paragraphs(_ text: String) -> HTML { HTML(each: PrintedPage.lines(text)) { "<p>\($0)</p>" } }

    /// What the figures count, by name: only what every reader of the report may see.
    private var lists: HTML {
        let open = sight.nonconformities.filter { $0.day <= until && $0.standing(on: until) != .closed }
            .map { Subject.nonconformity($0.id) }
        let failed = sight.requirements(on: until).filter { known in
            [.failed, .partly, .unproven].contains(sight.compliance(of: known, on: until))
        }.map { Subject.requirement($0.id) }
        let decided = sight.decided(from: from, until: until).map { Subject.decision($0.id) }
        return list(say(da: "Åbne afvigelser", en: "Open nonconformities"), open)
            + list(
                say(da: "Krav, der ikke er efterlevet eller dokumenteret", en: "Requirements not met or not proven"),
                failed)
            + list(say(da: "Beslutninger i perioden", en: "Decisions in the period"), decided) + objectives
            + TopRisks(until: until, sight: sight, language: language).paper
    }

    private func list(_ heading: String, _ subjects: [Subject]) -> HTML {
        let labels = subjects.filter { sight.isTold($0, on: until) }.compactMap {
            sight.label($0, on: until, language)
        }
        guard !labels.isEmpty else { return HTML() }
        let shown = labels.prefix(100)
        let more = labels.count - shown.count
        return """
            <h3>\(heading)</h3><ul>\(each: shown, { "<li>\($0)</li>" })</ul>\
            \(when: more > 0, "<p>\(say(da: "Og \(more) mere.", en: "And \(more) more."))</p>")
            """
    }

    private var objectives: HTML {
        let rows = sight.objectives(on: until).compactMap { known -> (String, String, String)? in
            guard let wording = known.wording(on: until) else { return nil }
            let target = wording.target(
                sight.text(wording.measure) ?? language(Sentence.erased), number: language.number(wording.target),
                language)
            let measured =
                known.measurement(by: until).map { language.number($0.value) }
                ?? say(da: "ikke målt", en: "not measured")
            return (sight.label(.objective(known.id), on: until, language) ?? wording.label, target, measured)
        }
        guard !rows.isEmpty else { return HTML() }
        return """
            <h3>\(say(da: "Mål", en: "Objectives"))</h3><table><thead><tr>\
            <th scope="col">\(say(da: "Mål", en: "Objective"))</th><th scope="col">\(say(da: "Sat til", en: "Set to"))</th>\
            <th scope="col">\(say(da: "Målt", en: "Measured"))</th></tr></thead><tbody>\(each: rows, {
                "<tr><th scope=\"row\">\($0.0)</th><td>\($0.1)</td><td>\($0.2)</td></tr>"
            })</tbody></table>
            """
    }

    /// What the figures and the file rest on.
    private var bound: String {
        guard let position else {
            return say(
                da:
                    "Tallene er talt, da filen blev trykt; kontrolpunktet er det sidste før det. Filen selv er bundet med sin "
                    + "SHA-256 i rapportens post i revisionssporet.",
                en:
                    "The figures were counted when this was printed; the checkpoint is the last one before. The file itself "
                    + "is bound by its SHA-256 in the report's entry of the ledger.")
        }
        return say(
            da:
                "Tallene står i rapportens post \(position) i revisionssporet og er talt, da den blev udsendt. Denne fil er "
                + "trykt bagefter.",
            en:
                "The figures stand in the report's entry \(position) of the ledger and were counted when it was issued. "
                + "This file was printed afterwards.")
    }

    private var proof: HTML {
        guard let note = sight.house.checkpoint, let checkpoint = try? Checkpoint.unverified(note) else {
            return HTML()
        }
        return PrintedPage.proof(
            [
                (say(da: "Kontrolpunkt", en: "Checkpoint"), checkpoint.origin),
                (say(da: "Størrelse", en: "Size"), "\(checkpoint.size)"),
                (say(da: "Rod", en: "Root"), checkpoint.root.base64),
                (say(da: "Nøgle", en: "Key"), sight.house.key.verifier.text),
            ],
            bound,
            language)
    }
}

extension ReportPaper {
    /// One that was issued, from what was known on its day.
    init(_ known: Report, _ issue: Report.Issue, _ sight: Sight, _ language: Language) {
        self.init(
            kind: issue.kind, label: issue.label, from: issue.from, until: issue.until, figures: issue.figures,
            before: sight.report(before: known), assessment: sight.text(issue.assessment) ?? language(Sentence.erased),
            asks: sight.text(issue.asks),
            inputs: Report.Input.allCases.compactMap { input in
                issue.inputs[input].map { (input, sight.text($0) ?? language(Sentence.erased)) }
            }, sight: sight, language: language, position: known.position)
    }
}

/// Prints a report before it is issued, alike for all doors: what a door was handed as the printed report is never believed.
enum ReportPrinting {
    static func add(
        to arguments: inout Arguments, of kind: CommandKind, _ house: House, _ actor: Actor, _ printer: Printer
    ) async throws(Refusal) {
        arguments.files["printed"] = nil
        arguments.files["figures"] = nil
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        guard acted == .issueReport || acted == .issueReview, printer.isThere, let person = actor.person else { return }
        let report: Report.Kind
        if acted == .issueReview {
            report = .review
        } else {
            guard let chosen: Report.Kind = try arguments.optionalChoice("kind") else { return }
            report = chosen
        }
        // What is missing or wrong is said by the command itself.
        guard let from = try? arguments.day("from"), let until = try? arguments.day("to"), from <= until,
            let assessment = try? arguments.text("assessment", most: 4000),
            let sight = try? await house.sight(of: ID(person)), sight.mayEver(acted),
            let figures = sight.figures(from: from, until: until)
        else { return }
        var inputs: [(Report.Input, String)] = []
        for input in Report.Input.allCases where acted == .issueReview {
            guard let text = try? arguments.text(input.rawValue, most: 4000) else { return }
            inputs.append((input, text))
        }
        let next = sight.nextReport
        let paper = ReportPaper(
            kind: report, label: Report.label(next.year, next.number), from: from, until: until, figures: figures,
            before: sight.report(report, before: until), assessment: assessment,
            asks: (try? arguments.optionalText("asks", most: 2000)) ?? nil, inputs: inputs,
            sight: sight, language: .da)
        let bytes = try await printer.pdf(paper.page, files: PrintedPage.files, attached: [paper.table])
        arguments.files["printed"] = .init(name: "rapport.pdf", bytes: bytes)
        arguments.files["figures"] = .init(
            name: "tal", bytes: Array(Report.printed(next.year, next.number, figures).utf8))
    }
}
