// SPDX-License-Identifier: MPL-2.0

import Domain

/// What says, beside the files, what each of them is and how the whole is checked.
struct JournalReadme {
    let package: JournalPackage
    let files: [JournalFile]
    let language: Language

    var path: String { language == .da ? "LAESMIG.txt" : "README.txt" }
    var title: String { say(da: "Læs mig", en: "Read me") }

    private func say(da: String, en: String) -> String { language(Phrase(da: da, en: en)) }

    var bytes: [UInt8] {
        let matter = package.matter
        let house = matter.context.sight.house
        let widest = files.map(\.path.count).max() ?? 0
        var lines = [
            say(
                da: "\(matter.number) fra \(house.fullName), til journalisering",
                en: "\(matter.number) of \(house.fullName), for filing"),
            "",
            say(
                da: "Læg filerne på sagen i ESDH-systemet, og registrér sagsnummeret i Værn.",
                en: "Put the files into the case in the ESDH system, and record its number in Værn."),
            say(
                da: "Pakken viser det, som den, der hentede den, må se. Navnet står i metadata.",
                en: "The package shows what the person who fetched it may see. The name is in the metadata."),
            "", say(da: "FILERNE", en: "THE FILES"),
        ]
        for file in files.sorted(by: { $0.path < $1.path }) {
            let pad = String(repeating: " ", count: widest - file.path.count + 2)
            let closed = file.isClosed ? say(da: ", LUKKET", en: ", CLOSED") : ""
            lines.append(
                "  \(file.path)\(pad)\(file.title) (\(language(file.classification.label).lowercased())\(closed))")
        }
        let pads = ["metadata.json", "metadata.xml", JournalPackage.sums].map {
            $0 + String(repeating: " ", count: max(0, widest - $0.count) + 2)
        }
        lines += [
            "  " + pads[0] + say(da: "Metadata som JSON", en: "Metadata as JSON"),
            "  " + pads[1] + say(da: "De samme metadata som XML", en: "The same metadata as XML"),
            "  " + pads[2] + say(da: "SHA-256 af alle filer", en: "SHA-256 of all files"), "",
            say(da: "SÅDAN KONTROLLERES PAKKEN", en: "HOW TO CHECK THE PACKAGE"),
            say(
                da: "  Filerne er uændrede, når »sha256sum -c SHA256SUMS« siger OK om dem alle.",
                en: "  The files are unchanged if “sha256sum -c SHA256SUMS” says OK of all of them."),
            say(
                da:
                    "  PDF-filerne er PDF/A-3a (ISO 19005-3) og PDF/UA-1. metadata.xml følger \(JournalPackage.schemaPath).",
                en:
                    "  The PDF files are PDF/A-3a (ISO 19005-3) and PDF/UA-1. metadata.xml follows \(JournalPackage.schemaPath)."
            ),
        ]
        let evidence = matter.evidence
        if let checkpoint = evidence.checkpoint {
            lines += [
                say(
                    da:
                        "  \(JournalPackage.proofPath) beviser post \(evidence.entry.position) i revisionssporet mod kontrolpunktet:",
                    en:
                        "  \(JournalPackage.proofPath) proves entry \(evidence.entry.position) of the ledger against the checkpoint:"
                ),
                "    \(checkpoint.origin)", "    \(checkpoint.size)", "    \(checkpoint.root.base64)",
                say(
                    da: "  Formatet er C2SP tlog-proof, så beviset kan kontrolleres uden Værn. Nøglen er:",
                    en: "  The format is C2SP tlog-proof, so the proof can be checked without Værn. The key is:"),
                "    \(evidence.key)",
            ]
        } else {
            lines.append(
                say(
                    da: "  Posten er ikke underskrevet endnu, så beviset er ikke med. Hent pakken igen om lidt.",
                    en: "  The entry is not signed yet, so there is no proof. Get the package again in a while."))
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }
}
