// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Reads assets from tables, and from what KITOS and OS2compliance hand out. What a file is, its bytes tell and never its name.
public enum AssetFile {
    /// - Parameter chosen: for a table, what the columns are named in its first row, where that is not to be guessed.
    /// - Throws: a refusal where nothing of the file can be used. What is wrong in single rows stands in the reading.
    public static func read(
        _ bytes: [UInt8], columns chosen: [AssetReading.Column: String] = [:]
    ) throws(Refusal) -> AssetReading {
        guard bytes.count <= ImportAssets.mostBytes else {
            throw ImportGate.tooLarge(bytes.count, ImportAssets.mostBytes)
        }
        if let directory = ZipDirectory(bytes), directory.holds("xl/workbook.xml") {
            let rows = try SheetReading.rows(bytes, directory, most: AssetReading.most + 1)
            return try AssetTable.read(rows, .xlsx, chosen)
        }
        if let refusal = ImportGate.otherFormat(bytes) { throw refusal }
        let text = try TextFile.utf8(bytes)
        guard let first = text.first(where: { !TextFile.isSpace($0) }) else { throw empty }
        if first == 0x7B || first == 0x5B || first == 0x3C {
            let register = try AssetRegisterFile.read(text)
            guard !register.assets.isEmpty || !register.faults.isEmpty else { throw empty }
            return RegisterWords(register).reading
        }
        let rows = try CSVReading.rows(String(decoding: text, as: UTF8.self), most: AssetReading.most + 1)
        return try AssetTable.read(rows, .csv, chosen)
    }

    static let empty = Refusal.invalid(
        "file", da: "Der er ingen aktiver i filen. Vælg en fil, der har nogen.",
        en: "There are no assets in the file. Choose a file that has some.")
}
