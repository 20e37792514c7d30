// SPDX-License-Identifier: MPL-2.0

import Domain

/// What a file from another register of assets was read as: KITOS or OS2compliance. Values are as they are there, in words of
/// its own, and people are named as it names them; whoever takes it over decides what they are here. Nothing of it is kept.
struct ForeignRegister: Sendable {

    /// Who knows it by which identifier.
    struct ForeignID: Hashable, Sendable {
        enum System: String, Sendable {
            case kitosSystem = "kitos-system"
            case kitosUsage = "kitos-usage"
            case os2compliance
        }
        let system: System
        let id: String
    }

    struct Asset: Hashable, Sendable {
        /// Its place in the file: the first is 1.
        let number: Int
        var ids: [ForeignID]
        var name: String
        var about: String?
        /// What kind of thing it is there.
        var type: String?
        /// Its unit, below those above it, as far as the file says.
        var unit: String?
        /// Names, as they are there.
        var owners: [String] = []
        var responsible: [String] = []
        /// Who answers for it from day to day, and for its operation.
        var managers: [String] = []
        var operators: [String] = []
        var phase: Domain.Asset.Phase?
        var supplier: String?
        var supplierCVR: String?
        /// KLE numbers of its tasks.
        var kle: [String] = []
        var classification: String?
        /// Which kinds of personal data it holds.
        var personalData: [String] = []
        var hosting: String?
        /// Critical to the business, and to society; nil: not said.
        var isBusinessCritical: Bool?
        var isSociallyCritical: Bool?
        /// Of the period in which it is used.
        var from: Day?
        var to: Day?
        var isRetired = false
        /// When its risk was assessed there last, and how it came out.
        var riskAssessed: Day?
        var risk: String?

        init(_ number: Int, _ ids: [ForeignID], name: String) {
            self.number = number
            self.ids = ids
            self.name = name
        }
    }

    struct Unit: Hashable, Sendable {
        let id: String
        let name: String
        /// The identifier of the one above it.
        let parent: String?
    }

    /// That one asset is connected with another.
    struct Relation: Hashable, Sendable {
        let from: ForeignID
        let to: ForeignID
        let about: String?
    }

    /// A threat to an asset, as somebody judged it.
    struct Risk: Hashable, Sendable {
        let number: Int
        /// Of the assessment that it is a part of.
        let assessment: String
        let assets: [ForeignID]
        let threatCode: String?
        let threat: String
        /// On the scale of that installation; nil: not said.
        let probability: Int?
        /// By property, for whom it is bad.
        let consequences: [Consequence]
        let vulnerability: String?
        let existing: String?
        let treatment: String?
        let elaboration: String?
        let residualProbability: Int?
        let residualConsequence: Int?

        struct Consequence: Hashable, Sendable {
            enum Bearer: String, Sendable, CaseIterable {
                case registered, organisation, society
            }
            let property: ControlAttributes.Property
            let bearer: Bearer
            let value: Int
        }
    }

    struct Fault: Hashable, Sendable {
        /// What it is about: a list or a table of the file, and the place in it.
        let list: String
        let row: Int
        let what: Phrase
    }

    /// Things of one file; a municipality has some hundred systems, and a cooperation some thousand.
    static let most = 50_000
    static let mostFaults = 1000
    /// Characters of a name, and of a text.
    static let (longestName, longestText) = (300, 10_000)

    let format: ImportForm
    var assets: [Asset] = []
    var units: [Unit] = []
    var relations: [Relation] = []
    var risks: [Risk] = []
    var faults: [Fault] = []
    var faultCount = 0

    init(_ format: ImportForm) { self.format = format }

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
enum AssetRegisterFile {
    /// - Throws: a refusal where nothing of the file can be used. What is wrong in single places are faults.
    static func read(_ bytes: [UInt8]) throws(Refusal) -> ForeignRegister {
        let text = try TextFile.utf8(bytes)
        let reading: ForeignRegister
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
        case nil: throw AssetFile.empty
        case _: throw other
        }
        let isEmpty = reading.assets.isEmpty && reading.units.isEmpty && reading.risks.isEmpty
        guard !isEmpty || !reading.faults.isEmpty else { throw AssetFile.empty }
        return reading
    }

    private static let other = Refusal.invalid(
        "file",
        da:
            "Filen er hverken JSON fra KITOS eller OS2compliance eller en database skrevet med »mysqldump --xml«. Vælg en af dem.",
        en:
            "The file is neither JSON from KITOS or OS2compliance nor a database written by “mysqldump --xml”. Choose one of them."
    )
}
