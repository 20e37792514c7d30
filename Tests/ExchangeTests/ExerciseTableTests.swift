// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

@Suite("The counts of a phishing exercise are read by unit; a list with persons is not read at all")
struct ExerciseTableTests {
    private func read(_ text: String) throws -> ExerciseTable { try ExerciseTable.read(Array(text.utf8)) }

    @Test func aDanishListWithSemicolons() throws {
        let table = try read("Enhed;Sendt;Åbnet;Klikket;Anmeldt\nDrift;12;9;2;6\nCAI;4;;0;3\n")
        #expect(table.faults.isEmpty)
        #expect(table.rows.map(\.unit) == ["Drift", "CAI"] && table.rows.map(\.number) == [2, 3])
        #expect(table.rows.first?.counts == .init(sent: 12, opened: 9, clicked: 2, reported: 6))
        #expect(table.rows.last?.counts.opened == nil)
    }

    @Test func anEnglishListWithoutWhoOpened() throws {
        let table = try read("reported,unit,sent,clicked\n6,Operations,12,2\n")
        #expect(table.rows.first?.counts == .init(sent: 12, opened: nil, clicked: 2, reported: 6))
    }

    @Test(
        "a column with persons is refused, whatever else there is",
        arguments: ["Navn", "E-mail", "Bruger", "Recipient"])
    func persons(_ heading: String) {
        #expect(throws: Refusal.self) {
            try read("\(heading);Enhed;Sendt;Klikket;Anmeldt\nEn;Drift;12;2;6\n")
        }
    }

    @Test func whatCannotBeStandsWithItsRow() throws {
        let table = try read(
            "Enhed;Sendt;Klikket;Anmeldt\nDrift;12;13;6\nCAI;mange;0;3\n;5;0;0\nJura;0;0;0\nHR;9;1;2\n")
        #expect(table.faults.map(\.row) == [2, 3, 4, 5])
        #expect(table.rows.map(\.unit) == ["HR"])
    }

    @Test(
        "what has no numbers, or no known columns, is refused",
        arguments: ["", "Enhed;Sendt;Klikket;Anmeldt\n", "a;b\n1;2\n"])
    func nothing(_ text: String) {
        #expect(throws: Refusal.self) { try read(text) }
    }
}
