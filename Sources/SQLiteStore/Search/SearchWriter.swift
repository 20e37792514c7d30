// SPDX-License-Identifier: MPL-2.0

import GRDB
import Ledger
import Office

/// Puts things into an index, inside a transaction.
struct SearchWriter {
    private let db: Database

    init(_ db: Database) throws {
        self.db = db
    }

    func put(_ mark: SearchMark) throws {
        try db.execute(sql: "DELETE FROM mark")
        let row = Prepared(
            try db.cachedStatement(sql: "INSERT INTO mark (position, root, erased, day) VALUES (?, ?, ?, ?)"))
        row.bind(1, mark.position)
        row.bind(2, mark.root.bytes)
        row.bind(3, mark.erased)
        row.bind(4, mark.day)
        try row.run()
    }

    func put(_ thing: SearchThing, _ shelves: inout [SearchShelf: Int64]) throws {
        var held = try slices(thing.origin)
        if thing.slices.isEmpty {
            for ordinal in held.keys { try remove(thing.origin, ordinal) }
            try run("DELETE FROM thing WHERE origin = ?", thing.origin)
            return
        }
        let row = Prepared(
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO thing (origin, kind, id) VALUES (?, ?, ?)"))
        row.bind(1, thing.origin)
        row.bind(2, thing.kind)
        row.bind(3, thing.id.bytes)
        try row.run()
        for slice in thing.slices where slice.ordinal < 1 << SearchFile.sliceBits {
            let shelf = try number(of: slice.shelf, &shelves)
            let value = slice.value.text
            if let known = held.removeValue(forKey: slice.ordinal) {
                if known == (value, shelf) { continue }
                try remove(thing.origin, slice.ordinal)
            }
            try add(slice, value, shelf, thing.origin, &shelves)
        }
        for ordinal in held.keys { try remove(thing.origin, ordinal) }
    }

    private func add(
        _ slice: SearchSlice, _ value: String, _ shelf: Int64, _ origin: Int, _ shelves: inout [SearchShelf: Int64]
    ) throws {
        let row = Prepared(
            try db.cachedStatement(sql: "INSERT INTO slice (origin, ordinal, value, shelf) VALUES (?, ?, ?, ?)"))
        row.bind(1, origin)
        row.bind(2, slice.ordinal)
        row.bind(3, value)
        row.bind(4, Int(shelf))
        try row.run()
        let group = try slice.shelf.group.map { try number(of: $0, &shelves) }
        let head = Tokenizer.head(shelf, slice.shelf.reading, group: group)
        for (place, line) in slice.lines().prefix(1 << SearchFile.lineBits).enumerated() {
            let id = Int(SearchFile.first(origin, slice.ordinal)) + place
            let about = Prepared(
                try db.cachedStatement(sql: "INSERT INTO line (id, address, heading) VALUES (?, ?, ?)"))
            about.bind(1, id)
            about.bind(2, line.address)
            about.bind(3, line.heading)
            try about.run()
            let words = Prepared(try db.cachedStatement(sql: "INSERT INTO words (rowid, body) VALUES (?, ?)"))
            words.bind(1, id)
            // A text ends at a zero byte, and only there.
            words.bind(2, head + line.text.replacing("\0", with: " "))
            try words.run()
        }
    }

    private func slices(_ origin: Int) throws -> [Int: (String, Int64)] {
        let row = Prepared(
            try db.cachedStatement(sql: "SELECT ordinal, value, shelf FROM slice WHERE origin = ?"))
        row.bind(1, origin)
        defer { row.reset() }
        var found: [Int: (String, Int64)] = [:]
        while try row.step() { found[row.int(0)] = (row.text(1), Int64(row.int(2))) }
        return found
    }

    private func remove(_ origin: Int, _ ordinal: Int) throws {
        let first = Int(SearchFile.first(origin, ordinal))
        let last = first + 1 << SearchFile.lineBits - 1
        try run("DELETE FROM words WHERE rowid BETWEEN ? AND ?", first, last)
        try run("DELETE FROM line WHERE id BETWEEN ? AND ?", first, last)
        try run("DELETE FROM slice WHERE origin = ? AND ordinal = ?", origin, ordinal)
    }

    private func run(_ sql: String, _ values: Int...) throws {
        let row = Prepared(try db.cachedStatement(sql: sql))
        for (index, value) in values.enumerated() { row.bind(Int32(index + 1), value) }
        try row.run()
    }

    private func number(of shelf: SearchShelf, _ shelves: inout [SearchShelf: Int64]) throws -> Int64 {
        if let known = shelves[shelf] { return known }
        let row = Prepared(
            try db.cachedStatement(sql: "INSERT INTO shelf (field, audience, reading, old) VALUES (?, ?, ?, ?)"))
        row.bind(1, shelf.field.rawValue)
        row.bind(2, shelf.audience)
        row.bind(3, shelf.reading.rawValue)
        row.bind(4, shelf.isOld ? 1 : 0)
        try row.run()
        shelves[shelf] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }
}
