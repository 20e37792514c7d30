// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What a file from another register of assets was read as: KITOS or OS2compliance. Values are as they are there, in words of
/// its own, and people are named as it names them; whoever takes it over decides what they are here. Nothing of it is kept.
public struct AssetReading: Sendable {
    public enum Format: Hashable, Sendable, CaseIterable {
        /// What the API of KITOS answers, version 2: systems, usages, units; one list, or several under their names.
        case kitos
        /// What the API of OS2compliance answers about assets.
        case os2compliance
        /// Its database, as `mysqldump --xml` writes it; with risk assessments, which its API does not give.
        case os2complianceDump

        public var label: Phrase {
            switch self {
            case .kitos: Phrase(da: "Udtræk fra KITOS", en: "Extract from KITOS")
            case .os2compliance: Phrase(da: "Udtræk fra OS2compliance", en: "Extract from OS2compliance")
            case .os2complianceDump:
                Phrase(da: "Database fra OS2compliance", en: "Database of OS2compliance")
            }
        }
    }

    /// Who knows it by which identifier.
    public struct ForeignID: Hashable, Sendable {
        public enum System: String, Sendable {
            case kitosSystem = "kitos-system"
            case kitosUsage = "kitos-usage"
            case os2compliance
        }
        public let system: System
        public let id: String
    }

    public struct Asset: Hashable, Sendable {
        /// Its place in the file: the first is 1.
        public let number: Int
        public var ids: [ForeignID]
        public var name: String
        public var about: String?
        /// What kind of thing it is there.
        public var type: String?
        public var unit: String?
        /// Names, as they are there.
        public var owners: [String] = []
        public var responsible: [String] = []
        public var supplier: String?
        public var supplierCVR: String?
        /// KLE numbers of its tasks.
        public var kle: [String] = []
        public var classification: String?
        /// Which kinds of personal data it holds.
        public var personalData: [String] = []
        public var hosting: String?
        /// Critical to the business, and to society; nil: not said.
        public var isBusinessCritical: Bool?
        public var isSociallyCritical: Bool?
        /// Of the period in which it is used.
        public var from: Day?
        public var to: Day?
        public var isRetired = false
        /// When its risk was assessed there last, and how it came out.
        public var riskAssessed: Day?
        public var risk: String?

        init(_ number: Int, _ ids: [ForeignID], name: String) {
            self.number = number
            self.ids = ids
            self.name = name
        }
    }

    public struct Unit: Hashable, Sendable {
        public let id: String
        public let name: String
        /// The identifier of the one above it.
        public let parent: String?
    }

    /// That one asset is connected with another.
    public struct Relation: Hashable, Sendable {
        public let from: ForeignID
        public let to: ForeignID
        public let about: String?
    }

    /// A threat to an asset, as somebody judged it.
    public struct Risk: Hashable, Sendable {
        public let number: Int
        /// Of the assessment that it is a part of.
        public let assessment: String
        public let assets: [ForeignID]
        public let threatCode: String?
        public let threat: String
        /// On the scale of that installation; nil: not said.
        public let probability: Int?
        /// By property, for whom it is bad.
        public let consequences: [Consequence]
        public let vulnerability: String?
        public let existing: String?
        public let treatment: String?
        public let elaboration: String?
        public let residualProbability: Int?
        public let residualConsequence: Int?

        public struct Consequence: Hashable, Sendable {
            public enum Bearer: String, Sendable, CaseIterable {
                case registered, organisation, society
            }
            public let property: ControlAttributes.Property
            public let bearer: Bearer
            public let value: Int
        }
    }

    public struct Fault: Hashable, Sendable {
        /// What it is about: a list or a table of the file, and the place in it.
        public let list: String
        public let row: Int
        public let what: Phrase
    }

    /// Things of one file; a municipality has some hundred systems, and a cooperation some thousand.
    static let most = 50_000
    static let mostFaults = 1000
    /// Characters of a name, and of a text.
    static let (longestName, longestText) = (300, 10_000)

    public let format: Format
    public internal(set) var assets: [Asset] = []
    public internal(set) var units: [Unit] = []
    public internal(set) var relations: [Relation] = []
    public internal(set) var risks: [Risk] = []
    public internal(set) var faults: [Fault] = []
    public internal(set) var faultCount = 0

    init(_ format: Format) { self.format = format }

    mutating func fault(_ list: String, _ row: Int, da: String, en: String) {
        faultCount += 1
        guard faults.count < Self.mostFaults else { return }
        faults.append(.init(list: list, row: row, what: Phrase(da: da, en: en)))
    }

    static func line(_ text: String?, _ most: Int = longestName) -> String? {
        text.flatMap { PlainWords.line(PlainWords.beginning($0, of: most)) }.map {
            PlainWords.cut($0, to: most)
        }
    }

    static func lines(_ text: String?) -> String? {
        text.flatMap { PlainWords.lines(PlainWords.beginning($0, of: longestText)) }
            .map { PlainWords.cut($0, to: longestText) }
    }

    /// The day of a moment in ISO 8601, as programs write them.
    static func day(_ text: String?) -> Day? {
        text.flatMap { Day(String($0.prefix(10))) }
    }

    static let tooMany = Refusal.invalid(
        "file", da: "Filen har flere end 50.000 ting. Del den op, og vælg delene en ad gangen.",
        en: "The file has more than 50,000 things. Split it, and choose the parts one at a time.")
}

/// Reads what other registers of assets hand out. What a file is, its bytes tell and never its name.
public enum AssetRegisterFile {
    /// Bytes of a file; the database of a municipality’s OS2compliance has some ten megabytes without its documents.
    public static let mostBytes = 60_000_000

    /// - Throws: a refusal where nothing of the file can be used. What is wrong in single places are faults.
    public static func read(_ bytes: [UInt8]) throws(Refusal) -> AssetReading {
        guard bytes.count <= mostBytes else { throw ImportGate.tooLarge(bytes.count, mostBytes) }
        if let refusal = ImportGate.otherFormat(bytes) { throw refusal }
        let reading: AssetReading
        let text = try TextFile.utf8(bytes)
        switch text.first(where: { !TextFile.isSpace($0) }) {
        case 0x7B, 0x5B:
            let tree = try JSONTree.read(text)
            if OS2complianceAssets.isOne(tree) {
                reading = try OS2complianceAssets.read(tree)
            } else if let kitos = KITOSFile(tree) {
                reading = try kitos.read()
            } else {
                throw other
            }
        case 0x3C:
            guard let found = try OS2complianceDump.read(text) else { throw other }
            reading = found
        case nil: throw empty
        case _: throw other
        }
        let isEmpty = reading.assets.isEmpty && reading.units.isEmpty && reading.risks.isEmpty
        guard !isEmpty || !reading.faults.isEmpty else { throw empty }
        return reading
    }

    private static let empty = Refusal.invalid(
        "file", da: "Der er ingen aktiver i filen. Vælg en fil, der har nogen.",
        en: "There are no assets in the file. Choose a file that has some.")
    private static let other = Refusal.invalid(
        "file",
        da:
            "Filen er hverken JSON fra KITOS eller OS2compliance eller en database skrevet med »mysqldump --xml«. Vælg en af dem.",
        en:
            "The file is neither JSON from KITOS or OS2compliance nor a database written by “mysqldump --xml”. Choose one of them."
    )
}
