// SPDX-License-Identifier: MPL-2.0
import Domain
import Testing

@testable import Exchange

@Suite("Completions from another learning system")
struct CompletionTests {
    private func read(_ text: String, _ columns: [CompletionTable.Meaning: Int]? = nil) throws -> CompletionTable {
        try CompletionTable.read(Array(text.utf8), columns: columns)
    }

    static let list = """
        Navn;E-mail;Kursus;Gennemført den;Status;Point
        Åse Øst;AASE@nordby.example;GDPR for alle;23.11.2026;Bestået;87
        Bo By;bo@nordby.example;GDPR for alle;23/11-26 14:05;Gennemført;
        Cy Dal;cy@nordby.example;GDPR for alle;2026-11-23;Ikke bestået;50 %
        Di Eg;di@nordby.example;GDPR for alle;;I gang;
        """

    @Test func aListIsRead() throws {
        let table = try read(Self.list)
        #expect(table.format == .csv && table.missing == [])
        #expect(table.columns == [.mail: 1, .module: 2, .completed: 3, .result: 4, .score: 5])
        #expect(table.rows.map(\.number) == [2, 3, 4, 5])
        #expect(table.rows[0].person == .mail("aase@nordby.example") && table.rows[0].module == "GDPR for alle")
        let day = Day(year: 2026, month: 11, day: 23)
        #expect(table.rows.map(\.day) == [day, day, day, nil])
        #expect(table.rows.map(\.result) == [.passed, .completed, .failed, .incomplete])
        #expect(table.rows.map(\.percent) == [87, nil, 50, nil])
        #expect(table.rows.map(\.isUsable) == [true, true, false, false])
        #expect(table.rows[2].faults == [], "failing is no fault of the list")
    }

    @Test(
        "The columns are found in both languages, with commas and tabs",
        arguments: [
            "Employee number,Course,Completion date,Result\n4711,GDPR,2026-11-23,passed\n",
            "Medarbejdernr.\tModul\tFuldført\tResultat\n4711\tGDPR\t23.11.2026\tbestået\n",
            "\u{FEFF}status;date;course;employee_id\nyes;23-11-2026;GDPR;4711\n",
            "Medarbejder-nummer;Kursusnavn;Slutdato\n4711;GDPR;d. 23. november 2026\n",
        ])
    func columns(_ text: String) throws {
        let row = try #require(try read(text).rows.first)
        #expect(row.person == .employee("4711") && row.module == "GDPR" && row.faults == [])
        #expect(row.day == Day(year: 2026, month: 11, day: 23) && row.isUsable)
    }

    /// Before, the second of two rows of one day was a fault, whatever became of the first.
    @Test func whoFailedAndThenPassedHasPassed() throws {
        let table = try read(
            """
            E-mail;Modul;Dato;Resultat
            bo@a.dk;GDPR;1.1.2026;ikke bestået
            bo@a.dk;GDPR;1.1.2026;bestået
            bo@a.dk;GDPR;1.1.2026;bestået
            """)
        #expect(table.rows.map(\.result) == [.failed, .passed, .passed])
        #expect(table.rows[0].faults.isEmpty && table.rows[1].faults.isEmpty && table.rows[1].isUsable)
        #expect(table.rows[2].faults.first?.da.contains("i række 3") == true, "the same twice is still a fault")
    }

    @Test func whatTheGuessMissesIsSaidByAPerson() throws {
        let text = "Hvem;Hvad;Hvornår\nbo@nordby.example;GDPR;23.11.2026\n"
        let guessed = try read(text)
        // What looks like an address and a day is found; what a module is called may be anything.
        #expect(guessed.columns == [.mail: 0, .completed: 2] && guessed.missing == [.module])
        #expect(guessed.rows == [] && guessed.headings == ["Hvem", "Hvad", "Hvornår"])
        let told = try read(text, [.mail: 0, .module: 1, .completed: 2])
        #expect(told.missing == [] && told.rows.map(\.isUsable) == [true])
        // A column that is not there is as none.
        #expect(try read(text, [.mail: 0, .module: 9, .completed: 2]).missing == [.module])
    }

    @Test(
        "Each fault stands with its row, in both languages",
        arguments: [
            ("bo;GDPR;23.11.2026;bestået", "ikke en e-mail"), (";GDPR;23.11.2026;bestået", "hvem det er"),
            ("bo@a.dk;;23.11.2026;bestået", "hvilket modul"), ("bo@a.dk;GDPR;11/23/2026;bestået", "ikke en dato"),
            ("bo@a.dk;GDPR;31.4.2026;bestået", "ikke en dato"), ("bo@a.dk;GDPR;;bestået", "ingen dato"),
            ("bo@a.dk;GDPR;23.11.2026;måske", "kendes ikke"), ("ok@a.dk;GDPR;1.1.2026;bestået", "i række 2"),
            ("bo@a.dk;GDPR;23.11.2026;\"bestået", "kan ikke læses"), ("a b@c.dk;GDPR;23.11.2026;ja", "ikke en e-mail"),
        ])
    func fault(_ row: String, _ words: String) throws {
        let table = try read("E-mail;Modul;Dato;Resultat\nok@a.dk;GDPR;1.1.2026;bestået\n\(row)\n")
        #expect(table.rows.count == 2 && table.rows[0].isUsable)
        let found = table.rows[1].faults.first { $0.da.contains(words) }
        #expect(found != nil && !table.rows[1].isUsable, "\(table.rows[1])")
        #expect(found.map { $0.en != $0.da && !$0.en.isEmpty } ?? false)
    }

    @Test(
        "Days as people, programs and spreadsheets write them",
        arguments: [
            ("23.11.2026", "2026-11-23"), ("23/11-26", "2026-11-23"), ("2026-11-23", "2026-11-23"),
            ("23. november 2026", "2026-11-23"), ("2026-11-23 23:59", "2026-11-23"),
            ("23-11-2026, 08.15", "2026-11-23"),
            // Half past eleven at night in winter is the next day here; in summer an hour more.
            ("2026-11-23T23:30:00Z", "2026-11-24"), ("2026-07-01T22:15:00.1234567Z", "2026-07-02"),
            ("2026-11-23T23:30:00+01:00", "2026-11-23"), ("2026-11-23T23:30:00+0100", "2026-11-23"),
        ])
    func days(_ text: String, _ day: String) {
        #expect(CompletionDay.read(text) == Day(day))
    }

    @Test("What is no day is none", arguments: ["", "i går", "46349", "2026-13-01", "23.11", "2026-11-23 om morgenen"])
    func noDay(_ text: String) {
        #expect(CompletionDay.read(text) == nil)
    }

    @Test func aSpreadsheetNumbersItsDays() {
        // LibreOffice shows 46349 as 23.11.2026.
        for text in ["46349", "46349.58"] {
            #expect(CompletionDay.read(.init(text: text, kind: .number)) == Day(year: 2026, month: 11, day: 23))
        }
        #expect(CompletionDay.read(.init(text: "2026", kind: .number)) == nil)
    }

    // MARK: xAPI

    static func statement(
        _ verb: String = "http://adlnet.gov/expapi/verbs/passed",
        actor: String = #"{"mbox":"mailto:Bo@nordby.example"}"#, more: String = ""
    ) -> String {
        #"{"id":"s1","actor":\#(actor),"verb":{"id":"\#(verb)"},"object":{"id":"https://lms.example/gdpr","definition":"#
            + #"{"name":{"en":"GDPR","da":"GDPR for alle"}}},"timestamp":"2026-11-23T23:30:00.000Z"\#(more)}"#
    }

    @Test(
        "A list, an answer, one alone, or one a line",
        arguments: [
            "[\(statement())]", #"{"statements":[\#(statement())],"more":""}"#, statement(),
            statement() + "\n" + statement("http://adlnet.gov/expapi/verbs/experienced") + "\n",
        ])
    func shapes(_ text: String) throws {
        let table = try read(text)
        #expect(table.format == .xapi && table.missing == [] && table.rows.count == 1)
        let row = try #require(table.rows.first)
        #expect(row.number == 1 && row.person == .mail("bo@nordby.example") && row.isUsable)
        #expect(row.module == "https://lms.example/gdpr" && row.title == "GDPR for alle")
        #expect(row.day == Day(year: 2026, month: 11, day: 24) && row.result == .passed)
    }

    @Test(
        "What the result says weighs more than the verb",
        arguments: [
            ("passed", "", CompletionTable.Result.passed), ("completed", "", .completed), ("failed", "", .failed),
            ("completed", #","result":{"success":true}"#, .passed),
            ("completed", #","result":{"success":false}"#, .failed),
            ("completed", #","result":{"completion":false}"#, .incomplete),
        ])
    func results(_ verb: String, _ more: String, _ result: CompletionTable.Result) throws {
        let text = Self.statement("http://adlnet.gov/expapi/verbs/\(verb)", more: more)
        #expect(try read(text).rows.map(\.result) == [result])
    }

    @Test func scores() throws {
        for (score, percent) in [
            (#"{"scaled":0.875}"#, 87), (#"{"scaled":0.29}"#, 29), (#"{"raw":7,"min":0,"max":8}"#, 87),
            (#"{"raw":7}"#, nil), (#"{"scaled":7}"#, nil),
        ] as [(String, Int?)] {
            let text = Self.statement(more: #","result":{"score":\#(score)}"#)
            #expect(try read(text).rows.map(\.percent) == [percent], "\(score)")
        }
    }

    @Test func anAccountIsAnEmployeeOrAnAddress() throws {
        let account = #"{"account":{"homePage":"https://hr.example","name":"4711"}}"#
        #expect(try read(Self.statement(actor: account)).rows[0].person == .employee("4711"))
        let mail = #"{"account":{"homePage":"https://hr.example","name":"bo@nordby.example"}}"#
        #expect(try read(Self.statement(actor: mail)).rows[0].person == .mail("bo@nordby.example"))
        for actor in [#"{"objectType":"Group","mbox":"mailto:alle@a.dk"}"#, #"{"mbox_sha1sum":"00"}"#, "{}", "7"] {
            let row = try read(Self.statement(actor: actor)).rows[0]
            #expect(row.person == nil && row.faults.count == 1 && !row.isUsable)
        }
    }

    @Test func whatWasVoidedDoesNotCount() throws {
        let voided =
            #"{"verb":{"id":"http://adlnet.gov/expapi/verbs/voided"},"object":{"objectType":"StatementRef","id":"s1"}}"#
        let table = try read("[\(Self.statement()),\(voided)]")
        #expect(table.rows == [] && table.passedOver == 2)
    }

    @Test(
        "A file that is none says what to do",
        arguments: [
            "", "   ", "E-mail;Modul;Dato\n", "[]", "[7]x", "{\"a\":1}\n{\"b\"\n", "%PDF-1.7",
        ])
    func refused(_ text: String) {
        let refusal = #expect(throws: Refusal.self) { try read(text) }
        #expect(refusal.map { $0.phrase.da != $0.phrase.en } ?? false)
    }

    @Test func tooMuchIsRefused() {
        #expect(throws: Refusal.self) { try CompletionTable.read([UInt8](repeating: 0x61, count: 20_000_001)) }
        let rows = "E-mail;Modul;Dato\n" + String(repeating: "a@b.dk;M;1.1.2026\n", count: 25_001)
        #expect(throws: Refusal.self) { try read(rows) }
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(throws: Refusal.self) { try read(deep) }
    }
}
