// SPDX-License-Identifier: MPL-2.0
import CFiles
public import Domain

/// A module as a package for the learning system (LMS) that an organisation has already: SCORM 1.2 (ADL 2001), one SCO, in one
/// language or in both. It is one page with a small script and a style sheet; nothing is fetched from elsewhere, and without
/// the script it is a text that can be read.
///
/// What the system gets to know: `lesson_status` (incomplete, passed, failed), the score in per cent, where the reader was, the
/// answers so far, and the time. The schema files of ADL and IMS are not in it: systems have them, and they are not ours.
public enum ScormExport {
    /// The same modules give the same bytes.
    ///
    /// - Parameter modules: one module in one language or more; the first language is the one that it opens in.
    public static func package(_ modules: [LearningModule]) throws(Refusal) -> [UInt8] {
        guard let first = modules.first, modules.dropFirst().allSatisfy(first.sameShape),
            Set(modules.map(\.language)).count == modules.count
        else {
            throw .invalid(
                "file",
                da:
                    "Sprogene er ikke det samme modul: sider, spørgsmål, svar og version skal være ens. Ret dem, eller hent ét sprog.",
                en:
                    "The languages are not the same module: pages, questions, answers and version must agree. Correct them, or take one language."
            )
        }
        let files = [
            ("index.html", Array(ScormPage.html(modules).utf8)), ("modul.css", vaern_file_modul_css().content),
            ("modul.js", vaern_file_modul_js().content),
        ]
        var zip = ZipWriter()
        zip.add("imsmanifest.xml", Array(manifest(first, files.map(\.0)).utf8))
        for (name, bytes) in files { zip.add(name, bytes) }
        return zip.finished
    }

    /// `gdpr-1.0-da-en.zip`
    public static func fileName(_ modules: [LearningModule]) -> String {
        let languages = modules.map(\.language.rawValue).joined(separator: "-")
        guard let first = modules.first else { return "modul.zip" }
        return "\(first.id)-\(name(first.version))-\(languages).zip"
    }

    /// The version with what may stand in a name.
    private static func name(_ version: String) -> String {
        String(
            version.unicodeScalars.map { scalar -> Character in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", ".", "-": Character(scalar)
                case _: "-"
                }
            })
    }

    private static func manifest(_ module: LearningModule, _ files: [String]) -> String {
        let title = Markup.escaped(module.title)
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <manifest identifier="vaern-\(module.id)-\(name(module.version))" version="\(Markup.escaped(module.version))" \
            xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
              <metadata>
                <schema>ADL SCORM</schema>
                <schemaversion>1.2</schemaversion>
              </metadata>
              <organizations default="module">
                <organization identifier="module">
                  <title>\(title)</title>
                  <item identifier="item" identifierref="sco">
                    <title>\(title)</title>
                    <adlcp:masteryscore>\(module.passMark)</adlcp:masteryscore>
                  </item>
                </organization>
              </organizations>
              <resources>
                <resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="\(files[0])">
            \(files.map { "      <file href=\"\($0)\"/>" }.joined(separator: "\n"))
                </resource>
              </resources>
            </manifest>

            """
    }
}
