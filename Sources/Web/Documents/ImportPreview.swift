// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// What a file was understood to say, with what a person can change before it counts: the parts of the text and the
/// rows of the version table. It changes how the text is parted, never what it says.
struct ImportPreview {
    /// So many blocks can be changed in the browser; longer texts are changed through the interface.
    static let most = 400

    let proposal: ImportProposal
    let context: Context

    private var language: Language { context.language }

    init(_ proposal: ImportProposal, _ context: Context) {
        self.proposal = proposal
        self.context = context
    }

    /// What was recognised, in numbers and in an outline.
    var recognised: HTML {
        let sections = proposal.text.sections
        let numbered = sections.filter { $0.number != nil }.count
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Titel i filen", en: "Title in the file"), text: proposal.title),
            .init(
                context.say(da: "Overskrifter", en: "Headings"),
                text: context.say(
                    da: "\(sections.count), heraf \(numbered) med nummer",
                    en: "\(sections.count), \(numbered) of them numbered")),
            .init(
                context.say(da: "Afsnit", en: "Paragraphs"),
                text: language.number(
                    proposal.text.blocks.filter { $0.headingLevel == nil && $0.kind != .furniture }.count)),
            .init(
                context.say(da: "Mulige krav", en: "Possible requirements"),
                text: language.number(proposal.candidates.count)),
        ]
        if let found = proposal.language {
            let name = found == .da ? Phrase(da: "Dansk", en: "Danish") : Phrase(da: "Engelsk", en: "English")
            rows.append(.init(context.say(da: "Sprog", en: "Language"), text: language(name)))
        }
        return """
            \(warnings)\(SummaryList(rows: rows, isWide: true).html(language))\
            <details><summary>\
            \(context.say(da: "Vis overskrifterne", en: "Show the headings"))</summary>\
            <ul>\(each: sections.prefix(Self.most), outline)</ul></details>
            """
    }

    private func outline(_ section: DocumentText.Section) -> HTML {
        "<li>\(if: section.number, { "\($0) " })\(InlineText.plain(section.title))</li>"
    }

    private var warnings: HTML {
        guard !proposal.warnings.isEmpty else { return HTML() }
        return Note(.warn).html(
            """
            <p><b>\(context.say(da: "Se efter:", en: "Look at this:"))</b></p>\
            <ul>\(each: proposal.warnings, { "<li>\(language($0))</li>" })</ul>
            """)
    }

    // MARK: The version table

    /// The rows as fields; none if the file has no table.
    func versionRows(_ refusal: Refusal?) -> HTML {
        let rows = ImportRows(context.arguments, proposal).rows
        let spare = ImportRows.Row(number: "", unit: "", update: "", day: "")
        let error = ["row_number", "row_day"].compactMap { CommandForm.error($0, refusal, in: context) }.first
        let intro = context.say(
            da: "Rækkerne bliver historik: de mærkes »importeret«. Ret dem, eller fjern dem, der ikke hører til.",
            en: "The rows become history: they are marked “imported”. Correct them, or remove those that do not belong."
        )
        let table = WorkTable(
            caption: context.say(da: "Rækker i filens versionshistorik", en: "Rows of the file's version history"),
            columns: [
                .init(context.say(da: "Version", en: "Version"), .key),
                .init(context.say(da: "Enhed, navn, titel", en: "Unit, name, title")),
                .init(context.say(da: "Opdatering", en: "Update")), .init(context.say(da: "Dato", en: "Date"), .due),
                .init(context.say(da: "Udelad", en: "Leave out"), .end, isNamedWhenFolded: true),
            ],
            groups: [.init(nil, (rows + [spare]).enumerated().map { row($0.offset, $0.element, of: rows.count) })])
        return """
            <input type="hidden" name="_rows" value="1"><p>\(intro)</p>\
            \(if: error, { Field.error($0, id: "row_number-e", language) })\(table.html)
            """
    }

    private func row(_ index: Int, _ row: ImportRows.Row, of count: Int) -> WorkTable.Row {
        let place =
            index < count
            ? context.say(da: "række \(index + 1)", en: "row \(index + 1)")
            : context.say(da: "ny række", en: "new row")
        func input(_ name: String, _ label: Phrase, _ value: String, size: Int) -> WorkTable.Cell {
            WorkTable.Cell(
                """
                <input name="\(name)" id="\(index == 0 ? name : "\(name)-\(index)")" value="\(value)" \
                autocomplete="off"\
                \(attribute: "size", size) aria-label="\(language(label)), \(place)">
                """)
        }
        return .init([
            input("row_number", Phrase(da: "Version", en: "Version"), row.number, size: 5),
            input("row_unit", Phrase(da: "Enhed, navn, titel", en: "Unit, name, title"), row.unit, size: 18),
            input("row_update", Phrase(da: "Opdatering", en: "Update"), row.update, size: 22),
            input("row_day", Phrase(da: "Dato", en: "Date"), row.day, size: 11),
            index < count
                ? .init(
                    """
                    <label class="tick" for="row_drop-\(index)"><input type="checkbox" name="row_drop" \
                    id="row_drop-\(index)" \
                    value="\(index)"><span class="vh">\(context.say(da: "Udelad", en: "Leave out")) \(place)</span></label>
                    """)
                : .none(context.say(da: "ny", en: "new")),
        ])
    }

    // MARK: Images

    func imagePanel(_ refusal: Refusal?) -> HTML {
        let fields = images(refusal)
        guard !fields.isEmpty else { return HTML() }
        return Panel(id: "billeder", heading: context.say(da: "Billeder", en: "Images"), isWide: true).padded(fields)
    }

    /// Every image with the field for what it shows; nothing if the file has none.
    func images(_ refusal: Refusal?) -> HTML {
        guard let extract = (try? Preparation.extract(context.arguments)).flatMap({ $0 }), !extract.images.isEmpty
        else { return HTML() }
        let intro = context.say(
            da: "Skriv, hvad hvert billede viser, til dem, der ikke kan se det. Skriv - hvis det kun er pynt.",
            en: "Write what each image shows, for those who cannot see it. Write - if it is only an ornament.")
        let error = CommandForm.error("alt", refusal, in: context)
        return """
            <p>\(intro)</p>\(if: error, { Field.error($0, id: "alt-e", language) })\
            \(each: Array(extract.images.enumerated()), { image($0.offset + 1, $0.element, extract) })
            """
    }

    private func image(_ number: Int, _ image: Extract.Image, _ extract: Extract) -> HTML {
        let facts = "\(image.format.rawValue.uppercased()), \(image.width) × \(image.height)"
        let shown = context.say(da: "Billede \(number)", en: "Image \(number)")
        let field = Field(
            "alt", context.say(da: "Hvad viser billede \(number)?", en: "What does image \(number) show?"), hint: facts,
            id: number == 1 ? "alt" : "alt-\(number)", .text(extract.alt(ofImage: number)))
        return """
            <div class="stack">\(if: context.keptFile, { name in
                "<figure><img\(src: Route.keptImage(name, number)) alt=\"\(shown)\" loading=\"lazy\"></figure>"
            })\(field.html(language))</div>
            """
    }

    // MARK: The parts of the text

    /// A choice for every block, and the changes of the rounds before, which go along.
    var blocks: HTML {
        let earlier = (context.arguments.texts["adjust"] ?? []).filter { !$0.isEmpty }
        let kept = earlier.isEmpty ? [] : earlier + ["next"]
        let shown = proposal.text.blocks.enumerated().filter { $0.element.kind != .furniture }
        let rest = shown.count - Self.most
        let more = context.say(
            da: "De sidste \(rest) afsnit kan ikke rettes her. De importeres, som de står.",
            en: "The last \(rest) paragraphs cannot be changed here. They are imported as they stand.")
        return """
            \(each: kept, { "<input type=\"hidden\" name=\"adjust\" value=\"\($0)\">" })\
            <details\(flag: "open", !earlier.isEmpty)><summary>\
            \(context.say(da: "Ret inddelingen", en: "Change how the text is parted"))</summary>\
            \(WorkTable(
                caption: context.say(da: "Tekstens dele", en: "The parts of the text"),
                columns: [
                    .init(context.say(da: "Sted", en: "Place"), .key), .init(context.say(da: "Tekst", en: "Text")),
                    .init(context.say(da: "Er", en: "Is"), .end),
                ], groups: [.init(nil, shown.prefix(Self.most).map { block($0.offset, $0.element) })]).html)\
            \(when: rest > 0, "<p>\(more)</p>")</details>
            """
    }

    private func block(_ index: Int, _ block: DocumentText.Block) -> WorkTable.Row {
        let text = block.printed
        let short = text.count > 160 ? String(text.prefix(160)) + "…" : text
        let isFirst = proposal.text.blocks[..<index].allSatisfy { $0.kind == .furniture }
        let options = options(index, block, mayMerge: !isFirst)
        let label = context.say(da: "Hvad er \(block.address)", en: "What is \(block.address)")
        return .init([
            .init(text: block.address),
            .init(text: short),
            .init(
                """
                <select name="adjust" aria-label="\(label)">\
                <option value="">\(kind(block))</option>\
                \(each: options, { "<option value=\"\($0.0)\">\($0.1)</option>" })</select>
                """),
        ])
    }

    private func options(_ index: Int, _ block: DocumentText.Block, mayMerge: Bool) -> [(String, String)] {
        var changes: [(Adjustment, Phrase)] = []
        for level in 1...4 where block.headingLevel != level {
            changes.append(
                (
                    .heading(block: index, level: level),
                    Phrase(da: "Gør til overskrift \(level)", en: "Make it heading \(level)")
                ))
        }
        if block.kind != .paragraph {
            changes.append((.paragraph(block: index), Phrase(da: "Gør til afsnit", en: "Make it a paragraph")))
        }
        if block.kind != .listItem(depth: 0) {
            changes.append((.listItem(block: index, depth: 0), Phrase(da: "Gør til punkt", en: "Make it a point")))
        }
        changes.append(
            (
                .furniture(block: index),
                Phrase(
                    da: "Gør til sidetal og lignende, der ikke vises", en: "Make it page furniture, which is not shown")
            ))
        for (offset, word) in cuts(block) {
            changes.append(
                (.split(block: index, offset: offset), Phrase(da: "Del før »\(word)«", en: "Part before »\(word)«")))
        }
        if mayMerge {
            changes.append(
                (.mergeWithPrevious(block: index), Phrase(da: "Saml med det før", en: "Join with the one before")))
        }
        return changes.compactMap { change, label in change.text.map { ($0, language(label)) } }
    }

    /// Where a block is most likely to hold two: at the beginnings of its sentences, at most eight.
    private func cuts(_ block: DocumentText.Block) -> [(offset: Int, word: String)] {
        guard block.kind == .paragraph || block.kind == .listItem(depth: 0) || block.headingLevel != nil else {
            return []
        }
        var (found, offset): ([(Int, String)], Int) = ([], 0)
        let words = block.text.split(separator: " ", omittingEmptySubsequences: false)
        for (index, word) in words.enumerated() {
            let opens = index > 0 && word.first?.isUppercase ?? false
            if opens, block.headingLevel != nil || words[index - 1].last.map({ ".:;\n".contains($0) }) ?? false,
                found.count < 8
            {
                let name = words[index...].prefix(3).joined(separator: " ").split(separator: "\n").first ?? ""
                found.append((offset, String(name.prefix(40))))
            }
            offset += word.utf8.count + 1
        }
        return found
    }

    private func kind(_ block: DocumentText.Block) -> String {
        let name: Phrase =
            switch block.kind {
            case .heading(let level): Phrase(da: "Overskrift \(level)", en: "Heading \(level)")
            case .paragraph: Phrase(da: "Afsnit", en: "Paragraph")
            case .listItem: Phrase(da: "Punkt", en: "Point")
            case .footnote: Phrase(da: "Fodnote", en: "Footnote")
            case .image: Phrase(da: "Billede", en: "Image")
            case .tableRow: Phrase(da: "Tabelrække", en: "Table row")
            case .code: Phrase(da: "Fast tekst", en: "Fixed text")
            case .furniture: Phrase(da: "Sidetal og lignende", en: "Page furniture")
            }
        return language(name)
    }
}
