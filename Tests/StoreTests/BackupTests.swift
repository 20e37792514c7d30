// SPDX-License-Identifier: MPL-2.0
import Foundation
import Ledger
import SQLiteStore
import Testing

@Suite struct BackupTests {
    private let organisation = Ref(high: 3, low: 4)
    private let scratch: Scratch
    private let data: DataDirectory
    private let small = Sample.value(1, Array("<MARKER small value>".utf8))
    private let large = Sample.value(2, Array("<MARKER large value>".utf8) + [UInt8](repeating: 5, count: 100_000))
    private let kept = Sample.value(3, [UInt8](repeating: 6, count: 80_000))

    init() throws {
        scratch = try Scratch()
        data = try DataDirectory.open(
            scratch.path + "/data", create: DataDirectoryTests.installation, floor: 0)
        let house = try data.house(organisation, create: true)
        let facts = [small, large, kept].enumerated().map { Sample.fact($0, values: [$1]) }
        _ = try house.append(facts, after: 0, reserve: false)
        try data.createKey([UInt8](0..<32), for: organisation)
        try data.saveCheckpoint("example.dk/vaern/1\n3\ncm9vdA==\n\n— x y\n", for: organisation)
    }

    private func path(_ name: String) -> String { scratch.path + "/" + name }

    private func backup(now: Int64 = 1_000) throws -> BackupRecord {
        try data.backup(to: path("backup"), keysTo: path("keys"), now: now)
    }

    @Test func aBackupIsRestored() throws {
        let record = try backup(now: 1_000)
        #expect(record == BackupRecord(path: path("backup"), created: 1_000, expires: 1_000 + 90 * 86_400_000))
        #expect(data.backups() == [record])
        #expect(try Self.sha256sum(path("backup")) == 0)
        // The original goes on and is then lost.
        _ = try data.house(organisation, create: false).append(Sample.facts(3..<4), after: 3, reserve: false)
        let done = try DataDirectory.restore(from: path("backup"), keysFrom: path("keys"), into: path("again"))
        #expect(done.heads == [organisation: 3])
        #expect(done.erasedAgain == 0)
        let again = try DataDirectory.open(path("again"), create: nil, floor: 0)
        let house = try again.house(organisation, create: false)
        #expect(again.installation == data.installation)
        #expect(try house.rows(0..<9) == Sample.facts(0..<3).map(ReadRow.init))
        #expect(try [small, large, kept].allSatisfy { try house.value($0.ref) == $0 })
        #expect(try again.key(for: organisation) == [UInt8](0..<32))
        #expect(again.checkpoint(for: organisation) == data.checkpoint(for: organisation))
        #expect(again.backups() == [record])
        #expect(try house.append(Sample.facts(3..<4), after: 3, reserve: false) == .durable)
    }

    /// The coreutils' own check, without any of our code.
    private static func sha256sum(_ folder: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
        process.arguments = ["--check", "--strict", "--quiet", "backup.sha256"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test func whatWasErasedStaysGone() throws {
        _ = try backup()
        try data.addErasures([small.ref, large.ref], for: organisation)
        try data.house(organisation, create: false).erase([small.ref, large.ref])
        let marker = Array("<MARKER".utf8)
        #expect(try scratch.files(holding: marker, below: path("data")).isEmpty)
        #expect(try !scratch.files(holding: marker, below: path("backup")).isEmpty)
        let done = try DataDirectory.restore(
            from: path("backup"), keysFrom: path("keys"), into: path("again"), erasures: [path("data/erasures")])
        #expect(done.erasedAgain == 2)
        #expect(try scratch.files(holding: marker, below: path("again")).isEmpty)
        let again = try DataDirectory.open(path("again"), create: nil, floor: 0)
        #expect(again.erasures(for: organisation) == [small.ref, large.ref])
        #expect(try again.house(organisation, create: false).value(kept.ref) == kept)
    }

    @Test func keysLieApartFromTheBackup() throws {
        for (target, keys) in [("backup", "backup/keys"), ("backup", "backup"), ("keys/backup", "keys")] {
            #expect(throws: DirectoryFailure.keysInsideBackup) {
                try data.backup(to: path(target), keysTo: path(keys), now: 0)
            }
        }
        _ = try backup()
        let key = Array("000102030405060708".utf8)
        #expect(try !scratch.files(holding: key, below: path("keys")).isEmpty)
        #expect(try scratch.files(holding: key, below: path("backup")).isEmpty)
        #expect(throws: DirectoryFailure.noKey(path("other/\(organisation.text).key"))) {
            try DataDirectory.restore(from: path("backup"), keysFrom: path("other"), into: path("again"))
        }
    }

    @Test func aBackupLiesOutsideTheDataDirectory() throws {
        for target in ["data", "data/backup", "data/houses/../copies"] {
            #expect(throws: DirectoryFailure.backupInsideData) {
                try data.backup(to: path(target), keysTo: path("keys"), now: 0)
            }
        }
        #expect(!FileManager.default.fileExists(atPath: path("data/backup")))
    }

    @Test func accountsLieWithTheKeysAndComeBack() throws {
        let first = Array("<MARKER first accounts>".utf8)
        let second = Array("<MARKER second accounts>".utf8)
        try data.backup(to: path("backup"), keysTo: path("keys"), accounts: first, now: 0)
        #expect(try !scratch.files(holding: first, below: path("keys")).isEmpty)
        #expect(try scratch.files(holding: first, below: path("backup")).isEmpty)
        // The next backup to the same keys replaces them, and without keys none are written.
        try data.backup(to: path("next"), keysTo: path("keys"), accounts: second, now: 0)
        try data.backup(to: path("apart"), keysTo: nil, accounts: second, now: 0)
        #expect(try scratch.files(holding: first).isEmpty)
        #expect(try scratch.files(holding: second, below: path("apart")).isEmpty)
        func restored(_ target: String) throws -> DataDirectory.Restored {
            try DataDirectory.restore(from: path("backup"), keysFrom: path("keys"), into: path(target))
        }
        #expect(try restored("again").accounts == second)
        let file = path("keys/\(data.installation.id.text).accounts")
        try Scratch.write(Array(try Scratch.read(file).dropLast()), to: file)
        #expect(throws: DirectoryFailure.self) { try restored("damaged") }
        try FileManager.default.removeItem(atPath: file)
        #expect(try restored("without").accounts == nil)
    }

    @Test func everyFileOfTheBackupIsChecked() throws {
        _ = try backup()
        for file in try scratch.files(below: path("backup")) {
            let whole = try Scratch.read(file)
            var changed = whole
            changed[whole.count / 2] ^= 1
            try Scratch.write(changed, to: file)
            #expect(throws: DirectoryFailure.self, "\(file) changed") {
                try DataDirectory.restore(from: path("backup"), keysFrom: path("keys"), into: path("again"))
            }
            #expect(!FileManager.default.fileExists(atPath: path("again/vaern.json")))
            try FileManager.default.removeItem(atPath: file)
            #expect(throws: DirectoryFailure.self, "\(file) missing") {
                try DataDirectory.restore(from: path("backup"), keysFrom: path("keys"), into: path("again"))
            }
            try Scratch.write(whole, to: file)
        }
        _ = try DataDirectory.restore(from: path("backup"), keysFrom: path("keys"), into: path("again"))
    }

    @Test func nothingIsWrittenOver() throws {
        _ = try backup()
        #expect(throws: DirectoryFailure.notEmpty(path("backup"))) { try backup() }
        #expect(throws: DirectoryFailure.notEmpty(path("data"))) {
            try DataDirectory.restore(from: path("backup"), keysFrom: path("keys"), into: path("data"))
        }
    }

    @Test func aCopyWithFewerFactsThanWereSignedIsNoBackup() throws {
        try data.saveCheckpoint("example.dk/vaern/1\n4\ncm9vdA==\n\n— x y\n", for: organisation)
        #expect(throws: DirectoryFailure.self) { try backup() }
        #expect(!FileManager.default.fileExists(atPath: path("backup/backup.json")))
    }

    @Test func appendsGoOnDuringABackup() async throws {
        let house = try data.house(organisation, create: false)
        async let written = Task.detached {
            for position in 3..<60 {
                _ = try house.append([Sample.fact(position)], after: position, reserve: false)
            }
        }.value
        _ = try backup()
        try await written
        let done = try DataDirectory.restore(from: path("backup"), keysFrom: path("keys"), into: path("again"))
        let head = done.heads[organisation] ?? 0
        #expect((3...60).contains(head))
        #expect(try house.head() == 60)
        let again = try DataDirectory.open(path("again"), create: nil, floor: 0)
        #expect(try again.house(organisation, create: false).rows(0..<99) == Sample.facts(0..<head).map(ReadRow.init))
    }
}
