// SPDX-License-Identifier: MPL-2.0

import GRDB
public import Ledger
public import Office
import Synchronization

/// The index of an organisation in one SQLite file, `search.sqlite` beside its ledger (FTS5). It may be removed at any
/// time; the next start makes it anew.
public final class SQLiteSearch: SearchEngine {
    private struct Held {
        var pool: DatabasePool?
        var shelves = SearchShelves([:])
    }

    private let path: String
    private let held = Mutex(Held())

    /// Takes `DIR/search.sqlite`. Nothing is read yet.
    public init(directory: String) {
        path = directory + "/search.sqlite"
    }

    public func mark() -> SearchMark? {
        guard Disk.exists(path) else { return nil }
        return try? held.withLock { held in
            let pool = try SearchFile.open(path)
            let (mark, shelves) = try pool.read { db in (try SearchFile.mark(db), try SearchFile.shelves(db)) }
            if mark != nil { (held.pool, held.shelves) = (pool, SearchShelves(shelves)) }
            // The whole file was looked at, and is not wanted whole.
            pool.releaseMemory()
            return mark
        }
    }

    public func renew() throws(StoreFailure) {
        do {
            try held.withLock { held in
                // Whoever reads the old file now keeps it until then; it has no name any more.
                held = Held()
                for suffix in ["", "-wal", "-shm"] where Disk.exists(path + suffix) { try Disk.remove(path + suffix) }
                let pool = try SearchFile.open(path)
                try SearchFile.make(pool)
                held.pool = pool
            }
        } catch {
            throw StoreFailure(error)
        }
    }

    private var pool: DatabasePool {
        get throws {
            guard let pool = held.withLock({ $0.pool }) else { throw StoreFailure.broken("\(path): is not open") }
            return pool
        }
    }

    // MARK: Putting

    public func put(_ things: [SearchThing], mark: SearchMark?) throws(StoreFailure) {
        do {
            let known = held.withLock { $0.shelves }
            var shelves = known.numbers
            try pool.write { db in
                let writer = try SearchWriter(db)
                for thing in things { try writer.put(thing, &shelves) }
                if let mark { try writer.put(mark) }
            }
            if shelves.count != known.numbers.count {
                let all = SearchShelves(shelves)
                held.withLock { $0.shelves = all }
            }
            // Only when it has caught up: until then everything is written over again and again.
            if mark != nil { try pool.write { db in try SearchFile.join(db) } }
        } catch {
            throw StoreFailure(error)
        }
    }

    // MARK: Finding

    /// So many shelves are asked at once: the expression grows with them.
    private static let stretch = 200

    public func find(_ question: SearchQuestion) throws(StoreFailure) -> SearchFound {
        do {
            let terms = question.words.terms.filter { Self.hasWords($0) }
            let shelves = held.withLock { $0.shelves }
            var lines: [SearchFound.Line] = []
            var cut: Set<SearchShelf.Field> = []
            guard !terms.isEmpty else { return SearchFound(lines: [], cut: []) }
            try pool.read { db in
                let asked = shelves.asked(question.sees, isWhole: try SearchFile.newest(db) == shelves.newest)
                for field in SearchShelf.Field.allCases {
                    guard let asked = asked[field] else { continue }
                    var ids: [Int64] = []
                    for start in stride(from: 0, to: asked.lists.count, by: Self.stretch) {
                        let part = asked.lists[start..<min(start + Self.stretch, asked.lists.count)]
                        ids += try Self.ids(db, part.map { Self.expression(terms, $0.number, $0.reading) }, question)
                    }
                    ids.sort()
                    if ids.count > question.most { cut.insert(field) }
                    lines += try ids.prefix(question.most).compactMap { try Self.line(db, $0, asked.seen) }
                }
            }
            return SearchFound(lines: lines, cut: cut)
        } catch {
            throw StoreFailure(error)
        }
    }

    /// A sign that is no letter or digit says nothing.
    private static func hasWords(_ term: SearchWords.Term) -> Bool {
        switch term {
        case .word(var text), .beginning(var text), .phrase(var text):
            var has = false
            text.withUTF8 { bytes in
                Words.read(bytes) { _, _ in
                    has = true
                    return false
                }
            }
            return has
        }
    }

    /// What is asked of one shelf: all terms.
    private static func expression(
        _ terms: [SearchWords.Term], _ shelf: Int64, _ reading: SearchShelf.Reading
    ) -> String {
        let head = Tokenizer.head(shelf, reading)
        let parts = terms.map { term in
            switch term {
            case .word(let text), .phrase(let text): "\"\(head)\(text)\""
            case .beginning(let text): "(\"\(head)\(text)\" OR \"\(head)\(text)\" *)"
            }
        }
        return "(" + parts.joined(separator: " AND ") + ")"
    }

    private static func ids(_ db: Database, _ shelves: [String], _ question: SearchQuestion) throws -> [Int64] {
        var sql = "SELECT words.rowid FROM words"
        var arguments: StatementArguments = [shelves.joined(separator: " OR ")]
        let origin = "(words.rowid >> \(SearchFile.lineBits + SearchFile.sliceBits))"
        if question.values != nil {
            sql += """
                 CROSS JOIN slice ON slice.origin = \(origin) AND slice.ordinal = \
                (words.rowid >> \(SearchFile.lineBits)) & \(1 << SearchFile.sliceBits - 1)
                """
        }
        sql += " WHERE words MATCH ?"
        if let values = question.values {
            sql += " AND slice.value IN (SELECT value FROM json_each(?))"
            arguments += ["[\"" + values.map(\.text).joined(separator: "\",\"") + "\"]"]
        }
        if !question.without.isEmpty {
            sql += " AND \(origin) NOT IN (SELECT value FROM json_each(?))"
            arguments += ["[" + question.without.map(String.init).joined(separator: ",") + "]"]
        }
        sql += " ORDER BY words.rowid LIMIT ?"
        arguments += [question.most + 1]
        return try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    }

    private static func line(
        _ db: Database, _ id: Int64, _ shelves: [Int64: SearchShelf]
    ) throws -> SearchFound.Line? {
        let row = Prepared(
            try db.cachedStatement(
                sql: """
                    SELECT thing.kind, thing.id, slice.value, slice.shelf, line.address, line.heading FROM line \
                    CROSS JOIN thing ON thing.origin = ?2 CROSS JOIN slice ON slice.origin = ?2 AND slice.ordinal = ?3 \
                    WHERE line.id = ?1
                    """))
        row.bind(1, Int(id))
        row.bind(2, Int(id) >> (SearchFile.lineBits + SearchFile.sliceBits))
        row.bind(3, Int(id) >> SearchFile.lineBits & (1 << SearchFile.sliceBits - 1))
        defer { row.reset() }
        guard try row.step(), let shelf = shelves[Int64(row.int(3))], let thing = Ref(bytes: row.buffer(1)),
            let value = Ref(row.text(2))
        else { return nil }
        return SearchFound.Line(
            id: id, shelf: shelf, kind: row.text(0), thing: thing, value: value, address: row.text(4),
            heading: row.text(5))
    }

    public func passages(
        of lines: [Int64], _ words: SearchWords
    ) throws(StoreFailure) -> [Int64: SearchPassage] {
        do {
            let reader = try Words()
            let makers = Dictionary(
                uniqueKeysWithValues: SearchShelf.Reading.allCases.map { ($0, PassageMaker(words, $0, reader)) })
            return try pool.read { db in
                var passages: [Int64: SearchPassage] = [:]
                for id in lines {
                    guard
                        let body = try String.fetchOne(
                            db, sql: "SELECT body FROM words WHERE rowid = ?", arguments: [id])
                    else { continue }
                    let bytes = Array(body.utf8)
                    let head = bytes.withUnsafeBufferPointer { Tokenizer.headCount($0) }
                    guard head > 3, let reading = SearchShelf.Reading(rawValue: String(UnicodeScalar(bytes[head - 2]))),
                        let maker = makers[reading]
                    else { continue }
                    passages[id] = maker.make(String(decoding: bytes[head...], as: UTF8.self))
                }
                return passages
            }
        } catch {
            throw StoreFailure(error)
        }
    }
}
