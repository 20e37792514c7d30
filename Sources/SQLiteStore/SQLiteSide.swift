// SPDX-License-Identifier: MPL-2.0
import GRDB
public import Ledger

/// The side store in one SQLite file: what may be lost without loss of evidence. Not synced at each write.
public final class SQLiteSide: SideStore {
    private let connection: Connection
    private let path: String

    /// Opens `DIR/side.sqlite` or begins it. A file that is damaged is renamed to `side.sqlite.damaged` (the one that
    /// stood there goes), a new one begun, and `onDamage` told why and where the old one lies.
    public init(
        directory: String, onDamage: (_ reason: String, _ setAside: String) -> Void
    ) throws(StoreFailure) {
        path = directory + "/side.sqlite"
        do {
            do {
                connection = try Self.open(path)
            } catch  where Self.isDamage(error) {
                let aside = path + ".damaged"
                try Self.setAside(path, as: aside)
                connection = try Self.open(path)
                onDamage("\(error)", aside)
            }
        } catch {
            throw StoreFailure(error)
        }
    }

    /// Opens `DIR/side.sqlite` to read alone, beside the process that owns it.
    public init(reading directory: String) throws(StoreFailure) {
        path = directory + "/side.sqlite"
        do {
            connection = try Connection(reading: path, schema: .side)
        } catch {
            throw StoreFailure(error)
        }
    }

    private static func open(_ path: String) throws -> Connection {
        let connection = try Connection(path: path, schema: .side, synchronous: .normal, create: true)
        try connection.perform { db in
            let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
            guard verdict == "ok" else { throw SQLiteError(code: 11, message: verdict ?? "quick_check") }
        }
        return connection
    }

    private static func isDamage(_ error: any Error) -> Bool {
        let corrupt: Int32 = 11
        let notADatabase: Int32 = 26
        let code =
            (error as? SQLiteError)?.code ?? (error as? DatabaseError)?.resultCode.primaryResultCode.rawValue
        return code == corrupt || code == notADatabase
    }

    private static func setAside(_ path: String, as aside: String) throws {
        for suffix in ["", "-wal", "-shm"] where Disk.exists(path + suffix) {
            try Disk.remove(aside + suffix)
            try Disk.rename(path + suffix, to: aside + suffix)
        }
        try Disk.sync(directory: Disk.parent(of: path))
    }

    public func put(
        _ bytes: [UInt8], shelf: String, key: String, owner: Ref?, expires: Int64?
    ) throws(StoreFailure) {
        try run { db in
            let row = Prepared(
                try db.cachedStatement(
                    sql: """
                        INSERT INTO item (shelf, key, owner, expires, bytes) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (shelf, key) DO UPDATE SET
                            owner = excluded.owner, expires = excluded.expires, bytes = excluded.bytes
                        """))
            row.bind(1, shelf)
            row.bind(2, key)
            row.bind(3, owner?.bytes)
            if let expires { row.bind(4, Int(expires)) }
            row.bind(5, bytes)
            try row.run()
        }
    }

    public func get(shelf: String, key: String) throws(StoreFailure) -> [UInt8]? {
        try run { db in
            let row = Prepared(try db.cachedStatement(sql: "SELECT bytes FROM item WHERE shelf = ? AND key = ?"))
            row.bind(1, shelf)
            row.bind(2, key)
            defer { row.reset() }
            return try row.step() ? row.bytes(0) : nil
        }
    }

    public func remove(shelf: String, key: String) throws(StoreFailure) {
        try run { db in
            let row = Prepared(try db.cachedStatement(sql: "DELETE FROM item WHERE shelf = ? AND key = ?"))
            row.bind(1, shelf)
            row.bind(2, key)
            try row.run()
        }
    }

    public func rows(shelf: String, owner: Ref?) throws(StoreFailure) -> [(key: String, bytes: [UInt8])] {
        try run { db in
            let row = Prepared(
                try db.cachedStatement(
                    sql: """
                        SELECT key, bytes FROM item WHERE shelf = ?1 AND (?2 IS NULL OR owner = ?2) ORDER BY key
                        """))
            row.bind(1, shelf)
            row.bind(2, owner?.bytes)
            defer { row.reset() }
            var rows: [(key: String, bytes: [UInt8])] = []
            while try row.step() { rows.append((row.text(0), row.bytes(1))) }
            return rows
        }
    }

    public func purge(owner: Ref?, expiredAt now: Int64?) throws(StoreFailure) {
        try run { db in
            let row = Prepared(
                try db.cachedStatement(sql: "DELETE FROM item WHERE owner = ?1 OR expires <= ?2"))
            row.bind(1, owner?.bytes)
            if let now { row.bind(2, Int(now)) }
            try row.run()
            // Pages that were split or merged keep copies of rows where `secure_delete` does not see them. The file is
            // small, so it is written anew.
            try db.execute(sql: "VACUUM")
            try db.checkpoint(truncate: true)
            try Disk.sync(file: path + "-wal")
        }
    }

    private func run<T>(_ body: (Database) throws -> T) throws(StoreFailure) -> T {
        do {
            return try connection.perform(body)
        } catch {
            // Nothing was written, and it may go well when there is room again.
            if case .outOfSpace = Trouble(error) {
                throw .spaceBelowFloor(free: (try? Disk.free(at: Disk.parent(of: path))) ?? 0, floor: 0)
            }
            throw StoreFailure(error)
        }
    }
}
