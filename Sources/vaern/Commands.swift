// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation
import Office

/// Where the data lies, whose rights are used, and how the answer is printed.
struct DoorOption: ParsableArguments {
    @OptionGroup var data: DataOption
    @Option(name: .long, help: "A file with a person's token. Without it the operator's rights are used.")
    var tokenFile: String?
    @Flag(name: .long, help: "Print the answer as JSON.") var json = false

    /// Runs the body with a client of the running server, or of one that is started for this command.
    func withClient<Answer: Sendable>(
        _ body: @escaping @Sendable (Client) throws -> Answer
    ) async throws -> Answer {
        try await orStopWaiting {
            var read: String?
            if let tokenFile {
                guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
                    throw stop("The token file \(tokenFile) cannot be read.")
                }
                read = text.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            let (token, organisation) = (read, data.organisation)
            // What programs read is the same on every machine.
            let language = json ? Language.da : .ofTerminal
            return try await LocalServer.use(data) { socket in
                try body(
                    Client(
                        socket: socket, token: token, user: NSUserName(), organisation: organisation, language: language
                    ))
            }
        }
    }

    /// Carries out a command and prints where its facts stand. Exit code 1 when it is refused.
    func carryOut(_ kind: CommandKind, _ members: [String: Any], revision: Int? = nil) async throws {
        let body = try orStop { try JSONSerialization.data(withJSONObject: members, options: [.sortedKeys]) }
        let answer = try await withClient { client in
            try client.send(
                "POST", "/api/v1/commands/\(kind.rawValue)", body: body,
                headers: revision.map { ["If-Match": "\"\($0)\""] } ?? [:])
        }
        try printReceipt(answer, of: kind)
    }

    /// Prints where the facts of a command stand, or why it was refused.
    func printReceipt(_ answer: Client.Answer, of kind: CommandKind) throws {
        try print(answer) { object in
            let position = object["position"].map { "\($0)" } ?? "?"
            put("\(kind.rawValue): recorded at position \(position)")
            if let id = object["id"] as? String { put(id) }
            if let secret = object["secret"] as? String { put(secret) }
        }
    }

    /// Prints a whole list, page after page: a row for each thing, or all of them as one JSON answer.
    func list(
        _ path: String, _ day: DayOption, _ sheet: SheetOption?, more: String = "",
        _ columns: @escaping ([String: Any]) -> [Any?]
    ) async throws {
        if let (format, file) = sheet?.chosen { return try await save(path + "?format=\(format)" + day.query, file) }
        let start = path + "?limit=200" + day.query + more
        let pages = try await withClient { client -> [Client.Answer] in
            var (answers, next): ([Client.Answer], String?) = ([], start)
            while let asked = next {
                let answer = try client.send("GET", asked)
                answers.append(answer)
                next = (answer.object["next"] as? String).map { start + "&cursor=" + Client.place($0) }
            }
            return answers
        }
        if let failed = pages.first(where: { $0.status >= 400 }) { return try print(failed) { _ in } }
        let items = pages.flatMap { $0.object["items"] as? [[String: Any]] ?? [] }
        if json { return putJSON(["items": items]) }
        for item in items {
            put(columns(item).map { ($0.flatMap { $0 is NSNull ? nil : "\($0)" }) ?? "" }.joined(separator: "\t"))
        }
    }

    /// Writes what the server answers to a new file.
    func save(_ path: String, _ file: String) async throws {
        let answer = try await withClient { try $0.send("GET", path) }
        guard answer.status == 200 else { return try print(answer) { _ in } }
        guard FileManager.default.createFile(atPath: file, contents: answer.body) else {
            throw stop("\(file) cannot be written. Choose another place.")
        }
        say("\(file): \(answer.body.count) bytes")
    }

    /// The name of a thing that an answer refers to.
    static func name(_ thing: Any?) -> String? { (thing as? [String: Any])?["name"] as? String }

    /// Prints an answer, or what the server refused and why.
    func print(_ answer: Client.Answer, _ plain: ([String: Any]) -> Void) throws {
        guard answer.status < 400 else {
            let problem = answer.object
            var text = problem["detail"] as? String ?? problem["title"] as? String ?? "status \(answer.status)"
            if let errors = problem["errors"] as? [[String: Any]] {
                for error in errors {
                    if let field = error["field"] as? String, let detail = error["detail"] as? String, detail != text {
                        text += "\n  --field \(field): \(detail)"
                    } else if let field = error["field"] as? String, !field.isEmpty {
                        text += " (\(field))"
                    }
                }
            }
            if let page = problem["page"] as? String { text += "\n  \(page)" }
            if json { put(answer.body + Data("\n".utf8)) }
            throw stop(text)
        }
        if json { put(answer.body + Data("\n".utf8)) } else { plain(answer.object) }
    }
}

/// Whether a list goes into a spreadsheet instead of the terminal.
struct SheetOption: ParsableArguments {
    @Option(name: .long, help: "Write the whole list to this file, as an Excel workbook.") var xlsx: String?
    @Option(name: .long, help: "Write the whole list to this file, as CSV for Danish Excel.") var csv: String?

    /// The format with the file to write; nil if none is asked for.
    var chosen: (format: String, file: String)? { xlsx.map { ("xlsx", $0) } ?? csv.map { ("csv", $0) } }

    func validate() throws {
        if xlsx != nil, csv != nil { throw ValidationError("Give --xlsx or --csv, not both.") }
    }
}

/// Which day is shown, and with what knowledge.
struct DayOption: ParsableArguments {
    @Option(name: .long, help: "The day to show (default: today).") var asOf: String?
    @Option(name: .long, help: "For a past day: then (as it was known) or now (with what is known now).")
    var reading = "then"

    /// More parameters of an address.
    var query: String { asOf.map { "&as_of=\(Client.place($0))&reading=\(Client.place(reading))" } ?? "" }
}

/// Any command of the table: the same as its form and its address in the interface.
struct Do: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "do",
        abstract: "Carry out any command of the table.",
        discussion: """
            vaern do --list prints the commands; vaern do KIND --fields prints what one takes.
            Example: vaern do unit.open --field name=It-drift --field from=2026-11-23 --token-file ./token
            """)

    @OptionGroup var door: DoorOption
    @Argument(help: "The command, such as unit.open.") var kind: String?
    @Option(name: .long, parsing: .singleValue, help: "name=value; give it again for several values.")
    var field: [String] = []
    @Option(name: .long, parsing: .singleValue, help: "name=path of a file.") var file: [String] = []
    @Option(name: .long, help: "The revision you looked at; refused if something has happened since.")
    var revision: Int?
    @Flag(name: .long, help: "Print all commands.") var list = false
    @Flag(name: .long, help: "Print the fields of the command.") var fields = false

    func validate() throws {
        if list { return }
        guard let kind else { throw ValidationError("Name a command, or use --list.") }
        guard CommandKind(rawValue: kind) != nil else {
            throw ValidationError("There is no command \(kind). vaern do --list prints them.")
        }
        for pair in field + file where !pair.contains("=") {
            throw ValidationError("»\(pair)« should be name=value.")
        }
    }

    func run() async throws {
        if list {
            for kind in CommandKind.allCases where Access.isForPeople(kind) {
                put("\(kind.rawValue)\t\(kind.label.da) / \(kind.label.en)")
            }
            return
        }
        guard let kind = kind.flatMap(CommandKind.init) else { return }
        if fields {
            for field in kind.fields {
                put("\(field.name)\t\(field.required ? "required" : "optional")\t\(field.label.da) / \(field.label.en)")
            }
            for refusal in kind.refused {
                put("\(refusal.field ?? "")\tnever\t\(refusal.phrase.da) / \(refusal.phrase.en)")
            }
            return
        }
        var members: [String: Any] = [:]
        for (name, values) in Dictionary(grouping: field.map(split), by: \.0) {
            members[name] = values.count == 1 ? values[0].1 as Any : values.map(\.1)
        }
        for (name, path) in file.map(split) { members[name] = try FileArgument.member(path) }
        try await door.carryOut(kind, members, revision: revision)
    }

    private func split(_ pair: String) -> (String, String) {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), String(parts[1]))
    }
}

enum FileArgument {
    /// A file as a member of a command: its name and its bytes in base64.
    static func member(_ path: String) throws -> [String: String] {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw stop("The file \(path) cannot be read.")
        }
        return ["name": (path as NSString).lastPathComponent, "content": bytes.base64EncodedString()]
    }
}

struct TokenCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens for the interface and the command line.", subcommands: [Create.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a token to a person and print its secret, once.",
            discussion: "Example: vaern token create --person 0190… > token && chmod 600 token")
        @OptionGroup var door: DoorOption
        @Option(name: .long, help: "The person: user name, name, how it begins, or reference.") var person: String
        @Option(name: .long, help: "read or write.") var scope = "write"
        @Option(name: .long, help: "The last day (default: 90 days from today).") var until: String?

        func run() async throws {
            let last =
                until ?? "\(Copenhagen.day(of: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))) + 90)"
            let body = try orStop {
                try JSONSerialization.data(withJSONObject: ["person": person, "scope": scope, "until": last])
            }
            let answer = try await door.withClient { client in
                try client.send("POST", "/api/v1/commands/token.issue", body: body)
            }
            try door.print(answer) { object in
                put(object["secret"] as? String ?? "")
            }
        }
    }
}

struct PersonCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "Persons.", subcommands: [List.self, Import.self, Erase.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List persons in the order of their names: reference, unit, title and roles.",
            discussion: "Example: vaern person list --as-of 2026-11-23 --token-file ./token")
        @OptionGroup var door: DoorOption
        @OptionGroup var day: DayOption
        @OptionGroup var sheet: SheetOption

        func run() async throws {
            try await door.list("/api/v1/persons", day, sheet) { person in
                let roles = (person["roles"] as? [[String: Any]] ?? []).compactMap { $0["role"] as? String }
                return [
                    person["id"], person["name"], DoorOption.name(person["unit"]), person["title"],
                    roles.joined(separator: ", "), person["active"] as? Bool == true ? "active" : "not active",
                ]
            }
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what would be erased for a person and what would be kept; then erase it.",
            discussion: """
                Without --decision it only lists.
                Example: vaern person erase "Bo Andersen" --decision "DPO, sag 2026-14" --basis request --token-file ./token
                """)
        @OptionGroup var door: DoorOption
        @Argument(help: "The person: user name, name, how it begins, or reference.") var person: String
        @Option(name: .long, help: "Who decided it, and where it is written.") var decision: String?
        @Option(name: .long, help: "request, retention, unlawful or objection.") var basis = "request"
        @Option(name: .long, help: "Why also that is erased which the rules would keep.") var override: String?

        func run() async throws {
            var members: [String: String]?
            if let decision { members = ["person": person, "decision": decision, "basis": basis] }
            if let override { members?["override_reason"] = override }
            let body = try orStop { try members.map { try JSONSerialization.data(withJSONObject: $0) } }
            let (place, isPlain) = (Client.place(person), !door.json)
            // One client for both: a server that was started for the first holds the directory until it has ended.
            let (plan, done) = try await door.withClient { client -> (Client.Answer, Client.Answer?) in
                let plan = try client.send("GET", "/api/v1/persons/\(place)/erasure")
                guard let body, plan.status < 400 else { return (plan, nil) }
                if isPlain { Erase.printPlan(plan.object) }
                return (plan, try client.send("POST", "/api/v1/commands/person.erase", body: body))
            }
            if let done {
                try door.printReceipt(done, of: .erasePerson)
            } else {
                try door.print(plan, Erase.printPlan)
            }
        }

        private static func printPlan(_ object: [String: Any]) {
            for (name, title) in [
                ("erase", "Would be erased"), ("keep", "Would be kept"), ("holds", "Holds that stop it"),
            ] {
                let items = object[name] as? [[String: Any]] ?? []
                put("\(title): \(items.count)")
                for item in items {
                    let position = item["position"].map { "\($0)" } ?? ""
                    let about = (item["about"] as? [String: Any])?["title"] as? String ?? ""
                    put(
                        "  \(position)\t\(item["kind"] ?? "")\t\(item["field"] ?? "")\t\(about)\t\(item["why"] ?? "")")
                }
            }
            if let expires = object["last_backup_expires"] as? String {
                put("Backups hold it until they expire; the last one made on \(expires).")
            } else {
                put("There is no backup that Værn has made and that has not expired.")
            }
        }
    }
}

struct Obligations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what is due, from when, for whom, and which paragraph demands it.",
        discussion: "Example: vaern obligations --as-of 2026-11-23 --token-file ./token")
    @OptionGroup var door: DoorOption
    @OptionGroup var day: DayOption
    @OptionGroup var sheet: SheetOption

    func run() async throws {
        if let (format, file) = sheet.chosen {
            return try await door.save("/api/v1/obligations?format=\(format)" + day.query, file)
        }
        let path = "/api/v1/obligations?limit=500" + day.query
        let answer = try await door.withClient { try $0.send("GET", path) }
        try door.print(answer) { object in
            for item in object["items"] as? [[String: Any]] ?? [] {
                put(
                    "\(item["due"] ?? "")\t\(item["standing"] ?? "")\t\(item["title"] ?? "")\t\(item["responsible"] ?? "")\t\(item["clause"] ?? "")"
                )
            }
        }
    }
}
