// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

/// A list of completions names many people: its file is for those who follow up learning alone (policy §9: no lists of names).
@Suite("Lists of completions: who opens the file")
struct CompletionListTests {
    /// Those who follow up learning.
    private static let readers: Set<String> = ["bo", "revisor"]

    @Test("The page is as open as its class; the file is opened by the security team and the auditor alone")
    func pageAndDownload() async throws {
        let house = try await TaughtHouse()
        try await house.record()
        let (page, file) = (Route.evidence(house.list).path, Route.evidenceFile(house.list).path)
        for (username, role) in house.aviary.people {
            try await house.lobby.visit { browser in
                let signed = try await browser.signIn(username)
                #expect(signed.status == 303)
                let shown = try await browser.get(page)
                let opened = try await browser.get(file)
                let mayOpen = Self.readers.contains(username)
                #expect(shown.status == 200, "\(role)")
                #expect(shown.text.contains(file) == mayOpen, "\(role)")
                #expect(shown.text.contains("hvem der har gennemført") == !mayOpen, "\(role)")
                #expect(opened.status == (mayOpen ? 200 : 403), "\(role)")
                #expect(opened.text.contains(TaughtHouse.mark) == mayOpen, "\(role)")
            }
        }
    }

    @Test("A file that no completion rests on is as open as its class; it stays closed when those are annulled")
    func beforeAndAfter() async throws {
        let house = try await TaughtHouse()
        let file = Route.evidenceFile(house.list).path
        func status() async throws -> Int {
            try await house.lobby.visit { browser in
                let signed = try await browser.signIn("ansat")
                #expect(signed.status == 303)
                return try await browser.get(file).status
            }
        }
        #expect(try await status() == 200)
        try await house.record()
        #expect(try await status() == 403)
        for username in ["ansat", "kollega"] {
            let position = try house.certificate(username).position
            try await house.lobby.give(.annulFact, ["position": "\(position)", "reason": "En anden liste"])
        }
        #expect(house.register.courses[house.course]?.certificates.isEmpty == true)
        #expect(try await status() == 403)
    }

    @Test("The interface names no address of the file to others, and finds nothing that stands in it")
    func interface() async throws {
        let house = try await TaughtHouse()
        try await house.record()
        for username in ["bo", "revisor", "ansat", "ejer", "dpo", "asta"] {
            let token = try await house.token(username)
            let headers = [("authorization", "Bearer " + token)]
            try await house.lobby.visit { browser in
                let one = try await browser.get("/api/v1/evidence/\(house.list)", headers: headers)
                let json = try JSONReader.read(Array(one.text.utf8))
                #expect(one.status == 200 && Described.faults(json, of: .evidence).isEmpty, "\(username)")
                let page = json["file"]?["page"]?.text
                #expect((page == Route.evidenceFile(house.list).path) == Self.readers.contains(username), "\(username)")
                let found = try await browser.get("/api/v1/search?q=\(TaughtHouse.mark)", headers: headers)
                let items = try JSONReader.read(Array(found.text.utf8))["items"]?.items
                #expect(found.status == 200 && items?.isEmpty == true, "\(username)")
            }
        }
    }

    @Test("What an outsider is given to check an entry by holds the file only where its reader may open it")
    func disclosure() async throws {
        let house = try await TaughtHouse()
        try await house.record()
        try house.lobby.house.sign()
        let note = try #require(house.lobby.house.checkpoint)
        let position = try #require(house.register.evidence[house.list]?.position)
        for (username, _) in house.aviary.people {
            let sight = try await house.lobby.house.sight(of: house.lobby.person(username))
            let disclosed = sight.disclosure(of: try sight.entry(position), under: note)
            let hasFile = disclosed.values.contains { $0.field == "file" }
            #expect(hasFile == Self.readers.contains(username), "\(username)")
            #expect(disclosed.values.contains { $0.field == "title" }, "\(username)")
        }
    }

    /// Before, whoever saw the course saw in the ledger who had completed it.
    @Test("The ledger shows a completion, and what is done to it, to those who see the certificate alone")
    func ledger() async throws {
        let house = try await TaughtHouse()
        try await house.record()
        let completed = try house.certificate("ansat")
        let lobby = house.lobby
        try await lobby.give(
            .revokeCertificate,
            [
                "course": "\(house.course)", "certificate": "\(completed.certificate)", "reason": "En anden svarede",
            ])
        let revoked = lobby.head - 1
        try await lobby.give(.annulFact, ["position": "\(revoked)", "reason": "Det var rigtigt nok"])
        let annulled = lobby.head - 1
        // The person, who heads the unit, and those who see every certificate.
        let seers: Set<String> = ["ansat", "nabo", "bo", "revisor"]
        for (username, role) in house.aviary.people {
            let sight = try await lobby.house.sight(of: lobby.person(username))
            for position in [completed.position, revoked, annulled] {
                let isSeen = (try? sight.entry(position)) != nil
                #expect(isSeen == seers.contains(username), "\(username) (\(role)): \(position)")
            }
        }
    }

    @Test("All certificates of a course at once are what each of them says, to everybody alike")
    func atOnce() async throws {
        let house = try await TaughtHouse()
        try await house.record()
        for (username, _) in house.aviary.people {
            let sight = try await house.lobby.house.sight(of: house.lobby.person(username))
            let course = try sight.course(house.course).course
            let all = sight.certificates(in: course)
            let one = course.certificates.values.joined().sorted { $0.position < $1.position }.compactMap {
                try? sight.certificate($0.certificate, of: house.course)
            }
            #expect(all.map(\.certificate) == one.map(\.certificate), "\(username)")
            #expect(all.map(\.validUntil) == one.map(\.validUntil), "\(username)")
            if Self.readers.contains(username) { #expect(all.count == 2, "\(username)") }
        }
        let bo = try await house.lobby.house.sight(of: house.lobby.person("bo"))
        let until = bo.certificates(in: try bo.course(house.course).course).map(\.validUntil)
        #expect(until == [house.lobby.today.adding(years: 1), house.lobby.today.adding(years: 1)])
    }
}
