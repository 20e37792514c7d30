// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// Adopting a framework in two steps: choose the file; then see what was understood, say what it is called here, and adopt
/// it. It works without a script, and the file is chosen once.
enum FrameworkForm {
    private static let kind = CommandKind.adoptFramework

    static func content(_ refusal: Refusal?, in context: Context) async throws -> Content {
        var (reading, fault): (FrameworkReading?, Refusal?) = (nil, refusal)
        do throws(Refusal) {
            reading = try await FrameworkIntake.read(context.arguments)
            if reading == nil, context.argument("_preview") != nil {
                fault =
                    fault
                    ?? .invalid("file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
            }
        } catch {
            fault = fault ?? error
        }
        let title = context.say(kind.label)
        let sentence =
            reading == nil
            ? context.say(
                da: "Et rammeværk, I selv har: et katalog, et bibliotek, jeres eksemplar af en standard eller trusler.",
                en: "A framework of your own: a catalogue, a library, your own copy of a standard or threats.")
            : context.say(
                da: "Se efter, hvad der blev forstået. Intet er indført endnu.",
                en: "Check what was understood. Nothing is adopted yet.")
        let head = Head(
            crumbs: [.init(context.say(FrameworksPage.title), Route.frameworks.link), .init(title)], title: title,
            sentence: "\(sentence)"
        ).html(context.language)
        let body = reading.map { second($0, fault, context) } ?? first(fault, context)
        return Content(
            title, menu: .frameworks, status: CommandForm.status(fault),
            head + CommandForm.summary(fault, in: context) + body)
    }

    private static func field(_ name: String, _ refusal: Refusal?, _ context: Context) -> HTML {
        CommandForm.field(name, of: kind, refusal, in: context)
    }

    private static func first(_ refusal: Refusal?, _ context: Context) -> HTML {
        let kept = context.arguments.files["file"].map { file in
            context.say(
                da: "»\(file.name)« er valgt. Vælg kun en fil, hvis det skal være en anden.",
                en: "“\(file.name)” is chosen. Choose a file only if it should be another one.")
        }
        return Panel(id: "indfoer", heading: context.say(da: "1. Vælg filen", en: "1. Choose the file"), isWide: true)
            .padded(
                CommandForm.open(kind, in: context, hasFiles: true, asksBeforeLeaving: true).html(
                    """
                    \(if: kept, { "<p>\($0)</p>" })\(field("file", refusal, context))\
                    \(field("catalogue", refusal, context))<p class="muted">\(context.say(columns))</p>\
                    \(PostForm.foot([
                        Button(
                            context.say(da: "Se forhåndsvisning", en: "Preview"), kind: .primary,
                            field: ("_preview", "1")).submit
                    ], remark: context.say(da: "Intet gemmes endnu", en: "Nothing is saved yet")))
                    """))
    }

    /// What a table must look like.
    private static let columns = Phrase(
        da: """
            En tabel har en overskriftsrække med id og titel, og gerne tekst og overordnet. Har I købt en standard, må I \
            normalt have den her til eget brug; spørg udgiveren, hvis I er i tvivl.
            """,
        en: """
            A table has a row of headings with id and title, and preferably text and parent. If you have bought a standard, \
            you may normally keep it here for your own use; ask the publisher if in doubt.
            """)

    private static func second(_ reading: FrameworkReading, _ refusal: Refusal?, _ context: Context) -> HTML {
        var filled = context
        func fill(_ name: String, _ text: String?) {
            if context.argument(name) == nil { filled.arguments.texts[name] = text.map { [$0] } }
        }
        fill("name", reading.name?.text)
        fill("label", reading.proposedTitle)
        fill("kind", reading.kind.rawValue)
        let preview = FrameworkPreview(reading, context)
        let names = ["name", "label", "kind"].map { field($0, refusal, filled) }
        return CommandForm.open(kind, in: context, hasFiles: true, asksBeforeLeaving: true).html(
            """
            \(CommandForm.keptFile(in: context))\
            \(Panel(
                id: "forstaaet", heading: context.say(da: "2. Det er forstået", en: "2. What was understood"), isWide: true
            ).padded(preview.summary + preview.remarks))\
            \(Panel(
                id: "punkter", heading: context.say(da: "De første punkter", en: "The first clauses"), isWide: true
            ).html(preview.table))\
            \(Panel(
                id: "indfoer", heading: context.say(da: "3. Hvad det hedder her", en: "3. What it is called here"),
                isWide: true
            ).padded(HTML(joining: names) + foot(context)))
            """)
    }

    private static func foot(_ context: Context) -> HTML {
        PostForm.foot(
            [
                Button(context.say(da: "Indfør", en: "Adopt"), kind: .primary, icon: .check).submit,
                Button(context.say(da: "Vælg en anden fil", en: "Choose another file"))
                    .link(Route.command(kind).link),
            ],
            remark: context.say(
                da: "Det, der er indført, ændres ikke. En ny udgave indføres under et nyt navn.",
                en: "What is adopted never changes. A new edition is adopted under a new name."))
    }
}

/// What a file with a framework was understood to say: in numbers, with every remark, and its first clauses.
struct FrameworkPreview {
    /// So many clauses are shown: enough to see whether numbers, titles and levels are right.
    static let most = 40
    /// So many places of a remark; the others are counted.
    private static let mostPlaces = 20

    let reading: FrameworkReading
    let context: Context
    private var language: Language { context.language }

    init(_ reading: FrameworkReading, _ context: Context) {
        self.reading = reading
        self.context = context
    }

    var summary: HTML {
        let headings = reading.clauses.filter(\.isHeading).count
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Format", en: "Format"), text: language(reading.format.label)),
            .init(
                context.say(da: "Punkter", en: "Clauses"),
                text: context.say(
                    da: "\(language.number(reading.clauses.count)), heraf \(counted(headings).da)",
                    en: "\(language.number(reading.clauses.count)), \(counted(headings).en)")),
        ]
        func add(_ label: Phrase, _ text: String?) {
            if let text, !text.isEmpty { rows.append(.init(language(label), text: text)) }
        }
        add(Phrase(da: "Titel i filen", en: "Title in the file"), language(reading.label))
        add(Phrase(da: "Om", en: "About"), reading.about.map { language($0) })
        add(Phrase(da: "Udgave", en: "Edition"), reading.version)
        add(Phrase(da: "Udgiver", en: "Publisher"), reading.publisher)
        add(Phrase(da: "Adresse", en: "Address"), reading.address)
        add(Phrase(da: "Sprog", en: "Languages"), reading.languages.joined(separator: ", "))
        add(Phrase(da: "Rettigheder", en: "Rights"), reading.rights)
        if !reading.mappings.isEmpty {
            add(Phrase(da: "Forbindelser", en: "Connections"), language.number(reading.mappings.count))
        }
        return SummaryList(rows: rows, isWide: true).html(language)
    }

    private func counted(_ headings: Int) -> Phrase {
        headings == 1
            ? Phrase(da: "1 overskrift", en: "1 of them a heading")
            : Phrase(
                da: "\(language.number(headings)) overskrifter", en: "\(language.number(headings)) of them headings")
    }

    /// Every remark with its places.
    var remarks: HTML {
        guard !reading.remarks.isEmpty else {
            let nothing = context.say(
                da: "Alt i filen blev læst.", en: "Everything in the file was read.")
            return Note(.ok).html("<p>\(nothing)</p>")
        }
        return Note(.warn).html(
            """
            <p><b>\(context.say(da: "Se efter:", en: "Look at this:"))</b></p>\
            <ul>\(each: reading.remarks, { "<li>\(remark($0))</li>" })</ul>
            """)
    }

    private func remark(_ remark: FrameworkReading.Remark) -> HTML {
        let shown = remark.places.prefix(Self.mostPlaces).map { language($0.label) }
        let rest = remark.count - shown.count
        var places = shown.joined(separator: ", ")
        if rest > 0, !shown.isEmpty {
            places += context.say(da: " og \(language.number(rest)) til", en: " and \(language.number(rest)) more")
        }
        return "\(language(remark.what))\(when: !places.isEmpty, " <span class=\"muted\">(\(places))</span>")"
    }

    var table: HTML {
        var depths: [ClauseID: Int] = [:]
        let rows = reading.clauses.prefix(Self.most).map { clause -> WorkTable.Row in
            let depth = clause.parent.flatMap { depths[$0] }.map { $0 + 1 } ?? 0
            depths[clause.id] = depth
            let why: HTML? = clause.text.map { "\(FrameworkPage.short(language($0)))" }
            return WorkTable.Row([
                .init(text: clause.label ?? clause.id.text),
                .title(String(repeating: "– ", count: min(depth, 6)) + language(clause.title), nil, why: why),
                clause.isHeading
                    ? .init(text: context.say(da: "Overskrift", en: "Heading"))
                    : .init(text: context.say(da: "Punkt", en: "Clause")),
            ])
        }
        let rest = reading.clauses.count - rows.count
        let more: HTML =
            rest > 0
            ? "<p class=\"pad muted\">\(context.say(da: "\(language.number(rest)) punkter til.", en: "\(language.number(rest)) more clauses."))</p>"
            : HTML()
        return WorkTable(
            caption: context.say(da: "De første punkter", en: "The first clauses"),
            columns: [
                .init(context.say(da: "Nummer", en: "Number"), .key),
                .init(context.say(da: "Titel", en: "Title"), .title),
                .init(context.say(da: "Er", en: "Is"), .end),
            ], groups: [.init(nil, rows)]
        ).html + more
    }
}
