// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Exchange
import Foundation
import Office

/// Frameworks as files. They need no data directory: what comes with Værn is part of the program.
struct FrameworkCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "framework", abstract: "Frameworks: what standards and laws demand.",
        subcommands: [List.self, Export.self, Mappings.self, Read.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the frameworks that come with Værn: name, what they hold, how many clauses, label.",
            discussion: "Example: vaern framework list --language en")
        @OptionGroup var language: TextLanguageOption
        @Flag(name: .long, help: "Print the answer as JSON.") var json = false

        func run() throws {
            let language = try language.chosen
            if json {
                return putJSON([
                    "items": ShippedFrameworks.all.all.map {
                        [
                            "name": $0.name.text, "kind": $0.kind.rawValue, "clauses": $0.demands.count,
                            "label": language($0.label),
                        ] as [String: Any]
                    }
                ])
            }
            for framework in ShippedFrameworks.all.all {
                let kind: Phrase =
                    switch framework.kind {
                    case .requirements: Phrase(da: "krav", en: "requirements")
                    case .controls: Phrase(da: "foranstaltninger", en: "controls")
                    case .threats: Phrase(da: "trusler", en: "threats")
                    }
                put("\(framework.name)\t\(language(kind))\t\(framework.demands.count)\t\(language(framework.label))")
            }
        }
    }

    /// What a framework is written as.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case oscal
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a framework as an OSCAL 1.1.2 catalogue (JSON).",
            discussion: "Example: vaern framework export 27002 --format oscal --language en --out 27002.oscal.json")
        @Argument(help: "The framework's name, as »vaern framework list« shows it.") var name: String
        @Option(name: .long, help: "The format.") var format = Format.oscal
        @OptionGroup var language: TextLanguageOption
        @OptionGroup var out: OutOption

        func run() throws {
            guard let name = Framework.Name(name), let framework = ShippedFrameworks.all[name] else {
                throw stop("There is no framework »\(name)«. »vaern framework list« shows those there are.")
            }
            switch format {
            case .oscal:
                try out.write(OSCALWriter.catalogue(framework, in: try language.chosen, modified: try out.moment))
            }
        }
    }

    struct Mappings: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write how the frameworks are mapped to each other as an OSCAL 1.2.1 mapping collection (JSON).",
            discussion: """
                It names the catalogues as NAME.oscal.json beside it.
                Example: vaern framework mappings --language en --out mappings.oscal.json
                """)
        @OptionGroup var language: TextLanguageOption
        @OptionGroup var out: OutOption

        func run() throws {
            try out.write(
                OSCALWriter.mappings(ShippedFrameworks.all, in: try language.chosen, modified: try out.moment))
        }
    }

    struct Read: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a file with a framework would be read as. Nothing is stored.",
            discussion: """
                OSCAL catalogues and profiles, CISO Assistant libraries, CSV and XLSX. A profile needs its catalogue too.
                Example: vaern framework read baseline.json --catalogue NIST_SP-800-53_rev5_catalog.json
                """)
        @Argument(help: "The file.") var file: String
        @Option(name: .long, help: "The catalogue that a profile chooses from.") var catalogue: String?
        @OptionGroup var language: TextLanguageOption
        @Flag(name: .long, help: "Print the answer as JSON.") var json = false

        func run() throws {
            try orStop {
                let language = try language.chosen
                let reading = try FrameworkFile.read(
                    try fileBytes(file), fileName: file, catalogue: try catalogue.map(fileBytes))
                if json { return putJSON(Self.object(reading, language)) }
                let facts = [
                    language(reading.format.label), language(reading.label), reading.version, reading.publisher,
                    reading.rights,
                ]
                say(facts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · "))
                for clause in reading.clauses {
                    let cells = [
                        clause.parent?.text ?? "", clause.id.text, clause.isHeading ? "#" : "", language(clause.title),
                        clause.text.map { language($0).replacing("\n", with: " ⏎ ") } ?? "",
                    ]
                    put(cells.joined(separator: "\t"))
                }
                say("\(reading.clauses.count { !$0.isHeading }) clauses, \(reading.mappings.count) mappings")
                for remark in reading.remarks {
                    let places = remark.places.prefix(5).map { language($0.label) }.joined(separator: ", ")
                    let more = remark.count > 5 ? ", …" : ""
                    say("\(remark.count) × \(language(remark.what)) \(places.isEmpty ? "" : "(\(places)\(more))")")
                }
            }
        }

        /// What was read, as one object; what is not known is left out.
        private static func object(_ reading: FrameworkReading, _ language: Language) -> [String: Any] {
            let clauses = reading.clauses.map { clause in
                let members: [String: Any?] = [
                    "id": clause.id.text, "parent": clause.parent?.text, "isHeading": clause.isHeading,
                    "title": language(clause.title), "text": clause.text.map { language($0) },
                ]
                return members.compactMapValues { $0 }
            }
            let remarks = reading.remarks.map { remark in
                ["what": language(remark.what), "count": remark.count] as [String: Any]
            }
            let members: [String: Any?] = [
                "format": language(reading.format.label), "label": language(reading.label), "version": reading.version,
                "publisher": reading.publisher, "rights": reading.rights, "clauses": clauses,
                "mappings": reading.mappings.count, "remarks": remarks,
            ]
            return members.compactMapValues { $0 }
        }
    }
}

/// What is in a file that a subcommand is given.
func fileBytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw stop("The file \(path) cannot be read.")
    }
    return [UInt8](data)
}

/// The language that texts are printed in.
struct TextLanguageOption: ParsableArguments {
    @Option(name: .long, help: "da or en (default: the terminal's).") var language: String?

    var chosen: Language {
        get throws {
            guard let language else { return .ofTerminal }
            guard let chosen = Language(rawValue: language) else { throw stop("--language is da or en.") }
            return chosen
        }
    }
}

/// Where a file goes, and the moment that it is said to have been changed at.
struct OutOption: ParsableArguments {
    @Option(name: .long, help: "The file (default: standard output).") var out: String?
    @Option(name: .long, help: "The moment of the last change, such as 2026-11-23T12:00:00Z (default: now).")
    var modified: String?

    var moment: Instant {
        get throws {
            guard let modified else { return Clock.system.now }
            guard let moment = Instant(modified) else { throw stop("--modified is a moment: 2026-11-23T12:00:00Z.") }
            return moment
        }
    }

    func write(_ bytes: [UInt8]) throws {
        guard let out else { return FileHandle.standardOutput.write(Data(bytes)) }
        guard FileManager.default.createFile(atPath: out, contents: Data(bytes)) else {
            throw stop("The file \(out) cannot be written.")
        }
        say("\(out): \(bytes.count) bytes")
    }
}
