// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office
@testable import Web

@Suite("Who reported a mail is known to the security team and to the one who reported alone (policy §9)")
struct AwarenessPagesTests {
    /// In every text of a report, and in the answer to it.
    private static let mark = "sortkanarie"

    /// »kollega« has reported a mail, and »bo« of the security team has answered.
    private func reported(_ aviary: Aviary) async throws -> ID<Suspicion> {
        let reporter = Ref(aviary.lobby.person("kollega"))
        let done = try await aviary.lobby.installation.perform(
            .reportSuspicion,
            Arguments([
                "came": ["\(aviary.lobby.today)"], "act": ["gave"], "sender": ["\(Self.mark)1.example"],
                "look": ["\(Self.mark)2 så sådan ud"],
            ]),
            as: .person(reporter, account: reporter, method: "password", strength: 1, authenticated: 0), door: .web,
            in: aviary.lobby.house.id)
        let suspicion = try #require(done.receipt.subjects.first?.id.seen(as: Suspicion.self))
        _ = try await aviary.perform(
            .answerSuspicion,
            ["suspicion": ["\(suspicion)"], "verdict": ["incident"], "word": ["\(Self.mark)3 tak for det"]])
        return suspicion
    }

    @Test func nobodyElseMeetsAWordOfIt() async throws {
        let aviary = try await Aviary()
        let suspicion = try await reported(aviary)
        let head = aviary.lobby.house.state.book.head
        let reporter = aviary.lobby.person("kollega")
        let paths =
            [
                "/", "/indbakke", "/opgaver?vis=alle", "/opgaver?vis=alle&som=csv", "/aarshjul", "/mit-ansvar",
                "/indsatser", "/indsatser?som=csv", "/anmeldelser", "/anmeldelser/\(suspicion)",
                "/udfoer/suspicion.answer?suspicion=\(suspicion)", "/revisionsspor", "/revisionsspor?som=csv",
                "/revisionsspor?om=\(reporter)", "/soeg?q=sortkanar", "/personer/\(reporter)",
                "/personer/\(reporter)/oplysninger", "/personer/\(reporter)/sletning",
            ] + (head - 2..<head).map { "/revisionsspor/\($0)" }
        var seen: [String: Int] = [:]
        for (username, role) in aviary.people {
            let maySee = username == "kollega" || role == Role.security.rawValue
            seen[username] = try await aviary.lobby.visit { browser in
                #expect(try await browser.signIn(username).status == 303)
                var found = 0
                for path in paths {
                    let page = try await browser.get(path)
                    #expect(page.status < 500, "\(role) \(path) \(page.status)")
                    guard page.text.contains(Self.mark) || page.text.contains("ANM-20") else { continue }
                    found += 1
                    if !maySee { Issue.record("\(username) (\(role)) reads of it at \(path)") }
                }
                return found
            }
        }
        // Those who may see it do: the walk can fail.
        #expect(seen["bo"] ?? 0 > 2 && seen["kollega"] ?? 0 > 2, "\(seen)")
    }

    @Test func theDirektionSeesCountsWithoutNames() async throws {
        let aviary = try await Aviary()
        _ = try await reported(aviary)
        try await aviary.lobby.visit { browser in
            _ = try await browser.signIn("chef")
            let page = try await browser.get("/indsatser")
            #expect(page.text.contains("Anmeldte mails måned for måned"))
            #expect(!page.text.contains("Navn kollega"))
            #expect(Markup(page.text).faults.isEmpty, "\(Markup(page.text).faults.prefix(5))")
        }
        try await aviary.lobby.visit { browser in
            _ = try await browser.signIn("ejer")
            let page = try await browser.get("/indsatser")
            #expect(page.status == 200 && !page.text.contains("Anmeldte mails måned for måned"))
        }
    }

    @Test func anExerciseIsUnknownUntilItHasEnded() async throws {
        let aviary = try await Aviary()
        let (lobby, today) = (aviary.lobby, "\(aviary.lobby.today)")
        let id = try await aviary.perform(
            .planInitiative,
            [
                "title": ["\(Self.mark) øver"], "kind": ["exercise"], "purpose": ["\(Self.mark) formål"],
                "reach": ["everybody"], "from": [today], "to": [today], "responsible": ["\(lobby.person("bo"))"],
                "metric": ["Andel"], "classification": ["intern"],
            ])
        let one = ["initiative": ["\(id)"], "day": [today]]
        _ = try await aviary.perform(.beginInitiative, one)
        _ = try await aviary.perform(
            .recordExercise, one.merging(["sent": ["40"], "clicked": ["3"], "reported": ["21"]]) { $1 })
        let paths = ["/indsatser", "/indsatser/\(id)", "/opgaver?vis=alle", "/revisionsspor", "/soeg?q=sortkanar"]
        func readers() async throws -> Set<String> {
            var found: Set<String> = []
            for (username, _) in aviary.people {
                let reads = try await lobby.visit { browser in
                    _ = try await browser.signIn(username)
                    for path in paths where try await browser.get(path).text.contains(Self.mark) { return true }
                    return false
                }
                if reads { found.insert(username) }
            }
            return found
        }
        #expect(try await readers() == ["bo", "chef", "raad", "dpo", "revisor"])
        _ = try await aviary.perform(.endInitiative, one.merging(["outcome": ["Hver anden anmeldte"]]) { $1 })
        #expect(try await readers() == Set(aviary.people.map(\.username)))
    }

    @Test func whatAnInitiativeTeachesLeadsToTheParagraphsThatTheReaderMaySee() async throws {
        let aviary = try await Aviary()
        let (lobby, today) = (aviary.lobby, "\(aviary.lobby.today)")
        let policy = try #require(lobby.house.state.register.documents.values.first { $0.kind == .policy })
        let version = try #require(policy.versionInForce(on: lobby.today))
        let text = try DocumentText(decoding: try #require(lobby.house.texts.bytes(version.draft.text)))
        _ = try await aviary.perform(
            .findRequirement,
            [
                "document": ["\(policy.id)"], "paragraph": ["\(try #require(text.blocks.last?.id))"],
                "demand": ["Alle læser den"], "unit": ["\(aviary.own)"], "months": ["12"], "expected": ["Kvittering"],
            ])
        let taught = lobby.house.state.register.requirements.values.compactMap { known -> (ID<Requirement>, String)? in
            guard case .paragraph(let document, let paragraph, _)? = known.wording?.source else { return nil }
            return (known.id, "\(Route.document(document).path)#\(paragraph)")
        }
        let id = try await aviary.perform(
            .planInitiative,
            [
                "title": ["Læs politikken"], "kind": ["campaign"], "purpose": ["At den huskes"],
                "reach": ["everybody"], "from": [today], "to": [today], "responsible": ["\(lobby.person("bo"))"],
                "metric": ["Andel"], "classification": ["intern"], "requirements": taught.map { "\($0.0)" },
            ])
        var (shown, hidden) = (0, 0)
        for (username, role) in aviary.people {
            let sight = try await lobby.house.sight(of: lobby.person(username))
            let page = try await lobby.visit { browser in
                _ = try await browser.signIn(username)
                return try await browser.get("/indsatser/\(id)")
            }
            #expect(page.status == 200 && page.text.contains("Lærer om"), "\(role)")
            let main = page.text.split(separator: "<main").last ?? ""
            let seen = taught.filter { sight.sees(.requirement($0.0)) }
            for (one, link) in taught {
                #expect(main.contains("\"\(link)\"") == sight.sees(.requirement(one)), "\(username) (\(role))")
            }
            let left = taught.count - seen.count
            #expect(main.contains("\(left) du ikke har adgang til") == (left > 0), "\(username) (\(role))")
            (shown, hidden) = (shown + seen.count, hidden + left)
        }
        #expect(shown > 0 && hidden > 0, "both are met")
    }
}
