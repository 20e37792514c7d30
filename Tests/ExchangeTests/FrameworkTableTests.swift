// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

/// Tables with clauses, as people write them.
@Suite("Frameworks from tables")
struct FrameworkTableTests {
    private let expected = [
        "# - | 5 | Årlig kontrol", "5 | 5.9 | Første | Gør det; straks", "5 | 5.10 | »Anden« – med streg | To\nlinjer",
    ]

    @Test(
        "semicolons, commas and tabs; Danish and English names; with and without marks",
        arguments: [
            "id;parent;title;text\n5;;Årlig kontrol;\n5.9;5;Første;\"Gør det; straks\"\n5.10;5;»Anden« – med streg;\"To\nlinjer\"\n",
            "Nr.,Overordnet,Titel,Tekst\r\n5,,Årlig kontrol,\r\n5.9,5,Første,Gør det; straks\r\n5.10,5,»Anden« – med streg,\"To\r\nlinjer\"",
            "\u{FEFF}ID\tTitle\tRequirement\n5\tÅrlig kontrol\t\n5.9\tFørste\tGør det; straks\n5.10\t»Anden« – med streg\t\"To\nlinjer\"\n",
            "Punkt;Navn;Krav\n5;Årlig kontrol;\n\n5.9;Første;\"Gør det; straks\"\n;;\n5.10;»Anden« – med streg;\"To\n\nlinjer\"\n",
        ])
    func dialects(_ text: String) throws {
        let reading = try FrameworkFiles.read(text)
        #expect(FrameworkFiles.lines(reading).map { $0.replacing("\n\n", with: "\n") } == expected)
        #expect(reading.format == .csv && reading.remarks.isEmpty && reading.languages.isEmpty, "\(reading.remarks)")
        #expect(reading.name == nil && reading.label.da.isEmpty)
    }

    @Test func aTableFromOlderProgramsIsWindows1252() throws {
        let text =
            "id;titel;tekst\n5;Årlig kontrol;\n5.9;Første;\"Gør det; straks\"\n"
            + "5.10;»Anden« – med streg;\"To\nlinjer\"\n"
        let bytes = try #require(text.data(using: .windowsCP1252))
        #expect(FrameworkFiles.lines(try FrameworkFile.read([UInt8](bytes))) == expected)
    }

    @Test func twoLanguagesAndAFileNameMakeProposals() throws {
        let text = """
            ref_id,title (DA),title_en,text-da,Text EN
            1,Hund,Dog,Vagten har en hund.,The watch has a dog.
            2,Kat,,,There is a cat.
            """
        let reading = try FrameworkFile.read(Array(text.utf8), fileName: "C:\\krav\\Havnens krav (2026).v2.csv")
        #expect(reading.clauses[0].title == Phrase(da: "Hund", en: "Dog") && reading.languages == ["da", "en"])
        #expect(reading.clauses[1].title == Phrase(da: "Kat", en: "Kat"))
        #expect(reading.clauses[1].text == Phrase(da: "There is a cat.", en: "There is a cat."))
        #expect(reading.label.da == "Havnens krav (2026).v2" && reading.name?.text == "havnens-krav-2026-v2")
    }

    @Test func badRowsCostThemselvesAlone() throws {
        let reading = try FrameworkFiles.read(
            """
            id,parent,title,text,Ejer
            1,,Først,a,x
            ,,Uden nummer,b,
            1,,Igen,c,
            2,9,Uden overordnet,d,
            3,,Med "tegn" midt,e,
            4,4,Under sig selv,f,
            5,6,Rundt,g,
            6,5,Rundt,h,
            §7 a,,Paragraf,i,
            """)
        #expect(reading.clauses.map(\.id.text) == ["1", "2", "4", "5", "6", "7-a"])
        #expect(
            FrameworkFiles.remarks(reading).map { String($0.prefix(44)) }
                == [
                    "leftOut 1 Ejer: The column is not known and ", "unreadable 1 row 3: The row has no identifier.",
                    "unreadable 1 row 6: The row cannot be read: ", "unreadable 1 row 4: The identifier was used ",
                    "changed 1 row 10: The identifier has charact", "changed 1 row 5: What it should stand below is",
                    "changed 2 row 7,row 9: It stands below itsel",
                ].map { String($0.prefix(44)) })
    }

    @Test func whatOurOwnListsGuardIsUnguarded() throws {
        let reading = try FrameworkFiles.read("id;titel\n1;'=1+1\n2;=HYPERLINK(\"x\")\n3;'quoted'\n")
        #expect(reading.clauses.map(\.title.da) == ["=1+1", "'quoted'"])
        #expect(reading.remarks.map(\.kind) == [.unreadable])
    }

    @Test(
        "what stands below what is seen from the identifiers where no column says it",
        arguments: [
            (["21", "21(2)", "21(2)(a)", "21(3)"], ["-", "21", "21(2)", "21"]),
            (["A", "A.5", "A.5.1", "A.5.10", "A.51"], ["-", "A", "A.5", "A.5", "A"]),
            (["GV", "GV.OC", "GV.OC-01", "GVX"], ["-", "GV", "GV.OC", "-"]),
            (["ac-2_a", "ac-2", "ac"], ["ac-2", "ac", "-"]),
        ])
    func inferred(_ ids: [String], _ parents: [String]) throws {
        let reading = try FrameworkFiles.read((["id,title"] + ids.map { "\($0),T" }).joined(separator: "\n"))
        #expect(reading.clauses.map { $0.parent?.text ?? "-" } == parents)
    }

    // MARK: Workbooks

    @Test("shared and inline texts, numbers, formulas and errors", arguments: ["", "x:"])
    func workbook(_ prefix: String) throws {
        let shared = """
            <sst><si><t>id</t></si><si><r><t>Ti</t></r><r><t xml:space="preserve">tel</t></r><rPh><t>NEJ</t></rPh></si>
            <si><t>Hund &amp; k&#230;de</t></si></sst>
            """
        let sheet = """
            <worksheet><sheetData>
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>Tekst</t></is></c></row>
            <row r="2"><c r="A2"><v>5.0999999999999996</v></c><c r="B2" t="s"><v>2</v></c></row>
            <row r="3"/>
            <row r="4"><c r="A4"><v>6</v></c><c r="B4" t="str"><f>CONCAT("a","b")</f><v>ab</v></c><c r="D4" t="e"><v>#REF!</v></c></row>
            <row><c t="inlineStr"><is><t>7</t></is></c><c><f>1+1</f></c><c/><c t="inlineStr"><is><t>Kun tekst</t></is></c></row>
            </sheetData></worksheet>
            """
        func prefixed(_ text: String) -> String {
            // Every element, at its beginning and its end.
            text.replacing("</", with: "\u{0}").replacing("<", with: "<\(prefix)").replacing(
                "\u{0}", with: "</\(prefix)")
        }
        let zip = FrameworkFiles.workbook(sheet: prefixed(sheet), texts: prefixed(shared), prefix: prefix)
        let reading = try FrameworkFile.read(zip.finished, fileName: "Krav.xlsx")
        #expect(
            FrameworkFiles.lines(reading) == [
                "- | 5.1 | Hund & kæde", "- | 6 | ab", "- | 7 | Kun tekst | Kun tekst",
            ])
        #expect(reading.format == .xlsx && reading.label.da == "Krav")
        #expect(
            FrameworkFiles.remarks(reading).map { String($0.prefix(40)) }
                == [
                    "changed 1 row 2: The identifier is a number in", "changed 1 row 4: There is a formula. What it s",
                    "unreadable 2 row 4,row 5: A field has an error", "changed 1 row 5: There is no title. The begin",
                ].map { String($0.prefix(40)) })
    }
}
