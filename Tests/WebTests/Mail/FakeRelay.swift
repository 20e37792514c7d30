// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office
import Synchronization

@testable import Web

/// A relay that keeps what it is given, and answers as a test wants.
final class FakeRelay: Relay {
    private let held = Mutex<(taken: [Letter], answer: HandingOver)>(([], .taken))

    var place: String { "relay.example:25" }

    var answer: HandingOver {
        get { held.withLock { $0.answer } }
        set { held.withLock { $0.answer = newValue } }
    }

    var taken: [Letter] { held.withLock { $0.taken } }

    func hand(_ letter: Letter) -> HandingOver {
        held.withLock { held in
            if held.answer == .taken { held.taken.append(letter) }
            return held.answer
        }
    }

    /// What it has taken since the last time it was asked.
    func collect() -> [Letter] {
        held.withLock { held in
            defer { held.taken = [] }
            return held.taken
        }
    }
}

extension Lobby {
    static let mailDomain = "@fki.example"

    /// Gives a person an address: the user name at the domain of the tests.
    func address(_ username: String, name: String) async throws {
        try await give(
            .renamePerson,
            [
                "person": "\(person(username))", "name": name, "mail": username + Lobby.mailDomain, "from": "\(today)",
            ])
    }

    /// One round of the postman.
    func deliver() async throws {
        try await installation.postman?.round(installation)
    }

    /// Lets the time pass until an hour of a day.
    func wait(until day: Day, hour: Int, minute: Int = 0) {
        let wanted = Copenhagen.start(of: day) + (hour * 3600 + minute * 60)
        time.pass(seconds: wanted - time.now)
    }
}

/// A house with an adopted policy, a director, and addresses: what mail is sent about.
struct MailHouse {
    let relay = FakeRelay()
    let lobby: Lobby
    let unit: String
    let director: ID<Person>
    /// The policy, intern and in force.
    let policy: ID<Document>

    init(_ settings: Settings = Settings()) async throws {
        let lobby = try await Lobby(settings, relay: relay)
        self.lobby = lobby
        let today = "\(lobby.today)"
        unit = try await lobby.give(.openUnit, ["name": "Økonomi og løn", "from": today])
        let person = try await lobby.give(.addPerson, ["name": "Åse Ærø", "mail": "aase" + Lobby.mailDomain])
        try await lobby.give(
            .beginEngagement,
            ["person": person, "kind": "employee", "unit": unit, "title": "Direktør", "from": today])
        try await lobby.give(.seatMember, ["body": "direktion", "person": person, "from": today])
        try await lobby.give(.openAccount, ["person": person, "username": "aase"])
        director = ID(person) ?? ID(high: 0, low: 0)
        try await lobby.installation.setPassword(Lobby.password, of: director, in: lobby.house.id)
        try await lobby.address("bo", name: "Bo Dam")
        try await lobby.address("asta", name: "Asta Bro")
        policy = try await MailHouse.document(lobby, unit, "Politik for størrelser", "intern")
    }

    /// A policy as it is written, in the hands of the direktion when it is submitted.
    static func document(
        _ lobby: Lobby, _ unit: String, _ title: String, _ classification: String
    ) async throws -> ID<Document> {
        var arguments = Arguments([
            "kind": ["politik"], "title": [title], "unit": [unit], "classification": [classification], "note": ["Ny"],
        ])
        arguments.files["file"] = .init(name: "tekst.txt", bytes: Array("1. Formål\n\nAlle skal læse den.\n".utf8))
        let done = try await lobby.installation.perform(
            .importDocument, arguments, as: .system(component: "test", rule: nil, version: "1"), door: .system,
            in: lobby.house.id)
        return (done.receipt.subjects.first?.id ?? ID(high: 0, low: 0)).seen(as: Document.self)
    }

    func submit() async throws {
        try await lobby.give(.submitVersion, ["document": "\(policy)", "lacking": "Kun til test"])
    }

    func decide() async throws {
        try await lobby.give(
            .makeDecision,
            [
                "document": "\(policy)", "act": "adopt", "outcome": "approved", "method": "minutes",
                "minutes": "DIR 1", "members": "\(director)",
            ])
    }

    func enforce() async throws {
        try await lobby.give(.enforceVersion, ["document": "\(policy)", "from": "\(lobby.today)"])
    }
}
