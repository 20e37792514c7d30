// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation

/// The language of a text, where a version is translated.
struct LanguageOption: ParsableArguments {
    @Option(name: .long, help: "da or en: the translation, where there is one (default: the version's own language).")
    var language: String?

    var query: String { language.map { "&language=\(Client.place($0))" } ?? "" }
}

extension DocumentCommands {
    struct Translate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a version its text in the other language, from a DOCX, PDF, TXT or Markdown file.",
            discussion: """
                The version's own text is the one that binds. Before the decision the translation is decided with it; \\
                afterwards it needs --reason.
                Example: vaern document translate Informationssikkerhedspolitik --language en \\
                  --title "Information security policy" policy.docx --token-file ./token
                """)
        @OptionGroup var door: DoorOption
        @Argument(help: "The document: its title, how it begins, or its reference.") var id: String
        @Argument(help: "The file with the translation.") var file: String
        @Option(name: .long, help: "da or en (default: the language that the version is not written in).")
        var language: String?
        @Option(name: .long, help: "The title in that language.") var title: String
        @Option(name: .long, help: "The version number (default: the one on its way, else the one in force).")
        var number: String?
        @Option(name: .long, help: "Why, when the version is decided.") var reason: String?
        @Option(
            name: .long, parsing: .singleValue, help: "What an image shows, in words; once for each image, in order.")
        var alt: [String] = []

        func run() async throws {
            var members: [String: Any] = ["document": id, "title": title]
            try orStop { members["file"] = try FileArgument.member(file) }
            if !alt.isEmpty { members["alt"] = alt }
            for (name, value) in [("language", language), ("number", number), ("reason", reason)] {
                if let value { members[name] = value }
            }
            try await door.carryOut(.translateVersion, members)
        }
    }

    struct Relate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a document refer to another one, or with --remove no longer.",
            discussion: """
                Example: vaern document relate "Procedure for backup" "Procedure for restore" --as se_ogsaa
                """)
        @OptionGroup var door: DoorOption
        @Argument(help: "The document: its title, how it begins, or its reference.") var id: String
        @Argument(help: "The other document.") var other: String
        @Option(name: .customLong("as"), help: "se_ogsaa, udmoenter or erstatter.") var relation = "se_ogsaa"
        @Option(name: .long, help: "From which day (default: today).") var from: String?
        @Flag(name: .long, help: "Remove the reference.") var remove = false
        @Option(name: .long, help: "Why it is removed.") var reason: String?

        func validate() throws {
            guard !remove || reason != nil else { throw ValidationError("--remove needs --reason.") }
        }

        func run() async throws {
            var members: [String: Any] = ["document": id, "other": other, "relation": relation]
            if let from { members["from"] = from }
            if remove, let reason { members["reason"] = reason }
            try await door.carryOut(remove ? .unrelateDocument : .relateDocument, members)
        }
    }
}
