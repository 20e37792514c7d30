// SPDX-License-Identifier: MPL-2.0
import Domain
import Ledger
import Office
import Testing

@testable import Web

/// §§7.2, 11: a published version in two languages. The page in a language has the text in it, says which one binds, and
/// what is verified there is what is read there.
@Suite struct PublicTranslationTests {
    private func translate(_ house: PublicHouse, _ number: String, _ words: String) async throws {
        try await house.small.perform(
            .translateVersion,
            [
                "document": ["\(house.policy)"], "number": [number], "title": ["Politik paa dansk"],
                "reason": ["Ønsket af kommunerne"],
            ], files: ["text": .init(name: "text", bytes: try house.small.text(words))])
    }

    @Test func theDanishPageHasTheTranslationOnceThereIsOne() async throws {
        let house = try await PublicHouse()
        let before = await house.get("/offentlig/1")
        #expect(before.text.contains("Everybody shall know it") && before.text.contains("Teksten er ikke oversat."))
        try await translate(house, "1.1", "1. Formaal\nAlle skal kende den.\n")
        let (danish, english) = (await house.get("/offentlig/1"), await house.get("/en/offentlig/1"))
        #expect(danish.text.contains("Alle skal kende den") && !danish.text.contains("Everybody shall know it"))
        #expect(danish.text.contains("<article class=\"doc\"") && danish.text.contains("lang=\"da\""))
        #expect(
            danish.text.contains("Politik paa dansk") && danish.text.contains("Den engelske tekst er den, der gælder."))
        #expect(english.text.contains("Everybody shall know it") && !english.text.contains("Alle skal kende den"))
        #expect(english.text.contains("Security policy") && !english.text.contains("Teksten er ikke oversat"))
    }

    @Test func whatIsVerifiedIsWhatIsRead() async throws {
        let house = try await PublicHouse()
        try await translate(house, "1.1", "1. Formaal\nAlle skal kende den.\n")
        let position = try house.position(.documentTranslated)
        house.small.desk.close()
        for (language, words, entry) in [
            ("", "Alle skal kende den", position),
            ("/en", "Everybody shall know it", try house.position(.documentDrafted)),
        ] {
            let text = await house.get("\(language)/offentlig/1/1.1/tekst")
            #expect(text.text.contains(words))
            let page = await house.get("\(language)/offentlig/1")
            #expect(page.text.contains(Digest.sha256(Array(text.text.utf8)).hex))
            let proof = await house.get("\(language)/offentlig/1/1.1/bevis")
            #expect(proof.text == house.small.house.proof(of: entry))
        }
    }

    @Test func aNewVersionWithoutATranslationShowsItsOwnText() async throws {
        let house = try await PublicHouse()
        try await translate(house, "1.1", "1. Formaal\nAlle skal kende den.\n")
        house.small.time.set("2026-11-10")
        try await house.enact("2.0")
        let page = await house.get("/offentlig/1")
        #expect(page.text.contains("Version 2.0 says it") && !page.text.contains("Alle skal kende den"))
        #expect(page.text.contains("Teksten er ikke oversat."))
        let former = await house.get("/offentlig/1/1.1")
        #expect(former.text.contains("Alle skal kende den") && former.text.contains("Det er en ældre version."))
    }

    @Test func aTranslationOfWhatIsNotPublicIsNowhere() async throws {
        let house = try await PublicHouse()
        try await house.draft("2.0", .internal)
        try await translate(house, "2.0", "1. Formaal\nGulkanarie.\n")
        for path in ["/offentlig/1", "/en/offentlig/1", "/offentlig", "/offentlig/1/2.0", "/offentlig/1/2.0/tekst"] {
            #expect(!(await house.get(path)).text.contains("kanarie"), "\(path)")
        }
    }
}
