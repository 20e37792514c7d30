// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office
import Testing

@testable import Web

/// A house with a course that is a package, and a server with a listener for packages.
struct PackageHouse {
    static let origin = "http://127.0.0.2:8301"
    /// What the test's browser asks for: see `SiteClient`.
    static let page = "http://localhost"

    let lobby: Lobby
    let course: ID<Course>
    let bytes: [UInt8]

    var lesson: String { Route.lesson(course, 1).path }
    var result: String { Route.lesson(course, 2).path }

    static func settings(_ publicAddress: String? = nil) -> Settings {
        var settings = Settings()
        settings.packages = PackagePlace(host: "127.0.0.2", port: 8301, publicAddress: publicAddress, isSecure: false)
        // Longer than a ticket.
        settings.idleMinutes = 600
        return settings
    }

    /// - Parameter bytes: the package; nil: our own of the module on GDPR.
    init(_ settings: Settings = PackageHouse.settings(), _ bytes: [UInt8]? = nil) async throws {
        let house = try await MailHouse(settings)
        lobby = house.lobby
        try await house.submit()
        try await house.decide()
        try await house.enforce()
        try await lobby.give(
            .grantRole,
            ["person": "\(house.director)", "role": "unit_head", "unit": house.unit, "from": "\(lobby.today)"])
        let own = try ScormExport.package(LearningLibrary.modules.filter { $0.id == "gdpr" })
        self.bytes = bytes ?? own
        let module = try await Self.take(self.bytes, in: house)
        try await lobby.give(.submitVersion, ["document": "\(module)"])
        try await lobby.give(
            .makeDecision,
            [
                "document": "\(module)", "act": "adopt", "outcome": "approved", "method": "meeting",
                "members": "\(house.director)",
            ])
        try await lobby.give(.enforceVersion, ["document": "\(module)", "from": "\(lobby.today)"])
        let opened = try await lobby.give(
            .openCourse,
            [
                "document": "\(module)", "scope": "gdpr", "reach": "everybody", "rhythm": "yearly",
                "from": "\(lobby.today)",
            ])
        course = ID(opened) ?? ID(high: 0, low: 0)
    }

    /// Imports a package as a document.
    static func take(
        _ bytes: [UInt8], kind: String = "modul", in house: MailHouse
    ) async throws -> ID<Document> {
        var arguments = Arguments(
            [
                "kind": kind, "title": "En pakke", "unit": house.unit, "classification": "intern",
                "parent": "\(house.policy)",
            ].mapValues { [$0] })
        arguments.files["file"] = .init(name: "pakke.zip", bytes: bytes)
        let (given, installation, organisation) = (arguments, house.lobby.installation, house.lobby.house.id)
        // All tests share the few places of those who wait for a file to be read.
        let done = await reading.take { () -> Result<Receipt?, any Error> in
            do {
                let done = try await installation.perform(
                    .importDocument, given, as: .system(component: "test", rule: nil, version: "1"), door: .system,
                    in: organisation)
                return .success(done.receipt)
            } catch { return .failure(error) }
        }
        return (try done?.get()?.subjects.first?.id ?? ID(high: 0, low: 0)).seen(as: Document.self)
    }

    private static let reading = TurnQueue(places: 2, most: 1_000)

    /// Asks the packages' listener.
    func fetch(
        _ path: String, _ method: String = "GET", host: String = "127.0.0.2:8301", headers: [String: String] = [:],
        shelf: PackageShelf? = nil
    ) async throws -> Answer {
        let door = try #require(PackageDoor(lobby.site, shelf: shelf))
        return await door.answer(
            Ask(
                id: "1", method: method, rawPath: path, rawQuery: "",
                headers: headers.merging(["host": host]) { own, _ in own }, client: "127.0.0.1", isSecure: false,
                way: .network, length: nil, body: { _ in [] }))
    }

    /// Opens the course, and returns the page and the path that its ticket gives.
    func open(_ browser: Browser) async throws -> (page: Browser.Page, ticket: String) {
        let page = try await browser.get(lesson)
        let found = page.text.firstMatch(of: #/data-source="http://127\.0\.0\.2:8301(/[0-9a-f]{64}/)"/#)
        return (page, String(try #require(found).1))
    }

    /// Sends what a package says, as the script of the page does.
    func say(
        _ browser: Browser, _ page: Browser.Page, _ values: [String: String]
    ) async throws -> (status: Int, json: JSON) {
        let usual = [
            "status": "incomplete", "raw": "", "min": "", "max": "", "location": "", "suspend": "", "exit": "",
            "total": "0",
        ]
        let fields = usual.merging(values) { $1 }.map { ($0.key, $0.value) } + [("csrf", page.csrf)]
        let answer = try await browser.post(lesson, fields, headers: [("accept", "application/json")])
        return (answer.status, (try? JSONReader.read(Array(answer.text.utf8))) ?? .null)
    }

    func certificate(_ username: String) -> Course.Certificate? {
        lobby.house.state.register.courses[course]?.certificates[lobby.person(username)]?.last
    }
}

extension Answer {
    func header(_ name: String) -> String? { headers.last { $0.0 == name }?.1 }
    var text: String { String(decoding: body, as: UTF8.self) }
}
