// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

/// A house with a person in every role, a course that is asked of everybody, and among its evidence a list from another
/// learning system, Internal: `ansat` and `kollega` have completed the course.
struct TaughtHouse {
    let aviary: Aviary
    let course: ID<Course>
    let list: ID<Evidence>
    /// Stands in the list and nowhere else.
    static let mark = "kanariebemærkning"

    var lobby: Lobby { aviary.lobby }
    var register: Register { lobby.house.state.register }

    init() async throws {
        aviary = try await Aviary()
        let (lobby, own) = (aviary.lobby, aviary.own)
        let policy = try #require(lobby.house.state.register.documents.values.first { $0.kind == .policy }?.id)
        let module = try await Self.perform(
            lobby, .importDocument,
            [
                "kind": "modul", "title": "Kort modul", "unit": "\(own)", "classification": "intern",
                "parent": "\(policy)",
            ], file: ("kort.da.md", ExampleWorld.module))
        try await lobby.give(.submitVersion, ["document": module])
        try await lobby.give(
            .makeDecision,
            [
                "document": module, "act": "adopt", "outcome": "approved", "method": "meeting",
                "members": "\(lobby.person("ejer"))",
            ])
        try await lobby.give(.enforceVersion, ["document": module, "from": "\(lobby.today)"])
        let opened = try await lobby.give(
            .openCourse,
            [
                "document": module, "scope": "gdpr", "reach": "everybody", "rhythm": "yearly", "from": "\(lobby.today)",
            ])
        course = try #require(ID(opened))
        for (username, number) in [("ansat", "10234"), ("kollega", "10235")] {
            try await lobby.give(
                .identifyPerson,
                ["person": "\(lobby.person(username))", "system": "employeeNumber", "value": number])
        }
        let rows = """
            Medarbejdernummer;Kursus;Gennemført;Bemærkning
            10234;Kort modul;\(lobby.today);\(Self.mark)
            10235;Kort modul;\(lobby.today);

            """
        let given = try await Self.perform(
            lobby, .addEvidence, ["unit": "\(own)", "title": "Udtræk"], file: ("udtraek.csv", rows))
        list = try #require(ID(given))
    }

    /// Records what the list says.
    func record() async throws {
        try await lobby.give(.recordCompletions, ["course": "\(course)", "evidence": "\(list)"])
    }

    /// The completion of somebody, as it stands in the ledger.
    func certificate(_ username: String) throws -> Course.Certificate {
        try #require(register.courses[course]?.certificates[lobby.person(username)]?.last)
    }

    func token(_ username: String) async throws -> String {
        let done = try await lobby.installation.perform(
            .issueToken,
            Arguments([
                "person": ["\(lobby.person(username))"], "scope": ["read"], "until": ["\(lobby.today + 30)"],
            ]), as: .system(component: "test", rule: nil, version: "1"), door: .system, in: lobby.house.id)
        return try #require(done.secret)
    }

    private static func perform(
        _ lobby: Lobby, _ kind: CommandKind, _ texts: [String: String], file: (name: String, text: String)
    ) async throws -> String {
        var arguments = Arguments(texts.mapValues { [$0] })
        arguments.files["file"] = .init(name: file.name, bytes: Array(file.text.utf8))
        let done = try await lobby.installation.perform(
            kind, arguments, as: .system(component: "test", rule: nil, version: "1"), door: .system, in: lobby.house.id)
        return try #require(done.receipt.subjects.first).id.description
    }
}
