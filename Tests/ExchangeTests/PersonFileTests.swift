// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

/// Files of people: which column is which, how days and units are written, and what is wrong in which row.
struct PersonFileTests {
    private func read(
        _ text: String, _ columns: [PersonReading.Column: String] = [:]
    ) throws -> PersonReading {
        try PersonFile.read(Array(text.utf8), columns: columns)
    }

    @Test("the columns are found by their names in Danish and in English, in any order")
    func columns() throws {
        let danish = try read(
            "Enhed;Stilling;E-mail;Navn;Ansat fra;Medarbejdernr.\nDrift > Netværk;Tekniker;a@b.dk;Åse;1.2.2026;007\n")
        let english = try read(
            "name,email,department,job title,start date,employee number\nÅse,a@b.dk,Drift > Netværk,Tekniker,2026-02-01,007\n"
        )
        for reading in [danish, english] {
            let row = try #require(reading.rows.first)
            #expect(row.name == "Åse" && row.mail == "a@b.dk" && row.unit == ["Drift", "Netværk"])
            #expect(row.title == "Tekniker" && row.from == Day(year: 2026, month: 2, day: 1) && row.key == "007")
            #expect(reading.system == .employeeNumber && reading.faults.isEmpty && row.number == 2)
        }
    }

    @Test("a column that is said counts, and one that is not there is refused at its field")
    func chosen() throws {
        let text = "Navn;Kaldenavn;E-mail\nAnne Andersen;Anne;a@b.dk\n"
        #expect(try read(text, [.name: "kaldenavn"]).rows.map(\.name) == ["Anne"])
        let refusal = #expect(throws: Refusal.self) { try read(text, [.unit: "Sted"]) }
        #expect(refusal?.field == "column_unit")
    }

    @Test("every wrong row is said with its number, and the others are read")
    func faults() throws {
        let reading = try read(
            """
            navn;e-mail;ansat fra;art
            A;a@b.dk;2026-01-01;ansat
            ;uden@navn.dk;;
            C;to@@b.dk;;
            D;d@b.dk;31.02.2026;
            E;e@b.dk;;kaptajn
            F;f@b.dk;;ekstern konsulent

            "G;g@b.dk;;
            """)
        #expect(reading.rows.map(\.name) == ["A", "F"] && reading.rows.map(\.kind) == [.employee, .consultant])
        #expect(reading.faults.map(\.row) == [3, 4, 5, 6, 9])
        #expect(reading.faults.allSatisfy { !$0.what.da.isEmpty && !$0.what.en.isEmpty })
    }

    @Test(
        "a file of which nothing can be used is refused",
        arguments: [
            "", "navn;titel\nA;B\n", "mail;titel\na@b.dk;B\n", "navn;mail\n", "{\"a\":1}", "{\"OUs\":[],\"Users\":[]}",
        ])
    func refused(_ text: String) {
        let refusal = #expect(throws: Refusal.self) { try read(text) }
        #expect(refusal?.field == "file")
    }

    @Test("days as a spreadsheet counts them, and with a time beside them")
    func days() throws {
        let reading = try read(
            "navn;mail;fra;til\nA;a@b.dk;46023;2026-12-31T00:00:00\nB;b@b.dk;46023.0;31-12-2026 00:00\n")
        for row in reading.rows {
            #expect(row.from == Day(year: 2026, month: 1, day: 1) && row.to == Day(year: 2026, month: 12, day: 31))
        }
        #expect(reading.rows.count == 2)
    }

    @Test("a hierarchy of OS2sync: units by their way down, the first position, and no first day")
    func hierarchy() throws {
        let reading = try read(
            """
            {"OUs":[{"Uuid":"1","Name":"Kommunen","ParentOU":null},{"Uuid":"2","Name":"Drift","ParentOU":"1"},
            {"Uuid":"3","Name":"Løkke","ParentOU":"4"},{"Uuid":"4","Name":"Løkke to","ParentOU":"3"}],
            "Users":[
            {"Uuid":"A","UserId":"ab","Name":"Anne","Email":"a@b.dk","Positions":[{"Uuid":"2","Name":"Tekniker"},{"Uuid":"1","Name":"Chef"}]},
            {"Uuid":"B","UserId":"bb","Name":"Bo","Email":null,"Positions":[]},
            {"Uuid":"C","UserId":"cc","Name":"Cia","Email":"c@b.dk","Positions":[{"Uuid":"9","Name":"Leder"}]},
            {"Uuid":"D","UserId":"dd","Name":"Dan","Email":"d@b.dk","Positions":[{"Uuid":"3","Name":"Leder"}]}]}
            """)
        let row = try #require(reading.rows.first)
        #expect(reading.form == .os2sync && reading.system == .os2sync && reading.rows.count == 1)
        #expect(row.unit == ["Kommunen", "Drift"] && row.title == "Tekniker" && row.key == "A" && row.from == nil)
        // No position, a unit that is not in the file, and units that stand above each other.
        #expect(reading.faults.map(\.row) == [2, 3, 4])
    }
}
