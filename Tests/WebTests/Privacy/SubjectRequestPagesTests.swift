// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office
@testable import Web

@Suite("Who asks for a right is known to who handles it, the DPO and the security team alone (GDPR Article 5(1)(f))")
struct SubjectRequestPagesTests {
    /// In every text of a request.
    private static let mark = "dompapfugl"

    /// »kollega« handles a request that is doubted, extended, noted and refused.
    private func asked(_ aviary: Aviary) async throws -> ID<SubjectRequest> {
        let today = ["\(aviary.lobby.today)"]
        let request = try await aviary.perform(
            .receiveSubjectRequest,
            [
                "came": today, "rights": ["access"], "handler": ["\(aviary.lobby.person("kollega"))"],
                "name": ["\(Self.mark)1"], "contact": ["\(Self.mark)2"], "about": ["\(Self.mark)3 spørger"],
            ])
        let one = ["subject_request": ["\(request)"]]
        func act(_ kind: CommandKind, _ texts: [String: [String]]) async throws {
            _ = try await aviary.perform(kind, one.merging(texts) { $1 })
        }
        try await act(.identifyRequester, ["identity": ["doubted"], "how": ["\(Self.mark)4 tvivl"]])
        try await act(.extendSubjectRequest, ["told": today, "reason": ["\(Self.mark)5 meget"]])
        try await act(.noteSubjectRequest, ["note": ["\(Self.mark)6 gjort"]])
        try await act(
            .answerSubjectRequest,
            [
                "outcome": ["refused"], "told": today, "answer": ["\(Self.mark)7 svar"],
                "refusal": ["\(Self.mark)8 fordi"], "guided": ["1"],
            ])
        return request.seen(as: SubjectRequest.self)
    }

    @Test("nobody else meets a word of it on any page, in any file or in the trail")
    func confided() async throws {
        let aviary = try await Aviary()
        let head = aviary.lobby.house.state.book.head
        let request = try await asked(aviary)
        let after = aviary.lobby.house.state.book.head
        let paths =
            [
                "/", "/indbakke", "/opgaver?vis=alle", "/opgaver?vis=alle&som=csv", "/aarshjul", "/mit-ansvar",
                "/henvendelser", "/henvendelser/\(request)", "/revisionsspor", "/revisionsspor?som=csv",
                "/udfoer/subjectRequest.note?subject_request=\(request)", "/soeg?q=dompap",
            ] + (head..<after).map { "/revisionsspor/\($0)" }
        var seen: [String: Int] = [:]
        for (username, role) in aviary.people {
            let maySee = username == "kollega" || [Role.security.rawValue, Role.dpo.rawValue].contains(role)
            seen[username] = try await aviary.lobby.visit { browser in
                #expect(try await browser.signIn(username).status == 303)
                var found = 0
                for path in paths {
                    let page = try await browser.get(path)
                    #expect(page.status < 500, "\(role) \(path) \(page.status)")
                    guard page.text.contains(Self.mark) || page.text.contains("RET-20") else { continue }
                    found += 1
                    if !maySee { Issue.record("\(username) (\(role)) reads of it at \(path)") }
                }
                return found
            }
        }
        #expect((seen["kollega"] ?? 0) > 3, "who handles it sees it")
    }

    @Test("those who steer see how many came and were answered in time, without a name")
    func counts() async throws {
        let aviary = try await Aviary()
        _ = try await asked(aviary)
        for (username, role) in aviary.people where role == Role.direktion.rawValue {
            try await aviary.lobby.visit { browser in
                #expect(try await browser.signIn(username).status == 303)
                let page = try await browser.get("/henvendelser")
                #expect(page.text.contains("Besvaret til tiden") && page.text.contains("Indsigt (artikel 15)"))
                #expect(Markup(page.text).faults.isEmpty)
            }
        }
    }
}
