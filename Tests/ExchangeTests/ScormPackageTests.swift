// SPDX-License-Identifier: MPL-2.0
import CZlib
import Domain
import Testing

@testable import Exchange

@Suite("A SCORM 1.2 package from somebody else")
struct ScormPackageTests {
    static func manifest(
        _ items: String = "<item identifier=\"i\" identifierref=\"r\"><title>Første del</title></item>",
        resources: String =
            "<resource identifier=\"r\" type=\"webcontent\" adlcp:scormtype=\"sco\" href=\"start.html\"/>",
        version: String = "1.2", base: String = ""
    ) -> String {
        """
        <?xml version="1.0"?>
        <manifest identifier="m" \(base) xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="x">
        <metadata><schema>ADL SCORM</schema><schemaversion>\(version)</schemaversion></metadata>
        <organizations default="o"><organization identifier="o"><title>Brand &amp; røg</title>\(items)</organization>
        </organizations><resources>\(resources)</resources></manifest>
        """
    }

    static func zip(_ files: [(String, [UInt8])]) -> [UInt8] {
        var writer = ZipWriter()
        for (name, bytes) in files { writer.add(name, bytes) }
        return writer.finished
    }

    static func package(_ manifest: String, _ files: [String] = ["start.html", "data/a.js"]) -> [UInt8] {
        zip([("imsmanifest.xml", Array(manifest.utf8))] + files.map { ($0, Array("x".utf8)) })
    }

    private func refusal(_ bytes: [UInt8]) -> Phrase? {
        do {
            _ = try ScormPackage.read(bytes)
            return nil
        } catch {
            return error.phrase
        }
    }

    @Test func everythingIsRead() throws {
        let bytes = Self.package(Self.manifest())
        let package = try ScormPackage.read(bytes)
        #expect(package.identifier == "m" && package.title == "Brand & røg")
        #expect(package.items == [.init(title: "Første del", path: "start.html", query: "", masteryScore: nil)])
        #expect(package.files.map(\.path) == ["data/a.js", "imsmanifest.xml", "start.html"])
        #expect(package.faults == [])
        #expect(package.content(of: "start.html", in: bytes) == Array("x".utf8))
        #expect(package.content(of: "other.html", in: bytes) == nil)
    }

    @Test(arguments: LearningLibrary.items)
    func ourOwnPackageIsOne(_ item: LearningLibrary.Item) throws {
        let package = try ScormPackage.read(ScormExport.package([item.module]))
        #expect(package.title == item.module.title && package.launch.path == "index.html")
        #expect(package.launch.masteryScore == 80 && package.faults == [])
    }

    @Test("Folders, parameters, escapes, prefixes and other capitals are what the manifest may use")
    func addresses() throws {
        let item =
            "<item identifierref=\"r\" parameters=\"?lang=da\"><title>A</title><adlcp:masteryscore>79.5</adlcp:masteryscore></item>"
        let resource =
            "<resource xml:base=\"del 1/\" identifier=\"r\" adlcp:scormType=\"SCO\" href=\"start%20her.html\"/>"
        let package = try ScormPackage.read(
            Self.package(
                Self.manifest(item, resources: resource, base: "xml:base=\"kursus/\""),
                ["kursus/del 1/start her.html"]))
        #expect(package.launch.path == "kursus/del 1/start her.html" && package.launch.query == "?lang=da")
        #expect(package.launch.masteryScore == 80)
        let prefixed = Self.manifest().replacing("<", with: "<ims:").replacing("<ims:/", with: "</ims:")
            .replacing("<ims:?", with: "<?")
        #expect(try ScormPackage.read(Self.package(prefixed)).title == "Brand & røg")
    }

    @Test func whatDoesNotWorkIsTold() throws {
        let items = "<item identifierref=\"r\"/><item identifierref=\"s\"/><item identifierref=\"none\"/>"
        let resources =
            "<resource identifier=\"r\" href=\"start.html\"><file href=\"start.html\"/><file href=\"gone.js\"/></resource>"
            + "<resource identifier=\"s\" href=\"data/a.js\"/>"
        let package = try ScormPackage.read(Self.package(Self.manifest(items, resources: resources)))
        #expect(package.items.map(\.path) == ["start.html", "data/a.js"])
        #expect(package.items[0].title == "Brand & røg")
        #expect(package.faults.count == 2)
        #expect(
            package.faults.contains { $0.da.contains("2 dele") }
                && package.faults.contains { $0.en.contains("gone.js") })
        let mastery = "<item identifierref=\"r\"><adlcp:masteryscore>mange</adlcp:masteryscore></item>"
        let other = try ScormPackage.read(Self.package(Self.manifest(mastery)))
        #expect(other.launch.masteryScore == nil && other.faults.count == 1)
    }

    static let refused: [(String, [UInt8])] = [
        ("ZIP-arkiv", Array("hej".utf8)),
        ("ingen imsmanifest.xml", zip([("start.html", [1])])),
        ("ligger i en mappe", zip([("kursus/imsmanifest.xml", Array(manifest().utf8))])),
        ("kan ikke læses", package("<x/>")),
        ("SCORM 2004", package(manifest(version: "2004 4th Edition"))),
        ("SCORM 2004", package(manifest(version: "CAM 1.3"))),
        ("DOCTYPE", package(manifest().replacing("<manifest", with: "<!DOCTYPE x [<!ENTITY a \"b\">]><manifest"))),
        ("ikke noget, der kan startes", package(manifest(""))),
        ("ikke noget, der kan startes", package(manifest(resources: ""))),
        ("men filen er der ikke", package(manifest(), ["anden.html"])),
        ("andet websted", package(manifest(resources: "<resource identifier=\"r\" href=\"https://example.org/a\"/>"))),
        ("andet websted", package(manifest(resources: "<resource identifier=\"r\" href=\"//example.org/a\"/>"))),
        ("andet websted", package(manifest(resources: "<resource identifier=\"r\" href=\"javascript:alert(1)\"/>"))),
        ("men filen er der ikke", package(manifest(resources: "<resource identifier=\"r\" href=\"../start.html\"/>"))),
        ("peger uden for", package(manifest(), ["start.html", "../ude.html"])),
        ("peger uden for", package(manifest(), ["start.html", "/ude.html"])),
        ("peger uden for", package(manifest(), ["start.html", "a//b.html"])),
        ("peger uden for", package(manifest(), ["start.html", "a\\..\\b.html"])),
        ("peger uden for", package(manifest(), ["start.html", "c:b.html"])),
        ("peger uden for", package(manifest(), ["start.html", "a\u{0}b.html"])),
        ("samme navn", package(manifest(), ["start.html", "Start.html"])),
        ("flere end 10000", zip((0...10_000).map { ("\($0)", []) })),
    ]

    @Test("What is no package, or is a hostile one, says what to do", arguments: refused)
    func refuses(_ words: String, _ bytes: [UInt8]) {
        let phrase = refusal(bytes)
        #expect(phrase?.da.contains(words) ?? false, "\(phrase?.da ?? "was read")")
        #expect(phrase.map { $0.en != $0.da } ?? false)
    }

    /// The place of the central entry of a name.
    private static func central(_ name: String, _ bytes: [UInt8]) -> Int {
        let mark: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
        return bytes.indices.last { at in
            bytes[at...].starts(with: mark) && bytes[(at + 46)...].starts(with: name.utf8)
        } ?? 0
    }

    @Test func linksLocksAndLies() {
        let bytes = Self.package(Self.manifest())
        let at = Self.central("start.html", bytes)
        var link = bytes
        // Made by Unix, a symbolic link (0o120777).
        link[at + 5] = 3
        link.replaceSubrange((at + 40)..<(at + 42), with: [0xFF, 0xA1])
        #expect(refusal(link)?.da.contains("genvej") ?? false)
        var locked = bytes
        locked[at + 8] |= 1
        #expect(refusal(locked)?.da.contains("adgangskode") ?? false)
        // Two entries that share the same bytes.
        var shared = bytes
        let other = Self.central("data/a.js", bytes)
        shared.replaceSubrange((other + 42)..<(other + 46), with: bytes[(at + 42)..<(at + 46)])
        #expect(refusal(shared)?.da.contains("ZIP-arkiv") ?? false)
        var large = bytes
        large.replaceSubrange((at + 24)..<(at + 28), with: [0, 0, 0, 0x7F])
        #expect(refusal(large)?.da.contains("500 MB") ?? false)
        var single = bytes
        single.replaceSubrange((at + 24)..<(at + 28), with: [0, 0, 0, 4])
        #expect(refusal(single)?.da.contains("en fil i den over 50 MB") ?? false)
        var bomb = bytes
        bomb.replaceSubrange((at + 24)..<(at + 28), with: [0, 0, 0, 1])
        #expect(refusal(bomb)?.da.contains("100 gange") ?? false)
    }

    @Test("Any damaged byte is read or refused, and nothing else", .timeLimit(.minutes(1)))
    func damaged() throws {
        let bytes = Self.package(Self.manifest())
        var random = Seeded(0x5C0)
        for _ in 0..<800 {
            var other = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                other[Int.random(in: 0..<other.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let package = try? ScormPackage.read(other) else { continue }
            #expect(package.files.contains { $0.path == package.launch.path })
            _ = package.content(of: package.launch.path, in: other)
        }
    }
}
