// SPDX-License-Identifier: MPL-2.0

import Domain

/// The texts of the example documents: the policy and the topic policies from their files, the others made from the title
/// and from what the topic policy above demands. All general, all invented.
enum DemoTexts {
    struct Row {
        let number: String, author: String, update: String, day: Day
    }

    private static let months = [
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
        "december",
    ]

    static func long(_ day: Day) -> String { "\(day.day). \(months[day.month - 1]) \(day.year)" }

    /// The policy in its own words; the names and the version table are those of the world.
    static func policy(_ text: String, director: String, rows: [Row], unit: String) -> String {
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(line)
            if line.hasPrefix("Versionsnr.") { break }
        }
        var out = lines.joined(separator: "\n")
        for (old, new) in [
            ("som tolv kommuner", "som seks kommuner"), ("Solvej Brandstrup", director),
            ("Sikkerhed og Beredskab", unit), ("(SOB)", "(\(unit))"), ("SOB", unit),
        ] {
            out = replace(old, with: new, in: out)
        }
        out += "\n\n"
        for row in rows { out += "\(row.number) \(row.author) \(row.update) \(long(row.day)) \n\n" }
        return out
    }

    /// A topic policy from its template: no front matter, the world's version table.
    static func topicPolicy(_ text: String, rows: [Row]) -> String {
        var out: [String] = []
        var fences = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if fences < 2, line == "---" {
                fences += 1
            } else if line.hasPrefix("*Skabelon.") {
                out.append(notice)
            } else if line.contains("*udfyldes*") {
                for row in rows { out.append("| \(row.number) | \(row.author) | \(row.update) | \(long(row.day)) |") }
            } else if fences != 1 {
                out.append(String(line))
            }
        }
        return out.drop { $0.isEmpty }.joined(separator: "\n")
    }

    static let notice = "*Eksempeldata: teksten er opfundet og skal ikke bruges, som den er.*"

    /// The numbered requirements of a topic policy, without who checks them.
    static func requirements(of topicPolicy: String) -> [String] {
        topicPolicy.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: ".", maxSplits: 1)
            guard parts.count == 2, Int(parts[0]) != nil, parts[1].contains("skal") else { return nil }
            return trimmed(parts[1])
        }
    }

    /// A procedure or guideline of the world's own.
    static func paper(
        title: String, kind: Document.Kind, above: String, requirements: [String], unit: String, version: String
    ) -> String {
        let subject = about(title)
        let isGuideline = kind == .guideline
        let what =
            isGuideline
            ? "Vejledningen" : kind == .policy ? "Politikken" : kind == .topicPolicy ? "Emnepolitikken" : "Proceduren"
        let own = requirements.isEmpty ? general : Array(requirements.prefix(5))
        let steps = own.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
        return """
            # \(title)

            \(notice)

            ## 1. Formål

            \(what) beskriver, hvordan arbejdet med \(subject) udføres, så det sker på samme måde hver gang og kan efterprøves bagefter.

            ## 2. Omfang

            \(what) gælder for alle, der arbejder med \(subject) hos os, også indstationerede og eksterne konsulenter. \(unit) svarer på spørgsmål og samler forslag.

            \(kind == .topicPolicy ? objectives(subject) : "")## 3. \(isGuideline ? "Sådan gør du" : kind == .procedure ? "Fremgangsmåde" : "Krav")

            \(steps)

            ## 4. Ansvar og kontrol

            \(unit) har ansvaret for, at trinnene følges, og gemmer beviset for hvert af dem, så længe det kan få betydning. En stikprøve udtages mindst én gang om året, og en afvigelse får ejer, handling og frist.

            ## 5. Når noget går galt

            Den, der opdager en fejl eller en mistanke om brud på sikkerheden, skal melde det straks. Det er vigtigere at melde tidligt end at vide alt.

            ## 6. Vedligeholdelse

            \(what) hører under »\(above)« og skal verificeres mindst én gang om året. Denne tekst er version \(version).

            """
    }

    /// What a topic policy sets besides its requirements (policy §3.4).
    private static func objectives(_ subject: String) -> String {
        """
        ## Målsætninger

        Alle krav om \(subject) er opfyldt eller har en dispensation med en frist. Afvigelser er rettet inden 30 dage.

        ## Metode

        Den ansvarlige enhed gennemgår \(subject) hvert kvartal og viser direktionen, hvad der er rettet, og hvad der mangler.


        """
    }

    private static let general = [
        "Ledelsen skal kende de væsentligste risici og beslutte, hvad der skal gøres ved dem.",
        "Ansvaret for hver opgave skal være lagt hos en enhed, og enheden skal have en stedfortræder.",
        "Adgang skal gives efter arbejdsbehov og fjernes, når behovet ophører.",
        "Beslutninger skal skrives ned samme dag med begrundelse og frist.",
        "Leverandører skal vise, at de opfylder det, der er aftalt.",
    ]

    /// »Procedure for ændringer« is about »ændringer«.
    static func about(_ title: String) -> String {
        for separator in [" for ", " til ", ": "] {
            let parts = split(title, at: separator)
            if let rest = parts.last, parts.count > 1 { return rest }
        }
        return title
    }

    /// What is written at a verification: the four contexts of the policy, and what can be better.
    static func verification(_ number: Int, improvement: String?) -> [String: String] {
        func pick(_ texts: [String]) -> String { texts[number % texts.count] }
        return [
            "strategy": pick([
                "Politikken følger strategien for perioden, og handleplanerne er lagt efter den.",
                "Strategien er uændret, og de mål, den sætter, står i politikken.",
                "Strategiens tre spor er holdt op mod politikken; intet mangler.",
            ]),
            "administration": pick([
                "Opgaverne løses, som dokumentet siger. Enheden har gennemgået tre sager fra året.",
                "Arbejdsgangen er den samme som ved sidste verifikation.",
                "To medarbejdere er skiftet; dokumentet passer stadig til måden, vi arbejder på.",
            ]),
            "business": pick([
                "Ingen nye løsninger inden for emnet. Strategien er uændret.",
                "En ny kommune bruger løsningen; det ændrer ikke kravene.",
                "Organisationen er ændret, og enhedens navn er rettet.",
            ]),
            "threats": pick([
                "Trusselsvurderingen er gennemgået. Risikoen for overtagne leverandørkonti er steget og er dækket.",
                "Trusselsbilledet er uændret siden sidst.",
                "Flere forsøg på phishing i året; kravene om login dækker det.",
            ]),
            "society": pick([
                "Ingen nye love inden for emnet siden sidste verifikation.",
                "Reglerne efter NIS2 er læst igennem, og kravene er i overensstemmelse med dem.",
                "En ny vejledning fra tilsynet er læst; den giver ikke anledning til ændringer.",
            ]),
            "improvement": improvement
                ?? pick([
                    "Intet nu: tre stikprøver gav ingen afvigelser.",
                    "Et eksempel mere ville gøre afsnit 3 lettere at bruge.",
                    "Fristen i stikprøven kan skrives tydeligere ved næste ændring.",
                ]),
        ]
    }

    // MARK: Text without Foundation

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    private static func split(_ text: String, at separator: String) -> [String] {
        guard let range = text.firstRange(of: separator) else { return [text] }
        return [String(text[..<range.lowerBound]), String(text[range.upperBound...])]
    }

    private static func replace(_ old: String, with new: String, in text: String) -> String {
        text.replacing(old, with: new)
    }
}
