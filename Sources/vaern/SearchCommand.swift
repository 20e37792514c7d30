// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Foundation

/// Searches everything that the one whose rights are used may see.
struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Search paragraphs, titles, persons, units, decisions, tasks and meetings.",
        discussion: """
            All words must be there, in any inflection; the last may be the beginning of a word; what stands in quotation
            marks stands together.
            Example: vaern search hændelse --token-file ./token
            """)
    @OptionGroup var door: DoorOption
    @Argument(help: "What to search for.") var words: [String]
    @Option(name: .long, help: "title, text, person, unit, decision, action, dispensation or meeting (default: all).")
    var field: String?
    @Option(name: .long, help: "Only texts written in da or en.") var language: String?
    @Flag(name: .long, help: "Old versions, former names and what is closed, too.") var old = false
    @Option(name: .long, help: "The day to show (default: today).") var asOf: String?
    @Option(name: .long, help: "At most so many.") var limit = 50

    func validate() throws {
        guard !words.isEmpty else { throw ValidationError("Write what to search for.") }
        guard (1...500).contains(limit) else { throw ValidationError("--limit is from 1 to 500.") }
    }

    func run() async throws {
        var address = URLComponents()
        address.path = "/api/v1/search"
        let named: [(String, String?)] = [
            ("q", words.joined(separator: " ")), ("limit", "\(limit)"), ("field", field), ("language", language),
            ("old", old ? "true" : nil), ("as_of", asOf),
        ]
        address.queryItems = named.compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
        let path = address.string ?? address.path
        let answer = try await door.withClient { client -> Client.Answer in
            // A server that was just started may still be reading the ledger.
            for _ in 0..<30 {
                let answer = try client.send("GET", path)
                guard answer.headers["retry-after"] != nil else { return answer }
                Thread.sleep(forTimeInterval: 1)
            }
            return try client.send("GET", path)
        }
        try door.print(answer) { object in
            for item in object["items"] as? [[String: Any]] ?? [] {
                let subject = item["subject"] as? [String: Any]
                let text = (item["text"] as? String ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
                let parts = [item["field"], subject?["title"], item["heading"], text, item["page"]]
                put(parts.map { $0 as? String ?? "" }.joined(separator: "\t"))
            }
            if object["next"] is String { say("There is more: raise --limit, or write more words.") }
        }
    }
}
