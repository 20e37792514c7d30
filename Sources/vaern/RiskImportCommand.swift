// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation

extension RiskCommands {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "List risks, the highest first: reference, number, title and level; or all that is known as a file.",
            discussion: """
                A file that it writes can be changed and given to »vaern risk import --scale own«.
                Example: vaern risk list --xlsx risici.xlsx --token-file ./token
                """)
        @OptionGroup var door: DoorOption
        @OptionGroup var day: DayOption
        @OptionGroup var sheet: SheetOption

        func run() async throws {
            try await door.list("/api/v1/risks", day, sheet) { risk in
                [risk["id"], risk["number"], risk["title"], risk["level"]]
            }
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in risks from CSV, XLSX, MONARC or the database of OS2compliance.",
            discussion: """
                With --dry-run it shows what the file would change and which steps its judgements use, and keeps nothing.
                Judgements come along only where --scale says what their steps are.
                Example: vaern risk import risici.csv --dry-run --token-file ./token
                """)
        @OptionGroup var door: DoorOption
        @Argument(help: "The file.") var file: String
        @Flag(name: .long, help: "Show what the file would change; nothing is kept.") var dryRun = false
        @Option(name: .long, help: "The unit of new risks where the file says none.") var unit: String?
        @Option(name: .long, help: "intern, fortrolig or strengt_fortrolig, where the file says none.")
        var classification: String?
        @Option(name: .long, help: "own: the steps of the method; mapped: another scale, as the next two say.")
        var scale: String?
        @Option(name: .long, help: "Which step of the method each of the file is: 1=1, 2=2, 3=4, 4=5.")
        var likelihoodSteps: String?
        @Option(name: .long, help: "The same of consequence.") var consequenceSteps: String?
        @Option(name: .long, help: "Which dimension the consequence for the data subject is, such as citizens.")
        var registered: String?
        @Option(name: .long, help: "The same of the consequence for the organisation.") var organisationIs: String?
        @Option(name: .long, help: "The same of the consequence for society.") var society: String?
        @Option(name: .long, help: "Why the dimensions that the file says nothing of are not relevant.")
        var irrelevant: String?
        @Option(name: .long, help: "modify, avoid, share or retain, where the file says none.") var treatment: String?
        @Option(
            name: .long, parsing: .singleValue,
            help: "Which column holds what, such as title=Hændelse; the words are those of »vaern do risk.import«.")
        var column: [String] = []
        @Option(name: .long, help: "The sign that a dry run gave: if anything has changed since, nothing is taken in.")
        var shown: String?

        func run() async throws {
            var members: [String: Any] = [:]
            try orStop { members["file"] = try FileArgument.member(file) }
            for (name, value) in [
                ("unit", unit), ("classification", classification), ("scale", scale),
                ("likelihood_steps", likelihoodSteps), ("consequence_steps", consequenceSteps),
                ("dimension_registered", registered), ("dimension_organisation", organisationIs),
                ("dimension_society", society), ("irrelevant", irrelevant), ("treatment", treatment),
                ("shown", shown),
            ] {
                if let value { members[name] = value }
            }
            try ImportDoor.choose(column, into: &members)
            try await ImportDoor(door: door, kind: .importRisks, dryRun: dryRun).give(members, Import.printPlan)
        }

        private static func printPlan(_ object: [String: Any]) {
            for change in object["changes"] as? [[String: Any]] ?? [] {
                let fields = (change["fields"] as? [[String: Any]] ?? []).map { one in
                    "\(one["field"] ?? ""): \(one["before"] as? String ?? "–") → \(one["after"] as? String ?? "–")"
                }.joined(separator: "; ").replacingOccurrences(of: "\n", with: " / ")
                put("\(change["row"] ?? "")\t\(change["standing"] ?? "")\t\(change["name"] ?? "")\t\(fields)")
            }
            for risk in object["missing"] as? [[String: Any]] ?? [] { put("–\tmissing\t\(risk["name"] ?? "")") }
            let counts = ["added", "changed", "unchanged", "judged"].map { "\(object[$0] ?? 0) \($0)" }
            say(counts.joined(separator: ", ") + ". Nothing is kept. --shown \(object["sign"] ?? "")")
        }
    }
}
