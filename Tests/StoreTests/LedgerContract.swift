// SPDX-License-Identifier: MPL-2.0
import Foundation
import Ledger
import SQLiteStore
import Synchronization
import Testing

/// An engine under the contract.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite
    case memory

    var testDescription: String { rawValue }

    func make(_ scratch: Scratch) throws -> any LedgerStore & VaultStore {
        switch self {
        case .memory: MemoryStore()
        case .sqlite:
            try SQLiteLedger(
                directory: scratch.path + "/house", space: Space(directory: scratch.path, floor: 0), create: true)
        }
    }
}

/// What every engine promises, written against the protocols alone.
@Suite struct LedgerContract {
    @Test(arguments: Engine.allCases)
    func factsComeBackInOrderByteForByte(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        #expect(try store.head() == 0)
        #expect(try store.rows(0..<10).isEmpty)
        let facts = Sample.facts(0..<7)
        #expect(try store.append(Array(facts[..<3]), after: 0, reserve: false) == .durable)
        #expect(try store.append(Array(facts[3...]), after: 3, reserve: false) == .durable)
        #expect(try store.head() == 7)
        #expect(try store.rows(0..<7) == facts.map(ReadRow.init))
    }

    @Test(arguments: Engine.allCases)
    func rangesAreHalfOpenAndEndWhereTheFactsEnd(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        _ = try store.append(Sample.facts(0..<10), after: 0, reserve: false)
        #expect(try store.rows(2..<5).map(\.position) == [2, 3, 4])
        #expect(try store.rows(8..<100).map(\.position) == [8, 9])
        #expect(try store.rows(8..<Int.max).map(\.position) == [8, 9])
        #expect(try store.rows(4..<4).isEmpty)
        #expect(try store.rows(10..<20).isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func singlePositionsComeInOrderWhileOthersAreRead(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        let facts = Sample.facts(0..<10)
        _ = try store.append(facts, after: 0, reserve: false)
        #expect(try store.rows([1, 2, 7, 9, 30]) == [1, 2, 7, 9].map { ReadRow(facts[$0]) })
        #expect(try store.rows([1, 2, 7], atMost: 2).map(\.position) == [1, 2])
        #expect(try store.rows([]).isEmpty)
        var within: [[Int]] = []
        try store.read([3, 8]) { row in
            let inner = try store.rows([0, 5]) + store.rows(4..<6)
            within.append([row.position] + inner.map(\.position))
            return true
        }
        #expect(within == [[3, 0, 5, 4, 5], [8, 0, 5, 4, 5]])
    }

    @Test(arguments: Engine.allCases)
    func apartTheSameFactsAreReadWhileTheStoreGoesOn(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        let facts = Sample.facts(0..<10)
        _ = try store.append(Array(facts[..<7]), after: 0, reserve: false)
        let apart = try store.apart()
        #expect(try apart.rows(0..<10) == facts[..<7].map(ReadRow.init))
        // While a row of the store is in hand, and nobody else gets one.
        let found = Mutex(0)
        let isRead = DispatchSemaphore(value: 0)
        var waited = DispatchTimeoutResult.timedOut
        try store.read(0..<1) { _ in
            Thread.detachNewThread {
                found.withLock { $0 = (try? apart.rows(0..<10).count) ?? -1 }
                isRead.signal()
            }
            waited = isRead.wait(timeout: .now() + 20)
            return true
        }
        #expect(waited == .success && found.withLock { $0 } == 7)
        try apart.read(0..<7) { row in
            if row.position == 2 { _ = try store.append(Array(facts[7...]), after: 7, reserve: false) }
            return true
        }
        #expect(try apart.rows(0..<10) == facts.map(ReadRow.init))
        // What was read apart holds nothing back.
        try store.erase(facts.flatMap(\.values).map(\.ref))
        #expect(try apart.head() == 10)
    }

    @Test(arguments: Engine.allCases)
    func readingStopsWhenTold(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        _ = try store.append(Sample.facts(0..<10), after: 0, reserve: false)
        #expect(try store.rows(3..<10, atMost: 2).map(\.position) == [3, 4])
        struct Stop: Error {}
        #expect(throws: Stop.self) { try store.read(0..<10) { _ in throw Stop() } }
        #expect(try store.append(Sample.facts(10..<11), after: 10, reserve: false) == .durable)
    }

    @Test(arguments: Engine.allCases)
    func longReadsCrossEveryBoundary(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        _ = try store.append(Sample.facts(0..<9_000), after: 0, reserve: false)
        #expect(try store.rows(0..<9_000).map(\.position) == Array(0..<9_000))
        #expect(try store.rows(4_095..<8_193).map(\.position) == Array(4_095..<8_193))
    }

    @Test(arguments: Engine.allCases)
    func whoComesLateIsTold(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        _ = try store.append(Sample.facts(0..<2), after: 0, reserve: false)
        let late = Sample.fact(0, subject: 5, command: 6)
        #expect(try store.append([late], after: 0, reserve: false) == .overtaken(head: 2))
        #expect(try store.append(Sample.facts(5..<6), after: 5, reserve: false) == .overtaken(head: 2))
        #expect(try store.head() == 2)
        #expect(try store.rows(0..<10) == Sample.facts(0..<2).map(ReadRow.init))
    }

    @Test(arguments: Engine.allCases, [1, 2, -1])
    func gapsAreRefused(_ engine: Engine, _ offset: Int) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        _ = try store.append(Sample.facts(0..<2), after: 0, reserve: false)
        #expect(throws: StoreFailure.self) {
            try store.append([Sample.fact(2), Sample.fact(3 + offset)], after: 2, reserve: false)
        }
        #expect(try store.head() == 2)
        #expect(try store.rows(0..<10).count == 2)
    }

    @Test(arguments: Engine.allCases)
    func aSecondFactForTheSameRevisionIsRefusedWithAllThatCameWithIt(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        _ = try store.append([Sample.fact(0, subject: 9, revision: 1)], after: 0, reserve: false)
        let value = Sample.value(77, Array("lost".utf8))
        #expect(throws: StoreFailure.self) {
            try store.append(
                [Sample.fact(1, values: [value]), Sample.fact(2, subject: 9, revision: 1)], after: 1, reserve: false)
        }
        #expect(try store.head() == 1)
        #expect(try store.rows(0..<10).count == 1)
        #expect(try store.value(value.ref) == nil)
        // A refusal is the caller's mistake, not the disk's: the store goes on.
        #expect(try store.append([Sample.fact(1, subject: 9, revision: 2)], after: 1, reserve: false) == .durable)
    }

    @Test(arguments: Engine.allCases)
    func aSecondFactForTheSamePartOfACommandIsRefused(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        let first = [Sample.fact(0, command: 5, part: 1), Sample.fact(1, command: 5, part: 2)]
        _ = try store.append(first, after: 0, reserve: false)
        #expect(throws: StoreFailure.self) {
            try store.append([Sample.fact(2, command: 5, part: 2)], after: 2, reserve: false)
        }
        #expect(try store.head() == 2)
        #expect(try store.append([Sample.fact(2, command: 5, part: 3)], after: 2, reserve: false) == .durable)
    }

    @Test(arguments: Engine.allCases)
    func theIndexColumnsComeBack(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        let facts = (0..<4).map { Sample.fact($0, subject: 3, revision: $0 + 1, command: 8, part: $0 + 1) }
        _ = try store.append(facts, after: 0, reserve: false)
        var rows: [IndexRow] = []
        try store.rows(1..<9) { row, index in
            #expect(Array(row.leaf) == facts[row.position].leaf)
            rows.append(index)
            return rows.count < 2
        }
        #expect(
            rows
                == facts[1...2].map {
                    IndexRow(
                        position: $0.position, subjectKind: $0.subjectKind, subject: $0.subject,
                        revision: $0.revision, command: $0.command, part: $0.part)
                })
    }

    @Test(arguments: Engine.allCases, [0, 1, 1_000, 65_536, 65_537, 1 << 20])
    func valuesOfEverySizeComeBack(_ engine: Engine, _ size: Int) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        var random = Seeded(state: UInt64(size))
        let value = Sample.value(1, (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) })
        _ = try store.append([Sample.fact(0, values: [value])], after: 0, reserve: false)
        #expect(try store.value(value.ref) == value)
        try store.erase([value.ref, Sample.ref(99)])
        #expect(try store.value(value.ref) == nil)
        try store.erase([value.ref])
        #expect(try store.rows(0..<1) == [ReadRow(Sample.fact(0))])
    }

    @Test(arguments: Engine.allCases)
    func valuesComeInOrderOfPositionAndField(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        let fields = ["reason", "address", "title"]
        let facts = (0..<5).map { position in
            Sample.fact(
                position,
                values: fields.enumerated().map { index, field in
                    Sample.value(position * 10 + index, field: field, Array("\(position) \(field)".utf8))
                })
        }
        _ = try store.append(facts, after: 0, reserve: false)
        var seen: [String] = []
        try store.values(1..<4) { row in
            #expect(facts[row.position].values.contains(row.value))
            seen.append("\(row.position) \(row.value.field)")
            return seen.count < 8
        }
        let all = (1..<4).flatMap { position in fields.sorted().map { "\(position) \($0)" } }
        #expect(seen == Array(all.prefix(8)))
    }

    @Test(arguments: Engine.allCases)
    func oneReferenceNamesOneValue(_ engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        for size in [20, 100_000] {
            let head = try store.head()
            let first = Sample.value(size, [UInt8](repeating: 1, count: size))
            _ = try store.append([Sample.fact(head, values: [first])], after: head, reserve: false)
            let second = Sample.value(size, [UInt8](repeating: 2, count: size))
            #expect(throws: StoreFailure.self) {
                try store.append([Sample.fact(head + 1, values: [second])], after: head + 1, reserve: false)
            }
            #expect(try store.value(first.ref) == first)
        }
    }

    @Test(arguments: Engine.allCases)
    func manyWritersLoseNothing(_ engine: Engine) async throws {
        let scratch = try Scratch()
        let store = try engine.make(scratch)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var done = 0
                    while done < 25 {
                        let head = try store.head()
                        let fact = Sample.fact(head, subject: writer * 1_000 + done, command: writer * 1_000 + done)
                        if try store.append([fact], after: head, reserve: false) == .durable { done += 1 }
                    }
                }
            }
            try await group.waitForAll()
        }
        var subjects: Set<Ref> = []
        try store.rows(0..<1_000) { _, index in
            subjects.insert(index.subject)
            return true
        }
        #expect(try store.head() == 100)
        #expect(subjects == Set((0..<4).flatMap { writer in (0..<25).map { Sample.ref(writer * 1_000 + $0) } }))
    }
}
