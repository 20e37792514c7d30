// SPDX-License-Identifier: MPL-2.0

import Domain

/// Takes the first sheet of a workbook apart (XLSX, ISO/IEC 29500): shared and inline texts, numbers, and for formulas what
/// the program that saved them worked out. Nothing is calculated, and nothing is fetched from other workbooks.
enum SheetReading {
    /// Bytes of one part when unpacked: a sheet of 20,000 clauses with all their texts has a third of it.
    private static let mostBytes = 60_000_000
    /// Texts that the sheets share.
    private static let mostTexts = 500_000

    /// - Parameter most: rows, the one with the headings among them.
    static func rows(
        _ bytes: [UInt8], _ directory: ZipDirectory, most: Int = TableRow.mostRows
    ) throws(Refusal) -> [TableRow] {
        guard !directory.entries.contains(where: \.isEncrypted) else {
            throw .invalid(
                "file", da: "Regnearket er låst med en adgangskode. Gem en kopi uden adgangskode, og vælg den.",
                en: "The spreadsheet is locked with a password. Save a copy without a password, and choose that.")
        }
        let unpacked = directory.entries.reduce(0) { $0 + $1.size }
        guard directory.entries.count <= 5000, unpacked <= 4 * mostBytes else { throw tooLarge }
        guard let path = firstSheet(bytes, directory) else { throw unreadable }
        var texts: [String] = []
        if let name = directory.entries.first(where: { $0.name.lowercased() == "xl/sharedstrings.xml" })?.name {
            texts = try shared(try part(name, bytes, directory))
        }
        return try sheet(try part(path, bytes, directory), texts, most)
    }

    private static func part(_ name: String, _ bytes: [UInt8], _ directory: ZipDirectory) throws(Refusal) -> [UInt8] {
        guard let entry = directory.entries.first(where: { $0.name == name }) else { throw unreadable }
        guard entry.size <= mostBytes else { throw tooLarge }
        guard let content = directory.content(name, of: bytes, most: mostBytes) else { throw unreadable }
        return content
    }

    /// The path of the sheet that stands first, by the workbook's own list.
    private static func firstSheet(_ bytes: [UInt8], _ directory: ZipDirectory) -> String? {
        guard let workbook = directory.content("xl/workbook.xml", of: bytes, most: 5_000_000) else { return nil }
        let id = attributes("sheet", in: workbook, wanted: { _ in true }).flatMap { sheet in
            sheet.first { localName($0.key) == "id" && $0.key.contains(":") }?.value
        }
        if let id, let links = directory.content("xl/_rels/workbook.xml.rels", of: bytes, most: 5_000_000),
            let target = attributes("Relationship", in: links, wanted: { $0["Id"] == id })?["Target"]
        {
            let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            if directory.holds(path) { return path }
        }
        return directory.holds("xl/worksheets/sheet1.xml") ? "xl/worksheets/sheet1.xml" : nil
    }

    private static func attributes(_ name: String, in part: [UInt8], wanted: ([String: String]) -> Bool)
        -> [String: String]?
    {
        var reader = MarkupReader(part)
        while let event = reader.next() {
            if case .open(let found, let attributes) = event, localName(found) == name, wanted(attributes) {
                return attributes
            }
        }
        return nil
    }

    /// `row` of `x:row`: the prefix is the writer's choice.
    private static func localName(_ name: String) -> Substring {
        name.utf8.lastIndex(of: 0x3A).map { name[name.index(after: $0)...] } ?? name[...]
    }

    /// Each text of the shared ones: its runs one after the other, without how it is to be pronounced (`rPh`).
    private static func shared(_ part: [UInt8]) throws(Refusal) -> [String] {
        var texts: [String] = []
        var (text, isText, aside) = ("", false, 0)
        var reader = MarkupReader(part)
        while let event = reader.next() {
            switch event {
            case .open(let name, _):
                switch localName(name) {
                case "si": text = ""
                case "t": isText = true
                case "rPh": aside += 1
                case _: break
                }
            case .close(let name):
                switch localName(name) {
                case "si":
                    guard texts.count < mostTexts else { throw tooLarge }
                    texts.append(text)
                case "t": isText = false
                case "rPh": aside = max(0, aside - 1)
                case _: break
                }
            case .text(let found): if isText, aside == 0 { text += found }
            }
        }
        return texts
    }

    // MARK: The sheet

    private struct Cell {
        var column: Int
        var type: String
        /// As the reader of markup meets it, in one piece or several.
        var pieces: [String] = []
        var value: String? { pieces.isEmpty ? nil : pieces.joined() }
        var inline = ""
        var isFormula = false
    }

    private static func sheet(
        _ part: [UInt8], _ texts: [String], _ most: Int
    ) throws(Refusal) -> [TableRow] {
        var rows: [TableRow] = []
        var row: TableRow?
        var cell: Cell?
        var (number, inValue, inText, aside) = (0, false, false, 0)
        var reader = MarkupReader(part)
        while let event = reader.next() {
            switch event {
            case .open(let name, let attributes):
                switch localName(name) {
                case "row":
                    // A sheet has 1,048,576 rows.
                    number =
                        attributes["r"].flatMap { Int($0) }.flatMap { 1...1_048_576 ~= $0 ? $0 : nil } ?? number + 1
                    row = TableRow(number: number, cells: [])
                case "c":
                    let column = attributes["r"].flatMap(column) ?? row?.cells.count ?? 0
                    cell = Cell(column: column, type: attributes["t"] ?? "n")
                case "v": inValue = true
                case "t": inText = true
                case "f": cell?.isFormula = true
                case "rPh": aside += 1
                case _: break
                }
            case .text(let text):
                if inValue { cell?.pieces.append(text) }
                if inText, aside == 0 { cell?.inline += text }
            case .close(let name):
                switch localName(name) {
                case "v": inValue = false
                case "t": inText = false
                case "rPh": aside = max(0, aside - 1)
                case "c":
                    if let done = cell, done.column < TableRow.mostColumns {
                        while row.map({ $0.cells.count < done.column }) ?? false { row?.cells.append(.init(text: "")) }
                        if row?.cells.count == done.column { row?.cells.append(finished(done, texts)) }
                    }
                    cell = nil
                case "row":
                    if let done = row, done.cells.contains(where: { !$0.text.isEmpty || $0.kind == .fault }) {
                        guard rows.count < most else { throw .tooManyRows(most) }
                        rows.append(done)
                    }
                    row = nil
                case _: break
                }
            }
        }
        return rows
    }

    private static func finished(_ cell: Cell, _ texts: [String]) -> TableRow.Cell {
        let kind: TableRow.Cell.Kind = cell.isFormula ? .formula : .text
        switch cell.type {
        case "s":
            guard let index = cell.value.flatMap({ Int($0.trimmed) }), texts.indices.contains(index) else {
                return .init(text: "", kind: .fault)
            }
            return .init(text: texts[index], kind: kind)
        case "inlineStr": return .init(text: cell.inline, kind: kind)
        case "e": return .init(text: "", kind: .fault)
        case "b": return .init(text: cell.value == "1" ? "ja" : "nej", kind: kind)
        case "str": return .init(text: cell.value ?? "", kind: cell.value == nil ? .fault : kind)
        case _:
            guard let value = cell.value else { return .init(text: "", kind: cell.isFormula ? .fault : .text) }
            return .init(text: plain(value.trimmed), kind: cell.isFormula ? .formula : .number)
        }
    }

    /// A number as people wrote it: files hold 5.1 as 5.0999999999999996.
    private static func plain(_ value: String) -> String {
        guard let number = Double(value), number.isFinite else { return value }
        if let whole = Int(exactly: number) { return String(whole) }
        // Fifteen digits are what spreadsheets show and know.
        let thousandths = (number * 1000).rounded() / 1000
        return abs(thousandths - number) < 1e-9 ? "\(thousandths)" : value
    }

    /// 27 for `AB12`: the letters count from A, to the base of 26.
    private static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8.prefix(4) {
            guard 0x41...0x5A ~= byte else { break }
            column = column * 26 + Int(byte - 0x40)
        }
        return column == 0 ? nil : column - 1
    }

    private static let unreadable = Refusal.invalid(
        "file",
        da: "Regnearket kan ikke læses. Åbn det i Excel eller LibreOffice, gem det som XLSX, og vælg den nye fil.",
        en: "The spreadsheet cannot be read. Open it in Excel or LibreOffice, save it as XLSX, and choose the new file."
    )
    private static let tooLarge = Refusal.invalid(
        "file", da: "Regnearket er for stort, når det pakkes ud. Tag det fra, der ikke skal med, og gem det igen.",
        en: "The spreadsheet is too large when unpacked. Take out what is not needed, and save it again.")
}
