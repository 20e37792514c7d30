// SPDX-License-Identifier: MPL-2.0
import Domain
import Testing

@testable import Exchange

@Suite("Lists as spreadsheets") struct SheetTests {
    private func sheet(_ rows: [[Sheet.Cell]]) -> Sheet {
        var sheet = Sheet("Opgaver: [alle]", columns: [.init("Opgave", width: 30), .init("Frist", width: 12)])
        for row in rows { sheet.add(row) }
        return sheet
    }

    private let day = Day(year: 2026, month: 11, day: 3) ?? .distantPast

    @Test func danishExcelGetsSemicolonsAMarkAndItsOwnDays() {
        let text = String(decoding: CSV.bytes(sheet([[.text("Årlig; kontrol"), .day(day)]]), .danish), as: UTF8.self)
        #expect(text == "\u{FEFF}Opgave;Frist\r\n\"Årlig; kontrol\";03-11-2026\r\n")
    }

    @Test func theStandardGetsCommasAndDaysAsMachinesReadThem() {
        let text = String(decoding: CSV.bytes(sheet([[.text("a \"b\", c"), .day(day)]]), .rfc4180), as: UTF8.self)
        #expect(text == "Opgave,Frist\r\n\"a \"\"b\"\", c\",2026-11-03\r\n")
    }

    @Test(arguments: ["=1+1", "+45 12", "-2", "@SUM(A1)", "\t=1", "\r=1"])
    func nothingThatSomebodyTypedIsCalculated(_ typed: String) {
        for dialect in [CSV.Dialect.danish, .rfc4180] {
            let text = String(decoding: CSV.bytes(sheet([[.text(typed), .none]]), dialect), as: UTF8.self)
            #expect(text.contains("'" + typed), "\(typed)")
        }
        // A number is one also when it is negative.
        let number = String(decoding: CSV.bytes(sheet([[.number(-2), .none]]), .rfc4180), as: UTF8.self)
        #expect(number.hasSuffix("\r\n-2,\r\n"))
    }

    @Test func noMoreRowsThanPeopleRead() {
        var long = Sheet("x", columns: [.init("n", width: 5)])
        var taken = 0
        for number in 0...Sheet.mostRows where long.add([.number(number)]) { taken += 1 }
        #expect(taken == Sheet.mostRows && long.isCut && long.rows.count == Sheet.mostRows)
    }

    @Test func aWorkbookIsAZipWithTheNameOfTheListAndLeavesNoFileBehind() throws {
        let long = String(repeating: "æ", count: 40_000)
        let bytes = try XLSX.bytes(sheet([[.text("=1+1"), .day(day)], [.text(long), .none]]), about: "Om listen")
        #expect(bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
    }
}
