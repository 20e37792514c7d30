// SPDX-License-Identifier: MPL-2.0

import Domain
import Foundation
import Ledger
import Testing

@testable import Office
@testable import SQLiteStore

@Suite("Search")
struct SearchTests {
    // MARK: Words

    /// What finds what, in Danish (policy §7.2: easily accessible).
    @Test(arguments: [
        ("hændelse", "Alle sikkerhedshændelser meldes", true), ("politikken", "Nye politikker", true),
        ("politikker", "Følg politikken", true), ("leverandører", "leverandørernes ansvar", true),
        ("styring", "Leverandørstyring", true), ("sikkerhed", "Informationssikkerhed og drift", true),
        ("behandler", "en databehandler", true), ("krypt", "Kryptering af data", true),
        ("ÅRLIG", "den årlige gennemgang", true), ("øvelser", "En Øvelse om året", true),
        ("får", "vi har far med", false),
        ("aarlig", "den årlige gennemgang", true), ("Aalborg", "Ålborg Kommune", true), ("café", "en cafe", true),
        ("\"den rette tid\"", "i den rette tid", true), ("\"rette den tid\"", "i den rette tid", false),
        ("»den rette«", "den rette tid", true), ("it-sikkerhed", "It-sikkerhed kræver", true),
        ("backup hændelse", "backup", false), ("hændelse backup", "Backup efter en hændelse", true),
        ("27001", "ISO/IEC 27001", true),
        ("§", "§ 7", false), ("a\u{30A}rlig", "årlig", true), ("hus", "husleje", true), ("leje", "husleje", false),
    ])
    func wordsFindTheirForms(_ typed: String, _ text: String, _ isFound: Bool) async throws {
        let library = try Library()
        let unit = try library.rooms.unit("Enhed")
        let reader = try library.rooms.person("Læser", in: unit)
        _ = try library.rooms.document("Titel", unit: unit, text: Library.text([text]))
        try await library.settle()
        let hits = await (try await library.house.sight(of: reader)).search(SearchAsk(typed)).hits
        #expect(hits.contains { $0.field == .text } == isFound, "\(typed) in \(text)")
    }

    @Test(arguments: [
        ("soren", "Søren Ærø"), ("SOEREN", "Søren"), ("aero", "Søren Ærø"), ("rene", "René"),
        ("tang", "Birthe Tangmose"),
    ])
    func namesAreFoundWithoutTheirAccents(_ typed: String, _ name: String) async throws {
        let library = try Library()
        let reader = try library.rooms.person(name, in: try library.rooms.unit("Enhed"))
        try await library.settle()
        let hits = await (try await library.house.sight(of: reader)).search(SearchAsk(typed)).hits
        #expect(hits.map(\.field) == [.person])
    }

    @Test func aPassageMarksWhatWasFound() async throws {
        let library = try Library()
        let unit = try library.rooms.unit("Enhed")
        let reader = try library.rooms.person("Læser", in: unit)
        let text =
            String(repeating: "Noget andet står her. ", count: 20) + "Alle sikkerhedshændelser meldes straks. "
            + String(repeating: "Og mere. ", count: 30)
        _ = try library.rooms.document("Titel", unit: unit, text: Library.text([text]))
        try await library.settle()
        let sight = try await library.house.sight(of: reader)
        let ask = SearchAsk("hændelse")
        let hits = await sight.search(ask).hits
        let hit = try #require(hits.first)
        #expect(hit.heading == "1. Afsnit" && hit.address == "1.p1")
        let pieces = await sight.passages(of: [hit], ask)[hit.line]?.pieces ?? []
        #expect(pieces.filter(\.isFound).map(\.text) == ["sikkerhedshændelser"])
        #expect(pieces.first?.text == "… " && pieces.last?.text == " …")
        #expect(pieces.reduce(0) { $0 + $1.text.utf8.count } < 300)
    }

    // MARK: What may be seen

    private static let asked = [
        "hændelse", "politikken", "leverandører", "styring", "sikker", "kommune trussel", "\"årlig øvelse\"", "afsnit",
        "B-2024", "person", "enhed",
    ]

    private func compare(_ library: Library, _ sight: Sight, _ what: String) async throws -> Int {
        var count = 0
        for withOld in [false, true] {
            let scan = try Scan(sight, withOld: withOld)
            for typed in SearchTests.asked {
                var ask = SearchAsk(typed)
                ask.withOld = withOld
                let answer = await sight.search(ask)
                let found = answer.hits.map { Scan.Found(subject: $0.subject, value: $0.value, address: $0.address) }
                let expected = scan.find(typed)
                #expect(answer.isComplete)
                #expect(Set(found).count == found.count, "\(what) \(typed): a line twice")
                #expect(found.sorted() == expected, "\(what) \(typed) withOld: \(withOld)")
                count += expected.count
            }
        }
        return count
    }

    @Test(arguments: [1, 2] as [UInt64])
    func whatIsFoundIsWhatAScanOfEverythingReadableFinds(_ seed: UInt64) async throws {
        let library = try Library(seed: seed)
        try library.found()
        for _ in 0..<80 { library.happen() }
        let middle = library.rooms.today
        library.rooms.go(to: middle + 2)
        for _ in 0..<40 { library.happen() }
        try await library.settle()
        var counts: [Int] = []
        for (place, person) in library.people.enumerated() {
            counts.append(try await compare(library, try await library.house.sight(of: person), "\(person)"))
            for view in [View.then(middle), .now(middle + 1)] where place % 4 == 0 {
                let sight = try await library.house.sight(of: person, view)
                _ = try await compare(library, sight, "\(person) \(view)")
            }
        }
        // The roles see different things, so the comparison can fail.
        #expect(Set(counts).count > 2 && counts.allSatisfy { $0 > 50 }, "\(counts)")
    }

    @Test func aStricterClassHoldsAtOnce() async throws {
        let library = try Library()
        let unit = try library.rooms.unit("Enhed")
        let reader = try library.rooms.person("Læser", in: try library.rooms.unit("En anden"))
        let id = try library.rooms.document("Titel kanariefugl", unit: unit, text: Library.text(["en kanariefugl"]))
        try await library.settle()
        #expect(await (try await library.house.sight(of: reader)).search(SearchAsk("kanariefugl")).hits.count == 2)
        // The draft is stricter; whoever searches in the very next moment finds nothing.
        try library.rooms.give(
            .draftVersion, ["document": "\(id)", "classification": "strengt_fortrolig", "language": "da"],
            files: ["text": Library.text(["ny"]).encode(), "file": Array("x".utf8)])
        #expect(await (try await library.house.sight(of: reader)).search(SearchAsk("kanariefugl")).hits.isEmpty)
    }

    @Test func whatTheIndexHasNotCaughtUpWithIsLeftOut() async throws {
        let library = try Library()
        let unit = try library.rooms.unit("Enhed")
        let id = try library.rooms.document("Titel", unit: unit, text: Library.text(["en kanariefugl"]))
        try await library.settle()
        let engine = try #require(library.house.indexer).engine
        let origin = try #require(library.house.trail.firstPosition(of: .document(id)))
        func find(without: [Int]) throws -> Int {
            try engine.find(
                SearchQuestion(
                    words: SearchWords("kanariefugl"), sees: { _ in true }, values: nil, without: without, most: 10)
            ).lines.count
        }
        #expect(try find(without: []) == 1)
        #expect(try find(without: [origin]) == 0)
    }

    // MARK: The file

    @Test(arguments: [4, 5] as [UInt64])
    func theIndexIsWhatARebuiltOneIs(_ seed: UInt64) async throws {
        let library = try Library(seed: seed)
        try library.found()
        for step in 0..<150 {
            library.happen()
            if step % 50 == 49 {
                let person = library.people[step / 50]
                try library.rooms.give(
                    .erasePerson,
                    ["person": "\(person)", "decision": "Prøve", "basis": "request", "override_reason": "Prøve"])
            }
        }
        try await library.settle()
        let again = library.folder + "/again"
        try FileManager.default.createDirectory(atPath: again, withIntermediateDirectories: true)
        let house = try House.open(
            library.house.id, store: library.rooms.store, seed: Rooms.seed, outside: library.rooms.outside,
            clock: library.house.clock, mint: library.house.mint, search: SQLiteSearch(directory: again))
        for _ in 0..<5000 where house.indexer?.standing != .ready { try await Task.sleep(for: .milliseconds(2)) }
        let (live, rebuilt) = (try Library.contents(library.folder), try Library.contents(again))
        #expect(live.count > 300)
        #expect(live == rebuilt)
    }

    @Test func anErasedTextIsInNoFile() async throws {
        let library = try Library()
        let unit = try library.rooms.unit("Enhed")
        let person = try library.rooms.person("Qzxjkvwmarkoer Navnesen", in: unit)
        try await library.settle()
        func holds() throws -> Bool {
            try FileManager.default.contentsOfDirectory(atPath: library.folder).contains { name in
                try Data(contentsOf: URL(fileURLWithPath: library.folder + "/" + name)).range(
                    of: Data("Qzxjkvwmarkoer".utf8)) != nil
            }
        }
        #expect(try holds())
        try library.rooms.give(
            .erasePerson, ["person": "\(person)", "decision": "Prøve", "basis": "request", "override_reason": "Prøve"])
        // Not a moment later, and not once the index is made again.
        #expect(try !holds())
        try await library.settle()
        #expect(try !holds())
    }

    @Test(arguments: ["removed", "torn", "of another ledger", "half made"])
    func aFileThatCannotBeUsedIsMadeAgain(_ what: String) async throws {
        let library = try Library()
        try library.found()
        for _ in 0..<40 { library.happen() }
        try await library.settle()
        let whole = try Library.contents(library.folder)
        let file = library.folder + "/other/search.sqlite"
        try FileManager.default.createDirectory(atPath: library.folder + "/other", withIntermediateDirectories: true)
        switch what {
        case "removed": break
        case "torn":
            try Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31) }).write(to: URL(fileURLWithPath: file))
        case "half made":
            let engine = SQLiteSearch(directory: library.folder + "/other")
            try engine.renew()
            let rows = SearchRows(
                register: library.house.state.register, texts: library.house.texts, trail: library.house.trail,
                today: library.rooms.today)
            try engine.put(library.documents.prefix(3).compactMap { rows.thing(.document($0)) }, mark: nil)
        default:
            let stranger = try Library(seed: 99)
            try stranger.found()
            try await stranger.settle()
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(
                    atPath: stranger.folder + "/search.sqlite" + suffix, toPath: file + suffix)
            }
        }
        let house = try House.open(
            library.house.id, store: library.rooms.store, seed: Rooms.seed, outside: library.rooms.outside,
            clock: library.house.clock, mint: library.house.mint,
            search: SQLiteSearch(directory: library.folder + "/other"))
        for _ in 0..<5000 where house.indexer?.standing != .ready { try await Task.sleep(for: .milliseconds(2)) }
        #expect(try Library.contents(library.folder + "/other") == whole)
    }

    @Test func anOldFileIsCaughtUpWith() async throws {
        let library = try Library()
        try library.found()
        for _ in 0..<40 { library.happen() }
        try await library.settle()
        let other = library.folder + "/other"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: library.folder + "/search.sqlite" + suffix, toPath: other + "/search.sqlite" + suffix)
        }
        for _ in 0..<40 { library.happen() }
        library.rooms.go(to: library.rooms.today + 3)
        try await library.settle()
        let engine = SQLiteSearch(directory: other)
        let mark = try #require(engine.mark())
        #expect(mark.position < library.house.state.book.head)
        let house = try House.open(
            library.house.id, store: library.rooms.store, seed: Rooms.seed, outside: library.rooms.outside,
            clock: library.house.clock, mint: library.house.mint, search: SQLiteSearch(directory: other))
        for _ in 0..<5000 where house.indexer?.standing != .ready { try await Task.sleep(for: .milliseconds(2)) }
        #expect(try Library.contents(other) == Library.contents(library.folder))
    }
}
