// SPDX-License-Identifier: MPL-2.0
import GRDB
import GRDBSQLite

/// A prepared statement used without a copy of what it reads: GRDB's own rows would cost an allocation for each column.
struct Prepared {
    private let statement: Statement
    private let raw: OpaquePointer

    init(_ statement: Statement) {
        self.statement = statement
        raw = statement.sqliteStatement
        sqlite3_reset(raw)
        sqlite3_clear_bindings(raw)
    }

    func bind(_ index: Int32, _ value: Int) {
        sqlite3_bind_int64(raw, index, Int64(value))
    }

    func bind(_ index: Int32, _ text: String) {
        sqlite3_bind_text(raw, index, text, -1, Self.transient)
    }

    /// An empty array is an empty blob; only nil is NULL.
    func bind(_ index: Int32, _ bytes: [UInt8]?) {
        guard let bytes else { return _ = sqlite3_bind_null(raw, index) }
        if bytes.isEmpty {
            sqlite3_bind_zeroblob(raw, index, 0)
        } else {
            bytes.withUnsafeBytes {
                _ = sqlite3_bind_blob64(raw, index, $0.baseAddress, UInt64($0.count), Self.transient)
            }
        }
    }

    /// The next row; false when there is none.
    func step() throws -> Bool {
        switch sqlite3_step(raw) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(raw)))
            sqlite3_reset(raw)
            throw SQLiteError(code: code & 0xff, message: message)
        }
    }

    /// Runs a statement that returns nothing, so that it can be bound anew.
    func run() throws {
        while try step() {}
        sqlite3_reset(raw)
    }

    func reset() { sqlite3_reset(raw) }

    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(raw, column)) }

    func text(_ column: Int32) -> String { sqlite3_column_text(raw, column).map { String(cString: $0) } ?? "" }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }

    /// Valid until the next step.
    func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(raw, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, column)))
    }

    func bytes(_ column: Int32) -> [UInt8] { Array(buffer(column)) }

    /// `SQLITE_INTEGER` and so on.
    func type(_ column: Int32) -> Int32 { sqlite3_column_type(raw, column) }

    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
