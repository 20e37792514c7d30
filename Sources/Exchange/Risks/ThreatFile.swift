// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Reads catalogues of threats: taxonomies and galaxies of MISP, analyses of MONARC, catalogues of OS2compliance, libraries of
/// CISO Assistant, and tables. What a file is, its bytes tell and never its name.
public enum ThreatFile {
    /// - Parameters:
    ///   - fileName: only for the title of a table, which has none of its own.
    ///   - chosen: for a table, what the columns are named in its first row, where that is not to be guessed.
    /// - Throws: a refusal where nothing of the file can be used. What is wrong in single rows are faults.
    public static func read(
        _ bytes: [UInt8], fileName: String? = nil, columns chosen: [ThreatReading.Column: String] = [:]
    ) throws(Refusal) -> ThreatReading {
        var reading: ThreatReading
        switch try FrameworkFile.Content(bytes) {
        case .table(let rows, let format):
            reading = try ThreatTable.read(rows, format, title: fileName.map(FrameworkFile.stem), chosen)
        case .tree(let tree):
            guard let found = try Self.reading(tree) else { throw other }
            reading = found
        }
        guard !reading.rows.isEmpty || !reading.faults.isEmpty || !reading.matrices.isEmpty else { throw empty }
        reading.name = reading.name ?? Framework.Name(proposedFrom: reading.label.en)
        return reading
    }

    /// Nil: the file is something else.
    static func reading(_ tree: DataTree) throws(Refusal) -> ThreatReading? {
        if MISPThreats.isTaxonomy(tree) { return try MISPThreats.taxonomy(tree) }
        if OS2complianceThreats.isOne(tree) { return try OS2complianceThreats.read(tree) }
        if let found = MONARCThreats(tree) { return try found.read() }
        if let found = CISOThreats(tree) { return try found.read() }
        if MISPThreats.isGalaxy(tree) { return try MISPThreats.galaxy(tree) }
        return nil
    }

    static let empty = Refusal.invalid(
        "file", da: "Der er ingen trusler i filen. Vælg en fil, der har nogen.",
        en: "There are no threats in the file. Choose a file that has some.")
    private static let other = Refusal.invalid(
        "file",
        da:
            "Filen er hverken fra MISP, MONARC, OS2compliance eller CISO Assistant. Vælg en af dem, eller brug et regneark "
            + "med kolonnerne nummer og trussel.",
        en:
            "The file is neither from MISP, MONARC, OS2compliance nor CISO Assistant. Choose one of them, or use a "
            + "spreadsheet with the columns number and threat.")
}
