// SPDX-License-Identifier: MPL-2.0

import Domain
import Office
import Testing

@testable import Web

@Suite("Ten thousand wrong passwords")
struct GuessingTests {
    /// What an attack sees, and what it costs.
    private struct Attack {
        var statuses: [Int] = []
        var most = 0
        var runs = 0
    }

    /// 10,000 tries against one name, spread over so many seconds each from an address of its own; the most hashes made in
    /// any hour of it.
    private func attack(_ username: String, every seconds: Double, helped: Bool = false) async throws -> Attack {
        let lobby = try await Lobby()
        let throttle = lobby.installation.throttle
        let key: Throttle.Key = lobby.account(username)?.hash == nil ? .other(username) : .known(username)
        var made: [Int64] = []
        var tries = 0
        var attack = Attack()
        for index in 0..<10_000 {
            if throttle.begin(key, from: "192.0.2.\(index % 250)", now: lobby.time.now) == nil {
                made.append(lobby.time.now.milliseconds)
                tries += 1
                // The one whose account it is gets in now and then, which begins the waits anew.
                if helped, tries % 3 == 0 {
                    try await throttle.succeeded(key, from: "198.51.100.7")
                    made.removeLast()
                }
            }
            if Int(Double(index + 1) * seconds) > Int(Double(index) * seconds) {
                lobby.time.pass(seconds: Int(Double(index + 1) * seconds) - Int(Double(index) * seconds))
            }
        }
        attack.runs = made.count
        for (index, start) in made.enumerated() {
            attack.most = max(attack.most, made[index...].prefix { $0 < start + 3_600_000 }.count)
        }
        return attack
    }

    @Test(
        "At most twenty hashes in any hour, in an hour or over two days, and though the right one comes between",
        arguments: [0.36, 17.0], [false, true])
    func hashes(_ every: Double, _ helped: Bool) async throws {
        let attack = try await attack("asta", every: every, helped: helped)
        #expect(attack.most <= Throttle.perHour && attack.most >= 4, "\(attack.most)")
        #expect(attack.runs <= Throttle.perHour * 48)
    }

    @Test("Through the door: at most twenty are made, others get in meanwhile, and unknown names share as many")
    func door() async throws {
        let lobby = try await Lobby()
        let passwords = lobby.installation.passwords
        try await lobby.visit { browser in
            let start = passwords.runs
            let csrf = try await browser.get("/log-ind").csrf
            func attempt(_ username: String) async throws -> Int {
                try await browser.post(
                    "/log-ind", [("csrf", csrf), ("username", username), ("password", "forkert kode")]
                ).status
            }
            for index in 0..<600 {
                _ = try await attempt("asta")
                if index % 100 == 99 {
                    let other = Browser(client: browser.client)
                    // How soon, Tests/Browser/test_guessing.py measures on a real server.
                    #expect(try await other.signIn("bo").status == 303)
                }
                lobby.time.pass(seconds: 6)
            }
            #expect(passwords.runs - start - 6 <= Throttle.perHour, "\(passwords.runs - start)")
        }
    }

    @Test("Known and unknown names answer alike, try by try, also long after all the unknown had their hashes")
    func alike() async throws {
        let lobby = try await Lobby()
        for name in ["asta", "kirsten"] {
            #expect(lobby.account(name)?.hash != nil || name == "kirsten")
        }
        try await lobby.visit { browser in
            let csrf = try await browser.get("/log-ind").csrf
            func attempt(_ username: String) async throws -> (Int, String?, String) {
                let page = try await browser.post(
                    "/log-ind", [("csrf", csrf), ("username", username), ("password", "forkert kode")])
                return (page.status, page.header("retry-after"), page.text.replacing(username, with: "X"))
            }
            let before = lobby.installation.passwords.runs
            for index in 0..<(3 * Passwords.decoysPerHour) {
                #expect(try await attempt("ukendt\(index)").0 == 422)
                lobby.time.pass(seconds: 4)
            }
            #expect(lobby.installation.passwords.runs - before <= Passwords.decoysPerHour)
            for _ in 0..<40 {
                let (known, unknown) = (try await attempt("asta"), try await attempt("kirsten"))
                #expect(known == unknown)
                lobby.time.pass(seconds: 45)
            }
        }
    }

    /// That it is so on a real server, Tests/Browser/test_guessing.py measures.
    @Test("An unknown name takes as long as one of the last real ones, with a hash or without")
    func time() async throws {
        let pauses = Lobby.Box([Duration]())
        let passwords = Passwords(secret: "x") { pause in pauses.change { $0.append(pause) } }
        let hash = try await passwords.hash("regnvejr over Mols")
        let now = Instant(milliseconds: 0)
        for _ in 0..<Passwords.decoysPerHour { _ = try await passwords.verify("forkert kode", nil, now: now) }
        #expect(pauses.value.isEmpty && passwords.runs == 1 + Passwords.decoysPerHour)
        var (shortest, longest) = (Duration.seconds(9), Duration.zero)
        // More than are remembered.
        for _ in 0..<40 {
            let start = ContinuousClock.now
            #expect(try await passwords.verify("forkert kode", hash, now: now) == false)
            let took = ContinuousClock.now - start
            (shortest, longest) = (min(shortest, took), max(longest, took))
        }
        let before = passwords.runs
        for _ in 0..<30 { #expect(try await passwords.verify("forkert kode", nil, now: now) == false) }
        #expect(passwords.runs == before && pauses.value.count == 30, "no hash is made for the unknown any more")
        // What is outside the hash itself is counted here and not there.
        for pause in pauses.value { #expect(pause > shortest * 0.5 && pause <= longest, "\(shortest) \(longest)") }
        _ = try await passwords.verify("forkert kode", nil, now: now + 3_600_000)
        #expect(passwords.runs == before + 1, "an hour later there are hashes again")
    }

    @Test("Any number of names and addresses takes a bounded memory, and pushes out nobody whose account it is")
    func memory() async throws {
        let lobby = try await Lobby()
        let throttle = lobby.installation.throttle
        for _ in 0..<7 { _ = throttle.begin(.known("asta"), from: "192.0.2.1", now: lobby.time.now) }
        let wait = try #require(throttle.begin(.known("asta"), from: "192.0.2.1", now: lobby.time.now))
        for index in 0..<50_000 {
            _ = throttle.begin(.other("navn \(index)"), from: "vært \(index)", now: lobby.time.now)
        }
        #expect(throttle.size <= 2 * (Throttle.most + 1) + 1)
        #expect(throttle.begin(.known("asta"), from: "192.0.2.1", now: lobby.time.now) == wait)
        #expect(lobby.side.rows(shelf: "throttle", owner: nil).count <= 1)
    }

    @Test("Guessing from outside keeps nobody who is signed in from proving anew who they are")
    func signedIn() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let thief = Browser(client: browser.client)
            for _ in 0..<8 { _ = try await thief.signIn("asta", "forkert kode") }
            #expect(try await thief.signIn("asta").status == 429)
            #expect(try await browser.fill("/log-ind/igen", [("password", Lobby.password)]).status == 303)
        }
    }
}
