// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation
import Synchronization

struct AssetCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "asset", abstract: "Assets.", subcommands: [List.self, Import.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List assets by kind and number: reference, number, name, unit; or all that is known as a file.",
            discussion: """
                A file that it writes can be changed and given to »vaern asset import«.
                Example: vaern asset list --csv aktiver.csv --token-file ./token
                """)
        @OptionGroup var door: DoorOption
        @OptionGroup var day: DayOption
        @OptionGroup var sheet: SheetOption

        func run() async throws {
            try await door.list("/api/v1/assets", day, sheet) { asset in
                [asset["id"], asset["number"], asset["name"], DoorOption.name(asset["unit"])]
            }
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in assets and what they depend on from CSV, XLSX, KITOS or OS2compliance.",
            discussion: """
                With --dry-run it shows what the file would change, field by field, and keeps nothing. Otherwise all of it is
                taken in, or nothing. Nothing is retired because the file does not have it.
                Example: vaern asset import aktiver.csv --dry-run --token-file ./token
                """)
        @OptionGroup var door: DoorOption
        @Argument(help: "The file.") var file: String
        @Flag(name: .long, help: "Show what the file would change; nothing is kept.") var dryRun = false
        @Option(name: .long, help: "The kind of assets where the file says none, such as solution or component.")
        var kind: String?
        @Option(name: .long, help: "The unit of new assets where the file says none.") var unit: String?
        @Option(
            name: .long, help: "In which way one depends on another where the file says none, such as exchanges_with.")
        var ties: String?
        @Option(
            name: .long, parsing: .singleValue,
            help: "Which column holds what, such as name=Systemnavn; the words are those of »vaern do asset.import«.")
        var column: [String] = []
        @Option(name: .long, help: "The sign that a dry run gave: if anything has changed since, nothing is taken in.")
        var shown: String?

        func run() async throws {
            var members: [String: Any] = [:]
            try orStop { members["file"] = try FileArgument.member(file) }
            for (name, value) in [("kind", kind), ("unit", unit), ("ties", ties), ("shown", shown)] {
                if let value { members[name] = value }
            }
            try ImportDoor.choose(column, into: &members)
            try await ImportDoor(door: door, kind: .importAssets, dryRun: dryRun).give(members, Import.printPlan)
        }

        private static func printPlan(_ object: [String: Any]) {
            for change in object["changes"] as? [[String: Any]] ?? [] {
                let fields = (change["fields"] as? [[String: Any]] ?? []).map { one in
                    "\(one["field"] ?? ""): \(one["before"] as? String ?? "–") → \(one["after"] as? String ?? "–")"
                }.joined(separator: "; ").replacingOccurrences(of: "\n", with: " / ")
                put("\(change["row"] ?? "")\t\(change["standing"] ?? "")\t\(change["name"] ?? "")\t\(fields)")
            }
            for (word, name) in [("missing", "missing"), ("gone", "out of use there")] {
                for asset in object[word] as? [[String: Any]] ?? [] { put("–\t\(name)\t\(asset["name"] ?? "")") }
            }
            let counts = ["added", "changed", "unchanged", "dependences"].map { "\(object[$0] ?? 0) \($0)" }
            say(counts.joined(separator: ", ") + ". Nothing is kept. --shown \(object["sign"] ?? "")")
        }
    }
}

/// An import of a register at the command line: its dry run, or all of it with a bar that says how far it has come.
struct ImportDoor {
    let door: DoorOption
    let kind: CommandKind
    let dryRun: Bool

    /// The columns that somebody chose: `name=Systemnavn`.
    static func choose(_ columns: [String], into members: inout [String: Any]) throws {
        for pair in columns {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw stop("--column is written as name=Navn.") }
            members["column_\(parts[0])"] = parts[1]
        }
    }

    /// Exit code 1 where the file has faults.
    func give(_ members: [String: Any], _ printPlan: ([String: Any]) -> Void) async throws {
        var members = members
        if dryRun { members["trial"] = true }
        let body = try orStop { try JSONSerialization.data(withJSONObject: members, options: [.sortedKeys]) }
        let (kind, showsBar) = (kind, isatty(STDERR_FILENO) == 1)
        let answer = try await door.withClient { client in
            let bar = showsBar ? ImportBar(client) : nil
            defer { bar?.end() }
            return try client.send("POST", "/api/v1/commands/\(kind.rawValue)", body: body)
        }
        guard dryRun, answer.status < 400 else { return try door.printReceipt(answer, of: kind) }
        let object = answer.object
        if !door.json {
            for word in ["faults", "remarks"] {
                for one in object[word] as? [[String: Any]] ?? [] {
                    put("row \(one["row"] ?? "")\t\(word == "faults" ? "fault" : "left out")\t\(one["detail"] ?? "")")
                }
            }
        }
        try door.print(answer, printPlan)
        if !(object["faults"] as? [Any] ?? []).isEmpty { throw ExitCode(1) }
    }
}

/// Asks five times a second how far the import has come, and draws it on the terminal.
final class ImportBar: Sendable {
    private let isOver = Mutex(false)
    private let done = DispatchSemaphore(value: 0)

    init(_ client: Client) {
        Thread.detachNewThread { [self] in
            while !isOver.withLock({ $0 }) {
                Thread.sleep(forTimeInterval: 0.2)
                guard let answer = try? client.send("GET", "/api/v1/progress"), answer.status == 200 else { continue }
                ImportBar.draw(answer.object)
            }
            done.signal()
        }
    }

    /// What it says of one answer; empty where nothing goes on.
    static func line(_ object: [String: Any]) -> String {
        guard let stage = object["stage"] as? String, let share = object["thousandths"] as? Int else { return "" }
        let filled = max(0, min(40, share * 40 / 1000))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 40 - filled)
        let count = (object["all"] as? Int).flatMap { all in
            all > 0 ? " \(object["done"] as? Int ?? 0) / \(all)" : nil
        }
        return "\(bar) \(share / 10) % \(stage)\(count ?? "")"
    }

    private static func draw(_ object: [String: Any]) {
        let text = line(object)
        guard !text.isEmpty else { return }
        // The rest of the line before it is wiped away.
        FileHandle.standardError.write(Data("\r\(text)\u{1B}[K".utf8))
    }

    /// Wipes the bar away.
    func end() {
        isOver.withLock { $0 = true }
        done.wait()
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
