// SPDX-License-Identifier: MPL-2.0
import Exchange
import Testing

@Suite("Joining what two people wrote")
struct ParagraphMergeTests {
    private func marks(_ paragraphs: [String]) -> [String] { paragraphs.map(ParagraphMerge.mark) }

    /// The joined text as words: `a` as it is, `a|b` where both wait for a choice.
    private func joined(_ base: [String], _ theirs: [String], _ mine: [String]) -> [String] {
        ParagraphMerge.merge(base: marks(base), theirs: theirs, mine: mine).compactMap { outcome in
            switch outcome {
            case .theirs(let there): theirs[there]
            case .mine(let here, _): mine[here]
            case .both(let there, let here, _): "\(theirs[there])|\(mine[here])"
            case .dropped: nil
            }
        }
    }

    @Test(
        "A text is its paragraphs, letter by letter",
        arguments: ["", "a", "a\n\nb", "a\n\n\nb\n\n\n\nc", "```\n\n\n```"])
    func lossless(_ text: String) {
        #expect(ParagraphMerge.joined(ParagraphMerge.paragraphs(text)) == text)
    }

    @Test("Line feeds are made alike, and white space at the ends goes")
    func normal() {
        #expect(ParagraphMerge.normal("\r\n\n  a\r\nb\rc\n\n d \t\r\n") == "  a\nb\nc\n\n d")
    }

    @Test("Different paragraphs, also neighbours, come together by themselves")
    func apart() {
        #expect(joined(["a", "b", "c"], ["a1", "b", "c"], ["a", "b", "c1"]) == ["a1", "b", "c1"])
        #expect(joined(["a", "b"], ["a1", "b"], ["a", "b1"]) == ["a1", "b1"])
        #expect(joined(["a"], ["a", "x"], ["a", "y"]) == ["a", "x", "y"])
        #expect(joined(["a"], ["x", "a"], ["a1"]) == ["x", "a1"])
        #expect(joined(["a", "b"], ["b"], ["a", "b", "c"]) == ["b", "c"])
        #expect(joined([], ["x"], ["y"]) == ["x", "y"])
    }

    @Test("The same change is made once")
    func same() {
        #expect(joined(["a"], ["b"], ["b"]) == ["b"])
        #expect(joined(["a"], ["a", "x"], ["a", "x"]) == ["a", "x"])
        #expect(joined(["a", "b"], ["b"], ["b"]) == ["b"])
    }

    @Test("The same paragraph changed in two ways is kept in both; a change outlives a removal")
    func clash() {
        #expect(joined(["a", "b"], ["a1", "b"], ["a2", "b"]) == ["a1|a2", "b"])
        #expect(joined(["a", "b"], ["b"], ["a1", "b"]) == ["a1", "b"])
        #expect(joined(["a", "b"], ["a1", "b"], ["b"]) == ["a1", "b"])
        #expect(joined(["a", "b"], ["a", "b"], ["b"]) == ["b"])
    }

    @Test("A paragraph is known again by its words when others are put in before it")
    func alike() {
        let long = "Logge gemmes i tolv måneder og slettes derefter."
        let outcome = ParagraphMerge.merge(
            base: marks([long]), theirs: [long], mine: ["Nyt afsnit.", long + " Det kontrolleres."])
        #expect(outcome == [.mine(0, insteadOf: nil), .mine(1, insteadOf: 0)])
    }

    /// Whatever two people do to a text, no paragraph that one of them wrote or left is missing unless the other removed
    /// it unchanged.
    @Test("Nothing is lost", arguments: 0..<200)
    func nothingIsLost(_ seed: UInt64) {
        var random = Seeded(seed)
        var number = 0
        func word() -> String {
            number += 1
            return "ord\(number)"
        }
        func edited(_ text: [String]) -> [String] {
            var text = text
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: 0...text.count, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: text.insert(word(), at: place)
                case 1 where place < text.count: text[place] += " " + word()
                case 2 where place < text.count: text.remove(at: place)
                case 3 where place < text.count: text[place] = word()
                default: break
                }
            }
            return text
        }
        let base = (0..<Int.random(in: 0...6, using: &random)).map { _ in word() }
        let (theirs, mine) = (edited(base), edited(base))
        let all = joined(base, theirs, mine).flatMap { $0.split(separator: "|").map(String.init) }
        for (text, other) in [(theirs, mine), (mine, theirs)] {
            for paragraph in text where !all.contains(paragraph) {
                #expect(base.contains(paragraph) && !other.contains(paragraph), "\(base) \(theirs) \(mine): \(all)")
            }
        }
        #expect(all.count <= theirs.count + mine.count)
    }
}
