// SPDX-License-Identifier: MPL-2.0
import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension SQLiteLedger {
    /// What is wrong with the file itself: pages and records by SQLite's own check, indexes that do not hold exactly
    /// their table's rows, and rows that no reading by positions comes to. Empty when all is well.
    ///
    /// SQLite's full check looks each row up in each index, in the order of random references. Both are read from one
    /// end to the other here instead: an index is right when its entries ascend and are the rows', all and no others.
    ///
    /// Its parts read the file in `directory` at the same time, each on a connection of its own.
    public static func integrity(reading directory: String) -> [String] {
        let parts: [@Sendable (SQLiteLedger) throws -> [String]] = [
            { try $0.pages() }, { try $0.differing(.entry) + $0.astray() }, { try $0.differing(.value) },
        ]
        let found = Mutex([[String]](repeating: [], count: parts.count))
        DispatchQueue.concurrentPerform(iterations: parts.count) { part in
            let told: [String]
            do {
                told = try parts[part](SQLiteLedger(reading: directory))
            } catch {
                told = ["the file cannot be read: \(error)"]
            }
            found.withLock { $0[part] = told }
        }
        return found.withLock { $0.flatMap(\.self) }
    }

    private func pages() throws -> [String] {
        let told = try connection.perform { try String.fetchAll($0, sql: "PRAGMA quick_check(20)") }
        return told == ["ok"] ? [] : told
    }

    private func differing(_ table: IndexedTable) throws -> [String] {
        try connection.perform { db in
            // One transaction, so that a writer beside it adds no row between the table and its indexes.
            var differing: [String] = []
            try db.inTransaction(.deferred) {
                differing = try table.differing(db)
                return .commit
            }
            return differing
        }
    }

    /// Rows before the first position and values after the last; that there are no gaps is the verifier's to see.
    private func astray() throws -> [String] {
        try connection.perform { db in
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
}

/// A table and the indexes that keep its rows unique.
private struct IndexedTable: Sendable {
    let name: String
    let indexes: [(name: String, columns: [String])]

    static let entry = IndexedTable(
        name: "entry",
        indexes: [
            ("sqlite_autoindex_entry_1", ["subject_kind", "subject", "revision"]),
            ("sqlite_autoindex_entry_2", ["command", "part"]),
        ])
    static let value = IndexedTable(
        name: "value",
        indexes: [
            ("sqlite_autoindex_value_1", ["ref"]),
            ("sqlite_autoindex_value_2", ["position", "field"]),
        ])

    /// The indexes that are not the table's.
    func differing(_ db: Database) throws -> [String] {
        let all = indexes.flatMap(\.columns).joined(separator: ", ")
        // There are two indexes on each.
        let (first, second) = (indexes[0].columns.count, indexes[1].columns.count)
        var firstSum = RowSum()
        var secondSum = RowSum()
        let table = Prepared(try db.makeStatement(sql: "SELECT rowid, \(all) FROM \(name) NOT INDEXED"))
        while try table.step() {
            firstSum.add(table, from: 1, count: first)
            secondSum.add(table, from: 1 + Int32(first), count: second)
        }
        let sums = [(firstSum.count, firstSum.sum), (secondSum.count, secondSum.sum)]
        var found: [String] = []
        for (at, index) in indexes.enumerated() {
            let columns = index.columns.joined(separator: ", ")
            let walk = Prepared(
                try db.makeStatement(
                    sql: "SELECT rowid, \(columns) FROM \(name) INDEXED BY \(index.name) ORDER BY \(columns)"))
            var entries = RowSum()
            while try walk.step() { entries.add(walk, from: 1, count: index.columns.count) }
            if !entries.ascends || (entries.count, entries.sum) != sums[at] {
                found.append("\(index.name) does not hold the rows of \(name)")
            }
        }
        return found
    }
}

/// Rows without their order: how many, and the sum of their hashes under a key that this process drew at random, so that
/// nobody can choose other rows with the same sum. And whether they came in strictly ascending order.
private struct RowSum: ~Copyable {
    private(set) var count = 0
    private(set) var sum: UInt64 = 0
    private(set) var ascends = true
    private var key = KeyBytes()
    private var last = KeyBytes()
    /// Each row's hash begins as a copy of this one: drawing the key anew for each of millions would cost more.
    private let begun = Hasher()

    /// Takes the row that the statement stands on: its rowid, and the key's columns.
    mutating func add(_ row: Prepared, from first: Int32, count columns: Int) {
        swap(&key, &last)
        key.clear()
        for column in first..<first + Int32(columns) { key.append(row, column) }
        if count > 0, ascends { ascends = last.precedes(key) }
        // Where each column ends, and the rowid, belong to the row but not to its order.
        var hasher = begun
        key.hash(row.int(0), into: &hasher)
        sum &+= UInt64(bitPattern: Int64(hasher.finalize()))
        count += 1
    }
}

/// The columns of a key in bytes that sort as SQLite sorts the values of one type: a whole number in eight, all else as it
/// is with a zero at its end. Before each stands its type, after all of them where each ends.
private struct KeyBytes: ~Copyable {
    private var block = UnsafeMutableRawPointer.allocate(byteCount: 256, alignment: 16)
    private var capacity = 256
    private var used = 0
    private var ends = InlineArray<4, Int>(repeating: 0)
    private var columns = 0

    deinit { block.deallocate() }

    mutating func clear() {
        used = 0
        columns = 0
    }

    mutating func append(_ row: Prepared, _ column: Int32) {
        let type = row.type(column)
        if type == SQLITE_INTEGER {
            reserve(9)
            let biased = UInt64(bitPattern: Int64(row.int(column))) ^ 1 << 63
            block.storeBytes(of: biased.bigEndian, toByteOffset: used + 1, as: UInt64.self)
            block.storeBytes(of: UInt8(truncatingIfNeeded: type), toByteOffset: used, as: UInt8.self)
            used += 9
        } else {
            let bytes = row.buffer(column)
            reserve(bytes.count + 2)
            block.storeBytes(of: UInt8(truncatingIfNeeded: type), toByteOffset: used, as: UInt8.self)
            if let start = bytes.baseAddress { (block + used + 1).copyMemory(from: start, byteCount: bytes.count) }
            block.storeBytes(of: 0, toByteOffset: used + 1 + bytes.count, as: UInt8.self)
            used += bytes.count + 2
        }
        ends[columns] = used
        columns += 1
    }

    func precedes(_ other: borrowing KeyBytes) -> Bool {
        let order = memcmp(block, other.block, min(used, other.used))
        return order < 0 || order == 0 && used < other.used
    }

    mutating func hash(_ rowid: Int, into hasher: inout Hasher) {
        reserve((columns + 1) * 8)
        var end = used
        for column in 0..<columns {
            block.storeBytes(of: ends[column], toByteOffset: end, as: Int.self)
            end += 8
        }
        block.storeBytes(of: rowid, toByteOffset: end, as: Int.self)
        hasher.combine(bytes: UnsafeRawBufferPointer(start: block, count: end + 8))
    }

    private mutating func reserve(_ more: Int) {
        guard used + more > capacity else { return }
        capacity = (used + more) * 2
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        larger.copyMemory(from: block, byteCount: used)
        block.deallocate()
        block = larger
    }
}
