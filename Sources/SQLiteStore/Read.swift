// SPDX-License-Identifier: MPL-2.0
import GRDB
import GRDBSQLite
public import Ledger

extension SQLiteLedger {
    /// Rows handed over before others get their turn at the connection; a replay of a million does not stop an append.
    private static let rowsInOneGo = 4096

    private static let ofFacts = "position, leaf, payload, payload_key"

    public func read(_ range: Range<Int>, _ body: (LedgerRow) throws -> Bool) throws {
        try eachRow(Self.ofFacts, of: range) { try body(Self.fact($0)) }
    }

    public func read(_ positions: [Int], _ body: (LedgerRow) throws -> Bool) throws {
        guard !positions.isEmpty else { return }
        let list = "[" + positions.map(String.init).joined(separator: ",") + "]"
        try connection.perform { db in
            let row = try statement(
                """
                SELECT \(Self.ofFacts) FROM entry WHERE position IN (SELECT value FROM json_each(?)) ORDER BY position
                """, db)
            row.bind(1, list)
            defer { row.reset() }
            while try row.step() {
                guard try body(Self.fact(row)) else { return }
            }
        }
    }

    /// By a connection of its own, closed with the one who reads.
    public func apart() throws(StoreFailure) -> any LedgerStore { try SQLiteLedger(reading: directory) }

    private static func fact(_ row: Prepared) -> LedgerRow {
        LedgerRow(position: row.int(0), leaf: row.buffer(1), payload: row.buffer(2), payloadKey: row.buffer(3))
    }

    /// The prepared statement that is kept, or another one: `body` may read again while the kept one stands on a row.
    func statement(_ sql: String, _ db: Database) throws -> Prepared {
        let kept = try db.cachedStatement(sql: sql)
        return Prepared(sqlite3_stmt_busy(kept.sqliteStatement) == 0 ? kept : try db.makeStatement(sql: sql))
    }

    public func rows(_ range: Range<Int>, _ body: (LedgerRow, IndexRow) throws -> Bool) throws {
        try eachRow(Self.ofFacts + ", subject_kind, subject, revision, command, part", of: range) { row in
            guard let subject = Ref(bytes: row.buffer(5)), let command = Ref(bytes: row.buffer(7)) else {
                throw StoreFailure.broken("position \(row.int(0)): a reference is not 16 bytes long")
            }
            let index = IndexRow(
                position: row.int(0), subjectKind: row.text(4), subject: subject, revision: row.int(6),
                command: command, part: row.int(8))
            return try body(Self.fact(row), index)
        }
    }

    public func positions(of command: Ref) throws(StoreFailure) -> Range<Int>? {
        try run { db in
            let row = Prepared(
                try db.cachedStatement(sql: "SELECT min(position), count(*) FROM entry WHERE command = ?"))
            row.bind(1, command.bytes)
            defer { row.reset() }
            guard try row.step(), row.int(1) > 0 else { return nil }
            return row.int(0)..<row.int(0) + row.int(1)
        }
    }

    private func eachRow(_ columns: String, of range: Range<Int>, _ body: (Prepared) throws -> Bool) throws {
        var next = max(0, range.lowerBound)
        var goesOn = true
        while goesOn && next < range.upperBound {
            let end = min(range.upperBound, next.addingReportingOverflow(Self.rowsInOneGo).partialValue)
            let start = next
            try connection.perform { db in
                let row = try statement(
                    "SELECT \(columns) FROM entry WHERE position >= ? AND position < ? ORDER BY position", db)
                defer { row.reset() }
                row.bind(1, start)
                row.bind(2, end)
                while goesOn, try row.step() {
                    next += 1
                    goesOn = try body(row)
                }
            }
            if next < end { return }
        }
    }
}
