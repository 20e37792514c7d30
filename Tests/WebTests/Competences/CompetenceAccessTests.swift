// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office
@testable import Web

/// Who sees whose competences and talks (policy §9; GDPR Article 5(1)(c)): numbers are for all, names for those who must act.
@Suite("Who sees competences and talks")
struct CompetenceAccessTests {
    private let lobby: Lobby
    private let competence: String
    /// The entry of Ole's talk.
    private let talk: Int

    /// Hanne heads It-drift, where Ole works; Nete heads another unit. Bo is in the security team, Asta administers.
    init() async throws {
        let lobby = try await Lobby()
        self.lobby = lobby
        let today = "\(lobby.today)"
        let unit = try await lobby.give(.openUnit, ["name": "It-drift", "from": today])
        let other = try await lobby.give(.openUnit, ["name": "Jura", "from": today])
        for (name, username, unit, isHead) in [
            ("Hanne Lund", "hanne", unit, true), ("Ole Krogh", "ole", unit, false), ("Nete Vang", "nete", other, true),
        ] {
            let person = try await lobby.give(.addPerson, ["name": name])
            try await lobby.give(
                .beginEngagement,
                ["person": person, "kind": "employee", "unit": unit, "title": "Specialist", "from": today])
            if isHead {
                try await lobby.give(
                    .grantRole, ["person": person, "role": "unit_head", "unit": unit, "from": today])
            }
            try await lobby.give(.openAccount, ["person": person, "username": username])
            try await lobby.installation.setPassword(
                Lobby.password, of: try #require(ID(person)), in: lobby.house.id)
        }
        competence = try await lobby.give(
            .setCompetence, ["title": "Skysikkerhed", "about": "To dage", "from": today])
        try await lobby.give(
            .demandCompetence,
            [
                "competence": competence, "reach": "chosen", "units": unit, "days": "30", "basis": "Afsnit 9",
                "from": today,
            ])
        try await lobby.give(.setTalks, ["kinds": "employee", "from": today])
        talk = lobby.head
        try await lobby.give(
            .recordTalk,
            [
                "person": "\(lobby.person("ole"))", "day": today, "need": "some", "competences": competence,
            ])
    }

    /// Two are to have it: who does not follow up sees no number of so few, in no place.
    @Test("who lacks it is named to the head, the security team and oneself; others see no numbers of few")
    func names() async throws {
        let path = "/kompetencer/\(competence)"
        for (username, seesOle) in [("hanne", true), ("bo", true), ("ole", true), ("nete", false), ("asta", false)] {
            try await lobby.visit { browser in
                _ = try await browser.signIn(username)
                let page = try await browser.get(path)
                #expect(page.status == 200 && page.text.contains("Skysikkerhed"), "\(username)")
                let main = page.text.split(separator: "<main").last ?? ""
                #expect(main.contains("Ole Krogh") == seesOle, "\(username)")
                let follows = ["hanne", "bo"].contains(username)
                #expect(main.contains("Har stadig tid") == follows, "\(username)")
                #expect(main.contains("For få til at vise") != follows, "\(username)")
                let list = try await browser.get("/kompetencer").text
                #expect(list.contains("For få til at vise") != follows, "\(username)")
                let file = try await browser.get("/kompetencer?som=csv").text
                let (isNamed, isHidden) = (file.contains("Skysikkerhed"), file.contains("For få til at vise"))
                #expect(follows ? isNamed && !isHidden : !isNamed || isHidden, "\(username)")
            }
        }
    }

    @Test("a credential is seen by its holder, the head and the security team")
    func credentials() async throws {
        let position = lobby.head
        try await lobby.give(
            .recordCredential,
            [
                "competence": competence, "person": "\(lobby.person("ole"))", "day": "\(lobby.today)",
                "issuer": "Kanariehuset",
            ])
        for (username, sees) in [("hanne", true), ("bo", true), ("ole", true), ("nete", false), ("asta", false)] {
            try await lobby.visit { browser in
                _ = try await browser.signIn(username)
                let entry = try await browser.get("/revisionsspor/\(position)")
                #expect((entry.status == 200) == sees, "\(username)")
                #expect(try await !browser.get("/kompetencer").text.contains("Kanariehuset") || username == "ole")
                #expect(try await !browser.get("/revisionsspor").text.contains("Ole Krogh har bevis") || sees)
            }
        }
    }

    @Test("a talk is seen by the two who held it and nobody else, in no place")
    func talks() async throws {
        let ole = lobby.person("ole")
        for (username, sees) in [("hanne", true), ("ole", true), ("bo", false), ("nete", false), ("asta", false)] {
            try await lobby.visit { browser in
                _ = try await browser.signIn(username)
                #expect((try await browser.get("/revisionsspor/\(talk)").status == 200) == sees, "\(username)")
                for path in ["/medarbejdersamtaler", "/personer/\(ole)", "/revisionsspor", "/opgaver", "/"] {
                    let page = try await browser.get(path).text
                    #expect(!page.contains("holdt medarbejdersamtale med Ole") || sees, "\(username) \(path)")
                    #expect(!page.contains("Behov for") && !page.contains("behov for") || sees, "\(username) \(path)")
                }
                if sees {
                    #expect(try await browser.get("/medarbejdersamtaler").text.lowercased().contains("behov for"))
                }
            }
        }
    }

    @Test("by the interface a talk is told to the two who held it alone; a small unit has no numbers")
    func interface() async throws {
        for (username, holds, isOwn) in [
            ("hanne", true, false), ("ole", false, true), ("bo", false, false), ("nete", false, false),
            ("asta", false, false),
        ] {
            let done = try await lobby.installation.perform(
                .issueToken,
                Arguments([
                    "person": ["\(lobby.person(username))"], "scope": ["read"], "until": ["\(lobby.today + 30)"],
                ]), as: .system(component: "test", rule: nil, version: "1"), door: .system, in: lobby.house.id)
            let headers = [("authorization", "Bearer " + (try #require(done.secret)))]
            try await lobby.visit { browser in
                let answer = try await browser.get("/api/v1/talks", headers: headers)
                let json = try JSONReader.read(Array(answer.text.utf8))
                #expect(answer.status == 200, "\(username)")
                #expect(Described.faults(json, of: .talks).isEmpty, "\(Described.faults(json, of: .talks).prefix(5))")
                #expect(json["kinds"] == .list(["employee"]))
                #expect(json["units"]?.items?.isEmpty == true, "Two are asked, which is few")
                let held = try #require(json["holds"]?.items)
                #expect(held.contains { $0["person"]?["name"]?.text == "Ole Krogh" } == holds, "\(username)")
                let talks = held.compactMap { $0["talk"] }.filter { $0 != .null } + (json["own"]?.items ?? [])
                #expect(talks.map { $0["position"]?.int } == (holds || isOwn ? [talk] : []), "\(username)")
                #expect((json["own"]?.items?.count == 1) == isOwn, "\(username)")
                for one in talks {
                    #expect(one["need"] == .bool(true) && one["needs_left_out"]?.int == 0)
                    #expect(one["needs"]?.items?.map { $0["id"]?.text } == [competence])
                }
            }
        }
    }

    @Test("a talk is recorded and struck by whoever holds it, and by nobody else")
    func whose() throws {
        let (register, today) = (lobby.house.state.register, lobby.today)
        let words = Arguments(["person": ["\(lobby.person("ole"))"], "day": ["\(today)"], "need": ["none"]])
        let deed = try RecordTalk(words)
        var annul = try AnnulFact(Arguments(["position": ["\(talk)"], "reason": ["Forkert dag"]]))
        annul.target = AnnulTarget(subject: .person(lobby.person("ole")), mayBeAnnulled: true, isAnnulled: false)
        for (username, may) in [("hanne", true), ("ole", false), ("bo", false), ("nete", false), ("asta", false)] {
            let person = lobby.person(username)
            #expect(
                (Access.allows(.recordTalk, deed, by: person, in: register, on: today) != nil) == may, "\(username)")
            #expect(
                (Access.allows(.annulFact, annul, by: person, in: register, on: today) != nil) == may, "\(username)")
        }
    }

    @Test("a later head sees when the last talk was, and not what an earlier head's talk showed")
    func laterHead() async throws {
        let (ole, hanne, nete, today) = (
            lobby.person("ole"), lobby.person("hanne"), lobby.person("nete"), lobby.today
        )
        let unit = try #require(lobby.house.state.register.talkUnit(of: ole, on: today))
        try await lobby.give(
            .grantRole, ["person": "\(nete)", "role": "unit_head", "unit": "\(unit)", "from": "\(today + 1)"])
        let register = lobby.house.state.register
        #expect(Access.seesTalks(of: ole, nete, in: register, on: today + 1), "she holds the next one")
        for (person, sees) in [(hanne, true), (ole, true), (nete, false), (lobby.person("bo"), false)] {
            #expect(Access.seesTalk(with: ole, on: today, person, in: register, on: today + 1) == sees)
        }
        #expect(Access.seesTalk(with: ole, on: today + 1, nete, in: register, on: today + 1), "her own")
    }

    @Test("what somebody lacks is for that person, the head and the security team, and not for an auditor")
    func lacks() async throws {
        let (ole, nete, today) = (lobby.person("ole"), lobby.person("nete"), lobby.today)
        try await lobby.give(.grantRole, ["person": "\(nete)", "role": "auditor", "from": "\(today)"])
        let register = lobby.house.state.register
        for (username, sees) in [("hanne", true), ("bo", true), ("ole", true), ("nete", false), ("asta", false)] {
            #expect(
                Access.seesLack(of: ole, lobby.person(username), in: register, on: today) == sees, "\(username)")
        }
        #expect(Access.seesEveryCertificate(nete, in: register, on: today), "credentials an auditor sees")
    }

    @Test("one's own credential one records oneself, another's only the head and the security team")
    func record() throws {
        let (register, today) = (lobby.house.state.register, lobby.today)
        let deed = try RecordCredential(
            Arguments([
                "competence": [competence], "person": ["\(lobby.person("ole"))"], "day": ["\(today)"],
                "issuer": ["Kursushuset"],
            ]))
        for (username, may) in [("hanne", true), ("ole", true), ("bo", true), ("nete", false), ("asta", false)] {
            #expect(
                (Access.allows(.recordCredential, deed, by: lobby.person(username), in: register, on: today) != nil)
                    == may, "\(username)")
        }
    }
}
