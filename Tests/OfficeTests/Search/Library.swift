// SPDX-License-Identifier: MPL-2.0

import Domain
import Foundation
import GRDB
import Ledger
import Testing

@testable import Office
@testable import SQLiteStore

/// A house with an index in a folder of its own, filled by chance with documents, people, decisions and tasks.
final class Library {
    let folder: String
    let rooms: Rooms
    var units: [ID<Domain.Unit>] = []
    var people: [ID<Person>] = []
    var documents: [ID<Document>] = []
    private var state: UInt64

    init(seed: UInt64 = 1) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("vaern-library-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        state = seed
        rooms = try Rooms(seed: seed, search: SQLiteSearch(directory: folder))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var house: House { rooms.house }

    // MARK: Chance

    func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    func any<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    static let words = """
        sikkerhedshændelse hændelser politikken politikker leverandør leverandørstyring adgangskode kryptering backup \
        medarbejdere ansvarlig direktionen risikovurdering logning databehandler øvelse årlig ærlighed beredskab \
        sletning bestyrelse kommune trussel systemejer
        """.split(separator: " ").map(String.init)

    func sentence(_ count: Int) -> String { (0..<count).map { _ in any(Library.words) }.joined(separator: " ") }

    /// Paragraphs below headings, as an import makes them.
    static func text(_ paragraphs: [String]) -> DocumentText {
        var blocks: [DocumentText.Block] = []
        for (place, text) in paragraphs.enumerated() {
            if place % 3 == 0 {
                blocks.append(
                    .init(
                        id: ParagraphID(high: 3, low: UInt64(place)), kind: .heading(level: 1),
                        number: "\(place / 3 + 1)",
                        mark: "\(place / 3 + 1).", text: "Afsnit"))
            }
            blocks.append(.init(id: ParagraphID(high: 4, low: UInt64(place)), kind: .paragraph, text: text))
        }
        return DocumentText(blocks: blocks).addressed()
    }

    // MARK: Happenings

    func found() throws {
        for name in ["Ledelse", "It-drift", "Jura"] { units.append(try rooms.unit(name)) }
        try rooms.give(.moveUnit, ["unit": "\(units[1])", "parent": "\(units[0])", "from": "\(rooms.today)"])
        let roles: [[Role]] = [
            [.security], [.dpo], [.direktion], [.bestyrelse], [.unitHead], [.auditor], [.administrator], [.systemOwner],
            [],
        ]
        for (place, roles) in roles.enumerated() {
            let person = try rooms.person("Person \(any(Library.words)) \(place)", in: units[place % 3])
            people.append(person)
            for role in roles { try give(role, to: person, in: units[place % 3]) }
        }
        _ = try document("politik", parent: nil, classification: "intern")
    }

    private func give(_ role: Role, to person: ID<Person>, in unit: ID<Domain.Unit>) throws {
        switch role {
        case .direktion, .bestyrelse:
            try rooms.give(
                .seatMember,
                [
                    "body": role == .direktion ? "direktion" : "bestyrelse", "person": "\(person)",
                    "from": "\(rooms.today)",
                ])
        case .unitHead:
            try rooms.give(
                .grantRole, ["person": "\(person)", "role": role.rawValue, "unit": "\(unit)", "from": "\(rooms.today)"])
        case .security, .dpo, .systemOwner, .employee, .auditor, .administrator, .secretary:
            try rooms.give(.grantRole, ["person": "\(person)", "role": role.rawValue, "from": "\(rooms.today)"])
        }
    }

    func document(_ kind: String, parent: ID<Document>?, classification: String) throws -> ID<Document> {
        let id = try rooms.document(
            sentence(2), kind: kind, unit: any(units), classification: classification, parent: parent,
            text: Library.text((0..<6).map { _ in sentence(5) }), language: below(5) == 0 ? .en : .da)
        documents.append(id)
        return id
    }

    static let classes = Classification.allCases.map(\.rawValue)

    /// Something happens. What the rules refuse does not.
    func happen() {
        let document = any(documents)
        switch below(12) {
        case 0, 1, 2:
            _ = try? self.document("procedure", parent: documents[0], classification: any(Library.classes))
        case 3:
            _ = try? rooms.give(
                .draftVersion,
                ["document": "\(document)", "classification": any(Library.classes), "language": "da"],
                files: ["text": Library.text([sentence(5), sentence(4)]).encode(), "file": Array("x".utf8)])
        case 4, 5, 6: adopt(document)
        case 7: _ = try? rooms.give(.retitleDocument, ["document": "\(document)", "title": sentence(2), "reason": "r"])
        case 8:
            _ = try? rooms.give(
                .addAction,
                [
                    "title": sentence(2), "why": sentence(3), "unit": "\(any(units))", "due": "\(rooms.today + 30)",
                    "document": "\(document)",
                ])
        case 9: rooms.go(to: rooms.today + 1)
        case 10:
            _ = try? rooms.give(
                .transferDocument,
                ["document": "\(document)", "unit": "\(any(units))", "from": "\(rooms.today)", "reason": "r"])
        default:
            _ = try? rooms.give(
                .withdrawDocument, ["document": "\(document)", "from": "\(rooms.today)", "reason": sentence(2)])
        }
    }

    private func adopt(_ id: ID<Document>) {
        _ = try? rooms.give(.submitVersion, ["document": "\(id)", "lacking": "Kun til test"])
        guard let known = house.state.register.documents[id] else { return }
        let members: [ID<Person>] =
            switch house.state.register.decider(of: known, on: rooms.today) {
            case .body: [people[2]]
            case .head(let unit): house.state.register.holders(of: .unitHead, unit: unit, on: rooms.today)
            case nil: []
            }
        _ = try? rooms.give(
            .makeDecision,
            ["document": "\(id)", "act": "adopt", "outcome": "approved", "method": "meeting", "reason": sentence(3)],
            many: ["members": members.map { "\($0)" }])
        // Sometimes it enters on a later day, so that midnight changes what is found.
        _ = try? rooms.give(.enforceVersion, ["document": "\(id)", "from": "\(rooms.today + below(3))"])
    }

    // MARK: The index

    /// Everything that an index holds, but for the numbers of its shelves.
    static func contents(_ folder: String) throws -> [String] {
        let pool = try SearchFile.open(folder + "/search.sqlite")
        return try pool.write { db in
            // FTS5 compares its lists with the texts.
            try db.execute(sql: "INSERT INTO words (words) VALUES ('integrity-check')")
            let lines = try String.fetchAll(
                db,
                sql: """
                    SELECT line.id || '|' || address || '|' || heading || '|' || \
                    substr(body, instr(substr(body, 2), char(1)) + 2) || '|' || kind || '|' || hex(thing.id) || '|' || \
                    value || '|' || field || '|' || audience || '|' || reading || '|' || old \
                    FROM line JOIN words ON words.rowid = line.id JOIN thing ON thing.origin = line.id >> 32 \
                    JOIN slice ON slice.origin = line.id >> 32 AND slice.ordinal = (line.id >> 20) & 4095 \
                    JOIN shelf ON shelf.id = slice.shelf ORDER BY line.id
                    """)
            let counts = try ["line", "words", "slice", "thing"].map { table in
                "\(table) \(try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? -1)"
            }
            return lines + counts
        }
    }

    /// Waits until everything is taken in.
    func settle() async throws {
        let indexer = try #require(house.indexer)
        indexer.turn(to: rooms.today, house)
        for _ in 0..<5000 where indexer.standing != .ready { try await Task.sleep(for: .milliseconds(2)) }
        #expect(indexer.standing == .ready)
    }
}
