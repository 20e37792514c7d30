// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

@Suite("Tables of assets: which column is which, and what is wrong in which row and column")
struct AssetTableTests {
    private func read(_ text: String, _ columns: [AssetReading.Column: String] = [:]) throws -> AssetReading {
        try AssetFile.read(Array(text.utf8), columns: columns)
    }

    @Test("columns are found by their names in Danish and in English, choices by their words, in any order")
    func columns() throws {
        let danish = try read(
            """
            Ejes af;Slags;Aktiv;Fortrolighed;Fortrolighed, hvorfor;Fælleskommunal;Personoplysninger;KLE;Noget andet
            Drift > Netværk;Løsning;Havnesystem;Højt;Børn;ja;Almindelige personoplysninger;27.36.00;x
            Drift;Komponent;Databasen;Intet særligt;Tom;nej;;;
            """)
        let english = try read(
            "kind,asset,unit,confidentiality,confidentiality_reason,shared\nsolution,Havnesystem,Drift > Netværk,high,Børn,yes\n"
        )
        for reading in [danish, english] {
            #expect(reading.faults.isEmpty, "\(reading.faults)")
            let words = try #require(reading.rows.first?.words)
            #expect(words[.kind] == "solution" && words[.name] == "Havnesystem" && words[.unit] == "Drift > Netværk")
            #expect(words[.confidentiality] == "high" && words[.confidentialityReason] == "Børn")
            #expect(words[.shared] == "1" && reading.rows.first?.number == 2)
        }
        #expect(danish.rows.first?.words[.personalData] == "ordinary" && danish.rows.first?.words[.kle] == "27.36.00")
        #expect(danish.rows.last?.words[.shared] == "", "that it is not is said too")
        #expect(danish.form == .csv)
    }

    @Test("a column that is said counts, and one that is not there is refused at its field")
    func chosen() throws {
        let text = "Systemnavn;Aktiv;Enhed\nHavnesystem;7;Drift\n"
        #expect(try read(text, [.name: "systemnavn"]).rows.map { $0.words[.name] } == ["Havnesystem"])
        let refusal = #expect(throws: Refusal.self) { try read(text, [.owner: "Ejeren"]) }
        #expect(refusal?.field == "column_owner")
    }

    @Test("what cannot be read is said with its row and its column, and the others are read")
    func faults() throws {
        let reading = try read(
            """
            aktiv;slags;fortrolighed;mål for tilgængelighed (procent);cvr;navne i andre systemer
            A;løsning;Højt;99,9;12345674;cmdb: SRV-1
            B;rumskib;;;;
            C;;Kolossalt;;;
            D;;;101;;
            E;;;;12345678;
            F;;;;;uden kolon
            "G;;;;;
            """)
        #expect(reading.rows.map { $0.words[.name] } == ["A"])
        #expect(reading.rows.first?.words[.available] == "99,9")
        #expect(reading.faults.map(\.row) == [3, 4, 5, 6, 7, 8])
        let columns = ["Slags:", "Fortrolighed:", "Mål for tilgængelighed", "Leverandørens CVR", "Navne i andre"]
        for (fault, column) in zip(reading.faults, columns) {
            #expect(fault.what.da.hasPrefix(column), "\(fault.what.da)")
        }
    }

    @Test("what an asset depends on stands one a line, with the way in which it does")
    func ties() throws {
        let reading = try read(
            "aktiv;afhænger af\nA;\"Kører på: KMP-2\nsupplied_by: cmdb: SRV-1\"\nB;C\nC;Nord: Syd\n")
        #expect(
            reading.ties == [
                .init(from: 0, to: "KMP-2", kind: .runsOn), .init(from: 0, to: "cmdb: SRV-1", kind: .suppliedBy),
                .init(from: 1, to: "C", kind: nil), .init(from: 2, to: "Nord: Syd", kind: nil),
            ])
    }

    @Test(
        "a table of which nothing can be used is refused, with what to do",
        arguments: ["", "aktiv;slags\n", "hest;ko\n1;2\n", "%PDF-1.7 x", "PK\u{3}\u{4}nonsense"])
    func nothing(_ text: String) {
        let refusal = #expect(throws: Refusal.self) { try read(text) }
        #expect(refusal?.field == "file" && refusal?.phrase.da.isEmpty == false)
    }

    @Test("more rows than a register holds are refused")
    func bounds() throws {
        let rows = String(repeating: "A;løsning\n", count: AssetReading.most + 1)
        #expect(throws: Refusal.self) { try read("aktiv;slags\n" + rows) }
    }

    @Test("rows without quotation marks are taken apart as those with them are")
    func plain() throws {
        // The last cell between quotation marks may not be empty there.
        for line in ["a;b;c", " a; b;c ", ";;c", "a;;c", "'=1+1;b", "æ;ø\u{301};å"] {
            let quoted = line.split(separator: ";", omittingEmptySubsequences: false).map { "\"\($0)\"" }
            let plain = try CSVReading.rows("x;y;z\n" + line + "\n").last?.cells.map(\.text)
            let other = try CSVReading.rows("x;y;z\n" + quoted.joined(separator: ";") + "\n").last?.cells.map(\.text)
            #expect(plain == other?.map { String($0.drop(while: \.isWhitespace)) }, "\(line)")
        }
        #expect(try CSVReading.rows("x;y;z\na;;\n").last?.cells.map(\.text) == ["a", "", ""])
    }

    @Test("KITOS and OS2compliance are read in our words: only what means the same is taken over")
    func registers() throws {
        let kitos = try read(AssetRegisterFiles.kitos)
        #expect(kitos.form == .kitos && kitos.faults.isEmpty)
        let harbour = try #require(kitos.rows.first)
        #expect(harbour.words[.name] == "Havnesystem" && harbour.words[.kind] == "solution")
        #expect(harbour.words[.kitosUsage]?.isEmpty == false && harbour.words[.kitosSystem]?.isEmpty == false)
        #expect(harbour.words[.unit] == "Havnen > Havnekontoret" && harbour.words[.owner] == "Eva Eksempel")
        #expect(harbour.words[.personalData] == "ordinary\nconfidential" && harbour.words[.kle] == "08.02.00")
        #expect(harbour.words[.criticality] == "business" && harbour.words[.criticalityReason]?.isEmpty == false)
        #expect(harbour.words[.classification] == nil, "a class of its own means nothing here")
        #expect(harbour.words[.cvr] == nil, "12345678 is no CVR number, and it is told")
        #expect(kitos.remarks.contains { $0.what.da.contains("12345678") })
        #expect(kitos.rows.last?.isGone == true)
        #expect(kitos.ties.count == 1 && kitos.ties.first?.from == 0 && kitos.ties.first?.kind == nil)
        #expect(kitos.ties.first?.to.hasPrefix("kitos-usage: ") == true)

        let other = try read(AssetRegisterFiles.os2compliance)
        #expect(other.form == .os2compliance && other.rows.count == 2)
        #expect(other.rows.first?.ids == [.init(system: "os2compliance", id: "17")])
        #expect(other.rows.first?.words[.criticality] == "society" && other.rows.last?.words[.criticality] == "none")
        #expect(other.rows.first?.words[.owner] == "Eva Eksempel" && !other.remarks.isEmpty)

        let dump = try read(AssetRegisterFiles.dump)
        #expect(dump.form == .os2complianceDump && dump.rows.map { $0.words[.name] } == ["Havnesystem & kaj", "Kran"])
        #expect(dump.ties == [.init(from: 0, to: "os2compliance: 19", kind: nil)])
    }
}
