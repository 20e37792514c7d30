// SPDX-License-Identifier: MPL-2.0
import Ledger
import SQLiteStore
import Synchronization
import Testing

@Suite struct SideTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func open() throws -> SQLiteSide {
        try SQLiteSide(directory: scratch.path) { reason, _ in Issue.record("damaged: \(reason)") }
    }

    @Test func rowsArePutReplacedAndRemoved() throws {
        let side = try open()
        try side.put([1], shelf: "session", key: "b", owner: Sample.ref(1), expires: 100)
        try side.put([2], shelf: "session", key: "a", owner: Sample.ref(2), expires: nil)
        try side.put([3], shelf: "draft", key: "a", owner: Sample.ref(1), expires: nil)
        try side.put([], shelf: "draft", key: "empty", owner: nil, expires: nil)
        #expect(try side.get(shelf: "session", key: "b") == [1])
        #expect(try side.get(shelf: "draft", key: "empty") == [])
        #expect(try side.get(shelf: "draft", key: "b") == nil)
        #expect(try side.rows(shelf: "session", owner: nil).map(\.key) == ["a", "b"])
        #expect(try side.rows(shelf: "session", owner: Sample.ref(1)).map(\.bytes) == [[1]])
        try side.put([9], shelf: "session", key: "b", owner: Sample.ref(2), expires: nil)
        #expect(try side.rows(shelf: "session", owner: Sample.ref(2)).map(\.bytes) == [[2], [9]])
        #expect(try side.rows(shelf: "session", owner: Sample.ref(1)).isEmpty)
        try side.remove(shelf: "session", key: "a")
        try side.remove(shelf: "session", key: "a")
        #expect(try side.rows(shelf: "session", owner: nil).map(\.key) == ["b"])
        #expect(try open().get(shelf: "draft", key: "a") == [3])
    }

    @Test func whatHasExpiredOrBelongsToSomebodyGoesWithoutTrace() throws {
        let side = try open()
        let marker = Array("<MARKER draft of Gurli>".utf8)
        for (key, owner, expires) in [("1", 1, 100), ("2", 1, nil), ("3", 2, 101), ("4", 2, 99)]
            as [(String, Int, Int64?)]
        {
            try side.put(marker + Array(key.utf8), shelf: "draft", key: key, owner: Sample.ref(owner), expires: expires)
        }
        try side.purge(owner: nil, expiredAt: 100)
        #expect(try side.rows(shelf: "draft", owner: nil).map(\.key) == ["2", "3"])
        try side.purge(owner: Sample.ref(2), expiredAt: nil)
        #expect(try side.rows(shelf: "draft", owner: nil).map(\.key) == ["2"])
        #expect(try !scratch.files(holding: marker).isEmpty)
        #expect(try scratch.files(holding: marker + Array("3".utf8)).isEmpty)
        try side.purge(owner: Sample.ref(1), expiredAt: 0)
        #expect(try scratch.files(holding: marker).isEmpty)
    }

    /// The same with pages split and merged: after each purge only what is there is in the file.
    @Test(arguments: [1, 2, 3])
    func nothingIsLeftAfterPagesHaveBeenRebuilt(_ seed: UInt64) throws {
        let side = try open()
        var random = Seeded(state: seed)
        for round in 0..<12 {
            for _ in 0..<60 {
                let owner = Int.random(in: 0..<5, using: &random)
                let mark = "<\(owner)|\(round)|\(UInt64.random(in: .min ... .max, using: &random))>"
                let filling = [UInt8](repeating: 120, count: Int.random(in: 0...300, using: &random))
                let key = "\(owner)-\(Int.random(in: 0..<100, using: &random))"
                try side.put(
                    Array(mark.utf8) + filling, shelf: "draft", key: key, owner: Sample.ref(owner), expires: nil)
            }
            let owner = Int.random(in: 0..<5, using: &random)
            try side.purge(owner: Sample.ref(owner), expiredAt: nil)
            #expect(try scratch.files(holding: Array("<\(owner)|".utf8)).isEmpty)
        }
    }

    @Test func aDamagedFileIsSetAside() throws {
        try Scratch.write([UInt8](repeating: 7, count: 5_000), to: scratch.path + "/side.sqlite")
        let told = Mutex<[String]>([])
        let side = try SQLiteSide(directory: scratch.path) { _, aside in told.withLock { $0.append(aside) } }
        #expect(told.withLock { $0 } == [scratch.path + "/side.sqlite.damaged"])
        #expect(try Scratch.read(scratch.path + "/side.sqlite.damaged").count == 5_000)
        try side.put([1], shelf: "session", key: "a", owner: nil, expires: nil)
        #expect(try side.get(shelf: "session", key: "a") == [1])
    }
}
