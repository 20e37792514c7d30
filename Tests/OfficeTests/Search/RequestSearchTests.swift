// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office

/// What an auditor asked for is found by those who see it (policy §§7.2, 7.3).
@Suite("Search: audit engagements and requests for evidence")
struct RequestSearchTests {
    private let library: Library
    private let unit: ID<Domain.Unit>
    private let sara: ID<Person>, gry: ID<Person>, rie: ID<Person>
    private let engagement: ID<AuditEngagement>
    private var rooms: Rooms { library.rooms }

    init() throws {
        library = try Library()
        let rooms = library.rooms
        unit = try rooms.unit("CAI")
        sara = try rooms.person("Sara", in: unit, .security)
        gry = try rooms.person("Gry", in: try rooms.unit("Kantine"), .unitHead)
        rie = try rooms.person("Rie", in: unit)
        try rooms.give(
            .grantRole,
            ["person": "\(rie)", "role": "auditor", "from": "\(rooms.today)", "to": "\(rooms.today + 30)"])
        engagement = rooms.id(
            try rooms.give(
                .openAuditEngagement,
                [
                    "auditor": "\(rie)", "matter": "processor", "standard": "ISAE 3000 om papegøjer",
                    "from": "2024-01-01", "to": "2024-12-31",
                ]))
    }

    private func ask(_ words: [String: String] = [:]) throws -> ID<EvidenceRequest> {
        let usual = [
            "audit_engagement": "\(engagement)", "what": "Listen over undulater", "why": "Kontrolmål B.3",
            "unit": "\(unit)", "due": "\(rooms.today + 9)",
        ]
        return rooms.id(try rooms.give(.requestEvidence, usual.merging(words) { $1 }))
    }

    private func hits(_ typed: String, by person: ID<Person>, withOld: Bool = false) async throws -> [Subject] {
        try await library.settle()
        var ask = SearchAsk(typed)
        ask.withOld = withOld
        return await (try await library.house.sight(of: person)).search(ask).hits.map(\.subject)
    }

    @Test("by the standard, by what is asked for, why, and what was answered; closed, only among what is old")
    func found() async throws {
        let request = try ask()
        try rooms.give(.answerRequest, ["evidence_request": "\(request)", "note": "Kun to kakaduer er talt"])
        #expect(try await hits("papegøjer", by: sara) == [.auditEngagement(engagement)])
        for typed in ["undulater", "kontrolmål", "kakaduer"] {
            #expect(try await hits(typed, by: gry) == [.evidenceRequest(request)], "\(typed)")
        }
        try rooms.give(.closeAuditEngagement, ["audit_engagement": "\(engagement)", "note": "Erklæringen er givet"])
        for typed in ["papegøjer", "undulater"] {
            #expect(try await hits(typed, by: sara).isEmpty, "\(typed)")
            #expect(try await hits(typed, by: sara, withOld: true).count == 1, "\(typed)")
        }
    }

    @Test("breach: a request about what is confidential is found by nobody else, also when it becomes so later")
    func confidential() async throws {
        let policy = try rooms.document("Politik", unit: unit, text: Library.text(["Backup tages hver nat"]))
        let requirement: ID<Requirement> = rooms.id(
            try rooms.give(
                .findRequirement,
                [
                    "document": "\(policy)", "paragraph": "\(ParagraphID(high: 4, low: 0))", "demand": "Backup tages",
                    "unit": "\(unit)", "months": "12", "expected": "Log",
                ]))
        let request = try ask(["requirement": "\(requirement)"])
        #expect(try await hits("undulater", by: gry) == [.evidenceRequest(request)])
        try rooms.give(
            .draftVersion, ["document": "\(policy)", "classification": "strengt_fortrolig", "language": "da"],
            files: ["text": Library.text(["ny"]).encode(), "file": Array("x".utf8)])
        #expect(try await hits("undulater", by: gry, withOld: true).isEmpty)
        #expect(try await hits("undulater", by: sara) == [.evidenceRequest(request)])
    }
}
