// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

@Suite("Threats from outside")
struct ThreatImportTests {
    @Test("a taxonomy of MISP: each machine tag is a threat below its predicate, and keeps its tag")
    func taxonomy() throws {
        let reading = try ThreatFiles.read(ThreatFiles.taxonomy)
        #expect(reading.format == .mispTaxonomy && reading.name?.text == "havn-trussel" && reading.version == "3")
        #expect(reading.label.en == "Threats to the harbour" && reading.address == "https://havn.example")
        #expect(reading.about?.en == "What a harbour fears." && reading.languages == ["en"] && reading.faults.isEmpty)
        let codes = reading.rows.map(\.threat.code.text)
        // The same word below two predicates is told apart by them, and a predicate alone is a tag.
        #expect(codes.count == 5 && codes[0] == "storm-surge" && codes[1] == "sea.other" && codes[2] == "land.other")
        #expect(codes[4] == "fog" && reading.rows[4].threat.group == nil)
        #expect(reading.rows[0].threat.group?.en == "From the sea" && reading.rows[0].threat.name.en == "Storm surge")
        #expect(reading.rows[0].threat.about?.en == "The water stands above the quay.")
        #expect(
            reading.rows.map(\.written) == [
                "havn-trussel:sea=\"storm-surge\"", "havn-trussel:sea=\"other\"", "havn-trussel:land=\"other\"",
                "havn-trussel:land=\"a-threat-whose-name-is-too-long-for-any-address\"", "havn-trussel:fog",
            ])
        // What does not fit an address is cut, and is the same the next time whatever stands around it.
        #expect(codes[3].hasPrefix("a-threat-whose-name-is-too-long") && codes[3].utf8.count == 40)
        let turned = ThreatFiles.taxonomy.replacing("storm-surge", with: "flood")
        #expect(try ThreatFiles.read(turned).rows[3].threat.code.text == codes[3])
    }

    @Test("a cluster of a galaxy: by its own number where it has one")
    func galaxy() throws {
        let reading = try ThreatFiles.read(ThreatFiles.galaxy)
        #expect(reading.format == .mispGalaxy && reading.publisher == "The harbour, The watch")
        #expect(ThreatFiles.lines(reading) == ["H10 | - | The Night Boat | Comes at night.", "Kaj-Co | - | Kaj & Co"])
        #expect(reading.rows[1].written == "misp-galaxy:harbour-thief=\"Kaj & Co\"")
        #expect(ThreatFiles.faults(reading) == ["3 code leftOut"])
    }

    @Test("an analysis of MONARC: threats with their theme, what they harm and what lets them happen")
    func monarc() throws {
        let reading = try ThreatFiles.read(ThreatFiles.monarc)
        #expect(reading.format == .monarc && reading.version == "2.13.1" && reading.languages == ["en"])
        let first = try #require(reading.rows.first?.threat)
        #expect(first.code.text == "17" && first.group?.en == "Nature" && first.affects == [.integrity, .availability])
        #expect(first.vulnerabilities.map(\.en) == ["Low quay"], "once, though it stands for two assets")
        #expect(first.about?.en == "Water on the quay." && reading.rows.first?.written == nil)
        // One that is out of use is left out; another with the same number gets one of its own.
        #expect(ThreatFiles.faults(reading) == ["2 - leftOut"])
        #expect(reading.rows.count == 2 && reading.rows[1].threat.code.text.hasPrefix("17-"))
        #expect(reading.rows[1].threat.name.en == "Ice" && reading.rows[1].threat.affects == [.availability])
    }

    @Test("an older analysis, with its labels by number, and a list of threats alone")
    func olderMonarc() throws {
        let older = try ThreatFiles.read(ThreatFiles.olderMonarc)
        #expect(older.format == .monarc && older.languages == ["fr", "en"])
        #expect(ThreatFiles.lines(older) == ["M7 | Damage | Fire | It burns."])
        #expect(older.rows[0].threat.vulnerabilities.map(\.en) == ["Straw in the shed"])
        #expect(older.rows[0].threat.affects == [.integrity, .availability])
        let alone = try ThreatFiles.read(ThreatFiles.threatsOfMonarc)
        #expect(alone.format == .monarc && alone.languages == ["en"])
        #expect(ThreatFiles.lines(alone) == ["X1 | Weather | Fog"] && alone.rows[0].threat.affects == [.availability])
    }

    @Test("a catalogue of OS2compliance: Danish, by type, and what is about the rights of those registered says so")
    func os2compliance() throws {
        let reading = try ThreatFiles.read(ThreatFiles.os2compliance)
        #expect(reading.format == .os2compliance && reading.languages == ["da"] && reading.label.da == "havn")
        #expect(
            ThreatFiles.lines(reading) == [
                "h01 | Vejr og vand | Vandet står over kajen",
                "h02 | Mennesker | Et billede af de ventende bliver delt | Truslen gælder de registreredes rettigheder.",
            ])
        #expect(ThreatFiles.faults(reading) == ["3 code leftOut"])
        let whole = "{\"identifier\": \"havn\", \"name\": \"Havnen\", \"threats\": \(ThreatFiles.os2compliance)}"
        let named = try ThreatFiles.read(whole)
        #expect(named.label.da == "Havnen" && named.name?.text == "havn" && named.rows == reading.rows)
    }

    @Test("a library of CISO Assistant: threats in both languages, and its risk matrices as they are")
    func library() throws {
        let reading = try ThreatFiles.read(ThreatFiles.library)
        #expect(
            reading.format == .cisoAssistant && reading.name?.text == "havn-t" && reading.publisher == "The harbour")
        #expect(reading.rights == "© The harbour, free to use" && reading.version == "2")
        #expect(
            ThreatFiles.lines(reading) == ["T1 | - | Stormflod | The water stands above the quay.", "t2 | - | Fog"])
        #expect(reading.rows[0].threat.name.en == "Storm surge")
        #expect(reading.matrices.count == 1 && ThreatFiles.faults(reading) == ["2 - leftOut"])
        let matrix = try #require(reading.matrices.first)
        #expect(matrix.name.en == "Two by three" && matrix.grid == [[0, 0, 1], [0, 1, 1]] && matrix.isMonotone)
        #expect(matrix.likelihood.map(\.name.en) == ["Seldom", "Often"])
        #expect(matrix.consequence.map(\.short) == ["L", "M", "A"] && matrix.consequence[0].about?.en == "A wet foot")
        #expect(matrix.levels.map(\.name.en) == ["Low", "High"])
        let other = ThreatFiles.library.replacing("[[0, 0, 1], [0, 1, 1]]", with: "[[0, 1, 0], [0, 1, 1]]")
        let turned = try ThreatFiles.read(other)
        #expect(turned.matrices.first?.isMonotone == false)
    }

    @Test("a table: what is wrong stands at its row and column, and says what to do")
    func table() throws {
        let reading = try ThreatFiles.read(ThreatFiles.table)
        #expect(reading.format == .csv && reading.headings.count == 7)
        #expect(reading.columns[.code] == 0 && reading.columns[.vulnerabilities] == 4 && reading.columns[.targets] == 6)
        #expect(ThreatFiles.lines(reading) == ["A1 | Omgivelser | Stormflod", "A10 | Havnens egen | Blæst"])
        let first = try #require(reading.rows.first?.threat)
        #expect(first.category == .environment && first.affects == [.integrity, .availability])
        #expect(first.vulnerabilities.map(\.da) == ["Lav kaj", "Ingen pumpe"] && first.targets == [.location])
        #expect(first.controls.map(\.text) == ["7.5", "8.14", "5.30"])
        #expect(
            ThreatFiles.faults(reading) == [
                "3 code leftOut", "4 name leftOut", "5 affects leftOut", "6 controls leftOut", "7 code leftOut",
                "8 targets leftOut",
            ])
        #expect(reading.faults[2].what.da.contains("»Z«") && reading.faults[2].what.da.contains("C, I og A"))
        #expect(reading.faults[3].what.en.contains("27002") && reading.faults[5].what.da.contains("leverandørydelse"))
    }

    @Test("columns with other names are chosen, and one that is not there is refused at its field")
    func columns() throws {
        let text = "Kolonne A,Kolonne B,Trussel\n1,Storm,Ikke den\n2,Tåge,Heller ikke\n"
        let reading = try ThreatFiles.read(text, columns: [.code: "kolonne a", .name: "Kolonne B"])
        #expect(ThreatFiles.lines(reading) == ["1 | - | Storm", "2 | - | Tåge"])
        let wrong = #expect(throws: Refusal.self) {
            try ThreatFiles.read(text, columns: [.code: "Kolonne A", .name: "Kolonne Z"])
        }
        #expect(wrong?.field == "name" && wrong?.phrase.da.contains("Kolonne Z") == true)
        #expect(throws: Refusal.self, "no column for the number") { try ThreatFiles.read("Trussel\nStorm\n") }
        #expect(throws: Refusal.self, "no column for the name") { try ThreatFiles.read("Nummer,Sårbarheder\n1,Kaj\n") }
    }

    @Test("the list that comes with Værn is read as a table, and says the same")
    func own() throws {
        let reading = try ThreatFile.read(ShippedThreats.bytes)
        #expect(reading.faults.isEmpty && reading.languages == ["da", "en"])
        #expect(reading.rows.map(\.threat) == ShippedThreats.catalogue.threats)
    }

    @Test("each is adopted as a framework: a clause for each threat, below a heading for what it stands under")
    func adopted() throws {
        for text in ThreatFiles.all {
            let (threats, framework) = (try ThreatFiles.read(text), try FrameworkFile.read(Array(text.utf8)))
            #expect(framework.kind == .threats && framework.format == threats.format)
            #expect(framework.threats == threats.rows.map(\.threat))
            #expect(framework.clauses.filter { !$0.isHeading }.map(\.id) == threats.rows.map(\.threat.code))
            for clause in framework.clauses where !clause.isHeading {
                let threat = try #require(framework.threats.first { $0.code == clause.id })
                let above = clause.parent.flatMap { id in framework.clauses.first { $0.id == id } }
                #expect(above?.title == threat.heading && above.map(\.isHeading) != false, "\(clause.id)")
                #expect(clause.title == threat.name)
            }
            #expect(framework.remarks.isEmpty == (threats.faults.isEmpty && threats.matrices.isEmpty))
        }
        let table = try FrameworkFile.read(Array(ThreatFiles.table.utf8))
        #expect(
            table.clauses.map { "\($0.parent?.text ?? "-") \($0.id) \($0.title.da)" } == [
                "- gruppe-1 Omgivelser", "gruppe-1 A1 Stormflod", "- gruppe-2 Havnens egen", "gruppe-2 A10 Blæst",
            ])
        #expect(table.clauses[1].text?.da == "– Lav kaj\n– Ingen pumpe")
    }

    @Test("a framework with threats beside it is a framework still")
    func frameworkStays() throws {
        let fog = "threats:\n  - urn: urn:h:risk:threat:h:t\n    ref_id: T\n    name: Fog"
        let text = FrameworkFiles.library.replacing("threats: []", with: fog)
        #expect(try FrameworkFile.read(Array(text.utf8)).kind == .requirements)
        #expect(try ThreatFiles.read(text).rows.map(\.threat.code.text) == ["T"])
    }
}
