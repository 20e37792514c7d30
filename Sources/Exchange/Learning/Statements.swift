// SPDX-License-Identifier: MPL-2.0

import Domain

/// xAPI statements (IEEE 9274.1.1) as a learning record store hands them out: a list, an answer with `statements`, one alone, or
/// one a line.
struct Statements {
    let finished: CompletionTable

    /// - Parameter text: well-formed UTF-8 without a byte order mark.
    init(_ text: [UInt8]) throws(Refusal) {
        let statements = try Self.statements(text)
        guard statements.count <= TableRow.mostRows else { throw .tooManyRows(TableRow.mostRows) }
        let withdrawn = Set(
            statements.compactMap { statement in
                Self.verb(statement.tree) == "voided" ? statement.tree["object"]?.word("id") : nil
            })
        var rows: [CompletionTable.Row] = []
        var passedOver = 0
        var seen: [String: Int] = [:]
        for (number, tree) in statements {
            if let id = tree.word("id"), withdrawn.contains(id) {
                passedOver += 1
            } else if let row = Self.row(number, tree, &seen) {
                rows.append(row)
            } else {
                passedOver += 1
            }
        }
        guard !rows.isEmpty || passedOver > 0 else { throw CompletionTable.empty }
        finished = CompletionTable(format: .xapi, headings: [], columns: [:], rows: rows, passedOver: passedOver)
    }

    private static func statements(_ text: [UInt8]) throws(Refusal) -> [(number: Int, tree: DataTree)] {
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().filter { _, line in
            !line.allSatisfy(TextFile.isSpace)
        }
        // One a line: each line is whole.
        if lines.count > 1, lines.allSatisfy({ isObject($0.element) }) {
            var found: [(Int, DataTree)] = []
            for (index, line) in lines {
                do {
                    found.append((index + 1, try JSONTree.read(Array(line))))
                } catch {
                    throw .invalid(
                        "file", da: "Linje \(index + 1) er ikke gyldig JSON. Ret den, eller hent filen igen.",
                        en: "Line \(index + 1) is not valid JSON. Correct it, or fetch the file again.")
                }
            }
            return found
        }
        let tree = try JSONTree.read(text)
        let items: [DataTree]
        switch tree {
        case .list(let all): items = all
        case .object: items = tree["statements"].map(\.items) ?? [tree]
        case .text, .number, .truth, .null: items = []
        }
        return items.enumerated().map { ($0.offset + 1, $0.element) }
    }

    private static func isObject(_ line: ArraySlice<UInt8>) -> Bool {
        line.first { !TextFile.isSpace($0) } == 0x7B && line.last { !TextFile.isSpace($0) } == 0x7D
    }

    /// The last word of the verb's address: `completed`.
    private static func verb(_ tree: DataTree) -> String? {
        guard let id = tree["verb"]?.word("id"), id.utf8.count <= 500 else { return nil }
        return id.split { $0 == "/" || $0 == "#" }.last.map { $0.lowercased() }
    }

    /// Nil for a statement that tells of something else.
    private static func row(_ number: Int, _ tree: DataTree, _ seen: inout [String: Int]) -> CompletionTable.Row? {
        let result: CompletionTable.Result
        switch verb(tree) {
        case "completed", "complete": result = .completed
        case "passed": result = .passed
        case "failed": result = .failed
        case _: return nil
        }
        var row = CompletionTable.Row(number: number)
        row.result = self.result(result, tree["result"])
        row.percent = percent(tree["result"]?["score"])
        takeActor(tree["actor"], &row)
        let object = tree["object"]
        row.module = object?.word("id").map { String($0.prefix(300)) }
        row.title = title(object?["definition"]?["name"])
        if let text = tree.word("timestamp") ?? tree.word("stored") {
            row.day = CompletionDay.read(text)
            if row.day == nil {
                row.faults.append(
                    Phrase(
                        da: "»\(text.prefix(40))« er ikke et tidspunkt. Ret det, eller hent filen igen.",
                        en: "“\(text.prefix(40))” is no moment. Correct it, or fetch the file again."))
            }
        } else {
            row.faults.append(
                Phrase(
                    da: "Hændelsen har intet tidspunkt. Hent filen igen, og tag tidspunkterne med.",
                    en: "The statement has no timestamp. Fetch the file again, with the timestamps."))
        }
        row.check(&seen)
        return row
    }

    /// What the result says weighs more than the verb: completed without success is not passed.
    private static func result(_ verb: CompletionTable.Result, _ result: DataTree?) -> CompletionTable.Result {
        if result?["success"] == .truth(false) { return .failed }
        if result?["completion"] == .truth(false) { return .incomplete }
        return verb == .completed && result?["success"] == .truth(true) ? .passed : verb
    }

    private static func percent(_ score: DataTree?) -> Int? {
        if let scaled = score?.word("scaled").flatMap(Double.init), 0...1 ~= scaled { return Int(scaled * 100 + 1e-9) }
        guard let raw = score?.word("raw").flatMap(Double.init), let most = score?.word("max").flatMap(Double.init)
        else { return nil }
        let least = score?.word("min").flatMap(Double.init) ?? 0
        guard most > least, least...most ~= raw else { return nil }
        return Int((raw - least) / (most - least) * 100 + 1e-9)
    }

    private static func takeActor(_ actor: DataTree?, _ row: inout CompletionTable.Row) {
        if actor?.word("objectType") != "Group" {
            if let box = actor?.word("mbox") {
                return row.takeMail(box.lowercased().hasPrefix("mailto:") ? String(box.dropFirst(7)) : box)
            }
            if let name = actor?["account"]?.word("name") {
                if name.contains("@") { return row.takeMail(name) }
                row.person = .employee(String(name.prefix(100)))
                return
            }
        }
        row.faults.append(
            Phrase(
                da: "Hændelsen nævner ikke én person ved e-mail eller konto. Hent den igen med en af dem.",
                en: "The statement names no one person by mail or account. Fetch it again with one of them."))
    }

    private static func title(_ names: DataTree?) -> String? {
        let found = ["da", "da-DK", "en", "en-GB", "en-US"].lazy.compactMap { names?.word($0) }.first
        return (found ?? names?.members.first?.value.word).map { String($0.prefix(300)) }
    }
}
