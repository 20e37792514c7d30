// SPDX-License-Identifier: MPL-2.0
import Domain
import Ledger
import Office
import Testing

@testable import Web

/// Clause rows 7-b, 8-g and 8-k: a risk judged in six steps by somebody who is no expert.
@Suite("§§7, 8: an appraisal in six steps")
struct AppraisalPagesTests {
    private struct House {
        let lobby: Lobby
        let asset: ID<Domain.Asset>

        var register: Register { lobby.house.state.register }
        var risk: Risk? { register.risks.values.first }
        var rows: [(key: String, bytes: [UInt8])] { lobby.side.rows(shelf: "appraisal", owner: nil) }

        /// A house whose direktion has adopted the 5×5, with one solution and a measure of it.
        init() async throws {
            let lobby = try await Lobby()
            let unit = try await lobby.give(.openUnit, ["name": "Drift", "from": "\(lobby.today)"])
            let member = try await lobby.give(.addPerson, ["name": "Mette Ravn"])
            try await lobby.give(
                .beginEngagement,
                ["person": member, "kind": "employee", "unit": unit, "title": "Direktør", "from": "\(lobby.today)"])
            try await lobby.give(
                .seatMember, ["body": "direktion", "person": member, "from": "\(lobby.today)"])
            let proposal = try await lobby.give(
                .proposeRiskMethod,
                [
                    "base": "five", "question": "Er det metoden?", "reasons": "Den er god", "if_yes": "Den gælder",
                    "if_no": "Intet sker", "due": "\(lobby.today + 30)",
                ])
            try await lobby.give(
                .resolveProposal,
                [
                    "proposal": proposal, "seen": "1", "outcome": "approved", "method": "minutes", "minutes": "DIR 9",
                    "members": member,
                ])
            let solution = try await lobby.give(
                .setAsset,
                [
                    "kind": "solution", "name": "Sagsportalen", "unit": unit, "confidentiality": "high",
                    "confidentiality_reason": "Den har oplysninger om børn", "integrity": "ordinary",
                    "integrity_reason": "Fejl kan rettes", "availability": "high",
                    "availability_reason": "Den bruges hver dag", "users": "Sagsbehandlere", "months": "6",
                ])
            try await lobby.give(
                .setMeasure,
                [
                    "title": "To-faktor", "what": "Alle logger ind med to faktorer", "unit": unit,
                    "by": "\(lobby.today + 30)", "months": "12", "confidentiality": solution,
                ])
            self.lobby = lobby
            asset = try #require(ID(solution))
        }

        func path(_ step: Int, _ risk: ID<Risk>? = nil) -> String { AppraisalKey(asset, risk).link(step).text }
    }

    /// The names of the questions on a page, each once.
    private func questions(_ page: Browser.Page) -> [String] {
        var found: [String] = []
        for piece in page.text.components(separatedBy: "<input type=\"radio\" name=\"").dropFirst() {
            let name = String(piece.prefix { $0 != "\"" })
            if !found.contains(name) { found.append(name) }
        }
        return found
    }

    /// Answers a step: every question alike but for some.
    private func answer(
        _ browser: Browser, _ house: House, _ step: Int, _ answer: String = "", _ more: [String: String] = [:],
        risk: ID<Risk>? = nil
    ) async throws -> Browser.Page {
        let page = try await browser.get(house.path(step, risk))
        #expect(page.status == 200 && page.text.contains("Trin \(step) af 6"))
        var fields = more
        if step == 1 { for name in AppraisalSteps.facts { fields[AppraisalDraft.fact(name)] = "1" } }
        for name in questions(page) where fields[name] == nil { fields[name] = answer }
        return try await browser.post(
            Route.appraisal(house.asset, step).path,
            [("csrf", page.csrf), ("turn", page.value(of: "turn"))] + (risk.map { [("risiko", "\($0)")] } ?? [])
                + fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// All that is asked up to the result.
    private func answerAll(_ browser: Browser, _ house: House) async throws {
        let none = ["contract": "none", "contract_reason": "Der er ingen kontrakt"]
        for (step, word, more) in [
            (1, "", [:]), (2, "2", none), (3, "yes", [:]), (4, "unknown", ["likelihood": "3", "reason": "Set før"]),
        ] {
            let sent = try await answer(browser, house, step, word, more)
            #expect(sent.status == 303 && sent.location == house.path(step + 1), "step \(step): \(sent.status)")
        }
    }

    /// Sends in what the last page shows.
    private func send(_ browser: Browser, _ page: Browser.Page) async throws -> Browser.Page {
        let form = try #require(page.text.components(separatedBy: "<form").last { $0.contains("_guide") })
        let path = try #require(form.components(separatedBy: "action=\"").dropFirst().first).prefix { $0 != "\"" }
        var fields: [(String, String)] = []
        for piece in form.components(separatedBy: "<input type=\"hidden\" name=\"").dropFirst() {
            let parts = piece.components(separatedBy: "\" value=\"")
            let value = String(try #require(parts.dropFirst().first).prefix { $0 != "\"" })
            fields.append(
                (
                    parts[0],
                    value.replacing("&#10;", with: "\n").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
                ))
        }
        return try await browser.post(String(path), fields)
    }

    @Test("8-k: answers in words become a risk with its assessment, tasks and what is done, in one act")
    func result() async throws {
        let house = try await House()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            // Nothing that is asked has a step or a number of the method.
            for step in [2, 3, 4] {
                let page = try await browser.get(house.path(step))
                #expect(Markup(page.text).faults.isEmpty, "\(Markup(page.text).faults.prefix(3))")
                for word in ["Sandsynlighed ", "Konsekvens ", "trin 2:", "score"] {
                    #expect(!page.text.contains(word), "\(word) in step \(step)")
                }
            }
            try await answerAll(browser, house)
            let shown = try await browser.get(house.path(5))
            #expect(Markup(shown.text).faults.isEmpty)
            #expect(shown.text.contains("Det værste, der kan ske med Sagsportalen"))
            #expect(shown.text.contains("Hvorfor moderat?") && shown.text.contains("Det ville sænke den mest"))
            #expect(shown.text.components(separatedBy: " sel\"").count == 2, "one dot")
            let handled = try await answer(
                browser, house, 6, "modify",
                ["treatment": "modify", "task": "Prøv genskabelsen", "task_due": "\(house.lobby.today + 60)"])
            #expect(handled.status == 303 && handled.location.contains("klar=1"))
            let confirm = try await browser.get(handled.location)
            #expect(confirm.text.contains("Det bliver registreret") && confirm.text.contains("Prøv genskabelsen"))
            let before = house.lobby.head
            let sent = try await send(browser, confirm)
            #expect(
                sent.status == 303 && sent.location.hasPrefix("/risici/"), "\(sent.status) \(sent.text.suffix(600))")
            #expect(house.lobby.head > before + 2)
            let page = try await browser.get(sent.location)
            #expect(page.text.contains("Svar fra vurderingen") && page.text.contains("Der er ingen kontrakt"))
        }
        let risk = try #require(house.risk)
        let made = try #require(risk.assessments.last)
        #expect(made.current.likelihood == 3 && made.current.worst() == 2 && made.confidence == .low)
        #expect(risk.wording?.assets == [house.asset] && risk.wording?.threats.isEmpty == false)
        let tasks = house.register.treatments(of: risk.id)
        #expect(tasks.filter { $0.responsible == .role(.security) }.count == made.guide?.provisions.count)
        #expect(tasks.count == (made.guide?.provisions.count ?? 0) + 1)
        #expect(house.rows.isEmpty, "what was sent in is not kept beside the ledger")
    }

    @Test("Each step is kept as it is sent, for the one who answered, and goes on after signing out")
    func saved() async throws {
        let house = try await House()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            _ = try await answer(browser, house, 1)
            let sent = try await answer(browser, house, 2, "3", ["contract": ""])
            #expect(sent.status == 422 && sent.text.contains("Kontrakt: vælg det, der passer bedst."))
        }
        #expect(house.rows.map(\.key) == ["\(house.lobby.house.id)/\(house.lobby.person("bo"))/\(house.asset)"])
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get(house.path(2))
            #expect(page.text.components(separatedBy: "value=\"3\" checked").count == 14)
            let early = try await browser.get(house.path(5))
            #expect(
                early.text.contains("Nogle spørgsmål er ikke besvaret endnu") && early.text.contains("Gå til trin 2"))
        }
    }

    @Test("Of two windows neither overwrites the other unseen")
    func twoWindows() async throws {
        let house = try await House()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let old = try await browser.get(house.path(3))
            let first = try await answer(browser, house, 3, "yes")
            #expect(first.status == 303)
            let name = try #require(questions(old).first { $0.hasPrefix("t.") })
            let fields = [("csrf", old.csrf), (name, "no"), ("\(name).why", "Kun i dette vindue")]
            let second = try await browser.post(
                Route.appraisal(house.asset, 3).path, fields + [("turn", old.value(of: "turn"))])
            #expect(second.status == 409 && second.text.contains("i et andet vindue"))
            #expect(second.text.contains("Kun i dette vindue"), "what was typed is there")
            let kept = try await browser.get(house.path(3))
            #expect(!kept.text.contains("Kun i dette vindue"))
            // Knowing of the other one, it holds.
            _ = try await browser.post(
                Route.appraisal(house.asset, 3).path, fields + [("turn", second.value(of: "turn"))])
            #expect(try await browser.get(house.path(3)).text.contains("Kun i dette vindue"))
        }
    }

    @Test("A step that comes after its session waits for whoever filled it in")
    func late() async throws {
        let house = try await House()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get(house.path(6))
            house.lobby.time.pass(seconds: 31 * 60)
            let sent = try await browser.post(
                Route.appraisal(house.asset, 6).path,
                [("csrf", page.csrf), ("turn", "0"), ("task", "Skrevet for sent")])
            #expect(sent.status == 303 && sent.location.hasPrefix("/log-ind?tilbage="))
        }
        #expect(
            house.rows.count == 1 && String(decoding: house.rows[0].bytes, as: UTF8.self).contains("Skrevet for sent"))
        #expect(house.rows[0].key.contains("\(house.lobby.person("bo"))"))
    }

    @Test("8-g: where every answer is that of last year, the assessment is verified and no new one is made")
    func unchanged() async throws {
        let house = try await House()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            try await answerAll(browser, house)
            let handled = try await answer(
                browser, house, 6, "modify",
                ["treatment": "modify", "task": "Prøv genskabelsen", "task_due": "\(house.lobby.today + 60)"])
            _ = try await send(browser, try await browser.get(handled.location))
            let risk = try #require(house.risk?.id)
            let first = try await browser.get(house.path(2, risk))
            #expect(first.text.contains("Uændret") && first.text.contains("value=\"same\""))
            for step in [1, 2, 3, 4, 6] {
                let sent = try await answer(browser, house, step, "same", risk: risk)
                #expect(sent.status == 303, "step \(step): \(sent.text.suffix(400))")
            }
            let confirm = try await browser.get(house.path(6, risk) + "&klar=1")
            #expect(confirm.text.contains("vurderingen står ved magt"))
            let sent = try await send(browser, confirm)
            #expect(sent.status == 303, "\(sent.text.suffix(400))")
        }
        let risk = try #require(house.risk)
        #expect(house.register.risks.count == 1 && risk.assessments.count == 1 && risk.verifications.count == 1)
        #expect(risk.verifications.first?.cause == .yearly && house.rows.isEmpty)
    }

    @Test("What happened meanwhile is told, and the answers are still there")
    func stale() async throws {
        let house = try await House()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            try await answerAll(browser, house)
            let handled = try await answer(
                browser, house, 6, "share",
                ["treatment": "share", "task": "Tegn en forsikring", "task_due": "\(house.lobby.today + 60)"])
            let confirm = try await browser.get(handled.location)
            try await house.lobby.give(.retireAsset, ["asset": "\(house.asset)", "reason": "Lukket"])
            let sent = try await send(browser, confirm)
            #expect(sent.status == 409 && sent.text.contains("Intet er registreret. Dine svar er gemt"))
        }
        #expect(house.register.risks.isEmpty && house.rows.count == 1)
    }

    @Test("Who may not judge risks of the unit gets no questions and keeps no answers")
    func denied() async throws {
        let house = try await House()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let page = try await browser.get(house.path(1))
            #expect(page.status == 403)
            let token = try await browser.get("/konto").csrf
            let sent = try await browser.post(
                Route.appraisal(house.asset, 1).path, [("csrf", token), ("turn", "0"), ("fact.name", "1")])
            #expect(sent.status == 403)
        }
        #expect(house.rows.isEmpty)
    }

    @Test("8-g: where a risk is due, its duty leads who may answer to the questions, and others to the risk")
    func led() async throws {
        let small = try await SmallHouse()
        let put = try await small.perform(
            .proposeRiskMethod,
            [
                "base": ["five"], "question": ["Is this right?"], "reasons": ["It is needed"], "if_yes": ["It holds"],
                "if_no": ["Nothing changes"], "due": ["2026-12-01"],
            ], by: small.line)
        let proposal = try #require(put.subjects.first { $0.kind == .proposal })
        try await small.perform(
            .resolveProposal,
            [
                "proposal": ["\(proposal.id)"], "seen": ["1"], "outcome": ["approved"], "method": ["meeting"],
                "members": ["\(small.first)", "\(small.second)"],
            ], by: small.first)
        let set = try await small.perform(
            .setAsset,
            [
                "kind": ["solution"], "name": ["Portal"], "unit": ["\(small.operations)"], "confidentiality": ["high"],
                "confidentiality_reason": ["Children"], "integrity": ["ordinary"], "integrity_reason": ["Mended"],
                "availability": ["none"], "availability_reason": ["Spared"], "users": ["Clerks"], "months": ["6"],
            ], by: small.line)
        let asset = try #require(set.subjects.first { $0.kind == .asset }).id.seen(as: Domain.Asset.self)
        let made = try await small.perform(
            .setRisk,
            [
                "kind": ["operational"], "title": ["It stops"], "scenario": ["An attack"], "assets": ["\(asset)"],
                "unit": ["\(small.operations)"], "classification": [Classification.internal.rawValue],
            ], by: small.line)
        let risk = try #require(made.subjects.first { $0.kind == .risk }).id.seen(as: Risk.self)
        for (person, isLed) in [(small.line, true), (small.head, true), (small.staff, false)] {
            let context = try await small.context(person, .da, .today)
            let duty = try #require(context.sight.duties(about: .risk(risk)).first { $0.rule == .riskAssessed })
            let link = DutyTable(context).link(duty).text
            #expect(link == (isLed ? AppraisalKey(asset, risk).link(1).text : Route.risk(risk).path))
        }
    }
}
