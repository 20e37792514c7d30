// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Synchronization
import Testing

@testable import Web

/// What lies beside the ledger about somebody goes with what a fact says is erased, also when the server was stopped between
/// the two; and a run of retention takes nothing of those who are here.
@Suite("Erasure beside the ledger")
struct ErasedBesideTests {
    /// Everything that lies beside the ledger and is somebody's.
    private static func rows(_ lobby: Lobby, of person: ID<Person>) -> [String] {
        Aside.Shelf.allCases.flatMap { shelf in
            lobby.side.rows(shelf: shelf.rawValue, owner: Ref(person)).map { "\(shelf.rawValue) \($0.key)" }
        }
    }

    private static func order(
        _ lobby: Lobby, _ kind: CommandKind, _ texts: [String: String]
    ) -> Order {
        Order(
            command: lobby.installation.newCommand(), kind: kind, arguments: Arguments(texts.mapValues { [$0] }),
            actor: .system(component: "test", rule: nil, version: "1"), door: .system)
    }

    /// Asta, who has an account, a session and something that she wrote; erased in the ledger alone, as by a server that was
    /// stopped before it came to the rest.
    private static func killed() async throws -> (lobby: Lobby, asta: ID<Person>) {
        let lobby = try await Lobby()
        let asta = lobby.person("asta")
        try await lobby.visit { browser in
            let signed = try await browser.signIn("asta")
            #expect(signed.status == 303)
        }
        try lobby.side.put(Array("{}".utf8), shelf: "lesson", key: "x", owner: Ref(asta), expires: nil)
        try lobby.side.put(Array("{}".utf8), shelf: "draft", key: "y", owner: Ref(lobby.person("bo")), expires: nil)
        let words = ["person": "\(asta)", "decision": "DPO, sag 7", "basis": "request"]
        _ = try await Desk(lobby.house).perform(order(lobby, .erasePerson, words))
        #expect(!rows(lobby, of: asta).isEmpty, "the test looks wrongly")
        return (lobby, asta)
    }

    @Test("After a kill the next start takes what is left, and a second start takes no more")
    func afterAKill() async throws {
        let (lobby, asta) = try await Self.killed()
        let place = Account.Place(organisation: lobby.house.id, person: asta)
        #expect(lobby.installation.accounts.find(place) != nil)
        try await lobby.installation.finishErasures()
        #expect(Self.rows(lobby, of: asta).isEmpty)
        #expect(lobby.installation.accounts.find(place) == nil)
        // What others had filled in just then may hold it too.
        #expect(lobby.side.rows(shelf: "draft", owner: nil).isEmpty)
        try await lobby.visit { browser in
            let (gone, other) = (try await browser.signIn("asta").status, try await browser.signIn("bo").status)
            #expect(gone != 303 && other == 303)
        }
        try lobby.side.put(Array("{}".utf8), shelf: "draft", key: "z", owner: Ref(lobby.person("bo")), expires: nil)
        try await lobby.installation.finishErasures()
        #expect(lobby.side.rows(shelf: "draft", owner: nil).count == 1)
    }

    @Test("A day later the forms of others are newer than the erasure, and stay")
    func afterADay() async throws {
        let (lobby, asta) = try await Self.killed()
        lobby.time.pass(seconds: 86_400)
        try await lobby.installation.finishErasures()
        #expect(Self.rows(lobby, of: asta).isEmpty)
        #expect(lobby.side.rows(shelf: "draft", owner: nil).count == 1)
    }

    @Test("Of somebody who came back, what is new stays")
    func whoCameBack() async throws {
        let (lobby, asta) = try await Self.killed()
        try await lobby.installation.finishErasures()
        let today = "\(lobby.today)"
        try await lobby.give(.renamePerson, ["person": "\(asta)", "name": "Asta Bro", "from": today])
        try await lobby.give(
            .grantRole, ["person": "\(lobby.person("bo"))", "role": "administrator", "from": today])
        try await lobby.give(.closeAccount, ["person": "\(asta)"])
        try await lobby.give(.openAccount, ["person": "\(asta)", "username": "asta2"])
        try await lobby.installation.setPassword(Lobby.password, of: asta, in: lobby.house.id)
        // Also where the mark was lost, or a ledger came back from a backup.
        try await lobby.installation.aside.remove(.code, Installation.erasedMark(lobby.house.id))
        try await lobby.installation.finishErasures()
        try await lobby.visit { browser in
            let status = try await browser.signIn("asta2").status
            #expect(status == 303)
        }
    }

    @Test("A run of retention takes what is beside the ledger of who has left, and nothing of what others write")
    func aLeaver() async throws {
        let lobby = try await Lobby()
        let (asta, bo) = (lobby.person("asta"), lobby.person("bo"))
        try await lobby.give(.grantRole, ["person": "\(bo)", "role": "administrator", "from": "\(lobby.today)"])
        let engagement = try #require(lobby.house.state.register.persons[asta]?.engagements.first?.id)
        try await lobby.give(
            .endEngagement, ["person": "\(asta)", "engagement": "\(engagement)", "to": "\(lobby.today)"])
        let last = lobby.today
        try lobby.side.put(Array("{}".utf8), shelf: "lesson", key: "x", owner: Ref(asta), expires: nil)
        try lobby.side.put(Array("{}".utf8), shelf: "draft", key: "y", owner: Ref(bo), expires: nil)
        lobby.time.pass(seconds: (last.adding(years: 1) - last) * 86_400)
        var run = try #require(await lobby.installation.applyRetention().first).result.get()
        #expect(run.erased == 0 && Self.rows(lobby, of: asta).count == 1)
        lobby.time.pass(seconds: 86_400)
        run = try #require(await lobby.installation.applyRetention().first).result.get()
        #expect(run.gone == [asta])
        #expect(Self.rows(lobby, of: asta).isEmpty)
        let place = Account.Place(organisation: lobby.house.id, person: asta)
        #expect(lobby.installation.accounts.find(place) == nil)
        #expect(lobby.side.rows(shelf: "draft", owner: nil).count == 1)
    }

    /// Before, an old file that somebody had taken in could end the account of the one who did.
    @Test("A run that takes an old file leaves the account of who took it in, and is here")
    func whoIsHere() async throws {
        let lobby = try await Lobby()
        let asta = lobby.person("asta")
        let account = try await lobby.installation.account(of: asta, in: lobby.house.id)
        var arguments = Arguments()
        arguments.files["file"] = .init(
            name: "personer.csv", bytes: Array("navn;e-mail;enhed;titel\nNete Ny;nete@example.dk;CAI;Tekniker\n".utf8))
        _ = try await lobby.installation.perform(
            .importPersons, arguments,
            as: .person(
                Ref(asta), account: account.id, method: "password", strength: 1,
                authenticated: lobby.time.now.milliseconds), door: .web, in: lobby.house.id)
        let first = lobby.today
        lobby.time.pass(seconds: (first.adding(years: 2) + 1 - first) * 86_400)
        let run = try #require(await lobby.installation.applyRetention().first).result.get()
        #expect(run.erased == 2 && run.persons == 1 && run.gone.isEmpty)
        try await lobby.visit { browser in
            let status = try await browser.signIn("asta").status
            #expect(status == 303)
        }
    }
}

/// One organisation's fault is its own.
@Suite("Retention in several organisations")
struct RetentionOfManyTests {
    /// A store that cannot be read apart any more.
    private final class Faulty: LedgerStore, VaultStore {
        let inner: any LedgerStore & VaultStore = MemoryStore()
        let isBroken = Mutex(false)

        func append(_ facts: [StoredFact], after head: Int, reserve: Bool) throws(StoreFailure) -> Appended {
            try inner.append(facts, after: head, reserve: reserve)
        }

        func read(_ range: Range<Int>, _ body: (LedgerRow) throws -> Bool) throws { try inner.read(range, body) }

        func rows(_ range: Range<Int>, _ body: (LedgerRow, IndexRow) throws -> Bool) throws {
            try inner.rows(range, body)
        }

        func positions(of command: Ref) throws(StoreFailure) -> Range<Int>? { try inner.positions(of: command) }
        func head() throws(StoreFailure) -> Int { try inner.head() }

        func apart() throws(StoreFailure) -> any LedgerStore {
            if isBroken.withLock({ $0 }) { throw .broken("the disk does not answer") }
            return try inner.apart()
        }

        func value(_ ref: Ref) throws(StoreFailure) -> StoredValue? { try inner.value(ref) }
        func values(_ range: Range<Int>, _ body: (ValueRow) throws -> Bool) throws { try inner.values(range, body) }
        func erase(_ refs: [Ref]) throws(StoreFailure) { try inner.erase(refs) }
    }

    private struct Two {
        let installation: Installation
        let time: Lobby.Time
        let stores = [Faulty(), Faulty()]
        let leavers: [ID<Person>]

        /// Two organisations; in each somebody left on the first day.
        init() async throws {
            let start = Instant(milliseconds: Copenhagen.start(of: Day(number: 20_000)).milliseconds + 9 * 3_600_000)
            let time = Lobby.Time(start)
            self.time = time
            let (clock, mint) = (Clock { time.now }, Mint.seeded(21))
            installation = try Installation(
                side: MemorySide(), clock: clock, mint: mint, isDemo: false, settings: Settings(), version: "test")
            var leavers: [ID<Person>] = []
            for (number, store) in stores.enumerated() {
                let id = ID<Organisation>(high: 5, low: UInt64(number + 1))
                let seed = [UInt8](repeating: UInt8(number + 1), count: 32)
                try House.found(
                    id, domain: "test\(number).example", demo: true, store: store, seed: seed, version: "test",
                    clock: clock, mint: mint)
                installation.add(
                    try House.open(id, store: store, seed: seed, outside: Lobby.Outer(), clock: clock, mint: mint))
                leavers.append(try await Two.leave(installation, id))
            }
            self.leavers = leavers
        }

        private static func leave(
            _ installation: Installation, _ organisation: ID<Organisation>
        ) async throws -> ID<Person> {
            func give(_ kind: CommandKind, _ texts: [String: String]) async throws -> String {
                let done = try await installation.perform(
                    kind, Arguments(texts.mapValues { [$0] }),
                    as: .system(component: "test", rule: nil, version: "1"), door: .system, in: organisation)
                return done.receipt.subjects[0].id.description
            }
            let today = "\(installation.clock.today)"
            let unit = try await give(.openUnit, ["name": "Drift", "from": today])
            let person = try await give(.addPerson, ["name": "Karen Gået"])
            _ = try await give(
                .beginEngagement,
                ["person": person, "kind": "employee", "unit": unit, "title": "Specialist", "from": today])
            let id = try #require(ID<Person>(person))
            let register = installation.houses.last?.state.register
            let engagement = try #require(register?.persons[id]?.engagements.first?.id)
            _ = try await give(.endEngagement, ["person": person, "engagement": "\(engagement)", "to": today])
            return id
        }

        func name(_ number: Int) -> String? {
            let house = installation.houses[number]
            return house.state.register.persons[leavers[number]]?.name.newest.flatMap { house.texts.text($0) }
        }

        func goToTheEnd() {
            let first = installation.clock.today
            time.pass(seconds: (first.adding(years: 10) + 1 - first) * 86_400)
        }
    }

    @Test("A fault in one is told with it, and the others are done")
    func oneFault() async throws {
        let two = try await Two()
        two.goToTheEnd()
        two.stores[0].isBroken.withLock { $0 = true }
        let reports = await two.installation.applyRetention()
        #expect(reports.map(\.organisation) == two.installation.houses.map(\.id))
        #expect(throws: (any Error).self) { try reports[0].result.get() }
        let run = try reports[1].result.get()
        #expect(run.erased > 0 && two.name(1) == nil && two.name(0) == "Karen Gået")
        // When it is mended, the next run does what was left.
        two.stores[0].isBroken.withLock { $0 = false }
        let again = await two.installation.applyRetention()
        #expect(try again[0].result.get().erased > 0)
        #expect(two.name(0) == nil)
    }

    @Test("One that is read-only because of an alarm is told too, and changed in nothing")
    func anAlarm() async throws {
        let two = try await Two()
        two.goToTheEnd()
        two.installation.houses[0].raise(.store("broken"))
        let reports = await two.installation.applyRetention()
        #expect(throws: Refusal.self) { try reports[0].result.get() }
        #expect(two.name(0) == "Karen Gået" && two.name(1) == nil)
    }

    @Test("The server's own run logs the fault by organisation, and what the others did")
    func theLog() async throws {
        let two = try await Two()
        two.goToTheEnd()
        two.stores[0].isBroken.withLock { $0 = true }
        let lines = Lobby.Box<[String]>([])
        var clock = RetentionClock()
        await clock.tick(two.installation) { line in lines.change { $0.append(line) } }
        let (first, second) = (two.installation.houses[0].id, two.installation.houses[1].id)
        #expect(lines.value.contains { $0.contains("retention \(first) failed") })
        #expect(lines.value.contains { $0.contains("retention \(second):") })
        await clock.tick(two.installation) { line in lines.change { $0.append(line) } }
        #expect(lines.value.count == 2, "once a day")
    }
}
