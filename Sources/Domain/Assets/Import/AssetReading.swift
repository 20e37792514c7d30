// SPDX-License-Identifier: MPL-2.0

/// What a file says of assets, before it is held against the register: one row an asset, what it depends on, and what is wrong
/// in which row. Values are in the one spelling that `Column` gives them.
public struct AssetReading: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        /// As people count in the file, or in the list of it.
        public var number: Int
        public var words: [Column: String]
        /// By which other systems know it, beside what stands in columns of their own. They are added to those known here.
        public var ids: [Asset.ExternalID]
        /// It is out of use there.
        public var isGone: Bool

        public init(
            _ number: Int, _ words: [Column: String] = [:], ids: [Asset.ExternalID] = [], isGone: Bool = false
        ) {
            (self.number, self.words, self.ids, self.isGone) = (number, words, ids, isGone)
        }
    }

    /// That the asset of a row depends on another.
    public struct Tie: Hashable, Sendable {
        /// The place of its row among the rows.
        public var from: Int
        /// As `AssetPlanner` finds it: a reference, a number, a name in another system, or a name.
        public var to: String
        /// Nil: the file does not say in which way.
        public var kind: Dependence.Kind?
        public var about: String?

        public init(from: Int, to: String, kind: Dependence.Kind?, about: String? = nil) {
            (self.from, self.to, self.kind, self.about) = (from, to, kind, about)
        }
    }

    /// So many rows at most: what a register here is made for.
    public static let most = 100_000

    public var form: ImportForm
    public var rows: [Row] = []
    public var ties: [Tie] = []
    /// What is wrong in rows. Nothing of a table is taken in until it is mended.
    public var faults: [RowFault] = []
    /// What is not taken along, and why.
    public var remarks: [RowFault] = []
    /// The columns of a table, as its first row names them, and which of them was taken for what.
    public var headings: [String] = []
    public var columns: [Column: Int] = [:]
    /// SHA-256 of the file, which the door works out.
    public var sha256 = ""

    public init(_ form: ImportForm) { self.form = form }

    // MARK: Between the door that read the file and the command

    public func encode() -> [UInt8] {
        var out = ImportRecords()
        out.put([form.rawValue, sha256])
        for row in rows {
            var cells = ["row", "\(row.number)", row.isGone ? "1" : ""]
            cells.append(row.ids.map { "\($0.system): \($0.id)" }.joined(separator: "\n"))
            for (column, text) in row.words { cells += [column.rawValue, text] }
            out.put(cells)
        }
        for tie in ties { out.put(["tie", "\(tie.from)", tie.to, tie.kind?.rawValue ?? "", tie.about ?? ""]) }
        for fault in faults { out.put(["fault", "\(fault.row)", fault.what.da, fault.what.en]) }
        for remark in remarks { out.put(["remark", "\(remark.row)", remark.what.da, remark.what.en]) }
        return out.bytes
    }

    /// As it was written by `encode`; nil for anything else.
    public init?(decoding bytes: [UInt8]) {
        var found: AssetReading?
        func some(_ text: String) -> String? { text.isEmpty ? nil : text }
        let isRight = ImportRecords.each(of: bytes) { cells in
            guard found != nil else {
                guard cells.count == 2, let form = ImportForm(rawValue: cells[0]) else { return false }
                found = AssetReading(form)
                found?.sha256 = cells[1]
                return true
            }
            guard cells.count >= 4, let number = Int(cells[1]) else { return false }
            switch cells[0] {
            case "row":
                guard let ids = try? Asset.ExternalID.list(cells[3], "external_ids"), cells.count % 2 == 0 else {
                    return false
                }
                var row = Row(number, ids: ids, isGone: cells[2] == "1")
                for index in stride(from: 4, to: cells.count, by: 2) {
                    guard let column = Column(rawValue: cells[index]) else { return false }
                    row.words[column] = cells[index + 1]
                }
                found?.rows.append(row)
            case "tie":
                guard cells.count == 5 else { return false }
                found?.ties.append(
                    Tie(from: number, to: cells[2], kind: .init(rawValue: cells[3]), about: some(cells[4])))
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
