// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation

struct DocumentCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document", abstract: "Governing documents.",
        subcommands: [
            List.self, Import.self, Export.self, Show.self, Diff.self, Verify.self, Translate.self, Relate.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List documents in the order of their titles: reference, kind, version, status, class and owner.",
            discussion: "Example: vaern document list --as-of 2026-11-23 --token-file ./token")
        @OptionGroup var door: DoorOption
        @OptionGroup var day: DayOption
        @OptionGroup var sheet: SheetOption

        func run() async throws {
            try await door.list("/api/v1/documents", day, sheet) { document in
                [
                    document["id"], document["kind"], document["title"], document["version"], document["state"],
                    document["classification"], DoorOption.name(document["owner"]), document["verified_until"],
                ]
            }
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in a document from a DOCX, PDF, TXT or Markdown file, or a module as a SCORM package.",
            discussion: "Example: vaern document import politik.txt --kind politik --unit Cyber --token-file ./token")
        @OptionGroup var door: DoorOption
        @Argument(help: "The file.") var file: String
        @Option(name: .long, help: "politik, emnepolitik, procedure or vejledning.") var kind: String
        @Option(name: .long, help: "The owning unit: its name today, how it begins, or its reference.") var unit: String
        @Option(name: .long, help: "The document above it: its title, how it begins, or its reference.") var parent:
            String?
        @Option(name: .long, help: "Why it stands there, if a guideline stands directly below a topic policy.")
        var placement: String?
        @Option(name: .long, help: "The title (default: as the file has it).") var title: String?
        @Option(name: .long, help: "The contact person, by reference.") var contact: String?
        @Option(name: .long, help: "offentlig, intern, fortrolig or strengt_fortrolig.") var classification = "intern"
        @Option(name: .long, help: "The version number (default: the last of the file's own table).") var number:
            String?

        @Option(
            name: .long, parsing: .singleValue, help: "What an image shows, in words; once for each image, in order.")
        var alt: [String] = []
        @Option(
            name: .long, parsing: .singleValue,
            help: "A change of how the text is parted, such as heading:4:2, merge:7, furniture:9.")
        var adjust: [String] = []

        func run() async throws {
            var members: [String: Any] = ["kind": kind, "unit": unit, "classification": classification]
            try orStop { members["file"] = try FileArgument.member(file) }
            if !alt.isEmpty { members["alt"] = alt }
            if !adjust.isEmpty { members["adjust"] = adjust }
            for (name, value) in [
                ("parent", parent), ("placement", placement), ("title", title), ("contact", contact),
                ("number", number),
            ] {
                if let value { members[name] = value }
            }
            try await door.carryOut(.importDocument, members)
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a version as a Markdown, Word or PDF file.",
            discussion: "Example: vaern document export Informationssikkerhedspolitik --out politik.pdf")
        @OptionGroup var door: DoorOption
        @Argument(help: "The document: its title, how it begins, or its reference.") var id: String
        @Option(name: .long, help: "The file; how its name ends (.md, .docx, .pdf) decides the format.") var out: String
        @Option(name: .long, help: "The version's reference (default: the one in force, else the newest).")
        var version: String?
        @OptionGroup var language: LanguageOption

        func validate() throws {
            guard ["md", "docx", "pdf"].contains((out as NSString).pathExtension) else {
                throw ValidationError("--out ends in .md, .docx or .pdf.")
            }
        }

        func run() async throws {
            let format = (out as NSString).pathExtension
            let query = "?format=\(format)" + (version.map { "&version=\($0)" } ?? "") + language.query
            let answer = try await door.withClient {
                try $0.send("GET", "/api/v1/documents/\(Client.place(id))/export\(query)")
            }
            guard answer.status < 400 else { return try door.print(answer) { _ in } }
            try orStop {
                guard FileManager.default.createFile(atPath: out, contents: answer.body) else {
                    throw stop("The file \(out) cannot be written.")
                }
            }
            say("\(out): \(answer.body.count) bytes")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a document: sections with addresses and text, version rows, candidate requirements.",
            discussion: "Example: vaern document show Informationssikkerhedspolitik --json")
        @OptionGroup var door: DoorOption
        @Argument(help: "The document: its title, how it begins, or its reference.") var id: String
        @OptionGroup var day: DayOption
        @OptionGroup var language: LanguageOption

        func run() async throws {
            let query = day.query + language.query
            let path = "/api/v1/documents/\(Client.place(id))" + (query.isEmpty ? "" : "?" + query.dropFirst())
            let answer = try await door.withClient { try $0.send("GET", path) }
            try door.print(answer) { object in
                put("\(object["title"] ?? "") (\(object["kind"] ?? ""), \(object["classification"] ?? ""))")
                for section in object["sections"] as? [[String: Any]] ?? [] {
                    let heading = [section["number"], section["title"]].compactMap { $0 as? String }
                    put("\n#\(section["address"] ?? "")\t\(heading.joined(separator: " "))")
                    for block in section["blocks"] as? [[String: Any]] ?? [] {
                        put("  #\(block["address"] ?? "")\t\(block["text"] ?? "")")
                    }
                }
                put("\nVersions:")
                for row in object["rows"] as? [[String: Any]] ?? [] {
                    put("  \(row["number"] ?? "")\t\(row["by"] ?? "")\t\(row["update"] ?? "")\t\(row["day"] ?? "")")
                }
                let related = object["related"] as? [[String: Any]] ?? []
                if !related.isEmpty { put("\nRelated:") }
                for one in related {
                    let other = one["document"] as? [String: Any] ?? [:]
                    put("  \(one["relation"] ?? "")\t\(one["direction"] ?? "")\t\(other["title"] ?? "")")
                }
                let candidates = object["candidates"] as? [[String: Any]] ?? []
                put("\nCandidate requirements: \(candidates.count)")
                for candidate in candidates { put("  #\(candidate["address"] ?? "")\t\(candidate["sentence"] ?? "")") }
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record the yearly verification (the policy's section 7.3); the version row is written with it.",
            discussion: """
                Example: vaern document verify 0190… --outcome unchanged --administration »Passer« --business »Uændret« \\
                  --threats »Set efter« --society »Ingen nye krav« --improvement »Ingen: …« --token-file ./token
                """)
        @OptionGroup var door: DoorOption
        @Argument(help: "The document's reference.") var id: String
        @Option(name: .long, help: "unchanged, update or withdraw.") var outcome: String
        @Option(name: .long, help: "Whether it follows the strategy; asked of the policy (its section 10).")
        var strategy: String?
        @Option(name: .long) var administration: String
        @Option(name: .long) var business: String
        @Option(name: .long) var threats: String
        @Option(name: .long) var society: String
        @Option(name: .long, help: "What can be improved, or why nothing can.") var improvement: String
        @Option(name: .long, help: "The day (default: today).") var day: String?
        @Option(name: .long, help: "Why it is recorded only now, if the day lies before today.") var lateReason: String?
        @Option(name: .long, help: "The new version number (default: the next).") var number: String?

        func run() async throws {
            var members: [String: Any] = [
                "document": id, "outcome": outcome, "administration": administration, "business": business,
                "threats": threats, "society": society, "improvement": improvement,
            ]
            for (name, value) in [
                ("strategy", strategy), ("day", day), ("late_reason", lateReason), ("number", number),
            ] {
                if let value { members[name] = value }
            }
            try await door.carryOut(.verifyDocument, members)
        }
    }
}
