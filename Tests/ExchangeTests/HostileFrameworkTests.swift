// SPDX-License-Identifier: MPL-2.0
import Domain
import Foundation
import Testing

@testable import Exchange

/// Nothing that somebody brings as a framework may stop the program, take its memory or its time.
@Suite("Frameworks that mean harm")
struct HostileFrameworkTests {
    /// What must hold of every reading.
    private func problems(_ reading: FrameworkReading) -> [String] {
        var problems: [String] = []
        let ids = Set(reading.clauses.map(\.id))
        if ids.count != reading.clauses.count { problems.append("an identifier stands twice") }
        var parents: [ClauseID: ClauseID] = [:]
        for clause in reading.clauses {
            if let parent = clause.parent {
                if !ids.contains(parent) { problems.append("a parent is not there") }
                parents[clause.id] = parent
            }
            for text in [clause.title.da, clause.title.en] {
                if text.isEmpty || text.unicodeScalars.count > 500 { problems.append("a title is not one") }
            }
            for text in [clause.title.da, clause.title.en, clause.text?.da ?? "x"] {
                if text.isEmpty || text.unicodeScalars.count > 50_000 { problems.append("a text is too long") }
                let isClean = text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
                if !isClean { problems.append("there is a control character") }
            }
        }
        for clause in reading.clauses {
            var (at, steps) = (clause.parent, 0)
            while let next = at, steps <= 20 { (at, steps) = (parents[next], steps + 1) }
            if steps > 19 { problems.append("too deep, or in a circle") }
        }
        return problems
    }

    private func refusal(_ bytes: [UInt8]) -> Refusal? {
        do {
            _ = try FrameworkFile.read(bytes)
            return nil
        } catch { return error }
    }

    @Test func damagedFilesAreReadOrRefused() throws {
        let workbook = FrameworkFiles.workbook(
            sheet: "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>id</t></is></c>"
                + "<c t=\"s\"><v>0</v></c></row>"
                + "<row r=\"2\"><c><v>5.1</v></c><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>",
            texts: "<sst><si><t>Titel</t></si></sst>"
        ).finished
        let table = "id;parent;titel;tekst\n5;;Årlig;\n5.1;5;»To«;\"a\nb\"\n5.2;5;x;y\n"
        let sources = [
            Array(FrameworkFiles.catalogue.utf8), Array(FrameworkFiles.library.utf8), workbook, Array(table.utf8),
        ]
        var readings = 0
        for (number, source) in sources.enumerated() {
            for seed in 0..<400 as Range<UInt64> {
                var random = Seeded(seed)
                var bytes = source
                for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
                    let at = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<5, using: &random) {
                    case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                    case 1: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                    case 2: bytes.remove(at: at)
                    case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 30)], at: at)
                    default: bytes.removeSubrange(at..<min(bytes.count, at + 20))
                    }
                }
                if seed % 4 == 0, !bytes.isEmpty { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
                guard let reading = try? FrameworkFile.read(bytes) else { continue }
                readings += 1
                let found = problems(reading)
                #expect(found.isEmpty, "source \(number), seed \(seed)")
            }
            for end in stride(from: 0, to: source.count, by: 7) {
                if let reading = try? FrameworkFile.read(Array(source[..<end])) { #expect(problems(reading).isEmpty) }
            }
        }
        #expect(readings > 200, "the damage is so great that nothing is tried")
    }

    @Test func whatIsTooLargeIsRefusedAtOnce() {
        #expect(refusal([UInt8](repeating: 0x20, count: 30_000_000))?.phrase.en.contains("30 MB") ?? false)
        let rows = "id,title\n" + (0..<30_000).map { "\($0),x\n" }.joined()
        #expect(refusal(Array(rows.utf8)) == .tooManyRows(TableRow.mostRows))
        let most = "id,title\n" + (0..<20_001).map { "\($0),x\n" }.joined()
        #expect(refusal(Array(most.utf8))?.phrase.en.contains("20,000") ?? false)
    }

    @Test(
        "deep nesting ends in a refusal and not on the stack",
        arguments: [
            String(repeating: "[", count: 5_000_000), String(repeating: "{\"a\":", count: 2_000_000),
            "{\"catalog\":" + String(repeating: "{\"groups\":[", count: 100_000),
            "urn: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
            "urn: " + String(repeating: "[", count: 1_000_000), "urn:\n" + String(repeating: "- ", count: 100_000),
            "urn:\n" + String(repeating: "? ", count: 900),
            "urn:\n" + (0..<900).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
            "{\"a\":[" + String(repeating: "[],", count: 2_000_000) + "1]}",
            "urn: [" + String(repeating: "a,", count: 500_000) + "a]", "urn: [{" + String(repeating: "? [", count: 50),
            "urn: x\nobjects: " + String(repeating: "x", count: 9_000_000),
        ])
    func deep(_ text: String) {
        #expect(refusal(Array(text.utf8)) != nil)
    }

    @Test func groupsInGroupsAreMovedUp() throws {
        let open = (0..<30).map { "{\"id\": \"g\($0)\", \"title\": \"G\", \"groups\": [" }.joined()
        let text = "{\"catalog\": {\"groups\": [" + open + String(repeating: "]}", count: 30) + "]}}"
        let reading = try FrameworkFiles.read(text)
        #expect(reading.clauses.count == 30 && problems(reading).isEmpty)
        #expect(reading.remarks.map(\.count) == [10])
    }

    @Test(
        "aliases of YAML are refused before they are followed",
        arguments: [
            "a: &a [x, x]\nb: &b [*a, *a]\nurn: *b\nobjects: {}",
            "urn: x\nobjects: {}\nb: &b [1]\n? *b\n: 1",
            "urn: x\nobjects:\n  framework: &f\n    <<: *f\n",
        ])
    func aliases(_ text: String) {
        #expect(refusal(Array(text.utf8))?.phrase.en.contains("aliases") ?? false)
    }

    @Test func proseWithStarsAndAmpersandsIsNoAlias() throws {
        let reading = try FrameworkFiles.read(
            "urn: x\nobjects:\n  reference_controls:\n  - {urn: 'a:1', name: 'R&D *and* A&B *E', description: '&x *y'}\n"
        )
        #expect(reading.clauses.map(\.title.en) == ["R&D *and* A&B *E"])
    }

    @Test func aZipBombIsRefusedByWhatItSaysAndByWhatItIs() {
        let book = Array("<workbook><sheets><sheet name=\"a\" r:id=\"r\"/></sheets></workbook>".utf8)
        let bomb = [UInt8](repeating: 0x20, count: 100_000_000)
        for claimed in [nil, 1000, 59_000_000] as [Int?] {
            let archive = FrameworkFiles.packed([
                ("xl/workbook.xml", book, nil), ("xl/worksheets/sheet1.xml", bomb, claimed),
            ])
            #expect(archive.count < 200_000)
            #expect(refusal(archive)?.field == "file")
        }
        // The same way of packing with an honest sheet is read.
        let honest = Array(
            "<row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>titel</v></c></row><row><c><v>1</v></c></row>".utf8)
        let archive = FrameworkFiles.packed([("xl/workbook.xml", book, nil), ("xl/worksheets/sheet1.xml", honest, nil)])
        #expect(throws: Never.self) { try FrameworkFile.read(archive) }
    }

    @Test func parametersDoNotGrow() throws {
        // Each names the next one ten times: ten to the fifth, if it were all written.
        let parameters = (0..<20).map { number in
            let next = String(repeating: "{{ insert: param, p\(number + 1) }}", count: 10)
            return "{\"id\": \"p\(number)\", \"label\": \"\(next)\"}"
        }.joined(separator: ",")
        let own = "{\"id\": \"self\", \"label\": \"{{ insert: param, self }}\"}"
        let prose = String(repeating: "{{ insert: param, p0 }} {{ insert: param, self }} {{", count: 1000)
        let text = """
            {"catalog": {"params": [\(parameters), \(own)], "controls": [
              {"id": "a", "title": "A", "parts": [{"name": "statement", "prose": "\(prose)"}]}]}}
            """
        let reading = try FrameworkFiles.read(text)
        #expect(reading.clauses.count == 1 && problems(reading).isEmpty)
    }

    @Test func beginningsOfLinksAndBlanksWithoutAnEndTakeNoTime() throws {
        for scrap in ["[(](", "{{ ", "[a](b\\n)", "\\\\"] {
            let prose = String(repeating: scrap, count: 200_000)
            let reading = try FrameworkFiles.read(
                "{\"catalog\": {\"controls\": [{\"id\": \"a\", \"parts\": [{\"name\": \"x\", \"prose\": \"\(prose)\"}]}]}}"
            )
            #expect(reading.clauses.count == 1 && problems(reading).isEmpty)
        }
    }

    @Test func longAndOddTextsAreMadeFit() throws {
        let long = String(repeating: "lang titel ", count: 10_000)
        let accents = "e" + String(repeating: "\u{301}", count: 100_000)
        let odd = "\u{202E}bagl\u{7}æns\u{0B}\u{200B}"
        let text = "id,title,text\n1,\(long),\(long)\n2,\(accents),x\n3,\(odd),\"a\u{1}\t b \n\n\n c\"\n"
        let reading = try FrameworkFiles.read(text)
        #expect(problems(reading).isEmpty && reading.clauses.count == 3)
        #expect(reading.clauses[0].title.da.hasSuffix("titel…") && reading.clauses[0].title.da.count > 450)
        #expect(reading.clauses[2].title.da == "baglæns" && reading.clauses[2].text?.da == "a\t b\n\n c")
        #expect(reading.remarks.map(\.what.en.count).count == 2)
    }

    @Test func whatStandsOnceAndIsAskedForOftenIsLookedAtOnce() throws {
        let long = String(repeating: "x", count: 500_000)
        let nodes = (0..<3000).map { "  - {urn: 'u:n\($0)', ref_id: A.\($0), name: N}\n" }.joined()
        let pairs = (0..<3000).map {
            "    - {source_requirement_urn: 'u:n\($0)', target_requirement_urn: 'v:1', relationship: equal}\n"
        }.joined()
        let reading = try FrameworkFiles.read(
            "urn: x\nlocale: \(long)\nobjects:\n  reference_controls:\n\(nodes)  requirement_mapping_set:\n"
                + "    source_framework_urn: \(long)\n    requirement_mappings:\n\(pairs)")
        #expect(reading.clauses.count == 3000 && reading.mappings.count == 3000)
        #expect(reading.mappings.allSatisfy { $0.from.framework.utf8.count < 250 })
    }

    @Test(
        "a profile of very many choices is refused",
        arguments: [
            String(repeating: #"{"href": "a", "include-all": {}},"#, count: 10_000),
            #"{"include-controls": [{"matching": ["#
                + (0..<1000).map { #"{"pattern": "*a\#($0)*"}"# }.joined(separator: ",") + "]}]},",
        ])
    func profiles(_ imports: String) {
        let text = "{\"profile\": {\"imports\": [\(imports.dropLast())]}}"
        #expect(throws: Refusal.self) { try FrameworkFiles.read(text, catalogue: FrameworkFiles.catalogue) }
    }

    @Test func identifiersThatMeetGetNumbers() throws {
        let rows = (0..<3000).map { "  - {urn: 'u:n\($0)', ref_id: 'A 1', name: N}\n" }.joined()
        let reading = try FrameworkFiles.read("urn: x\nobjects:\n  reference_controls:\n" + rows)
        #expect(reading.clauses.count == 3000 && problems(reading).isEmpty)
        #expect(reading.clauses[2].id.text == "A-1-3" && reading.remarks.allSatisfy { $0.places.count <= 500 })
    }

    // MARK: JSON

    @Test func ourReaderOfJSONTakesWhatTheSystemsTakes() throws {
        let scraps = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\u00e6\\ud83d\\ude00\"", "\"\\ud83d\"", "1", "-0", "01", "1.50",
            "1e5", "-",
            "true", "false", "null", "nul", " ", "\n", "\"\\x\"", "\"æ\"", "\"", "{\"a\":1}", "[1,2]", "1.", ".5",
            "1E+2",
        ]
        var both = 0
        for seed in 0..<20_000 as Range<UInt64> {
            var random = Seeded(seed)
            let text = (0..<Int.random(in: 1...7, using: &random)).map { _ in scraps.randomElement(using: &random) ?? ""
            }
            .joined()
            let system = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
            let own = try? JSONTree.read(Array(text.utf8))
            // Half a pair of a character outside the first plane is read as a sign for what is lost, and not refused.
            if text.contains("\\ud83d\"") { continue }
            // Numbers are kept as they are written, also those that are too large for the system's.
            if text.contains(/[eE]\+?[0-9]{3}/) { continue }
            #expect((system == nil) == (own == nil), "\(text)")
            if own != nil { both += 1 }
        }
        #expect(both > 500)
        let written = try JSONTree.read(
            Array("{\"a\": [1.50, \"\\u0001\\\\\\\"æ\\n\", true, null, {}], \"b\": []}".utf8))
        #expect(try JSONTree.read(Array(written.json.dropLast())) == written)
        #expect(written["a"]?.items.first == .number("1.50"))
    }
}
