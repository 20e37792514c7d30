// SPDX-License-Identifier: MPL-2.0
import Domain
import Testing

@testable import Exchange

@Suite("A module as a SCORM 1.2 package")
struct ScormExportTests {
    private func files(_ modules: [LearningModule]) throws -> [String: String] {
        let bytes = try ScormExport.package(modules)
        let directory = try #require(ZipDirectory(bytes))
        return Dictionary(
            uniqueKeysWithValues: try directory.entries.map { entry in
                let content = try #require(directory.content(entry.name, of: bytes, most: 1_000_000))
                return (entry.name, String(decoding: content, as: UTF8.self))
            })
    }

    private func library(_ id: String) -> [LearningModule] { LearningLibrary.modules.filter { $0.id == id } }

    @Test func theManifestNamesEveryFileAndNoOther() throws {
        let files = try files(library("gdpr"))
        let manifest = MarkupNode.tree(Array(try #require(files["imsmanifest.xml"]).utf8))
        #expect(
            Set(manifest.all("file").compactMap { $0.attributes["href"] })
                == Set(files.keys).subtracting(["imsmanifest.xml"]))
        #expect(manifest.first("adlcp:masteryscore")?.words == "80")
        #expect(manifest.first("organization")?.first("title")?.words == "Pas på borgernes oplysninger")
        #expect(manifest.first("resource")?.attributes["href"] == "index.html")
    }

    @Test(arguments: ["gdpr", "informationssikkerhed", "cybersikkerhed"])
    func everyTextIsOnThePageInBothLanguages(_ id: String) throws {
        let modules = library(id)
        let page = try #require(try files(modules)["index.html"])
        for module in modules {
            for text in module.pages.flatMap({ $0.blocks.flatMap(\.texts) }) + module.questions.map(\.explanation) {
                // Strong words are apart from the others, so the longest run of each is looked for.
                let piece = text.split(separator: ":").max { $0.count < $1.count } ?? ""
                let plain = page.replacing("<strong>", with: "").replacing("</strong>", with: "")
                #expect(plain.contains(Markup.escaped(String(piece))), "\(piece)")
            }
        }
    }

    @Test func nothingIsAskedForFromElsewhere() throws {
        for (name, text) in try files(library("gdpr")) where name != "imsmanifest.xml" {
            for mark in ["http:", "https:", "//", "url(", "import", "fetch", "XMLHttpRequest", "eval"] {
                let found = text.split(separator: "\n").filter { line in
                    line.contains(mark) && !line.trimmingPrefix(while: \.isWhitespace).hasPrefix("//")
                }
                #expect(found.filter { mark != "import" || !$0.contains("!important") } == [], "\(name): \(mark)")
            }
        }
    }

    @Test func theSameModulesGiveTheSameBytes() throws {
        #expect(try ScormExport.package(library("gdpr")) == ScormExport.package(library("gdpr")))
        #expect(ScormExport.fileName(library("gdpr")) == "gdpr-1.0-da-en.zip")
    }

    @Test func whatLooksLikeMarkupIsText() throws {
        let module = try LearningModule(
            markdown: """
                ---
                id: a
                language: da
                title: "R & D <3 \\"citat\\""
                version: 1 & 2
                scope: other
                minutes: 1
                pass_mark: 50
                ---
                ## 5 < 6 & 7 > 2 {#a}
                Skriv "&lt;b&gt;" & se.
                # Spørgsmål
                ## Hvad er 1 < 2? {#q}
                page: a
                - [x] "Sandt" & rigtigt
                - [ ] 2 > 3 er sandt
                > Fordi 1 < 2 & 2 > 1.
                """)
        let files = try files([module])
        let page = try #require(files["index.html"])
        #expect(page.contains("5 &lt; 6 &amp; 7 &gt; 2"))
        #expect(page.contains("Skriv &quot;&amp;lt;b&amp;gt;&quot; &amp; se."))
        #expect(!page.contains("1 < 2") && !page.contains("\"Sandt\""))
        let manifest = try #require(files["imsmanifest.xml"])
        #expect(manifest.contains("identifier=\"vaern-a-1---2\"") && manifest.contains("version=\"1 &amp; 2\""))
        #expect(!manifest.contains("<3"))
    }

    @Test func otherModulesAreNoLanguagesOfOne() throws {
        let (gdpr, cyber) = (library("gdpr"), library("cybersikkerhed"))
        for modules in [[gdpr[0], cyber[1]], [gdpr[0], gdpr[0]], []] {
            let refusal = #expect(throws: Refusal.self) { try ScormExport.package(modules) }
            #expect(refusal?.reason == .invalid)
        }
    }
}
