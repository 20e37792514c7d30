// SPDX-License-Identifier: MPL-2.0

/// That a file of another register or a table was taken in: how much it changed, and by which file, told by its hash. What it
/// changed stands in facts of their own beside this one; the file is not kept, since nothing of it is taken but what they say.
public struct RegisterImport: Hashable, Sendable {
    /// What the file held.
    public enum Matter: String, Choosable {
        case assets, risks

        public var label: Phrase {
            switch self {
            case .assets: Phrase(da: "Aktiver", en: "Assets")
            case .risks: Phrase(da: "Risici", en: "Risks")
            }
        }
    }

    public let matter: Matter
    /// What it was read as.
    public let form: ImportForm
    /// SHA-256 of the file's bytes, as hexadecimal digits.
    public let sha256: String
    public let fileName: ValueID
    public let rows: Int
    public let added: Int
    public let changed: Int
    /// Of assets: dependences that are new. Of risks: assessments.
    public let beside: Int

    public init(
        matter: Matter, form: ImportForm, sha256: String, fileName: ValueID, rows: Int, added: Int, changed: Int,
        beside: Int
    ) {
        (self.matter, self.form, self.sha256, self.fileName) = (matter, form, sha256, fileName)
        (self.rows, self.added, self.changed, self.beside) = (rows, added, changed, beside)
    }
}

/// What a file of assets or risks is.
public enum ImportForm: String, Choosable {
    case csv, xlsx, kitos, os2compliance
    case os2complianceDump = "os2compliance_dump"
    case monarc

    public var label: Phrase {
        switch self {
        case .csv: Phrase(da: "Tabel (CSV)", en: "Table (CSV)")
        case .xlsx: Phrase(da: "Regneark (XLSX)", en: "Spreadsheet (XLSX)")
        case .kitos: Phrase(da: "Udtræk fra KITOS (JSON)", en: "Extract from KITOS (JSON)")
        case .os2compliance: Phrase(da: "Udtræk fra OS2compliance (JSON)", en: "Extract from OS2compliance (JSON)")
        case .os2complianceDump: Phrase(da: "Database fra OS2compliance (XML)", en: "Database of OS2compliance (XML)")
        case .monarc: Phrase(da: "Analyse fra MONARC (JSON)", en: "Analysis of MONARC (JSON)")
        }
    }

    /// Whether it is a table that people made, where whatever cannot be read is put right in the file. What another system
    /// says in words of its own is left out instead, and it is told.
    public var isTable: Bool {
        switch self {
        case .csv, .xlsx: true
        case .kitos, .os2compliance, .os2complianceDump, .monarc: false
        }
    }
}

/// Rows of cells on their way from the door that read a file to the command: control characters between them, which no text
/// of a row has.
struct ImportRecords {
    private static let (field, record): (UInt8, UInt8) = (0x1F, 0x1E)
    private(set) var bytes: [UInt8] = []

    mutating func put(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(Self.field) }
            for byte in cell.utf8 { bytes.append(byte == Self.field || byte == Self.record ? 0x20 : byte) }
        }
        bytes.append(Self.record)
    }

    static func each(of bytes: [UInt8], _ take: ([String]) -> Bool) -> Bool {
        for record in bytes.split(separator: Self.record) {
            let cells = record.split(separator: Self.field, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard take(cells) else { return false }
        }
        return true
    }
}
