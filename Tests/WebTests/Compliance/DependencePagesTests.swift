// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

@Suite("What depends on what is told in words, in tables and in a drawing")
struct DependencePagesTests {
    @Test("the page says what is inherited and by which way, and names few of many")
    func pages() async throws {
        let lobby = try await Lobby()
        let drift = try await lobby.give(.openUnit, ["name": "Drift", "from": "\(lobby.today)"])
        func asset(_ name: String, _ level: String = "none") async throws -> String {
            try await lobby.give(
                .setAsset,
                [
                    "kind": "solution", "name": name, "unit": drift,
                    "confidentiality": "none", "confidentiality_reason": "Intet",
                    "integrity": level, "integrity_reason": "Som vurderet", "availability": "none",
                    "availability_reason": "Intet", "users": "Alle", "months": "12",
                ])
        }
        func depend(_ one: String, _ other: String, _ kind: String = "runs_on") async throws {
            _ = try await lobby.give(.dependAsset, ["asset": one, "other": other, "kind": kind])
        }
        func page(_ path: String) async throws -> String {
            try await lobby.visit { browser in
                _ = try await browser.signIn("bo")
                let page = try await browser.get(path)
                #expect(Markup(page.text).faults.isEmpty, "\(Markup(page.text).faults.prefix(5))")
                return page.text
            }
        }
        func words(_ html: String) -> String {
            html.replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        func drawing(_ html: String) -> Substring {
            let start = html.firstRange(of: "class=\"ties\"")?.upperBound ?? html.endIndex
            let rest = html[start...]
            return rest[..<(rest.firstRange(of: "</svg>")?.lowerBound ?? rest.endIndex)]
        }
        let udbetaling = try await asset("Udbetaling", "high")
        let ydelser = try await asset("Ydelsessystem")
        // Nobody has said what it needs of its own.
        let server = try await lobby.give(.setAsset, ["kind": "component", "name": "Server", "unit": drift])
        let alone = try await page("/aktiver/\(server)")
        #expect(!alone.contains("class=\"ties\""))
        try await depend(udbetaling, ydelser, "handled_in")
        try await depend(ydelser, server)
        let first = try await page("/aktiver/\(server)")
        #expect(words(first).contains("Arver Højt fra LØS-1, Udbetaling via LØS-2, Ydelsessystem"))
        #expect(words(first).contains("Ikke vurderet"), "its own need stays unsaid beside what it inherits")
        #expect(drawing(first).contains("role=\"img\"") && drawing(first).ranges(of: "<rect ").count == 3)
        let top = try await page("/aktiver/\(udbetaling)")
        #expect(!top.contains("id=\"behov\""), "nothing depends on it")

        for number in 1...60 { try await depend(try await asset("Fagsystem \(number)"), server) }
        let many = try await page("/aktiver/\(server)")
        #expect(words(many).contains("Alle 61, der afhænger af det"))
        #expect(drawing(many).ranges(of: "<rect ").count == 40)
        #expect(words(many).contains("Tegningen viser de 40 nærmeste."))
        #expect(!words(many).contains("Fagsystem 60"), "what is many has a page of its own")
        let pages = [
            try await page("/afhaengigheder?baerer=\(server)"),
            try await page("/afhaengigheder?baerer=\(server)&side=2"),
        ]
        for number in 1...60 {
            let found = pages.filter { words($0).contains("Fagsystem \(number) ") }
            #expect(found.count == 1, "each stands on one of the two pages: \(number)")
        }
        let sheet = try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            return try await browser.get("/afhaengigheder?som=csv").text
        }
        #expect(sheet.contains("Ydelsessystem") && sheet.contains("Kører på") && sheet.contains("Højt"))
    }
}
