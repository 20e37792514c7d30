// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

/// Word and PDF files made in the test by programs that we did not write.
enum OfficeFiles {
    static let shapes = Files.tests.appending(path: "Fixtures/shapes")
    /// LibreOffice makes PDF files as offices do; without it Chromium prints them.
    static let office = program("soffice")
    static let chromium = program("chromium-headless-shell")

    static func program(_ name: String) -> String? {
        ["/usr/bin/\(name)", "/usr/local/bin/\(name)"].first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs the body in a folder of its own.
    static func inFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vaern-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    static func run(_ program: String?, _ arguments: [String], in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: try #require(program))
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(program ?? "") \(arguments)")
    }

    /// A Word document of a Markdown text, made by pandoc.
    static func word(_ markdown: String) throws -> [UInt8] {
        try inFolder { folder in
            try Data(markdown.utf8).write(to: folder.appending(path: "a.md"))
            try run(
                program("pandoc"), ["a.md", "-f", "gfm+footnotes+yaml_metadata_block-raw_html", "-o", "a.docx"],
                in: folder)
            return try Files.bytes(folder.appending(path: "a.docx"))
        }
    }

    /// The same as PDF.
    static func pdf(_ markdown: String) throws -> [UInt8] {
        try inFolder { folder in
            try Data(markdown.utf8).write(to: folder.appending(path: "a.md"))
            let from = ["a.md", "-f", "gfm+footnotes+yaml_metadata_block-raw_html"]
            if office != nil {
                try run(program("pandoc"), from + ["-o", "a.docx"], in: folder)
                try run(
                    office,
                    [
                        "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", "pdf",
                        "a.docx",
                    ],
                    in: folder)
            } else {
                try run(program("pandoc"), from + ["-s", "-o", "a.html"], in: folder)
                try run(
                    chromium,
                    [
                        "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                        "--print-to-pdf=a.pdf", "a.html",
                    ], in: folder)
            }
            return try Files.bytes(folder.appending(path: "a.pdf"))
        }
    }

    /// What the import makes of a file, with the extract that the blocks point into.
    static func take(_ bytes: [UInt8]) throws -> (proposal: ImportProposal, extract: Extract) {
        let extract = try #require(try Extract.take(from: bytes))
        let proposal = try DocumentImport.propose(
            extract.text, fileName: "a.\(extract.form.rawValue)", mint: minting())
        return (proposal, extract)
    }
}
