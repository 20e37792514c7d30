// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office

/// The draw is a function of the root, the round and the size of the population, which anybody can do again.
@Suite struct SampleDrawTests {
    private let round: ID<ControlTest.Round> = Samples.id(77)
    private let root = Digest.sha256(Array("rod".utf8))

    @Test func drawsSoManyOfThemEachOnceInOrder() {
        for (population, size) in [(1, 1), (5, 3), (1000, 25), (7, 7)] {
            let items = SampleDraw.items(root: root, round: round, population: population, size: size)
            #expect(items.count == size && Set(items).count == size && items == items.sorted())
            #expect(items.allSatisfy { (1...population).contains($0) })
        }
    }

    @Test func anotherRootOrAnotherRoundDrawsOthers() {
        let items = SampleDraw.items(root: root, round: round, population: 1000, size: 25)
        #expect(SampleDraw.items(root: root, round: round, population: 1000, size: 25) == items)
        let other = Digest.sha256(Array("en anden rod".utf8))
        #expect(SampleDraw.items(root: other, round: round, population: 1000, size: 25) != items)
        #expect(SampleDraw.items(root: root, round: Samples.id(78), population: 1000, size: 25) != items)
    }

    /// Each is drawn about as often as the others: 20 of 100, 2,000 times, is 400 times each; six sigma are 107.
    @Test func nobodyIsDrawnMoreOften() {
        var times = [Int](repeating: 0, count: 101)
        for seed in 0..<2000 {
            let root = Digest.sha256(Array("\(seed)".utf8))
            for item in SampleDraw.items(root: root, round: round, population: 100, size: 20) { times[item] += 1 }
        }
        #expect(times.dropFirst().allSatisfy { abs($0 - 400) < 107 }, "\(times)")
    }

    /// Worked out by hand with sha256sum, as docs/format.md says.
    @Test func isWhatTheFormatSays() throws {
        let zero = try #require(Hash32([UInt8](repeating: 0, count: 32)))
        let head = "vaern-sample 1\n\(zero.base64)\n\(round)\n"
        let ranked = (1...9).map { (Digest.sha256(Array("\(head)\($0)\n".utf8)).hex, $0) }.sorted { $0.0 < $1.0 }
        #expect(
            SampleDraw.items(root: zero, round: round, population: 9, size: 4)
                == ranked.prefix(4).map(\.1).sorted())
    }
}
