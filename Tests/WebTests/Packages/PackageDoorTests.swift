// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Testing

@testable import Web

/// The packages' own listener: what a ticket opens, for whom and for how long, and what is said with every file.
@Suite("The listener of packages")
struct PackageDoorTests {
    @Test("A ticket opens the page around the package, its script, and the package's files")
    func opens() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (page, ticket) = try await house.open(browser)
            #expect(page.status == 200)
            let policy = page.header("content-security-policy") ?? ""
            #expect(policy.contains("frame-src \(PackageHouse.origin)") && policy.contains("script-src 'self'"))
            let around = try await house.fetch(ticket)
            #expect(around.status == 200 && around.header("content-type") == "text/html; charset=utf-8")
            #expect(around.text.contains("data-page=\"\(PackageHouse.page)\""))
            #expect(around.text.contains("data-launch=\"pakke/index.html\""))
            #expect(around.text.contains("src=\"\(ticket)scorm.js\""))
            let script = try await house.fetch(ticket + "scorm.js")
            #expect(script.status == 200 && script.text.contains("LMSInitialize"))
            let package = try ScormPackage.read(house.bytes)
            for file in package.files {
                let answer = try await house.fetch(ticket + "pakke/" + file.path)
                #expect(answer.status == 200 && answer.body == package.content(of: file.path, in: house.bytes))
                #expect(answer.header("content-type") == PackageFile(file.path)?.mediaType)
            }
            // A link in other letters than the archive has, as systems that make no difference write them.
            #expect(try await house.fetch(ticket + "pakke/INDEX.HTML").status == 200)
            let head = try await house.fetch(ticket + "pakke/index.html", "HEAD")
            #expect(head.status == 200 && head.header("content-length") == "\(head.body.count)")
        }
    }

    @Test("Every answer is closed in: no cookie, no other address, and no frame but ours")
    func headers() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (_, ticket) = try await house.open(browser)
            for path in [ticket, ticket + "scorm.js", ticket + "pakke/index.html", ticket + "pakke/none", "/"] {
                let answer = try await house.fetch(path)
                #expect(answer.header("set-cookie") == nil)
                #expect(answer.header("x-content-type-options") == "nosniff")
                #expect(answer.header("referrer-policy") == "no-referrer")
                #expect(answer.header("cross-origin-resource-policy") == "same-origin")
                #expect(answer.header("cache-control") == "no-store")
                let policy = answer.header("content-security-policy") ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("sandbox"))
                #expect(!policy.contains("allow-popups") && !policy.contains("allow-top-navigation"))
                #expect(!policy.contains("allow-modals") && !policy.contains("allow-downloads"))
            }
            for path in [ticket, ticket + "pakke/index.html"] {
                let policy = try await house.fetch(path).header("content-security-policy") ?? ""
                #expect(policy.contains("frame-ancestors 'self' \(PackageHouse.page);"))
                #expect(policy.contains("form-action 'none'"))
                #expect(policy.contains("sandbox allow-scripts allow-same-origin allow-forms"))
                // Of the package's own folder alone, never of the whole listener.
                let base = PackageHouse.origin + ticket
                let own = policy.matches(of: #/http://127\.0\.0\.2:8301[^ ;]*/#).map { String($0.output) }
                #expect(!own.isEmpty && own.allSatisfy { $0.hasPrefix(base) })
            }
            let around = try await house.fetch(ticket).header("content-security-policy") ?? ""
            #expect(!around.contains("unsafe") && !around.contains("connect-src"))
        }
    }

    @Test("Nothing but the package's files is there, however it is asked for")
    func nothingElse() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (_, ticket) = try await house.open(browser)
            let other = "/" + String(repeating: "0", count: 64) + "/"
            for path in [
                "/", "", "/scorm.js", "/pakke/index.html", String(ticket.dropLast()), other, other + "pakke/index.html",
                ticket + "pakke", ticket + "pakke/", ticket + "index.html", ticket + "pakke/../scorm.js",
                ticket + "pakke/%2e%2e/scorm.js", ticket + "pakke/..%2findex.html", ticket + "pakke//index.html",
                ticket + "pakke/./index.html", ticket + "pakke/index.html/", ticket + "pakke/index.html%00",
                ticket + "pakke/%ff", ticket + "pakke/etc/passwd", ticket + "/pakke/index.html",
                ticket.uppercased() + "pakke/index.html", "/kurser", "/assets/vaern.js",
                ticket + "pakke/" + String(repeating: "a", count: 5000),
            ] {
                #expect(try await house.fetch(path).status == 404, "\(path)")
            }
            for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"] {
                #expect(try await house.fetch(ticket, method).status == 405)
            }
            #expect(try await house.fetch(ticket, host: "127.0.0.1:8301").status == 421)
            #expect(try await house.fetch(ticket, host: "localhost:8300").status == 421)
            // In a window of its own, or as what answers for it later.
            #expect(try await house.fetch(ticket, headers: ["sec-fetch-dest": "document"]).status == 403)
            #expect(
                try await house.fetch(ticket + "pakke/modul.js", headers: ["service-worker": "script"]).status == 403)
            #expect(try await house.fetch(ticket, headers: ["sec-fetch-dest": "iframe"]).status == 200)
            // The pages are not here, nor are the packages there.
            #expect(try await browser.get(ticket + "pakke/index.html").status == 404)
        }
    }

    @Test("A ticket ends with its session")
    func endsWithTheSession() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (page, ticket) = try await house.open(browser)
            let other = Browser(client: browser.client)
            _ = try await other.signIn("asta")
            let (_, hers) = try await house.open(other)
            #expect(hers != ticket)
            #expect(try await house.fetch(ticket).status == 200)
            _ = try await browser.post(Route.signOut.path, [("csrf", page.csrf)])
            #expect(try await house.fetch(ticket).status == 404)
            #expect(try await house.fetch(ticket + "pakke/index.html").status == 404)
            #expect(try await house.fetch(hers).status == 200, "hers is another one")
        }
    }

    @Test("It ends after an hour in which nothing was saved, and with the session whatever is saved")
    func ends() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (page, ticket) = try await house.open(browser)
            house.lobby.time.pass(seconds: 59 * 60)
            #expect(try await house.fetch(ticket).status == 200)
            let said = try await house.say(browser, page, ["location": "side-2"])
            #expect(said.status == 200)
            house.lobby.time.pass(seconds: 59 * 60)
            #expect(try await house.fetch(ticket).status == 200)
            house.lobby.time.pass(seconds: 61)
            #expect(try await house.fetch(ticket).status == 404)
            // What has ended does not begin again.
            _ = try await house.say(browser, page, ["location": "side-3"])
            #expect(try await house.fetch(ticket).status == 404)
            let (_, next) = try await house.open(browser)
            #expect(try await house.fetch(next).status == 200)
            house.lobby.time.pass(seconds: 13 * 3600)
            #expect(try await house.fetch(next).status == 404)
        }
    }

    @Test("It ends when the account is closed, and when the turn of the course is over")
    func endsWithTheTurn() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let (page, ticket) = try await house.open(browser)
            _ = try await house.say(browser, page, ["status": "passed", "raw": "100"])
            let result = try await browser.get(house.result)
            _ = try await browser.post(
                Route.command(.completeCourse).path,
                [
                    ("csrf", result.csrf), ("_command", result.value(of: "_command")), ("course", "\(house.course)"),
                    ("reported", "passed"), ("score", "100"),
                ])
            #expect(house.certificate("asta") != nil)
            #expect(try await house.fetch(ticket).status == 404)
            let other = Browser(client: browser.client)
            _ = try await other.signIn("bo")
            let (_, his) = try await house.open(other)
            #expect(try await house.fetch(his).status == 200)
            try await house.lobby.give(.closeAccount, ["person": "\(house.lobby.person("bo"))"])
            #expect(try await house.fetch(his).status == 404)
        }
    }

    @Test("A person has a few tickets at a time, the newest")
    func few() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            var tickets: [String] = []
            for _ in 0...PackageTickets.mostOfSession {
                tickets.append(try await house.open(browser).ticket)
                house.lobby.time.pass(seconds: 1)
            }
            #expect(try await house.fetch(tickets[0]).status == 404)
            for ticket in tickets.dropFirst() { #expect(try await house.fetch(ticket).status == 200) }
        }
    }

    @Test("Sound and film are fetched in parts")
    func parts() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let (_, ticket) = try await house.open(browser)
            let whole = try await house.fetch(ticket + "pakke/modul.css")
            #expect(whole.header("accept-ranges") == "bytes")
            let part = try await house.fetch(ticket + "pakke/modul.css", headers: ["range": "bytes=2-5"])
            #expect(part.status == 206 && part.body == Array(whole.body[2...5]))
            #expect(part.header("content-range") == "bytes 2-5/\(whole.body.count)")
            let late = try await house.fetch(
                ticket + "pakke/modul.css", headers: ["range": "bytes=\(whole.body.count)-"])
            #expect(late.status == 416 && late.header("content-range") == "bytes */\(whole.body.count)")
        }
    }

    static let ranges: [(String, Range<Int>?)] = [
        ("bytes=0-0", 0..<1), ("bytes=0-", 0..<10), ("bytes=4-99", 4..<10), ("bytes=-3", 7..<10),
        ("bytes=-99", 0..<10), ("bytes=10-", 0..<0), ("bytes=-0", 10..<10), ("bytes=5-4", nil), ("bytes=1-2,4-5", nil),
        ("bytes=a-b", nil), ("bytes=1", nil), ("items=0-1", nil), ("bytes=--1", nil),
        ("bytes=99999999999999999999-", nil),
    ]

    @Test("A range of bytes is one that the file has", arguments: ranges)
    func range(_ header: String, _ range: Range<Int>?) { #expect(ByteRange.of(header, in: 10) == range) }
}
