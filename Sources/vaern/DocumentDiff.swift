// SPDX-License-Identifier: MPL-2.0

import ArgumentParser

extension DocumentCommands {
    /// The same comparison as the page and the interface show.
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what changed between two versions, paragraph by paragraph: [-struck-] and {+inserted+}.",
            discussion: """
                Without --from it is the version in force, without --to the newest. Exit 0 also where they differ.
                Example: vaern document diff Informationssikkerhedspolitik --from 1.1 --to 1.2
                """)
        @OptionGroup var door: DoorOption
        @Argument(help: "The document: its title, how it begins, or its reference.") var id: String
        @Option(name: .long, help: "The version that it is compared with: its number or reference.") var from: String?
        @Option(name: .long, help: "The version that is looked at: its number or reference.") var to: String?
        @OptionGroup var day: DayOption
        @OptionGroup var language: LanguageOption

        func run() async throws {
            var query = day.query + language.query
            if let from { query += "&from=\(Client.place(from))" }
            if let to { query += "&to=\(Client.place(to))" }
            let path =
                "/api/v1/documents/\(Client.place(id))/comparison" + (query.isEmpty ? "" : "?" + query.dropFirst())
            let answer = try await door.withClient { try $0.send("GET", path) }
            try door.print(answer) { object in
                let (old, new) = (object["from"] as? [String: Any] ?? [:], object["to"] as? [String: Any] ?? [:])
                put("\(old["number"] ?? "") -> \(new["number"] ?? "")")
                let counts = ["changed", "new", "gone", "moved", "unchanged"].map { "\(object[$0] ?? 0) \($0)" }
                put(counts.joined(separator: ", "))
                for paragraph in object["paragraphs"] as? [[String: Any]] ?? [] {
                    let moved = paragraph["moved"] as? Bool == true ? ", moved" : ""
                    put("\n\(paragraph["name"] ?? "") (\(paragraph["change"] ?? "")\(moved))")
                    let runs = paragraph["runs"] as? [[String: Any]] ?? []
                    put("  " + runs.map(Diff.marked).joined())
                }
            }
        }

        private static func marked(_ run: [String: Any]) -> String {
            let text = run["text"] as? String ?? ""
            switch run["side"] as? String {
            case "old": return "[-\(text)-]"
            case "new": return "{+\(text)+}"
            case _: return text
            }
        }
    }
}
