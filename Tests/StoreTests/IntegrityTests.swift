// SPDX-License-Identifier: MPL-2.0
import Foundation
import GRDB
import Ledger
@testable import SQLiteStore
import Testing

/// The check of the file itself: what the tables say and what their indexes say must be the same.
@Suite struct IntegrityTests {
    private let scratch: Scratch
    private var file: String { scratch.path + "/house/ledger.sqlite" }

    init() throws {
        scratch = try Scratch()
        let ledger = try SQLiteLedger(
            directory: scratch.path + "/house", space: Space(directory: scratch.path, floor: 0), create: true)
        // Enough for indexes of several pages, whose entries do not come in the order of the rows.
        let facts = (0..<600).map { position in
            let shuffled = position * 7919 % 600
            return Sample.fact(
                position, values: [Sample.value(shuffled + 5_000_000, Array("text \(position)".utf8))],
                subject: shuffled + 3_000_000, command: shuffled + 4_000_000)
        }
        _ = try ledger.append(facts, after: 0, reserve: false)
        try ledger.connection.perform { try $0.checkpoint(truncate: true) }
    }

    private func found() -> [String] {
        SQLiteLedger.integrity(reading: scratch.path + "/house")
    }

    @Test func aFileThatIsRightHasNoFinding() throws {
        #expect(found() == [])
    }

    /// Each reference stands in a row and in an index; whichever copy is altered, the two differ.
    @Test(arguments: [3_000_300, 4_000_300, 5_000_300])
    func anAlteredCopyOfAReferenceIsFound(number: Int) throws {
        let bytes = try Scratch.read(file)
        let reference = Data(Sample.ref(number).bytes)
        var places: [Int] = []
        var data = Data(bytes)
        while let range = data.range(of: reference, in: (places.last.map { $0 + 1 } ?? 0)..<data.count) {
            places.append(range.lowerBound)
        }
        #expect(places.count == 2)
        for place in places {
            for (at, bit) in [(0, 0x80), (15, 1)] {
                data[place + at] ^= UInt8(bit)
                try Scratch.write(Array(data), to: file)
                #expect(found() != [], "byte \(place + at)")
                data[place + at] ^= UInt8(bit)
            }
        }
        try Scratch.write(Array(data), to: file)
        #expect(found() == [])
    }

    /// An index that lacks rows, or has them of another table's state, lets a second fact have the same revision.
    @Test(arguments: [
        ("entry", "sqlite_autoindex_entry_1"), ("entry", "sqlite_autoindex_entry_2"),
        ("value", "sqlite_autoindex_value_1"), ("value", "sqlite_autoindex_value_2"),
    ])
    func anIndexThatWasEmptiedIsFound(table: String, index: String) throws {
        let root = try DatabaseQueue(path: file).write { db in
            try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?", arguments: [index]) ?? 0
        }
        var bytes = try Scratch.read(file)
        let page = (root - 1) * 4096
        // An index leaf without entries: type 10, no free block, no cells, contents from the page's end.
        bytes.replaceSubrange(page..<page + 8, with: [0x0A, 0, 0, 0, 0, 0x10, 0, 0])
        try Scratch.write(bytes, to: file)
        #expect(found().contains("\(index) does not hold the rows of \(table)"))
    }
}
