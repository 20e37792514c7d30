// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Hummingbird
import Ledger
import Office
import Testing

@testable import Web

@Suite struct PostingTests {
    /// Every address that takes a post, with fields that would otherwise do something.
    static let posts: [(String, [(String, String)])] =
        CommandKind.allCases.map { (Route.command($0).path, [("name", "X"), ("short", "X"), ("from", "2024-10-04")]) }
        + [
            ("/log-ind", [("username", "asta"), ("password", Lobby.password)]), ("/log-ud", []),
            ("/log-ind/igen", [("password", Lobby.password)]),
            ("/foerste-gang", [("code", "x"), ("password", "y")]), ("/organisation", [("organisation", "x")]),
            ("/sprog", [("language", "en")]), ("/udseende", [("theme", "dark")]),
            ("/konto/adgangskode", [("current", Lobby.password), ("password", "solsort i en hyld")]),
            ("/konto/sessioner", [("session", "alle")]), ("/konto/kode", [("person", "x")]),
            ("/konto/mail", [("weekly", "1")]),
        ]

    /// No token, a wrong one, another session's, another site's page: refused, and nothing is written.
    @Test func noFormFromElsewhereIsTaken() async throws {
        let lobby = try await Lobby()
        let foreign = try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            return try await browser.get("/dokumenter").csrf
        }
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let own = try await browser.get("/dokumenter").csrf
            #expect(own != foreign)
            let secret = browser.cookies["vaern"]
            for (path, fields) in Self.posts {
                let head = lobby.head
                let tries: [([(String, String)], [(String, String)])] = [
                    ([], []), ([("csrf", "")], []), ([("csrf", String(repeating: "0", count: 64))], []),
                    ([("csrf", foreign)], []), ([("csrf", own)], [("origin", "https://evil.example")]),
                    ([("csrf", own)], [("origin", "null")]), ([("csrf", own)], [("sec-fetch-site", "cross-site")]),
                    ([("csrf", own)], [("sec-fetch-site", "same-site")]),
                ]
                for (token, headers) in tries {
                    let answer = try await browser.post(path, token + fields, headers: headers)
                    #expect(answer.status == 403, "\(path) \(token) \(headers)")
                }
                #expect(lobby.head == head, "\(path)")
                #expect(browser.cookies["vaern"] == secret)
            }
            let named = try await browser.post(
                "/udfoer/organisation.name", [("csrf", own), ("name", "Ny"), ("short", "NY")],
                headers: [("sec-fetch-site", "same-origin"), ("origin", "http://localhost")])
            #expect(named.status == 303)
        }
    }

    @Test func lookingNeverWrites() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let head = lobby.head
            var paths = [
                "/", "/opgaver", "/aarshjul", "/dokumenter", "/personer", "/enheder", "/organer", "/revisionsspor",
            ]
            paths += [
                "/revisionsspor/1", "/konto", "/soeg?q=a", "/log-ind", "/log-ind/igen", "/foerste-gang", "/healthz",
                "/readyz",
            ]
            paths += CommandKind.allCases.map {
                Route.command($0).path + "?name=A&short=B&title=C&person=\(lobby.person("bo"))"
            }
            for path in paths {
                for method in [HTTPRequest.Method.get, .head] {
                    let page = try await browser.send(method, path)
                    #expect(page.status < 500, "\(method) \(path) \(page.status)")
                    if method == .head { #expect(page.text.isEmpty) }
                }
            }
            #expect(lobby.head == head)
        }
    }

    @Test func aCommandIsCarriedOutOnceAndLeadsToItsPage() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let form = try await browser.get("/udfoer/person.add")
            let fields = [("csrf", form.csrf), ("_command", form.value(of: "_command")), ("name", "Carl Eg")]
            let head = lobby.head
            let done = try await browser.post("/udfoer/person.add", fields)
            #expect(done.status == 303)
            #expect(done.location.hasPrefix("/personer/"))
            #expect(done.location.hasSuffix("?efter=\(head)"))
            #expect(lobby.head == head + 1)
            let again = try await browser.post("/udfoer/person.add", fields)
            #expect(again.location == done.location)
            #expect(lobby.head == head + 1)
        }
    }

    @Test func whatIsWrongIsShownWithWhatWasTyped() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let form = try await browser.get("/udfoer/unit.open")
            let head = lobby.head
            let answer = try await browser.post(
                "/udfoer/unit.open", [("csrf", form.csrf), ("name", "Drift & \"Net\""), ("from", "31.02.2025")])
            #expect(answer.status == 422)
            #expect(answer.text.contains("Drift &amp; &quot;Net&quot;"))
            #expect(answer.text.contains("31.02.2025"))
            #expect(answer.text.contains("Angiv en dag, der findes"))
            #expect(lobby.head == head)
        }
    }

    @Test func aStaleFormIsRefused() async throws {
        let lobby = try await Lobby()
        let bo = lobby.person("bo")
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let form = try await browser.get("/udfoer/person.rename?person=\(bo)")
            let fields = [
                ("csrf", form.csrf), ("_revision", form.value(of: "_revision")), ("person", "\(bo)"),
                ("name", "Bo Damm"),
                ("from", "\(lobby.today)"),
            ]
            #expect(!form.value(of: "_revision").isEmpty)
            try await lobby.give(.renamePerson, ["person": "\(bo)", "name": "Bo D. Dam", "from": "\(lobby.today)"])
            let head = lobby.head
            let answer = try await browser.post("/udfoer/person.rename", fields)
            #expect(answer.status == 409)
            #expect(answer.text.contains("Bo Damm"))
            #expect(lobby.head == head)
        }
    }

    /// Rights demand the password just before; what was filled in is there again afterwards.
    @Test func aFreshSignInLeadsBackToTheForm() async throws {
        let lobby = try await Lobby()
        let bo = lobby.person("bo")
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            lobby.time.pass(seconds: 301)
            let form = try await browser.get("/udfoer/role.grant?person=\(bo)")
            let head = lobby.head
            let fields = [("person", "\(bo)"), ("role", "auditor"), ("from", "\(lobby.today)")]
            let asked = try await browser.post("/udfoer/role.grant", [("csrf", form.csrf)] + fields)
            #expect(asked.status == 303)
            #expect(asked.location.hasPrefix("/log-ind/igen?kladde="))
            let old = browser.cookies["vaern"]
            let wrong = try await browser.fill(asked.location, [("password", "forkert kode")])
            #expect(wrong.status == 422)
            let entered = try await browser.fill(asked.location, [("password", Lobby.password)])
            #expect(entered.status == 303)
            #expect(browser.cookies["vaern"] != old)
            let back = try await browser.get(entered.location)
            #expect(back.text.contains("<option value=\"auditor\" selected>"))
            #expect(lobby.head == head)
            let done = try await browser.post("/udfoer/role.grant", [("csrf", back.csrf)] + fields)
            #expect(done.status == 303)
            #expect(lobby.head == head + 1)
            browser.cookies = ["vaern": old ?? ""]
            #expect(try await browser.get("/").status == 303)
        }
    }

    @Test func nothingIsWrittenWhileAPastDayIsShown() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let form = try await browser.get("/udfoer/person.add")
            let past = try await browser.get("/dokumenter?pr=\(lobby.today - 1)&viden=now")
            #expect(past.text.contains("class=\"past\""))
            #expect(try await browser.get("/").text.contains("class=\"past\""))
            let head = lobby.head
            let answer = try await browser.post("/udfoer/person.add", [("csrf", form.csrf), ("name", "Carl Eg")])
            #expect(answer.status == 409)
            #expect(lobby.head == head)
            for kind in CommandKind.allCases {
                let page = try await browser.get(Route.command(kind).path + "?x=1")
                #expect(page.status == 200)
                #expect(page.text.contains("Gå tilbage til i dag for at gøre det."), "\(kind)")
                #expect(page.text.contains("href=\"\(Route.command(kind).path)?x=1&amp;pr=\""), "\(kind)")
                #expect(!page.text.contains("name=\"_command\""), "\(kind)")
            }
            let today = try await browser.get("/dokumenter?pr=")
            #expect(!today.text.contains("class=\"past\""))
            for wrong in ["31.02.2025", "i går", "\(lobby.today + 1)", "0000-00-00"] {
                let page = try await browser.get("/dokumenter?pr=" + Percent.encoded(wrong))
                #expect(page.status == 200)
                #expect(!page.text.contains("class=\"past\""))
            }
        }
    }

    @Test func aNewAccountGetsItsPasswordByACodeThatWorksOnce() async throws {
        let lobby = try await Lobby()
        let person = try await lobby.give(.addPerson, ["name": "Dorte Fuhr"])
        let unit = try #require(lobby.house.state.register.units.keys.first)
        try await lobby.give(
            .beginEngagement,
            ["person": person, "kind": "employee", "unit": "\(unit)", "title": "Jurist", "from": "\(lobby.today)"])
        let code = try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let form = try await browser.get("/udfoer/account.open")
            let fields = [
                ("csrf", form.csrf), ("_command", form.value(of: "_command")), ("person", person),
                ("username", "dorte"),
            ]
            let shown = try await browser.post("/udfoer/account.open", fields)
            #expect(shown.status == 200)
            let again = try await browser.post("/udfoer/account.open", fields)
            #expect(again.status == 303)
            guard let start = shown.text.range(of: "data-full=\"") else { return "" }
            return String(shown.text[start.upperBound...].prefix { $0 != "\"" })
        }
        #expect(code.utf8.count == 23)
        try await lobby.visit { browser in
            let short = try await browser.fill("/foerste-gang", [("code", code), ("password", "kort")])
            #expect(short.status == 422)
            let guessed = try await browser.fill("/foerste-gang", [("code", code), ("password", "dorte fuhr FKI 12")])
            #expect(guessed.status == 422)
            let typed = code.lowercased().replacing("-", with: " ")
            let entered = try await browser.fill("/foerste-gang", [("code", typed), ("password", "solsort i en hyld")])
            #expect(entered.status == 303)
            #expect(try await browser.get("/").text.contains("Dorte Fuhr"))
        }
        try await lobby.visit { browser in
            let used = try await browser.fill("/foerste-gang", [("code", code), ("password", "solsort i en hyld")])
            #expect(used.status == 422)
            #expect(try await browser.signIn("dorte", "solsort i en hyld").status == 303)
        }
    }

    @Test func theFirstAdministratorSetsTheInstallationUp() async throws {
        let lobby = try await Lobby(isEmpty: true)
        let code = try #require(try await lobby.installation.setUpCode())
        try await lobby.visit { browser in
            #expect(try await browser.get("/dokumenter").location == "/foerste-gang")
            let fields = [
                ("organisation", "Fælleskommunal IT"), ("short", "FKI"), ("unit", "CAI"), ("name", "Asta Bro"),
                ("title", "Koordinator"), ("username", "Asta"), ("password", Lobby.password),
            ]
            let wrong = try await browser.fill("/foerste-gang", [("code", "AAAAA-AAAAA-AAAAA-AAAAA")] + fields)
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("Fælleskommunal IT"))
            #expect(!wrong.text.contains(Lobby.password))
            #expect(lobby.installation.houses.isEmpty)
            let entered = try await browser.fill("/foerste-gang", [("code", code)] + fields)
            #expect(entered.status == 303)
            #expect(try await browser.get("/").text.contains("Asta Bro"))
            #expect(try await lobby.installation.setUpCode() == nil)
            let roles = lobby.house.state.register.roles(of: lobby.person("asta"), on: lobby.today).map(\.role)
            #expect(roles.contains(.administrator))
        }
        try await lobby.visit { browser in
            let entered = try await browser.signIn("asta")
            #expect(entered.status == 303)
        }
    }

    /// A form is shown again to those alone who could have opened it: what it offers to choose from is not for others.
    @Test func aFormIsShownAgainToWhoMayOpenIt() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let csrf = try await browser.get("/konto/adgangskode").csrf
            let head = lobby.head
            for extra in [[], [("_preview", "1")], [("_choose", "1")]] as [[(String, String)]] {
                let path = Route.command(.placeHold).path
                let page = try await browser.post(path, [("csrf", csrf), ("reason", "")] + extra)
                #expect(page.status == 403, "\(extra)")
                #expect(!page.text.contains("name=\"reason\""), "\(extra)")
            }
            #expect(lobby.head == head)
            // One of the own commands is shown again.
            let own = try await browser.post(Route.command(.addAction).path, [("csrf", csrf), ("title", "")])
            #expect(own.status == 422 && own.text.contains("name=\"title\""))
        }
    }

    @Test func aNewPasswordEndsTheOtherSessions() async throws {
        let lobby = try await Lobby()
        let old = try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            return browser.cookies
        }
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let path = "/konto/adgangskode"
            let wrong = try await browser.fill(path, [("current", "forkert kode"), ("password", "solsort i en hyld")])
            #expect(wrong.status == 422)
            let short = try await browser.fill(path, [("current", Lobby.password), ("password", "kort")])
            #expect(short.status == 422)
            let done = try await browser.fill(path, [("current", Lobby.password), ("password", "solsort i en hyld")])
            #expect(done.status == 303)
            #expect(try await browser.get("/konto").status == 200)
            browser.cookies = old
            #expect(try await browser.get("/konto").status == 303)
            browser.cookies = [:]
            #expect(try await browser.signIn("asta").status == 422)
            #expect(try await browser.signIn("asta", "solsort i en hyld").status == 303)
        }
    }

    /// A token is shown once, opens the interface, and ends when it is revoked.
    @Test func aTokenOpensTheInterfaceUntilItIsRevoked() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let form = try await browser.get("/udfoer/token.issue?person=\(lobby.person("bo"))")
            let shown = try await browser.post(
                "/udfoer/token.issue",
                [
                    ("csrf", form.csrf), ("person", "\(lobby.person("bo"))"), ("scope", "read"),
                    ("until", "\(lobby.today + 30)"),
                ])
            #expect(shown.status == 200)
            let start = try #require(shown.text.range(of: "data-full=\""))
            let secret = String(shown.text[start.upperBound...].prefix { $0 != "\"" })
            #expect(secret.hasPrefix("vaern_"))
            let bearer = [("authorization", "Bearer \(secret)")]
            browser.cookies = [:]
            #expect(try await browser.get("/api/v1/documents", headers: bearer).status == 200)
            #expect(try await browser.get("/dokumenter", headers: bearer).status == 303)
            for forged in ["Bearer x", "Bearer \(secret)x", "Basic \(secret)", "Bearer \(Secret.hash(secret))", secret]
            {
                #expect(try await browser.get("/api/v1/documents", headers: [("authorization", forged)]).status == 401)
            }
            let token = try #require(lobby.house.state.register.tokens.keys.first)
            try await lobby.give(.revokeToken, ["token": "\(token)"])
            #expect(try await browser.get("/api/v1/documents", headers: bearer).status == 401)
        }
    }

    /// A file is kept over a refused form and over a new sign-in, and belongs to the one who sent it.
    @Test func aFileIsSentOnlyOnce() async throws {
        let lobby = try await Lobby()
        let unit = try #require(lobby.house.state.register.units.keys.first)
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let form = try await browser.get("/udfoer/document.import")
            let head = lobby.head
            let again = try await browser.post(
                "/udfoer/document.import", [("csrf", form.csrf), ("kind", "policy"), ("unit", "\(unit)")],
                file: "1. Formål\n\nAlle skal passe på.\n", named: "politik.txt")
            #expect(again.status == 422)
            let kept = again.value(of: "_file")
            #expect(kept.utf8.count == 64)
            #expect(lobby.head == head)
            let fields = [
                ("kind", Document.Kind.policy.rawValue), ("title", "Politik"), ("unit", "\(unit)"),
                ("classification", "intern"), ("_file", kept), ("_rows", "1"),
            ]
            let thief = try await lobby.visit { other in
                _ = try await other.signIn("asta")
                return try await other.fill("/sprog", fields, to: "/udfoer/document.import")
            }
            #expect(thief.status >= 400)
            let done = try await browser.post("/udfoer/document.import", [("csrf", again.csrf)] + fields)
            #expect(done.status == 303)
            #expect(lobby.head > head)
            let page = try await browser.get(done.location)
            #expect(page.status == 200)
            #expect(page.text.contains("Alle skal passe på."))
        }
    }
}
