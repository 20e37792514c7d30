// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office

/// A statement of applicability as printed pages: how it stands as a whole, what is excluded and why, each of the 93
/// controls, and how somebody outside checks it. The same table lies inside the file as a spreadsheet.
struct ScopePrint {
    private let known: Scope
    private let context: Context
    private let lines: [SoALine]
    private let spreadsheet: [UInt8]

    /// It may read much, so it is made on a thread of its own.
    init(_ id: ID<Scope>, _ context: Context) throws {
        // What the page was filtered by is not what is printed.
        var context = context
        context.arguments = Arguments()
        known = try context.sight.scope(id)
        self.context = context
        lines = SoALine.all(known, context)
        spreadsheet = try SheetFormat.xlsx.bytes(try ListSheet.controls(id).sheet(context), context.language)
    }

    /// The same as a file inside the printed one.
    var table: Printer.Attached {
        Printer.Attached(
            name: FormReader.fileName("\(fileName).xlsx"), type: SheetFormat.xlsx.type,
            about: context.say(da: "De 93 foranstaltninger som regneark", en: "The 93 controls as a spreadsheet"),
            day: sight.day, bytes: spreadsheet)
    }

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var name: String { sight.label(.scope(known.id), language) ?? context.say(Sentence.erased) }
    private var kind: String { context.say(da: "Anvendelseserklæring", en: "Statement of applicability") }
    private var title: String { "\(kind): \(name)" }
    var fileName: String { "\(kind) \(name) \(sight.day.description)" }

    /// The day shown, and with what knowledge.
    private var day: String {
        let day = language.day(sight.day)
        return switch sight.view {
        case .today: day
        case .then: context.say(da: "\(day), som det var kendt da", en: "\(day), as it was known then")
        case .now: context.say(da: "\(day), med det, vi ved nu", en: "\(day), with what we know now")
        }
    }

    var page: [UInt8] {
        let body: HTML = """
            <div class="soa"><p class="kicker">\(kind) · ISO/IEC 27001:2022, 6.1.3 d</p><h1>\(name)</h1>
            <p class="lead">\(sentence)</p>
            <p class="bar"><img\(src: File(path: "/\(Self.bar)")) alt="\(sentence)"></p>
            \(PrintedPage.facts(facts))<main>\(overview)\(excluded)\(undecided)
            <div class="wide">\(each: ControlAttributes.Theme.allCases, theme)</div></main>
            <div class="last">\(inside)\(proof)</div></div>
            """
        return PrintedPage(
            language: language, title: title, head: "\(sight.house.fullName) · \(kind)",
            foot: "\(name) · \(context.say(da: "Vist pr.", en: "Shown as of")) \(day)",
            created: nil, body: body
        ).bytes
    }

    // MARK: The whole

    /// How a control stands, in the order of the summary.
    private enum State: String, CaseIterable {
        case implemented, partly, planned, excluded, undecided

        /// In the picture; the words of the table have the same.
        var colour: String {
            switch self {
            case .implemented: "#2f8457"
            case .partly: "#d39a2d"
            case .planned: "#2f7d95"
            case .excluded: "#98a4aa"
            case .undecided: "#dfe4e6"
            }
        }

        init(_ decision: Scope.Applicability?) {
            switch decision?.status {
            case .implemented?: self = .implemented
            case .partly?: self = .partly
            case .planned?: self = .planned
            case nil: self = decision == nil ? .undecided : .excluded
            }
        }
    }

    private func count(_ state: State, _ theme: ControlAttributes.Theme? = nil) -> Int {
        lines.count { State($0.decision) == state && (theme == nil || $0.theme == theme) }
    }

    private var sentence: String {
        let (excluded, open) = (count(.excluded), count(.undecided))
        let applying = lines.count - excluded - open
        let first = context.say(
            da:
                "\(applying) af \(lines.count) foranstaltninger er relevante, og \(count(.implemented)) af dem er indført.",
            en: "\(applying) of \(lines.count) controls apply, and \(count(.implemented)) of them are implemented.")
        let rest =
            open == 0
            ? context.say(da: "\(excluded) er fravalgt.", en: "\(excluded) are excluded.")
            : context.say(
                da: "\(excluded) er fravalgt, og \(open) er ikke afgjort.",
                en: "\(excluded) are excluded, and \(open) are undecided.")
        return "\(first) \(rest)"
    }

    /// What the page names.
    var files: [(name: String, type: String, bytes: [UInt8])] {
        PrintedPage.files + [(Self.bar, "image/svg+xml", bar.bytes)]
    }

    private struct File: HTML.Addressable {
        let path: String
    }

    private static let bar = "fordeling.svg"

    /// What the table below it says, at a glance: a picture, since a page may not carry its own measures.
    private var bar: HTML {
        var (start, parts): (Int, [(state: State, start: Int, width: Int)]) = (0, [])
        for state in State.allCases {
            parts.append((state, start, count(state)))
            start += count(state)
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(start) 3" preserveAspectRatio="none" width="\(start * 10)" height="30">\
            \(each: parts.filter { $0.width > 0 }, { part in
                "<rect x=\"\(part.start)\" y=\"0\" width=\"\(part.width)\" height=\"3\" fill=\"\(part.state.colour)\"/>"
            })</svg>
            """
    }

    private var facts: [(label: String, value: String)] {
        var rows: [(String, String)] = [(context.say(da: "Organisation", en: "Organisation"), sight.house.fullName)]
        if let above = known.baseline.flatMap({ sight.label(.scope($0), language) }) {
            let own = lines.count(where: \.isOwn)
            rows.append(
                (
                    context.say(da: "Tilpasser", en: "Tailors"),
                    context.say(da: "\(above); \(own) er valgt her", en: "\(above); \(own) are decided here")
                ))
        }
        let newest = Scope.controls.compactMap { sight.applicability(of: $0, in: known.id)?.since }.max()
        if let newest {
            rows.append((context.say(da: "Sidst ændret", en: "Last changed"), language.day(newest)))
        }
        if let closed = known.closedOn, closed <= sight.day {
            rows.append((context.say(da: "Lukket", en: "Closed"), language.day(closed)))
        }
        rows += [
            (context.say(da: "Vist pr.", en: "Shown as of"), day),
            (context.say(da: "Hentet af", en: "Taken by"), context.name(sight.person, on: sight.today)),
        ]
        if context.isDemo {
            rows.append((context.say(da: "Bemærk", en: "Note"), context.say(da: "Eksempeldata", en: "Sample data")))
        }
        return rows
    }

    private func word(_ state: State) -> String {
        switch state {
        case .implemented: language(Scope.Status.implemented.label)
        case .partly: language(Scope.Status.partly.label)
        case .planned: language(Scope.Status.planned.label)
        case .excluded: context.say(da: "Fravalgt", en: "Excluded")
        case .undecided: context.say(da: "Ikke afgjort", en: "Undecided")
        }
    }

    private func tag(_ state: State) -> HTML { "<span class=\"state \(state.rawValue)\">\(word(state))</span>" }

    private var overview: HTML {
        let states = State.allCases
        let total = context.say(da: "I alt", en: "In all")
        func row(_ label: String, _ theme: ControlAttributes.Theme?) -> HTML {
            """
            <tr\(attribute: "class", theme == nil ? "total" : nil)><th scope="row">\(label)</th>\
            \(each: states, { "<td class=\"count\">\(count($0, theme))</td>" })\
            <td class="count">\(lines.count { theme == nil || $0.theme == theme })</td></tr>
            """
        }
        return """
            <section><h2 id="overblik">\(context.say(da: "Overblik", en: "Overview"))</h2>
            <table class="themes"><thead><tr><th scope="col">\(context.say(da: "Tema", en: "Theme"))</th>\
            \(each: states, { "<th scope=\"col\" class=\"count\">\(tag($0))</th>" })\
            <th scope="col" class="count">\(total)</th></tr></thead>
            <tbody>\(each: ControlAttributes.Theme.allCases, { row(language($0.label), $0) })\(row(total, nil))</tbody></table>
            </section>
            """
    }

    /// What an auditor reads first (ISO/IEC 27001, 6.1.3 d: the reasons for exclusions).
    private var excluded: HTML {
        let found = lines.filter { State($0.decision) == .excluded }
        guard !found.isEmpty else { return HTML() }
        return """
            <section><h2 id="fravalgt">\(context.say(da: "Fravalgt, og hvorfor", en: "Excluded, and why"))</h2>
            <table class="why"><thead><tr><th scope="col">\(context.say(da: "Foranstaltning", en: "Control"))</th>\
            <th scope="col">\(context.say(da: "Begrundelse", en: "Reason"))</th></tr></thead>
            <tbody>\(each: found, { line in
                """
                <tr><th scope="row">\(context.name(control: line.control))</th>\
                <td>\(reason(line) ?? HTML())</td></tr>
                """
            })</tbody></table></section>
            """
    }

    private var undecided: HTML {
        let found = lines.filter { $0.decision == nil }
        guard !found.isEmpty else { return HTML() }
        return """
            <section><h2 id="uafgjort">\(context.say(da: "Ikke afgjort endnu", en: "Not decided yet"))</h2>
            <p class="open">\(found.map { context.name(control: $0.control) }.joined(separator: " · "))</p></section>
            """
    }

    // MARK: Each control

    private func theme(_ theme: ControlAttributes.Theme) -> HTML {
        // Their widths stand in print.css.
        let columns = [
            Phrase(da: "Nummer", en: "Number"), Phrase(da: "Foranstaltning", en: "Control"),
            Phrase(da: "Status", en: "Status"), Phrase(da: "Begrundelse", en: "Reason"),
            Phrase(da: "Sådan er den indført", en: "How it is implemented"),
            Phrase(da: "Ansvarlig", en: "Responsible"), Phrase(da: "Beskrevet i", en: "Described in"),
        ]
        let titles = Framework.Name("27002").flatMap { ShippedFrameworks.all[$0] }
        return """
            <section><h2 id="\(theme.rawValue)">\(language(theme.label))</h2>
            <table class="controls"><thead><tr>\(each: columns, { "<th scope=\"col\">\(language($0))</th>" })</tr></thead>
            <tbody>\(each: lines.filter { $0.theme == theme }, { line in
                """
                <tr><th scope="row">\(line.control.text)</th>\
                <td>\(titles?[line.control].map { language($0.title) } ?? "")</td><td>\(status(line))</td>\
                <td>\(cell(reason(line)))</td><td>\(cell(line.decision?.how.map(words)))</td>\
                <td>\(cell(line.decision?.unit.map { "\(context.name($0))" }))</td><td>\(described(line))</td></tr>
                """
            })</tbody></table></section>
            """
    }

    private func cell(_ content: HTML?) -> HTML { content ?? "<span class=\"none\">–</span>" }
    private func words(_ value: ValueID) -> HTML { JournalPrint.paragraphs(context.text(value)) }
    private func reason(_ line: SoALine) -> HTML? { line.decision.map { words($0.reason) } }

    private func status(_ line: SoALine) -> HTML {
        var notes: [String] = []
        if let day = line.freshest {
            notes.append(context.say(da: "Bevist \(language.shortDay(day))", en: "Proven \(language.shortDay(day))"))
        }
        if line.isOwn, known.baseline != nil { notes.append(context.say(da: "Valgt her", en: "Decided here")) }
        return "<p>\(tag(State(line.decision)))</p>\(each: notes, { "<p>\($0)</p>" })"
    }

    private func described(_ line: SoALine) -> HTML {
        guard let decision = line.decision else { return cell(nil) }
        let seen = sight.documents(describing: decision).map { context.title($0) }
        let hidden = decision.documents.count - seen.count
        let rest =
            hidden == 0
            ? []
            : [context.say(da: "\(hidden) uden adgang", en: "\(hidden) without access")]
        return seen.isEmpty && rest.isEmpty ? cell(nil) : "\(each: seen + rest, { "<p>\($0)</p>" })"
    }

    // MARK: How it is checked

    private var inside: HTML {
        """
        <section><h2 id="data">\(context.say(da: "Tabellen som data", en: "The table as data"))</h2>
        <p>\(context.say(
            da: "Tabellen ligger også som regneark inde i denne fil. Læs det med en PDF-læser, der viser vedhæftede filer: \(table.name)",
            en: "The table also lies inside this file as a spreadsheet. Read it with a PDF reader that shows attachments: \(table.name)"))</p>
        </section>
        """
    }

    /// The size and the root of the ledger, as the last checkpoint signed them.
    private var proof: HTML {
        let house = sight.house
        guard let note = house.checkpoint, let checkpoint = try? Checkpoint.unverified(note) else { return HTML() }
        let words = context.say(
            da:
                "Erklæringen er lavet af de første \(language.number(sight.known)) poster i revisionssporet. Hver beslutning "
                + "om en foranstaltning er en post, og dens bevis hentes på erklæringens side i Værn.",
            en:
                "The statement is made from the first \(language.number(sight.known)) entries of the ledger. Each decision on "
                + "a control is an entry, and its proof is taken on the page of the statement in Værn.")
        return PrintedPage.proof(
            [
                (context.say(da: "Kontrolpunkt", en: "Checkpoint"), checkpoint.origin),
                (context.say(da: "Størrelse", en: "Size"), "\(checkpoint.size)"),
                (context.say(da: "Rod", en: "Root"), checkpoint.root.base64),
                (context.say(da: "Nøgle", en: "Key"), house.key.verifier.text),
            ], words, language)
    }
}
