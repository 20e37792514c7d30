// SPDX-License-Identifier: MPL-2.0
import Domain

/// Takes the text out of a Word document (DOCX, ISO/IEC 29500). Pandoc reads the file in its sandbox, where it can
/// reach neither other files nor the network; what it gives is written as Markdown. Macros are not run and not read,
/// and pictures that lie elsewhere are not fetched.
enum WordImport {
    /// Whether a ZIP archive is a Word document: by what is in it.
    static func isWord(_ bytes: [UInt8]) -> Bool {
        ZipDirectory(bytes)?.holds("word/document.xml") ?? false
    }

    static func take(_ bytes: [UInt8], _ limits: ImportLimits) throws(Refusal) -> Extract {
        var notes = try check(bytes, limits)
        let workshop = try Workshop()
        try workshop.write(bytes, to: "input.docx")
        try workshop.write(Array(template.utf8), to: "template.html")
        let result = try Tool.pandoc.run(
            [
                "--sandbox", "--from=docx+empty_paragraphs", "--to=html5", "--wrap=none", "--track-changes=all",
                "--template=template.html", "--extract-media=out", "input.docx",
            ], in: workshop.path)
        if result.wasStopped { throw tooHeavy }
        guard result.status == 0, !result.output.isEmpty else { throw unreadable }
        let numbers = WordNumbers(bytes)
        var reading = WordReading(
            numbers: numbers, picture: { source in workshop.read(source, most: ImageFile.mostBytes) })
        reading.read(MarkupNode.tree(result.output), own: tables(bytes))
        guard reading.hasText else { throw empty }
        notes += reading.notes
        if let plain = reading.plain { return Extract(form: .plain, text: Array(plain.utf8), notes: notes) }
        return Extract(
            form: .markdown, text: Array(reading.writer.finished.utf8), notes: notes, images: reading.images)
    }

    /// What of the document is not its text but was set beside it by our own export.
    private static func tables(_ bytes: [UInt8]) -> WordReading.Own {
        guard let archive = ZipDirectory(bytes),
            let properties = archive.content("docProps/custom.xml", of: bytes, most: 1_000_000),
            let mark = MarkupNode.tree(properties).all("property").first(where: {
                $0.attributes["name"] == WordExport.mark
            })
        else { return [] }
        let words = mark.words.split(separator: " ")
        var own: WordReading.Own = []
        if words.contains("facts") { own.insert(.facts) }
        if words.contains("history") { own.insert(.history) }
        return own
    }

    private static let template = """
        <doc><title>$title$</title><subtitle>$subtitle$</subtitle>$for(author)$<author>$author$</author>$endfor$
        <date>$date$</date><body>
        $body$
        </body></doc>
        """

    /// What the archive's own list says, before anything is unpacked.
    private static func check(_ bytes: [UInt8], _ limits: ImportLimits) throws(Refusal) -> [Phrase] {
        guard let directory = ZipDirectory(bytes) else { throw unreadable }
        let size = directory.entries.reduce(0) { $0 + $1.size }
        guard directory.entries.count <= 5000, size <= limits.unpacked else {
            let megabytes = size / 1_000_000
            throw .invalid(
                "file",
                da: "Filen fylder \(megabytes) MB, når den pakkes ud, og grænsen er \(limits.unpacked / 1_000_000) MB. "
                    + "Del dokumentet op, eller gør billederne mindre.",
                en: "The file is \(megabytes) MB when unpacked, and the limit is \(limits.unpacked / 1_000_000) MB. "
                    + "Split the document, or make the pictures smaller.")
        }
        guard !directory.entries.contains(where: \.isEncrypted) else {
            throw .invalid(
                "file", da: "Filen er låst med en adgangskode. Gem en kopi uden adgangskode, og vælg den.",
                en: "The file is locked with a password. Save a copy without a password, and choose that.")
        }
        guard directory.entries.contains(where: { $0.name.hasSuffix("vbaProject.bin") }) else { return [] }
        return [
            Phrase(
                da: "Filen har makroer. De er ikke kørt og ikke taget med.",
                en: "The file has macros. They were not run and are not taken along.")
        ]
    }

    private static let unreadable = Refusal.invalid(
        "file",
        da: "Filen er ikke et Word-dokument, der kan læses. Åbn den i Word, gem den som DOCX, og vælg den nye fil.",
        en: "The file is no Word document that can be read. Open it in Word, save it as DOCX, and choose the new file.")
    private static let empty = Refusal.invalid(
        "file", da: "Dokumentet har ingen tekst. Vælg en fil, der har tekst i.",
        en: "The document has no text. Choose a file that has text in it.")
    private static let tooHeavy = Refusal.invalid(
        "file",
        da: "Dokumentet kunne ikke læses inden for grænserne for tid og hukommelse. Del det op, eller gem det som TXT.",
        en: "The document could not be read within the limits of time and memory. Split it, or save it as TXT.")
}
