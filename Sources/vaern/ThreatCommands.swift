// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Exchange
import Foundation
import Office

/// Threats as files. They need no data directory: what comes with Værn is part of the program.
struct ThreatCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "threats", abstract: "Threats: what could happen, and catalogues of it.",
        subcommands: [List.self, Read.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the threats that come with Værn: code, category, name, proposed controls.",
            discussion: "Example: vaern threats list --for location --language en")
        @Option(name: .customLong("for"), help: "Only those proposed for a kind of asset, such as solution.")
        var target: String?
        @OptionGroup var language: TextLanguageOption
        @Flag(name: .long, help: "Print the answer as JSON.") var json = false

        func run() throws {
            let language = try language.chosen
            var threats = ShippedThreats.catalogue.threats
            if let target {
                guard let target = Threat.Target(rawValue: target) else {
                    let known = Threat.Target.allCases.map(\.rawValue).joined(separator: ", ")
                    throw stop("--for is one of: \(known).")
                }
                threats = ShippedThreats.catalogue.proposed(for: target)
            }
            if json { return putJSON(["items": threats.map { ThreatCommands.object($0, language) }]) }
            for threat in threats {
                let cells = [
                    threat.code.text, threat.heading.map { language($0) } ?? "", language(threat.name),
                    threat.controls.map(\.text).joined(separator: ", "),
                ]
                put(cells.joined(separator: "\t"))
            }
        }
    }

    struct Read: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a catalogue of threats would be read as. Nothing is stored.",
            discussion: """
                Taxonomies and galaxies of MISP, analyses of MONARC, catalogues of OS2compliance, libraries of CISO \
                Assistant, CSV and XLSX. It is adopted as a framework: vaern do framework.adopt.
                Example: vaern threats read threats.csv --column code=No --column name=Title
                """)
        @Argument(help: "The file.") var file: String
        @Option(
            name: .long, parsing: .singleValue,
            help: "PART=HEADING of a table; code, name, about, group, affects, vulnerabilities, controls …")
        var column: [String] = []
        @OptionGroup var language: TextLanguageOption
        @Flag(name: .long, help: "Print the answer as JSON.") var json = false

        func run() throws {
            try orStop {
                let language = try language.chosen
                let reading = try ThreatFile.read(try fileBytes(file), fileName: file, columns: try columns())
                if json { return putJSON(Self.object(reading, language)) }
                let facts = [
                    language(reading.format.label), language(reading.label), reading.version, reading.publisher,
                    reading.rights,
                ]
                say(facts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · "))
                for row in reading.rows {
                    let threat = row.threat
                    let cells = [
                        threat.code.text, threat.heading.map { language($0) } ?? "", language(threat.name),
                        threat.about.map { language($0).replacing("\n", with: " ⏎ ") } ?? "",
                        threat.vulnerabilities.map { language($0) }.joined(separator: "; "),
                    ]
                    put(cells.joined(separator: "\t"))
                }
                say("\(reading.rows.count) threats, \(reading.matrices.count) risk matrices")
                for fault in reading.faults {
                    let column = fault.column.map { " (\(language($0.label)))" } ?? ""
                    say("\(fault.row)\(column): \(language(fault.what))")
                }
                let rest = reading.faultCount - reading.faults.count
                if rest > 0 { say("\(rest) more faults") }
            }
        }

        private func columns() throws -> [ThreatReading.Column: String] {
            var columns: [ThreatReading.Column: String] = [:]
            for pair in column {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, let column = ThreatReading.Column(rawValue: parts[0]) else {
                    throw stop("--column is PART=HEADING, such as code=No.")
                }
                columns[column] = parts[1]
            }
            return columns
        }

        private static func object(_ reading: ThreatReading, _ language: Language) -> [String: Any] {
            let members: [String: Any?] = [
                "format": language(reading.format.label), "label": language(reading.label), "version": reading.version,
                "publisher": reading.publisher, "rights": reading.rights,
                "threats": reading.rows.map { row in
                    var object = ThreatCommands.object(row.threat, language)
                    object["row"] = row.number
                    object["written"] = row.written
                    return object
                },
                "faults": reading.faults.map { fault in
                    let members: [String: Any?] = [
                        "row": fault.row, "column": fault.column?.rawValue, "left_out": fault.outcome == .leftOut,
                        "what": language(fault.what),
                    ]
                    return members.compactMapValues { $0 }
                },
                "fault_count": reading.faultCount,
                "matrices": reading.matrices.map { matrix in
                    [
                        "name": language(matrix.name), "likelihood": matrix.likelihood.map { language($0.name) },
                        "consequence": matrix.consequence.map { language($0.name) },
                        "levels": matrix.levels.map { language($0.name) }, "grid": matrix.grid,
                    ] as [String: Any]
                },
            ]
            return members.compactMapValues { $0 }
        }
    }

    /// One threat; what is not known is left out.
    private static func object(_ threat: Threat, _ language: Language) -> [String: Any] {
        let members: [String: Any?] = [
            "code": threat.code.text, "name": language(threat.name), "about": threat.about.map { language($0) },
            "category": threat.category?.rawValue, "group": threat.heading.map { language($0) },
            "origins": threat.origins.map(\.rawValue), "affects": threat.affects.map(\.rawValue),
            "vulnerabilities": threat.vulnerabilities.map { language($0) }, "controls": threat.controls.map(\.text),
            "kinds": threat.targets.map(\.rawValue),
        ]
        return members.compactMapValues { $0 }
    }
}
