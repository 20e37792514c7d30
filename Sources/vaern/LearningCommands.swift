// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Exchange
import Foundation

/// E-learning as files. They need no data directory: what comes with Værn is part of the program.
struct LearningCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learning", abstract: "E-learning: modules as files.",
        subcommands: [List.self, Check.self, Scorm.self, Package.self, Completions.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the modules that come with Værn: name, language, version, minutes, title.",
            discussion: "Example: vaern learning list")

        func run() {
            for module in LearningLibrary.modules {
                put(
                    "\(module.id)\t\(module.language.rawValue)\t\(module.version)\t\(module.minutes)\t\(module.title)")
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say in which lines a module's file is faulty, and what to do. Several languages are compared.",
            discussion: "Example: vaern learning check gdpr.da.md gdpr.en.md")
        @Argument(help: "The files, one for each language.") var files: [String]
        @OptionGroup var language: TextLanguageOption

        func run() throws {
            let language = try language.chosen
            var modules: [LearningModule] = []
            var count = 0
            for file in files {
                let (module, faults) = LearningModule.read(try text(of: file))
                for fault in faults { put("\(file): \(language(fault.sentence))") }
                count += faults.count
                guard let module else { continue }
                modules.append(module)
                say(
                    "\(file): \(module.pages.count) pages, \(module.questions.count) questions, \(module.needed) right "
                        + "answers pass, LIX \(module.lix)")
            }
            guard count == 0 else { throw stop("\(count) faults") }
            if let first = modules.first, !modules.allSatisfy(first.sameShape) {
                throw stop(
                    "The files are not the same module: ids, version, pages, questions and right answers must agree.")
            }
        }
    }

    struct Scorm: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a module as a SCORM 1.2 package (ZIP) for another learning system.",
            discussion: """
                Of a module that comes with Værn: its name, in both languages unless one is chosen.
                Of your own: its files, one for each language; the first is the one that it opens in.
                Example: vaern learning scorm gdpr --language da --out gdpr.zip
                """)
        @Argument(help: "The name of a module, or files.") var names: [String]
        @Option(name: .long, help: "da or en (default: both).") var language: String?
        @OptionGroup var out: OutOption

        func run() throws {
            try orStop {
                if let language, Language(rawValue: language) == nil { throw stop("--language is da or en.") }
                let all = try names.flatMap(modules).filter { language == nil || $0.language.rawValue == language }
                guard !all.isEmpty else { throw stop("There is no module in that language.") }
                try out.write(ScormExport.package(all))
            }
        }

        private func modules(_ name: String) throws -> [LearningModule] {
            let own = LearningLibrary.modules.filter { $0.id == name }
            guard own.isEmpty else { return own }
            return [try LearningModule(markdown: try text(of: name))]
        }
    }

    struct Package: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Show what a SCORM 1.2 package of somebody else holds: title, what is launched, files. Nothing is run.",
            discussion: "Example: vaern learning package brand.zip")
        @Argument(help: "The package (ZIP).") var file: String
        @OptionGroup var language: TextLanguageOption

        func run() throws {
            try orStop {
                let language = try language.chosen
                let package = try ScormPackage.read(try bytes(of: file))
                say(package.title)
                for item in package.items {
                    let mastery = item.masteryScore.map { "\($0)" } ?? ""
                    put("launch\t\(item.path)\(item.query)\t\(mastery)\t\(item.title)")
                }
                for file in package.files { put("file\t\(file.path)\t\(file.size)") }
                for fault in package.faults { say(language(fault)) }
            }
        }
    }

    struct Completions: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Show what a list of completions from another learning system would be read as. Nothing is stored.",
            discussion: """
                CSV, XLSX and xAPI statements as JSON. Columns count from 1.
                Example: vaern learning completions liste.xlsx --column module=3
                """)
        @Argument(help: "The file.") var file: String
        @Option(
            name: .long, help: "What a column holds: mail, employee, module, completed, result or score = its place.")
        var column: [String] = []
        @OptionGroup var language: TextLanguageOption

        func run() throws {
            try orStop {
                let language = try language.chosen
                let bytes = try bytes(of: file)
                var table = try CompletionTable.read(bytes)
                if !column.isEmpty {
                    table = try CompletionTable.read(
                        bytes, columns: table.columns.merging(try column.map(Self.column)) { $1 })
                }
                for meaning in table.missing { say("? \(language(meaning.label))") }
                for row in table.rows { put(Self.line(row, language)) }
                say("\(table.rows.count { $0.isUsable }) of \(table.rows.count), \(table.passedOver) passed over")
            }
        }

        private static func column(_ text: String) throws -> (CompletionTable.Meaning, Int) {
            let parts = text.split(separator: "=").map(String.init)
            guard parts.count == 2, let meaning = CompletionTable.Meaning(rawValue: parts[0]),
                let place = Int(parts[1]),
                place > 0
            else { throw stop("--column is what it holds = its place: module=3.") }
            return (meaning, place - 1)
        }

        private static func line(_ row: CompletionTable.Row, _ language: Language) -> String {
            let person =
                switch row.person {
                case .mail(let text)?, .employee(let text)?: text
                case nil: ""
                }
            let cells = [
                "\(row.number)", person, row.module ?? "", row.day?.description ?? "", row.result?.rawValue ?? "",
                row.percent.map { "\($0)" } ?? "",
            ]
            return (cells + row.faults.map { language($0) }).joined(separator: "\t")
        }
    }
}

private func text(of path: String) throws -> String {
    guard let text = String(validating: try bytes(of: path), as: UTF8.self) else {
        throw stop("The file \(path) is not UTF-8. Save it again with that encoding.")
    }
    return text
}

private func bytes(of path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw stop("The file \(path) cannot be read. »vaern learning list« shows the modules that come with Værn.")
    }
    return [UInt8](data)
}
