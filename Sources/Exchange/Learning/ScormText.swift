// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// A SCORM 1.2 package as the text of a document: what it is, where it begins, what passes it, and by which hash it is known.
/// That text is what is read and decided; the package stays as the file that it came in, and nothing of it is run here.
enum ScormText {
    /// Whether the bytes are meant as a package: an archive with a manifest, also one that lies in a folder, which is refused
    /// with the reason.
    static func isPackage(_ bytes: [UInt8]) -> Bool {
        ZipDirectory(bytes)?.entries.contains { entry in
            let name = entry.name.lowercased()
            return name == "imsmanifest.xml" || name.hasSuffix("/imsmanifest.xml")
        } ?? false
    }

    /// - Throws: a `Refusal` that says why the package cannot be used.
    static func take(_ bytes: [UInt8], _ limits: ImportLimits) throws(Refusal) -> Extract {
        guard bytes.count <= limits.packed else { throw .scorm(ScormFault.heavy(bytes.count, limits.packed)) }
        let package = try ScormPackage.read(bytes)
        if let bad = package.files.first(where: { PackageFile.isProgram($0.path) }) {
            throw .scorm(ScormFault.program(bad.path))
        }
        guard case .page? = PackageFile(package.launch.path) else {
            throw .scorm(ScormFault.noPage(package.launch.path))
        }
        // What the directory says of a file is believed only once it was read.
        let directory = ZipDirectory(bytes)
        for file in package.files where PackageFile(file.path) != nil {
            guard directory?.content(file.path, of: bytes, most: file.size) != nil else {
                throw .scorm(ScormFault.damaged(file.path))
            }
        }
        var notes = package.faults
        let unknown = package.files.filter { PackageFile($0.path) == nil }
        if let first = unknown.first { notes.append(ScormFault.unshown(unknown.count, first.path)) }
        return Extract(form: .markdown, text: Array(text(package, bytes).utf8), notes: [ScormFault.foreign] + notes)
    }

    private static func text(_ package: ScormPackage, _ bytes: [UInt8]) -> String {
        let digest = FileDigest.sha256(bytes)
        var writer = MarkdownWriter()
        let values: [(PackagedModule.Key, String)] = [
            (.package, PackagedModule.format), (.title, package.title),
            (.launch, escaped(package.launch.path) + package.launch.query.filter { !$0.isWhitespace }),
            (.passMark, package.launch.masteryScore.map { "\($0)" } ?? ""), (.data, escaped(package.launch.data)),
            (.sha256, digest),
        ]
        writer.frontMatter(values.map { ($0.0.rawValue, $0.1.isEmpty ? "" : "\"\($0.1)\"") })
        writer.heading(1, MarkdownWriter.escaped(package.title))
        writer.paragraph(
            "Dette modul er en SCORM 1.2-pakke, som er lavet et andet sted. Pakken er versionens fil. Den vises, når kurset tages."
        )
        writer.paragraph(
            "This module is a SCORM 1.2 package that was made elsewhere. The package is the version's file. It is shown when the course is taken."
        )
        let size = (package.files.reduce(0) { $0 + $1.size } + 999) / 1000
        let mark = package.launch.masteryScore.map { "\($0) %" } ?? "pakken siger det · the package says so"
        for (label, value) in [
            ("Begynder med · Begins with", package.launch.path), ("Bestås med · Passed by", mark),
            ("Filer · Files", "\(package.files.count)"), ("Udpakket · Unpacked", "\(size) kB"),
            // In groups, so that it fits a narrow screen.
            (
                "SHA-256",
                stride(from: 0, to: digest.count, by: 8).map { at in
                    String(digest.dropFirst(at).prefix(8))
                }.joined(separator: " ")
            ),
        ] { writer.item(depth: 0, mark: "-", MarkdownWriter.escaped("\(label): \(value)")) }
        return writer.text
    }

    /// Escaped as RFC 3986 has it, the slashes left.
    static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { out, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                out += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
            }
        }
    }
}
