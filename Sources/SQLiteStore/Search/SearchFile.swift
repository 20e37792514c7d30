// SPDX-License-Identifier: MPL-2.0

import GRDB
import Ledger
import Office

/// The tables of an index. A line's number holds the position of its thing's first fact, the place of its value among the
/// thing's, and its own place in the value; so lines are in the order of the ledger, and those of a thing lie together.
enum SearchFile {
    /// Of this program: a file of another version is made anew. Raised when a word is read otherwise
    /// or more is found, too.
    static let version = 3
    /// `PRAGMA application_id`: »VSøg« without its accent.
    static let application = 0x5653_6F67

    static let tables = [
        "CREATE TABLE mark (position INTEGER NOT NULL, root BLOB NOT NULL, erased INTEGER NOT NULL, day INTEGER NOT NULL)",
        """
        CREATE TABLE shelf (id INTEGER PRIMARY KEY, field INTEGER NOT NULL, audience TEXT NOT NULL, reading TEXT NOT NULL, \
        old INTEGER NOT NULL)
        """,
        "CREATE TABLE thing (origin INTEGER PRIMARY KEY, kind TEXT NOT NULL, id BLOB NOT NULL)",
        """
        CREATE TABLE slice (origin INTEGER NOT NULL, ordinal INTEGER NOT NULL, value TEXT NOT NULL, shelf INTEGER NOT NULL, \
        PRIMARY KEY (origin, ordinal)) WITHOUT ROWID
        """,
        "CREATE TABLE line (id INTEGER PRIMARY KEY, address TEXT NOT NULL, heading TEXT NOT NULL)",
        "CREATE VIRTUAL TABLE words USING fts5(body, tokenize = 'vaern', columnsize = 0)",
    ]

    static let (lineBits, sliceBits) = (20, 12)

    static func first(_ origin: Int, _ ordinal: Int = 0) -> Int64 {
        Int64(origin) << Int64(lineBits + sliceBits) | Int64(ordinal) << Int64(lineBits)
    }

    /// Opens the file, or makes it.
    static func open(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 2
        configuration.prepareDatabase { db in
            db.add(tokenizer: Tokenizer.self)
            // What is taken out is written over; no copy of a text in a temporary file.
            _ = try Int.fetchOne(db, sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192")
        }
        if !Disk.exists(path) {
            // SQLite gives -wal and -shm the rights of the database: the owner alone.
            try Disk.write([], to: path)
        }
        return try DatabasePool(path: path, configuration: configuration)
    }

    static func make(_ pool: DatabasePool) throws {
        try pool.write { db in
            for table in tables { try db.execute(sql: table) }
            // Small pieces are joined two by two, so that few are left.
            try db.execute(sql: "INSERT INTO words (words, rank) VALUES ('automerge', 2)")
            try db.execute(sql: "PRAGMA application_id = \(application); PRAGMA user_version = \(version)")
        }
    }

    /// Every search looks for each word of each shelf in every piece of the index: with 21 pieces and the 450 shelves of a
    /// large organisation that was most of its time.
    private static let mostPieces = 6

    /// Makes one piece of many.
    static func join(_ db: Database) throws {
        let pieces = try Int.fetchOne(db, sql: "SELECT count(DISTINCT segid) FROM words_idx") ?? 0
        guard pieces > mostPieces else { return }
        try db.execute(sql: "INSERT INTO words (words) VALUES ('optimize')")
    }

    static func mark(_ db: Database) throws -> SearchMark? {
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == application,
            try Int.fetchOne(db, sql: "PRAGMA user_version") == version,
            try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok"
        else { return nil }
        let row = Prepared(try db.cachedStatement(sql: "SELECT position, root, erased, day FROM mark"))
        defer { row.reset() }
        guard try row.step(), let root = Hash32(row.buffer(1)) else { return nil }
        return SearchMark(position: row.int(0), root: root, erased: row.int(2), day: row.int(3))
    }

    /// The greatest number of a shelf; 0 if there is none.
    static func newest(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT coalesce(max(id), 0) FROM shelf")) ?? 0
    }

    static func shelves(_ db: Database) throws -> [SearchShelf: Int64] {
        var shelves: [SearchShelf: Int64] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, field, audience, reading, old FROM shelf") {
            guard let field = SearchShelf.Field(rawValue: row["field"]),
                let reading = SearchShelf.Reading(rawValue: row["reading"])
            else { continue }
            shelves[SearchShelf(field: field, audience: row["audience"], reading: reading, isOld: row["old"])] =
                row["id"]
        }
        return shelves
    }
}
