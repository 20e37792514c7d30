// SPDX-License-Identifier: MPL-2.0
import GRDB

extension SQLiteLedger {
    /// What is wrong with the file itself: pages and records by SQLite's own check, indexes that do not hold exactly
    /// their table's rows, and rows that no reading by positions comes to. Empty when all is well.
    ///
    /// SQLite's full check looks each row up in each index, in the order of random references. Both are read from one
    /// end to the other here instead: an index is right when its entries ascend and are the rows', all and no others.
    public func integrity() throws -> [String] {
        let pages = try connection.perform { try String.fetchAll($0, sql: "PRAGMA quick_check(20)") }
        var found = pages == ["ok"] ? [] : pages
        for table in IndexedTable.ledger {
            found += try connection.perform { db in
                // One transaction, so that a writer beside it adds no row between the table and its indexes.
                var differing: [String] = []
                try db.inTransaction(.deferred) {
                    differing = try table.differing(db)
                    return .commit
                }
                return differing
            }
        }
        return try found + connection.perform { try SQLiteLedger.astray($0) }
    }

    /// Rows before the first position and values after the last; that there are no gaps is the verifier's to see.
    private static func astray(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT 'a fact at position ' || position FROM entry WHERE position < 0
                UNION ALL SELECT 'a value without a fact at position ' || position FROM value WHERE position < 0
                UNION ALL SELECT 'a value without a fact at position ' || position FROM value
                    WHERE position > (SELECT coalesce(max(position), -1) FROM entry)
                LIMIT 20
                """)
    }
}

/// A table and the indexes that keep its rows unique.
private struct IndexedTable {
    let name: String
    let indexes: [(name: String, columns: [String])]

    static let ledger = [
        IndexedTable(
            name: "entry",
            indexes: [
                ("sqlite_autoindex_entry_1", ["subject_kind", "subject", "revision"]),
                ("sqlite_autoindex_entry_2", ["command", "part"]),
            ]),
        IndexedTable(
            name: "value",
            indexes: [
                ("sqlite_autoindex_value_1", ["ref"]),
                ("sqlite_autoindex_value_2", ["position", "field"]),
            ]),
    ]

    /// The indexes that are not the table's.
    func differing(_ db: Database) throws -> [String] {
        let all = indexes.flatMap(\.columns).joined(separator: ", ")
        var rows = indexes.map { _ in RowSum() }
        let table = Prepared(try db.makeStatement(sql: "SELECT rowid, \(all) FROM \(name) NOT INDEXED"))
        while try table.step() {
            var column: Int32 = 1
            for (at, index) in indexes.enumerated() {
                rows[at].add(table, from: column, count: index.columns.count)
                column += Int32(index.columns.count)
            }
        }
        var found: [String] = []
        for (at, index) in indexes.enumerated() {
            let columns = index.columns.joined(separator: ", ")
            let walk = Prepared(
                try db.makeStatement(
                    sql: "SELECT rowid, \(columns) FROM \(name) INDEXED BY \(index.name) ORDER BY \(columns)"))
            var entries = RowSum()
            while try walk.step() { entries.add(walk, from: 1, count: index.columns.count) }
            if !entries.ascends || entries.sum != rows[at].sum || entries.count != rows[at].count {
                found.append("\(index.name) does not hold the rows of \(name)")
            }
        }
        return found
    }
}

/// Rows without their order: how many, and the sum of their hashes under a key that this process drew at random, so that
/// nobody can choose other rows with the same sum. And whether they came in strictly ascending order.
private struct RowSum {
    private(set) var count = 0
    private(set) var sum: UInt64 = 0
    private(set) var ascends = true
    private var key: [UInt8] = []
    private var last: [UInt8] = []

    /// Takes the row that the statement stands on: its rowid, and the key's columns.
    mutating func add(_ row: Prepared, from first: Int32, count columns: Int) {
        swap(&key, &last)
        key.removeAll(keepingCapacity: true)
        var hasher = Hasher()
        hasher.combine(row.int(0))
        for column in first..<first + Int32(columns) {
            row.appendSortable(column, to: &key)
            hasher.combine(key.count)
        }
        key.withUnsafeBytes { hasher.combine(bytes: $0) }
        sum &+= UInt64(bitPattern: Int64(hasher.finalize()))
        if count > 0, ascends { ascends = last.withUnsafeBytes { last in key.withUnsafeBytes { precedes(last, $0) } } }
        count += 1
    }

    private func precedes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        for (one, other) in zip(left, right) where one != other { return one < other }
        return left.count < right.count
    }
}
