// SPDX-License-Identifier: MPL-2.0
import GRDB
public import Ledger
import Synchronization

extension SQLiteLedger: VaultStore {
    public func value(_ ref: Ref) throws(StoreFailure) -> StoredValue? {
        try run { db in
            let row = Prepared(
                try db.cachedStatement(sql: "SELECT field, key, bytes FROM value WHERE ref = ? AND erased = 0"))
            row.bind(1, ref.bytes)
            defer { row.reset() }
            guard try row.step() else { return nil }
            let bytes = row.isNull(2) ? try Disk.read(valueFile(ref)) : row.bytes(2)
            return StoredValue(ref: ref, field: row.text(0), key: row.bytes(1), bytes: bytes)
        }
    }

    /// In one transaction: each of its own would lock the file and look whether it has changed.
    public func bytes(of refs: [Ref], _ body: (Ref, [UInt8]) -> Void) throws {
        try connection.perform { db in
            try db.inTransaction(.deferred) {
                let row = try statement("SELECT bytes FROM value WHERE ref = ? AND erased = 0", db)
                for ref in refs {
                    row.bind(1, ref.bytes)
                    defer { row.reset() }
                    guard try row.step() else { continue }
                    body(ref, row.isNull(0) ? try Disk.read(valueFile(ref)) : row.bytes(0))
                }
                return .commit
            }
        }
    }

    public func values(_ range: Range<Int>, _ body: (ValueRow) throws -> Bool) throws {
        // Others get their turn at the connection in between.
        let positionsInOneGo = 4096
        var next = max(0, range.lowerBound)
        var goesOn = true
        while goesOn, next < range.upperBound {
            let end = min(range.upperBound, next.addingReportingOverflow(positionsInOneGo).partialValue)
            try connection.perform { db in goesOn = try hand(over: next..<end, body, db) }
            next = end
            // Also beyond the last fact: whoever cut facts off, or wrote to the file, may have left values there.
            if goesOn, next < range.upperBound { next = try position(ofValueFrom: next) ?? range.upperBound }
        }
    }

    private func hand(over range: Range<Int>, _ body: (ValueRow) throws -> Bool, _ db: Database) throws -> Bool {
        let row = try statement(
            """
            SELECT position, ref, field, key, bytes FROM value
            WHERE position >= ? AND position < ? AND erased = 0 ORDER BY position, field
            """, db)
        defer { row.reset() }
        row.bind(1, range.lowerBound)
        row.bind(2, range.upperBound)
        while try row.step() {
            guard let ref = Ref(bytes: row.buffer(1)) else {
                throw StoreFailure.broken("position \(row.int(0)): a reference is not 16 bytes long")
            }
            func hand(over bytes: UnsafeRawBufferPointer) throws -> Bool {
                try body(
                    ValueRow(position: row.int(0), ref: ref, field: row.buffer(2), key: row.buffer(3), bytes: bytes))
            }
            let more =
                row.isNull(4)
                ? try Disk.read(valueFile(ref)).withUnsafeBytes { try hand(over: $0) } : try hand(over: row.buffer(4))
            if !more { return false }
        }
        return true
    }

    private func position(ofValueFrom position: Int) throws(StoreFailure) -> Int? {
        try run { db in
            let row = Prepared(try db.cachedStatement(sql: "SELECT min(position) FROM value WHERE position >= ?"))
            row.bind(1, position)
            defer { row.reset() }
            return try row.step() && !row.isNull(0) ? row.int(0) : nil
        }
    }

    /// Rows first, then files, then the write-ahead log: a crash between them leaves files that no row names, and these
    /// are removed when the ledger is opened. See `Schema.ledger` for why a row is blanked and not deleted.
    public func erase(_ refs: [Ref]) throws(StoreFailure) {
        do {
            try whole.withLock { _ in
                try connection.perform { db in
                    try requireSound()
                    try eraseRows(refs, db, mayRelease: true)
                    for ref in refs { try Disk.remove(valueFile(ref)) }
                    if Disk.exists(valuesDirectory) { try Disk.sync(directory: valuesDirectory) }
                    try db.checkpoint(truncate: true)
                    // SQLite truncates the log without a sync; a power cut could bring its old contents back.
                    try Disk.sync(file: databaseFile + "-wal")
                }
            }
        } catch let failure as StoreFailure {
            throw failure
        } catch {
            switch Trouble(error) {
            case .outOfSpace: throw .spaceBelowFloor(free: space.free, floor: space.floor)
            case .refused, .busy: throw .broken("\(error)")
            case .broken: throw breakDown(error)
            }
        }
    }

    private func eraseRows(_ refs: [Ref], _ db: Database, mayRelease: Bool) throws {
        do {
            try db.inTransaction(.immediate) {
                let blank = Prepared(
                    try db.cachedStatement(
                        sql: """
                            UPDATE value SET erased = 1, key = zeroblob(length(key)),
                                bytes = iif(bytes IS NULL, NULL, zeroblob(length(bytes)))
                            WHERE ref = ? AND erased = 0
                            """))
                for ref in refs {
                    blank.bind(1, ref.bytes)
                    try blank.run()
                }
                return .commit
            }
        } catch {
            guard case .outOfSpace = Trouble(error), mayRelease, space.releaseBallast() else { throw error }
            try eraseRows(refs, db, mayRelease: false)
        }
    }
}
