// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Testing

@Suite("Adjusting a proposal")
struct AdjustmentTests {
    @Test func headingsMergesAndSplits() throws {
        let bytes = Array("1. Formål\n\nFørste del. Anden del skal med.\n\nTredje\n\nfjerde.\n".utf8)
        let read = try DocumentImport.propose(bytes, fileName: "a.txt", mint: minting())
        #expect(read.text.blocks.map(\.text) == ["Formål", "Første del. Anden del skal med.", "Tredje", "fjerde."])
        var high: UInt64 = 900
        let changed = try read.applying(
            [
                .split(block: 1, offset: "Første del.".utf8.count), .heading(block: 2, level: 2),
                .setNumber(block: 2, number: "1.1"), .mergeWithPrevious(block: 4), .listItem(block: 3, depth: 1),
                .setTitle("Ny titel"),
            ],
            mint: {
                high += 1
                return ParagraphID(high: high, low: 0)
            })
        #expect(changed.text.blocks.map(\.text) == ["Formål", "Første del.", "Anden del skal med.", "Tredje fjerde."])
        #expect(changed.text.blocks.map(\.address) == ["1", "1.p1", "1-1", "1-1.p1"])
        #expect(changed.text.blocks[3].kind == .listItem(depth: 1))
        #expect(changed.candidates.map(\.address) == ["1-1"])
        #expect(changed.title == "Ny titel")
        #expect(problems(of: changed, original: bytes) == [])
    }

    @Test func versionRows() throws {
        let read = try DocumentImport.propose(Files.ownPolicy(), fileName: "a.txt", mint: minting())
        var row = read.versionRows[1]
        row.unit = "It-drift"
        let changed = try read.applying([.editVersionRow(1, row), .dropVersionRow(0)], mint: minting())
        #expect(changed.versionRows.map(\.unit) == ["It-drift", "SOB"])
        #expect(changed.text == read.text)
    }

    @Test(arguments: [
        Adjustment.heading(block: 0, level: 7), .heading(block: 99, level: 1), .mergeWithPrevious(block: 0),
        .split(block: 0, offset: 0), .split(block: 0, offset: 99), .split(block: 0, offset: 2),
        .setNumber(block: 0, number: "7..3"), .dropVersionRow(0), .listItem(block: 0, depth: 9), .paragraph(block: -1),
    ])
    func theImpossibleIsRefused(_ adjustment: Adjustment) throws {
        // Offset 2 lies inside the å.
        let read = try importText("på")
        #expect(throws: Refusal.self) { try read.applying([adjustment], mint: minting()) }
    }

    @Test func randomAdjustmentsNeverChangeACharacter() throws {
        let bytes = try Files.ownPolicy()
        let read = try DocumentImport.propose(bytes, fileName: "a.txt", mint: minting())
        var last: UInt64 = 0
        let mint: () -> ParagraphID = {
            last += 1
            return ParagraphID(high: 0xB, low: last)
        }
        for seed in 0..<8 as Range<UInt64> {
            var random = Seeded(seed)
            var proposal = read
            for _ in 0..<40 {
                let block = Int.random(in: 0..<proposal.text.blocks.count, using: &random)
                let offset = Int.random(in: 0...proposal.text.blocks[block].text.utf8.count, using: &random)
                let all: [Adjustment] = [
                    .heading(block: block, level: 3), .paragraph(block: block), .listItem(block: block, depth: 2),
                    .mergeWithPrevious(block: block), .split(block: block, offset: offset),
                    .setNumber(block: block, number: "7.3"), .setNumber(block: block, number: nil),
                ]
                let one = all[Int.random(in: 0..<all.count, using: &random)]
                proposal = (try? proposal.applying([one], mint: mint)) ?? proposal
            }
            #expect(problems(of: proposal, original: bytes) == [], "seed \(seed)")
            #expect(ink(proposal.text) == ink(read.text), "seed \(seed)")
        }
    }
}

@Suite("Matching paragraphs of two versions")
struct ParagraphMatchTests {
    private func text(_ source: String, _ high: UInt64) throws -> DocumentText {
        var last: UInt64 = 0
        return try DocumentImport.propose(
            Array(source.utf8), fileName: "a.txt",
            mint: {
                last += 1
                return ParagraphID(high: high, low: last)
            }
        ).text
    }

    @Test func textThenNumberThenWords() throws {
        let old = try text(
            "1. Formål\n\nVi vil passe på data.\n\n2. Omfang\n\nAlle ansatte er omfattet af politikken hver dag.\n\nUdgår helt.\n",
            1)
        let new = try text(
            "1. Hensigt\n\nHelt nyt her.\n\nVi vil passe på data.\n\n2. Omfang\n\nAlle ansatte er omfattet af politikken hver time.\n",
            2)
        let pairs = ParagraphMatch.propose(old: old, new: new)
        #expect(pairs.map { $0.old?.low } == [1, nil, 2, 3, 4])
        #expect(pairs.map(\.similarity) == [0, 0, 1_000_000, 1_000_000, 875_000])
        let adopted = ParagraphMatch.adopt(pairs, in: new)
        #expect(adopted.blocks.map(\.id.high) == [1, 2, 1, 1, 1])
        #expect(adopted.blocks.map(\.text) == new.blocks.map(\.text))
    }

    @Test func equalTextsAreMatchedInOrderAndOnce() throws {
        let old = try text("1. A\n\nSamme tekst.\n\n2. B\n\nSamme tekst.\n", 1)
        let new = try text("1. A\n\nSamme tekst.\n\n2. B\n\nSamme tekst.\n\nSamme tekst.\n", 2)
        #expect(ParagraphMatch.propose(old: old, new: new).map { $0.old?.low } == [1, 2, 3, 4, nil])
    }

    @Test func aTextMatchesItselfWhole() throws {
        let own = String(decoding: try Files.ownPolicy(), as: UTF8.self)
        let (old, new) = (try text(own, 1), try text(own, 2))
        #expect(ParagraphMatch.propose(old: old, new: new).map(\.old) == old.blocks.map(\.id))
    }
}
