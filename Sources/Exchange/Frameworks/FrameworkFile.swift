// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Reads the frameworks that an organisation brings itself: catalogues and profiles in OSCAL, libraries of CISO Assistant,
/// and tables; and catalogues of threats, which are adopted alike. What a file is, its bytes tell and never its name.
public enum FrameworkFile {
    public enum Format: Hashable, Sendable, CaseIterable {
        /// NIST OSCAL 1.0–1.2, JSON or YAML.
        case oscalCatalogue
        /// The same; what it chooses from is in another file.
        case oscalProfile
        case cisoAssistant
        /// Of threats: a taxonomy and a galaxy of MISP, an analysis of MONARC, a catalogue of OS2compliance.
        case mispTaxonomy, mispGalaxy, monarc, os2compliance
        case csv
        case xlsx

        public var label: Phrase {
            switch self {
            case .oscalCatalogue: Phrase(da: "OSCAL-katalog", en: "OSCAL catalogue")
            case .oscalProfile: Phrase(da: "OSCAL-profil", en: "OSCAL profile")
            case .cisoAssistant: Phrase(da: "Bibliotek fra CISO Assistant", en: "CISO Assistant library")
            case .mispTaxonomy: Phrase(da: "Taksonomi fra MISP", en: "MISP taxonomy")
            case .mispGalaxy: Phrase(da: "Galakse fra MISP", en: "MISP galaxy")
            case .monarc: Phrase(da: "Analyse fra MONARC", en: "MONARC analysis")
            case .os2compliance: Phrase(da: "Trusselskatalog fra OS2compliance", en: "OS2compliance threat catalogue")
            case .csv: Phrase(da: "Tabel (CSV)", en: "Table (CSV)")
            case .xlsx: Phrase(da: "Regneark (XLSX)", en: "Spreadsheet (XLSX)")
            }
        }
    }

    /// Bytes of a file; NIST SP 800-53 with all its guidance and assessment has 10 MB.
    public static let mostBytes = 20_000_000

    /// - Parameters:
    ///   - fileName: only for the proposals of a table, which has no name of its own.
    ///   - catalogue: what a profile chooses from.
    /// - Throws: a refusal where nothing of the file can be used. What is wrong in single places are remarks.
    public static func read(_ bytes: [UInt8], fileName: String? = nil, catalogue: [UInt8]? = nil) throws(Refusal)
        -> FrameworkReading
    {
        let content = try Content(bytes)
        var reading: FrameworkReading
        switch content {
        case .table(let rows, let format):
            reading =
                ThreatTable.isOne(rows)
                ? try ThreatTable.read(rows, format, title: fileName.map(stem)).framework()
                : try FrameworkTable.read(rows, format, title: fileName.map(stem))
        case .tree(let tree):
            if let threats = CISOThreats(tree), threats.isAlone {
                reading = try threats.read().framework()
            } else if let library = CISOLibrary(tree) {
                reading = try library.read()
            } else if let found = tree["catalog"] {
                reading = try OSCALCatalogue(found).read()
            } else if let found = tree["profile"] {
                reading = try OSCALProfile(found).read(from: try source(of: catalogue))
            } else if let threats = try ThreatFile.reading(tree) {
                reading = try threats.framework()
            } else {
                throw otherTree(tree)
            }
        }
        guard !reading.clauses.isEmpty || !reading.mappings.isEmpty else {
            throw reading.kind == .threats ? ThreatFile.empty : empty
        }
        reading.name = Framework.Name(proposedFrom: reading.name?.text ?? reading.label.en)
        return reading
    }

    private static func source(of bytes: [UInt8]?) throws(Refusal) -> OSCALCatalogue {
        guard let bytes else { throw needsCatalogue }
        guard case .tree(let tree) = try Content(bytes), let found = tree["catalog"] else {
            throw .invalid(
                "catalogue",
                da: "Den anden fil er ikke et OSCAL-katalog. Vælg det katalog, som profilen henviser til.",
                en: "The other file is no OSCAL catalogue. Choose the catalogue that the profile refers to.")
        }
        return OSCALCatalogue(found)
    }

    /// `krav.v2` of `C:\mappe\krav.v2.csv`.
    static func stem(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        return last.lastIndex(of: ".").map { $0 == last.startIndex ? last : String(last[..<$0]) } ?? last
    }

    // MARK: What the bytes are

    /// A file as what it is written in.
    enum Content {
        case tree(DataTree)
        case table([TableRow], Format)

        init(_ bytes: [UInt8]) throws(Refusal) {
            guard bytes.count <= mostBytes else { throw ImportGate.tooLarge(bytes.count, mostBytes) }
            if let directory = ZipDirectory(bytes), directory.holds("xl/workbook.xml") {
                self = .table(try SheetReading.rows(bytes, directory), .xlsx)
                return
            }
            if let refusal = ImportGate.otherFormat(bytes) { throw refusal }
            let text = try TextFile.utf8(bytes)
            guard let first = text.first(where: { !TextFile.isSpace($0) }) else { throw empty }
            switch first {
            case 0x7B, 0x5B: self = .tree(try JSONTree.read(text))
            case 0x3C:
                throw .invalid(
                    "file", da: "Filen er XML. Hent den som JSON; OSCAL udgives i begge.",
                    en: "The file is XML. Fetch it as JSON; OSCAL is published in both.")
            default:
                let text = String(decoding: text, as: UTF8.self)
                if Self.isYAML(text) {
                    self = .tree(try YAMLTree.read(text))
                } else {
                    self = .table(try CSVReading.rows(text), .csv)
                }
            }
        }

        /// Whether one of the first lines begins an object of those that are read: a table has no colon there.
        private static func isYAML(_ text: String) -> Bool {
            let names: Set<String> = [
                "urn", "locale", "objects", "catalog", "profile", "ref_id", "convert_library_version",
            ]
            return text.utf8.prefix(20_000).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).contains { line in
                guard let colon = line.prefix(40).firstIndex(of: 0x3A) else { return false }
                // A key may stand in quotation marks.
                return names.contains(
                    String(decoding: line[..<colon].filter { $0 != 0x22 && $0 != 0x27 }, as: UTF8.self))
            }
        }
    }

    private static func otherTree(_ tree: DataTree) -> Refusal {
        let models = [
            "component-definition", "system-security-plan", "assessment-plan", "assessment-results",
            "plan-of-action-and-milestones", "mapping-collection",
        ]
        if let model = models.first(where: { tree[$0] != nil }) {
            return .invalid(
                "file",
                da: "Filen er OSCAL, men ikke et katalog eller en profil (\(model)). Vælg kataloget med kravene.",
                en:
                    "The file is OSCAL, but no catalogue or profile (\(model)). Choose the catalogue with the requirements."
            )
        }
        return .invalid(
            "file",
            da:
                "Filen er hverken et OSCAL-katalog, en OSCAL-profil, et bibliotek fra CISO Assistant eller et trusselskatalog. "
                + "Vælg en af dem, eller brug et regneark med kolonnerne id, titel og tekst.",
            en:
                "The file is neither an OSCAL catalogue, an OSCAL profile, a CISO Assistant library nor a threat catalogue. "
                + "Choose one of them, or use a spreadsheet with the columns id, title and text.")
    }

    private static let needsCatalogue = Refusal.invalid(
        "catalogue",
        da: "Filen er en OSCAL-profil: den vælger fra et katalog. Vælg også det katalog, som den henviser til.",
        en: "The file is an OSCAL profile: it chooses from a catalogue. Choose the catalogue that it refers to, too.")
    static let empty = Refusal.invalid(
        "file", da: "Der er ingen krav i filen. Vælg en fil, der har nogen.",
        en: "There are no clauses in the file. Choose a file that has some.")
}
