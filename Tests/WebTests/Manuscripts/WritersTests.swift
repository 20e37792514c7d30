// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Ledger
import Testing

@testable import Web

/// A browser that writes in a manuscript, as the script does it: it sends its text with what it was made from, and any
/// message or answer may be lost on the way.
private struct Writer {
    let person: ID<Person>
    let window: String
    var text = "", base = "", turn = 0, answered = 0
    var words: [String] = []

    mutating func type(_ random: inout Seed) {
        let word = "\(window)\(words.count)"
        words.append(word)
        var paragraphs = ParagraphMerge.paragraphs(text)
        let place = Int(random.next() % UInt64(paragraphs.count))
        if random.next() % 4 == 0 { paragraphs.insert(word, at: place) } else { paragraphs[place] += " " + word }
        text = ParagraphMerge.joined(paragraphs)
    }

    mutating func sheet() throws -> ManuscriptSheet {
        turn += 1
        return try ManuscriptSheet(
            Arguments([
                "text": [text], "base": [base], "window": [window], "origin": [window], "turn": ["\(turn)"],
                "answered": ["\(answered)"],
            ]))
    }

    mutating func answer(_ sheet: ManuscriptSheet, _ manuscript: Manuscript) {
        base = ParagraphMerge.paragraphs(sheet.text).map(ParagraphMerge.mark).joined(separator: " ")
        answered = sheet.turn
        guard text == sheet.text, manuscript.undecided == 0, !manuscript.text.isEmpty else { return }
        text = manuscript.text
        base = manuscript.marks.joined(separator: " ")
    }
}

private struct Seed {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}

@Suite("Two writers of one manuscript") struct WritersTests {
    private let organisation = ID<Organisation>(high: 1, low: 1)
    private let document = ID<Document>(high: 2, low: 2)

    /// Given two people who write numbered words into one text, while messages, answers and the server's memory are
    /// lost: when both have been heard at last, then every word of either stands in the text or beside it.
    @Test(arguments: 0..<40) func notOneWordIsLost(_ seed: UInt64) async throws {
        var random = Seed(state: seed &* 7919 &+ 1)
        let side = MemorySide()
        var writers = [
            Writer(person: ID(high: 3, low: 3), window: "a"), Writer(person: ID(high: 4, low: 4), window: "b"),
        ]
        var now: Int64 = 1_000_000
        func send(_ index: Int, isHeard: Bool = true, isAnswered: Bool = true, isLast: Bool = false) async throws {
            let sheet = try writers[index].sheet()
            guard isHeard else { return }
            now += 1000
            // Each time a server of its own: nothing is kept but what lies in the side store.
            let manuscript = try await Aside(side).save(
                sheet, organisation, document, by: writers[index].person, at: Instant(milliseconds: now),
                start: ManuscriptStart())
            if !isLast, random.next() % 3 == 0 { writers[index].type(&random) }
            if isAnswered { writers[index].answer(sheet, manuscript) }
        }
        for _ in 0..<150 {
            let index = Int(random.next() % 2)
            if random.next() % 3 < 2 {
                writers[index].type(&random)
            } else {
                let fate = random.next() % 4
                try await send(index, isHeard: fate != 0, isAnswered: fate != 1)
            }
        }
        for index in [0, 1, 0, 1] { try await send(index, isLast: true) }
        let manuscript = try #require(try await Aside(side).manuscript(organisation, document))
        let all = manuscript.paragraphs.flatMap { [$0.passage] + $0.rivals }.map(\.text).joined(separator: " ")
        let found = Set(all.split(whereSeparator: \.isWhitespace).map(String.init))
        for writer in writers {
            let lost = writer.words.filter { !found.contains($0) }
            #expect(lost == [], "seed \(seed)")
        }
    }

    @Test func authorsAreKeptAndForgottenOneByOne() async throws {
        let side = MemorySide()
        let aside = Aside(side)
        let value = ValueID(high: 9, low: 9)
        func save(_ text: String, base: [String], by person: UInt64) async throws -> Manuscript {
            let sheet = try ManuscriptSheet(
                Arguments([
                    "text": [text], "base": [base.map(ParagraphMerge.mark).joined(separator: " ")],
                    "window": ["w\(person)"], "origin": ["w\(person)"],
                ]))
            return try await aside.save(
                sheet, organisation, document, by: ID(high: 0, low: person), at: Instant(milliseconds: 1),
                start: ManuscriptStart(text: "Fra versionen", source: value))
        }
        _ = try await save("Fra versionen\n\nAf den første", base: ["Fra versionen"], by: 1)
        let both = try await save("Fra versionen\n\nAf den anden", base: ["Fra versionen"], by: 2)
        #expect(both.text == "Fra versionen\n\nAf den første\n\nAf den anden")
        #expect(both.paragraphs.map(\.passage.by?.low) == [nil, 1, 2])
        // The row of an author is owned by that author, and no other row holds the words.
        let own = side.rows(shelf: "manuscript", owner: Ref(ID<Person>(high: 0, low: 1)))
        #expect(own.contains { String(decoding: $0.bytes, as: UTF8.self).contains("Af den første") })
        #expect(
            side.rows(shelf: "manuscript", owner: nil).count {
                String(decoding: $0.bytes, as: UTF8.self).contains("Af den første")
            } == 1)
        try await aside.forget(ID(high: 0, low: 1), [], allDrafts: true)
        #expect(try await aside.manuscript(organisation, document)?.text == "Fra versionen\n\nAf den anden")
        try await aside.forget(ID(high: 0, low: 3), [value], allDrafts: true)
        #expect(try await aside.manuscript(organisation, document)?.text == "Af den anden")
        try await aside.drop(organisation, document)
        #expect(
            !side.rows(shelf: "manuscript", owner: nil).contains {
                String(decoding: $0.bytes, as: UTF8.self).contains("Af den")
            })
    }
}
