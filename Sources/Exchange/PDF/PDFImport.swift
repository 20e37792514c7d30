// SPDX-License-Identifier: MPL-2.0
import Domain

/// Takes the text out of a PDF. A PDF says where letters stand on a page and seldom what they are, so this is a
/// proposal: headings are told by type and number, paragraphs by the distance of lines, tables by columns, and what
/// stands on every page is furniture. A person corrects it in the preview.
enum PDFImport {
    static func take(_ bytes: [UInt8], _ limits: ImportLimits) throws(Refusal) -> Extract {
        let workshop = try Workshop()
        try workshop.write(bytes, to: "input.pdf")
        try check(workshop, limits)
        let result = try Tool.pdfToHTML.run(["-xml", "-q", "input.pdf", "out"], in: workshop.path)
        if result.wasStopped { throw tooHeavy }
        guard result.status == 0, let xml = workshop.read("out.xml", most: 100_000_000) else { throw locked }
        var pages = PDFPage.read(xml)
        guard pages.contains(where: { !$0.lines.isEmpty }) else { throw scanned }
        PDFFurniture.mark(&pages)
        let type = PDFType(pages)
        var reading = PDFReading(type) { source in
            // Names in the file are made by the tool, in its own folder.
            source.contains("/") ? nil : workshop.read(source, most: ImageFile.mostBytes)
        }
        reading.read(pages)
        if reading.headings == 0 {
            return Extract(form: .plain, text: Array(PDFLines.plain(pages).utf8), notes: [look])
        }
        return Extract(
            form: .markdown, text: Array(reading.writer.finished.utf8), notes: [look] + reading.notes,
            images: reading.images)
    }

    /// What the file says of itself before its text is read.
    private static func check(_ workshop: borrowing Workshop, _ limits: ImportLimits) throws(Refusal) {
        let result = try Tool.pdfInfo.run(["input.pdf"], in: workshop.path)
        if result.wasStopped { throw tooHeavy }
        let isLocked = result.errors.contains("Incorrect password")
        guard result.status == 0, !isLocked else { throw isLocked ? locked : damaged }
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        let pages = lines.first { $0.hasPrefix("Pages:") }.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        guard pages <= limits.pages else {
            throw .invalid(
                "file",
                da: "Filen har \(pages) sider, og grænsen er \(limits.pages). Del dokumentet op, og importér delene.",
                en: "The file has \(pages) pages, and the limit is \(limits.pages). Split the document and import the "
                    + "parts.")
        }
    }

    private static let look = Phrase(
        da: "Teksten er taget ud af en PDF, hvor kun bogstavernes plads på siden står. Se inddelingen efter.",
        en: "The text is taken out of a PDF, which only says where letters stand on a page. Check how it is parted.")
    private static let damaged = Refusal.invalid(
        "file", da: "Filen er ikke en PDF, der kan læses. Åbn den, gem den igen som PDF, og vælg den nye fil.",
        en: "The file is no PDF that can be read. Open it, save it as PDF again, and choose the new file.")
    private static let locked = Refusal.invalid(
        "file",
        da: "PDF-filen er låst, så teksten ikke må tages ud. Gem en kopi uden adgangskode og spærring, og vælg den.",
        en: "The PDF is locked, so its text may not be taken out. Save a copy without password and lock, and choose "
            + "that.")
    private static let scanned = Refusal.invalid(
        "file",
        da: "PDF-filen har ingen tekst, kun billeder af sider. Find dokumentet som Word eller tekst, eller kør "
            + "tekstgenkendelse på det først.",
        en: "The PDF has no text, only pictures of pages. Find the document as Word or text, or run text recognition "
            + "on it first.")
    private static let tooHeavy = Refusal.invalid(
        "file",
        da: "PDF-filen kunne ikke læses inden for grænserne for tid og hukommelse. Del den op, eller gem den som TXT.",
        en: "The PDF could not be read within the limits of time and memory. Split it, or save it as TXT.")
}
