// SPDX-License-Identifier: MPL-2.0

/// What a report says beside its figures.
struct ReportCase: Sendable {
    let from: Day, until: Day, assessment: String, asks: String?
    /// The report as the office printed it, and the number and figures that stand on it.
    let file: [UInt8]?, printed: String?

    static let fields: [Field] = [
        Field("from", .day, da: "Perioden fra og med", en: "Period from"),
        Field("to", .day, da: "Perioden til og med", en: "Period until"),
        Field(
            "assessment", .text(most: 4000), da: "Hvad viser tallene?", en: "What do the figures show?",
            hint: Phrase(
                da: "Det vigtigste først. Tallene sætter Værn selv ind.",
                en: "What matters most first. Værn puts the figures in itself.")),
        Field(
            "asks", .text(most: 2000), da: "Hvad bedes modtageren om?", en: "What is the reader asked for?",
            optional: true),
    ]

    init(_ arguments: Arguments) throws(Refusal) {
        from = try arguments.day("from")
        until = try arguments.day("to")
        assessment = try arguments.text("assessment", most: 4000)
        asks = try arguments.optionalText("asks", most: 2000)
        file = arguments.files["printed"]?.bytes
        printed = arguments.files["figures"].map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    func issue(
        _ kind: Report.Kind, inputs: [(Report.Input, String)] = [], _ desk: inout Deciding
    ) throws(Refusal) {
        guard from <= until, until < desk.today, until - from < 400 else {
            throw .invalid(
                "to", da: "Perioden skal begynde, før den slutter, være gået og højst vare et år.",
                en: "The period must begin before it ends, be over and last a year at most.")
        }
        let same = desk.register.reports.values.contains {
            $0.issue?.kind == kind && $0.issue?.from == from && $0.issue?.until == until
        }
        guard !same else {
            throw .outOfTurn(
                da: "Den periode er der en rapport om. Annullér den først, hvis den er forkert.",
                en: "There is a report about that period. Annul it first if it is wrong.")
        }
        let (year, number) = (desk.today.year, desk.register.next(.report, desk.today.year))
        let figures = desk.register.figures(from: from, until: until, today: desk.today)
        // What was printed a moment ago must be what is counted now.
        guard file == nil || printed == Report.printed(year, number, figures) else {
            throw Refusal(
                .busy,
                Phrase(
                    da:
                        "Der blev registreret noget, mens rapporten blev trykt, så tallene passer ikke mere. Prøv igen.",
                    en: "Something was recorded while the report was printed, so its figures are old. Try again."))
        }
        var kept = Report.Inputs()
        for (input, text) in inputs { kept[input] = desk.keep(text) as ValueID }
        let issue = Report.Issue(
            number: number, year: year, kind: kind, from: from, until: until, figures: figures,
            assessment: desk.keep(assessment), asks: desk.keep(asks),
            inputs: kept,
            file: file.map { desk.keep($0) }, bytes: file?.count ?? 0)
        let id: ID<Report> = desk.new()
        try desk.record(.report(id, .issued(issue)))
    }
}

extension Report {
    /// What a printed report was made from: its number and its figures.
    public static func printed(_ year: Int, _ number: Int, _ figures: Figures) -> String {
        "\(label(year, number)) \(figures.written)"
    }
}

/// Issues the report of a period to direktion or bestyrelse.
public struct IssueReport: Deed {
    /// The kinds that are only figures and their meaning.
    public enum Recipient: String, Choosable {
        case quarterly
        case halfYearly = "half_yearly"

        public var label: Phrase { kind.label }
        var kind: Report.Kind { self == .quarterly ? .quarterly : .halfYearly }
    }

    let recipient: Recipient, told: ReportCase

    public static let fields =
        [Field("kind", .choice(Recipient.choices), da: "Rapport", en: "Report")] + ReportCase.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        recipient = try arguments.choice("kind")
        told = try ReportCase(arguments)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) { try told.issue(recipient.kind, &desk) }
}

/// Issues what the direktion reviews the management system from (ISO/IEC 27001 9.3.2): all that it takes into account.
public struct IssueReview: Deed {
    let told: ReportCase
    let inputs: [(Report.Input, String)]

    public static let fields =
        ReportCase.fields
        + Report.Input.allCases.map {
            Field($0.rawValue, .text(most: 4000), da: $0.label.da, en: $0.label.en)
        }

    public init(_ arguments: Arguments) throws(Refusal) {
        told = try ReportCase(arguments)
        var inputs: [(Report.Input, String)] = []
        for input in Report.Input.allCases { inputs.append((input, try arguments.text(input.rawValue, most: 4000))) }
        self.inputs = inputs
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) { try told.issue(.review, inputs: inputs, &desk) }
}

/// Puts a report before its body, as a matter that it decides on a meeting or in a written procedure.
public struct PresentReport: Deed {
    let report: ID<Report>, question: String, due: Day

    public static let fields = [
        Field("report", .report, da: "Rapport", en: "Report"),
        Field(
            "question", .line(most: 200), da: "Hvad skal der tages stilling til?", en: "What is to be decided?",
            hint: Phrase(
                da: "Fx: Tager direktionen rapporten til efterretning?",
                en: "Such as: Does the direktion take note of the report?")),
        Field("due", .day, da: "Beslutning senest", en: "To be decided by"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        report = try arguments.id("report")
        question = try arguments.line("question", most: 200)
        due = try arguments.day("due")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        Concern(body: register.reports[report]?.issue?.kind.body)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, issue) = try desk.register.existingReport(report)
        guard desk.register.matters(of: known.id).isEmpty else {
            throw .outOfTurn(da: "Rapporten er forelagt.", en: "The report is before its body.")
        }
        guard due >= desk.today else {
            throw .invalid(
                "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        // The matter is read by everybody; what the report says stays in the report.
        let wording = Proposal.Wording(
            number: desk.register.next(.proposal, desk.today.year), year: desk.today.year, body: issue.kind.body,
            question: desk.keep(question), content: .other(desk.keep("\(issue.kind.label.da) \(issue.label)")),
            reasons: desk.keep("Politikken kræver, at ledelsen får besked om informationssikkerheden."),
            ifYes: desk.keep("\(issue.label) er taget til efterretning."),
            ifNo: desk.keep("Rapporten skal laves om og forelægges igen."), conditions: nil, due: due, follows: nil)
        let proposal: ID<Proposal> = desk.new()
        try desk.record(.proposal(proposal, .made(wording)))
        try desk.record(.report(report, .presented(proposal)))
    }
}

extension Deciding {
    /// A report that its body has answered stays: a new one tells what was wrong.
    func keepReport(_ subject: Subject, _ position: Int) throws(Refusal) {
        guard subject.kind == .report, let known = register.reports[subject.id.seen(as: Report.self)] else { return }
        let struck = known.presentations.first { $0.position == position }
        guard known.position == position || struck != nil else { return }
        let matters = register.matters(of: known.id)
        let own = struck.map { [$0.proposal] } ?? matters
        guard own.allSatisfy({ register.decisions(on: $0).isEmpty }) else {
            throw .outOfTurn(
                da: "Rapporten er behandlet. Lav en ny, der siger, hvad der var forkert.",
                en: "The report is dealt with. Make a new one that says what was wrong.")
        }
        guard known.position != position || matters.isEmpty else {
            throw .outOfTurn(
                da: "Rapporten er forelagt. Træk indstillingen tilbage først.",
                en: "The report lies before its body. Withdraw that matter first.")
        }
    }
}
