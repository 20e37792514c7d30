// SPDX-License-Identifier: MPL-2.0

/// What a file says of risks, before it is held against the register: one row a risk, how it was judged there, and what is
/// wrong in which row.
public struct RiskReading: Hashable, Sendable {
    /// For whom something is bad, where a file does not have our dimensions (OS2compliance).
    public enum Bearer: String, Choosable {
        case registered, organisation, society

        public var label: Phrase {
            switch self {
            case .registered: Phrase(da: "Den registrerede", en: "The data subject")
            case .organisation: Phrase(da: "Organisationen", en: "The organisation")
            case .society: Phrase(da: "Samfundet", en: "Society")
            }
        }

        /// The field of the command that says which dimension it is.
        public var field: String { "dimension_\(rawValue)" }
    }

    public struct Row: Hashable, Sendable {
        /// As people count in the file, or in the list of it.
        public var number: Int
        public var words: [Column: String]
        /// The worst that is told of each bearer, on the file's scale.
        public var told: [Bearer: Int]

        public init(_ number: Int, _ words: [Column: String] = [:], told: [Bearer: Int] = [:]) {
            (self.number, self.words, self.told) = (number, words, told)
        }
    }

    /// So many rows at most.
    public static let most = 20_000

    public var form: ImportForm
    public var rows: [Row] = []
    public var faults: [RowFault] = []
    /// What is not taken along, and why.
    public var remarks: [RowFault] = []
    public var headings: [String] = []
    public var columns: [Column: Int] = [:]
    public var sha256 = ""

    public init(_ form: ImportForm) { self.form = form }

    /// The steps that the file uses, for whoever is to say which of ours each is.
    public var likelihoods: [Int] { Set(rows.compactMap { $0.words[.likelihood].flatMap { Int($0) } }).sorted() }
    public var consequences: [Int] {
        var found: Set<Int> = []
        for row in rows {
            found.formUnion(row.told.values)
            for dimension in RiskMethod.Dimension.allCases {
                if let step = row.words[.of(dimension)].flatMap({ Int($0) }) { found.insert(step) }
            }
        }
        return found.sorted()
    }

    // MARK: Between the door that read the file and the command

    public func encode() -> [UInt8] {
        var out = ImportRecords()
        out.put([form.rawValue, sha256])
        for row in rows {
            var cells = ["row", "\(row.number)"]
            cells += Bearer.allCases.map { row.told[$0].map { "\($0)" } ?? "" }
            for (column, text) in row.words { cells += [column.rawValue, text] }
            out.put(cells)
        }
        for fault in faults { out.put(["fault", "\(fault.row)", fault.what.da, fault.what.en]) }
        for remark in remarks { out.put(["remark", "\(remark.row)", remark.what.da, remark.what.en]) }
        return out.bytes
    }

    /// As it was written by `encode`; nil for anything else.
    public init?(decoding bytes: [UInt8]) {
        var found: RiskReading?
        let isRight = ImportRecords.each(of: bytes) { cells in
            guard found != nil else {
                guard cells.count == 2, let form = ImportForm(rawValue: cells[0]) else { return false }
                found = RiskReading(form)
                found?.sha256 = cells[1]
                return true
            }
            guard cells.count >= 4, let number = Int(cells[1]) else { return false }
            switch cells[0] {
            case "row":
                guard cells.count >= 5, cells.count % 2 == 1 else { return false }
                var row = Row(number)
                for (index, bearer) in Bearer.allCases.enumerated() { row.told[bearer] = Int(cells[2 + index]) }
                for index in stride(from: 5, to: cells.count, by: 2) {
                    guard let column = Column(rawValue: cells[index]) else { return false }
                    row.words[column] = cells[index + 1]
                }
                found?.rows.append(row)
            case "fault": found?.faults.append(RowFault(row: number, Phrase(da: cells[2], en: cells[3])))
            case "remark": found?.remarks.append(RowFault(row: number, Phrase(da: cells[2], en: cells[3])))
            case _: return false
            }
            return true
        }
        guard isRight, let found else { return nil }
        self = found
    }
}
