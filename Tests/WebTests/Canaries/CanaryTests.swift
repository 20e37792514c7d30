// SPDX-License-Identifier: MPL-2.0

import Domain
import Glibc
import HTML
import Ledger
import Office
import Testing

@testable import Exchange
@testable import Web

/// Policy §7.2: classification is obeyed everywhere. Nobody who may not see a document meets a word of what is written
/// about it: on no page, in no answer of the interface, in no header, error, count or search.
@Suite("Canaries")
struct CanaryTests {
    private func forbidden(_ aviary: Aviary, to person: ID<Person>) -> [String] {
        let (register, today) = (aviary.lobby.house.state.register, aviary.lobby.today)
        return aviary.canaries.compactMap { id, mark in
            guard let document = register.documents[id],
                !Access.sees(document.accessClass(on: today), person, in: register, on: today)
            else { return nil }
            return mark
        }
    }

    @Test func noPageTellsOfWhatMayNotBeSeen() async throws {
        let aviary = try await Aviary()
        let paths = aviary.paths()
        #expect(paths.count > 200)
        let seen = try await aviary.everybody { browser, username, role in
            let marks = forbidden(aviary, to: aviary.lobby.person(username))
            #expect(try await browser.signIn(username).status == 303)
            var found = 0
            for path in paths {
                let page = try await browser.get(path)
                #expect(page.status < 500, "\(role) \(path) \(page.status)")
                let text = page.headers.reduce(page.text) { $0 + "\n\($1.name): \($1.value)" }
                // What was asked for is said again; the rest may not be there.
                guard !path.contains("/soeg?q=") || !marks.contains(where: { path.contains(Percent.encoded($0)) })
                else {
                    for mark in marks where text.holds("<mark>\(mark)") || text.holds("\(mark)1 titel") {
                        Issue.record("\(role) finds \(mark) at \(path)")
                    }
                    continue
                }
                for mark in marks where text.holds(mark) { Issue.record("\(role) reads \(mark) at \(path)") }
                if aviary.canaries.values.contains(where: text.holds) { found += 1 }
            }
            return found
        }
        // Those who may see them do, on many pages: the walk can fail.
        #expect(seen["security"] ?? 0 > 60 && seen["dpo"] ?? 0 > 60, "\(seen)")
        #expect(seen["systemOwner"] ?? 0 == 0 && (seen["auditor"] ?? 0) < (seen["security"] ?? 0), "\(seen)")
    }

    /// A workbook is packed: what it says stands in its parts.
    private static func words(_ body: [UInt8]) -> String {
        guard body.starts(with: Array("PK".utf8)), let archive = ZipDirectory(body) else {
            return String(decoding: body, as: UTF8.self)
        }
        return archive.entries.compactMap { archive.content($0.name, of: body, most: 20_000_000) }
            .map { String(decoding: $0, as: UTF8.self) }.joined()
    }

    /// A calendar is fetched by programs that nobody watches: it tells nobody of what is classified.
    @Test func noCalendarTellsOfIt() async throws {
        let aviary = try await Aviary()
        let units = [nil, aviary.own, aviary.other] as [ID<Unit>?]
        var events = 0
        for (username, role) in aviary.people {
            let secret = try #require(aviary.calendars[username])
            events += try await aviary.lobby.visit { browser in
                var found = 0
                for unit in units {
                    let feed = try await browser.get(Route.calendar(secret, unit).path)
                    #expect(feed.status == 200 || unit != nil && feed.status == 404)
                    // Long lines are folded, also in the middle of a word.
                    let text = feed.text.replacing("\r\n ", with: "")
                    for mark in aviary.canaries.values where text.holds(mark) {
                        Issue.record("\(role) reads \(mark) in the calendar")
                    }
                    found += text.split(separator: "BEGIN:VEVENT").count - 1
                }
                return found
            }
        }
        #expect(events > 0, "what everybody may see is there")
    }

    /// Every form, opened and sent: about what may not be seen it answers as about what is not there.
    @Test func noFormAnswersOtherwiseAboutWhatMayNotBeSeen() async throws {
        let aviary = try await Aviary()
        let missing = "00000000-0000-4000-8000-000000000001"
        for username in ["ansat", "revisor", "nabo"] {
            let marks = forbidden(aviary, to: aviary.lobby.person(username))
            let hidden = aviary.canaries.filter { marks.contains($0.value) }.map(\.key)
            #expect(!hidden.isEmpty)
            try await aviary.lobby.visit { browser in
                _ = try await browser.signIn(username)
                let csrf = try await browser.get("/konto").csrf
                for kind in CommandKind.allCases where kind.fields.contains(where: { $0.name == "document" }) {
                    for id in hidden {
                        let form = Route.command(kind).path
                        var answers: [[String]] = []
                        for named in ["\(id)", missing] {
                            let opened = try await browser.get("\(form)?document=\(named)&act=adopt")
                            let sent = try await browser.post(
                                form, [("csrf", csrf), ("document", named), ("act", "adopt")])
                            answers.append([opened, sent].map { "\($0.status) \($0.location) \(Self.bare($0.text))" })
                        }
                        #expect(answers[0] == answers[1], "\(username) \(kind.rawValue)")
                    }
                }
            }
        }
    }

    /// A page without the identities in it: each form carries one of its own.
    private static func bare(_ text: String) -> String {
        text.replacing(#/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/#, with: "ID")
    }

    /// Policy §7.2: a stricter class holds at once, for everything that tells of the document.
    @Test func whatIsRaisedIsGoneForThoseWhoMayNotSeeIt() async throws {
        let aviary = try await Aviary(isRaised: true)
        let (lobby, id) = (aviary.lobby, try #require(aviary.raised))
        let mark = Aviary.raisedMark
        for round in ["before", "after"] {
            if round == "after" { try await aviary.raise() }
            let paths = aviary.paths() + ["/overblik?pr=\(lobby.today)&viden=now", "/aarshjul?pr=\(lobby.today)"]
            _ = try await aviary.everybody { browser, username, role in
                let person = lobby.person(username)
                let (register, today) = (lobby.house.state.register, lobby.today)
                let document = try #require(register.documents[id])
                let sees = Access.sees(document.accessClass(on: today), person, in: register, on: today)
                _ = try await browser.signIn(username)
                var found = 0
                for path in paths where !path.contains("/soeg?q=") || !path.contains(Percent.encoded(mark)) {
                    let page = try await browser.get(path)
                    #expect(page.status < 500, "\(role) \(path) \(page.status)")
                    let text = page.headers.reduce(page.text) { $0 + "\n\($1.name): \($1.value)" }
                    guard text.holds(mark) else { continue }
                    found += 1
                    if !sees { Issue.record("\(role) reads \(mark) at \(path) \(round)") }
                }
                let search = try await browser.get("/soeg?q=\(Percent.encoded(mark + "7"))&gamle=ja")
                #expect(search.text.contains("<mark>") == sees, "\(role) \(round)")
                #expect((found > 20) == sees, "\(role) \(round) \(found)")
                if round == "before" { #expect(sees, "\(role)") }
                return found
            }
        }
        // Somebody lost sight of it, and somebody did not: the walk can fail both ways.
        let blind = aviary.people.filter { forbidden(aviary, to: lobby.person($0.username)).contains(mark) }
        #expect(blind.count >= 5 && blind.count < aviary.people.count, "\(blind)")
    }

    @Test func noAnswerOfTheInterfaceTellsOfIt() async throws {
        let aviary = try await Aviary(isRaised: true)
        try await aviary.raise()
        let (lobby, operations) = (aviary.lobby, aviary.operations() + aviary.complianceFiles)
        var seen: [String: Int] = [:]
        for (username, role) in aviary.people {
            let person = lobby.person(username)
            let token = try await lobby.token(of: person)
            let marks = forbidden(aviary, to: person)
            var found = 0
            for (path, query) in operations {
                let answer = await API.answer(
                    APIRequest(
                        method: "GET", path: path, query: query, headers: ["authorization": "Bearer \(token)"],
                        peer: .network("192.0.2.1")), in: lobby.installation)
                #expect(answer.status < 500 || answer.status == 503, "\(path)")
                let text = answer.headers.reduce(Self.words(answer.body)) { $0 + "\n\($1.0): \($1.1)" }
                for mark in marks where text.holds(mark) { Issue.record("\(role) reads \(mark) at \(path)") }
                if aviary.canaries.values.contains(where: text.holds) { found += 1 }
            }
            // No command answers otherwise about what may not be seen than about what is not there.
            for kind in CommandKind.allCases where kind.fields.contains(where: { $0.name == "document" }) {
                for (id, mark) in aviary.canaries where marks.contains(mark) {
                    var answers: [String] = []
                    for named in ["\(id)", "00000000-0000-4000-8000-000000000001"] {
                        let answer = await API.answer(
                            APIRequest(
                                method: "POST", path: "/api/v1/commands/\(kind.rawValue)", query: [:],
                                headers: [
                                    "authorization": "Bearer \(token)", "content-type": "application/json",
                                ], body: JSON.members([("document", .string(named))]).bytes,
                                peer: .network("192.0.2.1")), in: lobby.installation)
                        let said = String(decoding: answer.body, as: UTF8.self).replacing(named, with: "")
                        answers.append("\(answer.status) \(said)")
                    }
                    #expect(answers[0] == answers[1], "\(role) \(kind.rawValue)")
                }
            }
            seen[role] = found
        }
        #expect(seen["security"] ?? 0 > 20 && seen["systemOwner"] ?? 0 == 0, "\(seen)")
    }

    @Test func whatMayNotBeSeenAnswersAsWhatIsNotThere() async throws {
        let aviary = try await Aviary()
        let id = try #require(aviary.canaries.first { $0.value == "rødkanarie" }?.key)
        let number = try #require(aviary.lobby.house.state.register.documents[id]?.number)
        let missing = "00000000-0000-4000-8000-000000000001"
        try await aviary.lobby.visit { browser in
            _ = try await browser.signIn("ansat")
            for (one, two) in [("/dokumenter/\(id)", "/dokumenter/\(missing)"), ("/d/\(number)", "/d/9999")] {
                let (hidden, gone) = (try await browser.get(one), try await browser.get(two))
                #expect(hidden.status == 404 && gone.status == 404)
                #expect(hidden.text.replacing(one, with: "") == gone.text.replacing(two, with: ""))
                #expect(
                    hidden.headers.map { "\($0.name)" }.sorted() == gone.headers.map { "\($0.name)" }.sorted())
            }
            for (hidden, gone) in [("/dokumenter/\(id)", "/dokumenter/\(missing)"), ("/d/\(number)", "/d/9999")] {
                let difference = try await Self.difference { isHidden in
                    _ = try await browser.get(isHidden ? hidden : gone)
                }
                #expect(difference < 0.05, "\(hidden): \(difference)")
            }
        }
        let token = try await aviary.lobby.token(of: aviary.lobby.person("ansat"))
        let installation = aviary.lobby.installation
        let difference = try await Self.difference { isHidden in
            _ = await API.answer(
                APIRequest(
                    method: "GET", path: "/api/v1/documents/\(isHidden ? "\(id)" : missing)", query: [:],
                    headers: ["authorization": "Bearer \(token)"], peer: .network("192.0.2.1")), in: installation)
        }
        #expect(difference < 0.05, "the interface: \(difference)")
    }

    /// By how much the medians of 1,000 requests each differ. One of each in turn, so that what else the machine does is
    /// shared; a busy machine gets three tries.
    private static func difference(_ ask: (_ isHidden: Bool) async throws -> Void) async throws -> Double {
        var difference = 1.0
        for _ in 0..<5 where difference >= 0.05 {
            let clock = ContinuousClock()
            var times: [[Double]] = [[], []]
            for turn in 0..<2000 {
                let start = clock.now
                try await ask(turn % 2 == 0)
                times[turn % 2].append((clock.now - start) / .seconds(1))
            }
            let medians = times.map { $0.sorted()[$0.count / 2] }
            difference = abs(medians[0] - medians[1]) / min(medians[0], medians[1])
        }
        return difference
    }
}

extension String {
    /// Whether the bytes of a word stand in it. Comparing by characters took most of the time of these tests.
    fileprivate func holds(_ word: String) -> Bool {
        var (text, word) = (self, word)
        return text.withUTF8 { text in
            word.withUTF8 { word in
                guard let sought = word.baseAddress, let start = text.baseAddress else { return word.isEmpty }
                var place = 0
                while place + word.count <= text.count,
                    let next = memchr(start + place, Int32(sought[0]), text.count - place)
                {
                    place = UnsafeRawPointer(next) - UnsafeRawPointer(start)
                    if place + word.count <= text.count, memcmp(next, sought, word.count) == 0 { return true }
                    place += 1
                }
                return false
            }
        }
    }
}

extension Aviary {
    /// What everybody finds, by role. They walk side by side: one after another they were the longest tests by far.
    fileprivate func everybody(
        _ walk: @escaping @Sendable (_ browser: Browser, _ username: String, _ role: String) async throws -> Int
    ) async throws -> [String: Int] {
        let lobby = lobby
        return try await withThrowingTaskGroup(of: (String, Int).self) { group in
            for (username, role) in people {
                group.addTask { (role, try await lobby.visit { try await walk($0, username, role) }) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }
}

extension Lobby {
    /// The secret of a new token.
    func token(of person: ID<Person>) async throws -> String {
        let done = try await installation.perform(
            .issueToken, Arguments(["person": ["\(person)"], "scope": ["write"], "until": ["\(today + 30)"]]),
            as: .system(component: "test", rule: nil, version: "1"), door: .system, in: house.id)
        return done.secret ?? ""
    }
}
