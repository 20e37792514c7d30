// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Testing

@testable import Office
@testable import Web

@Suite("An auditor reads until a day, asks and judges, and takes the proof home (policy §7.3)")
struct AuditorTests {
    @Test("the first page has the period, how long there is access, and what was asked for")
    func home() async throws {
        let place = try await AuditedHouse()
        try await place.lobby.visit { browser in
            _ = try await browser.signIn("rie")
            let page = try await browser.get("/")
            for words in [
                "Din revisionsopgave OPG-2024-01", "1. januar 2024–31. december 2024", "21 dage tilbage", "BES-1",
            ] {
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(Markup(page.text).faults.isEmpty, "\(Markup(page.text).faults.prefix(5))")
            #expect(
                try await browser.get("/krav").text.contains("Revideret periode: 1. januar 2024–31. december 2024."))
            let engagement = try await browser.get(place.page)
            #expect(engagement.status == 200 && Markup(engagement.text).faults.isEmpty)
            #expect(engagement.text.contains("/udfoer/evidenceRequest.make"))
            #expect(!engagement.text.contains("/udfoer/auditEngagement.close"), "the auditor closes nothing")
        }
        try await place.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            #expect(try await !browser.get("/").text.contains("Din revisionsopgave"))
            #expect(try await !browser.get("/krav").text.contains("Revideret periode"))
        }
    }

    @Test("an auditor does nothing but ask and judge; nobody else judges")
    func readOnly() async throws {
        let place = try await AuditedHouse()
        let register = place.lobby.house.state.register
        let (rie, today) = (place.lobby.person("rie"), place.lobby.today)
        let allowed = CommandKind.allCases.filter { Access.mayEver($0, by: rie, in: register, on: today) }
        #expect(
            Set(allowed) == [
                .requestEvidence, .judgeAnswer, .withdrawRequest, .acknowledgeNotice, .completeCourse, .renamePerson,
                .issueToken,
                .revokeToken, .removeSignInMethod,
            ])
        try await place.lobby.give(.answerRequest, ["evidence_request": place.request, "note": "Den føres ikke"])
        let judging = [("evidence_request", place.request), ("judgement", "accepted")]
        try await place.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let form = try await browser.get("/bestillinger/\(place.request)")
            #expect(!form.text.contains("/udfoer/evidenceRequest.judge"))
            let refused = try await browser.post(
                "/udfoer/evidenceRequest.judge", judging + [("csrf", form.csrf), ("_command", "x")])
            #expect(refused.status == 403)
        }
        let head = place.lobby.head
        try await place.lobby.visit { browser in
            _ = try await browser.signIn("rie")
            for kind in [CommandKind.answerRequest, .addEvidence, .addAction, .closeAuditEngagement, .recordAudit] {
                #expect(try await browser.get("/udfoer/\(kind.rawValue)").status == 403, "\(kind)")
            }
            #expect(place.lobby.head == head)
            let done = try await browser.fill(
                "/udfoer/evidenceRequest.judge?evidence_request=\(place.request)", judging)
            #expect(done.status == 303, "\(done.text.suffix(800))")
        }
        let known = try #require(place.lobby.house.state.register.evidenceRequests.values.first)
        #expect(known.standing(on: place.lobby.today) == .accepted)
    }

    @Test("after the last day nobody signs in as the auditor, and nothing is read")
    func accessEnds() async throws {
        let place = try await AuditedHouse()
        // Half past eleven in the evening of the last day, so that the session itself is young when the day is over.
        place.lobby.time.pass(seconds: 20 * 86_400 + 52_200)
        try await place.lobby.visit { browser in
            _ = try await browser.signIn("rie")
            let last = try await browser.get(place.page)
            #expect(last.status == 200 && last.text.contains("i dag er den sidste"))
            place.lobby.time.pass(seconds: 2400)
            let after = try await browser.get(place.page)
            #expect(after.status != 200 && !after.text.contains("Listen over lukkede konti"))
            let papers = try await browser.get(place.page + "/arbejdspapirer.zip")
            #expect(papers.status != 200)
        }
        try await place.lobby.visit { browser in
            let refused = try await browser.signIn("rie")
            #expect(refused.status != 303, "\(refused.location)")
            #expect(try await browser.get(place.page).status != 200)
        }
        try await place.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            #expect(try await browser.get(place.page).text.contains("Revisors adgang er slut"))
        }
    }

    @Test("what the auditor opens is noted beside the ledger, for the auditor and the security team alone")
    func seen() async throws {
        let place = try await AuditedHouse()
        let head = place.lobby.head
        try await place.lobby.visit { browser in
            _ = try await browser.signIn("rie")
            _ = try await browser.get("/krav/\(place.requirement)")
            _ = try await browser.get("/krav/\(ID<Requirement>(high: 1, low: 2))")
            let page = try await browser.get(place.page)
            #expect(page.text.contains("Set af revisor") && page.text.contains("ikke bevises"))
            #expect(page.text.contains("Listen er ført"))
        }
        #expect(place.lobby.head == head, "it is no entry")
        // What is noted without waiting is noted by now.
        _ = try await place.lobby.installation.aside.get(.seen, "")
        let rows = place.lobby.side.rows(shelf: "seen", owner: Ref(place.lobby.person("rie")))
        #expect(
            rows.count >= 2 && !rows.contains { $0.key.contains("0000000000000001") }, "what was refused was not seen")
        for (name, sees) in [("bo", true), ("asta", false)] {
            try await place.lobby.visit { browser in
                _ = try await browser.signIn(name)
                #expect(try await browser.get(place.page).text.contains("Set af revisor") == sees, "\(name)")
            }
        }
        #expect(place.lobby.side.rows(shelf: "seen", owner: Ref(place.lobby.person("bo"))).isEmpty)
    }

    @Test("what is read with a token is noted too, by the name of the thing; a past day shows what was opened by then")
    func seenByToken() async throws {
        let place = try await AuditedHouse()
        let rie = place.lobby.person("rie")
        let secret = try #require(
            try await place.lobby.installation.perform(
                .issueToken,
                Arguments(["person": ["\(rie)"], "scope": ["read"], "until": ["\(place.lobby.today + 9)"]]),
                as: .system(component: "test", rule: nil, version: "1"), door: .system, in: place.lobby.house.id
            ).secret)
        func read(_ path: String, _ secret: String) async -> Int {
            await API.answer(
                APIRequest(
                    method: "GET", path: path, headers: ["authorization": "Bearer \(secret)"], peer: .network("::1")),
                in: place.lobby.installation
            ).status
        }
        #expect(await read("/api/v1/requirements/\(place.requirement)", secret) == 200)
        #expect(await read("/api/v1/requirements/\(ID<Requirement>(high: 1, low: 2))", secret) == 404)
        #expect(await read("/api/v1/evidence-requests", secret) == 200)
        _ = try await place.lobby.installation.aside.get(.seen, "")
        let rows = place.lobby.side.rows(shelf: "seen", owner: Ref(rie))
        #expect(rows.count == 2, "\(rows.map(\.key))")
        let first = place.lobby.today
        place.lobby.time.pass(seconds: 86_400)
        try await place.lobby.visit { browser in
            _ = try await browser.signIn("rie")
            _ = try await browser.get("/kampagner")
            let page = try await browser.get(place.page)
            #expect(page.text.contains("Med adgangsnøgle: K-1, Listen er ført hver dag"))
            #expect(page.text.contains("Med adgangsnøgle: Kontrol"), "a list has its page's name")
            #expect(page.text.contains(">Kampagner</a>"), "so has what has no list to take home")
            let past = try await browser.get(place.page + "?pr=\(first)&viden=now")
            let panel = past.text.split(separator: "id=\"set\"").dropFirst().first ?? ""
            #expect(panel.contains("Med adgangsnøgle: K-1") && !panel.contains(">Kampagner</a></td>"))
            #expect(SeenLine.shown([SeenLine(at: place.lobby.time.now, path: "/", format: nil)], on: first).isEmpty)
        }
    }

    @Test("a statement leads to the engagement that it came of, and that leads to the statement")
    func statement() async throws {
        let place = try await AuditedHouse()
        let today = place.lobby.today
        let statement = try await place.lobby.give(
            .recordAudit,
            [
                "matter": "processor", "auditor": "Revision & Sønner (opdigtet)", "standard": "ISAE 3000",
                "from": "\(today - 400)", "to": "\(today - 36)", "opinion": "unqualified", "day": "\(today)",
            ])
        try await place.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let before = try await browser.get("/revision/\(statement)")
            #expect(!before.text.contains(place.page))
            _ = try await place.lobby.give(
                .closeAuditEngagement,
                ["audit_engagement": place.engagement, "audit": statement, "note": "Erklæringen er givet"])
            #expect(try await browser.get("/revision/\(statement)").text.contains(place.page))
            let closed = try await browser.get(place.page)
            #expect(closed.text.contains("/revision/\(statement)") && closed.text.contains("Erklæringen er givet"))
            #expect(!closed.text.contains("/udfoer/evidenceRequest.make"), "nothing is asked for any more")
        }
    }

    @Test("the working papers prove every entry in them, and hold nothing that the reader may not see")
    func papers() async throws {
        let place = try await AuditedHouse(isConfidential: true)
        try place.lobby.house.sign()
        let whole = try await place.papers(as: "bo")
        let outside = try await place.papers(as: "asta")
        let key = place.lobby.house.key.verifier
        for archive in [whole, outside] {
            let proofs = archive.filter { $0.key.hasPrefix("bevis/") }
            #expect(!proofs.isEmpty)
            for (path, bytes) in proofs {
                let proof = try TlogProof(text: String(decoding: bytes, as: UTF8.self))
                try #require(proof.leaf != nil, "\(path)")
                #expect(throws: Never.self, "\(path)") { _ = try proof.verify(key: key) }
            }
            let sums = String(decoding: archive["SHA256SUMS"] ?? [], as: UTF8.self).split(separator: "\n")
            #expect(sums.count == archive.count - 1)
            for line in sums {
                let path = String(line.dropFirst(66))
                #expect(Digest.sha256(archive[path] ?? []).hex == line.prefix(64), "\(path)")
            }
        }
        let text = { (archive: [String: [UInt8]], path: String) in String(decoding: archive[path] ?? [], as: UTF8.self)
        }
        #expect(text(whole, "index.json").contains("Alle dage i maj") && text(whole, "index.html").contains("BES-1"))
        #expect(whole["dokumentation/BEV-1.txt"].map { String(decoding: $0, as: UTF8.self) } == "Alle dage er ført\n")
        #expect(!text(outside, "index.json").contains("Alle dage i maj"))
        #expect(outside["dokumentation/BEV-1.txt"] == nil)
        let asta = place.lobby.person("asta")
        let register = place.lobby.house.state.register
        for path in outside.keys where path.hasPrefix("bevis/") {
            let position = try #require(Int(path.dropFirst(6).prefix { $0 != "." }))
            let entry = try place.lobby.house.entry(at: position)
            #expect(register.sees(entry.subject, asta, on: place.lobby.today), "\(path): \(entry.kind)")
        }
    }
}

/// A house in which somebody from outside audits: one requirement that was assessed with a file, and one request about it.
struct AuditedHouse {
    let lobby: Lobby
    let engagement: String
    let requirement: String
    let request: String
    var page: String { "/revisionsopgaver/\(engagement)" }

    /// - Parameter isConfidential: whether the file is for its unit alone.
    init(isConfidential: Bool = false) async throws {
        lobby = try await Lobby()
        let today = lobby.today
        let unit = try await lobby.give(.openUnit, ["name": "Drift", "from": "\(today)"])
        let rie = try await lobby.give(.addPerson, ["name": "Rie Revisor"])
        try await lobby.give(
            .beginEngagement,
            ["person": rie, "kind": "consultant", "unit": unit, "title": "Revisor", "from": "\(today)"])
        let id = try #require(ID<Person>(rie))
        let held = try #require(lobby.house.state.register.persons[id]?.engagements.last)
        try await lobby.give(
            .endEngagement, ["person": rie, "engagement": "\(held.id)", "to": "\(today + 20)"])
        try await lobby.give(.grantRole, ["person": rie, "role": "auditor", "from": "\(today)"])
        try await lobby.give(.openAccount, ["person": rie, "username": "rie"])
        try await lobby.installation.setPassword(Lobby.password, of: id, in: lobby.house.id)
        requirement = try await lobby.give(
            .stateLaw,
            [
                "law": "Arkivloven § 8", "from": "\(today - 400)", "demand": "Listen er ført hver dag", "unit": unit,
                "months": "12", "expected": "Listen",
            ])
        var arguments = Arguments(
            [
                "requirement": requirement, "from": "\(today - 30)", "to": "\(today)", "method": "documents",
                "result": "complied", "finding": "Alt er ført", "title": "Alle dage i maj",
                "classification": isConfidential ? "fortrolig" : "intern",
            ].mapValues { [$0] })
        arguments.files["file"] = .init(name: "maj.txt", bytes: Array("Alle dage er ført\n".utf8))
        _ = try await lobby.installation.perform(
            .assessRequirement, arguments, as: .system(component: "test", rule: nil, version: "1"), door: .system,
            in: lobby.house.id)
        engagement = try await lobby.give(
            .openAuditEngagement,
            ["auditor": rie, "matter": "processor", "standard": "ISAE 3000", "from": "2024-01-01", "to": "2024-12-31"])
        request = try await lobby.give(
            .requestEvidence,
            [
                "audit_engagement": engagement, "what": "Listen over lukkede konti", "requirement": requirement,
                "unit": unit, "due": "\(today + 9)",
            ])
    }

    /// The files in the archive, as somebody gets it.
    func papers(as name: String) async throws -> [String: [UInt8]] {
        try await lobby.visit { browser in
            _ = try await browser.signIn(name)
            let bytes = try await browser.bytes(page + "/arbejdspapirer.zip")
            return StoredZip.files(bytes)
        }
    }
}

extension Browser {
    /// What is no text, as it came.
    func bytes(_ path: String) async throws -> [UInt8] {
        let cookie = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let answer = try await client.execute(
            uri: path, method: .get, headers: [.cookie: cookie], body: nil)
        try #require(answer.status.code == 200)
        return Array(answer.body.readableBytesView)
    }
}

/// The entries of an archive that is stored and not packed, by its local headers (PKWARE APPNOTE 4.3.7).
enum StoredZip {
    static func files(_ bytes: [UInt8]) -> [String: [UInt8]] {
        var (found, at): ([String: [UInt8]], Int) = ([:], 0)
        func number(_ start: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[start + $1]) << ($1 * 8) }
        }
        while at + 30 <= bytes.count, number(at, 4) == 0x0403_4B50 {
            let (size, name, extra) = (number(at + 18, 4), number(at + 26, 2), number(at + 28, 2))
            let start = at + 30 + name + extra
            found[String(decoding: bytes[(at + 30)..<(at + 30 + name)], as: UTF8.self)] =
                Array(bytes[start..<(start + size)])
            at = start + size
        }
        return found
    }
}
