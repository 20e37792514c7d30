// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads a table with one threat a row, also the one that Værn writes itself. The first row names the columns, in Danish or
/// English, and where there are two languages with `_da` and `_en`; which is which is guessed by their names, unless it is
/// said. A row with a fault is left out, and the fault says where and what to do.
struct ThreatTable {
    private typealias Column = ThreatReading.Column

    /// A column, and the language that its texts are in.
    private struct Place: Hashable {
        let column: ThreatReading.Column
        let language: String?
    }

    private static let stems: [(ThreatReading.Column, [String])] = [
        (
            .code,
            ["id", "nr", "nr.", "nummer", "kode", "trusselsnummer", "code", "number", "no", "no.", "ref", "ref_id"]
        ),
        (.name, ["trussel", "threat", "navn", "name", "titel", "title"]),
        (.about, ["beskrivelse", "description", "tekst", "text", "forklaring", "about"]),
        (.group, ["kategori", "category", "gruppe", "group", "tema", "theme", "trusselstype", "threat_type", "type"]),
        (
            .affects,
            ["rammer", "affects", "påvirker", "egenskaber", "properties", "fit", "cia"]
        ),
        (
            .vulnerabilities,
            [
                "sårbarheder", "sårbarhed", "typiske_sårbarheder", "vulnerabilities", "vulnerability",
                "typical_vulnerabilities",
            ]
        ),
        (
            .controls,
            [
                "foranstaltninger", "foreslåede_foranstaltninger", "controls", "suggested_controls", "kontroller",
                "27002",
            ]
        ),
        (.origins, ["årsag", "origin", "origins", "oprindelse"]),
        (.targets, ["aktiver", "kinds", "assets", "aktivtyper", "asset_kinds"]),
    ]

    private static let names: [String: Place] = {
        var all: [String: Place] = [:]
        for (column, names) in stems {
            for name in names {
                all[name] = Place(column: column, language: nil)
                for (code, endings) in [
                    ("da", ["da", "dk", "dansk", "danish"]), ("en", ["en", "engelsk", "english"]),
                ] {
                    for ending in endings { all["\(name)_\(ending)"] = Place(column: column, language: code) }
                }
            }
        }
        return all
    }()

    /// Whether the first row speaks of threats; `id` and `titel` alone might be anything.
    static func isOne(_ rows: [TableRow]) -> Bool {
        guard let header = rows.first else { return false }
        let keys = header.cells.prefix(TableRow.mostColumns).map { key($0.text) }
        return keys.contains {
            ["trussel", "threat", "trussel_da", "threat_en"].contains($0) || names[$0]?.column == .vulnerabilities
        }
    }

    private let places: [Int: Place]
    private var gathering = ThreatGathering()

    static func read(
        _ rows: [TableRow], _ format: FrameworkFile.Format, title: String?,
        _ chosen: [ThreatReading.Column: String] = [:]
    ) throws(Refusal) -> ThreatReading {
        guard let header = rows.first else { throw ThreatFile.empty }
        let label = PlainWords.line(title, to: 200) ?? ""
        var reading = ThreatReading(format, label: Phrase(da: label, en: label))
        reading.headings = header.cells.map { String($0.text.trimmed.prefix(200)) }
        let places = try places(reading.headings, chosen)
        let columns = Set(places.values.map(\.column))
        guard columns.contains(.code) else { throw noCode }
        guard columns.contains(.name) || columns.contains(.about) else { throw noName }
        for (index, place) in places.sorted(by: { $0.key < $1.key }) where reading.columns[place.column] == nil {
            reading.columns[place.column] = index
        }
        reading.languages = ["da", "en"].filter { code in places.values.contains { $0.language == code } }
        var table = ThreatTable(places: places)
        for row in rows.dropFirst() { try table.take(row) }
        reading.take(table.gathering)
        return reading
    }

    private static func places(
        _ headings: [String], _ chosen: [ThreatReading.Column: String]
    ) throws(Refusal) -> [Int: Place] {
        var found: [Int: Place] = [:]
        for (column, name) in chosen.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let index = headings.firstIndex(where: { $0.lowercased() == name.trimmed.lowercased() }) else {
                throw .invalid(
                    column.rawValue, da: "Filen har ingen kolonne »\(name)«. Vælg en, den har.",
                    en: "The file has no column “\(name)”. Choose one that it has.")
            }
            found[index] = Place(column: column, language: nil)
        }
        let said = Set(chosen.keys)
        for (index, heading) in headings.enumerated() {
            guard let place = names[key(heading)], found[index] == nil, !said.contains(place.column),
                !found.values.contains(place)
            else { continue }
            found[index] = place
        }
        return found
    }

    /// `typiske_sårbarheder_da` of »Typiske sårbarheder (da)«.
    private static func key(_ text: String) -> String {
        String(text.lowercased().prefix(80)).split { $0.isWhitespace || "()_-/:".contains($0) }.joined(separator: "_")
    }

    // MARK: One row

    private init(places: [Int: Place]) { self.places = places }

    private mutating func take(_ row: TableRow) throws(Refusal) {
        guard row.isDamaged || row.cells.contains(where: { !$0.text.trimmed.isEmpty }) else { return }
        guard !row.isDamaged else {
            return gathering.fault(
                row.number, nil,
                da: "Rækken kan ikke læses: et anførselstegn er sat forkert, eller der er for mange felter.",
                en: "The row cannot be read: a quotation mark stands wrong, or there are too many fields.")
        }
        var found = ThreatGathering.Found(row.number, code: "")
        var lists: [Place: [String]] = [:]
        var isWhole = true
        for (index, cell) in row.cells.enumerated() {
            guard let place = places[index] else { continue }
            guard cell.kind != .fault else {
                gathering.fault(
                    row.number, place.column, da: "Feltet har en fejl eller en formel uden resultat. Ret det.",
                    en: "The field has an error or a formula without a result. Correct it.")
                isWhole = false
                continue
            }
            noteNumber(cell, place.column, row.number)
            let text = cell.text.trimmed
            guard !text.isEmpty else { continue }
            switch place.column {
            case .code: found.code = text
            case .name: put(text, place.language, &found.name)
            case .about: put(text, place.language, &found.about)
            case .group: group(text, place.language, &found)
            case .vulnerabilities: lists[place] = Self.parts(text, ";\n")
            case .affects: isWhole = read(text, row.number, .affects, Self.property, &found.affects) && isWhole
            case .controls: isWhole = read(text, row.number, .controls, Self.control, &found.controls) && isWhole
            case .origins: isWhole = read(text, row.number, .origins, Self.word, &found.origins) && isWhole
            case .targets: isWhole = read(text, row.number, .targets, Self.word, &found.targets) && isWhole
            }
        }
        guard let vulnerabilities = vulnerabilities(lists, row.number), isWhole else { return }
        found.vulnerabilities = vulnerabilities
        try gathering.add(found)
    }

    private mutating func noteNumber(_ cell: TableRow.Cell, _ column: ThreatReading.Column, _ row: Int) {
        guard cell.kind == .number, column == .code || column == .controls, cell.text.contains(".") else { return }
        gathering.fault(
            row, column, .changed,
            da: "Det står som et tal i regnearket: 5.10 kan være blevet til 5.1. Gør kolonnen til tekst, og se efter.",
            en: "It is a number in the spreadsheet: 5.10 may have become 5.1. Make the column text, and check.")
    }

    private func put(_ text: String, _ language: String?, _ words: inout ThreatGathering.Words) {
        switch language {
        case "da": words.da = text
        case "en": words.en = text
        case _: words.other = text
        }
    }

    /// One of our categories by its word, or a group of the file’s own.
    private func group(_ text: String, _ language: String?, _ found: inout ThreatGathering.Found) {
        if let category: Threat.Category = Self.word(text) {
            found.category = category
        } else {
            put(text, language, &found.group)
        }
    }

    /// As many in both languages, where there are two.
    private mutating func vulnerabilities(_ lists: [Place: [String]], _ row: Int) -> [ThreatGathering.Words]? {
        func list(_ language: String?) -> [String] {
            lists[Place(column: .vulnerabilities, language: language)] ?? []
        }
        let (danish, english, other) = (list("da"), list("en"), list(nil))
        guard danish.isEmpty || english.isEmpty || danish.count == english.count else {
            gathering.fault(
                row, .vulnerabilities,
                da:
                    "Der er \(danish.count) på dansk og \(english.count) på engelsk. Skriv de samme i samme rækkefølge.",
                en:
                    "There are \(danish.count) in Danish and \(english.count) in English. Write the same in the same order."
            )
            return nil
        }
        let count = max(danish.count, english.count, other.count)
        return (0..<count).map { index in
            func at(_ list: [String]) -> String? { list.indices.contains(index) ? list[index] : nil }
            return .init(da: at(danish), en: at(english), other: at(other))
        }
    }

    /// The words of a field as values; a fault where one of them is none.
    private mutating func read<Value>(
        _ text: String, _ row: Int, _ column: ThreatReading.Column, _ value: (String) -> Value?,
        _ values: inout [Value]
    ) -> Bool {
        for word in Self.parts(text, column == .controls ? ";,\n " : ";,/\n").prefix(200) {
            guard let found = value(word) else {
                let (known, word) = (Self.known(column), PlainWords.line(word, to: 60) ?? "")
                gathering.fault(
                    row, column, da: "»\(word)« kendes ikke. \(known.da)", en: "“\(word)” is not known. \(known.en)")
                return false
            }
            values.append(found)
        }
        return true
    }

    private static func known(_ column: ThreatReading.Column) -> Phrase {
        switch column {
        case .affects: Phrase(da: "Skriv fx C, I og A.", en: "Write such as C, I and A.")
        case .controls: Phrase(da: "Skriv numre fra 27002, fx 8.13.", en: "Write numbers of 27002, such as 8.13.")
        case .origins: choices(Threat.Origin.self)
        case .targets: choices(Threat.Target.self)
        case .code, .name, .about, .group, .vulnerabilities: Phrase(da: "Ret det.", en: "Correct it.")
        }
    }

    private static func choices<Value: Choosable>(_: Value.Type) -> Phrase {
        let labels = Value.allCases.map(\.label)
        return Phrase(
            da: "Vælg mellem: \(labels.map { $0.da.lowercased() }.joined(separator: ", ")).",
            en: "Choose among: \(labels.map { $0.en.lowercased() }.joined(separator: ", ")).")
    }

    private static func parts(_ text: String, _ dividers: String) -> [String] {
        text.split { dividers.contains($0) || $0.isNewline }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    private static func word<Value: Choosable>(_ text: String) -> Value? {
        let word = text.lowercased()
        return Value.allCases.first {
            $0.rawValue == word || $0.label.da.lowercased() == word || $0.label.en.lowercased() == word
        }
    }

    private static func property(_ text: String) -> ControlAttributes.Property? {
        switch text.lowercased() {
        case "c", "f", "k", "fortrolighed", "confidentiality", "konfidentialitet": .confidentiality
        case "i", "integritet", "integrity": .integrity
        case "a", "t", "tilgængelighed", "availability": .availability
        case _: nil
        }
    }

    private static let controls: Set<ClauseID> = Set(
        Framework.Name("27002").flatMap { ShippedFrameworks.all[$0] }?.demands.map(\.id) ?? [])

    private static func control(_ text: String) -> ClauseID? {
        // Annex A of 27001 has them with a letter: A.8.13.
        let text = text.lowercased().hasPrefix("a.") ? String(text.dropFirst(2)) : text
        return ClauseID(text).flatMap { controls.contains($0) ? $0 : nil }
    }

    private static let noCode = Refusal.invalid(
        "file",
        da:
            "Ingen kolonne hedder »nummer«. Giv hver trussel et nummer, så en risiko kan nævne den, og vælg filen igen.",
        en:
            "No column is named “number”. Give each threat a number, so that a risk can name it, and choose the file again."
    )
    private static let noName = Refusal.invalid(
        "file",
        da: "Ingen kolonne hedder »trussel«. Den første række skal navngive kolonnerne. Skriv den, og vælg filen igen.",
        en: "No column is named “threat”. The first row must name the columns. Write it, and choose the file again.")
}
