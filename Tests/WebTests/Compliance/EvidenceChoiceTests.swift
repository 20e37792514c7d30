// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

@Suite("Evidence is chosen from very many")
struct EvidenceChoiceTests {
    @Test("in groups by unit, what is chosen first and open; a few stand open without a way to find one")
    func groups() async throws {
        let lobby = try await Lobby()
        let today = lobby.today
        let drift = try await lobby.give(.openUnit, ["name": "Drift", "from": "\(today)"])
        let jura = try await lobby.give(.openUnit, ["name": "Jura", "from": "\(today)"])
        let requirement = try await lobby.give(
            .stateLaw,
            [
                "law": "Arkivloven § 8", "from": "\(today - 400)", "demand": "Listen er ført", "unit": jura,
                "months": "12", "expected": "Listen",
            ])
        var pieces: [String] = []
        func add(_ title: String, _ unit: String) async throws {
            pieces.append(
                try await lobby.give(
                    .addEvidence,
                    [
                        "title": title, "unit": unit, "classification": "intern",
                        "link": "https://fki.example/\(title)",
                    ]))
        }
        for number in 1...6 { try await add("Log\(number)", drift) }
        func form(_ query: String = "") async throws -> String {
            try await lobby.visit { browser in
                _ = try await browser.signIn("bo")
                let page = try await browser.get("/udfoer/requirement.assess?requirement=\(requirement)\(query)")
                #expect(Markup(page.text).faults.isEmpty, "\(Markup(page.text).faults.prefix(5))")
                return page.text
            }
        }
        let few = try await form()
        #expect(!few.contains("data-sift") && few.contains("<details class=\"choices\" open><summary>Drift"))
        for number in 7...20 { try await add("Log\(number)", drift) }
        try await add("Aftale", jura)
        let many = try await form("&evidence=\(pieces[2])")
        #expect(many.contains("data-sift hidden"), "without script there is no field that does nothing")
        let places = ["<summary>Valgt", "<summary>Jura", "<summary>Drift"].map { many.firstRange(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil } && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        #expect(many.contains("<details class=\"choices\" open><summary>Valgt"))
        #expect(many.contains("<details class=\"choices\"><summary>Drift"), "the others are folded")
        #expect(many.contains("value=\"\(pieces[2])\" checked"))
        // Every piece once, under an identity of its own.
        for piece in pieces {
            #expect(many.count("value=\"\(piece)\"><span>") + many.count("value=\"\(piece)\" checked><span>") == 1)
        }
    }
}

extension String {
    /// How many times a text stands in it.
    fileprivate func count(_ text: String) -> Int { ranges(of: text).count }
}
