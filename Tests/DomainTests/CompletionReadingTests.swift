// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("What a list of another learning system says, between the door and the command")
struct CompletionReadingTests {
    /// A fault repeats what stood in the cell, and a cell may hold line breaks.
    @Test(
        "A fault with line breaks and tabs in it comes through as one fault",
        arguments: ["\n", "\r\n", "\t", "\u{2028}"])
    func faultsWithLines(_ separator: String) throws {
        var reading = CompletionReading()
        reading.rows = [.init(number: 2, person: ID(high: 1, low: 2), day: day("2026-11-23"))]
        reading.faults = [
            .init(row: 3, Phrase(da: "»a\(separator)b« er ikke en dato.", en: "“a\(separator)b” is no day."))
        ]
        let read = try #require(CompletionReading(decoding: reading.encode()))
        #expect(read.rows == reading.rows)
        #expect(read.faults.map(\.row) == [3])
        #expect(read.faults.first?.what.da == "»a b« er ikke en dato.")
        #expect(read.faults.first?.what.en == "“a b” is no day.")
        // What was shown and what is recorded have the same sign.
        #expect(read.sign == reading.sign)
    }

    @Test("What was revoked does not come back with the next list")
    func revokedStaysRevoked() throws {
        var world = World.house
        world.teach()
        world.prove()
        world.completions.rows = [.init(number: 2, person: world.person("Gry"), day: world.today)]
        let words: Words = ["course": world.course(), "evidence": world.evidence()]
        world.given(.recordCompletions, words)
        world.given(
            .revokeCertificate,
            ["course": world.course(), "certificate": world.certificate(), "reason": "En anden svarede"])
        let course = try #require(world.register.courses[world.course()])
        #expect(world.completions.new(in: course).isEmpty)
        world.completions.rows.append(.init(number: 3, person: world.person("Anna"), day: world.today))
        #expect(world.completions.new(in: course).map(\.number) == [3])
    }
}
