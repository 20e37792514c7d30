// SPDX-License-Identifier: MPL-2.0

/// What a file says of persons, before it is held against the register: one row a person, as text, and what is wrong in
/// which row.
public struct PersonReading: Hashable, Sendable {
    /// What the file is.
    public enum Form: String, Choosable {
        case csv, xlsx, os2sync

        public var label: Phrase {
            switch self {
            case .csv: Phrase(da: "Tabel (CSV)", en: "Table (CSV)")
            case .xlsx: Phrase(da: "Regneark (XLSX)", en: "Spreadsheet (XLSX)")
            case .os2sync: Phrase(da: "Hierarki fra OS2sync (JSON)", en: "Hierarchy from OS2sync (JSON)")
            }
        }
    }

    /// What a column of a table holds.
    public enum Column: String, Hashable, Sendable, CaseIterable {
        case name, mail, number, unit, title, kind, from, firstWorkingDay = "first_working_day", to

        public var label: Phrase {
            switch self {
            case .name: Phrase(da: "Navn", en: "Name")
            case .mail: Phrase(da: "E-mail", en: "E-mail")
            case .number: Phrase(da: "Medarbejdernummer", en: "Employee number")
            case .unit: Phrase(da: "Enhed", en: "Unit")
            case .title: Phrase(da: "Titel", en: "Title")
            case .kind: Phrase(da: "Ansættelsens art", en: "Kind of engagement")
            case .from: Phrase(da: "Ansat fra", en: "Engaged from")
            case .firstWorkingDay: Phrase(da: "Første arbejdsdag", en: "First working day")
            case .to: Phrase(da: "Sidste dag", en: "Last day")
            }
        }

        /// The field of the command that names the column.
        public var field: String { "column_\(rawValue)" }
    }

    public struct Row: Hashable, Sendable {
        /// As people count in the file.
        public var number: Int
        /// The name by which the system knows the person.
        public var key: String?
        public var name: String
        public var mail: String?
        /// The unit, below those above it; empty: the file names none.
        public var unit: [String]
        public var title: String?
        public var kind: Person.Engagement.Kind?
        public var from: Day?
        public var firstWorkingDay: Day?
        public var to: Day?

        public init(
            number: Int, key: String? = nil, name: String, mail: String? = nil, unit: [String] = [],
            title: String? = nil, kind: Person.Engagement.Kind? = nil, from: Day? = nil, firstWorkingDay: Day? = nil,
            to: Day? = nil
        ) {
            (self.number, self.key, self.name, self.mail, self.unit) = (number, key, name, mail, unit)
            (self.title, self.kind, self.from, self.to) = (title, kind, from, to)
            self.firstWorkingDay = firstWorkingDay
        }
    }

    /// Nothing is taken in until it is mended.
    public typealias Fault = RowFault

    public var form: Form
    /// The system whose names the rows carry; nil: they carry none.
    public var system: Person.ForeignSystem?
    public var rows: [Row] = []
    public var faults: [Fault] = []
    /// The columns of a table, as its first row names them, and which of them was taken for what.
    public var headings: [String] = []
    public var columns: [Column: Int] = [:]

    public init(_ form: Form, system: Person.ForeignSystem? = nil) { (self.form, self.system) = (form, system) }

    // MARK: Between the door that read the file and the command

    private static let (field, record): (UInt8, UInt8) = (0x1F, 0x1E)

    /// As `decoding` reads it: what the command must know. No text of a row has a control character.
    public func encode() -> [UInt8] {
        var out: [UInt8] = []
        func put(_ cells: [String]) {
            for (index, cell) in cells.enumerated() {
                if index > 0 { out.append(Self.field) }
                out += cell.utf8
            }
            out.append(Self.record)
        }
        put([form.rawValue, system?.rawValue ?? ""])
        for row in rows {
            put(
                [
                    "row", "\(row.number)", row.key ?? "", row.name, row.mail ?? "", row.title ?? "",
                    row.kind?.rawValue ?? "", row.from.map { "\($0)" } ?? "",
                    row.firstWorkingDay.map { "\($0)" } ?? "", row.to.map { "\($0)" } ?? "",
                ] + row.unit)
        }
        for fault in faults { put(["fault", "\(fault.row)", fault.what.da, fault.what.en]) }
        return out
    }

    /// As it was written by `encode`; nil for anything else.
    public init?(decoding bytes: [UInt8]) {
        var records = bytes.split(separator: Self.record).makeIterator()
        func cells(_ record: ArraySlice<UInt8>) -> [String] {
            record.split(separator: Self.field, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        func some(_ text: String) -> String? { text.isEmpty ? nil : text }
        guard let head = records.next().map(cells), head.count == 2, let form = Form(rawValue: head[0]) else {
            return nil
        }
        self.init(form, system: Person.ForeignSystem(rawValue: head[1]))
        while let record = records.next() {
            let cells = cells(record)
            guard cells.count >= 4, let number = Int(cells[1]) else { return nil }
            if cells[0] == "fault" {
                faults.append(Fault(row: number, Phrase(da: cells[2], en: cells[3])))
                continue
            }
            guard cells.count >= 10 else { return nil }
            rows.append(
                Row(
                    number: number, key: some(cells[2]), name: cells[3], mail: some(cells[4]),
                    unit: Array(cells[10...]), title: some(cells[5]), kind: .init(rawValue: cells[6]),
                    from: Day(cells[7]), firstWorkingDay: Day(cells[8]), to: Day(cells[9])))
        }
    }
}
