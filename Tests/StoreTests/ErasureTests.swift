// SPDX-License-Identifier: MPL-2.0
import Ledger
import SQLiteStore
import Testing

/// After an erasure no file of the store holds the bytes, in any writing.
@Suite struct ErasureTests {
    private func house(_ scratch: Scratch) throws -> SQLiteLedger {
        try SQLiteLedger(
            directory: scratch.path + "/house", space: Space(directory: scratch.path, floor: 0), create: true)
    }

    @Test func theSearchFindsEveryWriting() throws {
        let scratch = try Scratch()
        let marker = Array("Gurli Margrethe Andersen".utf8)
        let forms = Scratch.forms(of: marker)
        #expect(forms.count == 8)
        for (number, form) in forms.enumerated() {
            try Scratch.write([9, 9] + form + [9], to: scratch.path + "/\(number)")
        }
        try Scratch.write(Array("Gurli Margrethe Anders".utf8), to: scratch.path + "/other")
        #expect(try scratch.files(holding: marker).count == 8)
    }

    @Test(arguments: [40, 3_000, 60_000, 65_537, 300_000])
    func nothingIsLeftOfValueAndKey(_ size: Int) throws {
        let scratch = try Scratch()
        let ledger = try house(scratch)
        let marker = Array("<MARKER Gurli Margrethe Andersen>".utf8)
        let values = (0..<3).map { number in
            Sample.value(
                number, field: "name\(number)", number == 1 ? marker + [UInt8](repeating: 46, count: size) : [1, 2, 3])
        }
        _ = try ledger.append([Sample.fact(0, values: values)], after: 0, reserve: false)
        #expect(try !scratch.files(holding: marker).isEmpty)
        #expect(try !scratch.files(holding: values[1].key).isEmpty)
        try ledger.erase([values[1].ref])
        #expect(try scratch.files(holding: marker).isEmpty)
        #expect(try scratch.files(holding: values[1].key).isEmpty)
        #expect(try scratch.files().allSatisfy { !$0.contains(values[1].ref.text) })
        #expect(try ledger.value(values[0].ref) == values[0])
        #expect(try ledger.value(values[2].ref) == values[2])
    }

    struct Layout: Sendable {
        let seed: UInt64
        let longest: Int
    }

    /// Pages are split and merged when rows come and go in any order; none may keep a copy of a row that has moved.
    @Test(arguments: zip(1..., [6_000, 6_000, 2_000, 300, 300, 40] as [Int]).map { Layout(seed: $0, longest: $1) })
    func nothingIsLeftAfterPagesHaveBeenRebuilt(_ layout: Layout) throws {
        let scratch = try Scratch()
        let ledger = try house(scratch)
        var random = Seeded(state: layout.seed)
        var alive: [Int: [UInt8]] = [:]
        var erased: [[UInt8]] = []
        var number = 0
        for _ in 0..<30 {
            let head = try ledger.head()
            let facts = (0..<10).map { offset in
                let values = (0..<2).map { index in
                    number += 1
                    let marker = Array("<\(number)|\(UInt64.random(in: .min ... .max, using: &random))>".utf8)
                    alive[number] = marker
                    let filling = [UInt8](repeating: 120, count: Int.random(in: 0...layout.longest, using: &random))
                    return Sample.value(number, field: "field\(index)", marker + filling + marker)
                }
                return Sample.fact(head + offset, values: values)
            }
            _ = try ledger.append(facts, after: head, reserve: false)
            let gone = alive.keys.sorted().shuffled(using: &random).prefix(Int.random(in: 1...19, using: &random))
            try ledger.erase(gone.map { Sample.ref($0) })
            erased += gone.compactMap { alive.removeValue(forKey: $0) }
        }
        let bytes = try scratch.files().map { String(decoding: try Scratch.read($0), as: UTF8.self) }.joined()
        let marks = Set(bytes.split(separator: "<").compactMap { $0.split(separator: ">").first.map { "<\($0)>" } })
        let left = erased.map { String(decoding: $0, as: UTF8.self) }.filter { marks.contains($0) }
        #expect(left.isEmpty)
        #expect(alive.values.allSatisfy { marks.contains(String(decoding: $0, as: UTF8.self)) })
    }

    @Test func filesThatNoRowNamesAreRemovedAtTheNextStart() throws {
        let scratch = try Scratch()
        let kept = Sample.value(1, [UInt8](repeating: 5, count: 100_000))
        do {
            let ledger = try house(scratch)
            _ = try ledger.append([Sample.fact(0, values: [kept])], after: 0, reserve: false)
        }
        let folder = scratch.path + "/house/values/"
        try Scratch.write([1], to: folder + Sample.ref(2).text)
        try Scratch.write([1], to: folder + "draft")
        let ledger = try house(scratch)
        #expect(try scratch.files(below: scratch.path + "/house/values") == [folder + kept.ref.text])
        #expect(try ledger.value(kept.ref) == kept)
    }
}
