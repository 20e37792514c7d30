// SPDX-License-Identifier: MPL-2.0
import Foundation
import Ledger
import SQLiteStore
import Testing

@Suite struct DataDirectoryTests {
    static let installation = DataDirectory.Installation(
        id: Ref(high: 1, low: 2), isDemo: true, created: 1_795_464_436_123)
    private let organisation = Ref(high: 3, low: 4)
    private let scratch: Scratch
    private var path: String { scratch.path + "/data" }

    init() throws { scratch = try Scratch() }

    private func open(create: Bool = true) throws -> DataDirectory {
        try DataDirectory.open(path, create: create ? Self.installation : nil, floor: 0)
    }

    private func note(_ size: Int, root: String = "cm9vdA==", signature: String = "x") -> String {
        "example.dk/vaern/1\n\(size)\n\(root)\n\n— example.dk/vaern/1 \(signature)\n"
    }

    @Test func itIsMadeOnceAndOpenedAgain() throws {
        #expect(throws: DirectoryFailure.notADataDirectory(path)) { try open(create: false) }
        do {
            let data = try open()
            #expect(data.installation == Self.installation)
            #expect(try data.organisations().isEmpty)
        }
        let data = try open(create: false)
        #expect(data.installation == Self.installation)
        #expect(
            String(decoding: try Scratch.read(path + "/vaern.json"), as: UTF8.self)
                == """
                {"created":1795464436123,"demo":true,"format":1,"installation":"00000000-0000-0001-0000-000000000002"}

                """)
        var info = stat()
        #expect(stat(path, &info) == 0 && info.st_mode & 0o777 == 0o700)
    }

    @Test func whatIsThereAlreadyIsLeftAlone() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try Scratch.write([1], to: path + "/thesis.odt")
        #expect(throws: DirectoryFailure.notEmpty(path)) { try open() }
        try Scratch.write(
            Array(#"{"created":1,"demo":true,"format":2,"installation":"?"}"#.utf8), to: path + "/vaern.json")
        #expect(throws: DirectoryFailure.newer(format: 2)) { try open() }
    }

    @Test func aSecondProcessIsKeptOutAndToldByWhom() throws {
        let data = try open()
        #expect(throws: DirectoryFailure.locked(by: getpid())) { try open() }
        // util-linux' flock asks the kernel, from a process of its own.
        #expect(try Self.flock(data.path + "/lock") == 1)
        _ = consume data
        #expect(try Self.flock(path + "/lock") == 0)
    }

    private static func flock(_ path: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        process.arguments = ["--nonblock", path, "true"]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test func aHouseIsOpenedOnceAndNeverMadeAnew() throws {
        let data = try open()
        #expect(throws: DirectoryFailure.houseIsMissing(organisation.text)) {
            try data.house(organisation, create: false)
        }
        let house = try data.house(organisation, create: true)
        #expect(try data.house(organisation, create: false) === house)
        #expect(try data.organisations() == [organisation])
        let other = Ref(high: 9, low: 9)
        try data.saveCheckpoint(note(5), for: other)
        #expect(throws: DirectoryFailure.houseIsMissing(other.text)) { try data.house(other, create: true) }
    }

    @Test func theCheckpointNeverGoesBack() throws {
        do {
            let data = try open()
            #expect(data.checkpoint(for: organisation) == nil)
            try data.saveCheckpoint(note(10), for: organisation)
            try data.saveCheckpoint(note(12), for: organisation)
            try data.saveCheckpoint(note(12, signature: "cosigned"), for: organisation)
            try data.saveCheckpoint(note(3), for: Ref(high: 9, low: 9))
        }
        let data = try open()
        #expect(data.checkpoint(for: organisation) == note(12, signature: "cosigned"))
        #expect(throws: DirectoryFailure.checkpointGoesBack(from: 12, to: 11)) {
            try data.saveCheckpoint(note(11), for: organisation)
        }
        #expect(throws: DirectoryFailure.checkpointGoesBack(from: 12, to: 12)) {
            try data.saveCheckpoint(note(12, root: "Zm9yaw=="), for: organisation)
        }
        #expect(throws: DirectoryFailure.self) { try data.saveCheckpoint("no checkpoint", for: organisation) }
        #expect(data.checkpoint(for: organisation) == note(12, signature: "cosigned"))
    }

    @Test func erasuresAreKeptAndATornLineIsDropped() throws {
        let refs = [Ref(high: 1, low: 1), Ref(high: 1, low: 2), Ref(high: 1, low: 3)]
        do {
            let data = try open()
            try data.addErasures([refs[0]], for: organisation)
            try data.addErasures([refs[0], refs[1]], for: organisation)
            try data.addErasures([refs[2]], for: Ref(high: 9, low: 9))
        }
        let whole = try Scratch.read(path + "/erasures")
        #expect(whole.count { $0 == 0x0A } == 3)
        try Scratch.write(whole + Array("00000000-0000".utf8), to: path + "/erasures")
        do {
            let data = try open()
            #expect(data.erasures(for: organisation) == [refs[0], refs[1]])
            try data.addErasures([refs[2]], for: organisation)
        }
        #expect(try open().erasures(for: organisation) == refs)
        try Scratch.write(Array("nonsense\n".utf8), to: path + "/erasures")
        #expect(throws: DirectoryFailure.self) { try open() }
    }

    @Test func aKeyIsForItsOwnerAlone() throws {
        let data = try open()
        let key = [UInt8](0..<32)
        let file = path + "/keys/" + organisation.text + ".key"
        #expect(throws: DirectoryFailure.noKey(file)) { try data.key(for: organisation) }
        try data.createKey(key, for: organisation)
        #expect(try data.key(for: organisation) == key)
        #expect(throws: DirectoryFailure.notEmpty(file)) { try data.createKey(key, for: organisation) }
        for mode in [0o640, 0o604, 0o620] as [mode_t] {
            chmod(file, mode)
            #expect(throws: DirectoryFailure.keyIsReadable(file)) { try data.key(for: organisation) }
        }
    }
}
