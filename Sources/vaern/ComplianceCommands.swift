// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation

/// What must be so, and whether it is.
struct Requirements: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "List requirements: number, whether it is followed, when it is assessed next, by whom, and what it says.",
        discussion: """
            Examples:
              vaern requirements --token-file ./token
              vaern requirements --status failed --json
              vaern requirements --status unproven --as-of 2026-06-30
              vaern requirements export --as oscal-results --out oscal-results.json
            """,
        subcommands: [List.self, Export.self], defaultSubcommand: List.self)

    /// A text of any length as one line.
    fileprivate static func line(_ text: Any?) -> String? {
        (text as? String)?.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension Requirements {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the requirements.", discussion: "Example: vaern requirements list --status failed")
        @OptionGroup var door: DoorOption
        @OptionGroup var day: DayOption
        @Option(name: .long, help: "Only those that stand so: \(Self.standings).") var status: String?

        private static let standings = Compliance.allCases.map(\.rawValue).joined(separator: ", ")

        func validate() throws {
            if let status, Compliance(rawValue: status) == nil {
                throw ValidationError("--status is one of \(Self.standings).")
            }
        }

        func run() async throws {
            let only = status.map { "&compliance=\($0)" } ?? ""
            try await door.list("/api/v1/requirements", day, nil, more: only) { known in
                [
                    known["number"], known["compliance"], known["next_assessment"], DoorOption.name(known["unit"]),
                    Requirements.line(known["demand"]),
                ]
            }
        }
    }
}

/// The statement of applicability (ISO/IEC 27001, 6.1.3 d).
struct StatementOfApplicability: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soa",
        abstract: "List the 93 controls of a statement of applicability: what was decided, for whom, and why.",
        discussion: """
            Without a scope it is the statement that tailors no other.
            Examples:
              vaern soa --token-file ./token
              vaern soa Sagsbro --as-of 2026-06-30
              vaern soa --json
              vaern soa export --as pdf --out soa.pdf
            """,
        subcommands: [Show.self, Export.self], defaultSubcommand: Show.self)
}

extension StatementOfApplicability {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the controls of a statement.", discussion: "Example: vaern soa show Sagsbro --json")
        @OptionGroup var door: DoorOption
        @OptionGroup var day: DayOption
        @Argument(help: "The scope: its name, how it begins, or its reference.") var scope: String?

        func run() async throws {
            let (wanted, query) = (scope, day.query)
            let (list, answer) = try await door.withClient { client -> (Client.Answer, Client.Answer?) in
                let list = try client.send("GET", "/api/v1/scopes?limit=500" + query)
                guard list.status < 400 else { return (list, nil) }
                let id = try StatementOfApplicability.choose(wanted, of: list.object["items"] as? [[String: Any]] ?? [])
                return (list, try client.send("GET", "/api/v1/scopes/\(id)?" + query.dropFirst()))
            }
            try door.print(answer ?? list) { object in
                for control in object["controls"] as? [[String: Any]] ?? [] {
                    let decided: String? =
                        (control["applies"] as? Bool).map { $0 ? control["status"] as? String ?? "" : "excluded" }
                    let parts = [
                        control["control"] as? String, decided ?? "undecided", DoorOption.name(control["unit"]),
                        control["title"] as? String, Requirements.line(control["reason"]),
                    ]
                    put(parts.map { $0 ?? "" }.joined(separator: "\t"))
                }
            }
        }
    }

    /// The reference of the scope that is meant.
    static func choose(_ wanted: String?, of scopes: [[String: Any]]) throws -> String {
        func name(_ scope: [String: Any]) -> String { scope["name"] as? String ?? "" }
        let names = scopes.map(name).joined(separator: ", ")
        guard let wanted else {
            guard let top = scopes.first(where: { $0["baseline"] is NSNull })?["id"] as? String else {
                throw stop("There is no statement of applicability on that day.")
            }
            return top
        }
        let exact = scopes.filter { $0["id"] as? String == wanted || name($0) == wanted }
        let found =
            exact.isEmpty ? scopes.filter { name($0).lowercased().hasPrefix(wanted.lowercased()) } : exact
        guard found.count == 1, let id = found[0]["id"] as? String else {
            throw stop(
                found.isEmpty
                    ? "There is no scope »\(wanted)«. There are: \(names)."
                    : "»\(wanted)« is the beginning of several: \(found.map(name).joined(separator: ", ")). Write more of it."
            )
        }
        return id
    }
}
