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

    public func values(_ range: Range<Int>, _ body: (_ position: Int, StoredValue) throws -> Bool) throws {
        let positionsInOneGo = 512
        var next = max(0, range.lowerBound)
        var goesOn = true
        while goesOn {
            // Also beyond the last fact: whoever cut facts off, or wrote to the file, may have left values there.
            guard let first = try position(ofValueFrom: next), first < range.upperBound else { return }
            next = first
            let end = min(range.upperBound, next.addingReportingOverflow(positionsInOneGo).partialValue)
            try connection.perform { db in
                let row = Prepared(
                    try db.makeStatement(
                        sql: """
                            SELECT position, ref, field, key, bytes FROM value
                            WHERE position >= ? AND position < ? AND erased = 0 ORDER BY position, field
                            """))
                row.bind(1, next)
                row.bind(2, end)
                while goesOn, try row.step() {
                    guard let ref = Ref(bytes: row.buffer(1)) else {
                        throw StoreFailure.broken("position \(row.int(0)): a reference is not 16 bytes long")
                    }
                    let bytes = row.isNull(4) ? try Disk.read(valueFile(ref)) : row.bytes(4)
                    let value = StoredValue(ref: ref, field: row.text(2), key: row.bytes(3), bytes: bytes)
                    goesOn = try body(row.int(0), value)
                }
            }
            next = end
        }
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
