// SPDX-License-Identifier: MPL-2.0

/// What a column of another learning system's list holds.
public enum CompletionColumn: String, Choosable {
    case mail, employee, module, completed, result, score

    public var label: Phrase {
        switch self {
        case .mail: Phrase(da: "E-mail", en: "E-mail")
        case .employee: Phrase(da: "Medarbejdernummer", en: "Employee number")
        case .module: Phrase(da: "Modul", en: "Module")
        case .completed: Phrase(da: "Gennemført den", en: "Completed on")
        case .result: Phrase(da: "Resultat", en: "Result")
        case .score: Phrase(da: "Procent rigtige", en: "Per cent right")
        }
    }

    /// The field of the command that names the column.
    public var field: String { "column_\(rawValue)" }
}

/// What a list from another learning system says of one course: who completed it on which day, and what is wrong in which row.
/// The door that read the file finds the persons, since it knows their addresses.
public struct CompletionReading: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        /// As people count in the file.
        public let number: Int
        public let person: ID<Person>
        public let day: Day

        public init(number: Int, person: ID<Person>, day: Day) {
            (self.number, self.person, self.day) = (number, person, day)
        }
    }

    public var rows: [Row] = []
    public var faults: [RowFault] = []

    public init() {}

    /// As `decoding` reads it.
    public func encode() -> [UInt8] {
        var out = ""
        for row in rows { out += "\(row.number)\t\(row.person)\t\(row.day)\n" }
        // A fault says what stood in the cell, line breaks and all.
        func plain(_ text: String) -> String { String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 }) }
        for fault in faults { out += "\(fault.row)\t\(plain(fault.what.da))\t\(plain(fault.what.en))\tfault\n" }
        return Array(out.utf8)
    }

    /// As it was written by `encode`; nil for anything else.
    public init?(decoding bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count >= 3, let number = Int(cells[0]) else { return nil }
            if cells.count == 4 {
                faults.append(RowFault(row: number, Phrase(da: cells[1], en: cells[2])))
            } else if let person = ID<Person>(cells[1]), let day = Day(cells[2]) {
                rows.append(Row(number: number, person: person, day: day))
            } else {
                return nil
            }
        }
    }

    /// Those that are not recorded yet: one person completes a course once a day, and what was revoked does not come back with
    /// the next list.
    public func new(in course: Course) -> [Row] {
        var seen: Set<Row> = []
        return rows.filter { row in
            let known = course.certificates[row.person] ?? []
            guard !known.contains(where: { $0.day == row.day }) else { return false }
            return seen.insert(Row(number: 0, person: row.person, day: row.day)).inserted
        }
    }

    public var sign: String {
        var sign = ShownSign()
        sign.add(encode())
        return sign.text
    }
}

/// Records what a list from another learning system says of a course: each person and day as a completion, all of them or
/// none, with the list itself as what shows it (policy §9: documented).
public struct RecordCompletions: CourseDeed {
    public let course: ID<Course>
    let evidence: ID<Evidence>, reading: CompletionReading?, skipsFaults: Bool, shown: String?

    public static let fields: [Field] =
        [
            Field.course,
            Field(
                "evidence", .evidence, da: "Listen", en: "The list",
                hint: Phrase(
                    da: """
                        Udtrækket fra det andet system (CSV, XLSX eller xAPI), som det er lagt i dokumentationen. Når det \
                        er registreret, åbnes filen kun af dem, der følger op på e-læring.
                        """,
                    en: """
                        The extract of the other system (CSV, XLSX or xAPI) as it lies among the evidence. Once it is \
                        recorded, only those who follow up learning open the file.
                        """)),
            Field(
                "module", .line(most: 300), da: "Kursets navn i listen", en: "The course's name in the list",
                hint: Phrase(
                    da: "Udelades, når listen kun handler om ét kursus.",
                    en: "Left out where the list is about one course only."), optional: true),
        ]
        + CompletionColumn.allCases.map { column in
            Field(
                column.field, .line(most: 200), da: "Kolonne: \(column.label.da.lowercased())",
                en: "Column: \(column.label.en.lowercased())", optional: true)
        } + [
            Field(
                "skip_faults", .tick, da: "Registrér resten, selv om nogle rækker ikke kan bruges",
                en: "Record the rest although some rows cannot be used", optional: true),
            Field(
                "shown", .line(most: 40), da: "Forhåndsvisning", en: "Preview",
                hint: Phrase(
                    da: "Kendetegn for det, der blev vist; er det ændret siden, registreres intet.",
                    en: "Sign of what was shown; if that has changed since, nothing is recorded."), optional: true),
            .late,
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        course = try arguments.id("course")
        evidence = try arguments.id("evidence")
        _ = try arguments.optionalLine("module", most: 300)
        for column in CompletionColumn.allCases { _ = try arguments.optionalLine(column.field, most: 200) }
        skipsFaults = try arguments.flag("skip_faults")
        shown = try arguments.optionalLine("shown", most: 40)
        reading = arguments.files["reading"].flatMap { CompletionReading(decoding: $0.bytes) }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingCourse(course, on: desk.today)
        _ = try desk.register.existingEvidence(evidence)
        guard let reading else {
            throw .invalid(
                "evidence", da: "Vælg et udtræk, der ligger som fil (CSV, XLSX eller xAPI).",
                en: "Choose an extract that lies as a file (CSV, XLSX or xAPI).")
        }
        if let first = reading.faults.first, !skipsFaults {
            let count = reading.faults.count
            throw .invalid(
                "evidence",
                da: """
                    \(count == 1 ? "Én række" : "\(count) rækker") kan ikke bruges. Ret listen, eller vælg at registrere \
                    resten. Række \(first.row): \(first.what.da)
                    """,
                en: """
                    \(count == 1 ? "One row" : "\(count) rows") cannot be used. Mend the list, or choose to record the \
                    rest. Row \(first.row): \(first.what.en)
                    """)
        }
        guard shown == nil || shown == reading.sign else {
            throw .previewMovedOn
        }
        let new = reading.new(in: known)
        guard !new.isEmpty else {
            throw .outOfTurn(
                da: "Listen ændrer intet: alt, den siger om kurset, er registreret.",
                en: "The list changes nothing: all that it says of the course is recorded.")
        }
        var (facts, numbers): ([(Fact, Day)], [Int: Int]) = ([], [:])
        for row in new {
            _ = try desk.register.existingPerson(row.person, "evidence")
            guard row.day <= desk.today else {
                throw .invalid(
                    "evidence", da: "Række \(row.number): dagen er ikke kommet endnu.",
                    en: "Row \(row.number): the day has not come yet.")
            }
            let number = numbers[row.day.year] ?? desk.register.next(.certificate, row.day.year)
            numbers[row.day.year] = number + 1
            let completion = Course.Completion(
                person: row.person, version: nil, certificate: desk.new(), number: number, right: nil, of: nil,
                evidence: evidence)
            facts.append((.course(course, .completed(completion)), row.day))
        }
        try desk.record(all: facts)
    }
}
