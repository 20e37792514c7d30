// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Testing

@testable import Office
@testable import Web

/// A course that is a package, as its pages show and keep it.
@Suite("A course that is a package")
struct PackageCourseTests {
    @Test("It is handed what it was left with, and neither name nor user name")
    func goesOn() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let first = try await house.open(browser).page
            let start = try #require(first.text.firstMatch(of: #/data-start="([^"]*)"/#)).1
            #expect(!start.contains("Bo") && !start.contains("bo\"") && start.contains("ab-initio"))
            #expect(start.contains("&quot;mastery&quot;:&quot;80&quot;"))
            let head = house.lobby.head
            let said = try await house.say(
                browser, first,
                ["location": "side-3", "suspend": "q1=1 & \"æ\"\n", "exit": "suspend", "total": "4200"])
            #expect(said.status == 200 && said.json["passed"] == .bool(false))
            #expect(said.json["note"]?.text?.hasPrefix("Gemt") == true)
            #expect(house.lobby.head == head, "what lies beside the ledger is no fact")
            let next = try await house.open(browser).page.text
            #expect(next.contains("side-3") && next.contains("4200") && next.contains("&quot;resume&quot;"))
            #expect(next.contains("q1=1 &amp; \\&quot;æ\\&quot;\\n"))
            // Time only grows: an answer that comes late takes nothing back.
            _ = try await house.say(browser, first, ["location": "side-4", "total": "100"])
            #expect(try await house.open(browser).page.text.contains("4200"))
            // Somebody else begins at the beginning.
            let other = Browser(client: browser.client)
            _ = try await other.signIn("asta")
            let hers = try await house.open(other).page.text
            #expect(!hers.contains("side-3") && hers.contains("ab-initio"))
            let own = try #require(next.firstMatch(of: #/data-learner="([0-9a-f]{16})"/#)).1
            #expect(!hers.contains(own), "each is another number to the package")
        }
    }

    @Test("What passes is said, stays, and becomes a certificate that says where it is from")
    func passes() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await house.open(browser).page
            let few = try await house.say(browser, page, ["status": "passed", "raw": "79.5"])
            #expect(few.json["passed"] == .bool(false))
            let early = try await browser.get(house.result)
            #expect(early.text.contains("Ikke bestået endnu") && early.text.contains("79.5 procent"))
            #expect(!early.text.contains("Afslut kurset"))
            let enough = try await house.say(browser, page, ["status": "passed", "raw": "85.9"])
            #expect(enough.json["passed"] == .bool(true))
            let later = try await house.say(browser, page, ["status": "failed", "raw": "20"])
            #expect(later.json["passed"] == .bool(true), "once passed stays passed")
            let course = try await browser.get(Route.course(house.course).path)
            #expect(course.text.contains("Fortsæt, hvor du slap") && course.text.contains(house.result))
            let result = try await browser.get(house.result)
            #expect(result.text.contains("Bestået, 85 procent") && result.text.contains("din browser meldte"))
            #expect(result.value(of: "reported") == "passed" && result.value(of: "score") == "85")
            let done = try await browser.post(
                Route.command(.completeCourse).path,
                ["csrf", "_command", "course", "reported", "score"].map { ($0, result.value(of: $0)) })
            #expect(done.status == 303)
            let certificate = try #require(house.certificate("bo"))
            #expect(certificate.report == PackageReport(status: .passed, score: 85) && certificate.right == nil)
            let shown = try await browser.get(Route.certificate(house.course, certificate.certificate).path)
            #expect(shown.text.contains("deltagerens browser meldte") && shown.text.contains("Bestået, 85 procent"))
            #expect(!shown.text.contains("Hent som badge"))
            let entry = try await browser.get(Route.entry(certificate.position).path)
            #expect(entry.text.contains("som pakken meldte det"))
            // The next turn begins at the beginning.
            #expect(try await house.open(browser).page.text.contains("ab-initio"))
        }
    }

    @Test("A report below the pass mark is refused, whoever sends it")
    func forged() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await house.open(browser).page
            let answer = try await browser.post(
                Route.command(.completeCourse).path,
                [
                    ("csrf", page.csrf), ("course", "\(house.course)"), ("reported", "passed"), ("score", "79"),
                ])
            #expect(answer.status == 422 && answer.text.contains("der skal 80 til"))
            #expect(house.certificate("bo") == nil)
        }
    }

    @Test(
        "What no package can say is refused, and nothing of it is kept",
        arguments: [
            ["status": "bestået"], ["raw": "101"], ["raw": "-1"], ["raw": "1e1"], ["min": "nul"], ["total": "-1"],
            ["total": ""], ["total": "99999999999"], ["location": String(repeating: "a", count: 256)],
            ["suspend": String(repeating: "å", count: 4097)], ["exit": "for altid"],
        ])
    func refused(_ values: [String: String]) async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await house.open(browser).page
            let said = try await house.say(browser, page, ["location": "sted-42"].merging(values) { $1 })
            #expect(said.status == 422 && said.json["note"]?.text?.contains("ikke kan gemmes") == true)
            #expect(try await !house.open(browser).page.text.contains("sted-42"))
        }
    }

    @Test("The longest that a package may say comes back whole")
    func longest() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await house.open(browser).page
            let long = String(repeating: "å", count: 4096)
            #expect(try await house.say(browser, page, ["suspend": long]).status == 200)
            #expect(try await house.open(browser).page.text.contains(long))
        }
    }

    @Test("Without the form's token nothing is kept")
    func sealed() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            _ = try await house.open(browser)
            let answer = try await browser.post(
                house.lesson, [("status", "passed"), ("total", "0"), ("csrf", String(repeating: "0", count: 64))],
                headers: [("accept", "application/json")])
            #expect(answer.status == 403)
            #expect(try await house.open(browser).page.text.contains("ab-initio"))
        }
    }

    @Test("Where it cannot be shown the page says why, and whom to ask")
    func hindered() async throws {
        let none = try await PackageHouse(Settings())
        try await none.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get(none.lesson)
            #expect(page.status == 200 && page.text.contains("Serveren har ingen adresse til pakker"))
            #expect(page.text.contains("om en anden måde at tage kurset på") && !page.text.contains("<iframe"))
            #expect(page.header("content-security-policy")?.contains("frame-src") == false)
        }
        #expect(PackageDoor(none.lobby.site) == nil)
        // The test's browser is at `localhost`.
        let same = try await PackageHouse(PackageHouse.settings("http://localhost:8301"))
        try await same.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get(same.lesson)
            #expect(page.text.contains("på det navn, som pakker har") && !page.text.contains("<iframe"))
        }
    }

    @Test("A page with scripts says so to those who have none")
    func withoutScripts() async throws {
        let house = try await PackageHouse()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await house.open(browser).page.text
            #expect(page.contains("Kurset kræver scripts") && page.contains("om en anden måde at tage kurset på"))
            let frame = try #require(page.firstMatch(of: #/<iframe [^>]*>/#)).0
            #expect(frame.contains("hidden") && !frame.contains("src="))
        }
    }

    @Test("A package is a module, and no other document")
    func onlyAModule() async throws {
        let house = try await MailHouse()
        let bytes = try ScormExport.package(LearningLibrary.modules.filter { $0.id == "gdpr" })
        let refusal = await #expect(throws: Refusal.self) {
            try await PackageHouse.take(bytes, kind: "emnepolitik", in: house)
        }
        #expect(refusal?.field == "file" && refusal?.phrase.da.contains("kun være et e-læringsmodul") == true)
    }

    @Test("Text that says it is a package, and is not, cannot be taken as one")
    func typed() async throws {
        let house = try await MailHouse()
        let text = """
            ---
            package: "scorm-1.2"
            title: "Falsk"
            launch: "index.html"
            sha256: "\(String(repeating: "a", count: 64))"
            ---

            # Falsk

            Tekst.

            """
        var arguments = Arguments(
            [
                "kind": "modul", "title": "Falsk", "unit": house.unit, "classification": "intern",
                "parent": "\(house.policy)",
            ].mapValues { [$0] })
        arguments.files["file"] = .init(name: "falsk.md", bytes: Array(text.utf8))
        let done = try await house.lobby.installation.perform(
            .importDocument, arguments, as: .system(component: "test", rule: nil, version: "1"), door: .system,
            in: house.lobby.house.id)
        let id = (done.receipt.subjects.first?.id ?? ID(high: 0, low: 0)).seen(as: Document.self)
        let version = try #require(house.lobby.house.state.register.documents[id]?.versions.last)
        #expect(house.lobby.house.texts.package(version) == nil)
    }
}
