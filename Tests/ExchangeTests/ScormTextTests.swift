// SPDX-License-Identifier: MPL-2.0
import Domain
import Office
import Testing

@testable import Exchange

/// A SCORM 1.2 package as the text of a version.
@Suite("A package as a version of a module")
struct ScormTextTests {
    private func read(_ bytes: [UInt8]) throws -> (text: DocumentText, module: PackagedModule) {
        let extract = try #require(try Extract.take(from: bytes))
        #expect(extract.form == .markdown && extract.images.isEmpty)
        // As it is kept and read again.
        let kept = try #require(Extract(decoding: extract.encode()))
        let proposal = try DocumentImport.propose(kept.text, fileName: "pakke.md", mint: minting())
        let stored = try DocumentText(decoding: proposal.text.encode())
        let module = try #require(PackagedModule.read(stored))
        #expect(proposal.title == module.title)
        return (stored, module)
    }

    private func refusal(_ bytes: [UInt8], limits: ImportLimits = ImportLimits()) -> Phrase? {
        do {
            _ = try Extract.take(from: bytes, limits: limits)
            return nil
        } catch {
            return error.phrase
        }
    }

    @Test(arguments: LearningLibrary.items)
    func ourOwnPackageComesBack(_ item: LearningLibrary.Item) throws {
        let bytes = try ScormExport.package([item.module])
        #expect(Extract.Source(bytes) == .package)
        let (text, module) = try read(bytes)
        #expect(module.title == item.module.title && module.launch == "index.html" && module.passMark == 80)
        #expect(module.digest == FileDigest.sha256(bytes) && module.data.isEmpty)
        // It is a package, and no module of questions.
        #expect(LearningModule.read(text).module == nil)
        let words = text.blocks.filter { $0.kind != .furniture }.map(\.text).joined(separator: "\n")
        #expect(words.contains("index.html") && words.contains("80 %") && words.contains(module.digest.prefix(8)))
    }

    @Test("Names and titles with marks in them come back as they were")
    func odd() throws {
        let item = """
            <item identifierref="r" parameters="?lang=da&amp;x=1"><title>Brand: "røg" &amp; *ild*</title>\
            <adlcp:datafromlms>a=1;b="2" å</adlcp:datafromlms></item>
            """
        let resource = "<resource identifier=\"r\" adlcp:scormtype=\"sco\" href=\"del%201/%C3%B8ve%25.html\"/>"
        let manifest = ScormPackageTests.manifest(item, resources: resource)
            .replacing("<title>Brand &amp; røg</title>", with: "<title>Brand: \"røg\" &amp; *ild*</title>")
        let (_, module) = try read(ScormPackageTests.package(manifest, ["del 1/øve%.html"]))
        #expect(module.title == "Brand: \"røg\" & *ild*")
        #expect(module.launch == "del%201/%C3%B8ve%25.html?lang=da&x=1")
        #expect(module.passMark == nil && module.data == "a%3D1%3Bb%3D%222%22%20%C3%A5")
    }

    @Test(
        "A text that was typed, or lacks something, is no package",
        arguments: [
            "title: \"A\"\nlaunch: \"a.html\"\nsha256: \"\(String(repeating: "a", count: 64))\"",
            "package: \"scorm-2004\"\ntitle: \"A\"\nlaunch: \"a.html\"\nsha256: \"\(String(repeating: "a", count: 64))\"",
            "package: \"scorm-1.2\"\ntitle: \"A\"\nlaunch: \"a.html\"\nsha256: \"kort\"",
            "package: \"scorm-1.2\"\ntitle: \"A\"\nsha256: \"\(String(repeating: "a", count: 64))\"",
            "package: \"scorm-1.2\"\ntitle: \"A\"\nlaunch: \"a\"\npass_mark: 101\nsha256: \"\(String(repeating: "a", count: 64))\"",
        ])
    func none(_ lines: String) throws {
        let written = Array("---\n\(lines)\n---\n\n# A\n\nTekst.\n".utf8)
        let proposal = try DocumentImport.propose(written, fileName: "a.md", mint: minting())
        #expect(PackagedModule.read(proposal.text) == nil)
    }

    @Test("A file that a system would run, a start that is no page, and what cannot be unpacked are refused")
    func refused() {
        let manifest = ScormPackageTests.manifest()
        for name in ["setup.exe", "data/Start.BAT", "a.jar", "b/c.php", "makro.docm", "x.sh"] {
            let phrase = refusal(ScormPackageTests.package(manifest, ["start.html", name]))
            #expect(phrase?.da.contains("er et program") ?? false, "\(name): \(phrase?.da ?? "was taken")")
            #expect(phrase?.en.contains("is a program") ?? false)
        }
        for name in ["start.swf", "start.pdf", "start"] {
            let resource = "<resource identifier=\"r\" adlcp:scormtype=\"sco\" href=\"\(name)\"/>"
            let phrase = refusal(ScormPackageTests.package(ScormPackageTests.manifest(resources: resource), [name]))
            #expect(phrase?.da.contains("ikke er en webside") ?? false, "\(name): \(phrase?.da ?? "was taken")")
        }
        let bytes = ScormPackageTests.package(manifest)
        var limits = ImportLimits()
        limits.packed = bytes.count - 1
        #expect(refusal(bytes, limits: limits)?.da.hasPrefix("Pakken fylder") ?? false)
        #expect(refusal(bytes) == nil)
        let folder = ScormPackageTests.zip([("kursus/imsmanifest.xml", Array(manifest.utf8))])
        #expect(refusal(folder)?.da.contains("ligger i en mappe") ?? false)
    }

    @Test("What would not be shown is told before it is taken in")
    func unshown() throws {
        let bytes = ScormPackageTests.package(ScormPackageTests.manifest(), ["start.html", "film.swf", "kilde.fla"])
        let notes = try #require(try Extract.take(from: bytes)).notes
        #expect(notes.first?.da.contains("program fra andre") ?? false)
        #expect(notes.contains { $0.da.contains("2 filer af en slags") && $0.da.contains("film.swf") })
    }

    @Test("An archive that is no package is still no document")
    func otherArchive() {
        let bytes = ScormPackageTests.zip([("notat.txt", Array("hej".utf8))])
        #expect(Extract.Source(bytes) == nil)
    }

    @Test(
        "Files are known by how their names end, and by our list alone",
        arguments: [
            ("index.html", "text/html"), ("A/INDEX.HTM", "text/html"), ("a.js", "text/javascript"),
            ("a.css", "text/css"),
            ("a.min.JSON", "application/json"), ("a.svg", "image/svg+xml"), ("a.mp4", "video/mp4"),
            ("a.woff2", "font/woff2"), ("imsmanifest.xml", "application/xml"),
        ])
    func types(_ path: String, _ type: String) { #expect(PackageFile(path)?.mediaType == type) }

    @Test(arguments: ["a", "html", "a.html.exe", "a.", ".htaccess", "a.wasm", "a.swf", "a.php"])
    func others(_ path: String) { #expect(PackageFile(path) == nil) }

    @Test("Nothing that is handed out is a program")
    func apart() {
        for ending in ["html", "js", "css", "svg", "xml", "json", "mp4", "pdf", "txt"] {
            #expect(!PackageFile.isProgram("a.\(ending)"))
        }
    }
}
