// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The table of purposes and periods as the files in `docs` show it: `opbevaring.md` whole, and the parts of the record of
/// processing (`fortegnelse.md`, GDPR Article 30) that follow from it. A test compares them, so that neither goes out of date.
enum PrivacyTable {
    // MARK: docs/opbevaring.md

    static var retention: String {
        var lines = [
            "# Opbevaring: formål og frist for hver slags oplysning", "",
            "Udskrevet fra koden. En ændring af formål eller frister kræver, at denne fil ændres i samme commit.",
            "Fristerne er Værns forslag; organisationen bekræfter dem i sin egen fortegnelse (`docs/fortegnelse.md`).",
            "",
            "Værn sletter en gang i døgnet det, hvis frist er udløbet, og skriver en post om det i revisionssporet.",
            "`vaern retention --dry-run` viser, hvad der ville blive slettet. Et bevaringshensyn stopper sletningen.",
            "En oplysning, der er fleres, slettes, når fristen er udløbet for dem alle.",
            "For en person, der aldrig har været ansat, regnes fristen fra den dag, personen blev registreret.",
            "En personfil går efter sin frist, også når den er indlæst fra driftens kommandolinje.", "",
        ]
        lines += table(.da)
        lines += [
            "", "## Hver slags post", "", "| Post | Slags | Slettes efter frist | Bevares |", "|---|---|---|---|",
        ]
        for kind in FactKind.allCases {
            let goes = kind.fields.filter(\.isErasable).map { "`\($0.name)`" }
            let stays = kind.fields.filter { $0.isValue && !$0.isErasable }.map { "`\($0.name)`" }
            lines.append(
                "| `\(kind.rawValue)` | \(kind.dataKind.label.da) | \(goes.joined(separator: ", ")) | "
                    + "\(stays.joined(separator: ", ")) |")
        }
        lines += ["", "## Ved siden af revisionssporet", ""]
        lines += beside(.da)
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: docs/fortegnelse.md

    /// The parts of the record that are printed, by the mark that stands before each.
    static let parts: [(mark: String, lines: [String])] = [
        ("tabel", table(.da)), ("ved-siden", beside(.da)), ("table", table(.en)), ("beside", beside(.en)),
    ]

    /// The record with its printed parts as they are now; what people wrote around them is left alone.
    static func record(_ file: String) -> String {
        var file = file
        for (mark, lines) in parts {
            let (start, end) = (line(mark), line("/" + mark))
            guard let from = file.firstRange(of: start), let to = file.firstRange(of: end),
                from.upperBound <= to.lowerBound
            else { continue }
            file.replaceSubrange(from.upperBound..<to.lowerBound, with: lines.joined(separator: "\n") + "\n")
        }
        return file
    }

    /// The line in the file before and after a printed part.
    static func line(_ mark: String) -> String { ["\u{3C}!--", mark, "--\u{3E}\n"].joined(separator: " ") }

    private static func table(_ language: Language) -> [String] {
        func row(_ cells: [Phrase]) -> String { "| " + cells.map { language($0) }.joined(separator: " | ") + " |" }
        let head = [
            Phrase(da: "Oplysninger", en: "Data"), Phrase(da: "Formål", en: "Purpose"),
            Phrase(da: "Retsgrundlag", en: "Legal ground"), Phrase(da: "Opbevaring", en: "Kept"),
            Phrase(da: "Kilde", en: "Source"), Phrase(da: "Ses af", en: "Seen by"),
            Phrase(da: "Modtagere", en: "Recipients"),
        ]
        return [row(head), "|---|---|---|---|---|---|---|"]
            + DataKind.allCases.map { kind in
                row([
                    kind.label, kind.purpose, kind.ground, kind.keeping, kind.source, kind.readers, kind.recipients,
                ])
            }
    }

    private static func beside(_ language: Language) -> [String] {
        var shown: [Phrase] = []
        var rows = [
            language(Phrase(da: "| Oplysninger | Opbevaring |", en: "| Data | Kept |")), "|---|---|",
        ]
        for held in Aside.Shelf.allCases.compactMap(\.held) where !shown.contains(held.label) {
            shown.append(held.label)
            rows.append("| \(language(held.label)) | \(language(held.keeping)) |")
        }
        return rows
    }
}
