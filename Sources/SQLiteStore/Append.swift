// SPDX-License-Identifier: MPL-2.0
import GRDB
import GRDBSQLite
public import Ledger
import Synchronization

extension SQLiteLedger: LedgerStore {
    public func head() throws(StoreFailure) -> Int {
        if isReader { return try run { try SQLiteLedger.count($0) } }
        return state.withLock { $0.head }
    }

    /// Facts that break a rule of the list (a gap, a revision or a part of a command that is there) are refused with
    /// `.broken`, nothing is written and the store goes on; after an I/O error it takes no more until it is reopened.
    public func append(_ facts: [StoredFact], after head: Int, reserve: Bool) throws(StoreFailure) -> Appended {
        try run { db in
            try requireSound()
            let known = state.withLock { $0.head }
            guard known == head else { return .overtaken(head: known) }
            for (offset, fact) in facts.enumerated() where fact.position != head + offset {
                throw StoreFailure.broken("a fact at position \(fact.position) where \(head + offset) is next")
            }
            if facts.isEmpty { return .durable }
            if !reserve { try space.admit(facts.reduce(0) { $0 + $1.size }) }
            return try append(facts, after: head, reserve: reserve, db)
        }
    }

    private func append(_ facts: [StoredFact], after head: Int, reserve: Bool, _ db: Database) throws -> Appended {
        do {
            try writeFiles(of: facts)
            try db.inTransaction(.immediate) {
                try SQLiteLedger.insert(facts, db)
                return .commit
            }
        } catch {
            switch Trouble(error) {
            case .outOfSpace:
                try removeFiles(of: facts)
                if reserve && space.releaseBallast() {
                    return try append(facts, after: head, reserve: reserve, db)
                }
                throw StoreFailure.spaceBelowFloor(free: space.free, floor: space.floor)
            case .refused:
                let actual = try SQLiteLedger.count(db)
                state.withLock { $0.head = actual }
                if actual != head { return .overtaken(head: actual) }
                try removeFiles(of: facts)
                throw StoreFailure.broken("\(error)")
            case .busy:
                try removeFiles(of: facts)
                throw StoreFailure.broken("\(error)")
            case .broken:
                // The files stay: the commit may turn out to have reached the disk after all.
                throw breakDown(error)
            }
        }
        state.withLock { $0.head = head + facts.count }
        checkpointIfDue(db)
        return .durable
    }

    private static func insert(_ facts: [StoredFact], _ db: Database) throws {
        let entry = Prepared(
            try db.cachedStatement(
                sql: """
                    INSERT INTO entry
                        (position, leaf, payload, payload_key, subject_kind, subject, revision, command, part)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """))
        let value = Prepared(
            try db.cachedStatement(sql: "INSERT INTO value (ref, position, field, key, bytes) VALUES (?, ?, ?, ?, ?)"))
        for fact in facts {
            entry.bind(1, fact.position)
            entry.bind(2, fact.leaf)
            entry.bind(3, fact.payload)
            entry.bind(4, fact.payloadKey)
            entry.bind(5, fact.subjectKind)
            entry.bind(6, fact.subject.bytes)
            entry.bind(7, fact.revision)
            entry.bind(8, fact.command.bytes)
            entry.bind(9, fact.part)
            try entry.run()
            for item in fact.values {
                value.bind(1, item.ref.bytes)
                value.bind(2, fact.position)
                value.bind(3, item.field)
                value.bind(4, item.key)
                value.bind(5, item.isFile ? nil : item.bytes)
                try value.run()
            }
        }
    }

    /// Large values are on disk, with their names, before the fact that speaks of them.
    private func writeFiles(of facts: [StoredFact]) throws {
        let large = facts.flatMap(\.values).filter(\.isFile)
        if large.isEmpty { return }
        for value in large {
            // Not over an existing one: that file belongs to an earlier fact, and the database will refuse this one.
            if Disk.exists(valueFile(value.ref)), try self.value(value.ref) != nil { continue }
            try Disk.write(value.bytes, to: valueFile(value.ref))
        }
        try Disk.sync(directory: valuesDirectory)
    }

    private func removeFiles(of facts: [StoredFact]) throws {
        let large = facts.flatMap(\.values).filter(\.isFile)
        for value in large where try self.value(value.ref) == nil { try Disk.remove(valueFile(value.ref)) }
    }
}

extension StoredFact {
    /// Bytes it brings, near enough for the free-space floor.
    fileprivate var size: Int {
        leaf.count + payload.count + 200 + values.reduce(0) { $0 + $1.bytes.count + $1.key.count + 64 }
    }
}

extension StoredValue {
    var isFile: Bool { bytes.count > SQLiteLedger.largestInDatabase }
}

/// What an error of SQLite or of the file system means for the next append.
enum Trouble {
    /// Nothing was written; it may go well when there is room again.
    case outOfSpace
    /// A rule of the database; nothing was written.
    case refused
    /// Another process holds the file; nothing was written.
    case busy
    /// What is on disk is unknown.
    case broken

    init(_ error: any Error) {
        let code: Int32
        switch error {
        case let error as SQLiteError: code = error.code
        case let error as DatabaseError: code = error.resultCode.primaryResultCode.rawValue
        case let error as DiskError:
            self = error.isOutOfSpace ? .outOfSpace : .broken
            return
        default:
            self = .broken
            return
        }
        switch code {
        case SQLITE_FULL: self = .outOfSpace
        case SQLITE_CONSTRAINT: self = .refused
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        default: self = .broken
        }
    }
}
