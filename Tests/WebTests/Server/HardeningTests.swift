// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Hummingbird
import Ledger
import NIOCore
import Office
import Testing

@testable import Web

@Suite struct HardeningTests {
    @Test(arguments: [
        "/", "/log-ind", "/dokumenter", "/findes-ikke", "/assets/vaern.css", "/healthz", "/api/v1/documents",
    ])
    func everyAnswerCarriesTheHeaders(_ path: String) async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            let page = try await browser.get(path)
            let policy = try #require(page.header("content-security-policy"))
            for part in [
                "default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'",
                "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
            ] {
                #expect(policy.contains(part))
            }
            #expect(!policy.contains("unsafe"))
            #expect(page.header("x-content-type-options") == "nosniff")
            #expect(page.header("referrer-policy") == "same-origin")
            #expect(page.header("cross-origin-opener-policy") == "same-origin")
            #expect(page.header("strict-transport-security") == nil)
            let cache = page.header("cache-control") ?? ""
            #expect(path.hasPrefix("/assets") ? cache.contains("immutable") : cache.contains("no-store"))
        }
    }

    @Test func everyAddressOfAStrangerLeadsToTheSignIn() async throws {
        let lobby = try await Lobby()
        let id = lobby.person("bo")
        try await lobby.visit { browser in
            let paths = [
                "/dokumenter", "/personer/\(id)", "/revisionsspor/1", "/revisionsspor/1/bevis", "/kontrolpunkt",
                "/konto",
                "/udfoer/person.add", "/soeg?q=bo",
            ]
            for path in paths {
                let page = try await browser.get(path)
                #expect(page.status == 303)
                #expect(page.location == "/log-ind?tilbage=" + Percent.encoded(path))
                #expect(!page.text.contains("Bo Dam"))
            }
        }
    }

    /// Whatever is sent, the answer blames the one who sent it, and nothing is written.
    @Test func nothingBadBringsAFault() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let csrf = try await browser.get("/dokumenter").csrf
            let head = lobby.head
            let paths = [
                "/%", "/%zz", "/%00", "/%ff%fe", "/..%2f..%2fetc/passwd", "/dokumenter/../../x", "//dokumenter",
                "/dokumenter/x",
                "/dokumenter/%E0%A4%A", "/revisionsspor/-1", "/revisionsspor/99999999999999999999",
                "/revisionsspor/007",
                "/personer/00000000-0000-0000-0000-000000000000", "/udfoer/", "/udfoer/x", "/?%", "/?a=%ff",
                "/soeg?q=%00",
                "/dokumenter?side=-5&sorter=%27--", "/" + String(repeating: "a", count: 7000), "/assets/..%2fx",
                "/assets/",
            ]
            for path in paths {
                for method in [HTTPRequest.Method.get, .head, .post, .put, .delete, .patch, .options, .trace] {
                    let page = try await browser.send(method, path)
                    #expect(page.status < 500, "\(method) \(path.prefix(60)) \(page.status)")
                }
            }
            let form = "application/x-www-form-urlencoded"
            let bodies: [(String, [UInt8])] = [
                (form, Array("csrf=%".utf8)), (form, Array("csrf=%ff".utf8)), (form, [0, 1, 2, 0xFF]),
                (form, Array("csrf=\(csrf)&name=%00".utf8)),
                (form, Array((0..<6000).map { "a\($0)=1" }.joined(separator: "&").utf8)), (form, []),
                ("multipart/form-data", Array("x".utf8)), ("multipart/form-data; boundary=", Array("--\r\n".utf8)),
                ("multipart/form-data; boundary=b", Array("--b\r\n\r\n--b--".utf8)),
                (
                    "multipart/form-data; boundary=b",
                    Array("--b\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)".utf8)
                ),
                (
                    "multipart/form-data; boundary=b",
                    Array("--b\r\ncontent-disposition: form-data\r\n\r\nx\r\n--b--\r\n".utf8)
                ),
                ("application/json", Array("{}".utf8)), ("text/plain", Array("a=b".utf8)), ("", Array("a=b".utf8)),
            ]
            for (type, body) in bodies {
                for path in ["/udfoer/person.add", "/log-ind", "/foerste-gang", "/sprog"] {
                    let page = try await browser.send(.post, path, headers: [("content-type", type)], body: body)
                    #expect((400..<500).contains(page.status), "\(path) \(type) \(page.status)")
                }
            }
            for cookie in [
                "vaern=", "vaern=x; vaern=y", "vaern=\(String(repeating: "é", count: 64))", ";;;", "vaern=%00",
            ] {
                let page = try await browser.send(.get, "/", headers: [("cookie", cookie)])
                #expect(page.status == 303)
            }
            #expect(lobby.head == head)
        }
    }

    @Test func forgedSessionsAndTokensAreNobody() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            for secret in [String(repeating: "0", count: 64), Secret.hash("x"), "' OR 1=1 --"] {
                browser.cookies = ["vaern": secret]
                #expect(try await browser.get("/dokumenter").status == 303)
            }
            browser.cookies = [:]
            _ = try await browser.signIn("asta")
            // The hash that is kept opens nothing.
            let kept = lobby.side.rows(shelf: "session", owner: nil).map(\.key)
            for id in kept {
                browser.cookies = ["vaern": id]
                #expect(try await browser.get("/dokumenter").status == 303)
            }
        }
    }

    @Test func fiftyMegabytesAreRefusedInWords() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let head = lobby.head
            let page = try await browser.send(
                .post, "/udfoer/document.import", headers: [("content-type", "multipart/form-data; boundary=b")],
                body: [UInt8](repeating: 0x61, count: 50 << 20))
            #expect(page.status == 413)
            #expect(page.text.contains("En fil må højst fylde 25 MB"))
            #expect(lobby.head == head)
        }
    }

    /// What the parser of HTTP finds wrong in the middle of a body, and hosts that are none or two.
    @Test func brokenRequestsAreTheSendersFault() async throws {
        let lobby = try await Lobby()
        for path in ["/log-ind", "/api/v1/commands/unit.open", "/findes-ikke"] {
            for headers in [["host": "localhost"], [:], ["host": "localhost, evil.example"], ["host": ""]] {
                let ask = Ask(
                    id: "1", method: "POST", rawPath: path, rawQuery: "", headers: headers, client: "192.0.2.1",
                    isSecure: false, way: .network, length: nil, body: { _ in throw FormReader.Malformed() })
                let answer = await lobby.site.answer(ask)
                if headers["host"]?.contains(",") == true { #expect(answer.status == 400, "\(path)") }
                #expect((400..<500).contains(answer.status), "\(path) \(headers) \(answer.status)")
            }
        }
    }

    /// Only a proxy that was named is believed; everybody else stays at the address of the connection.
    @Test func forwardedHeadersCountOnlyFromANamedProxy() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            let forged = [("x-forwarded-proto", "https"), ("x-forwarded-for", "192.0.2.7")]
            let page = try await browser.get("/log-ind", headers: forged)
            #expect(page.header("strict-transport-security") == nil)
            #expect(browser.cookies["__Host-vaern-form"] == nil)
        }
    }

    @Test func longHeadersAreRefusedInWords() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            let page = try await browser.get("/log-ind", headers: [("x-long", String(repeating: "a", count: 40_000))])
            #expect(page.status == 431)
            let address = try await browser.get("/log-ind?" + String(repeating: "a", count: 9000))
            #expect(address.status == 431)
        }
    }

    @Test func methodsThatDoNotFitAreNamed() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let put = try await browser.send(.put, "/dokumenter")
            #expect(put.status == 405)
            #expect(put.header("allow") == "GET, HEAD")
            let get = try await browser.get("/log-ud")
            #expect(get.status == 405)
            #expect(get.header("allow") == "POST")
            let csrf = try await browser.get("/dokumenter").csrf
            #expect(try await browser.post("/dokumenter", [("csrf", csrf)]).status == 405)
        }
    }

    @Test func passwordsThatAreGuessedFirstAreRefused() {
        let bad = [
            "kort", "aaaaaaaaaaaaaaaa", "123456789012", "abcdefghijklmnop", "qwertyuiop12", "password1234",
            "Velkommen2026!",
            "Sommer2026!!", "adgangskode1", "astabro12345", "FKI-FKI-2026", "P@ssw0rd1234", "københavn2026",
            String(repeating: "langt ord ", count: 20),
        ]
        for password in bad {
            #expect(throws: Refusal.self, "\(password)") {
                try PasswordRule.check(password, field: "password", context: ["Asta Bro", "asta", "FKI"])
            }
        }
        for password in [Lobby.password, "korrekt hest batteri hæfteklamme", "vinterhi i en kælder", "zq8#kW!vv0Lp"] {
            #expect(throws: Never.self, "\(password)") {
                try PasswordRule.check(password, field: "password", context: ["Asta Bro", "asta", "FKI"])
            }
        }
    }

    @Test func passwordHashesAreArgon2id() async throws {
        let (passwords, now) = (Passwords(secret: "x"), Instant(milliseconds: 0))
        let hash = try await passwords.hash("regnvejr over Mols")
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await passwords.verify("regnvejr over Mols", hash, now: now))
        #expect(try await passwords.verify("regnvejr over Mol", hash, now: now) == false)
        #expect(try await passwords.verify("regnvejr over Mols", nil, now: now) == false)
        #expect(!passwords.isOutdated(hash))
    }

    @Test func theLogNamesNobody() async throws {
        let lines = Lines()
        let lobby = try await Lobby()
        let site = Site(lobby.installation, log: Log(clock: lobby.installation.clock) { lines.add($0) })
        let bo = lobby.person("bo")
        let browser = Browser(client: SiteClient(site))
        _ = try await browser.signIn("asta")
        _ = try await browser.get("/personer/\(bo)?q=hemmeligt")
        _ = try await browser.get("/findes/hemmeligt")
        _ = try await browser.signIn("bo\nlevel=error", "forkert kode")
        #expect(lines.all.count == 6)
        for line in lines.all {
            let json = try JSONReader.read(Array(line.utf8.dropLast()))
            #expect(json["route"]?.text != nil)
            #expect(json["status"]?.int != nil)
            for word in ["asta", "\(bo)", "hemmeligt", Lobby.password, "forkert"] { #expect(!line.contains(word)) }
        }
        #expect(lines.all.contains { $0.contains("\"route\":\"/personer/{id}\"") })
    }

    @Test func whoeverIsToldToComeAgainIsNoFault() async throws {
        let lines = Lines()
        let lobby = try await Lobby()
        let log = Log(clock: lobby.installation.clock) { lines.add($0) }
        let ask = Ask(
            id: "1", method: "GET", rawPath: "/offentlig/1/pdf", rawQuery: "", headers: [:], client: "192.0.2.1",
            isSecure: false, way: .network, length: nil
        ) { _ in [] }
        let again = Answer(503, [], headers: [("retry-after", "2")])
        for answer in [again, Answer(503, []), Answer(500, []), Answer(200, [])] {
            log.request(ask, "/offentlig/{nr}/pdf", answer, .zero)
        }
        let levels = try lines.all.map { try JSONReader.read(Array($0.utf8.dropLast()))["level"]?.text }
        #expect(levels == ["warning", "error", "error", "info"])
    }
}

/// Lines of a log.
final class Lines: Sendable {
    private let held = Lobby.Box<[String]>([])
    func add(_ bytes: [UInt8]) { held.change { $0.append(String(decoding: bytes, as: UTF8.self)) } }
    var all: [String] { held.value }
}
