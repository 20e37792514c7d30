// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation

extension PersonCommands {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in people from a CSV or XLSX file, or from an OS2sync hierarchy (JSON).",
            discussion: """
                With --dry-run it shows what the file would change, and keeps nothing.
                Example: vaern person import personer.csv --dry-run --token-file ./token
                """)
        @OptionGroup var door: DoorOption
        @Argument(help: "The file.") var file: String
        @Flag(name: .long, help: "Show what the file would change; nothing is kept.") var dryRun = false
        @Option(name: .long, help: "employee, embedded, consultant, direktion or bestyrelse, where the file says none.")
        var kind: String?
        @Option(name: .long, help: "The day from which changes count (default: today).") var from: String?
        @Flag(name: .long, help: "Open units that are missing.") var openUnits = false
        @Option(name: .long, help: "End those who are missing in the file, after this day.") var missingLeft: String?
        @Option(
            name: .long, parsing: .singleValue,
            help: """
                Which column holds what, such as name=Navn; name, mail, number, unit, title, kind, from, first_working_day \
                or to.
                """)
        var column: [String] = []
        @Option(name: .long, help: "Why it is recorded only now, where a day lies before today.") var lateReason:
            String?

        func run() async throws {
            var members: [String: Any] = [:]
            try orStop { members["file"] = try FileArgument.member(file) }
            for (name, value) in [
                ("kind", kind), ("from", from), ("last_day", missingLeft), ("late_reason", lateReason),
            ] {
                if let value { members[name] = value }
            }
            if openUnits { members["open_units"] = true }
            if missingLeft != nil { members["missing_left"] = true }
            for pair in column {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2 else { throw stop("--column is written as name=Navn.") }
                members["column_\(parts[0])"] = parts[1]
            }
            guard dryRun else { return try await door.carryOut(.importPersons, members) }
            members["trial"] = true
            let body = try orStop { try JSONSerialization.data(withJSONObject: members, options: [.sortedKeys]) }
            let answer = try await door.withClient {
                try $0.send("POST", "/api/v1/commands/\(CommandKind.importPersons.rawValue)", body: body)
            }
            try door.print(answer, Import.printPlan)
            let faults = answer.object["faults"] as? [[String: Any]] ?? []
            if !faults.isEmpty { throw ExitCode(1) }
        }

        private static func printPlan(_ object: [String: Any]) {
            for fault in object["faults"] as? [[String: Any]] ?? [] {
                put("row \(fault["row"] ?? "")\t\(fault["detail"] ?? "")")
            }
            for change in object["changes"] as? [[String: Any]] ?? [] {
                let known = (change["person"] as? [String: Any])?["name"] as? String
                let name = known ?? change["name"] as? String ?? ""
                let what = (change["changes"] as? [String] ?? []).joined(separator: ", ")
                put("\(change["row"] as? Int ?? 0)\t\(change["standing"] ?? "")\t\(name)\t\(what)")
            }
            for unit in object["units"] as? [String] ?? [] { put("unit\tnew\t\(unit)") }
            let counts = ["added", "changed", "ended", "unchanged"].map { "\(object[$0] ?? 0) \($0)" }
            let missing = (object["missing"] as? [Any] ?? []).count
            say((counts + ["\(missing) missing"]).joined(separator: ", ") + ". Nothing is kept.")
        }
    }
}
