// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

@Suite("The e-learning that comes with Værn")
struct LearningLibraryTests {
    static let folder = Files.package.appending(path: "Sources/Exchange/Learning/Data")

    static func files() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "md" }
    }

    @Test func everyFileIsReadWithoutFault() throws {
        let files = try Self.files()
        for file in files {
            let text = String(decoding: try Files.bytes(file), as: UTF8.self)
            #expect(LearningModule.read(text).faults == [], "\(file.lastPathComponent)")
            #expect(LearningLibrary.items.contains { $0.fileName == file.lastPathComponent })
        }
        #expect(LearningLibrary.modules.count == files.count)
    }

    @Test func threeModulesInTwoLanguages() {
        let modules = LearningLibrary.modules
        #expect(modules.map(\.language) == [.da, .da, .da, .en, .en, .en])
        for language in Language.allCases {
            let own = modules.filter { $0.language == language }
            #expect(own.map(\.scope) == [.gdpr, .information, .cyber])
        }
    }

    @Test(arguments: ["gdpr", "informationssikkerhed", "cybersikkerhed"])
    func bothLanguagesHaveOneShape(_ id: String) throws {
        let danish = try #require(LearningLibrary.item(id, .da)?.module)
        let english = try #require(LearningLibrary.item(id, .en)?.module)
        #expect(danish.sameShape(as: english))
        #expect(zip(danish.pages, english.pages).allSatisfy { $0.blocks != $1.blocks })
        #expect(
            zip(danish.pages, english.pages).allSatisfy { one, two in
                one.blocks.map(Self.kind) == two.blocks.map(Self.kind)
            })
    }

    private static func kind(_ block: LearningModule.Block) -> String {
        switch block {
        case .paragraph: "paragraph"
        case .example: "example"
        case .remember: "remember"
        case .list(let points): "list \(points.count)"
        }
    }

    @Test(arguments: LearningLibrary.modules)
    func whatAModuleOfOursKeeps(_ module: LearningModule) {
        #expect(8...12 ~= module.pages.count)
        #expect(module.questions.count == 8 && module.needed == 7)
        #expect(10...15 ~= module.minutes && module.passMark == 80)
        #expect(module.questions.contains { $0.asksForSeveral }, "one that asks for several")
        #expect(module.questions.contains { $0.right == [0] }, "the right one is not always at the same place")
        #expect(module.lix < 45 && module.lix > 15, "\(module.lix)")
        for page in module.pages {
            let words = page.blocks.flatMap(\.texts).joined(separator: " ").split(separator: " ").count
            #expect(40...150 ~= words, "\(page.id): \(words)")
        }
    }

    @Test func whatTheyTeachIsThere() {
        let frameworks = ShippedFrameworks.all
        for module in LearningLibrary.modules {
            for name in module.teaches where !name.hasPrefix("politik:") {
                let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
                let framework = Framework.Name(parts[0]).flatMap { frameworks[$0] }
                #expect(ClauseID(parts[1]).flatMap { framework?[$0] } != nil, "\(name)")
            }
        }
    }

    @Test("A version of a document that was imported from the file can be played", arguments: LearningLibrary.items)
    func asAVersion(_ item: LearningLibrary.Item) throws {
        let proposal = try DocumentImport.propose(item.markdown, fileName: item.fileName, mint: minting())
        #expect(problems(of: proposal, original: item.markdown) == [])
        #expect(proposal.title == item.module.title)
        let stored = try DocumentText(decoding: proposal.text.encode())
        let (module, faults) = LearningModule.read(stored)
        #expect(faults == [])
        #expect(module == item.module)
    }

    @Test("A version that was written on in the browser can be played", arguments: LearningLibrary.items)
    func asAManuscript(_ item: LearningLibrary.Item) throws {
        let first = try DocumentImport.propose(item.markdown, fileName: item.fileName, mint: minting())
        let written = MarkdownText.written(first.text)
        let second = try DocumentImport.propose(Array(written.utf8), fileName: item.fileName, mint: minting())
        #expect(LearningModule.read(second.text).module == item.module)
        #expect(LearningModule.read(written).module == item.module)
    }

    @Test func aDocumentThatIsNoModuleSaysSo() throws {
        let policy = try DocumentImport.propose(Files.ownPolicy(), fileName: "a.txt", mint: minting())
        let (module, faults) = LearningModule.read(policy.text)
        #expect(module == nil && faults.first?.line == 1)
    }

    @Test func lixIsWhatItsAuthorCounted() throws {
        let module = try LearningModule(
            markdown: """
                ---
                id: a
                language: da
                title: Et to.
                version: "1"
                scope: other
                minutes: 1
                pass_mark: 100
                ---
                ## A {#a}
                Sikkerhed er kommunens opgave.
                # Spørgsmål
                ## B? {#b}
                page: a
                - [x] C
                - [ ] D
                > E.
                """)
        // Sentences: »Et to.«, »A«, »Sikkerhed er kommunens opgave.«, »B?«, »C«, »D«, »E.« — 11 words in 7 sentences, and
        // »Sikkerhed« and »kommunens« are long: 11 / 7 + 200 / 11 = 19.75.
        #expect(module.lix == 20)
    }
}
