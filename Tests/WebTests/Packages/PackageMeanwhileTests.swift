// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Foundation
import Synchronization
import Testing

@testable import Office
@testable import Web

@Suite("A package that stands open while other things happen")
struct PackageMeanwhileTests {
    @Test("After a new sign-in it goes on, in the same session and in the one after it ran out")
    func goesOn() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (_, ticket) = try await house.open(browser)
            let again = try await browser.fill(Route.freshSignIn.path, [("password", Lobby.password)])
            #expect(again.status == 303)
            #expect(try await house.fetch(ticket + "pakke/index.html").status == 200)
        }
        var settings = PackageHouse.settings()
        settings.idleMinutes = 20
        let short = try await PackageHouse(settings)
        try await short.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (_, ticket) = try await short.open(browser)
            short.lobby.time.pass(seconds: 21 * 60)
            #expect(try await short.fetch(ticket).status == 404, "the session ran out")
            _ = try await browser.signIn("bo")
            #expect(try await short.fetch(ticket).status == 200, "the same person is there again")
            // Somebody else at the same machine is not.
            short.lobby.time.pass(seconds: 21 * 60)
            _ = try await browser.signIn("asta")
            #expect(try await short.fetch(ticket).status == 404)
        }
    }

    @Test("What is reported after the ticket ran out is kept, and the page is told to open the package again")
    func opensAgain() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (page, _) = try await house.open(browser)
            #expect(try await house.say(browser, page, ["location": "side-2"]).json["open"] == .bool(true))
            house.lobby.time.pass(seconds: 61 * 60)
            let late = try await house.say(browser, page, ["location": "side-3"])
            #expect(late.status == 200 && late.json["open"] == .bool(false))
            #expect(late.json["note"]?.text?.contains("hent siden igen") == true)
            let (again, ticket) = try await house.open(browser)
            #expect(again.text.contains("side-3"))
            #expect(try await house.fetch(ticket).status == 200)
        }
    }

    @Test("One that reports without end is kept a few times a second, and told to wait; others are not slowed")
    func paced() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (page, _) = try await house.open(browser)
            var statuses: [Int] = []
            for number in 1...Int(PackageTickets.burst) + 5 {
                statuses.append(try await house.say(browser, page, ["location": "side-\(number)"]).status)
            }
            #expect(statuses.filter { $0 == 200 }.count == Int(PackageTickets.burst))
            #expect(statuses.last == 429)
            house.lobby.time.pass(seconds: 2)
            #expect(try await house.say(browser, page, ["location": "sidst"]).status == 200)
            let other = Browser(client: browser.client)
            _ = try await other.signIn("asta")
            let (hers, _) = try await house.open(other)
            #expect(try await house.say(other, hers, ["location": "side-1"]).status == 200)
        }
    }

    @Test("One that is slow to read keeps nobody waiting who asks for another")
    func apart() async throws {
        let house = try await PackageHouse()
        let place = house.lobby.house
        let sight = try await place.sight(of: house.lobby.person("bo"))
        let played = try #require(sight.package(of: try sight.course(house.course).course, .da))
        let slow = ValueID(high: 1, low: 1)
        let bytes = house.bytes
        let isOpen = Lobby.Box(false)
        let hasBegun = Lobby.Box(false)
        let shelf = PackageShelf { file, _ in
            if file == slow {
                hasBegun.change { $0 = true }
                while !isOpen.value { Thread.sleep(forTimeInterval: 0.002) }
            }
            return bytes
        }
        let waiting = PlayedPackage(
            module: played.module, version: played.version, file: slow, language: played.language)
        let held = Task.detached { shelf.opened(waiting, in: place) != nil }
        while !hasBegun.value { try await Task.sleep(for: .milliseconds(2)) }
        #expect(shelf.opened(played, in: place) != nil, "it came back while the other is being read")
        isOpen.change { $0 = true }
        #expect(await held.value)
    }

    @Test("A file waits for its turn before the package that it is in is read")
    func queued() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (_, ticket) = try await house.open(browser)
            let (bytes, reads, inside, isFree) = (house.bytes, Lobby.Box(0), Lobby.Box(0), Lobby.Box(false))
            let shelf = PackageShelf { _, _ in
                reads.change { $0 += 1 }
                return bytes
            }
            let queue = house.lobby.site.unpacking
            func until(_ isSo: () -> Bool) async throws {
                for _ in 0..<5_000 where !isSo() { try await Task.sleep(for: .milliseconds(2)) }
            }
            // Both places are taken.
            for _ in 0..<2 {
                Task {
                    await queue.take {
                        inside.change { $0 += 1 }
                        while !isFree.value { try? await Task.sleep(for: .milliseconds(2)) }
                    }
                }
            }
            try await until { inside.value == 2 }
            #expect(inside.value == 2)
            let asked = Task { try await house.fetch(ticket + "pakke/index.html", shelf: shelf) }
            try await until { queue.waiting == 1 }
            #expect(queue.waiting == 1 && reads.value == 0, "nothing is read while it waits")
            isFree.change { $0 = true }
            #expect(try await asked.value.status == 200)
            #expect(reads.value == 1)
        }
    }
}
