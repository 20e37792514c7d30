// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

/// What a person sees of an import: sections with numbers and levels, and the rows of the version table.
private struct Outline: Equatable {
    var sections: [String]
    var rows: [String]

    init(_ proposal: ImportProposal) {
        sections = proposal.text.sections.map { "\($0.level) \($0.number ?? "-") \($0.title)" }
        rows = proposal.versionRows.map { "\($0.number)|\($0.unit)|\($0.update)|\($0.day?.description ?? $0.dayText)" }
    }

    /// How many sections and rows a person must put right.
    func corrections(to wanted: Outline) -> Int {
        let difference = { (mine: [String], theirs: [String]) in
            max(Set(mine).subtracting(theirs).count, Set(theirs).subtracting(mine).count)
        }
        return difference(sections, wanted.sections) + difference(rows, wanted.rows)
    }
}

@Suite("Documents from Word and PDF", .serialized)
struct OfficeImportTests {
    static let shapes = ["paragraffer", "uden-numre", "fire-niveauer", "tabeller"]

    /// The policy as text, and as Markdown for the programs that make Word and PDF files of it.
    private func policy(_ bytes: [UInt8]) throws -> (Outline, String) {
        let read = try DocumentImport.propose(bytes, fileName: "politik.txt", mint: minting())
        return (Outline(read), MarkdownExport.text(of: read.text, details: []))
    }

    private func check(_ bytes: [UInt8]) throws {
        let (wanted, markdown) = try policy(bytes)
        #expect(wanted.rows.count == 3)
        let (word, extract) = try OfficeFiles.take(try OfficeFiles.word(markdown))
        #expect(Outline(word) == wanted)
        #expect(problems(of: word, original: extract.text) == [])
        let (pdf, text) = try OfficeFiles.take(try OfficeFiles.pdf(markdown))
        #expect(Outline(pdf).corrections(to: wanted) <= 5, "\(Outline(pdf))")
        #expect(problems(of: pdf, original: text.text) == [])
    }

    @Test func ourPolicyIsTheSameFromTextWordAndPDF() throws {
        try check(try Files.ownPolicy())
    }

    @Test(.enabled(if: Files.realPolicy != nil, "VAERN_POLICY names no file, and none lies beside the project"))
    func theRealPolicyIsTheSameFromTextWordAndPDF() throws {
        try check(try Files.bytes(try #require(Files.realPolicy)))
    }

    @Test(arguments: shapes)
    func policiesOfOtherShapesAreTheSameFromTextWordAndPDF(_ name: String) throws {
        let bytes = try Files.bytes(OfficeFiles.shapes.appending(path: name + ".md"))
        let source = String(decoding: bytes, as: UTF8.self)
        let wanted = Outline(try DocumentImport.propose(bytes, fileName: name + ".md", mint: minting()))
        let (word, extract) = try OfficeFiles.take(try OfficeFiles.word(source))
        #expect(Outline(word) == wanted)
        #expect(problems(of: word, original: extract.text) == [])
        let (pdf, text) = try OfficeFiles.take(try OfficeFiles.pdf(source))
        #expect(Outline(pdf).corrections(to: wanted) <= 5, "\(Outline(pdf))")
        #expect(problems(of: pdf, original: text.text) == [])
    }

    @Test func notesTablesAndImagesComeAlong() throws {
        let word = try OfficeFiles.inFolder { folder in
            try Data(PNG.bytes(width: 60, height: 40)).write(to: folder.appending(path: "a.png"))
            let text = """
                # 1. Formål

                Se noten[^1] og *denne* | streg.

                | A | B |
                |---|---|
                | 1 | 2 |

                ![Organisationen](a.png)

                1. et
                2. to

                [^1]: Noten.
                """
            try Data(text.utf8).write(to: folder.appending(path: "a.md"))
            try OfficeFiles.run(OfficeFiles.program("pandoc"), ["a.md", "-o", "a.docx"], in: folder)
            return try Files.bytes(folder.appending(path: "a.docx"))
        }
        let (read, extract) = try OfficeFiles.take(word)
        let found = read.text.blocks
        #expect(found.contains { $0.kind == .footnote && $0.number == "1" && $0.text == "Noten." })
        #expect(found.contains { $0.text == "Se noten[^1] og *denne* \\| streg." })
        #expect(found.filter { $0.kind == .tableRow(header: false) }.map(\.cells) == [["1", "2"]])
        let image = try #require(found.first { $0.kind == .image }?.image)
        #expect(image == ("billede-1", "Organisationen"))
        #expect(extract.image("billede-1").map { [$0.width, $0.height] } == [60, 40])
        #expect(Extract(decoding: extract.encode()) == extract)
        #expect((try? DocumentText(decoding: read.text.encode())) == read.text)
    }

    @Test func anImageIsDescribedInTheTextThatIsKept() throws {
        var extract = Extract(
            form: .markdown, text: Array("# A\n\n![](billede-1)\n\nTekst\n".utf8))
        #expect(extract.alt(ofImage: 1).isEmpty)
        extract.describe(image: 1, "Kort [over] kommunen")
        #expect(extract.alt(ofImage: 1) == "Kort (over) kommunen")
        #expect(String(decoding: extract.text, as: UTF8.self).contains("![Kort (over) kommunen](billede-1)\n"))
    }
}

/// Files that are not what they say, or that mean harm, end in words.
@Suite("Hostile Word and PDF files", .serialized)
struct HostileFileTests {
    private func refusal(_ bytes: [UInt8], limits: ImportLimits = ImportLimits()) -> String? {
        do {
            _ = try Extract.take(from: bytes, limits: limits)
            return nil
        } catch {
            return error.phrase.da
        }
    }

    @Test func aBombIsNotUnpacked() throws {
        // The list of the archive claims 300 MB for a few bytes.
        var bytes = try OfficeFiles.word("# A\n\nTekst.\n")
        let at = try #require((0..<bytes.count - 4).last { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2]) })
        bytes.replaceSubrange((at + 24)..<(at + 28), with: [0, 0x80, 0xE1, 0x11])
        #expect(refusal(bytes)?.contains("grænsen er 200 MB") == true)
    }

    @Test func tooManyPagesAndTooManyBytes() throws {
        let pdf = try OfficeFiles.pdf("# A\n\nTekst.\n")
        var limits = ImportLimits()
        limits.pages = 0
        #expect(refusal(pdf, limits: limits)?.contains("grænsen er 0") == true)
        limits.packed = 100
        #expect(refusal(pdf, limits: limits)?.contains("MB") == true)
    }

    @Test func aBrokenOrRenamedFileIsNamed() throws {
        #expect(refusal(Array("%PDF-1.7 nothing".utf8))?.contains("ikke en PDF, der kan læses") == true)
        // A program is neither, and the text gate says so.
        let program: [UInt8] = [0x4D, 0x5A, 0x90, 0x00, 0x03]
        #expect(try Extract.take(from: program) == nil)
        #expect(throws: Refusal.self) { try DocumentImport.propose(program, fileName: "a.docx", mint: minting()) }
    }

    @Test func entitiesAreNotFollowed() throws {
        // The reader of markup knows no entities but its own; what names a file stays as it is written.
        let word = try OfficeFiles.word("# A\n\n&xxe; <!DOCTYPE x [<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]>\n")
        let (read, _) = try OfficeFiles.take(word)
        #expect(!read.text.plainText.contains("root:"))
    }

    /// Cut off or changed anywhere, a file gives a text or a refusal.
    @Test(arguments: 0..<12)
    func damagedFilesNeverCrash(_ seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let text = "# 1. Formål\n\nTekst[^1].\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n- p\n\n[^1]: N\n"
        var bytes =
            seed % 2 == 0 ? try OfficeFiles.word(text) : try Files.bytes(OfficeFiles.shapes.appending(path: "a.pdf"))
        if seed % 3 == 0 { bytes = Array(bytes.prefix(Int.random(in: 100..<bytes.count, using: &random))) }
        for _ in 0..<20 {
            bytes[Int.random(in: 8..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        guard let extract = try? Extract.take(from: bytes) else { return }
        #expect(Extract(decoding: extract.encode()) == extract)
    }
}
