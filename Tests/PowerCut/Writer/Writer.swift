// SPDX-License-Identifier: MPL-2.0
import Glibc
import Ledger
import SQLiteStore

/// What the power-cut replay runs: `write` appends and says on standard output what is acknowledged; `check` reads
/// folders from standard input, opens what a cut has left and says what it finds. See `powercut.py`.
@main
enum Writer {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            switch words.first {
            case "write" where words.count >= 3: try write(words[1], count: Int(words[2]) ?? 0, options: words[3...])
            case "check": check()
            default:
                say("use: storewriter write FOLDER COUNT [--synchronous normal] [--pages N] | storewriter check")
                exit(64)
            }
        } catch {
            say("failed \(error)")
            exit(1)
        }
    }

    /// Appends one to three facts at a time; erases the value of every tenth fact a little later.
    private static func write(_ folder: String, count: Int, options: ArraySlice<String>) throws {
        let weak = options.contains("normal")
        let pages = options.firstIndex(of: "--pages").flatMap { Int(options[$0 + 1]) } ?? 4000
        let ledger = try SQLiteLedger(
            directory: folder, space: Space(directory: Self.above(folder), floor: 0), create: true,
            synchronous: weak ? .normal : .full, pagesBetweenCheckpoints: pages)
        var head = 0
        while head < count {
            let facts = (head..<min(count, head + 1 + head % 3)).map(Sample.fact)
            guard try ledger.append(facts, after: head, reserve: false) == .durable else { throw Failure.notDurable }
            head += facts.count
            say("ack \(head)")
            let old = head - 5
            if old >= 0 && old % 10 < 3 {
                say("erasing \(old)")
                try ledger.erase([Sample.ref(old)])
                say("erased \(old)")
            }
        }
    }

    private static func check() {
        while let line = readLine() {
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { continue }
            do {
                say(try found(in: String(words[1]), mayBegin: words[0] == "0"))
            } catch {
                say("failed \(error)")
            }
        }
    }

    /// Compares every fact with what was written, appends one more, and lists the positions without their value.
    private static func found(in folder: String, mayBegin: Bool) throws -> String {
        let ledger = try SQLiteLedger(
            directory: folder, space: Space(directory: Self.above(folder), floor: 0), create: mayBegin)
        let head = try ledger.head()
        var next = 0
        try ledger.read(0..<head) { row in
            let fact = Sample.fact(next)
            guard row.position == next, row.leaf.elementsEqual(fact.leaf), row.payload.elementsEqual(fact.payload),
                row.payloadKey.elementsEqual(fact.payloadKey)
            else { throw Failure.differs(next) }
            next += 1
            return true
        }
        guard next == head else { throw Failure.differs(next) }
        var missing: [Int] = []
        for position in 0..<head {
            guard let value = try ledger.value(Sample.ref(position)) else {
                missing.append(position)
                continue
            }
            guard value == Sample.fact(position).values[0] else { throw Failure.differs(position) }
        }
        guard try ledger.append([Sample.fact(head)], after: head, reserve: false) == .durable else {
            throw Failure.notDurable
        }
        return "head \(head) missing \(missing.map(String.init).joined(separator: ","))"
    }

    private static func above(_ folder: String) -> String { folder + "/.." }

    /// One system call a line, so that the trace has the acknowledgement where it was given.
    private static func say(_ text: String) {
        let line = Array((text + "\n").utf8)
        _ = line.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
    }

    enum Failure: Error {
        case notDurable
        case differs(Int)
    }
}
