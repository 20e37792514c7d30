// SPDX-License-Identifier: MPL-2.0
import GRDB
import GRDBSQLite
import Ledger

/// How a database is synced. All but `full` is for what may be lost.
package enum Synchronous: Int, Sendable {
    case normal = 1
    case full = 2
}

/// What a database file must be: whose it is, which version, and the exact text of its tables and triggers.
struct Schema: Sendable {
    /// `PRAGMA application_id`, four ASCII letters.
    let application: Int32
    /// `PRAGMA user_version`.
    let version: Int
    /// Name → the statement that makes it, in the order in which they are made.
    let parts: [(name: String, sql: String)]
}

/// What SQLite said.
struct SQLiteError: Error, CustomStringConvertible {
    /// Primary result code.
    let code: Int32
    let message: String

    var description: String { "SQLite \(code): \(message)" }
}

/// A connection to a database file; all use of it is serial. Whoever owns the file has one that writes.
final class Connection: Sendable {
    let path: String
    private let queue: DatabaseQueue

    /// Opens the file and makes it if `create`. Every setting is made and read back here, after GRDB's initialiser:
    /// with `journalMode = .wal` that one sets `synchronous = NORMAL`, which loses acknowledged commits in a power cut.
    init(path: String, schema: Schema, synchronous: Synchronous, create: Bool) throws {
        self.path = path
        let isNew = !Disk.exists(path)
        if isNew {
            guard create else { throw StoreFailure.broken("\(path): there is no such database") }
            // SQLite gives -wal and -shm the rights of the database: the owner alone.
            try Disk.write([], to: path)
            try Disk.sync(directory: Disk.parent(of: path))
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try perform { db in
            try Connection.check(db, path, schema, mayBeEmpty: create)
            try Connection.configure(db, path, synchronous)
            try Connection.install(db, path, schema)
        }
    }

    /// Opens the file to read alone, beside the process that owns it. Nothing in it is made, set or mended.
    init(reading path: String, schema: Schema) throws {
        self.path = path
        guard Disk.exists(path) else { throw StoreFailure.broken("\(path): there is no such database") }
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.readonly = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try perform { db in
            try Connection.check(db, path, schema, mayBeEmpty: false)
            try Connection.compare(db, path, schema)
            // 16 MiB of pages: a stretch that is verified is read twice and stays in memory between.
            try db.execute(sql: "PRAGMA cache_size = -16384")
        }
    }

    /// Runs `body` alone on the connection, on the calling thread's time.
    func perform<T>(_ body: (Database) throws -> T) throws -> T {
        // A connection that only reads refuses the write path of GRDB.
        try queue.configuration.readonly ? queue.unsafeReentrantRead(body) : queue.unsafeReentrantWrite(body)
    }

    /// Gives back the pages that were read and the statements that were prepared.
    func releaseMemory() { queue.releaseMemory() }

    /// Whose file it is, before anything is written to it.
    private static func check(_ db: Database, _ path: String, _ schema: Schema, mayBeEmpty: Bool) throws {
        let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        if application == 0 && version == 0 && tables == 0 && mayBeEmpty { return }
        guard application == schema.application else {
            throw StoreFailure.broken("\(path): is not a database of this kind (application_id \(application))")
        }
        guard version <= schema.version else {
            throw StoreFailure.broken(
                "\(path): was written by a newer program (version \(version), this one knows \(schema.version))")
        }
    }

    private static func configure(_ db: Database, _ path: String, _ synchronous: Synchronous) throws {
        let settings: [(pragma: String, value: String, reads: String)] = [
            ("journal_mode", "WAL", "wal"),
            ("synchronous", "\(synchronous.rawValue)", "\(synchronous.rawValue)"),
            ("foreign_keys", "ON", "1"),
            ("trusted_schema", "OFF", "0"),
            ("cell_size_check", "ON", "1"),
            ("secure_delete", "ON", "1"),
            // No copy of a row in a temporary file.
            ("temp_store", "MEMORY", "2"),
            // 8 MiB of pages: the indexes of a house stay in memory.
            ("cache_size", "-8192", "-8192"),
        ]
        for setting in settings {
            _ = try String.fetchOne(db, sql: "PRAGMA \(setting.pragma) = \(setting.value)")
            let reads = try String.fetchOne(db, sql: "PRAGMA \(setting.pragma)")
            guard reads == setting.reads else {
                throw StoreFailure.broken("\(path): \(setting.pragma) is \(reads ?? "unknown"), not \(setting.reads)")
            }
        }
    }

    /// Makes what an empty file lacks, and compares.
    private static func install(_ db: Database, _ path: String, _ schema: Schema) throws {
        if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 {
            try db.inTransaction(.immediate) {
                for part in schema.parts { try db.execute(sql: part.sql) }
                try db.execute(sql: "PRAGMA application_id = \(schema.application)")
                try db.execute(sql: "PRAGMA user_version = \(schema.version)")
                return .commit
            }
        }
        try compare(db, path, schema)
    }

    /// Tables and triggers must be exactly those of `schema`.
    private static func compare(_ db: Database, _ path: String, _ schema: Schema) throws {
        let found = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        let names = found.map { $0["name"] as String }
        guard names == schema.parts.map(\.name).sorted() else {
            throw StoreFailure.broken("\(path): tables or triggers are missing or foreign: \(names)")
        }
        for row in found {
            let name: String = row["name"]
            guard schema.parts.contains(where: { $0.name == name && $0.sql == row["sql"] as String }) else {
                throw StoreFailure.broken("\(path): \(name) has been altered")
            }
        }
    }
}

extension Database {
    /// Moves the write-ahead log into the database and, if `truncate`, leaves it empty. Checked here rather than left
    /// to `wal_autocheckpoint`, which keeps a failed sync to itself.
    func checkpoint(truncate: Bool) throws {
        let mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
        let code = sqlite3_wal_checkpoint_v2(sqliteConnection, nil, mode, nil, nil)
        guard code == SQLITE_OK || (code == SQLITE_BUSY && !truncate) else {
            throw SQLiteError(code: code & 0xff, message: "checkpoint: " + String(cString: sqlite3_errstr(code)))
        }
    }
}

extension StoreFailure {
    /// What a caller is told of an error below.
    init(_ error: any Error) {
        switch error {
        case let failure as StoreFailure: self = failure
        default: self = .broken("\(error)")
        }
    }
}
