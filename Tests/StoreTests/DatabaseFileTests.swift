// SPDX-License-Identifier: MPL-2.0
import Foundation
import GRDB
import Ledger
@testable import SQLiteStore
import Testing

/// The database file itself: what it refuses, how it is set, and what is said of a file that is not one of ours.
@Suite struct DatabaseFileTests {
    private let scratch: Scratch
    private let space: Space
    private var house: String { scratch.path + "/house" }
    private var file: String { house + "/ledger.sqlite" }

    init() throws {
        scratch = try Scratch()
        space = Space(directory: scratch.path, floor: 0)
    }

    private func open(create: Bool = false) throws -> SQLiteLedger {
        try SQLiteLedger(directory: house, space: space, create: create)
    }

    private func filled() throws -> SQLiteLedger {
        let ledger = try open(create: true)
        let value = Sample.value(1, Array("text".utf8))
        _ = try ledger.append([Sample.fact(0, values: [value])] + Sample.facts(1..<5), after: 0, reserve: false)
        return ledger
    }

    /// A statement that adds the fact at position 4 once more, with some columns changed.
    private static func copy(
        _ verb: String, position: Int, other: Set<String>, leaf: String = "leaf"
    ) -> String {
        let kind = other.contains("subject_kind") ? "'other'" : "subject_kind"
        let command = other.contains("command") ? "x'00'" : "command"
        return """
            \(verb) INTO entry SELECT \(position), \(leaf), payload, payload_key, \(kind), subject, revision, \(command), part
            FROM entry WHERE position = 4
            """
    }

    @Test func theDatabaseTakesWhatFollows() throws {
        let ledger = try filled()
        try DatabaseQueue(path: file).write {
            try $0.execute(sql: Self.copy("INSERT", position: 5, other: ["subject_kind", "command"]))
        }
        #expect(try ledger.rows(0..<9).count == 6)
    }

    /// Everything here through a connection that is not the store's.
    @Test(arguments: [
        "UPDATE entry SET leaf = x'00' WHERE position = 2",
        "UPDATE entry SET position = 9 WHERE position = 4",
        "DELETE FROM entry WHERE position = 4",
        "DELETE FROM entry",
        copy("INSERT OR REPLACE", position: 4, other: [], leaf: "x'00'"),
        copy("INSERT OR REPLACE", position: 5, other: ["command"]),
        copy("INSERT OR REPLACE", position: 5, other: ["subject_kind"]),
        copy("INSERT", position: 6, other: ["subject_kind", "command"]),
        copy("INSERT", position: -1, other: ["subject_kind", "command"]),
        copy("INSERT", position: 5, other: ["subject_kind", "command"], leaf: "'text'"),
        "UPDATE value SET bytes = x'00'",
        "UPDATE value SET position = 3",
        "UPDATE value SET erased = 1",
        "UPDATE value SET erased = 1, key = zeroblob(32), bytes = zeroblob(3)",
        "UPDATE value SET key = zeroblob(32), bytes = zeroblob(4)",
        "DELETE FROM value",
        "INSERT OR REPLACE INTO value SELECT ref, position, field, 0, key, x'00' FROM value",
        "INSERT OR REPLACE INTO value SELECT x'00', position, field, 0, key, x'00' FROM value",
        "INSERT INTO value VALUES (x'01', 77, 'field', 0, x'00', x'00')",
    ])
    func theDatabaseRefuses(_ sql: String) throws {
        let ledger = try filled()
        let before = try ledger.rows(0..<9)
        let other = try DatabaseQueue(path: file)
        #expect {
            try other.write { try $0.execute(sql: sql) }
        } throws: { error in
            (error as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT
        }
        #expect(try ledger.rows(0..<9) == before)
        #expect(try ledger.value(Sample.ref(1))?.bytes == Array("text".utf8))
    }

    /// GRDB sets NORMAL when it turns on the write-ahead log; that mode loses acknowledged facts in a power cut.
    @Test func everyCommitIsSynced() throws {
        for _ in 0..<2 {
            let ledger = try open(create: true)
            let settings = try ledger.connection.perform { db in
                try [
                    "synchronous", "journal_mode", "foreign_keys", "trusted_schema", "secure_delete",
                    "cell_size_check",
                ].map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
            }
            #expect(settings == ["2", "wal", "1", "0", "1", "1"])
        }
    }

    @Test func aLedgerOpensAsItWasClosed() throws {
        let large = Sample.value(7, [UInt8](repeating: 3, count: 200_000))
        do {
            let ledger = try filled()
            _ = try ledger.append([Sample.fact(5, values: [large])], after: 5, reserve: false)
        }
        let ledger = try open()
        #expect(try ledger.head() == 6)
        #expect(try ledger.value(large.ref) == large)
        #expect(try ledger.append(Sample.facts(6..<7), after: 6, reserve: false) == .durable)
        var info = stat()
        #expect(stat(file, &info) == 0 && info.st_mode & 0o077 == 0)
    }

    /// Another process would be kept out by the lock of the folder; should it get in, the list stays whole.
    @Test func anotherConnectionIsNoticed() throws {
        let first = try filled()
        let second = try open()
        #expect(try second.append(Sample.facts(5..<7), after: 5, reserve: false) == .durable)
        let late = Sample.fact(5, subject: 500, command: 500)
        #expect(try first.append([late], after: 5, reserve: false) == .overtaken(head: 7))
        #expect(try first.append(Sample.facts(7..<8), after: 7, reserve: false) == .durable)
    }

    @Test func nothingIsMadeThatWasNotAskedFor() throws {
        #expect(throws: StoreFailure.broken("\(file): there is no such database")) { try open() }
        #expect(try scratch.files() == [scratch.path + "/ballast"])
    }

    @Test(arguments: [
        ("PRAGMA user_version = 2", "newer program"),
        ("PRAGMA application_id = 7", "not a database of this kind"),
        ("DROP TRIGGER entry_remains", "missing"),
        ("CREATE TABLE other (x)", "foreign"),
        (
            "DROP TRIGGER entry_stays; CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT 1; END",
            "altered"
        ),
    ])
    func aFileThatIsNotOursIsRefused(_ sql: String, _ reason: String) throws {
        do { _ = try filled() }
        try DatabaseQueue(path: file).writeWithoutTransaction { try $0.execute(sql: sql) }
        #expect {
            try open()
        } throws: { error in
            guard case .broken(let said) = error as? StoreFailure else { return false }
            return said.contains(reason) && said.contains(file)
        }
    }

    @Test func aDamagedFileIsRefused() throws {
        do { _ = try filled() }
        try Scratch.write(Array("this is no database, but long enough to be read as the head of one".utf8), to: file)
        #expect(throws: StoreFailure.self) { try open() }
        try Scratch.write([], to: file)
        #expect(throws: StoreFailure.self) { try open() }
    }

    @Test func afterAnErrorOfTheDiskNoMoreIsTaken() throws {
        let ledger = try filled()
        // A folder where the file of a large value should be written: EISDIR, which is no full disk.
        let large = Sample.value(50, [UInt8](repeating: 1, count: 70_000))
        try FileManager.default.createDirectory(
            atPath: house + "/values/" + large.ref.text, withIntermediateDirectories: false)
        #expect(throws: StoreFailure.self) {
            try ledger.append([Sample.fact(5, values: [large])], after: 5, reserve: false)
        }
        #expect(throws: StoreFailure.self) { try ledger.append(Sample.facts(5..<6), after: 5, reserve: true) }
        #expect(throws: StoreFailure.self) { try ledger.erase([Sample.ref(1)]) }
        #expect(try ledger.rows(0..<9).count == 5)
        try FileManager.default.removeItem(atPath: house + "/values/" + large.ref.text)
        #expect(try open().append(Sample.facts(5..<6), after: 5, reserve: false) == .durable)
    }
}
