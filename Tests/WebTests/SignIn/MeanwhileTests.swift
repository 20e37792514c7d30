// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

@Suite("A hash takes its time: what others do meanwhile is neither lost nor undone")
struct MeanwhileTests {
    private static let fresh = "solsort i en hyld"

    /// Waits until so many hashes more have begun.
    private func hashing(_ lobby: Lobby, after runs: Int, _ more: Int) async throws {
        for _ in 0..<5_000 where lobby.installation.passwords.runs < runs + more {
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    private func account(_ lobby: Lobby, _ username: String) throws -> Account {
        try #require(lobby.installation.accounts.find(username: username))
    }

    @Test("A new password leaves the language that was chosen while it was hashed")
    func nothingIsLost() async throws {
        let lobby = try await Lobby()
        let browser = Browser(client: SiteClient(lobby.site))
        _ = try await browser.signIn("asta")
        let (form, before) = (try await browser.get("/konto/adgangskode"), lobby.installation.passwords.runs)
        let asta = try account(lobby, "asta")
        async let done = browser.post(
            "/konto/adgangskode", [("csrf", form.csrf), ("current", Lobby.password), ("password", Self.fresh)])
        // The old one is checked, and the new one is being hashed.
        try await hashing(lobby, after: before, 2)
        try await lobby.installation.accounts.change(asta.id) {
            $0.language = .en
            return true
        }
        #expect(try await done.status == 303)
        let now = try account(lobby, "asta")
        #expect(now.language == .en && now.hash != asta.hash)
        let kept = try #require(lobby.side.get(shelf: Aside.Shelf.account.rawValue, key: asta.id.text))
        #expect(String(decoding: kept, as: UTF8.self).contains("\"en\""))
    }

    @Test("Who was signed out while a new password was hashed sets none")
    func anEndedSessionSetsNoPassword() async throws {
        let lobby = try await Lobby()
        let browser = Browser(client: SiteClient(lobby.site))
        _ = try await browser.signIn("asta")
        let (form, before) = (try await browser.get("/konto/adgangskode"), lobby.installation.passwords.runs)
        let asta = try account(lobby, "asta")
        async let done = browser.post(
            "/konto/adgangskode", [("csrf", form.csrf), ("current", Lobby.password), ("password", Self.fresh)])
        try await hashing(lobby, after: before, 2)
        try await lobby.installation.sessions.endAll(of: asta.id)
        #expect(try await done.location.hasPrefix("/log-ind"))
        #expect(try account(lobby, "asta").hash == asta.hash)
    }

    @Test("An old password lets nobody in after a new one was set, also where it was being checked then")
    func anOldPasswordIsOld() async throws {
        let lobby = try await Lobby()
        let hash = try await lobby.installation.passwords.hash(Self.fresh)
        let asta = try account(lobby, "asta")
        let browser = Browser(client: SiteClient(lobby.site))
        let (page, before) = (try await browser.get("/log-ind"), lobby.installation.passwords.runs)
        async let done = browser.post(
            "/log-ind", [("csrf", page.csrf), ("username", "asta"), ("password", Lobby.password)])
        try await hashing(lobby, after: before, 1)
        try await lobby.installation.accounts.change(asta.id) {
            $0.hash = hash
            return true
        }
        try await lobby.installation.sessions.endAll(of: asta.id)
        _ = try await done
        #expect(lobby.installation.sessions.all(of: asta.id).isEmpty)
        #expect(try await browser.signIn("asta", Self.fresh).status == 303)
    }

    @Test("A session that is ended while its holder signs in again stays ended, in memory and on disk")
    func anEndedSessionStaysEnded() async throws {
        let lobby = try await Lobby()
        let asta = try account(lobby, "asta")
        let place = Account.Place(organisation: lobby.house.id, person: lobby.person("asta"))
        let sessions = lobby.installation.sessions
        let (_, session) = try await sessions.begin(
            asta.id, place, by: .password, now: lobby.time.now, mint: lobby.installation.mint)
        try await sessions.end(session.id)
        var moved = session
        moved.view = .then(lobby.today - 1)
        try await sessions.save(moved)
        let rotated = try await sessions.rotate(
            session, by: .password, earlier: [], now: lobby.time.now, mint: lobby.installation.mint)
        #expect(rotated == nil && sessions.all(of: asta.id).isEmpty)
        #expect(lobby.side.rows(shelf: Aside.Shelf.session.rawValue, owner: nil).isEmpty)
    }

    @Test("No session begins where what was proved no longer holds")
    func noSessionBeginsAfterwards() async throws {
        let lobby = try await Lobby()
        let asta = try account(lobby, "asta")
        let place = Account.Place(organisation: lobby.house.id, person: lobby.person("asta"))
        await #expect(throws: Sessions.changed) {
            try await lobby.installation.sessions.begin(
                asta.id, place, by: .password, now: lobby.time.now, mint: lobby.installation.mint,
                holds: { false })
        }
        #expect(lobby.installation.sessions.all(of: asta.id).isEmpty)
    }

    @Test("Of many who open one new user name at once only the first has it")
    func oneNameIsOpenedOnce() async throws {
        let accounts = try Accounts(Aside(MemorySide()))
        let opened = try await withThrowingTaskGroup(of: Account?.self) { group in
            for number in UInt64(1)...40 {
                group.addTask {
                    try await accounts.open(
                        "ny", at: .init(organisation: ID(high: number, low: 1), person: ID(high: number, low: 2)),
                        joins: false, id: Ref(high: number, low: 3))
                }
            }
            var opened: [Account] = []
            for try await account in group { if let account { opened.append(account) } }
            return opened
        }
        #expect(opened.count == 1)
        #expect(accounts.find(username: "ny") == opened.first)
    }

    @Test("A one-time code is used once, also by two at once")
    func aCodeIsUsedOnce() async throws {
        let lobby = try await Lobby()
        let code = try await lobby.installation.invite(lobby.person("asta"), in: lobby.house.id)
        let known = try account(lobby, "asta")
        func take(_ hash: String) async throws -> Account? {
            try await lobby.installation.accounts.change(known.id) {
                guard $0.code == known.code else { return false }
                ($0.hash, $0.code) = (hash, nil)
                return true
            }
        }
        async let (first, second) = (take("a"), take("b"))
        #expect(try await [first, second].count { $0 != nil } == 1)
        #expect(lobby.installation.accounts.find(code: code, now: lobby.time.now) == nil)
    }
}
