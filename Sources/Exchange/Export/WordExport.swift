// SPDX-License-Identifier: MPL-2.0
public import Domain

/// Writes a version as a Word document (DOCX): pandoc makes it of our Markdown after a reference document in our look,
/// with the classification at the top of every page and the page's number at its foot.
public enum WordExport {
    /// What stands beside the text.
    public struct Frame: Sendable {
        /// The document's title and the line below it.
        public let title: String
        public let subtitle: String
        /// At the top and at the foot of every page.
        public let header: String
        public let footer: String
        /// `da` or `en`.
        public let language: String
        /// A table before the text, and one after it under a heading; rows with the header first.
        public let facts: [[String]]
        public let history: (heading: String, rows: [[String]])

        public init(
            title: String, subtitle: String, header: String, footer: String, language: String, facts: [[String]],
            history: (heading: String, rows: [[String]])
        ) {
            self.title = title
            self.subtitle = subtitle
            self.header = header
            self.footer = footer
            self.language = language
            self.facts = facts
            self.history = history
        }
    }

    /// What the table of versions stands under, in the languages of the interface.
    public static let historyHeading = Phrase(da: "Versionshistorik i Værn", en: "Version history in Værn")
    /// A property of the file that says that the facts, and the history where there is one, are ours and no part of the
    /// text: an import leaves them out.
    static let mark = "vaern-tables"

    /// The file's bytes. The thread that calls is blocked.
    ///
    /// - Throws: a `Refusal` that says what is missing on the server.
    public static func bytes(
        of text: DocumentText, _ frame: Frame, images: [Extract.Image]
    ) throws(Refusal) -> [UInt8] {
        let workshop = try Workshop()
        let standard = try Tool.pandoc.run(["--print-default-data-file=reference.docx"], in: workshop.path)
        guard standard.status == 0, let reference = WordReference.make(standard.output, frame) else { throw failed }
        try workshop.write(reference, to: "reference.docx")
        try workshop.write(Array(markdown(text, frame).utf8), to: "input.md")
        for image in images { try workshop.write(image.bytes, to: image.name) }
        let result = try Tool.pandoc.run(
            [
                "--from=gfm+footnotes+yaml_metadata_block-raw_html-autolink_bare_uris", "--to=docx", "--wrap=none",
                "--reference-doc=reference.docx", "--metadata=lang:\(frame.language)", "--output=out.docx", "input.md",
            ], in: workshop.path)
        guard result.status == 0, let bytes = workshop.read("out.docx", most: 200_000_000) else { throw failed }
        return bytes
    }

    private static func markdown(_ text: DocumentText, _ frame: Frame) -> String {
        var safe = text
        for index in safe.blocks.indices where safe.blocks[index].kind != .image {
            // Pandoc would fetch what an image's address names; only the files of the version are images here.
            safe.blocks[index].text = safe.blocks[index].text.replacing("![", with: "!\\[")
        }
        var top = MarkdownWriter()
        func quoted(_ words: String) -> String {
            "\"" + words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        let marked = frame.history.rows.count > 1 ? "facts history" : "facts"
        top.frontMatter([
            ("title", quoted(frame.title)), ("subtitle", quoted(frame.subtitle)), (mark, quoted(marked)),
        ])
        for (index, row) in frame.facts.enumerated() {
            top.row(row.map { MarkdownWriter.escaped($0) }, isHeader: index == 0)
        }
        var bottom = MarkdownWriter()
        if frame.history.rows.count > 1 {
            bottom.heading(1, MarkdownWriter.escaped(frame.history.heading))
            for (index, row) in frame.history.rows.enumerated() {
                bottom.row(row.map { MarkdownWriter.escaped($0) }, isHeader: index == 0)
            }
        }
        return top.finished + "\n" + MarkdownExport.text(of: safe, details: []) + "\n" + bottom.finished
    }

    private static let failed = Refusal(
        .busy,
        Phrase(
            da: "Word-filen kunne ikke laves. Prøv igen, eller hent dokumentet som Markdown.",
            en: "The Word file could not be made. Try again, or get the document as Markdown."))
}

/// The document that gives a Word file its look: pandoc's own, with our colours, rules in tables, and a header and a
/// footer.
enum WordReference {
    private static let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    static func make(_ file: [UInt8], _ frame: WordExport.Frame) -> [UInt8]? {
        guard let archive = ZipDirectory(file) else { return nil }
        var writer = ZipWriter()
        for entry in archive.entries {
            guard let content = archive.content(entry.name, of: file, most: 10_000_000) else { return nil }
            writer.add(entry.name, changed(entry.name, String(decoding: content, as: UTF8.self)))
        }
        writer.add("word/header1.xml", part("hdr", paragraph(frame.header, align: "left", pages: false)))
        writer.add("word/footer1.xml", part("ftr", paragraph(frame.footer, align: "left", pages: true)))
        return writer.finished
    }

    private static func changed(_ name: String, _ text: String) -> [UInt8] {
        var text = text
        switch name {
        case "[Content_Types].xml":
            let type = "application/vnd.openxmlformats-officedocument.wordprocessingml"
            text = text.replacing(
                "</Types>",
                with: "<Override PartName=\"/word/header1.xml\" ContentType=\"\(type).header+xml\"/>"
                    + "<Override PartName=\"/word/footer1.xml\" ContentType=\"\(type).footer+xml\"/></Types>")
        case "word/_rels/document.xml.rels":
            let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            text = text.replacing(
                "</Relationships>",
                with: "<Relationship Id=\"rIdHeader\" Type=\"\(type)/header\" Target=\"header1.xml\"/>"
                    + "<Relationship Id=\"rIdFooter\" Type=\"\(type)/footer\" Target=\"footer1.xml\"/></Relationships>")
        case "word/document.xml":
            // A4 with our margins, in twentieths of a point.
            let section = """
                <w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>\
                <w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/>\
                <w:pgMar w:top="1304" w:right="1134" w:bottom="1304" w:left="1134" w:header="567" w:footer="567" \
                w:gutter="0"/></w:sectPr></w:body>
                """
            if let range = text.firstRange(of: "<w:sectPr"), let end = text.firstRange(of: "</w:body>") {
                text.removeSubrange(range.lowerBound..<end.lowerBound)
            }
            text = text.replacing("</w:body>", with: section)
        case "word/styles.xml":
            for colour in ["4F81BD", "345A8A", "365F91"] {
                text = text.replacing(colour, with: "0A4A5E").replacing(colour.lowercased(), with: "0A4A5E")
            }
        case _: break
        }
        return Array(text.utf8)
    }

    private static func part(_ name: String, _ body: String) -> [UInt8] {
        Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:\(name) xmlns:w=\"\(space)\">\(body)</w:\(name)>".utf8)
    }

    private static func paragraph(_ words: String, align: String, pages: Bool) -> String {
        let plain = words.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        let small = "<w:rPr><w:sz w:val=\"17\"/><w:color w:val=\"4A5A63\"/></w:rPr>"
        func field(_ name: String) -> String {
            "<w:fldSimple w:instr=\" \(name) \"><w:r>\(small)<w:t>1</w:t></w:r></w:fldSimple>"
        }
        let count = "<w:r>\(small)<w:tab/></w:r>\(field("PAGE"))<w:r>\(small)<w:t>/</w:t></w:r>\(field("NUMPAGES"))"
        return """
            <w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs><w:jc w:val="\(align)"/></w:pPr>\
            <w:r>\(small)<w:t xml:space="preserve">\(plain)</w:t></w:r>\(pages ? count : "")</w:p>
            """
    }
}
