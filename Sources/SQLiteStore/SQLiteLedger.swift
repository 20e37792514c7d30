// SPDX-License-Identifier: MPL-2.0
import GRDB
import GRDBSQLite
public import Ledger
import Synchronization

/// One organisation's facts and values in one SQLite database: a fact and its values are one transaction.
///
/// The folder holds `ledger.sqlite` and, for values above 64 KiB, `values/‹ref›`. There is one connection; calls block
/// and are served one at a time, so they belong on threads of the caller's own. A `body` that is handed rows runs
/// inside the connection: it may read the same ledger again, but erases nothing.
public final class SQLiteLedger: Sendable {
    /// Values larger than this many bytes are files beside the database.
    public static let largestInDatabase = 64 << 10
    /// Pages of the write-ahead log after which it is moved into the database.
    static let pagesBetweenCheckpoints = 4000

    /// The folder of this organisation.
    public let directory: String
    let space: Space
    let connection: Connection
    let pagesBetweenCheckpoints: Int
    let state: Mutex<State>
    /// Another process may write: how many facts there are is asked each time.
    let isReader: Bool
    /// Held by a copy and by an erasure: neither must see the other half done.
    let whole = Mutex(())
    private let log: LogMeter

    struct State {
        /// Facts there are.
        var head: Int
        /// Why no more are taken.
        var broken: String?
    }

    var valuesDirectory: String { directory + "/values" }
    var databaseFile: String { directory + "/ledger.sqlite" }

    /// Opens the ledger in `directory`; makes an empty one if `create`. Value files that no row names, left by a crash
    /// between file and fact or in the middle of an erasure, are removed.
    public convenience init(directory: String, space: Space, create: Bool) throws(StoreFailure) {
        try self.init(
            directory: directory, space: space, create: create, synchronous: .full,
            pagesBetweenCheckpoints: Self.pagesBetweenCheckpoints)
    }

    /// For the power-cut replay alone: it must show that anything less than `.full` loses facts.
    package init(
        directory: String, space: Space, create: Bool, synchronous: Synchronous, pagesBetweenCheckpoints: Int
    ) throws(StoreFailure) {
        self.directory = directory
        self.space = space
        self.pagesBetweenCheckpoints = pagesBetweenCheckpoints
        isReader = false
        do {
            if create { try Disk.makeDirectory(directory + "/values") }
            connection = try Connection(
                path: directory + "/ledger.sqlite", schema: .ledger, synchronous: synchronous, create: create)
            log = LogMeter()
            let pages = log.pages
            state = Mutex(
                State(
                    head: try connection.perform { db in
                        sqlite3_wal_hook(db.sqliteConnection, LogMeter.hook, pages)
                        return try SQLiteLedger.count(db)
                    }))
            try removeOrphans()
        } catch {
            throw StoreFailure(error)
        }
    }

    /// Opens the ledger in `directory` to read alone, also while another process owns it: for verification and proof.
    public init(reading directory: String) throws(StoreFailure) {
        self.directory = directory
        space = Space(watching: directory)
        isReader = true
        pagesBetweenCheckpoints = Self.pagesBetweenCheckpoints
        log = LogMeter()
        do {
            connection = try Connection(reading: directory + "/ledger.sqlite", schema: .ledger)
            let head = try connection.perform { try SQLiteLedger.count($0) }
            state = Mutex(State(head: head, broken: "opened to read alone"))
        } catch {
            throw StoreFailure(error)
        }
    }

    /// Runs `body` alone on the connection; what it throws becomes a `StoreFailure`.
    func run<T>(_ body: (Database) throws -> T) throws(StoreFailure) -> T {
        do {
            return try connection.perform(body)
        } catch {
            throw StoreFailure(error)
        }
    }

    static func count(_ db: Database) throws -> Int {
        let query = Prepared(try db.cachedStatement(sql: "SELECT coalesce(max(position), -1) + 1 FROM entry"))
        defer { query.reset() }
        return try query.step() ? query.int(0) : 0
    }

    /// Refuses when an earlier error has left the file in doubt.
    func requireSound() throws(StoreFailure) {
        if let reason = state.withLock({ $0.broken }) { throw .broken(reason) }
    }

    /// After an I/O error nobody knows what is on disk, and a later sync that succeeds proves nothing.
    func breakDown(_ error: any Error) -> StoreFailure {
        let reason = "\(databaseFile): \(error)"
        state.withLock { $0.broken = $0.broken ?? reason }
        return .broken(reason)
    }

    /// Moves the log into the database when it has grown long. The facts are durable already: an error here stops the
    /// next append, not this one.
    func checkpointIfDue(_ db: Database) {
        guard log.pages.pointee >= pagesBetweenCheckpoints else { return }
        do {
            try db.checkpoint(truncate: false)
            log.pages.pointee = 0
        } catch {
            _ = breakDown(error)
        }
    }

    /// Gives back what is held of pages that were read. For after the whole ledger was: its last pages are not those that
    /// will be asked for.
    public func releaseMemory() { connection.releaseMemory() }

    func valueFile(_ ref: Ref) -> String { valuesDirectory + "/" + ref.text }

    private func removeOrphans() throws {
        guard Disk.exists(valuesDirectory) else { return }
        let names = try Disk.names(in: valuesDirectory)
        if names.isEmpty { return }
        try connection.perform { db in
            let query = Prepared(
                try db.makeStatement(sql: "SELECT 1 FROM value WHERE ref = ? AND bytes IS NULL AND erased = 0"))
            for name in names {
                if let ref = Ref(name) {
                    query.bind(1, ref.bytes)
                    let isNamed = try query.step()
                    query.reset()
                    if isNamed { continue }
                }
                try Disk.remove(valuesDirectory + "/" + name)
            }
        }
        try Disk.sync(directory: valuesDirectory)
    }
}

/// How many pages the write-ahead log holds, as SQLite tells after each commit on the one connection.
private final class LogMeter: @unchecked Sendable {
    /// Read and written inside the connection alone.
    let pages = UnsafeMutablePointer<Int>.allocate(capacity: 1)

    init() { pages.initialize(to: 0) }

    deinit { pages.deallocate() }

    static let hook:
        @convention(c) (
            UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, CInt
        ) -> CInt = { context, _, _, pages in
            context?.assumingMemoryBound(to: Int.self).pointee = Int(pages)
            return SQLITE_OK
        }
}
