// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Texts made of headings and one paragraph below each.
enum Written {
    static func text(title: String? = nil, _ sections: KeyValuePairs<String, String>) -> DocumentText {
        var (blocks, next): ([DocumentText.Block], UInt64) = ([], 1)
        func add(_ kind: DocumentText.Kind, _ text: String) {
            blocks.append(.init(id: ParagraphID(high: 9, low: next), kind: kind, address: "b\(next)", text: text))
            next += 1
        }
        if let title { add(.heading(level: 1), title) }
        for (heading, words) in sections {
            add(.heading(level: 2), heading)
            if !words.isEmpty { add(.paragraph, words) }
        }
        return DocumentText(blocks: blocks)
    }
}

@Suite("§§3.4, 7.1: sections that documents of a kind must have")
struct MandatorySectionTests {
    @Test(
        "a section is known by the words of its heading, in either language",
        arguments: [
            (Document.Kind.topicPolicy, "Mål og metode", [Document.Section.requirements]),
            (.topicPolicy, "3. Målsætninger", [.method, .requirements]),
            (.topicPolicy, "Objectives, method and requirements", []),
            (.topicPolicy, "Formål", [.objectives, .method, .requirements]),
            (.procedure, "Formål, ansvar og fremgangsmåde", []), (.guideline, "Sådan gør du", [.purpose]),
            (.guideline, "Trinvist", [.purpose, .steps]),
            (.policy, "Indledning", [.requirements, .responsibility, .maintenance]),
        ] as [(Document.Kind, String, [Document.Section])])
    func headings(_ kind: Document.Kind, _ heading: String, _ missing: [Document.Section]) {
        #expect(Written.text([heading: "Ord"]).lacks(of: kind) == missing)
    }

    @Test("7.1-d breach: a mandatory section that is empty, or holds only the template's advice, is missing")
    func empty() {
        for words in ["", "[Skriv, hvad der skal nås.]"] {
            let text = Written.text(["Målsætninger": words, "Metode": "Sådan", "Krav": "Alt skal følges."])
            #expect(text.lacks(of: .topicPolicy) == [.objectives])
        }
        let text = Written.text(["Målsætninger": "[Skriv mål.]", "Metode": "[se her](https://a.dk)", "Krav": "Skal."])
        #expect(text.unwritten == ["Målsætninger"])
        #expect(text.lacks(of: .topicPolicy) == [.objectives])
    }

    @Test("a title above all sections names what the document is about and is no section")
    func title() {
        let text = Written.text(title: "Emnepolitik for metode, mål og krav", ["Baggrund": "Ord", "Andet": "Ord"])
        #expect(text.lacks(of: .topicPolicy) == [.objectives, .method, .requirements])
    }

    @Test("7.1-d: a draft that lacks a section is submitted with the reason, which is recorded with what is missing")
    func reason() throws {
        var world = World.house
        world.draft("Backup")
        world.draftText = Written.text(["Formål": "Hvorfor"])
        world.when(.submitVersion, ["document": world.document("Backup")])
        world.refuses(.invalid, "lacking")
        if case .failure(let refusal) = world.outcome {
            #expect(
                refusal.phrase.da.contains("Fremgangsmåde, Ansvar")
                    && refusal.phrase.en.contains("Steps, Responsibility"))
        }
        world.given(.submitVersion, ["document": world.document("Backup"), "lacking": "Trinene står i værktøjet"])
        let lacking = try #require(world.known("Backup").pending?.lacking)
        #expect(lacking.sections == [.steps, .responsibility])
        #expect(world.texts[lacking.reason] == "Trinene står i værktøjet")
    }

    @Test("a reason that is not needed is not recorded")
    func needless() {
        var world = World.house
        world.draft("Backup")
        world.draftText = Written.text(["Formål": "Hvorfor", "Trin": "1", "Ansvar": "Drift"])
        world.given(.submitVersion, ["document": world.document("Backup"), "lacking": "Fordi"])
        #expect(world.known("Backup").pending?.lacking == nil)
    }

    @Test("breach 3.4-a: a topic policy without objectives or method is not submitted, whatever the reason")
    func firm() {
        var world = World.house
        world.create("Kryptering", "emnepolitik", under: "Politik")
        world.draft("Kryptering")
        world.draftText = Written.text(["Målsætninger": "Alt krypteret", "Krav": "Alt skal krypteres."])
        world.when(.submitVersion, ["document": world.document("Kryptering"), "lacking": "Metoden kommer"])
        world.refuses(.outOfTurn)
        if case .failure(let refusal) = world.outcome {
            #expect(refusal.phrase.da.contains("Metode") && !refusal.phrase.da.contains("Målsætninger"))
        }
        world.draftText = Written.text(["Målsætninger": "Alt", "Metode": "Sådan", "Krav": "Skal."])
        world.given(.submitVersion, ["document": world.document("Kryptering")])
    }

    @Test("a text from before Værn is history and is taken as it is; the next version is not")
    func history() {
        var world = World.house
        world.given(
            .importDocument,
            [
                "kind": "emnepolitik", "title": "Arkiv", "unit": world.unit("CAI"), "parent": world.document("Politik"),
                "classification": "intern", "row_number": ["1.0"], "row_unit": ["CAI"], "row_update": ["Ny"],
                "row_day": ["2024-01-01"],
            ], as: "Arkiv")
        world.draftText = Written.text(["Baggrund": "Fra dengang"])
        world.given(.submitVersion, ["document": world.document("Arkiv")])
        #expect(world.known("Arkiv").pending?.lacking == nil)
        world.decide("Arkiv")
        world.given(.enforceVersion, ["document": world.document("Arkiv"), "from": world.today])
        world.draft("Arkiv")
        world.when(.submitVersion, ["document": world.document("Arkiv")])
        world.refuses(.outOfTurn)
    }
}
