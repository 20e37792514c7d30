// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Testing

/// Comparing two texts: what stands in both, what was struck and what was inserted (policy §§7.3, 10).
@Suite("Comparing two texts")
struct ComparisonTests {
    // MARK: Words

    private func shown(_ old: String, _ new: String) -> String {
        WordDiff.runs(old, new).map { run in
            switch run.side {
            case .both: run.text
            case .old: "[-\(run.text)-]"
            case .new: "{+\(run.text)+}"
            }
        }.joined()
    }

    @Test func aRewordedPhraseIsStruckAndInsertedInOne() {
        #expect(
            shown("verificeres mindst hvert andet år.", "verificeres mindst én gang om året.")
                == "verificeres mindst [-hvert andet år-]{+én gang om året+}.")
        #expect(shown("read once a year", "read twice a year") == "read [-once-]{+twice+} a year")
        #expect(
            shown("meldes i Værn.", "meldes i Værn eller på vagttelefonen.")
                == "meldes i Værn{+ eller på vagttelefonen+}.")
        #expect(shown("x a b y", "x y") == "x [-a b -]y")
        #expect(shown("", "ny") == "{+ny+}")
        #expect(shown("gammel", "") == "[-gammel-]")
        #expect(shown("ens", "ens") == "ens")
    }

    /// Two texts that look alike are told apart by their bytes: a letter written in one code point or in two.
    @Test func textsThatOnlyLookAlikeAreDifferent() {
        #expect(shown("en caf\u{E9}", "en cafe\u{301}") == "en [-caf\u{E9}-]{+cafe\u{301}+}")
    }

    /// Given any two texts, the runs of both and the old side are the old text and the others the new one, to the byte.
    @Test(arguments: 0..<60)
    func theRunsGiveBothTexts(_ seed: UInt64) {
        var random = Seeded(seed)
        let words = [
            "og", "skal", "år", " ", "  ", "\n", ".", "»", "«", "é", "e\u{301}", "7.3", "sikkerhed", "👩‍💻", "\u{A0}", "–",
        ]
        func text(_ most: Int) -> String {
            (0..<Int.random(in: 0...most, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                .joined()
        }
        for _ in 0..<40 {
            let old = text(seed % 10 == 0 ? 3000 : 60)
            // Half of them are edits of the old one, the other half have nothing to do with it.
            var new = text(60)
            if Bool.random(using: &random) {
                var parts = old.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
                for _ in 0..<Int.random(in: 0...5, using: &random) where !parts.isEmpty {
                    let place = Int.random(in: 0..<parts.count, using: &random)
                    if Bool.random(using: &random) { parts.remove(at: place) } else { parts.insert("nyt", at: place) }
                }
                new = parts.joined(separator: " ")
            }
            let runs = WordDiff.runs(old, new)
            func side(_ other: WordDiff.Side) -> [UInt8] {
                runs.filter { $0.side == .both || $0.side == other }.flatMap { Array($0.text.utf8) }
            }
            #expect(side(.old) == Array(old.utf8), "seed \(seed)")
            #expect(side(.new) == Array(new.utf8), "seed \(seed)")
            #expect(runs.allSatisfy { !$0.text.isEmpty })
            #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.side != $1.side }, "seed \(seed)")
        }
    }

    // MARK: Paragraphs

    private func text(_ paragraphs: [(id: UInt64, text: String)]) -> DocumentText {
        DocumentText(
            blocks: paragraphs.map {
                .init(id: ParagraphID(high: 1, low: $0.id), kind: .paragraph, text: $0.text)
            }
        ).addressed()
    }

    /// The summary as the page says it: changed, new, gone, moved.
    private func counts(_ comparison: TextComparison) -> [Int] {
        [comparison.count(.changed), comparison.count(.new), comparison.count(.gone), comparison.movedCount]
    }

    @Test func paragraphsAreMatchedByIdentityFirst() {
        let old = text([(1, "Alle låser deres skærm."), (2, "Adgange gennemgås."), (3, "Nøgler gemmes.")])
        let new = text([(1, "Adgange gennemgås."), (2, "Adgange gennemgås hvert år."), (3, "Nøgler gemmes.")])
        let found = TextComparison(old: old, new: new)
        // The first has the words of the second by now, but it is still the first.
        #expect(counts(found) == [2, 0, 0, 0])
        #expect(found.parts.map(\.old) == [0, 1, 2] && found.parts.map(\.new) == [0, 1, 2])
    }

    @Test func whatMovedIsShownAsMovedAndTheRestStays() {
        let old = text([(1, "a a"), (2, "b b"), (3, "c c"), (4, "d d")])
        let new = text([(4, "d d"), (1, "a a"), (2, "b b x"), (3, "c c")])
        let found = TextComparison(old: old, new: new)
        #expect(counts(found) == [1, 0, 0, 1])
        #expect(found.parts.first { $0.isMoved }?.old == 3)
        #expect(!found.isEmpty && TextComparison(old: old, new: old).isEmpty)
    }

    @Test func whatIsGoneStandsWhereItStood() {
        let old = text([(1, "første afsnit her"), (2, "andet helt anderledes"), (3, "tredje om noget tredje")])
        let new = text([(1, "første afsnit her"), (4, "ganske nye ord"), (3, "tredje om noget tredje")])
        let found = TextComparison(old: old, new: new)
        #expect(counts(found) == [0, 1, 1, 0])
        #expect(found.parts.map(\.change) == [.same, .gone, .new, .same])
        let emptied = TextComparison(old: old, new: DocumentText())
        #expect(counts(emptied) == [0, 0, 3, 0])
        #expect(counts(TextComparison(old: DocumentText(), new: old)) == [0, 3, 0, 0])
    }

    /// Without identities in common the words decide, as in an import.
    @Test func withoutIdentitiesTheWordsDecide() {
        let old = text([(1, "Alle medarbejdere låser deres skærm, når de går."), (2, "Adgange gennemgås hvert år.")])
        let new = text([
            (8, "Alle medarbejdere låser deres skærm, hver gang de går."), (9, "Adgange gennemgås hvert år."),
        ])
        #expect(counts(TextComparison(old: old, new: new)) == [1, 0, 0, 0])
    }

    /// Given any two texts, every block of both that is read stands in exactly one part.
    @Test(arguments: 0..<40)
    func everyParagraphStandsOnce(_ seed: UInt64) {
        var random = Seeded(seed)
        func any() -> DocumentText {
            text(
                Array(
                    Set(
                        (0..<Int.random(in: 0...30, using: &random)).map { _ in
                            UInt64.random(in: 0..<40, using: &random)
                        })
                )
                .shuffled(using: &random).map { ($0, "ord \($0 % 7) \(UInt64.random(in: 0..<4, using: &random))") })
        }
        let (old, new) = (any(), any())
        let found = TextComparison(old: old, new: new)
        #expect(found.parts.compactMap(\.new) == Array(new.blocks.indices))
        #expect(found.parts.compactMap(\.old).sorted() == Array(old.blocks.indices))
        for part in found.parts {
            if let before = part.old, let after = part.new, part.change == .same {
                #expect(old.blocks[before].text == new.blocks[after].text)
            }
        }
    }

    /// 300 pages of 400 words: the bar is 0.2 seconds in a release build (the benchmark measures it there); a debug
    /// build, on a machine that does other things, may take its time but not run away.
    @Test func threeHundredPagesAreCompared() {
        var random = Seeded(3)
        let words = (0..<4000).map { "ord\($0)" }
        var paragraphs: [(id: UInt64, text: String)] = (0..<3000).map { index in
            (UInt64(index), (0..<40).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " "))
        }
        let old = text(paragraphs)
        for index in stride(from: 0, to: 3000, by: 50) { paragraphs[index].text += " og nogle ord til" }
        paragraphs.swapAt(10, 2000)
        let new = text(paragraphs)
        let clock = ContinuousClock()
        let started = clock.now
        #expect(counts(TextComparison(old: old, new: new)) == [60, 0, 0, 2])
        // The same with identities that have nothing to do with each other.
        let foreign = text(paragraphs.map { ($0.id + 100_000, $0.text) })
        #expect(TextComparison(old: old, new: foreign).count(.changed) == 60)
        #expect(clock.now - started < .seconds(20))
    }
}
