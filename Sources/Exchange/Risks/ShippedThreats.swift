// SPDX-License-Identifier: MPL-2.0

import CFiles
public import Domain

/// The threats that come with Værn, in our own words: those that a Danish municipal IT cooperation meets (policy §8-b).
public enum ShippedThreats {
    /// Read once for all organisations. That the file can be read is tested: it is part of the program.
    public static let catalogue = (try? read()) ?? catalogue([])

    private static let file = "threats.csv"

    /// The file itself.
    static var bytes: [UInt8] { vaern_file_threats_csv().content }

    static func read(_ bytes: [UInt8] = ShippedThreats.bytes) throws -> ThreatCatalogue {
        let threats = try ShippedFrameworks.Table(file, bytes).map(threat)
        for names in [threats.map(\.code.text), threats.map(\.name.da), threats.map(\.name.en)] {
            try ShippedFrameworks.checkOnce(names, in: file)
        }
        return catalogue(threats)
    }

    private static func catalogue(_ threats: [Threat]) -> ThreatCatalogue {
        ThreatCatalogue(
            name: ThreatCatalogue.own, label: Phrase(da: "Værns trusler", en: "The threats of Værn"),
            source: Phrase(
                da: "Værns egne ord. Foranstaltningerne er forslag fra ISO/IEC 27002:2022.",
                en: "Værn’s own words. The controls are proposals from ISO/IEC 27002:2022."), threats: threats)
    }

    private static func threat(_ row: ShippedFrameworks.Row) throws -> Threat {
        guard let name = try row.phrase("name"),
            let category = try row.values("category", Threat.Category.self).first
        else { throw row.fault("has no name or category") }
        let affects = try row.values("affects", Letter.self).map(\.property)
        return Threat(
            code: try row.clause("id"), name: name, category: category, origins: try row.values("origin"),
            affects: affects, vulnerabilities: try vulnerabilities(row), controls: try controls(row),
            targets: try row.values("kinds"))
    }

    /// What stands in the column of what it harms.
    private enum Letter: String {
        case confidentiality = "C"
        case integrity = "I"
        case availability = "A"

        var property: ControlAttributes.Property {
            switch self {
            case .confidentiality: .confidentiality
            case .integrity: .integrity
            case .availability: .availability
            }
        }
    }

    /// The same ones in both languages, in the same order.
    private static func vulnerabilities(_ row: ShippedFrameworks.Row) throws -> [Phrase] {
        let (danish, english) = (try parts("vulnerabilities_da", row), try parts("vulnerabilities_en", row))
        guard danish.count == english.count else {
            throw row.fault("has \(danish.count) vulnerabilities in Danish and \(english.count) in English")
        }
        return zip(danish, english).map { Phrase(da: $0, en: $1) }
    }

    private static func controls(_ row: ShippedFrameworks.Row) throws -> [ClauseID] {
        try parts("controls", row).map { text in
            guard let id = ClauseID(text) else { throw row.fault("\(text) is no identifier") }
            return id
        }
    }

    private static func parts(_ column: String, _ row: ShippedFrameworks.Row) throws -> [String] {
        try row.text(column).split(separator: ";").map { String($0).trimmed }
    }
}
