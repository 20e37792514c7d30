// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

/// What was answered in a course, beside the ledger.
@Suite("Courses: what was answered")
struct LessonTests {
    private static func kept(_ house: TaughtHouse) -> [String] {
        house.lobby.side.rows(shelf: "lesson", owner: nil).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private static func question(_ house: TaughtHouse) -> String { Route.lesson(house.course, 2).path }

    /// Signs in, reads the page and answers the question; returns the token of the session.
    private static func answer(_ house: TaughtHouse, _ browser: Browser) async throws -> String {
        let signed = try await browser.signIn("ansat")
        #expect(signed.status == 303)
        let read = try await browser.get(Route.lesson(house.course, 1).path)
        #expect(read.status == 200)
        let page = try await browser.get(question(house))
        let sent = try await browser.post(question(house), [("csrf", page.csrf), ("answer", "0")])
        #expect(sent.status == 303 && kept(house).count == 1 && kept(house)[0].contains("q1=0"))
        return page.csrf
    }

    @Test("They go when the course is completed")
    func goneWhenCompleted() async throws {
        let house = try await TaughtHouse()
        try await house.lobby.visit { browser in
            let token = try await Self.answer(house, browser)
            let done = try await browser.post(
                "/udfoer/course.complete", [("csrf", token), ("course", "\(house.course)"), ("answers", "q1=0")])
            #expect(done.status == 303)
        }
        #expect(try house.certificate("ansat").evidence == nil)
        #expect(Self.kept(house).isEmpty)
    }

    @Test("They go when a list says that the course was completed elsewhere; another's stay")
    func goneWhenRecorded() async throws {
        let house = try await TaughtHouse()
        try await house.lobby.visit { browser in _ = try await Self.answer(house, browser) }
        try await house.lobby.visit { browser in
            let signed = try await browser.signIn("nabo")
            #expect(signed.status == 303)
            _ = try await browser.get(Route.lesson(house.course, 1).path)
        }
        #expect(Self.kept(house).count == 2)
        try await house.record()
        let left = house.lobby.side.rows(shelf: "lesson", owner: nil)
        #expect(left.map(\.key) == ["\(house.lobby.house.id)/\(house.lobby.person("nabo"))/\(house.course)"])
    }

    @Test("What a stopped server left goes at the next start")
    func goneAfterAKill() async throws {
        let house = try await TaughtHouse()
        try await house.lobby.visit { browser in _ = try await Self.answer(house, browser) }
        let row = try #require(house.lobby.side.rows(shelf: "lesson", owner: nil).first)
        try await house.record()
        // As if the server had been stopped between the two.
        try house.lobby.side.put(
            row.bytes, shelf: "lesson", key: row.key, owner: Ref(house.lobby.person("ansat")), expires: nil)
        try await house.lobby.installation.finishErasures()
        #expect(Self.kept(house).isEmpty)
    }

    @Test("An answer while a past day is shown changes nothing, and the page asks for none")
    func notOnAPastDay() async throws {
        let house = try await TaughtHouse()
        house.lobby.time.pass(seconds: 3 * 86_400)
        try await house.lobby.visit { browser in
            let token = try await Self.answer(house, browser)
            let before = Self.kept(house)
            _ = try await browser.get("/kurser?pr=\(house.lobby.today - 1)&viden=now")
            let sent = try await browser.post(Self.question(house), [("csrf", token), ("answer", "1")])
            #expect(sent.status == 409)
            let again = try await browser.post(
                Route.lesson(house.course, 3).path, [("csrf", token), ("again", "1")])
            #expect(again.status == 409)
            let shown = try await browser.get(Self.question(house))
            #expect(shown.status == 200 && !shown.text.contains("name=\"answer\""))
            #expect(Self.kept(house) == before)
        }
    }
}
