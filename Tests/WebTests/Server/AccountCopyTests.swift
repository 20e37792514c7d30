// SPDX-License-Identifier: MPL-2.0

import Domain
import Hummingbird
import Ledger
import Office
import Testing

@testable import Web

/// What of the side store comes back after a restore, and what must not.
@Suite("The accounts in a backup")
struct AccountCopyTests {
    /// The same houses with a side store that is empty, as after a restore.
    private func restored(_ lobby: Lobby) throws -> (Web.Installation, Site) {
        let installation = try Web.Installation(
            side: MemorySide(), clock: lobby.installation.clock, mint: .seeded(12), isDemo: true, settings: Settings(),
            version: "test")
        installation.add(lobby.house)
        return (installation, Site(installation, log: Log(clock: installation.clock) { _ in }))
    }

    private func signIn(_ name: String, at site: Site) async throws -> Int {
        try await Browser(client: SiteClient(site)).signIn(name).status
    }

    private func token(_ lobby: Lobby, _ name: String) async throws -> String {
        let done = try await lobby.installation.perform(
            .issueToken,
            Arguments(["person": ["\(lobby.person(name))"], "scope": ["read"], "until": ["\(lobby.today + 9)"]]),
            as: .system(component: "test", rule: nil, version: "1"), door: .system, in: lobby.house.id)
        return try #require(done.secret)
    }

    @Test func passwordsAndTokensComeBackButNoSessionDraftOrCode() async throws {
        let lobby = try await Lobby()
        let key = try await token(lobby, "bo")
        let code = try await lobby.installation.invite(lobby.person("asta"), in: lobby.house.id)
        #expect(try await signIn("asta", at: lobby.site) == 303)
        let copy = try AccountCopy.read(from: lobby.side)
        let text = String(decoding: copy, as: UTF8.self)
        #expect(!text.contains("asta") && !text.contains(Secret.hash(code)) && !text.contains(key))

        let (installation, site) = try restored(lobby)
        #expect(installation.hasLostPasswords && installation.isSetUp)
        #expect(try await installation.setUpCode() == nil)
        #expect(try await signIn("asta", at: site) == 422)
        #expect(try await installation.takeBack(copy) == 2)
        #expect(!installation.hasLostPasswords)
        #expect(try await signIn("asta", at: site) == 303)
        #expect(installation.tokens[key] != nil)
        #expect(installation.accounts.find(code: code, now: lobby.time.now) == nil)
        await #expect(throws: (any Error).self) { try await installation.takeBack(Array("{}".utf8)) }
    }

    @Test func whoWasErasedDoesNotComeBack() async throws {
        let lobby = try await Lobby()
        let (asta, bo) = (try await token(lobby, "asta"), try await token(lobby, "bo"))
        let copy = try AccountCopy.read(from: lobby.side)
        try await lobby.give(
            .erasePerson, ["person": "\(lobby.person("bo"))", "decision": "Sag 1", "basis": "request"])
        let (installation, site) = try restored(lobby)
        #expect(try await installation.takeBack(copy) == 1)
        #expect(installation.tokens[asta] != nil && installation.tokens[bo] == nil)
        #expect(try await signIn("asta", at: site) == 303)
        #expect(try await signIn("bo", at: site) == 422)
    }

    @Test func theErasurePageSaysWhenTheLastBackupExpires() async throws {
        let world = try await PagesWorld()
        var context = try await world.context(world.line)
        let without = try await ErasurePage.content(world.staff, in: context).body.string
        #expect(without.contains("Der er ingen sikkerhedskopi"))
        context.lastBackupExpires = { Day("2027-02-21") }
        let with = try await ErasurePage.content(world.staff, in: context).body.string
        #expect(with.contains("udløber 21. februar 2027") && !with.contains("Der er ingen sikkerhedskopi"))
    }

    @Test func aBackupThatHasExpiredIsNotCounted() async throws {
        let lobby = try await Lobby()
        let ends = Lobby.Box<Instant?>(lobby.time.now + 86_400)
        let installation = try Web.Installation(
            side: MemorySide(), clock: lobby.installation.clock, isDemo: true, settings: Settings(), version: "test",
            backupEnds: { ends.value })
        #expect(installation.lastBackupExpires == lobby.today + 1)
        lobby.time.pass(seconds: 86_400)
        #expect(installation.lastBackupExpires == nil)
    }
}
