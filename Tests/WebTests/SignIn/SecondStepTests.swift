// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

extension Browser.Page {
    /// Every recovery code on the page.
    var codes: [String] {
        text.split(separator: "<code>").dropFirst().map { String($0.prefix { $0 != "<" }) }
    }

    /// The key of the authenticator app that is being added.
    var key: [UInt8] {
        guard let start = text.range(of: "id=\"noegle\" data-full=\"") else { return [] }
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bytes, held, bits): ([UInt8], UInt32, UInt32) = ([], 0, 0)
        for letter in text[start.upperBound...].prefix(while: { $0 != "\"" }) {
            held = held << 5 | UInt32(letters.firstIndex(of: letter) ?? 0)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(held >> bits & 255))
            }
        }
        return bytes
    }
}

extension Lobby {
    func code(_ key: [UInt8], steps: Int64 = 0) -> String {
        OneTimeCode.code(key, step: OneTimeCode.step(at: time.now) + steps)
    }

    /// Somebody who is signed in adds an app; answers its key and the recovery codes.
    func addApp(_ browser: Browser) async throws -> (key: [UInt8], codes: [String]) {
        let page = try await browser.get("/konto/godkendelsesapp")
        let done = try await browser.post(
            "/konto/godkendelsesapp", [("csrf", page.csrf), ("label", "Telefon"), ("code", code(page.key))])
        #expect(done.status == 200, "\(done.status) \(done.location)")
        return (page.key, done.codes)
    }

    func facts(of kind: FactKind) throws -> [Entry] {
        try (0..<head).map { try house.entry(at: $0) }.filter { $0.kind == kind }
    }
}

@Suite("Sign-in in two steps")
struct SecondStepTests {
    @Test func theCodeIsAskedForOnceTheAppIsAddedAndNothingOpensWithoutIt() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let before = browser.cookies["vaern"]
            let (key, codes) = try await lobby.addApp(browser)
            #expect(key.count == 20 && codes.count == 10 && Set(codes).count == 10)
            #expect(browser.cookies["vaern"] != before, "the session has a new secret")

            let other = Browser(client: browser.client)
            let asked = try await other.signIn("asta")
            #expect(asked.status == 303 && asked.location == "/log-ind/trin")
            for path in ["/", "/konto", "/dokumenter", "/konto/godkendelsesapp", "/log-ind/igen"] {
                #expect(try await other.get(path).status == 303, "\(path) is open with half a sign-in")
            }
            #expect(try await other.fill("/log-ind/trin", [("code", "000000")]).status == 422)
            lobby.time.pass(seconds: 30)
            let code = lobby.code(key)
            let entered = try await other.fill("/log-ind/trin", [("code", code)])
            #expect(entered.status == 303 && entered.location == "/")
            #expect(try await other.get("/").status == 200)

            // The same code again, in another browser, within its half minute.
            let third = Browser(client: browser.client)
            _ = try await third.signIn("asta")
            #expect(try await third.fill("/log-ind/trin", [("code", code)]).status == 422)
            #expect(try await third.get("/").status == 303)
            lobby.time.pass(seconds: 30)
            #expect(try await third.fill("/log-ind/trin", [("code", lobby.code(key))]).status == 303)
        }
        let added = try #require(try lobby.facts(of: .personSignInMethodAdded).first)
        #expect(added.subject.id.seen(as: Person.self) == lobby.person("asta"))
    }

    @Test("A clock may be one step wrong, and what a later code was used after is used up")
    func drift() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let (key, _) = try await lobby.addApp(browser)
            lobby.time.pass(seconds: 300)
            func attempt(_ steps: Int64) async throws -> Int {
                let other = Browser(client: browser.client)
                _ = try await other.signIn("asta")
                return try await other.fill("/log-ind/trin", [("code", lobby.code(key, steps: steps))]).status
            }
            #expect(try await attempt(-2) == 422)
            #expect(try await attempt(2) == 422)
            #expect(try await attempt(-1) == 303)
            #expect(try await attempt(1) == 303)
            #expect(try await attempt(0) == 422, "an earlier code than the last one used")
        }
    }

    @Test("Of two who send the same code at once one gets in")
    func atOnce() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let (key, _) = try await lobby.addApp(browser)
            lobby.time.pass(seconds: 60)
            var others: [(Browser, String)] = []
            for _ in 0..<4 {
                let other = Browser(client: browser.client)
                _ = try await other.signIn("asta")
                others.append((other, try await other.get("/log-ind/trin").csrf))
            }
            let code = lobby.code(key)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for (other, csrf) in others {
                    group.addTask {
                        try await other.post("/log-ind/trin", [("csrf", csrf), ("code", code)]).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [303, 422, 422, 422])
        }
    }

    @Test func wrongCodesAreSlowedLikeWrongPasswords() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let (key, _) = try await lobby.addApp(browser)
            lobby.time.pass(seconds: 60)
            let other = Browser(client: browser.client)
            _ = try await other.signIn("asta")
            var statuses: [Int] = []
            for _ in 0..<8 {
                statuses.append(try await other.fill("/log-ind/trin", [("code", "123456")]).status)
                // The password does not begin the count anew.
                _ = try await other.signIn("asta")
            }
            #expect(statuses == [422, 422, 422, 422, 422, 429, 429, 429])
            #expect(try await other.fill("/log-ind/trin", [("code", lobby.code(key))]).status == 429)
            lobby.time.pass(seconds: 901)
            _ = try await other.signIn("asta")
            #expect(try await other.fill("/log-ind/trin", [("code", lobby.code(key))]).status == 303)
        }
    }

    @Test func aRecoveryCodeIsGoodOnceAndItsUseIsAFact() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let (_, codes) = try await lobby.addApp(browser)
            func attempt(_ code: String) async throws -> Int {
                let other = Browser(client: browser.client)
                _ = try await other.signIn("asta")
                return try await other.fill("/log-ind/trin", [("code", code)]).status
            }
            // As a person types it.
            #expect(try await attempt(codes[3].lowercased().replacing("-", with: " ")) == 303)
            #expect(try await attempt(codes[3]) == 422)
            #expect(try await attempt(codes[4]) == 303)
            let used = try lobby.facts(of: .personRecoveryCodeUsed)
            #expect(used.map(\.fact) == [9, 8].map { .person(lobby.person("asta"), .recoveryCodeUsed(left: $0)) })
            guard case .person(_, _, let method, let strength, _) = used[0].actor else {
                Issue.record("\(used[0].actor)")
                return
            }
            #expect(method == "password+recovery" && strength == 2)
            // New ones make the old ones void.
            let made = try await browser.fill("/konto/gendannelseskoder", [])
            #expect(made.codes.count == 10 && Set(made.codes).isDisjoint(with: codes))
            #expect(try await attempt(codes[5]) == 422)
            #expect(try await attempt(made.codes[0]) == 303)
        }
        for row in lobby.side.rows(shelf: "proof", owner: nil) {
            let text = String(decoding: row.bytes, as: UTF8.self)
            #expect(text.contains("recovery") && !text.contains("-MNPQ"))
        }
    }

    @Test("What a fact is made with says how the person signed in")
    func actors() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            func act(_ name: String) async throws -> (String, Int) {
                let page = try await browser.get("/udfoer/person.add")
                let command = page.value(of: "_command")
                let done = try await browser.post(
                    "/udfoer/person.add", [("csrf", page.csrf), ("_command", command), ("name", name)])
                #expect(done.status == 303, "\(done.status)")
                guard case .person(_, _, let method, let strength, _) = try lobby.house.entry(at: lobby.head - 1).actor
                else { return ("", 0) }
                return (method, strength)
            }
            #expect(try await act("Ny Et") == ("password", 1))
            let (key, _) = try await lobby.addApp(browser)
            #expect(try await act("Ny To") == ("password+code", 2))
            lobby.time.pass(seconds: 600)
            // The fresh sign-in asks for both.
            let page = try await browser.get("/log-ind/igen")
            #expect(page.text.contains("name=\"code\""))
            #expect(try await browser.fill("/log-ind/igen", [("password", Lobby.password)]).status == 422)
            #expect(
                try await browser.fill("/log-ind/igen", [("password", "forkert"), ("code", lobby.code(key))]).status
                    == 422)
            let again = try await browser.fill(
                "/log-ind/igen", [("password", Lobby.password), ("code", lobby.code(key))])
            #expect(again.status == 303)
        }
    }

    @Test("Adding one ends the other sessions; whoever signed in long ago proves it first")
    func adding() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            let other = Browser(client: browser.client)
            _ = try await other.signIn("asta")
            lobby.time.pass(seconds: 600)
            #expect(try await other.get("/konto/godkendelsesapp").location.hasPrefix("/log-ind/igen"))
            let stale = try await other.fill("/konto", [("label", "X"), ("code", "1")], to: "/konto/godkendelsesapp")
            #expect(stale.location.hasPrefix("/log-ind/igen"))
            _ = try await browser.signIn("asta")
            _ = try await lobby.addApp(browser)
            #expect(try await other.get("/konto").status == 303)
            #expect(try await browser.get("/konto").status == 200)
        }
        #expect(try lobby.facts(of: .personSignInMethodAdded).count == 1)
    }

    @Test("What is removed opens nothing, and what it opened ends, also where the side store kept it")
    func removing() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (key, codes) = try await lobby.addApp(browser)
            let kept = lobby.installation.proofs[try #require(lobby.account("bo")).id]
            let method = try #require(kept.authenticators.first?.id)
            try await lobby.give(.removeSignInMethod, ["person": "\(lobby.person("bo"))", "method": "\(method)"])
            #expect(try await browser.get("/konto").status == 303, "its sessions are ended")
            let other = Browser(client: browser.client)
            #expect(try await other.signIn("bo").location == "/")
            // As if the store had not taken it away.
            _ = try await lobby.installation.proofs.change(try #require(lobby.account("bo")).id) { $0 = kept }
            lobby.time.pass(seconds: 60)
            #expect(try await Browser(client: browser.client).signIn("bo").location == "/")
            #expect(!key.isEmpty && !codes.isEmpty)
        }
    }

    @Test("A new one-time code gives a new password, and no way past the second step")
    func invited() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (key, _) = try await lobby.addApp(browser)
            let code = try await lobby.installation.invite(lobby.person("bo"), in: lobby.house.id)
            let other = Browser(client: browser.client)
            let chosen = try await other.fill(
                "/foerste-gang", [("code", code), ("password", "sne over Anholt i maj")])
            #expect(chosen.status == 303 && chosen.location == "/log-ind/trin")
            #expect(try await other.get("/").status == 303)
            lobby.time.pass(seconds: 30)
            #expect(try await other.fill("/log-ind/trin", [("code", lobby.code(key))]).status == 303)
            #expect(try await other.get("/").status == 200)
        }
    }

    @Test("A closed account ends its sessions and half sign-ins at once, and takes app and codes with it")
    func closed() async throws {
        let lobby = try await Lobby()
        let bo = lobby.person("bo")
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (key, codes) = try await lobby.addApp(browser)
            let half = Browser(client: browser.client)
            _ = try await half.signIn("bo")
            let csrf = try await half.get("/log-ind/trin").csrf
            lobby.time.pass(seconds: 30)
            try await lobby.give(.closeAccount, ["person": "\(bo)"])
            #expect(try await browser.get("/konto").status == 303)
            for code in [lobby.code(key), codes[0]] {
                let late = try await half.post("/log-ind/trin", [("csrf", csrf), ("code", code)])
                #expect(late.location.hasPrefix("/log-ind") && late.location != "/")
            }
            #expect(try await half.get("/konto").status == 303)
            #expect(lobby.side.rows(shelf: "proof", owner: nil).isEmpty)
            // Opened again, it begins with a password alone, and none of what was before.
            try await lobby.give(.openAccount, ["person": "\(bo)", "username": "bo"])
            try await lobby.installation.setPassword(Lobby.password, of: bo, in: lobby.house.id)
            #expect(try await Browser(client: browser.client).signIn("bo").location == "/")
        }
    }

    @Test("Whose engagement has ended sees nothing more, though the session goes on")
    func ended() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            #expect(try await browser.get("/dokumenter").status == 200)
            let bo = try #require(lobby.house.state.register.persons[lobby.person("bo")])
            lobby.time.pass(seconds: 86_400)
            _ = try await browser.signIn("bo")
            #expect(try await browser.get("/dokumenter").status == 200)
            try await lobby.give(
                .endEngagement,
                [
                    "person": "\(bo.id)", "engagement": "\(bo.engagements[0].id)", "to": "\(lobby.today - 1)",
                    "late_reason": "Fratrådt i går",
                ])
            let after = try await browser.get("/dokumenter")
            #expect(after.status != 200 && !after.text.contains("Bo Dam"))
            #expect(try await Browser(client: browser.client).signIn("bo").status == 422)
        }
    }

    // MARK: Demanded

    @Test("Who lacks a second step that is demanded can do nothing else until it is there")
    func demanded() async throws {
        let lobby = try await Lobby()
        try await lobby.give(
            .requireSecondStep, ["whom": "deciders", "from": "\(lobby.today + 1)", "reason": "NIS2 artikel 21"])
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            #expect(try await browser.get("/").status == 200, "not before its day")
            lobby.time.pass(seconds: 86_400)
            let head = lobby.head
            _ = try await browser.signIn("asta")
            for path in [
                "/", "/dokumenter", "/konto", "/udfoer/person.add", "/soeg", "/revisionsspor", "/konto/adgangskode",
            ] {
                #expect(try await browser.get(path).location.hasPrefix("/konto/godkendelsesapp"), "\(path)")
            }
            let page = try await browser.get("/konto/godkendelsesapp")
            #expect(page.status == 200 && !page.text.contains("class=\"side\""), "nothing of the organisation is shown")
            let post = try await browser.post("/udfoer/person.add", [("csrf", page.csrf), ("name", "Sniger")])
            #expect(post.location.hasPrefix("/konto/godkendelsesapp") && lobby.head == head)
            // It is demanded of those who decide or administer; Bo is of the security team, which does neither.
            let bo = Browser(client: browser.client)
            _ = try await bo.signIn("bo")
            #expect(try await bo.get("/").status == 200)
            _ = try await lobby.addApp(browser)
            #expect(try await browser.get("/").status == 200)
            // What was typed is not lost, and not done.
            let asked = post.location.split(separator: "tilbage=").last ?? ""
            let kept = try FormReader.decoded(asked.utf8, plus: false)
            #expect(kept.hasPrefix("/udfoer/person.add?_kladde="))
            #expect(try await browser.get(kept).text.contains("value=\"Sniger\""))
        }
        try await lobby.give(
            .requireSecondStep, ["whom": "everybody", "from": "\(lobby.today)", "reason": "Alle"])
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            #expect(try await browser.get("/").location == "/konto/godkendelsesapp")
            // The way for whoever is locked out stands open.
            let code = try await lobby.installation.invite(lobby.person("bo"), in: lobby.house.id)
            let other = Browser(client: browser.client)
            _ = try await other.fill("/foerste-gang", [("code", code), ("password", "sne over Anholt i maj")])
            #expect(try await other.get("/").location == "/konto/godkendelsesapp")
            _ = try await lobby.addApp(other)
            #expect(try await other.get("/").status == 200)
        }
    }

    @Test("A backup brings back the second step with the password")
    func restored() async throws {
        let lobby = try await Lobby()
        let (key, codes) = try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            return try await lobby.addApp(browser)
        }
        let copy = try AccountCopy.read(from: lobby.side)
        for code in codes { #expect(!String(decoding: copy, as: UTF8.self).contains(code)) }
        let installation = try Web.Installation(
            side: MemorySide(), clock: lobby.installation.clock, mint: .seeded(12), isDemo: true, settings: Settings(),
            version: "test")
        installation.add(lobby.house)
        _ = try await installation.takeBack(copy)
        lobby.time.pass(seconds: 60)
        let browser = Browser(client: SiteClient(Site(installation, log: Log(clock: installation.clock) { _ in })))
        #expect(try await browser.signIn("asta").location == "/log-ind/trin")
        #expect(try await browser.fill("/log-ind/trin", [("code", lobby.code(key))]).status == 303)
    }
}

extension Lobby {
    func account(_ username: String) -> Account? { installation.accounts.find(username: username) }
}
